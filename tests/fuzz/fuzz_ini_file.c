/*
 * fuzz_ini_file.c - any bytes as an INI file: all that is handed out keeps
 * the promises of ini_file.h, and what is refused is refused with words that
 * are safe to print.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ini_file.h"
#include "base/vet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* Not assert: it must hold in every kind of build. */
static void require(int holds)
{
	if (!holds)
		abort();
}

static void check_name(const char *name, const char *others)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";

	require(*name != '\0' && strlen(name) <= 49);
	for (; *name != '\0'; name++)
		require(strchr(letters, *name) != NULL ||
			strchr(others, *name) != NULL);
}

static void check_section(
    const struct ini_file *ini, const struct ini_section *section)
{
	unsigned last = section->line;

	check_name(section->name, ":" CAPITALS); /* of the id */
	check_name(section->kind, "");
	require(section->line > 0);
	require(ini_file_section(ini, section->name) == section);
	for (size_t i = 0; i < section->npairs; i++) {
		const struct ini_pair *const pair = &section->pairs[i];
		const struct slice value = slice_of(pair->value);
		unsigned line = 0;

		check_name(pair->key, "");
		require(pair->line > last);
		last = pair->line;
		require(vet_fault(value) == NULL);
		require(slice_trim(value).len == value.len);
		require(
		    ini_section_get(section, pair->key, &line) == pair->value);
		require(line == pair->line);
	}
}

static void check_diag(const struct diag *diag)
{
	char *text = NULL;
	size_t len = 0, lines = 0;
	FILE *const out = open_memstream(&text, &len);

	require(out != NULL);
	diag_print(diag, out);
	fclose(out);
	for (size_t i = 0; i < len; i++) {
		lines += text[i] == '\n';
		require(text[i] == '\n' || (text[i] & 0xE0) != 0);
	}
	require(utf8_valid(text, len, NULL));
	require(lines == diag->n + (diag->count[DIAG_ERROR] > diag->n));
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct slice text = { (const char *)data, len };
	struct arena arena;
	struct diag diag;
	struct ini_file ini;
	enum status status;

	(void)text_locale();
	arena_init(&arena);
	diag_init(&diag, &arena);
	status = ini_file_parse(text, "a\nb.ini", &arena, &ini, &diag);
	require((status == STATUS_OK) == (diag.n == 0));
	require(status == STATUS_OK || ini.nsections == 0);
	for (size_t i = 0; i < ini.nsections; i++)
		check_section(&ini, &ini.sections[i]);
	/* Our pass and libinih must never differ on what we let through. */
	for (size_t i = 0; i < diag.n; i++)
		require(strstr(diag.items[i].text, "INI library") == NULL);
	check_diag(&diag);
	arena_free(&arena);
	return 0;
}
