#include "content/write.h"

#include <string.h>

#include "content/card.h"
#include "content/figure.h"
#include "content/html_inline.h"

/* Deeper blocks are shown without what stands around them. */
#define MAX_DEPTH 64

/* The widest drawing of a page. */
#define FIGURE_COLS 76

/* The widest one of a telephone. */
#define FIGURE_NARROW_COLS 38

static const char style[] =
    "body{max-width:66ch;margin:2em auto;padding:0 1em;"
    "font:1.1em/1.5 sans-serif}\n"
    "pre{overflow:auto;line-height:1.2}\n"
    "table{border-collapse:collapse}\n"
    "th,td{padding:.2em .8em .2em 0;text-align:left;vertical-align:top}\n"
    "th{border-bottom:1px solid}\n"
    ".right{text-align:right}.centre{text-align:center}\n"
    "blockquote,.card{margin:1em 0;padding-left:1em;border-left:4px solid}\n"
    ".level{font-weight:bold}\n"
    ".emergency,.dont{border-color:#b00020}\n"
    ".urgent{border-color:#b36b00}\n"
    ".routine,.note{border-color:#00566b}\n"
    ".selfcare,.do{border-color:#00662b}\n"
    "figure{margin:1em 0}\n";

static void html_blocks(
    struct html *h, uint32_t first, uint32_t end, bool tight, unsigned depth);

static void html_heading(struct html *h, uint32_t node)
{
	unsigned level = h->doc->nodes[node].level;

	if (level < 1)
		level = 1;
	if (level > 6)
		level = 6;
	/* no step is left out on the way down, and a page has one title */
	if (h->address != NULL) {
		if (level == 1 && h->heading > 0)
			level = 2;
		if (level > h->heading + 1)
			level = h->heading + 1;
		h->heading = level;
	}
	(void)fprintf(h->out, "<h%u id=\"", level);
	html_text(h, doc_heading_id(h->doc, node, &h->arena));
	arena_reset(&h->arena);
	html_put(h, "\">");
	html_runs(h, node);
	(void)fprintf(h->out, "</h%u>\n", level);
}

static void html_list(struct html *h, uint32_t list, unsigned depth)
{
	const struct doc_node *const nodes = h->doc->nodes;
	const bool ordered = (nodes[list].flags & DOC_ORDERED) != 0;
	const bool tight = (nodes[list].flags & DOC_TIGHT) != 0;
	uint32_t item;

	if (ordered && nodes[list].value != 1)
		(void)fprintf(h->out, "<ol start=\"%u\">\n", nodes[list].value);
	else
		html_put(h, ordered ? "<ol>\n" : "<ul>\n");
	for (item = list + 1; item < nodes[list].end; item = nodes[item].end) {
		html_put(h, "<li>");
		html_blocks(h, item + 1, nodes[item].end, tight, depth);
		html_put(h, "</li>\n");
	}
	html_put(h, ordered ? "</ol>\n" : "</ul>\n");
}

static void html_card(struct html *h, uint32_t node, unsigned depth)
{
	const struct doc_node *const nodes = h->doc->nodes;
	const struct card *const card = card_of(nodes[node].level);
	uint32_t body = node + 1;

	(void)fprintf(h->out,
	    "<section class=\"card %s\" aria-label=\"%s\">\n"
	    "<p class=\"level\">%s</p>\n",
	    card->name, card->label, card->label);
	if (body < nodes[node].end && nodes[body].kind == DOC_CARD_TITLE) {
		if (nodes[body].nruns > 0) {
			html_put(h, "<p class=\"level\">");
			html_runs(h, body);
			html_put(h, "</p>\n");
		}
		body = nodes[body].end;
	}
	html_blocks(h, body, nodes[node].end, false, depth);
	html_put(h, "</section>\n");
}

/* The cell of a row in the same column as one of another, or DOC_NONE. */
static uint32_t cell_above(
    const struct html *h, uint32_t head, uint32_t row, uint32_t cell)
{
	const struct doc_node *const nodes = h->doc->nodes;
	const uint32_t column = cell - row;

	/* cells have no blocks in them */
	if (head == DOC_NONE || head + column >= nodes[head].end)
		return DOC_NONE;
	return head + column;
}

/*
 * On a small screen each row of a page among others is a list of its cells
 * behind the names of their columns. It stays a table to those who hear it.
 */
