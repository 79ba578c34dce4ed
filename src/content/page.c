#include "content/page.h"

#include <stdio.h>
#include <string.h>

#include "content/compose.h"
#include "content/document_edit.h"
#include "content/review.h"

#define MAX_SOURCES 64

/* "Title. Publisher, year"; a title that ends its sentence keeps its mark. */
static const char *source_text(
    struct arena *arena, const struct catalog_source *source)
{
	const size_t len = strlen(source->title);
	const bool ended =
	    len > 0 && strchr(".?!", source->title[len - 1]) != NULL;

	return arena_printf(arena, "%s%s %s%s%s", source->title,
	    ended ? "" : ".", source->body, source->year[0] != '\0' ? ", " : "",
	    source->year);
}

/* What the index names for the article, as a list. */
static void add_sources(struct doc *doc, const struct catalog *catalog,
    const struct catalog_article *entry)
{
	const char *items[MAX_SOURCES + 1];
	struct slice rest = slice_of(entry->sources), key;
	size_t n = 0;

	while (n < MAX_SOURCES && slice_next_item(&rest, &key)) {
		const struct catalog_source *source =
		    catalog_source(catalog, key);

		if (source != NULL)
			items[n++] = source_text(&doc->arena, source);
	}
	items[n] = NULL;
	if (n > 0) {
		compose_heading(doc, "Where this comes from");
		compose_list(doc, items);
	}
}

const char *page_date(struct arena *arena, const char *date)
{
	static const char *const months[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };
	unsigned year, month, day;

	if (sscanf(date, "%4u-%2u-%2u", &year, &month, &day) != 3 ||
	    month < 1 || month > 12)
		return date;
	return arena_printf(arena, "%u %s %u", day, months[month - 1], year);
}

static void add_foot(struct doc *doc, const struct catalog *catalog,
    const struct catalog_article *entry)
{
	add_sources(doc, catalog, entry);
	if (entry->reviewed[0] != '\0')
		compose_para(doc,
		    arena_printf(&doc->arena,
			"Checked on %s. To be checked again by %s. This page "
			"is education, not a diagnosis.",
			page_date(&doc->arena, entry->reviewed),
			page_date(&doc->arena, entry->next_review)));
}

/* What the text says may be so no more. */
static void put_due(struct page *page)
{
	if (page->due != NULL)
		doc_put_note(
		    page->doc, slice_of(arena_printf(&page->doc->arena,
				   "%s Ask a clinician as well.", page->due)));
}

static void find_due(
    struct page *page, const struct catalog_article *entry, const char *today)
{
	struct arena *const arena = &page->doc->arena;

	if (review_is_due(entry->reviewed, entry->next_review, today))
		page->due =
		    arena_printf(arena, "This page was due for review on %s.",
			page_date(arena, entry->next_review));
}

void page_open(struct page *page, const struct catalog *catalog,
    const struct catalog_article *entry, const char *today, struct diag *diag)
{
	memset(page, 0, sizeof(*page));
	doc_init(&page->broken);
	page->whole =
	    article_open(&page->article, catalog, entry, diag) == STATUS_OK;
	if (page->whole) {
		page->doc = &page->article.doc;
		find_due(page, entry, today);
		put_due(page);
		doc_put_title(page->doc, slice_of(entry->title));
	} else {
		page->doc = &page->broken;
		compose_broken(page->doc, catalog, entry);
	}
}

bool page_finish(
    struct page *page, const struct catalog *catalog, struct diag *diag)
{
	if (page->finished)
		return false;
	page->finished = true;
	if (!page->whole)
		return false;
	catalog_load_sources(catalog, diag);
	add_foot(page->doc, catalog, page->article.entry);
	catalog_drop_sources(catalog);
	compose_end(page->doc);
	return true;
}

void page_close(struct page *page)
{
	article_close(&page->article);
	doc_free(&page->broken);
}

bool page_cut(struct page *page, struct slice part)
{
	struct doc *doc = page->doc;
	uint32_t node = doc_find_heading(doc, part), end;

	if (node == DOC_NONE)
		return false;
	/* up to the next heading of its level */
	end = node + 1;
	while (end < doc->nnodes &&
	       !(doc->nodes[end].kind == DOC_HEADING &&
		   doc->nodes[end].level <= doc->nodes[node].level))
		end++;
	doc_keep(doc, node, end);
	put_due(page);
	return true;
}

void page_tell_parts(const struct page *page, FILE *out)
{
	struct arena arena;

	arena_init(&arena);
	for (uint32_t i = 0; i < page->doc->nnodes; i++) {
		struct slice id;

		if (page->doc->nodes[i].kind != DOC_HEADING ||
		    page->doc->nodes[i].level < 2)
			continue;
		id = doc_heading_id(page->doc, i, &arena);
		fprintf(out, "  #%.*s\n", (int)id.len, id.ptr);
	}
	arena_free(&arena);
}
