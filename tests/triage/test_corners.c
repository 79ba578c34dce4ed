/*
 * Rules that nobody would write, so that what the engine does about them has
 * been seen too: other numbers of questions, answers and reasons than ours,
 * and rules that break what a grammar without "not" promises.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/cases.h"
#include "triage/answers.h"
#include "triage/prove.h"

static struct arena arena;
static struct diag diag;
static struct rules rules;
static struct proof proof;
static char *text;
static size_t text_len;
static FILE *out;

/* Our texts, safety net and levels, without questions and rules. */
static void begin(void)
{
	struct slice ours;
	const char *end;

	arena_init(&arena);
	ours = cases_triage(&arena);
	end = strstr(ours.ptr, "\n[wait:nerves]");
	assert_non_null(end);
	diag_init(&diag, &arena);
	out = open_memstream(&text, &text_len);
	assert_non_null(out);
	fwrite(ours.ptr, 1, (size_t)(end - ours.ptr) + 1, out);
}

static void question(const char *id, const char *lines)
{
	fprintf(out, "[question:%s]\ntext = How is it?\nwhy = We ask.\n%s", id,
	    lines);
}

static void rule(const char *id, const char *level, const char *when)
{
	fprintf(out, "[rule:%s]\nwhen = %s\nlevel = %s\n%s", id, when, level,
	    strcmp(level, "emergency") == 0 ? "mode = ed\n" : "");
	if (strcmp(level, "soon") == 0)
		fprintf(out, "days = 3\n");
	fprintf(
	    out, "reason = Reason %s.\nsay = say %s\nsources = a\n", id, id);
}

#define YES_NO                                                 \
	"kind = one\ncalm = no\nalone = yes\noption_no = No\n" \
	"option_yes = Yes\n"
#define YES_NO_UNSURE YES_NO "option_unsure = Not sure\nunsure_gives = soon\n"
#define AGE           "kind = number\nmin = 0\nmax = 120\nskip_counts = 65\n"

static enum status end(void)
{
	enum status status;

	fclose(out);
	status = rules_parse((struct slice){ text, text_len }, "corner.ini",
	    &arena, &rules, &diag);
	return status;
}

static void done(void)
{
	free(text);
	arena_free(&arena);
}

static bool said(const char *part)
{
	for (size_t i = 0; i < diag.n; i++) {
		if (strstr(diag.items[i].text, part) != NULL)
			return true;
	}
	return false;
}

static void expect(enum status status, enum status wanted, const char *part)
{
	if (status != wanted || (part != NULL && !said(part))) {
		diag_print(&diag, stderr);
		fail_msg("not \"%s\"", part != NULL ? part : "");
	}
}

static void prove(const char *part)
{
	(void)prove_full(&rules, 3000, 1, &arena, &proof, &diag);
	if (part == NULL && !proof.ok) {
		diag_print(&diag, stderr);
		fail_msg("not proved");
	}
	if (part != NULL && !said(part)) {
		diag_print(&diag, stderr);
		fail_msg("not said: %s", part);
	}
}

static const struct prove_item *item(const char *id)
{
	size_t i = 0;

	while (strcmp(proof.items[i].id, id) != 0)
		i++;
	return &proof.items[i];
}

static void test_no_number_at_all(void **state)
{
	(void)state;
	begin();
	question("a", YES_NO_UNSURE);
	question("b", YES_NO_UNSURE);
	rule("E1", "emergency", "a is yes or b is yes");
	rule("E2", "emergency", "at least 2 of (a is unsure, b is unsure)");
	rule("S1", "soon", "a is unsure or b is unsure");
	expect(end(), STATUS_OK, NULL);
	prove(NULL);
	done();
}

static void test_a_number_later_and_two(void **state)
{
	(void)state;
	begin();
	question("a", YES_NO);
	question("age", "kind = number\nmin = 16\nmax = 120\nskip_counts = 65\n"
			"option_skip = I do not say\n");
	question("weight", "kind = number\nmin = 1\nmax = 300\n"
			   "skip_counts = 60\n");
	rule("E1", "emergency", "a is yes");
	rule("S1", "soon", "age at least 16 and weight over 300");
	rule("S2", "soon", "age at most 120 and weight at least 2");
	rule("S3", "soon", "age at most 15");
	(void)end();
	(void)prove_full(&rules, 3000, 1, &arena, &proof, &diag);
	{
		struct triage run;

		/* outside of what can be */
		expect(answers_run(SLICE("[answers]\na = no\nage = 5\n"
					 "weight = 60\n"),
			   "x", &rules, &run, &diag),
		    STATUS_BAD, "5");
		expect(answers_run(SLICE("[answers]\na = no\nage = 50\n"
					 "weight = 301\n"),
			   "x", &rules, &run, &diag),
		    STATUS_BAD, "301");
	}
	done();
}

