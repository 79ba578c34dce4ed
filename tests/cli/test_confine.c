/*
 * The sandbox of the commands, from inside: a process runs one as main does,
 * and then tries what it cannot do any more. And what becomes of them where the
 * system has less of it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"
#include "support/folder.h"
#include "support/kernel.h"
#include "support/run.h"
#include "support/state.h"
#include "terminal/sandbox.h"

#define PACK    LUMBAR_SOURCE_DIR "/tests/pack"
#define QUIZZES LUMBAR_SOURCE_DIR "/tests/pack-quiz"
#define OURS    LUMBAR_SOURCE_DIR "/content"
#define ANSWERS "answers.ini"

/* How a child tells what it could do, beside the status of the command. */
enum can {
	READ_OUTSIDE = 1,
	READ_PACK = 2,
	SAVE = 4,
	KEEP = 8,
	CONNECT = 16, /* seccomp is not there */
	STATUS = 32   /* times the status */
};

struct row {
	const char *name;
	const char *args[6];
	int status;
	int can;
};

static bool can_open(const char *path, int flags)
{
	const int fd = open(path, flags | O_CLOEXEC, 0600);

	if (fd >= 0)
		(void)close(fd);
	return fd >= 0;
}

static int tried(void)
{
	int can = 0;

	can |= can_open("/etc/passwd", O_RDONLY) ? READ_OUTSIDE : 0;
	can |= can_open(PACK "/pack.ini", O_RDONLY) ? READ_PACK : 0;
	can |= can_open("saved", O_WRONLY | O_CREAT) ? SAVE : 0;
	can |= can_open("state/lumbar/kept", O_RDWR | O_CREAT) ? KEEP : 0;
	return can;
}

/* Not exit: what cmocka has open is the parent's to write. */
static void child(const struct row *row, int out)
{
	char *args[8] = { "lumbar" }, folder[PATH_MAX];
	const int null = open("/dev/null", O_RDWR);
	int n = 1, status, can;

	if (realpath("state", folder) == NULL)
		_exit(1);
	while (row->args[n - 1] != NULL) {
		args[n] = strdup(row->args[n - 1]);
		n++;
	}
	setenv("XDG_STATE_HOME", folder, 1);
	(void)signal(SIGSYS, SIG_DFL);
	for (int fd = 0; fd <= 2; fd++)
		(void)dup2(null, fd);
	status = cli_main(n, args);
	can = tried() | STATUS * status;
	(void)!write(out, &can, sizeof(can));
	/* may be the end of it */
	can |= socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? CONNECT : 0;
	(void)!write(out, &can, sizeof(can));
	_exit(0);
}

/* What the last answer of a child says; -1: there was none. */
static int run(const struct row *row)
{
	int ends[2], can = -1, status;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0)
		child(row, ends[1]);
	close(ends[1]);
	while (read(ends[0], &status, sizeof(status)) == sizeof(status))
		can = status;
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return can;
}

static const struct row rows[] = {
	{ "show", { "--content", PACK, "show", "short" }, 0,
	    READ_PACK | CONNECT },
	{ "show a file", { "show", "--file", ANSWERS }, 0, CONNECT },
	{ "list", { "--content", PACK, "list" }, 0, READ_PACK | CONNECT },
	{ "answers",
	    { "--content", OURS, "self-check", "--answers", ANSWERS, "--json" },
	    0, 0 },
	{ "table", { "--content", OURS, "self-check", "--table" }, 0, 0 },
	{ "quiz", { "--content", QUIZZES, "quiz" }, 0, SAVE | KEEP },
	{ "an article", { "--content", PACK, "short" }, 0,
	    READ_PACK | SAVE | KEEP },
	{ "plain", { "--content", PACK, "--plain" }, 0,
	    READ_PACK | SAVE | KEEP },
	{ "keeping nothing", { "--content", PACK, "--no-state" }, 0,
	    READ_PACK | SAVE },
	/* what cannot be read is not what entered it */
	{ "show of no pack", { "--content", "empty", "show", "short" }, 3,
	    CONNECT },
	{ "list of no pack", { "--content", "empty", "list" }, 3, CONNECT },
	{ "reading no pack", { "--content", "empty", "--no-state" }, 3, SAVE },
	/* not in it: it writes where it is told to */
	{ "config", { "--content", PACK, "config" }, 0,
	    READ_OUTSIDE | READ_PACK | SAVE | KEEP | CONNECT },
};

