/*
 * choices_parts.h - what choices.c (moving, marking, typing) and choices_draw.c
 * (where it stands) share. For nobody else.
 */
#ifndef LUMBAR_CHOICES_PARTS_H
#define LUMBAR_CHOICES_PARTS_H

#include "widgets/choices.h"

/* The items, and before them the number where one is typed. */
size_t choices_lines(const struct choices *choices);

/* The item of a line; choices->n for the number. */
size_t choices_item(const struct choices *choices, size_t line);

/* Where each line begins at the size that was given: row_at. */
void choices_measure(struct choices *choices);

#endif
