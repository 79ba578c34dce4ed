#include "content/md_bars.h"

#include <string.h>

enum {
	MOST_TICKS = 31 /* longer runs begin no code span in md4c */
};

/* Past the code span that begins at off, or past its backticks. */
static void skip_code(struct md_bars *b)
{
	size_t run = 0;
	size_t at;

	while (b->off < b->end && b->text[b->off] == '`') {
		b->off++;
		run++;
	}
	if (!b->code || run > MOST_TICKS || (b->unclosed >> run & 1) != 0)
		return;
	at = b->off;
	while (at < b->end) {
		const char *const tick = memchr(b->text + at, '`', b->end - at);
		size_t len = 0;

		if (tick == NULL)
			break;
		at = (size_t)(tick - b->text);
		while (at < b->end && b->text[at] == '`') {
			at++;
			len++;
		}
		if (len == run) {
			b->off = at;
			return;
		}
	}
	b->unclosed |= (uint32_t)1 << run;
}

size_t md_bars_next(struct md_bars *bars)
{
	if (bars->plain) {
		const char *const bar =
		    memchr(bars->text + bars->off, '|', bars->end - bars->off);
		const size_t at =
		    bar != NULL ? (size_t)(bar - bars->text) : bars->end;

		bars->off = at < bars->end ? at + 1 : at;
		return at;
	}
	while (bars->off < bars->end) {
		const char c = bars->text[bars->off];

		if (c == '|')
			return bars->off++;
		if (c == '`')
			skip_code(bars);
		else if (c == '\\' && bars->off + 1 < bars->end &&
			 strchr("|`\\", bars->text[bars->off + 1]) != NULL)
			bars->off += 2;
		else
			bars->off++;
	}
	bars->off = bars->end;
	return bars->end;
}

struct md_bars md_bars_of(const char *text, size_t beg, size_t end)
{
	static const char many[] = "````````````````````````````````";
	const size_t len = end - beg;
	const bool ticks = memchr(text + beg, '`', len) != NULL;

	/*
	 * An address may hold a backtick, and md4c forgets about runs that are
	 * that long. Then all bars count, which can only be too many.
	 */
	return (struct md_bars){
		.text = text,
		.off = beg,
		.end = end,
		.plain = !ticks && memchr(text + beg, '\\', len) == NULL,
		.code = ticks && memchr(text + beg, '<', len) == NULL &&
		        memmem(text + beg, len, many, MOST_TICKS + 1) == NULL,
	};
}
