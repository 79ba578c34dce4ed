#include "widgets/list.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

static struct list_item items[30];

static void make_list(struct list *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		memset(&items[i], 0, sizeof(items[i]));
		items[i].title = SLICE("An item whose title is rather long");
		items[i].summary = SLICE("and what it is about, in some words");
	}
	list_init(list, items, n);
}

static void test_moves_stop_at_the_ends(void **state)
{
	struct list list;

	(void)state;
	make_list(&list, 5);
	list_resize(&list, 10, 80);
	list_act(&list, ACT_UP, 0);
	assert_int_equal(list.focus, 0);
	for (int i = 0; i < 9; i++)
		list_act(&list, ACT_DOWN, 0);
	assert_int_equal(list.focus, 4);
	list_act(&list, ACT_FIRST, 0);
	assert_int_equal(list.focus, 0);
	list_act(&list, ACT_LAST, 0);
	assert_int_equal(list.focus, 4);
	assert_false(list_act(&list, ACT_HELP, 0));
	list_free(&list);
}

static void test_digits(void **state)
{
	struct list list;

	(void)state;
	make_list(&list, 25);
	list_resize(&list, 30, 80);
	list_act(&list, ACT_DIGIT, 2);
	assert_int_equal(list.focus, 1);
	/* a 3 soon after: 23 */
	list_act(&list, ACT_DIGIT, 13);
	assert_int_equal(list.focus, 22);
	/* a 9 soon after 2: there is no 29, so 9 */
	list_act(&list, ACT_DIGIT, 2);
	list_act(&list, ACT_DIGIT, 19);
	assert_int_equal(list.focus, 8);
	list_free(&list);
}

/* Numbers of their own may leave some out; the last has none. */
static void test_own_numbers(void **state)
{
	static const unsigned numbers[] = { 1, 2, 4, 11, 19, 0 };
	static const struct {
		int arg;
		size_t focus;
	} presses[] = { { 4, 2 }, { 3, 2 }, { 1, 0 }, { 19, 4 }, { 0, 4 },
		{ 5, 4 }, { 1, 0 }, { 11, 3 }, { 2, 1 } };
	struct list list;

	(void)state;
	make_list(&list, 6);
	list_free(&list);
	for (size_t i = 0; i < 6; i++)
		items[i].number = numbers[i];
	list_init(&list, items, 6);
	list_resize(&list, 30, 80);
	list_focus(&list, 5);
	for (size_t i = 0; i < sizeof(presses) / sizeof(presses[0]); i++) {
		list_act(&list, ACT_DIGIT, presses[i].arg);
		assert_int_equal(list.focus, presses[i].focus);
	}
	list_free(&list);
}

/* At every size the focused item is inside the room, and pages move on. */
static void test_focus_is_always_in_view(void **state)
{
	struct list list;

	(void)state;
	make_list(&list, 30);
	for (int cols = 22; cols < 140; cols += 13) {
		for (int rows = 6; rows < 50; rows += 4) {
			list_resize(&list, rows, cols);
			list_act(&list, ACT_FIRST, 0);
			for (int i = 0; i < 40; i++) {
				size_t was = list.focus;
				int row;

				list_act(&list, ACT_PAGE_DOWN, 0);
				row = list.row_at[list.focus] - list.top;
				assert_in_range(row, 0, rows - 1);
				assert_true(
				    list.focus > was || list.focus == 29);
			}
			assert_int_equal(list.focus, 29);
			assert_int_equal(list_below(&list), 0);
		}
	}
	list_free(&list);
}

/* Items of several heights, with headings, in a room that holds them. */
static void test_begins_with_an_item(void **state)
{
	static const char title[] =
	    "An item whose title is rather long, and longer";
	struct list list;

	(void)state;
	for (size_t i = 0; i < 30; i++) {
		memset(&items[i], 0, sizeof(items[i]));
		items[i].title = (struct slice){ title, 4 + i * 7 % 40 };
		items[i].heading = i % 4 == 0 ? 'A' : 0;
	}
	list_init(&list, items, 30);
	for (int i = 0; i < 2000; i++) {
		static const enum action actions[] = { ACT_DOWN, ACT_DOWN,
			ACT_PAGE_DOWN, ACT_DOWN, ACT_UP, ACT_DOWN, ACT_LAST,
			ACT_UP, ACT_UP, ACT_PAGE_UP, ACT_UP };
		size_t item = 0;

		if (i % 13 == 0)
			list_resize(&list, 5 + i % 17, 20 + i % 11);
		list_act(&list, actions[i * 7 / 3 % 11], 0);
		while (list.row_at[item] < list.top)
			item++;
		assert_int_equal(list.row_at[item], list.top);
		assert_true(list.row_at[list.focus] >= list.top);
		if (list.row_at[list.focus + 1] - list.row_at[list.focus] <=
		    list.rows)
			assert_true(list.row_at[list.focus + 1] <=
				    list.top + list.rows);
	}
	list_free(&list);
}

static void test_click(void **state)
{
	struct list list;

	(void)state;
	make_list(&list, 30);
	list_resize(&list, 10, 20);
	list_act(&list, ACT_LAST, 0);
	assert_true(list_click(&list, 0));
	assert_false(list_click(&list, 10));
	assert_false(list_click(&list, -1));
	list_free(&list);
}

static void test_empty(void **state)
{
	struct list list;

	(void)state;
	list_init(&list, items, 0);
	list_resize(&list, 10, 20);
	list_act(&list, ACT_DOWN, 0);
	list_act(&list, ACT_PAGE_DOWN, 0);
	list_act(&list, ACT_LAST, 0);
	assert_int_equal(list.focus, 0);
	assert_false(list_click(&list, 0));
	list_free(&list);
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
		cmocka_unit_test(test_moves_stop_at_the_ends),
		cmocka_unit_test(test_digits),
		cmocka_unit_test(test_own_numbers),
		cmocka_unit_test(test_focus_is_always_in_view),
		cmocka_unit_test(test_begins_with_an_item),
		cmocka_unit_test(test_click),
		cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, set_locale, NULL);
}
