/*
 * plain.h - the whole reader as text in, text out.
 *
 * For screen readers, terminals that cannot move their cursor, and pipes: no
 * borders, no redraw, states in words, hints once for each kind of screen,
 * one blank line between blocks. The end of the input leaves.
 */
#ifndef LUMBAR_PLAIN_H
#define LUMBAR_PLAIN_H

#include <stdbool.h>

#include "content/catalog.h"
#include "visit/store.h"
#include "visit/policy.h"

/*
 * Runs on stdin and stdout until it is left, if the policy allows that, or
 * until the input ends. store may be NULL.
 */
void plain_run(const struct catalog *catalog, const struct policy *policy,
    const char *start, bool ascii, int cols, struct store *store,
    struct diag *diag);

#endif
