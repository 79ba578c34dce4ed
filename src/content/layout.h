/*
 * layout.h - flow a document into styled lines at one width.
 *
 * Pure: the same document, width and flags always give the same lines. Spans
 * borrow text from the document or from the layout's own arena, so the
 * document must outlive them. Knows nothing of colours, screens or output.
 * Nothing is filtered here: whoever writes a span's bytes filters them
 * (text_filter, canvas_text), and the widths counted are those of the
 * filtered text. A span never holds a newline.
 */
#ifndef LUMBAR_LAYOUT_H
#define LUMBAR_LAYOUT_H

#include <stdint.h>

#include "content/document.h"

#define LAYOUT_MIN_COLS 12
#define LAYOUT_MAX_COLS 10000
#define LAYOUT_MEASURE  66 /* the widest text column */

/* Flags of layout_flow. */
#define LAYOUT_ASCII   1u /* ASCII drawings, bullets and borders */
#define LAYOUT_NARRATE 2u /* for listening: no drawings, no borders */
#define LAYOUT_NUMBERS 4u /* "[3] " before the text of link 3 */
#define LAYOUT_UNDERLINE                                   \
	16u /* a row of '=' or '-' under each heading, for \
	     * outputs that have no attributes */

/* Flags of a span. */
#define SPAN_BLANK 1u /* nothing but spaces */
#define SPAN_MADE  2u /* a mark, border or label: not text of the document */

struct span {
	const char *ptr;
	uint32_t len;
	uint16_t cols;
	uint8_t role;
	uint8_t flags; /* SPAN_... */
	uint32_t link; /* 1-based into doc->links; 0 = none */
};

/*
 * A line never ends in a blank. Lines that show no leaf (blank ones, borders)
 * belong to the leaf before them. Lines are in the order of (block, offset).
 */
struct line {
	uint32_t span, nspans;
	uint32_t block;  /* node of the leaf that the line shows */
	uint32_t offset; /* bytes of the leaf's text before this line */
	uint16_t cols;   /* cells taken */
};

struct layout {
	struct arena arena;
	struct span *spans;
	struct line *lines;
	size_t nspans, nlines;
	size_t cap_spans, cap_lines;
	int cols;
	int wide; /* set before layout_flow: columns that drawings and tables
	             outside of lists and cards may use; 0 = cols */
	unsigned flags;
};

void layout_init(struct layout *layout);
void layout_free(struct layout *layout);

/*
 * Lay out the whole document, replacing what layout held. Widths below
 * LAYOUT_MIN_COLS are laid out as that (the canvas clips), widths over
 * LAYOUT_MAX_COLS as that. No line is wider, but for layout->wide.
 */
void layout_flow(
    struct layout *layout, const struct doc *doc, int cols, unsigned flags);

/*
 * The reading place: the last line at or before (block, offset), the first of
 * them when several show the same place. It is moved only by the reader, never
 * by a re-flow.
 */
size_t layout_find(
    const struct layout *layout, uint32_t block, uint32_t offset);

/* The first line on which link (1-based) has a span, or nlines. */
size_t layout_find_link(const struct layout *layout, uint32_t link);

/*
 * 'block+offset | role:"text" link#3:"text" +2' (two blanks), one line each,
 * filtered, for --print=lines and tests.
 */
void layout_print(const struct layout *layout, FILE *out);

#endif
