/*
 * html_inline.h - text, links and emphasis as HTML; private to html.
 */
#ifndef LUMBAR_HTML_INLINE_H
#define LUMBAR_HTML_INLINE_H

#include <stdio.h>

#include "content/document.h"

struct html {
	const struct doc *doc;
	FILE *out;
	struct arena arena; /* for one element at a time */
	/*
	 * Of a page among others (site.c): the address that a target has there,
	 * or NULL: it stays text. Without it an id becomes "id.html".
	 */
	const char *(*address)(
	    const void *site, struct slice target, struct arena *arena);
	const void *site;
	unsigned heading; /* level of the last one on such a page; 0 = none */
};

/* Markup of our own, as it is. */
void html_put(struct html *h, const char *markup);

/* Text of the document: filtered and escaped; line ends and tabs kept. */
void html_text(struct html *h, struct slice text);
void html_str(struct html *h, const char *str);

/* All blocks of the document; html.c. */
void html_body(struct html *h);

/* The runs of a leaf, with links where they are safe. */
void html_runs(struct html *h, uint32_t node);

#endif
