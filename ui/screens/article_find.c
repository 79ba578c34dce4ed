#include "screens/article_screen.h"

#include <stdio.h>

#define LABEL "Find: "

static struct step say(const char *message)
{
	struct step step = STAY;

	step.message = message;
	return step;
}

struct step article_find_begin(struct article_screen *article)
{
	reader_find_end(&article->reader);
	article->finding = true;
	reader_get_place(&article->reader, &article->begun);
	return STAY;
}

void article_find_end(struct article_screen *article)
{
	article->finding = false;
	reader_find_end(&article->reader);
}

struct step article_find_next(struct article_screen *article, int direction)
{
	if (article->reader.find.n == 0)
		return STAY;
	if (reader_find_next(&article->reader, direction))
		return say(direction > 0 ? "continued from the top"
					 : "continued from the end");
	return STAY;
}

struct step article_find_act(
    struct article_screen *article, enum action action, int arg)
{
	struct reader *reader = &article->reader;

	switch (action) {
	case ACT_OPEN:
		article->finding = false;
		if (reader->find.n > 0)
			return STAY;
		reader_find_end(reader);
		return say("Nothing found for these words");
	case ACT_BACK:
		article_find_end(article);
		reader_set_place(reader, &article->begun);
		return STAY;
	case ACT_FIND_NEXT:
		return article_find_next(article, 1);
	case ACT_FIND_PREVIOUS:
		return article_find_next(article, -1);
	default:
		if (!field_act(&reader->query, action, arg))
			return STAY;
		/* always from where the reader was when find was opened */
		reader_set_place(reader, &article->begun);
		reader_find(reader);
		return STAY;
	}
}

/* "2 of 5", and that it went round. */
static const char *count_text(
    const struct article_screen *article, char *text, size_t len)
{
	const struct find *find = &article->reader.find;
	const char *more = article->base.view->message;

	if (article->reader.query.len == 0)
		return "";
	if (find->n == 0)
		return "nothing found";
	snprintf(text, len, "%zu of %zu%s%s", find->current + 1, find->n,
	    more != NULL ? ", " : "", more != NULL ? more : "");
	return text;
}

/* The count always shows; of a long query its end does. */
void article_find_draw(
    const struct article_screen *article, struct canvas *canvas)
{
	struct slice query = field_text(&article->reader.query);
	const int row = canvas->rows - 2;
	char text[64];
	const char *count = count_text(article, text, sizeof(text));
	int col = 1, room;

	room = canvas->cols - 2 - (int)sizeof(LABEL) -
	       text_cols(slice_of(count)) - 3;
	while (query.len > 0 && text_cols(query) > room) {
		uint32_t cp;
		size_t step = utf8_next(query.ptr, query.len, &cp);

		query.ptr += step;
		query.len -= step;
	}
	col += canvas_str(canvas, row, col, LABEL, ROLE_MESSAGE);
	col += canvas_text(canvas, row, col, query, ROLE_MESSAGE);
	if (article->finding)
		canvas_cursor(canvas, row, col);
	canvas_str(canvas, row, col + 3, count, ROLE_MESSAGE);
}
