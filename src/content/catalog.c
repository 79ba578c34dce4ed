#include "content/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "content/catalog_read.h"

static const struct region *find_region(
    const struct catalog *catalog, const char *id)
{
	size_t i;

	for (i = 0; i < catalog->nregions; i++) {
		if (strcmp(catalog->regions[i].id, id) == 0)
			return &catalog->regions[i];
	}
	return NULL;
}

static void pick_region(struct catalog *catalog, const char *wanted,
    const struct catalog_choice *by_default, struct diag *diag)
{
	const struct region *region = NULL;

	region_read(&catalog->root, &catalog->arena, &catalog->regions,
	    &catalog->nregions, diag);
	/* Its own fault has been told; another one would hide it. */
	if (catalog->regions == &region_builtin)
		return;
	if (wanted != NULL) {
		region = find_region(catalog, wanted);
		if (region == NULL)
			diag_add(diag, DIAG_ERROR, NULL, 0,
			    "the pack has no region \"%s\": the default is "
			    "used",
			    wanted);
	}
	if (region == NULL && by_default->id[0] != '\0') {
		region = find_region(catalog, by_default->id);
		if (region == NULL)
			diag_add(diag, DIAG_ERROR, "pack.ini", by_default->line,
			    "region.ini has no default_region \"%s\": the "
			    "compiled-in words are used",
			    by_default->id);
	}
	if (region != NULL)
		catalog->region = region;
}

/* Nothing in it, the compiled-in region, and safe to close. */
static void clear(struct catalog *catalog)
{
	static const char none[] = "";

	memset(catalog, 0, sizeof(*catalog));
	arena_init(&catalog->arena);
	catalog->root.fd = -1;
	catalog->id = catalog->title = catalog->version = none;
	catalog->lang = none;
	catalog->triage = none;
	catalog->regions = catalog->region = &region_builtin;
	catalog->nregions = 1;
}

/* The root is open, or opening it gave status. */
static enum status read_all(struct catalog *catalog, enum status status,
    const char *lang, const char *region, struct diag *diag)
{
	struct catalog_choice default_region = { "", 0 };

	catalog->sources =
	    arena_zalloc(&catalog->arena, 1, sizeof(*catalog->sources));
	arena_init(&catalog->sources->arena);
	if (status == STATUS_OK)
		status =
		    catalog_read_pack(catalog, lang, &default_region, diag);
	if (status == STATUS_OK) {
		pick_region(catalog, region, &default_region, diag);
		status = catalog_read_index(catalog, diag);
	}
	if (status != STATUS_OK)
		catalog_close(catalog);
	return status;
}

enum status catalog_open(struct catalog *catalog, const char *path,
    const char *lang, const char *region, struct diag *diag)
{
	clear(catalog);
	return read_all(catalog, file_root_open(&catalog->root, path, diag),
	    lang, region, diag);
}

enum status catalog_open_language(struct catalog *catalog,
    const struct catalog *of, const char *lang, struct diag *diag)
{
	const char *region =
	    of->region == &region_builtin ? NULL : of->region->id;

	clear(catalog);
	return read_all(catalog,
	    file_root_again(&catalog->root, &of->root, diag), lang, region,
	    diag);
}

void catalog_close(struct catalog *catalog)
{
	file_root_close(&catalog->root);
	if (catalog->sources != NULL)
		arena_free(&catalog->sources->arena);
	arena_free(&catalog->arena);
	clear(catalog);
}

const struct catalog_quiz *catalog_quiz(
    const struct catalog *catalog, struct slice id)
{
	for (size_t i = 0; i < catalog->nquizzes; i++) {
		if (slice_is(id, catalog->quizzes[i].id))
			return &catalog->quizzes[i];
	}
	return NULL;
}

void catalog_load_sources(const struct catalog *catalog, struct diag *diag)
{
	if (catalog->sources == NULL || catalog->sources->read)
		return;
	catalog->sources->read = true;
	catalog_read_sources(catalog, catalog->sources->told ? NULL : diag);
	catalog->sources->told |= diag != NULL;
}

void catalog_drop_sources(const struct catalog *catalog)
{
	struct catalog_sources *const sources = catalog->sources;

	if (sources == NULL)
		return;
	arena_free(&sources->arena);
	sources->items = NULL;
	sources->n = 0;
	sources->read = false;
}

/* strcmp of a slice with a string, in the order of strcmp of two strings. */
static int compare_slice(struct slice a, const char *b)
{
	size_t len = strlen(b);
	const size_t both = a.len < len ? a.len : len;
	int order = both == 0 ? 0 : memcmp(a.ptr, b, both);

	if (order != 0)
		return order;
	return a.len < len ? -1 : a.len > len;
}

const struct catalog_article *catalog_article(
    const struct catalog *catalog, struct slice id)
{
	size_t low = 0, high = catalog->narticles;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct catalog_article *article =
		    &catalog->articles[catalog->by_id[mid]];
		int order = compare_slice(id, article->id);

		if (order == 0)
			return article;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

const struct catalog_topic *catalog_topic(
    const struct catalog *catalog, struct slice id)
{
	size_t i;

	for (i = 0; i < catalog->ntopics; i++) {
		if (slice_is(id, catalog->topics[i].id))
			return &catalog->topics[i];
	}
	return NULL;
}

const struct catalog_source *catalog_source(
    const struct catalog *catalog, struct slice key)
{
	const struct catalog_sources *sources = catalog->sources;
	size_t low = 0, high;

	catalog_load_sources(catalog, NULL);
	high = sources == NULL ? 0 : sources->n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct catalog_source *source = &sources->items[mid];
		int order = compare_slice(key, source->key);

		if (order == 0)
			return source;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

struct by_title {
	const char *folded;
	const char *id;
	size_t index;
};

static int compare_titles(const void *a, const void *b)
{
	const struct by_title *x = a, *y = b;
	int order = strcmp(x->folded, y->folded);

	return order != 0 ? order : strcmp(x->id, y->id);
}

const char *catalog_fold(const char *title, struct arena *arena)
{
	struct slice in = slice_of(title);
	char *out = arena_alloc(arena, 4 * in.len + 1);
	size_t len = 0, at = 0;

	while (at < in.len) {
		uint32_t cp;

		at += utf8_next(in.ptr + at, in.len - at, &cp);
		cp = text_fold(cp);
		if (len == 0 && cp < 0x80 &&
		    (cp >= 0x7F || strchr(CATALOG_ID_CHARS, (int)cp) == NULL))
			continue;
		len += utf8_put(out + len, cp);
	}
	out[len] = '\0';
	return out;
}

const size_t *catalog_a_to_z(const struct catalog *catalog, struct arena *arena)
{
	size_t i, n = catalog->narticles;
	struct by_title *titles = arena_alloc(arena, n * sizeof(*titles));
	size_t *order = arena_alloc(arena, n * sizeof(*order));

	for (i = 0; i < n; i++) {
		titles[i].folded =
		    catalog_fold(catalog->articles[i].title, arena);
		titles[i].id = catalog->articles[i].id;
		titles[i].index = i;
	}
	qsort(titles, n, sizeof(*titles), compare_titles);
	for (i = 0; i < n; i++)
		order[i] = titles[i].index;
	return order;
}
