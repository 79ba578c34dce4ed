/*
 * A text in a new file: its name, who may read it, and that nothing is left
 * of what could not be written; and, however it ends, that no part of a text
 * ever has the name of a whole one.
 */
#include "widgets/save.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/folder.h"

#define MADE ((time_t)1795341000) /* 2026-11-22 09:50 UTC */
#define NAME "lumbar-self-check-2026-11-22-0950.txt"

/* A disk that gets full, or says so late: instead of the C library's. */
static size_t room = SIZE_MAX;
static size_t step = SIZE_MAX; /* no more than so much at a time */
static int interrupts, sync_error, close_error;
static int folder_error; /* of a folder's fsync */
static int rename_error, link_error;
static int calls = -1; /* that are left to it before it is killed */

static void may_be_killed(void)
{
	if (calls > 0)
		calls--;
	else if (calls == 0)
		(void)raise(SIGKILL);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	may_be_killed();
	if (interrupts > 0) {
		interrupts--;
		errno = EINTR;
		return -1;
	}
	if (room == 0 && len > 0) {
		errno = ENOSPC;
		return -1;
	}
	len = len < step ? len : step;
	len = len < room ? len : room;
	if (room != SIZE_MAX)
		room -= len;
	return syscall(SYS_write, fd, bytes, len);
}

int fsync(int fd)
{
	struct stat st;

	may_be_killed();
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		errno = folder_error;
		return folder_error != 0 ? -1 : 0;
	}
	if (sync_error != 0) {
		errno = sync_error;
		/* an interrupted one goes well the next time */
		sync_error = sync_error == EINTR ? 0 : sync_error;
		return -1;
	}
	return (int)syscall(SYS_fsync, fd);
}

