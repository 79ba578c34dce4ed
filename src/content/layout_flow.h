/*
 * layout_flow.h - what the files of layout share; private to them.
 *
 * A leaf's runs become one text (layout_node.c, layout_text.c), the text is cut
 * into lines (layout_wrap.c), and the lines are written behind the prefix of
 * the blocks that stand around the leaf (layout_line.c, layout.c). Tables cut
 * several texts side by side (layout_table.c).
 */
#ifndef LUMBAR_LAYOUT_FLOW_H
#define LUMBAR_LAYOUT_FLOW_H

#include "content/layout.h"

/* Blocks inside each other that get a prefix or a call of their own. */
#define FLOW_MAX_DEPTH 64

/* Tabs of code go to the next multiple of it. */
#define FLOW_TAB_COLS 4

/* Columns of text that prefixes always leave. */
#define FLOW_MIN_TEXT 10

/* A part of a prefix: a border, an indent, the mark of a list item. */
struct flow_mark {
	const char *ptr;
	uint32_t len;
	uint16_t cols;
	uint8_t role;
	uint8_t flags; /* SPAN_... */
};

struct flow_piece {
	struct flow_mark rest;
	struct flow_mark first; /* instead of rest on one line, if fresh */
	bool fresh;
};

/* From pos on, the text has this role and comes from this place. */
struct flow_seg {
	uint32_t pos;
	uint32_t src; /* bytes of the leaf's runs before pos */
	uint32_t link;
	uint8_t role;
	uint8_t flags; /* SPAN_MADE */
};

/*
 * A leaf's text in one piece, blanks collapsed (unless keep); '\n' is a hard
 * break. Its segments stand in flow->segs.
 */
struct flow_text {
	const char *ptr;
	uint32_t len;
	uint32_t pos;  /* of the next line; len + 1 when all are taken */
	uint32_t stop; /* the hard break that ends the line at pos, or len */
	uint32_t seg, end_seg;
	uint32_t src_len;
	bool ascii; /* nothing but printable ASCII and '\n' */
	bool keep;  /* code: blanks and line ends count */
	bool hard;  /* has a '\n' */
};

/* One line of a text: [start, end) in cols columns. */
struct flow_cut {
	uint32_t start, end;
	int cols;
};

struct flow {
	struct layout *out;
	const struct doc *doc;
	int cols;
	int wide; /* of drawings and tables outside of other blocks */
	unsigned flags;

	struct flow_piece pieces[FLOW_MAX_DEPTH * 2];
	unsigned npieces;
	int used; /* columns of the pieces */

	bool gap; /* a blank line is due, behind the first gap_pieces */
	unsigned gap_pieces;

	struct slice lead; /* a list mark that found no room in a prefix */

	uint32_t block;                   /* the leaf being shown */
	uint32_t done_block, done_offset; /* shown so far */

	struct flow_seg *segs;
	size_t nsegs, cap_segs;

	/* The text being made. */
	char *dst;
	uint32_t dst_len, dst_cap;
	uint32_t src; /* bytes of the leaf's runs taken */
	uint32_t first_seg;
	uint32_t line_start; /* of code: for tabs */
	uint64_t seen;       /* something when not all of it is plain */
	bool keep, blank;    /* blank: another blank would be dropped */
	bool hard;

	const char *rule; /* a horizontal line of all columns, once made */
};

/* layout_line.c */

static inline int flow_room(const struct flow *f)
{
	return f->cols - f->used;
}

/* Make the room as wide as drawings and tables may be; returns the old cols. */
static inline int flow_widen(struct flow *f)
{
	const int cols = f->cols;

	if (f->npieces == 0)
		f->cols = f->wide;
	return cols;
}

/* The next line, after a blank one if that is due, with its prefix. */
void flow_line_begin(struct flow *f, uint32_t offset);
void flow_span(struct flow *f, const char *ptr, size_t len, int cols,
    enum role role, unsigned flags, uint32_t link);
void flow_blanks(struct flow *f, int cols);
/* Removes blanks at its end. */
void flow_line_end(struct flow *f);

/* A horizontal line of cols columns, in the line. */
void flow_rule(struct flow *f, int cols);

/* A blank line is due before the next line. */
void flow_gap(struct flow *f);

/* All lines of a text; those after the first are indented by hang more. */
void flow_lines(struct flow *f, struct flow_text *text, int hang);

/* The mark that found no room, as a line of its own. */
void flow_lead(struct flow *f);

/* Words of the program's own, in the place of a leaf. */
void flow_words(struct flow *f, const char *words, enum role role);

/* layout_text.c */

/* At most cap bytes of text will be put. Segments go on at f->nsegs. */
void flow_text_open(struct flow *f, size_t cap, bool keep);
void flow_text_put(struct flow *f, const char *ptr, size_t len, enum role role,
    uint32_t link, unsigned flags);
void flow_text_close(struct flow *f, struct flow_text *text);

/* A hard break. */
void flow_text_break(struct flow *f);

/* What follows has this role and comes from f->src. */
void flow_seg_put(
    struct flow *f, enum role role, uint32_t link, unsigned flags);

/* The bytes of a text; keep and hard are set already. */
void flow_text_set(struct flow_text *text, const char *ptr, uint32_t len);

/* layout_node.c */

/* Room that the runs of a node need, marks of links included. */
size_t flow_node_cap(const struct flow *f, uint32_t node);

/* The runs of a node; base is the role of text without one of its own. */
void flow_text_node(struct flow *f, uint32_t node, enum role base);

/*
 * Open, node and close in one, without a copy where the source can be used as
 * it is.
 */
void flow_node_text(struct flow *f, uint32_t node, enum role base, bool keep,
    struct flow_text *text);

/* layout_glue.c */

/* Whether the words around the blank at pos belong on one line. */
bool flow_glued(
    const struct flow *f, const struct flow_text *text, uint32_t pos);

/* layout_wrap.c */

/* The next line of at most cols columns; false at the end. */
bool flow_text_next(const struct flow *f, struct flow_text *text, int cols,
    struct flow_cut *cut);

/* The bytes of the leaf's runs before pos, at or after the last cut. */
uint32_t flow_text_offset(
    const struct flow *f, struct flow_text *text, uint32_t pos);

/* Add the spans of a cut to the line. Cuts must come in order. */
void flow_text_spans(
    struct flow *f, struct flow_text *text, const struct flow_cut *cut);

/* Cells of the whole text in one line. */
int flow_text_cols(const struct flow_text *text);

/* Cells of the widest part that cannot be broken well. */
int flow_text_min_cols(const struct flow_text *text);

/* layout_figure.c */
void flow_figure(struct flow *f, uint32_t node);

/* layout_table.c */
void flow_table(struct flow *f, uint32_t table);

#endif
