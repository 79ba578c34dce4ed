/*
 * The sandbox, from inside: what a broken library would try is tried in a
 * process that has entered it, and once in one that has not, so that a refusal
 * is the sandbox's. And that everything a reader and a kiosk do still works.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "manager.h"
#include "support/emulator.h"
#include "support/fake_manager.h"
#include "support/state.h"
#include "terminal/sandbox_parts.h"
#include "visit/policy.h"
#include "visit/store.h"
#include "widgets/save.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* How a child tells that what it tried was done; else it exits with errno. */
#define DONE 255

/* G12 of the reliability goals. */
#define MOST_CALLS 40

static char top[PATH_MAX], pack[PATH_MAX + 16], state_folder[PATH_MAX + 16],
    save_folder_path[PATH_MAX + 16], outside[PATH_MAX + 16];
static int tty_slave = -1, tty_master = -1;
static struct file_root root;
static struct store *store;
static struct fake_manager service, elsewhere;
static struct manager manager;
static bool whole; /* this machine has all of it */

static void make(char *path, const char *name, bool folder)
{
	int fd;

	snprintf(path, PATH_MAX + 16, "%s/%s", top, name);
	if (folder) {
		assert_int_equal(mkdir(path, 0700), 0);
		return;
	}
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "text\n", 5), 5);
	close(fd);
}

static int set_up(void **state)
{
	char path[PATH_MAX + 16];

	(void)state;
	state_make(top, sizeof(top));
	make(pack, "pack", true);
	make(state_folder, "state", true);
	make(save_folder_path, "save", true);
	make(outside, "outside", false);
	make(path, "gone", false);
	make(path, "pack/page.md", false);
	make(path, "save/mine", false);
	make(path, "state/kept", false);
	assert_int_equal(openpty(&tty_master, &tty_slave, NULL, NULL, NULL), 0);
	/* in no folder: Landlock has a word to say about those */
	fake_open(&service, NULL);
	fake_open(&elsewhere, NULL);
	return 0;
}

static int tear_down(void **state)
{
	char path[PATH_MAX + 16];

	(void)state;
	fake_close(&service);
	fake_close(&elsewhere);
	close(tty_master);
	close(tty_slave);
	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/%s", top,
		    i == 0   ? "pack"
		    : i == 1 ? "state"
			     : "save");
		state_remove(path);
	}
	state_remove(top);
	return 0;
}

/* ---- a child in the sandbox ---- */

enum how {
	FREE,
	READER,
	READER_TRAP,
	KIOSK,
	KIOSK_TRAP
};

/* Not _exit: before that AddressSanitizer makes calls of its own. */
static void leave(int code)
{
	(void)syscall(SYS_exit_group, code);
}

static void enter(enum how how)
{
	const struct sandbox sandbox = {
		.kiosk = how == KIOSK || how == KIOSK_TRAP,
		.trap = how == READER_TRAP || how == KIOSK_TRAP,
		.pack = pack,
		.state = state_folder,
		.save = how == READER || how == READER_TRAP ? "." : NULL,
	};
	char why[SANDBOX_WHY_CAP];
	int null;

	if (how == FREE)
		return;
	/* what the refusals say is not for the log of the tests */
	null = open("/dev/null", O_WRONLY);
	dup2(null, STDERR_FILENO);
	if (sandbox_force(&sandbox, why, sizeof(why)) != SANDBOX_FULL)
		leave(254);
}

