/*
 * The real kiosk, shut in as it is, and a service manager: it is told that the
 * kiosk is there, and as long as its loop turns, and only then, that it is
 * alive; it cannot hold the kiosk up.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support/emulator.h"
#include "support/fake_manager.h"
#include "support/kiosk.h"
#include "support/state.h"

#define ALLOWED_MS 1500
#define EVERY_MS   600 /* what the kiosk makes of it */
#define WATCH_MS   4500
#define ENOUGH     (WATCH_MS / (ALLOWED_MS / 2)) /* under half, on average */
#define TOO_MANY   (WATCH_MS / (EVERY_MS / 2) + 2)
#define MANY       64

static char folder[PATH_MAX], settings[PATH_MAX + 16];
static struct fake_manager fake;
static struct emu emu;

static int set_up(void **state)
{
	(void)state;
	state_make(folder, sizeof(folder));
	/* nothing on the screen moves by itself */
	kiosk_settings(settings, sizeof(settings), folder, "calm = yes\n");
	fake_open(&fake, folder);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	emu_free(&emu);
	fake_close(&fake);
	state_remove(folder);
	return 0;
}

static void start(const char *more)
{
	static char name[128];
	const char *const env[] = { name, "WATCHDOG_USEC=1500000", more, NULL };

	snprintf(name, sizeof(name), "NOTIFY_SOCKET=%s", fake.name);
	kiosk_start_in(&emu, settings, env);
}

static long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Until it comes, from the kiosk itself. */
static void expect(const char *text)
{
	const long end_ms = now_ms() + EMU_PATIENCE_MS;
	char heard[MANY];
	pid_t from;

	while (!fake_hears(&fake, heard, sizeof(heard), &from)) {
		if (now_ms() > end_ms)
			fail_msg("%s never came", text);
		(void)emu_pump(&emu, 10);
	}
	assert_int_equal(from, emu.pid);
	assert_string_equal(heard, text);
}

/* All there is is a sign of life; how many of them. */
static int take_signs(void)
{
	char heard[MANY];
	pid_t from;
	int n = 0;

	for (; fake_hears(&fake, heard, sizeof(heard), &from); n++)
		assert_string_equal(heard, "WATCHDOG=1");
	return n;
}

static void expect_pace(int signs)
{
	if (signs < ENOUGH || signs > TOO_MANY)
		fail_msg("%d signs of life in %d ms", signs, WATCH_MS);
}

static void end(void)
{
	assert_false(emu.ended);
	kill(emu.pid, SIGTERM);
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	assert_int_equal(emu_exit_code(&emu), 128 + SIGTERM);
	emu_assert_restored(&emu);
}

/* And says so. */
static void end_told(void)
{
	char heard[MANY];
	pid_t from;

	end();
	do
		assert_true(fake_hears(&fake, heard, sizeof(heard), &from));
	while (strcmp(heard, "WATCHDOG=1") == 0);
	assert_string_equal(heard, "STOPPING=1");
	assert_false(fake_hears(&fake, heard, sizeof(heard), &from));
}

static void test_while_idle(void **state)
{
	int signs = 0;

	(void)state;
	start(NULL);
	expect("READY=1");
	expect("WATCHDOG=1");
	for (long ms = now_ms(); now_ms() < ms + WATCH_MS;) {
		(void)emu_pump(&emu, 20);
		signs += take_signs();
	}
	expect_pace(signs);
	end_told();
}

/* It does not wait for the screen before it says that it is shown. */
static void test_ready_is_shown(void **state)
{
	const char *const args[] = { LUMBAR_BINARY, "--content",
		LUMBAR_SOURCE_DIR "/content", "kiosk", "--kiosk-file", settings,
		NULL };
	static char name[128];
	const char *const env[] = { name, NULL };
	const struct emu_options options = { .args = args,
		.term = "xterm-256color",
		.locale = "C.UTF-8",
		.env = env,
		.rows = 24,
		.cols = 80 };
	char heard[MANY];
	pid_t from;

	(void)state;
	snprintf(name, sizeof(name), "NOTIFY_SOCKET=%s", fake.name);
	emu_start(&emu, &options);
	/* read nothing of the terminal before */
	while (!fake_hears(&fake, heard, sizeof(heard), &from))
		(void)usleep(1000);
	assert_string_equal(heard, "READY=1");
	(void)emu_pump(&emu, 0);
	assert_true(emu_shows(&emu, KIOSK_START));
	end_told();
}

/* A key that is held down, so that there is always one more to be read. */
static pid_t hold_a_key(void)
{
	const pid_t pid = fork();
	struct pollfd in = { .fd = emu.master, .events = POLLOUT };
	char keys[256];

	if (pid != 0)
		return pid;
	memset(keys, 'j', sizeof(keys));
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (poll(&in, 1, -1) == 1 && (in.revents & POLLHUP) == 0)
		(void)!write(emu.master, keys, sizeof(keys));
	_exit(0);
}

