#include "visit/idle.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#define START UINT64_C(5000)
#define LIMIT 90000

static void test_warns_then_ends(void **state)
{
	struct idle idle;

	(void)state;
	idle_begin(&idle, 30000, 1000, START);
	assert_int_equal(idle_wait_ms(&idle, LIMIT, START), LIMIT);
	assert_int_equal(
	    idle_tick(&idle, LIMIT, START + LIMIT - 1), IDLE_NOTHING);
	assert_int_equal(idle_seconds(&idle, START + LIMIT - 1), -1);
	assert_int_equal(idle_wait_ms(&idle, LIMIT, START + LIMIT), 0);
	assert_int_equal(idle_tick(&idle, LIMIT, START + LIMIT), IDLE_WARN);
	assert_int_equal(idle_seconds(&idle, START + LIMIT), 30);
	assert_int_equal(idle_wait_ms(&idle, LIMIT, START + LIMIT), 1000);
	assert_int_equal(
	    idle_tick(&idle, LIMIT, START + LIMIT + 1000), IDLE_STEP);
	assert_int_equal(idle_seconds(&idle, START + LIMIT + 1000), 29);
	/* the same number still */
	assert_int_equal(
	    idle_tick(&idle, LIMIT, START + LIMIT + 1500), IDLE_NOTHING);
	assert_int_equal(
	    idle_tick(&idle, LIMIT, START + LIMIT + 29999), IDLE_STEP);
	assert_int_equal(
	    idle_tick(&idle, LIMIT, START + LIMIT + 30000), IDLE_OVER);
}

/* Any key carries on, as often as it is pressed. */
static void test_a_key_carries_on(void **state)
{
	struct idle idle;
	uint64_t now = START;

	(void)state;
	idle_begin(&idle, 30000, 1000, START);
	for (int i = 0; i < 100; i++) {
		now += LIMIT;
		assert_int_equal(idle_tick(&idle, LIMIT, now), IDLE_WARN);
		now += 29999;
		assert_int_equal(idle_tick(&idle, LIMIT, now), IDLE_STEP);
		idle_key(&idle, now);
		assert_int_equal(idle_seconds(&idle, now), -1);
		assert_int_equal(idle_tick(&idle, LIMIT, now), IDLE_NOTHING);
	}
}

/* Ten seconds at a time, where nothing is to move. */
static void test_steps(void **state)
{
	struct idle idle;
	const uint64_t warned = START + LIMIT;

	(void)state;
	idle_begin(&idle, 30000, 10000, START);
	assert_int_equal(idle_tick(&idle, LIMIT, warned), IDLE_WARN);
	assert_int_equal(idle_seconds(&idle, warned), 30);
	assert_int_equal(idle_wait_ms(&idle, LIMIT, warned), 10000);
	assert_int_equal(idle_seconds(&idle, warned + 5000), 30);
	assert_int_equal(idle_seconds(&idle, warned + 10000), 20);
	assert_int_equal(idle_seconds(&idle, warned + 25000), 10);
	assert_int_equal(idle_tick(&idle, LIMIT, warned + 25000), IDLE_STEP);
	assert_int_equal(idle_wait_ms(&idle, LIMIT, warned + 25000), 5000);
}

/* The number of wake-ups is that of the numbers, not more. */
static void test_wakes_when_due(void **state)
{
	struct idle idle;
	uint64_t now = START;
	int wakes = 0;

	(void)state;
	idle_begin(&idle, 30000, 1000, START);
	for (;;) {
		enum idle_due due;

		now += (uint64_t)idle_wait_ms(&idle, LIMIT, now);
		due = idle_tick(&idle, LIMIT, now);
		assert_int_not_equal(due, IDLE_NOTHING);
		wakes++;
		if (due == IDLE_OVER)
			break;
	}
	assert_int_equal(wakes, 31);
	assert_int_equal(now, START + LIMIT + 30000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_warns_then_ends),
		cmocka_unit_test(test_a_key_carries_on),
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_wakes_when_due),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
