#include "screens/article_screen.h"

#include <string.h>

#define WORDS_A_MARK 60

static struct slice size_mark(const struct doc *doc, uint32_t from, uint32_t to)
{
	size_t len = 0, marks;

	for (uint32_t i = from; i < to; i++) {
		for (uint32_t k = 0; k < doc->nodes[i].nruns; k++)
			len += doc->runs[doc->nodes[i].run + k].len;
	}
	marks = 1 + len / (WORDS_A_MARK * 6);
	return (struct slice){ "####", marks > 4 ? 4 : marks };
}

void article_screen_mark_part(struct article_screen *article)
{
	const struct reader *reader = &article->reader;
	uint32_t node = 0;
	size_t part = 0;

	if (reader->pager.mark < reader->layout.nlines)
		node = reader->layout.lines[reader->pager.mark].block;
	while (part + 1 < article->parts.n &&
	       article->part_nodes[part + 1] <= node)
		part++;
	list_focus(&article->parts, part);
	article->parts.idle = !article->choosing;
}

/* Whether a page is among those that are listed. */
static bool is_listed(
    const struct article_screen *article, const struct catalog_article *to)
{
	for (size_t i = 0; i < article->nlinked; i++) {
		if (article->linked[i].to == to)
			return true;
	}
	return false;
}

/* The other pages that its links lead to. */
void article_links_make(struct article_screen *article)
{
	const struct doc *doc = article->reader.doc;
	const struct catalog *catalog = article->base.view->catalog;

	article->linked = arena_zalloc(
	    &article->arena, doc->nlinks + 1, sizeof(*article->linked));
	for (uint32_t i = 0; i < doc->nlinks; i++) {
		const struct slice target = doc->links[i].target;
		const char *hash = memchr(target.ptr, '#', target.len);
		const size_t len =
		    hash != NULL ? (size_t)(hash - target.ptr) : target.len;
		const struct catalog_article *to =
		    catalog_article(catalog, (struct slice){ target.ptr, len });

		if (to != NULL && to != article->entry &&
		    !is_listed(article, to))
			article->linked[article->nlinked++] =
			    (struct article_link){ to, i + 1 };
	}
}

/* The headings, as the items of the parts list. */
void article_parts_make(struct article_screen *article)
{
	const struct doc *doc = article->reader.doc;
	struct list_item *items;
	size_t n = 0;

	items = arena_zalloc(&article->arena, doc->nnodes + 1, sizeof(*items));
	article->part_nodes = arena_zalloc(
	    &article->arena, doc->nnodes + 1, sizeof(*article->part_nodes));
	for (uint32_t i = 0; i < doc->nnodes; i++) {
		if (doc->nodes[i].kind != DOC_HEADING ||
		    doc->nodes[i].level < 2)
			continue;
		items[n].title = doc_node_text(doc, i, &article->arena);
		article->part_nodes[n++] = i;
	}
	for (size_t i = 0; i < n; i++) {
		uint32_t end = i + 1 < n ? article->part_nodes[i + 1]
		                         : (uint32_t)doc->nnodes;

		items[i].mark = size_mark(doc, article->part_nodes[i], end);
	}
	list_init(&article->parts, items, n);
}

void article_parts_choose(struct article_screen *article, bool choosing)
{
	article->choosing = choosing;
	article_screen_mark_part(article);
}

static void go_to_part(struct article_screen *article)
{
	if (article->parts.focus < article->parts.n)
		reader_go(&article->reader,
		    article->part_nodes[article->parts.focus], 0);
	article_parts_choose(article, false);
}

struct step article_parts_act(
    struct article_screen *article, enum action action, int arg)
{
	switch (action) {
	case ACT_OPEN:
		go_to_part(article);
		break;
	case ACT_BACK:
	case ACT_PARTS:
		article_parts_choose(article, false);
		break;
	default:
		list_act(&article->parts, action, arg);
		break;
	}
	return STAY;
}

/* The first click moves the focus, the second one opens; as everywhere. */
struct step article_parts_click(struct article_screen *article, int row)
{
	bool was_choosing = article->choosing;
	size_t was;

	if (!was_choosing)
		article_parts_choose(article, true);
	was = article->parts.focus;
	if (list_click(&article->parts,
		row - article->pane.row - !article_screen_has_pane(article)) &&
	    was_choosing && article->parts.focus == was)
		go_to_part(article);
	return STAY;
}
