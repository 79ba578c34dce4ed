/*
 * triage_doc_parts.h - what the pages of the self-check are made of: for
 * triage_doc*.c alone.
 */
#ifndef LUMBAR_TRIAGE_DOC_PARTS_H
#define LUMBAR_TRIAGE_DOC_PARTS_H

#include "widgets/triage_doc.h"

/* In the wording of the run, with the region's words; days is {days}. */
const char *triage_doc_words(struct doc *doc, const struct self_check *check,
    struct triage_words text, int days);
const char *triage_doc_text(
    struct doc *doc, const struct self_check *check, enum triage_text text);

void triage_doc_put(
    struct doc *doc, uint32_t node, const char *text, enum role role);

/* "22 November 2026, 09:50. ", or "" where there is no clock. */
#define TRIAGE_DOC_DATE 48
const char *triage_doc_made(
    const struct self_check *check, char text[TRIAGE_DOC_DATE]);

/* "See someone soon - within 3 days" */
const char *triage_doc_level(struct doc *doc, const struct self_check *check,
    const struct triage_result *result);

/* "!!! Get help now. Emergency: 999" if there is one, for any page; or "". */
const char *triage_doc_alarm(
    const struct self_check *check, struct arena *arena);

/* Nothing when there is no text. */
void triage_doc_para(struct doc *doc, const char *text, enum role role);

/* One that stands on what follows. */
void triage_doc_heading(struct doc *doc, unsigned level, const char *text);

/* doc_close ends it. */
uint32_t triage_doc_list(struct doc *doc, bool ordered);
void triage_doc_item(
    struct doc *doc, uint32_t list, unsigned number, const char *text);

/* The safety net as a list. */
void triage_doc_net(struct doc *doc, const struct self_check *check);

/* What to do, and what else; and while one waits, if there is anything. */
void triage_doc_what(struct doc *doc, const struct self_check *check,
    struct triage_words what, const struct triage_words *extra, size_t nextra,
    int days);
void triage_doc_wait(struct doc *doc, const struct self_check *check,
    const struct triage_words *wait, size_t nwait, int days);

#endif
