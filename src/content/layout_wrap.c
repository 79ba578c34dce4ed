#include "content/layout_flow.h"

#include <assert.h>
#include <string.h>

/* A word of this many bytes may also be broken after a '/'. */
#define LONG_WORD 16

/* Any byte beyond ASCII counts as part of a letter. */
static inline bool is_letter(char c)
{
	return ((unsigned char)(c | 0x20) >= 'a' &&
		   (unsigned char)(c | 0x20) <= 'z') ||
	       (unsigned char)c >= 0x80;
}

/* "back-|pain", but not "5-|10", "x-|ray" nor "--|help". */
static bool after_hyphen(const struct flow_text *t, uint32_t pos)
{
	return pos >= 3 && pos + 1 < t->stop && is_letter(t->ptr[pos - 2]) &&
	       is_letter(t->ptr[pos - 3]) && is_letter(t->ptr[pos]) &&
	       is_letter(t->ptr[pos + 1]);
}

/* "www.example.org/|page", but not "and/|or", "24/|7" nor "//|". */
static bool after_slash(const struct flow_text *t, uint32_t pos)
{
	uint32_t first = pos, end = pos;

	if (pos < 2 || pos >= t->stop || t->ptr[pos] == '/' ||
	    t->ptr[pos] == ' ' || t->ptr[pos - 2] == '/' ||
	    t->ptr[pos - 2] == ' ' ||
	    (text_is_digit(t->ptr[pos]) && text_is_digit(t->ptr[pos - 2])))
		return false;
	while (first > 0 && pos - first < LONG_WORD && t->ptr[first - 1] != ' ')
		first--;
	while (end < t->stop && end - first < LONG_WORD && t->ptr[end] != ' ')
		end++;
	return end - first >= LONG_WORD;
}

/* Whether a line may end before the byte at pos, which is not a blank. */
static inline bool ascii_break(const struct flow_text *t, uint32_t pos)
{
	const char c = t->ptr[pos - 1];

	return (c == '-' && after_hyphen(t, pos)) ||
	       (c == '/' && after_slash(t, pos));
}

/* Scripts that are written without blanks: a line may end at most letters. */
static bool is_ideograph(uint32_t cp)
{
	return (cp >= 0x2E80 && cp <= 0xA4CF && cp != 0x303F) ||
	       (cp >= 0xA960 && cp <= 0xA97F) ||
	       (cp >= 0xAC00 && cp <= 0xD7A3) ||
	       (cp >= 0xF900 && cp <= 0xFAFF) ||
	       (cp >= 0xFE30 && cp <= 0xFE4F) ||
	       (cp >= 0xFF01 && cp <= 0xFFEF) ||
	       (cp >= 0x1F300 && cp <= 0x1FAFF) ||
	       (cp >= 0x20000 && cp <= 0x3FFFD);
}

static bool is_one_of(uint32_t cp, const uint32_t *list)
{
	for (; *list != 0; list++) {
		if (*list == cp)
			return true;
	}
	return false;
}

/* Kinsoku: what may not begin and what may not end a line. */
static const uint32_t closers[] = { '!', ')', ',', '.', ':', ';', '?', ']', '}',
	'%', 0xB0, 0xBB, 0x2013, 0x2014, 0x2019, 0x201D, 0x2025, 0x2026, 0x203A,
	0x2103, 0x3001, 0x3002, 0x3005, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011,
	0x3015, 0x3017, 0x3019, 0x301B, 0x301C, 0x301E, 0x301F, 0x303B, 0x3041,
	0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E,
	0x3095, 0x3096, 0x309B, 0x309C, 0x309D, 0x309E, 0x30A1, 0x30A3, 0x30A5,
	0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE, 0x30F5, 0x30F6,
	0x30FB, 0x30FC, 0x30FD, 0x30FE, 0xFF01, 0xFF05, 0xFF09, 0xFF0C, 0xFF0E,
	0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF60, 0xFF61, 0xFF63, 0xFF64,
	0xFF65, 0xFF9E, 0xFF9F, 0 };
static const uint32_t openers[] = { '(', '[', '{', '$', 0xA3, 0xAB, 0x2018,
	0x201C, 0x2039, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016,
	0x3018, 0x301A, 0x301D, 0xFF04, 0xFF08, 0xFF3B, 0xFF5B, 0xFF5F, 0xFF62,
	0xFFE1, 0xFFE5, 0 };
static const uint32_t joiners[] = { '"', '\'', 0xA0, 0x2007, 0x200D, 0x202F,
	0x2060, 0xFEFF, 0 };

/* Ideographs and syllables proper: none of the lists has one of them. */
static inline bool is_common(uint32_t cp)
{
	return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0xAC00 && cp <= 0xD7A3);
}

