/*
 * md_lines.h - which block each line of a Markdown text belongs to.
 *
 * Follows md4c 0.4.8, with the flags of markdown.c, line by line and without
 * looking ahead. md_guard needs it to know what a character means before md4c
 * sees it, stream to know where a text can be cut. A line may be read before
 * the guard has changed it or after: both give the same.
 */
#ifndef LUMBAR_MD_LINES_H
#define LUMBAR_MD_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "content/markdown.h"

enum md_kind {
	MD_LINE_BLANK, /* also the line that closes a fence */
	MD_LINE_TEXT,  /* of a paragraph, or of a heading that is underlined */
	MD_LINE_HEADING,
	MD_LINE_UNDERLINE, /* makes the paragraph before it a heading */
	MD_LINE_RULE,
	MD_LINE_INDENTED,
	MD_LINE_FENCED, /* also the line that opens it */
	MD_LINE_ROW,
	MD_LINE_DELIMITER /* makes the paragraph before it a table's head */
};

#define MD_NOWHERE SIZE_MAX

struct md_line {
	enum md_kind kind;
	bool first;       /* of a leaf */
	size_t beg;       /* where its content begins */
	size_t over;      /* the mark that would be over a cap, or MD_NOWHERE */
	unsigned columns; /* of a DELIMITER, or of one that is over the cap */
	unsigned marks;   /* containers and items opened */
};

struct md_container {
	char mark; /* '>', a bullet, or the '.' or ')' of a number */
	unsigned mark_cols;
	unsigned text_cols;
};

struct md_lines {
	struct md_container containers[MARKDOWN_MAX_NEST];
	unsigned n;
	enum md_kind leaf; /* ROW in a table; BLANK when there is none */
	bool open;         /* the next line may be added to the leaf */
	size_t count;      /* lines of the leaf */
	char fence;
	size_t fence_len;
	bool blank; /* the line before was */

	/* What md4c remembers of an empty item; see item_ended of md_walk.c. */
	size_t at;
	bool maybe_item;
	bool two_blanks;
};

void md_lines_init(struct md_lines *lines);

/* The next line, given without its newline. */
void md_lines_next(
    struct md_lines *lines, const char *line, size_t len, struct md_line *out);

/*
 * Whether the text can be cut before the line that comes next: what follows
 * is then read as if nothing had been before it.
 */
bool md_lines_cut(const struct md_lines *lines, const char *line, size_t len);

#endif
