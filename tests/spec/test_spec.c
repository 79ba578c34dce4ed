/*
 * Every example of the files beside this one: Markdown, a line with a dot, and
 * the tree that it gives, with what was told to diag behind it. LUMBAR_BLESS=1
 * writes what is into the files instead; look at the difference before you
 * commit it.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/markdown.h"

#define SPEC_DIR LUMBAR_SOURCE_DIR "/tests/spec"

enum {
	TITLE_LEN = 3 /* of "== " */
};

static char *read_file(const char *path, size_t *len)
{
	FILE *const in = fopen(path, "r");
	char *text = NULL;
	size_t cap = 0;

	assert_non_null(in);
	*len = 0;
	while (!feof(in)) {
		if (cap - *len < 4096) {
			cap += 64 << 10;
			text = realloc(text, cap + 2);
			assert_non_null(text);
		}
		*len += fread(text + *len, 1, cap - *len, in);
		assert_false(ferror(in));
	}
	assert_int_equal(fclose(in), 0);
	text[*len] = '\0';
	return text;
}

/* The tree of a text, then each diagnostic as "! line severity: words". */
static char *tree_of(struct slice text)
{
	static const char *const severities[] = {
		[DIAG_NOTE] = "note",
		[DIAG_WARNING] = "warning",
		[DIAG_ERROR] = "error",
	};
	char *out = NULL;
	size_t len;
	FILE *const stream = open_memstream(&out, &len);
	struct arena arena;
	struct diag diag;
	struct doc doc;

	assert_non_null(stream);
	arena_init(&arena);
	diag_init(&diag, &arena);
	doc_init(&doc);
	markdown_parse(text, "spec", 1, &doc, &diag);
	doc_print(&doc, stream);
	diag_sort(&diag);
	for (size_t i = 0; i < diag.n; i++)
		fprintf(stream, "! %u %s: %s\n", diag.items[i].line,
		    severities[diag.items[i].severity], diag.items[i].text);
	assert_int_equal(fclose(stream), 0);
	doc_free(&doc);
	arena_free(&arena);
	return out;
}

/* The line after the one at at, or the end. */
static const char *next_line(const char *at, const char *end)
{
	const char *const newline = memchr(at, '\n', (size_t)(end - at));

	return newline != NULL ? newline + 1 : end;
}

static int is_title(const char *at, const char *end)
{
	return end - at > TITLE_LEN && memcmp(at, "== ", TITLE_LEN) == 0;
}

static int is_dot(const char *at, const char *end)
{
	return end - at >= 2 && at[0] == '.' && at[1] == '\n';
}

/* One example, from its title on; returns where it ends. */
static const char *run_example(
    const char *at, const char *end, const char *name, FILE *bless, int *bad)
{
	const char *const title = at;
	const char *const markdown = next_line(at, end);
	const char *dot = markdown;
	const char *want;
	size_t want_len;
	char *have;

	while (dot < end && !is_dot(dot, end))
		dot = next_line(dot, end);
	if (dot == end)
		fail_msg("%s: no dot after %.40s", name, title);
	want = next_line(dot, end);
	for (at = want; at < end && !is_title(at, end);)
		at = next_line(at, end);
	want_len = (size_t)(at - want);
	while (want_len > 1 && want[want_len - 1] == '\n' &&
	       want[want_len - 2] == '\n')
		want_len--;
	if (want_len == 1 && *want == '\n')
		want_len = 0;

	have = tree_of((struct slice){ markdown, (size_t)(dot - markdown) });
	if (bless != NULL) {
		fwrite(title, 1, (size_t)(want - title), bless);
		fprintf(bless, "%s%s", have, at < end ? "\n" : "");
	} else if (strlen(have) != want_len ||
		   memcmp(have, want, want_len) != 0) {
		print_error("%s: %.*swant:\n%.*shave:\n%s", name,
		    (int)(markdown - title), title, (int)want_len, want, have);
		++*bad;
	}
	free(have);
	return at;
}

static void run_file(const char *name, int *bad, int *examples)
{
	const int blessing = getenv("LUMBAR_BLESS") != NULL;
	FILE *bless = NULL;
	const char *at;
	const char *end;
	char path[1024];
	char *text;
	size_t len;

	snprintf(path, sizeof(path), "%s/%s", SPEC_DIR, name);
	text = read_file(path, &len);
	at = text;
	end = text + len;
	while (at < end && !is_title(at, end))
		at = next_line(at, end);
	if (blessing) {
		bless = fopen(path, "w");
		assert_non_null(bless);
		fwrite(text, 1, (size_t)(at - text), bless);
	}
	while (at < end) {
		at = run_example(at, end, name, bless, bad);
		++*examples;
	}
	if (bless != NULL)
		assert_int_equal(fclose(bless), 0);
	free(text);
}

static void test_examples(void **state)
{
	struct dirent **entries;
	const int n = scandir(SPEC_DIR, &entries, NULL, alphasort);
	int examples = 0;
	int bad = 0;

	(void)state;
	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		const char *const name = entries[i]->d_name;
		const size_t len = strlen(name);

		if (len > 3 && strcmp(name + len - 3, ".md") == 0 &&
		    strcmp(name, "README.md") != 0)
			run_file(name, &bad, &examples);
		free(entries[i]);
	}
	free(entries);
	assert_true(examples > 0);
	if (bad > 0)
		fail_msg("%d of %d examples differ; if they are right, run "
			 "this test with LUMBAR_BLESS=1",
		    bad, examples);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
