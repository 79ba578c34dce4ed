/*
 * oracle.h - the rules a second time, as plain C, to compare with the engine.
 *
 * Written from the prose of the triage specification, not from triage.ini, by
 * hand and without the condition language. Slow, simple and of no use to the
 * program.
 */
#ifndef LUMBAR_TESTS_ORACLE_H
#define LUMBAR_TESTS_ORACLE_H

#include "support/sheet.h"

#define ORACLE_RULES 72

struct oracle_rule {
	const char *id;
	bool ambulance; /* of an emergency; else it is ed */
	int days;       /* of a soon */
};

/* E01 to E28, U01 to U23, S01 to S14, R01 to R07. */
extern const struct oracle_rule oracle_rules[ORACLE_RULES];

struct verdict {
	bool fired[ORACLE_RULES];
	int level; /* 1 self-care to 5 emergency */
	bool ambulance;
	int days;  /* of a soon */
	int asked; /* questions until the check ended */
};

/* Whether the self-check would ask it, all before it being answered. */
bool oracle_asks(const struct sheet *sheet, int question);

/*
 * The rules on all answers that count. What was not offered or asked is not
 * looked at.
 */
void oracle_judge(const struct sheet *sheet, struct verdict *verdict);

#endif
