#include "plain_page.h"

#include <stdio.h>
#include <string.h>

#include "content/glossary.h"
#include "content/review.h"
#include "content/write.h"

static unsigned flow_flags(const struct plain *plain)
{
	return LAYOUT_NARRATE | (plain->ascii ? LAYOUT_ASCII : 0);
}

/* Lines from..to of a layout. */
static void write_lines(const struct plain *plain, const struct layout *layout,
    size_t from, size_t to)
{
	struct layout some = *layout;

	some.lines += from;
	some.nlines = to - from;
	write_layout(
	    &some, WRITE_PLAIN, plain->ascii ? WRITE_ASCII : 0, stdout);
}

static void write_doc(
    const struct plain *plain, const struct doc *doc, unsigned flags)
{
	struct layout layout;

	layout_init(&layout);
	layout_flow(&layout, doc, plain->cols, flow_flags(plain) | flags);
	write_lines(plain, &layout, 0, layout.nlines);
	arena_wipe(&layout.arena);
	layout_free(&layout);
}

void plain_write(const struct plain *plain, const struct doc *doc)
{
	write_doc(plain, doc, 0);
}

void plain_write_numbered(const struct plain *plain, const struct doc *doc)
{
	write_doc(plain, doc, LAYOUT_NUMBERS);
}

/*
 * Part 1 is what stands before the first heading; each heading begins one
 * more.
 */
static void find_parts(struct plain *plain)
{
	const struct doc *doc = plain->page.doc;

	arena_reset(&plain->arena);
	plain->ids = NULL;
	plain->nids = 0;
	plain->parts =
	    arena_zalloc(&plain->arena, doc->nnodes + 2, sizeof(*plain->parts));
	plain->nparts = 1;
	for (uint32_t i = 0; i < doc->nnodes; i++) {
		if (doc->nodes[i].kind == DOC_HEADING &&
		    doc->nodes[i].level > 1)
			plain->parts[plain->nparts++] =
			    layout_find(&plain->layout, i, 0);
	}
	plain->parts[plain->nparts] = plain->layout.nlines;
}

static size_t part_of_line(const struct plain *plain, size_t line)
{
	size_t part = 0;

	while (part + 1 < plain->nparts && plain->parts[part + 1] <= line)
		part++;
	return part;
}

void plain_page_part(struct plain *plain, size_t part)
{
	size_t from = plain->parts[part], to = plain->parts[part + 1];

	plain->part = part;
	session_here(&plain->session)->view.part = (uint32_t)part;
	while (to > from + 1 && plain->layout.lines[to - 1].nspans == 0)
		to--;
	write_lines(plain, &plain->layout, from, to);
	putchar('\n');
	if (part + 1 < plain->nparts)
		printf("Part %zu of %zu. Enter goes on.\n", part + 1,
		    plain->nparts);
	else
		printf("This is the end of the page. b goes back.\n");
	plain_hint(plain, PLAIN_ARTICLE);
}

/* The part that has the words of the place, or is the place. */
static void find_part(struct plain *plain, const struct place *to)
{
	const struct doc *doc = plain->page.doc;
	uint32_t node = 0, words;

	if (to->part.len > 0)
		node = doc_find_heading(doc, to->part);
	if (node == DOC_NONE) {
		printf("This part is not here; this is the page.\n\n");
		return;
	}
	words = doc_find_words(doc, node, to->words, &plain->arena);
	if (words != DOC_NONE)
		node = words;
	if (node == 0 && plain->resume < doc->nnodes)
		node = plain->resume;
	if (node != 0 && plain->part == 0)
		plain->part =
		    part_of_line(plain, layout_find(&plain->layout, node, 0));
}

void plain_page_open(struct plain *plain, const struct place *to)
{
	char today[REVIEW_DAY_CAP];

	plain_page_close(plain);
	review_today(time(NULL), today);
	page_open(
	    &plain->page, plain->catalog, to->article, today, plain->diag);
	page_finish(&plain->page, plain->catalog, plain->diag);
	plain->reading = true;
	layout_flow(&plain->layout, plain->page.doc, plain->cols,
	    flow_flags(plain) | LAYOUT_NUMBERS);
	find_stale(&plain->find);
	find_parts(plain);
	plain->part = session_here(&plain->session)->view.part;
	find_part(plain, to);
	if (plain->part >= plain->nparts)
		plain->part = 0;
	if (plain->part == 0 && plain->page.whole)
		printf("%u %s to read, %zu parts.\n\n",
		    plain->page.article.minutes,
		    plain->page.article.minutes == 1 ? "minute" : "minutes",
		    plain->nparts);
	/* the first part has it under its title */
	if (plain->part > 0 && plain->page.due != NULL)
		printf("%s Ask a clinician as well.\n\n", plain->page.due);
	plain_page_part(plain, plain->part);
}

