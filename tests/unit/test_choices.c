#include "widgets/choices.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

static const struct choices_para lead[] = {
	{ SLICE("What this is about, in words that take more than one row of "
		"a narrow room."),
	    ROLE_NORMAL, false },
	{ SLICE("Which of these?"), ROLE_HEADING, false },
};

static const struct slice items[] = {
	SLICE("The first"),
	SLICE("The second, which takes two rows or more in a narrow room"),
	SLICE("The third"),
	SLICE("The fourth"),
	SLICE("The fifth, which takes two rows or more in a narrow room"),
	SLICE("None of these"),
};

static void open_choices(struct choices *choices, size_t n, int rows)
{
	memset(choices, 0, sizeof(*choices));
	choices->lead = lead;
	choices->nlead = 2;
	choices->items = items;
	choices->n = n;
	choices_init(choices, CHOICES_ONE);
	choices_resize(choices, rows, 32);
}

static int end_of(const struct choices *choices)
{
	return choices->row_at[choices->n];
}

/* Rows of lines, of those of the question apart, that can be seen. */
static int rows_in_sight(const struct choices *choices)
{
	const int first = choices->row_at[0];
	int from = choices->top, to = choices->top + choices->rows;

	if (from < first)
		from = first;
	if (to > end_of(choices))
		to = end_of(choices);
	return to > from ? to - from : 0;
}

/* In any room: as much as can be, with the focus, and nothing is marked. */
static void test_reveal_shows_most(void **state)
{
	struct choices choices;

	(void)state;
	for (size_t n = 1; n <= 6; n++) {
		for (int rows = 1; rows < 20; rows++) {
			int all, seen;

			open_choices(&choices, n, rows);
			all = end_of(&choices) - choices.row_at[0];
			seen = rows_in_sight(&choices);
			if (choices_sees_focus(&choices) && all > rows) {
				choices_reveal(&choices);
				assert_int_equal(choices.top, 0);
				continue;
			}
			choices_reveal(&choices);
			assert_true(choices_sees_focus(&choices));
			assert_int_equal(choices.focus, 0);
			assert_int_equal(choices.marked, 0);
			assert_true(rows_in_sight(&choices) >= seen);
			assert_int_equal(
			    rows_in_sight(&choices), all < rows ? all : rows);
			assert_true(choices.top + rows <= end_of(&choices) ||
				    choices.top == 0);
		}
	}
}

/* The mark is a second step; a second Space is that step. */
static void test_space_shows_first(void **state)
{
	struct choices choices;

	(void)state;
	open_choices(&choices, 2, 4);
	assert_false(choices_sees_focus(&choices));
	assert_true(choices_act(&choices, ACT_MARK, 0));
	assert_int_equal(choices.marked, 0);
	assert_true(choices_sees_focus(&choices));
	assert_int_equal(choices_below(&choices), 0);
	assert_true(choices_act(&choices, ACT_MARK, 0));
	assert_int_equal(choices.marked, 1);
}

/* What shows in part is brought into sight by a click, not marked by it. */
static void test_click_in_part(void **state)
{
	struct choices choices;

	(void)state;
	open_choices(&choices, 2, 6);
	assert_int_equal(choices.row_at[0], 4);
	assert_int_equal(choices_below(&choices), 1);
	choices_click(&choices, 5);
	assert_int_equal(choices.focus, 1);
	assert_int_equal(choices.marked, 0);
	assert_true(choices_sees_focus(&choices));
	choices_click(&choices, 5);
	assert_int_equal(choices.marked, 2);
}

static int set_locale(void **state)
{
	(void)state;
	text_locale();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reveal_shows_most),
		cmocka_unit_test(test_space_shows_first),
		cmocka_unit_test(test_click_in_part),
	};

	return cmocka_run_group_tests(tests, set_locale, NULL);
}
