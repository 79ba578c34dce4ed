#include "support/run.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void set_environment(const char *const *env)
{
	for (; env != NULL && *env != NULL; env++) {
		const char *equals = strchr(*env, '=');
		char name[64];

		snprintf(
		    name, sizeof(name), "%.*s", (int)(equals - *env), *env);
		if (equals[1] == '\0')
			unsetenv(name);
		else
			setenv(name, equals + 1, 1);
	}
}

static void take(int fd, FILE *into, struct pollfd *slot)
{
	char buf[4096];
	ssize_t n = read(fd, buf, sizeof(buf));

	if (n > 0) {
		fwrite(buf, 1, (size_t)n, into);
	} else if (n == 0 || errno != EINTR) {
		close(fd);
		slot->fd = -1;
	}
}

static void give(struct pollfd *slot, const char **rest)
{
	ssize_t n = write(slot->fd, *rest, strlen(*rest));

	if (n > 0)
		*rest += n;
	if (n < 0 || **rest == '\0') {
		close(slot->fd);
		slot->fd = -1;
	}
}

struct run_result run_program(
    const char *const *argv, const char *const *env, const char *input)
{
	struct run_result result = { 0 };
	int in[2], out[2], err[2], status;
	struct pollfd slots[3];
	const char *rest = input != NULL ? input : "";
	FILE *out_text = open_memstream(&result.out, &result.out_len);
	FILE *err_text = open_memstream(&result.err, &result.err_len);
	pid_t pid;

	if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 ||
	    pipe2(err, O_CLOEXEC) != 0)
		abort();
	signal(SIGPIPE, SIG_IGN);
	pid = fork();
	if (pid == 0) {
		signal(SIGPIPE, SIG_DFL);
		dup2(in[0], 0);
		dup2(out[1], 1);
		dup2(err[1], 2);
		set_environment(env);
		execv(LUMBAR_BINARY, (char *const *)argv);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	close(err[1]);
	slots[0] = (struct pollfd){ in[1], POLLOUT, 0 };
	slots[1] = (struct pollfd){ out[0], POLLIN, 0 };
	slots[2] = (struct pollfd){ err[0], POLLIN, 0 };
	while (slots[1].fd >= 0 || slots[2].fd >= 0) {
		poll(slots, 3, -1);
		if (slots[0].fd >= 0 && slots[0].revents != 0)
			give(&slots[0], &rest);
		if (slots[1].fd >= 0 && slots[1].revents != 0)
			take(slots[1].fd, out_text, &slots[1]);
		if (slots[2].fd >= 0 && slots[2].revents != 0)
			take(slots[2].fd, err_text, &slots[2]);
	}
	if (slots[0].fd >= 0)
		close(slots[0].fd);
	fclose(out_text);
	fclose(err_text);
	waitpid(pid, &status, 0);
	result.status =
	    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	return result;
}

void run_free(struct run_result *result)
{
	free(result->out);
	free(result->err);
}

void run_says(const char *said, const char *const *texts)
{
	for (; *texts != NULL; texts++) {
		const bool wanted = (*texts)[0] != '~';
		const char *text = *texts + !wanted;

		if ((strstr(said, text) != NULL) != wanted)
			fail_msg("%s \"%s\" in:\n%s",
			    wanted ? "there is no" : "there is", text, said);
	}
}
