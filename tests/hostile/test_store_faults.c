/*
 * The system fails the store: every open, write, sync and the like once, and
 * from then on; and the power goes at every moment. This program's own open,
 * write... stand in front of those of libc, for SQLite and for lumbar.
 */
#include "visit/store.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "support/state.h"

#define NOW      INT64_C(1700000000)
#define PUTS     6 /* of one run */
#define FDS      256
#define LOG_CAP  4096 /* things that happen to the disk in one run */
#define SECTOR   512
#define VARIANTS 3 /* of what the disk had done when the power went */

/* ---- what may fail, and what is written down ---- */

enum what {
	DISK_WRITE, /* len bytes at an offset */
	DISK_CUT,   /* to a length */
	DISK_SYNC,
	DISK_UNLINK,
	DISK_ACK /* a put was acknowledged */
};

struct event {
	enum what what;
	char *name; /* of the file, without its folder */
	char *bytes;
	size_t len;
	off_t at;
};

static long calls, fail_at, fail_for; /* fail_at 0: none fails */
static int fail_with = EIO;
static char watched[PATH_MAX + 16]; /* the folder; "" = nothing counts */
static char *fd_name[FDS];
static bool logging;
static struct event *events;
static size_t nevents;

/* A file of the watched folder; else NULL. */
static const char *name_of(const char *path)
{
	const size_t len = strlen(watched);

	if (len == 0 || path == NULL || strncmp(path, watched, len) != 0)
		return NULL;
	return path[len] == '/' ? path + len + 1 : path + len;
}

static bool fails(void)
{
	calls++;
	if (fail_at == 0 || calls < fail_at || calls >= fail_at + fail_for)
		return false;
	errno = fail_with;
	return true;
}

static bool counts(int fd)
{
	return fd >= 0 && fd < FDS && fd_name[fd] != NULL;
}

static void note(
    enum what what, const char *name, const void *bytes, size_t len, off_t at)
{
	struct event *event;

	/* the shared memory is no part of what a power cut leaves */
	if (!logging || (name != NULL && strstr(name, "-shm") != NULL))
		return;
	assert_true(nevents < LOG_CAP);
	event = &events[nevents++];
	event->what = what;
	event->name = name != NULL ? strdup(name) : NULL;
	event->bytes = NULL;
	if (bytes != NULL) {
		event->bytes = malloc(len);
		memcpy(event->bytes, bytes, len);
	}
	event->len = len;
	event->at = at;
}

static int open_at(int dir, const char *path, int flags, mode_t mode)
{
	const char *name = name_of(path);
	int fd;

	if (name != NULL && fails())
		return -1;
	fd = (int)syscall(SYS_openat, dir, path, flags, mode);
	if (fd >= 0 && fd < FDS) {
		free(fd_name[fd]);
		fd_name[fd] = name != NULL ? strdup(name) : NULL;
	}
	return fd;
}

int open(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = va_arg(args, mode_t);
	va_end(args);
	return open_at(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = va_arg(args, mode_t);
	va_end(args);
	return open_at(AT_FDCWD, path, flags, mode);
}

int close(int fd)
{
	const bool bad = counts(fd) && fails();

	if (fd >= 0 && fd < FDS) {
		free(fd_name[fd]);
		fd_name[fd] = NULL;
	}
	(void)syscall(SYS_close, fd);
	return bad ? -1 : 0;
}

static ssize_t write_at(int fd, const void *bytes, size_t len, off_t at)
{
	if (counts(fd)) {
		if (fails())
			return -1;
		note(DISK_WRITE, fd_name[fd], bytes, len, at);
	}
	return syscall(SYS_pwrite64, fd, bytes, len, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
	return write_at(fd, bytes, len, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off_t at)
{
	return write_at(fd, bytes, len, at);
}

ssize_t pread64(int fd, void *bytes, size_t len, off_t at)
{
	if (counts(fd) && fails())
		return -1;
	return syscall(SYS_pread64, fd, bytes, len, at);
}

static int sync_file(int fd)
{
	if (counts(fd)) {
		if (fails())
			return -1;
		note(DISK_SYNC, fd_name[fd], NULL, 0, 0);
	}
	return 0; /* no test waits for a real disk */
}

int fsync(int fd)
{
	return sync_file(fd);
}

int fdatasync(int fd)
{
	return sync_file(fd);
}

int ftruncate64(int fd, off_t len)
{
	if (counts(fd)) {
		if (fails())
			return -1;
		note(DISK_CUT, fd_name[fd], NULL, (size_t)len, 0);
	}
	return (int)syscall(SYS_ftruncate, fd, len);
}

int unlink(const char *path)
{
	const char *name = name_of(path);

	if (name != NULL) {
		if (fails())
			return -1;
		note(DISK_UNLINK, name, NULL, 0, 0);
	}
	return (int)syscall(SYS_unlink, path);
}

int rename(const char *from, const char *to)
{
	if (name_of(from) != NULL && fails())
		return -1;
	return (int)syscall(SYS_rename, from, to);
}

int mkdir(const char *path, mode_t mode)
{
	if (name_of(path) != NULL && fails())
		return -1;
	return (int)syscall(SYS_mkdir, path, mode);
}

/* ---- what is stored ---- */

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

static bool is_whole(sqlite3 *db)
{
	sqlite3_stmt *row = NULL;
	bool whole = false;

	if (sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &row, NULL) ==
		SQLITE_OK &&
	    sqlite3_step(row) == SQLITE_ROW)
		whole = strcmp((const char *)sqlite3_column_text(row, 0),
			    "ok") == 0;
	sqlite3_finalize(row);
	return whole;
}

static bool has(sqlite3 *db, unsigned n)
{
	sqlite3_stmt *row = NULL;
	char sql[96];
	bool found = false;

	snprintf(sql, sizeof(sql),
	    "SELECT 1 FROM question WHERE question = 'q%u'", n);
	if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) == SQLITE_OK)
		found = sqlite3_step(row) == SQLITE_ROW;
	sqlite3_finalize(row);
	return found;
}

