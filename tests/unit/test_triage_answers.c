/*
 * Answer files: what they may say, and every fault with its line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/cases.h"
#include "triage/answers.h"

#define HEAD "[answers]\n"
#define CALM                                                       \
	"now = none\nsaddle = no\nbladder = no\nbowel = no\n"      \
	"sexual = no\nlegs = none\nstrength = none\nalso = none\n" \
	"injury = none\nfever = no\nskin = none\ngeneral = none\n" \
	"conditions = none\nside = none\n"
#define END "trend = better\nimpact = mild\n"

static struct arena arena;
static struct rules rules;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena);
	cases_rules(&arena, &rules);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static enum triage_level level_of(const char *text)
{
	struct triage run;
	struct triage_result result;
	struct diag diag;

	diag_init(&diag, &arena);
	if (answers_run(slice_of(text), "a.ini", &rules, &run, &diag) !=
	    STATUS_OK) {
		diag_print(&diag, stderr);
		fail_msg("%s", text);
	}
	assert_int_equal(diag.n, 0);
	assert_int_equal(run.stage, TRIAGE_RESULT);
	assert_true(triage_result(&run, &result));
	triage_end(&run);
	return result.level;
}

static void files_are_evaluated(void **state)
{
	static const struct {
		const char *text;
		enum triage_level level;
	} rows[] = {
		{ HEAD "age = 30\n" CALM "duration = under_1_week\n" END,
		    TRIAGE_SELF_CARE },
		{ HEAD CALM END "duration = 1\nage = 30\n", TRIAGE_SELF_CARE },
		{ HEAD "age = 17\n" CALM "duration = 13\n" END,
		    TRIAGE_SELF_CARE },
		{ HEAD "age = 17\n" CALM "duration = 14\n" END,
		    TRIAGE_ROUTINE },
		{ HEAD "age = 30\n" CALM "duration = 41\n" END,
		    TRIAGE_SELF_CARE },
		/* From 6 weeks on the pattern is asked. */
		{ HEAD "age = 30\n" CALM "duration = 42\npattern = none\n" END,
		    TRIAGE_ROUTINE },
		{ HEAD "age = 30\n" CALM
		       "duration = 99999\npattern = before45\n" END,
		    TRIAGE_ROUTINE },
		/* It ends here: nothing more is needed. */
		{ HEAD "age = skip\nnow = sudden\n", TRIAGE_EMERGENCY },
		{ HEAD "age = 41\nnow = chest, coldleg\n", TRIAGE_EMERGENCY },
		{ HEAD "age = 41\nnow = none\nsaddle = unsure\n"
		       "bladder = unsure\n",
		    TRIAGE_EMERGENCY },
		{ HEAD "age = 41\nnow = none\nsaddle = unsure\nbladder = no\n"
		       "bowel = no\nsexual = na\n",
		    TRIAGE_EMERGENCY },
		/* worse is not read here, but what it says has to be. */
		{ HEAD "age = 30\nworse = yes\n" CALM "duration = 3\n" END,
		    TRIAGE_SELF_CARE },
		{ "; by hand\r\n[answers]\r\nage = 30\r\nnow = tearing\r\n",
		    TRIAGE_EMERGENCY },
		{ HEAD "age = 30\nnow = chest,\n  coldleg\n",
		    TRIAGE_EMERGENCY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (level_of(rows[i].text) != rows[i].level)
			fail_msg("row %zu: %s", i,
			    rules_level_id(level_of(rows[i].text)));
	}
}

