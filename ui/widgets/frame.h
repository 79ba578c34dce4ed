/*
 * frame.h - what stands around every screen.
 *
 * First row: where I am, and how far. Then the body. Then one message row, and
 * last the hints, made from the binding table, with "! URGENT HELP" always at
 * the right.
 */
#ifndef LUMBAR_FRAME_H
#define LUMBAR_FRAME_H

#include "terminal/binding.h"
#include "terminal/canvas.h"

/* Below this the too-small screen is drawn instead. */
#define FRAME_MIN_ROWS 8
#define FRAME_MIN_COLS 32

/* Columns that a screen may use: wider windows get a centred block. */
#define FRAME_BLOCK 132

struct frame {
	const char *path;     /* "Home > Causes > Sciatica" */
	const char *progress; /* "3 min   42%"; NULL = nothing */
	const char *message;  /* NULL = nothing */
	unsigned where;       /* for the hints */
	const struct policy *policy;
};

struct rect frame_body(int rows, int cols);
void frame_draw(struct canvas *canvas, const struct frame *frame);

/*
 * The key whose hint is drawn at a column of the last row of so wide a frame;
 * 0: there is none.
 */
uint32_t frame_key_at(
    int cols, unsigned where, const struct policy *policy, int col);

/* A paragraph in a room, from a row on; returns the row after it. */
int frame_para(struct canvas *canvas, struct rect room, int row,
    const char *text, enum role role);

#endif