/* What a child that does this ends with, as waitpid tells it. */
static int in_child(enum how how, long (*act)(void))
{
	const pid_t pid = fork();
	int status;

	if (pid == 0) {
		long rc;

		/* a group and a session of its own: nobody else is hit */
		setsid();
		/* the test library has a handler for each fault */
		signal(SIGSYS, SIG_DFL);
		ioctl(tty_slave, TIOCSCTTY, 0);
		if (chdir(save_folder_path) != 0)
			_exit(253);
		file_root_open(&root, pack, NULL);
		store = store_open(state_folder, 0);
		/* a kiosk has to open it before */
		if (how == KIOSK || how == KIOSK_TRAP)
			(void)store_put_bookmark(store, "page", true, 1);
		setenv("NOTIFY_SOCKET", service.name, 1);
		manager_open(&manager, NULL);
		enter(how);
		errno = 0;
		rc = act();
		leave(rc >= 0 ? DONE : errno == 0 ? 252 : errno);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static const char *told(int status, char *buf, size_t cap)
{
	if (WIFSIGNALED(status))
		snprintf(buf, cap, "signal %d", WTERMSIG(status));
	else if (WEXITSTATUS(status) == DONE)
		snprintf(buf, cap, "done");
	else
		snprintf(buf, cap, "error %d", WEXITSTATUS(status));
	return buf;
}

static bool exited(int status, int code)
{
	return WIFEXITED(status) && WEXITSTATUS(status) == code;
}

static bool killed(int status)
{
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

/* ---- what must not be possible ---- */

static long read_passwd(void)
{
	return open("/etc/passwd", O_RDONLY);
}

static long read_home(void)
{
	return open("/", O_RDONLY | O_DIRECTORY);
}

static long read_memory(void)
{
	return open("/proc/self/mem", O_RDWR);
}

static long open_terminal(void)
{
	return open("/dev/tty", O_RDWR);
}

static long read_what_is_saved(void)
{
	return open("mine", O_RDONLY);
}

static long write_outside(void)
{
	return open(outside, O_WRONLY);
}

static long make_outside(void)
{
	char path[PATH_MAX + 16];

	snprintf(path, sizeof(path), "%s/new", top);
	return open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
}

static long remove_outside(void)
{
	char path[PATH_MAX + 16];

	snprintf(path, sizeof(path), "%s/gone", top);
	return unlink(path);
}

static long write_pack(void)
{
	char path[PATH_MAX + 32];

	snprintf(path, sizeof(path), "%s/page.md", pack);
	return open(path, O_WRONLY);
}

static long execute(void)
{
	char *args[] = { "true", NULL };

	/* done when the child of it ends with 0 */
	if (access("/bin/true", X_OK) != 0)
		return -1;
	return execv("/bin/true", args);
}

static long call_fork(void)
{
	const long pid = syscall(SYS_fork);

	if (pid == 0)
		_exit(0);
	return pid;
}

static long call_vfork(void)
{
	const pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid;
}

static long call_clone3(void)
{
	return syscall(SYS_clone3, NULL, (size_t)0);
}

static long call_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0);
}

static long call_inet(void)
{
	return socket(AF_INET, SOCK_STREAM, 0);
}

/* What is open leads to the service manager, and nowhere else. */
static long connect_again(void)
{
	return fake_reach(&elsewhere, manager.fd);
}

static long send_elsewhere(void)
{
	return fake_send(&elsewhere, manager.fd);
}

static long pass_a_file(void)
{
	char control[CMSG_SPACE(sizeof(int))] = { 0 };
	struct iovec part = { .iov_base = (char[]){ "x" }, .iov_len = 1 };
	const struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control) };
	struct cmsghdr *const head = CMSG_FIRSTHDR(&message);

	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(head), &tty_slave, sizeof(int));
	return sendmsg(manager.fd, &message, 0);
}

