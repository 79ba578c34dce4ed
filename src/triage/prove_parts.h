/*
 * prove_parts.h - the parts of a proof; for prove*.c only.
 */
#ifndef LUMBAR_PROVE_PARTS_H
#define LUMBAR_PROVE_PARTS_H

#include "triage/prove.h"

#define PROVE_EDGES 256

struct proving {
	const struct rules *rules;
	struct arena *arena;
	struct diag *diag;
	struct proof *out;
	struct prove_item *item; /* the one at hand */
	uint64_t seed;
	size_t number; /* the question that is a number; nquestions: none */
	/* The least number of each range in which no condition changes. */
	int edges[PROVE_EDGES];
	size_t nedges;
};

/* Begin an item; the one before ends. */
void prove_begin(struct proving *p, const char *id, const char *claim);

/* One thing that is not so, at a line of the rules. */
void prove_fail(struct proving *p, unsigned line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

void prove_how(struct proving *p, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* One number for all numbers below: a value, or PROVE_SKIP. */
#define PROVE_SKIP (-1)

/*
 * Nothing wrong: each question answered with its calm answer, or its first
 * where none is calm.
 */
void prove_calm(const struct proving *p, int number, struct answers *out);

/* Give one answer in place of what is there. */
void prove_set(struct answers *answers, size_t question, uint32_t picked);

/* What the live part of the answers comes to. */
enum triage_level prove_level(const struct proving *p,
    const struct answers *answers, struct answers *live,
    struct rules_fired *fired);

/*
 * Calm answers but for at most one, so that the question is asked. False when
 * there are none.
 */
bool prove_open(
    const struct proving *p, size_t question, int number, struct answers *out);

/* Call for each condition of the file; id and line are whose it is. */
void prove_each_condition(
    struct proving *p, void (*each)(struct proving *, const struct condition *,
			   const char *id, unsigned line));

/* The parts of prove_quick and, after them, of prove_full. */
void prove_structure(struct proving *p);
void prove_signs(struct proving *p);
void prove_unsure(struct proving *p);
void prove_rules(struct proving *p);
void prove_paths(struct proving *p);
void prove_random(struct proving *p, unsigned long cases);

#endif
