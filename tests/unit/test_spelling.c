#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "find/spelling.h"

static unsigned distance(const char *a, const char *b)
{
	return spelling_distance(slice_of(a), slice_of(b), 100);
}

static void counts_edits(void **state)
{
	static const struct {
		const char *a, *b;
		unsigned steps;
	} rows[] = {
		{ "", "", 0 },
		{ "a", "", 1 },
		{ "abc", "", 3 },
		{ "sciatica", "sciatica", 0 },
		{ "sciatica", "sciatca", 1 },
		{ "sciatica", "sciattica", 1 },
		{ "sciatica", "sciatixa", 1 },
		{ "sciatica", "scaitica", 1 },
		{ "sciatica", "csiatiac", 2 },
		{ "kitten", "sitting", 3 },
		{ "ab", "ba", 1 },
		{ "ca", "abc", 3 }, /* no edits inside a swap */
		{ "abcd", "badc", 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (distance(rows[i].a, rows[i].b) != rows[i].steps ||
		    distance(rows[i].b, rows[i].a) != rows[i].steps)
			fail_msg("%s, %s: %u", rows[i].a, rows[i].b,
			    distance(rows[i].a, rows[i].b));
	}
}

static void counts_characters_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(distance("SCIATICA", "sciatica"), 0);
	assert_int_equal(distance("\xC3\x89pine", "epine"), 0);
	assert_int_equal(distance("e\xCC\x81pine", "epine"), 0);
	assert_int_equal(distance("\xE4\xB8\xAD", "\xE5\x9B\xBD"), 1);
	assert_int_equal(distance("\xE4\xB8\xAD", ""), 1);
	assert_int_equal(distance("\xFF", "a"), 1);
}

static void stops_at_the_limit(void **state)
{
	(void)state;
	for (unsigned limit = 0; limit < 10; limit++) {
		const unsigned got =
		    spelling_distance(SLICE("abcdef"), SLICE("uvwxyz"), limit);

		assert_int_equal(got, limit < 6 ? limit + 1 : 6);
		assert_int_equal(
		    spelling_distance(SLICE("a"), SLICE("abcdefg"), limit),
		    limit < 6 ? limit + 1 : 6);
	}
	assert_true(spelling_distance(SLICE("a"), SLICE("b"), UINT32_MAX) == 1);
}

/* A plain table, and no way out of it early. */
static unsigned reference(const char *a, const char *b)
{
	const size_t na = strlen(a), nb = strlen(b);
	unsigned d[16][16];

	for (size_t i = 0; i <= na; i++) {
		for (size_t j = 0; j <= nb; j++) {
			unsigned best = 99;

			if (i == 0 || j == 0) {
				d[i][j] = (unsigned)(i + j);
				continue;
			}
			if (d[i - 1][j] + 1 < best)
				best = d[i - 1][j] + 1;
			if (d[i][j - 1] + 1 < best)
				best = d[i][j - 1] + 1;
			if (d[i - 1][j - 1] + (a[i - 1] != b[j - 1]) < best)
				best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
				best = d[i - 2][j - 2] + 1;
			d[i][j] = best;
		}
	}
	return d[na][nb];
}

static void agrees_with_the_plain_table(void **state)
{
	(void)state;
	srand(7);
	for (int round = 0; round < 100000; round++) {
		char words[2][16];
		const unsigned limit = (unsigned)rand() % 8;
		unsigned want, got;

		for (int w = 0; w < 2; w++) {
			const int len = rand() % 12;

			for (int i = 0; i < len; i++)
				words[w][i] = (char)('a' + rand() % 3);
			words[w][len] = '\0';
		}
		want = reference(words[0], words[1]);
		got = spelling_distance(
		    slice_of(words[0]), slice_of(words[1]), limit);
		if (got != (want <= limit ? want : limit + 1))
			fail_msg("%s %s limit %u: %u", words[0], words[1],
			    limit, got);
	}
}

static const char *const ids[] = { "sciatica", "stretches",
	"weakness-and-foot-drop", "self-check", "self", "back-pain", "x-rays",
	"hip" };

static const char *nearest(const char *word)
{
	const size_t n = sizeof(ids) / sizeof(ids[0]);
	const size_t i = spelling_nearest(slice_of(word), ids, n);

	assert_true(i <= n);
	return i < n ? ids[i] : "none";
}

static void finds_what_was_meant(void **state)
{
	static const char *const rows[][2] = {
		{ "sciatica", "sciatica" },
		{ "Sciatca", "sciatica" },
		{ "sciattica", "sciatica" },
		{ "syatica", "sciatica" },
		{ "exercices", "none" },
		{ "stretchs", "stretches" },
		{ "strech", "none" },
		{ "stretch", "stretches" },
		{ "weakness", "weakness-and-foot-drop" },
		{ "self-chek", "self-check" },
		{ "selfcheck", "self-check" },
		{ "self", "self" },
		{ "self-service", "self" },
		{ "hipp", "hip" },
		{ "hop", "hip" },
		{ "hi", "hip" },
		{ "hips-and-knees", "hip" },
		{ "h", "none" },
		{ "", "none" },
		{ "xrays", "x-rays" },
		{ "zzzzzz", "none" },
		{ "back", "back-pain" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (strcmp(nearest(rows[i][0]), rows[i][1]) != 0)
			fail_msg("%s: %s", rows[i][0], nearest(rows[i][0]));
	}
	assert_int_equal(spelling_nearest(SLICE("a"), NULL, 0), 0);
}

static void long_words_are_not_guessed_at(void **state)
{
	char word[5000];

	(void)state;
	memset(word, 'a', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	assert_string_equal(nearest(word), "none");
	assert_int_equal(distance(word, word), 0);
	assert_true(distance(word, "a") > 60);
	word[63] = '\0';
	assert_int_equal(distance(word, "a"), 62);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_edits),
		cmocka_unit_test(counts_characters_not_bytes),
		cmocka_unit_test(stops_at_the_limit),
		cmocka_unit_test(agrees_with_the_plain_table),
		cmocka_unit_test(finds_what_was_meant),
		cmocka_unit_test(long_words_are_not_guessed_at),
	};

	(void)text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
