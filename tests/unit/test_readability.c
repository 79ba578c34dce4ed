#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "check/readability.h"

static void sentences_end_where_people_end_them(void **state)
{
	static const struct {
		const char *text;
		const char *parts[4];
	} cases[] = {
		{ "", { NULL } },
		{ "  \n ", { NULL } },
		{ "No end mark", { "No end mark", NULL } },
		{ "One. Two? Three!", { "One.", "Two?", "Three!", NULL } },
		{ "About 1.5 km a day.", { "About 1.5 km a day.", NULL } },
		{ "Fruit, e.g. pears. Good.",
		    { "Fruit, e.g. pears.", "Good.", NULL } },
		{ "He said \"go.\" She went.",
		    { "He said \"go.\"", "She went.", NULL } },
		{ "(So it is.) 3 of 4 do.",
		    { "(So it is.)", "3 of 4 do.", NULL } },
		{ "Wait... then go.", { "Wait... then go.", NULL } },
		{ "What?! No.", { "What?!", "No.", NULL } },
		{ "One.\nTwo.", { "One.", "Two.", NULL } },
		{ "\xE2\x80\x9CGo.\xE2\x80\x9D \xC3\x89lan went.",
		    { "\xE2\x80\x9CGo.\xE2\x80\x9D", "\xC3\x89lan went.",
			NULL } },
		{ ". . .", { ".", ".", "." } },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct slice rest = slice_of(cases[i].text), got;
		size_t n = 0;

		while (readability_sentence(&rest, &got)) {
			assert_true(n < 4 && cases[i].parts[n] != NULL);
			assert_true(slice_is(got, cases[i].parts[n]));
			n++;
		}
		assert_true(n == 4 || cases[i].parts[n] == NULL);
	}
}

static void words_are_what_holds_a_letter_or_a_digit(void **state)
{
	static const char *const words[] = { "Call", "A&E", "now", "self-check",
		"caf\xC3\xA9", "can't", "3", "one", "two" };
	struct slice rest = SLICE("Call A&E now \xE2\x80\x94 (self-check), "
				  "caf\xC3\xA9: can't & 3... "
				  "one\xE2\x80\x93two\xC2\xA0");
	struct slice word;
	size_t n = 0;

	(void)state;
	while (readability_word(&rest, &word)) {
		assert_true(n < 9);
		assert_true(slice_is(word, words[n]));
		n++;
	}
	assert_int_equal(n, 9);
}

static void syllables_are_counted_as_spoken(void **state)
{
	static const struct {
		const char *word;
		size_t n;
	} cases[] = {
		{ "a", 1 },
		{ "GP", 1 },
		{ "999", 1 },
		{ "", 1 },
		{ "nerve", 1 },
		{ "nerves", 1 },
		{ "walked", 1 },
		{ "started", 2 },
		{ "needed", 2 },
		{ "muscle", 2 },
		{ "tables", 2 },
		{ "does", 1 },
		{ "changes", 2 },
		{ "eye", 1 },
		{ "people", 2 },
		{ "sciatica", 4 },
		{ "Sciatica's", 4 },
		{ "stenosis", 3 },
		{ "emergency", 4 },
		{ "physiotherapist", 6 },
		{ "special", 2 },
		{ "operation", 4 },
		{ "serious", 3 },
		{ "idea", 3 },
		{ "area", 3 },
		{ "sea", 1 },
		{ "treatment", 2 },
		{ "create", 2 },
		{ "being", 2 },
		{ "society", 4 },
		{ "quiet", 2 },
		{ "patient", 2 },
		{ "client", 2 },
		{ "science", 2 },
		{ "movement", 2 },
		{ "safely", 2 },
		{ "sometimes", 2 },
		{ "element", 3 },
		{ "usually", 4 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (readability_syllables(slice_of(cases[i].word)) !=
		    cases[i].n)
			fail_msg("%s", cases[i].word);
	}
}

static double grade_of(const char *text)
{
	struct readability total = { 0, 0, 0 };
	struct slice rest = slice_of(text), sentence;

	while (readability_sentence(&rest, &sentence))
		readability_add(&total, sentence);
	return readability_grade(&total);
}

static void easy_is_below_hard(void **state)
{
	(void)state;
	assert_true(grade_of("") == 0);
	assert_true(grade_of("...") == 0);
	/* 11 words, 2 sentences, 11 syllables: 0.39 * 5.5 + 11.8 - 15.59 */
	assert_true(
	    grade_of("Pain can go down a leg. Walk a bit each day.") < -1.6);
	assert_true(
	    grade_of("Pain can go down a leg. Walk a bit each day.") > -1.7);
	assert_true(
	    grade_of("Radiculopathy necessitates comprehensive neurological "
		     "examination including provocative manoeuvres.") > 15);
}

static void a_very_long_text_takes_no_time(void **state)
{
	static char text[200001];
	struct slice rest, part;
	size_t i, n = 0;

	(void)state;
	for (i = 0; i < 200000; i += 2)
		memcpy(text + i, ". ", 2);
	rest = slice_of(text);
	while (readability_sentence(&rest, &part))
		n++;
	assert_int_equal(n, 100000);
	memset(text, 'a', 200000);
	rest = slice_of(text);
	assert_true(readability_word(&rest, &part));
	assert_int_equal(part.len, 200000);
	assert_true(readability_syllables(part) >= 1);
}

/* A grade is told with one digit: what reads 8.0 is not over 8. */
static void what_is_printed_as_the_limit_is_not_over_it(void **state)
{
	/* 0.39 w/s + 11.8 y/w - 15.59 */
	const struct readability just = { 100, 1000, 1670 };
	const struct readability over = { 100, 1000, 1679 };

	(void)state;
	assert_true(readability_grade(&just) > 8.0);
	assert_false(readability_over(&just, 8.0));
	assert_true(readability_over(&just, 7.9));
	assert_true(readability_over(&over, 8.0));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_printed_as_the_limit_is_not_over_it),
		cmocka_unit_test(sentences_end_where_people_end_them),
		cmocka_unit_test(words_are_what_holds_a_letter_or_a_digit),
		cmocka_unit_test(syllables_are_counted_as_spoken),
		cmocka_unit_test(easy_is_below_hard),
		cmocka_unit_test(a_very_long_text_takes_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
