/*
 * Reading rules: the language of conditions and its errors, the sections and
 * theirs. What the rules of the pack say is in test_triage_cases.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/cases.h"
#include "temp_pack.h"

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

static const struct condition *read_text(const char *text, struct diag *diag)
{
	diag_init(diag, &arena);
	return condition_read(
	    &rules, text, (struct condition_place){ "t.ini", 7 }, &arena, diag);
}

static bool holds(const char *condition, const char *answers)
{
	struct diag diag;
	const struct condition *const c = read_text(condition, &diag);
	struct answers all;

	if (c == NULL)
		fail_msg("\"%s\": %s", condition, diag.items[0].text);
	if (!cases_parse(&rules, answers, &all))
		fail_msg("\"%s\" cannot be read", answers);
	return condition_holds(c, &all);
}

static void conditions_mean_what_they_say(void **state)
{
	static const struct {
		const char *condition, *yes, *no;
	} rows[] = {
		{ "saddle is yes", "saddle=yes", "saddle=old" },
		{ "saddle has yes", "saddle=yes", "" },
		{ "saddle is yes or old", "saddle=old", "saddle=unsure" },
		{ "saddle is yes, old or unsure", "saddle=old", "" },
		{ "saddle is yes, old", "saddle=old", "" },
		{ "saddle is yes and now has chest", "saddle=yes now=chest",
		    "saddle=yes" },
		{ "saddle is yes or now has chest", "now=chest", "now=sudden" },
		{ "saddle is yes or old or now has chest", "now=chest", "" },
		{ "saddle is yes or old and now has chest",
		    "saddle=old now=chest", "saddle=yes" },
		{ "saddle is yes or (bowel is leaking and now has chest)",
		    "bowel=leaking now=chest", "bowel=leaking" },
		{ "(saddle is yes)", "saddle=yes", "" },
		{ "\tsaddle \t is\tyes\t", "saddle=yes", "" },
		{ "((saddle is yes or bothlegs))", "legs=both_old", "" },
		{ "any of (saddle is yes, bothlegs)", "legs=both_old", "" },
		{ "all of (saddle is yes, bothlegs)",
		    "saddle=yes legs=both_old", "saddle=yes" },
		{ "at least 2 of (saddle is yes, bothlegs, preg)",
		    "side=pregnant legs=both_old", "side=pregnant" },
		{ "any of (saddle is yes, old, bowel is leaking)",
		    "bowel=leaking", "" },
		{ "age at least 50", "age=50", "age=49" },
		{ "age at most 50", "age=50", "age=51" },
		{ "age under 50", "age=49", "age=50" },
		{ "age over 50", "age=51", "age=50" },
		{ "age from 16 to 17", "age=16", "age=18" },
		{ "age from 16 to 16", "age=16", "age=17" },
		{ "age is skip", "age=skip", "age=65" },
		{ "age from 65 to 65", "age=skip", "age=64" },
		{ "duration at most 14 days", "duration=1_to_2_weeks",
		    "duration=2_to_3_weeks" },
		{ "duration at most 6 weeks", "duration=3_to_6_weeks",
		    "duration=6_to_12_weeks" },
		{ "duration under 2 weeks", "duration=1_to_2_weeks",
		    "duration=2_to_3_weeks" },
		{ "duration over 3 days", "duration=1_to_2_weeks", "" },
		{ "duration at least 3 months", "duration=over_3_months",
		    "duration=6_to_12_weeks" },
		{ "duration from 1 week to 1 week", "", NULL },
		{ "duration from 10 to 20 days", "duration=2_to_3_weeks", "" },
		{ "strength has both or old", "strength=old", "" },
		{ "strength has both,old", "strength=old+unsteady",
		    "strength=unsteady" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].no == NULL)
			continue;
		if (!holds(rows[i].condition, rows[i].yes))
			fail_msg("\"%s\" does not hold", rows[i].condition);
		if (holds(rows[i].condition, rows[i].no))
			fail_msg("\"%s\" holds", rows[i].condition);
	}
}

static void condition_errors_name_the_word(void **state)
{
	static const struct {
		const char *condition, *part;
	} rows[] = {
		{ "", "the condition ends" },
		{ "saddle", "the condition ends" },
		{ "age", "the condition ends" },
		{ "saddle is", "the condition ends" },
		{ "saddel is yes", "\"saddel\"" },
		{ "saddle is yess", "\"yess\"" },
		{ "saddle equals yes", "\"equals\"" },
		{ "saddle is yes bothlegs", "\"bothlegs\"" },
		{ "saddle is yes)", "\")\"" },
		{ "(saddle is yes", "the condition ends" },
		{ "saddle is yes and", "the condition ends" },
		{ "not bothlegs", "\"not\"" },
		{ "bothlegs and preg or cancer", "\"or\"" },
		{ "bothlegs or preg and cancer", "\"and\"" },
		{ "saddle is yes, preg", "\",\"" },
		{ "saddle is yes or old or", "the condition ends" },
		{ "saddle at least 5", "\"at\"" },
		{ "saddle at least 5 days", "\"at\"" },
		{ "age at least", "expected" },
		{ "age at least x", "\"x\"" },
		{ "age at least -1", "\"-1\"" },
		{ "age at 5", "\"5\"" },
		{ "age at least 10000", "\"10000\"" },
		{ "age from 5 to 4", "expected" },
		{ "age from 5", "expected" },
		{ "age under", "expected" },
		{ "age over x", "\"x\"" },
		{ "age at least 5 days", "\"days\"" },
		{ "duration at least 5", "\"days\"" },
		{ "duration at least 5 years", "\"years\"" },
		{ "duration over 120 days", "lasts that long" },
		{ "any (saddle is yes)", "\"of\"" },
		{ "any of saddle is yes", "\"(\"" },
		{ "any of ()", "\")\"" },
		{ "any of (bothlegs", "the condition ends" },
		{ "at most 2 of (bothlegs, preg)", "\"most\"" },
		{ "at least 0 of (bothlegs, preg)", "a number" },
		{ "at least x of (bothlegs, preg)", "\"x\"" },
		{ "at least 3 of (bothlegs, preg)", "more than there is" },
		{ "at least 2 (bothlegs, preg)", "\"of\"" },
		{ "bothlegs & preg", "\"&\"" },
		{ "bothlegs/preg", "\"/\"" },
		{ "bothlegs:preg", "\":\"" },
		{ "bothlegs[preg", "\"[\"" },
		{ "bothlegs{preg", "\"{\"" },
		{ "\xC3\xA9", "\"\xC3\xA9\"" },
		{ "((((((((bothlegs))))))))", "brackets" },
		{ "Bothlegs", "\"Bothlegs\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct diag diag;

		if (read_text(rows[i].condition, &diag) != NULL)
			fail_msg("\"%s\" was read", rows[i].condition);
		assert_int_equal(diag.n, 1);
		assert_int_equal(diag.items[0].line, 7);
		assert_string_equal(diag.items[0].file, "t.ini");
		if (strstr(diag.items[0].text, rows[i].part) == NULL)
			fail_msg("\"%s\": %s", rows[i].condition,
			    diag.items[0].text);
	}
}

static void too_many_parts_are_refused(void **state)
{
	const char *text = "any of (bothlegs", *joined = "bothlegs";
	struct diag diag;

	(void)state;
	for (int i = 0; i < 40; i++) {
		text = arena_printf(&arena, "%s, bothlegs", text);
		joined = arena_printf(&arena, "%s or bothlegs", joined);
	}
	text = arena_printf(&arena, "%s)", text);
	assert_null(read_text(text, &diag));
	assert_non_null(strstr(diag.items[0].text, "too many"));
	assert_null(read_text(joined, &diag));
	assert_non_null(strstr(diag.items[0].text, "too many"));
}

/* The pack's file with the first old made new; what is wrong with that. */
static enum status read_changed(
    const char *old, const char *new, struct diag *diag)
{
	const struct slice text = cases_triage(&arena);
	const char *const at = strstr(text.ptr, old);
	struct rules out;
	const char *changed;

	if (at == NULL)
		fail_msg("there is no \"%s\"", old);
	changed = arena_printf(&arena, "%.*s%s%s", (int)(at - text.ptr),
	    text.ptr, new, at + strlen(old));
	diag_init(diag, &arena);
	return rules_parse(slice_of(changed), "triage.ini", &arena, &out, diag);
}

