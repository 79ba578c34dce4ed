/*
 * What the screens leave in the store, and what they must not: nothing that a
 * self-check led to, and nothing of what was written in one's own words.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "app_parts.h"
#include "support/driver.h"
#include "support/state.h"

#define PACK LUMBAR_SOURCE_DIR "/content"

struct world {
	char folder[PATH_MAX];
	struct store *store;
	struct driver driver;
	struct arena arena;
};

static int set_up(void **state)
{
	struct world *world = calloc(1, sizeof(*world));

	arena_init(&world->arena);
	state_make(world->folder, sizeof(world->folder));
	world->store = store_open(world->folder, DRIVER_NOW);
	*state = world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	store_close(world->store);
	state_remove(world->folder);
	arena_free(&world->arena);
	free(world);
	return 0;
}

static void open_at(struct world *world, const char *start)
{
	driver_open_kept(&world->driver, PACK, start, 24, 80, world->store);
	app_settle(&world->driver.app);
}

static void go(struct world *world, const char *id)
{
	app_open(&world->driver.app, id);
	app_settle(&world->driver.app);
}

static size_t npages(struct world *world)
{
	const struct store_page *pages;

	return store_pages(world->store, &world->arena, 9, &pages);
}

static void test_pages_of_a_check(void **state)
{
	struct world *world = *state;
	struct app *app = &world->driver.app;

	open_at(world, "self-check");
	go(world, "sciatica");
	/* into another run, right from the page */
	go(world, "self-check");
	assert_int_equal(npages(world), 0);
	go(world, "sciatica");
	go(world, "");
	assert_int_equal(npages(world), 0);
	/* back to it, when the answers are gone */
	app_go_back(app);
	app_settle(app);
	go(world, "disc-wear");
	app_go_home(app);
	assert_int_equal(npages(world), 0);
	/* what is opened from home is kept again */
	go(world, "disc-wear");
	assert_int_equal(npages(world), 1);
	/* what lies between does not matter */
	go(world, "self-check");
	for (int i = 0; i < SESSION_PLACES; i++)
		go(world, i % 2 == 0 ? "sciatica" : "a-z");
	driver_close(&world->driver);
	assert_int_equal(npages(world), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_pages_of_a_check, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
