#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "support/emulator.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include "base/text.h"

#define ROW_CAP 8192

/* No person types faster; what does is no person for the program. */
#define PRESS_MS 4

static long long now_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- what libvterm tells ---- */

static int on_prop(VTermProp prop, VTermValue *value, void *user)
{
	struct emu *const emu = user;

	switch (prop) {
	case VTERM_PROP_ALTSCREEN:
		emu->alternate = value->boolean != 0;
		break;
	case VTERM_PROP_CURSORVISIBLE:
		emu->visible = value->boolean != 0;
		break;
	case VTERM_PROP_MOUSE:
		emu->mouse = value->number;
		break;
	default:
		break;
	}
	return 1;
}

static int on_bell(void *user)
{
	((struct emu *)user)->bells++;
	return 1;
}

static const VTermScreenCallbacks callbacks = {
	.settermprop = on_prop,
	.bell = on_bell,
};

static void make_screen(struct emu *emu)
{
	emu->vt = vterm_new(emu->rows, emu->cols);
	assert_non_null(emu->vt);
	vterm_set_utf8(emu->vt, 1);
	emu->screen = vterm_obtain_screen(emu->vt);
	vterm_screen_enable_altscreen(emu->screen, 1);
	vterm_screen_set_callbacks(emu->screen, &callbacks, emu);
	vterm_screen_reset(emu->screen, 1);
	emu->visible = true;
}

/* ---- the program ---- */

static void set_environment(const struct emu_options *options)
{
	(void)clearenv();
	(void)setenv("PATH", "/usr/bin:/bin", 1);
	(void)setenv("HOME", "/nonexistent", 1);
	(void)setenv("TZ", "UTC", 1);
	if (options->term != NULL)
		(void)setenv("TERM", options->term, 1);
	if (options->locale != NULL)
		(void)setenv("LC_ALL", options->locale, 1);
	for (size_t i = 0; options->env != NULL && options->env[i] != NULL; i++)
		(void)putenv((char *)(uintptr_t)options->env[i]);
}

static _Noreturn void exec_program(const struct emu_options *options)
{
	set_environment(options);
	(void)execv(options->args[0], (char *const *)(uintptr_t)options->args);
	_exit(126);
}

/*
 * As a shell with job control does: the program has a process group of its
 * own in the foreground, and a parent in the session that could continue it.
 */
