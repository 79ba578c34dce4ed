#include "triage/prove_parts.h"

#define WALKS 3000

/* splitmix64: small, and the same on every machine. */
static uint64_t next(struct proving *p)
{
	uint64_t z = p->seed += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

static uint32_t below(struct proving *p, uint32_t n)
{
	return (uint32_t)((next(p) >> 32) * n >> 32);
}

static uint32_t any_ticks(struct proving *p, const struct triage_question *q)
{
	const uint32_t all = (UINT32_C(1) << q->noptions) - 1;
	const uint32_t ticks = (uint32_t)(next(p) & next(p)) & all & ~q->apart;

	return ticks != 0 ? ticks : q->calm;
}

/* Mostly calm: in other cases nothing but emergencies would be seen. */
static void any_answer(
    struct proving *p, size_t question, bool calm, struct answers *out)
{
	const struct triage_question *const q = &p->rules->questions[question];

	if (q->kind == TRIAGE_NUMBER) {
		out->number[question] =
		    q->min + (int)below(p, (uint32_t)(q->max - q->min + 1));
		prove_set(out, question, 0);
		if (q->noptions > 0 && below(p, 16) == 0) {
			prove_set(out, question, 1);
			out->number[question] = q->skip_counts;
		}
		return;
	}
	if (calm && q->calm != 0)
		prove_set(out, question, q->calm & (~q->calm + 1));
	else if (q->kind == TRIAGE_ONE)
		prove_set(out, question,
		    UINT32_C(1) << below(p, (uint32_t)q->noptions));
	else
		prove_set(out, question,
		    below(p, 8) == 0 ? q->unsure : any_ticks(p, q));
}

/* Answers to every question, most of them calm; closed ones too. */
static void any_answers(struct proving *p, struct answers *out)
{
	const uint32_t chance = 2 + below(p, 14);

	*out = (struct answers){ 0 };
	for (size_t i = 0; i < p->rules->nquestions; i++)
		any_answer(p, i, below(p, chance) != 0, out);
}

/* One "no" less or one tick more; false when this question has none. */
static bool step_up(struct proving *p, size_t question, struct answers *out)
{
	const struct triage_question *const q = &p->rules->questions[question];
	const uint32_t all = (UINT32_C(1) << q->noptions) - 1;
	const uint32_t picked = out->picked[question];
	uint32_t free = 0, bit;

	if (q->kind == TRIAGE_NUMBER)
		return false;
	if ((picked & q->calm) != 0)
		free = all & ~q->calm;
	else if (q->kind == TRIAGE_MANY && (picked & q->apart) == 0)
		free = all & ~q->apart & ~picked;
	if (free == 0)
		return false;
	do
		bit = UINT32_C(1) << below(p, (uint32_t)q->noptions);
	while ((free & bit) == 0);
	prove_set(out, question, (picked & q->calm) != 0 ? bit : picked | bit);
	return true;
}

static bool has_lost(
    const struct rules_fired *before, const struct rules_fired *after)
{
	for (size_t i = 0; i < RULES_MAX / 64; i++) {
		if ((before->bits[i] & ~after->bits[i]) != 0)
			return true;
	}
	return false;
}

void prove_random(struct proving *p, unsigned long cases)
{
	const uint32_t n = (uint32_t)p->rules->nquestions;
	struct answers answers, live;
	struct rules_fired before, after;
	enum triage_level was, is;

	prove_begin(p, "random",
	    "adding an answer never lowers the level, nor drops a reason");
	while (p->item->cases < cases) {
		any_answers(p, &answers);
		was = prove_level(p, &answers, &live, &before);
		p->item->cases++;
		for (uint32_t i = 0; i < n && p->item->cases < cases; i++) {
			const size_t question = below(p, n);

			if (!step_up(p, question, &answers))
				continue;
			is = prove_level(p, &answers, &live, &after);
			p->item->cases++;
			if (is < was || has_lost(&before, &after))
				prove_fail(p,
				    p->rules->questions[question].line,
				    "more at \"%s\" took \"%s\" to \"%s\"",
				    p->rules->questions[question].id,
				    rules_level_id(was), rules_level_id(is));
			was = is;
			before = after;
		}
	}
	prove_how(p, "%lu random full cases, one answer after another",
	    p->item->cases);
}

/* Walk the engine itself; returns how many questions it asked. */
static size_t walk(
    struct proving *p, const struct answers *all, enum triage_level *level)
{
	struct triage run;
	struct triage_result result;
	size_t steps = 0;

	triage_begin(&run, p->rules, false);
	while (triage_question(&run) != NULL && steps <= 2 * RULES_QUESTIONS) {
		const size_t at = run.at;
		const uint32_t bit = UINT32_C(1) << at;
		const struct triage_pick pick = { .options = all->picked[at],
			.number = all->number[at],
			.has_number = all->picked[at] == 0 };

		run.looked |= bit;
		(void)triage_answer(&run, pick);
		steps++;
	}
	if (run.stage == TRIAGE_CHECK)
		(void)triage_finish(&run);
	*level = triage_result(&run, &result) ? result.level : 0;
	triage_end(&run);
	return steps;
}

static void note_steps(struct proving *p, size_t steps, enum triage_level level)
{
	struct proof *const out = p->out;

	if (steps > out->longest)
		out->longest = steps;
	if (level == TRIAGE_EMERGENCY &&
	    (out->shortest_emergency == 0 || steps < out->shortest_emergency))
		out->shortest_emergency = steps;
}

/* What is not offered cannot be ticked: instead something that can, if any. */
static void offer_only(struct proving *p, struct answers *all)
{
	struct answers live;

	(void)rules_live(p->rules, all, &live);
	for (size_t i = 0; i < p->rules->nquestions; i++) {
		const uint32_t offered = rules_offered(p->rules, i, &live);
		const uint32_t calm = offered & p->rules->questions[i].calm;
		const uint32_t instead = calm != 0 ? calm : offered;

		if ((all->picked[i] & ~offered) != 0)
			all->picked[i] = instead & (~instead + 1);
	}
}

void prove_paths(struct proving *p)
{
	const struct rules *const rules = p->rules;
	struct answers answers, live;
	struct rules_fired fired;

	prove_begin(p, "asked", "every question is asked on some path");
	for (size_t i = 0; i < rules->nquestions; i++) {
		struct prove_witness *const witness = &p->out->questions[i];

		p->item->cases++;
		witness->found = prove_open(p, i, PROVE_SKIP, &answers);
		(void)rules_live(rules, &answers, &witness->answers);
		if (!witness->found)
			prove_fail(p, rules->questions[i].line,
			    "no one answer leads to \"%s\"",
			    rules->questions[i].id);
	}
	prove_how(p, "a witness for each of %zu", rules->nquestions);

	prove_begin(p, "early-stop", "ending early never changes the level");
	for (size_t i = 0; i < WALKS; i++) {
		enum triage_level whole, stopped;
		size_t steps;

		any_answers(p, &answers);
		offer_only(p, &answers);
		whole = prove_level(p, &answers, &live, &fired);
		steps = walk(p, &answers, &stopped);
		note_steps(p, steps, stopped);
		p->item->cases++;
		if (whole != stopped)
			prove_fail(p, 0,
			    "\"%s\" became \"%s\" after %zu "
			    "questions",
			    rules_level_id(whole), rules_level_id(stopped),
			    steps);
		if (steps > rules->nquestions)
			prove_fail(p, 0, "a path asked %zu questions", steps);
	}
	prove_how(
	    p, "%lu random paths, asked to their end and not", p->item->cases);
}
