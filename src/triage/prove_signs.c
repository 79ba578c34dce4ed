#include "triage/prove_parts.h"

/* The specification's promise to whoever begins. */
#define QUESTIONS_MAX 20

/* A pack that marks fewer has lost some. */
#define SIGNS_MIN 1

/*
 * What a condition names may be added to answers but never be calm: that is
 * all of the structural argument, as there is no "not" in the grammar.
 */
static void check_calm(struct proving *p, const struct condition *condition,
    const char *id, unsigned line)
{
	uint32_t named[RULES_QUESTIONS] = { 0 };

	condition_named(condition, named);
	p->item->cases++;
	for (size_t i = 0; i < p->rules->nquestions; i++) {
		const struct triage_question *const q = &p->rules->questions[i];

		if (q->kind != TRIAGE_NUMBER && (named[i] & q->calm) != 0)
			prove_fail(p, line,
			    "%s waits for \"%s\", the calm answer to \"%s\"",
			    id,
			    q->options[__builtin_ctz(named[i] & q->calm)].id,
			    q->id);
	}
}

/* "Counts as": every condition that has the one has the other too. */
static void check_as(struct proving *p, const struct condition *condition,
    const char *id, unsigned line)
{
	const struct triage_question *q;

	for (size_t i = 0; i < condition->nchildren; i++)
		check_as(p, condition->children[i], id, line);
	if (condition->op != CONDITION_PICKED)
		return;
	q = &p->rules->questions[condition->question];
	if (q->unsure_as == 0)
		return;
	p->item->cases++;
	if (((condition->mask & q->unsure) != 0) !=
	    ((condition->mask & q->unsure_as) != 0))
		prove_fail(p, line,
		    "%s takes \"not sure\" of \"%s\" for something else", id,
		    q->id);
}

static void check_use(struct proving *p)
{
	const struct rules *const rules = p->rules;
	uint32_t named[RULES_QUESTIONS] = { 0 };

	for (size_t i = 0; i < rules->nrules; i++)
		condition_named(rules->rules[i].when, named);
	for (size_t i = 0; i < rules->nquestions; i++) {
		p->item->cases++;
		if (named[i] == 0)
			prove_fail(p, rules->questions[i].line,
			    "no rule needs \"%s\"", rules->questions[i].id);
	}
}

static void check_ends(struct proving *p)
{
	if (p->rules->nquestions > QUESTIONS_MAX)
		prove_fail(
		    p, 0, "there are %zu questions", p->rules->nquestions);
	for (size_t i = 0; i < p->rules->nquestions; i++) {
		const struct triage_question *const q = &p->rules->questions[i];
		const uint32_t all = (UINT32_C(1) << q->noptions) - 1;

		p->item->cases++;
		if (q->kind != TRIAGE_NUMBER && q->shown == all)
			prove_fail(p, q->line,
			    "\"%s\" has no answer that is always offered",
			    q->id);
	}
}

void prove_structure(struct proving *p)
{
	prove_begin(p, "ends", "every path ends within 20 questions");
	check_ends(p);
	prove_how(p,
	    "%zu questions, each asked once at most, in their order, each "
	    "with an answer for everybody",
	    p->rules->nquestions);

	prove_begin(p, "wrong-way",
	    "no answer turned from \"no\" to anything else, and no tick "
	    "added, lowers the level");
	prove_each_condition(p, check_calm);
	prove_how(p,
	    "no condition has a \"not\", and none of %lu names a calm answer",
	    p->item->cases);

	prove_begin(p, "useful", "every question is needed by some rule");
	check_use(p);
	prove_how(p, "%lu questions, looked up in %zu rules", p->item->cases,
	    p->rules->nrules);
}

/* One sign at one age, all else calm; and with nothing else answered. */
static void check_sign(
    struct proving *p, size_t question, size_t option, int number)
{
	const struct triage_question *const q = &p->rules->questions[question];
	const uint32_t bit = UINT32_C(1) << option;
	struct answers answers, live;
	struct rules_fired fired;

	prove_calm(p, number, &answers);
	(void)rules_live(p->rules, &answers, &live);
	if ((rules_offered(p->rules, question, &live) & bit) == 0)
		return;
	p->item->cases++;
	prove_set(&answers, question, bit);
	if (prove_level(p, &answers, &live, &fired) != TRIAGE_EMERGENCY)
		prove_fail(p, q->line, "\"%s\" at \"%s\" gives \"%s\"",
		    q->options[option].id, q->id,
		    rules_level_id(rules_evaluate(p->rules, &live, &fired)));
	/* What comes later is not known yet. */
	for (size_t i = question + 1; i < p->rules->nquestions; i++) {
		live.answered &= ~(UINT32_C(1) << i);
		live.picked[i] = 0;
	}
	if (rules_evaluate(p->rules, &live, &fired) != TRIAGE_EMERGENCY)
		prove_fail(p, q->line,
		    "\"%s\" at \"%s\" does not end the check",
		    q->options[option].id, q->id);
}

/*
 * Call for no number, and for every number at which some condition changes:
 * between these nothing can differ.
 */
static void at_every_number(struct proving *p, size_t question, size_t option,
    void (*check)(struct proving *, size_t, size_t, int))
{
	check(p, question, option, PROVE_SKIP);
	for (size_t i = 0; i < p->nedges; i++)
		check(p, question, option, p->edges[i]);
}