static long call_ptrace(void)
{
	return ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static long type_for_somebody(void)
{
	return ioctl(tty_slave, TIOCSTI, "x");
}

/* The kernel looks at 32 bits: CVE-2019-7303. */
static long type_with_more_bits(void)
{
	return syscall(
	    SYS_ioctl, tty_slave, UINT64_C(0x100000000) | TIOCSTI, "x");
}

static long paste_on_the_console(void)
{
	char paste = 3;

	return ioctl(tty_slave, TIOCLINUX, &paste);
}

static long resize_the_terminal(void)
{
	const struct winsize size = { 10, 10, 0, 0 };

	return ioctl(tty_slave, TIOCSWINSZ, &size);
}

/* Of the console: it ends in the byte that TCGETS ends in. */
static long ask_for_the_console(void)
{
	return ioctl(tty_slave, (TCGETS & 0xff) | 0x5600, NULL);
}

static long wait_in_a_queue(void)
{
	int locks[2] = { 0, 0 };

	return syscall(
	    SYS_futex, &locks[0], 3 /* FUTEX_REQUEUE */, 1, NULL, &locks[1], 0);
}

static long run_memory(void)
{
	void *const at = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return at == MAP_FAILED ? -1 : 0;
}

static long run_memory_later(void)
{
	void *const at = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return mprotect(at, 4096, PROT_READ | PROT_EXEC);
}

static long signal_the_parent(void)
{
	return kill(getppid(), 0);
}

static long signal_a_thread(void)
{
	return syscall(SYS_tgkill, getppid(), getppid(), 0);
}

static long call_open_by_handle(void)
{
	char handle[64] = { 0 };

	return syscall(SYS_open_by_handle_at, AT_FDCWD, handle, O_RDONLY);
}

static long call_io_uring(void)
{
	char params[256] = { 0 };

	return syscall(SYS_io_uring_setup, 1, params);
}

static long call_bpf(void)
{
	return syscall(SYS_bpf, 0, NULL, 0);
}

static long call_userfaultfd(void)
{
	return syscall(SYS_userfaultfd, 1);
}

static long call_unshare(void)
{
	return unshare(CLONE_NEWUSER);
}

static long call_mount(void)
{
	return syscall(SYS_mount, "none", "/nowhere", "tmpfs", 0, NULL);
}

static long call_memory_of_others(void)
{
	char byte;
	const struct iovec to = { &byte, 1 }, from = { &byte, 1 };

	return process_vm_readv(getppid(), &to, 1, &from, 1, 0);
}

static long call_memfd(void)
{
	return memfd_create("x", 0);
}

static long call_chmod(void)
{
	return chmod(outside, 0600);
}

static long call_symlink(void)
{
	char path[PATH_MAX + 32];

	snprintf(path, sizeof(path), "%s/link%d", state_folder, (int)getpid());
	return symlink("/etc", path);
}

static long call_prctl(void)
{
	return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static long call_setrlimit(void)
{
	const struct rlimit none = { 0, 0 };

	return setrlimit(RLIMIT_CORE, &none);
}

static long call_keyctl(void)
{
	return syscall(SYS_keyctl, 0, -1, 0);
}

static long own_signals(void)
{
	return fcntl(tty_slave, F_SETOWN, getpid());
}

#ifdef __x86_64__
static long call_of_x32(void)
{
	return syscall(0x40000000 | SYS_getpid);
}

/* By the door of 32-bit programs number 20 is getpid. */
static long call_of_32_bits(void)
{
	long rc;

	__asm__ volatile("int $0x80" : "=a"(rc) : "a"(20L) : "memory");
	return rc;
}
#endif

/* Attempts and what becomes of them. */
enum answer {
	EACCES_ALWAYS, /* Landlock */
	SYS_IN_KIOSK,  /* ENOSYS; SIGSYS in a kiosk */
	ENOSYS_ALWAYS, /* may be some C library's: it finds another way */
	KIOSK_ONLY,    /* a reader may */
	SYS_ALWAYS     /* not even asked */
};

static const struct {
	const char *name;
	long (*act)(void);
	enum answer answer;
	bool free; /* whoever is not in the sandbox can do it */
} attempts[] = {
	{ "read /etc/passwd", read_passwd, EACCES_ALWAYS, true },
	{ "list the root", read_home, EACCES_ALWAYS, true },
	{ "open its memory", read_memory, EACCES_ALWAYS, true },
	{ "open /dev/tty", open_terminal, EACCES_ALWAYS, true },
	{ "read beside what it saves", read_what_is_saved, EACCES_ALWAYS,
	    true },
	{ "write outside", write_outside, EACCES_ALWAYS, true },
	{ "create outside", make_outside, EACCES_ALWAYS, true },
	{ "remove outside", remove_outside, EACCES_ALWAYS, true },
	{ "write to the pack", write_pack, EACCES_ALWAYS, true },
	{ "execve", execute, SYS_IN_KIOSK, false },
	{ "fork", call_fork, SYS_IN_KIOSK, true },
	{ "the library's fork", call_vfork, SYS_IN_KIOSK, true },
	{ "clone3", call_clone3, SYS_IN_KIOSK, false },
	{ "socket", call_socket, SYS_IN_KIOSK, true },
	{ "internet socket", call_inet, SYS_IN_KIOSK, true },
	{ "connect to another", connect_again, SYS_IN_KIOSK, true },
	{ "send to another", send_elsewhere, ENOSYS_ALWAYS, true },
	{ "pass a file", pass_a_file, ENOSYS_ALWAYS, true },
	{ "ptrace", call_ptrace, SYS_IN_KIOSK, true },
	{ "TIOCSTI", type_for_somebody, SYS_IN_KIOSK, false },
	{ "TIOCSTI and a bit", type_with_more_bits, SYS_IN_KIOSK, false },
	{ "TIOCLINUX", paste_on_the_console, SYS_IN_KIOSK, false },
	{ "TIOCSWINSZ", resize_the_terminal, ENOSYS_ALWAYS, true },
	{ "VT_GETMODE", ask_for_the_console, ENOSYS_ALWAYS, false },
	{ "FUTEX_REQUEUE", wait_in_a_queue, ENOSYS_ALWAYS, true },
	{ "memory to run", run_memory, KIOSK_ONLY, true },
	{ "memory to run later", run_memory_later, KIOSK_ONLY, true },
	{ "signal others", signal_the_parent, SYS_IN_KIOSK, true },
	{ "signal others' threads", signal_a_thread, ENOSYS_ALWAYS, true },
	{ "open_by_handle_at", call_open_by_handle, SYS_IN_KIOSK, false },
	{ "io_uring_setup", call_io_uring, SYS_IN_KIOSK, false },
	{ "bpf", call_bpf, SYS_IN_KIOSK, false },
	{ "userfaultfd", call_userfaultfd, SYS_IN_KIOSK, false },
	{ "unshare", call_unshare, SYS_IN_KIOSK, false },
	{ "mount", call_mount, SYS_IN_KIOSK, false },
	{ "memory of others", call_memory_of_others, SYS_IN_KIOSK, false },
	{ "keyctl", call_keyctl, SYS_IN_KIOSK, false },
	{ "prctl", call_prctl, SYS_IN_KIOSK, true },
	{ "memfd_create", call_memfd, ENOSYS_ALWAYS, true },
	{ "chmod", call_chmod, ENOSYS_ALWAYS, true },
	{ "symlink", call_symlink, ENOSYS_ALWAYS, true },
	{ "setrlimit", call_setrlimit, ENOSYS_ALWAYS, true },
	{ "F_SETOWN", own_signals, ENOSYS_ALWAYS, true },
#ifdef __x86_64__
	{ "a call of x32", call_of_x32, SYS_ALWAYS, false },
	{ "a call of 32 bits", call_of_32_bits, SYS_ALWAYS, false },
#endif
};

static bool as_expected(enum answer answer, enum how how, int status)
{
	const bool kiosk = how == KIOSK || how == KIOSK_TRAP;
	const bool trap = how == READER_TRAP || how == KIOSK_TRAP;

	switch (answer) {
	case EACCES_ALWAYS:
		return exited(status, EACCES);
	case SYS_ALWAYS:
		return killed(status);
	case KIOSK_ONLY:
		return kiosk ? killed(status) : exited(status, DONE);
	case SYS_IN_KIOSK:
		return kiosk || trap ? killed(status) : exited(status, ENOSYS);
	case ENOSYS_ALWAYS:
		break;
	}
	return trap ? killed(status) : exited(status, ENOSYS);
}

static void is_refused(void **state)
{
	int bad = 0;

	(void)state;
	if (!whole)
		skip();
	for (size_t i = 0; i < COUNT(attempts); i++) {
		for (enum how how = READER; how <= KIOSK_TRAP; how++) {
			const int status = in_child(how, attempts[i].act);
			char buf[32];

			if (as_expected(attempts[i].answer, how, status))
				continue;
			print_error("%s (%d): %s\n", attempts[i].name, how,
			    told(status, buf, sizeof(buf)));
			bad++;
		}
	}
	assert_int_equal(bad, 0);
}

/* Else the test above would show nothing. */
static void is_possible_without(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(attempts); i++) {
		const int status = in_child(FREE, attempts[i].act);
		char buf[32];

		if (!attempts[i].free || exited(status, DONE))
			continue;
		print_error("%s: %s\n", attempts[i].name,
		    told(status, buf, sizeof(buf)));
		bad++;
	}
	/* ends by itself, as another program */
	assert_true(exited(in_child(FREE, execute), 0));
	assert_int_equal(bad, 0);
}

/* ---- what must go on ---- */

static long reads_the_pack(void)
{
	struct slice text;
	struct arena arena;
	struct diag diag;
	enum status status;

	arena_init(&arena);
	diag_init(&diag, &arena);
	status = file_read(&root, "page.md", 100, &arena, &text, &diag);
	arena_free(&arena);
	return status == STATUS_OK && text.len == 5 ? 0 : -1;
}

static void nothing(const char *name, void *arg)
{
	(void)name;
	++*(int *)arg;
}

static long lists_the_pack(void)
{
	struct arena arena;
	struct diag diag;
	int n = 0;

	arena_init(&arena);
	diag_init(&diag, &arena);
	(void)file_list(&root, "", nothing, &n, &diag);
	arena_free(&arena);
	return n == 1 ? 0 : -1;
}

static long reads_terminfo(void)
{
	static const char *const places[] = { "/lib/terminfo/x/xterm",
		"/usr/share/terminfo/x/xterm", "/etc/terminfo/x/xterm" };

	for (size_t i = 0; i < COUNT(places); i++) {
		if (open(places[i], O_RDONLY) >= 0)
			return 0;
	}
	return -1;
}

static long keeps_a_file(void)
{
	char path[PATH_MAX + 32], other[PATH_MAX + 32];
	int fd;

	snprintf(path, sizeof(path), "%s/new", state_folder);
	snprintf(other, sizeof(other), "%s/newer", state_folder);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || flock(fd, LOCK_EX) != 0 || write(fd, "x", 1) != 1 ||
	    fsync(fd) != 0 || ftruncate(fd, 0) != 0 || close(fd) != 0)
		return -1;
	return rename(path, other) != 0 ? -1 : unlink(other);
}

