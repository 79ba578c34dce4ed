/*
 * The engine beside a second one that was written by hand from the
 * specification, on random people; and properties that must hold for any
 * answers at all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/oracle.h"

#if LUMBAR_SANITIZED
#define CASES 40000u
#define WALKS 10000u
#else
#define CASES 200000u
#define WALKS 50000u
#endif

static size_t rule_at(const struct rules *rules, int i)
{
	const size_t at = rules_rule(rules, slice_of(oracle_rules[i].id));

	if (at == rules->nrules)
		fail_msg("there is no rule %s", oracle_rules[i].id);
	return at;
}

/* Where rule i of the second engine is in the rules. */
static const size_t *places(const struct rules *rules)
{
	static size_t at[ORACLE_RULES];
	static bool known;

	for (int i = 0; i < ORACLE_RULES && !known; i++)
		at[i] = rule_at(rules, i);
	known = true;
	return at;
}

static void name_all(
    const struct triage_question *question, const struct sheet_question *ours)
{
	size_t n = 0;

	for (; ours->options[n] != NULL; n++) {
		if (rules_option(question, slice_of(ours->options[n])) ==
		    question->noptions)
			fail_msg("%s has no %s", ours->id, ours->options[n]);
	}
	if (ours->kind == 'm' || ours->unsure)
		assert_true(rules_option(question, SLICE("unsure")) <
			    question->noptions);
	if (ours->kind == 'm')
		assert_true(
		    rules_option(question, SLICE("none")) < question->noptions);
	n += ours->unsure ? 1u : 0u;
	n += ours->kind == '1' ? 0u : 1u;
	if (n != question->noptions)
		fail_msg("%s has %zu options, not %zu", ours->id,
		    question->noptions, n);
}

/* No more and no fewer questions, options and rules than specified. */
static void test_ids_are_the_specification_s(void **state)
{
	const struct rules *rules = sheet_rules();
	enum triage_level level = TRIAGE_EMERGENCY;

	(void)state;
	assert_int_equal(rules->nquestions, SHEET_QUESTIONS);
	assert_int_equal(rules->nrules, ORACLE_RULES);
	for (size_t i = 0; i < SHEET_QUESTIONS; i++) {
		const struct triage_question *question = &rules->questions[i];

		assert_string_equal(question->id, sheet_questions[i].id);
		assert_int_equal(question->number, i + 1);
		name_all(question, &sheet_questions[i]);
	}
	for (int i = 0; i < ORACLE_RULES; i++) {
		const struct oracle_rule *ours = &oracle_rules[i];
		const struct triage_rule *rule =
		    &rules->rules[rule_at(rules, i)];

		level = ours->id[0] == 'E'   ? TRIAGE_EMERGENCY
		        : ours->id[0] == 'U' ? TRIAGE_URGENT
		        : ours->id[0] == 'S' ? TRIAGE_SOON
		                             : TRIAGE_ROUTINE;
		assert_int_equal(rule->level, level);
		if (level == TRIAGE_EMERGENCY)
			assert_int_equal(rule->mode,
			    ours->ambulance ? TRIAGE_AMBULANCE : TRIAGE_ED);
		if (level == TRIAGE_SOON)
			assert_int_equal(rule->days, ours->days);
	}
}

static void compare_case(const struct rules *rules, const struct sheet *sheet)
{
	const size_t *at = places(rules);
	struct answers all, live;
	struct rules_fired fired;
	struct verdict verdict;
	enum triage_level level;
	char text[2000];

	oracle_judge(sheet, &verdict);
	sheet_answers(rules, sheet, &all);
	rules_live(rules, &all, &live);
	level = rules_evaluate(rules, &live, &fired);
	for (int i = 0; i < ORACLE_RULES; i++) {
		if (rules_has_fired(&fired, at[i]) != verdict.fired[i])
			fail_msg("%s: engine %d, second engine %d: %s",
			    oracle_rules[i].id, !verdict.fired[i],
			    verdict.fired[i],
			    sheet_text(sheet, text, sizeof(text)));
	}
	if ((int)level != verdict.level)
		fail_msg("level %d, second engine %d: %s", (int)level,
		    verdict.level, sheet_text(sheet, text, sizeof(text)));
}

static void test_both_engines_agree(void **state)
{
	const struct rules *rules = sheet_rules();
	uint64_t seed = 20261122;

	(void)state;
	for (unsigned i = 0; i < CASES; i++) {
		const struct sheet sheet =
		    i % 2 == 0 ? sheet_random(&seed) : sheet_random_calm(&seed);

		compare_case(rules, &sheet);
	}
	printf("%u cases, %d rules each\n", CASES, ORACLE_RULES);
}

/* Every age, where nothing else says anything. */
static void test_every_age(void **state)
{
	const struct rules *rules = sheet_rules();
	uint64_t seed = 7;

	(void)state;
	for (int age = AGE_SKIP; age <= 120; age++) {
		struct sheet sheet = sheet_calm();

		sheet.age = age;
		compare_case(rules, &sheet);
		for (int i = 0; i < 200; i++) {
			sheet = sheet_random_calm(&seed);
			sheet.age = age;
			compare_case(rules, &sheet);
		}
	}
}

