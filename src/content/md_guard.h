/*
 * md_guard.h - what stands between a text and md4c.
 *
 * One pass over the bytes. What md4c 0.4.8 would take quadratic time or memory
 * for, or would lose words of, is hidden: the character is replaced by a
 * control character, which is ordinary text to md4c. Nothing moves, so who
 * builds the document takes the bytes of the source instead, and what was
 * hidden is shown as it was written. Each change of meaning is told to diag.
 *
 * Hidden are: the colon of a link reference definition; brackets, quotes and
 * lists nested over the caps; tables over MARKDOWN_MAX_COLUMNS; bars of a row
 * with more cells than the table has columns; brackets of a paragraph that has
 * more of them than can be paired in linear time; and all control characters
 * of the source, so that none of them can pass for a hidden one.
 */
#ifndef LUMBAR_MD_GUARD_H
#define LUMBAR_MD_GUARD_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/text.h"

struct md_guard {
	struct slice text; /* what to parse; ends in a newline unless empty */
	char *copy;        /* owned; NULL when it is the source itself */
};

/*
 * text.ptr[text.len] must be readable. False when the text has more blocks
 * than md4c can count: it must not be parsed.
 */
bool md_guard_open(struct md_guard *guard, struct slice text, const char *file,
    unsigned first_line, struct diag *diag);
void md_guard_close(struct md_guard *guard);

/* The character that was hidden behind c; c itself when none was. */
char md_guard_show(char c);

#endif
