#include "content/layout_columns.h"

#include <string.h>

/* Between columns. */
#define BETWEEN 2

/* A column is never made narrower than this. */
#define COLUMN_MIN 3

/* Below this width many or narrow columns become "label: value" lines. */
#define NARROW         60
#define NARROW_COLUMNS 6
#define NARROW_COLS    12
#define NARROW_PAIR    10 /* the same where there are only two columns */

/* One cell, ready to wrap. */
struct cell {
	struct flow_text text;
	int cols;
};

struct table {
	uint32_t node, end, head; /* head: the header row, or DOC_NONE */
	struct flow_column *columns;
	size_t ncolumns;
	struct cell *cells; /* of node + 1 and so on; NULL if not measured */
	bool shrunk;
	size_t nsegs; /* of the labels */
};

static size_t columns_of(const struct flow *f, uint32_t row)
{
	return f->doc->nodes[row].end - row - 1;
}

static void table_open(struct flow *f, uint32_t node, struct table *t)
{
	const struct doc_node *const nodes = f->doc->nodes;
	uint32_t row;

	memset(t, 0, sizeof(*t));
	t->node = node;
	t->end = nodes[node].end;
	t->head = DOC_NONE;
	for (row = node + 1; row < t->end; row = nodes[row].end) {
		if (columns_of(f, row) > t->ncolumns)
			t->ncolumns = columns_of(f, row);
		if (t->head == DOC_NONE && (nodes[row].flags & DOC_HEAD) != 0)
			t->head = row;
	}
	t->columns =
	    arena_zalloc(&f->out->arena, t->ncolumns, sizeof(*t->columns));
}

static void measure(struct flow *f, struct table *t)
{
	const struct doc_node *const nodes = f->doc->nodes;
	uint32_t row, node;
	size_t i;

	/* What takes no cell has a place all the same. */
	for (i = 0; i < t->ncolumns; i++)
		t->columns[i].max = 1;
	t->cells =
	    arena_alloc(&f->out->arena, (t->end - t->node) * sizeof(*t->cells));
	for (row = t->node + 1; row < t->end; row = nodes[row].end) {
		const enum role role = (nodes[row].flags & DOC_HEAD) != 0
		                           ? ROLE_STRONG
		                           : ROLE_NORMAL;
		struct flow_column *column = t->columns;

		for (node = row + 1; node < nodes[row].end; node++, column++) {
			struct cell *const cell = &t->cells[node - t->node];

			flow_node_text(f, node, role, false, &cell->text);
			cell->cols = flow_text_cols(&cell->text);
			if (cell->cols > column->max)
				column->max = cell->cols;
		}
	}
}

static void measure_min(const struct flow *f, struct table *t)
{
	const struct doc_node *const nodes = f->doc->nodes;
	uint32_t row, node;
	size_t i;

	for (i = 0; i < t->ncolumns; i++)
		t->columns[i].min = COLUMN_MIN;
	for (row = t->node + 1; row < t->end; row = nodes[row].end) {
		struct flow_column *column = t->columns;

		for (node = row + 1; node < nodes[row].end; node++, column++) {
			const struct cell *const cell =
			    &t->cells[node - t->node];
			int cols;

			if (cell->cols <= column->min)
				continue;
			cols = flow_text_min_cols(&cell->text);
			if (cols > column->min)
				column->min = cols;
		}
	}
}

/* Decides the width of each column; false: they do not fit side by side. */
static bool fit(struct flow *f, struct table *t)
{
	const int64_t room =
	    flow_room(f) - BETWEEN * ((int64_t)t->ncolumns - 1);
	const bool narrow = flow_room(f) < NARROW;
	size_t i;

	if ((f->flags & LAYOUT_NARRATE) != 0 || t->ncolumns == 0 ||
	    (narrow && t->ncolumns > NARROW_COLUMNS) ||
	    room < COLUMN_MIN * (int64_t)t->ncolumns)
		return false;
	measure(f, t);
	if (flow_columns_sum(t->columns, t->ncolumns, true) <= room) {
		for (i = 0; i < t->ncolumns; i++)
			t->columns[i].cols = t->columns[i].max;
		return true;
	}
	measure_min(f, t);
	for (i = 0; i < t->ncolumns; i++) {
		if (t->columns[i].max < t->columns[i].min)
			t->columns[i].max = t->columns[i].min;
	}
	if (flow_columns_sum(t->columns, t->ncolumns, false) > room)
		return false;
	flow_columns_share(t->columns, t->ncolumns, room);
	t->shrunk = true;
	for (i = 0; i < t->ncolumns; i++) {
		if (narrow && t->columns[i].cols < t->columns[i].max &&
		    t->columns[i].cols <
			(t->ncolumns > 2 ? NARROW_COLS : NARROW_PAIR))
			return false;
	}
	return true;
}

/* One line of a row; returns whether there is more of it. */
static bool row_line(struct flow *f, const struct table *t, uint32_t row)
{
	const struct doc_node *const nodes = f->doc->nodes;
	struct cell *cell = &t->cells[row + 1 - t->node];
	const struct flow_column *column = t->columns;
	struct flow_cut cut;
	int pad = 0;
	bool more = false;
	uint32_t node;

	flow_line_begin(
	    f, cell->text.pos > cell->text.len
		   ? cell->text.src_len
		   : flow_text_offset(f, &cell->text, cell->text.pos));
	for (node = row + 1; node < nodes[row].end; node++, cell++, column++) {
		int left = 0;

		if (!flow_text_next(f, &cell->text, column->cols, &cut)) {
			pad += column->cols + BETWEEN;
			continue;
		}
		if (nodes[node].align == ALIGN_RIGHT)
			left = column->cols - cut.cols;
		else if (nodes[node].align == ALIGN_CENTRE)
			left = (column->cols - cut.cols) / 2;
		flow_blanks(f, pad + left);
		flow_text_spans(f, &cell->text, &cut);
		pad = column->cols - left - cut.cols + BETWEEN;
		more = more || cell->text.pos <= cell->text.len;
	}
	flow_line_end(f);
	return more;
}

