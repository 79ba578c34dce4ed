/*
 * Words that are explained on request, in text in and text out.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "support/run.h"

#define PACK LUMBAR_SOURCE_DIR "/tests/pack-words"

static void expect(const char *input, const char *text)
{
	const char *const argv[] = { "lumbar", "--plain", "--content", PACK,
		"--region", "uk", "page", NULL };
	struct run_result r = run_program(argv, NULL, input);

	assert_int_equal(r.status, 0);
	if (strstr(r.out, text) == NULL)
		fail_msg("there is no \"%s\" in:\n%s", text, r.out);
	run_free(&r);
}

static void test_a_number_explains(void **state)
{
	(void)state;
	expect("1\n", "foramen: A small opening at the side of the spine. A "
		      "nerve root goes out\nthrough it. Ask a GP where it is, "
		      "if you like to know.\nEnter goes on with the page.");
	expect("2\n", "nerve root: The first part of a nerve, where it leaves "
		      "the spine. There\nis more in: A page with words.\n");
	expect("3\n", "This word is not explained here.");
}

/* The page stays open: the next number is one of the same page. */
static void test_the_page_stays(void **state)
{
	(void)state;
	expect("1\n2\n", "nerve root: The first part");
	expect("1\n4\n", "Words in plain English.");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_number_explains),
		cmocka_unit_test(test_the_page_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