/* What was acknowledged is in the file, or in one that was set aside. */
static void check_store(const char *folder, const bool *acknowledged)
{
	char path[PATH_MAX + 32];
	sqlite3 *db;

	snprintf(path, sizeof(path), "%s/" STORE_FILE, folder);
	if (access(path, F_OK) != 0) {
		for (unsigned n = 0; n < PUTS; n++)
			assert_false(acknowledged[n]);
		return;
	}
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_true(is_whole(db));
	for (unsigned n = 0; n < PUTS; n++) {
		if (acknowledged[n])
			assert_true(has(db, n));
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
	snprintf(watched, sizeof(watched), "%s", below);
	calls = 0;
	fail_at = at;
	fail_for = for_calls;
	fail_with = with;
	store = store_open(below, NOW);
	for (unsigned n = 0; n < PUTS / 2; n++) {
		acknowledged[n] = put(store, n);
		/* what was not kept is said in a line */
		if (!acknowledged[n] && n == 0)
			assert_non_null(store_note(store));
	}
	(void)store_get_again(store, "fault", "q0", &again);
	made = calls;
	fail_at = 0;
	for (unsigned n = PUTS / 2; n < PUTS; n++)
		acknowledged[n] = put(store, n);
	/* the first may find a connection in pieces, the last must not */
	assert_true(acknowledged[PUTS - 1]);
	store_close(store);
	watched[0] = '\0';
	check_store(below, acknowledged);
	state_remove(folder);
	return made;
}

static void fail_each(int with)
{
	const long all = one_run(0, 0, 0);

	assert_true(all > 20);
	for (long at = 1; at <= all; at++) {
		one_run(at, 1, with);
		one_run(at, LONG_MAX / 2, with);
	}
	printf(
	    "%ld calls failed once and from then on (errno %d)\n", all, with);
}

static void test_every_call_fails(void **state)
{
	(void)state;
	fail_each(EIO);
	fail_each(ENOSPC);
}

/* ---- every allocation of SQLite fails ---- */

static sqlite3_mem_methods real_memory;
static long allocations, allocation_fails;

static void *fail_malloc(int len)
{
	allocations++;
	if (allocation_fails != 0 && allocations == allocation_fails)
		return NULL;
	return real_memory.xMalloc(len);
}

static void *fail_realloc(void *old, int len)
{
	allocations++;
	if (allocation_fails != 0 && allocations == allocation_fails)
		return NULL;
	return real_memory.xRealloc(old, len);
}

static void test_every_allocation_fails(void **state)
{
	long all = 1;

	(void)state;
	for (long at = 0; at <= all; at++) {
		bool acknowledged[PUTS] = { false };
		char folder[PATH_MAX];
		struct store *store;

		state_make(folder, sizeof(folder));
		allocations = 0;
		allocation_fails = at;
		store = store_open(folder, NOW);
		for (unsigned n = 0; n < PUTS - 1; n++)
			acknowledged[n] = put(store, n);
		if (at == 0)
			all = allocations;
		allocation_fails = 0;
		acknowledged[PUTS - 1] = put(store, PUTS - 1);
		assert_true(acknowledged[PUTS - 1]);
		store_close(store);
		check_store(folder, acknowledged);
		state_remove(folder);
	}
	printf("%ld allocations failed\n", all);
}

/* ---- the power goes ---- */

struct image {
	char name[64];
	char *bytes;
	size_t len;
	bool there;
};

#define IMAGES 4

static struct image *image_of(struct image *images, const char *name)
{
	for (int i = 0; i < IMAGES; i++) {
		if (images[i].name[0] == '\0')
			snprintf(
			    images[i].name, sizeof(images[i].name), "%s", name);
		if (strcmp(images[i].name, name) == 0)
			return &images[i];
	}
	abort();
}

static void resize_image(struct image *image, size_t len)
{
	if (len > image->len) {
		image->bytes = realloc(image->bytes, len);
		memset(image->bytes + image->len, 0, len - image->len);
	}
	image->len = len;
	image->there = true;
}

/* keep: how much of it the disk had done, in sectors; SIZE_MAX = all. */
static void apply(struct image *images, const struct event *event, size_t keep)
{
	struct image *image = image_of(images, event->name);
	size_t len = event->len;

	if (event->what == DISK_UNLINK) {
		image->there = false;
		image->len = 0;
		return;
	}
	if (event->what == DISK_CUT) {
		resize_image(image, event->len);
		return;
	}
	if (event->what != DISK_WRITE)
		return;
	if (keep != SIZE_MAX && keep * SECTOR < len)
		len = keep * SECTOR;
	if (len == 0)
		return;
	if ((size_t)event->at + len > image->len)
		resize_image(image, (size_t)event->at + len);
	memcpy(image->bytes + event->at, event->bytes, len);
}

static bool is_synced(size_t at, size_t end)
{
	for (size_t i = at + 1; i < end; i++) {
		if (events[i].what == DISK_SYNC &&
		    strcmp(events[i].name, events[at].name) == 0)
			return true;
	}
	return false;
}

static unsigned rest = 1;

static unsigned next_random(void)
{
	rest = rest * 1664525u + 1013904223u;
	return rest >> 8;
}

/*
 * The disk after a power cut before event end: what was synced is there; of
 * the rest nothing (0), everything (1), or a part with torn writes (2).
 */
static void cut_power(const char *folder, size_t end, int variant)
{
	bool acknowledged[PUTS] = { false };
	struct image images[IMAGES];
	char path[PATH_MAX + 80];
	unsigned nacks = 0;

	memset(images, 0, sizeof(images));
	for (size_t i = 0; i < end; i++) {
		size_t keep = SIZE_MAX;

		if (events[i].what == DISK_ACK) {
			acknowledged[nacks++] = true;
			continue;
		}
		/* a new length is part of the data that was not synced */
		if (variant != 1 && events[i].what != DISK_UNLINK &&
		    !is_synced(i, end))
			keep = variant == 0 ? 0
			                    : next_random() %
			                          (events[i].len / SECTOR + 2);
		if (events[i].what == DISK_CUT && keep == 0)
			continue;
		apply(images, &events[i], keep);
	}
	for (int i = 0; i < IMAGES; i++) {
		FILE *out;

		if (!images[i].there)
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, images[i].name);
		out = fopen(path, "w");
		assert_non_null(out);
		assert_int_equal(fwrite(images[i].bytes, 1, images[i].len, out),
		    images[i].len);
		fclose(out);
	}
	for (int i = 0; i < IMAGES; i++)
		free(images[i].bytes);
	check_store(folder, acknowledged);
}

