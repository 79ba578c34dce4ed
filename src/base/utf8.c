/* The utf8_ functions of text.h that know bytes only, not widths. */
#include "base/text.h"

#include <assert.h>
#include <string.h>

static bool is_tail(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/*
 * Table 3-7 of the Unicode standard. What is ill-formed gives UTF8_BAD and
 * takes as many bytes as could have begun a character, at least one.
 */
static inline size_t decode(
    const unsigned char *in, size_t len, uint32_t *cp, bool *good)
{
	const unsigned char lead = in[0];
	unsigned char least = 0x80, most = 0xBF;

	*good = true;
	if (lead < 0x80) {
		*cp = lead;
		return 1;
	}
	*cp = UTF8_BAD;
	*good = false;
	if (lead < 0xC2 || lead > 0xF4)
		return 1;
	if (lead < 0xE0) {
		if (len < 2 || !is_tail(in[1]))
			return 1;
		*cp = (lead & 0x1Fu) << 6 | (in[1] & 0x3Fu);
		*good = true;
		return 2;
	}

	if (lead == 0xE0)
		least = 0xA0;
	else if (lead == 0xED)
		most = 0x9F;
	else if (lead == 0xF0)
		least = 0x90;
	else if (lead == 0xF4)
		most = 0x8F;
	if (len < 2 || in[1] < least || in[1] > most)
		return 1;
	if (len < 3 || !is_tail(in[2]))
		return 2;
	if (lead < 0xF0) {
		*cp = (lead & 0x0Fu) << 12 | (in[1] & 0x3Fu) << 6 |
		      (in[2] & 0x3Fu);
		*good = true;
		return 3;
	}
	if (len < 4 || !is_tail(in[3]))
		return 3;
	*cp = (lead & 0x07u) << 18 | (in[1] & 0x3Fu) << 12 |
	      (in[2] & 0x3Fu) << 6 | (in[3] & 0x3Fu);
	*good = true;
	return 4;
}

size_t utf8_next_multi(const char *ptr, size_t len, uint32_t *cp)
{
	bool good;

	return decode((const unsigned char *)ptr, len, cp, &good);
}

size_t utf8_put(char out[4], uint32_t cp)
{
	assert(cp < 0xD800 || (cp > 0xDFFF && cp <= 0x10FFFF));
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

bool utf8_valid(const char *ptr, size_t len, size_t *bad)
{
	size_t at = 0;

	while (at < len) {
		uint64_t word;
		uint32_t cp;
		bool good;
		size_t step;

		if (len - at >= sizeof(word)) {
			memcpy(&word, ptr + at, sizeof(word));
			if ((word & 0x8080808080808080u) == 0) {
				at += sizeof(word);
				continue;
			}
		}
		step = decode(
		    (const unsigned char *)ptr + at, len - at, &cp, &good);
		if (!good) {
			if (bad != NULL)
				*bad = at;
			return false;
		}
		at += step;
	}
	return true;
}
