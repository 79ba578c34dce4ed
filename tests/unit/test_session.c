#include "visit/session.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static void test_back_and_forward(void **state)
{
	struct session session;

	(void)state;
	session_begin(&session, "");
	assert_string_equal(session_here(&session)->id, "");
	assert_false(session_back(&session));
	session_push(&session, "sciatica");
	session_here(&session)->view.block = 7;
	session_push(&session, "nerves");
	assert_int_equal(session_here(&session)->view.block, 0);
	assert_true(session_back(&session));
	assert_string_equal(session_here(&session)->id, "sciatica");
	assert_int_equal(session_here(&session)->view.block, 7);
	assert_true(session_forward(&session));
	assert_false(session_forward(&session));
	/* a new way forgets what lay forward */
	session_back(&session);
	session_push(&session, "leg-map");
	assert_false(session_forward(&session));
	assert_string_equal(session_here(&session)->id, "leg-map");
}

/* However far one goes, home is where going back ends. */
static void test_full(void **state)
{
	struct session session;
	char id[400];
	int back = 0;

	(void)state;
	session_begin(&session, "start");
	for (int i = 0; i < 200; i++) {
		snprintf(id, sizeof(id), "page-%d", i);
		session_push(&session, id);
	}
	assert_string_equal(session_here(&session)->id, "page-199");
	while (session_back(&session))
		back++;
	assert_int_equal(back, SESSION_PLACES - 1);
	assert_string_equal(session_here(&session)->id, "");
	/* an id that is too long is cut, not written past its place */
	memset(id, 'x', sizeof(id) - 1);
	id[sizeof(id) - 1] = '\0';
	session_push(&session, id);
	assert_int_equal(
	    strlen(session_here(&session)->id), SESSION_ID_CAP - 1);
}

static void test_secret(void **state)
{
	struct session session;

	(void)state;
	session_begin(&session, "self-check");
	assert_false(session_here(&session)->secret);
	session_here(&session)->secret = true;
	for (int i = 0; i < SESSION_PLACES + 3; i++)
		session_push(&session, "sciatica");
	assert_true(session_here(&session)->secret);
	session_push(&session, "");
	assert_false(session_here(&session)->secret);
	session_push(&session, "sciatica");
	assert_false(session_here(&session)->secret);
	session_back(&session);
	session_back(&session);
	assert_true(session_here(&session)->secret);
}

static void test_wipe(void **state)
{
	static const struct session nothing;
	struct session session;

	(void)state;
	session_begin(&session, "sciatica");
	session_push(&session, "cauda-equina");
	session_wipe(&session);
	assert_memory_equal(&session, &nothing, sizeof(session));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_back_and_forward),
		cmocka_unit_test(test_full),
		cmocka_unit_test(test_secret),
		cmocka_unit_test(test_wipe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
