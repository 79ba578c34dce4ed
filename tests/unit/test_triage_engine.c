/*
 * One run of the self-check: order, back, change, early end, doubts, result,
 * and that nothing is left of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/cases.h"
#include "triage/prove.h"

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

static size_t q(const char *id)
{
	const size_t i = rules_question(&rules, slice_of(id));

	if (i == rules.nquestions)
		fail_msg("there is no question %s", id);
	return i;
}

static void assert_at(const struct triage *run, const char *id)
{
	if (run->stage != TRIAGE_ASK)
		fail_msg("nothing is asked instead of %s", id);
	assert_string_equal(triage_question(run)->id, id);
}

/* What the line says to the question that is asked now. */
static struct triage_pick pick_of(const struct triage *run, const char *line)
{
	struct answers all;
	struct triage_pick pick = { 0 };

	assert_true(cases_parse(&rules, line, &all));
	pick.options = all.picked[run->at];
	pick.has_number = pick.options == 0;
	pick.number = all.number[run->at];
	return pick;
}

static enum triage_reply answer(struct triage *run, const char *line)
{
	enum triage_reply reply = triage_answer(run, pick_of(run, line));

	if (reply == TRIAGE_LOOK)
		reply = triage_answer(run, pick_of(run, line));
	return reply;
}

/* Until the question, or the end when id is NULL. */
static void walk(struct triage *run, const char *line, const char *id)
{
	while (run->stage == TRIAGE_ASK &&
	       (id == NULL || strcmp(triage_question(run)->id, id) != 0))
		assert_int_equal(answer(run, line), TRIAGE_TAKEN);
}

static enum triage_level level_of(struct triage *run)
{
	struct triage_result result;
	enum triage_level level;

	if (run->stage == TRIAGE_CHECK)
		assert_true(triage_finish(run));
	assert_true(triage_result(run, &result));
	level = result.level;
	triage_result_wipe(&result);
	return level;
}

static void asks_in_order(void **state)
{
	static const char *const order[] = { "age", "now", "saddle", "bladder",
		"bowel", "sexual", "legs", "strength", "also", "injury",
		"fever", "skin", "general", "conditions", "side", "duration",
		"trend", "impact" };
	struct triage run;
	size_t asked[RULES_QUESTIONS];

	(void)state;
	triage_begin(&run, &rules, false);
	for (size_t i = 0; i < 18; i++) {
		assert_at(&run, order[i]);
		assert_int_equal(answer(&run, ""), TRIAGE_TAKEN);
	}
	assert_int_equal(run.stage, TRIAGE_CHECK);
	assert_null(triage_question(&run));
	assert_int_equal(triage_asked(&run, asked), 18);
	assert_int_equal(asked[8], q("also"));
	assert_int_equal(level_of(&run), TRIAGE_SELF_CARE);
	triage_end(&run);
}

static void asks_some_only_when_needed(void **state)
{
	struct triage run;

	(void)state;
	triage_begin(&run, &rules, false);
	walk(&run, "strength=mild_one", "worse");
	assert_at(&run, "worse");
	triage_end(&run);

	triage_begin(&run, &rules, false);
	walk(&run, "strength=unsure", "worse");
	assert_at(&run, "worse");
	triage_end(&run);

	triage_begin(&run, &rules, false);
	walk(&run, "strength=old legs=one", "pattern");
	assert_at(&run, "pattern");
	assert_int_equal(run.answers.answered >> q("worse") & 1u, 0);
	triage_end(&run);

	triage_begin(&run, &rules, false);
	walk(&run, "duration=6_to_12_weeks", "pattern");
	assert_at(&run, "pattern");
	triage_end(&run);
}

