/*
 * glyphs.h - whether the font of a Linux console has what is drawn. A terminal
 * in a window does not tell; it takes a letter from another font.
 */
#ifndef LUMBAR_GLYPHS_H
#define LUMBAR_GLYPHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct glyphs {
	bool lines, bullets, arrows, shades; /* boxes and drawings */
	bool halves;                         /* and full blocks: for a code */
};

/* Of a font that has these characters, in any order. */
void glyphs_in(const uint16_t *characters, size_t n, struct glyphs *out);

/* Ask the kernel. False: fd is no Linux console, or it does not say. */
bool glyphs_of_console(int fd, struct glyphs *out);

/* Whether a code may be drawn in half blocks on this kind of terminal. */
bool glyphs_halves(const char *term, int fd);

#endif
