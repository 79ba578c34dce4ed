/*
 * The wizard on its screen, driven by keys, against the second engine: on
 * people whose answers cover every pair of answers to two questions.
 *
 * Once over all answers, where many are emergencies and end early; and once
 * over those that alone are none, so that the questions are gone through.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "support/driver.h"
#include "support/oracle.h"
#include "widgets/self_check.h"

#define PACK       LUMBAR_SOURCE_DIR "/content"
#define MOST       12 /* values of a question */
#define MOST_CASES 2000

/* What may be answered to each question: an age, or ticks. */
struct space {
	int n[SHEET_QUESTIONS];
	uint32_t ticks[SHEET_QUESTIONS][MOST];
	/* pairs that no case has had so far */
	bool open[SHEET_QUESTIONS][MOST][SHEET_QUESTIONS][MOST];
	size_t left;
};

static const int ages[] = { 3, 10, 15, 17, 30, 49, 50, 69, 72, AGE_SKIP };

static void set_value(
    struct sheet *sheet, const struct space *space, int question, int value)
{
	if (question == Q_AGE)
		sheet->age = (int)space->ticks[Q_AGE][value];
	else
		sheet->ticks[question] = space->ticks[question][value];
}

static bool is_calm(int question, uint32_t ticks)
{
	struct sheet sheet = sheet_calm();
	struct verdict verdict;

	if (question == Q_AGE)
		return true;
	sheet.ticks[question] = ticks;
	oracle_judge(&sheet, &verdict);
	return verdict.level < 5;
}

static void add_value(
    struct space *space, int question, uint32_t ticks, bool calm_only)
{
	if (calm_only && !is_calm(question, ticks))
		return;
	assert_true(space->n[question] < MOST);
	space->ticks[question][space->n[question]++] = ticks;
}

static void make_space(struct space *space, bool calm_only)
{
	memset(space, 0, sizeof(*space));
	for (size_t i = 0; i < sizeof(ages) / sizeof(ages[0]); i++)
		add_value(space, Q_AGE, (uint32_t)ages[i], calm_only);
	for (int q = Q_AGE + 1; q < SHEET_QUESTIONS; q++) {
		const struct sheet_question *const of = &sheet_questions[q];

		if (of->kind == 'm')
			add_value(space, q, NONE, calm_only);
		for (unsigned k = 0; of->options[k] != NULL; k++)
			add_value(space, q, 1u << k, calm_only);
		if (of->unsure)
			add_value(space, q, UNSURE, calm_only);
	}
	for (int a = 0; a < SHEET_QUESTIONS; a++) {
		for (int b = a + 1; b < SHEET_QUESTIONS; b++) {
			for (int i = 0; i < space->n[a]; i++) {
				for (int k = 0; k < space->n[b]; k++) {
					space->open[a][i][b][k] = true;
					space->left++;
				}
			}
		}
	}
}

static bool *pair_of(struct space *space, int a, int i, int b, int k)
{
	return a < b ? &space->open[a][i][b][k] : &space->open[b][k][a][i];
}

/* How many open pairs a value would close with those chosen already. */
static int worth(struct space *space, const int *chosen, int question, int v)
{
	int n = 0;

	for (int q = 0; q < SHEET_QUESTIONS; q++) {
		if (q != question && chosen[q] >= 0)
			n += *pair_of(space, question, v, q, chosen[q]);
	}
	return n;
}

/* The next case: greedy, from the first pair that is open. */
static void next_case(struct space *space, uint64_t *seed, int *chosen)
{
	unsigned turn = sheet_draw(seed, SHEET_QUESTIONS);

	for (int q = 0; q < SHEET_QUESTIONS; q++)
		chosen[q] = -1;
	for (int a = 0; a < SHEET_QUESTIONS && chosen[0] < 0; a++) {
		for (int i = 0; i < space->n[a]; i++) {
			for (int b = a + 1; b < SHEET_QUESTIONS; b++) {
				for (int k = 0; k < space->n[b]; k++) {
					if (!space->open[a][i][b][k])
						continue;
					chosen[a] = i;
					chosen[b] = k;
					goto begun;
				}
			}
		}
	}
begun:
	for (int s = 0; s < SHEET_QUESTIONS; s++) {
		const int q = (int)((turn + (unsigned)s) % SHEET_QUESTIONS);
		int best = -1;

		if (chosen[q] >= 0)
			continue;
		for (int v = 0; v < space->n[q]; v++) {
			const int n = worth(space, chosen, q, v);

			if (n > best) {
				best = n;
				chosen[q] = v;
			}
		}
	}
	for (int a = 0; a < SHEET_QUESTIONS; a++) {
		for (int b = a + 1; b < SHEET_QUESTIONS; b++) {
			bool *const pair =
			    pair_of(space, a, chosen[a], b, chosen[b]);

			space->left -= *pair;
			*pair = false;
		}
	}
}

