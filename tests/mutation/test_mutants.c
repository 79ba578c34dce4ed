/*
 * The rules as data, spoilt in every small way there is: each must be noticed
 * by the frozen cases of the rules, by what the second engine says of marks and
 * of the questions that are asked, by the proofs, or by the vignettes.
 * Survivors are listed.
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
#include "support/facts.h"
#include "support/mutants.h"
#include "support/oracle.h"
#include "triage/prove.h"

#define MAX_CASES 4000
#define VIGNETTES LUMBAR_SOURCE_DIR "/tests/vignettes/vignettes-dev.ini"

enum catcher {
	BY_CASES,
	BY_PROOFS,
	BY_MARKS,
	BY_VIGNETTES,
	SAME, /* changes nothing: an answer twice, or one that cannot be */
	BY_NOBODY,
	CATCHERS
};

/* Answers, and whether one rule fires on them. */
struct frozen {
	size_t rule;
	bool fires;
	struct answers answers;
};

static struct world {
	struct arena arena, scratch;
	const struct rules *rules;
	struct ini_file ini; /* rule-cases.ini */
	struct frozen cases[MAX_CASES];
	size_t ncases;
	struct answers people[64]; /* the vignettes' */
	uint32_t accept[64];
	size_t npeople;
	unsigned long caught[CATCHERS];
} world;

static const struct ini_section *section_of(size_t rule)
{
	char name[32];

	snprintf(name, sizeof(name), "rule:%s", world.rules->rules[rule].id);
	return ini_file_section(&world.ini, name);
}

static void read_cases(void)
{
	struct diag diag;
	const struct slice text =
	    cases_text(&world.arena, "tests/triage/rule-cases.ini");

	diag_init(&diag, &world.arena);
	assert_int_equal(ini_file_parse(text, "rule-cases.ini", &world.arena,
			     &world.ini, &diag),
	    STATUS_OK);
	for (size_t i = 0; i < world.rules->nrules; i++) {
		const struct ini_section *section = section_of(i);
		size_t fires = 0, nots = 0;

		if (section == NULL)
			fail_msg("no cases of %s", world.rules->rules[i].id);
		for (size_t k = 0; k < section->npairs; k++) {
			const struct ini_pair *pair = &section->pairs[k];
			struct frozen *one = &world.cases[world.ncases];
			const bool is_fires =
			    strncmp(pair->key, "fires", 5) == 0;

			if (!is_fires && strncmp(pair->key, "not_", 4) != 0)
				continue;
			assert_true(world.ncases < MAX_CASES);
			assert_true(cases_parse(
			    world.rules, pair->value, &one->answers));
			one->rule = i;
			one->fires = is_fires;
			world.ncases++;
			fires += is_fires;
			nots += !is_fires;
		}
		/* one positive and one near miss at the very least */
		assert_true(fires > 0 && nots > 0);
	}
}

static void read_people(void)
{
	struct vignettes all;

	assert_true(facts_read(VIGNETTES, &all, stderr));
	assert_true(all.n <= 64);
	for (size_t i = 0; i < all.n; i++) {
		struct sheet sheet;

		assert_true(facts_sheet(&all.items[i], &sheet, stderr));
		sheet_answers(world.rules, &sheet, &world.people[i]);
		world.accept[i] = all.items[i].accept;
	}
	world.npeople = all.n;
	facts_free(&all);
}

static int open_world(void **state)
{
	(void)state;
	arena_init(&world.arena);
	arena_init(&world.scratch);
	world.rules = sheet_rules();
	read_cases();
	read_people();
	return 0;
}

static int close_world(void **state)
{
	(void)state;
	arena_free(&world.scratch);
	arena_free(&world.arena);
	return 0;
}

/* ---- who notices ---- */

/* The rule of that id fires as it must; only: all of them when NULL. */
static bool cases_hold(const struct rules *mutant, const char *only)
{
	for (size_t i = 0; i < world.ncases; i++) {
		const struct frozen *one = &world.cases[i];
		const char *id = world.rules->rules[one->rule].id;
		struct rules_fired fired;
		struct answers live;
		size_t at;

		if (only != NULL && strcmp(only, id) != 0)
			continue;
		at = rules_rule(mutant, slice_of(id));
		if (at == mutant->nrules)
			return false;
		(void)rules_live(mutant, &one->answers, &live);
		(void)rules_evaluate(mutant, &live, &fired);
		if (rules_has_fired(&fired, at) != one->fires)
			return false;
	}
	return true;
}