static long keeps_in_the_store(void)
{
	bool kept = store_put_bookmark(store, "other", true, 2);

	kept = kept && store_is_bookmark(store, "other");
	store_close(store);
	return kept ? 0 : -1;
}

static long tells_the_time(void)
{
	const struct timespec wait = { .tv_nsec = 1000 };
	const time_t now = time(NULL);
	struct tm tm;

	if (localtime_r(&now, &tm) == NULL || clock() == (clock_t)-1)
		return -1;
	return nanosleep(&wait, NULL);
}

static long tells_the_manager(void)
{
	manager_ready(&manager);
	return manager.unheard ? -1 : 0;
}

static int backwards(const void *a, const void *b)
{
	return *(const int *)b - *(const int *)a;
}

static long uses_memory(void)
{
	int *numbers = malloc(100);

	for (size_t len = 1000; len < 10000000; len *= 10)
		numbers = realloc(numbers, len * sizeof(int));
	for (int i = 0; i < 10000; i++)
		numbers[i] = i;
	qsort(numbers, 10000, sizeof(int), backwards);
	if (numbers[0] != 9999 || mlock(numbers, 4096) != 0)
		return -1;
	free(numbers);
	return 0;
}

static long sets_the_terminal(void)
{
	struct termios modes;
	struct winsize size;

	if (tcgetattr(tty_slave, &modes) != 0 ||
	    tcsetattr(tty_slave, TCSANOW, &modes) != 0 ||
	    tcsetattr(tty_slave, TCSADRAIN, &modes) != 0 ||
	    tcsetattr(tty_slave, TCSAFLUSH, &modes) != 0)
		return -1;
	return ioctl(tty_slave, TIOCGWINSZ, &size);
}

