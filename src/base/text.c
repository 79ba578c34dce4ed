#include "base/text.h"

#include <assert.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>

#define EACH_BYTE(b) (0x0101010101010101u * (b))

/*
 * Common characters that are two cells wide in every version of the tables:
 * kana, unified ideographs, Hangul syllables, full-width forms.
 */
static inline bool is_common_wide(uint32_t cp)
{
	return (cp >= 0x4E00 && cp <= 0x9FEA) ||
	       (cp >= 0xAC00 && cp <= 0xD7A3) ||
	       (cp >= 0x3041 && cp <= 0x3096) ||
	       (cp >= 0x309B && cp <= 0x30FF) ||
	       (cp >= 0x3001 && cp <= 0x3029) ||
	       (cp >= 0xFF01 && cp <= 0xFF60) ||
	       (cp >= 0x3400 && cp <= 0x4DB5) ||
	       (cp >= 0x20000 && cp <= 0x2A6D6);
}

/*
 * The same for U+3000 to U+FFFF as a table, since texts in those scripts are
 * nothing but such characters: a letter for each 64 code points, and for each
 * letter a bit for each of the 64.
 */
static const uint64_t wide_bits[] = {
	0x000003FFFFFFFFFE, /* a */
	0xFFFFFFFFFFFFFFFE, /* b */
	0xFFFFFFFFF87FFFFF, /* c */
	0xFFFFFFFFFFFFFFFF, /* d */
	0x0000000000000000, /* e */
	0x003FFFFFFFFFFFFF, /* f */
	0x000007FFFFFFFFFF, /* g */
	0x0000000FFFFFFFFF, /* h */
	0x00000001FFFFFFFF, /* i */
};

/* clang-format off */
static const char wide_pages[] =
	"abcdeeeeeeeeeeeedddddddddddddddddddddddddddddddddddddddddddddddd"
	"ddddddddddddddddddddddddddddddddddddddddddddddddddddddfedddddddd"
	"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
	"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
	"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
	"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
	"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddg"
	"eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeedddddddddddddddd"
	"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
	"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
	"ddddddddddddddddddddddddddddddheeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"
	"eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"
	"eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeebiee";
/* clang-format on */

/* Bytes of such characters, three each, at the start of at most len. */
static inline size_t wide_len(const char *ptr, size_t len)
{
	const unsigned char *const in = (const unsigned char *)ptr;
	size_t at = 0;

	len -= len % 3;
	for (; at < len; at += 3) {
		const unsigned lead = in[at] - 0xE3u;
		const unsigned mid = in[at + 1] ^ 0x80u;
		const unsigned last = in[at + 2] ^ 0x80u;
		unsigned page;

		if (lead > 0xEF - 0xE3 || (mid | last) > 0x3F)
			break;
		page = (unsigned)wide_pages[lead << 6 | mid] - 'a';
		if ((wide_bits[page] >> last & 1) == 0)
			break;
	}
	return at;
}

/* The same for one cell: Greek, Cyrillic, punctuation, arrows, boxes. */
static inline bool is_common_narrow(uint32_t cp)
{
	return (cp >= 0xA0 && cp <= 0x2FF) || (cp >= 0x3A3 && cp <= 0x482) ||
	       (cp >= 0x2010 && cp <= 0x2027) ||
	       (cp >= 0x2030 && cp <= 0x205E) ||
	       (cp >= 0x2190 && cp <= 0x2319) ||
	       (cp >= 0x2500 && cp <= 0x25FC) ||
	       (cp >= 0x1E00 && cp <= 0x1EFF) || cp == UTF8_BAD;
}

