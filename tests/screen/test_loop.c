/*
 * The event loop on a terminal and a clock that the test makes up: whatever
 * comes, and however fast, the service manager is told of each loop that turns,
 * in time; and nothing is waited for less long than there is a reason.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "loop.h"
#include "manager.h"
#include "support/driver.h"
#include "support/fake_manager.h"
#include "support/state.h"
#include "terminal/tty.h"

#define SOURCE   LUMBAR_SOURCE_DIR "/content"
#define EVERY_MS 12000
#define RUN_MS   600000
#define KEY_MS   100

/* ---- the terminal ---- */

static struct {
	enum tty_wake wake; /* what each wait ends with */
	uint64_t now_ms, end_ms;
	int waits, longest_ms;
	int shown;   /* frames */
	int show_ms; /* what a frame takes on a slow line */
	int key_ms;  /* between two keys; 0 = KEY_MS */
	int unheard; /* frames, until READY=1 came */
	int gap_ms;  /* the longest without a sign of life */
	uint64_t sign_ms;
	int signs;
} tty;

static struct fake_manager fake;

static void listen_to(void)
{
	char heard[64];
	pid_t from;

	while (fake_hears(&fake, heard, sizeof(heard), &from)) {
		if (strcmp(heard, "READY=1") == 0) {
			assert_int_equal(tty.unheard, 0);
			tty.unheard = tty.shown;
			continue;
		}
		assert_string_equal(heard, "WATCHDOG=1");
		if (tty.signs++ > 0 &&
		    (int)(tty.now_ms - tty.sign_ms) > tty.gap_ms)
			tty.gap_ms = (int)(tty.now_ms - tty.sign_ms);
		tty.sign_ms = tty.now_ms;
	}
}

enum tty_wake tty_wait(
    int timeout_ms, unsigned char *buf, size_t cap, size_t *n)
{
	assert_true(cap > 0);
	*n = 0;
	listen_to();
	tty.waits++;
	if (timeout_ms < 0 || timeout_ms > tty.longest_ms)
		tty.longest_ms = timeout_ms < 0 ? INT_MAX : timeout_ms;
	if (timeout_ms < 0 || tty.now_ms >= tty.end_ms)
		return TTY_GONE;
	if (tty.wake == TTY_TIMEOUT) {
		tty.now_ms += (uint64_t)timeout_ms;
		return TTY_TIMEOUT;
	}
	/* something always comes, even where there is no time to wait */
	tty.now_ms += (uint64_t)(tty.key_ms > 0 ? tty.key_ms : KEY_MS);
	if (tty.wake == TTY_BYTES) {
		buf[0] = 'j';
		*n = 1;
	}
	return tty.wake;
}

unsigned long long tty_now_ms(void)
{
	return tty.now_ms;
}

void tty_show(const struct canvas *canvas)
{
	(void)canvas;
	tty.shown++;
	/* never twice the same */
	if (tty.show_ms > 0)
		tty.now_ms += (uint64_t)(tty.show_ms - tty.shown % 3);
}

/* ---- */

static char folder[PATH_MAX];
static struct arena arena;
static struct diag diag;
static struct manager manager;
static struct driver driver;
static struct kiosk kiosk;

static int set_up(void **state)
{
	(void)state;
	state_make(folder, sizeof(folder));
	arena_init(&arena);
	diag_init(&diag, &arena);
	fake_open(&fake, folder);
	setenv("NOTIFY_SOCKET", fake.name, 1);
	setenv("WATCHDOG_USEC", "30000000", 1);
	manager_open(&manager, &diag);
	assert_true(manager.fd >= 0);
	kiosk = kiosk_builtin;
	kiosk.calm = true;
	memset(&tty, 0, sizeof(tty));
	tty.now_ms = 1;
	tty.end_ms = RUN_MS;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	manager_close(&manager);
	fake_close(&fake);
	arena_free(&arena);
	state_remove(folder);
	return 0;
}

static void ready(void *arg)
{
	manager_ready(arg);
}

static void run(enum tty_wake wake, struct manager *told)
{
	tty.wake = wake;
	driver_open_kiosk(&driver, SOURCE, &kiosk, NULL, 24, 80);
	driver.app.kiosk.manager = told;
	if (told != NULL) {
		driver.app.shown = ready;
		driver.app.shown_arg = told;
	}
	assert_int_equal(loop_run(&driver.app), 129);
	driver_close(&driver);
}

static void test_nobody_is_there(void **state)
{
	(void)state;
	run(TTY_TIMEOUT, &manager);
	assert_int_equal(tty.unheard, 1);
	assert_int_equal(tty.longest_ms, EVERY_MS);
	assert_int_equal(tty.gap_ms, EVERY_MS);
	/* those alone wake it, and a turn that looks at the hours */
	assert_in_range(tty.waits, RUN_MS / EVERY_MS, RUN_MS / EVERY_MS + 2);
}

/* A slide changes as often: no wake-up more. */
static void test_slides(void **state)
{
	int without;

	(void)state;
	kiosk.calm = false;
	tty.show_ms = 5;
	run(TTY_TIMEOUT, NULL);
	without = tty.waits;
	memset(&tty, 0, sizeof(tty));
	tty.now_ms = 1;
	tty.end_ms = RUN_MS;
	tty.show_ms = 5;
	run(TTY_TIMEOUT, &manager);
	assert_true(tty.signs >= RUN_MS / EVERY_MS - 1);
	assert_in_range(tty.waits, without, without + 1);
}

static void test_always_something(void **state)
{
	static const enum tty_wake wakes[] = { TTY_BYTES, TTY_RESIZED,
		TTY_RESUMED };

	(void)state;
	for (size_t i = 0; i < sizeof(wakes) / sizeof(wakes[0]); i++) {
		manager.last_ms = 0;
		memset(&tty, 0, sizeof(tty));
		tty.now_ms = 1;
		tty.end_ms = RUN_MS;
		run(wakes[i], &manager);
		assert_int_equal(tty.unheard, 1);
		assert_in_range(tty.gap_ms, EVERY_MS / 2, EVERY_MS);
		assert_in_range(
		    tty.signs, RUN_MS / EVERY_MS, RUN_MS / (EVERY_MS / 2) + 1);
	}
}

/* Said as soon as a page is there, however long that took. */
static void test_slow_line(void **state)
{
	(void)state;
	tty.show_ms = 15000;
	run(TTY_TIMEOUT, &manager);
	assert_in_range(tty.gap_ms, 15000, 30000 - 1);
	memset(&tty, 0, sizeof(tty));
	tty.now_ms = 1;
	tty.end_ms = RUN_MS;
	tty.show_ms = 10000;
	tty.key_ms = 5000;
	manager.last_ms = 0;
	run(TTY_BYTES, &manager);
	assert_in_range(tty.gap_ms, 10000, 16000);
}

static void test_no_manager(void **state)
{
	(void)state;
	run(TTY_TIMEOUT, NULL);
	assert_int_equal(tty.longest_ms, 60000);
	assert_in_range(tty.waits, RUN_MS / 60000, RUN_MS / 60000 + 2);
	assert_int_equal(tty.signs, 0);
	assert_int_equal(tty.unheard, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nobody_is_there),
		TEST(test_slides),
		TEST(test_always_something),
		TEST(test_slow_line),
		TEST(test_no_manager),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
