#include "check/lint_parts.h"

#include <string.h>

#include "content/place.h"

struct link {
	struct lint *lint;
	const struct lint_page *page;
	struct slice target;
	unsigned line;
};

static void tell(const struct link *link, enum diag_severity severity,
    const char *what, struct slice name, const char *meant, const char *done)
{
	diag_add(link->lint->diag, severity, link->page->file, link->line,
	    "%s \"%.*s\"%s: %s", what, name.len > 99 ? 99 : (int)name.len,
	    name.ptr, meant, done);
}

static const char *const as_text = "shown as plain text";

static void check_part(
    const struct link *link, const struct lint_page *to, struct slice part)
{
	size_t i;

	if (!to->opened)
		return;
	for (i = 0; i < to->nparts; i++) {
		if (slice_is(part, to->parts[i]))
			return;
	}
	tell(link, DIAG_ERROR, "link to a part that is not there,", part,
	    lint_meant(link->lint, part, to->parts, to->nparts),
	    "it leads to the beginning of the article");
}

static void check_id(
    const struct link *link, struct slice id, struct slice part)
{
	const struct catalog *catalog = &link->lint->catalog;
	const struct catalog_article *article = catalog_article(catalog, id);
	const struct lint_page *to;

	if (article != NULL) {
		to = &link->lint->pages[article - catalog->articles];
		if (to != link->page)
			link->lint->pages[to - link->lint->pages].linked = true;
		if (part.len > 0)
			check_part(link, to, part);
		else if (to == link->page)
			tell(link, DIAG_WARNING,
			    "link from the article to itself,", id, "",
			    "it leads to where people are");
		return;
	}
	if (lint_left_out(link->lint, "article", id))
		return;
	tell(link, DIAG_ERROR, "link to unknown article", id,
	    lint_meant(link->lint, id, link->lint->ids, catalog->narticles),
	    as_text);
}

static void check_term(const struct link *link, struct slice target)
{
	struct lint *lint = link->lint;
	const size_t len = strlen(GLOSSARY_LINK);
	const struct slice id = { target.ptr + len, target.len - len };

	lint_names_add(
	    lint, &lint->used_terms, arena_copy(&lint->arena, id.ptr, id.len));
	if (glossary_term(&lint->glossary, id) == NULL && !lint->bad_glossary &&
	    !lint_left_out(lint, "term", id))
		tell(link, DIAG_ERROR, "link to a word that is not explained,",
		    id,
		    lint_meant(link->lint, id, lint->terms, lint->glossary.n),
		    as_text);
}

static void check_quiz(const struct link *link, struct slice target)
{
	const struct catalog *catalog = &link->lint->catalog;
	const size_t len = strlen(PLACE_QUIZ);
	const struct slice id = { target.ptr + len, target.len - len };
	const char **ids;

	if (catalog_quiz(catalog, id) != NULL ||
	    lint_left_out(link->lint, "quiz", id))
		return;
	ids =
	    arena_zalloc(&link->lint->scratch, catalog->nquizzes, sizeof(*ids));
	for (size_t i = 0; i < catalog->nquizzes; i++)
		ids[i] = catalog->quizzes[i].id;
	tell(link, DIAG_ERROR, "link to a quiz that is not there,", target,
	    lint_meant(link->lint, id, ids, catalog->nquizzes), as_text);
}

static void check_link(const struct link *link)
{
	static const char *const absent[] = { PLACE_CHECK_ID, PLACE_QUIZZES };
	struct slice id = link->target, part = { "", 0 };
	const char *hash;
	size_t i;

	if (slice_starts(id, "https://") || slice_starts(id, "http://"))
		return;
	if (slice_is(id, PLACE_CHECK_ID) &&
	    link->lint->catalog.triage[0] != '\0')
		return;
	if (slice_starts(id, GLOSSARY_LINK)) {
		check_term(link, id);
		return;
	}
	if (slice_starts(id, PLACE_QUIZ)) {
		check_quiz(link, id);
		return;
	}
	if (slice_is(id, PLACE_QUIZZES) && link->lint->catalog.nquizzes > 0)
		return;
	for (i = 0; i < sizeof(absent) / sizeof(absent[0]); i++) {
		if (slice_is(id, absent[i])) {
			tell(link, DIAG_ERROR,
			    "this pack has nothing for the link to", id, "",
			    as_text);
			return;
		}
	}
	if (id.len == 0) {
		tell(link, DIAG_ERROR, "link to nothing,", id, "", as_text);
		return;
	}
	hash = memchr(id.ptr, '#', id.len);
	if (hash != NULL) {
		part.ptr = hash + 1;
		part.len = (size_t)(id.ptr + id.len - part.ptr);
		id.len = (size_t)(hash - id.ptr);
	}
	if (memchr(id.ptr, ':', id.len) != NULL ||
	    memchr(id.ptr, '/', id.len) != NULL) {
		tell(link, DIAG_ERROR,
		    "link to neither an id nor a web address,", link->target,
		    "", as_text);
		return;
	}
	if (id.len == 0)
		check_part(link, link->page, part);
	else
		check_id(link, id, part);
}

void lint_links(struct lint *lint, size_t index)
{
	const struct lint_page *page = &lint->pages[index];
	size_t i;

	for (i = 0; i < page->nlinks; i++) {
		struct link link = { lint, page, page->links[i].target,
			page->links[i].line };

		arena_reset(&lint->scratch);
		check_link(&link);
	}
}
