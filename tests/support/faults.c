#include "support/faults.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "support/state.h"

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
static char watched[PATH_MAX]; /* the folder; "" = nothing counts */
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

void faults_watch(const char *folder, long at, long for_calls, int with)
{
	snprintf(watched, sizeof(watched), "%s", folder);
	calls = 0;
	fail_at = at;
	fail_for = for_calls;
	fail_with = with;
}

long faults_stop(void)
{
	fail_at = 0;
	return calls;
}

void faults_unwatch(void)
{
	watched[0] = '\0';
}

void faults_each(long (*run)(long at, long for_calls, int with), int with)
{
	const long all = run(0, 0, 0);

	assert_true(all > 20);
	for (long at = 1; at <= all; at++) {
		run(at, 1, with);
		run(at, LONG_MAX / 2, with);
	}
	printf(
	    "%ld calls failed once and from then on (errno %d)\n", all, with);
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

void faults_memory_begin(void)
{
	sqlite3_mem_methods memory;

	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
	memory = real_memory;
	memory.xMalloc = fail_malloc;
	memory.xRealloc = fail_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
}

void faults_memory(long at)
{
	allocations = 0;
	allocation_fails = at;
}

long faults_memory_stop(void)
{
	allocation_fails = 0;
	return allocations;
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
static void cut_power(const char *folder, size_t end, int variant,
    void (*check)(const char *folder, unsigned nacks))
{
	struct image images[IMAGES];
	char path[PATH_MAX + 80];
	unsigned nacks = 0;

	memset(images, 0, sizeof(images));
	for (size_t i = 0; i < end; i++) {
		size_t keep = SIZE_MAX;

		if (events[i].what == DISK_ACK) {
			nacks++;
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
	check(folder, nacks);
}

void faults_record(const char *folder)
{
	events = calloc(LOG_CAP, sizeof(*events));
	nevents = 0;
	faults_watch(folder, 0, 0, 0);
	logging = true;
}

void faults_ack(void)
{
	note(DISK_ACK, NULL, NULL, 0, 0);
}

void faults_cut_power(void (*check)(const char *folder, unsigned nacks))
{
	char folder[PATH_MAX];
	size_t cuts = 0;

	logging = false;
	faults_unwatch();
	for (size_t end = 0; end <= nevents; end++) {
		for (int variant = 0; variant < VARIANTS; variant++) {
			state_make(folder, sizeof(folder));
			cut_power(folder, end, variant, check);
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
