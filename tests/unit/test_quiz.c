#include "quiz/quiz_run.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY 86400

struct world {
	struct arena arena;
	struct diag diag;
	struct quiz quiz;
};

static int set_up(void **state)
{
	struct world *world = calloc(1, sizeof(*world));

	arena_init(&world->arena);
	diag_init(&world->diag, &world->arena);
	*state = world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	arena_free(&world->arena);
	free(world);
	return 0;
}

#define TAIL "say = So.\nread = page#part\nat = words\n"
#define ONE                                         \
	"[question:q]\nkind = one\ntext = Which?\n" \
	"option_a = A\nwhy_a = No.\noption_b = B\nwhy_b = Yes.\n"
#define GOOD ONE "right = b\n" TAIL

static enum status parse(struct world *world, const char *text)
{
	diag_init(&world->diag, &world->arena);
	return quiz_parse(slice_of(text), "q.ini", "q", &world->arena,
	    &world->quiz, &world->diag);
}

static bool told(const struct world *world, unsigned line, const char *part)
{
	for (size_t i = 0; i < world->diag.n; i++) {
		if (world->diag.items[i].line == line &&
		    strstr(world->diag.items[i].text, part) != NULL)
			return true;
	}
	diag_print(&world->diag, stderr);
	fprintf(stderr, "not told: %u: %s\n", line, part);
	return false;
}

static void test_good(void **state)
{
	struct world *world = *state;
	const struct quiz_question *q;

	assert_int_equal(
	    parse(world, "[quiz]\nintro = Hello.\nteach = Say it.\n"
			 "model = So.\npoint_1 = One\nsigns = net\n" GOOD),
	    STATUS_OK);
	assert_int_equal(world->diag.n, 0);
	assert_int_equal(world->quiz.n, 1);
	assert_string_equal(world->quiz.intro, "Hello.");
	assert_string_equal(world->quiz.model, "So.");
	assert_int_equal(world->quiz.npoints, 1);
	assert_string_equal(world->quiz.signs, "net");
	q = quiz_question(&world->quiz, "q");
	assert_non_null(q);
	assert_null(quiz_question(&world->quiz, "r"));
	assert_int_equal(q->kind, QUIZ_ONE);
	assert_int_equal(q->noptions, 2);
	assert_string_equal(q->options[1].id, "b");
	assert_string_equal(q->options[1].why, "Yes.");
	assert_int_equal(q->right, 2);
	assert_string_equal(q->read, "page#part");
	assert_string_equal(q->at, "words");
}

static void test_kinds(void **state)
{
	struct world *world = *state;

	assert_int_equal(
	    parse(world,
		"[question:t]\nkind = true-false\ntext = So?\n"
		"why_true = Y\nwhy_false = N\nright = false\n" TAIL
		"[question:m]\nkind = many\ntext = Which?\n"
		"option_a = A\nwhy_a = x\noption_b = B\nwhy_b = x\n"
		"right = b, a\n" TAIL
		"[question:o]\nkind = order\ntext = Which?\n"
		"option_a = A\nwhy_a = x\noption_b = B\nwhy_b = x\n" TAIL
		"[question:p]\nkind = picture\ntext = Which?\n"
		"figure = f\nalt = words\n"
		"option_a = A\nwhy_a = x\noption_b = B\nwhy_b = x\n"
		"right = a\n" TAIL),
	    STATUS_OK);
	assert_int_equal(world->diag.n, 0);
	assert_int_equal(world->quiz.n, 4);
	assert_int_equal(world->quiz.questions[0].right, 2);
	assert_int_equal(world->quiz.questions[1].right, 3);
	assert_int_equal(world->quiz.questions[2].right, 0);
	assert_string_equal(world->quiz.questions[3].figure, "f");
}