static bool is_unsafe(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || cp == 0x61C ||
	       cp == 0x200E || cp == 0x200F || (cp >= 0x2028 && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF ||
	       (cp >= 0xD800 && cp <= 0xDFFF) ||
	       (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp & 0xFFFE) == 0xFFFE ||
	       cp > 0x10FFFF;
}

/* The cells of cp itself, or -1 when it must not be shown. */
static inline int cols_or_unsafe(uint32_t cp)
{
	if (cp >= 0x20 && cp <= 0x7E)
		return 1;
	if (is_common_narrow(cp))
		return 1;
	if (is_common_wide(cp))
		return 2;
	if (is_unsafe(cp))
		return -1;
	return wcwidth((wchar_t)cp);
}

int utf8_cols_multi(uint32_t cp)
{
	const int cols = cols_or_unsafe(cp);

	return cols >= 0 ? cols : 1;
}

uint32_t text_safe(uint32_t cp)
{
	return cols_or_unsafe(cp) >= 0 ? cp : UTF8_BAD;
}

/*
 * Eight bytes at a time. A byte is not plain when bit 7 is set in itself, in
 * itself + 1 (DEL) or in itself - 0x20 (controls). Carries and borrows only
 * spoil bytes behind the first that is not plain, and the last loop finds it.
 */
size_t text_plain_len(const char *ptr, size_t len)
{
	size_t at = 0;

	while (len - at >= sizeof(uint64_t)) {
		uint64_t word;

		memcpy(&word, ptr + at, sizeof(word));
		word |= (word + EACH_BYTE(0x01)) | (word - EACH_BYTE(0x20));
		word &= EACH_BYTE(0x80);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
		if (word != 0)
			return at + (size_t)__builtin_ctzll(word) / CHAR_BIT;
#else
		if (word != 0)
			break;
#endif
		at += sizeof(word);
	}
	while (at < len && ptr[at] >= 0x20 && ptr[at] <= 0x7E)
		at++;
	return at;
}

static size_t lesser(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * One character that is not plain ASCII, filtered. Returns the bytes taken,
 * or 0 when room is too small for what it becomes.
 */
static size_t filter_one(const char *ptr, size_t len, bool ascii, char *out,
    size_t room, size_t *put)
{
	uint32_t cp;
	const size_t step = utf8_next(ptr, len, &cp);
	int cols = cols_or_unsafe(cp);

	if (cols < 0) {
		cp = UTF8_BAD;
		cols = 1;
	}
	*put = 0;
	if (ascii) {
		/* As many as it has cells: the columns stay right. */
		if (room < (size_t)cols)
			return 0;
		for (int i = 0; i < cols; i++)
			out[(*put)++] = text_ascii(cp);
	} else {
		char bytes[4];
		const size_t n = utf8_put(bytes, cp);

		if (room < n)
			return 0;
		memcpy(out, bytes, n);
		*put = n;
	}
	return step;
}

/*
 * Bytes of common three-byte characters, which go out as they are. Leads from
 * E2 cannot be overlong, and surrogates are not common.
 */
static size_t common_len(const char *ptr, size_t len)
{
	const unsigned char *const in = (const unsigned char *)ptr;
	size_t at = 0;

	while (len - at >= 3 && in[at] >= 0xE2 && in[at] < 0xF0 &&
	       (in[at + 1] & 0xC0) == 0x80 && (in[at + 2] & 0xC0) == 0x80) {
		const uint32_t cp = (in[at] & 0x0Fu) << 12 |
		                    (in[at + 1] & 0x3Fu) << 6 |
		                    (in[at + 2] & 0x3Fu);

		if (!is_common_wide(cp) && !is_common_narrow(cp))
			break;
		at += 3;
	}
	return at;
}

size_t text_filter(const char *ptr, size_t len, bool ascii, char *out,
    size_t cap, size_t *used)
{
	size_t at = 0, to = *used;

	assert(to <= cap);
	while (at < len && to < cap) {
		/* Looking further than there is room would be quadratic. */
		const size_t most = lesser(len - at, cap - to);
		size_t n = text_plain_len(ptr + at, most), put;

		if (n == 0 && !ascii)
			n = wide_len(ptr + at, most);
		if (n == 0 && !ascii)
			n = common_len(ptr + at, most);
		if (n > 0) {
			memcpy(out + to, ptr + at, n);
			at += n;
			to += n;
			continue;
		}
		n = filter_one(
		    ptr + at, len - at, ascii, out + to, cap - to, &put);
		if (n == 0)
			break;
		at += n;
		to += put;
	}
	*used = to;
	return at;
}

int text_cols(struct slice s)
{
	size_t at = 0, total = 0;

	while (at < s.len) {
		const size_t plain = text_plain_len(s.ptr + at, s.len - at);

		at += plain;
		total += plain;
		/* Texts in other scripts have long runs of those. */
		do {
			uint32_t cp;
			size_t wide;

			if (at == s.len)
				break;
			wide = wide_len(s.ptr + at, s.len - at);
			if (wide > 0) {
				at += wide;
				total += wide / 3 * 2;
				continue;
			}
			at += utf8_next(s.ptr + at, s.len - at, &cp);
			total += (size_t)utf8_cols(cp);
		} while (at < s.len && (unsigned char)s.ptr[at] >= 0x80);
	}
	return total < INT_MAX ? (int)total : INT_MAX;
}

size_t text_fit(struct slice s, int cols, int *used)
{
	size_t len = 0;
	int total = 0;

	assert(cols >= 0 && used != NULL);
	while (len < s.len) {
		const size_t room = (size_t)(cols - total);
		const size_t plain =
		    text_plain_len(s.ptr + len, lesser(s.len - len, room));
		uint32_t cp;
		size_t step;
		int width;

		len += plain;
		total += (int)plain;
		if (len == s.len)
			break;
		step = wide_len(s.ptr + len,
		    lesser(s.len - len, (size_t)(cols - total) / 2 * 3));
		if (step > 0) {
			total += (int)(step / 3 * 2);
			len += step;
			continue;
		}
		step = utf8_next(s.ptr + len, s.len - len, &cp);
		width = utf8_cols(cp);
		if (width > cols - total)
			break;
		total += width;
		len += step;
	}
	*used = total;
	return len;
}

/*
 * Whether the environment asks for UTF-8 by name, for locales that were not
 * generated on this machine: the terminal behind them is UTF-8 all the same.
 */
static bool environment_says_utf8(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *const value = getenv(names[i]);
		const char *codeset;

		if (value == NULL || value[0] == '\0')
			continue;
		codeset = strchr(value, '.');
		return codeset != NULL &&
		       (strncasecmp(codeset, ".utf-8", 6) == 0 ||
			   strncasecmp(codeset, ".utf8", 5) == 0);
	}
	return false;
}

bool text_locale(void)
{
	static const char *const fallbacks[] = { "C.UTF-8", "C.utf8",
		"en_US.UTF-8" };
	bool says_utf8 = false;

	if (setlocale(LC_CTYPE, "") != NULL) {
		if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
			return true;
	} else {
		says_utf8 = environment_says_utf8();
	}
	for (size_t i = 0; i < sizeof(fallbacks) / sizeof(fallbacks[0]); i++) {
		if (setlocale(LC_CTYPE, fallbacks[i]) != NULL)
			break;
	}
	return says_utf8;
}
