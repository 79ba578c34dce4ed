#include "content/catalog_language.h"

#include <string.h>

#include "content/catalog_read.h"

/* "en", "pt-br": also a folder's name, so nothing that could lead away. */
static bool is_lang(struct slice s)
{
	if (s.len < 2 || s.len > 15)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '\0' ||
		    strchr(CATALOG_ID_CHARS, s.ptr[i]) == NULL)
			return false;
	}
	return s.ptr[0] >= 'a' && s.ptr[0] <= 'z';
}

static bool has_lang(const struct catalog *catalog, struct slice code)
{
	for (size_t i = 0; i < catalog->nlangs; i++) {
		if (slice_is(code, catalog->langs[i].code))
			return true;
	}
	return false;
}

const struct catalog_language *catalog_language(
    const struct catalog *catalog, const char *code)
{
	for (size_t i = 0; i < catalog->nlangs; i++) {
		if (strcmp(catalog->langs[i].code, code) == 0)
			return &catalog->langs[i];
	}
	return NULL;
}

/* How a language calls itself, and how it invites; [language:es]. */
static void read_names(const struct ini_file *ini,
    struct catalog_language *lang, struct diag *diag)
{
	static const char *const known[] = { "name", "start", NULL };
	char name[32] = "language:";
	const struct ini_section *section;
	unsigned line;

	strncat(name, lang->code, sizeof(name) - strlen(name) - 1);
	section = ini_file_section(ini, name);
	lang->name = lang->start = "";
	if (section == NULL)
		return;
	ini_section_check(ini, section, known, diag);
	lang->line = section->line;
	lang->name = catalog_value(section, "name", &line);
	lang->start = catalog_value(section, "start", &line);
}

/* One of the list "languages", as the folder it is in. */
static void add(struct catalog *catalog, struct catalog_language *langs,
    struct slice code, const struct ini_file *ini, unsigned line,
    struct diag *diag)
{
	if (!is_lang(code))
		diag_add(diag, DIAG_ERROR, ini->name, line,
		    "\"%.*s\" cannot be a language, which is also a folder's "
		    "name: left out",
		    code.len > 49 ? 49 : (int)code.len, code.ptr);
	else if (has_lang(catalog, code))
		diag_add(diag, DIAG_WARNING, ini->name, line,
		    "\"%.*s\" is there twice: once is enough", (int)code.len,
		    code.ptr);
	else if (catalog->nlangs == CATALOG_LANGUAGES)
		diag_add(diag, DIAG_ERROR, ini->name, line,
		    "over %d languages: \"%.*s\" is left out",
		    CATALOG_LANGUAGES, (int)code.len, code.ptr);
	else
		langs[catalog->nlangs++].code =
		    arena_copy(&catalog->arena, code.ptr, code.len);
}

void catalog_read_languages(struct catalog *catalog, const struct ini_file *ini,
    const char *list, unsigned line, struct diag *diag)
{
	struct catalog_language *langs =
	    arena_zalloc(&catalog->arena, CATALOG_LANGUAGES, sizeof(*langs));
	struct slice rest = slice_of(list), code;

	catalog->langs = langs;
	catalog->nlangs = 0;
	while (slice_next_item(&rest, &code))
		add(catalog, langs, code, ini, line, diag);
	for (size_t i = 0; i < catalog->nlangs; i++)
		read_names(ini, &langs[i], diag);
}

const char *catalog_language_name(const struct catalog_language *lang)
{
	return lang->name[0] != '\0' ? lang->name : lang->code;
}
