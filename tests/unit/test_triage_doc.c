/*
 * What a saved result says, for every result that one rule makes alone and for
 * the one that none makes.
 */
#include "widgets/triage_doc.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "triage/prove.h"

#define SAVED "This page holds health information. Keep it in a safe place.\n"

static struct catalog catalog;
static struct arena arena;
static struct diag diag;

static time_t in_november(time_t *unused)
{
	(void)unused;
	return 1795341000; /* 2026-11-22 09:50 */
}

static struct self_check *open_check(void)
{
	struct self_check *check = self_check_open(&catalog, &diag);

	assert_true(check->open);
	check->clock = in_november;
	self_check_begin(check, false);
	check->made = in_november(NULL);
	return check;
}

/* Blanks and ends of lines are the same: the text is wrapped. */
static bool has(const char *text, const char *words)
{
	for (; *text != '\0'; text++) {
		const char *t = text, *w = words;

		while (*w != '\0' && *t != '\0') {
			if (*w == ' ' && (*t == ' ' || *t == '\n')) {
				w++;
				t += strspn(t, " \n");
			} else if (*w++ != *t++) {
				w = "?";
				break;
			}
		}
		if (*w == '\0')
			return true;
	}
	return false;
}

#define NEED(text, words)                                           \
	do {                                                        \
		if (!has(text, words))                              \
			fail_msg("no \"%s\" in:\n%s", words, text); \
	} while (0)

static void check_lines(const char *text, bool ascii)
{
	for (const char *line = text; *line != '\0';) {
		const size_t len = strcspn(line, "\n");

		assert_true(text_cols((struct slice){ line, len }) <= 72);
		assert_int_equal(line[len], '\n');
		for (size_t i = 0; i < len; i++) {
			if (ascii)
				assert_in_range(line[i], ' ', '~');
			else
				assert_false((unsigned char)line[i] < ' ');
		}
		line += len + 1;
	}
}

/* The answers of a run that has come to its end. */
static void check_paper(struct self_check *check)
{
	static struct triage_result result;
	struct arena own;
	struct slice paper;
	const char *text;

	check->run.stage = TRIAGE_RESULT;
	assert_true(self_check_result(check, &result));
	arena_init(&own);
	paper = triage_doc_paper(check, &result, true, &own);
	check_lines(arena_copy(&own, paper.ptr, paper.len), true);
	paper = triage_doc_paper(check, &result, false, &own);
	text = arena_copy(&own, paper.ptr, paper.len);
	check_lines(text, false);
	assert_int_equal(strncmp(text, SAVED, strlen(SAVED)), 0);
	NEED(text,
	    self_check_words(check, result.text->heading, result.days, &own));
	NEED(text, self_check_words(check, result.what, result.days, &own));
	NEED(text, "999");
	for (size_t i = 0; i < result.nreasons; i++)
		NEED(text,
		    arena_printf(&own, "%s (%s)",
			self_check_words(check, result.reasons[i].part->reason,
			    result.days, &own),
			result.reasons[i].rule->id));
	NEED(text, "Tell them:");
	for (size_t i = 0; i < result.nsay; i++)
		NEED(text, triage_phrase(result.say[i], &result, &own));
	for (size_t i = 0; i < result.nalso; i++)
		NEED(text, triage_phrase(result.also[i], &result, &own));
	for (size_t i = 0; i < result.nwait; i++)
		NEED(text, self_check_words(check, result.wait[i], 0, &own));
	for (size_t i = 0;
	     result.level < TRIAGE_EMERGENCY && i < check->rules.nnet; i++)
		NEED(text,
		    self_check_words(check, check->rules.net[i], 0, &own));
	NEED(
	    text, self_check_words(check, result.text->net, result.days, &own));
	NEED(text, "This is not a diagnosis.");
	NEED(text, "22 November 2026, 09:50. Rules version 2026.1, checksum ");
	NEED(text, "Rules that fit: ");
	for (size_t i = 0; i < check->rules.nrules; i++) {
		const char *id = check->rules.rules[i].id;
		const char *at = strstr(text, "Rules that fit:");

		if (rules_has_fired(&result.fired, i))
			NEED(at, id);
		else
			assert_false(has(at, id));
	}
	arena_wipe(&own);
	triage_result_wipe(&result);
}

/* By level: results whose code is drawn in a window of 80 by 24. */
static size_t drawn[TRIAGE_EMERGENCY + 1], carried[TRIAGE_EMERGENCY + 1];

static void check_carried_line(struct self_check *check,
    const struct triage_result *result, const char *line, struct arena *own)
{
	const char *const head =
	    self_check_words(check, result->text->heading, result->days, own);
	const char *const emergency = result->mode == TRIAGE_AMBULANCE
	                                  ? "EMERGENCY: call 999 now."
	                                  : "EMERGENCY: call 999 or go to A&E "
	                                    "now.";
	const char *const begin =
	    result->level == TRIAGE_EMERGENCY ? emergency : head;

	if (strncmp(line, begin, strlen(begin)) != 0)
		fail_msg("\"%s\" does not begin with \"%s\"", line, begin);
	if (result->nsay > 0)
		NEED(line, triage_phrase(result->say[0], result, own));
	NEED(line, "999");
	NEED(line, " 22 Nov");
	NEED(line, "2026");
}