/* Level, mode and days as they are frozen with the cases. */
static bool heads_hold(const struct rules *mutant)
{
	for (size_t i = 0; i < mutant->nrules; i++) {
		const struct triage_rule *rule = &mutant->rules[i];
		const size_t at = rules_rule(world.rules, slice_of(rule->id));
		const struct ini_section *section = section_of(at);
		const char *mode = ini_section_get(section, "mode", NULL);
		const char *days = ini_section_get(section, "days", NULL);

		if (strcmp(ini_section_get(section, "level", NULL),
			rules_level_id(rule->level)) != 0)
			return false;
		if (rule->level == TRIAGE_EMERGENCY &&
		    (mode == NULL ||
			strcmp(mode, rules_mode_id(rule->mode)) != 0))
			return false;
		if (days != NULL && atoi(days) != rule->days)
			return false;
	}
	return true;
}

static bool proofs_hold(const struct rules *mutant)
{
	static struct proof proof;
	struct arena arena;
	bool good;

	arena_init(&arena);
	good = prove_quick(mutant, &arena, &proof, NULL);
	arena_free(&arena);
	return good;
}

/* Whether this answer, all else calm, is an emergency for everybody. */
static bool is_alone(int question, uint32_t tick)
{
	static const int ages[] = { AGE_SKIP, 0, 4, 15, 16, 30, 49, 50, 80 };

	for (size_t i = 0; i < sizeof(ages) / sizeof(ages[0]); i++) {
		struct sheet sheet = sheet_calm();
		struct verdict verdict;

		sheet.age = ages[i];
		sheet.ticks[question] = tick;
		/* offered from 12 to 55 */
		if (question == Q_ALSO && tick == ALSO_PREGDANGER)
			sheet.age = 12 + (int)i * 5;
		oracle_judge(&sheet, &verdict);
		if (verdict.level != 5)
			return false;
	}
	return true;
}

/* calm, unsure, apart and alone are what the specification makes them. */
static bool marks_hold(const struct rules *mutant)
{
	for (int q = Q_NOW; q < SHEET_QUESTIONS; q++) {
		const struct sheet_question *ours = &sheet_questions[q];
		const struct triage_question *theirs =
		    &mutant->questions[rules_question(
			mutant, slice_of(ours->id))];
		const size_t none = rules_option(theirs, SLICE("none"));
		const size_t unsure = rules_option(theirs, SLICE("unsure"));
		uint32_t alone = 0;

		for (int k = 0; ours->options[k] != NULL; k++) {
			const size_t at =
			    rules_option(theirs, slice_of(ours->options[k]));

			if (is_alone(q, 1u << k))
				alone |= 1u << at;
		}
		if (theirs->alone != alone)
			return false;
		if (theirs->unsure !=
		    (unsure < theirs->noptions ? 1u << unsure : 0))
			return false;
		if (ours->kind == 'm' &&
		    (theirs->calm != 1u << none ||
			theirs->apart != (1u << none | 1u << unsure)))
			return false;
	}
	return mutant->questions[0].skip_counts == 65;
}

/* Which questions are asked, by what they may depend on. */
static bool asks_hold(const struct rules *mutant)
{
	const uint32_t last = UNSURE | NONE;
	struct sheet sheet = sheet_calm();

	for (uint32_t legs = 1; legs < 256; legs <<= 1) {
		for (uint32_t weak = 1; weak < 1024; weak <<= 1) {
			for (uint32_t time = 1; time < 64; time <<= 1) {
				struct answers all, live;
				uint32_t asked;

				sheet.ticks[Q_LEGS] = legs < 64 ? legs : UNSURE;
				sheet.ticks[Q_STRENGTH] =
				    weak < 256
					? weak
					: last & (weak == 256 ? UNSURE : NONE);
				sheet.ticks[Q_DURATION] = time;
				sheet_answers(world.rules, &sheet, &all);
				asked = rules_live(mutant, &all, &live);
				for (int q = 0; q < SHEET_QUESTIONS; q++) {
					if ((asked >> q & 1u) !=
					    oracle_asks(&sheet, q))
						return false;
				}
			}
		}
	}
	return true;
}

static bool people_hold(const struct rules *mutant)
{
	for (size_t i = 0; i < world.npeople; i++) {
		struct rules_fired fired;
		struct answers live;

		(void)rules_live(mutant, &world.people[i], &live);
		if (!(world.accept[i] >> rules_evaluate(mutant, &live, &fired) &
			1u))
			return false;
	}
	return true;
}

/* Nothing was noticed: does it ever differ at all? 30,000 people are asked. */
static bool never_differs(const struct rules *mutant)
{
	uint64_t seed = 77;

	for (unsigned i = 0; i < 30000; i++) {
		const struct sheet sheet =
		    i % 2 == 0 ? sheet_random(&seed) : sheet_random_calm(&seed);
		struct rules_fired a, b;
		struct answers all, live;

		sheet_answers(world.rules, &sheet, &all);
		(void)rules_live(world.rules, &all, &live);
		(void)rules_evaluate(world.rules, &live, &a);
		(void)rules_live(mutant, &all, &live);
		(void)rules_evaluate(mutant, &live, &b);
		if (memcmp(&a, &b, sizeof(a)) != 0)
			return false;
	}
	return true;
}

