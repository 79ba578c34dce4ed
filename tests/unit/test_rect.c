#include "terminal/rect.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

static void is(struct rect a, int row, int col, int rows, int cols)
{
	assert_int_equal(a.row, row);
	assert_int_equal(a.col, col);
	assert_int_equal(a.rows, rows);
	assert_int_equal(a.cols, cols);
}

static void ends_where_numbers_end(void **state)
{
	(void)state;
	assert_int_equal(rect_end(3, 4), 7);
	assert_int_equal(rect_end(-3, 2), -1);
	assert_int_equal(rect_end(3, 0), 3);
	assert_int_equal(rect_end(3, -4), 3);
	assert_int_equal(rect_end(INT_MAX - 1, 1), INT_MAX);
	assert_int_equal(rect_end(INT_MAX - 1, 2), INT_MAX);
	assert_int_equal(rect_end(INT_MIN, INT_MAX), -1);
}

static void shares_what_both_have(void **state)
{
	const struct rect a = { 1, 2, 3, 4 };

	(void)state;
	is(rect_shared(a, a), 1, 2, 3, 4);
	is(rect_shared(a, (struct rect){ 2, 0, 9, 4 }), 2, 2, 2, 2);
	is(rect_shared((struct rect){ 2, 0, 9, 4 }, a), 2, 2, 2, 2);
	is(rect_shared(a, (struct rect){ -9, -9, INT_MAX, INT_MAX }), 1, 2, 3,
	    4);
	is(rect_shared(a, (struct rect){ 2, 3, INT_MAX, INT_MAX }), 2, 3, 2, 3);
	/* beside each other: not a row, or not a column */
	assert_int_equal(rect_shared(a, (struct rect){ 4, 2, 3, 4 }).rows, 0);
	assert_int_equal(rect_shared(a, (struct rect){ 1, 6, 3, 4 }).cols, 0);
	assert_int_equal(rect_shared(a, (struct rect){ 1, 2, -1, 4 }).rows, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends_where_numbers_end),
		cmocka_unit_test(shares_what_both_have),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