static void open_cell(
    struct html *h, bool head, uint32_t above, enum doc_align align)
{
	html_put(h, head ? "<th scope=\"col\"" : "<td");
	if (h->address != NULL)
		html_put(h, head ? " role=\"columnheader\"" : " role=\"cell\"");
	if (h->address != NULL && above != DOC_NONE) {
		html_put(h, " data-label=\"");
		html_text(h, doc_node_text(h->doc, above, &h->arena));
		html_put(h, "\"");
		arena_reset(&h->arena);
	}
	if (align == ALIGN_RIGHT)
		html_put(h, " class=\"right\"");
	else if (align == ALIGN_CENTRE)
		html_put(h, " class=\"centre\"");
	html_put(h, ">");
}

static void html_row(struct html *h, uint32_t row, uint32_t head_row)
{
	const struct doc_node *const nodes = h->doc->nodes;
	const bool head = (nodes[row].flags & DOC_HEAD) != 0;
	uint32_t node;

	html_put(h, h->address != NULL ? "<tr role=\"row\">" : "<tr>");
	for (node = row + 1; node < nodes[row].end; node++) {
		open_cell(h, head,
		    head ? DOC_NONE : cell_above(h, head_row, row, node),
		    (enum doc_align)nodes[node].align);
		html_runs(h, node);
		html_put(h, head ? "</th>" : "</td>");
	}
	html_put(h, "</tr>\n");
}

static void html_table(struct html *h, uint32_t table)
{
	const struct doc_node *const nodes = h->doc->nodes;
	const char *const role = h->address != NULL ? " role=\"rowgroup\"" : "";
	const char *open = NULL;
	uint32_t row, head = DOC_NONE;

	/* a wide one is moved inside of its box, by keys too */
	if (h->address != NULL)
		html_put(h, "<div class=\"wide\" role=\"group\" "
			    "aria-label=\"Table\" tabindex=\"0\">\n");
	html_put(
	    h, h->address != NULL ? "<table role=\"table\">\n" : "<table>\n");
	for (row = table + 1; row < nodes[table].end; row = nodes[row].end) {
		const char *part =
		    (nodes[row].flags & DOC_HEAD) != 0 ? "thead" : "tbody";

		if (open != NULL && strcmp(open, part) != 0)
			(void)fprintf(h->out, "</%s>\n", open);
		if (open == NULL || strcmp(open, part) != 0)
			(void)fprintf(h->out, "<%s%s>\n", part, role);
		open = part;
		if ((nodes[row].flags & DOC_HEAD) != 0)
			head = row;
		html_row(h, row, head);
	}
	if (open != NULL)
		(void)fprintf(h->out, "</%s>\n", open);
	html_put(h, "</table>\n");
	if (h->address != NULL)
		html_put(h, "</div>\n");
}

/* One picture to those who hear it; the words below it say the rest. */
static void html_form(struct html *h, const struct figure *figure,
    const struct figure_form *form, const char *attributes)
{
	size_t i;

	html_put(h, "<pre role=\"img\"");
	html_put(h, attributes);
	html_put(h, " aria-label=\"Drawing: ");
	html_str(h, figure->title != NULL ? figure->title : figure->name);
	html_put(h, "\">");
	for (i = 0; i < form->nlines; i++) {
		html_text(h, form->lines[i]);
		html_put(h, "\n");
	}
	html_put(h, "</pre>\n");
}

/* The widest form; on a page among others that for small screens, too. */
static void html_forms(struct html *h, const struct figure *figure)
{
	const struct figure_form *const wide =
	    figure_form(figure, FIGURE_COLS, false);
	const struct figure_form *const narrow =
	    figure_form(figure, FIGURE_NARROW_COLS, false);

	if (wide == NULL)
		return;
	if (h->address == NULL || narrow == NULL || narrow == wide) {
		html_form(h, figure, wide, "");
		return;
	}
	html_form(h, figure, wide, " class=\"large\"");
	html_form(h, figure, narrow, " class=\"small\"");
}

