/*
 * The stories of "Spot the emergency" against the vignettes that they are made
 * from: quiz-cases.ini says which is which. The right option is the level that
 * the vignette expects, "also" is what else it accepts, and the person is as
 * old. So a change of a level here or there is noticed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ini_file.h"
#include "base/text.h"
#include "quiz/quiz.h"
#include "support/cases.h"
#include "support/facts.h"

#define QUIZ      "content/en/quiz/spot-the-emergency.ini"
#define CASES     "tests/library/quiz-cases.ini"
#define VIGNETTES LUMBAR_SOURCE_DIR "/tests/vignettes/vignettes-dev.ini"
#define STORIES   12

struct world {
	struct arena arena;
	struct diag diag;
	struct quiz quiz;
	struct ini_file ini;
	const struct ini_section *cases;
	struct vignettes vignettes;
};

static struct world world;

static int begin(void **state)
{
	(void)state;
	text_locale();
	arena_init(&world.arena);
	diag_init(&world.diag, &world.arena);
	if (quiz_parse(cases_text(&world.arena, QUIZ), QUIZ,
		"spot-the-emergency", &world.arena, &world.quiz,
		&world.diag) != STATUS_OK ||
	    ini_file_parse(cases_text(&world.arena, CASES), CASES, &world.arena,
		&world.ini, &world.diag) != STATUS_OK ||
	    !facts_read(VIGNETTES, &world.vignettes, stderr)) {
		diag_print(&world.diag, stderr);
		return 1;
	}
	world.cases = ini_file_section(&world.ini, "cases");
	return world.cases == NULL;
}

static int end(void **state)
{
	(void)state;
	facts_free(&world.vignettes);
	arena_free(&world.arena);
	return 0;
}

static const struct vignette *vignette_of(const char *id)
{
	for (size_t i = 0; i < world.vignettes.n; i++) {
		if (strcmp(world.vignettes.items[i].id, id) == 0)
			return &world.vignettes.items[i];
	}
	return NULL;
}

/* The level that an option is, or 0. */
static int level_of(const struct quiz_option *option)
{
	for (int level = TRIAGE_SELF_CARE; level <= TRIAGE_EMERGENCY; level++) {
		if (strcmp(option->id, rules_level_id(level)) == 0)
			return level;
	}
	return 0;
}

/* One line of what is wrong; returns 1, to be added up. */
static size_t fault(
    const struct quiz_question *question, unsigned line, const char *what)
{
	print_error(
	    "%s:%u: [question:%s]: %s\n", QUIZ, line, question->id, what);
	return 1;
}

static size_t check_option(const struct quiz_question *question, size_t nth,
    const struct vignette *vignette)
{
	const struct quiz_option *option = &question->options[nth];
	const int level = level_of(option);
	const bool right = question->right >> nth & 1u;
	const bool also = question->also >> nth & 1u;
	const bool expected = level == (int)vignette->expected;
	const bool accepted = vignette->accept >> level & 1u;
	size_t faults = 0;

	if (level == 0)
		return fault(question, option->line, "an option is no level");
	if (right != expected)
		faults += fault(question, option->line,
		    right ? "right, but the vignette expects another level"
			  : "not right, but the vignette expects it");
	if (also && !accepted)
		faults += fault(question, option->line,
		    "in \"also\", but the vignette does not accept it");
	if (!also && accepted && !expected)
		faults += fault(question, option->line,
		    "not in \"also\", but the vignette accepts it");
	return faults;
}

/* "George, 72, smokes": the age as every story has it. */
static size_t check_age(
    const struct quiz_question *question, const struct vignette *vignette)
{
	const char *age = facts_get(vignette, "age");

	if (age != NULL && strstr(question->text, arena_printf(&world.arena,
						      ", %s, ", age)) != NULL)
		return 0;
	return fault(question, question->text_line,
	    "the story does not have the age of the vignette");
}

static size_t check_case(const struct ini_pair *pair)
{
	const struct quiz_question *question =
	    quiz_question(&world.quiz, pair->key);
	const struct vignette *vignette = vignette_of(pair->value);
	size_t faults = 0;

	if (question == NULL || vignette == NULL) {
		print_error("%s:%u: there is no %s \"%s\"\n", CASES, pair->line,
		    question == NULL ? "question" : "vignette",
		    question == NULL ? pair->key : pair->value);
		return 1;
	}
	/* a true-false question has no level, an order is none */
	if (question->kind != QUIZ_ONE)
		faults += fault(question, question->line, "not of kind one");
	for (size_t i = 0; i < question->noptions; i++)
		faults += check_option(question, i, vignette);
	return faults + check_age(question, vignette);
}

static void each_story_is_its_vignette(void **state)
{
	size_t faults = 0;

	(void)state;
	for (size_t i = 0; i < world.cases->npairs; i++)
		faults += check_case(&world.cases->pairs[i]);
	assert_int_equal(faults, 0);
	assert_int_equal(world.cases->npairs, STORIES);
}

static void each_question_has_a_vignette(void **state)
{
	size_t faults = 0;

	(void)state;
	for (size_t i = 0; i < world.quiz.n; i++) {
		const struct quiz_question *question = &world.quiz.questions[i];

		if (ini_section_get(world.cases, question->id, NULL) == NULL)
			faults += fault(question, question->line,
			    "no line in quiz-cases.ini");
	}
	assert_int_equal(faults, 0);
	assert_int_equal(world.quiz.n, STORIES);
}

/* A vignette told twice would be no second story. */
static void no_vignette_is_told_twice(void **state)
{
	const struct ini_section *cases = world.cases;

	(void)state;
	for (size_t i = 0; i < cases->npairs; i++) {
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(
			    cases->pairs[i].value, cases->pairs[k].value);
	}
}

/* A question with a fault is left out: then a line above has none. */
static void nothing_was_left_out(void **state)
{
	(void)state;
	if (world.diag.n > 0)
		diag_print(&world.diag, stderr);
	assert_int_equal(world.diag.n, 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_was_left_out),
		cmocka_unit_test(each_story_is_its_vignette),
		cmocka_unit_test(each_question_has_a_vignette),
		cmocka_unit_test(no_vignette_is_told_twice),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
