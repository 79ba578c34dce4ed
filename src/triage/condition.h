/*
 * condition.h - what a rule waits for: read it, evaluate it, say why.
 *
 * A condition is a sentence without negation, so that one more answer can
 * never make a true condition false. The grammar, exactly:
 *
 *   condition = part, { "and", part } | part, { "or", part } ;
 *   part      = "(", condition, ")"
 *             | ( "any" | "all" | "at least", NUMBER ), "of", "(",
 *               condition, { ",", condition }, ")"
 *             | TERM                              bothlegs
 *             | QUESTION, ( "is" | "has" ), list  strength has both or old
 *             | QUESTION, bound ;                 duration at most 6 weeks
 *   list      = OPTION, { ",", OPTION }, [ "or", OPTION ] ;
 *   bound     = ( "at least" | "at most" | "under" | "over" ), NUMBER, [unit]
 *             | "from", NUMBER, "to", NUMBER, [unit] ;
 *   unit      = "day" | "days" | "week" | "weeks" | "month" | "months" ;
 *
 * "and" and "or" do not mix without brackets. "or" and "," after an option
 * belong to the list when an option of that question follows. A unit stands
 * with a question whose options last a time and nowhere else; a week has 7
 * days, a month 30. An option lasts the days that it stands for (specification
 * 2, answer files), so "at most 14 days" means the options of 3 and 10 days.
 */
#ifndef LUMBAR_CONDITION_H
#define LUMBAR_CONDITION_H

#include "base/diag.h"
#include "base/text.h"

struct rules;
struct answers;

enum condition_op {
	CONDITION_COUNT,  /* at least low of the children: "or" 1, "and" all */
	CONDITION_PICKED, /* question has one of mask */
	CONDITION_NUMBER  /* question is a number from low to high */
};

struct condition {
	enum condition_op op;
	uint32_t mask;
	int low, high;
	size_t question; /* index into rules->questions */
	const struct condition *const *children;
	size_t nchildren;
};

/* Where it is written, for messages. */
struct condition_place {
	const char *file;
	unsigned line;
};

/*
 * Read a condition into the arena. Terms that it may name are those that
 * rules has so far. NULL when it cannot be read: then one error is in diag
 * which names the word, and says nothing of what was done about it but "; the
 * self-check stays closed".
 */
const struct condition *condition_read(const struct rules *rules,
    const char *text, struct condition_place place, struct arena *arena,
    struct diag *diag);

/* Words of the grammar, which no question, option or term may be called. */
bool condition_reserved(struct slice word);

/*
 * Whether it holds. A question without an answer counts as no answer to
 * anything in it: what holds now holds whatever is answered later.
 */
bool condition_holds(
    const struct condition *condition, const struct answers *answers);

/*
 * What it names: for each question the options, and all
 * bits for a number. named has RULES_QUESTIONS places; bits are added.
 */
void condition_named(const struct condition *condition, uint32_t *named);

#endif
