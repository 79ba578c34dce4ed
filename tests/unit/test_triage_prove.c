/*
 * The proof holds for the rules of the pack, and it fails for each thing in
 * them that is wrong.
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
#include "triage/prove.h"

#define FEW 20000u

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

static void the_rules_prove(void **state)
{
	static struct proof proof;
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	assert_true(prove_quick(&rules, &arena, &proof, &diag));
	assert_true(proof.nitems >= 8);
	assert_true(prove_full(&rules, LUMBAR_SANITIZED ? FEW : PROVE_CASES, 1,
	    &arena, &proof, &diag));
	assert_int_equal(diag.n, 0);
	for (size_t i = 0; i < proof.nitems; i++) {
		assert_int_equal(proof.items[i].failures, 0);
		assert_true(proof.items[i].cases > 0);
		assert_true(proof.items[i].how[0] != '\0');
		assert_string_equal(proof.items[i].failure, "");
	}
	assert_true(proof.longest <= 20);
	assert_int_equal(proof.shortest_emergency, 2);
}

/* Each witness, as a file, leads to its question or rule. */
static void witnesses_are_witnesses(void **state)
{
	static struct proof proof;
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	assert_true(prove_full(&rules, FEW, 1, &arena, &proof, &diag));
	for (size_t i = 0; i < rules.nrules; i++) {
		const char *const text = arena_printf(&arena, "[answers]\n%s",
		    prove_write(&rules, &proof.rules[i].answers, &arena));
		struct triage_result result;
		struct triage run;

		assert_true(proof.rules[i].found);
		if (answers_run(slice_of(text), "w", &rules, &run, &diag) !=
		    STATUS_OK) {
			diag_print(&diag, stderr);
			fail_msg("%s: %s", rules.rules[i].id, text);
		}
		assert_true(triage_result(&run, &result));
		assert_true(rules_has_fired(&result.fired, i));
		if (proof.rules[i].sole)
			assert_int_equal(result.level, rules.rules[i].level);
	}
	for (size_t i = 0; i < rules.nquestions; i++)
		assert_true(proof.questions[i].found);
	/* R01 fires wherever R03 does: no witness without it. */
	for (size_t i = 0; i < rules.nrules; i++)
		assert_int_equal(
		    proof.rules[i].sole, strcmp(rules.rules[i].id, "R03") != 0);
}

/* The pack's file without the rule. */
static const char *without(const char *id)
{
	const struct slice text = cases_triage(&arena);
	const char *const head = arena_printf(&arena, "[rule:%s]", id);
	const char *const at = strstr(text.ptr, head);
	const char *end;

	assert_non_null(at);
	end = strstr(at + 1, "\n[");
	return arena_printf(&arena, "%.*s%s", (int)(at - text.ptr), text.ptr,
	    end != NULL ? end + 1 : "");
}

static const char *changed(const char *old, const char *new)
{
	const struct slice text = cases_triage(&arena);
	const char *const at = strstr(text.ptr, old);

	if (at == NULL)
		fail_msg("there is no \"%s\"", old);
	return arena_printf(&arena, "%.*s%s%s", (int)(at - text.ptr), text.ptr,
	    new, at + strlen(old));
}

/* A file that cannot even be read proves nothing either. */
static bool proves(const char *text, bool full, struct diag *diag)
{
	struct proof *const proof = arena_alloc(&arena, sizeof(*proof));
	struct rules *const out = arena_alloc(&arena, sizeof(*out));

	diag_init(diag, &arena);
	if (rules_parse(slice_of(text), "triage.ini", &arena, out, diag) !=
	    STATUS_OK)
		return false;
	return full ? prove_full(out, FEW, 1, &arena, proof, diag)
	            : prove_quick(out, &arena, proof, diag);
}

static bool told(const struct diag *diag, const char *part)
{
	for (size_t i = 0; i < diag->n; i++) {
		if (strstr(diag->items[i].text, part) != NULL)
			return diag->items[i].severity == DIAG_ERROR;
	}
	return false;
}

static void a_lost_rule_is_missed(void **state)
{
	/* Every rule that one sign or one doubt depends on. */
	static const char *const ids[] = { "E01", "E02", "E04", "E06", "E07",
		"E08", "E09", "E10", "E11", "E12", "E13", "E14", "E15", "E16",
		"E18", "E24", "E25", "U02", "U03", "U05", "S02", "S03", "S11",
		"S12", "S14" };

	(void)state;
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		struct diag diag;

		if (proves(without(ids[i]), false, &diag))
			fail_msg("%s is not missed", ids[i]);
		assert_true(diag.n > 0);
	}
}

