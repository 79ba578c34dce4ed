#include "base/file.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/beneath.h"
#include "base/die.h"
#include "base/vet.h"

/* Never wait for a FIFO, never become anybody's terminal. */
#define READ_FLAGS (O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)

#define LIST_DEPTH 8

/* A slice that may be written to. */
struct bytes {
	char *ptr;
	size_t len;
};

static enum status refuse_root(const char *path, struct diag *diag)
{
	enum status status = STATUS_IO;

	if (errno == ENOENT) {
		status = STATUS_MISSING;
		diag_add(diag, DIAG_ERROR, path, 0,
		    "there is no such folder; nothing is read from it");
	} else if (errno == ENOTDIR) {
		status = STATUS_REFUSED;
		diag_add(diag, DIAG_ERROR, path, 0,
		    "is not a folder; nothing is read from it");
	} else {
		diag_add(diag, DIAG_ERROR, path, 0,
		    "cannot be opened: %s; nothing is read from it",
		    strerror(errno));
	}
	return status;
}

static enum status open_root(
    struct file_root *root, int at, const char *name, struct diag *diag)
{
	root->fd = openat(at, name, READ_FLAGS | O_DIRECTORY);
	return root->fd >= 0 ? STATUS_OK : refuse_root(root->path, diag);
}

enum status file_root_open(
    struct file_root *root, const char *path, struct diag *diag)
{
	root->path = path;
	return open_root(root, AT_FDCWD, path, diag);
}

enum status file_root_again(
    struct file_root *root, const struct file_root *of, struct diag *diag)
{
	root->path = of->path;
	return open_root(root, of->fd, ".", diag);
}

void file_root_close(struct file_root *root)
{
	if (root->fd >= 0)
		(void)close(root->fd);
	root->fd = -1;
}

static enum status refuse_open(const char *name, struct diag *diag)
{
	switch (errno) {
	case ENOENT:
	case ENOTDIR:
		diag_add(diag, DIAG_ERROR, name, 0,
		    "there is no such file; it is left out");
		return STATUS_MISSING;
	case EXDEV:
		diag_add(diag, DIAG_ERROR, name, 0,
		    "leads out of the folder; it is not read");
		return STATUS_REFUSED;
	case ELOOP:
		diag_add(diag, DIAG_ERROR, name, 0,
		    "is or goes through a symbolic link; it is not read");
		return STATUS_REFUSED;
	case ENXIO:
		diag_add(diag, DIAG_ERROR, name, 0,
		    "is not a regular file; it is not read");
		return STATUS_REFUSED;
	case ENAMETOOLONG:
		diag_add(diag, DIAG_ERROR, name, 0,
		    "the name is too long; it is not read");
		return STATUS_REFUSED;
	default:
		diag_add(diag, DIAG_ERROR, name, 0,
		    "cannot be opened: %s; it is left out", strerror(errno));
		return STATUS_IO;
	}
}

static enum status refuse_size(const char *name, size_t cap, struct diag *diag)
{
	diag_add(diag, DIAG_ERROR, name, 0,
	    "is over %zu bytes, the most that is read; it is left out", cap);
	return STATUS_TOO_BIG;
}

/*
 * Read to the end of fd. The size that fstat told is only where to begin: a
 * file may grow or shrink meanwhile, and some tell 0. Two bytes are kept free
 * behind the text.
 */
static enum status read_all(int fd, const char *name, size_t expected,
    size_t cap, struct arena *arena, struct bytes *out, struct diag *diag)
{
	size_t room = expected + 1, len = 0;
	char *text = arena_alloc(arena, room + 2);

	for (;;) {
		ssize_t n;

		if (len == room) {
			const size_t more =
			    room <= cap / 2 ? 2 * room : cap + 1;

			text = arena_grow(arena, text, room + 2, more + 2);
			room = more;
		}
		n = read(fd, text + len, room - len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			diag_add(diag, DIAG_ERROR, name, 0,
			    "cannot be read: %s; it is left out",
			    strerror(errno));
			return STATUS_IO;
		}
		if (n == 0)
			break;
		len += (size_t)n;
		if (len > cap)
			return refuse_size(name, cap, diag);
		/* There was room for more than it has: that was the end. */
		if (len == expected)
			break;
	}
	text[len] = '\n';
	text[len + 1] = '\0';
	*out = (struct bytes){ text, len };
	return STATUS_OK;
}

static enum status read_bytes(const struct file_root *root, const char *name,
    size_t cap, struct arena *arena, struct bytes *out, struct diag *diag)
{
	enum status status;
	struct stat st;
	int fd;

	assert(cap < SIZE_MAX / 8);
	fd = beneath_open(root->fd, name, READ_FLAGS);
	if (fd < 0)
		return refuse_open(name, diag);

	if (fstat(fd, &st) != 0) {
		status = refuse_open(name, diag);
	} else if (!S_ISREG(st.st_mode)) {
		errno = ENXIO;
		status = refuse_open(name, diag);
	} else if ((uintmax_t)st.st_size > cap) {
		status = refuse_size(name, cap, diag);
	} else {
		status = read_all(
		    fd, name, (size_t)st.st_size, cap, arena, out, diag);
	}
	(void)close(fd);
	return status;
}

