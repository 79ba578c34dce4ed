/*
 * Plain lines where something is not allowed: it is not done, nor offered.
 */
#include "plain.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/run.h"
#include "support/folder.h"

#define PACK LUMBAR_SOURCE_DIR "/content"
/* To the result of an emergency. */
#define TO_RESULT "1\n41\n6\n2\n"

static const struct policy nothing = { 0 };

/* What is said to somebody who types input; to be freed. */
static char *run(
    const struct policy *policy, const char *start, const char *input)
{
	FILE *in = stdin, *out = stdout;
	struct catalog catalog = { 0 };
	struct arena arena;
	struct diag diag;
	char *text = NULL;
	size_t len;

	arena_init(&arena);
	diag_init(&diag, &arena);
	assert_int_equal(
	    catalog_open(&catalog, PACK, "uk", NULL, &diag), STATUS_OK);
	/* the streams of the C library, for as long as it runs */
	stdin = fmemopen((void *)(uintptr_t)input, strlen(input), "r");
	stdout = open_memstream(&text, &len);
	if (stdin == NULL || stdout == NULL)
		abort();
	plain_run(&catalog, policy, start, false, 0, NULL, &diag);
	fclose(stdin);
	fclose(stdout);
	stdin = in;
	stdout = out;
	catalog_close(&catalog);
	arena_free(&arena);
	return text;
}

static void expect(const struct policy *policy, const char *start,
    const char *input, const char *const *texts)
{
	char *said = run(policy, start, input);

	run_says(said, texts);
	free(said);
}
#define EXPECT(policy, start, input, ...) \
	expect(policy, start, input, (const char *const[]){ __VA_ARGS__, NULL })

static void test_leaves(void **state)
{
	(void)state;
	EXPECT(&policy_personal, "", "b\nq\na\n", "q: leave.", "q leaves.",
	    "~All pages, A to Z. \n");
}

/* Everything that is typed after it is still obeyed. */
static void test_does_not_leave(void **state)
{
	(void)state;
	EXPECT(&nothing, "", "b\nq\nquit\n?\na\n", "This is the first page.\n",
	    "q does not leave here. h: home.", "All pages, A to Z. \n",
	    "numbers to call.\n", "~q leaves", "~q: leave");
}

/* Out of the self-check, but no further. */
static void test_leaves_the_check(void **state)
{
	(void)state;
	EXPECT(&policy_personal, "self-check", "1\nq\nyes\na\n",
	    "You have not finished.", "~A to Z");
	EXPECT(&nothing, "self-check", "q\na\n", "Check my symptoms now",
	    "All pages, A to Z. \n");
	EXPECT(&nothing, "self-check", "1\n?\nq\nyes\na\n",
	    "h: home. It clears your answers, and asks first.",
	    "Leave? Your answers will be cleared.", "You have not finished.",
	    "Check my symptoms now", "All pages, A to Z. \n", "~q: leave");
	EXPECT(&nothing, "self-check", TO_RESULT "x\n?\nq\ny\na\n",
	    "Type one of the numbers, or w for why.", "All pages, A to Z. \n",
	    "~q to leave", "~q: leave", "~You have not finished");
}

static void test_does_not_save(void **state)
{
	(void)state;
	EXPECT(&nothing, "self-check", TO_RESULT "?\np\ny\n",
	    "w: why. r: read this again.", "w: why this result.\n",
	    "Type one of the numbers", "~p: save", "~Save this result");
	assert_int_equal(folder_count(NULL, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_leaves),
		cmocka_unit_test(test_does_not_leave),
		cmocka_unit_test(test_leaves_the_check),
		cmocka_unit_test_setup_teardown(
		    test_does_not_save, folder_enter, folder_leave),
	};

	(void)text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
