/*
 * md_shape.h - what a line, or the rest of one, looks like by itself.
 *
 * Pure questions that md_walk asks in the right order, with the answers of
 * md4c 0.4.8. The text has no newline.
 */
#ifndef LUMBAR_MD_SHAPE_H
#define LUMBAR_MD_SHAPE_H

#include "base/text.h"

/* "===" or "---" and blanks. */
bool md_shape_underline(struct slice text);

/* Three or more of - _ *. If it is none, none begins in the first *seen. */
bool md_shape_rule(struct slice text, size_t *seen);

/* Bytes before the words of "## words"; 0 when it is no heading. */
size_t md_shape_heading(struct slice text);

/* Length of a fence's run of ` or ~; 0 when it is too short. */
size_t md_shape_fence(struct slice text);

/* Columns of a table's second line; 0 when it is none. */
unsigned md_shape_columns(struct slice text);

/*
 * Length of the mark of a quote or an item; 0 when it is none. Its last byte
 * says which; *start gets the number of an ordered one.
 */
size_t md_shape_mark(struct slice text, unsigned *start);

#endif
