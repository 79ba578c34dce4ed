#include "support/faults.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "support/faults_parts.h"

#define FDS 256

static long calls, fail_at, fail_for; /* fail_at 0: none fails */
static int fail_with = EIO;
static char watched[PATH_MAX]; /* the folder; "" = nothing counts */
static char *fd_name[FDS];

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
		faults_note(DISK_WRITE, fd_name[fd], bytes, len, at);
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
		faults_note(DISK_SYNC, fd_name[fd], NULL, 0, 0);
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
		faults_note(DISK_CUT, fd_name[fd], NULL, (size_t)len, 0);
	}
	return (int)syscall(SYS_ftruncate, fd, len);
}

int unlink(const char *path)
{
	const char *name = name_of(path);

	if (name != NULL) {
		if (fails())
			return -1;
		faults_note(DISK_UNLINK, name, NULL, 0, 0);
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
