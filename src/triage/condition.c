#include "triage/condition.h"

#include "triage/rules.h"

/* Ends as soon as it is clear: "and" mostly at its first part. */
static bool holds_enough(
    const struct condition *condition, const struct answers *answers)
{
	int wanted = condition->low;
	int left = (int)condition->nchildren;

	for (size_t i = 0; left >= wanted; i++, left--) {
		if (condition_holds(condition->children[i], answers) &&
		    --wanted == 0)
			return true;
	}
	return false;
}

bool condition_holds(
    const struct condition *condition, const struct answers *answers)
{
	const size_t q = condition->question;

	if (condition->op == CONDITION_COUNT)
		return holds_enough(condition, answers);
	if (condition->op == CONDITION_PICKED)
		return (answers->picked[q] & condition->mask) != 0;
	return (answers->answered >> q & 1u) != 0 &&
	       answers->number[q] >= condition->low &&
	       answers->number[q] <= condition->high;
}

void condition_named(const struct condition *condition, uint32_t *named)
{
	for (size_t i = 0; i < condition->nchildren; i++)
		condition_named(condition->children[i], named);
	if (condition->op == CONDITION_PICKED)
		named[condition->question] |= condition->mask;
	else if (condition->op == CONDITION_NUMBER)
		named[condition->question] = UINT32_MAX;
}
