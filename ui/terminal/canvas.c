#include "terminal/canvas.h"

#include <assert.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"

static struct cell *cell_at(const struct canvas *canvas, int row, int col)
{
	return canvas->cells + (size_t)row * (size_t)canvas->cols + col;
}

static struct cell plain_cell(uint32_t cp, enum role role)
{
	_Static_assert(sizeof(struct cell) == 8, "cells are compared as bytes");

	return (struct cell){
		.cp = cp & 0x1FFFFF,
		.cols = 1,
		.role = (unsigned)role & 0x7F,
	};
}

static int clamp(int value, int least, int most)
{
	if (value < least)
		return least;
	return value > most ? most : value;
}

void canvas_init(struct canvas *canvas)
{
	*canvas = (struct canvas){ .cells = NULL };
	canvas_resize(canvas, 1, 1);
}

/* What the last frame showed was for one visitor. */
static void wipe(struct canvas *canvas)
{
	if (canvas->cells != NULL)
		explicit_bzero(canvas->cells,
		    (size_t)canvas->cap * sizeof(*canvas->cells));
}

void canvas_wipe(struct canvas *canvas)
{
	wipe(canvas);
	canvas_clear(canvas);
}

void canvas_free(struct canvas *canvas)
{
	wipe(canvas);
	free(canvas->cells);
	*canvas = (struct canvas){ .cells = NULL };
}

void canvas_resize(struct canvas *canvas, int rows, int cols)
{
	canvas->rows = clamp(rows, 1, CANVAS_MAX);
	canvas->cols = clamp(cols, 1, CANVAS_MAX);
	if (canvas->rows * canvas->cols > canvas->cap) {
		wipe(canvas);
		canvas->cap = canvas->rows * canvas->cols;
		canvas->cells = die_realloc(canvas->cells,
		    (size_t)canvas->cap * sizeof(*canvas->cells));
	}
	canvas_clear(canvas);
}

void canvas_clear(struct canvas *canvas)
{
	const size_t cols = (size_t)canvas->cols;

	for (size_t i = 0; i < cols; i++)
		canvas->cells[i] = plain_cell(' ', ROLE_NORMAL);
	for (size_t row = 1; row < (size_t)canvas->rows; row++)
		memcpy(canvas->cells + row * cols, canvas->cells,
		    cols * sizeof(*canvas->cells));
	canvas->cursor_row = 0;
	canvas->cursor_col = 0;
	canvas->clip = canvas_rect(canvas);
}

struct rect canvas_rect(const struct canvas *canvas)
{
	return (struct rect){ 0, 0, canvas->rows, canvas->cols };
}

struct rect canvas_clip(struct canvas *canvas, struct rect rect)
{
	const struct rect old = canvas->clip;

	canvas->clip = rect_shared(old, rect);
	return old;
}

void canvas_unclip(struct canvas *canvas, struct rect old)
{
	canvas->clip = rect_shared(old, canvas_rect(canvas));
}

/*
 * Columns col to end of a row are about to be overwritten: the other halves
 * of wide characters that lie across the ends become blanks.
 */
static void cut_halves(struct canvas *canvas, int row, int col, int end)
{
	struct cell *const cells = cell_at(canvas, row, 0);

	if (cells[col].cols == 0)
		cells[col - 1] =
		    plain_cell(' ', (enum role)cells[col - 1].role);
	if (end < canvas->cols && cells[end].cols == 0)
		cells[end] = plain_cell(' ', (enum role)cells[end].role);
}

/* The columns of a row that may be drawn, from *col to the one before *end. */
static bool visible(const struct canvas *canvas, int row, int *col, int *end)
{
	const struct rect *const clip = &canvas->clip;

	if (row < clip->row || row >= clip->row + clip->rows)
		return false;
	if (*col < clip->col)
		*col = clip->col;
	if (*end > clip->col + clip->cols)
		*end = clip->col + clip->cols;
	return *col < *end;
}

/* Printable ASCII. */
static void put_plain(struct canvas *canvas, int row, int col, const char *ptr,
    int len, enum role role)
{
	const struct cell model = plain_cell(0, role);
	int from = col, end = rect_end(col, len);
	struct cell *cells;

	if (!visible(canvas, row, &from, &end))
		return;
	cut_halves(canvas, row, from, end);
	cells = cell_at(canvas, row, 0);
	for (int at = from; at < end; at++) {
		cells[at] = model;
		cells[at].cp = (unsigned char)ptr[at - col];
	}
}

