/*
 * Kiosks that are killed at random moments while they count, and many of them
 * on one folder: the file is whole, and what was acknowledged is there.
 */
#include "visit/counters.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "support/killed.h"
#include "support/state.h"
#include "support/whole.h"

#define KILLS   200
#define DAY     INT64_C(86400)
#define NOW     (INT64_C(20785) * DAY)
#define CAP     100000
#define KIOSKS  20
#define VISITS  25   /* of each */
#define WAITING 2000 /* tries of the last flush, at most */

static const char *const pages[] = { "discs", "nerves", "sciatica" };

static struct counters *open_counters(const char *folder)
{
	struct counters *counters = counters_open(folder, NOW);

	counters_pages(counters, pages, 3);
	return counters;
}

/* Two pages and the end of a visit; days follow each other. */
static void visit(struct counters *counters, unsigned n)
{
	assert_true(counters_add(counters, COUNTERS_PAGE, pages[n % 3]));
	assert_true(counters_add(counters, COUNTERS_PAGE, pages[n % 2]));
	assert_true(counters_add(counters, COUNTERS_VISIT_IDLE, NULL));
}

static int64_t count_of(sqlite3 *db, const char *key)
{
	char sql[160];

	snprintf(sql, sizeof(sql),
	    "SELECT sum(n) FROM (SELECT * FROM past UNION ALL"
	    " SELECT * FROM today) WHERE key = '%s'",
	    key);
	return whole_number(db, sql, 0);
}

static int64_t count_pages(sqlite3 *db)
{
	return count_of(db, "page/discs") + count_of(db, "page/nerves") +
	       count_of(db, "page/sciatica");
}

/* Counts until it is killed, telling each flush that was acknowledged. */
static void count_for_ever(void *arg, int out)
{
	struct counters *counters = open_counters(arg);

	for (unsigned n = 0; n < CAP; n++) {
		visit(counters, n);
		if (!counters_flush(counters, NOW + (n / 4 % 3) * DAY))
			_exit(3);
		killed_tell(out, n);
	}
}

static void test_kill(void **state)
{
	char folder[PATH_MAX];
	unsigned long acknowledged = 0, kills = 0;

	(void)state;
	state_make(folder, sizeof(folder));
	for (; kills < KILLS; kills++) {
		int64_t visits;
		sqlite3 *db;

		acknowledged += killed_run(count_for_ever, folder);
		if (state_count(folder, COUNTERS_FILE) == 0)
			continue; /* killed before there was a file */
		db = whole_open(folder, COUNTERS_FILE);
		visits = count_of(db, "visit-idle");
		/* one a kill may be there that nobody was told of */
		assert_in_range(visits, acknowledged, acknowledged + kills + 1);
		/* all of a visit or nothing */
		assert_int_equal(count_pages(db), 2 * visits);
		sqlite3_close(db);
		assert_int_equal(state_count(folder, COUNTERS_FILE ".bad"), 0);
	}
	printf("%lu kills, %lu acknowledged, all there\n", kills, acknowledged);
	assert_true(acknowledged > KILLS);
	state_remove(folder);
}

/* ---- many kiosks on one folder ---- */

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What one kiosk tells at its end. */
struct told {
	unsigned refused; /* flushes that have to wait for the next */
	double longest;   /* flush, in seconds */
};

static void be_kiosk(const char *folder, int start, int out)
{
	struct counters *counters = open_counters(folder);
	struct told told = { 0, 0 };
	char byte;
	bool done = false;

	/* all at once, on a file that is not there yet */
	if (read(start, &byte, 1) != 0)
		_exit(2);
	for (unsigned n = 0; n < VISITS; n++) {
		const double began = seconds();

		visit(counters, n);
		done = counters_flush(counters, NOW);
		if (seconds() - began > told.longest)
			told.longest = seconds() - began;
		told.refused += !done;
	}
	for (int i = 0; i < WAITING && !done; i++)
		done = counters_flush(counters, NOW);
	if (!done)
		_exit(3);
	counters_close(counters);
	if (write(out, &told, sizeof(told)) != sizeof(told))
		_exit(4);
	_exit(0);
}

static void test_many_kiosks(void **state)
{
	struct told told, all = { 0, 0 };
	int start[2], out[2], status;
	char folder[PATH_MAX];
	sqlite3 *db;

	(void)state;
	state_make(folder, sizeof(folder));
	assert_int_equal(pipe(start), 0);
	assert_int_equal(pipe(out), 0);
	for (int i = 0; i < KIOSKS; i++) {
		const pid_t pid = fork();

		assert_true(pid >= 0);
		if (pid == 0) {
			close(start[1]);
			be_kiosk(folder, start[0], out[1]);
		}
	}
	close(start[0]);
	close(start[1]);
	for (int i = 0; i < KIOSKS; i++) {
		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
		assert_int_equal(
		    read(out[0], &told, sizeof(told)), sizeof(told));
		all.refused += told.refused;
		if (told.longest > all.longest)
			all.longest = told.longest;
	}
	close(out[0]);
	close(out[1]);
	printf("%d kiosks, %d visits: %u flushes waited for the next, the "
	       "longest took %.2f s\n",
	    KIOSKS, KIOSKS * VISITS, all.refused, all.longest);
	db = whole_open(folder, COUNTERS_FILE);
	assert_int_equal(count_of(db, "visit-idle"), KIOSKS * VISITS);
	assert_int_equal(count_pages(db), 2 * KIOSKS * VISITS);
	sqlite3_close(db);
	assert_int_equal(state_count(folder, COUNTERS_FILE ".bad"), 0);
	state_remove(folder);
}

/* ---- a full disk ---- */

static int fill_up(const char *folder)
{
	const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	const struct rlimit small = { 20000, RLIM_INFINITY };
	struct counters *counters = open_counters(folder);
	unsigned visits = 0, kept = 0;
	const char *note;

	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &small) != 0)
		return 2;
	/* a flush after the other until the log does not fit */
	for (; visits < 200; visits++) {
		visit(counters, visits);
		kept += counters_flush(counters, NOW + visits * DAY);
	}
	note = counters_note(counters);
	if (kept == visits || note == NULL)
		return 3;
	/* room again: all that waited is counted */
	if (setrlimit(RLIMIT_FSIZE, &all) != 0)
		return 4;
	if (!counters_flush(counters, NOW + visits * DAY))
		return 5;
	counters_close(counters);
	return 0;
}

static void test_full_disk(void **state)
{
	char folder[PATH_MAX];
	int status;
	sqlite3 *db;
	pid_t pid;

	(void)state;
	state_make(folder, sizeof(folder));
	pid = fork();
	if (pid == 0)
		_exit(fill_up(folder));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	db = whole_open(folder, COUNTERS_FILE);
	assert_int_equal(count_of(db, "visit-idle"), 200);
	sqlite3_close(db);
	assert_int_equal(state_count(folder, COUNTERS_FILE ".bad"), 0);
	state_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kill),
		cmocka_unit_test(test_many_kiosks),
		cmocka_unit_test(test_full_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
