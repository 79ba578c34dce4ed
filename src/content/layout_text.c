#include "content/layout_flow.h"

#include <assert.h>
#include <string.h>

#include "base/die.h"
#include "content/bytes.h"

/* Room behind a text, so that whole words can be stored at its end. */
#define SLACK 8

static struct flow_seg *seg_add(struct flow *f)
{
	if (f->nsegs == f->cap_segs) {
		const size_t cap = f->cap_segs < 64 ? 64 : f->cap_segs * 2;

		f->segs = arena_grow(&f->out->arena, f->segs,
		    f->cap_segs * sizeof(*f->segs), cap * sizeof(*f->segs));
		f->cap_segs = cap;
	}
	return &f->segs[f->nsegs++];
}

/* What follows has this role and comes from f->src. */
void flow_seg_put(struct flow *f, enum role role, uint32_t link, unsigned flags)
{
	struct flow_seg *seg;

	if (f->nsegs > f->first_seg) {
		seg = &f->segs[f->nsegs - 1];
		if (seg->role == role && seg->link == link &&
		    seg->flags == flags &&
		    ((flags & SPAN_MADE) != 0 ||
			f->src - seg->src == f->dst_len - seg->pos))
			return;
		if (seg->pos != f->dst_len)
			seg = seg_add(f);
	} else {
		seg = seg_add(f);
	}
	seg->pos = f->dst_len;
	seg->src = f->src;
	seg->link = link;
	seg->role = (uint8_t)role;
	seg->flags = (uint8_t)flags;
}

/* The role goes on, but bytes of the source were left out or put in. */
static void seg_again(struct flow *f)
{
	const struct flow_seg seg = f->segs[f->nsegs - 1];

	flow_seg_put(f, seg.role, seg.link, seg.flags);
}

void flow_text_open(struct flow *f, size_t cap, bool keep)
{
	if (cap > UINT32_MAX - SLACK)
		die("out of memory");
	f->dst = arena_alloc(&f->out->arena, cap + SLACK);
	f->dst_cap = (uint32_t)cap;
	f->dst_len = 0;
	f->src = 0;
	f->first_seg = (uint32_t)f->nsegs;
	f->line_start = 0;
	f->seen = 0;
	f->keep = keep;
	f->blank = !keep;
	f->hard = false;
}

/*
 * As many whole words of eight bytes as need no care but for their line ends;
 * returns the bytes taken.
 */
static size_t copy_words(struct flow *f, const char *ptr, size_t len)
{
	char *const dst = f->dst + f->dst_len;
	uint64_t seen = f->seen;
	bool blank = f->blank;
	size_t at = 0;

	for (; len - at >= 8; at += 8) {
		uint64_t word = bytes_load(ptr + at), spaces;

		/* Other scripts have few blanks: the short way for them. */
		if ((word & BYTES_HIGH) != 0 && !bytes_blank(word)) {
			memcpy(dst + at, &word, 8);
			seen = BYTES_HIGH;
			blank = false;
			continue;
		}
		word ^= (bytes_equal(word, '\n') >> 7) * ('\n' ^ ' ');
		spaces = bytes_equal(word, ' ');
		memcpy(dst + at, &word, 8);
		if (((spaces & (spaces << 8)) | bytes_control(word)) != 0 ||
		    (blank && dst[at] == ' '))
			break;
		seen |= bytes_beyond(word);
		blank = dst[at + 7] == ' ';
	}
	f->seen = seen;
	f->blank = blank;
	f->dst_len += (uint32_t)at;
	f->src += (uint32_t)at;
	return at;
}

/* A few bytes one by one. Returns whether the last of them was left out. */
static bool copy_bytes(
    struct flow *f, const char *ptr, size_t len, bool left_out)
{
	size_t i;

	for (i = 0; i < len; i++, f->src++) {
		char c = ptr[i];

		if (c == '\n' || c == '\t' || c == ' ') {
			c = ' ';
			if (f->blank) {
				left_out = true;
				continue;
			}
		} else if (!bytes_plain((unsigned char)c)) {
			f->seen |= BYTES_HIGH;
		}
		if (left_out)
			seg_again(f);
		left_out = false;
		f->blank = c == ' ';
		f->dst[f->dst_len++] = c;
	}
	return left_out;
}

