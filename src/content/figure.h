/*
 * figure.h - text drawings in several widths, with the words that say it all.
 *
 * File figures/<name>.txt:
 *
 *	title: The lower spine from the side
 *	alt: One to three sentences that carry the whole message. May go on
 *	  over indented lines.
 *	== 76 unicode
 *	(lines of the drawing, at most 76 columns, kept as they are)
 *	== 76 ascii
 *	...
 *	== 38 unicode
 *	...
 *	== 38 ascii
 *
 * Lines beginning '#' before the first "==" are comments. Any width may be
 * given; an ascii form must have only printable ASCII.
 */
#ifndef LUMBAR_FIGURE_H
#define LUMBAR_FIGURE_H

#include <stdbool.h>

#include "base/file.h"

struct figure_form {
	int cols; /* as declared; no line is wider */
	bool ascii;
	unsigned line; /* of the "==" */
	const struct slice *lines;
	size_t nlines;
};

struct figure {
	const char *name;
	const char *title;
	const char *alt;
	const struct figure_form *forms;
	size_t nforms;
};

#define FIGURE_CAP (64u << 10)

/* Read figures/<name>.txt below dir ("en"). Faults go to diag. */
enum status figure_read(const struct file_root *root, const char *dir,
    const char *name, struct arena *arena, struct figure *out,
    struct diag *diag);

/* The widest form that fits, or NULL: then the alt text stands alone. */
const struct figure_form *figure_form(
    const struct figure *figure, int cols, bool ascii);

#endif
