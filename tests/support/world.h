/*
 * world.h - one person's store in a folder of its own, and the screens that
 * such a person has: what tests of what is kept between visits begin with.
 */
#ifndef LUMBAR_TESTS_WORLD_H
#define LUMBAR_TESTS_WORLD_H

#include <limits.h>

#include "support/driver.h"
#include "support/state.h"

struct world {
	struct arena arena;
	char folder[PATH_MAX]; /* of the store */
	struct store *store;
	struct driver driver;     /* opened and closed by the test, if at all */
	char made[PATH_MAX - 32]; /* the folder that is removed in the end */
	int64_t now;              /* when the store is opened */
};

/* The store is in a folder below one of our own ("/a/b"), or in that (""). */
struct world *world_new(const char *below, int64_t now);
void world_free(struct world *world);

/* Close the store, and open it as the next visit does. */
void world_reopen(struct world *world);

/* For cmocka: one at DRIVER_NOW; and the end of any that is the state. */
int world_set_up(void **state);
int world_tear_down(void **state);

#endif
