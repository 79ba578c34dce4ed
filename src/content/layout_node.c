#include "content/layout_flow.h"

#include <stdio.h>
#include <string.h>

#include "content/bytes.h"

/* What the number of a link takes at most: "[4294967295] ". */
#define NUMBER_CAP 13

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
				cap += run->ptr[at] == '\t' ? FLOW_TAB_COLS - 1
				                            : 0;
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
			flow_text_break(f);
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
		const uint64_t word = bytes_load(ptr + at);
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
		*seen |= c > 0x7E ? BYTES_HIGH : 0;
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
		seen = bytes_see(run->ptr, len);
		if (len > 0 && run->ptr[len - 1] == '\n')
			len--;
	} else if (!is_simple(run->ptr, len, &seen)) {
		return false;
	}
	text->seg = f->first_seg = (uint32_t)f->nsegs;
	f->dst_len = f->src = 0;
	flow_seg_put(f, role, run->link, 0);
	text->end_seg = (uint32_t)f->nsegs;
	text->src_len = run->len;
	text->ascii = (seen & BYTES_HIGH) == 0;
	text->keep = keep;
	text->hard = keep && memchr(run->ptr, '\n', len) != NULL;
	flow_text_set(text, run->ptr, len);
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
