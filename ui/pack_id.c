#include "pack_id.h"

#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

#define FNV_START UINT64_C(14695981039346656037)
#define FNV_PRIME UINT64_C(1099511628211)

struct look {
	int fd;
	uint64_t sum;
};

static uint64_t add(uint64_t sum, const void *bytes, size_t len)
{
	const unsigned char *const at = bytes;

	for (size_t i = 0; i < len; i++)
		sum = (sum ^ at[i]) * FNV_PRIME;
	return sum;
}

static uint64_t add_number(uint64_t sum, int64_t n)
{
	return add(sum, &n, sizeof(n));
}

/* The time of the last change of any kind: no copy or touch sets it back. */
static void add_file(const char *name, void *arg)
{
	struct look *const look = arg;
	struct stat st;

	look->sum = add(look->sum, name, strlen(name) + 1);
	if (fstatat(look->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return;
	look->sum = add_number(look->sum, (int64_t)st.st_size);
	look->sum = add_number(look->sum, (int64_t)st.st_ctim.tv_sec);
	look->sum = add_number(look->sum, (int64_t)st.st_ctim.tv_nsec);
}

bool pack_id_look(const char *path, struct pack_id *out)
{
	struct look look = { .sum = FNV_START };
	struct file_root root;
	struct stat st;

	*out = (struct pack_id){ 0, 0, 0 };
	if (file_root_open(&root, path, NULL) != STATUS_OK)
		return false;
	look.fd = root.fd;
	if (fstat(root.fd, &st) == 0 &&
	    file_list(&root, "", add_file, &look, NULL) == STATUS_OK)
		*out = (struct pack_id){ (uint64_t)st.st_dev,
			(uint64_t)st.st_ino, look.sum };
	file_root_close(&root);
	return out->files != 0;
}

bool pack_id_is(const struct pack_id *id, const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && (uint64_t)st.st_dev == id->device &&
	       (uint64_t)st.st_ino == id->inode;
}

bool pack_id_same(const struct pack_id *a, const struct pack_id *b)
{
	return a->device == b->device && a->inode == b->inode &&
	       a->files == b->files;
}
