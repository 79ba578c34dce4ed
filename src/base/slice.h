/*
 * slice.h - a piece of a text that somebody else has. Bytes only: what they
 * show, and in how many columns, is for text.h.
 */
#ifndef LUMBAR_SLICE_H
#define LUMBAR_SLICE_H

#include <stdbool.h>
#include <stddef.h>

/* Not terminated by NUL. */
struct slice {
	const char *ptr;
	size_t len;
};

#define SLICE(lit) ((struct slice){ (lit), sizeof(lit) - 1 })

struct slice slice_of(const char *str); /* NULL gives an empty slice */
bool slice_eq(struct slice a, struct slice b);
bool slice_is(struct slice a, const char *str);
bool slice_starts(struct slice a, const char *str);
struct slice slice_trim(struct slice a); /* spaces and tabs, both ends */

/* The next item of a comma separated list, trimmed; false at the end. */
bool slice_next_item(struct slice *list, struct slice *item);

#endif