/* Rules that a grammar without "not" allows, and that end with an answer. */
static void test_a_calm_answer_in_a_rule(void **state)
{
	(void)state;
	begin();
	question("age", AGE);
	question("a", YES_NO);
	question("b", YES_NO);
	rule("E1", "emergency", "a is yes or b is yes");
	rule("E2", "emergency", "b is no and age over 3");
	rule("R1", "routine", "a is no");
	(void)end();
	prove("more at \"b\"");
	assert_true(said("ends when more is answered"));
	assert_false(proof.ok);
	done();
}

/* The level itself falls, and with it the only reason. */
static void test_a_level_that_falls(void **state)
{
	(void)state;
	begin();
	question("age", AGE);
	question("a", YES_NO);
	question("b", "kind = one\ncalm = no\noption_no = No\n"
		      "option_yes = Yes\n");
	rule("E1", "emergency", "a is yes");
	rule("S1", "soon", "b is no");
	expect(end(), STATUS_OK, NULL);
	prove("more at \"b\" took \"soon\" to \"self-care\"");
	assert_true(said("S1 ends when more is answered to \"b\""));
	done();
}

/* Every answer that is offered is given to somebody, so all paths end. */
static void test_an_answer_that_is_offered_sometimes(void **state)
{
	(void)state;
	begin();
	question("age", AGE);
	question("weight", "kind = number\nmin = 1\nmax = 300\n"
			   "skip_counts = 60\noption_skip = Skip\n"
			   "show_skip = age over 40\n");
	question("a", YES_NO_UNSURE);
	question("b", YES_NO_UNSURE);
	question("c", "kind = one\noption_x = X\noption_y = Y\n"
		      "show_y = age over 40\n");
	question("d", "kind = one\ncalm = x\noption_x = X\noption_y = Y\n"
		      "show_x = age over 40\n");
	rule("E1", "emergency", "a is yes or b is yes");
	rule("E2", "emergency", "at least 2 of (a is unsure, b is unsure)");
	rule("S1", "soon", "a is unsure or b is unsure");
	rule("S2", "soon", "c is y or d is y");
	rule("S3", "soon", "age at least 90 or weight over 290");
	expect(end(), STATUS_OK, NULL);
	prove(NULL);
	done();
}

/*
 * Nobody could go on from a question that offers nothing to some. Opening the
 * check says so, and those who walk never reach an end.
 */
static void test_a_question_without_an_answer(void **state)
{
	(void)state;
	begin();
	question("age", AGE);
	question("a", YES_NO);
	question("b", "kind = one\noption_x = X\nshow_x = age over 40\n"
		      "option_y = Y\nshow_y = age over 60\n");
	rule("E1", "emergency", "a is yes");
	rule("S1", "soon", "b is y and age over 60");
	expect(end(), STATUS_OK, NULL);
	assert_false(prove_quick(&rules, &arena, &proof, &diag));
	assert_true(said("\"b\" has no answer that is always offered"));
	prove("\"self-care\" became \"none\" after 49 questions");
	done();
	/* for everybody: each walk has lost its level and asked too often */
	begin();
	question("age", AGE);
	question("b", "kind = one\noption_x = X\nshow_x = age over 120\n"
		      "option_y = Y\nshow_y = age over 120\n");
	rule("S1", "soon", "b is y or age over 60");
	expect(end(), STATUS_OK, NULL);
	prove("became \"none\" after 49 questions");
	assert_int_equal(
	    item("early-stop")->failures, 2 * item("early-stop")->cases);
	done();
}

static void test_a_question_that_two_answers_open(void **state)
{
	(void)state;
	begin();
	question("age", AGE);
	question("a", "kind = one\ncalm = no\noption_no = No\n"
		      "option_yes = Yes\n");
	question("b", "kind = one\ncalm = no\noption_no = No\n"
		      "option_yes = Yes\n");
	question("c", "ask = a is yes and b is yes\n" YES_NO);
	rule("E1", "emergency", "c is yes");
	rule("S1", "soon", "a is yes");
	rule("S2", "soon", "b is yes");
	(void)end();
	prove("no one answer leads to \"c\"");
	done();
}