int close(int fd)
{
	struct stat st;
	const bool is_file = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	int done;

	may_be_killed();
	done = (int)syscall(SYS_close, fd);
	if (close_error != 0 && is_file) {
		errno = close_error;
		return -1;
	}
	return done;
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to,
    unsigned flags)
{
	may_be_killed();
	if (rename_error != 0) {
		errno = rename_error;
		return -1;
	}
	return (int)syscall(
	    SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int linkat(
    int from_folder, const char *from, int to_folder, const char *to, int flags)
{
	may_be_killed();
	if (link_error != 0) {
		errno = link_error;
		return -1;
	}
	return (int)syscall(
	    SYS_linkat, from_folder, from, to_folder, to, flags);
}

int unlinkat(int folder, const char *name, int flags)
{
	may_be_killed();
	return (int)syscall(SYS_unlinkat, folder, name, flags);
}

static int enter(void **state)
{
	room = step = SIZE_MAX;
	interrupts = sync_error = close_error = 0;
	folder_error = rename_error = link_error = 0;
	return folder_enter(state);
}

static int save(const char *text, char name[SAVE_NAME_CAP])
{
	return save_text(&policy_personal, MADE, slice_of(text), name);
}

static void test_names(void **state)
{
	char name[SAVE_NAME_CAP];

	(void)state;
	save_name(name, MADE, 1);
	assert_string_equal(name, NAME);
	save_name(name, MADE, 12);
	assert_string_equal(name, "lumbar-self-check-2026-11-22-0950-12.txt");
	save_name(name, 0, 1);
	assert_string_equal(name, "lumbar-self-check.txt");
	save_name(name, 0, 2);
	assert_string_equal(name, "lumbar-self-check-2.txt");
}

static void test_for_the_owner_alone(void **state)
{
	char name[SAVE_NAME_CAP];
	unsigned mode;
	char *text;

	(void)state;
	umask(0);
	assert_int_equal(save("one\ntwo\n", name), 0);
	umask(022);
	assert_string_equal(name, NAME);
	assert_int_equal(folder_count(NULL, 0), 1);
	text = folder_read(name, &mode);
	assert_string_equal(text, "one\ntwo\n");
	assert_int_equal(mode, 0600);
	free(text);
}

/* Files, folders and links that lead nowhere: all are left as they are. */
static void test_never_over_anything(void **state)
{
	char name[SAVE_NAME_CAP], target[64] = "";
	unsigned mode;
	char *text;

	(void)state;
	assert_int_equal(save("first\n", name), 0);
	assert_int_equal(
	    mkdir("lumbar-self-check-2026-11-22-0950-2.txt", 0700), 0);
	assert_int_equal(
	    symlink("elsewhere", "lumbar-self-check-2026-11-22-0950-3.txt"), 0);
	assert_int_equal(save("second\n", name), 0);
	assert_string_equal(name, "lumbar-self-check-2026-11-22-0950-4.txt");
	text = folder_read(name, &mode);
	assert_string_equal(text, "second\n");
	free(text);
	text = folder_read(NAME, &mode);
	assert_string_equal(text, "first\n");
	free(text);
	assert_int_equal(readlink("lumbar-self-check-2026-11-22-0950-3.txt",
			     target, sizeof(target) - 1),
	    9);
	assert_int_not_equal(access("elsewhere", F_OK), 0);
	assert_int_equal(rmdir("lumbar-self-check-2026-11-22-0950-2.txt"), 0);
}

static void test_gives_up(void **state)
{
	char name[SAVE_NAME_CAP];

	(void)state;
	for (int i = 0; i < SAVE_TRIES; i++)
		assert_int_equal(save("x", name), 0);
	assert_string_equal(name, "lumbar-self-check-2026-11-22-0950-99.txt");
	assert_int_equal(save("x", name), EEXIST);
	assert_int_equal(folder_count(NULL, 0), SAVE_TRIES);
}

static void test_little_by_little(void **state)
{
	char name[SAVE_NAME_CAP];
	unsigned mode;
	char *text;

	(void)state;
	step = 3;
	interrupts = 2;
	sync_error = EINTR;
	assert_int_equal(save("one two three\n", name), 0);
	step = SIZE_MAX;
	text = folder_read(name, &mode);
	assert_string_equal(text, "one two three\n");
	free(text);
	/* a file system that knows no fsync */
	sync_error = EINVAL;
	assert_int_equal(save("four\n", name), 0);
}

/* Whatever goes wrong, at whatever byte: no file, and the reason. */
static void test_nothing_is_left(void **state)
{
	char name[SAVE_NAME_CAP];

	(void)state;
	for (size_t bytes = 0; bytes < 14; bytes++) {
		room = bytes;
		assert_int_equal(save("one two three\n", name), ENOSPC);
		room = SIZE_MAX;
		assert_int_equal(folder_count(NULL, 0), 0);
	}
	sync_error = EIO;
	assert_int_equal(save("one\n", name), EIO);
	assert_int_equal(folder_count(NULL, 0), 0);
	sync_error = 0;
	close_error = EDQUOT;
	assert_int_equal(save("one\n", name), EDQUOT);
	assert_int_equal(folder_count(NULL, 0), 0);
	/* closed it is, whatever interrupted that */
	close_error = EINTR;
	assert_int_equal(save("one\n", name), 0);
	close_error = 0;
	assert_int_equal(folder_count(NULL, 0), 1);
}

/* The same for its name: it has one and is there to stay, or it is not. */
static void test_no_name(void **state)
{
	char name[SAVE_NAME_CAP];

	(void)state;
	rename_error = EIO;
	assert_int_equal(save("one\n", name), EIO);
	assert_int_equal(folder_count(NULL, 0), 0);
	rename_error = EINVAL;
	link_error = EPERM;
	assert_int_equal(save("one\n", name), EPERM);
	assert_int_equal(folder_count(NULL, 0), 0);
	rename_error = link_error = 0;
	folder_error = EIO;
	assert_int_equal(save("one\n", name), EIO);
	assert_int_equal(folder_count(NULL, 0), 0);
	/* a folder that cannot be asked */
	folder_error = EINVAL;
	assert_int_equal(save("one\n", name), 0);
	assert_int_equal(folder_count(NULL, 0), 1);
}

/* A kernel or a disk that cannot rename without writing over something. */
static void test_by_a_link(void **state)
{
	static const int errors[] = { EINVAL, ENOSYS };
	char name[SAVE_NAME_CAP];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		rename_error = errors[i];
		assert_int_equal(save("one\n", name), 0);
		assert_int_equal(folder_count(NULL, 0), i + 1);
	}
	assert_string_equal(name, "lumbar-self-check-2026-11-22-0950-2.txt");
}

/* What a kill left is not ours to remove, and in nobody's way. */
static void test_beside_a_part(void **state)
{
	char name[SAVE_NAME_CAP];

	(void)state;
	assert_int_equal(mkdir(NAME SAVE_PART, 0700), 0);
	assert_int_equal(save("one\n", name), 0);
	assert_string_equal(name, NAME);
	assert_int_equal(folder_count(NULL, 0), 2);
	assert_int_equal(rmdir(NAME SAVE_PART), 0);
}

/* Every name of a result has all of it; how many there are. */
static size_t whole_files(const char *text)
{
	DIR *dir = opendir(".");
	const struct dirent *entry;
	size_t n = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		const char *dot = strrchr(entry->d_name, '.');
		unsigned mode;
		char *found;

		if (dot == NULL || strcmp(dot, ".txt") != 0)
			continue;
		found = folder_read(entry->d_name, &mode);
		assert_string_equal(found, text);
		assert_int_equal(mode, 0600);
		free(found);
		n++;
	}
	closedir(dir);
	return n;
}

