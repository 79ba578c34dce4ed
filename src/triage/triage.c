#include "triage/triage.h"

#include <assert.h>
#include <string.h>

void triage_begin(struct triage *run, const struct rules *rules, bool other)
{
	*run = (struct triage){
		.rules = rules, .other = other, .stage = TRIAGE_ASK
	};
}

void triage_end(struct triage *run)
{
	explicit_bzero(run, sizeof(*run));
}

const struct triage_question *triage_question(const struct triage *run)
{
	if (run->rules == NULL || run->stage != TRIAGE_ASK)
		return NULL;
	return &run->rules->questions[run->at];
}

bool triage_answered(
    const struct triage *run, size_t question, struct triage_pick *pick)
{
	const struct answers *const all = &run->answers;

	*pick = (struct triage_pick){ 0 };
	if ((all->answered >> question & 1u) == 0)
		return false;
	pick->options = all->picked[question];
	pick->has_number =
	    pick->options == 0 &&
	    run->rules->questions[question].kind == TRIAGE_NUMBER;
	if (pick->has_number)
		pick->number = all->number[question];
	return true;
}

/* The first question that is asked and has no answer; nquestions: none. */
static size_t first_open(const struct triage *run)
{
	struct answers live;
	const uint32_t asked = rules_live(run->rules, &run->answers, &live);
	size_t i = 0;

	while (i < run->rules->nquestions &&
	       ((asked & ~live.answered) >> i & 1u) == 0)
		i++;
	explicit_bzero(&live, sizeof(live));
	return i;
}

/* The next question behind at that is asked; nquestions: none. */
static size_t next_asked(const struct triage *run)
{
	struct answers live;
	const uint32_t asked = rules_live(run->rules, &run->answers, &live);
	size_t i = run->at + 1;

	while (i < run->rules->nquestions && (asked >> i & 1u) == 0)
		i++;
	explicit_bzero(&live, sizeof(live));
	return i;
}

static bool is_emergency(const struct triage *run)
{
	struct answers live;
	struct rules_fired fired;
	bool certain;

	(void)rules_live(run->rules, &run->answers, &live);
	certain = rules_evaluate(run->rules, &live, &fired) == TRIAGE_EMERGENCY;
	explicit_bzero(&live, sizeof(live));
	explicit_bzero(&fired, sizeof(fired));
	return certain;
}

static void ask(struct triage *run, size_t question)
{
	run->stage = TRIAGE_ASK;
	run->at = question;
}

/* What has no answer is asked before anything is checked. */
static void move_on(struct triage *run)
{
	const size_t n = run->rules->nquestions;
	const size_t open = first_open(run);
	const size_t next = next_asked(run);

	if (is_emergency(run) && (!run->going_on || open == n)) {
		run->stage = TRIAGE_RESULT;
	} else if (run->changing || run->going_on) {
		if (open < n)
			ask(run, open);
		else
			run->stage = TRIAGE_CHECK;
	} else if (open < n && open < next) {
		ask(run, open);
	} else if (next < n) {
		ask(run, next);
	} else {
		run->stage = TRIAGE_CHECK;
	}
}

static bool is_single(uint32_t mask)
{
	return (mask & (mask - 1)) == 0;
}

static enum triage_reply vet(const struct triage *run, struct triage_pick pick)
{
	const struct triage_question *const q = triage_question(run);
	struct answers live;
	uint32_t offered;

	if (pick.has_number) {
		if (q->kind != TRIAGE_NUMBER)
			return TRIAGE_HIDDEN;
		if (pick.options != 0)
			return TRIAGE_CLASH;
		return pick.number < q->min || pick.number > q->max
		           ? TRIAGE_RANGE
		           : TRIAGE_TAKEN;
	}
	if (pick.options == 0)
		return TRIAGE_EMPTY;
	(void)rules_live(run->rules, &run->answers, &live);
	offered = rules_offered(run->rules, run->at, &live);
	explicit_bzero(&live, sizeof(live));
	if ((pick.options & ~offered) != 0)
		return TRIAGE_HIDDEN;
	if (!is_single(pick.options) &&
	    (q->kind != TRIAGE_MANY || (pick.options & q->apart) != 0))
		return TRIAGE_CLASH;
	return TRIAGE_TAKEN;
}

enum triage_reply triage_answer(struct triage *run, struct triage_pick pick)
{
	const struct triage_question *const q = triage_question(run);
	const uint32_t bit = UINT32_C(1) << run->at;
	enum triage_reply reply;

