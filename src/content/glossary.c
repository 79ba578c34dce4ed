#include "content/glossary.h"

#include <stdlib.h>
#include <string.h>

#include "content/catalog_read.h"

/* A term while they are put in order. */
struct by_word {
	const char *folded;
	struct term term;
};

struct reading {
	const struct catalog *catalog;
	struct arena *arena;
	struct ini_file ini;
	struct diag *diag;
};

static const char *expand(const struct reading *r, const char *text)
{
	const struct slice shown = region_expand(
	    r->catalog->region, slice_of(text), r->ini.name, r->arena, r->diag);

	return arena_copy(r->arena, shown.ptr, shown.len);
}

/* False when it cannot be used. */
static bool read_term(const struct reading *r,
    const struct ini_section *section, struct term *out)
{
	static const char *const known[] = { "word", "text", "see", "also",
		NULL };
	static const char done[] = "the word is left out";
	unsigned line;

	if (strcmp(section->kind, "term") != 0 || section->id[0] == '\0') {
		diag_add(r->diag, DIAG_ERROR, r->ini.name, section->line,
		    "unknown section [%s]: left out", section->name);
		return false;
	}
	ini_section_check(&r->ini, section, known, r->diag);
	*out = (struct term){ .id = section->id,
		.word = catalog_need(&r->ini, section, "word", done, r->diag),
		.text = catalog_need(&r->ini, section, "text", done, r->diag),
		.see = catalog_value(section, "see", &line),
		.also = catalog_value(section, "also", &line),
		.line = section->line };
	if (!catalog_is_id(out->id)) {
		diag_add(r->diag, DIAG_ERROR, r->ini.name, section->line,
		    "the id in [%s] may hold a-z, 0-9 and \"-\" only: left out",
		    section->name);
		return false;
	}
	if (out->word[0] == '\0' || out->text[0] == '\0')
		return false;
	out->word = expand(r, out->word);
	out->text = expand(r, out->text);
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct by_word *const x = a, *const y = b;
	const int order = strcmp(x->folded, y->folded);

	return order != 0 ? order : strcmp(x->term.id, y->term.id);
}

enum status glossary_read(const struct catalog *catalog, struct arena *arena,
    struct glossary *out, struct diag *diag)
{
	struct reading r = { .catalog = catalog, .arena = arena, .diag = diag };
	struct by_word *words;
	struct term *terms;
	enum status status;

	*out = (struct glossary){ .file = arena_printf(arena, "%s/glossary.ini",
				      catalog->lang) };
	status = ini_file_read_if_any(
	    &catalog->root, out->file, arena, &r.ini, diag);
	if (status != STATUS_OK)
		return status;
	words = arena_zalloc(arena, r.ini.nsections, sizeof(*words));
	for (size_t i = 0; i < r.ini.nsections; i++) {
		if (!read_term(&r, &r.ini.sections[i], &words[out->n].term))
			continue;
		words[out->n].folded =
		    catalog_fold(words[out->n].term.word, arena);
		out->n++;
	}
	qsort(words, out->n, sizeof(*words), compare);
	terms = arena_alloc(arena, out->n * sizeof(*terms));
	for (size_t i = 0; i < out->n; i++)
		terms[i] = words[i].term;
	out->terms = terms;
	return STATUS_OK;
}

const struct term *glossary_term(
    const struct glossary *glossary, struct slice id)
{
	for (size_t i = 0; i < glossary->n; i++) {
		if (slice_is(id, glossary->terms[i].id))
			return &glossary->terms[i];
	}
	return NULL;
}

static char letter_of(const struct term *term, struct arena *arena)
{
	const char first = catalog_fold(term->word, arena)[0];

	return first >= 'a' && first <= 'z' ? (char)(first - 'a' + 'A') : '#';
}

static uint32_t open_letter(struct doc *doc, char letter, struct arena *arena)
{
	const uint32_t heading = doc_open(doc, DOC_HEADING, 0);
	uint32_t list;

	doc->nodes[heading].level = 2;
	doc_text(doc, heading, slice_of(arena_printf(arena, "%c", letter)),
	    ROLE_NORMAL, 0);
	doc_close(doc, heading);
	list = doc_open(doc, DOC_LIST, 0);
	doc->nodes[list].flags |= DOC_TIGHT;
	return list;
}

/* "word: text", and the page that says more. */
static void add_term(struct doc *doc, uint32_t list, const struct term *term,
    const struct catalog_article *see)
{
	const uint32_t item = doc_open(doc, DOC_ITEM, list);
	const uint32_t para = doc_open(doc, DOC_PARA, item);
	uint32_t link;

	doc_text(doc, para, slice_of(term->word), ROLE_STRONG, 0);
	doc_text(doc, para, SLICE(": "), ROLE_NORMAL, 0);
	doc_text(doc, para, slice_of(term->text), ROLE_NORMAL, 0);
	if (see != NULL) {
		doc_text(doc, para, SLICE(" More: "), ROLE_NORMAL, 0);
		link = doc_link(doc, para, slice_of(see->id));
		doc_text(doc, para, slice_of(see->title), ROLE_LINK, link);
	}
	doc_close(doc, para);
	doc_close(doc, item);
}

bool glossary_compose(const struct glossary *glossary,
    const struct catalog *catalog, struct slice list, struct arena *arena,
    struct doc *doc)
{
	uint32_t open = DOC_NONE;
	char letter = '\0';

	if (!slice_is(list, "all") || glossary->n == 0)
		return false;
	for (size_t i = 0; i < glossary->n; i++) {
		const struct term *const term = &glossary->terms[i];
		const char first = letter_of(term, arena);

		if (first != letter) {
			if (open != DOC_NONE)
				doc_close(doc, open);
			open = open_letter(doc, first, arena);
			letter = first;
		}
		add_term(doc, open, term,
		    catalog_article(catalog, slice_of(term->see)));
	}
	doc_close(doc, open);
	return true;
}
