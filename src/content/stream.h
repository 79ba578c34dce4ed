/*
 * stream.h - cut a Markdown text of any size into pieces that can be parsed
 * one by one with the same result as the whole.
 *
 * Since Markdown-lite has no link reference definitions, a blank line before
 * an unindented line that begins no list item, outside of a fenced block, ends
 * everything before it. Memory is a few pieces, however large the text.
 */
#ifndef LUMBAR_STREAM_H
#define LUMBAR_STREAM_H

#include "base/status.h"
#include "base/text.h"

#define STREAM_PIECE (128u << 10) /* bytes aimed at; a long block is longer */

struct stream {
	int fd;
	char *buf;
	size_t len, cap, at;
	unsigned line; /* number of the line at `at` */
	int eof;
	size_t piece; /* STREAM_PIECE unless a test sets less */
};

/* Reads fd (borrowed) from where it stands. */
void stream_open(struct stream *stream, int fd);

/*
 * The next piece, with its first line's number; len 0 at the end. BOM and
 * CR of CRLF are removed, NUL becomes U+FFFD's job (kept; the filter shows
 * it). Valid until the next call.
 */
enum status stream_next(
    struct stream *stream, struct slice *piece, unsigned *line);

void stream_close(struct stream *stream);

#endif
