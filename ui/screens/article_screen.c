/*
 * Reading an article: its text, its parts, its links, and find.
 */
#include "screens/article_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "content/review.h"
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

static const char *article_name(const struct screen *screen)
{
	return ((const struct article_screen *)screen)->finding ? "find"
	                                                        : "a page";
}

static unsigned article_where(const struct screen *screen)
{
	const struct article_screen *article =
	    (const struct article_screen *)screen;

	if (article->finding)
		return WHERE_FIELD;
	if (article->choosing)
		return WHERE_PARTS;
	if (article->term != NULL)
		return article_term_where(article);
	return WHERE_ARTICLE | reader_where(&article->reader) |
	       view_languages(screen->view) |
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

static struct step open_target(struct article_screen *article)
{
	struct step step = STAY;

	step.go = GO_OPEN;
	step.id = article->reader.target;
	if (strncmp(step.id, GLOSSARY_LINK, strlen(GLOSSARY_LINK)) == 0) {
		if (!article_term_open(
			article, slice_of(step.id + strlen(GLOSSARY_LINK))))
			return say("This word is not explained here");
		return STAY;
	}
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
	int was = article->measure;

	/* from what is seen, not from what would not fit */
	*measure = was + by;
	if (*measure < MIN_MEASURE)
		*measure = MIN_MEASURE;
	if (*measure > MAX_MEASURE)
		*measure = MAX_MEASURE;
	article_resize(&article->base, article->rows, article->cols);
	if (article->measure != was)
		return STAY;
	return say(by > 0 ? "Lines are as wide as they go"
			  : "Lines are as narrow as they go");
}

static bool in_rect(struct rect rect, int row, int col)
{
	return row >= rect.row && row < rect.row + rect.rows &&
	       col >= rect.col && col < rect.col + rect.cols;
}

static struct step click(struct article_screen *article, int arg)
{
	const int row = arg / CANVAS_MAX, col = arg % CANVAS_MAX;

	if (in_rect(article->pane, row, col) &&
	    (article->choosing || article_screen_has_pane(article)))
		return article_parts_click(article, row);
	if (article->choosing)
		article_parts_choose(article, false);
	if (in_rect(article->text, row, col) &&
	    reader_click(&article->reader, row - article->text.row,
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
		return say("There is no link with that number");
	default:
		return STAY;
	}
}

static struct step go_back(struct article_screen *article)
{
	struct step back = { GO_BACK, NULL, NULL };

	if (article->reader.query.len == 0)
		return back;
	article_find_end(article);
	return STAY;
}

/* Whatever comes next, the word has been explained. */
static struct step close_term(struct article_screen *article, bool more)
{
	struct step step = STAY;

	if (more && (article_term_where(article) & WHERE_MORE)) {
		step.go = GO_OPEN;
		step.id = article->term->see;
	}
	article->term = NULL;
	return step;
}

static struct step article_act(
    struct screen *screen, enum action action, int arg)
{
	struct article_screen *article = (struct article_screen *)screen;

	article->greeting = NULL;
	if (article->term != NULL) {
		const struct step step =
		    close_term(article, action == ACT_OPEN);

		if (action == ACT_OPEN || action == ACT_BACK)
			return step;
	}
	if (action == ACT_CLICK && !article->finding)
		return click(article, arg);
	if (article->finding)
		return article_find_act(article, action, arg);
	if (article->choosing)
		return article_parts_act(article, action, arg);
	switch (action) {
	case ACT_BACK:
		return go_back(article);
	case ACT_FIND:
		return article_find_begin(article);
	case ACT_FIND_NEXT:
		return article_find_next(article, 1);
	case ACT_FIND_PREVIOUS:
		return article_find_next(article, -1);
	case ACT_PARTS:
		if (article->parts.n == 0)
			return say("This page has one part");
		article_parts_choose(article, true);
		return STAY;
	case ACT_KEEP:
		return article_keep_bookmark(article);
	case ACT_WIDER:
		return change_measure(article, MEASURE_STEP);
	case ACT_NARROWER:
		return change_measure(article, -MEASURE_STEP);
	default:
		return read_on(article, action, arg);
	}
}

static void article_get_place(
    const struct screen *screen, struct session_view *view)
{
	const struct article_screen *article =
	    (const struct article_screen *)screen;

	reader_get_place(&article->reader, view);
}

static void article_set_place(
    struct screen *screen, const struct session_view *view)
{
	struct article_screen *article = (struct article_screen *)screen;

	reader_set_place(&article->reader, view);
	article_screen_mark_part(article);
}

static void article_close_screen(struct screen *screen)
{
	struct article_screen *article = (struct article_screen *)screen;

	article_keep_page(article);
	article_find_end(article);
	reader_free(&article->reader);
	list_free(&article->parts);
	page_close(&article->page);
	arena_free(&article->arena);
	free(article);
}

/* The sources and dates, once the text has been shown. */
static bool article_settle(struct screen *screen)
{
	struct article_screen *article = (struct article_screen *)screen;
	const size_t focus = article->parts.focus;

	article_keep_page(article);
	if (!page_finish(
		&article->page, article->base.view->catalog, article->diag))
		return false;
	list_free(&article->parts);
	article_parts_make(article);
	article->parts.focus = focus;
	article_resize(screen, article->rows, article->cols);
	return true;
}

/* Where the place is, or as near as the page comes to it. */
static void begin_at(struct article_screen *article, const struct place *to)
{
	const struct doc *doc = article->page.doc;
	uint32_t node = 0;

	if (to->part.len > 0) {
		node = doc_find_heading(doc, to->part);
		if (node == DOC_NONE) {
			article->greeting = "This part is not here";
			return;
		}
	}
	article->reader.block = node;
	if (to->words.len == 0)
		return;
	node = doc_find_words(doc, node, to->words, &article->arena);
	if (node != DOC_NONE)
		article->reader.block = node;
}

struct screen *article_screen(
    struct view *view, const struct place *to, struct diag *diag)
{
	struct article_screen *article = die_alloc(sizeof(*article));
	const struct catalog_article *entry = to->article;
	char today[REVIEW_DAY_CAP];

	memset(article, 0, sizeof(*article));
	article->base.ops = &article_ops;
	article->base.view = view;
	article->entry = entry;
	article->diag = diag;
	arena_init(&article->arena);
	review_today((time_t)view_now(view), today);
	page_open(&article->page, view->catalog, entry, today, diag);
	view->broken[entry - view->catalog->articles] = !article->page.whole;
	article->path = arena_printf(&article->arena, "Home > %s > %s",
	    view->catalog->topics[entry->topic].title, entry->title);
	reader_init(&article->reader, article->page.doc);
	article_parts_make(article);
	article_links_make(article);
	article->greeting = article->page.due;
	begin_at(article, to);
	return &article->base;
}

static const struct screen_ops article_ops = {
	.name = article_name,
	.where = article_where,
	.resize = article_resize,
	.draw = article_screen_draw,
	.takes = article_takes,
	.act = article_act,
	.get_place = article_get_place,
	.set_place = article_set_place,
	.settle = article_settle,
	.carry = article_carry,
	.close = article_close_screen,
};
