/*
 * policy.h - what this installation allows its visitors.
 *
 * Asked at the point of use, not once at the start: whoever leaves, suspends
 * or writes asks then. A key whose binding needs what is not allowed is not
 * shown and does nothing.
 */
#ifndef LUMBAR_POLICY_H
#define LUMBAR_POLICY_H

#include <stdbool.h>

#define POLICY_QUIT    1u  /* end the program */
#define POLICY_SUSPEND 2u  /* stop it for now: back to the shell */
#define POLICY_SAVE    4u  /* write a file that the visitor asks for */
#define POLICY_KEEP    8u  /* remember progress between visits */
#define POLICY_FINISH  16u /* end the visit, for the next visitor */
#define POLICY_TAKE    32u /* be shown what to take along: nothing is saved */

struct policy {
	unsigned allowed; /* POLICY_ bits */
};

/* One person at a terminal of his own: everything. */
extern const struct policy policy_personal;

/* The same without a memory: --no-state. */
extern const struct policy policy_forgetful;

/* Anybody at a terminal of the clinic: to finish, and to take along. */
extern const struct policy policy_kiosk;

/* Whether all of what is allowed. */
bool policy_allows(const struct policy *policy, unsigned what);

#endif
