#include "widgets/save.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/disk.h"

#define STEM          "lumbar-self-check"
#define PART_NAME_CAP (SAVE_NAME_CAP + sizeof(SAVE_PART))

void save_name(char name[SAVE_NAME_CAP], time_t made, unsigned nth)
{
	char date[24] = "", number[16] = "";
	struct tm tm;

	if (made != 0 && localtime_r(&made, &tm) != NULL &&
	    strftime(date, sizeof(date), "-%Y-%m-%d-%H%M", &tm) == 0)
		date[0] = '\0';
	if (nth > 1)
		snprintf(number, sizeof(number), "-%u", nth);
	snprintf(name, SAVE_NAME_CAP, STEM "%s%s.txt", date, number);
}

/* The first such name that is not taken; -1: errno says why there is none. */
static int create(int folder, time_t made, char part[PART_NAME_CAP])
{
	char name[SAVE_NAME_CAP];
	int fd = -1;

	for (unsigned nth = 1; fd < 0 && nth <= SAVE_TRIES; nth++) {
		save_name(name, made, nth);
		snprintf(part, PART_NAME_CAP, "%s" SAVE_PART, name);
		fd = openat(folder, part,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd < 0 && errno != EEXIST)
			return -1;
	}
	return fd;
}

/* Give it another name that nothing has; 0 or an errno. */
static int move(int folder, const char *from, const char *to)
{
	if (renameat2(folder, from, folder, to, RENAME_NOREPLACE) == 0)
		return 0;
	/* a kernel or a disk that cannot do it in one step */
	if (errno != EINVAL && errno != ENOSYS)
		return errno;
	if (linkat(folder, from, folder, to, 0) != 0)
		return errno;
	(void)unlinkat(folder, from, 0);
	return 0;
}

/* The first name of a result that is not taken. */
static int publish(
    int folder, const char *part, time_t made, char name[SAVE_NAME_CAP])
{
	int error = EEXIST;

	for (unsigned nth = 1; error == EEXIST && nth <= SAVE_TRIES; nth++) {
		save_name(name, made, nth);
		error = move(folder, part, name);
	}
	return error;
}

/* The names of a folder that may not be read are left to the system. */
static int settle_folder(int folder)
{
	const int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error;

	if (fd < 0)
		return 0;
	error = disk_settle(fd);
	(void)close(fd);
	return error;
}

/* Under a name that says it is not all there, until it is. */
static int write_new(
    int folder, time_t made, struct slice text, char name[SAVE_NAME_CAP])
{
	char part[PART_NAME_CAP];
	const int fd = create(folder, made, part);
	int error;

	if (fd < 0)
		return errno;
	error = disk_close(fd, disk_write(fd, text));
	if (error == 0)
		error = publish(folder, part, made, name);
	if (error != 0) {
		(void)unlinkat(folder, part, 0);
		return error;
	}
	error = settle_folder(folder);
	if (error != 0)
		(void)unlinkat(folder, name, 0);
	return error;
}

int save_text(const struct policy *policy, time_t made, struct slice text,
    char name[SAVE_NAME_CAP])
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, was;
	int folder, error;

	save_name(name, made, 1);
	if (!policy_allows(policy, POLICY_SAVE))
		return EPERM;
	/* the same folder to the end, whatever becomes of its name */
	folder = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return errno;
	/* over a limit of the shell: an answer, rather than the end */
	sigaction(SIGXFSZ, &ignore, &was);
	error = write_new(folder, made, text, name);
	sigaction(SIGXFSZ, &was, NULL);
	(void)close(folder);
	return error;
}

int save_result(const struct policy *policy, const struct self_check *check,
    const struct triage_result *result, bool ascii, char name[SAVE_NAME_CAP])
{
	struct arena arena;
	struct slice text;
	int error;

	arena_init(&arena);
	text = triage_doc_paper(check, result, ascii, &arena);
	error =
	    text.len == 0 ? EINVAL : save_text(policy, check->made, text, name);
	arena_wipe(&arena);
	return error;
}

const char *save_why(int error)
{
	switch (error) {
	case EACCES:
	case EPERM:
	case EROFS:
		return "You may not write in this folder.";
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return "There is no room left on the disk.";
	case ENOENT:
		return "The folder is not there any more.";
	case EEXIST:
		return "There are too many such files in this folder.";
	default:
		return "The computer could not write the file.";
	}
}

const char *save_folder(struct arena *arena)
{
	char *path = getcwd(NULL, 0), *shown;
	size_t len, cap, used = 0;

	/* "(unreachable)/x": it is no path */
	if (path == NULL || path[0] != '/') {
		free(path);
		return "";
	}
	len = strlen(path);
	cap = 3 * len + 16; /* a byte may become the three of U+FFFD */
	shown = arena_alloc(arena, cap);
	(void)text_filter(path, len, false, shown, cap - 1, &used);
	shown[used] = '\0';
	free(path);
	return shown;
}
