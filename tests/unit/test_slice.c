#include "base/slice.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

static void compares_and_trims(void **state)
{
	struct slice s;

	(void)state;
	assert_int_equal(slice_of(NULL).len, 0);
	assert_true(slice_eq(slice_of(NULL), SLICE("")));
	assert_true(slice_is(SLICE("abc"), "abc"));
	assert_false(slice_is(SLICE("abc"), "ab"));
	assert_false(slice_is(SLICE("ab"), "abc"));
	assert_true(slice_starts(SLICE("abc"), ""));
	assert_true(slice_starts(SLICE("abc"), "ab"));
	assert_false(slice_starts(SLICE("a"), "ab"));
	s = slice_trim(SLICE(" \t a b\t "));
	assert_true(slice_is(s, "a b"));
	assert_int_equal(slice_trim(SLICE(" \t ")).len, 0);
	assert_int_equal(slice_trim(SLICE("")).len, 0);
	assert_true(slice_is(slice_trim(SLICE("\na\n")), "\na\n"));
}

static void takes_items_of_a_list(void **state)
{
	static const char *const wanted[] = { "a b", "", "c", "d" };
	struct slice rest = SLICE(" a b,,\tc , d,"), item;

	(void)state;
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		assert_true(slice_next_item(&rest, &item));
		assert_true(slice_is(item, wanted[i]));
	}
	assert_false(slice_next_item(&rest, &item));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares_and_trims),
		cmocka_unit_test(takes_items_of_a_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
