#include "content/layout.h"

#include <stdlib.h>
#include <string.h>

#include "content/card.h"
#include "content/layout_flow.h"

/* Columns of the prefix of code and of what a list item nests. */
#define INDENT 2

static void flow_children(
    struct flow *f, uint32_t first, uint32_t end, bool tight, unsigned depth);

void layout_init(struct layout *layout)
{
	memset(layout, 0, sizeof(*layout));
	arena_init(&layout->arena);
}

void layout_free(struct layout *layout)
{
	free(layout->spans);
	free(layout->lines);
	arena_free(&layout->arena);
	layout_init(layout);
}

/* False when there is no room: then nothing was added. */
static bool push(
    struct flow *f, struct flow_mark rest, const struct flow_mark *first)
{
	struct flow_piece *piece;

	if (f->npieces == sizeof(f->pieces) / sizeof(f->pieces[0]) ||
	    f->cols - f->used - rest.cols < FLOW_MIN_TEXT)
		return false;
	piece = &f->pieces[f->npieces++];
	piece->rest = rest;
	piece->fresh = first != NULL;
	if (first != NULL)
		piece->first = *first;
	f->used += rest.cols;
	return true;
}

static void pop(struct flow *f, bool pushed)
{
	if (pushed)
		f->used -= f->pieces[--f->npieces].rest.cols;
}

static struct flow_mark indent_of(int cols)
{
	return (
	    struct flow_mark){ .cols = (uint16_t)cols, .flags = SPAN_BLANK };
}

/* A border on the left, unless it is for listening or there is no room. */
static bool push_border(struct flow *f, enum role role)
{
	const bool ascii = (f->flags & LAYOUT_ASCII) != 0;
	const char *const glyph = ascii ? "| " : "\xE2\x94\x82 ";

	if ((f->flags & LAYOUT_NARRATE) != 0)
		return false;
	return push(f,
	    (struct flow_mark){ .ptr = glyph,
		.len = (uint32_t)strlen(glyph),
		.cols = 2,
		.role = (uint8_t)role },
	    NULL);
}

static void flow_leaf(struct flow *f, uint32_t node, enum role role)
{
	struct flow_text text;

	if (f->lead.len > 0) {
		flow_text_open(
		    f, f->lead.len + 1 + flow_node_cap(f, node), false);
		flow_text_put(
		    f, f->lead.ptr, f->lead.len, ROLE_LABEL, 0, SPAN_MADE);
		flow_text_node(f, node, role);
		flow_text_close(f, &text);
		f->lead.len = 0;
	} else {
		flow_node_text(f, node, role, false, &text);
	}
	flow_lines(f, &text, 0);
}

/* The widest of the lines from first on, without the prefix. */
static int widest(const struct flow *f, size_t first)
{
	int cols = 0;

	for (; first < f->out->nlines; first++) {
		if (f->out->lines[first].cols > cols)
			cols = f->out->lines[first].cols;
	}
	return cols > f->used ? cols - f->used : 0;
}

static void flow_heading(struct flow *f, uint32_t node)
{
	const bool title = f->doc->nodes[node].level == 1;
	const size_t first = f->out->nlines;
	char *row;
	int cols;

	flow_leaf(f, node, title ? ROLE_TITLE : ROLE_HEADING);
	if ((f->flags & LAYOUT_UNDERLINE) == 0 || f->out->nlines == first)
		return;
	cols = widest(f, first);
	row = arena_alloc(&f->out->arena, (size_t)cols);
	memset(row, title ? '=' : '-', (size_t)cols);
	flow_line_begin(f, f->done_offset);
	flow_span(f, row, (size_t)cols, cols, ROLE_RULE, SPAN_MADE, 0);
	flow_line_end(f);
}

static void flow_code(struct flow *f, uint32_t node)
{
	const bool pushed = push(f, indent_of(INDENT), NULL);
	struct flow_text text;

	flow_node_text(f, node, ROLE_CODE, true, &text);
	flow_lines(f, &text, 0);
	pop(f, pushed);
}

