/*
 * save.h - a text in a new file of the current folder, because somebody asked.
 *
 * The only place that writes what a visitor did to a disk. Never over anything
 * that is there, nor through a link: a name that is taken gets "-2", "-3". For
 * its owner alone to read. All of it is written, or there is no such file: it
 * has a name that ends in SAVE_PART until it is whole and on the disk. That
 * alone is what a kill in between can leave.
 */
#ifndef LUMBAR_SAVE_H
#define LUMBAR_SAVE_H

#include <time.h>

#include "visit/policy.h"
#include "widgets/triage_doc.h"

#define SAVE_NAME_CAP 64
#define SAVE_TRIES    99 /* names that are tried */
#define SAVE_PART     ".part"

/* "lumbar-self-check-2026-11-22-0950-2.txt"; made = 0: without a date. */
void save_name(char name[SAVE_NAME_CAP], time_t made, unsigned nth);

/*
 * Write it. 0, and name is that of the file; or an errno, and nothing is left.
 * EPERM when the policy does not allow it.
 */
int save_text(const struct policy *policy, time_t made, struct slice text,
    char name[SAVE_NAME_CAP]);

/* The same with what triage_doc_paper makes of a result. */
int save_result(const struct policy *policy, const struct self_check *check,
    const struct triage_result *result, bool ascii, char name[SAVE_NAME_CAP]);

/* Why not, in plain words: a sentence. */
const char *save_why(int error);

/* The current folder as it may be shown, in the arena; "" if there is none. */
const char *save_folder(struct arena *arena);

#endif
