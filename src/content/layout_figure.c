#include "content/layout_flow.h"

#include <string.h>

#include "content/figure.h"

/* The form to draw, or NULL when there is none that fits. */
static const struct figure_form *form_of(
    const struct flow *f, const struct figure *figure)
{
	const int room = flow_room(f);
	const struct figure_form *form;
	size_t i;

	if ((f->flags & LAYOUT_NARRATE) != 0)
		return NULL;
	form = figure_form(figure, room, (f->flags & LAYOUT_ASCII) != 0);
	if (form == NULL)
		return NULL;
	for (i = 0; i < form->nlines; i++) {
		if (text_cols(form->lines[i]) > room)
			return NULL;
	}
	return form;
}

static void draw(struct flow *f, const struct figure_form *form)
{
	size_t i;

	for (i = 0; i < form->nlines; i++) {
		const struct slice row = form->lines[i];

		flow_line_begin(f, 0);
		flow_span(f, row.ptr, row.len, text_cols(row), ROLE_NORMAL,
		    SPAN_MADE, 0);
		flow_line_end(f);
	}
}

/*
 * What the article says of the figure, then what the figure says of itself,
 * unless that is the same.
 */
static void flow_caption(
    struct flow *f, uint32_t node, const struct figure *figure)
{
	const char *const label =
	    (f->flags & LAYOUT_NARRATE) != 0 ? "Picture: " : "Figure: ";
	const struct slice own = doc_node_text(f->doc, node, &f->out->arena);
	const size_t own_cap = flow_node_cap(f, node);
	struct slice alt = { NULL, 0 };
	struct flow_text text;

	if (figure != NULL)
		alt = slice_of(figure->alt);
	if (slice_eq(slice_trim(own), slice_trim(alt)))
		alt.len = 0;
	if (own.len + alt.len == 0)
		return;
	flow_text_open(f, strlen(label) + own_cap + 2 + alt.len, false);
	flow_text_put(f, label, strlen(label), ROLE_CAPTION, 0, SPAN_MADE);
	flow_text_node(f, node, ROLE_CAPTION);
	if (own.len > 0 && alt.len > 0) {
		const bool ended = strchr(".!?:", own.ptr[own.len - 1]) != NULL;

		flow_text_put(f, ended ? " " : ". ", ended ? 1 : 2,
		    ROLE_CAPTION, 0, SPAN_MADE);
	}
	flow_text_put(f, alt.ptr, alt.len, ROLE_CAPTION, 0, SPAN_MADE);
	flow_text_close(f, &text);
	flow_lines(f, &text, 0);
}

void flow_figure(struct flow *f, uint32_t node)
{
	const uint32_t index = f->doc->nodes[node].value;
	const struct figure *figure = NULL;
	const struct figure_form *form = NULL;
	const int cols = flow_widen(f);

	if (index < f->doc->nfigures && f->doc->figures != NULL)
		figure = f->doc->figures[index];
	if (figure != NULL)
		form = form_of(f, figure);
	if (form != NULL) {
		if (figure->title != NULL && figure->title[0] != '\0')
			flow_words(f, figure->title, ROLE_STRONG);
		draw(f, form);
	}
	f->cols = cols;
	flow_caption(f, node, figure);
}
