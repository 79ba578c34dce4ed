/*
 * What a word means, in a box beside the word: the page stays where it is.
 */
#include "screens/article_screen.h"

#include "widgets/wrap.h"

#define BOX_COLS 70 /* at most; the text of a word takes two lines of it */

bool article_term_open(struct article_screen *article, struct slice id)
{
	const struct catalog *catalog = article->base.view->catalog;

	if (!article->glossary_read)
		(void)glossary_read(catalog, &article->arena,
		    &article->glossary, article->diag);
	article->glossary_read = true;
	article->term = glossary_term(&article->glossary, id);
	return article->term != NULL;
}

unsigned article_term_where(const struct article_screen *article)
{
	const struct catalog *catalog = article->base.view->catalog;
	const struct term *term = article->term;

	if (term == NULL)
		return 0;
	return catalog_article(catalog, slice_of(term->see)) != NULL
	           ? WHERE_TERM | WHERE_MORE
	           : WHERE_TERM;
}

/* Where the box goes: below the word, above it, or over all of the text. */
static struct rect place_box(
    struct rect text, int word_row, int word_col, int rows, int cols)
{
	struct rect box = { word_row + 1, word_col, rows, cols };

	if (box.col + cols > text.col + text.cols)
		box.col = text.col + text.cols - cols;
	if (box.col < text.col)
		box.col = text.col;
	if (box.row + rows > text.row + text.rows)
		box.row = word_row - rows;
	if (box.row < text.row)
		box.row = text.row + text.rows - rows;
	return box;
}

static void draw_lines(
    struct canvas *canvas, struct rect room, struct slice text)
{
	for (int row = room.row; text.len > 0; row++)
		canvas_text(canvas, row, room.col, wrap_next(&text, room.cols),
		    ROLE_NORMAL);
}

void article_term_draw(
    const struct article_screen *article, struct canvas *canvas)
{
	const struct rect text = article->text;
	const struct slice words = slice_of(article->term->text);
	const int cols = text.cols < BOX_COLS ? text.cols : BOX_COLS;
	const int rows = wrap_count(words, cols - 4) + 2;
	struct rect box =
	    place_box(text, canvas->cursor_row, canvas->cursor_col, rows, cols);
	struct rect room = { box.row + 1, box.col + 2, box.rows - 2,
		box.cols - 4 };

	if (rows <= text.rows) {
		canvas_fill(canvas, box, ' ', ROLE_NORMAL);
		canvas_box(canvas, box, article->term->word, ROLE_NORMAL);
		draw_lines(canvas, room, words);
	} else {
		/* no room for a frame */
		room = text;
		canvas_fill(canvas, room, ' ', ROLE_NORMAL);
		canvas_text(canvas, room.row, room.col,
		    slice_of(article->term->word), ROLE_STRONG);
		room.row++;
		room.rows--;
		draw_lines(canvas, room, words);
	}
	/* what is read out is what came last */
	canvas_cursor(canvas, room.row, room.col);
}
