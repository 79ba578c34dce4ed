/*
 * What is kept between visits: when the store is opened, where a page goes on,
 * and that nothing of a self-check ever gets there.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "support/world.h"

#define REAL LUMBAR_SOURCE_DIR "/content"
#define QUIZ LUMBAR_SOURCE_DIR "/tests/pack-quiz"

static void open_at(struct world *world, const char *pack, const char *start)
{
	driver_open_kept(&world->driver, pack, start, 24, 80, world->store);
}

static size_t count_pages(struct world *world)
{
	const struct store_page *pages;

	return store_pages(world->store, &world->arena, 99, &pages);
}

/* The first frame needs no store: it is not even looked for. */
static void test_first_frame(void **state)
{
	struct world *world = *state;
	const struct store_page page = { .id = "short", .at = DRIVER_NOW };
	size_t drawn;

	assert_true(store_put_page(world->store, &page));
	world_reopen(world);
	assert_int_equal(state_count(world->folder, STORE_FILE "-shm"), 0);
	open_at(world, QUIZ, "");
	app_draw(&world->driver.app, &world->driver.canvas);
	/* an open store has its shared memory beside it */
	drawn = state_count(world->folder, STORE_FILE "-shm");
	assert_int_equal(drawn, 0);
	assert_true(app_settle(&world->driver.app));
	assert_int_equal(state_count(world->folder, STORE_FILE "-shm"), 1);
	assert_false(app_settle(&world->driver.app));
	driver_close(&world->driver);
}

/* Who looks around and opens no page leaves nothing. */
static void test_no_trace(void **state)
{
	struct world *world = *state;

	open_at(world, QUIZ, "");
	assert_true(driver_type(
	    &world->driver, "Down Up ? Esc a Esc ! Esc 2 Enter Esc"));
	driver_close(&world->driver);
	assert_int_equal(state_count(world->folder, ""), 2); /* . and .. */
}

static void test_place(void **state)
{
	struct world *world = *state;
	struct store_page page;

	open_at(world, REAL, "sciatica");
	assert_true(driver_type(&world->driver, "Space Space"));
	driver_close(&world->driver);
	assert_true(
	    store_get_page(world->store, "sciatica", &world->arena, &page));
	assert_true(page.block > 0);
	assert_true(page.percent > 10 && page.percent < 100);
	assert_int_equal(page.at, DRIVER_NOW);
	/* the next visit goes on there */
	open_at(world, REAL, "");
	assert_true(driver_type(&world->driver, "c"));
	assert_string_equal(
	    session_here(&world->driver.app.session)->id, "sciatica");
	assert_int_equal(
	    session_here(&world->driver.app.session)->view.block, page.block);
	driver_close(&world->driver);
}

/* The steps of a self-check to its result, and a page that it offers. */
static void test_self_check_is_not_kept(void **state)
{
	struct world *world = *state;
	const struct session_place *here;

	open_at(world, REAL, "");
	/* numb between the legs: an emergency, whose fourth link is a page */
	assert_true(driver_type(&world->driver,
	    "1 Enter 1 Enter \"45\" Enter End Up Space Enter 2 Enter "
	    "Tab Tab Tab Tab Enter"));
	here = session_here(&world->driver.app.session);
	assert_non_null(
	    catalog_article(&world->driver.catalog, place_page(here->id)));
	assert_true(driver_type(&world->driver, "Space Space Esc"));
	driver_close(&world->driver);
	assert_int_equal(count_pages(world), 0);
	assert_int_equal(state_count(world->folder, ""), 2);
	/* after it, pages are kept again */
	open_at(world, REAL, "");
	assert_true(driver_type(
	    &world->driver, "1 Enter Esc Esc H a \"d\" Enter Space"));
	driver_close(&world->driver);
	assert_int_equal(count_pages(world), 1);
}

static void test_quiz_is_kept(void **state)
{
	struct world *world = *state;
	const struct store_due *due;
	struct store_result result;
	struct store_again again;

	open_at(world, QUIZ, "quiz:one");
	/* not so; the answer is there before anything else is pressed */
	assert_true(driver_type(&world->driver, "2 Enter"));
	assert_true(store_get_again(world->store, "one", "only", &again));
	assert_int_equal(again.step, 1);
	assert_int_equal(again.due, DRIVER_NOW + 86400);
	assert_false(store_get_result(world->store, "one", &result));
	assert_true(driver_type(&world->driver, "Enter"));
	assert_true(store_get_result(world->store, "one", &result));
	assert_int_equal(result.known, 0);
	assert_int_equal(result.of, 1);
	driver_close(&world->driver);
	assert_int_equal(
	    store_due(world->store, DRIVER_NOW + 86400, &world->arena, 9, &due),
	    1);
	assert_string_equal(due[0].question, "only");
	/* right on the same day: it comes back tomorrow all the same */
	open_at(world, QUIZ, "quiz:one");
	assert_true(driver_type(&world->driver, "1 Enter Enter"));
	driver_close(&world->driver);
	assert_true(store_get_again(world->store, "one", "only", &again));
	assert_int_equal(again.step, 1);
	assert_true(store_get_result(world->store, "one", &result));
	assert_int_equal(result.known, 1);
}

/* What cannot be kept is said in the message row, and reading goes on. */
static void test_trouble_is_said(void **state)
{
	struct world *world = *state;
	char *dump;

	store_close(world->store);
	world->store = store_open("/dev/null/lumbar", DRIVER_NOW);
	open_at(world, QUIZ, "keep-moving");
	app_settle(&world->driver.app);
	dump = driver_dump(&world->driver, false);
	assert_non_null(strstr(dump, "Nothing kept: Not a directory"));
	assert_non_null(strstr(dump, "Moving helps most backs"));
	free(dump);
	driver_close(&world->driver);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_first_frame, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_no_trace, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_place, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_self_check_is_not_kept, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_quiz_is_kept, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_trouble_is_said, world_set_up, world_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
