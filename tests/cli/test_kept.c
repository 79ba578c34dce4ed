/*
 * Quizzes, and what is kept between visits, in text in and text out.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/run.h"
#include "support/state.h"

#define PACK LUMBAR_SOURCE_DIR "/tests/pack-quiz"

static char state_home[PATH_MAX];
static char state_env[PATH_MAX + 32];

static int set_up(void **state)
{
	(void)state;
	state_make(state_home, sizeof(state_home));
	snprintf(state_env, sizeof(state_env), "XDG_STATE_HOME=%s", state_home);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	state_remove(state_home);
	return 0;
}

static struct run_result run(const char *const *argv, const char *input)
{
	const char *const env[] = { state_env, NULL };

	return run_program(argv, env, input);
}

static void expect(
    const char *const *argv, const char *input, int status, const char *text)
{
	struct run_result r = run(argv, input);

	if (r.status != status || strstr(r.out, text) == NULL)
		fail_msg("status %d, and there is no \"%s\" in:\n%s%s",
		    r.status, text, r.out, r.err);
	run_free(&r);
}

static void home(const char *input, const char *text)
{
	const char *const argv[] = { "lumbar", "--plain", "--content", PACK,
		NULL };

	expect(argv, input, 0, text);
}

static void quiz(const char *id, const char *input, const char *text)
{
	const char *const argv[] = { "lumbar", "--plain", "--content", PACK,
		"quiz", id, NULL };

	expect(argv, input, 0, text);
}

static void test_quiz(void **state)
{
	(void)state;
	quiz(NULL, "", "1. What helps? Five questions");
	quiz("one", "",
	    "One question. Question 1 of 1.\n"
	    "One question can be a quiz.\n\n"
	    " 1. True\n 2. False\n 3. I am not sure\n"
	    "Is that true?\n");
	quiz("one", "1\n", "YES, THAT IS RIGHT");
	quiz("one", "2\n", "NOT QUITE");
	quiz("one", "3\n", "LET US LOOK");
	quiz("one", "1 2\n", "Choose one number.");
	quiz("one", "7\n", "Type the number of your answer");
	quiz("one", "1\n\n", "You know this one.");
	quiz("one", "2\n\n1\n", "This page has one paragraph");
	quiz("one", "2\n\n2\n1\n\n", "You know this one.");
	quiz("lost", "", "We cannot show this quiz");
	/* read why, and come back to the same question */
	quiz("one", "2\nw\n", "This page has one paragraph");
	quiz("one", "2\nw\nb\n", "> \nNOT QUITE");
	/* leaving half-way asks */
	quiz("moving", "1\nq\n", "Leave the quiz before its end?");
}

static void test_own_words(void **state)
{
	static const char all[] =
	    "4\n\n4\n\n3\n\n4\n\n3\n\n4\nJust a few words\xC2\x9B of mine\n";
	const char *const argv[] = { "lumbar", "--plain", "--content", PACK,
		"quiz", "moving", NULL };
	struct run_result r = run(argv, all);

	(void)state;
	assert_non_null(strstr(r.out, "In your own words"));
	if (strstr(r.out, "One way to say it") == NULL ||
	    strstr(r.out, "Just a few words") == NULL)
		fail_msg("no model in:\n%s", r.out);
	assert_null(strstr(r.out, "\xC2\x9B"));
	run_free(&r);
	/* one letter alone leaves; a word is a word */
	r = run(argv, "4\n\n4\n\n3\n\n4\n\n3\n\n4\nq\n?\n");
	assert_non_null(strstr(r.out, "In your own words"));
	assert_non_null(strstr(r.out, "All pages, A to Z"));
	assert_null(strstr(r.out, "One way to say it"));
	run_free(&r);
	r = run(argv, "4\n\n4\n\n3\n\n4\n\n3\n\n4\nback\n");
	assert_non_null(strstr(r.out, "One way to say it"));
	run_free(&r);
}

