/*
 * triage.h - one run of the self-check: where it is, what was answered, what
 * comes of it. See the triage specification, 2, 5 and 6.
 *
 * A small state machine without screens, clock or memory of its own. Stages:
 *
 *   ASK ----(all answered)----> CHECK --triage_finish--> RESULT
 *    \--(an emergency is certain)--------------------------^
 *
 * The result is made of the answers alone, so the order in which they were
 * given, changed or taken back does not matter. A run holds health data: end
 * it with triage_end, which overwrites it, and copy it nowhere.
 */
#ifndef LUMBAR_TRIAGE_H
#define LUMBAR_TRIAGE_H

#include "triage/rules.h"

enum triage_stage {
	TRIAGE_ASK,   /* triage_question is to be answered */
	TRIAGE_CHECK, /* "Check your answers" */
	TRIAGE_RESULT
};

/* All fields are for reading only. */
struct triage {
	const struct rules *rules;
	bool other; /* the answers are about someone else */
	enum triage_stage stage;
	size_t at;              /* the question asked now, in TRIAGE_ASK */
	struct answers answers; /* also those of questions now closed */
	uint32_t looked;        /* questions whose help was offered once */
	bool changing;          /* one answer, then back to TRIAGE_CHECK */
	bool going_on;          /* the rest is asked after an emergency */
	uint32_t kept;          /* questions answered before the rest */
};

enum triage_reply {
	TRIAGE_TAKEN,
	TRIAGE_LOOK,  /* not sure: show the help and ask once more */
	TRIAGE_EMPTY, /* nothing was chosen */
	TRIAGE_CLASH, /* none, not sure or skip beside another; or two of one */
	TRIAGE_HIDDEN, /* an option that is not offered or does not exist */
	TRIAGE_RANGE   /* a number that cannot be */
};

/* options = 0 with a TRIAGE_NUMBER: the number is meant. */
struct triage_pick {
	uint32_t options;
	int number;
	bool has_number;
};

/* The rules are borrowed until triage_end. Starts at the first question. */
void triage_begin(struct triage *run, const struct rules *rules, bool other);
void triage_end(struct triage *run);

/* The question asked now; NULL but in TRIAGE_ASK. */
const struct triage_question *triage_question(const struct triage *run);

/* What was answered to a question before; false: nothing yet. */
bool triage_answered(
    const struct triage *run, size_t question, struct triage_pick *pick);

/*
 * Answer the question asked now. Nothing changes unless TRIAGE_TAKEN, but
 * that TRIAGE_LOOK remembers that it was said: the same answer is taken when
 * it is given again.
 */
enum triage_reply triage_answer(struct triage *run, struct triage_pick pick);

/*
 * One step back, keeping every answer. From the check or an emergency: to the
 * last question that was answered; from another result: to the check. False
 * at the first question: the caller leaves the run.
 *
 * While the rest is asked no step leads back to an answer from before it: from
 * the first question of the rest to the emergency, and from there nowhere.
 */
bool triage_back(struct triage *run);

/*
 * From TRIAGE_RESULT: look at the answers ("I was mistaken"). The one way to
 * those that an emergency came from, once the rest has been asked for.
 */
bool triage_review(struct triage *run);

/*
 * From TRIAGE_CHECK: ask one question again. The answer leads back to the
 * check unless it opens questions or makes an emergency certain.
 */
bool triage_change(struct triage *run, size_t question);

/*
 * From TRIAGE_CHECK to the result. False when a question is open and no
 * emergency is certain: then the first open one is asked.
 */
bool triage_finish(struct triage *run);

/*
 * From an early emergency: ask the rest, which can only add to it. False when
 * nothing is left to ask.
 */
bool triage_go_on(struct triage *run);
bool triage_has_rest(const struct triage *run);

/* Questions asked and answered, in their order; returns how many. */
size_t triage_asked(const struct triage *run, size_t out[RULES_QUESTIONS]);

struct triage_reason {
	const struct triage_rule *rule;
	const struct triage_part *part;
};

#define TRIAGE_LINES   32
#define TRIAGE_REASONS (RULES_MAX + RULES_LIST)

/* Borrowed from the rules. Health data too: triage_result_wipe. */
struct triage_result {
	enum triage_level level;
	enum triage_mode mode;
	int days; /* latest day to be seen: 0 = now or today */
	const struct triage_level_text *text;
	struct triage_words what; /* the text of the level for the mode */
	struct rules_fired fired;
	/*
	 * The first nmain are of the level, the rest "Also mention". An
	 * emergency has no others: they could sound as if there was time.
	 */
	struct triage_reason reasons[TRIAGE_REASONS];
	size_t nreasons, nmain;
	/* Answers in few words; triage_phrase says them. */
	const char *say[TRIAGE_LINES]; /* those that the level comes from */
	size_t nsay;
	const char *also[TRIAGE_LINES]; /* of an emergency: soon and urgent */
	size_t nalso;
	int number; /* what {number} is in a phrase */
	struct triage_words extra[TRIAGE_LINES]; /* more to do */
	size_t nextra;
	struct triage_words wait[TRIAGE_LINES]; /* while you wait */
	size_t nwait;
	const char *read[TRIAGE_LINES]; /* ids of articles */
	size_t nread;
	const char *sources[TRIAGE_REASONS]; /* keys */
	size_t nsources;
	bool complete; /* every question was answered */
};

/*
 * False, and level 0, but in TRIAGE_RESULT: a run that was stopped has no
 * level.
 */
bool triage_result(const struct triage *run, struct triage_result *out);
void triage_result_wipe(struct triage_result *result);

/*
 * What an emergency that is certain already would have for its result, at any
 * stage of the run; false, and level 0, when none is.
 */
bool triage_warning(const struct triage *run, struct triage_result *out);

/* One of say or also, in words. */
const char *triage_phrase(const char *phrase,
    const struct triage_result *result, struct arena *arena);

/* The text with the result's days in place of {days}; for region_expand. */
const char *triage_days(
    const char *text, const struct triage_result *result, struct arena *arena);

/* The wording for this run. */
const char *triage_say(const struct triage *run, struct triage_words words);

#endif
