#include "triage/condition.h"

#include "triage/rules.h"

/* Of one question alone; also where it stands among the parts of another. */
static inline bool leaf_holds(
    const struct condition *condition, const struct answers *answers)
{
	const size_t q = condition->question;

	if (condition->op == CONDITION_PICKED)
		return (answers->picked[q] & condition->mask) != 0;
	return (answers->answered >> q & 1u) != 0 &&
	       answers->number[q] >= condition->low &&
	       answers->number[q] <= condition->high;
}

/*
 * Ends as soon as it is clear, mostly at the first part of an "and": as many
 * parts as are left over may not hold. The proof is spent in here.
 */
static bool holds_enough(
    const struct condition *condition, const struct answers *answers)
{
	const struct condition *const *part = condition->children;
	int wanted = condition->low;
	int misses = (int)condition->nchildren - wanted + 1;

	while (misses > 0) {
		const bool holds = (*part)->op == CONDITION_COUNT
		                       ? holds_enough(*part, answers)
		                       : leaf_holds(*part, answers);

		part++;
		if (!holds)
			misses--;
		else if (--wanted == 0)
			return true;
	}
	return false;
}

bool condition_holds(
    const struct condition *condition, const struct answers *answers)
{
	return condition->op == CONDITION_COUNT
	           ? holds_enough(condition, answers)
	           : leaf_holds(condition, answers);
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
