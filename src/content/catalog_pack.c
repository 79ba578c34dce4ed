#include "content/catalog_read.h"
#include "content/catalog_language.h"

#include <stdlib.h>
#include <string.h>

/* The newest pack that this reader knows how to read, for min_lumbar. */
static const unsigned reads[3] = { 0, 1, 0 };

bool catalog_is_id(const char *s)
{
	size_t len = strspn(s, CATALOG_ID_CHARS);

	return len > 0 && len <= 49 && s[len] == '\0';
}

const char *catalog_value(
    const struct ini_section *section, const char *key, unsigned *line)
{
	const char *value;

	value = ini_section_get(section, key, line);
	if (value != NULL)
		return value;
	*line = section->line;
	return "";
}

const char *catalog_need(const struct ini_file *ini,
    const struct ini_section *section, const char *key, const char *done,
    struct diag *diag)
{
	unsigned line;
	const char *value = catalog_value(section, key, &line);

	if (value[0] == '\0')
		diag_add(diag, DIAG_ERROR, ini->name, line,
		    "[%s] has no \"%s\": %s", section->name, key, done);
	return value;
}

static void check_version(const struct ini_file *ini, const char *text,
    unsigned line, struct diag *diag)
{
	const char *at = text;
	bool newer = false, decided = false;
	size_t i;

	for (i = 0; i < 3; i++) {
		char *end;
		unsigned long part = strtoul(at, &end, 10);

		if (end == at || *at < '0' || *at > '9' ||
		    *end != (i < 2 ? '.' : '\0')) {
			diag_add(diag, DIAG_ERROR, ini->name, line,
			    "\"min_lumbar\" is not a version like 0.1.0: "
			    "taken as 0.1.0");
			return;
		}
		if (!decided && part != reads[i]) {
			decided = true;
			newer = part > reads[i];
		}
		at = end + 1;
	}
	if (newer)
		diag_add(diag, DIAG_ERROR, ini->name, line,
		    "this pack is made for lumbar %s or newer: what this one "
		    "knows is shown",
		    text);
}

/* The language to use, or NULL when the pack has none that can be. */
static const char *pick_lang(const struct catalog *catalog,
    const struct ini_file *ini, unsigned line, const char *wanted,
    struct diag *diag)
{
	if (catalog->nlangs == 0) {
		diag_add(diag, DIAG_ERROR, ini->name, line,
		    "no language that can be used: the pack cannot be shown");
		return NULL;
	}
	if (wanted != NULL && catalog_language(catalog, wanted) != NULL)
		return catalog_language(catalog, wanted)->code;
	if (wanted != NULL)
		diag_add(diag, DIAG_ERROR, NULL, 0,
		    "the pack has no language \"%s\": \"%s\" is used", wanted,
		    catalog->langs[0].code);
	return catalog->langs[0].code;
}

/* Sections of it that nothing reads. */
static void check_sections(const struct catalog *catalog,
    const struct ini_file *ini, struct diag *diag)
{
	for (size_t i = 0; i < ini->nsections; i++) {
		const struct ini_section *section = &ini->sections[i];

		if (strcmp(section->name, "pack") == 0)
			continue;
		if (strcmp(section->kind, "language") != 0)
			diag_add(diag, DIAG_ERROR, ini->name, section->line,
			    "unknown section [%s]: left out", section->name);
		else if (catalog_language(catalog, section->id) == NULL)
			diag_add(diag, DIAG_ERROR, ini->name, section->line,
			    "[%s] is not one of \"languages\": left out",
			    section->name);
	}
}

/* The names of the pack; without them it still can be read. */
static void read_names(struct catalog *catalog, const struct ini_file *ini,
    const struct ini_section *pack, struct diag *diag)
{
	unsigned line;

	catalog->id = catalog_need(ini, pack, "id", "it goes without", diag);
	if (catalog->id[0] != '\0' && !catalog_is_id(catalog->id)) {
		catalog_value(pack, "id", &line);
		diag_add(diag, DIAG_ERROR, ini->name, line,
		    "\"id\" may hold a-z, 0-9 and \"-\" only: the pack goes "
		    "without");
		catalog->id = "";
	}
	catalog->title =
	    catalog_need(ini, pack, "title", "its id is shown", diag);
	if (catalog->title[0] == '\0')
		catalog->title = catalog->id;
	catalog->version =
	    catalog_need(ini, pack, "version", "it has none", diag);
}

