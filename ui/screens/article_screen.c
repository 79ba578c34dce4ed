/*
 * Reading an article: its text, its parts, its links, and find.
 */
#include "screens/article_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "terminal/key.h"

#define PANE_MIN_COLS  100 /* from here on the parts stand beside the text */
#define PANE_COLS      28
#define ASIDE_MIN_COLS 132 /* and related pages at the other side */
#define ASIDE_COLS     32
#define WIDE_MARGIN    2
#define SMALL_COLS     60

#define MIN_MEASURE  45
#define MAX_MEASURE  90
#define MEASURE_STEP 5

static const struct screen_ops article_ops;

bool article_screen_has_pane(const struct article_screen *article)
{
	return article->cols >= PANE_MIN_COLS && article->parts.n > 1;
}

/* Where the text, the pane and the related pages go. */
static void place_rooms(struct article_screen *article, int rows, int cols)
{
	struct rect body = frame_body(rows, cols);
	int measure = article->base.view->measure;
	int margin = cols < SMALL_COLS ? 1 : WIDE_MARGIN;
	struct rect text = body;

	article->rows = rows;
	article->cols = cols;
	article->aside = (struct rect){ 0, 0, 0, 0 };
	article->pane = body;
	if (article_screen_has_pane(article)) {
		article->pane.cols = PANE_COLS;
		text.col += PANE_COLS;
		text.cols -= PANE_COLS;
	}
	if (cols >= ASIDE_MIN_COLS) {
		article->aside = body;
		article->aside.cols = ASIDE_COLS;
		article->aside.col = body.col + body.cols - ASIDE_COLS;
		text.cols -= ASIDE_COLS;
	}
	article->wide = text.cols - margin - 1;
	article->measure = measure < article->wide ? measure : article->wide;
	/* centred where nothing stands beside it */
	if (cols >= PANE_MIN_COLS && !article_screen_has_pane(article) &&
	    article->aside.cols == 0)
		margin = (text.cols - article->measure) / 2;
	text.col += margin;
	text.cols -= margin;
	article->text = text;
	if (!article_screen_has_pane(article)) {
		/* an overlay: as wide as it needs, never the whole of 80 */
		if (cols >= SMALL_COLS)
			article->pane.cols = cols / 2;
		if (article->pane.rows > (int)article->parts.n + 2)
			article->pane.rows = (int)article->parts.n + 2;
	}
}

static void flow(struct article_screen *article)
{
	reader_flow(&article->reader, article->text.rows, article->measure,
	    article->wide, article->base.view->ascii);
	if (article->field.len > 0) {
		size_t current = article->reader.find.current;

		find_query(&article->reader.find, &article->reader.layout,
		    field_text(&article->field), 0);
		if (current < article->reader.find.n)
			article->reader.find.current = current;
	}
}

static void article_resize(struct screen *screen, int rows, int cols)
{
	struct article_screen *article = (struct article_screen *)screen;
	bool boxed;

	place_rooms(article, rows, cols);
	boxed = !article_screen_has_pane(article);
	list_resize(&article->parts, article->pane.rows - (boxed ? 2 : 0),
	    article->pane.cols - (boxed ? 2 : 1));
	flow(article);
	article_screen_mark_part(article);
}

static unsigned article_where(const struct screen *screen)
{
	const struct article_screen *article =
	    (const struct article_screen *)screen;

	if (article->finding)
		return WHERE_FIELD;
	if (article->choosing)
		return WHERE_PARTS;
	return WHERE_ARTICLE |
	       (article->reader.pager.link != 0 ? WHERE_LINK : 0) |
	       (article->reader.find.n > 0 ? WHERE_FOUND : 0);
}

static bool article_takes(const struct screen *screen, uint32_t key)
{
	/* what could not be shown in the field is not typed into it */
	return ((const struct article_screen *)screen)->finding && key >= ' ' &&
	       key != '!' && key < KEY_NONE && text_safe(key) == key;
}

static struct step say(const char *message)
{
	struct step step = STAY;