/* Killed before each of its calls, in turn; then it comes to its end. */
static int save_and_be_killed(int after)
{
	const pid_t child = fork();
	char name[SAVE_NAME_CAP];
	int status = 0;

	assert_true(child >= 0);
	if (child == 0) {
		calls = after;
		status = save("one two three\n", name);
		_exit(status == 0 ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void test_killed_at_any_time(void **state)
{
	char name[256];

	(void)state;
	step = 3;
	for (int way = 0; way < 2; way++) {
		int after = 0, status;

		rename_error = way == 0 ? 0 : EINVAL;
		do {
			status = save_and_be_killed(after++);
			assert_true(whole_files("one two three\n") <= 1);
			/* the one file, whole or in part */
			assert_true(folder_count(NULL, 0) <= 1 || way == 1);
			if (!WIFSIGNALED(status))
				assert_int_equal(
				    whole_files("one two three\n"), 1);
			while (folder_count(name, sizeof(name)) > 0)
				assert_int_equal(unlink(name), 0);
			assert_true(after < 40);
		} while (WIFSIGNALED(status));
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		/* five writes, fsync, close and rename are among them */
		assert_true(after > 8);
	}
}

/* A limit of the shell must not end the program. */
static void test_limit_of_size(void **state)
{
	struct rlimit was, little = { 5, 5 };
	char name[SAVE_NAME_CAP];

	(void)state;
	/* whoever started the tests may ignore it */
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	little.rlim_max = was.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
	assert_int_equal(save("one two three\n", name), EFBIG);
	assert_true(signal(SIGXFSZ, SIG_DFL) == SIG_DFL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_int_equal(folder_count(NULL, 0), 0);
}

static void test_folder_says_no(void **state)
{
	const uid_t me = geteuid();
	char name[SAVE_NAME_CAP];
	int error;

	(void)state;
	assert_int_equal(chmod(".", 0555), 0);
	if (me == 0)
		assert_int_equal(seteuid(65534), 0); /* root may anything */
	error = save("one\n", name);
	if (me == 0)
		assert_int_equal(seteuid(me), 0);
	assert_int_equal(chmod(".", 0755), 0);
	assert_int_equal(error, EACCES);
	assert_int_equal(folder_count(NULL, 0), 0);
}

static void test_folder_is_gone(void **state)
{
	char name[SAVE_NAME_CAP];
	struct arena arena;
	char here[4096];

	(void)state;
	arena_init(&arena);
	assert_non_null(getcwd(here, sizeof(here)));
	assert_string_equal(save_folder(&arena), here);
	assert_int_equal(mkdir("gone", 0700), 0);
	assert_int_equal(chdir("gone"), 0);
	assert_int_equal(rmdir("../gone"), 0);
	assert_int_equal(save("one\n", name), ENOENT);
	assert_string_equal(save_folder(&arena), "");
	assert_int_equal(chdir(here), 0);
	arena_free(&arena);
}

/* The name of a folder is anybody's: it must not drive a terminal. */
static void test_folder_is_filtered(void **state)
{
	static const char evil[] = "a\x1b[31mb\nc\xff"
				   "d\xe2\x80\xae";
	struct arena arena;
	const char *shown;

	(void)state;
	arena_init(&arena);
	assert_int_equal(mkdir(evil, 0700), 0);
	assert_int_equal(chdir(evil), 0);
	shown = save_folder(&arena);
	assert_int_equal(chdir(".."), 0);
	assert_int_equal(rmdir(evil), 0);
	assert_null(strpbrk(shown, "\x1b\n\xff"));
	assert_null(strstr(shown, "\xe2\x80\xae"));
	assert_non_null(strstr(shown, "a\xef\xbf\xbd[31mb\xef\xbf\xbd"
				      "c\xef\xbf\xbd"
				      "d\xef\xbf\xbd"));
	arena_free(&arena);
}

static void test_not_allowed(void **state)
{
	const struct policy policy = { POLICY_QUIT | POLICY_SUSPEND };
	char name[SAVE_NAME_CAP];

	(void)state;
	assert_int_equal(
	    save_text(&policy, MADE, slice_of("one\n"), name), EPERM);
	assert_int_equal(folder_count(NULL, 0), 0);
}

/* A sentence that says it without a word of the system's. */
static void test_why(void **state)
{
	static const struct {
		int error;
		const char *word;
	} cases[] = { { EACCES, "may not write" }, { EPERM, "may not write" },
		{ EROFS, "may not write" }, { ENOSPC, "no room" },
		{ EDQUOT, "no room" }, { EFBIG, "no room" },
		{ ENOENT, "not there any more" }, { EEXIST, "too many" },
		{ EIO, "could not write" }, { EINVAL, "could not write" } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *why = save_why(cases[i].error);

		assert_non_null(strstr(why, cases[i].word));
		assert_int_equal(why[strlen(why) - 1], '.');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test_setup_teardown(
		    test_for_the_owner_alone, enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_never_over_anything, enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_gives_up, enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_little_by_little, enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_nothing_is_left, enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_no_name, enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_by_a_link, enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_beside_a_part, enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_killed_at_any_time, enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_limit_of_size, enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_folder_says_no, enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_folder_is_gone, enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_folder_is_filtered, enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_not_allowed, enter, folder_leave),
		cmocka_unit_test(test_why),
	};

	(void)text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
