#include "base/disk.h"

#include <errno.h>
#include <unistd.h>

int disk_settle(int fd)
{
	while (fsync(fd) != 0) {
		/* a file system that cannot be asked says EINVAL */
		if (errno != EINTR)
			return errno == EINVAL ? 0 : errno;
	}
	return 0;
}

int disk_write(int fd, struct slice bytes)
{
	while (bytes.len > 0) {
		const ssize_t n = write(fd, bytes.ptr, bytes.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? errno : EIO;
		bytes.ptr += n;
		bytes.len -= (size_t)n;
	}
	return disk_settle(fd);
}

int disk_close(int fd, int error)
{
	/* some disks tell only at the end that they are full */
	if (close(fd) == 0 || errno == EINTR || error != 0)
		return error;
	return errno;
}
