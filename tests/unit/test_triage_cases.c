/*
 * Each rule by examples: when it fires and when it just does not
 * (tests/triage/rule-cases.ini), and that those examples would notice any
 * single change of a rule. The second engine agrees with all of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/ini_file.h"
#include "support/cases.h"
#include "support/mutants.h"
#include "support/oracle.h"

#define CASES_MAX   64
#define MUTANTS_MAX 400

struct example {
	struct answers live;
	bool fires;
};

static struct arena arena;
static struct rules rules;
static struct ini_file file;

static int setup(void **state)
{
	struct diag diag;

	(void)state;
	arena_init(&arena);
	diag_init(&diag, &arena);
	cases_rules(&arena, &rules);
	assert_int_equal(
	    ini_file_parse(cases_text(&arena, "tests/triage/rule-cases.ini"),
		"rule-cases.ini", &arena, &file, &diag),
	    STATUS_OK);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static bool starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static const char *need(const struct ini_section *section, const char *key)
{
	const char *const value = ini_section_get(section, key, NULL);

	return value != NULL ? value : "";
}

/* The examples of a rule, as the answers that count. */
static size_t examples_of(
    const struct ini_section *section, struct example *out)
{
	size_t n = 0;

	for (size_t i = 0; i < section->npairs; i++) {
		const struct ini_pair *const pair = &section->pairs[i];
		struct answers all;

		if (!starts(pair->key, "fires_") && !starts(pair->key, "not_"))
			continue;
		assert_true(n < CASES_MAX);
		if (!cases_parse(&rules, pair->value, &all))
			fail_msg("line %u cannot be read", pair->line);
		(void)rules_live(&rules, &all, &out[n].live);
		out[n++].fires = pair->key[0] == 'f';
	}
	return n;
}

static const struct triage_rule *rule_of(const struct ini_section *section)
{
	const size_t i = rules_rule(&rules, slice_of(section->id));

	if (i == rules.nrules)
		fail_msg("there is no rule %s", section->id);
	return &rules.rules[i];
}

static void each_rule_has_its_examples(void **state)
{
	static struct example examples[CASES_MAX];

	(void)state;
	assert_int_equal(file.nsections, 72);
	assert_int_equal(rules.nrules, 72);
	for (size_t i = 0; i < file.nsections; i++) {
		const struct ini_section *const section = &file.sections[i];
		const struct triage_rule *const rule = rule_of(section);
		const size_t n = examples_of(section, examples);
		size_t fires = 0;

		assert_string_equal(
		    need(section, "level"), rules_level_id(rule->level));
		assert_string_equal(rule->mode == TRIAGE_NO_MODE
					? ""
					: rules_mode_id(rule->mode),
		    need(section, "mode"));
		assert_int_equal(atoi(need(section, "days")), rule->days);
		for (size_t k = 0; k < n; k++) {
			if (condition_holds(rule->when, &examples[k].live) !=
			    examples[k].fires)
				fail_msg("%s: example %zu", rule->id, k + 1);
			fires += examples[k].fires;
		}
		assert_true(fires > 0 && fires < n);
	}
}

/* Mutants that change nothing are in the file by number and name. */
static bool is_same(
    const struct ini_section *section, size_t mutant, const char *what)
{
	char key[32];

	(void)snprintf(key, sizeof(key), "same_%zu", mutant);
	return strcmp(need(section, key), what) == 0;
}

static bool is_noticed(
    const struct condition *mutant, const struct example *examples, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (condition_holds(mutant, &examples[i].live) !=
		    examples[i].fires)
			return true;
	}
	return false;
}

static void every_change_of_a_rule_is_noticed(void **state)
{
	static struct example examples[CASES_MAX];
	size_t noticed = 0, same = 0;
	struct arena scratch;

	(void)state;
	arena_init(&scratch);
	for (size_t i = 0; i < file.nsections; i++) {
		const struct ini_section *const section = &file.sections[i];
		const struct triage_rule *const rule = rule_of(section);
		const size_t n = examples_of(section, examples);
		const struct condition *mutant;
		const char *what;

		for (size_t k = 0; (mutant = mutants_make(&rules, rule->when, k,
					&scratch, &what)) != NULL;
		     k++) {
			if (is_noticed(mutant, examples, n))
				noticed++;
			else if (is_same(section, k, what))
				same++;
			else
				fail_msg("%s: not noticed: %s", rule->id, what);
		}
	}
	arena_free(&scratch);
	printf("%zu mutants noticed, %zu that change nothing\n", noticed, same);
	assert_true(noticed > 1700);
}

