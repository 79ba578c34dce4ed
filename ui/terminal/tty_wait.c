/*
 * Waiting for bytes and signals.
 *
 * We read the bytes ourselves (curses' own decoder loses keys, see key.h), so
 * curses never gets to tell of a new size by its KEY_RESIZE: the handler of
 * SIGWINCH is ours as well. Handlers set flags. Signals are blocked from the
 * look at the flags until ppoll waits, so that none is missed in between.
 */
#include "terminal/tty_parts.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

/* The first change of size is told at once, then one in this time. */
#define RESIZE_MS 50

static const int caught[] = { SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGCONT,
	SIGTSTP };
#define NCAUGHT (sizeof(caught) / sizeof(caught[0]))

static volatile sig_atomic_t got_winch, got_end, got_hup, got_cont, got_tstp;
static struct sigaction before[NCAUGHT];
static unsigned long long resized_ms; /* when a size was told last */
static bool gone;

static void on_signal(int sig)
{
	switch (sig) {
	case SIGWINCH:
		got_winch = 1;
		break;
	case SIGINT:
	case SIGTERM:
		got_end = sig;
		break;
	case SIGHUP:
		got_hup = 1;
		break;
	case SIGCONT:
		got_cont = 1;
		break;
	default:
		got_tstp = 1;
		break;
	}
}

void tty_hold(void)
{
	static const int held[] = {
		SIGINT,
		SIGQUIT,
		SIGTSTP,
		SIGTTIN,
		SIGTTOU,
		SIGPIPE,
		SIGALRM,
		SIGUSR1,
		SIGUSR2,
		SIGVTALRM,
		SIGPROF,
		SIGIO,
		SIGPWR,
#ifdef SIGSTKFLT
		SIGSTKFLT,
#endif
	};

	for (size_t i = 0; i < sizeof(held) / sizeof(held[0]); i++)
		(void)signal(held[i], SIG_IGN);
}

static void caught_set(sigset_t *set)
{
	(void)sigemptyset(set);
	for (size_t i = 0; i < NCAUGHT; i++)
		(void)sigaddset(set, caught[i]);
}

/* Before newterm: curses leaves alone what has a handler already. */
void tty_signals_catch(void)
{
	struct sigaction action = { .sa_handler = on_signal,
		.sa_flags = SA_RESTART };

	got_winch = got_end = got_hup = got_cont = got_tstp = 0;
	gone = false;
	resized_ms = 0;
	caught_set(&action.sa_mask);
	for (size_t i = 0; i < NCAUGHT; i++)
		(void)sigaction(caught[i], &action, &before[i]);
}

void tty_signals_release(void)
{
	for (size_t i = 0; i < NCAUGHT; i++)
		(void)sigaction(caught[i], &before[i], NULL);
}

void tty_signals_stop(void)
{
	struct sigaction ours, dfl = { .sa_handler = SIG_DFL };
	sigset_t only, old;

	(void)sigemptyset(&dfl.sa_mask);
	(void)sigemptyset(&only);
	(void)sigaddset(&only, SIGTSTP);
	(void)sigaction(SIGTSTP, &dfl, &ours);
	(void)sigprocmask(SIG_UNBLOCK, &only, &old);
	/* All of the job, as the terminal's driver would do. */
	(void)kill(0, SIGTSTP);
	(void)sigprocmask(SIG_SETMASK, &old, NULL);
	(void)sigaction(SIGTSTP, &ours, NULL);
	/* Where nobody can continue us the signal did nothing: come back. */
	got_cont = 1;
}

unsigned long long tty_now_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (unsigned long long)now.tv_sec * 1000 +
	       (unsigned long long)now.tv_nsec / 1000000;
}

/* Milliseconds until a change of size may be told; 0 = now. */
static int resize_wait(unsigned long long now)
{
	const unsigned long long due = resized_ms + RESIZE_MS;

	return resized_ms == 0 || now >= due ? 0 : (int)(due - now);
}

static enum tty_wake lost(void)
{
	gone = true;
	tty_give_up();
	return TTY_GONE;
}

/* What the signals so far mean; TTY_TIMEOUT when there is nothing to tell. */
static enum tty_wake look_at_flags(size_t *n)
{
	if (gone)
		return TTY_GONE;
	if (got_hup) {
		/* Sent by hand it may leave a terminal to be restored. */
		gone = true;
		return TTY_GONE;
	}
	if (got_end) {
		*n = (size_t)got_end;
		got_end = 0;
		return TTY_SIGNAL;
	}
	if (got_tstp) {
		got_tstp = 0;
		tty_suspend();
	}
	if (got_cont) {
		got_cont = 0;
		tty_resume();
		return TTY_RESUMED;
	}
	if (got_winch && resize_wait(tty_now_ms()) == 0) {
		got_winch = 0;
		tty_take_size();
		resized_ms = tty_now_ms();
		return TTY_RESIZED;
	}
	return TTY_TIMEOUT;
}

static enum tty_wake take_bytes(unsigned char *buf, size_t cap, size_t *n)
{
	const ssize_t len = read(STDIN_FILENO, buf, cap);

	if (len > 0) {
		*n = (size_t)len;
		return TTY_BYTES;
	}
	if (len < 0 && (errno == EINTR || errno == EAGAIN))
		return TTY_TIMEOUT;
	return lost();
}

/* The shorter of two waits; negative = for ever. */
static int sooner(int a, int b)
{
	if (a < 0)
		return b;
	return b < 0 || a < b ? a : b;
}

/* One ppoll; TTY_TIMEOUT when it only woke. */
static enum tty_wake wait_once(int ms, const sigset_t *open_mask,
    unsigned char *buf, size_t cap, size_t *n)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	const struct timespec wait = { .tv_sec = ms / 1000,
		.tv_nsec = ms % 1000 * 1000000L };
	const int ready = ppoll(&in, 1, ms < 0 ? NULL : &wait, open_mask);

	if (ready <= 0)
		return ready < 0 && errno != EINTR ? lost() : TTY_TIMEOUT;
	if ((in.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
		return lost();
	return take_bytes(buf, cap, n);
}

enum tty_wake tty_wait(
    int timeout_ms, unsigned char *buf, size_t cap, size_t *n)
{
	/* The clock is read only where there is a time to keep. */
	const unsigned long long start = timeout_ms > 0 ? tty_now_ms() : 0;
	enum tty_wake wake;
	sigset_t set, open_mask;
	int left = timeout_ms;

	*n = 0;
	caught_set(&set);
	(void)sigprocmask(SIG_BLOCK, &set, &open_mask);
	for (;;) {
		int ms = left;

		wake = look_at_flags(n);
		if (wake != TTY_TIMEOUT)
			break;
		if (got_winch)
			ms = sooner(ms, resize_wait(tty_now_ms()));
		wake = wait_once(ms, &open_mask, buf, cap, n);
		if (wake != TTY_TIMEOUT)
			break;
		if (timeout_ms > 0) {
			const unsigned long long gone_ms = tty_now_ms() - start;

			left = gone_ms >= (unsigned long long)timeout_ms
			           ? 0
			           : timeout_ms - (int)gone_ms;
		}
		if (left == 0)
			break;
	}
	(void)sigprocmask(SIG_SETMASK, &open_mask, NULL);
	return wake;
}
