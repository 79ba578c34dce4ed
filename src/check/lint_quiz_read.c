/*
 * lint_quiz_read.c - where "read why" of a question leads: the page, its part,
 * and the words of a paragraph there.
 */
#include <string.h>

#include "check/lint_parts.h"
#include "quiz/quiz.h"

/* A question that leads somewhere. */
struct lead {
	struct lint *lint;
	const char *file; /* of the quiz */
	const struct quiz_question *question;
	struct slice part; /* that it names, or empty */
};

/* Whether the page has the words but for small letters and capitals. */
static bool has_in_other_letters(
    const struct doc *doc, const char *words, struct arena *arena)
{
	for (uint32_t i = 0; i < doc->nnodes; i++) {
		const struct slice text = doc_node_text(doc, i, arena);

		if (strcasestr(arena_copy(arena, text.ptr, text.len), words) !=
		    NULL)
			return true;
	}
	return false;
}

/* Where the words are instead: the part of a page, or "". */
static const char *elsewhere(
    const struct lead *lead, const struct article *article, const char *words)
{
	const struct doc *doc = &article->doc;
	struct arena *arena = &lead->lint->scratch;
	uint32_t node = doc_find_words(doc, 0, slice_of(words), arena);
	struct slice part;

	if (node == DOC_NONE)
		return has_in_other_letters(doc, words, arena)
		           ? ", but with other capitals"
		           : "";
	while (node > 0 && doc->nodes[node].kind != DOC_HEADING)
		node--;
	if (node == 0)
		return ", but before its first part";
	part = doc_heading_id(doc, node, arena);
	return arena_printf(
	    arena, ", but in its part \"%.*s\"", (int)part.len, part.ptr);
}

/* The part that the reader is led to; the whole page when it is not there. */
static uint32_t check_part(
    const struct lead *lead, const struct article *article)
{
	struct lint *lint = lead->lint;
	const struct quiz_question *question = lead->question;
	const struct lint_page *page =
	    &lint->pages[article->entry - lint->catalog.articles];
	uint32_t node;

	if (lead->part.len == 0)
		return 0;
	node = doc_find_heading(&article->doc, lead->part);
	if (node != DOC_NONE)
		return node;
	diag_add(lint->diag, DIAG_ERROR, lead->file, question->read_line,
	    "\"%s\": the page has no such part%s: opened at its beginning",
	    question->read,
	    lint_meant(lint, lead->part, page->parts, page->nparts));
	return 0;
}

/* The words that the reader is led to have to be there. */
static void check_words(const struct lead *lead, const struct article *article)
{
	struct lint *lint = lead->lint;
	const struct quiz_question *question = lead->question;
	const uint32_t node = check_part(lead, article);

	if (question->at[0] == '\0')
		diag_add(lint->diag, DIAG_WARNING, lead->file,
		    question->read_line,
		    "[question:%s] has no \"at\", words of the paragraph: the "
		    "part is opened, nothing is marked",
		    question->id);
	else if (doc_find_words(&article->doc, node, slice_of(question->at),
		     &lint->scratch) == DOC_NONE)
		diag_add(lint->diag, DIAG_ERROR, lead->file, question->at_line,
		    "\"%s\" does not stand in a paragraph of \"%s\"%s: the "
		    "part is opened, nothing is marked",
		    question->at, question->read,
		    elsewhere(lead, article, question->at));
}

void lint_quiz_read(
    struct lint *lint, const char *file, const struct quiz_question *question)
{
	const struct catalog *catalog = &lint->catalog;
	const size_t len = strcspn(question->read, "#");
	const struct slice id = { question->read, len };
	const struct catalog_article *entry = catalog_article(catalog, id);
	struct lead lead = { lint, file, question, { "", 0 } };
	struct article article;

	if (question->read[len] == '#')
		lead.part = slice_of(question->read + len + 1);
	if (entry == NULL && lint_left_out(lint, "article", id))
		return;
	if (entry == NULL) {
		diag_add(lint->diag, DIAG_ERROR, file, question->read_line,
		    "there is no page \"%.*s\"%s: not offered", (int)id.len,
		    id.ptr,
		    lint_meant(lint, id, lint->ids, catalog->narticles));
		return;
	}
	/* its own faults are told where it is looked at */
	if (article_open(&article, catalog, entry, NULL) == STATUS_OK)
		check_words(&lead, &article);
	article_close(&article);
}