static enum catcher who_notices(const struct rules *mutant, const char *rule)
{
	if (!cases_hold(mutant, rule) || !heads_hold(mutant))
		return BY_CASES;
	if (!marks_hold(mutant) || !asks_hold(mutant))
		return BY_MARKS;
	if (!proofs_hold(mutant))
		return BY_PROOFS;
	if (!people_hold(mutant))
		return BY_VIGNETTES;
	return BY_NOBODY;
}

static void judge(const struct rules *mutant, const char *where,
    const char *rule, const char *what)
{
	enum catcher by = who_notices(mutant, rule);

	if (by == BY_NOBODY && never_differs(mutant))
		by = SAME;
	world.caught[by]++;
	if (by == SAME && getenv("LUMBAR_SHOW") != NULL)
		printf("changes nothing: %s: %s\n", where, what);
	if (by == BY_NOBODY)
		printf("survived: %s: %s\n", where, what);
	arena_reset(&world.scratch);
}

/* ---- what is spoilt ---- */

static struct triage_rule *copy_rules(struct rules *mutant)
{
	const size_t len = mutant->nrules * sizeof(mutant->rules[0]);
	struct triage_rule *copy = arena_alloc(&world.scratch, len);

	memcpy(copy, mutant->rules, len);
	mutant->rules = copy;
	return copy;
}

static struct triage_question *copy_questions(struct rules *mutant)
{
	const size_t len = mutant->nquestions * sizeof(mutant->questions[0]);
	struct triage_question *copy = arena_alloc(&world.scratch, len);

	memcpy(copy, mutant->questions, len);
	mutant->questions = copy;
	return copy;
}

static void test_conditions_of_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < world.rules->nrules; i++) {
		const struct triage_rule *rule = &world.rules->rules[i];

		for (size_t k = 0;; k++) {
			struct rules mutant = *world.rules;
			const char *what;
			const struct condition *when = mutants_make(
			    world.rules, rule->when, k, &world.scratch, &what);

			if (when == NULL)
				break;
			copy_rules(&mutant)[i].when = when;
			judge(&mutant, rule->id, rule->id, what);
		}
	}
	assert_int_equal(world.caught[BY_NOBODY], 0);
}

/* The condition with a part of it, the very same one, put as another. */
static const struct condition *put_for(const struct condition *in,
    const struct condition *old, const struct condition *new)
{
	const struct condition **children;
	struct condition *copy;
	bool differs = false;

	if (in == NULL || in == old)
		return in == NULL ? NULL : new;
	if (in->op != CONDITION_COUNT)
		return in;
	children = arena_zalloc(
	    &world.scratch, in->nchildren, sizeof(const struct condition *));
	for (size_t i = 0; i < in->nchildren; i++) {
		children[i] = put_for(in->children[i], old, new);
		differs |= children[i] != in->children[i];
	}
	if (!differs)
		return in;
	copy = arena_zalloc(&world.scratch, 1, sizeof(*copy));
	*copy = *in;
	copy->children = children;
	return copy;
}

/* A term is where it is used: in rules and in what makes a question asked. */
static size_t put_term(struct rules *mutant, const struct condition *old,
    const struct condition *new)
{
	struct triage_rule *rules = copy_rules(mutant);
	struct triage_question *questions = copy_questions(mutant);
	size_t uses = 0;

	for (size_t i = 0; i < mutant->nrules; i++) {
		const struct condition *when = put_for(rules[i].when, old, new);

		uses += when != rules[i].when;
		rules[i].when = when;
	}
	for (size_t i = 0; i < mutant->nquestions; i++) {
		const struct condition *ask =
		    put_for(questions[i].ask, old, new);

		uses += ask != questions[i].ask;
		questions[i].ask = ask;
	}
	return uses;
}

static void test_conditions_of_terms(void **state)
{
	(void)state;
	for (size_t i = 0; i < world.rules->nterms; i++) {
		const struct triage_term *term = &world.rules->terms[i];

		for (size_t k = 0;; k++) {
			struct rules mutant = *world.rules;
			const char *what;
			const struct condition *when = mutants_make(
			    world.rules, term->when, k, &world.scratch, &what);

			if (when == NULL)
				break;
			if (put_term(&mutant, term->when, when) == 0)
				fail_msg("no rule uses %s", term->id);
			judge(&mutant, term->id, NULL, what);
		}
	}
	assert_int_equal(world.caught[BY_NOBODY], 0);
}

