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

/* What the result shows before all else; the phrases in bytes as well. */
#define TRIAGE_DOC_REASONS 3
#define TRIAGE_DOC_PHRASES 4
#define TRIAGE_DOC_TELL    125

/* How close what has to be seen at once stands. */
enum triage_fit {
	TRIAGE_LOOSE,
	TRIAGE_TIGHT, /* no empty line */
	TRIAGE_CLOSE  /* and the safety net as one sentence */
};

/* That the rules are older than they were meant to get, or "". */
const char *triage_doc_age(const struct self_check *check, struct arena *arena);

/* What the check is for and whom to call: all of the first page but who. */
void triage_doc_start(struct doc *doc, const struct self_check *check);

/* "The self-check is closed", "We could not finish the check": numbers. */
void triage_doc_closed(struct doc *doc, const struct self_check *check);
void triage_doc_failed(struct doc *doc, const struct self_check *check);

/*
 * Left half-way: the safety net and no level; but after a sign of an
 * emergency what to do about it, above all else.
 */
void triage_doc_unfinished(struct doc *doc, const struct self_check *check);

/* No key for five minutes: nothing of the answers but an emergency. */
void triage_doc_idle(struct doc *doc, const struct self_check *check);

/* One line over each question of the rest after an emergency; else "". */
const char *triage_doc_reminder(
    const struct self_check *check, struct arena *arena);

/*
 * What to do, in the order of the specification. Returns the block that
 * follows what has to be seen without scrolling.
 */
uint32_t triage_doc_result(struct doc *doc, const struct self_check *check,
    const struct triage_result *result, enum triage_fit fit);

/* What the result comes from: rules, sources, version and checksum. */
void triage_doc_why(struct doc *doc, const struct self_check *check,
    const struct triage_result *result);

/*
 * The result in full, for paper and for scripts: every reason with its rule,
 * and nothing to press. saved: for a file that is kept, so it says first what
 * it holds and last when it was made, and by which rules.
 */
void triage_doc_report(struct doc *doc, const struct self_check *check,
    const struct triage_result *result, bool saved);

/*
 * The text of a file that is kept: plain lines of 72 columns. In the arena,
 * which is to be wiped; empty if it could not be made.
 */
struct slice triage_doc_paper(const struct self_check *check,
    const struct triage_result *result, bool ascii, struct arena *arena);

/*
 * What somebody takes along, as an op carry returns it: in full, then lines of
 * the same for a code, ever shorter: the level, what to do, what to say, the
 * day. In the arena, which is to be wiped.
 */
const char *triage_doc_carry(const struct self_check *check,
    const struct triage_result *result, struct arena *arena);

/* A file of a result: where it would be, or is. The folder may be "". */
struct triage_doc_file {
	const char *name, *folder;
};

/* Whether to save; how is said last: which key does. */
void triage_doc_save(struct doc *doc, const struct self_check *check,
    struct triage_doc_file file, const char *how);

/* Where it is; or, if why is not NULL, why not and what to do instead. */
void triage_doc_saved(struct doc *doc, const struct self_check *check,
    const struct triage_result *result, struct triage_doc_file file,
    const char *why);

/* As doc_free, with every text overwritten first. */
void triage_doc_wipe(struct doc *doc);

#endif
