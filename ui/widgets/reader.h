/*
 * reader.h - a document being read: its layout, the place, links and find.
 *
 * The place is (block, offset) of the first line shown, and how many lines of
 * the same place stand above it. Only the reader's own moves change it, so that
 * no resize makes it creep.
 */
#ifndef LUMBAR_READER_H
#define LUMBAR_READER_H

#include "terminal/canvas.h"
#include "visit/session.h"
#include "widgets/field.h"
#include "widgets/pager.h"

struct reader {
	const struct doc *doc; /* borrowed */
	struct layout layout;
	struct pager pager;
	struct find find;
	struct field query; /* what find looks for; empty = nothing */
	uint32_t block, offset;
	uint32_t extra; /* lines below the first of that place: in a drawing */
	bool numbers;   /* links show their numbers */
	char target[160]; /* of the link that was opened */
};

enum reader_did {
	READER_NOTHING, /* the action was not one of ours */
	READER_MOVED,
	READER_OPEN,   /* target holds what to open */
	READER_EDGE,   /* wanted to go on, but the text ends here */
	READER_NO_LINK /* wanted a link; there is none (of that number) */
};

void reader_init(struct reader *reader, const struct doc *doc);
void reader_free(struct reader *reader);

/*
 * Lay the document out at cols (text) and wide (figures and tables) columns,
 * for a room of rows rows; the same sentence stays at the top.
 */
void reader_flow(
    struct reader *reader, int rows, int cols, int wide, bool ascii);

/* WHERE_LINKS if the page has any, and WHERE_LINK if one has the focus. */
unsigned reader_where(const struct reader *reader);

enum reader_did reader_act(struct reader *reader, enum action action, int arg);

/* A click at row, col of the room: focus a link, or open the focused one. */
enum reader_did reader_click(struct reader *reader, int row, int col);

/* Put the line that shows (block, offset), or a heading, at the top. */
void reader_go(struct reader *reader, uint32_t block, uint32_t offset);

/* Where it stands, the link that has the focus too; and back to there. */
void reader_get_place(const struct reader *reader, struct session_view *view);
void reader_set_place(struct reader *reader, const struct session_view *view);

/* Focus a link (0 = none) and bring it into view. */
void reader_focus(struct reader *reader, uint32_t link);

/*
 * Find what query holds, from the place of (block, offset) on; and what is
 * found stays found through every re-flow.
 */
void reader_find(struct reader *reader);

/*
 * Go to the next match: from the one that find stands on, or from what is in
 * view if that one is not. True if it went on from the other end.
 */
bool reader_find_next(struct reader *reader, int direction);

/* Nothing is looked for any more. */
void reader_find_end(struct reader *reader);

void reader_draw(
    const struct reader *reader, struct canvas *canvas, struct rect rect);

#endif
