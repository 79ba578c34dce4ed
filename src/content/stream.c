#include "content/stream.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"

void stream_open(struct stream *stream, int fd)
{
	*stream = (struct stream){
		.fd = fd,
		.line = 1,
		.piece = STREAM_PIECE,
	};
}

void stream_close(struct stream *stream)
{
	free(stream->buf);
	stream->buf = NULL;
}

/* CRLF becomes LF, within the bytes just read. A last CR waits. */
static size_t drop_cr(struct stream *s, char *ptr, size_t len)
{
	const char *const first = memchr(ptr, '\r', len);
	size_t out;

	if (first == NULL)
		return len;
	out = (size_t)(first - ptr);
	for (size_t i = out; i < len; i++) {
		if (ptr[i] == '\r' && i + 1 == len)
			s->cr = true;
		else if (ptr[i] != '\r' || ptr[i + 1] != '\n')
			ptr[out++] = ptr[i];
	}
	return out;
}

static void make_room(struct stream *s, size_t len)
{
	if (s->at > 0) {
		memmove(s->buf, s->buf + s->at, s->len - s->at);
		s->len -= s->at;
		s->at = 0;
	}
	/* One byte more is always there to be read, or for a newline. */
	if (s->cap - s->len < len + 2 || s->buf == NULL) {
		s->cap = s->cap * 2 > s->len + len + 2 ? s->cap * 2
		                                       : s->len + len + 2;
		s->buf = die_realloc(s->buf, s->cap);
	}
}

/* Waits for a descriptor that does not. */
static ssize_t read_some(int fd, char *ptr, size_t len)
{
	for (;;) {
		struct pollfd wait = { .fd = fd, .events = POLLIN };
		const ssize_t n = read(fd, ptr, len);

		if (n >= 0)
			return n;
		if (errno == EAGAIN || errno == EWOULDBLOCK)
			(void)poll(&wait, 1, -1);
		else if (errno != EINTR)
			return -1;
	}
}

/* Bytes behind the ones that are there; at the end there may come none. */
static enum status fill(struct stream *s)
{
	static const char bom[] = "\xEF\xBB\xBF";
	const size_t len = s->piece;
	size_t got = 0;
	ssize_t n;

	make_room(s, len);
	if (s->cr) {
		s->buf[s->len] = '\r';
		got = 1;
	}
	n = read_some(s->fd, s->buf + s->len + got, len);
	if (n < 0)
		return STATUS_IO;
	if (n == 0) {
		s->eof = 1;
		s->len += got;
	} else {
		s->cr = false;
		s->len += drop_cr(s, s->buf + s->len, got + (size_t)n);
	}
	if (!s->begun && (s->eof || s->len >= sizeof(bom) - 1)) {
		s->begun = true;
		if (s->len >= sizeof(bom) - 1 &&
		    memcmp(s->buf, bom, sizeof(bom) - 1) == 0)
			s->at = sizeof(bom) - 1;
	}
	return STATUS_OK;
}

/* What was read of the lines of the next piece. */
struct scan {
	struct md_lines lines;
	size_t off;     /* lines up to here were read */
	size_t cut;     /* the last place to cut at, or 0 */
	size_t newline; /* none between off and here */
	unsigned nlines, cut_nlines;
};

/*
 * Read more lines. True when the piece is found: the last place to cut at
 * within piece bytes, or the first one after them.
 */
static bool scan_lines(const struct stream *s, struct scan *scan)
{
	const char *const text = s->buf + s->at;
	const size_t len = s->len - s->at;

	for (;;) {
		const char *const line = text + scan->off;
		const char *const end =
		    memchr(text + scan->newline, '\n', len - scan->newline);
		struct md_line ml;
		size_t line_len;

		if (end == NULL) {
			scan->newline = len;
			return false;
		}
		line_len = (size_t)(end - line);
		if (scan->off > s->piece && scan->cut > 0)
			return true;
		if (scan->off > s->piece / 2 &&
		    md_lines_cut(&scan->lines, line, line_len)) {
			scan->cut = scan->off;
			scan->cut_nlines = scan->nlines;
			if (scan->off >= s->piece)
				return true;
		}
		md_lines_next(&scan->lines, line, line_len, &ml);
		scan->off += line_len + 1;
		scan->newline = scan->off;
		scan->nlines++;
		if (scan->off >= STREAM_MOST) {
			scan->cut = scan->off;
			scan->cut_nlines = scan->nlines;
			return true;
		}
	}
}

enum status stream_next(
    struct stream *stream, struct slice *piece, unsigned *line)
{
	struct scan scan = { .off = 0 };
	size_t len;

	assert(stream->piece > 0);
	*piece = (struct slice){ "", 0 };
	*line = stream->line;
	md_lines_init(&scan.lines);
	while (!stream->begun || !scan_lines(stream, &scan)) {
		enum status status;

		if (stream->eof) {
			scan.cut = 0;
			scan.cut_nlines = scan.nlines;
			break;
		}
		status = fill(stream);
		if (status != STATUS_OK)
			return status;
	}

	/* Without a place to cut at it is all that there is. */
	len = scan.cut > 0 ? scan.cut : stream->len - stream->at;
	if (len == 0)
		return STATUS_OK;
	if (scan.cut == 0)
		stream->buf[stream->len] = '\n';
	*piece = (struct slice){ stream->buf + stream->at, len };
	stream->at += len;
	stream->line += scan.cut_nlines;
	return STATUS_OK;
}
