/*
 * spelling.h - what was probably meant.
 */
#ifndef LUMBAR_SPELLING_H
#define LUMBAR_SPELLING_H

#include "base/text.h"

/*
 * Edit distance (insert, delete, replace, swap of neighbours) of the folded
 * texts, in characters; stops counting at limit and returns limit + 1 then.
 */
unsigned spelling_distance(struct slice a, struct slice b, unsigned limit);

/*
 * The index of the nearest of n words, or n when none is near enough (a third
 * of the word's length, at most 3; or one is the beginning of the other, two
 * characters at least).
 */
size_t spelling_nearest(struct slice word, const char *const *words, size_t n);

#endif