/* Each is told with its line, and the good question beside it is asked. */
static void test_faults(void **state)
{
	static const struct {
		const char *text;
		unsigned line;
		const char *part;
	} cases[] = {
		{ "[question:x]\nkind = two\ntext = T\noption_a = A\n"
		  "why_a = x\noption_b = B\nwhy_b = x\nright = a\n" TAIL,
		    2, "\"two\" is no kind" },
		{ "[question:x]\ntext = T\noption_a = A\nwhy_a = x\n"
		  "option_b = B\nwhy_b = x\nright = a\n" TAIL,
		    1, "has no \"kind\"" },
		{ "[question:x]\nkind = one\ntext = T\noption_a = A\n"
		  "why_a = x\nright = a\n" TAIL,
		    1, "fewer than 2 options" },
		{ "[question:x]\nkind = one\ntext = T\noption_a = A\n"
		  "option_b = B\nwhy_b = x\nright = a\n" TAIL,
		    4, "has no \"why_a\"" },
		{ "[question:x]\nkind = one\ntext = T\noption_a = A\n"
		  "wy_a = x\noption_b = B\nwhy_b = x\nright = a\n" TAIL,
		    5, "\"wy_a\" is not known" },
		{ "[question:x]\nkind = one\ntext = T\noption_a = A\n"
		  "why_a = x\noption_b = A\nwhy_b = x\nright = a\n" TAIL,
		    6, "the same words" },
		{ "[question:x]\nkind = one\ntext = T\noption_a = A\n"
		  "why_a = x\noption_b = B\nwhy_b = x\nright = c\n" TAIL,
		    8, "\"c\" is none of the options" },
		{ "[question:x]\nkind = one\ntext = T\noption_a = A\n"
		  "why_a = x\noption_b = B\nwhy_b = x\nright = a, b\n" TAIL,
		    8, "more than one right option" },
		{ "[question:x]\nkind = picture\ntext = T\noption_a = A\n"
		  "why_a = x\noption_b = B\nwhy_b = x\nright = a\n" TAIL,
		    1, "has no \"figure\"" },
		{ "[question:x]\nkind = one\ntext = T\noption_a = A\n"
		  "why_a = x\noption_b = B\nwhy_b = x\nright = a\n",
		    1, "has no \"say\"" },
		{ "[question]\nkind = one\n", 1, "has no id" },
		{ "[question:x]\nkind = one\ntext = T\noption_ = A\n"
		  "option_b = B\nwhy_b = x\nright = b\n" TAIL,
		    4, "names no option" },
	};
	struct world *world = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char text[2048];

		snprintf(text, sizeof(text), "%s" GOOD, cases[i].text);
		assert_int_equal(parse(world, text), STATUS_OK);
		assert_true(told(world, cases[i].line, cases[i].part));
		assert_int_equal(world->quiz.n, 1);
		assert_string_equal(world->quiz.questions[0].id, "q");
	}
}

/* What is not lost by a fault stays. */
static void test_passed_over(void **state)
{
	struct world *world = *state;

	assert_int_equal(
	    parse(world, GOOD "colour = red\n[else]\nkey = x\n"), STATUS_OK);
	assert_true(told(world, 12, "\"colour\" is not known"));
	assert_true(told(world, 13, "unknown section [else]"));
	assert_int_equal(world->quiz.n, 1);
	assert_int_equal(
	    parse(world, "[quiz]\nteach = Say it.\n" GOOD), STATUS_OK);
	assert_true(told(world, 2, "go together"));
	assert_string_equal(world->quiz.teach, "");
	assert_int_equal(
	    parse(world, "[quiz]\nshuffle = perhaps\n" GOOD), STATUS_OK);
	assert_true(told(world, 2, "yes or no is needed"));
	assert_false(world->quiz.in_order);
	assert_int_equal(parse(world, "[quiz]\nintro = x\n"), STATUS_BAD);
	assert_true(told(world, 1, "no question"));
	assert_int_equal(parse(world, "nonsense\n"), STATUS_BAD);
	assert_int_equal(world->quiz.n, 0);
}

static void test_too_many(void **state)
{
	struct world *world = *state;
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	for (int i = 0; i < QUIZ_QUESTIONS + 1; i++)
		fprintf(out,
		    "[question:q%d]\nkind = one\ntext = %d?\noption_a = A\n"
		    "why_a = x\noption_b = B\nwhy_b = x\nright = a\n" TAIL,
		    i, i);
	fclose(out);
	assert_int_equal(parse(world, text), STATUS_OK);
	assert_int_equal(world->quiz.n, QUIZ_QUESTIONS);
	assert_true(told(world, QUIZ_QUESTIONS * 11 + 1, "over 40"));
	free(text);
}

