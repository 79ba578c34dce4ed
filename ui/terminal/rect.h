/*
 * rect.h - rows and columns of cells, which may lie outside of any canvas.
 */
#ifndef LUMBAR_RECT_H
#define LUMBAR_RECT_H

#include <limits.h>

struct rect {
	int row, col, rows, cols;
};

/* One past the last of len cells; INT_MAX when they go on beyond it. */
static inline int rect_end(int start, int len)
{
	if (len <= 0)
		return start;
	return start > INT_MAX - len ? INT_MAX : start + len;
}

/* What both have; no rows or no columns when that is nothing. */
struct rect rect_shared(struct rect a, struct rect b);

#endif