static void refuses_what_is_no_answer(void **state)
{
	const struct triage_pick nothing = { 0 };
	const struct triage_pick both = {
		.options = 1, .number = 4, .has_number = true
	};
	struct triage_pick pick = { .has_number = true };
	struct triage run;

	(void)state;
	triage_begin(&run, &rules, false);
	assert_int_equal(triage_answer(&run, nothing), TRIAGE_EMPTY);
	pick.number = -1;
	assert_int_equal(triage_answer(&run, pick), TRIAGE_RANGE);
	pick.number = 121;
	assert_int_equal(triage_answer(&run, pick), TRIAGE_RANGE);
	assert_int_equal(triage_answer(&run, both), TRIAGE_CLASH);
	assert_int_equal(run.answers.answered, 0);
	assert_at(&run, "age");
	pick.number = 120;
	assert_int_equal(triage_answer(&run, pick), TRIAGE_TAKEN);
	assert_true(triage_answered(&run, q("age"), &pick));
	assert_true(pick.has_number);
	assert_int_equal(pick.number, 120);

	assert_at(&run, "now");
	assert_int_equal(triage_answer(&run, pick), TRIAGE_HIDDEN);
	assert_int_equal(triage_answer(&run, nothing), TRIAGE_EMPTY);
	assert_int_equal(
	    triage_answer(&run, pick_of(&run, "now=chest+none")), TRIAGE_CLASH);
	assert_int_equal(triage_answer(&run, pick_of(&run, "now=unsure+chest")),
	    TRIAGE_CLASH);
	assert_int_equal(triage_answer(&run, pick_of(&run, "now=none+unsure")),
	    TRIAGE_CLASH);
	pick = (struct triage_pick){ .options = UINT32_C(1) << 20 };
	assert_int_equal(triage_answer(&run, pick), TRIAGE_HIDDEN);
	assert_int_equal(answer(&run, ""), TRIAGE_TAKEN);

	assert_at(&run, "saddle");
	assert_int_equal(
	    triage_answer(&run, pick_of(&run, "saddle=yes+no")), TRIAGE_CLASH);
	walk(&run, "", "also");
	/* At 120 nobody is asked about a pregnancy. */
	assert_int_equal(answer(&run, "also=pregdanger+bleed"), TRIAGE_HIDDEN);
	triage_end(&run);
}

static void skips_an_age_that_is_not_said(void **state)
{
	struct triage run;
	struct triage_pick pick;

	(void)state;
	triage_begin(&run, &rules, false);
	assert_false(triage_answered(&run, q("age"), &pick));
	assert_int_equal(answer(&run, "age=skip"), TRIAGE_TAKEN);
	assert_true(triage_answered(&run, q("age"), &pick));
	assert_false(pick.has_number);
	assert_int_equal(pick.options, 1);
	assert_int_equal(run.answers.number[q("age")], 65);
	assert_int_equal(answer(&run, "now=sudden"), TRIAGE_TAKEN);
	assert_int_equal(run.stage, TRIAGE_RESULT);
	triage_end(&run);
}

static void offers_the_help_once(void **state)
{
	struct triage run;

	(void)state;
	triage_begin(&run, &rules, false);
	walk(&run, "", "saddle");
	assert_int_equal(
	    triage_answer(&run, pick_of(&run, "saddle=unsure")), TRIAGE_LOOK);
	assert_at(&run, "saddle");
	assert_int_equal(run.answers.answered >> q("saddle") & 1u, 0);
	assert_int_equal(
	    triage_answer(&run, pick_of(&run, "saddle=unsure")), TRIAGE_TAKEN);
	walk(&run, "saddle=unsure", "injury");
	/* There is no help with this one. */
	assert_int_equal(
	    triage_answer(&run, pick_of(&run, "injury=unsure")), TRIAGE_TAKEN);
	triage_end(&run);
}

