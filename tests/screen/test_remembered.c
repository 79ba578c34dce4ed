/*
 * What the screens leave in the store, and what they must not: nothing that a
 * self-check led to, and nothing of what was written in one's own words.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "app_parts.h"
#include "screens/quiz_screen.h"
#include "support/world.h"
#include "widgets/sitting.h"

#define PACK LUMBAR_SOURCE_DIR "/content"

#define FIRST_QUESTION "no-back-pain" /* of the quiz on anatomy */

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

static bool shows(struct world *world, const char *text)
{
	char *dump = driver_dump(&world->driver, false);
	const bool found = strstr(dump, text) != NULL;

	free(dump);
	return found;
}

static void put_due(struct world *world, const char *quiz, const char *question)
{
	const struct store_answer answer = { .quiz = quiz,
		.question = question,
		.outcome = QUIZ_UNSURE,
		.again = { 1, DRIVER_NOW - 9 },
		.at = DRIVER_NOW - 99 };

	assert_true(store_put_answer(world->store, &answer));
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

/* A quiz that a self-check led to is not kept, though it was before. */
static void test_quiz_of_a_check(void **state)
{
	struct world *world = *state;
	struct app *app = &world->driver.app;

	open_at(world, "quiz:anatomy");
	assert_ptr_equal(app->view.sitting->store, world->store);
	go(world, "sciatica");
	go(world, "self-check");
	go(world, "quiz:anatomy");
	assert_null(app->view.sitting->store);
	/* back beyond the first of them, and on again */
	for (int i = 0; i < 4; i++)
		app_go_back(app);
	assert_null(app->view.sitting);
	app_go_forward(app);
	assert_ptr_equal(app->view.sitting->store, world->store);
	for (int i = 0; i < 3; i++)
		app_go_forward(app);
	assert_true(app->view.secret);
	assert_null(app->view.sitting->store);
	driver_close(&world->driver);
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
	assert_true(
	    store_get_page(world->store, "sciatica", &world->arena, &found));
	assert_int_equal(found.block, 40);
	driver_close(&world->driver);
	assert_true(
	    store_get_page(world->store, "sciatica", &world->arena, &found));
	assert_int_equal(found.block, 40);
}

/* What is kept fits the first page, however long the name of a page is. */
static void test_home(void **state)
{
	struct world *world = *state;
	const struct store_page page = {
		.id = "disc-wear", .percent = 30, .at = DRIVER_NOW - 9
	};
	const struct store_page short_one = {
		.id = "blood-clot", .percent = 60, .at = DRIVER_NOW
	};

	assert_true(store_put_page(world->store, &page));
	put_due(world, "anatomy", FIRST_QUESTION);
	open_at(world, "");
	assert_true(shows(world, "Go on reading"));
	assert_true(shows(world, "Disc wear"));
	assert_true(shows(world, "Press c"));
	assert_true(shows(world, "My pages"));
	assert_true(shows(world, "Questions to try again"));
	/* in a small window it is below, and said in the message row */
	assert_true(driver_type(&world->driver, "resize:40x12"));
	assert_false(shows(world, "Go on reading"));
	assert_true(shows(world, "1 came back. c: go on. 6 below"));
	assert_true(driver_type(&world->driver, "resize:32x8"));
	assert_true(shows(world, "1 came back. c: go on. "));
	assert_true(driver_type(&world->driver, "resize:60x12"));
	assert_true(shows(world, "1 question came back. c: go on"));
	/* each until it shows */
	assert_true(driver_type(&world->driver, "resize:40x12 End Up"));
	assert_false(shows(world, "came back."));
	assert_false(shows(world, "c: go on"));
	driver_close(&world->driver);
	store_forget(world->folder);
	assert_true(store_put_page(world->store, &short_one));
	open_at(world, "");
	assert_true(driver_type(&world->driver, "resize:40x12"));
	assert_true(shows(world, "c: go on with Blood clot, 60%. 5 below"));
	driver_close(&world->driver);
}

/* Each m says what came of it. */
static void test_bookmark_not_kept(void **state)
{
	struct world *world = *state;

	store_close(world->store);
	world->store = store_open("/dev/null/lumbar", DRIVER_NOW);
	open_at(world, "sciatica");
	for (int i = 0; i < 2; i++) {
		assert_true(driver_type(&world->driver, "m"));
		assert_true(shows(world, "not kept") ||
			    shows(world, "Nothing is kept"));
	}
	driver_close(&world->driver);
}

/* What the pack has no more is neither counted nor shown. */
static void test_pages_of_another_pack(void **state)
{
	struct world *world = *state;
	struct store_page page = { .id = "gone", .percent = 30, .at = 9 };

	assert_true(store_put_page(world->store, &page));
	assert_true(store_put_bookmark(world->store, "gone", true, 9));
	open_at(world, "");
	assert_false(shows(world, "My pages"));
	assert_false(shows(world, "Go on reading"));
	driver_close(&world->driver);
	page.id = "disc-wear";
	assert_true(store_put_page(world->store, &page));
	assert_true(store_put_bookmark(world->store, "sciatica", true, 9));
	open_at(world, "");
	assert_true(shows(world, "bookmark, 1"));
	go(world, "my-pages");
	assert_true(shows(world, "Sciatica"));
	assert_true(shows(world, "Disc wear"));
	driver_close(&world->driver);
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

/* A quiz that was finished is left without a question, and counts once. */
static void test_finished(void **state)
{
	struct world *world = *state;
	struct store_result result;

	driver_open_kept(
	    &world->driver, PACK, "quiz:anatomy", 24, 80, world->store);
	finish_quiz(world);
	assert_true(store_get_result(world->store, "anatomy", &result));
	assert_int_equal(result.known, 0);
	/* another program's result is not put aside by looking back */
	result.known = 3;
	assert_true(store_put_result(world->store, "anatomy", &result));
	assert_true(driver_type(&world->driver, "Esc"));
	assert_int_equal(
	    sitting_page(world->driver.app.view.sitting), SITTING_TOLD);
	finish_quiz(world);
	assert_true(store_get_result(world->store, "anatomy", &result));
	assert_int_equal(result.known, 3);
	assert_true(driver_type(&world->driver, "Esc q"));
	assert_false(shows(world, "before its end"));
	assert_null(world->driver.app.view.sitting);
	driver_close(&world->driver);
}

/* A page of a quiz that is not finished leaves it as the quiz itself does. */
static void test_left_from_page(void **state)
{
	struct world *world = *state;
	struct app *app = &world->driver.app;

	open_at(world, "quiz:anatomy");
	assert_true(driver_type(&world->driver, "End Space Enter r"));
	assert_null(strstr(session_here(&app->session)->id, "quiz:"));
	assert_true(driver_type(&world->driver, "! H"));
	assert_true(shows(world, "Leave the quiz before its end?"));
	assert_true(driver_type(&world->driver, "Enter"));
	assert_int_equal(sitting_page(app->view.sitting), SITTING_TOLD);
	/* through lists and other pages as well; back loses nothing */
	assert_true(driver_type(&world->driver, "r a Enter Esc Esc Esc"));
	assert_int_equal(sitting_page(app->view.sitting), SITTING_TOLD);
	go(world, "sciatica");
	go(world, "self-check");
	/* it asks for itself, then the quiz does */
	assert_true(driver_type(&world->driver, "H"));
	assert_true(shows(world, "Leave the quiz before its end?"));
	assert_true(driver_type(&world->driver, "Esc"));
	/* another quiz does not end it */
	go(world, "sciatica");
	go(world, "quiz:causes");
	assert_true(shows(world, "Finish the quiz first, or leave it: H"));
	assert_true(driver_type(&world->driver, "H 2 Enter"));
	assert_null(app->view.sitting);
	assert_string_equal(session_here(&app->session)->id, "");
	/* nothing to lose: nothing is asked */
	go(world, "quiz:anatomy");
	go(world, "sciatica");
	assert_true(driver_type(&world->driver, "H"));
	assert_string_equal(session_here(&app->session)->id, "");
	driver_close(&world->driver);
}

/* What the pack has no more does not come back, and does not stand in the way.
 */
static void test_due_of_another_pack(void **state)
{
	struct world *world = *state;
	char name[32];

	for (int i = 0; i < QUIZ_RUN_ITEMS + 9; i++) {
		snprintf(name, sizeof(name), "gone-%d", i);
		put_due(world, i % 2 == 0 ? "anatomy" : "of-old", name);
	}
	open_at(world, "");
	assert_false(shows(world, "try again"));
	driver_close(&world->driver);
	put_due(world, "anatomy", FIRST_QUESTION);
	open_at(world, "");
	assert_true(shows(world, "question came back"));
	go(world, "quiz:due");
	assert_int_equal(
	    sitting_page(world->driver.app.view.sitting), SITTING_ASK);
	driver_close(&world->driver);
}

/* Nobody is told that it comes back when that could not be kept. */
static void test_not_kept(void **state)
{
	struct world *world = *state;

	driver_open_kept(
	    &world->driver, PACK, "quiz:anatomy", 60, 80, world->store);
	finish_quiz(world);
	assert_true(shows(world, "come back tomorrow"));
	driver_close(&world->driver);
	store_close(world->store);
	world->store = store_open("/dev/null/lumbar", DRIVER_NOW);
	driver_open_kept(
	    &world->driver, PACK, "quiz:anatomy", 60, 80, world->store);
	finish_quiz(world);
	assert_false(shows(world, "come back tomorrow"));
	driver_close(&world->driver);
}

/* A window that changes its size a thousand times costs no memory. */
static void test_resize(void **state)
{
	struct world *world = *state;
	const struct sitting *sitting;
	const struct quiz_screen *quiz;
	size_t held;

	driver_open_kept(
	    &world->driver, PACK, "quiz:anatomy", 24, 80, world->store);
	sitting = world->driver.app.view.sitting;
	quiz = (const struct quiz_screen *)world->driver.app.screen;
	while (quiz_run_item(&sitting->run)->question->kind != QUIZ_PICTURE)
		assert_true(driver_type(&world->driver,
		    sitting_page(sitting) == SITTING_ASK ? "End Space Enter"
							 : "Enter"));
	assert_int_equal(quiz->shown, QUIZ_VIEW_ASK);
	assert_true(driver_type(&world->driver, "resize:132x43"));
	held = arena_held(&quiz->arena);
	for (int i = 0; i < 1000; i++)
		app_resize(&world->driver.app, 8 + i % 40, 32 + i % 100);
	assert_int_equal(arena_held(&quiz->arena), held);
	driver_close(&world->driver);
}

/* The hint of a key says the one thing that it does now. */
static void test_one_hint_a_key(void **state)
{
	struct world *world = *state;

	driver_open_kept(
	    &world->driver, PACK, "quiz:anatomy", 24, 80, world->store);
	assert_true(driver_type(&world->driver, "End Space Enter"));
	assert_true(shows(world, "Enter go on"));
	assert_false(shows(world, "Enter open"));
	assert_true(driver_type(&world->driver, "Tab"));
	assert_false(shows(world, "Enter go on"));
	assert_true(shows(world, "Enter open"));
	driver_close(&world->driver);
}

/* The line that somebody moved to is the answer, where one is chosen. */
static void test_enter_answers(void **state)
{
	struct world *world = *state;
	const struct sitting *sitting;

	driver_open_kept(
	    &world->driver, PACK, "quiz:anatomy", 24, 80, world->store);
	sitting = world->driver.app.view.sitting;
	assert_int_equal(
	    quiz_run_item(&sitting->run)->question->kind, QUIZ_TRUE_FALSE);
	/* an Enter too many answers nothing */
	assert_true(driver_type(&world->driver, "Enter Enter"));
	assert_int_equal(sitting_page(sitting), SITTING_ASK);
	assert_true(shows(world, "Choose one: Space or a number"));
	assert_true(driver_type(&world->driver, "Down Up"));
	assert_true(shows(world, "Enter answers"));
	assert_true(driver_type(&world->driver, "Enter"));
	assert_int_equal(sitting_page(sitting), SITTING_TOLD);
	assert_true(shows(world, "YES, THAT IS RIGHT"));
	/* what is marked goes before where the focus is */
	assert_true(driver_type(&world->driver, "Enter 4 Up Up Enter"));
	assert_int_equal(quiz_run_item(&sitting->run)->outcome, QUIZ_UNSURE);
	/* of several each one is marked */
	while (quiz_run_item(&sitting->run)->question->kind != QUIZ_MANY)
		assert_true(driver_type(&world->driver,
		    sitting_page(sitting) == SITTING_ASK ? "End Space Enter"
							 : "Enter"));
	assert_true(driver_type(&world->driver, "Down Enter"));
	assert_int_equal(sitting_page(sitting), SITTING_ASK);
	driver_close(&world->driver);
}

/* An order that is not complete is not offered as an answer. */
static void test_order(void **state)
{
	struct world *world = *state;
	const struct sitting *sitting;

	driver_open_kept(
	    &world->driver, PACK, "quiz:anatomy", 24, 80, world->store);
	sitting = world->driver.app.view.sitting;
	while (quiz_run_item(&sitting->run)->question->kind != QUIZ_ORDER)
		assert_true(driver_type(&world->driver,
		    sitting_page(sitting) == SITTING_ASK ? "End Space Enter"
							 : "Enter"));
	assert_true(driver_type(&world->driver, "2 1"));
	assert_true(shows(world, "2 of 4: go on with the next"));
	assert_true(driver_type(&world->driver, "4 3"));
	assert_true(shows(world, "Enter answers"));
	assert_true(shows(world, "[3] 4"));
	/* clearing one moves the others up */
	assert_true(driver_type(&world->driver, "2"));
	assert_true(shows(world, "[2] 4"));
	assert_true(driver_type(&world->driver, "5"));
	assert_true(shows(world, "Enter answers"));
	driver_close(&world->driver);
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

/* The page to write on, of the quiz that is open. */
static void write_page(struct world *world)
{
	struct sitting *sitting = world->driver.app.view.sitting;

	while (sitting_page(sitting) != SITTING_SCORE) {
		const size_t unsure = sitting_lines(sitting) - 1;

		sitting_choose(sitting, &unsure, 1);
		(void)sitting_answer(sitting);
		sitting_on(sitting);
	}
	sitting_write(sitting);
	quiz_screen_turn((struct quiz_screen *)world->driver.app.screen);
}

/* What is asked is seen whole, or can be scrolled; with some words written. */
static void test_own_words_small(void **state)
{
	struct world *world = *state;
	const struct catalog *catalog = &world->driver.catalog;
	char id[64];
	size_t n = 1;

	for (size_t i = 0; i < n; i++) {
		open_at(world, "");
		n = catalog->nquizzes;
		snprintf(id, sizeof(id), "quiz:%s", catalog->quizzes[i].id);
		go(world, id);
		assert_true(driver_type(&world->driver, "resize:40x12"));
		write_page(world);
		assert_true(driver_type(&world->driver, "\"my own words\""));
		assert_true(shows(world, "A friend says"));
		assert_true(shows(world, "them?"));
		assert_true(shows(world, "> my own words_"));
		assert_true(driver_type(&world->driver, "resize:32x8"));
		assert_true(shows(world, "A friend says"));
		assert_true(shows(world, "> my own words_"));
		assert_true(shows(world, "Not kept. More below: Down"));
		assert_true(driver_type(&world->driver, "Down Down Down"));
		assert_false(shows(world, "In your own words"));
		assert_true(driver_type(&world->driver, "PgDn PgDn PgDn PgDn"));
		assert_true(shows(world, "way to say it."));
		assert_true(
		    driver_type(&world->driver, "PgUp PgUp PgUp PgUp PgUp"));
		assert_true(shows(world, "In your own words"));
		assert_true(shows(world, "> my own words_"));
		driver_close(&world->driver);
	}
	assert_true(n > 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_pages_of_a_check, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_quiz_of_a_check, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_place_is_kept, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_home, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_bookmark_not_kept, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_pages_of_another_pack, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_finished, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_left_from_page, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_due_of_another_pack, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_not_kept, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_resize, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_one_hint_a_key, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_enter_answers, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_order, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_own_words, world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_own_words_small, world_set_up, world_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
