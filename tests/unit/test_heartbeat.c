#include "visit/heartbeat.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "support/state.h"

#define MINUTE INT64_C(60000)

static char made[PATH_MAX - 64], folder[PATH_MAX - 32], path[PATH_MAX];

static int set_up(void **state)
{
	(void)state;
	state_make(made, sizeof(made));
	snprintf(folder, sizeof(folder), "%s/lumbar", made);
	snprintf(path, sizeof(path), "%s/" HEARTBEAT_FILE, folder);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	state_remove(made);
	return 0;
}

static unsigned long beat(void)
{
	struct heartbeat_seen seen;

	assert_true(heartbeat_read(folder, (int64_t)time(NULL), &seen));
	return seen.beat;
}

static void test_once_a_minute(void **state)
{
	struct heartbeat heartbeat;
	struct heartbeat_seen seen;
	struct stat st;

	(void)state;
	heartbeat_begin(&heartbeat, folder, "1.2.3");
	assert_false(heartbeat_read(folder, 0, &seen));
	assert_true(heartbeat_tick(&heartbeat, 5));
	assert_int_equal(beat(), 1);
	assert_true(heartbeat_tick(&heartbeat, 5 + MINUTE - 1));
	assert_int_equal(beat(), 1);
	assert_true(heartbeat_tick(&heartbeat, 5 + MINUTE));
	assert_int_equal(beat(), 2);
	assert_true(heartbeat_tick(&heartbeat, 5 + 2 * MINUTE - 1));
	assert_int_equal(beat(), 2);
	assert_true(heartbeat_tick(&heartbeat, 5 + 9 * MINUTE));
	assert_true(heartbeat_read(folder, (int64_t)time(NULL), &seen));
	assert_int_equal(seen.beat, 3);
	assert_int_equal(seen.pid, getpid());
	assert_string_equal(seen.version, "1.2.3");
	assert_in_range(seen.age_s + 1, 0, 30);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(stat(folder, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	/* whole at any time, and nothing is left beside it */
	assert_int_equal(state_count(folder, HEARTBEAT_FILE), 1);
}

static void test_age(void **state)
{
	struct heartbeat heartbeat;
	struct heartbeat_seen seen;
	struct stat st;

	(void)state;
	heartbeat_begin(&heartbeat, folder, "1");
	assert_true(heartbeat_tick(&heartbeat, 0));
	assert_int_equal(stat(path, &st), 0);
	assert_true(heartbeat_read(folder, st.st_mtime + 400, &seen));
	assert_int_equal(seen.age_s, 400);
	assert_true(heartbeat_read(folder, st.st_mtime - 400, &seen));
	assert_int_equal(seen.age_s, -400);
}

/* What cannot be written is tried again a minute later. */
static void test_cannot(void **state)
{
	struct heartbeat heartbeat;
	FILE *out;

	(void)state;
	heartbeat_begin(&heartbeat, folder, "1");
	assert_int_equal(mkdir(path, 0700), 0);
	assert_false(heartbeat_tick(&heartbeat, 0));
	assert_true(heartbeat_tick(&heartbeat, 1));
	assert_int_equal(state_count(folder, HEARTBEAT_FILE), 1);
	assert_int_equal(rmdir(path), 0);
	assert_true(heartbeat_tick(&heartbeat, MINUTE));
	assert_int_equal(beat(), 2);
	/* no folder, or one that is too long: none is ever written */
	heartbeat_begin(&heartbeat, "", "1");
	assert_true(heartbeat_tick(&heartbeat, 0));
	assert_int_equal(access("/" HEARTBEAT_FILE, F_OK), -1);
	/* and a folder that is a file */
	state_remove(folder);
	out = fopen(folder, "w");
	assert_non_null(out);
	fclose(out);
	heartbeat_begin(&heartbeat, folder, "1");
	assert_false(heartbeat_tick(&heartbeat, 0));
	assert_int_equal(errno, ENOTDIR);
}

static void put(const char *text)
{
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	fputs(text, out);
	fclose(out);
}

static void test_no_heartbeat(void **state)
{
	static const char *const none[] = { "", "pid", "pid 1\nbeat 2\n",
		"pid x\nbeat 2\nversion 1\n", "pid 1\nbeat 2\nversion \x1b[2J",
		"version 1\npid 1\nbeat 2\n" };
	struct heartbeat_seen seen;

	(void)state;
	assert_int_equal(mkdir(folder, 0700), 0);
	errno = 0;
	assert_false(heartbeat_read(folder, 0, &seen));
	assert_int_equal(errno, ENOENT);
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		put(none[i]);
		assert_false(heartbeat_read(folder, 0, &seen));
		assert_int_equal(errno, EINVAL);
	}
	/* nothing of a terminal's language is handed on, and nothing is long */
	put("pid 1\nbeat 2\nversion 1.0\x1b[2J\n");
	assert_true(heartbeat_read(folder, 0, &seen));
	assert_string_equal(seen.version, "1.0");
	put("pid 1\nbeat 2\n"
	    "version 0123456789012345678901234567890123456789\n");
	assert_true(heartbeat_read(folder, 0, &seen));
	assert_int_equal(strlen(seen.version), HEARTBEAT_VERSION - 1);
	unlink(path);
	assert_int_equal(symlink("/etc/hostname", path), 0);
	assert_false(heartbeat_read(folder, 0, &seen));
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_false(heartbeat_read(folder, 0, &seen));
}

/* Which pack is refused is said at once, as long as it is, on one line. */
static void test_refused(void **state)
{
	struct heartbeat heartbeat;
	struct heartbeat_seen seen;
	char name[2 * HEARTBEAT_PACK];

	(void)state;
	heartbeat_begin(&heartbeat, folder, "1");
	assert_true(heartbeat_tick(&heartbeat, 0));
	assert_true(heartbeat_read(folder, 0, &seen));
	assert_int_equal(seen.since, 0);
	heartbeat_refuse(
	    &heartbeat, "/srv/a b\nwhy x", "it is bad", 1700000000);
	assert_int_equal(heartbeat_wait_ms(&heartbeat, 1), 0);
	for (int i = 0; i < 2; i++) {
		assert_true(heartbeat_tick(&heartbeat, 1 + i * MINUTE));
		assert_true(heartbeat_read(folder, 0, &seen));
		assert_int_equal(seen.beat, 2 + i);
		assert_int_equal(seen.since, 1700000000);
		assert_string_equal(seen.refused, "/srv/a b?why x");
		assert_string_equal(seen.why, "it is bad");
	}
	heartbeat_refuse(&heartbeat, "/srv/a", NULL, 1700000001);
	assert_true(heartbeat_tick(&heartbeat, 2 + MINUTE));
	assert_true(heartbeat_read(folder, 0, &seen));
	assert_int_equal(seen.since, 0);
	assert_string_equal(seen.why, "");
	/* nothing is too long */
	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	heartbeat_refuse(&heartbeat, name, name, 1700000002);
	assert_true(heartbeat_tick(&heartbeat, 3 + MINUTE));
	assert_true(heartbeat_read(folder, 0, &seen));
	assert_int_equal(strlen(seen.refused), HEARTBEAT_PACK - 1);
	assert_int_equal(strlen(seen.why), HEARTBEAT_WHY - 1);
	/* what is half there is not */
	put("pid 1\nbeat 2\nversion 1\nrefused 5 /a\n");
	assert_true(heartbeat_read(folder, 0, &seen));
	assert_int_equal(seen.since, 0);
}

/* Many kiosks on one folder: whoever reads sees a whole one. */
static void test_many(void **state)
{
	struct heartbeat_seen seen;
	int alive = 8, status;

	(void)state;
	for (int i = 0; i < alive; i++) {
		if (fork() == 0) {
			struct heartbeat heartbeat;

			heartbeat_begin(&heartbeat, folder, "1.2.3");
			for (int n = 0; n < 200; n++) {
				if (!heartbeat_tick(&heartbeat, n * MINUTE))
					_exit(1);
			}
			_exit(0);
		}
	}
	while (alive > 0) {
		if (waitpid(-1, &status, WNOHANG) > 0) {
			assert_int_equal(status, 0);
			alive--;
		}
		if (heartbeat_read(folder, 0, &seen))
			assert_string_equal(seen.version, "1.2.3");
		else
			assert_int_equal(errno, ENOENT);
	}
	assert_int_equal(beat(), 200);
	assert_int_equal(state_count(folder, HEARTBEAT_FILE), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_once_a_minute),
		TEST(test_age),
		TEST(test_cannot),
		TEST(test_no_heartbeat),
		TEST(test_refused),
		TEST(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
