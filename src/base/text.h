/*
 * text.h - UTF-8, columns, and the one filter.
 *
 * The only place that knows how wide a character is and which characters may
 * be shown. Widths come from libc's wcwidth, so the caller must have set a
 * UTF-8 LC_CTYPE (text_locale).
 */
#ifndef LUMBAR_TEXT_H
#define LUMBAR_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

#define UTF8_BAD 0xFFFDu

/*
 * Decode one character of a non-empty text. Returns the bytes taken, at least
 * 1. Ill-formed input (overlong, surrogate, cut, over U+10FFFF) gives UTF8_BAD
 * and takes the maximal ill-formed part.
 */
size_t utf8_next_multi(const char *ptr, size_t len, uint32_t *cp);

static inline size_t utf8_next(const char *ptr, size_t len, uint32_t *cp)
{
	if ((unsigned char)ptr[0] >= 0x80)
		return utf8_next_multi(ptr, len, cp);
	*cp = (unsigned char)ptr[0];
	return 1;
}

/* Writes 1 to 4 bytes; not terminated. cp must be a scalar value. */
size_t utf8_put(char out[4], uint32_t cp);

/* *bad, if not NULL, gets the offset of the first ill-formed byte. */
bool utf8_valid(const char *ptr, size_t len, size_t *bad);

/* Cells that text_safe(cp) takes: 0 (combining), 1 or 2. Never negative. */
int utf8_cols_multi(uint32_t cp);

static inline int utf8_cols(uint32_t cp)
{
	return cp < 0x7F ? 1 : utf8_cols_multi(cp);
}

/*
 * The one filter between content and any output: C0 and C1 controls, DEL,
 * bidi marks and overrides, line and paragraph separators, surrogates and
 * whatever wcwidth does not know become UTF8_BAD; all else is itself.
 * Newline and tab too: whoever writes lines makes them himself.
 */
uint32_t text_safe(uint32_t cp);

/* How many leading bytes are printable ASCII (0x20 to 0x7E). Fast. */
size_t text_plain_len(const char *ptr, size_t len);

/*
 * Append ptr,len to out (cap bytes, *used of them taken) filtered by
 * text_safe, as ASCII stand-ins when ascii is set. Stops before out would
 * overflow and returns the input bytes taken: call again after flushing.
 * out must have at least 8 free bytes for progress to be certain.
 */
size_t text_filter(const char *ptr, size_t len, bool ascii, char *out,
    size_t cap, size_t *used);

int text_cols(struct slice s);

/*
 * How many bytes of s fit in cols columns. Measures before cutting: a wide
 * character is never halved, a combining mark stays with its letter. Returns
 * 0 when not even one character fits; the caller must then take one anyway.
 */
size_t text_fit(struct slice s, int cols, int *used);

/* Lower case without accents for Latin, Greek and Cyrillic; else cp. */
uint32_t text_fold(uint32_t cp);

/* One printable ASCII character that stands for cp; '?' when there is none. */
char text_ascii(uint32_t cp);

/*
 * Make LC_CTYPE a UTF-8 locale for width tables: the environment's if its
 * codeset is UTF-8, else C.UTF-8. Returns whether the *environment's* codeset
 * is UTF-8, which is whether the terminal may be sent anything but ASCII.
 */
bool text_locale(void);

/* Not isdigit: that asks the locale, and fails for a char below 0. */
static inline bool text_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

#endif
