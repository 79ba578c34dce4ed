#include "triage/condition.h"

#include "triage/rules.h"

static bool holds_enough(const struct condition *condition,
    const struct rules *rules, const struct answers *answers)
{
	int n = 0;

	for (size_t i = 0; i < condition->nchildren; i++) {
		if (condition_holds(condition->children[i], rules, answers) &&
		    ++n >= condition->low)
			return true;
	}
	return false;
}

bool condition_holds(const struct condition *condition,
    const struct rules *rules, const struct answers *answers)
{
	const size_t q = condition->question;

	switch (condition->op) {
	case CONDITION_COUNT:
		return holds_enough(condition, rules, answers);
	case CONDITION_PICKED:
		return (answers->picked[q] & condition->mask) != 0;
	case CONDITION_NUMBER:
		return (answers->answered >> q & 1u) != 0 &&
		       answers->number[q] >= condition->low &&
		       answers->number[q] <= condition->high;
	case CONDITION_TERM:
		return condition_holds(
		    rules->terms[condition->term].when, rules, answers);
	}
	return false;
}

void condition_named(const struct condition *condition,
    const struct rules *rules, uint32_t *named)
{
	switch (condition->op) {
	case CONDITION_COUNT:
		for (size_t i = 0; i < condition->nchildren; i++)
			condition_named(condition->children[i], rules, named);
		return;
	case CONDITION_PICKED:
		named[condition->question] |= condition->mask;
		return;
	case CONDITION_NUMBER:
		named[condition->question] = UINT32_MAX;
		return;
	case CONDITION_TERM:
		condition_named(
		    rules->terms[condition->term].when, rules, named);
		return;
	}
}
