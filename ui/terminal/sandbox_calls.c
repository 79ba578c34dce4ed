/*
 * seccomp: the calls that the system still answers. docs/sandbox.md tells why
 * each is needed; a test holds the two lists against each other.
 *
 * libseccomp makes the filter. It checks the machine, refuses the calls of x32
 * and of 32-bit programs, and lets no number through that it was not told.
 */
#include "terminal/sandbox_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

struct call {
	int number;
	const char *name;
};

#define CALL(name)                \
	{                         \
		SYS_##name, #name \
	}

/* Asked for whatever their arguments are. */
static const struct call plain[] = {
	CALL(brk),
	CALL(clock_gettime),
	CALL(clock_nanosleep),
	CALL(close),
	CALL(exit_group),
	CALL(fdatasync),
	CALL(flock),
	CALL(fstat),
	CALL(fsync),
	CALL(ftruncate),
	CALL(getdents64),
	CALL(geteuid),
	CALL(getpid),
	CALL(gettid),
	CALL(madvise),
	CALL(mlock),
	CALL(mremap),
	CALL(munmap),
	CALL(newfstatat),
	CALL(openat),
	CALL(openat2),
	CALL(ppoll),
	CALL(pread64),
	CALL(pwrite64),
	CALL(read),
	CALL(restart_syscall),
	CALL(rt_sigaction),
	CALL(rt_sigprocmask),
	CALL(rt_sigreturn),
	CALL(sysinfo),
	CALL(write),
#ifdef SYS_access
	CALL(access),
	CALL(readlink),
	CALL(rename),
	CALL(unlink),
#else
	CALL(faccessat),
	CALL(readlinkat),
	CALL(renameat),
	CALL(unlinkat),
#endif
};

/* Asked for with some arguments only; see add_checked. */
static const struct call checked[] = { CALL(fcntl), CALL(futex), CALL(ioctl),
	CALL(mmap), CALL(tgkill) };

/* What readers may do besides: keep, save, stop for a while. */
static const struct call readers[] = {
	CALL(getcwd),
	CALL(linkat),
	CALL(lseek),
	CALL(mprotect),
	CALL(renameat2),
	CALL(statfs),
	CALL(writev),
#ifdef SYS_access
	CALL(mkdir),
	CALL(unlinkat),
#else
	CALL(mkdirat),
#endif
};
static const struct call readers_checked[] = { CALL(kill) };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
	const struct call *calls;
	size_t n;
	bool kiosk;
} lists[] = {
	{ plain, COUNT(plain), true },
	{ checked, COUNT(checked), true },
	{ readers, COUNT(readers), false },
	{ readers_checked, COUNT(readers_checked), false },
};

const char *sandbox_calls_name(size_t i, bool *kiosk)
{
	for (size_t list = 0; list < COUNT(lists); list++) {
		*kiosk = lists[list].kiosk;
		if (i < lists[list].n)
			return lists[list].calls[i].name;
		i -= lists[list].n;
	}
	return NULL;
}

#ifndef LUMBAR_SECCOMP

const char *sandbox_calls_why_not(void)
{
	return "not built in";
}

bool sandbox_calls_enter(const struct sandbox *sandbox, const char **why)
{
	(void)sandbox;
	*why = sandbox_calls_why_not();
	return false;
}

#else

#include <seccomp.h>

/*
 * Nothing of ours comes to these, whatever the pack says: in a kiosk they are
 * taken as what they are. Other calls that are not on the list may be a C
 * library's, which then finds another way.
 */
