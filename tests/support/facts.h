/*
 * facts.h - vignettes: people described by plain facts, and what those facts
 * are as answers of the self-check.
 *
 * The dictionary of facts is the specification's (section 4) and closed: a
 * key or a value that it has not is an error. Nothing here knows a rule.
 */
#ifndef LUMBAR_TESTS_FACTS_H
#define LUMBAR_TESTS_FACTS_H

#include <stdio.h>

#include "support/sheet.h"

#define FACTS_MAX 64

struct fact {
	const char *key, *value;
	unsigned line;
};

struct vignette {
	const char *id;
	unsigned line;
	struct fact facts[FACTS_MAX];
	size_t nfacts;
	enum triage_level expected;
	uint32_t accept; /* bit per level */
};

struct vignettes {
	char *text; /* holds the strings */
	struct vignette *items;
	size_t n;
};

/* Every fault is told on err with its line; false if there is any. */
bool facts_read(const char *path, struct vignettes *out, FILE *err);
void facts_free(struct vignettes *vignettes);

/* The value, or NULL. */
const char *facts_get(const struct vignette *vignette, const char *key);

/*
 * Whether it is so, defaults counted. Ends the program when the dictionary
 * has no such key or value: a mapping of facts that cannot be is a bug.
 */
bool facts_is(
    const struct vignette *vignette, const char *key, const char *value);

/* facts_map.c. False, and a line on err, when a value cannot be. */
bool facts_sheet(
    const struct vignette *vignette, struct sheet *sheet, FILE *err);

#endif