static _Noreturn void run_job(const struct emu_options *options, int report)
{
	const pid_t pid = fork();
	int status;

	if (pid == 0) {
		(void)setpgid(0, 0);
		(void)signal(SIGTTOU, SIG_IGN);
		(void)tcsetpgrp(STDIN_FILENO, getpid());
		(void)signal(SIGTTOU, SIG_DFL);
		exec_program(options);
	}
	(void)signal(SIGHUP, SIG_IGN);
	if (write(report, &pid, sizeof(pid)) != sizeof(pid))
		_exit(125);
	(void)close(report);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	_exit(
	    WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

void emu_start(struct emu *emu, const struct emu_options *options)
{
	const struct winsize size = { .ws_row = (unsigned short)options->rows,
		.ws_col = (unsigned short)options->cols };
	int report[2];

	*emu = (struct emu){ .rows = options->rows > 0 ? options->rows : 24,
		.cols = options->cols > 0 ? options->cols : 80,
		.woken = -1 };
	make_screen(emu);
	assert_int_equal(
	    openpty(&emu->master, &emu->slave, NULL, NULL, &size), 0);
	assert_int_equal(fcntl(emu->master, F_SETFD, FD_CLOEXEC), 0);
	assert_int_equal(tcgetattr(emu->slave, &emu->before), 0);
	/* Something of before, to see whether it comes back. */
	vterm_input_write(emu->vt, "before\r\n", 8);
	assert_int_equal(pipe(report), 0);

	emu->pid = fork();
	assert_true(emu->pid >= 0);
	if (emu->pid == 0) {
		(void)close(report[0]);
		if (login_tty(emu->slave) != 0)
			_exit(126);
		if (options->job)
			run_job(options, report[1]);
		(void)close(report[1]);
		exec_program(options);
	}
	(void)close(report[1]);
	emu->leader = emu->pid;
	if (options->job)
		assert_int_equal(read(report[0], &emu->pid, sizeof(emu->pid)),
		    sizeof(emu->pid));
	(void)close(report[0]);
}

void emu_free(struct emu *emu)
{
	if (!emu->ended) {
		(void)kill(emu->pid, SIGKILL);
		(void)kill(emu->pid, SIGCONT);
		(void)waitpid(emu->leader, &emu->status, 0);
	}
	if (emu->master >= 0)
		(void)close(emu->master);
	(void)close(emu->slave);
	vterm_free(emu->vt);
	free(emu->raw);
	emu->raw = NULL;
}

static void look_for_end(struct emu *emu)
{
	if (!emu->ended &&
	    waitpid(emu->leader, &emu->status, WNOHANG) == emu->leader)
		emu->ended = true;
}

/* ---- bytes ---- */

static void keep(struct emu *emu, const char *bytes, size_t len)
{
	if (emu->raw_len + len + 1 > emu->raw_cap) {
		emu->raw_cap = 2 * (emu->raw_len + len) + 4096;
		emu->raw = realloc(emu->raw, emu->raw_cap);
		assert_non_null(emu->raw);
	}
	memcpy(emu->raw + emu->raw_len, bytes, len);
	emu->raw_len += len;
	emu->raw[emu->raw_len] = '\0';
}

/* What is there now, after at most ms. */
static size_t take(struct emu *emu, int ms)
{
	struct pollfd out = { .fd = emu->master, .events = POLLIN };
	char buf[65536];
	ssize_t n;

	if (poll(&out, 1, ms) != 1 || (out.revents & POLLIN) == 0)
		return 0;
	n = read(emu->master, buf, sizeof(buf));
	if (n <= 0)
		return 0;
	keep(emu, buf, (size_t)n);
	vterm_input_write(emu->vt, buf, (size_t)n);
	return (size_t)n;
}

size_t emu_pump(struct emu *emu, int ms)
{
	const long long end = now_ms() + ms;
	size_t total = 0;

	do {
		total += take(emu, (int)(end - now_ms()));
		look_for_end(emu);
	} while (now_ms() < end && !emu->ended);
	while (emu->ended && take(emu, 0) > 0)
		;
	return total;
}

void emu_send(struct emu *emu, const char *bytes, size_t len)
{
	const long long end = now_ms() + EMU_PATIENCE_MS;
	size_t at = 0;

	emu->woken = emu_switches(emu);
	while (at < len && !emu->ended) {
		/* Less than a line discipline holds. */
		const size_t piece = len - at > 1024 ? 1024 : len - at;
		struct pollfd in = { .fd = emu->master, .events = POLLOUT };

		(void)take(emu, 0);
		look_for_end(emu);
		if (poll(&in, 1, 10) == 1 && (in.revents & POLLOUT) != 0) {
			const ssize_t n = write(emu->master, bytes + at, piece);

			if (n > 0)
				at += (size_t)n;
		}
		assert_true(now_ms() < end);
	}
}

void emu_type(struct emu *emu, const char *str)
{
	emu_send(emu, str, strlen(str));
}

char emu_state(const struct emu *emu)
{
	char path[64], text[512], *behind;
	FILE *file;
	size_t len;

	(void)snprintf(path, sizeof(path), "/proc/%d/stat", (int)emu->pid);
	file = fopen(path, "r");
	if (file == NULL)
		return 'X';
	len = fread(text, 1, sizeof(text) - 1, file);
	(void)fclose(file);
	text[len] = '\0';
	behind = strrchr(text, ')');
	return behind != NULL && behind[1] == ' ' ? behind[2] : 'X';
}

/*
 * It sleeps again after it was told something, and nothing that was typed is
 * left to be read. (What was just typed may not have come to it yet.)
 */
static bool is_waiting(struct emu *emu)
{
	int unread = 0;
	const char state = emu_state(emu);

	if (state == 'T')
		return true;
	if (emu->woken >= 0 && emu_switches(emu) == emu->woken)
		return false;
	emu->woken = -1;
	if (ioctl(emu->slave, FIONREAD, &unread) != 0 || unread > 0)
		return false;
	return state == 'S';
}

void emu_settle(struct emu *emu)
{
	const long long end = now_ms() + EMU_PATIENCE_MS;
	int calm = 0;

	while (!emu->ended && calm < 3) {
		const bool waiting = is_waiting(emu);

		if (take(emu, 1) == 0 && waiting)
			calm++;
		else
			calm = 0;
		look_for_end(emu);
		assert_true(now_ms() < end);
	}
	while (take(emu, 0) > 0)
		;
}

size_t emu_press(struct emu *emu, const char *str)
{
	const size_t before = emu->raw_len;

	emu_type(emu, str);
	(void)emu_pump(emu, PRESS_MS);
	emu_settle(emu);
	return emu->raw_len - before;
}

/* ---- the screen ---- */

unsigned emu_char(struct emu *emu, int row, int col)
{
	VTermScreenCell cell;

	if (!vterm_screen_get_cell(
		emu->screen, (VTermPos){ .row = row, .col = col }, &cell) ||
	    cell.chars[0] == 0 || cell.chars[0] == (uint32_t)-1)
		return ' ';
	return cell.chars[0];
}

static size_t put_row(struct emu *emu, int row, char *out, size_t cap)
{
	size_t len = 0, used = 0;

	for (int col = 0; col < emu->cols; col++) {
		VTermScreenCell cell = { .width = 1 };

		if (!vterm_screen_get_cell(emu->screen,
			(VTermPos){ .row = row, .col = col }, &cell))
			continue;
		if (cell.chars[0] == (uint32_t)-1)
			continue; /* the right half of a wide one */
		/* What is behind the NUL is of an older character. */
		if (cell.chars[0] == 0) {
			cell.chars[0] = ' ';
			cell.chars[1] = 0;
		}
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL &&
				cell.chars[i] != 0 && len + 5 < cap;
		     i++)
			len += utf8_put(out + len, cell.chars[i]);
		if (cell.chars[0] != ' ' || cell.chars[1] != 0)
			used = len;
	}
	out[used] = '\0';
	return used;
}

const char *emu_row(struct emu *emu, int row)
{
	static char text[ROW_CAP];

	(void)put_row(emu, row, text, sizeof(text));
	return text;
}

char *emu_text(struct emu *emu)
{
	char *const text = malloc((size_t)emu->rows * ROW_CAP);
	size_t len = 0;

	assert_non_null(text);
	text[0] = '\0';
	for (int row = 0; row < emu->rows; row++) {
		len += put_row(emu, row, text + len, ROW_CAP - 1);
		text[len++] = '\n';
		text[len] = '\0';
	}
	return text;
}

bool emu_shows(struct emu *emu, const char *text)
{
	char *const all = emu_text(emu);
	const bool found = strstr(all, text) != NULL;

	free(all);
	return found;
}

/* Not print_error: it cuts what is long. */
void emu_print(struct emu *emu)
{
	char *const text = emu_text(emu);
	int row, col;

	emu_cursor(emu, &row, &col);
	(void)fprintf(stderr, "%d rows of %d, cursor at %d,%d:\n%s", emu->rows,
	    emu->cols, row, col, text);
	free(text);
}

void emu_expect(struct emu *emu, const char *text)
{
	const long long end = now_ms() + EMU_PATIENCE_MS;

	while (!emu_shows(emu, text)) {
		if (emu->ended || now_ms() > end) {
			print_error("never shown: \"%s\"\n", text);
			emu_print(emu);
			fail();
		}
		(void)emu_pump(emu, 5);
	}
	emu_settle(emu);
}

void emu_cursor(struct emu *emu, int *row, int *col)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(emu->vt), &pos);
	*row = pos.row;
	*col = pos.col;
}

