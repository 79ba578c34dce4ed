/*
 * The command line as scripts rely on it: what is printed where, and the exit
 * codes. The real program, the small test pack.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "support/run.h"

#define PACK "--content=" LUMBAR_SOURCE_DIR "/tests/pack"

#define RUN(env, input, ...)                                                 \
	run_program(                                                         \
	    (const char *const[]){ "lumbar", PACK, __VA_ARGS__, NULL }, env, \
	    input)

static void expect(
    struct run_result *result, int status, const char *out, const char *err)
{
	if (result->status != status)
		fail_msg("status %d, not %d\n%s%s", result->status, status,
		    result->out, result->err);
	if (out != NULL && strstr(result->out, out) == NULL)
		fail_msg("\"%s\" is not in:\n%s", out, result->out);
	if (err != NULL && strstr(result->err, err) == NULL)
		fail_msg("\"%s\" is not in:\n%s", err, result->err);
	run_free(result);
}

static void test_show(void **state)
{
	struct run_result r = RUN(NULL, NULL, "show", "short");

	(void)state;
	assert_null(memchr(r.out, 0x1B, r.out_len));
	expect(&r, 0, "This page has one paragraph", NULL);
	r = RUN(NULL, NULL, "show", "long#a-table");
	assert_null(strstr(r.out, "How it is built"));
	expect(&r, 0, "10 minutes, then more", NULL);
	r = RUN(NULL, NULL, "show", "long", "--format=ansi");
	expect(&r, 0, "\033[", NULL);
	r = RUN(NULL, NULL, "show", "long", "--color=always");
	expect(&r, 0, "\033[", NULL);
	r = RUN(NULL, NULL, "show", "long", "--format=html");
	expect(&r, 0, "<h2 id=\"a-table\">", NULL);
}

static void test_no_color(void **state)
{
	const char *const env[] = { "NO_COLOR=1", NULL };
	struct run_result r = RUN(env, NULL, "show", "long", "--format=ansi");

	(void)state;
	assert_null(strstr(r.out, "\033[3"));
	assert_null(strstr(r.out, "\033[9"));
	expect(&r, 0, "\033[1", NULL);
}

static void test_ascii(void **state)
{
	const char *const env[] = { "LC_ALL=C", NULL };
	struct run_result r = RUN(NULL, NULL, "show", "long", "--ascii");

	(void)state;
	for (size_t i = 0; i < r.out_len; i++)
		assert_true((unsigned char)r.out[i] < 0x80);
	expect(&r, 0, "+-----", NULL);
	r = RUN(env, NULL, "show", "long");
	for (size_t i = 0; i < r.out_len; i++)
		assert_true((unsigned char)r.out[i] < 0x80);
	expect(&r, 0, "+-----", NULL);
}

static void test_file(void **state)
{
	struct run_result r =
	    RUN(NULL, "# Hello\n\nworld\n", "show", "--file=-");

	(void)state;
	expect(&r, 0, "world", NULL);
	r = RUN(NULL, NULL, "show", "--file=/nonexistent/x.md");
	expect(&r, 3, NULL, "cannot open the file");
	r = RUN(NULL, "a &#27;[31mb\x1b[0m\n", "show", "--file", "-");
	assert_null(memchr(r.out, 0x1B, r.out_len));
	expect(&r, 0, "[31mb", NULL);
	r = RUN(NULL, "*x*\n", "show", "--file=-", "--print=tree");
	expect(&r, 0, "emph", NULL);
}

static void test_missing(void **state)
{
	struct run_result r = RUN(NULL, NULL, "show", "shrot");

	(void)state;
	expect(&r, 4, NULL, "Did you mean \"short\"?");
	r = RUN(NULL, NULL, "lnog");
	expect(&r, 4, NULL, "Did you mean \"long\"?");
	r = RUN(NULL, NULL, "list", "nothing");
	expect(&r, 4, NULL, "there is no \"nothing\"");
	r = RUN(NULL, NULL, "show", "long#nowhere");
	expect(&r, 4, NULL, "no such part");
	r = RUN(NULL, NULL, "show", "broken");
	expect(&r, 1, "We cannot show this page", "not-there.md");
}

static void test_names_are_filtered(void **state)
{
	struct run_result r = RUN(NULL, NULL, "show", "x\033]0;y\a");

	(void)state;
	assert_null(memchr(r.err, 0x1B, r.err_len));
	expect(&r, 4, NULL, "there is no");
	r = RUN(NULL, NULL, "--x\033[31m");
	assert_null(memchr(r.err, 0x1B, r.err_len));
	expect(&r, 2, NULL, "no such option");
}

static void test_usage(void **state)
{
	struct run_result r = RUN(NULL, NULL, "--vers");

	(void)state;
	expect(&r, 2, NULL, "--version");
	r = RUN(NULL, NULL, "--plian");
	expect(&r, 2, NULL, "did you mean --plain?");
	r = RUN(NULL, NULL, "--width", "none");
	expect(&r, 2, NULL, "columns");
	r = RUN(NULL, NULL, "--width");
	expect(&r, 2, NULL, "needs a value");
	r = RUN(NULL, NULL, "show");
	expect(&r, 2, NULL, "one article");
	r = RUN(NULL, NULL, "show", "a", "b");
	expect(&r, 2, NULL, NULL);
	r = RUN(NULL, NULL, "show", "long", "--format=pdf");
	expect(&r, 2, NULL, "html");
	r = RUN(NULL, NULL, "--theme=pink");
	expect(&r, 2, NULL, "mono");
	r = RUN(NULL, NULL, "--format=html");
	expect(&r, 2, NULL, "means nothing here");
	r = RUN(NULL, NULL, "show", "long", "--json");
	expect(&r, 2, NULL, "means nothing here");
	r = RUN(NULL, NULL, "-abc");
	expect(&r, 2, NULL, "-abc");
	r = RUN(NULL, NULL, "--plain=yes");
	expect(&r, 2, NULL, "no value");
	r = RUN(NULL, NULL, "--help");
	expect(&r, 0, "--no-mouse", NULL);
	r = RUN(NULL, NULL, "--version");
	expect(&r, 0, "lumbar 0.", NULL);
}

static void test_list(void **state)
{
	struct run_result r = RUN(NULL, NULL, "list");

	(void)state;
	expect(&r, 0, "A long page about the lower back", NULL);
	r = RUN(NULL, NULL, "list", "body");
	assert_null(strstr(r.out, "Emergency signs"));
	expect(&r, 0, "Short page", NULL);
	r = RUN(NULL, NULL, "list", "--json");
	expect(&r, 0, "{\"id\":\"short\",\"title\":\"Short page\"", NULL);
}

static void test_settings(void **state)
{
	const char *const env[] = { "LUMBAR_WIDTH=40", "LUMBAR_THEME=pink",
		NULL };
	struct run_result r = RUN(env, NULL, "config");

	(void)state;
	expect(&r, 0, "width    = 40  # LUMBAR_WIDTH", "LUMBAR_THEME=pink");
	r = RUN(env, NULL, "config", "--show");
	expect(&r, 0, "region", NULL);
	r = RUN(env, NULL, "show", "short");
	expect(&r, 0, NULL, "LUMBAR_THEME=pink");
	r = RUN(NULL, NULL, "show", "short", "--region=zz");
	expect(&r, 0, NULL, "zz");
	r = RUN(env, NULL, "config", "--width=50");
	expect(&r, 0, "width    = 50  # command line", NULL);
}

static void test_dates(void **state)
{
	static const char *const nonsense[] = { "SOURCE_DATE_EPOCH=abc",
		"SOURCE_DATE_EPOCH=9999999999999999", "SOURCE_DATE_EPOCH=-5" };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const char *const env[] = { nonsense[i], NULL };
		struct run_result r =
		    RUN(env, NULL, "lint", LUMBAR_SOURCE_DIR "/content");

		expect(&r, 0, NULL, "0 errors");
	}
}

/* Where it is, and the line with what is meant underlined. */
static void test_lint_shows_the_line(void **state)
{
	struct run_result r =
	    run_program((const char *const[]){ "lumbar", "lint", "--excerpts",
			    LUMBAR_SOURCE_DIR "/tests/lint/links", NULL },
		NULL, NULL);

	(void)state;
	expect(&r, 1,
	    "shown as plain text\n"
	    "     6 | - [check](self-check) and [quiz](quiz:signs) and "
	    "[word](term:root)\n"
	    "       |                                  ^^^^^^^^^^\n",
	    "11 errors");
	r = run_program((const char *const[]){ "lumbar", "lint", "--excerpts",
			    LUMBAR_SOURCE_DIR "/tests/lint/links", NULL },
	    NULL, NULL);
	/* what is named beyond the right edge is moved into sight */
	expect(&r, 1,
	    "    13 | ... the rest of them, as some of those who write have "
	    "them, and behind its end [a map](leg-mep).\n"
	    "       |                                                      "
	    "                                  ^^^^^^^\n",
	    NULL);
	r = run_program((const char *const[]){ "lumbar", "lint", "--excerpts",
			    LUMBAR_SOURCE_DIR "/tests/lint/phrases", NULL },
	    NULL, NULL);
	/* named in small letters */
	expect(&r, 1,
	    "     1 | If it hurts, you are fine.\n"
	    "       |              ^^^^^^^^^^^^\n",
	    NULL);
	r = run_program((const char *const[]){ "lumbar", "lint",
			    LUMBAR_SOURCE_DIR "/tests/lint/links", NULL },
	    NULL, NULL);
	assert_null(strstr(r.out, " | "));
	run_free(&r);
}

