/*
 * choices_draw.c - where the lines of choices stand, and what they look like.
 */
#include <string.h>

#include "widgets/choices_parts.h"
#include "widgets/wrap.h"

#define WIDE_COLS 60 /* narrower ones have no blank around the box */
#define GAP_ROWS  14 /* rooms with less have no blank lines */

static const char number_label[] = "Your answer: ";

/* Where the box, the number and the text of a line begin. */
struct columns {
	int box, number, text;
};

static struct columns columns_of(const struct choices *c)
{
	struct columns at;

	at.box = c->cols >= WIDE_COLS ? 2 : 1;
	at.number = at.box + 4;
	at.text = at.number;
	if (c->kind != CHOICES_NUMBER)
		at.text += c->n > 9 ? 3 : 2;
	return at;
}

static int text_room(const struct choices *c)
{
	const int room = c->cols - columns_of(c).text - 1;

	return room < 8 ? 8 : room;
}

size_t choices_lines(const struct choices *c)
{
	return c->n + (c->kind == CHOICES_NUMBER);
}

size_t choices_item(const struct choices *c, size_t line)
{
	if (c->kind != CHOICES_NUMBER)
		return line;
	return line == 0 ? c->n : line - 1;
}

static int gap_of(const struct choices *c)
{
	return c->rows >= GAP_ROWS;
}

static int lead_cols(const struct choices *c)
{
	const int indent = c->cols >= WIDE_COLS ? 2 : 1;

	return c->cols - indent - 1 < 8 ? 8 : c->cols - indent - 1;
}

void choices_measure(struct choices *c)
{
	int row = 0;

	for (size_t i = 0; i < c->nlead; i++)
		row +=
		    c->lead[i].drawn
			? 1
			: wrap_count(c->lead[i].text, lead_cols(c)) + gap_of(c);
	c->row_at[0] = row;
	for (size_t i = 0; i < choices_lines(c); i++) {
		const size_t item = choices_item(c, i);
		int rows = 1;

		if (item < c->n)
			rows = wrap_count(c->items[item], text_room(c));
		c->row_at[i + 1] = c->row_at[i] + (rows > 0 ? rows : 1);
	}
}

static void draw_lead(
    const struct choices *c, struct canvas *canvas, struct rect rect)
{
	const int col = rect.col + (c->cols >= WIDE_COLS ? 2 : 1);
	int row = rect.row - c->top;

	for (size_t i = 0; i < c->nlead; i++) {
		struct slice rest = c->lead[i].text;

		if (c->lead[i].drawn) {
			canvas_text(canvas, row++, col, rest, c->lead[i].role);
			continue;
		}
		while (rest.len > 0)
			canvas_text(canvas, row++, col,
			    wrap_next(&rest, lead_cols(c)), c->lead[i].role);
		row += gap_of(c);
	}
}

static void draw_number(
    const struct choices *c, struct canvas *canvas, int row, struct rect rect)
{
	const bool focus = c->focus == 0;
	int col = rect.col + columns_of(c).box;

	col += canvas_str(
	    canvas, row, col, number_label, focus ? ROLE_FOCUS : ROLE_NORMAL);
	col += canvas_str(canvas, row, col, c->typed, ROLE_STRONG);
	for (size_t i = strlen(c->typed); i < CHOICES_DIGITS; i++)
		canvas_str(canvas, row, col + (int)(i - strlen(c->typed)), "_",
		    ROLE_NORMAL);
	if (focus)
		canvas_cursor(canvas, row, col);
}

static void draw_item(const struct choices *c, struct canvas *canvas, int row,
    struct rect rect, size_t item, bool focus)
{
	static const char *const boxes[2][2] = { { "( )", "(*)" },
		{ "[ ]", "[x]" } };
	const struct columns at = columns_of(c);
	const bool marked = (c->marked >> item & 1u) != 0;
	struct slice rest = c->items[item];

	if (c->kind == CHOICES_ORDER && marked && !(c->apart >> item & 1u))
		canvas_printf(canvas, row, rect.col + at.box, ROLE_STRONG,
		    "[%d]", c->rank[item]);
	else
		canvas_str(canvas, row, rect.col + at.box,
		    boxes[c->kind == CHOICES_MANY || c->kind == CHOICES_ORDER]
			 [marked],
		    marked ? ROLE_STRONG : ROLE_NORMAL);
	if (c->kind != CHOICES_NUMBER)
		canvas_printf(canvas, row, rect.col + at.number, ROLE_LABEL,
		    "%*zu", c->n > 9 ? 2 : 1, item + 1);
	while (rest.len > 0)
		canvas_text(canvas, row++, rect.col + at.text,
		    wrap_next(&rest, text_room(c)),
		    focus    ? ROLE_FOCUS
		    : marked ? ROLE_STRONG
			     : ROLE_NORMAL);
}

void choices_draw(
    const struct choices *c, struct canvas *canvas, struct rect rect)
{
	struct rect old = canvas_clip(canvas, rect);

	canvas_cursor(canvas, rect.row, rect.col);
	draw_lead(c, canvas, rect);
	for (size_t i = 0; i < choices_lines(c); i++) {
		const int row = rect.row + c->row_at[i] - c->top;
		const bool focus = i == c->focus;
		const size_t item = choices_item(c, i);

		if (focus) {
			canvas_str(canvas, row, rect.col, ">", ROLE_STRONG);
			if (row >= rect.row && row < rect.row + rect.rows)
				canvas_cursor(canvas, row, rect.col);
		}
		if (item < c->n)
			draw_item(c, canvas, row, rect, item, focus);
		else
			draw_number(c, canvas, row, rect);
	}
	canvas_unclip(canvas, old);
}
