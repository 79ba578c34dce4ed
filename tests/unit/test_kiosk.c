#include "visit/kiosk.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct world {
	struct arena arena;
	struct diag diag;
	struct kiosk kiosk;
};

static int set_up(void **state)
{
	struct world *world = calloc(1, sizeof(*world));

	arena_init(&world->arena);
	*state = world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	arena_free(&world->arena);
	free(world);
	return 0;
}

static enum status parse(struct world *world, const char *text)
{
	diag_init(&world->diag, &world->arena);
	return kiosk_parse(slice_of(text), "kiosk.ini", &world->arena,
	    &world->kiosk, &world->diag);
}

static void test_all_keys(void **state)
{
	struct world *world = *state;
	const struct kiosk *kiosk = &world->kiosk;

	assert_int_equal(
	    parse(world,
		"[kiosk]\nidle_menu = 20\nidle_question = 3600\n"
		"idle_article = 200\nidle_emergency = 301\ncountdown = 20\n"
		"longer = 10\nhours = Mon-Fri 08:00-18:00, Sun 09:30-24:00\n"
		"clinic = Riverside\nreception = Tell us.\n"
		"address = https://example.org/x\n"
		"pin = $y$j9T$abcdefghijklmnopqrstuvwx\nstate = /srv/k\n"
		"sandbox = try\ncounters = no\ncalm = yes\nmouse = no\n"),
	    STATUS_OK);
	assert_int_equal(world->diag.n, 0);
	assert_int_equal(kiosk->idle_menu_s, 20);
	assert_int_equal(kiosk->idle_question_s, 3600);
	assert_int_equal(kiosk->idle_article_s, 200);
	assert_int_equal(kiosk->idle_emergency_s, 301);
	assert_int_equal(kiosk->countdown_s, 20);
	assert_int_equal(kiosk->longer, 10);
	assert_int_equal(kiosk->nhours, 2);
	assert_int_equal(kiosk->hours[0].days, 0x3E);
	assert_int_equal(kiosk->hours[0].from_min, 480);
	assert_int_equal(kiosk->hours[1].days, 1);
	assert_int_equal(kiosk->hours[1].to_min, 1440);
	assert_string_equal(kiosk->clinic, "Riverside");
	assert_string_equal(kiosk->reception, "Tell us.");
	assert_string_equal(kiosk->address, "https://example.org/x");
	assert_string_equal(kiosk->state, "/srv/k");
	assert_false(kiosk->need_sandbox);
	assert_false(kiosk->counters);
	assert_true(kiosk->calm);
	assert_false(kiosk->mouse);
}

static void test_nothing(void **state)
{
	struct world *world = *state;

	assert_int_equal(parse(world, ""), STATUS_OK);
	assert_memory_equal(
	    &world->kiosk, &kiosk_builtin, sizeof(kiosk_builtin));
	assert_int_equal(parse(world, "nonsense"), STATUS_BAD);
	assert_memory_equal(
	    &world->kiosk, &kiosk_builtin, sizeof(kiosk_builtin));
}

/* Each is told with its line, and the built-in value holds. */
static void test_faults(void **state)
{
	static const char *const lines[] = { "idle_menu = 19",
		"idle_menu = 3601", "idle_menu = soon", "idle_menu = -5",
		"idle_menu = 99999999999999999999", "countdown = 10",
		"longer = 0", "hours = always", "hours = Mon 8:00-18:00",
		"hours = Mon 18:00-08:00", "hours = Foo 08:00-09:00",
		"hours = Mon 08:00-25:00", "hours = Mon 08:60-09:00",
		"address = http://example.org", "address = https://a b",
		"pin = 123456", "pin = $6$abcdefghijklmnopqrstuvwx",
		"state = here", "sandbox = no", "counters = 1",
		"calm = ", "mouse = maybe", "colour = red" };
	struct world *world = *state;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		char text[128];

		snprintf(text, sizeof(text), "[kiosk]\n%s\n", lines[i]);
		assert_int_equal(parse(world, text), STATUS_OK);
		if (world->diag.n != 1 || world->diag.items[0].line != 2)
			fail_msg("%s: %zu faults", lines[i], world->diag.n);
		/* of a PIN it is kept that it is wrong */
		assert_int_equal(
		    world->kiosk.bad_pin, strncmp(lines[i], "pin", 3) == 0);
		world->kiosk.bad_pin = false;
		assert_memory_equal(
		    &world->kiosk, &kiosk_builtin, sizeof(kiosk_builtin));
	}
	assert_int_equal(parse(world, "[other]\nx = 1\n"), STATUS_OK);
	assert_int_equal(world->diag.n, 1);
}

/* A PIN that was written by mistake is never printed. */
static void test_a_pin_is_not_told(void **state)
{
	struct world *world = *state;

	(void)parse(world, "[kiosk]\npin = 482913\n");
	assert_null(strstr(world->diag.items[0].text, "482913"));
}

static bool is_open(struct world *world, int day, int hour, int minute)
{
	const struct tm tm = {
		.tm_wday = day, .tm_hour = hour, .tm_min = minute
	};

	return kiosk_is_open(&world->kiosk, &tm);
}

static void test_hours(void **state)
{
	struct world *world = *state;

	(void)parse(world, "[kiosk]\nhours = Mon-Fri 08:00-18:00, "
			   "Sat-Sun 10:00-12:00\n");
	assert_true(is_open(world, 1, 8, 0));
	assert_false(is_open(world, 1, 7, 59));
	assert_true(is_open(world, 5, 17, 59));
	assert_false(is_open(world, 5, 18, 0));
	assert_true(is_open(world, 0, 11, 0));
	assert_true(is_open(world, 6, 11, 0));
	assert_false(is_open(world, 6, 9, 0));
	(void)parse(world, "[kiosk]\nhours = Fri-Mon 00:00-24:00\n");
	assert_true(is_open(world, 0, 23, 59));
	assert_false(is_open(world, 3, 12, 0));
	(void)parse(world, "[kiosk]\n");
	assert_true(is_open(world, 3, 3, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_all_keys, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_faults, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_a_pin_is_not_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_hours, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
