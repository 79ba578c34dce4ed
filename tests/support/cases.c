#include "support/cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CALM_AGE 30

static void calm(const struct rules *rules, struct answers *out)
{
	*out = (struct answers){ 0 };
	for (size_t i = 0; i < rules->nquestions; i++) {
		const struct triage_question *const q = &rules->questions[i];

		out->answered |= UINT32_C(1) << i;
		if (q->kind == TRIAGE_NUMBER)
			out->number[i] = CALM_AGE;
		else
			out->picked[i] = q->calm != 0 ? q->calm : 1;
	}
}

static bool set_one(const struct rules *rules, size_t question,
    const char *value, struct answers *out)
{
	const struct triage_question *const q = &rules->questions[question];

	out->picked[question] = 0;
	for (;;) {
		const size_t len = strcspn(value, "+");
		const size_t option =
		    rules_option(q, (struct slice){ value, len });

		if (option < q->noptions) {
			out->picked[question] |= UINT32_C(1) << option;
			out->number[question] = q->skip_counts;
		} else if (q->kind == TRIAGE_NUMBER) {
			out->number[question] = atoi(value);
		} else {
			return false;
		}
		if (value[len] == '\0')
			return true;
		value += len + 1;
	}
}

bool cases_parse(
    const struct rules *rules, const char *text, struct answers *out)
{
	char word[200];
	int n;

	calm(rules, out);
	while (sscanf(text, " %199s%n", word, &n) == 1) {
		char *const equals = strchr(word, '=');
		size_t question;

		text += n;
		if (equals == NULL)
			return false;
		*equals = '\0';
		question = rules_question(rules, slice_of(word));
		if (question == rules->nquestions ||
		    !set_one(rules, question, equals + 1, out))
			return false;
	}
	return true;
}

struct slice cases_text(struct arena *arena, const char *name)
{
	struct diag diag;
	struct file_root root;
	struct slice text;

	diag_init(&diag, arena);
	assert_int_equal(
	    file_root_open(&root, LUMBAR_SOURCE_DIR, &diag), STATUS_OK);
	assert_int_equal(
	    file_read(&root, name, 1u << 20, arena, &text, &diag), STATUS_OK);
	file_root_close(&root);
	return text;
}

struct slice cases_triage(struct arena *arena)
{
	const struct slice rules = cases_text(arena, "content/en/triage.ini");
	const struct slice signs = cases_text(arena, "content/en/signs.ini");
	const char *const net = strstr(signs.ptr, "\n[net]");
	const char *const end = strstr(signs.ptr, "\n[group:");
	const char *const at = strstr(rules.ptr, "\n[level:");

	assert_non_null(net);
	assert_non_null(end);
	assert_non_null(at);
	return slice_of(arena_printf(arena, "%.*s%.*s%s", (int)(at - rules.ptr),
	    rules.ptr, (int)(end - net), net, at));
}

void cases_rules(struct arena *arena, struct rules *out)
{
	struct diag diag;
	const struct slice text = cases_triage(arena);

	diag_init(&diag, arena);
	if (rules_parse(text, "triage.ini", arena, out, &diag) != STATUS_OK) {
		diag_print(&diag, stderr);
		fail_msg("the rules cannot be read");
	}
}