static void ends_at_the_first_emergency(void **state)
{
	static const struct {
		const char *line, *last;
	} rows[] = {
		{ "now=chest", "now" },
		{ "age=50 now=sudden", "now" },
		{ "saddle=yes bladder=leaking", "saddle" },
		{ "saddle=unsure bladder=unsure", "bladder" },
		{ "saddle=unsure sexual=na", "sexual" },
		{ "bowel=unsure legs=both_old", "legs" },
		{ "strength=foot_drop worse=yes", "worse" },
		{ "strength=foot_drop worse=unsure", "worse" },
		{ "also=aneurysm", "also" },
		{ "injury=major", "injury" },
		{ "fever=yes legs=one_numb", "fever" },
		{ "general=cancer legs=one_numb", "general" },
		{ "injury=small conditions=fused", "conditions" },
		{ "side=breathing+clot", "side" },
		{ "fever=yes conditions=diabetes trend=worse", "trend" },
		{ "age=9 fever=yes impact=worst", "impact" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t asked[RULES_QUESTIONS], n;
		struct triage run;

		triage_begin(&run, &rules, false);
		walk(&run, rows[i].line, NULL);
		assert_int_equal(run.stage, TRIAGE_RESULT);
		n = triage_asked(&run, asked);
		assert_string_equal(
		    rules.questions[asked[n - 1]].id, rows[i].last);
		assert_int_equal(level_of(&run), TRIAGE_EMERGENCY);
		triage_end(&run);
	}
}

static void goes_back_without_losing_anything(void **state)
{
	struct triage run;
	struct triage_pick pick;

	(void)state;
	triage_begin(&run, &rules, false);
	assert_false(triage_back(&run));
	walk(&run, "saddle=old", "bowel");
	assert_true(triage_back(&run));
	assert_at(&run, "bladder");
	assert_true(triage_back(&run));
	assert_at(&run, "saddle");
	assert_true(triage_answered(&run, run.at, &pick));
	assert_int_equal(pick.options, pick_of(&run, "saddle=old").options);
	assert_int_equal(answer(&run, ""), TRIAGE_TAKEN);
	/* The next question, with what was answered to it. */
	assert_at(&run, "bladder");
	assert_true(triage_answered(&run, run.at, &pick));
	walk(&run, "", NULL);
	assert_int_equal(run.stage, TRIAGE_CHECK);
	assert_true(triage_back(&run));
	assert_at(&run, "impact");
	triage_end(&run);
}

static void goes_back_over_what_is_not_asked(void **state)
{
	struct triage run;

	(void)state;
	triage_begin(&run, &rules, false);
	walk(&run, "strength=mild_one worse=no", "also");
	assert_true(triage_back(&run));
	assert_at(&run, "worse");
	assert_true(triage_back(&run));
	assert_at(&run, "strength");
	assert_int_equal(answer(&run, ""), TRIAGE_TAKEN);
	assert_at(&run, "also");
	assert_true(triage_back(&run));
	assert_at(&run, "strength");
	/* The answer to what was closed is there when it opens again. */
	assert_int_equal(answer(&run, "strength=mild_one"), TRIAGE_TAKEN);
	assert_at(&run, "worse");
	assert_int_equal(run.answers.answered >> run.at & 1u, 1);
	triage_end(&run);
}

static void a_mistake_can_be_taken_back(void **state)
{
	struct triage run;

	(void)state;
	triage_begin(&run, &rules, false);
	walk(&run, "bladder=leaking", NULL);
	assert_int_equal(run.stage, TRIAGE_RESULT);
	assert_true(triage_back(&run));
	assert_at(&run, "bladder");
	assert_true(triage_back(&run));
	assert_at(&run, "saddle");
	/* What is still answered is still an emergency. */
	assert_int_equal(answer(&run, ""), TRIAGE_TAKEN);
	assert_int_equal(run.stage, TRIAGE_RESULT);
	assert_true(triage_back(&run));
	assert_at(&run, "bladder");
	assert_int_equal(answer(&run, ""), TRIAGE_TAKEN);
	assert_at(&run, "bowel");
	walk(&run, "", NULL);
	assert_int_equal(level_of(&run), TRIAGE_SELF_CARE);
	triage_end(&run);
}

static void changes_one_answer_and_returns(void **state)
{
	struct triage run;

	(void)state;
	triage_begin(&run, &rules, false);
	assert_false(triage_change(&run, q("age")));
	assert_false(triage_finish(&run));
	walk(&run, "", NULL);
	assert_false(triage_change(&run, q("worse")));
	assert_false(triage_change(&run, rules.nquestions));
	assert_true(triage_change(&run, q("fever")));
	assert_at(&run, "fever");
	assert_true(triage_back(&run));
	assert_int_equal(run.stage, TRIAGE_CHECK);
	assert_true(triage_change(&run, q("fever")));
	assert_int_equal(answer(&run, "fever=yes"), TRIAGE_TAKEN);
	assert_int_equal(run.stage, TRIAGE_CHECK);

	/* It opens a question. */
	assert_true(triage_change(&run, q("strength")));
	assert_int_equal(answer(&run, "strength=noweight"), TRIAGE_TAKEN);
	assert_at(&run, "worse");
	assert_true(triage_back(&run));
	assert_at(&run, "strength");
	assert_int_equal(answer(&run, "strength=noweight"), TRIAGE_TAKEN);
	assert_at(&run, "worse");
	assert_int_equal(answer(&run, "worse=no"), TRIAGE_TAKEN);
	walk(&run, "fever=yes", NULL);
	assert_int_equal(run.stage, TRIAGE_CHECK);

	/* It is an emergency. */
	assert_true(triage_change(&run, q("skin")));
	assert_int_equal(answer(&run, "skin=joint"), TRIAGE_TAKEN);
	assert_int_equal(run.stage, TRIAGE_RESULT);
	assert_int_equal(level_of(&run), TRIAGE_EMERGENCY);
	triage_end(&run);
}

static void an_open_question_is_asked_before_the_result(void **state)
{
	struct triage run;

	(void)state;
	triage_begin(&run, &rules, false);
	walk(&run, "bladder=leaking", NULL);
	assert_true(triage_review(&run));
	assert_int_equal(run.stage, TRIAGE_CHECK);
	assert_false(triage_review(&run));
	/* Still an emergency: that is told, whatever is open. */
	assert_true(triage_finish(&run));
	assert_true(triage_review(&run));
	assert_true(triage_change(&run, q("bladder")));
	assert_int_equal(answer(&run, ""), TRIAGE_TAKEN);
	assert_at(&run, "bowel");
	run.stage = TRIAGE_CHECK;
	assert_false(triage_finish(&run));
	assert_at(&run, "bowel");
	triage_end(&run);
}

/* An age that hides the only tick opens a question in the middle. */
static void what_was_opened_in_the_middle_is_asked(void **state)
{
	struct triage run;

	(void)state;
	triage_begin(&run, &rules, false);
	walk(&run, "side=breathing+clot", NULL);
	assert_int_equal(run.stage, TRIAGE_RESULT);
	while (strcmp(rules.questions[run.at].id, "also") != 0)
		assert_true(triage_back(&run));
	assert_int_equal(answer(&run, "also=pregdanger"), TRIAGE_TAKEN);
	assert_true(triage_review(&run));
	assert_true(triage_change(&run, q("age")));
	assert_int_equal(answer(&run, "age=60"), TRIAGE_TAKEN);
	assert_int_equal(run.stage, TRIAGE_RESULT);
	assert_true(triage_back(&run));
	assert_at(&run, "side");
	assert_int_equal(answer(&run, ""), TRIAGE_TAKEN);
	assert_at(&run, "also");
	assert_int_equal(answer(&run, ""), TRIAGE_TAKEN);
	walk(&run, "", NULL);
	assert_int_equal(level_of(&run), TRIAGE_SELF_CARE);
	triage_end(&run);
}

static void the_rest_can_never_lower_it(void **state)
{
	struct triage run;
	struct triage_result result;

	(void)state;
	triage_begin(&run, &rules, false);
	assert_false(triage_go_on(&run));
	walk(&run, "saddle=yes", NULL);
	assert_true(triage_has_rest(&run));
	assert_true(triage_result(&run, &result));
	assert_false(result.complete);
	assert_true(triage_go_on(&run));
	assert_at(&run, "bladder");
	walk(&run, "saddle=yes fever=yes conditions=immune", NULL);
	assert_int_equal(run.stage, TRIAGE_RESULT);
	assert_false(triage_has_rest(&run));
	assert_false(triage_go_on(&run));
	assert_true(triage_result(&run, &result));
	assert_true(result.complete);
	assert_int_equal(result.level, TRIAGE_EMERGENCY);
	assert_int_equal(result.nmain, 2);
	assert_true(triage_back(&run));
	assert_at(&run, "impact");
	assert_int_equal(answer(&run, "impact=worst"), TRIAGE_TAKEN);
	assert_int_equal(level_of(&run), TRIAGE_EMERGENCY);
	triage_end(&run);
}

/* Back as far as it goes, calm on the way: the emergency stays. */
static void no_step_leads_back_behind_the_rest(void **state)
{
	struct triage run;
	size_t steps = 0;

	(void)state;
	triage_begin(&run, &rules, false);
	walk(&run, "saddle=yes", NULL);
	assert_true(triage_go_on(&run));
	walk(&run, "", "legs");
	while (run.stage == TRIAGE_ASK) {
		assert_true(run.at > q("saddle"));
		assert_true(triage_back(&run));
		steps++;
	}
	assert_int_equal(steps, q("legs") - q("saddle"));
	assert_int_equal(level_of(&run), TRIAGE_EMERGENCY);
	/* the answers to the rest are there; the one before is not */
	assert_true(triage_back(&run));
	assert_at(&run, "sexual");
	while (run.stage == TRIAGE_ASK)
		assert_true(triage_back(&run));
	assert_true(triage_go_on(&run));
	assert_at(&run, "legs");
	walk(&run, "", NULL);
	assert_int_equal(run.stage, TRIAGE_RESULT);
	assert_false(triage_has_rest(&run));
	assert_int_equal(level_of(&run), TRIAGE_EMERGENCY);
	triage_end(&run);

	/* with no answer to the rest there is nowhere to go back to */
	triage_begin(&run, &rules, false);
	walk(&run, "saddle=yes", NULL);
	assert_true(triage_go_on(&run));
	assert_true(triage_back(&run));
	assert_int_equal(level_of(&run), TRIAGE_EMERGENCY);
	assert_false(triage_back(&run));
	assert_int_equal(level_of(&run), TRIAGE_EMERGENCY);

	/* "I was mistaken" is the way, and the only one */
	assert_true(triage_review(&run));
	assert_true(triage_change(&run, q("saddle")));
	assert_int_equal(answer(&run, ""), TRIAGE_TAKEN);
	walk(&run, "", NULL);
	assert_int_equal(level_of(&run), TRIAGE_SELF_CARE);
	triage_end(&run);
}

static void an_emergency_warns_at_every_stage(void **state)
{
	struct triage run;
	struct triage_result result;

	(void)state;
	triage_begin(&run, &rules, false);
	walk(&run, "injury=major", "injury");
	assert_false(triage_warning(&run, &result));
	assert_int_equal(result.level, 0);
	walk(&run, "injury=major", NULL);
	assert_true(triage_go_on(&run));
	assert_false(triage_result(&run, &result));
	assert_true(triage_warning(&run, &result));
	assert_int_equal(result.mode, TRIAGE_AMBULANCE);
	assert_non_null(strstr(result.what.self, "Call {emergency} now."));
	assert_int_equal(result.nwait, 1);
	assert_non_null(strstr(result.wait[0].self, "Stay still."));
	triage_end(&run);
	assert_false(triage_warning(&run, &result));

	/* one that is not: no level, whatever else was answered */
	triage_begin(&run, &rules, false);
	walk(&run, "fever=yes", "skin");
	assert_false(triage_warning(&run, &result));
	assert_int_equal(result.level, 0);
	assert_null(result.text);
	triage_end(&run);
}

static void stopped_half_way_there_is_no_level(void **state)
{
	struct triage run;
	struct triage_result result;

	(void)state;
	triage_begin(&run, &rules, false);
	assert_false(triage_result(&run, &result));
	walk(&run, "strength=old", "also");
	assert_false(triage_result(&run, &result));
	assert_int_equal(result.level, 0);
	walk(&run, "", NULL);
	assert_int_equal(run.stage, TRIAGE_CHECK);
	assert_false(triage_result(&run, &result));
	triage_end(&run);
}

static const struct triage_result *result_of(const char *line)
{
	static struct triage_result result;
	struct triage run;

	triage_begin(&run, &rules, false);
	walk(&run, line, NULL);
	if (run.stage == TRIAGE_CHECK)
		assert_true(triage_finish(&run));
	assert_true(triage_result(&run, &result));
	triage_end(&run);
	return &result;
}

static void a_result_says_why_and_what(void **state)
{
	const struct triage_result *r;

	(void)state;
	r = result_of("now=coldleg+chest");
	assert_int_equal(r->mode, TRIAGE_AMBULANCE);
	assert_int_equal(r->days, 0);
	assert_int_equal(r->nmain, 2);
	assert_string_equal(r->reasons[0].rule->id, "E01");
	assert_string_equal(r->reasons[1].rule->id, "E07");
	assert_int_equal(r->nwait, 1);
	assert_non_null(strstr(r->wait[0].self, "Do not warm it"));
	assert_non_null(strstr(r->what.self, "Call {emergency} now."));
	assert_int_equal(r->nsay, 2);
	assert_int_equal(r->nsources, 3);

	r = result_of("saddle=yes");
	assert_int_equal(r->mode, TRIAGE_ED);
	assert_non_null(strstr(r->what.self, "Go to {ed_long} now."));
	assert_string_equal(r->read[0], "cauda-equina");
	assert_int_equal(r->nread, 2);

	/* Both ways to go: the ambulance. */
	r = result_of("fever=yes legs=one_numb injury=unsure strength=mild_one "
		      "worse=no");
	assert_int_equal(r->mode, TRIAGE_AMBULANCE);

	r = result_of("also=overdose");
	assert_int_equal(r->nextra, 1);
	assert_non_null(strstr(r->extra[0].self, "{advice}"));

	r = result_of("skin=rash+eye");
	assert_int_equal(r->level, TRIAGE_URGENT);
	assert_int_equal(r->nmain, 2);
	assert_non_null(strstr(r->reasons[0].part->reason.self, "shingles"));
	assert_non_null(strstr(r->reasons[1].part->reason.self, "eye"));
	/* The same words of two ticks are said once. */
	r = result_of("skin=swollen+redhot");
	assert_int_equal(r->nmain, 1);
	assert_int_equal(r->nsay, 2);
}

static bool has(const char *const *list, size_t n, const char *text)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(list[i], text) == 0)
			return true;
	}
	return false;
}