static void options(size_t n, const char *gives)
{
	char line[64];
	char *lines = NULL;
	size_t len;
	FILE *all = open_memstream(&lines, &len);

	fprintf(all, "kind = many\nunsure_gives = %s\n", gives);
	for (size_t i = 0; i < n; i++) {
		snprintf(
		    line, sizeof(line), "option_o%zu = Option %zu\n", i, i);
		fputs(line, all);
	}
	fclose(all);
	question("many", lines);
	free(lines);
}

static void test_more_than_can_be_tried(void **state)
{
	(void)state;
	begin();
	question("age", AGE);
	options(12, "self-care");
	rule("S1", "soon",
	    "many has o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, o10 or o11");
	expect(end(), STATUS_OK, NULL);
	prove("names too much to try all of it");
	done();
}

/* Each of three axes is short enough; all places of the three are not. */
static void test_more_places_than_can_be_tried(void **state)
{
	static const char *const ids[] = { "x", "y", "z" };
	const char *when = "";

	(void)state;
	begin();
	question("age", AGE);
	question("a", YES_NO);
	for (size_t i = 0; i < 3; i++) {
		char *lines = NULL;
		size_t len;
		FILE *all = open_memstream(&lines, &len);

		fprintf(all, "kind = many\nunsure_gives = self-care\n");
		for (int k = 0; k < 8; k++)
			fprintf(all, "option_o%d = Option %d\n", k, k);
		fclose(all);
		question(ids[i], lines);
		free(lines);
		when = arena_printf(&arena,
		    "%s%s%s has o0, o1, o2, o3, o4, o5, o6 or o7", when,
		    i == 0 ? "" : " or ", ids[i]);
	}
	rule("E1", "emergency", "a is yes");
	rule("S1", "soon", when);
	expect(end(), STATUS_OK, NULL);
	prove("S1 names too much to try all of it");
	done();
}

static void test_too_many_limits(void **state)
{
	(void)state;
	begin();
	question(
	    "age", "kind = number\nmin = 0\nmax = 999\nskip_counts = 65\n");
	question("a", YES_NO);
	rule("E1", "emergency", "a is yes");
	for (int i = 0; i < 100; i++) {
		char id[16], when[64];

		snprintf(id, sizeof(id), "S%d", i);
		snprintf(when, sizeof(when), "age from %d to %d", 9 * i + 2,
		    9 * i + 5);
		rule(id, "soon", when);
	}
	expect(end(), STATUS_OK, NULL);
	prove("there are too many limits of age");
	done();
}

static void test_an_answer_named_in_full(void **state)
{
	(void)state;
	begin();
	question("age", AGE);
	question("a", YES_NO);
	question("d", "kind = one\noption_x = X\noption_y = Y\n");
	rule("E1", "emergency", "a is yes");
	rule("S1", "soon", "d is x or y");
	expect(end(), STATUS_OK, NULL);
	(void)prove_full(&rules, 3000, 1, &arena, &proof, &diag);
	done();
}

static void test_none_and_too_many(void **state)
{
	char id[16];

	(void)state;
	begin();
	rule("E1", "emergency", "a is yes");
	expect(end(), STATUS_BAD, "there are 0 questions; 1 to 24 can be");
	done();
	begin();
	question("a", YES_NO);
	expect(end(), STATUS_BAD, "there are 0 rules; 1 to 128 can be");
	done();
	begin();
	for (int i = 0; i <= RULES_QUESTIONS; i++) {
		snprintf(id, sizeof(id), "q%d", i);
		question(id, YES_NO);
	}
	rule("E1", "emergency", "q0 is yes");
	expect(end(), STATUS_BAD, "there are 25 questions; 1 to 24 can be");
	done();
	begin();
	question("a", YES_NO);
	for (int i = 0; i <= RULES_MAX; i++) {
		snprintf(id, sizeof(id), "E%d", i);
		rule(id, "emergency", "a is yes");
	}
	expect(end(), STATUS_BAD, "there are 129 rules; 1 to 128 can be");
	done();
}