static void test_grades(void **state)
{
	struct run_result r =
	    run_program((const char *const[]){ "lumbar", "lint", "--grades",
			    LUMBAR_SOURCE_DIR "/tests/lint/prose", NULL },
		NULL, NULL);

	(void)state;
	assert_non_null(strstr(r.out, "  hard\n"));
	assert_non_null(strstr(r.out, "7 articles: median "));
	expect(&r, 0, "2 sources, 1 of them from memory, 0 read in part\n",
	    "0 errors");
	r = run_program(
	    (const char *const[]){ "lumbar", "show", "--grades", NULL }, NULL,
	    NULL);
	expect(&r, 2, NULL, "it means nothing here");
}

static void test_no_pack(void **state)
{
	struct run_result r = run_program(
	    (const char *const[]){ "lumbar", "--content=/nonexistent", NULL },
	    NULL, NULL);

	(void)state;
	expect(&r, 3, NULL, "Emergency: call");
}

static void test_regions(void **state)
{
	struct run_result r = RUN(NULL, NULL, "show", "signs", "--region=us");

	(void)state;
	expect(&r, 0, "911", NULL);
	r = RUN(NULL, NULL, "show", "signs");
	expect(&r, 0, "999", NULL);
}

static void test_plain(void **state)
{
	struct run_result r = RUN(NULL, "2\n1\n\n!\nr\nb\nb\nq\n", "--plain");

	(void)state;
	assert_null(memchr(r.out, 0x1B, r.out_len));
	assert_null(strstr(r.out, "\xE2\x94"));
	expect(&r, 0, "Part 1 of", NULL);
	/* not a terminal: plain by itself; the end of input leaves */
	r = RUN(NULL, "", "long");
	expect(&r, 0, "The lower back has five bones", NULL);
	r = RUN(NULL, "!\n", "--plain");
	expect(&r, 0, "999", NULL);
	r = RUN(NULL, "a\n/x\n99\nzz\n?\n", "--plain");
	expect(&r, 0, "There is no number 99 here", NULL);
	r = RUN(NULL, "/weeks\nn\np\np 3\n1\nb\n", "--plain", "long");
	expect(&r, 0, "Match 1 of", NULL);
	/* a phrase over the end of a line; urgent help with words behind it */
	r = RUN(NULL, "/most of the time it does\n! now\n", "--plain", "long");
	expect(&r, 0, "Match 1 of 1", NULL);
	r = RUN(NULL, "! now\nHELP\nquit \n", "--plain");
	expect(&r, 0, "A and E", NULL);
	/* back to the part that was read */
	r = RUN(NULL, "p 6\n1\nb\nr\n", "--plain", "long");
	expect(&r, 0, "Part 6 of", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_show),
		cmocka_unit_test(test_no_color),
		cmocka_unit_test(test_ascii),
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_names_are_filtered),
		cmocka_unit_test(test_usage),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_settings),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_lint_shows_the_line),
		cmocka_unit_test(test_grades),
		cmocka_unit_test(test_no_pack),
		cmocka_unit_test(test_regions),
		cmocka_unit_test(test_plain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