	step.message = message;
	return step;
}

static void stop_finding(struct article_screen *article)
{
	article->finding = false;
	field_clear(&article->field);
	article->reader.find.n = 0;
}

static struct step next_match(struct article_screen *article, int direction)
{
	if (article->reader.find.n == 0)
		return say("Nothing found for these words");
	if (reader_find_next(&article->reader, direction))
		return say(direction > 0 ? "Continued from the top"
					 : "Continued from the end");
	return STAY;
}

static struct step act_in_field(
    struct article_screen *article, enum action action, int arg)
{
	switch (action) {
	case ACT_OPEN:
		article->finding = false;
		if (article->reader.find.n == 0)
			stop_finding(article);
		return STAY;
	case ACT_BACK:
		stop_finding(article);
		reader_go(&article->reader, article->from.block,
		    article->from.offset);
		return STAY;
	case ACT_FIND_NEXT:
		return next_match(article, 1);
	case ACT_FIND_PREVIOUS:
		return next_match(article, -1);
	default:
		if (!field_act(&article->field, action, arg))
			return STAY;
		/* always from where the reader was when find was opened */
		reader_go(&article->reader, article->from.block,
		    article->from.offset);
		reader_find(&article->reader, field_text(&article->field));
		return STAY;
	}
}

static struct step act_in_parts(
    struct article_screen *article, enum action action, int arg)
{
	size_t was = article->parts.focus;

	switch (action) {
	case ACT_OPEN:
		article->choosing = false;
		if (article->parts.focus < article->parts.n)
			reader_go(&article->reader,
			    article->part_nodes[article->parts.focus], 0);
		break;
	case ACT_BACK:
	case ACT_PARTS:
		article->choosing = false;
		break;
	case ACT_CLICK: {
		int boxed = !article_screen_has_pane(article);
		int row = arg / CANVAS_MAX - article->pane.row - boxed;

		if (list_click(&article->parts, row) &&
		    article->parts.focus == was)
			return act_in_parts(article, ACT_OPEN, 0);
		return STAY;
	}
	default:
		list_act(&article->parts, action, arg);
		return STAY;
	}
	article_screen_mark_part(article);
	return STAY;
}

static struct step open_target(struct article_screen *article)
{
	struct step step = STAY;

	step.go = GO_OPEN;
	step.id = article->reader.target;
	if (step.id[0] == '#') {
		/* a part of this page */
		uint32_t node = doc_find_heading(
		    article->reader.doc, slice_of(step.id + 1));

		if (node == DOC_NONE)
			return say("This part is missing");
		reader_go(&article->reader, node, 0);
		return STAY;
	}
	return step;
}

static struct step change_measure(struct article_screen *article, int by)
{
	int *measure = &article->base.view->measure;

	*measure += by;
	if (*measure < MIN_MEASURE)
		*measure = MIN_MEASURE;
	if (*measure > MAX_MEASURE)
		*measure = MAX_MEASURE;
	article_resize(&article->base, article->rows, article->cols);
	if (article->measure < *measure)
		return say("Lines are as wide as this window allows");
	return STAY;
}

static struct step click(struct article_screen *article, int arg)
{
	int row = arg / CANVAS_MAX, col = arg % CANVAS_MAX;

	if (article_screen_has_pane(article) && col >= article->pane.col &&
	    col < article->pane.col + article->pane.cols &&
	    list_click(&article->parts, row - article->pane.row)) {
		return act_in_parts(article, ACT_OPEN, 0);
	}
	if (reader_click(&article->reader, row - article->text.row,
		col - article->text.col) == READER_OPEN)
		return open_target(article);
	return STAY;
}

static struct step read_on(
    struct article_screen *article, enum action action, int arg)
{
	enum reader_did did = reader_act(&article->reader, action, arg);

