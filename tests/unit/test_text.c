#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include "base/text.h"

enum {
	LAST_CP = 0x10FFFF
};

static bool is_surrogate(uint32_t cp)
{
	return cp >= 0xD800 && cp <= 0xDFFF;
}

/* The rows of table 3-7 of the Unicode standard. */
static const unsigned char well_formed[][8] = {
	{ 0x00, 0x7F },
	{ 0xC2, 0xDF, 0x80, 0xBF },
	{ 0xE0, 0xE0, 0xA0, 0xBF, 0x80, 0xBF },
	{ 0xE1, 0xEC, 0x80, 0xBF, 0x80, 0xBF },
	{ 0xED, 0xED, 0x80, 0x9F, 0x80, 0xBF },
	{ 0xEE, 0xEF, 0x80, 0xBF, 0x80, 0xBF },
	{ 0xF0, 0xF0, 0x90, 0xBF, 0x80, 0xBF, 0x80, 0xBF },
	{ 0xF1, 0xF3, 0x80, 0xBF, 0x80, 0xBF, 0x80, 0xBF },
	{ 0xF4, 0xF4, 0x80, 0x8F, 0x80, 0xBF, 0x80, 0xBF },
};

/* What utf8_next must do, said by the table. */
static size_t reference_next(
    const unsigned char *in, size_t len, uint32_t *cp, bool *good)
{
	size_t most = 1;

	*cp = UTF8_BAD;
	*good = false;
	for (size_t r = 0; r < sizeof(well_formed) / 8; r++) {
		const unsigned char *const row = well_formed[r];
		size_t n = 0;

		while (n < 4 && (n == 0 || row[2 * n] != 0) && n < len &&
		       in[n] >= row[2 * n] && in[n] <= row[2 * n + 1])
			n++;
		if (n > most)
			most = n;
		if (n > 0 && (n == 4 || row[2 * n] == 0)) {
			static const unsigned char masks[] = { 0x7F, 0x1F, 0x0F,
				0x07 };

			*cp = in[0] & masks[n - 1];
			for (size_t i = 1; i < n; i++)
				*cp = *cp << 6 | (in[i] & 0x3F);
			*good = true;
			return n;
		}
	}
	return most;
}

static void check_next(const unsigned char *in, size_t len)
{
	uint32_t cp, expected;
	size_t bad = 99, step;
	bool good;

	step = reference_next(in, len, &expected, &good);
	if (utf8_next((const char *)in, len, &cp) != step || cp != expected)
		fail_msg("%02x %02x %02x %02x (%zu)", in[0], in[1], in[2],
		    in[3], len);
	if (utf8_valid((const char *)in, step, &bad) != good)
		fail_msg("valid: %02x %02x (%zu)", in[0], in[1], step);
	if (!good)
		assert_int_equal(bad, 0);
}

static void decodes_by_the_table(void **state)
{
	static const unsigned char edges[] = { 0x00, 0x41, 0x7F, 0x80, 0x8F,
		0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xF0, 0xF4,
		0xFF };
	unsigned char in[4];

	(void)state;
	for (unsigned i = 0; i < 1u << 16; i++) {
		in[0] = (unsigned char)(i >> 8);
		in[1] = (unsigned char)i;
		for (size_t j = 0; j < sizeof(edges); j++) {
			for (size_t k = 0; k < sizeof(edges); k++) {
				in[2] = edges[j];
				in[3] = edges[k];
				check_next(in, 4);
			}
			check_next(in, 3);
		}
		check_next(in, 2);
		check_next(in, 1);
	}
}

static void round_trips_every_character(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= LAST_CP; cp++) {
		char out[4];
		uint32_t back;
		size_t len;

		if (is_surrogate(cp))
			continue;
		len = utf8_put(out, cp);
		if (utf8_next(out, len, &back) != len || back != cp ||
		    !utf8_valid(out, len, NULL))
			fail_msg("U+%04X", cp);
	}
}

static void assert_decodes(
    const char *in, size_t len, const char *steps, const char *what)
{
	size_t at = 0;

	for (; *steps != '\0'; steps++) {
		const size_t want = (size_t)(*steps - '0');
		uint32_t cp;

		assert_true(at < len);
		if (utf8_next(in + at, len - at, &cp) != want ||
		    (cp != UTF8_BAD && cp >= 0x80))
			fail_msg("%s at %zu", what, at);
		at += want;
	}
	assert_int_equal(at, len);
}