/* One character of one cell, again and again. */
static void put_same(struct canvas *canvas, int row, int col, int cols,
    uint32_t cp, enum role role)
{
	const struct cell model = plain_cell(cp, role);
	int from = col, end = rect_end(col, cols);
	struct cell *cells;

	if (!visible(canvas, row, &from, &end))
		return;
	cut_halves(canvas, row, from, end);
	cells = cell_at(canvas, row, 0);
	for (int at = from; at < end; at++)
		cells[at] = model;
}

/* One that does not fit into what may be drawn becomes a blank there. */
static void put_wide(
    struct canvas *canvas, int row, int col, uint32_t cp, enum role role)
{
	int from = col, end = rect_end(col, 2);
	struct cell *cells;

	if (!visible(canvas, row, &from, &end))
		return;
	cut_halves(canvas, row, from, end);
	cells = cell_at(canvas, row, 0);
	if (end - from < 2) {
		cells[from] = plain_cell(' ', role);
		return;
	}
	cells[from] = plain_cell(cp, role);
	cells[from].cols = 2;
	cells[from + 1] = plain_cell(0, role);
	cells[from + 1].cols = 0;
}

/* A combining mark goes to the letter that ends before col. */
static void put_mark(struct canvas *canvas, int row, int col, uint32_t cp)
{
	int from, end = col;
	struct cell *cell;

	/* What is beyond has no looks: choices among variants, tags. */
	if (canvas->ascii || col < 1 || col > canvas->cols || cp > 0x1FFFF)
		return;
	from = col - 1;
	if (!visible(canvas, row, &from, &end) || from != col - 1)
		return;
	cell = cell_at(canvas, row, from);
	if (cell->cols == 0)
		cell--;
	for (int i = 0; i < CELL_MARKS; i++) {
		if (canvas_mark(cell, i) == 0) {
			cell->marks[i] = (uint16_t)(cp & 0xFFFF);
			cell->far = (cell->far | (cp >> 16) << i) & 3;
			return;
		}
	}
}

static void put_char(struct canvas *canvas, int row, int col, uint32_t cp,
    int cols, enum role role)
{
	if (cols == 0)
		put_mark(canvas, row, col, cp);
	else if (canvas->ascii)
		put_same(canvas, row, col, cols, (unsigned char)text_ascii(cp),
		    role);
	else if (cols == 1)
		put_same(canvas, row, col, 1, cp, role);
	else
		put_wide(canvas, row, col, cp, role);
}

int canvas_text(
    struct canvas *canvas, int row, int col, struct slice text, enum role role)
{
	const int start = col;
	size_t at = 0;

	assert(role >= 0 && role < ROLE_COUNT);
	/* Nothing of it is seen: a row outside, or all of it too far right. */
	while (at < text.len && col < canvas->cols) {
		const size_t plain =
		    text_plain_len(text.ptr + at, text.len - at);
		const int run = plain > INT_MAX ? INT_MAX : (int)plain;
		uint32_t cp;
		int cols;

		put_plain(canvas, row, col, text.ptr + at, run, role);
		col = rect_end(col, run);
		at += plain;
		if (at == text.len)
			break;
		at += utf8_next(text.ptr + at, text.len - at, &cp);
		cp = text_safe(cp);
		cols = utf8_cols(cp);
		put_char(canvas, row, col, cp, cols, role);
		col = rect_end(col, cols);
	}
	/* Marks of a letter in the last column are seen too. */
	while (at < text.len && col == canvas->cols) {
		uint32_t cp;
		const size_t step =
		    utf8_next(text.ptr + at, text.len - at, &cp);

		cp = text_safe(cp);
		if (utf8_cols(cp) > 0)
			break;
		put_mark(canvas, row, col, cp);
		at += step;
	}
	text.ptr += at;
	text.len -= at;
	if (text.len > 0)
		col = rect_end(col, text_cols(text));
	/* From far left to far right is more than an int. */
	return start < 0 && col > INT_MAX + start ? INT_MAX : col - start;
}

int canvas_str(
    struct canvas *canvas, int row, int col, const char *str, enum role role)
{
	return canvas_text(canvas, row, col, slice_of(str), role);
}

