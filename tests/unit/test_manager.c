#include "manager.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/fake_manager.h"
#include "support/state.h"

#define MANY  64
#define START 1000

static char folder[PATH_MAX];
static struct arena arena;
static struct diag diag;
static struct fake_manager fake;
static struct manager manager;

static int set_up(void **state)
{
	(void)state;
	state_make(folder, sizeof(folder));
	arena_init(&arena);
	diag_init(&diag, &arena);
	fake_open(&fake, folder);
	unsetenv("NOTIFY_SOCKET");
	unsetenv("WATCHDOG_USEC");
	unsetenv("WATCHDOG_PID");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	fake_close(&fake);
	arena_free(&arena);
	state_remove(folder);
	return 0;
}

/* NULL: not set. */
static void open_with(const char *socket, const char *usec, const char *pid)
{
	if (socket != NULL)
		setenv("NOTIFY_SOCKET", socket, 1);
	if (usec != NULL)
		setenv("WATCHDOG_USEC", usec, 1);
	if (pid != NULL)
		setenv("WATCHDOG_PID", pid, 1);
	manager_open(&manager, &diag);
	assert_null(getenv("NOTIFY_SOCKET"));
	assert_null(getenv("WATCHDOG_USEC"));
	assert_null(getenv("WATCHDOG_PID"));
}

static void expect(const char *text)
{
	char heard[MANY];
	pid_t from;

	assert_true(fake_hears(&fake, heard, sizeof(heard), &from));
	assert_string_equal(heard, text);
	assert_int_equal(from, getpid());
}

static void expect_nothing(void)
{
	char heard[MANY];
	pid_t from;

	assert_false(fake_hears(&fake, heard, sizeof(heard), &from));
}

/* How long the loop may wait after a turn; -1 = for ever. */
static int pace(const char *usec, const char *pid)
{
	int wait_ms;

	open_with(fake.name, usec, pid);
	assert_true(manager.fd >= 0);
	manager_turn(&manager, START);
	wait_ms = manager_wait_ms(&manager, START);
	if (wait_ms < 0)
		expect_nothing();
	else
		expect("WATCHDOG=1");
	manager_close(&manager);
	expect("STOPPING=1");
	return wait_ms;
}

static void expect_told(const char *part)
{
	assert_int_equal(diag.n, 1);
	if (strstr(diag.items[0].text, part) == NULL)
		fail_msg("%s", diag.items[0].text);
	diag_init(&diag, &arena);
}

static void test_nobody(void **state)
{
	(void)state;
	open_with(NULL, "30000000", NULL);
	assert_int_equal(manager.fd, -1);
	manager_ready(&manager);
	manager_turn(&manager, START);
	assert_int_equal(manager_wait_ms(&manager, START), -1);
	manager_close(&manager);
	open_with("", "30000000", NULL);
	assert_int_equal(manager.fd, -1);
	manager_ready(NULL);
	manager_turn(NULL, START);
	assert_int_equal(manager_wait_ms(NULL, START), -1);
	manager_close(NULL);
	assert_int_equal(diag.n, 0);
	expect_nothing();
}

static void test_told(void **state)
{
	(void)state;
	open_with(fake.name, NULL, NULL);
	assert_int_equal(fcntl(manager.fd, F_GETFD), FD_CLOEXEC);
	assert_true(fcntl(manager.fd, F_GETFL) & O_NONBLOCK);
	manager_turn(&manager, START);
	expect_nothing();
	manager_ready(&manager);
	expect("READY=1");
	manager_close(&manager);
	expect("STOPPING=1");
	manager_close(&manager);
	expect_nothing();
	assert_int_equal(diag.n, 0);
}

static void test_name_in_no_folder(void **state)
{
	struct fake_manager before = fake;

	(void)state;
	fake_open(&fake, NULL);
	open_with(fake.name, NULL, NULL);
	manager_ready(&manager);
	expect("READY=1");
	manager_close(&manager);
	fake_close(&fake);
	fake = before;
	assert_int_equal(diag.n, 0);
}

