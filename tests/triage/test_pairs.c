/*
 * For each rule and each answer or limit in its condition a pair of people
 * who differ in that alone: the rule fires for one of them. This is what
 * MC/DC asks of a decision. The pairs are printed.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/ini_file.h"
#include "support/cases.h"
#include "triage/prove.h"

#define MAX_ATOMS 80
#define MAX_FIRES 200

/* One answer of a question, or one end of a range of a number. */
struct atom {
	size_t question;
	uint32_t option; /* a bit; 0: a number */
	int inside, outside;
};

struct world {
	struct arena arena;
	struct rules rules;
	struct ini_file ini;
};

static struct world world;

static int open_world(void **state)
{
	struct diag diag;

	(void)state;
	arena_init(&world.arena);
	diag_init(&diag, &world.arena);
	cases_rules(&world.arena, &world.rules);
	return ini_file_parse(
		   cases_text(&world.arena, "tests/triage/rule-cases.ini"),
		   "rule-cases.ini", &world.arena, &world.ini,
		   &diag) != STATUS_OK;
}

static int close_world(void **state)
{
	(void)state;
	arena_free(&world.arena);
	return 0;
}

static void add_atom(struct atom *atoms, size_t *n, struct atom atom)
{
	for (size_t i = 0; i < *n; i++) {
		if (memcmp(&atoms[i], &atom, sizeof(atom)) == 0)
			return;
	}
	assert_true(*n < MAX_ATOMS);
	atoms[(*n)++] = atom;
}

static void list_atoms(
    const struct condition *condition, struct atom *atoms, size_t *n)
{
	const size_t q = condition->question;
	struct atom atom;

	memset(&atom, 0, sizeof(atom));
	atom.question = q;
	switch (condition->op) {
	case CONDITION_COUNT:
		for (size_t i = 0; i < condition->nchildren; i++)
			list_atoms(condition->children[i], atoms, n);
		return;
	case CONDITION_PICKED:
		for (size_t i = 0; i < world.rules.questions[q].noptions; i++) {
			if (!(condition->mask >> i & 1u))
				continue;
			atom.option = 1u << i;
			add_atom(atoms, n, atom);
		}
		return;
	case CONDITION_NUMBER:
		/* a bound that nobody can pass is no bound */
		if (condition->low > world.rules.questions[q].min) {
			atom.inside = condition->low;
			atom.outside = condition->low - 1;
			add_atom(atoms, n, atom);
		}
		if (condition->high < world.rules.questions[q].max) {
			atom.inside = condition->high;
			atom.outside = condition->high + 1;
			add_atom(atoms, n, atom);
		}
		return;
	}
}

static bool fires(size_t rule, const struct answers *answers)
{
	struct rules_fired fired;
	struct answers live;

	(void)rules_live(&world.rules, answers, &live);
	(void)rules_evaluate(&world.rules, &live, &fired);
	return rules_has_fired(&fired, rule);
}

/* With the atom and without it; the rest of the answers stays. */
static bool is_pair(size_t rule, const struct atom *atom,
    const struct answers *from, struct answers *with, struct answers *without)
{
	const struct triage_question *question =
	    &world.rules.questions[atom->question];
	const size_t q = atom->question;

	*with = *without = *from;
	if (atom->option == 0) {
		with->picked[q] = without->picked[q] = 0;
		with->number[q] = atom->inside;
		without->number[q] = atom->outside;
		return fires(rule, with) && !fires(rule, without);
	}
	/* only this, or beside what is ticked */
	for (int beside = 0; beside < 2; beside++) {
		with->picked[q] = atom->option;
		if (beside == 1 && question->kind == TRIAGE_MANY &&
		    !(atom->option & question->apart))
			with->picked[q] |= from->picked[q] & ~question->apart;
		if (!fires(rule, with))
			continue;
		without->picked[q] = with->picked[q] & ~atom->option;
		if (without->picked[q] != 0) {
			if (!fires(rule, without))
				return true;
			continue;
		}
		without->picked[q] = question->calm;
		if (question->calm != 0 && !fires(rule, without))
			return true;
		for (size_t i = 0; i < question->noptions; i++) {
			without->picked[q] = 1u << i;
			if (!fires(rule, without))
				return true;
		}
	}
	return false;
}

