#include "terminal/binding.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "base/text.h"
#include "terminal/key.h"
#include "widgets/keylist.h"

static const unsigned states[] = { WHERE_HOME, WHERE_LIST, WHERE_AZ,
	WHERE_ARTICLE, WHERE_ARTICLE | WHERE_LINKS,
	WHERE_ARTICLE | WHERE_LINKS | WHERE_LINK,
	WHERE_ARTICLE | WHERE_LINKS | WHERE_FOUND, WHERE_PARTS, WHERE_PAGE,
	WHERE_PAGE | WHERE_LINKS, WHERE_FIELD, WHERE_CHOICES, WHERE_NUMBER,
	WHERE_ANSWERS, WHERE_RESULT | WHERE_LINKS,
	WHERE_RESULT | WHERE_LINKS | WHERE_LINK, WHERE_IDLE, WHERE_TERM,
	WHERE_TERM | WHERE_MORE, WHERE_NOTE, WHERE_NOTE | WHERE_SAVE,
	WHERE_QUIZ, WHERE_TOLD | WHERE_LINKS,
	WHERE_TOLD | WHERE_LINKS | WHERE_LINK, WHERE_SCORE | WHERE_LINKS,
	WHERE_SCORE | WHERE_LINKS | WHERE_LINK, WHERE_WRITE, WHERE_PICK,
	WHERE_COUNTDOWN, WHERE_HIDDEN, WHERE_PIN, WHERE_ATTRACT,
	WHERE_HOME | WHERE_RESUME, WHERE_HOME | WHERE_LANGS };
#define NSTATES (sizeof(states) / sizeof(states[0]))

/* Of the two kinds of places: one's own terminal, and a kiosk. */
static const struct policy *policy_for(const struct binding *row)
{
	return policy_allows(&policy_personal, row->needs) ? &policy_personal
	                                                   : &policy_kiosk;
}

static enum action action_of(uint32_t key, unsigned where, int *arg)
{
	return binding_action(key, where, &policy_personal, arg);
}

/* A row that no key of no state can reach would be a lie in the help. */
static void test_every_row_can_act(void **state)
{
	(void)state;
	for (size_t i = 0; i < nbindings; i++) {
		const struct binding *row = &bindings[i];
		bool reached = false;
		int arg;

		for (size_t k = 0; k < NSTATES && !reached; k++) {
			if (row->where & states[k])
				reached =
				    binding_action(row->keys[0], states[k],
					policy_for(row), &arg) == row->action;
		}
		if (!reached)
			fail_msg("row %zu (%s) is never reached", i, row->help);
	}
}

static void test_urgent_help_everywhere(void **state)
{
	int arg;

	(void)state;
	for (size_t k = 0; k < NSTATES; k++) {
		assert_int_equal(action_of('!', states[k], &arg), ACT_URGENT);
		assert_int_equal(
		    action_of(KEY_CTRL('C'), states[k], &arg), ACT_ABORT);
	}
}

static void test_every_state_has_a_way_back(void **state)
{
	int arg;

	(void)state;
	for (size_t k = 0; k < NSTATES; k++) {
		enum action action = action_of(KEY_ESC, states[k], &arg);

		/* any key carries on there */
		if (states[k] != WHERE_HOME && states[k] != WHERE_IDLE &&
		    !(states[k] & (WHERE_COVER & ~WHERE_PIN)))
			assert_int_equal(action, ACT_BACK);
	}
	assert_int_equal(action_of('q', WHERE_HOME, &arg), ACT_QUIT);
	assert_int_equal(action_of('q', WHERE_LIST, &arg), ACT_BACK);
	/* where there are answers to lose it asks */
	assert_int_equal(action_of('q', WHERE_CHOICES, &arg), ACT_LEAVE);
	assert_int_equal(
	    action_of('q', WHERE_RESULT | WHERE_LINKS | WHERE_LINK, &arg),
	    ACT_LEAVE);
}

static void test_digits_and_unknown_keys(void **state)
{
	int arg;

	(void)state;
	assert_int_equal(action_of('7', WHERE_HOME, &arg), ACT_DIGIT);
	assert_int_equal(arg, 7);
	assert_int_equal(action_of('0', WHERE_LIST, &arg), ACT_DIGIT);
	assert_int_equal(arg, 0);
	assert_int_equal(action_of('%', WHERE_HOME, &arg), ACT_UNKNOWN);
	assert_int_equal(arg, '%');
	/* letters are text while a field is open */
	assert_int_equal(action_of('o', WHERE_FIELD, &arg), ACT_UNKNOWN);
}

static bool doc_has(const struct doc *doc, const char *text)
{
	for (size_t i = 0; i < doc->nruns; i++) {
		if (memmem(doc->runs[i].ptr, doc->runs[i].len, text,
			strlen(text)) != NULL)
			return true;
	}
	return false;
}

static void test_every_row_is_in_help(void **state)
{
	(void)state;
	for (size_t k = 0; k < NSTATES; k++) {
		struct doc doc;

		doc_init(&doc);
		keylist_compose(&doc, states[k], &policy_personal);
		keylist_compose(&doc, states[k], &policy_kiosk);
		for (size_t i = 0; i < nbindings; i++) {
			if (!(bindings[i].where & states[k]))
				continue;
			if (states[k] == WHERE_FIELD &&
			    !(bindings[i].where & WHERE_FIELD))
				continue;
			if (!doc_has(&doc, bindings[i].help))
				fail_msg("help lacks: %s", bindings[i].help);
		}
		doc_free(&doc);
	}
}

static void test_names(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(binding_key_name('q', &arena), "q");
	assert_string_equal(binding_key_name(KEY_CTRL('L'), &arena), "Ctrl-L");
	assert_string_equal(binding_key_name(KEY_F1, &arena), "F1");
	assert_string_equal(binding_key_name(KEY_F10, &arena), "F10");
	assert_string_equal(binding_key_name(' ', &arena), "Space");
	assert_string_equal(binding_key_name(KEY_BACKTAB, &arena), "Shift-Tab");
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_row_can_act),
		cmocka_unit_test(test_urgent_help_everywhere),
		cmocka_unit_test(test_every_state_has_a_way_back),
		cmocka_unit_test(test_digits_and_unknown_keys),
		cmocka_unit_test(test_every_row_is_in_help),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