static bool may_begin(uint32_t cp)
{
	if (is_common(cp))
		return true;
	return !is_one_of(cp, closers) && !is_one_of(cp, joiners) &&
	       !(cp >= 0x31F0 && cp <= 0x31FF) &&   /* small kana */
	       !(cp >= 0xFF67 && cp <= 0xFF70) &&   /* the same, half width */
	       !(cp >= 0x1F3FB && cp <= 0x1F3FF) && /* skin tones */
	       cp != UTF8_BAD && utf8_cols(cp) > 0;
}

static bool may_end(uint32_t cp)
{
	return is_common(cp) || (!is_one_of(cp, openers) &&
				    !is_one_of(cp, joiners) && cp != UTF8_BAD);
}

/* The same as ascii_break where a character beyond ASCII is near. */
static bool wide_break(const struct flow_text *t, uint32_t pos)
{
	uint32_t a, b, at = pos - 1;

	while (at > 0 && pos - at < 4 &&
	       ((unsigned char)t->ptr[at] & 0xC0) == 0x80)
		at--;
	/* Not at the end of a character: ill-formed, leave it alone. */
	if (at + utf8_next(t->ptr + at, t->stop - at, &a) != pos)
		return false;
	utf8_next(t->ptr + pos, t->stop - pos, &b);
	if (a == 0x200B)
		return true;
	if (a == 0x2010 || a == 0x2013 || a == 0x2014)
		return !text_is_digit(t->ptr[pos]) && may_begin(b);
	if (!is_ideograph(a) && !is_ideograph(b))
		return false;
	/* A dose stays whole: the unit of a number may be an ideograph. */
	return !(a < 0x80 && text_is_digit((char)a)) && may_end(a) &&
	       may_begin(b);
}

/* The first place after the indent of a line of code. */
static uint32_t indent_end(const struct flow_text *t, uint32_t start)
{
	while (start < t->stop && t->ptr[start] == ' ')
		start++;
	return start;
}

/*
 * Where the line that begins at start ends when bytes up to limit fit: at the
 * last good place, else at the last one that glue forbids, else at limit.
 */
static uint32_t ascii_end(const struct flow *f, const struct flow_text *t,
    uint32_t start, uint32_t limit)
{
	uint32_t pos, second = limit;

	for (pos = limit; pos > start; pos--) {
		if (t->ptr[pos] == ' ') {
			if (t->keep || !flow_glued(f, t, pos))
				return pos;
			if (second == limit)
				second = pos;
		} else if (ascii_break(t, pos)) {
			return pos;
		}
	}
	return second;
}

static uint32_t wide_end(const struct flow *f, const struct flow_text *t,
    uint32_t start, uint32_t limit)
{
	uint32_t pos, second = limit;

	for (pos = limit; pos > start; pos--) {
		const unsigned char c = (unsigned char)t->ptr[pos];

		if (c == ' ') {
			if (t->keep || !flow_glued(f, t, pos))
				return pos;
			if (second == limit)
				second = pos;
		} else if ((c & 0xC0) == 0x80) {
			continue;
		} else if (c < 0x80 && (unsigned char)t->ptr[pos - 1] < 0x80) {
			if (ascii_break(t, pos))
				return pos;
		} else if (wide_break(t, pos)) {
			return pos;
		}
	}
	return second;
}

/* Whether a line from start in at most cols columns is all plain. */
static bool plain_here(const struct flow_text *t, uint32_t start, int cols)
{
	const uint32_t room = t->stop - start;
	const uint32_t n = room <= (uint32_t)cols ? room : (uint32_t)cols + 1;

	return text_plain_len(t->ptr + start, n) == n;
}

/* Go on behind the hard break at t->stop. */
static void next_stop(struct flow_text *t)
{
	const char *stop = NULL;

	t->pos = t->stop + 1;
	if (t->pos > t->len)
		return;
	if (t->hard && t->pos < t->len)
		stop = memchr(t->ptr + t->pos, '\n', t->len - t->pos);
	t->stop = stop == NULL ? t->len : (uint32_t)(stop - t->ptr);
}

static void cut_wide(const struct flow *f, const struct flow_text *t,
    uint32_t low, int cols, struct flow_cut *cut)
{
	const uint32_t start = cut->start;
	struct slice rest = { t->ptr + start, t->stop - start };
	size_t fit = text_fit(rest, cols, &cut->cols);
	uint32_t cp;

	cut->end = t->stop;
	if (fit == rest.len)
		return;
	if (fit == 0) {
		/* One at least, or there would be no end. */
		fit = utf8_next(rest.ptr, rest.len, &cp);
		cut->cols = utf8_cols(cp);
	}
	cut->end = wide_end(f, t, low, start + (uint32_t)fit);
	rest.ptr = t->ptr + cut->end;
	rest.len = start + fit - cut->end;
	if (rest.len > 0)
		cut->cols -= text_cols(rest);
}