	assert(q != NULL);
	reply = vet(run, pick);
	if (reply != TRIAGE_TAKEN)
		return reply;
	if ((pick.options & q->unsure) != 0 && q->help.self[0] != '\0' &&
	    (run->looked & bit) == 0) {
		run->looked |= bit;
		return TRIAGE_LOOK;
	}
	run->answers.answered |= bit;
	run->answers.picked[run->at] = pick.options;
	run->answers.number[run->at] =
	    pick.has_number ? pick.number : q->skip_counts;
	move_on(run);
	return TRIAGE_TAKEN;
}

/* The last live answer below a question; false when there is none. */
static bool last_answered(
    const struct triage *run, size_t below, size_t *question)
{
	size_t asked[RULES_QUESTIONS];
	size_t n = triage_asked(run, asked);

	while (n > 0 && asked[n - 1] >= below)
		n--;
	if (n > 0)
		*question = asked[n - 1];
	explicit_bzero(asked, sizeof(asked));
	return n > 0;
}

/* Through the answers to the rest, and before the first: the emergency. */
static bool back_in_rest(struct triage *run)
{
	size_t question =
	    run->stage == TRIAGE_ASK ? run->at : run->rules->nquestions;

	while (last_answered(run, question, &question)) {
		if ((run->kept >> question & 1u) == 0) {
			ask(run, question);
			return true;
		}
	}
	if (run->stage == TRIAGE_RESULT)
		return false;
	run->stage = TRIAGE_RESULT;
	return true;
}

bool triage_back(struct triage *run)
{
	const size_t n = run->rules->nquestions;
	size_t question = 0;

	if (run->going_on)
		return back_in_rest(run);
	if (run->stage == TRIAGE_RESULT && first_open(run) == n) {
		run->stage = TRIAGE_CHECK;
		return true;
	}
	if (run->stage == TRIAGE_ASK && run->changing && first_open(run) == n) {
		run->changing = false;
		run->stage = TRIAGE_CHECK;
		return true;
	}
	if (!last_answered(
		run, run->stage == TRIAGE_ASK ? run->at : n, &question))
		return false;
	run->changing = false;
	ask(run, question);
	return true;
}

bool triage_review(struct triage *run)
{
	if (run->stage != TRIAGE_RESULT)
		return false;
	run->stage = TRIAGE_CHECK;
	run->going_on = false;
	run->kept = 0;
	return true;
}

bool triage_change(struct triage *run, size_t question)
{
	struct answers live;
	bool answered;

	if (run->stage != TRIAGE_CHECK || question >= run->rules->nquestions)
		return false;
	(void)rules_live(run->rules, &run->answers, &live);
	answered = (live.answered >> question & 1u) != 0;
	explicit_bzero(&live, sizeof(live));
	if (!answered)
		return false;
	run->changing = true;
	ask(run, question);
	return true;
}

bool triage_finish(struct triage *run)
{
	size_t open;

	if (run->stage != TRIAGE_CHECK)
		return false;
	open = first_open(run);
	if (open < run->rules->nquestions && !is_emergency(run)) {
		ask(run, open);
		return false;
	}
	run->changing = false;
	run->stage = TRIAGE_RESULT;
	return true;
}

bool triage_has_rest(const struct triage *run)
{
	return run->stage == TRIAGE_RESULT &&
	       first_open(run) < run->rules->nquestions;
}

bool triage_go_on(struct triage *run)
{
	struct answers live;

	if (!triage_has_rest(run))
		return false;
	/* once kept, kept: the rest may be left and taken up again */
	if (!run->going_on) {
		(void)rules_live(run->rules, &run->answers, &live);
		run->kept = live.answered;
		explicit_bzero(&live, sizeof(live));
	}
	run->going_on = true;
	run->changing = false;
	ask(run, first_open(run));
	return true;
}

size_t triage_asked(const struct triage *run, size_t out[RULES_QUESTIONS])
{
	struct answers live;
	size_t n = 0;

	(void)rules_live(run->rules, &run->answers, &live);
	for (size_t i = 0; i < run->rules->nquestions; i++) {
		if ((live.answered >> i & 1u) != 0)
			out[n++] = i;
	}
	explicit_bzero(&live, sizeof(live));
	return n;
}

const char *triage_say(const struct triage *run, struct triage_words words)
{
	return run->other ? words.other : words.self;
}
