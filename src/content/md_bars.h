/*
 * md_bars.h - the bars that part the cells of a row, as md4c finds them.
 *
 * A bar behind a backslash or inside of code is text. Where it is hard to say
 * what is code, too many bars are found, never too few.
 */
#ifndef LUMBAR_MD_BARS_H
#define LUMBAR_MD_BARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct md_bars {
	const char *text; /* may be replaced by one of the same length */
	size_t off, end;
	uint32_t unclosed; /* lengths of backtick runs that close no more */
	bool plain;        /* neither code nor backslashes */
	bool code;         /* a bar inside of code is none */
};

/* Of the row text[beg, end). */
struct md_bars md_bars_of(const char *text, size_t beg, size_t end);

/* Where the next bar is, or end. */
size_t md_bars_next(struct md_bars *bars);

#endif