static bool told(const struct diag *diag, const char *part)
{
	for (size_t i = 0; i < diag->n; i++) {
		if (strstr(diag->items[i].text, part) != NULL)
			return diag->items[i].severity == DIAG_ERROR;
	}
	return false;
}

static void faults_of_the_file_are_named(void **state)
{
	static const struct {
		const char *old, *new, *part;
	} rows[] = {
		{ "[triage]", "[triagge]", "there is no [triage]" },
		{ "version = 2026.1\n", "", "has no \"version\"" },
		{ "[texts]", "[text]", "there is no [texts]" },
		{ "intro = ", "intor = ", "has no \"intro\"" },
		{ "[net]", "[nett]", "there is no [net]" },
		{ "[level:soon]", "[level:later]", "[level:later] is no" },
		{ "days = 14", "days = 61", "whole number from 0 to 60" },
		{ "days = 14", "days = x", "whole number from 0 to 60" },
		{ "days = 14", "days = 1/", "whole number from 0 to 60" },
		{ "days = 14", "days =", "has no \"days\"" },
		{ "days = 14", "days = 99999999999999999999", "whole number" },
		{ "read = who-to-see", "read = who-to-see,,x", "empty item" },
		{ "read = who-to-see", "read = ,x", "empty item" },
		{ "read = who-to-see", "read = a,b,c,d,e,f,g,h,i,j,k,l,m",
		    "too many items" },
		{ "intro_other = ", "intro_other =\nother = ", "has no words" },
		{ "kind = number", "kind = nummer", "neither" },
		{ "min = 0\n", "", "has no \"min\"" },
		{ "max = 120", "max = 1200", "whole number" },
		{ "skip_counts = 65", "skip_counts = 165", "whole number" },
		{ "kind = many", "kind = one", "\"unsure_gives\"" },
		{ "unsure_gives = urgent\n", "", "\"unsure_gives\"" },
		{ "unsure_gives = urgent", "unsure_gives = today", "no level" },
		{ "unsure_as = yes", "unsure_as = maybe", "\"maybe\"" },
		{ "alone = chest,", "alone = chess,", "\"chess\"" },
		{ "alone = yes", "alone = yes, no", "\"alone\"" },
		{ "calm = no", "calm = nope", "\"nope\"" },
		{ "text = How old are you?\n", "", "has no \"text\"" },
		{ "[question:age]", "[question:and]", "word of conditions" },
		{ "[question:age]", "[question:Age]", "capitals" },
		{ "[question:age]", "[question:9]", "begins with a-z" },
		{ "[question:age]", "[question:-age]", "begins with a-z" },
		{ "[question:age]", "[question:_age]", "begins with a-z" },
		{ "option_tearing = A", "option_unsure = A",
		    "offered without" },
		{ "option_tearing = A", "option_ = A", "names no answer" },
		{ "option_chest_other", "option_ches_other", "not known" },
		{ "[net]\n",
		    "[net]\na=b\nb=b\nc=b\nd=b\ne=b\nf=b\ng=b\n"
		    "h=b\n",
		    "more than 16 items" },
		{ "option_eye = A red", "calm = eye\noption_eye = A red",
		    "\"calm\" is \"none\"" },
		{ "option_yes = Yes\noption_no = No\noption_unsure = Not "
		  "sure\n",
		    "", "has no answers" },
		{ "days_under_1_week = 3 from 0", "days_under_1_week = 3",
		    "not like" },
		{ "days_under_1_week = 3 from 0", "days_under_1_week = 3 from ",
		    "not like" },
		{ "days_under_1_week = 3 from 0", "days_under_1_week =  from 0",
		    "not like" },
		{ "days_under_1_week = 3 from 0",
		    "days_under_1_week =\n  from 0", "not like" },
		{ "days_under_1_week = 3 from 0",
		    "days_under_1_week = 3 from 4", "fewer" },
		{ "days_under_1_week", "days_under_1_weeks", "not known" },
		{ "show_pregdanger = age", "show_pregdanger = trend",
		    "expected" },
		{ "show_pregdanger = age from 12 to 55 or age is skip",
		    "show_pregdanger = trend is worse", "not asked before" },
		{ "ask = duration at least 6 weeks or anyleg",
		    "ask = pattern has sit", "not asked before" },
		{ "why = We ask everyone.\n", "", "has no \"why\"" },
		{ "[term:growing]", "[term:trend]", "is a question" },
		{ "[term:growing]", "[term:or]", "word of conditions" },
		{ "when = worse is yes or unsure", "when = growing",
		    "no term" },
		{ "when = worse is yes or unsure\n", "", "has no \"when\"" },
		{ "when = now has chest", "when = now has ches", "\"ches\"" },
		{ "when = now has chest\n", "", "has no \"when\"" },
		{ "level = emergency", "level = emergencies", "no level" },
		{ "level = emergency", "level = self-care", "no level" },
		{ "mode = ambulance", "mode = taxi", "the mode" },
		{ "mode = ambulance\n", "", "the mode" },
		{ "level = urgent\n", "level = urgent\nmode = ed\n",
		    "the mode" },
		{ "level = urgent\n", "level = urgent\ndays = 1\n",
		    "\"days\"" },
		{ "level = soon\ndays = 7\n", "level = soon\n", "\"days\"" },
		{ "level = soon\ndays = 7\n", "level = soon\ndays =\n",
		    "has no \"days\"" },
		{ "level = soon\ndays = 7\n", "level = soon\ndays = 0\n",
		    "whole number from 1 to 14" },
		{ "level = soon\ndays = 7\n", "level = soon\ndays = 15\n",
		    "whole number" },
		{ "sources = nhs-999, nhs-dvt\n", "", "has no \"sources\"" },
		{ "say_rash = ", "say_rush = ", "not known" },
		{ "reason = Tearing", "raeson = Tearing", "has no \"reason\"" },
		{ "wait = leg", "wait = arm", "no [wait:arm]" },
		{ "wait = leg\n", "", "no rule has [wait:leg]" },
		{ "parts = skin", "parts = hair", "\"hair\" is no question" },
		{ "parts = skin", "parts = trend", "gives no reason" },
		{ "reason_eye = ", "reason_ear = ", "not known" },
		{ "[rule:E01]", "[rule:or]", "word of conditions" },
		{ "[rule:E01]", "[rool:E01]", "unknown section" },
		{ "mark = !!!\n", "mark = !!!\nmarc = x\n", "not known" },
		{ "[wait:leg]\n", "[other]\nx = y\n[wait:leg]\n",
		    "unknown section" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct diag diag;
		const enum status status =
		    read_changed(rows[i].old, rows[i].new, &diag);

		if (status != STATUS_BAD)
			fail_msg("row %zu, \"%s\": status %d", i, rows[i].new,
			    status);
		if (!told(&diag, rows[i].part)) {
			diag_print(&diag, stderr);
			fail_msg("row %zu, \"%s\"", i, rows[i].new);
		}
	}
}

static void what_cannot_be_parsed_is_refused(void **state)
{
	struct diag diag;
	struct rules out;

	(void)state;
	diag_init(&diag, &arena);
	assert_int_equal(
	    rules_parse(SLICE("[a"), "t.ini", &arena, &out, &diag), STATUS_BAD);
	assert_int_equal(
	    rules_parse(SLICE(""), "t.ini", &arena, &out, &diag), STATUS_BAD);
	assert_true(told(&diag, "there are 0 questions"));
}

/* The safety net: of the file, of signs.ini beside it, or of nowhere. */
static void the_net_may_stand_beside_the_rules(void **state)
{
	static const struct {
		const char *name;  /* of the rules, without a net of theirs */
		const char *signs; /* or NULL */
		const char *said;  /* or NULL: it is used */
	} rows[] = {
		{ "en/rules.ini", "[net]\na = first\nb = second\n", NULL },
		{ "rules.ini", "[net]\na = first\n", NULL },
		{ "en/rules.ini", NULL, "there is no [net]" },
		{ "en/rules.ini", "[group:a]\nx = y\n", "there is no [net]" },
		{ "en/rules.ini", "[net\n", "is not closed" },
		{ "en/rules.ini", "[net]\n", "[net] is empty" },
		{ "en/rules.ini", "[net]\na =\n", "[net] has no \"a\"" },
	};
	const struct slice bare = cases_text(&arena, "content/en/triage.ini");

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct temp_pack pack;
		struct file_root root;
		struct rules out;
		struct diag diag;
		enum status status;

		diag_init(&diag, &arena);
		temp_pack_make_empty(&pack);
		temp_pack_write(&pack, rows[i].name, bare.ptr, bare.len);
		if (rows[i].signs != NULL)
			temp_pack_put(&pack,
			    rows[i].name[0] == 'e' ? "en/signs.ini"
						   : "signs.ini",
			    rows[i].signs);
		assert_int_equal(
		    file_root_open(&root, pack.path, &diag), STATUS_OK);
		status = rules_read(&root, rows[i].name, &arena, &out, &diag);
		if ((status == STATUS_OK) != (rows[i].said == NULL))
			fail_msg("row %zu: status %d", i, status);
		if (rows[i].said != NULL && !told(&diag, rows[i].said)) {
			diag_print(&diag, stderr);
			fail_msg("row %zu", i);
		}
		if (i == 0) {
			assert_int_equal(out.nnet, 2);
			assert_string_equal(out.net[1].self, "second");
		}
		/* where a fault is, is said of the file that has it */
		if (i == 6)
			assert_string_equal(diag.items[0].file, "en/signs.ini");
		file_root_close(&root);
		temp_pack_remove(&pack);
	}
}

