/*
 * mutants.h - a condition with one thing in it wrong, in every way there is.
 *
 * An answer less or more, a limit off by one, a part missing, "and" for "or"
 * (and any count off by one), never, always. Tests must notice each.
 */
#ifndef LUMBAR_TESTS_MUTANTS_H
#define LUMBAR_TESTS_MUTANTS_H

#include "triage/rules.h"

/*
 * Mutant k of the condition, in the arena; what says what is wrong in it.
 * NULL when there are no more.
 */
const struct condition *mutants_make(const struct rules *rules,
    const struct condition *condition, size_t k, struct arena *arena,
    const char **what);

#endif
