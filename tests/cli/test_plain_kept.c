/*
 * A quiz, and what is kept, as text in, text out.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/run.h"
#include "support/state.h"

#define PACK LUMBAR_SOURCE_DIR "/content"

/* To question 7 of the quiz on anatomy, which asks for an order of 4. */
#define TO_ORDER "1\n\n1\n\n1\n\n1\n\n1\n\n1\n\n"

static void expect(const char *input, const char *const *texts)
{
	const char *const argv[] = { "lumbar", "--plain", "--no-state",
		"--content", PACK, "quiz", "anatomy", NULL };
	struct run_result r = run_program(argv, NULL, input);

	assert_int_equal(r.status, 0);
	run_says(r.out, texts);
	run_free(&r);
}
#define EXPECT(input, ...) \
	expect(input, (const char *const[]){ __VA_ARGS__, NULL })

/* What is not taken says why. */
static void test_refused(void **state)
{
	(void)state;
	EXPECT(TO_ORDER "1 2 5\n", "goes with no other answer", "~one number");
	EXPECT(TO_ORDER "1 2\n", "Type all of the numbers, in order");
	EXPECT(TO_ORDER "1 2 2 3\n", "Type each number once");
	EXPECT(TO_ORDER "1 2 3 6\n", "Type the number of your answer, or ?");
	EXPECT("1 2\n", "Choose one number", "~goes with no other");
}

/* Home asks as back and q do, when there is something to lose. */
static void test_leave(void **state)
{
	(void)state;
	EXPECT("1\nh\nno\n", "Leave the quiz before its end?",
	    "~All pages, A to Z");
	EXPECT("1\nh\nyes\n", "Leave the quiz before its end?",
	    "All pages, A to Z");
	EXPECT("1\nq\nyes\n", "Leave the quiz before its end?");
	EXPECT("h\n", "~Leave the quiz", "All pages, A to Z");
}

/* So do the pages that it led to; back, and lists, lose nothing. */
static void test_leave_page(void **state)
{
	(void)state;
	EXPECT("1\nw\nh\n\n", "Enter to go on.\n> \nYES, THAT IS RIGHT",
	    "~All pages, A to Z");
	EXPECT("1\nw\nh\nyes\nw\n", "All pages, A to Z",
	    "> Type a number, or ? for help.");
	EXPECT("1\nw\nq\nno\n", "Enter to go on.\n> \nYES, THAT IS RIGHT");
	EXPECT("1\nw\nq\nyes\n?\n", "Enter to go on.\n> \n",
	    "~A number opens the page");
	EXPECT("1\nw\na\n1\nh\n!\n\n", "All pages, A to Z. \n",
	    "go on where you were.\n> \nYES, THAT IS RIGHT");
	EXPECT("1\nw\na\nb\nb\n2\n", "~Leave the quiz", "All pages, A to Z. \n",
	    "> \nYES, THAT IS RIGHT");
	/* nothing to lose any more */
	EXPECT("1\nw\nh\ny\na\n1\nh\n", "Enter to go on.\n> \nlumbar.",
	    "~Enter to go on.\n> Leave");
}

/* What was read is marked in the list of all pages, here too. */
static void test_all_pages(void **state)
{
	const char *const argv[] = { "lumbar", "--plain", "--content", PACK,
		"disc-wear", NULL };
	char folder[1024], home[1100];
	const char *const env[] = { home, NULL };
	struct run_result r;

	(void)state;
	state_make(folder, sizeof(folder));
	snprintf(home, sizeof(home), "XDG_STATE_HOME=%s", folder);
	r = run_program(argv, env, "a\n");
	assert_int_equal(r.status, 0);
	assert_non_null(strstr(r.out, "% read)"));
	run_free(&r);
	state_remove(folder);
}

/* A pack of its own in which a page of a result leads to a quiz. */
static void make_pack(char *pack, size_t cap)
{
	char text[4096];
	FILE *out;

	state_make(pack, cap);
	snprintf(text, sizeof(text), "cp -r %s/. %s", PACK, pack);
	assert_int_equal(system(text), 0);
	snprintf(text, sizeof(text), "%s/en/articles/get-help/cauda-equina.md",
	    pack);
	out = fopen(text, "w");
	assert_non_null(out);
	fprintf(out, "# Nerves\n\nAs [a quiz](quiz:anatomy).\n");
	assert_int_equal(fclose(out), 0);
}

/* Nothing of what a self-check led to: no bookmark, no page, no quiz. */
static void test_secret(void **state)
{
	char folder[1024], home[1100], pack[1024];
	const char *const check[] = { "lumbar", "--plain", "--content", pack,
		"--region", "uk", "self-check", NULL };
	const char *const page[] = { "lumbar", "--plain", "--content", pack,
		"cauda-equina", NULL };
	const char *const env[] = { home, NULL };
	struct run_result r;

	(void)state;
	state_make(folder, sizeof(folder));
	make_pack(pack, sizeof(pack));
	snprintf(home, sizeof(home), "XDG_STATE_HOME=%s", folder);
	/* an emergency, its page, a bookmark, the quiz, an answer */
	r = run_program(check, env, "1\n41\n6\n2\n4\nm\n1\n2\n");
	run_says(r.out, (const char *const[]){ "As [1] a quiz",
			    "No bookmarks during a self-check.",
			    "~Bookmark set", "NOT QUITE", NULL });
	run_free(&r);
	assert_int_equal(state_count(folder, "lumbar"), 0);
	/* on any other way to the same page they are kept */
	r = run_program(page, env, "m\n1\n2\n");
	run_says(r.out, (const char *const[]){ "As [1] a quiz", "Bookmark set",
			    "NOT QUITE", NULL });
	run_free(&r);
	assert_int_equal(state_count(folder, "lumbar"), 1);
	state_remove(pack);
	state_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_leave),
		cmocka_unit_test(test_leave_page),
		cmocka_unit_test(test_all_pages),
		cmocka_unit_test(test_secret),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