static void test_bad_socket(void **state)
{
	static const char *const bad[] = { "notify", "/", "@", "vsock:2:1234",
		"./notify", " /run/systemd/notify" };
	char name[200];

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		open_with(bad[i], "30000000", NULL);
		assert_int_equal(manager.fd, -1);
		assert_int_equal(manager_wait_ms(&manager, START), -1);
		expect_told("neither a path nor @ and a name");
	}
	memset(name, 'a', sizeof(name));
	name[0] = '/';
	name[108] = '\0'; /* one too many */
	open_with(name, NULL, NULL);
	expect_told("neither a path");
	name[107] = '\0';
	open_with(name, NULL, NULL);
	expect_told("No such file");
	name[0] = '@';
	open_with(name, NULL, NULL);
	expect_told("Connection refused");
	assert_int_equal(manager.fd, -1);
	open_with("/dev/null", NULL, NULL);
	expect_told("Connection refused");
}

static void test_pace(void **state)
{
	char pid[32];

	(void)state;
	/* under half of it */
	assert_int_equal(pace("30000000", NULL), 12000);
	assert_int_equal(pace("1000000", NULL), 400);
	assert_int_equal(pace("18446744073709551615", NULL), 1440000);
	assert_int_equal(pace(NULL, NULL), -1);
	snprintf(pid, sizeof(pid), "%ld", (long)getpid());
	assert_int_equal(pace("30000000", pid), 12000);
	/* somebody else's */
	snprintf(pid, sizeof(pid), "%ld", (long)getppid());
	assert_int_equal(pace("30000000", pid), -1);
	assert_int_equal(diag.n, 0);
}

static void test_bad_pace(void **state)
{
	static const char *const bad[] = { "", "0", "-1", "-30000000", "30s",
		"+30000000", " 30000000", "30000000 ", "0x1c9c380", "999999",
		"18446744073709551616", "30\033[2J" };
	static const char *const bad_pid[] = { "", "0", "-1", "me", "1 " };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(pace(bad[i], NULL), -1);
		expect_told("WATCHDOG_USEC=");
	}
	for (size_t i = 0; i < sizeof(bad_pid) / sizeof(bad_pid[0]); i++) {
		assert_int_equal(pace("30000000", bad_pid[i]), -1);
		expect_told("WATCHDOG_PID=");
	}
}

/* At the time, or on the way if half of it has gone; not with every key. */
static void test_when(void **state)
{
	(void)state;
	open_with(fake.name, "30000000", NULL);
	assert_int_equal(manager_wait_ms(&manager, START), 0);
	manager_turn(&manager, START);
	expect("WATCHDOG=1");
	for (int ms = 0; ms < 6000; ms += 100)
		manager_turn(&manager, START + (uint64_t)ms);
	expect_nothing();
	assert_int_equal(manager_wait_ms(&manager, START + 5000), 7000);
	manager_turn(&manager, START + 6000);
	expect("WATCHDOG=1");
	assert_int_equal(manager_wait_ms(&manager, START + 6000), 12000);
	/* a long sleep of the machine */
	assert_int_equal(manager_wait_ms(&manager, UINT64_C(1) << 50), 0);
	manager_turn(&manager, UINT64_C(1) << 50);
	expect("WATCHDOG=1");
	expect_nothing();
	manager_close(&manager);
}

/* What finds no room is dropped; that it is there is said again. */
static void test_no_room(void **state)
{
	char heard[MANY];
	pid_t from;

	(void)state;
	open_with(fake.name, "30000000", NULL);
	fake_fill(&fake);
	manager_ready(&manager);
	manager_turn(&manager, START);
	/* no turn at once: nothing spins */
	assert_int_equal(manager_wait_ms(&manager, START), 12000);
	while (fake_hears(&fake, heard, sizeof(heard), &from))
		assert_string_equal(heard, "x");
	manager_turn(&manager, START + 12000);
	expect("READY=1");
	expect("WATCHDOG=1");
	manager_turn(&manager, START + 24000);
	expect("WATCHDOG=1");
	expect_nothing();
	manager_close(&manager);
}

static void test_manager_goes_away(void **state)
{
	(void)state;
	open_with(fake.name, "30000000", NULL);
	manager_ready(&manager);
	expect("READY=1");
	fake_close(&fake);
	for (uint64_t now = START; now < START + 100000; now += 10000) {
		manager_turn(&manager, now);
		assert_true(manager_wait_ms(&manager, now) > 0);
	}
	manager_close(&manager);
	fake_open(&fake, folder);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nobody),
		TEST(test_told),
		TEST(test_name_in_no_folder),
		TEST(test_bad_socket),
		TEST(test_pace),
		TEST(test_bad_pace),
		TEST(test_when),
		TEST(test_no_room),
		TEST(test_manager_goes_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