bool flow_text_next(
    const struct flow *f, struct flow_text *t, int cols, struct flow_cut *cut)
{
	uint32_t low;

	if (t->pos > t->len)
		return false;
	assert(cols > 0);
	cut->start = t->pos;
	low = t->keep ? indent_end(t, t->pos) : t->pos;
	if (t->ascii || plain_here(t, t->pos, cols)) {
		if (t->stop - t->pos <= (uint32_t)cols)
			cut->end = t->stop;
		else
			cut->end =
			    ascii_end(f, t, low, t->pos + (uint32_t)cols);
		cut->cols = (int)(cut->end - cut->start);
	} else {
		cut_wide(f, t, low, cols, cut);
	}
	t->pos = cut->end;
	while (t->pos < t->stop && t->ptr[t->pos] == ' ')
		t->pos++;
	if (t->pos == t->stop)
		next_stop(t);
	return true;
}

static void seek(const struct flow *f, struct flow_text *t, uint32_t pos)
{
	while (t->seg + 1 < t->end_seg && f->segs[t->seg + 1].pos <= pos)
		t->seg++;
}

uint32_t flow_text_offset(
    const struct flow *f, struct flow_text *t, uint32_t pos)
{
	const struct flow_seg *seg;

	seek(f, t, pos);
	seg = &f->segs[t->seg];
	if ((seg->flags & SPAN_MADE) != 0 || pos < seg->pos)
		return seg->src;
	return seg->src + (pos - seg->pos);
}

void flow_text_spans(
    struct flow *f, struct flow_text *t, const struct flow_cut *cut)
{
	const bool narrow = cut->cols == (int)(cut->end - cut->start);
	uint32_t pos = cut->start;

	seek(f, t, pos);
	while (pos < cut->end) {
		const struct flow_seg *seg = &f->segs[t->seg];
		uint32_t end = cut->end;
		int cols;

		/* One span for neighbours that differ only in their source. */
		while (t->seg + 1 < t->end_seg && seg[1].pos < end) {
			t->seg++;
			if (seg[1].role != seg->role ||
			    seg[1].link != seg->link ||
			    seg[1].flags != seg->flags) {
				end = seg[1].pos;
				break;
			}
			seg++;
		}
		if (pos == cut->start && end == cut->end)
			cols = cut->cols;
		else if (narrow)
			cols = (int)(end - pos);
		else
			cols = text_cols(
			    (struct slice){ t->ptr + pos, end - pos });
		flow_span(f, t->ptr + pos, end - pos, cols, seg->role,
		    seg->flags, seg->link);
		pos = end;
	}
}

/* Cells from pos to the next '\n' or to the end; *next is behind it. */
static int line_cols(const struct flow_text *t, uint32_t pos, uint32_t *next)
{
	const char *const stop =
	    t->hard ? memchr(t->ptr + pos, '\n', t->len - pos) : NULL;
	const uint32_t end = stop == NULL ? t->len : (uint32_t)(stop - t->ptr);

	*next = end + 1;
	if (t->ascii)
		return (int)(end - pos);
	return text_cols((struct slice){ t->ptr + pos, end - pos });
}

int flow_text_cols(const struct flow_text *t)
{
	uint32_t pos = 0;
	int most = 0;

	while (pos < t->len) {
		const int cols = line_cols(t, pos, &pos);

		if (cols > most)
			most = cols;
	}
	return most;
}

/* Cells of the widest part of a word, which may have ideographs. */
static int word_min(struct slice word)
{
	int cols = 0, most = 0;
	size_t at = 0;

	while (at < word.len) {
		uint32_t cp;

		at += utf8_next(word.ptr + at, word.len - at, &cp);
		if (is_ideograph(cp) && may_begin(cp) && may_end(cp))
			cols = 0;
		cols += utf8_cols(cp);
		if (cols > most)
			most = cols;
	}
	return most;
}

int flow_text_min_cols(const struct flow_text *t)
{
	uint32_t pos = 0, end;
	int most = 0;

	for (; pos < t->len; pos = end + 1) {
		int cols;

		end = pos;
		while (
		    end < t->len && t->ptr[end] != ' ' && t->ptr[end] != '\n')
			end++;
		cols = (int)(end - pos);
		/* Fewer bytes are never more cells. */
		if (cols > most && !t->ascii)
			cols =
			    word_min((struct slice){ t->ptr + pos, end - pos });
		if (cols > most)
			most = cols;
	}
	return most;
}