static void flow_separator(struct flow *f)
{
	if ((f->flags & LAYOUT_NARRATE) != 0)
		return;
	flow_line_begin(f, 0);
	flow_rule(f, flow_room(f));
	flow_line_end(f);
}

static void flow_item(struct flow *f, uint32_t node, int cols, unsigned depth)
{
	const struct doc_node *const list =
	    &f->doc->nodes[f->doc->nodes[node].parent];
	const struct doc_node *const item = &f->doc->nodes[node];
	const size_t before = f->out->nlines;
	struct flow_mark mark = { .cols = (uint16_t)cols };
	bool pushed;

	if ((list->flags & DOC_ORDERED) != 0) {
		mark.ptr = arena_printf(
		    &f->out->arena, "%*u. ", cols - 2, item->value);
		mark.role = ROLE_LABEL;
	} else if ((f->flags & (LAYOUT_ASCII | LAYOUT_NARRATE)) == 0) {
		mark.ptr = "\xE2\x80\xA2 ";
	} else {
		mark.ptr = (f->flags & LAYOUT_NARRATE) != 0 ? "- " : "* ";
	}
	mark.len = (uint32_t)strlen(mark.ptr);
	pushed = push(f, indent_of(cols), &mark);
	f->block = node;
	if (!pushed) {
		flow_lead(f);
		f->lead = (struct slice){ mark.ptr, mark.len };
	}
	flow_children(
	    f, node + 1, item->end, (list->flags & DOC_TIGHT) != 0, depth);
	if (f->out->nlines == before) {
		/* An item without text still has its mark. */
		f->block = node;
		flow_lead(f);
	}
	if (f->out->nlines == before) {
		flow_line_begin(f, 0);
		flow_line_end(f);
	}
	pop(f, pushed);
}

/* Columns of the marks of a list: of its longest number, or of a bullet. */
static int mark_cols(const struct flow *f, uint32_t list)
{
	const struct doc_node *const nodes = f->doc->nodes;
	uint32_t most = 0, item;
	int cols = 3;

	if ((nodes[list].flags & DOC_ORDERED) == 0)
		return INDENT;
	for (item = list + 1; item < nodes[list].end; item = nodes[item].end) {
		if (nodes[item].value > most)
			most = nodes[item].value;
	}
	for (; most >= 10; most /= 10)
		cols++;
	return cols;
}

static void flow_list(struct flow *f, uint32_t list, unsigned depth)
{
	const struct doc_node *const nodes = f->doc->nodes;
	const int cols = mark_cols(f, list);
	const size_t before = f->out->nlines;
	uint32_t item;

	for (item = list + 1; item < nodes[list].end; item = nodes[item].end) {
		if (f->out->nlines > before &&
		    (nodes[list].flags & DOC_TIGHT) == 0)
			flow_gap(f);
		flow_item(f, item, cols, depth);
	}
}

static void flow_quote(struct flow *f, uint32_t node, unsigned depth)
{
	const bool pushed = push_border(f, ROLE_RULE);

	f->block = node;
	if ((f->flags & LAYOUT_NARRATE) != 0)
		flow_words(f, "Quote:", ROLE_LABEL);
	flow_children(f, node + 1, f->doc->nodes[node].end, false, depth);
	pop(f, pushed);
}

static void flow_card(struct flow *f, uint32_t node, unsigned depth)
{
	const struct doc_node *const nodes = f->doc->nodes;
	const struct card *const card = card_of(nodes[node].level);
	uint32_t body = node + 1;
	bool pushed;

	f->block = node;
	flow_lead(f);
	flow_words(f, card->label, card->role);
	if (body < nodes[node].end && nodes[body].kind == DOC_CARD_TITLE) {
		f->block = body;
		flow_leaf(f, body, card->role);
		body = nodes[body].end;
	}
	pushed = push_border(f, card->role);
	flow_children(f, body, nodes[node].end, false, depth);
	pop(f, pushed);
}