static void begin(struct world *world, struct quiz_run *run, uint64_t seed)
{
	assert_int_equal(
	    parse(world,
		"[question:a]\nkind = one\ntext = 1\noption_a = A\n"
		"why_a = x\noption_b = B\nwhy_b = x\noption_c = C\n"
		"why_c = x\nright = b\n" TAIL
		"[question:b]\nkind = many\ntext = 2\noption_a = A\n"
		"why_a = x\noption_b = B\nwhy_b = x\noption_c = C\n"
		"why_c = x\nright = a, c\n" TAIL
		"[question:c]\nkind = order\ntext = 3\noption_a = A\n"
		"why_a = x\noption_b = B\nwhy_b = x\noption_c = C\n"
		"why_c = x\n" TAIL "[question:d]\nkind = true-false\ntext = 4\n"
		"why_true = x\nwhy_false = x\nright = true\n" TAIL),
	    STATUS_OK);
	quiz_run_begin(run, seed);
	for (size_t i = 0; i < world->quiz.n; i++)
		assert_true(
		    quiz_run_add(run, &world->quiz, &world->quiz.questions[i]));
}

static struct quiz_pick pick(size_t n, unsigned a, unsigned b, unsigned c)
{
	return (struct quiz_pick){
		.chosen = { (uint8_t)a, (uint8_t)b, (uint8_t)c }, .n = n
	};
}

static void test_run(void **state)
{
	const struct quiz_pick unsure = { .unsure = true };
	struct world *world = *state;
	struct quiz_run run;
	struct quiz_score score;

	begin(world, &run, 7);
	assert_false(quiz_run_back(&run));
	assert_false(quiz_run_on(&run));
	assert_int_equal(quiz_run_answer(&run, pick(0, 0, 0, 0)), QUIZ_EMPTY);
	assert_int_equal(quiz_run_answer(&run, pick(2, 0, 1, 0)), QUIZ_CLASH);
	assert_int_equal(quiz_run_answer(&run, pick(1, 3, 0, 0)), QUIZ_STRAY);
	assert_int_equal(quiz_run_stage(&run), QUIZ_ASK);
	assert_int_equal(quiz_run_answer(&run, pick(1, 1, 0, 0)), QUIZ_TAKEN);
	assert_int_equal(quiz_run_stage(&run), QUIZ_TOLD);
	assert_int_equal(quiz_run_item(&run)->outcome, QUIZ_RIGHT);
	/* an answer is given once */
	assert_int_equal(quiz_run_answer(&run, pick(1, 0, 0, 0)), QUIZ_STRAY);
	assert_true(quiz_run_on(&run));
	/* half of "many" is not all of it */
	assert_int_equal(quiz_run_answer(&run, pick(1, 0, 0, 0)), QUIZ_TAKEN);
	assert_int_equal(quiz_run_item(&run)->outcome, QUIZ_NOT_QUITE);
	/* back shows, and on comes back to where it was */
	assert_true(quiz_run_back(&run));
	assert_int_equal(quiz_run_stage(&run), QUIZ_TOLD);
	assert_true(quiz_run_on(&run));
	assert_true(quiz_run_on(&run));
	assert_int_equal(quiz_run_answer(&run, pick(2, 0, 1, 0)), QUIZ_SHORT);
	assert_int_equal(quiz_run_answer(&run, pick(3, 0, 1, 1)), QUIZ_STRAY);
	assert_int_equal(quiz_run_answer(&run, pick(3, 0, 1, 2)), QUIZ_TAKEN);
	assert_int_equal(quiz_run_item(&run)->outcome, QUIZ_RIGHT);
	quiz_run_on(&run);
	assert_int_equal(
	    quiz_run_answer(&run,
		(struct quiz_pick){ .chosen = { 0 }, .n = 1, .unsure = true }),
	    QUIZ_CLASH);
	assert_int_equal(quiz_run_answer(&run, unsure), QUIZ_TAKEN);
	assert_int_equal(quiz_run_item(&run)->outcome, QUIZ_UNSURE);
	assert_false(quiz_run_again(&run));
	quiz_run_on(&run);
	assert_int_equal(quiz_run_stage(&run), QUIZ_DONE);
	assert_null(quiz_run_item(&run));
	score = quiz_run_score(&run);
	assert_int_equal(score.right, 2);
	assert_int_equal(score.not_quite, 1);
	assert_int_equal(score.unsure, 1);
	assert_int_equal(score.open, 0);
}