static void test_while_keys_come(void **state)
{
	int signs = 0;
	pid_t key;

	(void)state;
	start(NULL);
	expect("READY=1");
	key = hold_a_key();
	assert_true(key > 0);
	for (long ms = now_ms(); now_ms() < ms + WATCH_MS;) {
		(void)emu_pump(&emu, 1);
		signs += take_signs();
	}
	kill(key, SIGKILL);
	(void)waitpid(key, NULL, 0);
	expect_pace(signs);
	end_told();
}

/* No loop, no sign; then what the manager does about it. */
static void test_frozen(void **state)
{
	(void)state;
	start(NULL);
	expect("READY=1");
	kill(emu.pid, SIGSTOP);
	while (emu_state(&emu) != 'T')
		(void)emu_pump(&emu, 1);
	(void)take_signs();
	(void)emu_pump(&emu, 2 * ALLOWED_MS);
	assert_int_equal(take_signs(), 0);
	kill(emu.pid, SIGCONT);
	expect("WATCHDOG=1");
	kill(emu.pid, SIGABRT);
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	assert_int_equal(emu_exit_code(&emu), 128 + SIGABRT);
	emu_assert_restored(&emu);
	assert_int_equal(take_signs(), 0);
}

static void visit(void)
{
	(void)emu_press(&emu, "x");
	emu_expect(&emu, KIOSK_HOME);
	(void)emu_press(&emu, "f");
	(void)emu_press(&emu, "2");
	(void)emu_press(&emu, "\r");
	emu_expect(&emu, KIOSK_START);
}

/* How often it wakes while nobody is there. */
static long wake_ups(int ms)
{
	long before;

	emu_settle(&emu);
	before = emu_switches(&emu);
	(void)emu_pump(&emu, ms);
	return emu_switches(&emu) - before;
}

static void test_never_reads(void **state)
{
	char heard[MANY];
	pid_t from;

	(void)state;
	fake_fill(&fake);
	start(NULL);
	visit();
	assert_in_range(wake_ups(WATCH_MS), 1, TOO_MANY);
	visit();
	/* it has woken up: everything is said */
	while (fake_hears(&fake, heard, sizeof(heard), &from))
		assert_string_equal(heard, "x");
	expect("READY=1");
	expect("WATCHDOG=1");
	fake_fill(&fake);
	end();
}

static void test_goes_away(void **state)
{
	(void)state;
	start(NULL);
	expect("READY=1");
	fake_close(&fake);
	visit();
	assert_in_range(wake_ups(WATCH_MS), 1, TOO_MANY);
	visit();
	end();
	fake_open(&fake, folder);
}

/* Landlock would not let it open one, but this is open. */
static void test_name_in_no_folder(void **state)
{
	struct fake_manager before = fake;

	(void)state;
	fake_open(&fake, NULL);
	start(NULL);
	expect("READY=1");
	expect("WATCHDOG=1");
	expect("WATCHDOG=1");
	end_told();
	fake_close(&fake);
	fake = before;
}

/* Of the tests' own process: not meant for the kiosk. */
static void test_not_asked(void **state)
{
	char pid[64];

	(void)state;
	snprintf(pid, sizeof(pid), "WATCHDOG_PID=%ld", (long)getpid());
	start(pid);
	expect("READY=1");
	/* asleep, as without a manager */
	assert_int_equal(wake_ups(2 * ALLOWED_MS), 0);
	assert_int_equal(take_signs(), 0);
	end_told();
}

static void test_no_manager(void **state)
{
	(void)state;
	kiosk_start(&emu, settings);
	assert_int_equal(wake_ups(2 * ALLOWED_MS), 0);
	end();
	assert_int_equal(take_signs(), 0);
}

/* One line, before the terminal is taken, and the kiosk is there. */
static void test_bad_values(void **state)
{
	const char *const bad_name[] = { "NOTIFY_SOCKET=run/notify",
		"WATCHDOG_USEC=1500000", NULL };
	static char name[128];
	const char *const bad_time[] = { name, "WATCHDOG_USEC=soon", NULL };

	(void)state;
	kiosk_start_in(&emu, settings, bad_name);
	assert_true(emu_sent(&emu,
	    "warning: NOTIFY_SOCKET=run/notify is neither a path nor @ and a "
	    "name: the service manager is told nothing"));
	visit();
	end();
	emu_free(&emu);
	snprintf(name, sizeof(name), "NOTIFY_SOCKET=%s", fake.name);
	kiosk_start_in(&emu, settings, bad_time);
	assert_true(emu_sent(&emu,
	    "warning: WATCHDOG_USEC=soon is not a second or more: no sign of "
	    "life is given"));
	expect("READY=1");
	visit();
	end_told();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_ready_is_shown),
		TEST(test_while_idle),
		TEST(test_while_keys_come),
		TEST(test_frozen),
		TEST(test_never_reads),
		TEST(test_goes_away),
		TEST(test_name_in_no_folder),
		TEST(test_not_asked),
		TEST(test_no_manager),
		TEST(test_bad_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