/* "You can call first" must not stand beside what cannot wait. */
static void what_one_sign_adds_is_for_it_alone(void **state)
{
	const struct triage_result *r;

	(void)state;
	r = result_of("also=overdose");
	assert_int_equal(r->nextra, 1);
	r = result_of("also=overdose+aneurysm");
	assert_int_equal(r->nextra, 0);
	assert_int_equal(r->mode, TRIAGE_AMBULANCE);
	r = result_of("age=30 also=overdose+pregdanger");
	assert_int_equal(r->nextra, 0);
	assert_int_equal(r->nmain, 2);
	r = result_of("age=30 also=pregdanger");
	assert_int_equal(r->nextra, 1);
	assert_non_null(strstr(r->extra[0].self, "{maternity}"));
}

/* Nothing of a lower level reassures, comes first or is told. */
static void an_emergency_stands_alone(void **state)
{
	static const char *const lines[] = {
		"legs=both_old strength=spreading pattern=sit",
		("legs=both_old strength=both pattern=sit "
		 "duration=over_3_months"),
		"legs=both_old bladder=unsure",
		"age=9 legs=both_old",
	};
	const struct triage_result *r;
	struct triage run;
	static struct triage_result full;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		triage_begin(&run, &rules, false);
		walk(&run, lines[i], NULL);
		if (triage_go_on(&run))
			walk(&run, lines[i], NULL);
		assert_true(triage_result(&run, &full));
		triage_end(&run);
		assert_int_equal(full.level, TRIAGE_EMERGENCY);
		assert_int_equal(full.nreasons, full.nmain);
		for (size_t k = 0; k < full.nreasons; k++)
			assert_int_equal(
			    full.reasons[k].rule->level, TRIAGE_EMERGENCY);
		assert_string_equal(full.read[0], "cauda-equina");
		assert_string_equal(full.read[1], "get-help-now");
		assert_int_equal(full.nread, 2);
	}
	/* what is told comes from the emergency; the rest is only named */
	r = result_of("saddle=yes");
	assert_int_equal(r->nsay, 1);
	assert_int_equal(r->nalso, 0);
	r = result_of("bladder=often_only legs=one strength=unsteady worse=no "
		      "injury=small duration=over_3_months");
	assert_true(has(r->say, r->nsay,
	    "newly unsteady, clumsy or falling "
	    "over"));
	assert_false(has(r->say, r->nsay, "pain in one leg"));
	assert_true(has(r->also, r->nalso, "pain in one leg"));
	assert_false(has(r->also, r->nalso,
	    "newly unsteady, clumsy or falling "
	    "over"));
	assert_false(has(r->also, r->nalso, "pain for over 3 months"));
}