static void cannot_do_more(void **state)
{
	char why[SANDBOX_WHY_CAP];
	FILE *const out = fopen(ANSWERS, "w");
	int bad = 0;

	(void)state;
	assert_non_null(out);
	fputs("[answers]\nage = 41\nnow = none\nsaddle = yes\n", out);
	assert_int_equal(fclose(out), 0);
	assert_int_equal(mkdir("state", 0700), 0);
	assert_int_equal(mkdir("state/lumbar", 0700), 0);
	assert_int_equal(mkdir("empty", 0700), 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const int can = run(&rows[i]);

		if (can == (rows[i].can | STATUS * rows[i].status))
			continue;
		print_error("%s: %d and status %d, not %d and %d\n",
		    rows[i].name, can % STATUS, can / STATUS, rows[i].can,
		    rows[i].status);
		bad++;
	}
	state_remove("state");
	state_remove("empty");
	if (LUMBAR_SANITIZED || sandbox_probe(why, sizeof(why)) != SANDBOX_FULL)
		skip();
	assert_int_equal(bad, 0);
}

/* ---- where the system has less of it ---- */

struct kernel {
	struct kernel_lacks lacks;
	const char *says;
};

#ifdef LUMBAR_SECCOMP
#define SECCOMP    "seccomp"
#define NO_SECCOMP "no seccomp: the kernel does not have it"
#else
#define SECCOMP    "no seccomp: not built in"
#define NO_SECCOMP SECCOMP
#endif

static const struct kernel kernels[] = {
	{ { ENOSYS, 0 },
	    "sandbox: no Landlock: the kernel does not have it, " SECCOMP
	    "\n" },
	{ { EOPNOTSUPP, 0 },
	    "sandbox: no Landlock: it is switched off, " SECCOMP "\n" },
	{ { ENOSYS, EINVAL },
	    "sandbox: no Landlock: the kernel does not have it, " NO_SECCOMP
	    "\n" },
};

static struct run_result run_pack(const char *first, const char *second)
{
	return run_program((const char *const[]){ "lumbar", "--content", PACK,
			       first, second, NULL },
	    NULL, "q\n");
}

/* The second line; the first is the version alone. */
static bool version_says(const char *line)
{
	struct run_result r = run_pack("--version", NULL);
	const char *const second = strchr(r.out, '\n');
	const bool good = r.status == 0 && second != NULL &&
	                  strncmp(r.out, "lumbar ", 7) == 0 &&
	                  strcspn(r.out + 7, " ,") > strcspn(r.out + 7, "\n") &&
	                  strcmp(second + 1, line) == 0;

	if (!good)
		print_error("%s\nnot\n%s", r.out, line);
	run_free(&r);
	return good;
}

/* The same words on both kinds of kernel, and nothing said about it. */
static bool goes_on(const char *first, const char *second, const char *out)
{
	struct run_result r = run_pack(first, second);
	const bool good =
	    r.status == 0 && strcmp(r.out, out) == 0 && r.err[0] == '\0';

	if (!good)
		print_error("%s: %d %s", first, r.status, r.err);
	run_free(&r);
	return good;
}

static void without_it_all_goes_on(void **state)
{
	struct run_result shown = run_pack("show", "short");
	struct run_result read = run_pack("--plain", NULL);

	(void)state;
	assert_int_equal(shown.status, 0);
	assert_int_equal(read.status, 0);
	for (size_t i = 0; i < sizeof(kernels) / sizeof(kernels[0]); i++) {
		const pid_t pid = fork();
		int status;

		if (pid == 0)
			_exit(!(kernel_take_away(&kernels[i].lacks) &&
				version_says(kernels[i].says) &&
				goes_on("show", "short", shown.out) &&
				goes_on("--plain", NULL, read.out)));
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_int_equal(status, 0);
	}
	run_free(&shown);
	run_free(&read);
}

static void the_version_says_what_there_is(void **state)
{
	char why[SANDBOX_WHY_CAP], line[SANDBOX_WHY_CAP + 16];
	const enum sandbox_result result = sandbox_probe(why, sizeof(why));

	(void)state;
	snprintf(line, sizeof(line), "sandbox: %s\n", why);
	assert_true(version_says(line));
	if (result == SANDBOX_FULL) {
		assert_memory_equal(why, "Landlock ABI ", 13);
		assert_string_equal(strchr(why, ','), ", seccomp");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    cannot_do_more, folder_enter, folder_leave),
		cmocka_unit_test(the_version_says_what_there_is),
		cmocka_unit_test(without_it_all_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