/* What was missed is asked again, until nothing is. */
static void test_again(void **state)
{
	struct world *world = *state;
	struct quiz_run run;

	begin(world, &run, 1);
	while (quiz_run_stage(&run) != QUIZ_DONE) {
		assert_int_equal(
		    quiz_run_answer(&run, (struct quiz_pick){ .unsure = true }),
		    QUIZ_TAKEN);
		quiz_run_on(&run);
	}
	assert_true(quiz_run_again(&run));
	assert_int_equal(run.nround, 4);
	quiz_run_answer(&run, pick(1, 1, 0, 0));
	quiz_run_on(&run);
	while (quiz_run_stage(&run) != QUIZ_DONE) {
		quiz_run_answer(&run, (struct quiz_pick){ .unsure = true });
		quiz_run_on(&run);
	}
	assert_int_equal(quiz_run_score(&run).right, 1);
	assert_true(quiz_run_again(&run));
	assert_int_equal(run.nround, 3);
	assert_string_equal(quiz_run_item(&run)->question->id, "b");
	quiz_run_answer(&run, pick(2, 2, 0, 0));
	quiz_run_on(&run);
	quiz_run_answer(&run, pick(3, 0, 1, 2));
	quiz_run_on(&run);
	quiz_run_answer(&run, pick(1, 0, 0, 0));
	quiz_run_on(&run);
	assert_int_equal(quiz_run_score(&run).right, 4);
	assert_false(quiz_run_again(&run));
	assert_int_equal(quiz_run_stage(&run), QUIZ_DONE);
}

static void test_order_of_options(void **state)
{
	struct world *world = *state;
	struct quiz_run run, other;
	bool differs = false;

	begin(world, &run, 5);
	begin(world, &other, 5);
	assert_memory_equal(run.items[0].order, other.items[0].order, 3);
	for (uint64_t seed = 0; seed < 60; seed++) {
		begin(world, &other, seed);
		differs = differs || memcmp(run.items[0].order,
					 other.items[0].order, 3) != 0;
		/* true is never second, an order never solved */
		assert_int_equal(other.items[3].order[0], 0);
		assert_false(other.items[2].order[0] == 0 &&
			     other.items[2].order[1] == 1);
		for (size_t i = 0; i < other.nitems; i++) {
			unsigned seen = 0;

			for (size_t k = 0;
			     k < other.items[i].question->noptions; k++)
				seen |= 1u << other.items[i].order[k];
			assert_int_equal(seen,
			    (1u << other.items[i].question->noptions) - 1);
		}
	}
	assert_true(differs);
	assert_int_equal(
	    parse(world, "[quiz]\nshuffle = no\n" GOOD), STATUS_OK);
	for (uint64_t seed = 0; seed < 20; seed++) {
		quiz_run_begin(&run, seed);
		quiz_run_add(&run, &world->quiz, world->quiz.questions);
		assert_int_equal(run.items[0].order[0], 0);
	}
}

static uint32_t rest;

static uint32_t next_random(void)
{
	rest = rest * 1664525u + 1013904223u;
	return rest >> 8;
}