/* The same person for the second engine. */
static void make_sheet(const struct answers *all, struct sheet *sheet)
{
	*sheet = sheet_calm();
	for (int i = 0; i < SHEET_QUESTIONS; i++) {
		const struct triage_question *const q = &rules.questions[i];
		const struct sheet_question *const ours = &sheet_questions[i];

		if (q->kind == TRIAGE_NUMBER) {
			sheet->age =
			    all->picked[i] != 0 ? AGE_SKIP : all->number[i];
			continue;
		}
		sheet->ticks[i] = 0;
		if ((all->picked[i] & q->unsure) != 0)
			sheet->ticks[i] |= UNSURE;
		if (q->kind == TRIAGE_MANY && (all->picked[i] & q->calm) != 0)
			sheet->ticks[i] |= NONE;
		for (size_t k = 0; ours->options[k] != NULL; k++) {
			const size_t option =
			    rules_option(q, slice_of(ours->options[k]));

			if ((all->picked[i] >> option & 1u) != 0)
				sheet->ticks[i] |= UINT32_C(1) << k;
		}
	}
}

static void compare(const struct ini_pair *pair)
{
	struct answers all, live;
	struct rules_fired fired;
	struct sheet sheet;
	struct verdict verdict;

	assert_true(cases_parse(&rules, pair->value, &all));
	make_sheet(&all, &sheet);
	oracle_judge(&sheet, &verdict);
	(void)rules_live(&rules, &all, &live);
	assert_int_equal(rules_evaluate(&rules, &live, &fired), verdict.level);
	for (size_t i = 0; i < ORACLE_RULES; i++) {
		const size_t rule =
		    rules_rule(&rules, slice_of(oracle_rules[i].id));

		if (rules_has_fired(&fired, rule) != verdict.fired[i])
			fail_msg("line %u: %s differs", pair->line,
			    oracle_rules[i].id);
	}
}

static void the_second_engine_agrees(void **state)
{
	(void)state;
	for (size_t i = 0; i < file.nsections; i++) {
		const struct ini_section *const section = &file.sections[i];

		for (size_t k = 0; k < section->npairs; k++) {
			if (starts(section->pairs[k].key, "fires_") ||
			    starts(section->pairs[k].key, "not_"))
				compare(&section->pairs[k]);
		}
	}
}

static const char *level_of(const char *text)
{
	struct answers all, live;
	struct rules_fired fired;

	if (!cases_parse(&rules, text, &all))
		fail_msg("\"%s\" cannot be read", text);
	(void)rules_live(&rules, &all, &live);
	return rules_level_id(rules_evaluate(&rules, &live, &fired));
}

