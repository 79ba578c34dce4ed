/*
 * People described by facts, answered for by the specification's dictionary,
 * and scored: within what is accepted, exact, too low, too high, and how many
 * questions it took. The table is printed.
 *
 * LUMBAR_VIGNETTES=FILE scores other people's vignettes instead.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/facts.h"
#include "support/oracle.h"

#define OURS LUMBAR_SOURCE_DIR "/tests/vignettes/vignettes-dev.ini"

struct score {
	size_t n, accepted, exact, under, over;
	size_t emergencies, found;    /* accept is nothing but emergency */
	size_t others, sent;          /* accept lacks emergency */
	size_t mild, recognised;      /* expected self-care */
	size_t asked[FACTS_MAX * 16]; /* of the emergencies that were found */
};

static void print_rules(
    const struct triage_result *result, const struct rules *rules, FILE *out)
{
	const char *between = "";

	for (size_t i = 0; i < rules->nrules; i++) {
		if (!rules_has_fired(&result->fired, i) ||
		    rules->rules[i].level < result->level)
			continue;
		fprintf(out, "%s%s", between, rules->rules[i].id);
		between = " ";
	}
	fputc('\n', out);
}

static void count(struct score *score, const struct vignette *vignette,
    enum triage_level level, size_t asked)
{
	const uint32_t emergency = 1u << TRIAGE_EMERGENCY;
	const bool accepted = (vignette->accept >> level & 1u) != 0;
	const bool is_emergency = level == TRIAGE_EMERGENCY;

	score->n++;
	score->accepted += accepted;
	score->exact += level == vignette->expected;
	/* below the lowest or above the highest that is accepted */
	score->under += (vignette->accept & ((2u << level) - 1)) == 0;
	score->over += vignette->accept >> level == 0;
	if (vignette->accept == emergency) {
		score->asked[score->found] = asked;
		score->emergencies++;
		score->found += is_emergency;
	}
	if (!(vignette->accept & emergency)) {
		score->others++;
		score->sent += is_emergency;
	}
	if (vignette->expected == TRIAGE_SELF_CARE) {
		score->mild++;
		score->recognised += level == TRIAGE_SELF_CARE;
	}
}

static void try_vignette(const struct rules *rules,
    const struct vignette *vignette, struct score *score)
{
	static struct triage_result result;
	struct verdict verdict;
	struct triage run;
	struct sheet sheet;
	size_t asked[RULES_QUESTIONS], nasked;

	assert_true(facts_sheet(vignette, &sheet, stderr));
	sheet_walk(rules, &sheet, &run);
	assert_true(triage_result(&run, &result));
	nasked = triage_asked(&run, asked);
	oracle_judge(&sheet, &verdict);
	assert_int_equal((int)result.level, verdict.level);
	assert_int_equal(nasked, verdict.asked);
	count(score, vignette, result.level, nasked);
	printf("%-36.36s %-9s %-9s %2zu %-4s ", vignette->id,
	    rules_level_id(vignette->expected), rules_level_id(result.level),
	    nasked, vignette->accept >> result.level & 1u ? "ok" : "NOT");
	print_rules(&result, rules, stdout);
	triage_end(&run);
}