	article_screen_mark_part(article);
	switch (did) {
	case READER_OPEN:
		return open_target(article);
	case READER_EDGE:
		if (action == ACT_DOWN || action == ACT_PAGE_DOWN ||
		    action == ACT_LAST)
			return say("This is the end of the page");
		if (action == ACT_UP || action == ACT_PAGE_UP ||
		    action == ACT_FIRST)
			return say("This is the top of the page");
		return STAY;
	case READER_NO_LINK:
		return say(article->reader.doc->nlinks == 0
			       ? "This page has no links"
			       : "There is no link with that number");
	default:
		return STAY;
	}
}

static struct step article_act(
    struct screen *screen, enum action action, int arg)
{
	struct article_screen *article = (struct article_screen *)screen;
	struct step back = { GO_BACK, NULL, NULL };

	if (article->finding)
		return act_in_field(article, action, arg);
	if (article->choosing)
		return act_in_parts(article, action, arg);
	switch (action) {
	case ACT_BACK:
		if (article->reader.find.n > 0) {
			stop_finding(article);
			return STAY;
		}
		return back;
	case ACT_FIND:
		article->finding = true;
		field_clear(&article->field);
		article->reader.find.n = 0;
		article->from.block = article->reader.block;
		article->from.offset = article->reader.offset;
		return STAY;
	case ACT_FIND_NEXT:
		return next_match(article, 1);
	case ACT_FIND_PREVIOUS:
		return next_match(article, -1);
	case ACT_PARTS:
		if (article->parts.n == 0)
			return say("This page has one part");
		article->choosing = true;
		article_screen_mark_part(article);
		return STAY;
	case ACT_WIDER:
		return change_measure(article, MEASURE_STEP);
	case ACT_NARROWER:
		return change_measure(article, -MEASURE_STEP);
	case ACT_CLICK:
		return click(article, arg);
	default:
		return read_on(article, action, arg);
	}
}

static void article_get_place(const struct screen *screen, struct place *place)
{
	const struct article_screen *article =
	    (const struct article_screen *)screen;

	place->block = article->reader.block;
	place->offset = article->reader.offset;
	place->focus = article->reader.pager.link;
}

static void article_set_place(struct screen *screen, const struct place *place)
{
	struct article_screen *article = (struct article_screen *)screen;

	if (place->focus <= article->reader.doc->nlinks)
		reader_focus(&article->reader, place->focus);
	reader_go(&article->reader, place->block, place->offset);
	article_screen_mark_part(article);
}

static void article_close_screen(struct screen *screen)
{
	struct article_screen *article = (struct article_screen *)screen;

	reader_free(&article->reader);
	list_free(&article->parts);
	page_close(&article->page);
	arena_free(&article->arena);
	field_clear(&article->field);
	free(article);
}

/* The headings, as the items of the parts list. */
static void list_parts(struct article_screen *article)
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

		items[i].mark =
		    article_screen_size_mark(doc, article->part_nodes[i], end);
	}
	list_init(&article->parts, items, n);
}

struct screen *article_screen(struct view *view,
    const struct catalog_article *entry, struct slice part, struct diag *diag)
{
	struct article_screen *article = die_alloc(sizeof(*article));
	const struct doc *doc;

	memset(article, 0, sizeof(*article));
	article->base.ops = &article_ops;
	article->base.view = view;
	article->entry = entry;
	arena_init(&article->arena);
	page_open(&article->page, view->catalog, entry, diag);
	doc = article->page.doc;
	article->path = arena_printf(&article->arena, "Home > %s > %s",
	    view->catalog->topics[entry->topic].title, entry->title);
	reader_init(&article->reader, doc);
	list_parts(article);
	if (part.len > 0) {
		uint32_t node = doc_find_heading(doc, part);

		if (node != DOC_NONE)
			article->reader.block = node;
	}
	return &article->base;
}

static const struct screen_ops article_ops = {
	.name = "article",
	.where = article_where,
	.resize = article_resize,
	.draw = article_screen_draw,
	.takes = article_takes,
	.act = article_act,
	.get_place = article_get_place,
	.set_place = article_set_place,
	.close = article_close_screen,
};
