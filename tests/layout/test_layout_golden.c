/*
 * Every tests/layout/<case>.md against <case>.<cols>.txt at 20, 40 and 80
 * columns. A first line "flags: ascii narrate numbers underline" (any of them)
 * is not part of the text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>

#include <cmocka.h>

#include "content/layout.h"
#include "content/markdown.h"
#include "content/write.h"

#define FOLDER LUMBAR_SOURCE_DIR "/tests/layout/"

static const int widths[] = { 20, 40, 80 };

/* The whole file with a NUL behind it, or NULL. */
static char *slurp(const char *path, size_t *len)
{
	FILE *const in = fopen(path, "rb");
	char *text = NULL;
	size_t cap = 0;

	*len = 0;
	if (in == NULL)
		return NULL;
	do {
		cap += 4096;
		text = realloc(text, cap + 1);
		assert_non_null(text);
		*len += fread(text + *len, 1, cap - *len, in);
	} while (*len == cap);
	text[*len] = '\0';
	fclose(in);
	return text;
}

static unsigned read_flags(const char **text)
{
	static const struct {
		const char *name;
		unsigned flag;
	} names[] = { { "ascii", LAYOUT_ASCII }, { "narrate", LAYOUT_NARRATE },
		{ "numbers", LAYOUT_NUMBERS },
		{ "underline", LAYOUT_UNDERLINE } };
	const char *const end = strchr(*text, '\n');
	unsigned flags = 0;
	size_t i;

	if (strncmp(*text, "flags:", 6) != 0 || end == NULL)
		return 0;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *const at = strstr(*text, names[i].name);

		if (at != NULL && at < end)
			flags |= names[i].flag;
	}
	*text = end + 1;
	return flags;
}

/* As people see it, then as it is marked up. */
static char *render(const char *text, int cols, size_t *len)
{
	const unsigned flags = read_flags(&text);
	struct doc doc;
	struct layout layout;
	char *result = NULL;
	FILE *const out = open_memstream(&result, len);

	assert_non_null(out);
	doc_init(&doc);
	layout_init(&layout);
	markdown_parse(slice_of(text), "golden", 1, &doc, NULL);
	layout_flow(&layout, &doc, cols, flags);
	assert_int_equal(
	    write_layout(&layout, WRITE_PLAIN,
		(flags & LAYOUT_ASCII) != 0 ? WRITE_ASCII : 0, out),
	    0);
	fputs("\n== lines\n", out);
	layout_print(&layout, out);
	layout_free(&layout);
	doc_free(&doc);
	assert_int_equal(fclose(out), 0);
	return result;
}

static bool check(const char *name, const char *text, int cols)
{
	char path[512];
	size_t len, expected_len;
	char *const result = render(text, cols, &len);
	char *expected;
	bool same;

	snprintf(path, sizeof(path), FOLDER "%s.%d.txt", name, cols);
	if (getenv("LUMBAR_BLESS") != NULL) {
		FILE *const out = fopen(path, "wb");

		assert_non_null(out);
		assert_int_equal(fwrite(result, 1, len, out), len);
		assert_int_equal(fclose(out), 0);
	}
	expected = slurp(path, &expected_len);
	same = expected != NULL && expected_len == len &&
	       memcmp(expected, result, len) == 0;
	if (!same)
		print_error("%s is not what comes out now:\n%s"
			    "-- to take it as it is: LUMBAR_BLESS=1 ctest -R "
			    "layout/layout_golden, then look at git diff\n",
		    path, result);
	free(expected);
	free(result);
	return same;
}

static int is_case(const struct dirent *entry)
{
	const char *const dot = strrchr(entry->d_name, '.');

	return dot != NULL && strcmp(dot, ".md") == 0;
}

static void goldens(void **state)
{
	struct dirent **cases;
	const int n = scandir(FOLDER, &cases, is_case, alphasort);
	bool good = true;
	size_t w;
	int i;

	(void)state;
	assert_true(n > 0);
	for (i = 0; i < n; i++) {
		char path[512], name[256];
		size_t len;
		char *text;

		snprintf(name, sizeof(name), "%.*s",
		    (int)strlen(cases[i]->d_name) - 3, cases[i]->d_name);
		snprintf(path, sizeof(path), FOLDER "%s.md", name);
		text = slurp(path, &len);
		assert_non_null(text);
		for (w = 0; w < sizeof(widths) / sizeof(widths[0]); w++)
			good = check(name, text, widths[w]) && good;
		free(text);
		free(cases[i]);
	}
	free(cases);
	assert_true(good);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goldens),
	};

	text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
