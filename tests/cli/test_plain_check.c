/*
 * The whole self-check as text in, text out.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/folder.h"
#include "support/run.h"

#define PACK LUMBAR_SOURCE_DIR "/content"

static struct run_result run(const char *input)
{
	const char *const argv[] = { "lumbar", "--plain", "--content", PACK,
		"--region", "uk", "self-check", NULL };

	return run_program(argv, NULL, input);
}

static void expect(const char *input, const char *const *texts)
{
	struct run_result r = run(input);

	assert_int_equal(r.status, 0);
	run_says(r.out, texts);
	run_free(&r);
}
#define EXPECT(input, ...) \
	expect(input, (const char *const[]){ __VA_ARGS__, NULL })

static void test_emergency(void **state)
{
	(void)state;
	EXPECT("1\n41\n6\n2\n", "Question 3 of up to 20", "!!! Get help now",
	    "Go to A and E", "999",
	    "Tell them:", "While you wait:", "~Question 4",
	    "~You have not finished");
}

/* The rest is asked under a reminder, and left with the same advice. */
static void test_rest_and_end(void **state)
{
	(void)state;
	EXPECT("1\n41\n1\n3\n",
	    "!!! Get help now. Emergency: 999\nCheck my symptoms. Question 3",
	    "You have not finished.", "Call 999 now.",
	    "~the hospital emergency department");
	/* back is the emergency again, not the answer that it came from */
	EXPECT("1\n41\n1\n3\nb\nb\n", "Leave? Your answers");
}

static void test_end_of_input(void **state)
{
	(void)state;
	EXPECT("1\n41\n6\n", "You have not finished.",
	    "Go to A and E or call 999 if any of these start:",
	    "a leg that goes cold and pale", "~Get help now");
	/* nothing answered: nothing to finish */
	EXPECT("", "Are you answering for yourself", "~You have not finished");
}

static void test_refused(void **state)
{
	(void)state;
	EXPECT("\n3\n1\n\n999\nx\n41\n\n6 7\n9\n1,x\n", "Type 1 or 2",
	    "Type a whole number from 0 to 120.",
	    "\"None\" and \"not sure\" go with no other answer.",
	    "There is no number 9 here.", "~Question 3 of up to");
}

static void test_not_sure_looks_again(void **state)
{
	(void)state;
	EXPECT("1\ns\n6\n4\n4\n", "Have a quick check, then choose.",
	    "when you wipe after using the toilet", "Question 4 of up to");
}

static void test_back_and_leave(void **state)
{
	(void)state;
	EXPECT("2\n41\n6\nb\nb\nq\n\nh\nyes\n", "person",
	    "Leave? Your answers will be cleared.", "You have not finished.",
	    "Check my symptoms now");
}

/* All of it: the answers, a change, the result, why, a page and back. */
static void test_to_the_end(void **state)
{
	(void)state;
	EXPECT("1\n41\n6\n1\n1\n1\n1\n1\n9\n6\n1\n1\n7\n7\n9\n10\n1\n1\n1\n"
	       "1\n42\n\nw\nr\n3\nb\nq\ny\n1\nq\n",
	    "Check your answers.", "How old are you? 41.",
	    "How old are you? 42.", "ok Look after it at home for now",
	    "fever and you feel very ill", "This is not a diagnosis.",
	    "Rules version", "checksum", "[3] Read:", "~You have not finished");
}

/* A line of the answers has the number that its question had. */
static void test_answers_are_numbered_as_asked(void **state)
{
	(void)state;
	EXPECT("1\n41\n6\n1\n1\n1\n1\n1\n9\n6\n1\n1\n7\n7\n9\n10\n1\n1\n1\n"
	       "9\n20\n19\n2\n",
	    "Question 8 of up to", "Question 10 of up to",
	    " 8. Are any of these new", "10. Do any of these fit?",
	    "19. How bad is it? I can do most things.",
	    "> Type a number to change that answer",
	    "> Type a number to change that answer", "Question 19 of up to",
	    "How bad is it?", "19. How bad is it?", "~Question 9 of up to");
}

/* What is asked before, what is said after, and what to do when it fails. */
static void test_save(void **state)
{
	char name[256], here[4096];

	(void)state;
	EXPECT("1\n41\n6\n2\n?\np\n\n", "p: save",
	    "w: why this result. p: save it in a file; asks first.",
	    "Save this result in a text file?\nIt holds health information.",
	    "in this folder: /", "Type y to save it.", "Nothing is written.",
	    "~is saved",
	    "~Type the number of your answer, or several "
	    "numbers such as 1 2.\nb:");
	assert_int_equal(folder_count(NULL, 0), 0);
	/* the emergency is said each time */
	EXPECT("1\n41\n6\n2\np\nyes\nr\nq\n", "The result is saved",
	    "Get help now. Emergency: 999\nThe result is saved\n",
	    "~not saved");
	assert_int_equal(folder_count(name, sizeof(name)), 1);
	assert_int_equal(unlink(name), 0);
	/* root may write anywhere, so a folder that is gone */
	assert_non_null(getcwd(here, sizeof(here)));
	assert_int_equal(mkdir("gone", 0700), 0);
	assert_int_equal(chdir("gone"), 0);
	assert_int_equal(rmdir("../gone"), 0);
	EXPECT("1\n41\n6\n2\np\ny\n", "in the current folder",
	    "The result is not saved", "The folder is not there any more.",
	    "Write this down instead:\nGet help now. Emergency: 999. Advice: "
	    "NHS 111.",
	    "~is saved");
	assert_int_equal(chdir(here), 0);
	/* only at a result */
	EXPECT("1\np\n41\np\n", "~Save this result", "~is saved");
}

/* The articles stay open when there are no rules. */
static void test_closed(void **state)
{
	const char *const argv[] = { "lumbar", "--plain", "--content",
		LUMBAR_SOURCE_DIR "/tests/pack", "self-check", NULL };
	struct run_result r = run_program(argv, NULL, "b\n1\n1\nq\n");

	(void)state;
	assert_int_equal(r.status, 0);
	assert_non_null(strstr(r.out, "The self-check is closed"));
	assert_non_null(strstr(r.out, "999"));
	assert_non_null(strstr(r.out, "to read"));
	run_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_emergency),
		cmocka_unit_test(test_rest_and_end),
		cmocka_unit_test(test_end_of_input),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_not_sure_looks_again),
		cmocka_unit_test(test_back_and_leave),
		cmocka_unit_test(test_answers_are_numbered_as_asked),
		cmocka_unit_test(test_to_the_end),
		cmocka_unit_test_setup_teardown(
		    test_save, folder_enter, folder_leave),
		cmocka_unit_test(test_closed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