static volatile sig_atomic_t got;

static void take(int sig)
{
	got = sig;
}

static long takes_signals(void)
{
	struct sigaction action = { .sa_handler = take };

	sigaction(SIGUSR1, &action, NULL);
	raise(SIGUSR1);
	return got == SIGUSR1 ? 0 : -1;
}

static const struct {
	const char *name;
	long (*act)(void);
} needs[] = {
	{ "read the pack", reads_the_pack },
	{ "list the pack", lists_the_pack },
	{ "read terminfo", reads_terminfo },
	{ "keep a file", keeps_a_file },
	{ "keep in the store", keeps_in_the_store },
	{ "tell the time", tells_the_time },
	{ "tell the manager", tells_the_manager },
	{ "use memory", uses_memory },
	{ "set the terminal", sets_the_terminal },
	{ "take signals", takes_signals },
};

/* With trap: nothing of it needs a call that is not on the list. */
static void goes_on(void **state)
{
	int bad = 0;

	(void)state;
	if (!whole)
		skip();
	for (size_t i = 0; i < COUNT(needs); i++) {
		for (enum how how = FREE; how <= KIOSK_TRAP; how++) {
			const int status = in_child(how, needs[i].act);
			char buf[32];

			if (exited(status, DONE))
				continue;
			print_error("%s (%d): %s\n", needs[i].name, how,
			    told(status, buf, sizeof(buf)));
			bad++;
		}
	}
	assert_int_equal(bad, 0);
}

