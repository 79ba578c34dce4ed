#include "triage/prove_parts.h"

/*
 * For each rule all combinations of the answers that it names: what a rule
 * does not name cannot change it. An axis is one question with the answers
 * that differ for the rule; a place is one on each axis.
 */
#define AXIS_MAX   300
#define PLACES_MAX (1u << 22)

struct axis {
	size_t question;
	size_t n;
	uint32_t picked[AXIS_MAX];
	int number[AXIS_MAX];
	size_t stride;
};

struct space {
	const struct triage_rule *rule;
	struct axis axes[RULES_QUESTIONS];
	size_t naxes;
	size_t nplaces;
	unsigned char *holds; /* by place */
};

static void add_value(struct axis *axis, uint32_t picked, int number)
{
	for (size_t i = 0; i < axis->n; i++) {
		if (axis->picked[i] == picked && axis->number[i] == number)
			return;
	}
	if (axis->n < AXIS_MAX) {
		axis->picked[axis->n] = picked;
		axis->number[axis->n++] = number;
	}
}

static void fill_number(struct axis *axis, const struct proving *p)
{
	const struct triage_question *const q =
	    &p->rules->questions[axis->question];

	for (size_t i = 0; i < p->nedges; i++)
		add_value(axis, 0, p->edges[i]);
	for (size_t k = 0; k < q->noptions; k++)
		add_value(axis, UINT32_C(1) << k, q->skip_counts);
}

/* The calm or first answer, each named one, one that is not named. */
static void fill_one(
    struct axis *axis, const struct triage_question *q, uint32_t named)
{
	add_value(axis, q->calm != 0 ? q->calm & (~q->calm + 1) : 1, 0);
	for (size_t i = 0; i < q->noptions; i++) {
		if ((named >> i & 1u) != 0)
			add_value(axis, UINT32_C(1) << i, 0);
	}
	for (size_t i = 0; i < q->noptions; i++) {
		if ((named >> i & 1u) == 0) {
			add_value(axis, UINT32_C(1) << i, 0);
			return;
		}
	}
}

/* None, all sets of named ticks, and not sure. */
static void fill_many(
    struct axis *axis, const struct triage_question *q, uint32_t named)
{
	const uint32_t ticks = named & ~q->apart;
	uint32_t set = 0;

	add_value(axis, q->calm, 0);
	do {
		set = (set - ticks) & ticks;
		if (set != 0)
			add_value(axis, set, 0);
	} while (set != 0);
	if ((named & q->unsure) != 0)
		add_value(axis, q->unsure, 0);
}

/* What a rule names, and what its questions need to be asked and offered. */
static void collect(
    const struct rules *rules, const struct triage_rule *rule, uint32_t *named)
{
	condition_named(rule->when, named);
	for (size_t i = rules->nquestions; i-- > 0;) {
		const struct triage_question *const q = &rules->questions[i];

		if (named[i] == 0)
			continue;
		if (q->ask != NULL)
			condition_named(q->ask, named);
		for (size_t k = 0; k < q->noptions; k++) {
			if ((named[i] >> k & 1u) != 0 &&
			    q->options[k].show != NULL)
				condition_named(q->options[k].show, named);
		}
	}
}

static bool make_space(
    struct proving *p, const struct triage_rule *rule, struct space *space)
{
	uint32_t named[RULES_QUESTIONS] = { 0 };

	*space = (struct space){ .rule = rule, .nplaces = 1 };
	collect(p->rules, rule, named);
	for (size_t i = 0; i < p->rules->nquestions; i++) {
		const struct triage_question *const q = &p->rules->questions[i];
		struct axis *const axis = &space->axes[space->naxes];

		if (named[i] == 0)
			continue;
		axis->question = i;
		if (q->kind == TRIAGE_NUMBER)
			fill_number(axis, p);
		else if (q->kind == TRIAGE_ONE)
			fill_one(axis, q, named[i]);
		else
			fill_many(axis, q, named[i]);
		axis->stride = space->nplaces;
		space->nplaces *= axis->n;
		space->naxes++;
		if (axis->n == AXIS_MAX || space->nplaces > PLACES_MAX) {
			prove_fail(p, rule->line,
			    "%s names too much to try all of it", rule->id);
			return false;
		}
	}
	return true;
}

static size_t value_at(const struct axis *axis, size_t place)
{
	return place / axis->stride % axis->n;
}

