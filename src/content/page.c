#include "content/page.h"

#include <stdio.h>
#include <string.h>

#include "content/compose.h"

/* The titles of the sources that the index names, as a list. */
static void add_sources(struct doc *doc, const struct catalog *catalog,
    const struct catalog_article *entry)
{
	const char *items[64];
	struct slice rest = slice_of(entry->sources);
	size_t n = 0;

	while (rest.len > 0 && n < 63) {
		const char *comma = memchr(rest.ptr, ',', rest.len);
		size_t len =
		    comma != NULL ? (size_t)(comma - rest.ptr) : rest.len;
		const struct catalog_source *source = catalog_source(
		    catalog, slice_trim((struct slice){ rest.ptr, len }));

		if (source != NULL)
			items[n++] = arena_printf(&doc->arena, "%s. %s%s%s",
			    source->title, source->body,
			    source->year[0] != '\0' ? ", " : "", source->year);
		len += comma != NULL;
		rest.ptr += len;
		rest.len -= len;
	}
	items[n] = NULL;
	if (n > 0) {
		compose_heading(doc, "Where this comes from");
		compose_list(doc, items);
	}
}

/* "2026-11-22" as "22 November 2026"; anything else as it is. */
static const char *long_date(struct arena *arena, const char *date)
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
			long_date(&doc->arena, entry->reviewed),
			long_date(&doc->arena, entry->next_review)));
}

/*
 * The title over the text. The tree is an array in preorder, so that a first
 * node means moving the others up by one.
 */
static void add_title(struct doc *doc, const char *title)
{
	struct doc_node *nodes;
	struct doc_node made;
	uint32_t node = doc_open(doc, DOC_HEADING, 0);

	doc_text(doc, node, slice_of(title), ROLE_NORMAL, 0);
	doc_close(doc, node);
	nodes = doc->nodes;
	made = nodes[node];
	memmove(&nodes[2], &nodes[1], (node - 1) * sizeof(nodes[0]));
	for (uint32_t i = 2; i <= node; i++) {
		nodes[i].end++;
		nodes[i].parent += nodes[i].parent > 0;
	}
	for (size_t i = 0; i < doc->nlinks; i++)
		doc->links[i].node++;
	made.level = 1;
	made.end = 2;
	nodes[1] = made;
	doc_close(doc, 0);
}

void page_open(struct page *page, const struct catalog *catalog,
    const struct catalog_article *entry, struct diag *diag)
{
	memset(page, 0, sizeof(*page));
	doc_init(&page->broken);
	page->whole =
	    article_open(&page->article, catalog, entry, diag) == STATUS_OK;
	if (page->whole) {
		page->doc = &page->article.doc;
		add_title(page->doc, entry->title);
		add_foot(page->doc, catalog, entry);
		compose_end(page->doc);
	} else {
		page->doc = &page->broken;
		compose_broken(page->doc, catalog, entry);
	}
}

void page_close(struct page *page)
{
	article_close(&page->article);
	doc_free(&page->broken);
}

void page_cut(struct doc *doc, uint32_t from, uint32_t to)
{
	size_t n = to - from;

	memmove(&doc->nodes[1], &doc->nodes[from], n * sizeof(doc->nodes[0]));
	doc->nnodes = n + 1;
	for (uint32_t i = 1; i <= n; i++) {
		struct doc_node *node = &doc->nodes[i];

		node->end -= from - 1;
		node->parent =
		    node->parent >= from ? node->parent - (from - 1) : 0;
	}
	doc->nodes[0].end = (uint32_t)doc->nnodes;
}