static bool is_container(enum doc_kind kind)
{
	return kind == DOC_LIST || kind == DOC_ITEM || kind == DOC_QUOTE ||
	       kind == DOC_CARD;
}

static void flow_node(struct flow *f, uint32_t node, unsigned depth)
{
	const enum doc_kind kind = f->doc->nodes[node].kind;
	int cols;

	f->nsegs = 0;
	if (!is_container(kind))
		f->block = node;
	if (kind != DOC_PARA && kind != DOC_HEADING && !is_container(kind))
		flow_lead(f);
	switch (kind) {
	case DOC_HEADING:
		flow_heading(f, node);
		break;
	case DOC_LIST:
		flow_list(f, node, depth + 1);
		break;
	case DOC_QUOTE:
		flow_quote(f, node, depth + 1);
		break;
	case DOC_CARD:
		flow_card(f, node, depth + 1);
		break;
	case DOC_CODE:
		flow_code(f, node);
		break;
	case DOC_RULE:
		flow_separator(f);
		break;
	case DOC_TABLE:
		cols = flow_widen(f);
		flow_table(f, node);
		f->cols = cols;
		break;
	case DOC_FIGURE:
		flow_figure(f, node);
		break;
	case DOC_PARA:
	default:
		/* What stands where it should not is text all the same. */
		flow_leaf(f, node, ROLE_NORMAL);
		break;
	}
}

static void flow_children(
    struct flow *f, uint32_t first, uint32_t end, bool tight, unsigned depth)
{
	const struct doc_node *const nodes = f->doc->nodes;
	const size_t before = f->out->nlines;
	bool joined = tight;
	uint32_t at = first;

	while (at < end) {
		/* Too deep: the leaves one below the other. */
		if (depth >= FLOW_MAX_DEPTH && is_container(nodes[at].kind)) {
			at++;
			continue;
		}
		if (!joined && f->out->nlines > before)
			flow_gap(f);
		flow_node(f, at, depth);
		joined = tight || (nodes[at].flags & DOC_JOINED) != 0 ||
		         (nodes[at].kind == DOC_HEADING &&
			     (nodes[at].flags & DOC_TIGHT) != 0);
		at = nodes[at].end;
	}
}

void layout_flow(
    struct layout *layout, const struct doc *doc, int cols, unsigned flags)
{
	struct flow f = { .out = layout, .doc = doc, .flags = flags };

	if (cols < LAYOUT_MIN_COLS)
		cols = LAYOUT_MIN_COLS;
	if (cols > LAYOUT_MAX_COLS)
		cols = LAYOUT_MAX_COLS;
	f.cols = cols;
	f.wide = layout->wide > cols ? layout->wide : cols;
	arena_reset(&layout->arena);
	layout->nlines = 0;
	layout->nspans = 0;
	layout->cols = cols;
	layout->flags = flags;
	if (doc->nnodes > 0)
		flow_children(&f, 1, doc->nodes[0].end, false, 0);
	flow_lead(&f);
}

/* The first line that is not before (block, offset), or nlines. */
static size_t lower_bound(
    const struct layout *layout, uint32_t block, uint32_t offset)
{
	size_t low = 0, high = layout->nlines;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		const struct line *const line = &layout->lines[middle];

		if (line->block < block ||
		    (line->block == block && line->offset < offset))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t layout_find(const struct layout *layout, uint32_t block, uint32_t offset)
{
	const size_t at = lower_bound(layout, block, offset);
	const struct line *line;

	if (at < layout->nlines) {
		line = &layout->lines[at];
		if (line->block == block && line->offset == offset)
			return at;
	}
	if (at == 0)
		return 0;
	line = &layout->lines[at - 1];
	return lower_bound(layout, line->block, line->offset);
}

size_t layout_find_link(const struct layout *layout, uint32_t link)
{
	size_t line, i;

	for (line = 0; line < layout->nlines; line++) {
		const struct line *const l = &layout->lines[line];

		for (i = l->span; i < l->span + l->nspans; i++) {
			if (layout->spans[i].link == link)
				return line;
		}
	}
	return line;
}
