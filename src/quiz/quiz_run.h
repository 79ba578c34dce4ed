/*
 * quiz_run.h - one round through questions: where it is, what was answered.
 *
 * A small state machine without screens, clock or memory of its own:
 *
 *   ASK --(answer)--> TOLD --(on)--> ASK ... TOLD --(on)--> DONE
 *
 * The first answer to a question in a round counts: going back shows what was
 * answered and why, and never asks again. Another round asks what was missed.
 * "I am not sure" is an answer and never counts as a mistake.
 */
#ifndef LUMBAR_QUIZ_RUN_H
#define LUMBAR_QUIZ_RUN_H

#include "quiz/quiz.h"

#define QUIZ_RUN_ITEMS 64

enum quiz_stage {
	QUIZ_ASK,
	QUIZ_TOLD, /* the answer was given: the reasons are shown */
	QUIZ_DONE
};

enum quiz_outcome {
	QUIZ_OPEN, /* not answered yet */
	QUIZ_RIGHT,
	QUIZ_NOT_QUITE,
	QUIZ_UNSURE
};

/* Options by their place in the file; of an order: one after the other. */
struct quiz_pick {
	uint8_t chosen[QUIZ_OPTIONS];
	size_t n;
	bool unsure;
};

struct quiz_item {
	const struct quiz *quiz;
	const struct quiz_question *question;
	uint8_t order[QUIZ_OPTIONS]; /* as they are shown */
	enum quiz_outcome outcome;   /* of the last round that asked it */
	struct quiz_pick pick;
};

enum quiz_reply {
	QUIZ_TAKEN,
	QUIZ_EMPTY, /* nothing was chosen */
	QUIZ_CLASH, /* "not sure" beside another, or two of one */
	QUIZ_SHORT, /* an order without all of its steps */
	QUIZ_STRAY  /* no such option, or one twice; or nothing is asked */
};

/* All fields are for reading only. */
struct quiz_run {
	struct quiz_item items[QUIZ_RUN_ITEMS];
	size_t nitems;
	uint8_t round[QUIZ_RUN_ITEMS]; /* items asked in this round */
	size_t nround;
	size_t at;       /* in the round; nround: it is done */
	size_t answered; /* how many of the round */
	unsigned rounds; /* how often questions were asked again */
	uint64_t seed;
};

struct quiz_score {
	size_t right, not_quite, unsure, open;
};

/* The same seed gives the same order of options. */
void quiz_run_begin(struct quiz_run *run, uint64_t seed);

/* Ask this one too; before the first answer. False when there is no room. */
bool quiz_run_add(struct quiz_run *run, const struct quiz *quiz,
    const struct quiz_question *question);

enum quiz_stage quiz_run_stage(const struct quiz_run *run);

/* The item of the round that is asked or told; NULL when it is done. */
const struct quiz_item *quiz_run_item(const struct quiz_run *run);

/* Answer what is asked; nothing changes unless QUIZ_TAKEN. */
enum quiz_reply quiz_run_answer(struct quiz_run *run, struct quiz_pick pick);

/* From what is told to what comes next. False but in QUIZ_TOLD. */
bool quiz_run_on(struct quiz_run *run);

/* To what was told before. False: there is nothing before. */
bool quiz_run_back(struct quiz_run *run);

/*
 * From QUIZ_DONE: a round of those that were not right. False when all were.
 */
bool quiz_run_again(struct quiz_run *run);

struct quiz_score quiz_run_score(const struct quiz_run *run);

/*
 * When a question that was missed comes back: after 1 day, and when it was
 * right then, after 3, 7 and 21 more. Then it is known.
 */
struct quiz_again {
	int step;   /* 0: it does not come back; 1 to 4: which wait this is */
	int64_t at; /* seconds; when it is due */
};

/* now in seconds; was is what stood before, step 0 for nothing. */
struct quiz_again quiz_again_after(
    struct quiz_again was, enum quiz_outcome outcome, int64_t now);

#endif