static void test_list(void **state)
{
	const char *const plain[] = { "lumbar", "--content", PACK, "list",
		NULL };
	const char *const json[] = { "lumbar", "--json", "--content", PACK,
		"list", NULL };

	(void)state;
	expect(plain, NULL, 0,
	    "\nQuizzes (lumbar quiz ID)\n  moving                   What "
	    "helps?\n");
	expect(json, NULL, 0,
	    "],\n\"quizzes\":[\n  {\"id\":\"moving\",\"title\":\"What "
	    "helps?\"");
}

static void test_usage(void **state)
{
	const char *const missing[] = { "lumbar", "--content", PACK, "quiz",
		"movin", NULL };
	const char *const two[] = { "lumbar", "--content", PACK, "quiz", "one",
		"moving", NULL };
	const char *const show[] = { "lumbar", "--content", PACK, "show",
		"quiz:moving", NULL };
	struct run_result r = run(missing, NULL);

	(void)state;
	assert_int_equal(r.status, 4);
	assert_non_null(strstr(r.err, "Did you mean \"quiz:moving\"?"));
	run_free(&r);
	r = run(two, NULL);
	assert_int_equal(r.status, 2);
	run_free(&r);
	r = run(show, NULL);
	assert_int_equal(r.status, 4);
	assert_string_equal(
	    r.err, "lumbar: a quiz is played, not shown: lumbar quiz moving\n");
	run_free(&r);
}

static void test_coming_back(void **state)
{
	(void)state;
	home("", "3. All pages, A to Z. Every page by its name.\n\n");
	home("c\n", "There is no page to go on with.");
	home("1\n1\n\nm\n", "Bookmark set");
	home("", "4. My pages. Bookmarks, and what you read.\n"
		 "5. Go on reading. Keep moving, 40% read. Or type c.\n");
	home("4\n", "1. Keep moving. Why rest is not best (bookmark, 40% "
		    "read)\n");
	home("c\n", "More than that makes it slower");
	quiz("one", "2\n\n", "It comes back tomorrow");
	quiz(NULL, "", "The last time you knew 0 of 1.");
	/* right at the second time, and still it comes back */
	quiz("one", "2\n\n2\n1\n\n",
	    "What you missed at first comes back tomorrow, on the first page.");
	/* a page that was read to its end is not gone on with */
	home("1\n1\n\n\n\n\n\n", "This is the end of the page.");
	home("", "4. My pages. Bookmarks, and what you read.\n\n");
	home("c\n", "There is no page to go on with.");
	home("1\n2\nq\n", "1 minute to read");
	home("4\n", "2. Short page. One paragraph");
}

static void test_no_state(void **state)
{
	const char *const argv[] = { "lumbar", "--plain", "--no-state",
		"--content", PACK, "quiz", "one", NULL };
	const char *const other[] = { "lumbar", "--plain", "--content", PACK,
		"keep-moving", NULL };
	const char *const env[] = { state_env, "LUMBAR_STATE=no", NULL };
	struct run_result r = run(argv, "2\n\n");

	(void)state;
	assert_null(strstr(r.out, "tomorrow"));
	run_free(&r);
	r = run_program(other, env, "m\n");
	assert_null(strstr(r.out, "Bookmark set"));
	run_free(&r);
	assert_int_equal(state_count(state_home, "lumbar"), 0);
}

static void test_forget(void **state)
{
	const char *const forget[] = { "lumbar", "forget", NULL };
	const char *const extra[] = { "lumbar", "forget", "all", NULL };
	struct run_result r;

	(void)state;
	expect(forget, NULL, 0, "Nothing was kept.");
	home("1\n1\nm\n", "Bookmark set");
	assert_int_equal(state_count(state_home, "lumbar"), 1);
	expect(forget, NULL, 0, "Erased: quiz results");
	assert_int_equal(state_count(state_home, "lumbar"), 0);
	home("c\n", "There is no page to go on with.");
	r = run(extra, NULL);
	assert_int_equal(r.status, 2);
	run_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_quiz, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_own_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_list, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_usage, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_coming_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_no_state, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_forget, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
