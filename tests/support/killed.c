#include "support/killed.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ENOUGH 8      /* told in one run */
#define MOST   900000 /* us until the kill */

static unsigned rest = 1, max_us = 12000;

static unsigned random_us(void)
{
	rest = rest * 1664525u + 1013904223u;
	return (rest >> 8) % max_us;
}

static void wait_us(unsigned us)
{
	struct timespec time = { 0, (long)us * 1000 };

	nanosleep(&time, NULL);
}

void killed_tell(int out, unsigned n)
{
	if (write(out, &n, sizeof(n)) != sizeof(n))
		_exit(4);
}

unsigned killed_run(void (*work)(void *arg, int out), void *arg)
{
	unsigned n, acknowledged = 0;
	int ends[2], status;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		work(arg, ends[1]);
		_exit(0);
	}
	close(ends[1]);
	wait_us(random_us());
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	while (read(ends[0], &n, sizeof(n)) == sizeof(n)) {
		assert_int_equal(n, acknowledged);
		acknowledged++;
	}
	close(ends[0]);
	if (acknowledged > ENOUGH)
		max_us -= max_us / 8;
	else if (acknowledged < ENOUGH / 4 && max_us < MOST)
		max_us += max_us / 8;
	return acknowledged;
}
