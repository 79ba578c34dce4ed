/*
 * fuzz_triage_rules.c - any bytes as the rules of a self-check: what is read
 * keeps the promises of rules.h, can be proved or refused, and walked to its
 * end. Bytes that begin with "?" are a condition put into our own rules.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "triage/prove.h"
#include "triage/triage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Not assert: it must hold in every kind of build. */
static void require(int holds)
{
	if (!holds)
		abort();
}

static void check_condition(
    const struct condition *condition, const struct rules *rules, int depth)
{
	require(depth < 32);
	switch (condition->op) {
	case CONDITION_COUNT:
		require(condition->nchildren > 0);
		require(condition->low >= 1 &&
			condition->low <= (int)condition->nchildren);
		for (size_t i = 0; i < condition->nchildren; i++)
			check_condition(
			    condition->children[i], rules, depth + 1);
		return;
	case CONDITION_PICKED:
		require(condition->question < rules->nquestions);
		require(condition->mask != 0);
		require(condition->mask >>
			    rules->questions[condition->question].noptions ==
			0);
		return;
	case CONDITION_NUMBER:
		require(condition->question < rules->nquestions);
		require(rules->questions[condition->question].kind ==
			TRIAGE_NUMBER);
		return;
	}
	require(0);
}

static void check_words(struct triage_words words)
{
	require(words.self != NULL && words.other != NULL);
}

static void check_rules(const struct rules *rules)
{
	require(rules->nquestions <= RULES_QUESTIONS);
	require(rules->nrules <= RULES_MAX);
	require(rules->nnet <= RULES_NET);
	require(rules->nterms <= RULES_TERMS);
	for (size_t i = 0; i < rules->nquestions; i++) {
		const struct triage_question *q = &rules->questions[i];

		require(rules_question(rules, slice_of(q->id)) == i);
		require(q->noptions <= RULES_OPTIONS);
		check_words(q->text);
		for (size_t k = 0; k < q->noptions; k++) {
			require(
			    rules_option(q, slice_of(q->options[k].id)) == k);
			check_words(q->options[k].text);
			if (q->options[k].show != NULL)
				check_condition(q->options[k].show, rules, 0);
		}
		if (q->ask != NULL)
			check_condition(q->ask, rules, 0);
	}
	for (size_t i = 0; i < rules->nrules; i++) {
		const struct triage_rule *rule = &rules->rules[i];

		require(rules_rule(rules, slice_of(rule->id)) == i);
		require(rule->nparts > 0 && rule->nsources <= RULES_LIST &&
			rule->nread <= RULES_LIST);
		require((rule->level == TRIAGE_EMERGENCY) ==
			(rule->mode != TRIAGE_NO_MODE));
		check_condition(rule->when, rules, 0);
		for (size_t k = 0; k < rule->nparts; k++)
			check_words(rule->parts[k].reason);
	}
	for (int i = 0; i < TRIAGE_TEXTS; i++)
		check_words(rules->texts[i]);
}

/* Always the k-th thing that can be answered: it ends. */
static void walk(const struct rules *rules, unsigned k)
{
	static struct triage_result result;
	struct triage run;
	unsigned turns = 0;

	triage_begin(&run, rules, false);
	while (run.stage == TRIAGE_ASK) {
		const struct triage_question *q = triage_question(&run);
		const uint32_t offered =
		    rules_offered(rules, run.at, &run.answers);
		struct triage_pick pick = { 0 };

		require(turns++ < 4 * RULES_QUESTIONS);
		if (q->kind == TRIAGE_NUMBER) {
			pick.number = q->min;
			pick.has_number = true;
		}
		for (size_t i = 0, n = 0; i < q->noptions; i++) {
			if ((offered >> i & 1u) && n++ <= k &&
			    q->kind != TRIAGE_NUMBER)
				pick.options = 1u << i;
		}
		require(pick.options != 0 || pick.has_number);
		(void)triage_answer(&run, pick);
	}
	if (run.stage == TRIAGE_CHECK)
		require(triage_finish(&run));
	require(triage_result(&run, &result));
	require(result.level >= TRIAGE_SELF_CARE);
	triage_end(&run);
}

static void try_rules(struct slice text)
{
	static struct proof proof;
	static struct rules rules;
	struct arena arena;
	struct diag diag;

	arena_init(&arena);
	diag_init(&diag, &arena);
	if (rules_parse(text, "fuzz.ini", &arena, &rules, &diag) == STATUS_OK) {
		require(diag.count[DIAG_ERROR] == 0);
		check_rules(&rules);
		if (prove_quick(&rules, &arena, &proof, &diag)) {
			for (unsigned k = 0; k < 8; k++)
				walk(&rules, k);
		} else {
			require(diag.count[DIAG_ERROR] > 0);
		}
		require(proof.nitems <= PROVE_ITEMS);
	} else {
		require(diag.count[DIAG_ERROR] > 0);
	}
	arena_free(&arena);
}

/* A condition among our own questions. */
static void try_condition(const char *text, size_t len)
{
	static struct arena ours;
	static struct rules rules;
	struct arena arena;
	struct diag diag;
	const struct condition *condition;
	struct file_root root;

	arena_init(&arena);
	diag_init(&diag, &arena);
	if (rules.nrules == 0) {
		arena_init(&ours);
		require(file_root_open(&root, LUMBAR_SOURCE_DIR "/content",
			    &diag) == STATUS_OK);
		require(rules_read(&root, "en/triage.ini", &ours, &rules,
			    &diag) == STATUS_OK);
		file_root_close(&root);
	}
	condition = condition_read(&rules, arena_copy(&arena, text, len),
	    (struct condition_place){ "fuzz", 1 }, &arena, &diag);
	if (condition == NULL) {
		require(diag.n == 1);
	} else {
		uint32_t named[RULES_QUESTIONS] = { 0 };
		const struct answers nothing = { 0 };

		require(diag.n == 0);
		check_condition(condition, &rules, 0);
		condition_named(condition, named);
		/* without "not" nothing holds before anything is said */
		require(!condition_holds(condition, &nothing));
	}
	arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *text = (const char *)data;

	(void)text_locale();
	if (len > 0 && data[0] == '?')
		try_condition(text + 1, strnlen(text + 1, len - 1));
	else
		try_rules((struct slice){ text, len });
	return 0;
}