/* What the score has to be, counted beside the run. */
static void check_state(
    const struct quiz_run *run, const enum quiz_outcome *outcomes)
{
	struct quiz_score score = quiz_run_score(run);
	size_t right = 0, not_quite = 0, unsure = 0;

	assert_true(run->at <= run->nround);
	assert_true(run->answered <= run->nround);
	assert_true(run->at <= run->answered);
	for (size_t i = 0; i < run->nitems; i++) {
		right += outcomes[i] == QUIZ_RIGHT;
		not_quite += outcomes[i] == QUIZ_NOT_QUITE;
		unsure += outcomes[i] == QUIZ_UNSURE;
		assert_int_equal(run->items[i].outcome, outcomes[i]);
	}
	assert_int_equal(score.right, right);
	assert_int_equal(score.not_quite, not_quite);
	assert_int_equal(score.unsure, unsure);
	assert_int_equal(
	    score.right + score.not_quite + score.unsure + score.open,
	    run->nitems);
	assert_int_equal(
	    quiz_run_item(run) == NULL, quiz_run_stage(run) == QUIZ_DONE);
}

/* Any sequence of answers and backs leaves a valid state and the score. */
static void test_any_sequence(void **state)
{
	struct world *world = *state;

	for (uint32_t seed = 1; seed <= 3000; seed++) {
		enum quiz_outcome outcomes[4] = { QUIZ_OPEN };
		struct quiz_run run;

		rest = seed;
		begin(world, &run, seed);
		for (int step = 0; step < 60; step++) {
			const struct quiz_item *item = quiz_run_item(&run);
			struct quiz_pick any =
			    pick(next_random() % 5, next_random() % 4,
				next_random() % 4, next_random() % 3);

			any.unsure = next_random() % 4 == 0;
			switch (next_random() % 4) {
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
				if (quiz_run_answer(&run, any) == QUIZ_TAKEN)
					outcomes[item - run.items] =
					    item->outcome;
				break;
			}
			check_state(&run, outcomes);
		}
	}
}

static void test_room(void **state)
{
	struct world *world = *state;
	struct quiz_run run;

	begin(world, &run, 1);
	while (run.nitems < QUIZ_RUN_ITEMS)
		assert_true(
		    quiz_run_add(&run, &world->quiz, world->quiz.questions));
	assert_false(quiz_run_add(&run, &world->quiz, world->quiz.questions));
	quiz_run_begin(&run, 1);
	assert_int_equal(quiz_run_stage(&run), QUIZ_DONE);
	assert_false(quiz_run_again(&run));
}

static void test_comes_back(void **state)
{
	static const int waits[] = { 3, 7, 21 };
	struct quiz_again again = { 0, 0 };
	int64_t now = 1000 * DAY;

	(void)state;
	/* known at once: it never comes */
	again = quiz_again_after(again, QUIZ_RIGHT, now);
	assert_int_equal(again.step, 0);
	again = quiz_again_after(again, QUIZ_NOT_QUITE, now);
	assert_int_equal(again.step, 1);
	assert_int_equal(again.at, now + DAY);
	/* right on the same day is no proof that it will be known */
	again = quiz_again_after(again, QUIZ_RIGHT, now + 60);
	assert_int_equal(again.step, 1);
	assert_int_equal(again.at, now + DAY);
	for (size_t i = 0; i < 3; i++) {
		now = again.at;
		again = quiz_again_after(again, QUIZ_RIGHT, now);
		assert_int_equal(again.step, (int)i + 2);
		assert_int_equal(again.at, now + (int64_t)waits[i] * DAY);
	}
	/* not sure: from the beginning */
	assert_int_equal(
	    quiz_again_after(again, QUIZ_UNSURE, again.at).step, 1);
	assert_int_equal(quiz_again_after(again, QUIZ_OPEN, now).step, 4);
	again = quiz_again_after(again, QUIZ_RIGHT, again.at);
	assert_int_equal(again.step, 0);
	/* put when the clock was ahead by years: it is due, and goes on */
	again = (struct quiz_again){ 2, now + 3000 * DAY };
	again = quiz_again_after(again, QUIZ_RIGHT, now);
	assert_int_equal(again.step, 3);
	assert_int_equal(again.at, now + 7 * DAY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_good, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_kinds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_faults, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_passed_over, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_too_many, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_run, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_order_of_options, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_any_sequence, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_room, set_up, tear_down),
		cmocka_unit_test(test_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
