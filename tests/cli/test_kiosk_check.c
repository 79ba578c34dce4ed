/*
 * lumbar kiosk --check without a terminal: what it says is so.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/run.h"
#include "support/state.h"

#define PACK LUMBAR_SOURCE_DIR "/content"
#define MB   ((rlim_t)1 << 20)

/* Of 482913, at the cost that mkpasswd has of itself. */
#define DEAR                                                                   \
	"pin = $y$j9T$qpWoeirutyALSKDJFHGZM0$qmx4S8s49tBFeRCHsEsPWA1Ip4Jf4gwh" \
	"DxTGYIayWgA\n"
#define SHORT "pin = $y$j9T$qpWoeirutyALSKDJFHGZM0$qmx4S8s49tBFeRCHsEsPWA\n"

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

/* Of a kiosk.ini with these lines. */
static void check(const char *pack, const char *lines, const char *const *texts)
{
	char path[PATH_MAX + 16];
	const char *const argv[] = { "lumbar", "--content", pack, "kiosk",
		"--kiosk-file", path, "--check", NULL };
	struct run_result r;
	FILE *out;

	snprintf(path, sizeof(path), "%s/kiosk.ini", folder);
	out = fopen(path, "w");
	assert_non_null(out);
	fprintf(out, "[kiosk]\nsandbox = try\n%s", lines);
	fclose(out);
	r = run_program(argv, NULL, NULL);
	run_says(r.out, texts);
	run_free(&r);
}

#define CHECK(pack, lines, ...) \
	check(pack, lines, (const char *const[]){ __VA_ARGS__, NULL })

static const char *state_is(const char *path, const char *more)
{
	static char text[PATH_MAX + 512];

	snprintf(text, sizeof(text), "state = %s\n%s", path, more);
	return text;
}

/* The project's own pack is linted each time, so much is asked at once. */
static void test_well(void **state)
{
	(void)state;
	CHECK(PACK, state_is(folder, DEAR), "ok   settings     no faults\n",
	    "look terminal     standard input or output is no terminal",
	    "~cannot move", "ok   characters   UTF-8",
	    "ok   PIN          set (yescrypt), and it can be checked\n",
	    "ok   state        /", "ok   self-check   rules ",
	    "ok   pack folder  a new pack is read after a restart: ");
}

static void test_pin(void **state)
{
	(void)state;
	CHECK(folder, state_is(folder, ""),
	    "ok   PIN          none: ", "BAD  pack ");
	CHECK(folder, state_is(folder, SHORT),
	    "BAD  PIN          no PIN can have this hash, or ");
	CHECK(folder, state_is(folder, "pin = $y$aaaa\n"), "BAD  settings ",
	    "BAD  PIN          what is given is no yescrypt hash");
}

/* Heartbeat, tries and the last good pack need it, counters or not. */
static void test_state(void **state)
{
	char path[PATH_MAX + 32];

	(void)state;
	CHECK(folder, state_is("/nowhere/at/all", "counters = no\n"),
	    "BAD  state        /nowhere/at/all: No such file or directory");
	CHECK(folder, state_is("/etc/passwd", "counters = no\n"),
	    "BAD  state        /etc/passwd: it is no folder");
	CHECK(folder, state_is(folder, "counters = no\n"),
	    "ok   state        /", ": nothing is counted\n");
	CHECK(folder, state_is("", ""), "look state        none: ");
	snprintf(path, sizeof(path), "%s/open", folder);
	assert_int_equal(mkdir(path, 0755), 0);
	assert_int_equal(chmod(path, 0755), 0);
	CHECK(folder, state_is(path, ""), "look state        /",
	    ": others may look into it\n");
}

/* A link in or to a folder of the system would open all of it. */
static void test_room(void **state)
{
	char path[PATH_MAX + 32];

	(void)state;
	snprintf(path, sizeof(path), "%s/current", folder);
	assert_int_equal(symlink("/etc/terminfo", path), 0);
	CHECK(path, "state =\n", "look pack folder  /etc can be read by the ");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(symlink(folder, path), 0);
	CHECK(path, "state =\n", "ok   pack folder  /");
}

/* A kiosk itself needs one, as ssh -T finds out. */
static void test_no_terminal(void **state)
{
	const char *const argv[] = { "lumbar", "--content", PACK, "kiosk",
		NULL };
	struct run_result r = run_program(argv, NULL, "x\n");

	(void)state;
	assert_int_equal(r.status, 3);
	assert_string_equal(r.out, "");
	assert_non_null(strstr(r.err, "are no terminal: a kiosk needs one"));
	run_free(&r);
}

/* As an ordinary user; the process is spoilt for other tests. */
static void test_memory(void **state)
{
	struct rlimit limit = { 64 * MB, 64 * MB };

	(void)state;
	if (LUMBAR_SANITIZED)
		skip();
	if (geteuid() == 0)
		(void)prctl(PR_CAPBSET_DROP, CAP_IPC_LOCK, 0, 0, 0);
	/* as the units have it; who may not raise it cannot try */
	if (setrlimit(RLIMIT_MEMLOCK, &limit) == 0)
		CHECK(folder, state_is(folder, DEAR),
		    "ok   memory       never swapped out",
		    "ok   PIN          set (yescrypt), and it ");
	limit.rlim_cur = limit.rlim_max = 8 * MB;
	if (setrlimit(RLIMIT_MEMLOCK, &limit) != 0)
		skip();
	CHECK(folder, state_is(folder, DEAR),
	    "look memory       what is allocated is never swapped out",
	    "8192 KB", "ok   PIN          set (yescrypt), and it ");
	limit.rlim_cur = limit.rlim_max = 0;
	assert_int_equal(setrlimit(RLIMIT_MEMLOCK, &limit), 0);
	CHECK(folder, state_is(folder, DEAR),
	    "look memory       nothing of it may be locked (0 KB)",
	    "ok   PIN          set (yescrypt), and it ");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_well),
		TEST(test_pin),
		TEST(test_state),
		TEST(test_room),
		TEST(test_no_terminal),
		TEST(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
