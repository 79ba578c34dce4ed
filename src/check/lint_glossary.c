/*
 * lint_glossary.c - the words that articles explain.
 */
#include <string.h>

#include "check/lint_parts.h"
#include "check/readability.h"

/* Two lines, and what fits a small screen without scrolling. */
#define WORDS_LIMIT    25
#define GRADE_LIMIT    8.0
#define GRADE_WORDS    8
#define SENTENCE_WORDS 20

bool lint_is_term(const struct doc *doc, uint32_t node)
{
	/* what stands in place of the line that named the list has its line */
	for (size_t i = 0; i < doc->ninserts; i++) {
		const struct doc_insert *const insert = &doc->inserts[i];

		if (slice_starts(insert->name, GLOSSARY_SCHEME) &&
		    node >= insert->node &&
		    doc->nodes[node].line == doc->nodes[insert->node].line)
			return true;
	}
	return false;
}

static void check_text(struct lint *lint, const struct term *term)
{
	const char *const file = lint->glossary.file;
	struct slice rest = slice_of(term->text), sentence;
	struct readability total = { 0, 0, 0 };

	while (readability_sentence(&rest, &sentence)) {
		const size_t words = readability_add(&total, sentence);

		if (words > SENTENCE_WORDS)
			diag_add(lint->diag, DIAG_WARNING, file, term->line,
			    "a sentence of %zu words: shown as it is, %d are "
			    "the most that is easy to follow",
			    words, SENTENCE_WORDS);
	}
	if (total.words > WORDS_LIMIT ||
	    text_cols(slice_of(term->text)) > GLOSSARY_CHARS)
		diag_add(lint->diag, DIAG_WARNING, file, term->line,
		    "[term:%s] has %zu words in %d columns: shown, but %d in "
		    "%d are what can be read at a glance",
		    term->id, total.words, text_cols(slice_of(term->text)),
		    WORDS_LIMIT, GLOSSARY_CHARS);
	if (total.words >= GRADE_WORDS && readability_over(&total, GRADE_LIMIT))
		diag_add(lint->diag, DIAG_NOTE, file, term->line,
		    "[term:%s]: reading grade %.1f: shown as it is, aim at "
		    "%.0f or lower",
		    term->id, readability_grade(&total), GRADE_LIMIT);
	lint_text(lint, file, term->line, slice_of(term->text));
}

static void check_term(struct lint *lint, const struct term *term)
{
	const char *const file = lint->glossary.file;

	check_text(lint, term);
	if (term->see[0] != '\0' &&
	    catalog_article(&lint->catalog, slice_of(term->see)) == NULL &&
	    !lint_left_out(lint, "article", slice_of(term->see)))
		diag_add(lint->diag, DIAG_ERROR, file, term->line,
		    "[term:%s]: there is no page \"%s\"%s: not offered",
		    term->id, term->see,
		    lint_meant(lint, slice_of(term->see), lint->ids,
			lint->catalog.narticles));
}

void lint_glossary_open(struct lint *lint)
{
	(void)glossary_read(
	    &lint->catalog, &lint->arena, &lint->glossary, lint->diag);
}

void lint_glossary(struct lint *lint)
{
	struct glossary *const glossary = &lint->glossary;

	lint->terms =
	    arena_zalloc(&lint->arena, glossary->n, sizeof(*lint->terms));
	for (size_t i = 0; i < glossary->n; i++) {
		arena_reset(&lint->scratch);
		lint->terms[i] = glossary->terms[i].id;
		check_term(lint, &glossary->terms[i]);
		if (i > 0 && strcmp(glossary->terms[i].word,
				 glossary->terms[i - 1].word) == 0)
			diag_add(lint->diag, DIAG_WARNING, glossary->file,
			    glossary->terms[i].line,
			    "\"%s\" is explained twice, [term:%s] too: both "
			    "are listed",
			    glossary->terms[i].word, glossary->terms[i - 1].id);
	}
}
