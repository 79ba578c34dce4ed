/*
 * md_build.h - what md4c calls out becomes a document.
 *
 * Private to markdown.c, which turns md4c's types into these calls. Runs
 * borrow from the source, whatever the guard has hidden in a copy of it.
 */
#ifndef LUMBAR_MD_BUILD_H
#define LUMBAR_MD_BUILD_H

#include <stdbool.h>

#include "base/diag.h"
#include "content/document.h"

/* Spans that are open; a count, since md4c does not always pair them well. */
enum md_span {
	MD_STRONG,
	MD_EMPH,
	MD_CODE,
	MD_STRIKE,
	MD_SPANS
};

struct md_build {
	struct doc *doc;
	struct slice text;  /* the source */
	const char *parsed; /* what md4c reads: the source or a copy */
	const char *file;
	struct diag *diag;

	uint32_t block; /* the innermost one that is open */
	bool ready;     /* block is a leaf, to which text can be added */
	bool begun;     /* text of the source was added to it */
	bool synthetic; /* block is a paragraph that md4c does not know of */
	bool head;      /* in the head of a table */

	unsigned spans[MD_SPANS];
	unsigned links, images; /* open, one inside the other */
	uint32_t link;          /* the outermost one */
	enum role role;         /* of text, from all these */

	/* A soft break that waits for what follows. */
	bool soft;
	enum role soft_role;
	uint32_t soft_link;

	/* The outermost image. */
	struct slice image;
	size_t image_bytes; /* of text before it */
	bool image_alone;
	uint32_t figure; /* a paragraph of nothing but a figure so far */
	struct slice figure_name;
	bool figure_drawn; /* else a list of the pack */
	size_t figure_bytes;

	uint32_t card;  /* a quote that may be one, or DOC_NONE */
	uint32_t title; /* a title that ends at the next break */
	uint32_t html;  /* leaf whose raw HTML was told */
	const char
	    *less; /* the next '<' of the source, or its end; NULL at first */

	/* Cells of the row that have no text; made when one with text comes. */
	unsigned waiting;
	uint8_t waiting_align[64];
	size_t empty_cells; /* made so far */

	size_t bytes;   /* of text so far */
	size_t line_at; /* an offset and its line */
	unsigned line;
};

void md_build_init(struct md_build *build, struct doc *doc, struct slice text,
    const char *parsed, const char *file, unsigned first_line,
    struct diag *diag);

void md_build_open(struct md_build *build, enum doc_kind kind, unsigned level,
    unsigned flags, unsigned value);
void md_build_close(struct md_build *build);
void md_build_cell(struct md_build *build, enum doc_align align);
void md_build_cell_end(struct md_build *build);
void md_build_row_end(struct md_build *build);

void md_build_span(struct md_build *build, enum md_span span, int step);
/* target lives in the document's arena or the source. */
void md_build_link(struct md_build *build, struct slice target);
void md_build_link_end(struct md_build *build);
void md_build_image(struct md_build *build, struct slice target);
void md_build_image_end(struct md_build *build);

/* Bytes of what md4c reads, or its own for breaks and indentation. */
void md_build_text(
    struct md_build *build, const char *ptr, size_t len, bool code);
/* A text that stands for source (of what md4c reads) but is not in it. */
void md_build_decoded(
    struct md_build *build, struct slice text, const char *source);
void md_build_soft_break(struct md_build *build);
void md_build_hard_break(struct md_build *build);

/* What md_build.c has for md_build_text.c and md_build_link.c: */

/* Before text, a link or an image is added: there must be a leaf for it. */
void md_build_begin(struct md_build *build);
/* The leaf ends; what follows in its block is a paragraph. */
void md_build_next_para(struct md_build *build);
/* The role of text follows from the spans that are open. */
void md_build_role(struct md_build *build);

/* What md_build_text.c has for them: */

/* A soft break that still waits becomes text, if there is any before it. */
void md_build_flush(struct md_build *build);
bool md_build_has(const struct md_build *build, const char *ptr);

/* The source of bytes that md4c reads, or NULL when they are its own. */
const char *md_build_source(
    const struct md_build *build, const char *ptr, size_t len);

#endif