/* Only what was picked, never what the rule would also take. */
static void what_is_told_was_answered(void **state)
{
	static const struct {
		const char *line, *say[5];
	} rows[] = {
		{ "fever=yes", { "fever or shivers" } },
		{ "fever=unsure", { "unsure about fever" } },
		{ "legs=both_weeks",
		    { "pain, tingling or numbness in both legs for weeks" } },
		{ "injury=major_checked", { "a big injury, checked in "
					    "hospital" } },
		{ "injury=unsure", { "unsure if there was an injury" } },
		{ "conditions=thinners injury=small impact=severe",
		    { "a small injury in the last 4 weeks",
			"blood thinners or a bleeding disorder",
			"able to do very little" } },
		{ "also=bleed", { "black, tar-like poo or vomited blood" } },
		{ "also=overdose", { "more painkillers than the label allows, "
				     "or one drug from two packets" } },
		{ "now=chest", { "one or more of chest pain, trouble "
				 "breathing, coughing blood" } },
		{ "fever=yes side=birth",
		    { "fever or shivers", "a baby in the last 3 months" } },
		{ "side=burning", { "burning or stinging when peeing" } },
		{ "age=80 impact=moderate",
		    { "aged {number}", "pain for under 1 week",
			"pain that limits daily life" } },
		{ "age=30 conditions=steroids impact=moderate",
		    { "aged {number}", "steroid tablets for 3 months or more",
			"pain for under 1 week",
			"pain that limits daily life" } },
		{ "age=72 injury=small impact=moderate",
		    { "aged {number}", "a small injury in the last 4 weeks",
			"pain for under 1 week",
			"pain that limits daily life" } },
		{ "duration=over_3_months trend=better pattern=stiff+pso+"
		  "before45",
		    { "pain for over 3 months",
			"stiff for 30 minutes or more in the morning",
			"psoriasis, bowel inflammation or an inflamed eye",
			"it began before the age of 45" } },
		{ "saddle=unsure sexual=na",
		    { "unsure about the feeling between the legs" } },
		{ "age=skip now=sudden", { "sudden very bad pain from "
					   "nowhere" } },
	};

	static struct proof proof;
	static struct triage_result result;
	struct triage run;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct triage_result *r = result_of(rows[i].line);
		size_t n = 0;

		for (; n < 5 && rows[i].say[n] != NULL; n++) {
			if (!has(r->say, r->nsay, rows[i].say[n]))
				fail_msg("%s: no \"%s\"", rows[i].line,
				    rows[i].say[n]);
		}
		if (r->nsay != n)
			fail_msg("%s: %zu phrases", rows[i].line, r->nsay);
	}
	assert_true(prove_full(&rules, 10, 1, &arena, &proof, NULL));
	/* whoever fires a rule has something to tell */
	for (size_t i = 0; i < rules.nrules; i++) {
		triage_begin(&run, &rules, false);
		run.answers = proof.rules[i].answers;
		assert_true(triage_warning(&run, &result) ||
			    rules.rules[i].level < TRIAGE_EMERGENCY);
		run.stage = TRIAGE_RESULT;
		assert_true(triage_result(&run, &result));
		assert_true(result.nsay > 0);
		triage_end(&run);
	}
	assert_string_equal(triage_phrase("aged {number}",
				result_of("age=80 impact=moderate"), &arena),
	    "aged 80");
}