static const int never[] = {
	SCMP_SYS(execve),
	SCMP_SYS(execveat),
	SCMP_SYS(fork),
	SCMP_SYS(vfork),
	SCMP_SYS(clone),
	SCMP_SYS(clone3),
	SCMP_SYS(kill),
	SCMP_SYS(tkill),
	SCMP_SYS(socket),
	SCMP_SYS(socketpair),
	SCMP_SYS(connect),
	SCMP_SYS(bind),
	SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(pidfd_open),
	SCMP_SYS(open_by_handle_at),
	SCMP_SYS(io_uring_setup),
	SCMP_SYS(bpf),
	SCMP_SYS(userfaultfd),
	SCMP_SYS(perf_event_open),
	SCMP_SYS(keyctl),
	SCMP_SYS(add_key),
	SCMP_SYS(mount),
	SCMP_SYS(umount2),
	SCMP_SYS(chroot),
	SCMP_SYS(unshare),
	SCMP_SYS(setns),
	SCMP_SYS(init_module),
	SCMP_SYS(finit_module),
	SCMP_SYS(seccomp),
	SCMP_SYS(prctl),
	SCMP_SYS(mprotect),
};

/*
 * SQLite makes its files as its database is and does not look at the answer:
 * refused, but no reason to stop.
 */
static const int vain[] = { SCMP_SYS(fchown), SCMP_SYS(fchmod) };

/* The system takes 32 bits of these arguments, so the others do not count. */
#define LOW    UINT32_C(0xffffffff)

/*
 * TCGETS2 and its like, which newer C libraries use: the header that has them
 * does not go together with termios.h. Of all machines but a few old ones.
 */
#define GET2   0x802C542Au
#define SET2   0x402C542Bu
#define SET2_W 0x402C542Cu
#define SET2_F 0x402C542Du

/* The terminal's modes, the size of its window, and no more. */
static const unsigned terminal[] = { TCGETS, TCSETS, TCSETSW, TCSETSF,
	TIOCGWINSZ, GET2, SET2, SET2_W, SET2_F };

/* A line typed by somebody who is not there; the console's selection. */
static const unsigned typing[] = { TIOCSTI, TIOCLINUX };

/* SQLite's locks, and what opendir and it ask about a file. */
static const unsigned control[] = { F_GETFD, F_SETFD, F_GETFL, F_GETLK, F_SETLK,
	F_SETLKW, F_DUPFD_CLOEXEC };

/* The locks of the C library and of SQLite, whichever way they wait. */
static const unsigned locks[] = { FUTEX_WAIT, FUTEX_WAKE, FUTEX_WAIT_BITSET };

static int add_values(scmp_filter_ctx filter, uint32_t action, int call,
    const unsigned *values, size_t n, uint32_t mask)
{
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++)
		rc = seccomp_rule_add(filter, action, call, 1,
		    SCMP_A1(SCMP_CMP_MASKED_EQ, mask, values[i]));
	return rc;
}

static int add_checked(scmp_filter_ctx filter, bool kiosk)
{
	const uint32_t allow = SCMP_ACT_ALLOW;
	int rc = add_values(
	    filter, allow, SCMP_SYS(ioctl), terminal, COUNT(terminal), LOW);

	if (rc == 0)
		rc = add_values(filter, allow, SCMP_SYS(fcntl), control,
		    COUNT(control), LOW);
	if (rc == 0)
		rc = add_values(filter, allow, SCMP_SYS(futex), locks,
		    COUNT(locks), (unsigned)FUTEX_CMD_MASK);
	/* to itself: a fault that is let go on */
	if (rc == 0)
		rc = seccomp_rule_add(filter, allow, SCMP_SYS(tgkill), 1,
		    SCMP_A0(SCMP_CMP_MASKED_EQ, LOW, (uint32_t)getpid()));
	if (rc != 0)
		return rc;
	/* no memory that could be run, but for a library */
	if (kiosk)
		return seccomp_rule_add(filter, allow, SCMP_SYS(mmap), 1,
		    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	rc = seccomp_rule_add(filter, allow, SCMP_SYS(mmap), 0);
	/* the job that this is of, as Ctrl-Z does */
	if (rc == 0)
		rc = seccomp_rule_add(filter, allow, SCMP_SYS(kill), 2,
		    SCMP_A0(SCMP_CMP_MASKED_EQ, LOW, 0),
		    SCMP_A1(SCMP_CMP_MASKED_EQ, LOW, SIGTSTP));
	return rc;
}

static int add_plain(scmp_filter_ctx filter, const struct call *calls, size_t n)
{
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++)
		rc = seccomp_rule_add(
		    filter, SCMP_ACT_ALLOW, calls[i].number, 0);
	return rc;
}

