#include "quiz/quiz_run.h"

#include <string.h>

#define DAY_S 86400

static const int wait_days[] = { 1, 3, 7, 21 };
#define STEPS ((int)(sizeof(wait_days) / sizeof(wait_days[0])))

/* splitmix64: good enough to mix a handful of options, and the same anywhere */
static uint64_t mix(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static void turn(uint8_t *order, size_t n)
{
	const uint8_t first = order[0];

	memmove(order, order + 1, (n - 1) * sizeof(*order));
	order[n - 1] = first;
}

static bool in_order(const uint8_t *order, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (order[i] != i)
			return false;
	}
	return true;
}

static void shuffle(const struct quiz_run *run, struct quiz_item *item)
{
	const size_t n = item->question->noptions;
	uint64_t state = run->seed + run->rounds +
	                 (uint64_t)(item - run->items) * UINT64_C(0x10001);

	for (size_t i = 0; i < n; i++)
		item->order[i] = (uint8_t)i;
	/* true stands before false, as everywhere */
	if (item->question->kind == QUIZ_TRUE_FALSE ||
	    (item->quiz->in_order && item->question->kind != QUIZ_ORDER))
		return;
	for (size_t i = n; i > 1; i--) {
		const size_t k = (size_t)(mix(&state) % i);
		const uint8_t kept = item->order[i - 1];

		item->order[i - 1] = item->order[k];
		item->order[k] = kept;
	}
	/* there has to be something to put in order */
	if (item->question->kind == QUIZ_ORDER && in_order(item->order, n))
		turn(item->order, n);
}

void quiz_run_begin(struct quiz_run *run, uint64_t seed)
{
	memset(run, 0, sizeof(*run));
	run->seed = seed;
}

bool quiz_run_add(struct quiz_run *run, const struct quiz *quiz,
    const struct quiz_question *question)
{
	struct quiz_item *item;

	if (run->nitems == QUIZ_RUN_ITEMS || run->answered > 0 ||
	    run->rounds > 0)
		return false;
	item = &run->items[run->nitems];
	item->quiz = quiz;
	item->question = question;
	shuffle(run, item);
	run->round[run->nround++] = (uint8_t)run->nitems++;
	return true;
}

enum quiz_stage quiz_run_stage(const struct quiz_run *run)
{
	if (run->at == run->nround)
		return QUIZ_DONE;
	return run->at == run->answered ? QUIZ_ASK : QUIZ_TOLD;
}

const struct quiz_item *quiz_run_item(const struct quiz_run *run)
{
	if (run->at == run->nround)
		return NULL;
	return &run->items[run->round[run->at]];
}

static enum quiz_reply check_pick(
    const struct quiz_question *question, const struct quiz_pick *pick)
{
	uint32_t seen = 0;

	if (pick->n > QUIZ_OPTIONS)
		return QUIZ_STRAY;
	for (size_t i = 0; i < pick->n; i++) {
		const uint32_t bit = UINT32_C(1) << (pick->chosen[i] & 31);

		if (pick->chosen[i] >= question->noptions || (seen & bit))
			return QUIZ_STRAY;
		seen |= bit;
	}
	if (pick->n == 0)
		return pick->unsure ? QUIZ_TAKEN : QUIZ_EMPTY;
	if (pick->unsure)
		return QUIZ_CLASH;
	if (question->kind == QUIZ_ORDER)
		return pick->n < question->noptions ? QUIZ_SHORT : QUIZ_TAKEN;
	return pick->n > 1 && question->kind != QUIZ_MANY ? QUIZ_CLASH
	                                                  : QUIZ_TAKEN;
}

static enum quiz_outcome judge(
    const struct quiz_question *question, const struct quiz_pick *pick)
{
	uint32_t chosen = 0;

	if (pick->unsure)
		return QUIZ_UNSURE;
	if (question->kind == QUIZ_ORDER)
		return in_order(pick->chosen, pick->n) ? QUIZ_RIGHT
		                                       : QUIZ_NOT_QUITE;
	for (size_t i = 0; i < pick->n; i++)
		chosen |= UINT32_C(1) << pick->chosen[i];
	if (chosen == question->right || (chosen & question->also) != 0)
		return QUIZ_RIGHT;
	return QUIZ_NOT_QUITE;
}

enum quiz_reply quiz_run_answer(struct quiz_run *run, struct quiz_pick pick)
{
	struct quiz_item *item;
	enum quiz_reply reply;

	if (quiz_run_stage(run) != QUIZ_ASK)
		return QUIZ_STRAY;
	item = &run->items[run->round[run->at]];
	reply = check_pick(item->question, &pick);
	if (reply != QUIZ_TAKEN)
		return reply;
	item->pick = pick;
	item->outcome = judge(item->question, &pick);
	run->answered++;
	return QUIZ_TAKEN;
}

bool quiz_run_on(struct quiz_run *run)
{
	if (quiz_run_stage(run) != QUIZ_TOLD)
		return false;
	run->at++;
	return true;
}

bool quiz_run_back(struct quiz_run *run)
{
	if (run->at == 0)
		return false;
	run->at--;
	return true;
}

bool quiz_run_again(struct quiz_run *run)
{
	size_t n = 0;

	if (quiz_run_stage(run) != QUIZ_DONE)
		return false;
	for (size_t i = 0; i < run->nitems; i++) {
		if (run->items[i].outcome != QUIZ_RIGHT)
			run->round[n++] = (uint8_t)i;
	}
	if (n == 0) {
		/* as it was: round is only written where something is missed */
		return false;
	}
	run->nround = n;
	run->at = run->answered = 0;
	run->rounds++;
	for (size_t i = 0; i < n; i++)
		shuffle(run, &run->items[run->round[i]]);
	return true;
}

struct quiz_score quiz_run_score(const struct quiz_run *run)
{
	struct quiz_score score = { 0, 0, 0, 0 };

	for (size_t i = 0; i < run->nitems; i++) {
		switch (run->items[i].outcome) {
		case QUIZ_OPEN:
			score.open++;
			break;
		case QUIZ_RIGHT:
			score.right++;
			break;
		case QUIZ_NOT_QUITE:
			score.not_quite++;
			break;
		case QUIZ_UNSURE:
			score.unsure++;
			break;
		}
	}
	return score;
}

/* A time later than any wait was made by a clock that was ahead: it is due. */
static bool is_waiting(struct quiz_again was, int64_t now)
{
	return was.step > 0 && now < was.at &&
	       was.at - now <= (int64_t)(wait_days[STEPS - 1] + 1) * DAY_S;
}

struct quiz_again quiz_again_after(
    struct quiz_again was, enum quiz_outcome outcome, int64_t now)
{
	struct quiz_again next = { 0, 0 };

	if (outcome == QUIZ_OPEN)
		return was;
	if (outcome != QUIZ_RIGHT)
		next.step = 1;
	else if (is_waiting(was, now))
		return was; /* right again before its time: it still comes */
	else if (was.step > 0 && was.step < STEPS)
		next.step = was.step + 1;
	if (next.step > 0)
		next.at = now + (int64_t)wait_days[next.step - 1] * DAY_S;
	return next;
}
