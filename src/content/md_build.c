#include "content/md_build.h"

#include <assert.h>

#include "content/markdown.h"

_Static_assert(
    sizeof(((struct md_build *)0)->waiting_align) >= MARKDOWN_MAX_COLUMNS,
    "room for the cells of a row");

enum {
	/*
	 * A row of one letter has as many cells as its table has columns.
	 * Empty ones at its end are left out when there are too many of them
	 * for the text: these are always made, and one for two bytes.
	 */
	EMPTY_CELLS_FREE = 1024,
	BYTES_PER_EMPTY_CELL = 2
};

static struct doc_node *node_of(const struct md_build *b, uint32_t node)
{
	return &b->doc->nodes[node];
}

void md_build_init(struct md_build *build, struct doc *doc, struct slice text,
    const char *parsed, const char *file, unsigned first_line,
    struct diag *diag)
{
	*build = (struct md_build){
		.doc = doc,
		.text = text,
		.parsed = parsed,
		.file = file,
		.diag = diag,
		.figure = DOC_NONE,
		.card = DOC_NONE,
		.title = DOC_NONE,
		.html = DOC_NONE,
		.line = first_line,
	};
}

void md_build_role(struct md_build *build)
{
	if (build->link != 0)
		build->role = ROLE_LINK;
	else if (build->spans[MD_STRIKE] > 0)
		build->role = ROLE_STRIKE;
	else if (build->spans[MD_CODE] > 0)
		build->role = ROLE_CODE;
	else if (build->spans[MD_STRONG] > 0)
		build->role = ROLE_STRONG;
	else if (build->spans[MD_EMPH] > 0)
		build->role = ROLE_EMPH;
	else
		build->role = ROLE_NORMAL;
}

static void open_block(struct md_build *b, enum doc_kind kind)
{
	b->block = doc_open(b->doc, kind, b->block);
	b->ready = false;
	b->begun = false;
}

static void close_block(struct md_build *b)
{
	const uint32_t node = b->block;

	doc_close(b->doc, node);
	b->block = node_of(b, node)->parent;
	b->ready = false;
	b->begun = false;
}

static void end_figure(struct md_build *b)
{
	if (b->figure == b->block && b->bytes == b->figure_bytes && !b->soft) {
		if (b->figure_drawn)
			doc_want(b->doc, b->block, b->figure_name);
		else
			doc_insert(b->doc, b->block, b->figure_name);
	}
	b->figure = DOC_NONE;
}

/*
 * The text of an item in a tight list comes without a paragraph. It gets one,
 * which ends when anything else begins or the item does.
 */
static void end_synthetic(struct md_build *b)
{
	if (b->synthetic) {
		end_figure(b);
		b->synthetic = false;
		b->soft = false;
		close_block(b);
	}
}

static void need_leaf(struct md_build *b)
{
	if (node_of(b, b->block)->kind == DOC_ITEM) {
		open_block(b, DOC_PARA);
		b->synthetic = true;
	}
}

static uint32_t next_number(struct md_build *b, uint32_t list)
{
	struct doc_node *const node = node_of(b, list);

	/* A list has no runs; until it is closed they count its items. */
	return node->value + node->nruns++;
}

void md_build_open(struct md_build *build, enum doc_kind kind, unsigned level,
    unsigned flags, unsigned value)
{
	uint32_t number = value;

	end_synthetic(build);
	if (kind == DOC_ITEM)
		number = next_number(build, build->block);
	open_block(build, kind);
	node_of(build, build->block)->level = (uint8_t)level;
	node_of(build, build->block)->flags = (uint8_t)flags;
	node_of(build, build->block)->value = number;
	build->soft = false;
	build->card = kind == DOC_QUOTE  ? build->block
	              : kind == DOC_PARA ? build->card
	                                 : DOC_NONE;
	if (kind == DOC_LIST && !(flags & DOC_ORDERED))
		node_of(build, build->block)->value = 0;
}

void md_build_close(struct md_build *build)
{
	end_synthetic(build);
	if (node_of(build, build->block)->kind == DOC_PARA)
		end_figure(build);
	if (node_of(build, build->block)->kind == DOC_LIST)
		node_of(build, build->block)->nruns = 0;
	build->soft = false;
	build->card = DOC_NONE;
	build->title = DOC_NONE;
	close_block(build);
}

static void make_cells(struct md_build *b)
{
	for (unsigned i = 0; i < b->waiting; i++) {
		open_block(b, DOC_CELL);
		node_of(b, b->block)->align = b->waiting_align[i];
		if (i + 1 < b->waiting)
			close_block(b);
	}
	b->waiting = 0;
}

void md_build_cell(struct md_build *build, enum doc_align align)
{
	assert(build->waiting < MARKDOWN_MAX_COLUMNS);
	build->waiting_align[build->waiting++] = (uint8_t)align;
}

void md_build_cell_end(struct md_build *build)
{
	build->soft = false;
	if (build->waiting == 0)
		close_block(build);
}

void md_build_row_end(struct md_build *build)
{
	const size_t most =
	    EMPTY_CELLS_FREE + build->line_at / BYTES_PER_EMPTY_CELL;

	if (build->waiting > 0 && build->empty_cells < most) {
		build->empty_cells += build->waiting;
		make_cells(build);
		close_block(build);
	}
	build->waiting = 0;
	md_build_close(build);
}

void md_build_span(struct md_build *build, enum md_span span, int step)
{
	if (step > 0)
		build->spans[span]++;
	else if (build->spans[span] > 0)
		build->spans[span]--;
	md_build_role(build);
}

void md_build_begin(struct md_build *build)
{
	if (build->ready)
		return;
	if (build->waiting > 0)
		make_cells(build);
	need_leaf(build);
	build->ready = true;
}

void md_build_next_para(struct md_build *build)
{
	close_block(build);
	open_block(build, DOC_PARA);
}