enum status file_read_bytes(const struct file_root *root, const char *name,
    size_t cap, struct arena *arena, struct slice *out, struct diag *diag)
{
	struct bytes bytes;
	enum status status;

	*out = (struct slice){ "\n", 0 };
	status = read_bytes(root, name, cap, arena, &bytes, diag);
	if (status == STATUS_OK)
		*out = (struct slice){ bytes.ptr, bytes.len };
	return status;
}

enum status file_read(const struct file_root *root, const char *name,
    size_t cap, struct arena *arena, struct slice *out, struct diag *diag)
{
	struct bytes bytes;
	struct slice line;
	struct vet_lines lines;
	enum status status;
	char *text;
	size_t len = 0;

	*out = (struct slice){ "\n", 0 };
	status = read_bytes(root, name, cap, arena, &bytes, diag);
	if (status != STATUS_OK)
		return status;

	/* In place: a line only ever moves towards the beginning. */
	text = bytes.ptr;
	lines = vet_begin((struct slice){ bytes.ptr, bytes.len });
	while (vet_next(&lines, &line)) {
		const char *const fault = vet_fault(line);
		const bool ended = lines.rest.ptr > line.ptr + line.len;

		if (fault != NULL) {
			status = STATUS_BAD;
			diag_add(diag, DIAG_ERROR, name, lines.line,
			    "%s; the file is not used", fault);
		}
		memmove(text + len, line.ptr, line.len);
		len += line.len;
		if (ended)
			text[len++] = '\n';
	}
	if (status != STATUS_OK)
		return status;
	text[len] = '\n';
	text[len + 1] = '\0';
	*out = (struct slice){ text, len };
	return STATUS_OK;
}

struct listing {
	const struct file_root *root;
	struct arena arena;
	const char **names;
	size_t n, cap;
	struct diag *diag;
};

static void list_folder(struct listing *list, const char *dir, int depth);

static void list_entry(struct listing *list, DIR *stream, const char *name,
    const char *path, int depth)
{
	struct stat st;

	if (fstatat(dirfd(stream), name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
		diag_add(list->diag, DIAG_WARNING, path, 0,
		    "cannot be looked at: %s; it is left out", strerror(errno));
	} else if (S_ISREG(st.st_mode)) {
		if (list->n == list->cap) {
			const size_t cap = list->cap == 0 ? 64 : 2 * list->cap;

			list->names =
			    die_realloc(list->names, cap * sizeof(char *));
			list->cap = cap;
		}
		list->names[list->n++] = path;
	} else if (!S_ISDIR(st.st_mode)) {
		diag_add(list->diag, DIAG_WARNING, path, 0,
		    "is not a regular file; it is left out");
	} else if (depth >= LIST_DEPTH) {
		diag_add(list->diag, DIAG_WARNING, path, 0,
		    "folders are more than %d deep; it is left out",
		    LIST_DEPTH);
	} else {
		list_folder(list, path, depth + 1);
	}
}

static void list_folder(struct listing *list, const char *dir, int depth)
{
	const int fd =
	    beneath_open(list->root->fd, dir, READ_FLAGS | O_DIRECTORY);
	DIR *const stream = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *entry;

	if (stream == NULL) {
		diag_add(list->diag, DIAG_WARNING, dir, 0,
		    "cannot be listed: %s; it is left out", strerror(errno));
		if (fd >= 0)
			(void)close(fd);
		return;
	}
	while (errno = 0, (entry = readdir(stream)) != NULL) {
		const char *const name = entry->d_name;

		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
			continue;
		list_entry(list, stream, name,
		    strcmp(dir, ".") == 0
			? arena_copy(&list->arena, name, strlen(name))
			: arena_printf(&list->arena, "%s/%s", dir, name),
		    depth);
	}
	if (errno != 0)
		diag_add(list->diag, DIAG_WARNING, dir, 0,
		    "cannot be listed whole: %s; the rest is left out",
		    strerror(errno));
	(void)closedir(stream);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

enum status file_list(const struct file_root *root, const char *dir,
    void (*each)(const char *name, void *arg), void *arg, struct diag *diag)
{
	struct listing list = { .root = root, .diag = diag };
	int fd;

	if (dir[0] == '\0')
		dir = ".";
	fd = beneath_open(root->fd, dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return refuse_open(dir, diag);
	(void)close(fd);

	arena_init(&list.arena);
	list_folder(&list, dir, 1);
	if (list.n > 0)
		qsort(list.names, list.n, sizeof(char *), compare_names);
	for (size_t i = 0; i < list.n; i++)
		each(list.names[i], arg);
	free(list.names);
	arena_free(&list.arena);
	return STATUS_OK;
}
