#include "widgets/self_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "content/review.h"
#include "triage/prove.h"

#define TYPED_MAX 999

struct self_check *self_check_open(
    const struct catalog *catalog, struct diag *diag)
{
	struct self_check *check = die_alloc(sizeof(*check));
	struct proof *proof;

	memset(check, 0, sizeof(*check));
	check->catalog = catalog;
	arena_init(&check->arena);
	if (catalog->triage[0] == '\0') {
		diag_add(diag, DIAG_WARNING, NULL, 0,
		    "this pack has no self-check: it stays closed");
		return check;
	}
	if (rules_read(&catalog->root, catalog->triage, &check->arena,
		&check->rules, diag) != STATUS_OK)
		return check;
	proof = die_alloc(sizeof(*proof));
	check->open = prove_quick(&check->rules, &check->arena, proof, diag);
	free(proof);
	return check;
}

static void forget(struct self_check *check)
{
	triage_end(&check->run);
	explicit_bzero(check->marked, sizeof(check->marked));
	explicit_bzero(check->typed, sizeof(check->typed));
	explicit_bzero(&check->warning, sizeof(check->warning));
	check->made = 0;
	check->began = check->at_start = check->looking = check->rung = false;
}

void self_check_wipe(struct self_check *check)
{
	forget(check);
	check->failed = check->unfinished = false;
}

void self_check_stop(struct self_check *check)
{
	struct check_warning warning = check->warning;
	const bool other = check->run.other;

	forget(check);
	check->warning = warning;
	check->run.other = other; /* it is said to the same person */
	check->unfinished = true;
	explicit_bzero(&warning, sizeof(warning));
}

static void fail(struct self_check *check)
{
	forget(check);
	check->failed = true;
}

void self_check_close(struct self_check *check)
{
	if (check == NULL)
		return;
	forget(check);
	arena_free(&check->arena);
	explicit_bzero(check, sizeof(*check));
	free(check);
}

enum check_page self_check_page(const struct self_check *check)
{
	if (!check->open)
		return CHECK_CLOSED;
	if (check->failed)
		return CHECK_FAILED;
	if (check->unfinished)
		return CHECK_UNFINISHED;
	if (!check->began || check->at_start)
		return CHECK_START;
	switch (check->run.stage) {
	case TRIAGE_ASK:
		return CHECK_ASK;
	case TRIAGE_CHECK:
		return CHECK_ANSWERS;
	case TRIAGE_RESULT:
		return CHECK_RESULT;
	}
	return CHECK_FAILED;
}

uint32_t self_check_offered(const struct self_check *check)
{
	struct answers live;
	uint32_t offered;

	(void)rules_live(&check->rules, &check->run.answers, &live);
	offered = rules_offered(&check->rules, check->run.at, &live);
	explicit_bzero(&live, sizeof(live));
	return offered;
}

/* What is marked for the question that is asked now, if nothing is yet. */
static void recall(struct self_check *check)
{
	const size_t at = check->run.at;
	struct triage_pick pick;

	check->looking = false;
	/* an answer before this one may have taken an option away */
	check->marked[at] &= self_check_offered(check);
	if (check->marked[at] != 0 || check->typed[at][0] != '\0' ||
	    !triage_answered(&check->run, at, &pick))
		return;
	check->marked[at] = pick.options;
	if (pick.has_number && pick.options == 0)
		snprintf(check->typed[at], sizeof(check->typed[at]), "%u",
		    (unsigned)pick.number % (TYPED_MAX + 1u));
}

static void look_for_emergency(
    struct self_check *check, struct triage_result *result)
{
	struct check_warning *warning = &check->warning;

	explicit_bzero(warning, sizeof(*warning));
	warning->given = triage_warning(&check->run, result);
	warning->what = result->what;
	warning->nextra = result->nextra;
	warning->nwait = result->nwait;
	memcpy(warning->extra, result->extra, sizeof(warning->extra));
	memcpy(warning->wait, result->wait, sizeof(warning->wait));
	triage_result_wipe(result);
}

/* After each step: the run is where a run can be, or it has failed. */
static void settle(struct self_check *check)
{
	const struct triage *run = &check->run;
	struct triage_result *result;

	if (run->rules != &check->rules) {
		fail(check);
		return;
	}
	result = die_alloc(sizeof(*result));
	look_for_emergency(check, result);
	free(result);
	switch (run->stage) {
	case TRIAGE_ASK:
		if (run->at >= check->rules.nquestions ||
		    triage_question(run) == NULL)
			fail(check);
		else
			recall(check);
		return;
	case TRIAGE_CHECK:
		return;
	case TRIAGE_RESULT:
		result = die_alloc(sizeof(*result));
		if (self_check_result(check, result) && check->clock != NULL)
			check->made = check->clock(NULL);
		triage_result_wipe(result);
		free(result);
		return;
	}
	fail(check);
}

