/*
 * pager.h - a window onto the lines of a layout.
 *
 * Draws lines, the focused link and what find found; scrolls. The layout and
 * find are borrowed and may be NULL for none.
 */
#ifndef LUMBAR_PAGER_H
#define LUMBAR_PAGER_H

#include "terminal/binding.h"
#include "terminal/canvas.h"
#include "widgets/find.h"

struct pager {
	const struct layout *layout;
	const struct find *find;
	size_t top;    /* first line shown */
	int rows;      /* of the room that it has */
	uint32_t link; /* the focused link, 1-based; 0 = none */
	size_t mark;   /* the line that is being read: the cursor's, in view */
};

/* The largest top: the last screenful. */
size_t pager_last(const struct pager *pager);

/* Put top where there are lines. Call after every change. */
void pager_clamp(struct pager *pager);

/* Scroll: lines, pages, ends, wheel; true if the action was one of them. */
bool pager_act(struct pager *pager, enum action action, int arg);

/* Bring a line into view, a few lines from the edge. */
void pager_show(struct pager *pager, size_t line);

/* How much has been read, 0 to 100. */
int pager_percent(const struct pager *pager);

/*
 * The link that Tab (1) or Shift-Tab (-1) goes to: the next on the screen, or
 * the first in the direction of the reader; 0 when there is none.
 */
uint32_t pager_next_link(
    const struct pager *pager, uint32_t nlinks, int direction);

/* Whether a line, or the focused link, is in the room. */
bool pager_shows(const struct pager *pager, size_t line);
bool pager_shows_link(const struct pager *pager);

/* The link drawn at row, col of the room, or 0. */
uint32_t pager_link_at(const struct pager *pager, int row, int col);

/* Draws and places the cursor: on the link, the match, or the first line. */
void pager_draw(
    const struct pager *pager, struct canvas *canvas, struct rect rect);

#endif
