/*
 * The key list of the README is what the binding table says. To renew it:
 * LUMBAR_BLESS=1 build/dev/tests/unit_readme
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "terminal/binding.h"

#define README LUMBAR_SOURCE_DIR "/README.md"
#define BEGIN  "<!-- keys -->\n"
#define END    "<!-- /keys -->\n"

/* Over so many keys in a row they are written as "1 to 9". */
#define KEYS_LISTED 6

static char *read_all(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text = calloc(1, 1u << 20);

	assert_non_null(file);
	assert_non_null(text);
	assert_true(fread(text, 1, (1u << 20) - 1, file) > 0);
	fclose(file);
	return text;
}

static void put_keys(const struct binding *row, struct arena *arena, FILE *out)
{
	int n = 0;
	int i;

	while (n < BINDING_KEYS && row->keys[n] != 0)
		n++;
	if (n > KEYS_LISTED) {
		fprintf(out, "`%s` to `%s`",
		    binding_key_name(row->keys[0], arena),
		    binding_key_name(row->keys[n - 1], arena));
		return;
	}
	for (i = 0; i < n; i++)
		fprintf(out, "%s`%s`", i > 0 ? " " : "",
		    binding_key_name(row->keys[i], arena));
}

static bool group_is_new(size_t at)
{
	size_t i;

	for (i = 0; i < at; i++) {
		if (strcmp(bindings[i].group, bindings[at].group) == 0)
			return false;
	}
	return true;
}

static void put_group(const char *group, struct arena *arena, FILE *out)
{
	bool first = true;
	size_t i;

	for (i = 0; i < nbindings; i++) {
		if (strcmp(bindings[i].group, group) != 0)
			continue;
		fprintf(out, "| %s | ", first ? group : "");
		put_keys(&bindings[i], arena, out);
		fprintf(out, " | %s |\n", bindings[i].help);
		first = false;
	}
}

/* The list as the README has it; to be freed. */
static char *make_list(void)
{
	struct arena arena;
	char *text = NULL;
	size_t len, i;
	FILE *out = open_memstream(&text, &len);

	assert_non_null(out);
	arena_init(&arena);
	fprintf(out, "| | keys | what they do |\n|---|---|---|\n");
	for (i = 0; i < nbindings; i++) {
		if (group_is_new(i))
			put_group(bindings[i].group, &arena, out);
	}
	fclose(out);
	arena_free(&arena);
	return text;
}

static void keys_are_the_table(void **state)
{
	char *readme = read_all(README);
	char *list = make_list();
	char *begin = strstr(readme, BEGIN);
	char *end = strstr(readme, END);
	bool same;

	(void)state;
	assert_non_null(begin);
	assert_non_null(end);
	begin += strlen(BEGIN);
	assert_true(begin <= end);
	same = strlen(list) == (size_t)(end - begin) &&
	       memcmp(list, begin, strlen(list)) == 0;
	if (!same && getenv("LUMBAR_BLESS") != NULL) {
		FILE *out = fopen(README, "w");

		assert_non_null(out);
		fprintf(
		    out, "%.*s%s%s", (int)(begin - readme), readme, list, end);
		fclose(out);
	} else if (!same) {
		print_message("The README's key list is not what binding.c "
			      "says; to renew it, run this test with "
			      "LUMBAR_BLESS=1. It should be:\n%s",
		    list);
		fail();
	}
	free(list);
	free(readme);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_are_the_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
