/*
 * find.h - find words in a page that is laid out.
 *
 * Caseless and blind to accents. A match may go on over the end of a line.
 * The folded text is made once for each layout, at the first query.
 */
#ifndef LUMBAR_FIND_H
#define LUMBAR_FIND_H

#include "content/layout.h"

struct find_match {
	uint32_t line;
	uint16_t col, cols; /* cells, from the line's beginning */
	uint16_t next_cols; /* cells of the next line that belong to it */
	uint16_t next_col;
};

struct find {
	char *text; /* folded; lines joined by one blank */
	size_t len, cap;
	uint32_t *line_at; /* where each line begins in text */
	size_t nlines, cap_lines;
	struct find_match *matches;
	size_t n, cap_matches;
	size_t current; /* the match that find stands on */
	bool ready;     /* text belongs to the layout in use */
};

void find_init(struct find *find);
void find_free(struct find *find);

/* The layout was made anew; matches are gone until the next query. */
void find_stale(struct find *find);

/*
 * Look for query from the top. current becomes the first match on or below
 * line from (or the first of all). An empty query has no match.
 */
void find_query(struct find *find, const struct layout *layout,
    struct slice query, size_t from);

/* Go to the next match; true if it went on from the other end. */
bool find_next(struct find *find, int direction);

/* The first match that touches line, or n. Matches are in order. */
size_t find_on_line(const struct find *find, size_t line);

#endif
