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
		cmocka_unit_test(test_focus_is_always_in_view),
		cmocka_unit_test(test_click),
		cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, set_locale, NULL);
}