/* A net of its own counts, whatever stands beside it. */
static void a_net_of_its_own_comes_first(void **state)
{
	const struct slice whole = cases_triage(&arena);
	struct temp_pack pack;
	struct file_root root;
	struct rules out;
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	temp_pack_make_empty(&pack);
	temp_pack_write(&pack, "en/rules.ini", whole.ptr, whole.len);
	temp_pack_put(&pack, "en/signs.ini", "[net]\na = other\n");
	assert_int_equal(file_root_open(&root, pack.path, &diag), STATUS_OK);
	assert_int_equal(
	    rules_read(&root, "en/rules.ini", &arena, &out, &diag), STATUS_OK);
	assert_int_equal(out.nnet, rules.nnet);
	assert_true(out.checksum == rules.checksum);
	file_root_close(&root);
	temp_pack_remove(&pack);
}

static void the_checksum_sees_every_word(void **state)
{
	const struct slice text = cases_triage(&arena);
	char *const copy = arena_copy(&arena, text.ptr, text.len);
	struct rules out;
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	assert_int_equal(rules_parse((struct slice){ copy, text.len },
			     "triage.ini", &arena, &out, &diag),
	    STATUS_OK);
	assert_true(out.checksum == rules.checksum);
	*strstr(copy, "Hours matter") = 'h';
	assert_int_equal(rules_parse((struct slice){ copy, text.len },
			     "triage.ini", &arena, &out, &diag),
	    STATUS_OK);
	assert_true(out.checksum != rules.checksum);
}

