/*
 * Each folder beside this file is a small pack with its faults in
 * expected.diag. LUMBAR_BLESS=1 writes what lint says now: read the change
 * before it is committed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "check/lint.h"

#define CASES LUMBAR_SOURCE_DIR "/tests/lint"

/* All that lint says of a pack, and its status, as text to be freed. */
static char *lint_text(const char *path, size_t count[3])
{
	struct arena arena;
	struct diag diag;
	enum status status;
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	assert_non_null(out);
	arena_init(&arena);
	diag_init(&diag, &arena);
	status = lint_pack(path, "2026-12-01", &diag);
	diag_print(&diag, out);
	fprintf(out, "%s\n", status == STATUS_OK ? "examined" : "unusable");
	fclose(out);
	memcpy(count, diag.count, sizeof(diag.count));
	arena_free(&arena);
	return text;
}

static char *read_text(const char *path)
{
	FILE *in = fopen(path, "rb");
	char *text = calloc(1, 1u << 16);

	assert_non_null(text);
	if (in != NULL) {
		size_t len = fread(text, 1, (1u << 16) - 1, in);

		text[len] = '\0';
		fclose(in);
	}
	return text;
}

static void write_text(const char *path, const char *text)
{
	FILE *out = fopen(path, "wb");

	assert_non_null(out);
	fputs(text, out);
	assert_int_equal(fclose(out), 0);
}

static bool try_case(const char *name)
{
	char pack[1024], file[1100];
	char *got, *expected;
	size_t count[3];
	bool same;

	snprintf(pack, sizeof(pack), CASES "/%s", name);
	snprintf(file, sizeof(file), "%s/expected.diag", pack);
	got = lint_text(pack, count);
	if (getenv("LUMBAR_BLESS") != NULL)
		write_text(file, got);
	expected = read_text(file);
	same = strcmp(got, expected) == 0;
	if (!same)
		print_message("%s: lint now says:\n%s"
			      "(LUMBAR_BLESS=1 writes it to %s)\n",
		    name, got, file);
	free(got);
	free(expected);
	return same;
}

static void every_fault_is_told_as_expected(void **state)
{
	struct dirent **names;
	int n = scandir(CASES, &names, NULL, alphasort), i;
	size_t tried = 0, bad = 0;

	(void)state;
	text_locale();
	for (i = 0; i < n; i++) {
		if (names[i]->d_type == DT_DIR && names[i]->d_name[0] != '.') {
			tried++;
			bad += !try_case(names[i]->d_name);
		}
		free(names[i]);
	}
	free(names);
	assert_true(tried >= 15);
	assert_int_equal(bad, 0);
}

/* What every release promises of the pack that comes with the program. */
static void our_own_pack_is_clean(void **state)
{
	size_t count[3];
	char *text;

	(void)state;
	text_locale();
	text = lint_text(LUMBAR_SOURCE_DIR "/content", count);
	if (count[DIAG_ERROR] + count[DIAG_WARNING] > 0)
		print_message("%s", text);
	free(text);
	assert_int_equal(count[DIAG_ERROR], 0);
	assert_int_equal(count[DIAG_WARNING], 0);
}

/* The same pack always gives the same answer, in every time zone and place. */
static void lint_is_pure(void **state)
{
	size_t first_count[3], second_count[3];
	char *first = lint_text(CASES "/links", first_count);
	char *second = lint_text(CASES "/links/", second_count);

	(void)state;
	assert_string_equal(first, second);
	free(first);
	free(second);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fault_is_told_as_expected),
		cmocka_unit_test(our_own_pack_is_clean),
		cmocka_unit_test(lint_is_pure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
