/*
 * Pages that the program writes itself, over whatever was there: urgent help,
 * the keys.
 */
#include "screens/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "content/compose.h"
#include "widgets/frame.h"
#include "widgets/keylist.h"
#include "widgets/reader.h"

#define MARGIN     2
#define SMALL_COLS 60
#define MUCH_ROWS  18

struct page_screen {
	struct screen base;
	struct doc doc;
	struct reader reader;
	const char *path, *name;
	unsigned where;
	struct rect text;
};

static const struct screen_ops page_ops;

static struct page_screen *page_new(
    struct view *view, const char *path, const char *name, unsigned where)
{
	struct page_screen *page = die_alloc(sizeof(*page));

	memset(page, 0, sizeof(*page));
	page->base.ops = &page_ops;
	page->base.view = view;
	page->path = path;
	page->name = name;
	page->where = WHERE_PAGE | where;
	doc_init(&page->doc);
	return page;
}

static struct screen *page_ready(struct page_screen *page)
{
	reader_init(&page->reader, &page->doc);
	return &page->base;
}

struct screen *urgent_screen(struct view *view)
{
	struct page_screen *page =
	    page_new(view, "Urgent help", "urgent help", WHERE_URGENT);

	compose_urgent(&page->doc, view->catalog, view->reception);
	return page_ready(page);
}

struct screen *help_screen(
    struct view *view, const char *name, unsigned where, const char *about)
{
	struct page_screen *page = page_new(view, NULL, "the keys", 0);

	page->path = arena_printf(&page->doc.arena, "Keys: %s", name);
	if (about != NULL)
		compose_para(&page->doc, about);
	keylist_compose(&page->doc, where, view->policy);
	return page_ready(page);
}

static const char *page_name(const struct screen *screen)
{
	return ((const struct page_screen *)screen)->name;
}

static unsigned page_where(const struct screen *screen)
{
	const struct page_screen *page = (const struct page_screen *)screen;

	return page->where | reader_where(&page->reader);
}

static void page_resize(struct screen *screen, int rows, int cols)
{
	struct page_screen *page = (struct page_screen *)screen;
	struct rect text = frame_body(rows, cols);
	int measure = LAYOUT_MEASURE, margin = cols < 60 ? 1 : MARGIN;

	if (text.cols - 2 * margin < measure)
		measure = text.cols - 2 * margin;
	else if (cols >= 100)
		margin = (text.cols - measure) / 2;
	text.col += margin;
	text.cols -= margin;
	page->text = text;
	reader_flow(
	    &page->reader, text.rows, measure, measure, screen->view->ascii);
}

/* In urgent help the number is in sight however little fits. */
static const char *more_below(
    const struct page_screen *page, int rows, int cols, char *text, size_t cap)
{
	if (!(page->where & WHERE_URGENT) ||
	    (rows >= MUCH_ROWS && cols >= SMALL_COLS))
		return "More below: Down or Space";
	snprintf(text, cap, "Emergency: %s. More below",
	    region_word(page->base.view->catalog->region, "emergency"));
	return text;
}

static void page_draw(const struct screen *screen, struct canvas *canvas)
{
	const struct page_screen *page = (const struct page_screen *)screen;
	size_t rows = (size_t)page->text.rows;
	size_t shown = page->reader.pager.top + rows;
	struct frame frame = { page->path, NULL, screen->view->message,
		page_where(screen), screen->view->policy };
	char message[160];

	if (frame.message == NULL && shown < page->reader.layout.nlines)
		frame.message = more_below(
		    page, canvas->rows, canvas->cols, message, sizeof(message));
	frame_draw(canvas, &frame);
	reader_draw(&page->reader, canvas, page->text);
}

static struct step page_act(struct screen *screen, enum action action, int arg)
{
	struct page_screen *page = (struct page_screen *)screen;
	struct step step = STAY;
	enum reader_did did;

	if (action == ACT_BACK) {
		step.go = GO_BACK;
		return step;
	}
	if (action == ACT_CLICK)
		did = reader_click(&page->reader,
		    arg / CANVAS_MAX - page->text.row,
		    arg % CANVAS_MAX - page->text.col);
	else
		did = reader_act(&page->reader, action, arg);
	if (did == READER_OPEN) {
		step.go = GO_OPEN;
		step.id = page->reader.target;
	} else if (did == READER_NO_LINK) {
		step.message = "There is no link here";
	}
	return step;
}

static void page_close(struct screen *screen)
{
	struct page_screen *page = (struct page_screen *)screen;

	reader_free(&page->reader);
	doc_free(&page->doc);
	free(page);
}

static const struct screen_ops page_ops = {
	.name = page_name,
	.where = page_where,
	.resize = page_resize,
	.draw = page_draw,
	.act = page_act,
	.close = page_close,
};