void emu_resize(struct emu *emu, int rows, int cols)
{
	const struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	/* What was sent before is for the old size. */
	while (take(emu, 0) > 0)
		;
	emu->rows = rows;
	emu->cols = cols;
	emu->sized_at = emu->raw_len;
	vterm_set_size(emu->vt, rows, cols);
	emu->woken = emu_switches(emu);
	assert_int_equal(ioctl(emu->master, TIOCSWINSZ, &size), 0);
}

/* ---- the end ---- */

void emu_wait_end(struct emu *emu, int ms)
{
	const long long end = now_ms() + ms;

	while (!emu->ended) {
		if (emu->master >= 0)
			(void)take(emu, 5);
		else
			(void)poll(NULL, 0, 5);
		look_for_end(emu);
		if (!emu->ended && now_ms() > end) {
			print_error("still there after %d ms (state %c)\n", ms,
			    emu_state(emu));
			fail();
		}
	}
	while (emu->master >= 0 && take(emu, 0) > 0)
		;
}

int emu_exit_code(const struct emu *emu)
{
	assert_true(emu->ended);
	return WIFSIGNALED(emu->status) ? 128 + WTERMSIG(emu->status)
	                                : WEXITSTATUS(emu->status);
}

/* The number behind a name in a file of /proc/PID; -1 when it is not there. */
static long proc_number(
    const struct emu *emu, const char *file_name, const char *name)
{
	char path[64], line[256];
	const size_t len = strlen(name);
	long sum = -1;
	FILE *file;

	(void)snprintf(
	    path, sizeof(path), "/proc/%d/%s", (int)emu->pid, file_name);
	file = fopen(path, "r");
	if (file == NULL)
		return -1;
	while (fgets(line, sizeof(line), file) != NULL) {
		if (strncmp(line, name, len) == 0)
			sum = strtol(line + len, NULL, 10);
	}
	(void)fclose(file);
	return sum;
}

