/*
 * stream.h - cut a Markdown text of any size into pieces that can be parsed
 * one by one with the same result as the whole.
 *
 * Since Markdown-lite has no link reference definitions, a line that cannot go
 * on with anything ends everything before it: mostly one after a blank line
 * that is not indented, begins no list item and is outside of a fenced block.
 * Memory is a few pieces, however large the text.
 */
#ifndef LUMBAR_STREAM_H
#define LUMBAR_STREAM_H

#include "base/status.h"
#include "base/text.h"
#include "content/md_lines.h"

#define STREAM_PIECE (128u << 10) /* bytes aimed at; a long block is longer */

/* A block that has no end is cut all the same. */
#define STREAM_MOST (256u << 20)

struct stream {
	int fd;
	char *buf;
	size_t len, cap, at;
	unsigned line; /* number of the line at `at` */
	int eof;
	size_t piece; /* STREAM_PIECE unless a test sets less */
	bool begun;   /* the first bytes were looked at for a BOM */
	bool cr;      /* the last byte read was one, and is not in buf yet */
};

/* Reads fd (borrowed) from where it stands. */
void stream_open(struct stream *stream, int fd);

/*
 * The next piece, with its first line's number; len 0 at the end. BOM and
 * CR of CRLF are removed, NUL becomes U+FFFD's job (kept; the filter shows
 * it). Valid until the next call. The byte behind the piece is readable.
 */
enum status stream_next(
    struct stream *stream, struct slice *piece, unsigned *line);

void stream_close(struct stream *stream);

#endif