static int compare(const void *a, const void *b)
{
	const size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

static double median(size_t *values, size_t n)
{
	qsort(values, n, sizeof(*values), compare);
	if (n == 0)
		return 0;
	return (double)(values[(n - 1) / 2] + values[n / 2]) / 2;
}

static double print_score(struct score *score)
{
	const double middle = median(score->asked, score->found);

	printf("accepted %zu of %zu, exact %zu, under-triage %zu, "
	       "over-triage %zu\n",
	    score->accepted, score->n, score->exact, score->under, score->over);
	printf("emergencies found %zu of %zu, after a median of %.1f "
	       "questions\n",
	    score->found, score->emergencies, middle);
	printf("called an emergency though none is accepted: %zu of %zu\n",
	    score->sent, score->others);
	printf("self-care recognised %zu of %zu\n", score->recognised,
	    score->mild);
	return middle;
}

static void test_vignettes(void **state)
{
	const char *other = getenv("LUMBAR_VIGNETTES");
	const struct rules *rules = sheet_rules();
	static struct score score;
	struct vignettes all;
	double middle;

	(void)state;
	assert_true(facts_read(other != NULL ? other : OURS, &all, stderr));
	assert_true(all.n <= sizeof(score.asked) / sizeof(score.asked[0]));
	printf("%-36s %-9s %-9s %s\n", "vignette", "expected", "got",
	    "questions, in accept, rules");
	for (size_t i = 0; i < all.n; i++)
		try_vignette(rules, &all.items[i], &score);
	middle = print_score(&score);
	facts_free(&all);
	assert_int_equal(score.under, 0);
	assert_int_equal(score.found, score.emergencies);
	if (other != NULL)
		return;
	assert_int_equal(score.n, 30);
	assert_int_equal(score.accepted, 30);
	assert_int_equal(score.found, 12);
	assert_true(score.exact * 100 >= score.n * 85);
	assert_int_equal(score.sent, 0);
	/* the order of the questions is the specification's */
	assert_true(middle < 7);
}

/* A scorer that takes anything for a fact would score nothing. */
static void test_the_dictionary_is_closed(void **state)
{
	static const char *const wrong[] = {
		"[a]\nexpected = soon\naccept = soon\nbladder = full\n",
		"[a]\nexpected = soon\naccept = soon\nfeaver = yes\n",
		"[a]\nexpected = soon\naccept = soon\nage = old\n",
		"[a]\nexpected = soon\naccept = soon\nage = 5\nage = 6\n",
		"[a]\nexpected = soon\naccept = soonish\n",
		"[a]\nexpected = soon\n",
		"age = 41\n",
		"",
	};
	FILE *nowhere = fopen("/dev/null", "w");

	(void)state;
	assert_non_null(nowhere);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct vignettes all;
		FILE *out = fopen("vignettes-wrong.ini", "w");

		assert_non_null(out);
		fputs(wrong[i], out);
		fclose(out);
		if (facts_read("vignettes-wrong.ini", &all, nowhere))
			fail_msg("taken: %s", wrong[i]);
		facts_free(&all);
	}
	remove("vignettes-wrong.ini");
	fclose(nowhere);
}

