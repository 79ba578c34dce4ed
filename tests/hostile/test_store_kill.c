/*
 * Killed at random moments while it stores, and on a disk that is full: the
 * file is whole, and whatever was acknowledged is there.
 */
#include "visit/store.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/killed.h"
#include "support/state.h"
#include "support/whole.h"

#define KILLS   1000 /* or LUMBAR_KILLS of them */
#define ANEW    10   /* a new folder each so many rounds */
#define NOW     INT64_C(1700000000)
#define PUT_CAP 100000

static bool put(struct store *store, unsigned round, unsigned n)
{
	char name[48];
	const struct store_answer answer = { .quiz = "kill",
		.question = name,
		.outcome = 1,
		.again = { 1, NOW },
		.at = NOW };
	const struct store_result result = { 1, 2, NOW };
	const struct store_page page = { .id = name, .percent = 5, .at = NOW };

	snprintf(name, sizeof(name), "%u-%u", round, n);
	switch (n % 3) {
	case 0:
		return store_put_answer(store, &answer);
	case 1:
		return store_put_result(store, name, &result);
	default:
		return store_put_page(store, &page);
	}
}

/* Whether what put has acknowledged is in the file. */
static bool has(sqlite3 *db, unsigned round, unsigned n)
{
	static const char *const where[] = { "question WHERE question",
		"result WHERE quiz", "page WHERE id" };
	char sql[160];

	snprintf(sql, sizeof(sql), "SELECT 1 FROM %s = '%u-%u'", where[n % 3],
	    round, n);
	return whole_number(db, sql, 0) == 1;
}

struct killed {
	const char *folder;
	unsigned round;
};

/* Stores until it is killed, telling each that was acknowledged. */
static void store_for_ever(void *arg, int out)
{
	const struct killed *killed = arg;
	struct store *store = store_open(killed->folder, NOW);

	for (unsigned n = 0; n < PUT_CAP; n++) {
		if (!put(store, killed->round, n))
			_exit(3);
		killed_tell(out, n);
	}
}

