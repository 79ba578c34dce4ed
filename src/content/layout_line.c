#include "content/layout_flow.h"

#include <assert.h>
#include <string.h>

#include "base/die.h"

static const char blanks[] =
    "                                                                ";

#define BLANKS_LEN ((int)sizeof(blanks) - 1)

static void grow_lines(struct layout *out)
{
	out->cap_lines = out->cap_lines < 64 ? 64 : out->cap_lines * 2;
	out->lines =
	    die_realloc(out->lines, out->cap_lines * sizeof(*out->lines));
}

static void grow_spans(struct layout *out)
{
	out->cap_spans = out->cap_spans < 128 ? 128 : out->cap_spans * 2;
	out->spans =
	    die_realloc(out->spans, out->cap_spans * sizeof(*out->spans));
}

static void line_new(struct flow *f, uint32_t block, uint32_t offset)
{
	struct layout *const out = f->out;

	if (out->nlines == out->cap_lines)
		grow_lines(out);
	out->lines[out->nlines++] = (struct line){
		.span = (uint32_t)out->nspans,
		.block = block,
		.offset = offset,
	};
}

void flow_span(struct flow *f, const char *ptr, size_t len, int cols,
    enum role role, unsigned flags, uint32_t link)
{
	struct layout *const out = f->out;

	if (len == 0)
		return;
	if (out->nspans == out->cap_spans)
		grow_spans(out);
	out->spans[out->nspans++] = (struct span){
		.ptr = ptr,
		.len = (uint32_t)len,
		.cols = (uint16_t)cols,
		.role = (uint8_t)role,
		.flags = (uint8_t)flags,
		.link = link,
	};
}

void flow_blanks(struct flow *f, int cols)
{
	while (cols > 0) {
		const int n = cols < BLANKS_LEN ? cols : BLANKS_LEN;

		flow_span(f, blanks, (size_t)n, n, ROLE_NORMAL,
		    SPAN_BLANK | SPAN_MADE, 0);
		cols -= n;
	}
}

static void put_mark(struct flow *f, const struct flow_mark *mark)
{
	flow_span(f, mark->ptr, mark->len, mark->cols, mark->role,
	    mark->flags | SPAN_MADE, 0);
}

static void put_prefix(struct flow *f, unsigned npieces, bool marks)
{
	int indent = 0;
	unsigned i;

	for (i = 0; i < npieces; i++) {
		struct flow_piece *const piece = &f->pieces[i];
		const struct flow_mark *mark = &piece->rest;

		if (marks && piece->fresh) {
			mark = &piece->first;
			piece->fresh = false;
		}
		if ((mark->flags & SPAN_BLANK) != 0) {
			indent += mark->cols;
			continue;
		}
		flow_blanks(f, indent);
		indent = 0;
		put_mark(f, mark);
	}
	flow_blanks(f, indent);
}

void flow_line_begin(struct flow *f, uint32_t offset)
{
	if (f->gap) {
		f->gap = false;
		line_new(f, f->done_block, f->done_offset);
		put_prefix(f, f->gap_pieces, false);
		flow_line_end(f);
	}
	f->done_block = f->block;
	f->done_offset = offset;
	line_new(f, f->block, offset);
	if (f->npieces > 0)
		put_prefix(f, f->npieces, true);
}

void flow_line_end(struct flow *f)
{
	struct layout *const out = f->out;
	struct line *const line = &out->lines[out->nlines - 1];
	unsigned cols = 0;
	size_t at;

	while (out->nspans > line->span) {
		struct span *const span = &out->spans[out->nspans - 1];
		while (span->len > 0 && span->ptr[span->len - 1] == ' ') {
			span->len--;
			span->cols--;
		}
		if (span->len > 0)
			break;
		out->nspans--;
	}
	line->nspans = (uint32_t)(out->nspans - line->span);
	for (at = line->span; at < out->nspans; at++)
		cols += out->spans[at].cols;
	assert(cols <= (unsigned)f->cols);
	line->cols = (uint16_t)cols;
}

void flow_rule(struct flow *f, int cols)
{
	const bool ascii = (f->flags & LAYOUT_ASCII) != 0;
	const char *const glyph = ascii ? "-" : "\xE2\x94\x80";
	const size_t len = strlen(glyph);

	if (f->rule == NULL) {
		char *rule = arena_alloc(&f->out->arena, len * (size_t)f->wide);
		int i;

		for (i = 0; i < f->wide; i++)
			memcpy(rule + (size_t)i * len, glyph, len);
		f->rule = rule;
	}
	assert(cols <= f->cols);
	flow_span(
	    f, f->rule, len * (size_t)cols, cols, ROLE_RULE, SPAN_MADE, 0);
}

void flow_gap(struct flow *f)
{
	f->gap = true;
	f->gap_pieces = f->npieces;
}

void flow_lines(struct flow *f, struct flow_text *text, int hang)
{
	struct flow_cut cut;
	int room = flow_room(f);
	bool first = true;

	if (room - hang < FLOW_MIN_TEXT)
		hang = 0;
	while (flow_text_next(f, text, room, &cut)) {
		flow_line_begin(f, flow_text_offset(f, text, cut.start));
		if (!first)
			flow_blanks(f, hang);
		flow_text_spans(f, text, &cut);
		flow_line_end(f);
		if (first)
			room -= hang;
		first = false;
	}
	if (!first)
		f->done_offset = text->src_len;
}

void flow_lead(struct flow *f)
{
	struct flow_text text;

	if (f->lead.len == 0)
		return;
	flow_text_open(f, f->lead.len, false);
	flow_text_put(f, f->lead.ptr, f->lead.len, ROLE_LABEL, 0, SPAN_MADE);
	f->lead.len = 0;
	flow_text_close(f, &text);
	flow_lines(f, &text, 0);
}

void flow_words(struct flow *f, const char *words, enum role role)
{
	struct flow_text text;

	flow_text_open(f, strlen(words), false);
	flow_text_put(f, words, strlen(words), role, 0, SPAN_MADE);
	flow_text_close(f, &text);
	flow_lines(f, &text, 0);
}
