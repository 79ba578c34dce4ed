/*
 * A quiz's file of any bytes, and a run through what is left of it by the
 * bytes themselves: any sequence of answers leaves the right score.
 */
#include <stdlib.h>

#include "quiz/quiz_run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check(bool good)
{
	if (!good)
		abort();
}

static struct quiz_pick pick_of(const uint8_t *data, size_t len, size_t *at)
{
	struct quiz_pick pick = { .n = 0 };

	if (*at >= len)
		return pick;
	pick.n = data[*at] % (QUIZ_OPTIONS + 2);
	pick.unsure = (data[(*at)++] & 0x80) != 0;
	for (size_t i = 0; i < QUIZ_OPTIONS && *at < len; i++)
		pick.chosen[i] = data[(*at)++] % (QUIZ_OPTIONS + 1);
	return pick;
}

static void walk(const struct quiz *quiz, const uint8_t *data, size_t len)
{
	struct quiz_run run;
	struct quiz_score score;

	quiz_run_begin(&run, len);
	for (size_t i = 0; i < quiz->n; i++)
		check(quiz_run_add(&run, quiz, &quiz->questions[i]));
	for (size_t at = 0; at < len;) {
		switch (data[at++] % 4) {
		case 0:
			quiz_run_on(&run);
			break;
		case 1:
			quiz_run_back(&run);
			break;
		case 2:
			quiz_run_again(&run);
			break;
		default:
			quiz_run_answer(&run, pick_of(data, len, &at));
			break;
		}
		check(run.at <= run.answered && run.answered <= run.nround &&
		      run.nround <= run.nitems);
		check((quiz_run_item(&run) == NULL) ==
		      (quiz_run_stage(&run) == QUIZ_DONE));
	}
	score = quiz_run_score(&run);
	check(score.right + score.not_quite + score.unsure + score.open ==
	      run.nitems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena arena;
	struct diag diag;
	struct quiz quiz;

	arena_init(&arena);
	diag_init(&diag, &arena);
	if (quiz_parse((struct slice){ (const char *)data, len }, "fuzz.ini",
		"fuzz", &arena, &quiz, &diag) == STATUS_OK) {
		check(quiz.n > 0 && quiz.n <= QUIZ_QUESTIONS);
		for (size_t i = 0; i < quiz.n; i++) {
			const struct quiz_question *q = &quiz.questions[i];

			check(q->noptions >= 2 && q->noptions <= QUIZ_OPTIONS);
			check(q->right >> q->noptions == 0);
			check((q->kind == QUIZ_ORDER) == (q->right == 0));
		}
		walk(&quiz, data, len);
	} else {
		check(diag.n > 0);
	}
	arena_free(&arena);
	return 0;
}
