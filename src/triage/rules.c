#include "triage/rules.h"

size_t rules_question(const struct rules *rules, struct slice id)
{
	size_t i = 0;

	while (i < rules->nquestions && !slice_is(id, rules->questions[i].id))
		i++;
	return i;
}

size_t rules_option(const struct triage_question *question, struct slice id)
{
	size_t i = 0;

	while (i < question->noptions && !slice_is(id, question->options[i].id))
		i++;
	return i;
}

size_t rules_rule(const struct rules *rules, struct slice id)
{
	size_t i = 0;

	while (i < rules->nrules && !slice_is(id, rules->rules[i].id))
		i++;
	return i;
}

/* Few options have a condition, and this is asked often. */
static inline uint32_t offered(
    const struct triage_question *q, const struct answers *answers)
{
	uint32_t mask = (UINT32_C(1) << q->noptions) - 1;

	for (uint32_t left = q->shown; left != 0; left &= left - 1) {
		const int i = __builtin_ctz(left);

		if (!condition_holds(q->options[i].show, answers))
			mask &= ~(UINT32_C(1) << i);
	}
	return mask;
}

uint32_t rules_offered(
    const struct rules *rules, size_t question, const struct answers *answers)
{
	return offered(&rules->questions[question], answers);
}

uint32_t rules_live(
    const struct rules *rules, const struct answers *all, struct answers *live)
{
	uint32_t asked = 0;

	*live = (struct answers){ 0 };
	for (size_t i = 0; i < rules->nquestions; i++) {
		const struct triage_question *const q = &rules->questions[i];
		const uint32_t bit = UINT32_C(1) << i;
		uint32_t picked;

		if (q->ask != NULL && !condition_holds(q->ask, live))
			continue;
		asked |= bit;
		if ((all->answered & bit) == 0)
			continue;
		picked = all->picked[i] & offered(q, live);
		/* All that was ticked is not offered any more. */
		if (picked == 0 && q->kind != TRIAGE_NUMBER)
			continue;
		live->answered |= bit;
		live->picked[i] = picked;
		live->number[i] = all->number[i];
	}
	return asked;
}

enum triage_level rules_evaluate(const struct rules *rules,
    const struct answers *live, struct rules_fired *fired)
{
	enum triage_level level = TRIAGE_SELF_CARE;

	*fired = (struct rules_fired){ 0 };
	for (size_t i = 0; i < rules->nrules; i++) {
		const struct triage_rule *const rule = &rules->rules[i];

		if (!condition_holds(rule->when, live))
			continue;
		fired->bits[i / 64] |= UINT64_C(1) << (i % 64);
		if (rule->level > level)
			level = rule->level;
	}
	return level;
}

const char *rules_level_id(enum triage_level level)
{
	static const char *const ids[] = { "none", "self-care", "routine",
		"soon", "urgent", "emergency" };

	return ids[level];
}

const char *rules_mode_id(enum triage_mode mode)
{
	static const char *const ids[] = { "none", "ed", "ambulance" };

	return ids[mode];
}
