#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/text.h"

static struct arena arena;
static struct diag diag;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	diag_init(&diag, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* To be freed. */
static char *printed(void)
{
	char *text = NULL;
	size_t len = 0;
	FILE *const out = open_memstream(&text, &len);

	assert_non_null(out);
	diag_print(&diag, out);
	fclose(out);
	return text;
}

static void assert_printed(const char *expected)
{
	char *const text = printed();

	assert_string_equal(text, expected);
	free(text);
}

static void says_file_line_severity_message(void **state)
{
	(void)state;
	diag_add(&diag, DIAG_ERROR, "en/index.ini", 12, "no %s; left out", "x");
	diag_add(&diag, DIAG_WARNING, "a.md", 0, "is empty");
	diag_add(&diag, DIAG_NOTE, NULL, 0, "no terminal; plain mode");
	assert_printed("en/index.ini:12: error: no x; left out\n"
		       "a.md: warning: is empty\n"
		       "note: no terminal; plain mode\n");
	assert_int_equal(diag.n, 3);
	for (int i = 0; i < 3; i++)
		assert_int_equal(diag.count[i], 1);
}

static void keeps_what_it_was_given(void **state)
{
	char file[] = "one.ini", text[] = "first";

	(void)state;
	diag_add(&diag, DIAG_ERROR, file, 1, "%s", text);
	memset(file, 'z', sizeof(file) - 1);
	memset(text, 'z', sizeof(text) - 1);
	assert_printed("one.ini:1: error: first\n");
}

static void nothing_is_kept_without_one(void **state)
{
	(void)state;
	diag_add(NULL, DIAG_ERROR, "x", 1, "%d", 5);
}

/* Names and texts come from a pack: T3's way to somebody's terminal. */
static void filters_names_and_texts(void **state)
{
	(void)state;
	diag_add(&diag, DIAG_ERROR, "a\nb\x1b]0;t\x07.ini", 3,
	    "tab\there \xc2\x9b"
	    "31m \xe2\x80\xae"
	    "bidi \xff end\r\n");
	assert_printed("a\xef\xbf\xbd"
		       "b\xef\xbf\xbd]0;t\xef\xbf\xbd.ini:3: error: "
		       "tab\xef\xbf\xbd"
		       "here \xef\xbf\xbd"
		       "31m \xef\xbf\xbd"
		       "bidi \xef\xbf\xbd end\xef\xbf\xbd\xef\xbf\xbd\n");
}

static void long_texts_stay_one_line(void **state)
{
	char long_text[5000];
	char *text;

	(void)state;
	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	diag_add(&diag, DIAG_ERROR, long_text, 3, "%s", long_text);
	text = printed();
	assert_in_range(strlen(text), 5000, 6100);
	assert_string_equal(text + strlen(text) - 4, "...\n");
	free(text);
}

static void counts_but_does_not_keep_the_rest(void **state)
{
	char *text;

	(void)state;
	for (int i = 0; i < DIAG_MAX + 50; i++)
		diag_add(&diag, DIAG_WARNING, "f", (unsigned)i + 1, "fault");
	diag_add(&diag, DIAG_ERROR, "f", 1, "worst");
	assert_int_equal(diag.n, DIAG_MAX);
	assert_int_equal(diag.count[DIAG_WARNING], DIAG_MAX + 50);
	assert_int_equal(diag.count[DIAG_ERROR], 1);
	text = printed();
	assert_non_null(strstr(text, "note: 51 more are not listed\n"));
	free(text);
}

static void sorts_by_file_then_line_and_stably(void **state)
{
	static const char *const files[] = { "c", "a", NULL, "b" };
	const struct diag_item *last = NULL;

	(void)state;
	for (int i = 0; i < 1000; i++)
		diag_add(&diag, DIAG_NOTE, files[i % 4], (unsigned)(i * 7 % 20),
		    "%04d", i);
	diag_sort(&diag);
	assert_int_equal(diag.n, 1000);
	for (size_t i = 0; i < diag.n; i++) {
		const struct diag_item *const item = &diag.items[i];
		int order;

		if (last != NULL) {
			order = strcmp(last->file != NULL ? last->file : "",
			    item->file != NULL ? item->file : "");
			assert_true(order <= 0);
			if (order == 0)
				assert_true(last->line <= item->line);
			if (order == 0 && last->line == item->line)
				assert_true(strcmp(last->text, item->text) < 0);
		}
		last = item;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    says_file_line_severity_message, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    keeps_what_it_was_given, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    nothing_is_kept_without_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    filters_names_and_texts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    long_texts_stay_one_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    counts_but_does_not_keep_the_rest, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    sorts_by_file_then_line_and_stably, set_up, tear_down),
	};

	(void)text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
