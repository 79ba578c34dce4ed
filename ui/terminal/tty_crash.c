/*
 * Signals that end a program without asking. Everything that the handler
 * needs was made before; it only writes, sets the modes and lets the signal
 * do what it does, so that the exit status still shows it.
 */
#include "terminal/tty_parts.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Faults, and what an administrator sends to have a core file. */
static const int crashes[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSYS,
	SIGQUIT };
#define NCRASHES (sizeof(crashes) / sizeof(crashes[0]))

/* Of the C library: a handler can be given nothing else. */
static char restore[512];
static volatile size_t restore_len;
static struct termios shell_modes;
static volatile sig_atomic_t armed;
static struct sigaction before[NCRASHES];

/* A stack that overflowed has no room for a handler. */
static char spare_stack[32768];

static void write_restore(void)
{
	size_t at = 0;

	while (at < restore_len) {
		const ssize_t n =
		    write(STDOUT_FILENO, restore + at, restore_len - at);

		if (n <= 0)
			return;
		at += (size_t)n;
	}
}

static void crashed(int sig)
{
	sigset_t set;

	if (armed) {
		armed = 0;
		/* In the background tcsetattr would stop us. */
		(void)sigemptyset(&set);
		(void)sigaddset(&set, SIGTTOU);
		(void)sigprocmask(SIG_BLOCK, &set, NULL);
		write_restore();
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &shell_modes);
	}
	/* The default again (SA_RESETHAND), and not blocked (SA_NODEFER). */
	(void)raise(sig);
}

void tty_crash_arm(const char *text, size_t len, const struct termios *modes)
{
	const stack_t stack = { .ss_sp = spare_stack,
		.ss_size = sizeof(spare_stack) };
	struct sigaction action = {
		.sa_handler = crashed,
		.sa_flags = (int)(SA_ONSTACK | SA_RESETHAND | SA_NODEFER),
	};
	const bool again = armed;

	armed = 0;
	if (len > sizeof(restore))
		len = sizeof(restore);
	memcpy(restore, text, len);
	restore_len = len;
	shell_modes = *modes;
	armed = 1;
	if (again)
		return;

	(void)sigaltstack(&stack, NULL);
	(void)sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < NCRASHES; i++)
		(void)sigaction(crashes[i], &action, &before[i]);
}

void tty_crash_disarm(void)
{
	if (!armed)
		return;
	armed = 0;
	for (size_t i = 0; i < NCRASHES; i++)
		(void)sigaction(crashes[i], &before[i], NULL);
}
