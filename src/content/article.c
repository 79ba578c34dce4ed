#include "content/article.h"

#include <string.h>

#include "content/document_edit.h"
#include "content/glossary.h"
#include "content/markdown.h"
#include "content/signs.h"

enum {
	WORDS_A_MINUTE = 200,
	/* Different ones: more than any article has, few enough to open. */
	MOST_FIGURES = 64
};

/* The figures of an article while they are read. */
struct figures {
	struct slice names[MOST_FIGURES];
	const struct figure *figures[MOST_FIGURES]; /* NULL: cannot be read */
	size_t n;
};

static const struct figure *read_figure(struct article *article,
    const struct catalog *catalog, struct slice name, struct diag *diag)
{
	struct figure *const figure =
	    arena_alloc(&article->arena, sizeof(*figure));
	const char *const word =
	    arena_copy(&article->arena, name.ptr, name.len);

	if (figure_read(&catalog->root, catalog->lang, word, &article->arena,
		figure, diag) != STATUS_OK)
		return NULL;
	return figure;
}

/* Where the figure of that name is; read when it is met for the first time. */
static uint32_t find_figure(struct article *article,
    const struct catalog *catalog, struct figures *known, struct slice name,
    struct diag *diag)
{
	size_t i;

	for (i = 0; i < known->n; i++) {
		if (slice_eq(known->names[i], name))
			break;
	}
	if (i == MOST_FIGURES)
		return DOC_NONE;
	if (i == known->n) {
		known->names[i] = name;
		known->figures[i] = read_figure(article, catalog, name, diag);
		known->n++;
	}
	return known->figures[i] != NULL ? (uint32_t)i : DOC_NONE;
}

/*
 * A figure without words of its own shows its name in their place. Once it is
 * read it has better ones.
 */
static void drop_name(struct doc *doc, const struct doc_figure *wanted)
{
	struct doc_node *const node = &doc->nodes[wanted->node];
	const struct doc_run *const run = &doc->runs[node->run];

	if (node->nruns == 1 &&
	    run->ptr + run->len == wanted->name.ptr + wanted->name.len)
		node->nruns = 0;
}

/* Files of lists, read for the first one that is named. */
struct lists {
	const struct catalog *catalog;
	struct signs signs;
	struct glossary glossary;
	bool has_signs, has_glossary;
};

static bool compose_signs_list(struct lists *lists, struct slice list,
    struct arena *arena, struct doc *part, struct diag *diag)
{
	if (!lists->has_signs)
		(void)signs_read(lists->catalog, arena, &lists->signs, diag);
	lists->has_signs = true;
	return signs_compose(&lists->signs, list, part, 0);
}

static bool compose_terms_list(struct lists *lists, struct slice list,
    struct arena *arena, struct doc *part, struct diag *diag)
{
	if (!lists->has_glossary)
		(void)glossary_read(
		    lists->catalog, arena, &lists->glossary, diag);
	lists->has_glossary = true;
	return glossary_compose(
	    &lists->glossary, lists->catalog, list, arena, part);
}

/* What stands behind the scheme; false when it has another one. */
static bool behind(struct slice name, const char *scheme, struct slice *rest)
{
	const size_t len = strlen(scheme);

	if (!slice_starts(name, scheme))
		return false;
	*rest = (struct slice){ name.ptr + len, name.len - len };
	return true;
}

/* Fills part; false when there is no such list. */
static bool compose_list_named(struct lists *lists, struct slice name,
    struct arena *arena, struct doc *part, struct diag *diag)
{
	struct slice list;

	if (behind(name, SIGNS_SCHEME, &list))
		return compose_signs_list(lists, list, arena, part, diag);
	if (behind(name, GLOSSARY_SCHEME, &list))
		return compose_terms_list(lists, list, arena, part, diag);
	return false;
}

static void read_figures(struct article *article, const struct catalog *catalog,
    const char *file, struct diag *diag)
{
	struct doc *const doc = &article->doc;
	const struct figure **figures;
	struct figures known;

	known.n = 0;
	for (size_t i = 0; i < doc->nwanted; i++) {
		const struct doc_figure *const wanted = &doc->wanted[i];
		struct doc_node *const node = &doc->nodes[wanted->node];

		node->value =
		    find_figure(article, catalog, &known, wanted->name, diag);
		if (node->value == DOC_NONE)
			diag_add(diag, DIAG_ERROR, file, node->line,
			    "figure \"%.*s\" cannot be used, "
			    "its words are shown instead",
			    (int)wanted->name.len, wanted->name.ptr);
		else
			drop_name(doc, wanted);
	}
	figures = arena_alloc(&article->arena, known.n * sizeof(*figures));
	for (size_t i = 0; i < known.n; i++)
		figures[i] = known.figures[i];
	doc->figures = figures;
	doc->nfigures = known.n;
}

/* Lists of the pack in place of the lines that name them, once. */
static void put_lists(struct article *article, const struct catalog *catalog,
    const char *file, struct diag *diag)
{
	struct doc *const doc = &article->doc;
	struct lists lists = { .catalog = catalog };
	struct doc part;

	doc_init(&part);
	for (size_t i = 0; i < doc->ninserts; i++) {
		const struct doc_insert insert = doc->inserts[i];

		doc_reset(&part);
		if (compose_list_named(
			&lists, insert.name, &article->arena, &part, diag))
			doc_splice(doc, insert.node, &part);
		else
			diag_add(diag, DIAG_ERROR, file,
			    doc->nodes[insert.node].line,
			    "the list \"%.*s\" cannot be used, its words "
			    "are shown instead",
			    (int)insert.name.len, insert.name.ptr);
	}
	doc_free(&part);
}

enum status article_open(struct article *article, const struct catalog *catalog,
    const struct catalog_article *entry, struct diag *diag)
{
	struct slice text;
	enum status status;
	const char *file;
	size_t words;

	*article = (struct article){ .entry = entry, .minutes = 1 };
	arena_init(&article->arena);
	doc_init(&article->doc);
	file =
	    arena_printf(&article->arena, "%s/%s", catalog->lang, entry->file);
	status = file_read(
	    &catalog->root, file, ARTICLE_CAP, &article->arena, &text, diag);
	if (status != STATUS_OK)
		return status;
	text =
	    region_expand(catalog->region, text, file, &article->arena, diag);
	markdown_parse(text, file, 1, &article->doc, diag);
	put_lists(article, catalog, file, diag);
	read_figures(article, catalog, file, diag);
	words = doc_words(&article->doc);
	article->minutes =
	    (unsigned)((words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE);
	if (article->minutes == 0)
		article->minutes = 1;
	return STATUS_OK;
}

void article_close(struct article *article)
{
	doc_free(&article->doc);
	arena_free(&article->arena);
}