static void put_collapsed(struct flow *f, const char *ptr, size_t len)
{
	bool left_out = false;
	size_t at = 0;

	while (at < len) {
		size_t few;

		if (!left_out && len - at >= 8)
			at += copy_words(f, ptr + at, len - at);
		few = len - at < 8 ? len - at : 8;
		left_out = copy_bytes(f, ptr + at, few, left_out);
		at += few;
	}
}

/* Code: as it is, but for tabs, which go to the next stop. */
static void put_kept(struct flow *f, const char *ptr, size_t len)
{
	size_t at = 0;

	while (at < len) {
		const char *const tab = memchr(ptr + at, '\t', len - at);
		const size_t n = (tab == NULL ? len : (size_t)(tab - ptr)) - at;
		const char *const line = memrchr(ptr + at, '\n', n);

		if (line != NULL)
			f->line_start =
			    f->dst_len + (uint32_t)(line - (ptr + at)) + 1;
		memcpy(f->dst + f->dst_len, ptr + at, n);
		f->seen |= bytes_see(ptr + at, n);
		f->dst_len += (uint32_t)n;
		f->src += (uint32_t)n;
		at += n;
		if (tab == NULL)
			break;
		do
			f->dst[f->dst_len++] = ' ';
		while ((f->dst_len - f->line_start) % FLOW_TAB_COLS != 0);
		f->src++;
		at++;
		seg_again(f);
	}
}

/*
 * Where a run begins with bytes that could complete a character that the run
 * before has cut, they are shown as bad bytes: the two are measured as one
 * text, but written one by one.
 */
static size_t put_stray(struct flow *f, const char *ptr, size_t len)
{
	size_t at = 0;

	if (f->dst_len == 0 || (unsigned char)f->dst[f->dst_len - 1] < 0x80 ||
	    f->segs[f->nsegs - 1].pos != f->dst_len)
		return 0;
	while (at < len && at < 3 && ((unsigned char)ptr[at] & 0xC0) == 0x80) {
		f->dst[f->dst_len++] = (char)0xFF;
		at++;
	}
	f->src += (uint32_t)at;
	if (at > 0)
		f->seen = BYTES_HIGH;
	return at;
}

void flow_text_put(struct flow *f, const char *ptr, size_t len, enum role role,
    uint32_t link, unsigned flags)
{
	const uint32_t src = f->src;
	size_t stray;

	if (len == 0)
		return;
	flow_seg_put(f, role, link, flags);
	stray = put_stray(f, ptr, len);
	ptr += stray;
	len -= stray;
	if (f->keep)
		put_kept(f, ptr, len);
	else
		put_collapsed(f, ptr, len);
	assert(f->dst_len <= f->dst_cap);
	if ((flags & SPAN_MADE) != 0)
		f->src = src;
}

void flow_text_break(struct flow *f)
{
	if (f->dst_len > 0 && f->dst[f->dst_len - 1] == ' ')
		f->dst_len--;
	while (f->nsegs > f->first_seg + 1 &&
	       f->segs[f->nsegs - 1].pos > f->dst_len)
		f->nsegs--;
	if (f->nsegs == f->first_seg)
		flow_seg_put(f, ROLE_NORMAL, 0, 0);
	f->dst[f->dst_len++] = '\n';
	seg_again(f);
	f->hard = true;
	f->blank = true;
}

void flow_text_set(struct flow_text *text, const char *ptr, uint32_t len)
{
	const char *stop = NULL;

	text->ptr = ptr;
	text->len = len;
	text->pos = len == 0 ? 1 : 0;
	if (text->hard && len > 0)
		stop = memchr(ptr, '\n', len);
	text->stop = stop == NULL ? len : (uint32_t)(stop - ptr);
}

void flow_text_close(struct flow *f, struct flow_text *text)
{
	uint32_t len = f->dst_len;

	if (f->keep) {
		if (len > 0 && f->dst[len - 1] == '\n')
			len--;
		f->hard = memchr(f->dst, '\n', len) != NULL;
	} else {
		while (len > 0 &&
		       (f->dst[len - 1] == ' ' || f->dst[len - 1] == '\n'))
			len--;
	}
	text->seg = f->first_seg;
	text->end_seg = (uint32_t)f->nsegs;
	text->src_len = f->src;
	text->ascii = (f->seen & BYTES_HIGH) == 0;
	text->keep = f->keep;
	text->hard = f->hard;
	flow_text_set(text, f->dst, len);
}
