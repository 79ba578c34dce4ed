#include "visit/pin.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/state.h"

#define NOW INT64_C(1700000000)
/* of 482913, at the lowest cost: tests try often */
#define HASH                            \
	"$y$j75$k2XAnEHBqQ1Ct2aMXFKNa/" \
	"HAmA1BpMnBsYHMWB4NZN4$kpQ2eHNrwZtNj0KdA9wUkU6E3baNX6aaYr1P6T8pW08"

/* the same at mkpasswd's own cost, which is 16 MB of memory */
#define DEAR                             \
	"$y$j9T$qpWoeirutyALSKDJFHGZM0$" \
	"qmx4S8s49tBFeRCHsEsPWA1Ip4Jf4gwhDxTGYIayWgA"

static char folder[PATH_MAX];

static int set_up(void **state)
{
	(void)state;
	state_make(folder, sizeof(folder));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	state_remove(folder);
	return 0;
}

static void test_right_and_wrong(void **state)
{
	struct pin pin;

	(void)state;
	pin_open(&pin, HASH, folder, NOW);
	assert_int_equal(pin_try(&pin, "000000", NOW), PIN_WRONG);
	/* one a second */
	assert_int_equal(pin_try(&pin, "482913", NOW), PIN_WAIT);
	assert_int_equal(pin_try(&pin, "482913", NOW + 1), PIN_RIGHT);
	assert_int_equal(pin_wait_s(&pin, NOW + 1), 0);
	assert_int_equal(pin_try(&pin, "", NOW + 2), PIN_WRONG);
	assert_int_equal(pin_try(&pin, "4829130", NOW + 3), PIN_WRONG);
	assert_int_equal(pin_try(&pin, "48291", NOW + 4), PIN_WRONG);
}

/* After five a minute, which doubles, to a quarter of an hour. */
static void test_doubles(void **state)
{
	static const int waits[] = { 1, 1, 1, 1, 60, 120, 240, 480, 900, 900 };
	struct pin pin;
	int64_t now = NOW;

	(void)state;
	pin_open(&pin, HASH, folder, now);
	for (size_t i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		assert_int_equal(pin_try(&pin, "111111", now), PIN_WRONG);
		assert_int_equal(pin_wait_s(&pin, now), waits[i]);
		/* what is typed too soon is not looked at, right or wrong */
		assert_int_equal(
		    pin_try(&pin, "482913", now + waits[i] - 1), PIN_WAIT);
		now += waits[i];
	}
	assert_int_equal(pin_try(&pin, "482913", now), PIN_RIGHT);
	assert_int_equal(pin_try(&pin, "111111", now), PIN_WRONG);
	assert_int_equal(pin_wait_s(&pin, now), 1);
}

/* Pulling the plug gives no more tries. */
static void test_survives(void **state)
{
	struct pin pin;
	struct stat st;
	char path[PATH_MAX + 16];

	(void)state;
	pin_open(&pin, HASH, folder, NOW);
	for (int i = 0; i < 5; i++)
		assert_int_equal(pin_try(&pin, "111111", NOW + i), PIN_WRONG);
	snprintf(path, sizeof(path), "%s/pin.tries", folder);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	pin_open(&pin, HASH, folder, NOW + 5);
	assert_int_equal(pin_try(&pin, "482913", NOW + 5), PIN_WAIT);
	assert_int_equal(pin_wait_s(&pin, NOW + 5), 59);
	/* a clock from before the count: a quarter of an hour at most */
	pin_open(&pin, HASH, folder, 1000);
	assert_int_equal(pin_wait_s(&pin, 1000), PIN_LONGEST_S);
	pin_open(&pin, HASH, folder, NOW + 64);
	assert_int_equal(pin_try(&pin, "482913", NOW + 64), PIN_RIGHT);
	pin_open(&pin, HASH, folder, NOW + 65);
	assert_int_equal(pin.failed, 0);
}

static void test_none(void **state)
{
	struct pin pin;

	(void)state;
	pin_open(&pin, "", folder, NOW);
	assert_int_equal(pin_try(&pin, "482913", NOW), PIN_NONE);
	/* a folder that is not there: counted in memory */
	pin_open(&pin, HASH, "/dev/null/x", NOW);
	assert_int_equal(pin_try(&pin, "1", NOW), PIN_WRONG);
	assert_int_equal(pin_try(&pin, "482913", NOW), PIN_WAIT);
}

/* A child that may have so much memory at most says whether a PIN fits. */
static enum pin_result try_with(size_t room, struct pin *pin)
{
	const struct rlimit limit = { room, room };
	const pid_t child = fork();
	int status = 0;

	assert_true(child >= 0);
	if (child == 0) {
		if (setrlimit(RLIMIT_AS, &limit) != 0)
			_exit(99);
		_exit((int)pin_try(pin, "482913", NOW) * 2 + pin_works(pin));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return (enum pin_result)WEXITSTATUS(status);
}

/* A right PIN is not called wrong when there is no memory to look at it. */
static void test_cannot(void **state)
{
	const char *const bad[] = { "$y$nonsense", "$y$j9T$", "$y$aaaa",
		"$y$j9T$qpWoeirutyALSKDJFHGZM0$qmx4S8s49tBFeRCHsEsP" };
	struct pin pin;

	(void)state;
	pin_open(&pin, DEAR, folder, NOW);
	assert_true(pin_works(&pin));
	/* an instrumented program needs more than can be said */
	if (!LUMBAR_SANITIZED) {
		assert_int_equal(
		    try_with((size_t)14 << 20, &pin), PIN_CANNOT * 2);
		assert_int_equal(
		    try_with((size_t)99 << 20, &pin), PIN_RIGHT * 2 + 1);
		/* and it was no try, in the file neither */
		pin_open(&pin, DEAR, folder, NOW);
		for (int i = 0; i < 2 * PIN_TRIES; i++)
			assert_int_equal(
			    try_with((size_t)14 << 20, &pin), PIN_CANNOT * 2);
		pin_open(&pin, DEAR, folder, NOW);
		assert_int_equal(pin.failed, 0);
		assert_int_equal(pin_wait_s(&pin, NOW), 0);
	}
	assert_int_equal(pin_try(&pin, "482913", NOW), PIN_RIGHT);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		pin_open(&pin, bad[i], "", NOW);
		assert_false(pin_works(&pin));
		assert_int_not_equal(pin_try(&pin, "482913", NOW), PIN_RIGHT);
	}
	pin_open(&pin, "$y$nonsense", folder, NOW);
	for (int i = 0; i < 2 * PIN_TRIES; i++)
		assert_int_equal(pin_try(&pin, "482913", NOW), PIN_CANNOT);
	assert_int_equal(pin.failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_right_and_wrong, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_doubles, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_survives, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_cannot, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