static int add_never(scmp_filter_ctx filter)
{
	int rc = add_values(
	    filter, SCMP_ACT_TRAP, SCMP_SYS(ioctl), typing, COUNT(typing), LOW);

	if (rc == 0)
		rc = seccomp_rule_add(filter, SCMP_ACT_TRAP, SCMP_SYS(mmap), 1,
		    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC));
	for (size_t i = 0; i < COUNT(never) && rc == 0; i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_TRAP, never[i], 0);
	return rc;
}

/* ---- the end of it ---- */

/* Of the C library: a handler can be given nothing else. */
static struct sigaction before;

/*
 * A call was refused that ends us. What was there before restores the terminal
 * and raises the signal again, which waits until this is left; then it ends us
 * as any fault does, for whoever watches to see.
 */
static void refused(int sig, siginfo_t *info, void *context)
{
	char text[] = "lumbar: sandbox: call 0000 refused\n";
	char *digit = strchr(text, '0') + 3;
	unsigned call = (unsigned)info->si_syscall;
	const struct sigaction dfl = { .sa_handler = SIG_DFL };

	(void)context;
	for (int i = 0; i < 4; i++, call /= 10)
		*digit-- = (char)('0' + call % 10);
	if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN)
		before.sa_handler(sig);
	(void)!write(STDERR_FILENO, text, sizeof(text) - 1);
	(void)sigaction(sig, &dfl, NULL);
	(void)raise(sig);
}

static void catch_refused(void)
{
	struct sigaction action = { .sa_flags = SA_SIGINFO | SA_ONSTACK };

	action.sa_sigaction = refused;
	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(SIGSYS, &action, &before);
}

static int fill(scmp_filter_ctx filter, const struct sandbox *sandbox)
{
	int rc = seccomp_attr_set(
	    filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);

	if (rc == 0)
		rc = add_plain(filter, plain, COUNT(plain));
	if (rc == 0)
		rc = add_checked(filter, sandbox->kiosk);
	if (rc == 0 && !sandbox->kiosk)
		rc = add_plain(filter, readers, COUNT(readers));
	for (size_t i = 0; i < COUNT(vain) && rc == 0 && sandbox->trap; i++)
		rc =
		    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), vain[i], 0);
	/* with trap they are all alike */
	if (rc == 0 && sandbox->kiosk && !sandbox->trap)
		rc = add_never(filter);
	return rc;
}

const char *sandbox_calls_why_not(void)
{
	if (prctl(PR_GET_SECCOMP, 0, 0, 0, 0) < 0)
		return "the kernel does not have it";
	return NULL;
}

bool sandbox_calls_enter(const struct sandbox *sandbox, const char **why)
{
	const uint32_t otherwise =
	    sandbox->trap ? SCMP_ACT_TRAP : SCMP_ACT_ERRNO(ENOSYS);
	scmp_filter_ctx filter;
	int rc;

	*why = sandbox_calls_why_not();
	if (*why != NULL)
		return false;
	filter = seccomp_init(otherwise);
	if (filter == NULL) {
		*why = strerror(ENOMEM);
		return false;
	}
	rc = fill(filter, sandbox);
	if (rc == 0 && (sandbox->kiosk || sandbox->trap))
		catch_refused();
	if (rc == 0)
		rc = seccomp_load(filter);
	if (rc != 0)
		*why = strerror(-rc);
	seccomp_release(filter);
	return rc == 0;
}

#endif
