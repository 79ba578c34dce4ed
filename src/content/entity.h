/*
 * entity.h - "&amp;", "&#8212;" and "&#x2014;" as the characters they stand
 * for.
 *
 * Knows all names of HTML 5 that end in ";". What comes out is not filtered:
 * "&#27;" gives ESC, and whoever writes text must not pass it on.
 */
#ifndef LUMBAR_ENTITY_H
#define LUMBAR_ENTITY_H

#include <stdbool.h>

#include "base/text.h"

/* Bytes that the longest one takes. */
#define ENTITY_MAX 8

/*
 * The text of an entity that is given whole, "&" to ";". Numbers that are no
 * character (0, surrogates, over U+10FFFF) give U+FFFD. False when there is no
 * such name: it is ordinary text then. The slice is either static or in
 * buf.
 */
bool entity_decode(
    struct slice entity, char buf[ENTITY_MAX], struct slice *out);

#endif
