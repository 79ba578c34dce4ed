/*
 * fuzz_self_check.c - any bytes as what somebody does in the self-check:
 * answer, go back, change, finish, go on. There is a level at its end and
 * nowhere else, and one that was stopped early is an emergency.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "triage/triage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Not assert: it must hold in every kind of build. */
static void require(int holds)
{
	if (!holds)
		abort();
}

/* Read once: the rules are not what is fuzzed here. */
static const struct rules *the_rules(void)
{
	static struct arena arena;
	static struct rules rules;
	static int done;
	struct file_root root;

	if (done)
		return &rules;
	arena_init(&arena);
	require(file_root_open(&root, LUMBAR_SOURCE_DIR "/content", NULL) ==
		STATUS_OK);
	require(rules_read(&root, "en/triage.ini", &arena, &rules, NULL) ==
		STATUS_OK);
	file_root_close(&root);
	done = 1;
	return &rules;
}

static void act(struct triage *run, uint8_t what, uint8_t value)
{
	const struct triage_question *const q = triage_question(run);
	struct triage_pick pick = { 0 };

	switch (what % 16) {
	case 0:
		(void)triage_back(run);
		return;
	case 1:
		(void)triage_change(run, value);
		return;
	case 2:
		(void)triage_finish(run);
		return;
	case 3:
		(void)triage_go_on(run);
		return;
	case 4:
		(void)triage_review(run);
		return;
	case 5:
		pick.has_number = true;
		pick.number = value;
		break;
	case 6:
		pick.options = value;
		break;
	case 7:
	case 8:
		pick.options = UINT32_C(1) << (value % 32);
		break;
	default:
		/* Mostly calm, so as to get to the end. */
		pick.options = q != NULL ? q->calm : 0;
		if (q != NULL && pick.options == 0)
			pick.options = 1;
	}
	if (q != NULL)
		(void)triage_answer(run, pick);
}

static void check(const struct triage *run)
{
	static const struct triage_result none;
	struct triage_result result;
	size_t asked[RULES_QUESTIONS];

	require(triage_asked(run, asked) <= run->rules->nquestions);
	require((triage_question(run) != NULL) == (run->stage == TRIAGE_ASK));
	require(triage_result(run, &result) == (run->stage == TRIAGE_RESULT));
	if (run->stage == TRIAGE_RESULT) {
		require(result.level >= TRIAGE_SELF_CARE);
		require(result.complete || result.level == TRIAGE_EMERGENCY);
		require(result.nmain > 0 || result.level == TRIAGE_SELF_CARE);
		require((result.mode != TRIAGE_NO_MODE) ==
			(result.level == TRIAGE_EMERGENCY));
		require(result.what.self[0] != '\0');
	} else {
		require(memcmp(&result, &none, sizeof(result)) == 0);
	}
	triage_result_wipe(&result);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const struct triage none;
	struct triage run;

	if (len > 2000)
		return 0;
	triage_begin(&run, the_rules(), false);
	for (size_t i = 0; i + 1 < len; i += 2) {
		act(&run, data[i], data[i + 1]);
		check(&run);
	}
	triage_end(&run);
	require(memcmp(&run, &none, sizeof(run)) == 0);
	return 0;
}
