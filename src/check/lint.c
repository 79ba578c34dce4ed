#include "check/lint.h"

#include <stdlib.h>
#include <string.h>

#include "check/lint_parts.h"
#include "find/spelling.h"
#include "content/catalog_language.h"

void lint_names_add(
    struct lint *lint, struct lint_names *list, const char *name)
{
	if (list->n == list->cap) {
		const size_t cap = list->cap == 0 ? 32 : 2 * list->cap;

		list->names = arena_grow(&lint->arena, list->names,
		    list->cap * sizeof(char *), cap * sizeof(char *));
		list->cap = cap;
	}
	list->names[list->n++] = name;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void lint_names_sort(struct lint_names *list)
{
	if (list->n > 0)
		qsort(list->names, list->n, sizeof(char *), compare_names);
}

bool lint_names_have(const struct lint_names *list, const char *name)
{
	return list->n > 0 && bsearch(&name, list->names, list->n,
				  sizeof(char *), compare_names) != NULL;
}

const char *lint_meant(
    struct lint *lint, struct slice word, const char *const *names, size_t n)
{
	size_t nearest;

	/* Nobody will read it, and looking takes time. */
	if (lint->diag->n >= DIAG_MAX)
		return "";
	nearest = spelling_nearest(word, names, n);
	if (nearest == n)
		return "";
	return arena_printf(
	    &lint->scratch, " (did you mean \"%s\"?)", names[nearest]);
}

static void check_article(struct lint *lint, size_t index)
{
	struct lint_page *page = &lint->pages[index];
	const struct catalog_article *entry = &lint->catalog.articles[index];
	struct article article;
	struct diag said;
	enum status status;

	arena_reset(&lint->scratch);
	page->file = arena_printf(
	    &lint->arena, "%s/%s", lint->catalog.lang, entry->file);
	diag_init(&said, &lint->scratch);
	status = article_open(&article, &lint->catalog, entry, &said);
	lint_opened(lint, page, &said);
	if (status == STATUS_OK) {
		page->opened = true;
		lint_article(lint, &article, page);
		lint_prose(lint, &article, page);
		if (strncmp(lint->catalog.lang, "en", 2) == 0)
			lint_words(lint, &article, page);
		lint_fit(lint, &article, page);
		lint_net(lint, &article, page);
		lint_source(lint, &article, page);
		lint_marks(lint, &article, page);
	} else {
		diag_add(lint->diag, DIAG_ERROR, lint->index, entry->line,
		    "\"%s\": \"%s\" cannot be read: a page with numbers to "
		    "call stands in its place",
		    entry->id, entry->file);
	}
	article_close(&article);
}

/* The name in "en/figures/NAME.txt", or NULL. */
static const char *figure_name(struct lint *lint, const char *path)
{
	const char *dir =
	    arena_printf(&lint->scratch, "%s/figures/", lint->catalog.lang);
	size_t dir_len = strlen(dir), len = strlen(path);

	if (strncmp(path, dir, dir_len) != 0 || len < dir_len + 5 ||
	    strcmp(path + len - 4, ".txt") != 0)
		return NULL;
	return arena_copy(&lint->arena, path + dir_len, len - dir_len - 4);
}

static void note_figure(const char *path, void *arg)
{
	struct lint *lint = arg;
	const char *name = figure_name(lint, path);

	if (name != NULL)
		lint_names_add(lint, &lint->figures, name);
}

static bool ends_in(const char *path, const char *end)
{
	size_t len = strlen(path), end_len = strlen(end);

	return len >= end_len && strcmp(path + len - end_len, end) == 0;
}

/* Files that nothing leads to. */
static void check_orphan(const char *path, void *arg)
{
	struct lint *lint = arg;
	const char *lang = lint->catalog.lang;
	const char *name;
	const char *rest = path + strlen(lang) + 1;
	struct figure figure;

	arena_reset(&lint->scratch);
	name = figure_name(lint, path);
	if (name != NULL) {
		if (lint_names_have(&lint->wanted, name))
			return;
		if (lint->nleft_articles == 0)
			diag_add(lint->diag, DIAG_WARNING, path, 0,
			    "no article and no quiz has this drawing: never "
			    "shown");
		/* Its faults would else be told by the article's opening. */
		figure_read(&lint->catalog.root, lang, name, &lint->scratch,
		    &figure, lint->diag);
	} else if (strncmp(rest, "articles/", 9) == 0 ||
		   strncmp(rest, "quiz/", 5) == 0) {
		if (!lint_names_have(&lint->files, path) &&
		    !lint_names_have(&lint->left_files, path))
			diag_add(lint->diag, DIAG_WARNING, path, 0,
			    "not in index.ini: never shown");
	} else if (strcmp(path, lint->catalog.triage) != 0 &&
		   strcmp(path, lint->signs) != 0 &&
		   strcmp(path, lint->glossary.file) != 0 &&
		   strcmp(rest, "index.ini") != 0 && !ends_in(rest, ".md")) {
		diag_add(lint->diag, DIAG_NOTE, path, 0,
		    "not a file that a pack has here: never read");
	}
}

/* Everything of one language; the catalog is open. */
static void check_language(struct lint *lint)
{
	const struct catalog *catalog = &lint->catalog;
	size_t i, n = catalog->narticles;

	lint->index = arena_printf(&lint->arena, "%s/index.ini", catalog->lang);
	lint->pages = arena_zalloc(&lint->arena, n, sizeof(*lint->pages));
	lint->ids = arena_zalloc(&lint->arena, n, sizeof(char *));
	file_list(&catalog->root, catalog->lang, note_figure, lint, NULL);
	lint_names_sort(&lint->figures);
	lint_signs_open(lint);
	lint_glossary_open(lint);
	lint_causes(lint);
	lint_triage(lint);
	lint_glossary(lint);
	for (i = 0; i < n; i++) {
		lint->ids[i] = catalog->articles[i].id;
		check_article(lint, i);
		lint_names_add(lint, &lint->files, lint->pages[i].file);
	}
	for (i = 0; i < n; i++)
		lint_links(lint, i);
	lint_quizzes(lint);
	lint_figures(lint);
	lint_index(lint);
	lint_names_sort(&lint->files);
	lint_names_sort(&lint->wanted);
	file_list(
	    &catalog->root, catalog->lang, check_orphan, lint, lint->diag);
}

static void report_on(
    const struct lint *lint, struct arena *arena, struct lint_report *report)
{
	const struct catalog *const catalog = &lint->catalog;
	const struct catalog_sources *const sources = catalog->sources;

	report->grades =
	    arena_zalloc(arena, catalog->narticles, sizeof(*report->grades));
	for (size_t i = 0; i < catalog->narticles; i++) {
		const char *const id = catalog->articles[i].id;

		if (!lint->pages[i].opened)
			continue;
		report->grades[report->ngrades++] =
		    (struct lint_grade){ .id =
					     arena_copy(arena, id, strlen(id)),
			    .grade = readability_grade(&lint->pages[i].total),
			    .words = lint->pages[i].total.words };
	}
	report->nsources = sources->n;
	for (size_t i = 0; i < sources->n; i++)
		if (sources->items[i].part)
			report->npart++;
		else if (!sources->items[i].seen)
			report->nmemory++;
}

/* What is wanted of the first language besides its faults. */
struct first {
	struct arena *arena;
	const char *codes[CATALOG_LANGUAGES]; /* of all that the pack has */
	size_t ncodes;
	const char **ids; /* of its articles, sorted */
	size_t nids;
	struct lint_report *report; /* or NULL */
};

static void keep_first(const struct lint *lint, struct first *first)
{
	const struct catalog *const catalog = &lint->catalog;
	struct arena *const arena = first->arena;

	for (size_t i = 0; i < catalog->nlangs; i++)
		first->codes[first->ncodes++] = arena_copy(arena,
		    catalog->langs[i].code, strlen(catalog->langs[i].code));
	first->ids = arena_zalloc(arena, catalog->narticles, sizeof(char *));
	for (size_t i = 0; i < catalog->narticles; i++) {
		const char *id = catalog->articles[catalog->by_id[i]].id;

		first->ids[first->nids++] = arena_copy(arena, id, strlen(id));
	}
	if (first->report != NULL)
		report_on(lint, arena, first->report);
}

/* Whoever reads in another language finds the same pages. */
static void check_same_ids(struct lint *lint, const struct first *first)
{
	const struct catalog *const catalog = &lint->catalog;

	for (size_t i = 0; i < first->nids; i++) {
		if (catalog_article(catalog, slice_of(first->ids[i])) == NULL &&
		    !lint_left_out(lint, "article", slice_of(first->ids[i])))
			diag_add(lint->diag, DIAG_WARNING, lint->index, 0,
			    "no \"%s\", which \"%s\" has: not there for who "
			    "reads this language",
			    first->ids[i], first->codes[0]);
	}
	for (size_t i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *article = &catalog->articles[i];

		if (bsearch(&article->id, first->ids, first->nids,
			sizeof(char *), compare_names) == NULL)
			diag_add(lint->diag, DIAG_WARNING, lint->index,
			    article->line,
			    "\"%s\" has no \"%s\": shown in this language only",
			    first->codes[0], article->id);
	}
}

/* lang: NULL = the first, which is kept; else another one, held against it. */
static enum status lint_language(const char *path, const char *lang,
    const char *today, struct first *first, struct diag *diag)
{
	struct lint lint = { .today = today, .diag = diag };
	enum status status;

	arena_init(&lint.arena);
	arena_init(&lint.scratch);
	status = catalog_open(&lint.catalog, path, lang, NULL, diag);
	if (status == STATUS_OK) {
		catalog_load_sources(&lint.catalog, diag);
		check_language(&lint);
		lint_unused(&lint, lang == NULL);
		if (lang == NULL)
			keep_first(&lint, first);
		else
			check_same_ids(&lint, first);
	}
	catalog_close(&lint.catalog);
	arena_free(&lint.scratch);
	arena_free(&lint.arena);
	return status;
}

static bool same(const struct diag_item *a, const struct diag_item *b)
{
	return a->line == b->line && a->severity == b->severity &&
	       strcmp(a->text, b->text) == 0 &&
	       strcmp(a->file == NULL ? "" : a->file,
		   b->file == NULL ? "" : b->file) == 0;
}

/*
 * Opening each language reads pack.ini and region.ini again, and a drawing is
 * read for each article that has it. After sorting, equals are near.
 */
static void drop_doubles(struct diag *diag)
{
	size_t i, n = 0;

	for (i = 0; i < diag->n; i++) {
		const struct diag_item item = diag->items[i];
		size_t k = n;

		while (
		    k > 0 && n - k < 100 && !same(&diag->items[k - 1], &item))
			k--;
		if (k > 0 && n - k < 100)
			diag->count[item.severity]--;
		else
			diag->items[n++] = item;
	}
	diag->n = n;
}

enum status lint_pack_report(const char *path, const char *today,
    struct arena *arena, struct lint_report *report, struct diag *diag)
{
	struct first first = { .arena = arena, .report = report };
	enum status status;

	if (report != NULL)
		*report = (struct lint_report){ .grades = NULL };
	status = lint_language(path, NULL, today, &first, diag);
	for (size_t i = 1; i < first.ncodes; i++)
		lint_language(path, first.codes[i], today, &first, diag);
	diag_sort(diag);
	drop_doubles(diag);
	return status;
}

enum status lint_pack(const char *path, const char *today, struct diag *diag)
{
	struct arena keep;
	enum status status;

	arena_init(&keep);
	status = lint_pack_report(path, today, &keep, NULL, diag);
	arena_free(&keep);
	return status;
}