static void test_power_cut(void **state)
{
	char folder[PATH_MAX];
	struct store *store;
	size_t cuts = 0;

	(void)state;
	events = calloc(LOG_CAP, sizeof(*events));
	state_make(folder, sizeof(folder));
	snprintf(watched, sizeof(watched), "%s", folder);
	fail_at = 0;
	logging = true;
	store = store_open(folder, NOW);
	for (unsigned n = 0; n < PUTS; n++) {
		assert_true(put(store, n));
		note(DISK_ACK, NULL, NULL, 0, 0);
		if (n == PUTS / 2) {
			/* and with a log that was taken over on closing */
			store_close(store);
			store = store_open(folder, NOW);
		}
	}
	store_close(store);
	logging = false;
	watched[0] = '\0';
	state_remove(folder);
	for (size_t end = 0; end <= nevents; end++) {
		for (int variant = 0; variant < VARIANTS; variant++) {
			state_make(folder, sizeof(folder));
			cut_power(folder, end, variant);
			state_remove(folder);
			cuts++;
		}
	}
	printf("%zu power cuts over %zu events\n", cuts, nevents);
	for (size_t i = 0; i < nevents; i++) {
		free(events[i].name);
		free(events[i].bytes);
	}
	free(events);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_call_fails),
		cmocka_unit_test(test_every_allocation_fails),
		cmocka_unit_test(test_power_cut),
	};
	sqlite3_mem_methods memory;

	/* before SQLite is used for the first time */
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
	memory = real_memory;
	memory.xMalloc = fail_malloc;
	memory.xRealloc = fail_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