/* When a question is asked, and when an option is offered. */
static void test_conditions_of_questions(void **state)
{
	(void)state;
	for (size_t i = 0; i < world.rules->nquestions; i++) {
		const struct triage_question *question =
		    &world.rules->questions[i];

		for (size_t k = 0; question->ask != NULL; k++) {
			struct rules mutant = *world.rules;
			const char *what;
			const struct condition *ask = mutants_make(world.rules,
			    question->ask, k, &world.scratch, &what);

			if (ask == NULL)
				break;
			copy_questions(&mutant)[i].ask = ask;
			judge(&mutant, question->id, NULL, what);
		}
	}
	assert_int_equal(world.caught[BY_NOBODY], 0);
}

static void test_rules_deleted(void **state)
{
	(void)state;
	for (size_t i = 0; i < world.rules->nrules; i++) {
		struct rules mutant = *world.rules;
		struct triage_rule *rules = copy_rules(&mutant);

		memmove(rules + i, rules + i + 1,
		    (mutant.nrules - i - 1) * sizeof(*rules));
		mutant.nrules--;
		judge(&mutant, world.rules->rules[i].id, NULL, "deleted");
	}
	assert_int_equal(world.caught[BY_NOBODY], 0);
}

static void test_heads_of_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < world.rules->nrules; i++) {
		const struct triage_rule *rule = &world.rules->rules[i];

		for (int how = 0; how < 5; how++) {
			static const char *const names[] = { "a level up",
				"a level down", "the other mode", "a day more",
				"a day less" };
			struct rules mutant = *world.rules;
			struct triage_rule *spoilt = &copy_rules(&mutant)[i];
			const int level =
			    (int)rule->level + (how == 0) - (how == 1);

			if (level > TRIAGE_EMERGENCY ||
			    level < TRIAGE_SELF_CARE ||
			    (how == 2 && rule->level != TRIAGE_EMERGENCY) ||
			    (how > 2 && rule->level != TRIAGE_SOON))
				continue;
			spoilt->level = (enum triage_level)level;
			if (how == 2)
				spoilt->mode = rule->mode == TRIAGE_ED
				                   ? TRIAGE_AMBULANCE
				                   : TRIAGE_ED;
			spoilt->days += (how == 3) - (how == 4);
			judge(&mutant, rule->id, rule->id, names[how]);
		}
	}
	assert_int_equal(world.caught[BY_NOBODY], 0);
}

/* Each bit of a mark gone or put where it does not belong. */
static void test_marks(void **state)
{
	static const char *const names[] = { "alone", "unsure", "apart",
		"calm" };

	(void)state;
	for (size_t i = 1; i < world.rules->nquestions; i++) {
		const struct triage_question *question =
		    &world.rules->questions[i];

		for (size_t k = 0; k < 4 * question->noptions; k++) {
			const uint32_t bit = 1u << k / 4;
			struct rules mutant = *world.rules;
			struct triage_question *spoilt =
			    &copy_questions(&mutant)[i];
			uint32_t *marks[] = { &spoilt->alone, &spoilt->unsure,
				&spoilt->apart, &spoilt->calm };

			/* those of one answer are apart by themselves */
			if (k % 4 >= 2 && question->kind != TRIAGE_MANY)
				continue;
			*marks[k % 4] ^= bit;
			judge(&mutant, question->id, NULL, names[k % 4]);
		}
	}
	for (int by = -1; by <= 1; by += 2) {
		struct rules mutant = *world.rules;

		copy_questions(&mutant)[0].skip_counts += by;
		judge(&mutant, "age", NULL, "skip counts as another");
	}
	assert_int_equal(world.caught[BY_NOBODY], 0);
}

static void test_summary(void **state)
{
	static const char *const names[] = { "by the cases of the rules",
		"by the proofs", "by the second engine", "by the vignettes",
		"not to be noticed: nothing changes", "by nobody" };
	unsigned long all = 0;

	(void)state;
	for (int i = 0; i < CATCHERS; i++) {
		printf("%6lu %s\n", world.caught[i], names[i]);
		all += world.caught[i];
	}
	printf("%6lu mutants\n", all);
	assert_true(all > 1500);
	assert_int_equal(world.caught[BY_NOBODY], 0);
}

/* The rules as they are pass everything that is to notice. */
static void test_nothing_is_wrong_now(void **state)
{
	(void)state;
	assert_true(cases_hold(world.rules, NULL));
	assert_true(heads_hold(world.rules));
	assert_true(marks_hold(world.rules));
	assert_true(asks_hold(world.rules));
	assert_true(proofs_hold(world.rules));
	assert_true(people_hold(world.rules));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_wrong_now),
		cmocka_unit_test(test_rules_deleted),
		cmocka_unit_test(test_heads_of_rules),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_conditions_of_rules),
		cmocka_unit_test(test_conditions_of_terms),
		cmocka_unit_test(test_conditions_of_questions),
		cmocka_unit_test(test_summary),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
