/*
 * What the screens leave in the store, and what they must not: nothing that a
 * self-check led to, and nothing of what was written in one's own words.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "app_parts.h"
#include "support/driver.h"
#include "support/state.h"
#include "widgets/sitting.h"

#define PACK LUMBAR_SOURCE_DIR "/content"

/* What nothing that is freed may hold; the letters one by one for the eye. */
static const char secret[] = "xyzzy";
static size_t nfound; /* places that were freed with it */

void __real_free(void *ptr);
void __wrap_free(void *ptr);

/* As text, or as cells of a canvas. */
static bool holds(const unsigned char *bytes, size_t len, size_t step)
{
	const size_t n = sizeof(secret) - 1;

	for (size_t i = 0; i + (n - 1) * step < len; i++) {
		size_t k = 0;

		while (k < n && bytes[i + k * step] == (unsigned char)secret[k])
			k++;
		if (k == n)
			return true;
	}
	return false;
}

void __wrap_free(void *ptr)
{
	const size_t len = ptr != NULL ? malloc_usable_size(ptr) : 0;

	if (holds(ptr, len, 1) || holds(ptr, len, sizeof(struct cell)))
		nfound++;
	__real_free(ptr);
}

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

/* A kill right after a page was opened again loses no place. */
static void test_place_is_kept(void **state)
{
	struct world *world = *state;
	const struct store_page page = { .id = "sciatica",
		.block = 40,
		.percent = 30,
		.at = DRIVER_NOW - 9 };
	struct store_page found;

	assert_true(store_put_page(world->store, &page));
	open_at(world, "");
	assert_true(driver_type(&world->driver, "c"));
	assert_true(store_get_page(
	    world->store, "sciatica", &world->arena, &found));
	assert_int_equal(found.block, 40);
	driver_close(&world->driver);
	assert_true(store_get_page(
	    world->store, "sciatica", &world->arena, &found));
	assert_int_equal(found.block, 40);
}

/* To the end of the quiz that is open, without knowing anything. */
static void finish_quiz(struct world *world)
{
	const struct sitting *sitting = world->driver.app.view.sitting;

	while (sitting_page(sitting) != SITTING_SCORE)
		assert_true(driver_type(&world->driver,
		    sitting_page(sitting) == SITTING_ASK ? "End Space Enter"
							 : "Enter"));
}

/* Open the link of that text by its number. */
static void open_link(struct world *world, const char *text)
{
	char *dump, *at, keys[16];

	assert_true(driver_type(&world->driver, "Tab"));
	dump = driver_dump(&world->driver, false);
	at = strstr(dump, text);
	assert_non_null(at);
	while (*at != '[')
		at--;
	snprintf(keys, sizeof(keys), "%c Enter", at[1]);
	free(dump);
	assert_true(driver_type(&world->driver, keys));
}

/* One's own words are overwritten when their page is left. */
static void test_own_words(void **state)
{
	struct world *world = *state;
	struct app *app = &world->driver.app;

	driver_open_kept(
	    &world->driver, PACK, "quiz:anatomy", 60, 80, world->store);
	finish_quiz(world);
	open_link(world, "Say it in your own words");
	assert_int_equal(sitting_page(app->view.sitting), SITTING_WRITE);
	assert_true(driver_type(&world->driver, "\"xyzzy\""));
	app_draw(app, &world->driver.canvas);
	assert_true(driver_type(&world->driver, "Enter"));
	assert_int_equal(sitting_page(app->view.sitting), SITTING_MODEL);
	app_draw(app, &world->driver.canvas);
	assert_true(driver_type(&world->driver, "resize:70x50 resize:80x60"));
	nfound = 0;
	assert_true(driver_type(&world->driver, "Esc Enter Tab Enter"));
	assert_int_equal(sitting_page(app->view.sitting), SITTING_SCORE);
	assert_int_equal(nfound, 0);
	/* and at the end, whatever is shown then */
	open_link(world, "Say it in your own words");
	assert_true(driver_type(&world->driver, "\"xyzzy\" Enter"));
	app_draw(app, &world->driver.canvas);
	driver_close(&world->driver);
	assert_int_equal(nfound, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_pages_of_a_check, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_place_is_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_own_words, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
