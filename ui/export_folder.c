#include "export_folder.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/disk.h"

#define PART       ".lumbar-export.part" /* what is not whole yet */
#define MARKER_CAP (1u << 20)
#define FIRST_LINE "lumbar export 1\n"
#define MARKER_NOTE                                                    \
	"Files of this folder that lumbar made. The next export into " \
	"it replaces them.\n"

/* A plain name, as pages have: no path, nothing hidden. */
static bool is_name(struct slice name)
{
	size_t dots = 0;

	for (size_t i = 0; i < name.len; i++) {
		const char c = name.ptr[i];

		dots += c == '.';
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			c == '-' || (c == '.' && i > 0)))
			return false;
	}
	return name.len > 0 && name.len < 200 && dots == 1;
}

static bool has(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}

static void read_names(struct export_folder *folder, struct slice text)
{
	size_t lines = 0;

	for (size_t i = 0; i < text.len; i++)
		lines += text.ptr[i] == '\n';
	folder->ours =
	    arena_zalloc(folder->arena, lines + 1, sizeof(*folder->ours));
	while (text.len > 0) {
		const char *const end = memchr(text.ptr, '\n', text.len);
		const size_t len =
		    end != NULL ? (size_t)(end - text.ptr) : text.len;
		const size_t step = len + (end != NULL);

		if (is_name((struct slice){ text.ptr, len }))
			folder->ours[folder->nours++] =
			    arena_copy(folder->arena, text.ptr, len);
		text.ptr += step;
		text.len -= step;
	}
}

/* A file of that name which is no marker is somebody's: nothing is ours. */
static int read_marker(struct export_folder *folder)
{
	const int fd = openat(folder->fd, EXPORT_MARKER,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	const size_t first = strlen(FIRST_LINE);
	struct stat st;
	char *text;
	FILE *in;
	size_t len;

	if (fd < 0)
		return errno == ENOENT || errno == ELOOP ? 0 : errno;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    (in = fdopen(fd, "r")) == NULL) {
		(void)close(fd);
		return 0;
	}
	text = arena_alloc(folder->arena, MARKER_CAP);
	len = fread(text, 1, MARKER_CAP, in);
	(void)fclose(in);
	if (len >= first && memcmp(text, FIRST_LINE, first) == 0) {
		read_names(folder, (struct slice){ text + first, len - first });
		folder->ours[folder->nours++] = EXPORT_MARKER;
	}
	return 0;
}

int export_folder_open(
    struct export_folder *folder, const char *path, struct arena *arena)
{
	*folder = (struct export_folder){ .fd = -1, .arena = arena };
	if (mkdir(path, 0777) != 0 && errno != EEXIST)
		return errno;
	folder->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder->fd < 0)
		return errno;
	/* one at a time: what is not whole yet has one name */
	if (flock(folder->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		return EWOULDBLOCK;
	return read_marker(folder);
}

void export_folder_close(struct export_folder *folder)
{
	if (folder->fd >= 0)
		(void)close(folder->fd);
	folder->fd = -1;
}

static bool is_taken(const struct export_folder *folder, const char *name)
{
	struct stat st;

	if (fstatat(folder->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno != ENOENT;
	return S_ISDIR(st.st_mode) || !has(folder->ours, folder->nours, name);
}

const char *export_folder_taken(
    const struct export_folder *folder, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (is_taken(folder, names[i]))
			return names[i];
	}
	return is_taken(folder, EXPORT_MARKER) ? EXPORT_MARKER : NULL;
}

/* What an export that was killed has left is in the way: the lock is ours. */
static int create(const struct export_folder *folder)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	const int fd = openat(folder->fd, PART, flags, 0666);

	if (fd >= 0 || errno != EEXIST)
		return fd;
	(void)unlinkat(folder->fd, PART, 0);
	return openat(folder->fd, PART, flags, 0666);
}

int export_folder_put(
    struct export_folder *folder, const char *name, struct slice bytes)
{
	int fd, error;

	assert(is_name(slice_of(name)));
	fd = create(folder);
	if (fd < 0)
		return errno;
	error = disk_close(fd, disk_write(fd, bytes));
	if (error == 0 && renameat(folder->fd, PART, folder->fd, name) != 0)
		error = errno;
	if (error != 0)
		(void)unlinkat(folder->fd, PART, 0);
	return error;
}

static int put_marker(struct export_folder *folder)
{
	char *text;
	size_t len;
	FILE *const out = open_memstream(&text, &len);
	int error;

	if (out == NULL)
		return errno;
	(void)fputs(FIRST_LINE MARKER_NOTE "\n", out);
	for (size_t i = 0; i < folder->nours; i++)
		(void)fprintf(out, "%s\n", folder->ours[i]);
	if (fclose(out) != 0)
		return errno;
	error = export_folder_put(
	    folder, EXPORT_MARKER, (struct slice){ text, len });
	free(text);
	return error;
}

int export_folder_claim(
    struct export_folder *folder, const char *const *names, size_t n)
{
	const char **const all =
	    arena_zalloc(folder->arena, folder->nours + n, sizeof(*all));
	size_t nall = 0;

	for (size_t i = 0; i < n; i++)
		all[nall++] = names[i];
	for (size_t i = 0; i < folder->nours; i++) {
		if (!has(names, n, folder->ours[i]) &&
		    strcmp(folder->ours[i], EXPORT_MARKER) != 0)
			all[nall++] = folder->ours[i];
	}
	folder->ours = all;
	folder->nours = nall;
	return put_marker(folder);
}

int export_folder_settle(
    struct export_folder *folder, const char *const *names, size_t n)
{
	int error;

	for (size_t i = 0; i < folder->nours; i++) {
		if (!has(names, n, folder->ours[i]) &&
		    unlinkat(folder->fd, folder->ours[i], 0) != 0 &&
		    errno != ENOENT)
			return errno;
	}
	folder->nours = 0;
	error = export_folder_claim(folder, names, n);
	return error != 0 ? error : disk_settle(folder->fd);
}