static void a_result_counts_days(void **state)
{
	const struct triage_result *r;

	(void)state;
	r = result_of("general=cancer");
	assert_int_equal(r->level, TRIAGE_SOON);
	assert_int_equal(r->days, 7);
	r = result_of("general=cancer side=burning legs=one pattern=stand");
	assert_int_equal(r->days, 2);
	assert_int_equal(r->nmain, 3);
	assert_string_equal(
	    triage_days(r->text->within.self, r, &arena), "within 2 days");
	assert_string_equal(triage_days("{days}{days}", r, &arena), "22");
	r = result_of("skin=eye general=cancer duration=6_to_12_weeks");
	assert_int_equal(r->level, TRIAGE_URGENT);
	assert_int_equal(r->days, 0);
	assert_int_equal(r->nmain, 1);
	assert_int_equal(r->nreasons, 3);
	assert_string_equal(r->reasons[1].rule->id, "S01");
	assert_string_equal(r->reasons[2].rule->id, "R01");
	r = result_of("duration=6_to_12_weeks");
	assert_int_equal(r->level, TRIAGE_ROUTINE);
	assert_int_equal(r->days, 42);
	r = result_of("");
	assert_int_equal(r->level, TRIAGE_SELF_CARE);
	assert_int_equal(r->nreasons, 0);
	assert_int_equal(r->days, 21);
}