/* What is not calm, in a line. */
static void put(const struct answers *answers)
{
	const char *between = "";

	for (size_t i = 0; i < world.rules.nquestions; i++) {
		const struct triage_question *q = &world.rules.questions[i];
		const uint32_t picked = answers->picked[i];

		if (q->kind == TRIAGE_NUMBER && picked == 0) {
			printf("%s=%d", q->id, answers->number[i]);
			between = " ";
			continue;
		}
		if (picked == q->calm || (q->calm == 0 && picked == 1))
			continue;
		printf("%s%s=", between, q->id);
		between = "";
		for (size_t k = 0; k < q->noptions; k++) {
			if (!(picked >> k & 1u))
				continue;
			printf("%s%s", between, q->options[k].id);
			between = "+";
		}
		between = " ";
	}
}

static void put_pair(size_t rule, const struct atom *atom,
    const struct answers *with, const struct answers *without)
{
	const struct triage_question *q =
	    &world.rules.questions[atom->question];
	size_t option = 0;

	while (option + 1 < q->noptions && !(atom->option >> option & 1u))
		option++;
	if (atom->option != 0)
		printf("%s %s=%s: ", world.rules.rules[rule].id, q->id,
		    q->options[option].id);
	else
		printf("%s %s=%d: ", world.rules.rules[rule].id, q->id,
		    atom->inside);
	put(with);
	printf(" | not: ");
	put(without);
	putchar('\n');
}

static bool find_pair(size_t rule, const struct atom *atom,
    const struct answers *people, size_t npeople)
{
	for (size_t i = 0; i < npeople; i++) {
		struct answers with, without;

		if (!is_pair(rule, atom, &people[i], &with, &without))
			continue;
		put_pair(rule, atom, &with, &without);
		return true;
	}
	return false;
}

/* The frozen people of a rule, those for whom it does not fire too. */
static size_t read_people(size_t rule, struct answers *people)
{
	const struct ini_section *section;
	char name[32];
	size_t n = 0;

	snprintf(name, sizeof(name), "rule:%s", world.rules.rules[rule].id);
	section = ini_file_section(&world.ini, name);
	assert_non_null(section);
	for (size_t i = 0; i < section->npairs; i++) {
		const struct ini_pair *pair = &section->pairs[i];

		if (strncmp(pair->key, "fires_", 6) != 0 &&
		    strncmp(pair->key, "not_", 4) != 0)
			continue;
		assert_true(n < MAX_FIRES);
		assert_true(cases_parse(&world.rules, pair->value, &people[n]));
		n++;
	}
	return n;
}

static void test_each_part_of_each_rule_decides(void **state)
{
	static struct answers people[MAX_FIRES];
	size_t pairs = 0, without = 0;

	(void)state;
	for (size_t rule = 0; rule < world.rules.nrules; rule++) {
		struct atom atoms[MAX_ATOMS];
		const size_t npeople = read_people(rule, people);
		size_t n = 0;

		list_atoms(world.rules.rules[rule].when, atoms, &n);
		for (size_t i = 0; i < n; i++) {
			if (find_pair(rule, &atoms[i], people, npeople)) {
				pairs++;
				continue;
			}
			without++;
			printf("%s: no pair for %s %x\n",
			    world.rules.rules[rule].id,
			    world.rules.questions[atoms[i].question].id,
			    atoms[i].option);
		}
	}
	printf("%zu pairs for %zu rules, %zu parts without one\n", pairs,
	    world.rules.nrules, without);
	assert_int_equal(without, 0);
}

/* The same of when a question is asked and when an option is offered. */
static void test_each_part_of_asking_decides(void **state)
{
	size_t pairs = 0;

	(void)state;
	for (size_t i = 0; i < world.rules.nquestions; i++) {
		const struct triage_question *q = &world.rules.questions[i];
		struct atom atoms[MAX_ATOMS];
		size_t n = 0;

		if (q->ask == NULL)
			continue;
		list_atoms(q->ask, atoms, &n);
		for (size_t k = 0; k < n; k++) {
			struct answers answers, live;

			assert_true(cases_parse(&world.rules, "", &answers));
			assert_false(
			    rules_live(&world.rules, &answers, &live) >> i &
			    1u);
			answers.picked[atoms[k].question] = atoms[k].option;
			assert_true(
			    rules_live(&world.rules, &answers, &live) >> i &
			    1u);
			pairs++;
		}
	}
	printf("%zu pairs for questions that are asked sometimes\n", pairs);
	assert_true(pairs > 10);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_part_of_each_rule_decides),
		cmocka_unit_test(test_each_part_of_asking_decides),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