/* Answer the question that is shown: keys alone. */
static void press_answer(struct driver *driver, const struct sheet *sheet)
{
	struct self_check *const check = driver->app.view.check;
	const struct triage_question *const q = self_check_question(check);
	const int question = (int)(q - check->rules.questions);
	const uint32_t offered = self_check_offered(check);
	const struct triage_pick pick =
	    sheet_pick(&check->rules, sheet, question);
	uint32_t wanted = pick.options & offered;
	char keys[32];

	if (question == Q_AGE) {
		if (sheet->age == AGE_SKIP)
			snprintf(keys, sizeof(keys), "Down Space Enter");
		else
			snprintf(
			    keys, sizeof(keys), "\"%d\" Enter", sheet->age);
		assert_true(driver_type(driver, keys));
		return;
	}
	/* what is not offered cannot be ticked */
	if (wanted == 0)
		wanted = q->calm & offered;
	assert_true(driver_type(driver, "Home"));
	for (size_t i = 0; i < q->noptions; i++) {
		if (!(offered >> i & 1u))
			continue;
		if (wanted >> i & 1u)
			assert_true(driver_type(driver, "Space"));
		assert_true(driver_type(driver, "Down"));
	}
	assert_true(driver_type(driver, "Enter"));
	/* "Have a quick check, then choose." */
	if (self_check_question(check) == q)
		assert_true(driver_type(driver, "Enter"));
	if (self_check_page(check) == CHECK_ASK &&
	    self_check_question(check) == q)
		fail_msg("\"%s\" is asked again", q->id);
}

static bool shows(struct driver *driver, const char *text)
{
	char *dump = driver_dump(driver, false);
	const bool found = strstr(dump, text) != NULL;

	free(dump);
	return found;
}

/* Returns the level that the screen says. */
static int drive(const struct sheet *sheet)
{
	struct driver driver;
	struct verdict verdict;
	struct self_check *check;
	size_t asked[RULES_QUESTIONS];
	char line[128], text[2000];
	int steps = 0;

	oracle_judge(sheet, &verdict);
	driver_open(&driver, PACK, "self-check", 24, 80, false);
	check = driver.app.view.check;
	assert_true(driver_type(&driver, "1 Enter"));
	while (self_check_page(check) == CHECK_ASK) {
		press_answer(&driver, sheet);
		assert_true(++steps <= 2 * RULES_QUESTIONS);
	}
	if (self_check_page(check) == CHECK_ANSWERS)
		assert_true(driver_type(&driver, "End Enter"));
	assert_int_equal(self_check_page(check), CHECK_RESULT);
	snprintf(line, sizeof(line), " %s %s",
	    check->rules.levels[verdict.level].mark,
	    check->rules.levels[verdict.level].heading.self);
	if (!shows(&driver, line))
		fail_msg("the screen does not say \"%s\": %s", line,
		    sheet_text(sheet, text, sizeof(text)));
	if (triage_asked(&check->run, asked) != (size_t)verdict.asked)
		fail_msg("asked %zu questions, not %d: %s",
		    triage_asked(&check->run, asked), verdict.asked,
		    sheet_text(sheet, text, sizeof(text)));
	driver_close(&driver);
	return verdict.level;
}

static void cover(bool calm_only, int at_least)
{
	struct space *const space = malloc(sizeof(*space));
	uint64_t seed = 20261128;
	int levels[6] = { 0 }, cases = 0;

	assert_non_null(space);
	make_space(space, calm_only);
	while (space->left > 0) {
		struct sheet sheet = sheet_calm();
		int chosen[SHEET_QUESTIONS];

		next_case(space, &seed, chosen);
		for (int q = 0; q < SHEET_QUESTIONS; q++)
			set_value(&sheet, space, q, chosen[q]);
		levels[drive(&sheet)]++;
		assert_true(++cases < MOST_CASES);
	}
	free(space);
	print_message("%d people by keys: %d emergency, %d urgent, %d soon, "
		      "%d routine, %d self-care\n",
	    cases, levels[5], levels[4], levels[3], levels[2], levels[1]);
	assert_true(cases >= at_least);
}

static void test_all_pairs(void **state)
{
	(void)state;
	cover(false, 80);
}

static void test_all_pairs_without_an_emergency_alone(void **state)
{
	(void)state;
	cover(true, 80);
}

/* Calm people, so that the lower levels are seen on the screen too. */
static void test_calm_people(void **state)
{
	uint64_t seed = 7;
	int levels[6] = { 0 };

	(void)state;
	for (int i = 0; i < 60; i++) {
		struct sheet sheet = sheet_random_calm(&seed);

		levels[drive(&sheet)]++;
	}
	print_message("60 calm people: %d emergency, %d urgent, %d soon, %d "
		      "routine, %d self-care\n",
	    levels[5], levels[4], levels[3], levels[2], levels[1]);
	for (int level = 2; level <= 5; level++)
		assert_true(levels[level] > 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_pairs),
		cmocka_unit_test(test_all_pairs_without_an_emergency_alone),
		cmocka_unit_test(test_calm_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
