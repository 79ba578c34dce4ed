#include "visit/policy.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "terminal/binding.h"
#include "terminal/key.h"

static void test_allows(void **state)
{
	const struct policy nothing = { 0 }, save = { POLICY_SAVE };

	(void)state;
	assert_true(policy_allows(
	    &policy_personal, POLICY_QUIT | POLICY_SUSPEND | POLICY_SAVE));
	assert_true(policy_allows(&nothing, 0));
	assert_false(policy_allows(&nothing, POLICY_QUIT));
	assert_true(policy_allows(&save, POLICY_SAVE));
	/* all of it, not some */
	assert_false(policy_allows(&save, POLICY_SAVE | POLICY_QUIT));
}

/* What is not allowed has no key; all else has its own. */
static void test_keys(void **state)
{
	static const struct {
		uint32_t key;
		unsigned where, needs;
		enum action action;
	} keys[] = {
		{ 'q', WHERE_HOME, POLICY_QUIT, ACT_QUIT },
		{ KEY_CTRL('C'), WHERE_HOME, POLICY_QUIT, ACT_ABORT },
		{ KEY_CTRL('C'), WHERE_UNSEEN, POLICY_QUIT, ACT_ABORT },
		{ KEY_CTRL('C'), WHERE_FIELD, POLICY_QUIT, ACT_ABORT },
		{ KEY_CTRL('Z'), WHERE_ARTICLE, POLICY_SUSPEND, ACT_SUSPEND },
		{ 'p', WHERE_RESULT, POLICY_SAVE, ACT_SAVE },
		{ 'P', WHERE_RESULT | WHERE_LINK, POLICY_SAVE, ACT_SAVE },
		{ KEY_ENTER, WHERE_NOTE | WHERE_SAVE, POLICY_SAVE, ACT_OPEN },
		{ '!', WHERE_HOME, 0, ACT_URGENT },
		{ 'q', WHERE_RESULT, 0, ACT_LEAVE },
		{ KEY_ESC, WHERE_NOTE | WHERE_SAVE, 0, ACT_BACK },
	};
	const unsigned all = policy_personal.allowed;

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const struct policy without = { all & ~keys[i].needs };
		const struct policy alone = { keys[i].needs };
		int arg;

		assert_int_equal(
		    binding_action(keys[i].key, keys[i].where, &alone, &arg),
		    keys[i].action);
		assert_int_equal(
		    binding_action(keys[i].key, keys[i].where, &without, &arg),
		    keys[i].needs != 0 ? ACT_UNKNOWN : keys[i].action);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_allows),
		cmocka_unit_test(test_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
