/*
 * triage_doc.h - pages of the self-check as documents, so that the screen,
 * plain mode and print lay out and narrate the same words.
 *
 * A document of a result is health data: triage_doc_wipe ends it.
 */
#ifndef LUMBAR_TRIAGE_DOC_H
#define LUMBAR_TRIAGE_DOC_H

#include "content/document.h"
#include "widgets/self_check.h"

/* Targets of links that are no places; whoever shows the document acts. */
#define TRIAGE_DOC_WHY    "check:why"
#define TRIAGE_DOC_CHANGE "check:change"
#define TRIAGE_DOC_REST   "check:rest"

/* Reasons and phrases that the result shows before the rest. */
#define TRIAGE_DOC_REASONS 3
#define TRIAGE_DOC_PHRASES 4

/* That the rules are older than they were meant to get, or "". */
const char *triage_doc_age(const struct self_check *check, struct arena *arena);

/* What the check is for and whom to call: all of the first page but who. */
void triage_doc_start(struct doc *doc, const struct self_check *check);

/* "The self-check is closed", "We could not finish the check": numbers. */
void triage_doc_closed(struct doc *doc, const struct self_check *check);
void triage_doc_failed(struct doc *doc, const struct self_check *check);

/* Left half-way: the safety net and no level. */
void triage_doc_unfinished(struct doc *doc, const struct self_check *check);

/* No key for five minutes: nothing of the answers. */
void triage_doc_idle(struct doc *doc, const struct self_check *check);

/* What to do, in the order of the specification. */
void triage_doc_result(struct doc *doc, const struct self_check *check,
    const struct triage_result *result);

/* What the result comes from: rules, sources, version and checksum. */
void triage_doc_why(struct doc *doc, const struct self_check *check,
    const struct triage_result *result);

/* As doc_free, with every text overwritten first. */
void triage_doc_wipe(struct doc *doc);

#endif
