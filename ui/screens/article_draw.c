#include "screens/article_screen.h"

#include <stdio.h>
#include <string.h>

#define WORDS_A_MARK 60

struct slice article_screen_size_mark(
    const struct doc *doc, uint32_t from, uint32_t to)
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

	if (reader->pager.top < reader->layout.nlines)
		node = reader->layout.lines[reader->pager.top].block;
	while (part + 1 < article->parts.n &&
	       article->part_nodes[part + 1] <= node)
		part++;
	list_focus(&article->parts, part);
	article->parts.idle = !article->choosing;
}

static void draw_parts(
    const struct article_screen *article, struct canvas *canvas)
{
	struct rect room = article->pane;

	if (article_screen_has_pane(article)) {
		room.cols--;
		list_draw(&article->parts, canvas, room);
		canvas_fill(canvas,
		    (struct rect){
			room.row, room.col + room.cols, room.rows, 1 },
		    canvas->ascii ? '|' : 0x2502, ROLE_RULE);
		return;
	}
	if (!article->choosing)
		return;
	canvas_fill(canvas, room, ' ', ROLE_NORMAL);
	canvas_box(canvas, room, "Parts", ROLE_NORMAL);
	room.row++;
	room.col++;
	room.rows -= 2;
	room.cols -= 2;
	list_draw(&article->parts, canvas, room);
}

/* The article that a link leads to, or NULL. */
static const struct catalog_article *linked(
    const struct article_screen *article, size_t nth)
{
	struct slice id = article->reader.doc->links[nth].target;
	const char *hash = memchr(id.ptr, '#', id.len);

	if (hash != NULL)
		id.len = (size_t)(hash - id.ptr);
	return catalog_article(article->base.view->catalog, id);
}

/* The pages that this one links to, each once. */
static void draw_aside(
    const struct article_screen *article, struct canvas *canvas)
{
	struct rect old = canvas_clip(canvas, article->aside);
	int row = article->aside.row, col = article->aside.col + 2;

	canvas_str(canvas, row++, col, "Linked pages", ROLE_HEADING);
	for (size_t i = 0; i < article->reader.doc->nlinks; i++) {
		const struct catalog_article *other = linked(article, i);
		bool twice = false;

		for (size_t k = 0; k < i && !twice; k++)
			twice = linked(article, k) == other;
		if (other == NULL || twice)
			continue;
		if (article->reader.numbers)
			canvas_printf(
			    canvas, row, col, ROLE_LABEL, "%2zu", i + 1);
		canvas_fit(canvas, row++, col + 3, article->aside.cols - 6,
		    slice_of(other->title), ROLE_NORMAL);
	}
	canvas_unclip(canvas, old);
}

static const char *find_message(
    const struct article_screen *article, char *text, size_t len)
{
	const struct find *find = &article->reader.find;
	struct slice query = field_text(&article->field);

	if (query.len == 0)
		snprintf(text, len, "Find: ");
	else if (find->n == 0)
		snprintf(text, len, "Find: %.*s   nothing found",
		    (int)query.len, query.ptr);
	else
		snprintf(text, len, "Find: %.*s   %zu of %zu", (int)query.len,
		    query.ptr, find->current + 1, find->n);
	return text;
}

void article_screen_draw(const struct screen *screen, struct canvas *canvas)
{
	const struct article_screen *article =
	    (const struct article_screen *)screen;
	char progress[48], message[FIELD_CAP + 64];
	struct frame frame = { article->path, progress, screen->view->message,
		screen->ops->where(screen) };

	if (article->page.article.minutes > 0 && canvas->cols >= 60)
		snprintf(progress, sizeof(progress), "%u min  %3d%%",
		    article->page.article.minutes,
		    pager_percent(&article->reader.pager));
	else
		snprintf(progress, sizeof(progress), "%3d%%",
		    pager_percent(&article->reader.pager));
	if (frame.message == NULL && article->field.len > 0)
		frame.message = find_message(article, message, sizeof(message));
	if (article->finding)
		frame.message = find_message(article, message, sizeof(message));
	frame_draw(canvas, &frame);
	reader_draw(&article->reader, canvas, article->text);
	if (article->aside.cols > 0)
		draw_aside(article, canvas);
	if (article_screen_has_pane(article) || article->choosing)
		draw_parts(article, canvas);
	if (article->finding) {
		int col = 1 + 6 + text_cols(field_text(&article->field));

		canvas_cursor(canvas, canvas->rows - 2,
		    col < canvas->cols ? col : canvas->cols - 1);
	}
}