/* Turn by turn: level, mode, days and number of questions. */
static void test_walks_agree(void **state)
{
	const struct rules *rules = sheet_rules();
	static struct triage_result result;
	uint64_t seed = 3;

	(void)state;
	for (unsigned i = 0; i < WALKS; i++) {
		const struct sheet sheet =
		    i % 2 == 0 ? sheet_random(&seed) : sheet_random_calm(&seed);
		size_t asked[RULES_QUESTIONS];
		struct verdict verdict;
		struct triage run;
		char text[2000];

		oracle_judge(&sheet, &verdict);
		sheet_walk(rules, &sheet, &run);
		assert_true(triage_result(&run, &result));
		if ((int)result.level != verdict.level ||
		    triage_asked(&run, asked) != (size_t)verdict.asked)
			fail_msg("level %d after %zu questions, second engine "
				 "%d after %d: %s",
			    (int)result.level, triage_asked(&run, asked),
			    verdict.level, verdict.asked,
			    sheet_text(&sheet, text, sizeof(text)));
		if (result.level == TRIAGE_SOON)
			assert_int_equal(result.days, verdict.days);
		/* The rest can only make the mode more urgent. */
		if (result.mode == TRIAGE_AMBULANCE)
			assert_true(verdict.ambulance);
		triage_end(&run);
	}
}

static enum triage_level level_of(
    const struct rules *rules, const struct sheet *sheet)
{
	struct answers all, live;
	struct rules_fired fired;

	sheet_answers(rules, sheet, &all);
	rules_live(rules, &all, &live);
	return rules_evaluate(rules, &live, &fired);
}

static bool is_many(int question)
{
	return sheet_questions[question].kind == 'm';
}

static void test_a_tick_never_lowers(void **state)
{
	const struct rules *rules = sheet_rules();
	uint64_t seed = 11;
	unsigned tried = 0;

	(void)state;
	for (unsigned i = 0; i < CASES; i++) {
		struct sheet sheet =
		    i % 2 == 0 ? sheet_random(&seed) : sheet_random_calm(&seed);
		const int question =
		    1 + (int)sheet_draw(&seed, SHEET_QUESTIONS - 1);
		const enum triage_level before = level_of(rules, &sheet);
		const struct sheet old = sheet;
		const uint32_t tick = 1u << sheet_draw(&seed, 12);
		char text[2000];
		unsigned n = 0;

		while (sheet_questions[question].options[n] != NULL)
			n++;
		/* no length of time is calmer than another */
		if (tick >= 1u << n || question == Q_DURATION)
			continue;
		if (is_many(question)) {
			/* "not sure" is left for a tick: another answer */
			if (sheet.ticks[question] == UNSURE)
				continue;
			sheet.ticks[question] &= ~NONE;
			sheet.ticks[question] |= tick;
		} else if (sheet.ticks[question] ==
			   sheet_questions[question].calm) {
			sheet.ticks[question] = tick;
		} else {
			continue;
		}
		tried++;
		if (level_of(rules, &sheet) < before)
			fail_msg("%s makes it lower: %s",
			    sheet_questions[question].id,
			    sheet_text(&old, text, sizeof(text)));
	}
	assert_true(tried > CASES / 10);
	printf("%u ticks\n", tried);
}

/* "Not sure" instead of the calm answer never lowers either. */
static void test_a_doubt_never_lowers(void **state)
{
	const struct rules *rules = sheet_rules();
	uint64_t seed = 12;

	(void)state;
	for (unsigned i = 0; i < CASES / 4; i++) {
		struct sheet sheet = sheet_random_calm(&seed);
		const enum triage_level before = level_of(rules, &sheet);

		for (int q = 1; q < SHEET_QUESTIONS; q++) {
			const uint32_t old = sheet.ticks[q];

			if (!sheet_questions[q].unsure ||
			    old != sheet_questions[q].calm)
				continue;
			sheet.ticks[q] = UNSURE;
			assert_true(level_of(rules, &sheet) >= before);
			sheet.ticks[q] = old;
		}
	}
}

/* Changed on the way there and back: only what stands at the end counts. */
static void test_order_does_not_matter(void **state)
{
	const struct rules *rules = sheet_rules();
	static struct triage_result straight, crooked;
	uint64_t seed = 13;

	(void)state;
	for (unsigned i = 0; i < WALKS / 4; i++) {
		const struct sheet wanted = sheet_random_calm(&seed);
		struct triage run;
		bool open;

		sheet_walk(rules, &wanted, &run);
		assert_true(triage_result(&run, &straight));
		triage_end(&run);

		/* any other person first, then each answer put right */
		{
			const struct sheet other = sheet_random_calm(&seed);

			sheet_walk(rules, &other, &run);
		}
		open = triage_review(&run);
		for (int turn = 0; open && turn < 3 * SHEET_QUESTIONS; turn++) {
			const int q = turn % SHEET_QUESTIONS;
			struct triage_pick pick;

			if (run.stage == TRIAGE_RESULT && !triage_review(&run))
				break;
			if (run.stage == TRIAGE_CHECK &&
			    !triage_change(&run, (size_t)q))
				continue;
			while (run.stage == TRIAGE_ASK) {
				const size_t at = run.at;

				pick = sheet_pick(rules, &wanted, (int)at);
				pick.options &=
				    rules_offered(rules, at, &run.answers);
				if (pick.options == 0 && !pick.has_number)
					pick.options =
					    rules->questions[at].calm;
				if (triage_answer(&run, pick) == TRIAGE_LOOK)
					triage_answer(&run, pick);
			}
		}
		if (run.stage == TRIAGE_CHECK)
			triage_finish(&run);
		assert_true(triage_result(&run, &crooked));
		if (straight.level != crooked.level) {
			char text[2000];

			fail_msg("level %d straight, %d crooked: %s",
			    (int)straight.level, (int)crooked.level,
			    sheet_text(&wanted, text, sizeof(text)));
		}
		triage_end(&run);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ids_are_the_specification_s),
		cmocka_unit_test(test_both_engines_agree),
		cmocka_unit_test(test_every_age),
		cmocka_unit_test(test_walks_agree),
		cmocka_unit_test(test_a_tick_never_lowers),
		cmocka_unit_test(test_a_doubt_never_lowers),
		cmocka_unit_test(test_order_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