/* A value on a line belongs to the longer one, and so on. */
static void test_edges_of_the_dictionary(void **state)
{
	static const struct {
		const char *facts;
		int question;
		uint32_t ticks;
	} cases[] = {
		{ "duration_days = 6", Q_DURATION, DURATION_1W },
		{ "duration_days = 7", Q_DURATION, DURATION_2W },
		{ "duration_days = 14", Q_DURATION, DURATION_3W },
		{ "duration_days = 21", Q_DURATION, DURATION_6W },
		{ "duration_days = 42", Q_DURATION, DURATION_12W },
		{ "duration_days = 89", Q_DURATION, DURATION_12W },
		{ "duration_days = 90", Q_DURATION, DURATION_LONG },
		{ "sex = male", Q_DURATION, DURATION_2W },
		{ "sex = male", Q_TREND, TREND_SAME },
		{ "sex = male", Q_IMPACT, IMPACT_MODERATE },
		{ "pain_severity = 9\nfunction = severe", Q_IMPACT,
		    IMPACT_WORST },
		{ "pain_severity = 9", Q_IMPACT, IMPACT_SEVERE },
		{ "pain_severity = 3", Q_IMPACT, IMPACT_MILD },
		{ "leg_pain = both\nboth_legs_days = 14", Q_LEGS,
		    LEGS_BOTH_NEW },
		{ "leg_pain = both\nboth_legs_days = 15", Q_LEGS,
		    LEGS_BOTH_WEEKS },
		{ "leg_pain = both\nboth_legs_days = 90\ntrend = worse", Q_LEGS,
		    LEGS_BOTH_NEW },
		{ "leg_pain = both\nboth_legs_days = 91\ntrend = worse", Q_LEGS,
		    LEGS_BOTH_WEEKS },
		{ "leg_numbness = both\nduration_days = 91", Q_LEGS,
		    LEGS_BOTH_OLD },
		{ "leg_pain = one\nleg_numbness = one", Q_LEGS, LEGS_ONE_NUMB },
		{ "bladder = often_only\nbladder_days = 28", Q_BLADDER,
		    BLADDER_OFTEN_ONLY },
		{ "bladder = often_only\nbladder_days = 29", Q_BLADDER,
		    BLADDER_OLD },
		{ "bladder = burning_only", Q_SIDE, SIDE_BURNING },
		{ "leg_weakness = foot_drop\nleg_weakness_days = 29",
		    Q_STRENGTH, STRENGTH_OLD },
		{ "leg_weakness = foot_drop\nleg_weakness_days = 29\n"
		  "leg_weakness_worse = yes",
		    Q_STRENGTH, STRENGTH_FOOT_DROP },
		{ "leg_weakness = unsure", Q_STRENGTH, UNSURE },
		{ "leg_weakness = unsure\nunsteady = yes", Q_STRENGTH,
		    STRENGTH_UNSTEADY },
		{ "onset = movement\nduration_days = 28", Q_INJURY,
		    INJURY_SMALL },
		{ "onset = movement\nduration_days = 29", Q_INJURY,
		    INJURY_NONE },
		{ "injury = major\ninjury_days = 28", Q_INJURY, INJURY_MAJOR },
		{ "injury = major\ninjury_days = 29", Q_INJURY, INJURY_NONE },
		{ "injury = major\ninjury_checked = yes", Q_INJURY,
		    INJURY_CHECKED },
		{ "onset = sudden_unprovoked\npain_severity = 7", Q_NOW,
		    NOW_SUDDEN },
		{ "onset = sudden_unprovoked\npain_severity = 6", Q_NOW, NONE },
		{ "weeks_since_birth = 13", Q_SIDE, SIDE_BIRTH },
		{ "weeks_since_birth = 14", Q_SIDE, NONE },
		{ "contractions = yes", Q_ALSO, NONE },
		{ "contractions = yes\npregnant = unsure", Q_ALSO,
		    ALSO_PREGDANGER },
		{ "leg_swollen = both", Q_SKIN, NONE },
		{ "leg_swollen = unsure", Q_SKIN, SKIN_SWOLLEN },
		{ "cancer = skin_simple", Q_GENERAL, NONE },
		{ "cancer = unsure", Q_GENERAL, UNSURE },
		{ "back_site = middle", Q_GENERAL, GENERAL_UPPER },
		{ "morning_stiffness_min = 30\nduration_days = 90\n"
		  "started_before_45 = yes",
		    Q_PATTERN, PATTERN_STIFF | PATTERN_BEFORE45 },
		{ "morning_stiffness_min = 29\nduration_days = 90\n"
		  "started_before_45 = yes",
		    Q_PATTERN, PATTERN_BEFORE45 },
		{ "morning_stiffness_min = 30\nduration_days = 89\n"
		  "started_before_45 = yes",
		    Q_PATTERN, NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct vignettes all;
		struct sheet sheet;
		FILE *out = fopen("vignettes-edge.ini", "w");

		assert_non_null(out);
		fprintf(out, "[a]\nexpected = soon\naccept = soon\n%s\n",
		    cases[i].facts);
		fclose(out);
		assert_true(facts_read("vignettes-edge.ini", &all, stderr));
		assert_true(facts_sheet(&all.items[0], &sheet, stderr));
		if (sheet.ticks[cases[i].question] != cases[i].ticks)
			fail_msg("%s: %s is %#x", cases[i].facts,
			    sheet_questions[cases[i].question].id,
			    sheet.ticks[cases[i].question]);
		assert_int_equal(sheet.age, AGE_SKIP);
		facts_free(&all);
	}
	remove("vignettes-edge.ini");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vignettes),
		cmocka_unit_test(test_the_dictionary_is_closed),
		cmocka_unit_test(test_edges_of_the_dictionary),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
