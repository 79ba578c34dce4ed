/*
 * lint_unused.c - what a pack has and nobody asks for.
 */
#include <string.h>

#include "check/lint_parts.h"

static void check_sources(struct lint *lint)
{
	const struct catalog_sources *const sources = lint->catalog.sources;

	for (size_t i = 0; i < sources->n; i++) {
		if (!lint_names_have(
			&lint->used_sources, sources->items[i].key))
			diag_add(lint->diag, DIAG_NOTE, "sources.ini",
			    sources->items[i].line,
			    "no article and no rule names \"%s\": not shown",
			    sources->items[i].key);
	}
}

static void check_terms(struct lint *lint)
{
	for (size_t i = 0; i < lint->glossary.n; i++) {
		const struct term *const term = &lint->glossary.terms[i];

		if (!lint_names_have(&lint->used_terms, term->id))
			diag_add(lint->diag, DIAG_NOTE, lint->glossary.file,
			    term->line,
			    "no article links to \"%s\": found in the list of "
			    "words only",
			    term->id);
	}
}

void lint_unused(struct lint *lint, bool first)
{
	/* one that is left out may be who leads there */
	if (lint->nleft_articles > 0)
		return;
	lint_names_sort(&lint->used_sources);
	lint_names_sort(&lint->used_terms);
	if (first)
		check_sources(lint);
	check_terms(lint);
}