/* In full and shorter and shorter, all of it complete. */
static void check_carry(struct self_check *check)
{
	static struct triage_result result;
	struct arena own;
	char *rest, *line;
	size_t len = 0, n = 0;

	check->run.stage = TRIAGE_RESULT;
	assert_true(self_check_result(check, &result));
	arena_init(&own);
	line = arena_printf(&own, "%s", triage_doc_carry(check, &result, &own));
	rest = strchr(line, '\n');
	*rest++ = '\0';
	check_carried_line(check, &result, line, &own);
	for (size_t i = 0; i < result.nsay; i++)
		NEED(line, triage_phrase(result.say[i], &result, &own));
	NEED(line, "Self-check, rules 2026.1.");
	while ((line = strsep(&rest, "\n")) != NULL) {
		check_carried_line(check, &result, line, &own);
		assert_true(n++ == 0 || strlen(line) <= len);
		len = strlen(line);
	}
	carried[result.level]++;
	/* what fits a code of 37 modules with some light around it */
	drawn[result.level] += len <= 106;
	arena_wipe(&own);
	triage_result_wipe(&result);
}

static void test_every_result(void **state)
{
	static struct proof proof;
	struct self_check *check = open_check();
	size_t seen = 0;

	(void)state;
	assert_true(prove_full(&check->rules, 10, 1, &arena, &proof, NULL));
	for (size_t i = 0; i < check->rules.nrules; i++) {
		if (!proof.rules[i].sole)
			continue;
		check->run.answers = proof.rules[i].answers;
		check_paper(check);
		check_carry(check);
		/* and for somebody else */
		check->run.other = true;
		check_paper(check);
		check_carry(check);
		check->run.other = false;
		seen++;
	}
	assert_true(seen > 60);
	for (int i = TRIAGE_SELF_CARE; i <= TRIAGE_EMERGENCY; i++) {
		printf("level %d: %zu of %zu fit\n", i, drawn[i], carried[i]);
		/* the others have their words, and a code with more rows */
		assert_true(drawn[i] * 2 >= carried[i]);
	}
	assert_true(
	    drawn[TRIAGE_EMERGENCY] * 10 >= carried[TRIAGE_EMERGENCY] * 8);
	self_check_close(check);
}

/* Level first, then what to do, why, what to say, and when to get help. */
static void test_order(void **state)
{
	static const char *const order[] = { SAVED, "!! Get medical help today",
		"Call your GP surgery", "Why\n", "(U",
		"Tell them:", "Go to A&E or call 999 if any of these start:",
		"fever and you feel", "Do not wait until tomorrow",
		"This is not a diagnosis.", "Samaritans", "22 November 2026",
		"Rules that fit: U", NULL };
	static struct triage_result result;
	static struct proof proof;
	struct self_check *check = open_check();
	struct slice paper;
	const char *at;
	size_t i = 0;

	(void)state;
	assert_true(prove_full(&check->rules, 10, 1, &arena, &proof, NULL));
	while (check->rules.rules[i].level != TRIAGE_URGENT ||
	       !proof.rules[i].sole)
		i++;
	check->run.answers = proof.rules[i].answers;
	check->run.stage = TRIAGE_RESULT;
	assert_true(self_check_result(check, &result));
	paper = triage_doc_paper(check, &result, false, &arena);
	at = arena_copy(&arena, paper.ptr, paper.len);
	for (const char *const *next = order; *next != NULL; next++) {
		at = strstr(at, *next);
		if (at == NULL)
			fail_msg("\"%s\" does not come next", *next);
	}
	triage_result_wipe(&result);
	self_check_close(check);
}

/* Nothing fired: that is said, too. */
static void test_no_rule(void **state)
{
	static struct triage_result result;
	struct self_check *check = open_check();
	struct slice paper;
	const char *text;

	(void)state;
	check->run.stage = TRIAGE_RESULT;
	assert_true(self_check_result(check, &result));
	assert_int_equal(result.level, TRIAGE_SELF_CARE);
	paper = triage_doc_paper(check, &result, false, &arena);
	text = arena_copy(&arena, paper.ptr, paper.len);
	NEED(text, "Rules that fit: none.");
	NEED(text, "None of your answers matched a rule");
	triage_result_wipe(&result);
	self_check_close(check);
}

static int open_all(void **state)
{
	(void)state;
	(void)text_locale();
	arena_init(&arena);
	diag_init(&diag, &arena);
	return catalog_open(&catalog, LUMBAR_SOURCE_DIR "/content", NULL, NULL,
		   &diag) == STATUS_OK
	           ? 0
	           : -1;
}

static int close_all(void **state)
{
	(void)state;
	catalog_close(&catalog);
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_result),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_no_rule),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