int canvas_printf(struct canvas *canvas, int row, int col, enum role role,
    const char *fmt, ...)
{
	char local[256], *text = local;
	va_list args, again;
	int len, cols;

	va_start(args, fmt);
	va_copy(again, args);
	len = vsnprintf(local, sizeof(local), fmt, args);
	if (len < 0)
		len = 0;
	if ((size_t)len >= sizeof(local)) {
		text = die_alloc((size_t)len + 1);
		(void)vsnprintf(text, (size_t)len + 1, fmt, again);
	}
	va_end(again);
	va_end(args);
	cols = canvas_text(
	    canvas, row, col, (struct slice){ text, (size_t)len }, role);
	if (text != local)
		free(text);
	return cols;
}

int canvas_fit(struct canvas *canvas, int row, int col, int cols,
    struct slice text, enum role role)
{
	struct slice head = text;
	int used;

	if (cols <= 0)
		return 0;
	head.len = text_fit(text, cols, &used);
	if (head.len == text.len)
		return canvas_text(canvas, row, col, text, role);
	head.len = text_fit(text, cols > 3 ? cols - 3 : 0, &used);
	used = canvas_text(canvas, row, col, head, role);
	return used + canvas_text(canvas, row, rect_end(col, used),
			  (struct slice){ "...", cols > 3 ? 3 : (size_t)cols },
			  role);
}

void canvas_fill(
    struct canvas *canvas, struct rect rect, uint32_t cp, enum role role)
{
	const struct rect seen = rect_shared(canvas->clip, rect);

	assert(role >= 0 && role < ROLE_COUNT);
	cp = text_safe(cp);
	if (utf8_cols(cp) != 1)
		cp = ' ';
	if (canvas->ascii && cp > 0x7E)
		cp = (unsigned char)text_ascii(cp);
	for (int row = 0; row < seen.rows; row++)
		put_same(canvas, seen.row + row, seen.col, seen.cols, cp, role);
}

/* A wide character is painted when all of it is meant. */
void canvas_paint(struct canvas *canvas, struct rect rect, enum role role)
{
	const struct rect seen = rect_shared(canvas->clip, rect);
	const int end = seen.col + seen.cols;

	assert(role >= 0 && role < ROLE_COUNT);
	for (int row = seen.row; row < seen.row + seen.rows; row++) {
		struct cell *const cells = cell_at(canvas, row, 0);

		for (int col = seen.col; col < end; col++) {
			const bool halved =
			    (cells[col].cols == 0 && col == seen.col) ||
			    (cells[col].cols == 2 && col + 1 == end);

			if (!halved)
				cells[col].role = (unsigned)role & 0x7F;
		}
	}
}

void canvas_box(
    struct canvas *canvas, struct rect rect, const char *title, enum role role)
{
	const int bottom = rect_end(rect.row, rect.rows - 1);
	const int right = rect_end(rect.col, rect.cols - 1);
	const uint32_t across = 0x2500, down = 0x2502;
	int used;

	if (rect.rows < 2 || rect.cols < 2)
		return;
	canvas_fill(canvas, (struct rect){ rect.row, rect.col, 1, rect.cols },
	    across, role);
	canvas_fill(canvas, (struct rect){ bottom, rect.col, 1, rect.cols },
	    across, role);
	canvas_fill(canvas, (struct rect){ rect.row, rect.col, rect.rows, 1 },
	    down, role);
	canvas_fill(
	    canvas, (struct rect){ rect.row, right, rect.rows, 1 }, down, role);
	put_char(canvas, rect.row, rect.col, 0x250C, 1, role);
	put_char(canvas, rect.row, right, 0x2510, 1, role);
	put_char(canvas, bottom, rect.col, 0x2514, 1, role);
	put_char(canvas, bottom, right, 0x2518, 1, role);
	if (title == NULL || title[0] == '\0' || rect.cols < 7)
		return;
	/* +-- Title -----+ */
	put_char(canvas, rect.row, rect.col + 2, ' ', 1, role);
	used = canvas_fit(canvas, rect.row, rect.col + 3, rect.cols - 6,
	    slice_of(title), role);
	put_char(canvas, rect.row, rect.col + 3 + used, ' ', 1, role);
}

void canvas_cursor(struct canvas *canvas, int row, int col)
{
	canvas->cursor_row = clamp(row, 0, canvas->rows - 1);
	canvas->cursor_col = clamp(col, 0, canvas->cols - 1);
}