void prove_signs(struct proving *p)
{
	size_t signs = 0;

	prove_begin(p, "single-sign",
	    "each single emergency sign gives an emergency at once");
	for (size_t i = 0; i < p->rules->nquestions; i++) {
		const struct triage_question *const q = &p->rules->questions[i];

		for (size_t k = 0; k < q->noptions; k++) {
			const unsigned long before = p->item->cases;

			if ((q->alone >> k & 1u) == 0)
				continue;
			signs++;
			at_every_number(p, i, k, check_sign);
			if (p->item->cases == before)
				prove_fail(p, q->line,
				    "\"%s\" at \"%s\" is never offered",
				    q->options[k].id, q->id);
		}
	}
	if (signs < SIGNS_MIN)
		prove_fail(p, 0, "no answer is marked as a sign");
	prove_how(p, "%zu signs, at every age, with nothing after them", signs);
}

static void check_unsure(
    struct proving *p, size_t question, size_t option, int number)
{
	const struct triage_question *const q = &p->rules->questions[question];
	struct answers answers, live;
	struct rules_fired fired;
	enum triage_level level, wanted;

	if (!prove_open(p, question, number, &answers)) {
		prove_fail(p, q->line, "no one answer leads to \"%s\"", q->id);
		return;
	}
	p->item->cases++;
	wanted = prove_level(p, &answers, &live, &fired);
	if (wanted < q->unsure_gives)
		wanted = q->unsure_gives;
	prove_set(&answers, question, UINT32_C(1) << option);
	level = prove_level(p, &answers, &live, &fired);
	if (level != wanted)
		prove_fail(p, q->line, "\"%s\" gives \"%s\" and not \"%s\"",
		    q->id, rules_level_id(level), rules_level_id(wanted));
}

struct doubt {
	size_t question, option;
};

static size_t list_doubts(const struct proving *p, struct doubt *out)
{
	size_t n = 0;

	for (size_t i = 0; i < p->rules->nquestions; i++) {
		for (size_t k = 0; k < p->rules->questions[i].noptions; k++) {
			if ((p->rules->questions[i].doubt >> k & 1u) != 0)
				out[n++] = (struct doubt){ i, k };
		}
	}
	return n;
}

/* Any two doubts, wherever they are, at the age that is not given. */
static void prove_pairs(struct proving *p)
{
	struct doubt doubts[RULES_QUESTIONS * RULES_OPTIONS];
	const size_t n = list_doubts(p, doubts);
	struct answers answers, live;
	struct rules_fired fired;

	prove_begin(p, "two-doubts",
	    "any two doubts about nerve pressure give an emergency");
	for (size_t i = 0; i < n; i++) {
		for (size_t k = i + 1; k < n; k++) {
			if (doubts[i].question == doubts[k].question)
				continue;
			p->item->cases++;
			prove_calm(p, PROVE_SKIP, &answers);
			prove_set(&answers, doubts[i].question,
			    UINT32_C(1) << doubts[i].option);
			prove_set(&answers, doubts[k].question,
			    UINT32_C(1) << doubts[k].option);
			if (prove_level(p, &answers, &live, &fired) !=
			    TRIAGE_EMERGENCY)
				prove_fail(p,
				    p->rules->questions[doubts[k].question]
					.line,
				    "\"%s\" and \"%s\" do not",
				    p->rules->questions[doubts[i].question].id,
				    p->rules->questions[doubts[k].question].id);
		}
	}
	prove_how(p, "%lu pairs, all else calm", p->item->cases);
}

static void prove_all_unsure(struct proving *p)
{
	struct answers answers, live;
	struct rules_fired fired;

	prove_begin(
	    p, "all-unsure", "\"not sure\" everywhere gives an emergency");
	prove_calm(p, PROVE_SKIP, &answers);
	for (size_t i = 0; i < p->rules->nquestions; i++) {
		if (p->rules->questions[i].unsure == 0)
			continue;
		prove_set(&answers, i, p->rules->questions[i].unsure);
		p->item->cases++;
	}
	if (prove_level(p, &answers, &live, &fired) != TRIAGE_EMERGENCY)
		prove_fail(p, 0, "it gives \"%s\"",
		    rules_level_id(rules_evaluate(p->rules, &live, &fired)));
	prove_how(p, "one case, %lu times \"not sure\"", p->item->cases);
}

void prove_unsure(struct proving *p)
{
	prove_begin(p, "unsure", "each single \"not sure\" gives its level");
	for (size_t i = 0; i < p->rules->nquestions; i++) {
		const struct triage_question *const q = &p->rules->questions[i];

		if (q->unsure != 0 && q->unsure_gives != 0)
			at_every_number(p, i, (size_t)__builtin_ctz(q->unsure),
			    check_unsure);
	}
	prove_how(
	    p, "%lu cases: each at every age, all else calm", p->item->cases);

	prove_begin(p, "counts-as",
	    "\"not sure\" is nowhere less than what it counts as");
	prove_each_condition(p, check_as);
	prove_how(p, "%lu places in conditions", p->item->cases);
	prove_pairs(p);
	prove_all_unsure(p);
}
