/*
 * fuzz_triage_walk.c - random walks through our own self-check: answer, back,
 * change, review, go on, the rest. The result depends on the answers alone,
 * an emergency is never lost on the way, and what ended is wiped.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "triage/answers.h"
#include "triage/prove.h"
#include "triage/triage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Not assert: it must hold in every kind of build. */
static void require(int holds)
{
	if (!holds)
		abort();
}

static const struct rules *our_rules(void)
{
	static struct arena arena;
	static struct rules rules;
	struct file_root root;
	struct diag diag;

	if (rules.nrules > 0)
		return &rules;
	(void)text_locale();
	arena_init(&arena);
	diag_init(&diag, &arena);
	require(file_root_open(&root, LUMBAR_SOURCE_DIR "/content", &diag) ==
		STATUS_OK);
	require(rules_read(&root, "en/triage.ini", &arena, &rules, &diag) ==
		STATUS_OK);
	file_root_close(&root);
	return &rules;
}

struct input {
	const uint8_t *data;
	size_t len;
};

static unsigned take(struct input *in)
{
	if (in->len == 0)
		return 0;
	in->len--;
	return *in->data++;
}

static void check_answer(struct triage *run, struct input *in)
{
	const struct triage before = *run;
	struct triage_pick pick = { 0 };
	enum triage_reply reply;

	pick.options = take(in);
	pick.options |= take(in) << 8;
	pick.has_number = (pick.options & 0x8000u) != 0;
	if (pick.has_number) {
		pick.number = (int)(pick.options & 0xFFu);
		pick.options = 0;
	}
	reply = triage_answer(run, pick);
	if (reply == TRIAGE_TAKEN)
		return;
	/* refused: as it was, but that a look is remembered */
	require(
	    memcmp(&run->answers, &before.answers, sizeof(run->answers)) == 0);
	require(run->stage == before.stage && run->at == before.at);
	require(reply == TRIAGE_LOOK || run->looked == before.looked);
	if (reply == TRIAGE_LOOK)
		require(triage_answer(run, pick) == TRIAGE_TAKEN);
}

static void check_result(const struct triage *run)
{
	static struct triage_result result;
	struct rules_fired fired;
	struct answers live;
	enum triage_level level;

	require(triage_result(run, &result) == (run->stage == TRIAGE_RESULT));
	if (run->stage != TRIAGE_RESULT) {
		require(result.level == 0);
		return;
	}
	(void)rules_live(run->rules, &run->answers, &live);
	level = rules_evaluate(run->rules, &live, &fired);
	require(result.level == level);
	require(memcmp(&result.fired, &fired, sizeof(fired)) == 0);
	require((result.mode != TRIAGE_NO_MODE) == (level == TRIAGE_EMERGENCY));
	require(result.nmain <= result.nreasons);
	require(result.nreasons <= TRIAGE_REASONS);
	require(result.nmain > 0 || level == TRIAGE_SELF_CARE);
	require(result.complete || level == TRIAGE_EMERGENCY);
	triage_result_wipe(&result);
	require(result.nreasons == 0 && result.level == 0);
}

static void check_state(const struct triage *run)
{
	size_t asked[RULES_QUESTIONS];
	const size_t n = triage_asked(run, asked);

	require(n <= run->rules->nquestions);
	require((triage_question(run) != NULL) == (run->stage == TRIAGE_ASK));
	require(run->at < RULES_QUESTIONS);
	for (size_t i = 0; i < n; i++) {
		struct triage_pick pick;

		require(triage_answered(run, asked[i], &pick));
		require(i == 0 || asked[i] > asked[i - 1]);
	}
	check_result(run);
}

static void step(struct triage *run, struct input *in)
{
	switch (take(in) % 8) {
	case 0:
		(void)triage_back(run);
		break;
	case 1:
		if (run->stage == TRIAGE_CHECK)
			(void)triage_change(
			    run, take(in) % run->rules->nquestions);
		break;
	case 2:
		if (run->stage == TRIAGE_RESULT)
			(void)triage_review(run);
		break;
	case 3:
		if (run->stage == TRIAGE_RESULT && triage_has_rest(run))
			require(triage_go_on(run));
		break;
	case 4:
		if (run->stage == TRIAGE_CHECK)
			(void)triage_finish(run);
		break;
	default:
		if (run->stage == TRIAGE_ASK)
			check_answer(run, in);
		break;
	}
}

/* The same answers from a file, straight: the same level. */
static void compare_straight(const struct triage *run)
{
	struct triage straight;
	struct arena arena;
	struct diag diag;
	struct rules_fired a, b;
	struct answers live;
	const char *text;

	if (run->stage != TRIAGE_RESULT)
		return;
	arena_init(&arena);
	diag_init(&diag, &arena);
	text = arena_printf(&arena, "[answers]\n%s",
	    prove_write(run->rules, &run->answers, &arena));
	if (answers_run(slice_of(text), "walk", run->rules, &straight, &diag) ==
	    STATUS_OK) {
		enum triage_level level;

		(void)rules_live(run->rules, &run->answers, &live);
		level = rules_evaluate(run->rules, &live, &a);
		(void)rules_live(run->rules, &straight.answers, &live);
		require(rules_evaluate(run->rules, &live, &b) == level);
		triage_end(&straight);
	} else {
		diag_print(&diag, stderr);
		require(0);
	}
	arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct input in = { data, len < 4096 ? len : 4096 };
	static const struct triage nothing;
	struct triage run;

	triage_begin(&run, our_rules(), (take(&in) & 1u) != 0);
	while (in.len > 0) {
		step(&run, &in);
		check_state(&run);
	}
	compare_straight(&run);
	triage_end(&run);
	require(
	    memcmp(&run.answers, &nothing.answers, sizeof(run.answers)) == 0);
	return 0;
}
