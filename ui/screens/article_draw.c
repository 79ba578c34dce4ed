#include "screens/article_screen.h"

#include <stdio.h>

#include "widgets/wrap.h"

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

/* The pages that this one links to. */
static void draw_aside(
    const struct article_screen *article, struct canvas *canvas)
{
	struct rect old = canvas_clip(canvas, article->aside);
	int row = article->aside.row, col = article->aside.col + 2;

	if (article->nlinked > 0)
		canvas_str(canvas, row++, col, "Linked pages", ROLE_HEADING);
	for (size_t i = 0; i < article->nlinked; i++) {
		struct slice title = slice_of(article->linked[i].to->title);

		if (article->reader.numbers)
			canvas_printf(canvas, row, col, ROLE_LABEL, "%2u",
			    (unsigned)article->linked[i].link);
		for (; title.len > 0; row++)
			canvas_text(canvas, row, col + 3,
			    wrap_next(&title, article->aside.cols - 6),
			    ROLE_NORMAL);
	}
	canvas_unclip(canvas, old);
}

static const char *progress_text(
    const struct article_screen *article, int cols, char *text, size_t len)
{
	const int percent = pager_percent(&article->reader.pager);

	if (article->page.whole && cols >= 60)
		snprintf(text, len, "%u min  %3d%%",
		    article->page.article.minutes, percent);
	else
		snprintf(text, len, "%3d%%", percent);
	return text;
}

/* What the message row says while nothing is looked for. */
static const char *message_text(
    const struct article_screen *article, char *text, size_t len)
{
	const size_t below = list_below(&article->parts);

	if (article->base.view->message != NULL)
		return article->base.view->message;
	if (article->greeting != NULL)
		return article->greeting;
	if (!article->choosing || below == 0)
		return NULL;
	snprintf(text, len, "%zu more below: Down", below);
	return text;
}

void article_screen_draw(const struct screen *screen, struct canvas *canvas)
{
	const struct article_screen *article =
	    (const struct article_screen *)screen;
	const bool find = article->finding || article->reader.query.len > 0;
	char progress[48], message[48];
	struct frame frame = { article->path, NULL, NULL,
		screen->ops->where(screen), screen->view->policy };

	frame.progress =
	    progress_text(article, canvas->cols, progress, sizeof(progress));
	if (!find)
		frame.message = message_text(article, message, sizeof(message));
	frame_draw(canvas, &frame);
	reader_draw(&article->reader, canvas, article->text);
	if (article->aside.cols > 0)
		draw_aside(article, canvas);
	if (article_screen_has_pane(article) || article->choosing)
		draw_parts(article, canvas);
	if (find)
		article_find_draw(article, canvas);
	if (article->term != NULL)
		article_term_draw(article, canvas);
}
