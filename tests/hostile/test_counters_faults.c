/*
 * The system fails the counters of a kiosk: every open, write, sync and the
 * like once, and from then on; and the power goes at every moment. A visit
 * goes on, and what a flush has acknowledged is there.
 */
#include "visit/counters.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "support/faults.h"
#include "support/state.h"
#include "support/whole.h"

#define DAY     INT64_C(86400)
#define NOW     (INT64_C(20785) * DAY)
#define FLUSHES 6 /* of one run */

static const char *const pages[] = { "q0", "q1", "q2", "q3", "q4", "q5", "q" };

static struct counters *open_counters(const char *folder)
{
	struct counters *counters = counters_open(folder, NOW);

	counters_pages(counters, pages, FLUSHES + 1);
	return counters;
}

/* Visit n: one page of its own and one that all visits have. */
static bool visit(struct counters *counters, unsigned n)
{
	assert_true(counters_add(counters, COUNTERS_PAGE, pages[n]));
	assert_true(counters_add(counters, COUNTERS_PAGE, pages[FLUSHES]));
	/* the last two on the next day */
	return counters_flush(counters, NOW + (n >= FLUSHES - 2 ? DAY : 0));
}

static int64_t count_of(sqlite3 *db, const char *page)
{
	char sql[160];

	snprintf(sql, sizeof(sql),
	    "SELECT sum(n) FROM (SELECT * FROM past UNION ALL"
	    " SELECT * FROM today) WHERE key = 'page/%s'",
	    page);
	return whole_number(db, sql, 0);
}

/*
 * What was acknowledged is there; what was not may be there or wait. A flush
 * that the disk refused in its very last step may be there and be told to
 * wait: refused of them at most.
 */
static void check_counts(const char *folder, const bool *acknowledged,
    int64_t visits_max, int64_t refused)
{
	char path[PATH_MAX + 32];
	int64_t nacks = 0, n;
	sqlite3 *db;

	for (unsigned i = 0; i < FLUSHES; i++)
		nacks += acknowledged[i];
	snprintf(path, sizeof(path), "%s/" COUNTERS_FILE, folder);
	if (access(path, F_OK) != 0) {
		assert_int_equal(nacks, 0);
		return;
	}
	db = whole_open(folder, COUNTERS_FILE);
	for (unsigned i = 0; i < FLUSHES; i++) {
		n = count_of(db, pages[i]);
		assert_in_range(n, acknowledged[i] ? 1 : 0, 1 + refused);
	}
	n = count_of(db, pages[FLUSHES]);
	assert_in_range(n, nacks, visits_max + refused * FLUSHES);
	sqlite3_close(db);
}

/*
 * Visits while calls fail, then while none does: then all of it has to work
 * again. Returns how many calls there were.
 */
static long one_run(long at, long for_calls, int with)
{
	bool acknowledged[FLUSHES] = { false };
	char folder[PATH_MAX], below[PATH_MAX + 8];
	const struct counters_row *rows;
	struct counters *counters;
	struct arena arena;
	bool refused = false;
	long made;

	arena_init(&arena);
	state_make(folder, sizeof(folder));
	snprintf(below, sizeof(below), "%s/lumbar", folder);
	faults_watch(below, at, for_calls, with);
	counters = open_counters(below);
	for (unsigned n = 0; n < FLUSHES / 2; n++) {
		acknowledged[n] = visit(counters, n);
		/* what waits is said in a line */
		if (!acknowledged[n] && n == 0)
			assert_non_null(counters_note(counters));
	}
	(void)counters_read(counters, 0, INT64_MAX, &arena, &rows);
	made = faults_stop();
	for (unsigned n = FLUSHES / 2; n < FLUSHES; n++)
		acknowledged[n] = visit(counters, n);
	/* the first may find a connection in pieces, the last must not */
	assert_true(acknowledged[FLUSHES - 1]);
	/* and with it all that waited is there */
	for (unsigned n = 0; n < FLUSHES; n++) {
		refused |= !acknowledged[n];
		acknowledged[n] = true;
	}
	counters_close(counters);
	faults_unwatch();
	check_counts(below, acknowledged, FLUSHES, refused);
	assert_int_equal(state_count(below, COUNTERS_FILE ".bad"), 0);
	state_remove(folder);
	arena_free(&arena);
	return made;
}

static void test_every_call_fails(void **state)
{
	(void)state;
	faults_each(one_run, EIO);
	faults_each(one_run, ENOSPC);
}

static void test_every_allocation_fails(void **state)
{
	long all = 1;

	(void)state;
	for (long at = 0; at <= all; at++) {
		bool acknowledged[FLUSHES] = { false };
		char folder[PATH_MAX];
		struct counters *counters;

		state_make(folder, sizeof(folder));
		faults_memory(at);
		counters = open_counters(folder);
		for (unsigned n = 0; n < FLUSHES - 1; n++)
			acknowledged[n] = visit(counters, n);
		if (at == 0)
			all = faults_memory_stop();
		faults_memory_stop();
		acknowledged[FLUSHES - 1] = visit(counters, FLUSHES - 1);
		assert_true(acknowledged[FLUSHES - 1]);
		for (unsigned n = 0; n < FLUSHES; n++)
			acknowledged[n] = true;
		counters_close(counters);
		check_counts(folder, acknowledged, FLUSHES, 0);
		state_remove(folder);
	}
	printf("%ld allocations failed\n", all);
}

static void check_cut(const char *folder, unsigned nacks)
{
	bool acknowledged[FLUSHES] = { false };

	for (unsigned n = 0; n < nacks; n++)
		acknowledged[n] = true;
	check_counts(folder, acknowledged, nacks + 1, 0);
}

static void test_power_cut(void **state)
{
	char folder[PATH_MAX];
	struct counters *counters;

	(void)state;
	state_make(folder, sizeof(folder));
	faults_record(folder);
	counters = open_counters(folder);
	for (unsigned n = 0; n < FLUSHES; n++) {
		assert_true(visit(counters, n));
		faults_ack();
		if (n == FLUSHES / 2) {
			counters_close(counters);
			counters = open_counters(folder);
		}
	}
	counters_close(counters);
	faults_cut_power(check_cut);
	state_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_call_fails),
		cmocka_unit_test(test_every_allocation_fails),
		cmocka_unit_test(test_power_cut),
	};

	faults_memory_begin();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