static void go_to(
    const struct space *space, size_t place, struct answers *answers)
{
	for (size_t i = 0; i < space->naxes; i++) {
		const struct axis *const axis = &space->axes[i];
		const size_t value = value_at(axis, place);

		prove_set(answers, axis->question, axis->picked[value]);
		answers->number[axis->question] = axis->number[value];
	}
}

/* Whether to is from with one "no" less or one tick more. */
static bool is_step_up(
    const struct triage_question *q, uint32_t from, uint32_t to)
{
	if (q->kind == TRIAGE_NUMBER || to == from || (to & q->calm) != 0)
		return false;
	if ((from & q->calm) != 0)
		return true;
	return q->kind == TRIAGE_MANY && ((from | to) & q->apart) == 0 &&
	       (from & ~to) == 0;
}

static void try_steps(
    struct proving *p, const struct space *space, size_t place)
{
	for (size_t i = 0; i < space->naxes; i++) {
		const struct axis *const axis = &space->axes[i];
		const struct triage_question *const q =
		    &p->rules->questions[axis->question];
		const size_t here = value_at(axis, place);
		const size_t first = place - here * axis->stride;

		for (size_t k = 0; k < axis->n; k++) {
			if (!is_step_up(q, axis->picked[here], axis->picked[k]))
				continue;
			p->item->cases++;
			if (space->holds[first + k * axis->stride] == 0)
				prove_fail(p, space->rule->line,
				    "%s ends when more is answered to \"%s\"",
				    space->rule->id, q->id);
		}
	}
}

/* Whether nothing else of the rule's level or above fires. */
static bool is_sole(
    const struct proving *p, size_t rule, const struct rules_fired *fired)
{
	for (size_t i = 0; i < p->rules->nrules; i++) {
		if (i != rule && rules_has_fired(fired, i) &&
		    p->rules->rules[i].level >= p->rules->rules[rule].level)
			return false;
	}
	return true;
}

/* As people answer it: with what is asked and offered, else calm. */
static void try_witness(
    struct proving *p, const struct space *space, size_t rule, size_t place)
{
	struct prove_witness *const witness = &p->out->rules[rule];
	struct answers answers, live;
	struct rules_fired fired;

	if (witness->sole)
		return;
	prove_calm(p, PROVE_SKIP, &answers);
	/* An age at which nothing follows from the age. */
	if (p->number < p->rules->nquestions) {
		answers.number[p->number] = 30;
		answers.picked[p->number] = 0;
	}
	go_to(space, place, &answers);
	(void)prove_level(p, &answers, &live, &fired);
	if (!rules_has_fired(&fired, rule))
		return;
	if (!witness->found || is_sole(p, rule, &fired))
		*witness = (struct prove_witness){ true,
			is_sole(p, rule, &fired), live };
}

static void prove_rule(struct proving *p, struct space *space, size_t rule)
{
	struct answers answers;
	struct arena arena;

	if (!make_space(p, &p->rules->rules[rule], space))
		return;
	arena_init(&arena);
	space->holds = arena_alloc(&arena, space->nplaces);
	prove_calm(p, PROVE_SKIP, &answers);
	for (size_t i = 0; i < space->nplaces; i++) {
		go_to(space, i, &answers);
		space->holds[i] = condition_holds(space->rule->when, &answers);
	}
	for (size_t i = 0; i < space->nplaces; i++) {
		if (space->holds[i] == 0)
			continue;
		try_steps(p, space, i);
		try_witness(p, space, rule, i);
	}
	arena_free(&arena);
}

void prove_rules(struct proving *p)
{
	struct space *const space = arena_alloc(p->arena, sizeof(*space));
	const struct rules *const rules = p->rules;
	size_t sole = 0;

	prove_begin(p, "each-rule",
	    "no rule ends when an answer is added, tried rule by rule");
	for (size_t i = 0; i < rules->nrules; i++)
		prove_rule(p, space, i);
	prove_how(p, "all answers that each of %zu rules names: %lu steps",
	    rules->nrules, p->item->cases);

	prove_begin(p, "fires", "every rule fires on some answers");
	for (size_t i = 0; i < rules->nrules; i++) {
		p->item->cases++;
		sole += p->out->rules[i].sole;
		if (!p->out->rules[i].found)
			prove_fail(p, rules->rules[i].line, "%s never fires",
			    rules->rules[i].id);
	}
	prove_how(p,
	    "a witness for each of %zu rules, %zu of which decide alone there",
	    rules->nrules, sole);
}
