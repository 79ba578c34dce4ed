/*
 * sitting.h - somebody answers a quiz: the questions, the run through them,
 * what was chosen but not yet answered, and what is remembered of it.
 *
 * The quiz screen and plain mode are two pictures of it. "due" in place of a
 * quiz's id asks what comes back from earlier visits. What is written in one's
 * own words is in memory only and overwritten when its page is left.
 */
#ifndef LUMBAR_SITTING_H
#define LUMBAR_SITTING_H

#include <time.h>

#include "content/catalog.h"
#include "content/place.h"
#include "quiz/quiz_run.h"
#include "visit/session.h"
#include "visit/store.h"

#define SITTING_DUE   "due"
#define SITTING_WORDS 400 /* bytes of one's own words */

enum sitting_page {
	SITTING_CLOSED,  /* there is no question that can be asked */
	SITTING_NOTHING, /* nothing is due */
	SITTING_ASK,
	SITTING_TOLD,
	SITTING_SCORE,
	SITTING_WRITE, /* say it in your own words */
	SITTING_MODEL  /* how one could say it */
};

/* All fields are for reading only. */
struct sitting {
	const struct catalog *catalog; /* borrowed, as is the store */
	struct store *store;
	time_t (*clock)(time_t *);
	struct arena arena;
	const char *id, *title;  /* of the quiz; SITTING_DUE */
	const struct quiz *quiz; /* NULL when they come from several */
	struct quiz_run run;
	struct quiz_pick chosen; /* for the question that is asked */
	bool scored; /* this round was finished, and its result remembered */
	bool lost;   /* a question that was missed could not be remembered */
	bool writing, comparing;
	char words[SITTING_WORDS + 1];
	size_t nwords; /* bytes */
};

/*
 * Never NULL; what is wrong with the quiz goes to diag. The order of options
 * comes from the clock; without one it is always the same. store may be NULL.
 */
struct sitting *sitting_open(const struct catalog *catalog, const char *id,
    struct store *store, time_t (*clock)(time_t *), struct diag *diag);
void sitting_close(struct sitting *sitting);

/* From here on remember there; NULL: not at all, as during a self-check. */
void sitting_keep(struct sitting *sitting, struct store *store);

/*
 * A quiz lasts while the visitor is there, or reads a page that he opened from
 * there; as the self-check does, whose places are the secret ones. Then no
 * answer is left.
 */
bool sitting_goes_on(const struct session *session);

/* How many questions of this pack SITTING_DUE would ask now. */
size_t sitting_count_due(const struct catalog *catalog, struct store *store,
    time_t (*clock)(time_t *));

enum sitting_page sitting_page(const struct sitting *sitting);

/* Whether leaving would lose answers of a quiz that is not finished. */
bool sitting_is_under_way(const struct sitting *sitting);

/*
 * What is chosen for the question that is asked: lines as they are shown, of
 * an order one after the other. "I am not sure" is the last line.
 */
void sitting_choose(
    struct sitting *sitting, const size_t *lines, size_t nlines);

/* How a line is chosen now: 0 not at all; of an order the place, from 1. */
size_t sitting_chosen(const struct sitting *sitting, size_t shown);

/* Lines of the question that is asked, "I am not sure" the last. */
size_t sitting_lines(const struct sitting *sitting);
const char *sitting_line(
    const struct sitting *sitting, size_t shown, struct arena *arena);

/* Answer with what is chosen; it is remembered at once. */
enum quiz_reply sitting_answer(struct sitting *sitting);

/* One step on, or back; back is false when there is none. */
void sitting_on(struct sitting *sitting);
bool sitting_back(struct sitting *sitting);

/* From the score: what was missed once more; the page to write on. */
void sitting_again(struct sitting *sitting);
void sitting_write(struct sitting *sitting);

/* One character more, or one less (0), or none at all (-1). */
void sitting_type(struct sitting *sitting, int character);

/* With the region's words in it; made in the arena. */
const char *sitting_text(
    const struct sitting *sitting, const char *text, struct arena *arena);

/* Where an item is explained, as a place: the very paragraph. */
const char *sitting_read(const struct quiz_item *item, struct arena *arena);

#endif
