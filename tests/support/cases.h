/*
 * cases.h - answers in one line: "age=50 now=sudden strength=both+old".
 *
 * What is not named is calm: "no" or "none"; 30 years, pain under 1 week and
 * getting better. "age=skip" is an answer too.
 */
#ifndef LUMBAR_TESTS_CASES_H
#define LUMBAR_TESTS_CASES_H

#include "triage/rules.h"

/* False when the line names what there is not. */
bool cases_parse(
    const struct rules *rules, const char *text, struct answers *out);

/* triage.ini of our own pack, with the safety net of its signs.ini in it. */
struct slice cases_triage(struct arena *arena);

/* The rules of this repository; a failure ends the test. */
void cases_rules(struct arena *arena, struct rules *out);

/* The text of a file of this repository, in the arena. */
struct slice cases_text(struct arena *arena, const char *name);

#endif
