/*
 * write.h - styled lines to a FILE as plain text or ANSI; a document as HTML.
 *
 * All bytes of content go through text_filter here: no control character, no
 * bidi override and nothing ill-formed reaches the output. ANSI is SGR only,
 * set where the role changes and reset at the end of each line.
 */
#ifndef LUMBAR_WRITE_H
#define LUMBAR_WRITE_H

#include <stdio.h>

#include "content/layout.h"

enum write_format {
	WRITE_PLAIN,
	WRITE_ANSI, /* bold, underline and colour */
	WRITE_MONO  /* ANSI without colour: NO_COLOR on a terminal */
};

#define WRITE_ASCII 1u

/* 0, or -1 when the FILE failed (errno is set). */
int write_layout(const struct layout *layout, enum write_format format,
    unsigned flags, FILE *out);

/*
 * One self-contained, accessible page: semantic elements, a style sheet of a
 * few lines, no script. Links to ids become ID.html; others with http(s) stay,
 * anything else is text. title and lang may be NULL: then only the body's
 * elements are written.
 */
int write_html(
    const struct doc *doc, const char *title, const char *lang, FILE *out);

#endif