/* Before each step; false: the run was not one, and has failed. */
static bool sound(struct self_check *check)
{
	const struct triage *run = &check->run;

	if (check->began && run->rules == &check->rules &&
	    run->at < check->rules.nquestions &&
	    (run->stage == TRIAGE_ASK || run->stage == TRIAGE_CHECK ||
		run->stage == TRIAGE_RESULT))
		return true;
	fail(check);
	return false;
}

void self_check_begin(struct self_check *check, bool other)
{
	if (check->began && check->run.other == other) {
		check->at_start = false;
		return;
	}
	self_check_wipe(check);
	triage_begin(&check->run, &check->rules, other);
	check->began = true;
	settle(check);
}

bool self_check_has_answers(const struct self_check *check)
{
	return check->began;
}

const struct triage_question *self_check_question(
    const struct self_check *check)
{
	if (check->run.at >= check->rules.nquestions)
		return NULL;
	return triage_question(&check->run);
}

enum triage_reply self_check_answer(struct self_check *check)
{
	const size_t at = check->run.at;
	struct triage_pick pick = { 0 };
	enum triage_reply reply;

	if (!sound(check) || check->run.stage != TRIAGE_ASK) {
		fail(check);
		return TRIAGE_TAKEN;
	}
	pick.options = check->marked[at];
	if (check->typed[at][0] != '\0') {
		pick.number = (int)strtol(check->typed[at], NULL, 10);
		pick.has_number = true;
	}
	if (pick.options == 0 && !pick.has_number)
		return TRIAGE_EMPTY;
	reply = triage_answer(&check->run, pick);
	if (reply == TRIAGE_LOOK)
		check->looking = true;
	else if (reply == TRIAGE_TAKEN)
		settle(check);
	return reply;
}

bool self_check_back(struct self_check *check)
{
	if (!check->began || check->at_start)
		return false;
	if (!sound(check))
		return true;
	if (triage_back(&check->run))
		settle(check);
	else if (check->run.going_on)
		return false; /* what came before the rest is not undone */
	else
		check->at_start = true;
	return true;
}

void self_check_change(struct self_check *check, size_t question)
{
	if (!sound(check))
		return;
	if (triage_change(&check->run, question))
		settle(check);
	else
		fail(check);
}

void self_check_finish(struct self_check *check)
{
	if (!sound(check))
		return;
	/* false: a question is open, and it is asked now */
	(void)triage_finish(&check->run);
	settle(check);
}

void self_check_go_on(struct self_check *check)
{
	if (!sound(check))
		return;
	(void)triage_go_on(&check->run);
	settle(check);
}

void self_check_review(struct self_check *check)
{
	if (!sound(check))
		return;
	(void)triage_review(&check->run);
	settle(check);
}

bool self_check_result(struct self_check *check, struct triage_result *result)
{
	if (triage_result(&check->run, result) &&
	    result->level >= TRIAGE_SELF_CARE &&
	    result->level <= TRIAGE_EMERGENCY && result->text != NULL &&
	    result->text->heading.self[0] != '\0' &&
	    result->what.self[0] != '\0')
		return true;
	fail(check);
	return false;
}

/* The text with {days} replaced. */
static const char *put_days(const char *text, int days, struct arena *arena)
{
	const char *at = strstr(text, "{days}");

	if (at == NULL)
		return text;
	return arena_printf(arena, "%.*s%d%s", (int)(at - text), text, days,
	    put_days(at + 6, days, arena));
}

const char *self_check_words(const struct self_check *check,
    struct triage_words words, int days, struct arena *arena)
{
	const char *text = check->run.other ? words.other : words.self;
	struct slice whole;

	text = put_days(text, days, arena);
	whole = region_expand(check->catalog->region, slice_of(text),
	    check->catalog->triage, arena, NULL);
	return arena_copy(arena, whole.ptr, whole.len);
}

const char *self_check_text(
    const struct self_check *check, enum triage_text text, struct arena *arena)
{
	return self_check_words(check, check->rules.texts[text], 0, arena);
}

const char *self_check_answer_text(
    const struct self_check *check, size_t question, struct arena *arena)
{
	const struct triage_question *asked = &check->rules.questions[question];
	const char *text = "";
	struct triage_pick pick;

	if (!triage_answered(&check->run, question, &pick))
		return "not answered";
	if (pick.has_number && pick.options == 0)
		return arena_printf(arena, "%d", pick.number);
	for (size_t i = 0; i < asked->noptions; i++) {
		if (!(pick.options >> i & 1u))
			continue;
		text = arena_printf(arena, "%s%s%s", text,
		    text[0] != '\0' ? "; " : "",
		    self_check_words(check, asked->options[i].text, 0, arena));
	}
	return text;
}

bool self_check_is_old(const struct self_check *check)
{
	char today[REVIEW_DAY_CAP];

	if (check->clock == NULL)
		return false;
	review_today(check->clock(NULL), today);
	return review_is_due(
	    check->rules.reviewed, check->rules.next_review, today);
}

struct slice self_check_short(const char *text)
{
	const size_t len = strcspn(text, "?");

	return (struct slice){ text, text[len] == '?' ? len + 1 : len };
}
