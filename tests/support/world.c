#include "support/world.h"

#include <stdio.h>
#include <stdlib.h>

struct world *world_new(const char *below, int64_t now)
{
	struct world *world = calloc(1, sizeof(*world));

	if (world == NULL)
		abort();
	arena_init(&world->arena);
	state_make(world->made, sizeof(world->made));
	snprintf(
	    world->folder, sizeof(world->folder), "%s%s", world->made, below);
	world->now = now;
	world->store = store_open(world->folder, now);
	return world;
}

void world_free(struct world *world)
{
	store_close(world->store);
	state_remove(world->made);
	arena_free(&world->arena);
	free(world);
}

void world_reopen(struct world *world)
{
	store_close(world->store);
	world->store = store_open(world->folder, world->now);
}

int world_set_up(void **state)
{
	*state = world_new("", DRIVER_NOW);
	return 0;
}

int world_tear_down(void **state)
{
	world_free(*state);
	return 0;
}