/* As version 1 left it, with one answer. */
static void make_old(const char *folder)
{
	struct store *store = store_open(folder, NOW);
	sqlite3 *db;

	assert_true(put(store, 0, 0));
	store_close(store);
	db = whole_open(folder, STORE_FILE);
	assert_int_equal(sqlite3_exec(db,
			     "DROP TABLE page; DROP TABLE bookmark;"
			     "PRAGMA user_version = 1",
			     NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(db);
}

static unsigned long kills(void)
{
	const char *wanted = getenv("LUMBAR_KILLS");

	return wanted != NULL ? strtoul(wanted, NULL, 10) : KILLS;
}

/* One kill; returns how many were acknowledged before, all of them there. */
static unsigned one_kill(const char *folder, unsigned round, bool old)
{
	struct killed killed = { folder, round };
	const unsigned acknowledged = killed_run(store_for_ever, &killed);
	sqlite3 *db;

	if (state_count(folder, STORE_FILE) == 0)
		return 0; /* killed before there was a file */
	db = whole_open(folder, STORE_FILE);
	for (unsigned n = 0; n < acknowledged; n++)
		assert_true(has(db, round, n));
	if (old)
		assert_true(has(db, 0, 0));
	sqlite3_close(db);
	assert_int_equal(state_count(folder, STORE_FILE ".bad"), 0);
	return acknowledged;
}

/*
 * Also while a file is made and, every second time, brought to the schema of
 * today: a new folder each ANEW rounds.
 */
static void test_kill(void **state)
{
	const unsigned long wanted = kills();
	char folder[PATH_MAX];
	unsigned long stored = 0, made = 0, round;
	bool old = false;

	(void)state;
	state_make(folder, sizeof(folder));
	/* longer where the machine is busy with something else */
	for (round = 1;
	     round <= wanted || (stored <= wanted && round < 8 * wanted);
	     round++) {
		stored += one_kill(folder, (unsigned)round, old);
		if (round % ANEW != 0)
			continue;
		state_remove(folder);
		state_make(folder, sizeof(folder));
		old = ++made % 2 == 0;
		if (old)
			make_old(folder);
	}
	printf("%lu kills in %lu folders, %lu acknowledged, all there\n",
	    round - 1, made + 1, stored);
	assert_true(stored > wanted);
	state_remove(folder);
}

/* Fills it, then makes room: in a child, for its limits and mounts. */
static void fill_up(
    const char *folder, const char *why, void (*make_room)(const char *))
{
	struct store *store = store_open(folder, NOW);
	const char *note;
	unsigned n = 0;
	sqlite3 *db;

	while (n < PUT_CAP && put(store, 0, n))
		n++;
	assert_true(n > 0 && n < PUT_CAP);
	note = store_note(store);
	assert_non_null(note);
	assert_non_null(strstr(note, why));
	/* reading goes on */
	assert_true(store_count_due(store, NOW) > 0);
	make_room(folder);
	assert_true(put(store, 1, 0));
	store_close(store);
	db = whole_open(folder, STORE_FILE);
	for (unsigned i = 0; i < n; i++)
		assert_true(has(db, 0, i));
	assert_true(has(db, 1, 0));
	sqlite3_close(db);
	assert_int_equal(state_count(folder, STORE_FILE ".bad"), 0);
}

static void lift_limit(const char *folder)
{
	const struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };

	(void)folder;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void in_child(void (*run)(const char *), const char *folder)
{
	const pid_t pid = fork();
	int status;

	if (pid == 0) {
		run(folder);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == 77)
		skip();
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void fill_limit(const char *folder)
{
	struct rlimit limit = { 200000, RLIM_INFINITY };

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	fill_up(folder, "Not kept: ", lift_limit);
}

static void test_file_limit(void **state)
{
	char folder[PATH_MAX];

	(void)state;
	state_make(folder, sizeof(folder));
	in_child(fill_limit, folder);
	state_remove(folder);
}

static void remove_filler(const char *folder)
{
	char path[PATH_MAX + 16];

	snprintf(path, sizeof(path), "%s/filler", folder);
	assert_int_equal(unlink(path), 0);
}

/* A real small disk, where that may be mounted; or the end of this child. */
static void small_disk(const char *folder, unsigned long flags)
{
	if (unshare(CLONE_NEWNS) != 0 ||
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
	    mount("tmpfs", folder, "tmpfs", flags, "size=1m") != 0)
		_exit(77);
}

/* It is said why nothing can be kept, not what SQLite makes of it. */
static void expect_note(const char *folder, const char *expected)
{
	struct store *store = store_open(folder, NOW);
	const char *note;

	assert_false(put(store, 0, 0));
	note = store_note(store);
	assert_non_null(note);
	assert_string_equal(note, expected);
	/* the row of a screen of 40 columns */
	assert_true(strlen(note) < 39);
	store_close(store);
}

/* How a disk that has no room, or takes nothing, is met first of all. */
static void begin_full(const char *folder)
{
	char path[PATH_MAX + 32], block[4096] = { 0 };
	int fd;

	small_disk(folder, 0);
	snprintf(path, sizeof(path), "%s/filler", folder);
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	while (write(fd, block, sizeof(block)) > 0)
		;
	close(fd);
	expect_note(folder, "Nothing kept: the disk is full");
}

static void begin_read_only(const char *folder)
{
	char below[PATH_MAX + 8];
	struct store *store;

	small_disk(folder, 0);
	store = store_open(folder, NOW);
	assert_true(put(store, 0, 1));
	store_close(store);
	assert_int_equal(
	    mount(NULL, folder, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
	expect_note(folder, "Nothing kept: the disk is read-only");
	snprintf(below, sizeof(below), "%s/new", folder);
	expect_note(below, "Nothing kept: the disk is read-only");
}

static void test_begins_badly(void **state)
{
	char folder[PATH_MAX];

	(void)state;
	state_make(folder, sizeof(folder));
	in_child(begin_full, folder);
	in_child(begin_read_only, folder);
	state_remove(folder);
}

static void fill_disk(const char *folder)
{
	char path[PATH_MAX + 16], block[4096] = { 0 };
	int fd;

	small_disk(folder, 0);
	snprintf(path, sizeof(path), "%s/filler", folder);
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	for (int i = 0; i < 150; i++)
		assert_true(write(fd, block, sizeof(block)) > 0);
	close(fd);
	fill_up(folder, "Not kept: the disk is full", remove_filler);
}

static void test_full_disk(void **state)
{
	char folder[PATH_MAX];

	(void)state;
	state_make(folder, sizeof(folder));
	in_child(fill_disk, folder);
	state_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kill),
		cmocka_unit_test(test_file_limit),
		cmocka_unit_test(test_full_disk),
		cmocka_unit_test(test_begins_badly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