enum status catalog_read_pack(struct catalog *catalog, const char *lang,
    struct catalog_choice *region, struct diag *diag)
{
	static const char *const known[] = { "id", "title", "version",
		"languages", "default_region", "min_lumbar", NULL };
	const struct ini_section *pack;
	struct ini_file ini;
	enum status status;
	unsigned line;
	const char *text;

	status = ini_file_read(
	    &catalog->root, "pack.ini", &catalog->arena, &ini, diag);
	if (status != STATUS_OK)
		return status;
	pack = ini_file_section(&ini, "pack");
	if (pack == NULL) {
		diag_add(diag, DIAG_ERROR, ini.name, 1,
		    "no [pack] section: the pack cannot be shown");
		return STATUS_BAD;
	}
	ini_section_check(&ini, pack, known, diag);
	read_names(catalog, &ini, pack, diag);
	catalog_need(&ini, pack, "default_region",
	    "the compiled-in words are used", diag);
	region->id = catalog_value(pack, "default_region", &region->line);
	text = catalog_value(pack, "min_lumbar", &line);
	if (text[0] != '\0')
		check_version(&ini, text, line, diag);
	text = catalog_value(pack, "languages", &line);
	catalog_read_languages(catalog, &ini, text, line, diag);
	check_sections(catalog, &ini, diag);
	catalog->lang = pick_lang(catalog, &ini, line, lang, diag);
	return catalog->lang == NULL ? STATUS_BAD : STATUS_OK;
}

static int compare_sources(const void *a, const void *b)
{
	const struct catalog_source *x = a, *y = b;

	return strcmp(x->key, y->key);
}

static void read_source(const struct ini_file *ini,
    const struct ini_section *section, struct catalog_source *out,
    struct diag *diag)
{
	static const char *const known[] = { "title", "body", "year", "url",
		"seen", NULL };
	const char *seen;
	unsigned line;

	ini_section_check(ini, section, known, diag);
	out->key = section->id;
	out->line = section->line;
	out->title =
	    catalog_need(ini, section, "title", "its key is shown", diag);
	if (out->title[0] == '\0')
		out->title = out->key;
	out->body = catalog_need(ini, section, "body", "shown without", diag);
	out->year = catalog_value(section, "year", &line);
	out->url = catalog_value(section, "url", &line);
	seen = catalog_value(section, "seen", &line);
	out->seen = strcmp(seen, "yes") == 0;
	out->part = strcmp(seen, "part") == 0;
	if (!out->seen && strcmp(seen, "memory") != 0 &&
	    strcmp(seen, "part") != 0)
		diag_add(diag, DIAG_ERROR, ini->name, line,
		    "[%s] \"seen\" is not yes, part or memory: taken as "
		    "memory",
		    section->name);
}

/* A pack may have no sources; articles that name one are for lint to find. */
void catalog_read_sources(const struct catalog *catalog, struct diag *diag)
{
	struct arena *arena = &catalog->sources->arena;
	struct catalog_source *sources;
	struct ini_file ini;
	size_t i, n = 0;

	if (ini_file_read_if_any(
		&catalog->root, "sources.ini", arena, &ini, diag) != STATUS_OK)
		return;
	sources = arena_zalloc(arena, ini.nsections, sizeof(*sources));
	for (i = 0; i < ini.nsections; i++) {
		const struct ini_section *section = &ini.sections[i];

		if (strcmp(section->kind, "source") != 0 ||
		    section->id[0] == '\0') {
			diag_add(diag, DIAG_ERROR, ini.name, section->line,
			    "unknown section [%s]: left out", section->name);
			continue;
		}
		read_source(&ini, section, &sources[n++], diag);
	}
	qsort(sources, n, sizeof(*sources), compare_sources);
	catalog->sources->items = sources;
	catalog->sources->n = n;
}
