#include "visit/store_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "visit/store.h"

#define LOCK_END ".lock"
#define ROOM_MIN 65536 /* bytes: SQLite's shared memory and a page or two */

bool store_file_folders(const char *folder)
{
	char path[PATH_MAX];
	struct stat st;

	/* a kiosk may make none, once it is shut in */
	if (stat(folder, &st) == 0 && S_ISDIR(st.st_mode))
		return true;
	if (snprintf(path, sizeof(path), "%s", folder) >= (int)sizeof(path)) {
		errno = ENAMETOOLONG;
		return false;
	}
	for (char *at = path + 1; *at != '\0'; at++) {
		if (*at != '/')
			continue;
		*at = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			return false;
		*at = '/';
	}
	return mkdir(path, 0700) == 0 || errno == EEXIST;
}

const char *store_file_trouble(const char *folder)
{
	char path[PATH_MAX];
	struct statvfs disk;

	if (snprintf(path, sizeof(path), "%s", folder) >= (int)sizeof(path))
		return NULL;
	while (statvfs(path, &disk) != 0) {
		char *end = strrchr(path, '/');

		if (errno != ENOENT || end == NULL || end == path)
			return NULL;
		*end = '\0';
	}
	if (disk.f_flag & ST_RDONLY)
		return "the disk is read-only";
	if (disk.f_bavail < ROOM_MIN / (disk.f_frsize + 1) + 1 ||
	    (disk.f_files > 0 && disk.f_favail == 0))
		return "the disk is full";
	return NULL;
}

/* So that the name of a new file is there after a power cut. */
static bool sync_folder(const char *folder)
{
	const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return false;
	(void)fsync(fd);
	close(fd);
	return true;
}

bool store_file_make(const char *path)
{
	const int flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	/* SQLite makes files that all may read; ours is for its owner */
	const int fd = open(path, flags, 0600);
	char folder[PATH_MAX];

	if (fd < 0)
		return errno == EEXIST;
	close(fd);
	snprintf(folder, sizeof(folder), "%s", path);
	return sync_folder(dirname(folder));
}

int store_file_lock(const char *path, bool wait)
{
	char lock[PATH_MAX + sizeof(LOCK_END)];
	int fd;

	snprintf(lock, sizeof(lock), "%s" LOCK_END, path);
	fd = open(lock, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd >= 0 && flock(fd, LOCK_EX | (wait ? 0 : LOCK_NB)) != 0 &&
	    errno == EWOULDBLOCK) {
		close(fd);
		errno = EWOULDBLOCK;
		return -1;
	}
	return fd;
}

bool store_file_set_aside(const char *path, int64_t now, char *name, size_t cap)
{
	/* the log goes first: without its file nobody would replay it */
	static const char *const ends[] = { "-wal", "-shm", "" };
	const time_t seconds = (time_t)now;
	char to[PATH_MAX + 48], day[24] = "";
	const char *slash;
	struct tm tm;

	if (gmtime_r(&seconds, &tm) != NULL)
		strftime(day, sizeof(day), "%Y%m%d-%H%M%S", &tm);
	snprintf(to, sizeof(to), "%s.bad-%s", path, day);
	for (int i = 2; access(to, F_OK) == 0; i++)
		snprintf(to, sizeof(to), "%s.bad-%s-%d", path, day, i);
	slash = strrchr(to, '/');
	snprintf(name, cap, "%s", slash == NULL ? to : slash + 1);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		char from[PATH_MAX + 8], end[PATH_MAX + 56];

		snprintf(from, sizeof(from), "%s%s", path, ends[i]);
		snprintf(end, sizeof(end), "%s%s", to, ends[i]);
		if (rename(from, end) != 0 && errno != ENOENT)
			return false;
	}
	return true;
}

bool store_file_replace(
    const char *path, const char *text, size_t len, bool sync)
{
	const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
	char part[PATH_MAX + 24];
	ssize_t written;
	int fd, why;

	/* a name of one's own: another process may write one too */
	snprintf(part, sizeof(part), "%s.%ld", path, (long)getpid());
	fd = open(part, flags, 0600);
	if (fd < 0)
		return false;
	written = write(fd, text, len);
	why = written < 0 ? errno : ENOSPC;
	if (sync && written == (ssize_t)len && fsync(fd) != 0) {
		why = errno;
		written = -1;
	}
	if (close(fd) == 0 && written == (ssize_t)len &&
	    rename(part, path) == 0)
		return true;
	if (written == (ssize_t)len)
		why = errno;
	(void)unlink(part);
	errno = why;
	return false;
}

bool store_file_look(
    const char *folder, const char *file, struct store_files *out)
{
	DIR *const dir = opendir(folder);
	const struct dirent *entry;

	*out = (struct store_files){ 0, 0 };
	if (dir == NULL)
		return false;
	while ((entry = readdir(dir)) != NULL) {
		const char *const rest = entry->d_name + strlen(file);
		struct stat st;

		if (strncmp(entry->d_name, file, strlen(file)) != 0)
			continue;
		if (fstatat(dirfd(dir), entry->d_name, &st,
			AT_SYMLINK_NOFOLLOW) == 0)
			out->bytes += st.st_size;
		if (strncmp(rest, ".bad-", 5) == 0 &&
		    strstr(rest, "-wal") == NULL &&
		    strstr(rest, "-shm") == NULL)
			out->aside++;
	}
	closedir(dir);
	return true;
}

int store_forget(const char *folder)
{
	const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct dirent *entry;
	int n = 0, why = 0;
	DIR *dir;

	if (fd < 0)
		return errno == ENOENT ? 0 : -1;
	dir = fdopendir(fd);
	if (dir == NULL) {
		close(fd);
		return -1;
	}
	while ((entry = readdir(dir)) != NULL) {
		if (strncmp(entry->d_name, STORE_FILE, strlen(STORE_FILE)) != 0)
			continue;
		/* what cannot be erased keeps nothing else */
		if (unlinkat(fd, entry->d_name, 0) == 0)
			n++;
		else
			why = errno;
	}
	closedir(dir);
	errno = why;
	if (why != 0)
		return -1;
	(void)rmdir(folder); /* unless there is something else */
	return n;
}
