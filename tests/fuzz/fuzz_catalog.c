/*
 * A whole pack from one input: files one after another, each begun by a line
 * "@@ NAME". Opened as a catalog, every article and drawing read, the A to Z
 * made, and linted; then the same again, which must give the same catalog.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check/lint.h"
#include "content/article.h"
#include "temp_pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* The only files that an input may write; anything else is left out. */
static const char *const names[] = { "pack.ini", "region.ini", "sources.ini",
	"en/index.ini", "en/articles/good.md", "en/articles/b.md",
	"en/figures/f.txt", "es/index.ini", "en/glossary.ini", "en/signs.ini" };

#define NNAMES (sizeof(names) / sizeof(names[0]))

static const char *name_at(const char *line, size_t len)
{
	size_t i;

	for (i = 0; i < NNAMES; i++) {
		if (strlen(names[i]) == len && memcmp(names[i], line, len) == 0)
			return names[i];
	}
	return NULL;
}

/* One folder for all inputs: making it anew takes longer than the rest. */
static struct temp_pack pack;

static void write_files(const char *text, size_t len)
{
	const char *end = text + len;

	while (text < end) {
		const char *line = memmem(text, (size_t)(end - text), "@@ ", 3);
		const char *body, *next, *name;

		if (line == NULL)
			return;
		line += 3;
		body = memchr(line, '\n', (size_t)(end - line));
		if (body == NULL)
			return;
		name = name_at(line, (size_t)(body - line));
		body++;
		next = memmem(body, (size_t)(end - body), "\n@@ ", 4);
		if (next == NULL)
			next = end;
		else
			next++;
		if (name != NULL)
			temp_pack_write(
			    &pack, name, body, (size_t)(next - body));
		text = next;
	}
}

static void remove_pack(void)
{
	temp_pack_remove(&pack);
}

static const struct temp_pack *fresh_pack(void)
{
	size_t i;

	if (pack.path[0] == '\0') {
		text_locale();
		temp_pack_make_empty(&pack);
		atexit(remove_pack);
	}
	for (i = 0; i < NNAMES; i++) {
		char path[1024];

		temp_pack_name(&pack, names[i], path);
		unlink(path);
	}
	temp_pack_put(&pack, "pack.ini", TEMP_PACK_INI);
	temp_pack_put(&pack, "region.ini", TEMP_PACK_REGION);
	temp_pack_put(&pack, "en/index.ini", TEMP_PACK_INDEX);
	temp_pack_put(&pack, "en/articles/good.md", TEMP_PACK_GOOD_MD);
	return &pack;
}

static void use(const struct catalog *catalog, struct diag *diag)
{
	struct article article;
	struct arena arena;
	const size_t *order;
	size_t i;

	arena_init(&arena);
	order = catalog_a_to_z(catalog, &arena);
	for (i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *entry =
		    &catalog->articles[order[i]];

		if (catalog_article(catalog, slice_of(entry->id)) != entry)
			abort();
		if (entry->topic >= catalog->ntopics)
			abort();
		article_open(&article, catalog, entry, diag);
		article_close(&article);
	}
	arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *path = fresh_pack()->path;
	struct arena arena;
	struct catalog first, second;
	struct diag diag;
	enum status status;

	if (len > 1u << 16)
		return 0;
	write_files((const char *)data, len);
	arena_init(&arena);
	diag_init(&diag, &arena);
	status = catalog_open(&first, path, NULL, NULL, &diag);
	if (status == STATUS_OK) {
		if (first.narticles == 0 || first.region == NULL)
			abort();
		catalog_load_sources(&first, &diag);
		use(&first, &diag);
	} else if (diag.count[DIAG_ERROR] == 0) {
		abort(); /* refused without a word */
	}
	if (catalog_open(&second, path, NULL, NULL, NULL) != status ||
	    first.narticles != second.narticles ||
	    first.nregions != second.nregions)
		abort();
	lint_pack(path, "2026-12-01", &diag);
	catalog_close(&second);
	catalog_close(&first);
	arena_free(&arena);
	return 0;
}
