#include "content/layout_flow.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/die.h"

#define TAB_COLS 4

/* What the number of a link takes at most: "[4294967295] ". */
#define NUMBER_CAP 13

/* Room behind a text, so that whole words can be stored at its end. */
#define SLACK 8

#define ONES  0x0101010101010101u
#define HIGHS (ONES << 7)

/* 0x80 in each byte that is c. */
static inline uint64_t bytes_equal(uint64_t word, unsigned char c)
{
	const uint64_t x = word ^ (ONES * c);

	return ~(((x & ~HIGHS) + ~HIGHS) | x | ~HIGHS);
}

/* 0x80 in each byte that is below 0x20. */
static inline uint64_t bytes_control(uint64_t word)
{
	return ~((word & ~HIGHS) + ONES * 0x60) & ~word & HIGHS;
}

/* Whether a byte is a blank or below. */
static inline bool bytes_blank(uint64_t word)
{
	return (~((word & ~HIGHS) + ONES * 0x5F) & ~word & HIGHS) != 0;
}

/* Something in HIGHS when a byte is over 0x7E. */
static inline uint64_t bytes_beyond(uint64_t word)
{
	return word | (word + ONES);
}

static inline bool plain(unsigned char c)
{
	return c >= 0x20 && c <= 0x7E;
}

static inline uint64_t load(const char *ptr)
{
	uint64_t word;

	memcpy(&word, ptr, 8);
	return word;
}

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
static void seg_put(
    struct flow *f, enum role role, uint32_t link, unsigned flags)
{
	struct flow_seg *seg;

