/*
 * self_check.h - a run of the self-check with what it needs: rules that are
 * fit for use, the region's words, and what was marked but not yet answered.
 *
 * The wizard's screen and plain mode are two pictures of it. It holds health
 * data, in memory only; wiping overwrites all of it. A run that finds itself
 * inconsistent ends in CHECK_FAILED: numbers to call, and never a level.
 */
#ifndef LUMBAR_SELF_CHECK_H
#define LUMBAR_SELF_CHECK_H

#include <time.h>

#include "content/catalog.h"
#include "triage/triage.h"

enum check_page {
	CHECK_CLOSED, /* there are no rules that are fit for use */
	CHECK_FAILED, /* the run could not be finished */
	CHECK_UNFINISHED,
	CHECK_START, /* what it is for, whom to call, and who answers */
	CHECK_ASK,
	CHECK_ANSWERS, /* "Check your answers" */
	CHECK_RESULT
};

#define CHECK_DIGITS 3

/* What to do in the emergency that was found, however the run goes on. */
struct check_warning {
	bool given;
	struct triage_words what, extra[TRIAGE_LINES], wait[TRIAGE_LINES];
	size_t nextra, nwait;
};

struct self_check {
	const struct catalog *catalog; /* borrowed */
	time_t (*clock)(time_t *);     /* the opener's; NULL: no dates */
	time_t made;                   /* when there was a result; 0 = none */
	const char *here;   /* where help is in this clinic; NULL = not known */
	struct arena arena; /* the rules */
	struct rules rules;
	bool open; /* the rules may be used */
	struct triage run;
	bool began, at_start, failed, unfinished;
	bool looking; /* "not sure" was said; its help is shown */
	bool rung;    /* the bell of an emergency, once */
	struct check_warning warning; /* also of a run that was left */
	/* What is marked or typed, by question, answered or not. */
	uint32_t marked[RULES_QUESTIONS];
	char typed[RULES_QUESTIONS][CHECK_DIGITS + 1];
};

/* Reads and proves the rules; never NULL. What is wrong goes to diag. */
struct self_check *self_check_open(
    const struct catalog *catalog, struct diag *diag);
void self_check_close(struct self_check *check);

enum check_page self_check_page(const struct self_check *check);

/* A clean run, or on with the one there is if it is about the same person. */
void self_check_begin(struct self_check *check, bool other);

/* No answer is left; the next page is the first one. */
void self_check_wipe(struct self_check *check);

/*
 * Left half-way: no answer is left and there is no level; but a sign of an
 * emergency that was given stays a reason to say so.
 */
void self_check_stop(struct self_check *check);

/* Whether there is anything that leaving would clear. */
bool self_check_has_answers(const struct self_check *check);

/* The question asked now; NULL but in CHECK_ASK. */
const struct triage_question *self_check_question(
    const struct self_check *check);

/* Its options that are offered to somebody who answered so. */
uint32_t self_check_offered(const struct self_check *check);

/* Answer it with what is marked and typed. */
enum triage_reply self_check_answer(struct self_check *check);

/* One step back; false: there is none, the caller leaves. */
bool self_check_back(struct self_check *check);

/* Steps of the run, each followed by a look at whether all is well. */
void self_check_change(struct self_check *check, size_t question);
void self_check_finish(struct self_check *check);
void self_check_go_on(struct self_check *check);
void self_check_review(struct self_check *check);

/* False, and the run has failed, when there is none that could be shown. */
bool self_check_result(struct self_check *check, struct triage_result *result);

/*
 * Words for this run with the region's numbers in them; days is what {days}
 * stands for. Made in the arena; never NULL.
 */
const char *self_check_words(const struct self_check *check,
    struct triage_words words, int days, struct arena *arena);
const char *self_check_text(
    const struct self_check *check, enum triage_text text, struct arena *arena);

/* What is marked or typed for a question: "One leg; not sure", "41". */
const char *self_check_answer_text(
    const struct self_check *check, size_t question, struct arena *arena);

/* Whether the rules were to be reviewed before today. */
bool self_check_is_old(const struct self_check *check);

/* The first sentence of a question: what it is about. */
struct slice self_check_short(const char *text);

#endif