static long saves(void)
{
	const struct slice text = { "what you told\n", 14 };
	char name[SAVE_NAME_CAP];

	errno = save_text(&policy_personal, 1000, text, name);
	return errno == 0 ? 0 : -1;
}

static void a_reader_saves_where_he_is(void **state)
{
	(void)state;
	if (!whole)
		skip();
	assert_true(exited(in_child(READER_TRAP, saves), DONE));
	/* a kiosk was told of no folder */
	assert_true(exited(in_child(KIOSK, saves), EACCES));
}

static long stops(void)
{
	return kill(0, SIGTSTP);
}

/* As by Ctrl-Z; in a session of its own the signal does nothing. */
static void a_reader_stops_his_job(void **state)
{
	(void)state;
	if (!whole)
		skip();
	assert_true(exited(in_child(READER_TRAP, stops), DONE));
	assert_true(killed(in_child(KIOSK, stops)));
}

/* The state folder is made by the first thing that is kept. */
static long keeps_in_a_new_folder(void)
{
	char folder[PATH_MAX + 64];
	const struct sandbox sandbox = {
		.trap = true, .pack = pack, .state = folder, .save = "."
	};
	char why[SANDBOX_WHY_CAP];

	snprintf(folder, sizeof(folder), "%s/not/yet/there", state_folder);
	if (sandbox_force(&sandbox, why, sizeof(why)) != SANDBOX_FULL)
		return -1;
	store = store_open(folder, 0);
	return store_put_bookmark(store, "other", true, 2) ? 0 : -1;
}

static void a_new_state_folder_can_be_made(void **state)
{
	(void)state;
	if (!whole)
		skip();
	assert_true(exited(in_child(FREE, keeps_in_a_new_folder), DONE));
}

/* ---- the whole of it ---- */

static long tells_what_is_in_force(void)
{
	const struct sandbox sandbox = { .kiosk = true, .pack = pack };
	char why[SANDBOX_WHY_CAP], probed[SANDBOX_WHY_CAP];
	enum sandbox_result result, would;

	would = sandbox_probe(probed, sizeof(probed));
	result = sandbox_force(&sandbox, why, sizeof(why));
	return result == would && strcmp(why, probed) == 0 ? 0 : -1;
}

static long cannot_without_pack(void)
{
	const struct sandbox sandbox = { .pack = "/nowhere/pack" };
	char why[SANDBOX_WHY_CAP];

	if (sandbox_force(&sandbox, why, sizeof(why)) == SANDBOX_FULL)
		return -1;
	return strstr(why, "no Landlock: No such file") != NULL ? 0 : -1;
}

static void says_what_is_in_force(void **state)
{
	(void)state;
	assert_true(exited(in_child(FREE, tells_what_is_in_force), DONE));
	if (whole)
		assert_true(exited(in_child(FREE, cannot_without_pack), DONE));
}

static int core_and_dump(bool kiosk)
{
	const struct sandbox sandbox = { .kiosk = kiosk, .pack = pack };
	struct rlimit core;
	int files;

	/* the other half refuses the calls that ask */
	sandbox_enter_files(&sandbox);
	getrlimit(RLIMIT_CORE, &core);
	files = prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
	return core.rlim_cur == 0 && core.rlim_max == 0 && files == !kiosk &&
	               prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1
	           ? 0
	           : -1;
}

static long kiosk_dumps_nothing(void)
{
	return core_and_dump(true);
}

static long reader_dumps_nothing(void)
{
	return core_and_dump(false);
}

static void no_core_is_written(void **state)
{
	(void)state;
	assert_true(exited(in_child(FREE, reader_dumps_nothing), DONE));
	if (!LUMBAR_SANITIZED)
		assert_true(exited(in_child(FREE, kiosk_dumps_nothing), DONE));
}