	if (f->nsegs > f->first_seg) {
		seg = &f->segs[f->nsegs - 1];
		if (seg->role == role && seg->link == link &&
		    seg->flags == flags &&
		    f->src - seg->src == f->dst_len - seg->pos)
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

	seg_put(f, seg.role, seg.link, seg.flags);
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
		uint64_t word = load(ptr + at), spaces;

		/* Other scripts have few blanks: the short way for them. */
		if ((word & HIGHS) != 0 && !bytes_blank(word)) {
			memcpy(dst + at, &word, 8);
			seen = HIGHS;
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
		} else if (!plain((unsigned char)c)) {
			f->seen |= HIGHS;
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

/* Something when not all is printable ASCII or line ends. */
static uint64_t see(const char *ptr, size_t len)
{
	uint64_t seen = 0;
	size_t at = 0;

	for (; len - at >= 8; at += 8) {
		const uint64_t word = load(ptr + at);

		seen |= bytes_beyond(word) |
		        (bytes_control(word) ^ bytes_equal(word, '\n'));
	}
	for (; at < len; at++) {
		if (ptr[at] != '\n' && !plain((unsigned char)ptr[at]))
			return HIGHS;
	}
	return seen & HIGHS;
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
		f->seen |= see(ptr + at, n);
		f->dst_len += (uint32_t)n;
		f->src += (uint32_t)n;
		at += n;
		if (tab == NULL)
			break;
		do
			f->dst[f->dst_len++] = ' ';
		while ((f->dst_len - f->line_start) % TAB_COLS != 0);
		f->src++;
		at++;
		seg_again(f);
	}
}

void flow_text_put(struct flow *f, const char *ptr, size_t len, enum role role,
    uint32_t link, unsigned flags)
{
	const uint32_t src = f->src;

	if (len == 0)
		return;
	seg_put(f, role, link, flags);
	if (f->keep)
		put_kept(f, ptr, len);
	else
		put_collapsed(f, ptr, len);
	assert(f->dst_len <= f->dst_cap);
	if ((flags & SPAN_MADE) != 0)
		f->src = src;
}

static void put_break(struct flow *f)
{
	if (f->dst_len > 0 && f->dst[f->dst_len - 1] == ' ')
		f->dst_len--;
	while (f->nsegs > f->first_seg + 1 &&
	       f->segs[f->nsegs - 1].pos > f->dst_len)
		f->nsegs--;
	if (f->nsegs == f->first_seg)
		seg_put(f, ROLE_NORMAL, 0, 0);
	f->dst[f->dst_len++] = '\n';
	seg_again(f);
	f->hard = true;
	f->blank = true;
}

static void text_set(struct flow_text *text, const char *ptr, uint32_t len)
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
	text->ascii = (f->seen & HIGHS) == 0;
	text->keep = f->keep;
	text->hard = f->hard;
	text_set(text, f->dst, len);
}

size_t flow_node_cap(const struct flow *f, uint32_t node)
{
	const struct doc_node *const n = &f->doc->nodes[node];
	size_t cap = 0;
	uint32_t i;

	for (i = n->run; i < n->run + n->nruns; i++) {
		const struct doc_run *const run = &f->doc->runs[i];

		cap += run->kind == RUN_BREAK ? 1 : run->len;
		if (run->link != 0 && (f->flags & LAYOUT_NUMBERS) != 0)
			cap += NUMBER_CAP;
		if (n->kind == DOC_CODE) {
			uint32_t at;

			for (at = 0; at < run->len; at++)
				cap += run->ptr[at] == '\t' ? TAB_COLS - 1 : 0;
		}
	}
	return cap;
}

static enum role role_on(enum role base, enum role own)
{
	if (base == ROLE_NORMAL || own == ROLE_LINK || own == ROLE_STRIKE)
		return own;
	return base;
}

/* Whether run i is the first of a link that is to show its number. */
static bool wants_number(const struct flow *f, uint32_t i)
{
	const uint32_t link = f->doc->runs[i].link;

	return (f->flags & LAYOUT_NUMBERS) != 0 && link != 0 &&
	       link <= f->doc->nlinks && f->doc->links[link - 1].run == i;
}

void flow_text_node(struct flow *f, uint32_t node, enum role base)
{
	const struct doc_node *const n = &f->doc->nodes[node];
	uint32_t i;

	for (i = n->run; i < n->run + n->nruns; i++) {
		const struct doc_run *const run = &f->doc->runs[i];

		if (run->kind == RUN_BREAK) {
			put_break(f);
			continue;
		}
		if (wants_number(f, i)) {
			char number[NUMBER_CAP + 1];
			const int len = snprintf(
			    number, sizeof(number), "[%u] ", run->link);

			flow_text_put(f, number, (size_t)len, ROLE_LINK,
			    run->link, SPAN_MADE);
		}
		flow_text_put(f, run->ptr, run->len, role_on(base, run->role),
		    run->link, 0);
	}
}

/* Whether there is nothing to collapse; *seen as in struct flow. */
static bool is_simple(const char *ptr, size_t len, uint64_t *seen)
{
	size_t at = 0;

	if (len == 0 || ptr[0] == ' ' || ptr[len - 1] == ' ')
		return false;
	for (; len - at >= 8; at += 8) {
		const uint64_t word = load(ptr + at);
		const uint64_t spaces = bytes_equal(word, ' ');

		if (((spaces & (spaces << 8)) | bytes_control(word)) != 0 ||
		    (ptr[at] == ' ' && ptr[at - 1] == ' '))
			return false;
		*seen |= bytes_beyond(word);
	}
	for (; at < len; at++) {
		const unsigned char c = (unsigned char)ptr[at];

		if (c < 0x20 || (c == ' ' && ptr[at - 1] == ' '))
			return false;
		*seen |= c > 0x7E ? HIGHS : 0;
	}
	return true;
}

/* The source itself as the text, if there is nothing to change in it. */
static bool borrow(struct flow *f, const struct doc_run *run, enum role role,
    bool keep, struct flow_text *text)
{
	uint32_t len = run->len;
	uint64_t seen = 0;

	if (keep) {
		if (memchr(run->ptr, '\t', len) != NULL)
			return false;
		seen = see(run->ptr, len);
		if (len > 0 && run->ptr[len - 1] == '\n')
			len--;
	} else if (!is_simple(run->ptr, len, &seen)) {
		return false;
	}
	text->seg = f->first_seg = (uint32_t)f->nsegs;
	f->dst_len = f->src = 0;
	seg_put(f, role, run->link, 0);
	text->end_seg = (uint32_t)f->nsegs;
	text->src_len = run->len;
	text->ascii = (seen & HIGHS) == 0;
	text->keep = keep;
	text->hard = keep && memchr(run->ptr, '\n', len) != NULL;
	text_set(text, run->ptr, len);
	return true;
}

void flow_node_text(struct flow *f, uint32_t node, enum role base, bool keep,
    struct flow_text *text)
{
	const struct doc_node *const n = &f->doc->nodes[node];

	if (n->nruns == 1) {
		const struct doc_run *const run = &f->doc->runs[n->run];

		if (run->kind == RUN_TEXT && !wants_number(f, n->run) &&
		    borrow(f, run, role_on(base, run->role), keep, text))
			return;
	}
	flow_text_open(f, flow_node_cap(f, node), keep);
	flow_text_node(f, node, base);
	flow_text_close(f, text);
}