static void faults_name_their_line(void **state)
{
	static const struct {
		const char *text;
		unsigned line;
		const char *part;
	} rows[] = {
		{ "", 0, "no [answers]" },
		{ "[answer]\nage = 3\n", 0, "no [answers]" },
		{ HEAD "age = 3\n[more]\nx = y\n", 3, "[more]" },
		{ HEAD "agee = 3\n", 2, "\"agee\"" },
		{ HEAD "age = old\n", 2, "no answer" },
		{ HEAD "age = -3\n", 2, "no answer" },
		{ HEAD "age = 3.5\n", 2, "no answer" },
		{ HEAD "age = 121\n", 2, "range" },
		{ HEAD "age = 99999999999999999999\n", 2, "range" },
		{ HEAD "age = 3, 4\n", 2, "more than one" },
		{ HEAD "age = 3, skip\n", 2, "more than one" },
		{ HEAD "age = skip, 3\n", 2, "more than one" },
		{ HEAD "age =\n", 2, "empty" },
		{ HEAD "age = 30\nage = 31\n", 3, "already" },
		{ HEAD "age = 30\nnow = chess\n", 3, "\"chess\"" },
		{ HEAD "age = 30\nnow = none, chest\n", 3, "beside" },
		{ HEAD "age = 30\nnow = chest, unsure\n", 3, "beside" },
		{ HEAD "age = 30\nnow = chest, chest\n", 3, "twice" },
		{ HEAD "age = 30\nnow = chest,\n", 3, "empty" },
		{ HEAD "age = 30\nnow = ,chest\n", 3, "empty" },
		{ HEAD "age = 30\nnow = 3\n", 3, "does not take" },
		{ HEAD "age = 30\nsaddle = yes, no\n", 3, "more than one" },
		{ HEAD "age = 30\nnow = none\nsaddle = na\n", 4, "no answer" },
		{ HEAD "age = 30\nduration = 3, 10\n", 3, "more than one" },
		{ HEAD "age = 30\nduration = 3, 4\n", 3, "twice" },
		/* Reached, and not there. */
		{ HEAD, 1, "\"age\" has no answer" },
		{ HEAD "age = 30\n", 1, "\"now\" has no answer" },
		{ "\n" HEAD "age = 30\nnow = none\nbladder = no\n", 2,
		    "\"saddle\" has no answer" },
		{ HEAD "age = 30\n" CALM "duration = 3\n", 1,
		    "\"trend\" has no answer" },
		{ HEAD "age = 30\nnow = none\nsaddle = no\nbladder = no\n"
		       "bowel = no\nsexual = no\nlegs = one\n"
		       "strength = mild_one\nalso = none\n",
		    1, "\"worse\" has no answer" },
		/* Vetted although it is not reached. */
		{ HEAD "age = 30\nnow = chest\nsaddle = maybe\n", 4,
		    "\"maybe\"" },
		{ HEAD "age = 60\nnow = none\nsaddle = no\nbladder = no\n"
		       "bowel = no\nsexual = no\nlegs = none\n"
		       "strength = none\nalso = pregdanger\n",
		    10, "not offered" },
		{ HEAD "age\n", 2, "key = value" },
		{ "[answers\n", 1, "closed" },
		{ HEAD "age = \xFF\n", 2, "UTF-8" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		static const struct triage none;
		struct triage run;
		struct diag diag;

		diag_init(&diag, &arena);
		if (answers_run(slice_of(rows[i].text), "a.ini", &rules, &run,
			&diag) != STATUS_BAD)
			fail_msg("row %zu was taken", i);
		assert_memory_equal(&run, &none, sizeof(run));
		assert_true(diag.n > 0);
		if (diag.items[0].line != rows[i].line ||
		    strstr(diag.items[0].text, rows[i].part) == NULL)
			fail_msg("row %zu: %u: %s", i, diag.items[0].line,
			    diag.items[0].text);
		assert_string_equal(diag.items[0].file, "a.ini");
	}
}

static void every_fault_is_told(void **state)
{
	struct triage run;
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	assert_int_equal(
	    answers_run(SLICE(HEAD "age = x\nnow = none, chest\nagee = 3\n"
				   "saddle = yes, no\n[b]\n"),
		"a.ini", &rules, &run, &diag),
	    STATUS_BAD);
	assert_int_equal(diag.n, 5);
}

static void a_huge_file_is_refused(void **state)
{
	char *const text = arena_zalloc(&arena, 1, ANSWERS_CAP + 1);
	struct triage run;
	struct diag diag;

	(void)state;
	memset(text, '\n', ANSWERS_CAP + 1);
	diag_init(&diag, &arena);
	assert_int_equal(answers_run((struct slice){ text, ANSWERS_CAP + 1 },
			     "a.ini", &rules, &run, &diag),
	    STATUS_TOO_BIG);
	assert_int_equal(answers_run((struct slice){ text, ANSWERS_CAP },
			     "a.ini", &rules, &run, &diag),
	    STATUS_BAD);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_are_evaluated),
		cmocka_unit_test(faults_name_their_line),
		cmocka_unit_test(every_fault_is_told),
		cmocka_unit_test(a_huge_file_is_refused),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
