#include "base/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The kernel would refuse these too, but without saying why. */
static bool leaves_root(const char *name)
{
	if (name[0] == '/')
		return true;
	while (*name != '\0') {
		const size_t len = strcspn(name, "/");

		if (len == 2 && name[0] == '.' && name[1] == '.')
			return true;
		name += len;
		name += strspn(name, "/");
	}
	return false;
}

static int open_step(int at, const char *part, int flags)
{
	const int fd = openat(at, part, flags | O_NOFOLLOW);
	struct stat st;

	/* With O_DIRECTORY a link is "not a directory"; tell them apart. */
	if (fd < 0 && errno == ENOTDIR) {
		if (fstatat(at, part, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISLNK(st.st_mode))
			errno = ELOOP;
		else
			errno = ENOTDIR;
	}
	return fd;
}

/* For kernels without openat2: folder by folder, following no link. */
static int open_walk(int root_fd, const char *name, int flags)
{
	char part[NAME_MAX + 1];
	int at = root_fd;

	for (;;) {
		const size_t len = strcspn(name, "/");
		const char *const next = name + len + strspn(name + len, "/");
		int fd;

		if (len > NAME_MAX) {
			fd = -1;
			errno = ENAMETOOLONG;
		} else {
			memcpy(part, name, len);
			part[len] = '\0';
			fd = open_step(at, part,
			    *next == '\0' && name[len] == '\0'
				? flags
				: O_PATH | O_DIRECTORY | O_CLOEXEC);
		}
		if (at != root_fd) {
			const int reason = errno;

			(void)close(at);
			errno = reason;
		}
		if (fd < 0 || name[len] == '\0')
			return fd;
		at = fd;
		name = *next != '\0' ? next : ".";
	}
}

int beneath_open(int root_fd, const char *name, int flags)
{
	const struct open_how how = {
		.flags = (unsigned)flags,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS |
		           RESOLVE_NO_SYMLINKS,
	};
	long fd;

	if (name[0] == '\0') {
		errno = ENOENT;
		return -1;
	}
	if (leaves_root(name)) {
		errno = EXDEV;
		return -1;
	}
	do {
		fd = syscall(SYS_openat2, root_fd, name, &how, sizeof(how));
	} while (fd < 0 && errno == EINTR);
	/* EPERM is what a sandbox says that does not know the call. */
	if (fd < 0 && (errno == ENOSYS || errno == EPERM || errno == EAGAIN))
		return open_walk(root_fd, name, flags);
	return (int)fd;
}
