/*
 * The system fails the store: every open, write, sync and the like once, and
 * from then on; and the power goes at every moment.
 */
#include "visit/store.h"

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

#define NOW  INT64_C(1700000000)
#define PUTS 6 /* of one run */

static bool put(struct store *store, unsigned n)
{
	char name[32];
	const struct store_answer answer = { .quiz = "fault",
		.question = name,
		.outcome = 1,
		.again = { 1, NOW },
		.at = NOW };

	snprintf(name, sizeof(name), "q%u", n);
	return store_put_answer(store, &answer);
}

/* What was acknowledged is in the file, or in one that was set aside. */
static void check_store(const char *folder, const bool *acknowledged)
{
	char path[PATH_MAX + 32], sql[96];
	sqlite3 *db;

	snprintf(path, sizeof(path), "%s/" STORE_FILE, folder);
	if (access(path, F_OK) != 0) {
		for (unsigned n = 0; n < PUTS; n++)
			assert_false(acknowledged[n]);
		return;
	}
	db = whole_open(folder, STORE_FILE);
	for (unsigned n = 0; n < PUTS; n++) {
		snprintf(sql, sizeof(sql),
		    "SELECT 1 FROM question WHERE question = 'q%u'", n);
		if (acknowledged[n])
			assert_int_equal(whole_number(db, sql, 0), 1);
	}
	sqlite3_close(db);
}

/* ---- every call fails ---- */

/*
 * Stores while calls fail, then while none does: then all of it has to work
 * again. Returns how many calls there were.
 */
static long one_run(long at, long for_calls, int with)
{
	bool acknowledged[PUTS] = { false };
	char folder[PATH_MAX], below[PATH_MAX + 8];
	struct store_again again;
	struct store *store;
	long made;

	state_make(folder, sizeof(folder));
	snprintf(below, sizeof(below), "%s/lumbar", folder);
	faults_watch(below, at, for_calls, with);
	store = store_open(below, NOW);
	for (unsigned n = 0; n < PUTS / 2; n++) {
		acknowledged[n] = put(store, n);
		/* what was not kept is said in a line */
		if (!acknowledged[n] && n == 0)
			assert_non_null(store_note(store));
	}
	(void)store_get_again(store, "fault", "q0", &again);
	made = faults_stop();
	for (unsigned n = PUTS / 2; n < PUTS; n++)
		acknowledged[n] = put(store, n);
	/* the first may find a connection in pieces, the last must not */
	assert_true(acknowledged[PUTS - 1]);
	store_close(store);
	faults_unwatch();
	check_store(below, acknowledged);
	state_remove(folder);
	return made;
}

static void test_every_call_fails(void **state)
{
	(void)state;
	faults_each(one_run, EIO);
	faults_each(one_run, ENOSPC);
}

/* ---- every allocation of SQLite fails ---- */

static void test_every_allocation_fails(void **state)
{
	long all = 1;

	(void)state;
	for (long at = 0; at <= all; at++) {
		bool acknowledged[PUTS] = { false };
		char folder[PATH_MAX];
		struct store *store;

		state_make(folder, sizeof(folder));
		faults_memory(at);
		store = store_open(folder, NOW);
		for (unsigned n = 0; n < PUTS - 1; n++)
			acknowledged[n] = put(store, n);
		if (at == 0)
			all = faults_memory_stop();
		faults_memory_stop();
		acknowledged[PUTS - 1] = put(store, PUTS - 1);
		assert_true(acknowledged[PUTS - 1]);
		store_close(store);
		check_store(folder, acknowledged);
		state_remove(folder);
	}
	printf("%ld allocations failed\n", all);
}

/* ---- the power goes ---- */

static void check_cut(const char *folder, unsigned nacks)
{
	bool acknowledged[PUTS] = { false };

	for (unsigned n = 0; n < nacks; n++)
		acknowledged[n] = true;
	check_store(folder, acknowledged);
}

static void test_power_cut(void **state)
{
	char folder[PATH_MAX];
	struct store *store;

	(void)state;
	state_make(folder, sizeof(folder));
	faults_record(folder);
	store = store_open(folder, NOW);
	for (unsigned n = 0; n < PUTS; n++) {
		assert_true(put(store, n));
		faults_ack();
		if (n == PUTS / 2) {
			/* and with a log that was taken over on closing */
			store_close(store);
			store = store_open(folder, NOW);
		}
	}
	store_close(store);
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