static void html_figure(struct html *h, uint32_t node)
{
	const struct doc_node *const n = &h->doc->nodes[node];
	const struct figure *figure = NULL;

	if (n->value < h->doc->nfigures && h->doc->figures != NULL)
		figure = h->doc->figures[n->value];
	html_put(h, "<figure>\n");
	if (figure != NULL)
		html_forms(h, figure);
	html_put(h, "<figcaption>");
	if (figure != NULL && figure->title != NULL) {
		html_put(h, "<strong>");
		html_str(h, figure->title);
		html_put(h, "</strong> ");
	}
	html_runs(h, node);
	if (figure != NULL && figure->alt != NULL &&
	    !slice_is(doc_node_text(h->doc, node, &h->arena), figure->alt)) {
		html_put(h, n->nruns > 0 ? " " : "");
		html_str(h, figure->alt);
	}
	arena_reset(&h->arena);
	html_put(h, "</figcaption>\n</figure>\n");
}

static void html_leaf(
    struct html *h, const char *open, uint32_t node, const char *close)
{
	html_put(h, open);
	html_runs(h, node);
	html_put(h, close);
}

static void html_node(struct html *h, uint32_t node, bool tight, unsigned depth)
{
	const struct doc_node *const n = &h->doc->nodes[node];

	switch ((enum doc_kind)n->kind) {
	case DOC_HEADING:
		html_heading(h, node);
		break;
	case DOC_LIST:
		html_list(h, node, depth);
		break;
	case DOC_QUOTE:
		html_put(h, "<blockquote>\n");
		html_blocks(h, node + 1, n->end, false, depth);
		html_put(h, "</blockquote>\n");
		break;
	case DOC_CARD:
		html_card(h, node, depth);
		break;
	case DOC_CODE:
		html_leaf(h, "<pre><code>", node, "</code></pre>\n");
		break;
	case DOC_RULE:
		html_put(h, "<hr>\n");
		break;
	case DOC_TABLE:
		html_table(h, node);
		break;
	case DOC_FIGURE:
		html_figure(h, node);
		break;
	case DOC_ROOT:
	case DOC_ITEM:
	case DOC_ROW:
		html_blocks(h, node + 1, n->end, false, depth);
		break;
	case DOC_PARA:
	case DOC_CARD_TITLE:
	case DOC_CELL:
		if (tight)
			html_leaf(h, "", node, "\n");
		else
			html_leaf(h, "<p>", node, "</p>\n");
		break;
	}
}

static bool is_container(enum doc_kind kind)
{
	return kind == DOC_LIST || kind == DOC_ITEM || kind == DOC_QUOTE ||
	       kind == DOC_CARD;
}

static void html_blocks(
    struct html *h, uint32_t first, uint32_t end, bool tight, unsigned depth)
{
	const struct doc_node *const nodes = h->doc->nodes;
	uint32_t at = first;

	while (at < end) {
		if (depth >= MAX_DEPTH && is_container(nodes[at].kind)) {
			at++;
			continue;
		}
		html_node(h, at, tight, depth + 1);
		at = nodes[at].end;
	}
}

void html_body(struct html *h)
{
	if (h->doc->nnodes > 0)
		html_blocks(h, 1, h->doc->nodes[0].end, false, 0);
}

static bool has_title(const struct doc *doc)
{
	size_t i;

	for (i = 0; i < doc->nnodes; i++) {
		if (doc->nodes[i].kind == DOC_HEADING &&
		    doc->nodes[i].level == 1)
			return true;
	}
	return false;
}

static void put_head(struct html *h, const char *title, const char *lang)
{
	html_put(h, "<!DOCTYPE html>\n<html");
	if (lang != NULL) {
		html_put(h, " lang=\"");
		html_str(h, lang);
		html_put(h, "\"");
	}
	html_put(h,
	    ">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n<title>");
	html_str(h, title != NULL ? title : "");
	html_put(h, "</title>\n<style>\n");
	html_put(h, style);
	html_put(h, "</style>\n</head>\n<body>\n<main>\n");
	if (title != NULL && !has_title(h->doc)) {
		html_put(h, "<h1>");
		html_str(h, title);
		html_put(h, "</h1>\n");
	}
}

int write_html(
    const struct doc *doc, const char *title, const char *lang, FILE *out)
{
	struct html h = { .doc = doc, .out = out };
	const bool whole = title != NULL || lang != NULL;

	arena_init(&h.arena);
	if (whole)
		put_head(&h, title, lang);
	html_body(&h);
	if (whole)
		html_put(&h, "</main>\n</body>\n</html>\n");
	arena_free(&h.arena);
	return ferror(out) ? -1 : 0;
}