/* A question that is closed or an option that is hidden does not count. */
static void only_what_is_asked_counts(void **state)
{
	const size_t worse = rules_question(&rules, SLICE("worse"));
	const size_t also = rules_question(&rules, SLICE("also"));
	struct answers all, live;

	(void)state;
	assert_true(cases_parse(&rules, "worse=yes", &all));
	assert_true((rules_live(&rules, &all, &live) >> worse & 1u) == 0);
	assert_int_equal(live.picked[worse], 0);
	assert_true(cases_parse(&rules, "worse=yes strength=unsure", &all));
	assert_true((rules_live(&rules, &all, &live) >> worse & 1u) != 0);
	assert_true(cases_parse(&rules, "worse=yes strength=old", &all));
	assert_true((rules_live(&rules, &all, &live) >> worse & 1u) == 0);

	assert_true(cases_parse(&rules, "age=60 also=pregdanger", &all));
	assert_true((rules_live(&rules, &all, &live) >> also & 1u) != 0);
	assert_true((live.answered >> also & 1u) == 0);
	assert_true(cases_parse(&rules, "age=60 also=pregdanger+bleed", &all));
	(void)rules_live(&rules, &all, &live);
	assert_int_equal(live.picked[also],
	    1u << rules_option(&rules.questions[also], SLICE("bleed")));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_mean_what_they_say),
		cmocka_unit_test(condition_errors_name_the_word),
		cmocka_unit_test(too_many_parts_are_refused),
		cmocka_unit_test(faults_of_the_file_are_named),
		cmocka_unit_test(what_cannot_be_parsed_is_refused),
		cmocka_unit_test(the_net_may_stand_beside_the_rules),
		cmocka_unit_test(a_net_of_its_own_comes_first),
		cmocka_unit_test(the_checksum_sees_every_word),
		cmocka_unit_test(only_what_is_asked_counts),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
