#include "measure.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

double now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

/* Every program gets the same small world. */
static void set_world(const char *term)
{
	char path[4096];
	const char *old = getenv("PATH");

	snprintf(path, sizeof(path), "%s", old != NULL ? old : "/usr/bin:/bin");
	clearenv();
	setenv("PATH", path, 1);
	setenv("TERM", term, 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "UTC", 1);
	setenv("HOME", "/nonexistent", 1);
	setenv("LESSHISTFILE", "-", 1);
}

void session_open(struct session *session, const struct command *command)
{
	struct winsize size = { 0 };

	size.ws_row = (unsigned short)(command->rows ? command->rows : 24);
	size.ws_col = (unsigned short)(command->cols ? command->cols : 80);
	session->started = now_ms();
	session->pid = forkpty(&session->fd, NULL, NULL, &size);
	if (session->pid < 0)
		fail("forkpty");
	if (session->pid == 0) {
		set_world(command->term ? command->term : "xterm-256color");
		execvp(command->argv[0], (char *const *)command->argv);
		_exit(127);
	}
}

struct answer session_read(
    struct session *session, double since, double quiet_ms, double limit_ms)
{
	struct answer answer = { -1, -1, 0 };
	double quiet_from = now_ms();

	for (;;) {
		struct pollfd poller = { session->fd, POLLIN, 0 };
		char buf[65536];
		double now = now_ms();
		double left = quiet_ms - (now - quiet_from);
		ssize_t got;

		if (now - since > limit_ms || left <= 0)
			break;
		if (poll(&poller, 1, (int)left + 1) <= 0)
			continue;
		got = read(session->fd, buf, sizeof(buf));
		if (got <= 0)
			break;
		quiet_from = now_ms();
		if (answer.bytes == 0)
			answer.first_ms = quiet_from - since;
		answer.last_ms = quiet_from - since;
		answer.bytes += (size_t)got;
	}
	return answer;
}

void session_send(struct session *session, const char *bytes)
{
	size_t len = strlen(bytes);

	if (write(session->fd, bytes, len) != (ssize_t)len)
		fail("write to a pseudo terminal");
}

void session_resize(struct session *session, int rows, int cols)
{
	struct winsize size = { 0 };

	size.ws_row = (unsigned short)rows;
	size.ws_col = (unsigned short)cols;
	ioctl(session->fd, TIOCSWINSZ, &size);
}

double session_cpu_ms(const struct session *session)
{
	struct timespec ts;
	clockid_t clock;

	if (clock_getcpuclockid(session->pid, &clock) != 0 ||
	    clock_gettime(clock, &ts) != 0)
		return 0;
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

/* The number behind a word at the beginning of a line of a /proc file. */
static long proc_number(pid_t pid, const char *name, const char *word)
{
	char path[64];
	char line[256];
	long value = -1;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, name);
	file = fopen(path, "r");
	if (file == NULL)
		return -1;
	while (value < 0 && fgets(line, sizeof(line), file) != NULL) {
		if (strncmp(line, word, strlen(word)) == 0)
			value = strtol(line + strlen(word), NULL, 10);
	}
	fclose(file);
	return value;
}

long session_pss_kb(const struct session *session)
{
	return proc_number(session->pid, "smaps_rollup", "Pss:");
}

long session_wakeups(const struct session *session)
{
	return proc_number(session->pid, "status", "voluntary_ctxt_switches:");
}

static struct usage usage_of(pid_t pid, double started)
{
	struct usage usage = { 0 };
	struct rusage rusage;

	while (wait4(pid, &usage.status, 0, &rusage) < 0) {
		if (errno != EINTR)
			fail("wait4");
	}
	usage.wall_ms = now_ms() - started;
	usage.cpu_ms = (double)rusage.ru_utime.tv_sec * 1e3 +
	               (double)rusage.ru_utime.tv_usec / 1e3 +
	               (double)rusage.ru_stime.tv_sec * 1e3 +
	               (double)rusage.ru_stime.tv_usec / 1e3;
	usage.peak_kb = rusage.ru_maxrss;
	return usage;
}

struct usage session_close(struct session *session)
{
	kill(-session->pid, SIGKILL);
	kill(session->pid, SIGKILL);
	close(session->fd);
	return usage_of(session->pid, session->started);
}

struct usage run_to_file(
    const char *const *argv, const char *out_path, unsigned limit_s)
{
	static char *const world[] = { "TERM=xterm-256color", "LC_ALL=C.UTF-8",
		"TZ=UTC", "HOME=/nonexistent", NULL };
	const struct rlimit limit = { limit_s, limit_s };
	posix_spawn_file_actions_t actions;
	double started;
	pid_t pid;

	/* not fork: a copy of this process would be billed to the child */
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(
	    &actions, 1, out_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
	started = now_ms();
	if (posix_spawnp(
		&pid, argv[0], &actions, NULL, (char *const *)argv, world) != 0)
		fail(argv[0]);
	if (limit_s > 0)
		prlimit(pid, RLIMIT_CPU, &limit, NULL);
	posix_spawn_file_actions_destroy(&actions);
	return usage_of(pid, started);
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

double quantile(double *values, size_t n, double part)
{
	if (n == 0)
		return 0;
	qsort(values, n, sizeof(*values), by_value);
	return values[(size_t)((double)(n - 1) * part + 0.5)];
}

double mean(const double *values, size_t n)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < n; i++)
		sum += values[i];
	return n > 0 ? sum / (double)n : 0;
}
