/*
 * layout_columns.h - how wide the columns of a table are; private to
 * layout_table.c.
 */
#ifndef LUMBAR_LAYOUT_COLUMNS_H
#define LUMBAR_LAYOUT_COLUMNS_H

#include "content/layout_flow.h"

struct flow_column {
	int max;  /* cells of its widest text */
	int min;  /* and of the widest part that cannot be broken */
	int cols; /* that it gets; 0 = not known yet */
	struct flow_text label;
};

/*
 * The sum of what the columns want or need. Each is an int, so the sum cannot
 * overflow.
 */
int64_t flow_columns_sum(
    const struct flow_column *columns, size_t n, bool of_max);

/*
 * Share room, which is at least what they need and less than they want, among
 * columns whose cols are 0: those that want no more than an equal part get
 * that, the others share by what they want but get what they need.
 */
void flow_columns_share(struct flow_column *columns, size_t n, int64_t room);

#endif