void plain_page_close(struct plain *plain)
{
	if (plain->reading)
		page_close(&plain->page);
	plain->reading = false;
}

bool plain_keeps(const struct plain *plain)
{
	return plain->store != NULL && !plain->secret &&
	       policy_allows(plain->policy, POLICY_KEEP);
}

void plain_page_keep(struct plain *plain)
{
	struct store_page page = { .percent = 100, .at = (int64_t)time(NULL) };

	if (!plain->reading || !plain_keeps(plain) || !plain->page.whole)
		return;
	page.id = plain->page.article.entry->id;
	page.block = plain->layout.lines[plain->parts[plain->part]].block;
	page.percent = (int)(100 * (plain->part + 1) / plain->nparts);
	store_put_page(plain->store, &page);
}

void plain_page_bookmark(struct plain *plain)
{
	const char *id = plain->page.article.entry->id;
	const bool was = store_is_bookmark(plain->store, id);

	if (!plain_keeps(plain))
		printf("No bookmarks during a self-check.\n");
	else if (!store_put_bookmark(
		     plain->store, id, !was, (int64_t)time(NULL)))
		printf("The bookmark was not kept.\n");
	else
		printf(was ? "Bookmark taken away.\n"
			   : "Bookmark set. My pages, at home, has it.\n");
}

void plain_page_next(struct plain *plain)
{
	if (plain->part + 1 < plain->nparts)
		plain_page_part(plain, plain->part + 1);
	else
		printf("This is the end of the page. b goes back.\n");
}

void plain_page_parts(struct plain *plain)
{
	const struct doc *doc = plain->page.doc;
	size_t n = 1;

	printf("This page has %zu parts. You are in part %zu.\n", plain->nparts,
	    plain->part + 1);
	printf("Part 1. The beginning\n");
	for (uint32_t i = 0; i < doc->nnodes; i++) {
		struct slice text;

		if (doc->nodes[i].kind != DOC_HEADING ||
		    doc->nodes[i].level < 2)
			continue;
		text = doc_node_text(doc, i, &plain->arena);
		printf("Part %zu. ", ++n);
		plain_say_line(
		    plain, arena_copy(&plain->arena, text.ptr, text.len));
	}
	printf("Type p and a number, for example p 2.\n");
}

/* "foramen: A small opening ...", and where there is more. */
static void say_term(struct plain *plain, const struct term *term)
{
	const struct catalog_article *const see =
	    catalog_article(plain->catalog, slice_of(term->see));
	struct doc doc;
	uint32_t para;

	doc_init(&doc);
	para = doc_open(&doc, DOC_PARA, 0);
	doc_text(&doc, para, slice_of(term->word), ROLE_NORMAL, 0);
	doc_text(&doc, para, SLICE(": "), ROLE_NORMAL, 0);
	doc_text(&doc, para, slice_of(term->text), ROLE_NORMAL, 0);
	if (see != NULL) {
		doc_text(
		    &doc, para, SLICE(" There is more in: "), ROLE_NORMAL, 0);
		doc_text(&doc, para, slice_of(see->title), ROLE_NORMAL, 0);
		doc_text(&doc, para, SLICE("."), ROLE_NORMAL, 0);
	}
	doc_close(&doc, para);
	doc_close(&doc, 0);
	plain_write(plain, &doc);
	doc_free(&doc);
	printf("Enter goes on with the page. r reads it again.\n");
}

bool plain_page_term(struct plain *plain, struct slice target)
{
	const size_t len = strlen(GLOSSARY_LINK);
	struct glossary glossary;
	const struct term *term;

	if (!slice_starts(target, GLOSSARY_LINK))
		return false;
	(void)glossary_read(
	    plain->catalog, &plain->arena, &glossary, plain->diag);
	term = glossary_term(
	    &glossary, (struct slice){ target.ptr + len, target.len - len });
	if (term != NULL)
		say_term(plain, term);
	else
		printf("This word is not explained here.\n");
	return true;
}

/* From one place on, or from the next part when there are no new words. */
static void go_to_match(struct plain *plain, size_t from)
{
	struct find *find = &plain->find;
	size_t nth = find_on_line(find, from);

	if (nth == find->n) {
		nth = 0;
		printf("Continued from the top. ");
	}
	find->current = nth;
	printf("Match %zu of %zu, in part %zu.\n\n", nth + 1, find->n,
	    part_of_line(plain, find->matches[nth].line) + 1);
	plain_page_part(plain, part_of_line(plain, find->matches[nth].line));
}

void plain_page_find(struct plain *plain, const char *words)
{
	if (words[0] != '\0')
		find_query(&plain->find, &plain->layout, slice_of(words), 0);
	if (plain->find.n == 0)
		printf("Nothing found for these words on this page.\n");
	else
		go_to_match(
		    plain, plain->parts[plain->part + (words[0] == '\0')]);
}