#define DECODES(in, steps) assert_decodes(in, sizeof(in) - 1, steps, steps)

/* Tables 3-8 to 3-11 of the standard, and the classic attacks. */
static void takes_maximal_ill_formed_parts(void **state)
{
	(void)state;
	DECODES("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "111111111");
	DECODES("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "111111111");
	DECODES("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "111111111");
	DECODES("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "21321");
	DECODES("\xC0\x80", "11");      /* NUL, overlong */
	DECODES("\xC1\xBF", "11");      /* DEL, overlong */
	DECODES("\xE0\x80\x9B", "111"); /* CSI, overlong */
	DECODES("\xF0\x80\x80\x9B", "1111");
	DECODES("\xF4\x90\x80\x80", "1111"); /* U+110000 */
	DECODES("\xF8\x88\x80\x80\x80", "11111");
	DECODES("\xFC\x84\x80\x80\x80\x80", "111111");
	DECODES("\xFE\xFF", "11");
	DECODES("a\xE2\x82", "12"); /* cut at the end */
	DECODES("\xF0\x9F\x98", "3");
	DECODES("\x80\x80", "11");
}

static void valid_tells_where(void **state)
{
	char text[100];

	(void)state;
	for (size_t at = 0; at < sizeof(text); at++) {
		size_t bad = 0;

		memset(text, 'a', sizeof(text));
		assert_true(utf8_valid(text, sizeof(text), &bad));
		text[at] = (char)0xFF;
		assert_false(utf8_valid(text, sizeof(text), &bad));
		assert_int_equal(bad, at);
		assert_false(utf8_valid(text, sizeof(text), NULL));
		assert_true(utf8_valid(text, at, NULL));
	}
	/* U+FFFD itself is well-formed. */
	assert_true(utf8_valid("\xEF\xBF\xBD", 3, NULL));
	assert_true(utf8_valid("", 0, NULL));
}

static bool is_forbidden(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x061C ||
	       cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069) || cp == 0x2028 || cp == 0x2029 ||
	       cp == 0xFEFF || is_surrogate(cp) ||
	       (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp & 0xFFFE) == 0xFFFE;
}

/* Also: every shortcut agrees with the library on this machine. */
static void widths_and_safety_are_those_of_wcwidth(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= LAST_CP; cp++) {
		const int cols = is_forbidden(cp) ? -1 : wcwidth((wchar_t)cp);

		if (text_safe(cp) != (cols < 0 ? UTF8_BAD : cp))
			fail_msg("safe U+%04X", cp);
		if (utf8_cols(cp) != (cols < 0 ? 1 : cols))
			fail_msg("cols U+%04X", cp);
	}
	assert_int_equal(text_safe(0x110000), UTF8_BAD);
	assert_int_equal(text_safe(UINT32_MAX), UTF8_BAD);
	assert_int_equal(utf8_cols(UINT32_MAX), 1);
}

static void filters_every_character(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= LAST_CP; cp++) {
		char in[4], out[16], expected[4];
		size_t len, used = 0, want;

		if (is_surrogate(cp))
			continue;
		len = utf8_put(in, cp);
		want = utf8_put(expected, text_safe(cp));
		if (text_filter(in, len, false, out, 8, &used) != len ||
		    used != want || memcmp(out, expected, want) != 0)
			fail_msg("U+%04X", cp);
		used = 0;
		if (text_filter(in, len, true, out, 8, &used) != len ||
		    used != (size_t)utf8_cols(cp))
			fail_msg("ascii U+%04X", cp);
		for (size_t i = 0; i < used; i++) {
			if (out[i] != text_ascii(text_safe(cp)) ||
			    out[i] < 0x20 || out[i] > 0x7E)
				fail_msg("ascii U+%04X: %d", cp, out[i]);
		}
	}
}

/* A text of runs of all sorts, ill-formed bytes among them. */
static size_t make_text(char *text, size_t cap, unsigned seed)
{
	static const uint32_t some[] = { 'a', 'Z', ' ', '\n', 0xE9, 0x301,
		0x4E2D, 0xAC00, 0x2014, 0x1F600, 0x202E, 0x9B, 0x1B, 0x7F,
		0x3042, 0x200B, 0xFF21, 0x10FFFF };
	size_t len = 0;

	srand(seed);
	while (cap - len >= 64) {
		const uint32_t cp =
		    some[(size_t)rand() % (sizeof(some) / sizeof(some[0]))];
		int n = rand() % 12;

		if (rand() % 8 == 0)
			text[len++] = (char)(0x80 + rand() % 128);
		while (n-- > 0)
			len += utf8_put(text + len, cp);
	}
	return len;
}

/* One character at a time, as text.h says it. */
static size_t reference_filter(
    const char *in, size_t len, bool ascii, char *out)
{
	size_t at = 0, to = 0;

	while (at < len) {
		uint32_t cp;

		at += utf8_next(in + at, len - at, &cp);
		cp = text_safe(cp);
		for (int i = 0; ascii && i < utf8_cols(cp); i++)
			out[to++] = text_ascii(cp);
		if (!ascii)
			to += utf8_put(out + to, cp);
	}
	return to;
}

static void filters_in_pieces_of_any_size(void **state)
{
	char in[2000], whole[8000], pieces[8000];

	(void)state;
	for (unsigned seed = 0; seed < 300; seed++) {
		const bool ascii = seed % 2 == 1;
		const size_t cap = 8 + seed % 50;
		const size_t len = make_text(in, sizeof(in), seed);
		const size_t want = reference_filter(in, len, ascii, whole);
		size_t at = 0, to = 0;

		while (at < len) {
			char *const part = malloc(cap);
			size_t used = 0, taken;

			assert_non_null(part);
			taken = text_filter(
			    in + at, len - at, ascii, part, cap, &used);
			assert_true(taken > 0);
			assert_true(used <= cap);
			memcpy(pieces + to, part, used);
			free(part);
			at += taken;
			to += used;
		}
		assert_int_equal(at, len);
		assert_int_equal(to, want);
		assert_memory_equal(pieces, whole, to);
		assert_true(utf8_valid(pieces, to, NULL));
	}
}

static void appends_behind_what_is_there(void **state)
{
	char out[8] = "ab";
	size_t used = 2;

	(void)state;
	assert_int_equal(
	    text_filter("cdefghijk", 9, false, out, sizeof(out), &used), 6);
	assert_int_equal(used, 8);
	assert_memory_equal(out, "abcdefgh", 8);
	assert_int_equal(
	    text_filter("ij", 2, false, out, sizeof(out), &used), 0);
	assert_int_equal(used, 8);
	used = 6;
	/* Two bytes are too few for a three-byte character. */
	assert_int_equal(
	    text_filter("\xE4\xB8\xAD", 3, false, out, 8, &used), 0);
	assert_int_equal(used, 6);
	assert_int_equal(
	    text_filter("\xE4\xB8\xAD", 3, true, out, 8, &used), 3);
	assert_int_equal(used, 8);
	assert_memory_equal(out, "abcdef??", 8);
}

static void finds_the_end_of_plain_text(void **state)
{
	char text[40];

	(void)state;
	for (size_t len = 0; len <= sizeof(text); len++) {
		memset(text, '~', sizeof(text));
		assert_int_equal(text_plain_len(text, len), len);
		for (size_t at = 0; at < len; at++) {
			for (int byte = 0; byte < 256; byte++) {
				const bool plain = byte >= 0x20 && byte < 0x7F;

				text[at] = (char)byte;
				/* What follows must not matter. */
				if (at + 1 < len)
					text[at + 1] = (char)(byte * 7);
				if (plain) {
					assert_true(
					    text_plain_len(text, len) > at);
				} else if (text_plain_len(text, len) != at) {
					fail_msg(
					    "%zu of %zu: %d", at, len, byte);
				}
			}
			memset(text, '~', sizeof(text));
		}
	}
}

static int reference_cols(const char *in, size_t len)
{
	int total = 0;

	for (size_t at = 0; at < len;) {
		uint32_t cp;

		at += utf8_next(in + at, len - at, &cp);
		total += utf8_cols(cp);
	}
	return total;
}

static void fits_without_halving_anything(void **state)
{
	char in[600];

	(void)state;
	for (unsigned seed = 0; seed < 100; seed++) {
		const struct slice s = { in, make_text(in, 600, seed) };
		const int all = reference_cols(s.ptr, s.len);

		assert_int_equal(text_cols(s), all);
		for (int cols = 0; cols <= all + 3; cols++) {
			int used = -1;
			const size_t len = text_fit(s, cols, &used);
			size_t at = 0;
			uint32_t cp;

			assert_true(len <= s.len && used <= cols);
			assert_int_equal(reference_cols(s.ptr, len), used);
			while (at < len)
				at += utf8_next(s.ptr + at, s.len - at, &cp);
			assert_int_equal(at, len); /* between characters */
			if (len < s.len) {
				/* The next is too wide: no mark was left. */
				utf8_next(s.ptr + len, s.len - len, &cp);
				assert_true(used + utf8_cols(cp) > cols);
			}
		}
	}
}

static void fit_examples(void **state)
{
	int used;

	(void)state;
	assert_int_equal(text_fit(SLICE("back"), 0, &used), 0);
	assert_int_equal(used, 0);
	assert_int_equal(text_fit(SLICE("back"), 3, &used), 3);
	assert_int_equal(text_fit(SLICE("back"), 9, &used), 4);
	assert_int_equal(used, 4);
	/* A wide one at the edge stays whole. */
	assert_int_equal(text_fit(SLICE("a\xE4\xB8\xAD"), 2, &used), 1);
	assert_int_equal(used, 1);
	assert_int_equal(text_fit(SLICE("\xE4\xB8\xAD"), 1, &used), 0);
	/* The mark goes with its letter. */
	assert_int_equal(text_fit(SLICE("e\xCC\x81x"), 1, &used), 3);
	assert_int_equal(used, 1);
	assert_int_equal(text_fit(SLICE(""), 5, &used), 0);
}

static void folds_case_and_accents(void **state)
{
	static const struct {
		uint32_t from, to;
	} rows[] = {
		{ 'A', 'a' },
		{ 'z', 'z' },
		{ '[', '[' },
		{ '0', '0' },
		{ 0xC9, 'e' },
		{ 0xE9, 'e' }, /* E acute */
		{ 0xD6, 'o' },
		{ 0xFC, 'u' }, /* umlauts */
		{ 0xD1, 'n' },
		{ 0xE7, 'c' }, /* n tilde, c cedilla */
		{ 0xD8, 'o' },
		{ 0x142, 'l' }, /* strokes */
		{ 0x104, 'a' },
		{ 0x17B, 'z' }, /* Polish */
		{ 0x158, 'r' },
		{ 0x11F, 'g' }, /* Czech, Turkish */
		{ 0x130, 'i' },
		{ 0x131, 'i' }, /* Turkish i */
		{ 0x1EC7, 'e' },
		{ 0x1A0, 'o' }, /* Vietnamese */
		{ 0xDF, 0xDF },
		{ 0x1E9E, 0xDF }, /* sharp s */
		{ 0xC6, 0xE6 },
		{ 0x152, 0x153 }, /* ligatures */
		{ 0x391, 0x3B1 },
		{ 0x3AC, 0x3B1 },
		{ 0x3C2, 0x3C3 },
		{ 0x1F04, 0x3B1 },
		{ 0xB5, 0x3BC },
		{ 0x411, 0x431 },
		{ 0x401, 0x435 },
		{ 0x439, 0x438 },
		{ 0x4E2D, 0x4E2D },
		{ 0x5D0, 0x5D0 },
		{ 0x1F600, 0x1F600 },
		{ 0xD7, 0xD7 },
		{ 0xF7, 0xF7 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (text_fold(rows[i].from) != rows[i].to)
			fail_msg("U+%04X gives U+%04X", rows[i].from,
			    text_fold(rows[i].from));
	}
	for (uint32_t cp = 0; cp <= LAST_CP; cp++) {
		const uint32_t once = text_fold(cp);

		if (text_fold(once) != once)
			fail_msg("U+%04X is folded further", cp);
		if (text_safe(cp) == cp && text_safe(once) != once)
			fail_msg("U+%04X is made unsafe", cp);
	}
}

static void stands_in_with_ascii(void **state)
{
	/* clang-format off */
	static const char *const rows[] = {
		"\xE2\x80\x93-", "\xE2\x80\x94-", "\xE2\x88\x92-", /* dashes */
		"\xE2\x80\x91-", "\xC2\xAD-", "\xC2\xA0 ", "\xE2\x80\xAF ",
		"\xE2\x80\x98'", "\xE2\x80\x99'", "\xE2\x80\x9C\"",
		"\xE2\x80\x9D\"", "\xE2\x80\xA6.", "\xE2\x80\xA2*",
		"\xC2\xB7.", "\xC3\x97x", "\xC2\xB5u",
		"\xE2\x86\x90<", "\xE2\x86\x91^", "\xE2\x86\x92>",
		"\xE2\x86\x93v", "\xE2\x96\xB2^", "\xE2\x96\xB6>",
		"\xE2\x96\xBCv", "\xE2\x97\x80<",
		"\xE2\x94\x80-", "\xE2\x94\x82|", "\xE2\x94\x8C+",
		"\xE2\x94\xA4+", "\xE2\x94\xBC+", "\xE2\x95\x90-",
		"\xE2\x95\x91|", "\xE2\x95\x94+", "\xE2\x95\xAD+",
		"\xE2\x94\x81-", "\xE2\x95\xB1/", "\xE2\x95\xB3X",
		"\xE2\x96\x88#", "\xE2\x96\x91#", "\xE2\x96\x84#",
		"\xE2\x96\xA0#", "\xE2\x97\x8F*", "\xE2\x97\x8Bo",
		"\xC3\xA9" "e", "\xC3\x85" "A", "\xC5\x82l", "\xC3\x9Fs",
		"\xE1\xBB\x87" "e", "\xEF\xBC\xA1" "A", "\xE3\x80\x80 ",
		/* Better none than another number. */
		"\xC2\xBD?", "\xC2\xB1?", "\xC2\xB9?", "\xE4\xB8\xAD?",
		"\xCE\xB1?", "\xF0\x9F\x98\x80?", "\xEF\xBF\xBD?",
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint32_t cp;
		const size_t len = utf8_next(rows[i], strlen(rows[i]), &cp);

		if (text_ascii(cp) != rows[i][len])
			fail_msg("U+%04X gives %c", cp, text_ascii(cp));
	}
	for (uint32_t cp = 0; cp <= LAST_CP; cp++) {
		const char c = text_ascii(cp);

		if (c < 0x20 || c > 0x7E ||
		    (cp < 0x7F && cp > 0x1F && (uint32_t)c != cp))
			fail_msg("U+%04X", cp);
	}
}

/* Last: it changes the locale. */
static void locale_is_always_utf8_inside(void **state)
{
	static const struct {
		const char *name;
		bool utf8;
	} rows[] = {
		{ "C.UTF-8", true },
		{ "C", false },
		{ "POSIX", false },
		{ "xx_YY.UTF-8", true }, /* not generated: still its promise */
		{ "xx_YY.utf8@euro", true },
		{ "xx_YY.ISO-8859-1", false },
		{ "xx_YY", false },
	};

	(void)state;
	unsetenv("LC_CTYPE");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		unsetenv("LANG");
		setenv("LC_ALL", rows[i].name, 1);
		if (text_locale() != rows[i].utf8)
			fail_msg("LC_ALL=%s", rows[i].name);
		assert_int_equal(wcwidth(0x4E2D), 2);
		assert_int_equal(utf8_cols(0x1F600), 2);

		unsetenv("LC_ALL");
		setenv("LANG", rows[i].name, 1);
		if (text_locale() != rows[i].utf8)
			fail_msg("LANG=%s", rows[i].name);
	}
	unsetenv("LANG");
	assert_false(text_locale());
	setenv("LC_ALL", "C.UTF-8", 1);
	assert_true(text_locale());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_by_the_table),
		cmocka_unit_test(round_trips_every_character),
		cmocka_unit_test(takes_maximal_ill_formed_parts),
		cmocka_unit_test(valid_tells_where),
		cmocka_unit_test(widths_and_safety_are_those_of_wcwidth),
		cmocka_unit_test(filters_every_character),
		cmocka_unit_test(filters_in_pieces_of_any_size),
		cmocka_unit_test(appends_behind_what_is_there),
		cmocka_unit_test(finds_the_end_of_plain_text),
		cmocka_unit_test(fits_without_halving_anything),
		cmocka_unit_test(fit_examples),
		cmocka_unit_test(folds_case_and_accents),
		cmocka_unit_test(stands_in_with_ascii),
		cmocka_unit_test(locale_is_always_utf8_inside),
	};

	(void)text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