long emu_switches(const struct emu *emu)
{
	return proc_number(emu, "status", "voluntary_ctxt_switches:") +
	       proc_number(emu, "status", "nonvoluntary_ctxt_switches:");
}

long emu_private_kb(const struct emu *emu)
{
	return proc_number(emu, "smaps_rollup", "Private_Dirty:");
}

bool emu_sent(const struct emu *emu, const char *bytes)
{
	return emu->raw_len > 0 &&
	       memmem(emu->raw, emu->raw_len, bytes, strlen(bytes)) != NULL;
}

/*
 * The modes that were switched, in the order of sending: those that are off by
 * nature must have been switched off last, the others on.
 */
static void assert_modes_off(const struct emu *emu)
{
	const char *at = emu->raw;
	char last[3000];

	memset(last, 0, sizeof(last));
	while (at != NULL && (at = strstr(at, "\033[?")) != NULL) {
		const char *end = at + 3;

		end += strspn(end, "0123456789;");
		if (*end == 'h' || *end == 'l') {
			for (const char *p = at + 3; p < end;) {
				const long mode = strtol(p, NULL, 10);

				if (mode >= 0 && mode < (long)sizeof(last))
					last[mode] = *end;
				p += strspn(p, "0123456789");
				p += *p == ';' ? 1 : 0;
			}
		}
		at = end;
	}
	for (int mode = 0; mode < (int)sizeof(last); mode++) {
		const bool on = mode == 7 || mode == 25;

		if (last[mode] != 0 && last[mode] != (on ? 'h' : 'l')) {
			print_error(
			    "mode %d was left as %c\n", mode, last[mode]);
			fail();
		}
	}
}

/*
 * The last scroll region that was set is all of the screen; another size
 * makes it that as well.
 */
static void assert_region_whole(const struct emu *emu)
{
	const char *at = emu->raw + emu->sized_at;
	long top = 1, bottom = 0;

	while (at != NULL && (at = strstr(at, "\033[")) != NULL) {
		char *middle, *end;
		long a, b;

		at += 2;
		a = strtol(at, &middle, 10);
		if (middle == at || *middle != ';')
			continue;
		b = strtol(middle + 1, &end, 10);
		if (*end == 'r') {
			top = a;
			bottom = b;
		}
	}
	assert_int_equal(top, 1);
	if (bottom != 0)
		assert_true(bottom >= emu->rows);
}

void emu_assert_restored(struct emu *emu)
{
	struct termios after;
	VTermScreenCell cell;
	int row, col;

	assert_int_equal(tcgetattr(emu->slave, &after), 0);
	assert_int_equal(after.c_iflag, emu->before.c_iflag);
	assert_int_equal(after.c_oflag, emu->before.c_oflag);
	assert_int_equal(after.c_cflag, emu->before.c_cflag);
	assert_int_equal(after.c_lflag, emu->before.c_lflag);
	assert_memory_equal(after.c_cc, emu->before.c_cc, sizeof(after.c_cc));
	assert_false(emu->alternate);
	assert_true(emu->visible);
	assert_int_equal(emu->mouse, VTERM_PROP_MOUSE_NONE);
	assert_modes_off(emu);
	assert_region_whole(emu);
	/* What is written next has no attributes left over. */
	emu_cursor(emu, &row, &col);
	vterm_input_write(emu->vt, "x\b", 2);
	assert_true(vterm_screen_get_cell(
	    emu->screen, (VTermPos){ .row = row, .col = col }, &cell));
	assert_int_equal(cell.chars[0], 'x');
	assert_false(cell.attrs.bold);
	assert_int_equal(cell.attrs.underline, 0);
	assert_false(cell.attrs.reverse);
	assert_true(VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
	assert_true(VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
}