static void show_columns(struct flow *f, const struct table *t)
{
	const struct doc_node *const nodes = f->doc->nodes;
	bool body = false;
	uint32_t row;
	size_t i;

	for (row = t->node + 1; row < t->end; row = nodes[row].end) {
		if (columns_of(f, row) == 0)
			continue;
		/* Where texts go over lines, rows would run together. */
		if (body && t->shrunk)
			flow_gap(f);
		f->block = row + 1;
		while (row_line(f, t, row))
			;
		f->done_offset = t->cells[row + 1 - t->node].text.src_len;
		body = (nodes[row].flags & DOC_HEAD) == 0;
		if (body)
			continue;
		flow_line_begin(f, f->done_offset);
		for (i = 0; i < t->ncolumns; i++) {
			flow_blanks(f, i > 0 ? BETWEEN : 0);
			flow_rule(f, t->columns[i].cols);
		}
		flow_line_end(f);
	}
}

/* "Label:" of each column, from the header row. */
static void make_labels(struct flow *f, struct table *t)
{
	size_t i;

	for (i = 0; t->head != DOC_NONE && i < columns_of(f, t->head); i++) {
		const struct slice words = slice_trim(doc_node_text(
		    f->doc, t->head + 1 + (uint32_t)i, &f->out->arena));

		flow_text_open(f, words.len + 1, false);
		flow_text_put(
		    f, words.ptr, words.len, ROLE_LABEL, 0, SPAN_MADE);
		if (words.len > 0 &&
		    strchr(":?", words.ptr[words.len - 1]) == NULL)
			flow_text_put(f, ":", 1, ROLE_LABEL, 0, SPAN_MADE);
		flow_text_close(f, &t->columns[i].label);
		t->columns[i].max = flow_text_cols(&t->columns[i].label);
	}
	t->nsegs = f->nsegs;
}

/* The whole of a text that fits on the line. */
static void whole(struct flow *f, const struct flow_text *text, int cols)
{
	const struct flow_cut cut = { 0, text->len, cols };
	struct flow_text copy = *text;

	flow_text_spans(f, &copy, &cut);
}

static void show_labelled(
    struct flow *f, const struct flow_column *column, uint32_t node)
{
	const struct flow_text *const label = &column->label;
	struct flow_text text;
	int cols;

	f->block = node;
	flow_node_text(f, node, ROLE_NORMAL, false, &text);
	if (label->len == 0 || text.len == 0) {
		if (label->len > 0) {
			text = *label;
			text.src_len = 0;
		}
		flow_lines(f, &text, BETWEEN);
		return;
	}
	cols = flow_text_cols(&text);
	if (!text.hard && !label->hard &&
	    column->max + 1 + cols <= flow_room(f)) {
		flow_line_begin(f, 0);
		whole(f, label, column->max);
		flow_blanks(f, 1);
		whole(f, &text, cols);
		flow_line_end(f);
		f->done_offset = text.src_len;
		return;
	}
	flow_text_open(f, label->len + 1 + flow_node_cap(f, node), false);
	flow_text_put(f, label->ptr, label->len, ROLE_LABEL, 0, SPAN_MADE);
	flow_text_put(f, " ", 1, ROLE_NORMAL, 0, SPAN_MADE);
	flow_text_node(f, node, ROLE_NORMAL);
	flow_text_close(f, &text);
	flow_lines(f, &text, BETWEEN);
}

/*
 * Labels have no links, and without rows there are no labels: then the header
 * is shown for itself.
 */
static bool head_is_shown(const struct flow *f, const struct table *t)
{
	const struct doc_node *const nodes = f->doc->nodes;
	uint32_t node, i;

	if (t->head == DOC_NONE)
		return false;
	if (nodes[t->head].end == t->end)
		return true;
	for (node = t->head + 1; node < nodes[t->head].end; node++) {
		for (i = 0; i < nodes[node].nruns; i++) {
			if (f->doc->runs[nodes[node].run + i].link != 0)
				return true;
		}
	}
	return false;
}

static void show_head(struct flow *f, uint32_t row)
{
	struct flow_text text;
	uint32_t node;

	for (node = row + 1; node < f->doc->nodes[row].end; node++) {
		f->block = node;
		flow_node_text(f, node, ROLE_STRONG, false, &text);
		flow_lines(f, &text, BETWEEN);
	}
}

static void show_rows(struct flow *f, struct table *t)
{
	const struct doc_node *const nodes = f->doc->nodes;
	const size_t before = f->out->nlines;
	uint32_t row, node;

	f->nsegs = 0;
	make_labels(f, t);
	for (row = t->node + 1; row < t->end; row = nodes[row].end) {
		const struct flow_column *column = t->columns;

		if (row == t->head && !head_is_shown(f, t))
			continue;
		f->nsegs = t->nsegs;
		if (f->out->nlines > before)
			flow_gap(f);
		if (row == t->head) {
			show_head(f, row);
			continue;
		}
		for (node = row + 1; node < nodes[row].end; node++, column++)
			show_labelled(f, column, node);
	}
}

void flow_table(struct flow *f, uint32_t table)
{
	struct table t;

	table_open(f, table, &t);
	if (fit(f, &t))
		show_columns(f, &t);
	else
		show_rows(f, &t);
}
