#include "pack_record.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "visit/store_file.h"

#define NAME "pack "
#define REAL "good "
#define ID   "id "

/* False: it is too long. */
static bool make_path(char path[PATH_MAX], const char *folder)
{
	/* a name beside it is needed to replace it */
	return folder[0] != '\0' &&
	       snprintf(path, PATH_MAX, "%s/" PACK_RECORD_FILE, folder) <
	           PATH_MAX - 32;
}

/* The rest of a line that begins so, or NULL; text moves to the next one. */
static char *take_line(char **text, const char *begin)
{
	char *const line = *text, *const end = strchr(line, '\n');

	if (end == NULL || strncmp(line, begin, strlen(begin)) != 0)
		return NULL;
	*end = '\0';
	*text = end + 1;
	return line + strlen(begin);
}

static bool parse(char *text, const char *name, struct pack_record *out)
{
	const char *const of = take_line(&text, NAME);
	const char *const real = of == NULL ? NULL : take_line(&text, REAL);
	const char *const id = real == NULL ? NULL : take_line(&text, ID);

	return id != NULL && strcmp(of, name) == 0 && real[0] == '/' &&
	       snprintf(out->real, sizeof(out->real), "%s", real) <
	           (int)sizeof(out->real) &&
	       sscanf(id, "%" SCNx64 " %" SCNx64 " %" SCNx64, &out->id.device,
		   &out->id.inode, &out->id.files) == 3;
}

bool pack_record_read(
    const char *folder, const char *name, struct pack_record *out)
{
	const int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	char path[PATH_MAX], text[2 * PATH_MAX + 128];
	struct stat st;
	ssize_t len = -1;
	int fd;

	memset(out, 0, sizeof(*out));
	if (!make_path(path, folder))
		return false;
	fd = open(path, flags);
	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		len = read(fd, text, sizeof(text) - 1);
	close(fd);
	text[len > 0 ? len : 0] = '\0';
	if (parse(text, name, out))
		return true;
	memset(out, 0, sizeof(*out));
	return false;
}

bool pack_record_turn(const char *folder, int *turn)
{
	char path[PATH_MAX];

	*turn = -1;
	if (!make_path(path, folder))
		return true;
	*turn = store_file_lock(path, false);
	return *turn >= 0 || errno != EWOULDBLOCK;
}

bool pack_record_write(
    const char *folder, const char *name, const struct pack_record *record)
{
	char path[PATH_MAX], text[2 * PATH_MAX + 128];
	int len;

	if (!make_path(path, folder) || strchr(name, '\n') != NULL ||
	    strchr(record->real, '\n') != NULL)
		return false;
	len = snprintf(text, sizeof(text),
	    NAME "%s\n" REAL "%s\n" ID "%" PRIx64 " %" PRIx64 " %" PRIx64 "\n",
	    name, record->real, record->id.device, record->id.inode,
	    record->id.files);
	return len < (int)sizeof(text) &&
	       store_file_replace(path, text, (size_t)len, true);
}