/* A refusal tells which call, once the terminal is as it was. */
static void a_refusal_says_which(void **state)
{
	const struct sandbox sandbox = { .kiosk = true, .pack = pack };
	char why[SANDBOX_WHY_CAP], text[200] = "", expected[64];
	int ends[2], status;
	pid_t pid;

	(void)state;
	if (!whole)
		skip();
	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		signal(SIGSYS, SIG_DFL);
		dup2(ends[1], STDERR_FILENO);
		(void)sandbox_force(&sandbox, why, sizeof(why));
		(void)syscall(SYS_ptrace, 0, 0, 0, 0);
		leave(0);
	}
	close(ends[1]);
	assert_true(read(ends[0], text, sizeof(text) - 1) > 0);
	close(ends[0]);
	waitpid(pid, &status, 0);
	assert_true(killed(status));
	snprintf(expected, sizeof(expected),
	    "lumbar: sandbox: call %04d refused\n", (int)SYS_ptrace);
	assert_string_equal(text, expected);
}

/* Every row "| `name` |" of the page. */
static bool page_has(const char *page, const char *name)
{
	char row[80];

	snprintf(row, sizeof(row), "\n| `%s` |", name);
	return strstr(page, row) != NULL;
}

static void the_page_lists_every_call(void **state)
{
	static char page[32768];
	FILE *const file = fopen(LUMBAR_SOURCE_DIR "/docs/sandbox.md", "r");
	size_t rows = 0, n = 0, kiosk = 0;
	bool is_kiosk;
	const char *name;

	(void)state;
	assert_non_null(file);
	assert_true(fread(page, 1, sizeof(page) - 1, file) > 0);
	fclose(file);
	while ((name = sandbox_calls_name(n, &is_kiosk)) != NULL) {
		if (!page_has(page, name)) {
			print_error("%s is not on the page\n", name);
			fail();
		}
		kiosk += is_kiosk;
		n++;
	}
	for (const char *at = page; (at = strstr(at, "\n| `")) != NULL; at++)
		rows++;
	assert_int_equal(rows, n);
	assert_true(kiosk <= MOST_CALLS);
}

static int status_number(pid_t pid, const char *key)
{
	char path[64], line[256];
	int number = -1;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	file = fopen(path, "r");
	while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
		const size_t len = strlen(key);

		if (strncmp(line, key, len) == 0 && line[len] == ':')
			number = atoi(line + len + 1);
	}
	if (file != NULL)
		fclose(file);
	return number;
}

static void reader_is_in_it(const char *term, const char *shown)
{
	static const char *const args[] = { LUMBAR_BINARY, "--content",
		LUMBAR_SOURCE_DIR "/content", NULL };
	const struct emu_options options = { .args = args,
		.term = term,
		.locale = "C.UTF-8",
		.rows = 24,
		.cols = 80 };
	struct emu emu;

	emu_start(&emu, &options);
	emu_settle(&emu);
	emu_expect(&emu, shown);
	assert_int_equal(status_number(emu.pid, "NoNewPrivs"), 1);
	if (whole && !LUMBAR_SANITIZED)
		assert_int_equal(status_number(emu.pid, "Seccomp"), 2);
	/* plain lines need an Enter */
	emu_type(&emu, strcmp(term, "dumb") == 0 ? "q\n" : "q");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	assert_int_equal(emu_exit_code(&emu), 0);
	emu_assert_restored(&emu);
	emu_free(&emu);
}

static void the_program_is_in_it(void **state)
{
	(void)state;
	reader_is_in_it("xterm-256color", "Get help now");
}

static void a_dumb_terminal_is_in_it(void **state)
{
	(void)state;
	reader_is_in_it("dumb", "q: leave.");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(is_possible_without),
		TEST(is_refused),
		TEST(goes_on),
		TEST(a_reader_saves_where_he_is),
		TEST(a_reader_stops_his_job),
		TEST(a_new_state_folder_can_be_made),
		TEST(says_what_is_in_force),
		TEST(no_core_is_written),
		TEST(a_refusal_says_which),
		cmocka_unit_test(the_page_lists_every_call),
		cmocka_unit_test(the_program_is_in_it),
		cmocka_unit_test(a_dumb_terminal_is_in_it),
	};
	char why[SANDBOX_WHY_CAP];

	whole = sandbox_probe(why, sizeof(why)) == SANDBOX_FULL;
	if (!whole)
		print_message("not all can be tried here: %s\n", why);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
