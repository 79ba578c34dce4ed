/*
 * canvas.h - a grid of cells in roles. No curses.
 *
 * The one place that clips: drawing outside the grid or the clip rectangle is
 * allowed and has no effect. A wide character that would be halved becomes
 * blanks. Everything put here goes through text_safe. The cursor is where the
 * focus is: screens must place it on every draw.
 */
#ifndef LUMBAR_CANVAS_H
#define LUMBAR_CANVAS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/text.h"
#include "content/role.h"
#include "terminal/rect.h"

/* Combining marks kept behind a letter; more are dropped. */
#define CELL_MARKS 2

/* Eight bytes without padding: drawing and comparing is moving memory. */
struct cell {
	uint32_t cp : 21;  /* 0 in the right half of a wide one */
	uint32_t cols : 2; /* 1 or 2; 0 in the right half */
	uint32_t role : 7;
	uint32_t far : CELL_MARKS;  /* bit i: marks[i] is U+10000 and more */
	uint16_t marks[CELL_MARKS]; /* see canvas_mark */
};

/* A mark of a cell; 0 = none. */
static inline uint32_t canvas_mark(const struct cell *cell, int i)
{
	return cell->marks[i] | (uint32_t)(cell->far >> i & 1) << 16;
}

struct canvas {
	struct cell *cells; /* rows * cols, row by row */
	int rows, cols;
	int cap;          /* cells allocated */
	struct rect clip; /* drawing outside has no effect */
	int cursor_row, cursor_col;
	bool ascii; /* draw stand-ins for everything beyond ASCII */
};

void canvas_init(struct canvas *canvas);
/* Nothing of what was drawn is left; it is empty, of the same size. */
void canvas_wipe(struct canvas *canvas);
void canvas_free(struct canvas *canvas);

/* Sizes below 1 become 1, above CANVAS_MAX that. Clears everything. */
#define CANVAS_MAX 1000
void canvas_resize(struct canvas *canvas, int rows, int cols);

/* All blanks, cursor at 0,0, clip = everything. */
void canvas_clear(struct canvas *canvas);

struct rect canvas_rect(const struct canvas *canvas); /* all of it */
/* Narrow the clip to what it and rect share; returns the old clip. */
struct rect canvas_clip(struct canvas *canvas, struct rect rect);
void canvas_unclip(struct canvas *canvas, struct rect old);

/* Draw text from row,col; returns the columns it took, clipped or not. */
int canvas_text(
    struct canvas *canvas, int row, int col, struct slice text, enum role role);
int canvas_str(
    struct canvas *canvas, int row, int col, const char *str, enum role role);
int canvas_printf(struct canvas *canvas, int row, int col, enum role role,
    const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* As canvas_text, but text over cols columns ends in "..." within them. */
int canvas_fit(struct canvas *canvas, int row, int col, int cols,
    struct slice text, enum role role);

void canvas_fill(
    struct canvas *canvas, struct rect rect, uint32_t cp, enum role role);
/* Change the role of what is drawn there already. */
void canvas_paint(struct canvas *canvas, struct rect rect, enum role role);
/*
 * A box of single lines (or + - |): the outermost cells of rect, with the title
 * in its upper edge.
 */
void canvas_box(
    struct canvas *canvas, struct rect rect, const char *title, enum role role);

void canvas_cursor(struct canvas *canvas, int row, int col);

/*
 * As text for golden files: the rows with trailing blanks cut, then
 * "cursor row,col". With roles set, below each row that has roles other than
 * NORMAL a row of letters, one a cell (see canvas.c for the letters).
 */
void canvas_dump(const struct canvas *canvas, bool roles, FILE *out);

#endif
