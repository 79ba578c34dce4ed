/*
 * prove.h - what can be shown of a set of rules before anybody relies on it.
 *
 * prove_quick is for opening the self-check (under 5 ms): structure, texts,
 * every single emergency sign, every "not sure". prove_full is for "self-check
 * --prove", lint and tests (about a second): it also finds a witness for each
 * question and rule, counts paths, and tries to break the wrong-way property.
 *
 * Pure: no clock; the same rules and seed give the same proof. What failed is
 * said in the item and as an error in diag, with the line of the rule.
 */
#ifndef LUMBAR_PROVE_H
#define LUMBAR_PROVE_H

#include "triage/triage.h"

#define PROVE_ITEMS 24
#define PROVE_CASES 1000000u

struct prove_item {
	const char *id;    /* "single-sign" */
	const char *claim; /* "each single emergency sign is an emergency" */
	const char *how;   /* "all 22 signs, one at a time" */
	unsigned long cases;
	unsigned long failures;
	const char *failure; /* the first, or "" */
};

/* Answers that lead to something, given in the order of asking. */
struct prove_witness {
	bool found;
	bool sole; /* no other rule of its level or above fires */
	struct answers answers;
};

struct proof {
	bool ok; /* no item failed */
	struct prove_item items[PROVE_ITEMS];
	size_t nitems;
	/* Of prove_full only. */
	size_t longest, shortest_emergency; /* questions asked */
	struct prove_witness questions[RULES_QUESTIONS];
	struct prove_witness rules[RULES_MAX];
};

/* Strings live in the arena. Return proof->ok. */
bool prove_quick(const struct rules *rules, struct arena *arena,
    struct proof *out, struct diag *diag);
bool prove_full(const struct rules *rules, unsigned long cases, uint64_t seed,
    struct arena *arena, struct proof *out, struct diag *diag);

/*
 * Answers as a file for --answers: "age = 41\nnow = none\n...", only those of
 * questions that are asked. In the arena.
 */
const char *prove_write(const struct rules *rules,
    const struct answers *answers, struct arena *arena);

#endif