static void what_is_wrong_does_not_prove(void **state)
{
	static const struct {
		const char *old, *new, *part;
	} rows[] = {
		{ "when = impact is worst", "when = impact is mild",
		    "calm answer to \"impact\"" },
		{ "when = impact is worst", "when = skin has none",
		    "calm answer to \"skin\"" },
		{ "when = injury is small, major, major_checked or unsure",
		    "when = injury is small, none, major_checked or unsure",
		    "calm answer to \"injury\"" },
		{ "ask = duration at least 6 weeks or anyleg",
		    "ask = duration at least 6 weeks or legs is none",
		    "pattern waits" },
		{ "show_pregdanger = age from 12 to 55 or age is skip",
		    "show_pregdanger = legs is none", "pregdanger waits" },
		{ "when = worse is yes or unsure", "when = worse is yes",
		    "\"not sure\" of \"worse\"" },
		{ "when = trend is same, worse or unsure",
		    "when = trend is same or worse",
		    "\"not sure\" of \"trend\"" },
		{ "when = saddle is yes\n", "when = saddle is old\n",
		    "\"yes\" at \"saddle\"" },
		{ "when = now has chest\n",
		    "when = now has chest and age at most 119\n",
		    "\"chest\" at \"now\"" },
		{ "when = now has chest\n",
		    "when = now has chest and age at least 1\n",
		    "\"chest\" at \"now\"" },
		{ "when = now has coldleg\n",
		    "when = now has coldleg and impact is worst\n",
		    "\"coldleg\" at \"now\"" },
		{ "when = injury is major\n",
		    "when = injury is major or fever is unsure\n",
		    "\"fever\" gives \"emergency\"" },
		{ "when = sexual is unsure or fever is unsure",
		    "when = fever is unsure", "\"sexual\" gives" },
		{ "ask = duration at least 6 weeks or anyleg",
		    "ask = duration at least 6 weeks and anyleg",
		    "no one answer leads to \"pattern\"" },
		{ "sexual is unsure or na)", "sexual is unsure)", "do not" },
		{ "show_pregdanger = age from 12 to 55 or age is skip",
		    "show_pregdanger = bowel is leaking", "never offered" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct diag diag;

		if (proves(changed(rows[i].old, rows[i].new), false, &diag))
			fail_msg("row %zu, \"%s\", proves", i, rows[i].new);
		if (!told(&diag, rows[i].part)) {
			diag_print(&diag, stderr);
			fail_msg("row %zu, \"%s\"", i, rows[i].new);
		}
	}
}

static void what_only_the_full_proof_sees(void **state)
{
	static const struct {
		const char *old, *new, *part;
	} rows[] = {
		{ "when = impact is worst",
		    "when = impact is worst and impact is severe",
		    "U20 never fires" },
		{ "when = age under 16\n",
		    "when = age under 16 and age over 16\n",
		    "S08 never fires" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct diag diag;

		if (proves(changed(rows[i].old, rows[i].new), true, &diag))
			fail_msg("row %zu proves", i);
		if (!told(&diag, rows[i].part)) {
			diag_print(&diag, stderr);
			fail_msg("row %zu", i);
		}
	}
}

static void useless_questions_are_told(void **state)
{
	struct diag diag;

	(void)state;
	assert_false(proves(
	    changed("[question:pattern]",
		"[question:colour]\nkind = one\ntext = Which?\nwhy = So.\n"
		"calm = no\noption_no = No\noption_red = Red\n\n"
		"[question:pattern]"),
	    true, &diag));
	assert_true(told(&diag, "no rule needs \"colour\""));
	assert_true(told(&diag, "there are 21 questions"));
}

static void marks_cannot_all_be_lost(void **state)
{
	const struct slice text = cases_triage(&arena);
	char *const copy = arena_copy(&arena, text.ptr, text.len);
	struct diag diag;
	char *at;

	(void)state;
	while ((at = strstr(copy, "\nalone = ")) != NULL)
		memcpy(at, "\n;lone = ", 9);
	assert_false(proves(copy, false, &diag));
	assert_true(told(&diag, "no answer is marked"));
}

static void a_file_is_written_as_it_is_read(void **state)
{
	struct answers all;

	(void)state;
	assert_true(
	    cases_parse(&rules, "age=skip now=chest+coldleg worse=yes", &all));
	all.answered = 7;
	assert_string_equal(prove_write(&rules, &all, &arena),
	    "age = skip\nnow = chest, coldleg\nsaddle = no\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rules_prove),
		cmocka_unit_test(witnesses_are_witnesses),
		cmocka_unit_test(a_lost_rule_is_missed),
		cmocka_unit_test(what_is_wrong_does_not_prove),
		cmocka_unit_test(what_only_the_full_proof_sees),
		cmocka_unit_test(useless_questions_are_told),
		cmocka_unit_test(marks_cannot_all_be_lost),
		cmocka_unit_test(a_file_is_written_as_it_is_read),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
