#include "content/write.h"

#include <string.h>

#define BUF_LEN (32 << 10)

#define RESET "\033[m"

/* How a role is shown; on is NULL where it is as normal text. */
struct look {
	const char *on;
	bool on_blanks; /* would be seen on a blank, too */
};

/*
 * The eight basic colours, each with bold: readable on dark and on light. No
 * blue on black, no dim. A struck text keeps its letters.
 */
static const struct look colour[ROLE_COUNT] = {
	[ROLE_STRONG] = { "\033[1m", false },
	[ROLE_EMPH] = { "\033[4m", true },
	[ROLE_CODE] = { "\033[36m", false },
	[ROLE_STRIKE] = { "\033[9m", true },
	[ROLE_LINK] = { "\033[4;36m", true },
	[ROLE_TITLE] = { "\033[1;4m", true },
	[ROLE_HEADING] = { "\033[1m", false },
	[ROLE_LABEL] = { "\033[1m", false },
	[ROLE_EMERGENCY] = { "\033[1;31m", false },
	[ROLE_URGENT] = { "\033[1;33m", false },
	[ROLE_ROUTINE] = { "\033[1;36m", false },
	[ROLE_SELFCARE] = { "\033[1;32m", false },
	[ROLE_DO] = { "\033[1;32m", false },
	[ROLE_DONT] = { "\033[1;31m", false },
	[ROLE_NOTE] = { "\033[1m", false },
	[ROLE_BAR] = { "\033[7m", true },
	[ROLE_FOCUS] = { "\033[7m", true },
	[ROLE_MATCH] = { "\033[1;4m", true },
	[ROLE_FOUND] = { "\033[7m", true },
	[ROLE_HELP] = { "\033[1;31m", false },
	[ROLE_MESSAGE] = { "\033[1m", false },
};

static const struct look mono[ROLE_COUNT] = {
	[ROLE_STRONG] = { "\033[1m", false },
	[ROLE_EMPH] = { "\033[1m", false },
	[ROLE_LINK] = { "\033[4m", true },
	[ROLE_TITLE] = { "\033[1;4m", true },
	[ROLE_HEADING] = { "\033[1m", false },
	[ROLE_LABEL] = { "\033[1m", false },
	[ROLE_EMERGENCY] = { "\033[1m", false },
	[ROLE_URGENT] = { "\033[1m", false },
	[ROLE_ROUTINE] = { "\033[1m", false },
	[ROLE_SELFCARE] = { "\033[1m", false },
	[ROLE_DO] = { "\033[1m", false },
	[ROLE_DONT] = { "\033[1m", false },
	[ROLE_NOTE] = { "\033[1m", false },
	[ROLE_BAR] = { "\033[7m", true },
	[ROLE_FOCUS] = { "\033[7m", true },
	[ROLE_MATCH] = { "\033[1;4m", true },
	[ROLE_FOUND] = { "\033[7m", true },
	[ROLE_HELP] = { "\033[1m", false },
	[ROLE_MESSAGE] = { "\033[1m", false },
};

struct writer {
	FILE *out;
	bool ascii, bad;
	const struct look *looks; /* by role; NULL for plain text */
	const struct look *now;   /* set at this place, or NULL */
	size_t len;
	char buf[BUF_LEN];
};

static void flush(struct writer *w)
{
	if (w->len > 0 && !w->bad &&
	    fwrite_unlocked(w->buf, 1, w->len, w->out) != w->len)
		w->bad = true;
	w->len = 0;
}

/* For bytes of our own; len is small. */
static void put_raw(struct writer *w, const char *ptr, size_t len)
{
	if (sizeof(w->buf) - w->len < len)
		flush(w);
	memcpy(w->buf + w->len, ptr, len);
	w->len += len;
}

static void put_text(struct writer *w, const char *ptr, size_t len)
{
	for (;;) {
		const size_t n = text_filter(
		    ptr, len, w->ascii, w->buf, sizeof(w->buf), &w->len);

		if (n == len)
			return;
		ptr += n;
		len -= n;
		flush(w);
	}
}

static void put_blanks(struct writer *w, size_t len)
{
	if (sizeof(w->buf) - w->len < len)
		flush(w);
	memset(w->buf + w->len, ' ', len);
	w->len += len;
}

/* Change to a look, if that can be seen on what comes. */
static void wear(struct writer *w, const struct look *look, bool blank)
{
	if (look != NULL && look->on == NULL)
		look = NULL;
	if (look == w->now || (blank && (look == NULL || !look->on_blanks) &&
				  (w->now == NULL || !w->now->on_blanks)))
		return;
	if (w->now != NULL && look != NULL && strcmp(w->now->on, look->on) == 0)
		return;
	if (w->now != NULL)
		put_raw(w, RESET, strlen(RESET));
	if (look != NULL)
		put_raw(w, look->on, strlen(look->on));
	w->now = look;
}

static void put_line(struct writer *w, const struct span *span, uint32_t n)
{
	const struct span *const end = span + n;
	size_t start = w->len;

	for (; span < end; span++) {
		const bool blank = (span->flags & SPAN_BLANK) != 0;

		if (w->looks != NULL)
			wear(w, &w->looks[span->role], blank);
		if (blank)
			put_blanks(w, span->len);
		else
			put_text(w, span->ptr, span->len);
	}
	if (w->looks != NULL)
		wear(w, NULL, false);
	/* A stand-in may be a blank. Something may have been flushed. */
	if (w->len < start)
		start = 0;
	while (w->len > start && w->buf[w->len - 1] == ' ')
		w->len--;
	put_raw(w, "\n", 1);
}

int write_layout(const struct layout *layout, enum write_format format,
    unsigned flags, FILE *out)
{
	struct writer w;
	size_t i;

	w.out = out;
	w.ascii = (flags & WRITE_ASCII) != 0;
	w.bad = false;
	w.looks = format == WRITE_ANSI   ? colour
	          : format == WRITE_MONO ? mono
	                                 : NULL;
	w.now = NULL;
	w.len = 0;
	for (i = 0; i < layout->nlines && !w.bad; i++) {
		const struct line *const line = &layout->lines[i];

		if (line->nspans > 0)
			put_line(&w, &layout->spans[line->span], line->nspans);
		else
			put_raw(&w, "\n", 1);
	}
	flush(&w);
	return w.bad ? -1 : 0;
}