static void test_too_many_answers(void **state)
{
	(void)state;
	begin();
	options(23, "soon");
	expect(end(), STATUS_BAD, "there are more than 22 answers");
	done();
	begin();
	question("m", "kind = many\noption_none = None\noption_x = X\n");
	expect(end(), STATUS_BAD, "are offered without being written");
	done();
	begin();
	question("m", "kind = many\noption_x = X\noption_unsure = Hm\n");
	expect(end(), STATUS_BAD, "are offered without being written");
	done();
	begin();
	question("m", "option_x = X\n");
	expect(end(), STATUS_BAD, "kind");
	done();
}

static void test_terms_waits_and_sections(void **state)
{
	(void)state;
	begin();
	question("age", AGE);
	question("a", YES_NO);
	for (int i = 0; i < 65; i++)
		fprintf(out, "[term:t%d]\nwhen = a is yes\n", i);
	rule("E1", "emergency", "a is yes");
	expect(end(), STATUS_BAD, "there are 65 terms, more than 64");
	done();
	begin();
	fprintf(out, "[wait:empty]\n[rule]\n");
	question("a", YES_NO);
	rule("E1", "emergency", "a is yes");
	expect(end(), STATUS_BAD, "no rule has [wait:empty]");
	assert_true(said("[rule]"));
	done();
}

/* Each kind has a reader that refuses a section without an id. */
static void test_sections_without_an_id(void **state)
{
	static const char *const kinds[] = { "question", "term", "rule", "wait",
		"level" };

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		for (int full = 0; full < 2; full++) {
			begin();
			question("a", YES_NO);
			rule("E1", "emergency", "a is yes");
			fprintf(out, "[%s]\n%s", kinds[i],
			    full ? "text = x\nwhen = a is yes\n" : "");
			expect(end(), STATUS_BAD, NULL);
			done();
		}
	}
}

static void test_an_empty_net(void **state)
{
	struct slice ours;
	const char *net, *after;

	(void)state;
	arena_init(&arena);
	diag_init(&diag, &arena);
	ours = cases_triage(&arena);
	net = strstr(ours.ptr, "[net]\n");
	assert_non_null(net);
	after = strstr(net, "\n[level");
	assert_non_null(after);
	out = open_memstream(&text, &text_len);
	fprintf(out, "%.*s%s", (int)(net + 6 - ours.ptr), ours.ptr, after);
	expect(end(), STATUS_BAD, "[net] is empty");
	done();
	/* only wording for others */
	arena_init(&arena);
	diag_init(&diag, &arena);
	ours = cases_triage(&arena);
	net = strstr(ours.ptr, "[net]\n");
	after = strstr(net, "\n[level");
	out = open_memstream(&text, &text_len);
	fprintf(out, "%.*sx_other = y\n%s", (int)(net + 6 - ours.ptr), ours.ptr,
	    after);
	expect(end(), STATUS_BAD, "[net] is empty");
	done();
}

static void test_a_file_that_is_not_there(void **state)
{
	struct file_root root;

	(void)state;
	arena_init(&arena);
	diag_init(&diag, &arena);
	assert_int_equal(
	    file_root_open(&root, LUMBAR_SOURCE_DIR "/content", &diag),
	    STATUS_OK);
	assert_int_equal(
	    rules_read(&root, "en/none.ini", &arena, &rules, &diag),
	    STATUS_MISSING);
	file_root_close(&root);
	arena_free(&arena);
}

/* Times in any order, an answer without one, and units for one. */
static void test_times(void **state)
{
	struct triage run;

	(void)state;
	begin();
	question("age", AGE);
	question("a", YES_NO);
	question("d", "kind = one\noption_long = Long\ndays_long = 60 from 30\n"
		      "option_short = Short\ndays_short = 3 from 0\n"
		      "option_unsure = Hm\nunsure_gives = soon\n");
	rule("E1", "emergency", "a is yes");
	rule("S1", "soon", "d at least 1 month");
	rule("S2", "soon", "d at least 1 week");
	rule("S3", "soon", "d under 1 week or d at least 1 day");
	expect(end(), STATUS_OK, NULL);
	expect(answers_run(SLICE("[answers]\nage = 5\na = no\nd = 40\n"), "x",
		   &rules, &run, &diag),
	    STATUS_OK, NULL);
	assert_true((run.answers.picked[2] & 1u) != 0);
	triage_end(&run);
	done();
	begin();
	question("age", AGE);
	question("a", YES_NO);
	question("d", "kind = one\noption_x = X\ndays_x = 60 from 30\n"
		      "option_y = Y\ndays_y = 90 from 61\n");
	rule("E1", "emergency", "a is yes");
	rule("S1", "soon", "d at least 1 fortnight");
	expect(end(), STATUS_BAD, "fortnight");
	done();
}

