#include "check/lint_parts.h"

#include <string.h>

#include "content/layout.h"

/* Small screens: a phone's ssh, a split window, the usual terminal. */
static const int sizes[] = { 32, 40, 80 };

/* How often each letter and digit is there; what only decorates is not. */
struct tally {
	size_t count[256];
};

static bool counts(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z');
}

static void add(struct tally *tally, const char *ptr, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		const unsigned char c = (unsigned char)ptr[i];

		if (counts(c))
			tally->count[c]++;
	}
}

/* The words of the article. A drawing stands for its own. */
static void add_doc(struct tally *tally, const struct doc *doc)
{
	size_t i;
	uint32_t k;

	memset(tally, 0, sizeof(*tally));
	for (i = 0; i < doc->nnodes; i++) {
		const struct doc_node *node = &doc->nodes[i];

		/* In narrow tables the head's words are labels of each row. */
		if (node->kind == DOC_FIGURE ||
		    (doc->nodes[node->parent].flags & DOC_HEAD) != 0)
			continue;
		for (k = node->run; k < node->run + node->nruns; k++) {
			if (doc->runs[k].kind == RUN_TEXT)
				add(tally, doc->runs[k].ptr, doc->runs[k].len);
		}
	}
}

/* What of the article the lines show: no marks, borders or drawings. */
static void add_layout(
    struct tally *tally, const struct layout *layout, const struct doc *doc)
{
	size_t i;
	uint32_t k;

	memset(tally, 0, sizeof(*tally));
	for (i = 0; i < layout->nlines; i++) {
		const struct line *line = &layout->lines[i];

		if (doc->nodes[line->block].kind == DOC_FIGURE)
			continue;
		for (k = line->span; k < line->span + line->nspans; k++) {
			const struct span *span = &layout->spans[k];

			if ((span->flags & SPAN_MADE) == 0)
				add(tally, span->ptr, span->len);
		}
	}
}

static void check_words(const struct lint *lint, const struct doc *doc,
    const struct lint_page *page, const struct layout *layout,
    const struct tally *wanted)
{
	struct tally shown;
	size_t i;

	add_layout(&shown, layout, doc);
	for (i = 0; i < 256; i++) {
		if (shown.count[i] >= wanted->count[i])
			continue;
		diag_add(lint->diag, DIAG_ERROR, page->file, 0,
		    "at %d columns some of its words are not shown: please "
		    "report this, it is a fault of lumbar",
		    layout->cols);
		return;
	}
}

static void check_widths(const struct lint *lint, const struct doc *doc,
    const struct lint_page *page, const struct layout *layout)
{
	const int cols = layout->cols;
	size_t i;

	for (i = 0; i < layout->nlines; i++) {
		const struct line *line = &layout->lines[i];

		if (line->cols <= cols)
			continue;
		diag_add(lint->diag, DIAG_ERROR, page->file,
		    doc->nodes[line->block].line,
		    "at %d columns a line of it is %d wide: it is cut", cols,
		    line->cols);
		return;
	}
}

void lint_fit(struct lint *lint, const struct article *article,
    const struct lint_page *page)
{
	static const unsigned flags[] = { 0, LAYOUT_ASCII, LAYOUT_NARRATE };
	struct layout layout;
	struct tally wanted;
	size_t i, k;

	add_doc(&wanted, &article->doc);
	layout_init(&layout);
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		for (k = 0; k < sizeof(flags) / sizeof(flags[0]); k++) {
			layout_flow(&layout, &article->doc, sizes[i], flags[k]);
			check_widths(lint, &article->doc, page, &layout);
			check_words(
			    lint, &article->doc, page, &layout, &wanted);
		}
	}
	layout_free(&layout);
}
