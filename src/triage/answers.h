/*
 * answers.h - a file of answers instead of a person (the triage
 * specification, section 2).
 *
 *   [answers]
 *   age = 41
 *   now = none
 *   strength = mild_one, unsteady
 *   duration = 12
 *
 * The run is asked as a person is and ends where the self-check ends; only
 * the help for "not sure" is not offered. Keys of questions that it did not
 * reach are vetted and then left alone.
 */
#ifndef LUMBAR_ANSWERS_H
#define LUMBAR_ANSWERS_H

#include "triage/triage.h"

/* More than an answer file can need. */
#define ANSWERS_CAP (64u << 10)

/*
 * STATUS_OK: run is in TRIAGE_RESULT. Otherwise every fault is in diag with
 * its line and run has ended. text may be anything; name is for messages.
 */
enum status answers_run(struct slice text, const char *name,
    const struct rules *rules, struct triage *run, struct diag *diag);

#endif