/* Section 5 and section 8 of the specification, and both sides of limits. */
static void examples_of_the_specification(void **state)
{
	static const struct {
		const char *answers, *level;
	} rows[] = {
		{ "", "self-care" },
		{ "age=4", "urgent" },
		{ "age=5", "soon" },
		{ "age=15", "soon" },
		{ "age=16", "self-care" },
		{ "age=15 duration=2_to_3_weeks", "soon" },
		{ "age=16 duration=2_to_3_weeks", "routine" },
		{ "age=17 duration=2_to_3_weeks", "routine" },
		{ "age=18 duration=2_to_3_weeks", "self-care" },
		{ "age=16 duration=1_to_2_weeks", "self-care" },
		{ "age=49 now=sudden", "urgent" },
		{ "age=50 now=sudden", "emergency" },
		{ "age=skip now=sudden", "emergency" },
		{ "age=69 injury=small impact=moderate", "self-care" },
		{ "age=70 injury=small impact=moderate", "urgent" },
		{ "age=skip injury=small impact=moderate", "self-care" },
		{ "age=74 impact=moderate", "self-care" },
		{ "age=75 impact=moderate", "soon" },
		{ "age=49 injury=small impact=severe", "self-care" },
		{ "age=50 injury=small impact=severe", "soon" },
		{ "age=49 general=night", "soon" },
		{ "age=50 general=night", "urgent" },
		{ "age=50 general=night duration=6_to_12_weeks", "soon" },
		{ "age=15 legs=both_old", "emergency" },
		{ "age=16 legs=both_old", "routine" },
		{ "age=11 also=pregdanger", "soon" },
		{ "age=12 also=pregdanger", "emergency" },
		{ "age=55 also=pregdanger", "emergency" },
		{ "age=56 also=pregdanger", "self-care" },
		{ "age=skip also=pregdanger", "emergency" },
		{ "trend=same duration=2_to_3_weeks", "self-care" },
		{ "trend=same duration=3_to_6_weeks", "routine" },
		{ "trend=unsure duration=3_to_6_weeks", "routine" },
		{ "duration=3_to_6_weeks", "self-care" },
		{ "duration=6_to_12_weeks", "routine" },
		{ "trend=worse duration=1_to_2_weeks", "self-care" },
		{ "trend=worse duration=2_to_3_weeks", "soon" },
		{ "impact=severe trend=same", "self-care" },
		{ "impact=severe trend=same duration=1_to_2_weeks", "soon" },
		{ "side=pregnant duration=1_to_2_weeks", "urgent" },
		{ "side=pregnant duration=2_to_3_weeks", "routine" },
		{ "conditions=thinners legs=one_numb duration=1_to_2_weeks",
		    "emergency" },
		{ "conditions=thinners legs=one_numb duration=2_to_3_weeks",
		    "self-care" },
		{ "conditions=bones impact=severe duration=3_to_6_weeks",
		    "urgent" },
		{ "conditions=bones impact=severe duration=6_to_12_weeks",
		    "routine" },
		{ "duration=6_to_12_weeks pattern=stiff+moves+before45",
		    "routine" },
		{ "saddle=unsure", "urgent" },
		{ "saddle=unsure legs=both_old", "emergency" },
		{ "bladder=unsure strength=mild_one worse=no", "emergency" },
		{ "sexual=unsure strength=mild_one worse=no", "soon" },
		{ "saddle=unsure sexual=na", "emergency" },
		{ "sexual=na", "self-care" },
		{ "sexual=unsure", "soon" },
		{ "fever=unsure", "soon" },
		{ "fever=unsure conditions=unsure", "urgent" },
		{ "fever=unsure side=infection", "urgent" },
		{ "conditions=unsure", "self-care" },
		{ "conditions=unsure injury=small impact=moderate", "urgent" },
		{ "strength=unsure worse=no", "soon" },
		{ "strength=unsure worse=unsure", "urgent" },
		{ "strength=unsure fever=unsure general=unsure worse=no",
		    "urgent" },
		{ "strength=unsure fever=unsure worse=no", "soon" },
		{ "saddle=old bladder=old bowel=old sexual=old", "self-care" },
		{ "bladder=often_only", "soon" },
		{ "bladder=often_only legs=one", "urgent" },
		{ "bowel=constipated_only", "self-care" },
		{ "legs=both_old", "routine" },
		{ "legs=one_numb duration=1_to_2_weeks", "self-care" },
		{ "conditions=diabetes", "self-care" },
		{ "conditions=thinners", "self-care" },
		{ "conditions=bones", "self-care" },
		{ "injury=small impact=moderate age=60", "self-care" },
		{ "impact=severe", "self-care" },
		{ "impact=worst", "urgent" },
		{ "strength=foot_drop worse=no", "urgent" },
		{ "strength=foot_drop worse=unsure", "emergency" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *const level = level_of(rows[i].answers);

		if (strcmp(level, rows[i].level) != 0)
			fail_msg("\"%s\" gives %s and not %s", rows[i].answers,
			    level, rows[i].level);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_has_its_examples),
		cmocka_unit_test(every_change_of_a_rule_is_noticed),
		cmocka_unit_test(the_second_engine_agrees),
		cmocka_unit_test(examples_of_the_specification),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
