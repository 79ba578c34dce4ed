/*
 * wrap.h - cut a short text into lines, for lists and asides. Articles have
 * layout.h.
 */
#ifndef LUMBAR_WRAP_H
#define LUMBAR_WRAP_H

#include "base/text.h"

/* The next line of *rest in cols columns, cut at a blank if there is one. */
struct slice wrap_next(struct slice *rest, int cols);

/* How many lines there will be. */
int wrap_count(struct slice text, int cols);

#endif
