/*
 * The hints of the last row: what is drawn is what a click on it does.
 */
#include "widgets/frame.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "terminal/key.h"

#define MAX_COLS 150

static const unsigned states[] = { WHERE_HOME, WHERE_LIST, WHERE_AZ,
	WHERE_ARTICLE, WHERE_ARTICLE | WHERE_LINKS,
	WHERE_ARTICLE | WHERE_LINKS | WHERE_LINK,
	WHERE_ARTICLE | WHERE_LINKS | WHERE_FOUND, WHERE_PARTS, WHERE_PAGE,
	WHERE_PAGE | WHERE_LINKS, WHERE_FIELD, WHERE_CHOICES, WHERE_NUMBER,
	WHERE_ANSWERS, WHERE_RESULT | WHERE_LINKS,
	WHERE_RESULT | WHERE_LINKS | WHERE_LINK, WHERE_IDLE, WHERE_NOTE,
	WHERE_NOTE | WHERE_SAVE };
#define NSTATES (sizeof(states) / sizeof(states[0]))

static const struct policy nothing = { 0 };

/* The last row of a frame, one character a column: hints are ASCII. */
static void draw(
    int cols, unsigned where, const struct policy *policy, char *row)
{
	const struct frame frame = { "Here", NULL, NULL, where, policy };
	struct canvas canvas;

	canvas_init(&canvas);
	canvas_resize(&canvas, FRAME_MIN_ROWS, cols);
	canvas_clear(&canvas);
	frame_draw(&canvas, &frame);
	for (int col = 0; col < cols; col++)
		row[col] =
		    (char)canvas.cells[(FRAME_MIN_ROWS - 1) * cols + col].cp;
	row[cols] = '\0';
	canvas_free(&canvas);
}

/* A hint from col on: its key, a blank, its words; returns its end. */
static int check_hint(int cols, unsigned where, const struct policy *policy,
    const char *row, int col)
{
	const uint32_t key = frame_key_at(cols, where, policy, col);
	struct arena arena;
	const char *name;
	int arg;

	arena_init(&arena);
	name = binding_key_name(key, &arena);
	if (key == 0 || strncmp(row + col, name, strlen(name)) != 0)
		fail_msg("%d, state %x: key %x at %d of \"%s\"", cols, where,
		    key, col, row);
	assert_int_not_equal(
	    binding_action(key, where, policy, &arg), ACT_UNKNOWN);
	arena_free(&arena);
	while (col < cols && frame_key_at(cols, where, policy, col) == key)
		col++;
	/* nothing of a hint is outside of what acts */
	assert_true(row[col - 1] != ' ');
	assert_true(col == cols || row[col] == ' ');
	return col;
}

static void check_row(int cols, unsigned where, const struct policy *policy)
{
	char row[MAX_COLS + 1];
	int col = 0, hints = 0;

	draw(cols, where, policy, row);
	while (col < cols) {
		if (row[col] == ' ') {
			assert_int_equal(
			    frame_key_at(cols, where, policy, col), 0);
			col++;
			continue;
		}
		col = check_hint(cols, where, policy, row, col);
		hints++;
	}
	/* urgent help, and a way on or back */
	assert_true(hints >= 2 || where == WHERE_IDLE || policy == &nothing);
	assert_int_equal(frame_key_at(cols, where, policy, cols - 3), '!');
}

static void test_a_click_does_what_is_drawn(void **state)
{
	(void)state;
	for (size_t i = 0; i < NSTATES; i++) {
		for (int cols = FRAME_MIN_COLS; cols <= MAX_COLS; cols++) {
			check_row(cols, states[i], &policy_personal);
			check_row(cols, states[i], &nothing);
		}
	}
}

static bool has(int cols, unsigned where, const char *hint)
{
	char row[MAX_COLS + 1];

	draw(cols, where, &policy_personal, row);
	return strstr(row, hint) != NULL;
}

/* Where Enter alone goes on, every window says so: a mouse needs it. */
static void test_the_way_on_is_always_there(void **state)
{
	(void)state;
	for (int cols = FRAME_MIN_COLS; cols <= MAX_COLS; cols++) {
		assert_true(has(cols, WHERE_CHOICES, "Enter go on"));
		assert_true(has(cols, WHERE_NUMBER, "Enter go on"));
		assert_true(has(cols, WHERE_NOTE | WHERE_SAVE, "Enter save"));
		assert_true(has(cols, WHERE_CHOICES, "?"));
		assert_true(has(cols, WHERE_RESULT, "Esc back"));
	}
	assert_true(has(40, WHERE_CHOICES, "Esc back"));
	assert_true(has(40, WHERE_RESULT, "p save"));
	/* help gives up its word, rather than the way back */
	assert_false(has(40, WHERE_CHOICES, "? keys"));
	assert_true(has(80, WHERE_CHOICES, "? keys"));
	assert_true(has(40, WHERE_IDLE, "f finish and clear"));
}

/* Who chooses from a list is told how, in every window. */
static void test_lists_say_how_to_open(void **state)
{
	static const unsigned lists[] = { WHERE_HOME, WHERE_LIST, WHERE_AZ,
		WHERE_PICK, WHERE_ANSWERS, WHERE_ARTICLE | WHERE_PARTS };

	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		for (int cols = FRAME_MIN_COLS; cols <= MAX_COLS; cols++) {
			if (!has(cols, lists[i], "Enter open"))
				fail_msg(
				    "%d columns, state %x", cols, lists[i]);
			assert_true(has(cols, lists[i], "?"));
		}
	}
	assert_true(has(40, WHERE_PICK, "Esc back"));
	assert_true(has(40, WHERE_LIST, "Esc back"));
}

/* Who has finished at a kiosk is told how, where a row has three hints. */
static void test_finish_is_found(void **state)
{
	static const unsigned places[] = { WHERE_HOME, WHERE_ARTICLE,
		WHERE_ARTICLE | WHERE_LINKS, WHERE_RESULT,
		WHERE_RESULT | WHERE_LINKS, WHERE_SCORE, WHERE_NOTE,
		WHERE_PAGE };
	char row[MAX_COLS + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		for (int cols = 40; cols <= MAX_COLS; cols++) {
			draw(cols, places[i], &policy_kiosk, row);
			if (strstr(row, "f finish") == NULL)
				fail_msg("%d columns, state %x: %s", cols,
				    places[i], row);
			assert_non_null(strstr(row, "?"));
		}
	}
}

/* "Tab links" where there are links, and nowhere else. */
static void test_links_where_there_are_some(void **state)
{
	static const unsigned pages[] = { WHERE_PAGE, WHERE_ARTICLE,
		WHERE_RESULT };
	int arg;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_true(has(80, pages[i] | WHERE_LINKS, "Tab links"));
		assert_false(has(80, pages[i], "links"));
		assert_int_equal(
		    binding_action(KEY_TAB, pages[i], &policy_personal, &arg),
		    ACT_UNKNOWN);
	}
}

static void test_no_hint_without_leave(void **state)
{
	char row[MAX_COLS + 1];

	(void)state;
	draw(80, WHERE_RESULT, &nothing, row);
	assert_null(strstr(row, "save"));
	assert_non_null(strstr(row, "w why"));
	draw(80, WHERE_HOME, &nothing, row);
	assert_null(strstr(row, "leave"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_click_does_what_is_drawn),
		cmocka_unit_test(test_the_way_on_is_always_there),
		cmocka_unit_test(test_lists_say_how_to_open),
		cmocka_unit_test(test_finish_is_found),
		cmocka_unit_test(test_links_where_there_are_some),
		cmocka_unit_test(test_no_hint_without_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