/* More to say than a result holds: the first of it stays. */
static void test_a_result_that_is_full(void **state)
{
	static struct triage_result result;
	struct triage run;

	(void)state;
	begin();
	question("age", AGE);
	options(14, "self-care");
	for (int i = 0; i < 40; i++) {
		fprintf(out,
		    "[rule:S%d]\nwhen = many has o0\nlevel = soon\ndays = 3\n"
		    "parts = many\nsources = a%d\nextra = Extra %d.\n"
		    "say = say %d\nwait = w%d\n",
		    i, i, i, i, i);
		for (int k = 0; k < RULES_LIST; k++)
			fprintf(
			    out, "reason_o%d = Reason %d of %d.\n", k, k, i);
		fprintf(out, "[wait:w%d]\ntext = Wait %d.\n", i, i);
	}
	expect(end(), STATUS_OK, NULL);
	assert_int_equal(rules.rules[0].nparts, RULES_LIST);
	/* no more than fits is shown of what nobody should have written */
	triage_begin(&run, &rules, false);
	assert_int_equal(triage_answer(&run, (struct triage_pick){ .number = 40,
						 .has_number = true }),
	    TRIAGE_TAKEN);
	assert_int_equal(
	    triage_answer(&run, (struct triage_pick){ .options = 0x3FFF }),
	    TRIAGE_TAKEN);
	assert_true(triage_finish(&run));
	assert_true(triage_result(&run, &result));
	assert_int_equal(result.nreasons, TRIAGE_REASONS);
	assert_int_equal(result.nsay, TRIAGE_LINES);
	assert_int_equal(result.nextra, TRIAGE_LINES);
	assert_int_equal(result.nwait, TRIAGE_LINES);
	triage_end(&run);
	done();
}

static void test_pieces_by_hand(void **state)
{
	static struct triage_result result;
	const struct condition number = {
		.op = CONDITION_NUMBER, .low = 5, .high = 9
	};
	struct answers answers = { 0 };
	struct triage_rule quiet;
	struct triage_pick pick;
	struct triage run;

	(void)state;
	assert_false(condition_holds(&number, &answers));
	answers.answered = 1;
	assert_false(condition_holds(&number, &answers));
	answers.number[0] = 7;
	assert_true(condition_holds(&number, &answers));
	answers.number[0] = 10;
	assert_false(condition_holds(&number, &answers));

	begin();
	question("age", AGE);
	question("a", YES_NO);
	rule("E1", "emergency", "a is yes");
	expect(end(), STATUS_OK, NULL);
	quiet = rules.rules[0];
	quiet.say = "";
	rules.rules = &quiet;
	triage_begin(&run, &rules, false);
	/* answered with nothing: neither a number nor an option */
	run.answers.answered = 2;
	assert_true(triage_answered(&run, 1, &pick));
	assert_false(pick.has_number);
	run.answers.answered = 3;
	run.answers.number[0] = 40;
	run.answers.picked[1] = 2;
	run.stage = TRIAGE_RESULT;
	assert_true(triage_result(&run, &result));
	assert_int_equal(result.nsay, 0);
	triage_end(&run);
	done();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_number_at_all),
		cmocka_unit_test(test_a_number_later_and_two),
		cmocka_unit_test(test_a_calm_answer_in_a_rule),
		cmocka_unit_test(test_a_level_that_falls),
		cmocka_unit_test(test_an_answer_that_is_offered_sometimes),
		cmocka_unit_test(test_a_question_without_an_answer),
		cmocka_unit_test(test_a_question_that_two_answers_open),
		cmocka_unit_test(test_more_than_can_be_tried),
		cmocka_unit_test(test_more_places_than_can_be_tried),
		cmocka_unit_test(test_too_many_limits),
		cmocka_unit_test(test_an_answer_named_in_full),
		cmocka_unit_test(test_none_and_too_many),
		cmocka_unit_test(test_too_many_answers),
		cmocka_unit_test(test_terms_waits_and_sections),
		cmocka_unit_test(test_sections_without_an_id),
		cmocka_unit_test(test_an_empty_net),
		cmocka_unit_test(test_a_file_that_is_not_there),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_a_result_that_is_full),
		cmocka_unit_test(test_pieces_by_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
