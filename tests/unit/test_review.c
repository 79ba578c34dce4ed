#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdint.h>

#include "content/review.h"

static void test_due(void **state)
{
	(void)state;
	assert_false(review_is_due("2026-01-01", "2027-01-01", "2026-06-30"));
	/* by that day, so the day itself is in time */
	assert_false(review_is_due("2026-01-01", "2027-01-01", "2027-01-01"));
	assert_true(review_is_due("2026-01-01", "2027-01-01", "2027-01-02"));
	assert_true(review_is_due("2026-01-01", "2027-01-01", "2040-01-01"));
	assert_true(review_is_due("", "2027-01-01", "2027-01-02"));
}

/* Even where the dates stand the wrong way round. */
static void test_a_clock_that_is_not_set(void **state)
{
	(void)state;
	assert_false(review_is_due("2026-01-01", "2027-01-01", "1970-01-01"));
	assert_false(review_is_due("2026-01-01", "1969-01-01", "1970-01-01"));
	assert_false(review_is_due("2026-01-01", "2025-01-01", "2025-12-31"));
	assert_true(review_is_due("2026-01-01", "2025-01-01", "2026-01-01"));
	assert_false(review_is_due("2026-01-01", "2027-01-01", NULL));
	assert_false(review_is_due("2026-01-01", "2027-01-01", ""));
}

static void test_what_is_no_day(void **state)
{
	static const char *const none[] = { "", "soon", "2027", "2027-01-0",
		"2027-01-011", "2027/01/01", "27-01-01", "0", "2027-1-1" };

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		assert_false(
		    review_is_due("2026-01-01", none[i], "2040-01-01"));
		assert_false(
		    review_is_due("2026-01-01", "2027-01-01", none[i]));
		assert_true(review_is_due(none[i], "2027-01-01", "2040-01-01"));
	}
}

static void test_today(void **state)
{
	char today[REVIEW_DAY_CAP];

	(void)state;
	review_today(1795867200, today);
	assert_string_equal(today, "2026-11-28");
	review_today(0, today);
	assert_string_equal(today, "1970-01-01");
	/* no such year, and one with more digits than there is room for */
	review_today((time_t)INT64_MAX, today);
	assert_string_equal(today, "");
	review_today((time_t)253402300800, today);
	assert_string_equal(today, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_due),
		cmocka_unit_test(test_a_clock_that_is_not_set),
		cmocka_unit_test(test_what_is_no_day),
		cmocka_unit_test(test_today),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