static void words_are_for_whom_they_are(void **state)
{
	struct triage run;

	(void)state;
	triage_begin(&run, &rules, true);
	assert_string_equal(triage_say(&run, triage_question(&run)->text),
	    "How old is the person?");
	triage_end(&run);
	triage_begin(&run, &rules, false);
	assert_string_equal(
	    triage_say(&run, triage_question(&run)->text), "How old are you?");
	triage_end(&run);
}

static void nothing_is_left_of_a_run(void **state)
{
	static const struct triage none;
	static const struct triage_result no_result;
	struct triage run;
	struct triage_result result;

	(void)state;
	memset(&run, 0xA5, sizeof(run));
	triage_begin(&run, &rules, false);
	assert_int_equal(run.answers.answered, 0);
	walk(&run, "saddle=yes", NULL);
	assert_true(triage_result(&run, &result));
	triage_end(&run);
	triage_result_wipe(&result);
	assert_memory_equal(&run, &none, sizeof(run));
	assert_memory_equal(&result, &no_result, sizeof(result));
	assert_null(triage_question(&run));
}

static uint64_t seed = 20261122;

static uint32_t below(uint32_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % n;
}

/* Whatever is pressed: a stage, a level or none, never an answer too many. */
static void random_steps_never_break_it(void **state)
{
	(void)state;
	for (int i = 0; i < 300; i++) {
		struct triage run;
		struct triage_result result;

		triage_begin(&run, &rules, below(2) != 0);
		for (int k = 0; k < 120; k++) {
			const struct triage_pick pick = {
				.options =
				    below(3) == 0
					? (uint32_t)1 << below(9)
					: (below(2) != 0
						  ? below(1024)
						  : (run.stage == TRIAGE_ASK
							    ? triage_question(
								  &run)
								  ->calm
							    : 0)),
				.number = (int)below(130),
				.has_number = below(8) == 0,
			};

			switch (below(12)) {
			case 0:
				(void)triage_back(&run);
				break;
			case 1:
				(void)triage_change(&run, below(24));
				break;
			case 2:
				(void)triage_finish(&run);
				break;
			case 3:
				(void)triage_go_on(&run);
				break;
			case 4:
				(void)triage_review(&run);
				break;
			default:
				if (run.stage == TRIAGE_ASK)
					(void)triage_answer(&run, pick);
			}
			assert_int_equal(triage_result(&run, &result),
			    run.stage == TRIAGE_RESULT);
			assert_int_equal(
			    result.level != 0, run.stage == TRIAGE_RESULT);
			if (run.stage == TRIAGE_RESULT && !result.complete)
				assert_int_equal(
				    result.level, TRIAGE_EMERGENCY);
		}
		triage_end(&run);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(asks_in_order),
		cmocka_unit_test(asks_some_only_when_needed),
		cmocka_unit_test(refuses_what_is_no_answer),
		cmocka_unit_test(skips_an_age_that_is_not_said),
		cmocka_unit_test(offers_the_help_once),
		cmocka_unit_test(ends_at_the_first_emergency),
		cmocka_unit_test(goes_back_without_losing_anything),
		cmocka_unit_test(goes_back_over_what_is_not_asked),
		cmocka_unit_test(a_mistake_can_be_taken_back),
		cmocka_unit_test(changes_one_answer_and_returns),
		cmocka_unit_test(an_open_question_is_asked_before_the_result),
		cmocka_unit_test(what_was_opened_in_the_middle_is_asked),
		cmocka_unit_test(the_rest_can_never_lower_it),
		cmocka_unit_test(no_step_leads_back_behind_the_rest),
		cmocka_unit_test(an_emergency_warns_at_every_stage),
		cmocka_unit_test(stopped_half_way_there_is_no_level),
		cmocka_unit_test(a_result_says_why_and_what),
		cmocka_unit_test(what_one_sign_adds_is_for_it_alone),
		cmocka_unit_test(an_emergency_stands_alone),
		cmocka_unit_test(what_is_told_was_answered),
		cmocka_unit_test(a_result_counts_days),
		cmocka_unit_test(words_are_for_whom_they_are),
		cmocka_unit_test(nothing_is_left_of_a_run),
		cmocka_unit_test(random_steps_never_break_it),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
