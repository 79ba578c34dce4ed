#include "terminal/tty.h"

#include "terminal/tty_parts.h"

#include <curses.h>

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* A terminal that does not know its size has this until it says so. */
#define DEFAULT_ROWS 24
#define DEFAULT_COLS 80

/* How long leaving waits for a terminal that takes nothing. */
#define STUCK_MS 300

static struct {
	SCREEN *screen; /* NULL when closed */
	struct termios shell_modes;
	int rows, cols;
	bool given_up;
} tty;

enum tty_result tty_check(const struct tty_options *options)
{
	enum tty_result why;

	(void)tty_entry_name(options, &why);
	return why;
}

static int clamp_size(unsigned short size, int otherwise)
{
	if (size == 0)
		return otherwise;
	return size > CANVAS_MAX ? CANVAS_MAX : size;
}

static void read_size(int *rows, int *cols)
{
	struct winsize size = { 0 };

	/* Also when it knows only one of them: ssh without a window. */
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 ||
	    size.ws_col == 0)
		size = (struct winsize){ 0 };
	*rows = clamp_size(size.ws_row, DEFAULT_ROWS);
	*cols = clamp_size(size.ws_col, DEFAULT_COLS);
}

static void arm(void)
{
	char text[512];
	const size_t len = tty_entry_restore(tty.rows, text, sizeof(text));

	tty_crash_arm(text, len, &tty.shell_modes);
}

/*
 * Every byte as it comes: no line editing, no signals from keys or from a
 * break, no flow control, and 8 bits of each.
 */
static void set_modes(void)
{
	struct termios modes = tty.shell_modes;

	/* Tells curses; what it sets itself is a part of the below. */
	(void)nonl();
	(void)noecho();
	modes.c_iflag &= ~(tcflag_t)(BRKINT | PARMRK | ISTRIP | INLCR | IGNCR |
				     ICRNL | IXON | IXOFF | INPCK);
	modes.c_iflag |= IGNBRK;
	modes.c_oflag &= ~(tcflag_t)(ONLCR | OCRNL);
	modes.c_lflag &=
	    ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN | ECHOE);
	modes.c_cflag &= ~(tcflag_t)(CSIZE | PARENB);
	modes.c_cflag |= CS8;
	modes.c_cc[VMIN] = 1;
	modes.c_cc[VTIME] = 0;
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &modes);
	/* We bring back the modes of the shell ourselves. */
	(void)def_prog_mode();
	(void)def_shell_mode();
}

/* NULL, and everything as it was, when this type does not do. */
static SCREEN *open_type(const char *name)
{
	SCREEN *screen;

	if (name == NULL || name[0] == '\0')
		return NULL;
	screen = newterm(name, stdout, stdin);
	if (screen != NULL && !tty_entry_can_move()) {
		/* Nothing has been sent: it is in a buffer still. */
		delscreen(screen);
		screen = NULL;
	}
	if (screen == NULL)
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &tty.shell_modes);
	return screen;
}

/*
 * TERM as it stands first: looking it up beforehand would read the description
 * twice.
 */
static enum tty_result open_screen(const struct tty_options *options)
{
	enum tty_result why = TTY_OK;
	const char *name;

	tty.screen = open_type(getenv("TERM"));
	if (tty.screen != NULL)
		return TTY_OK;
	name = tty_entry_name(options, &why);
	if (name == NULL)
		return why;
	tty.screen = open_type(name);
	return tty.screen != NULL ? TTY_OK : TTY_FAILED;
}

static void prepare_environment(void)
{
	/* With these curses never takes another size. */
	(void)unsetenv("LINES");
	(void)unsetenv("COLUMNS");
	/* No terminal of today needs to be waited for. */
	(void)setenv("NCURSES_NO_PADDING", "1", 1);
}

enum tty_result tty_open(const struct tty_options *options)
{
	enum tty_result result;

	if (tty.screen != NULL)
		return TTY_FAILED;
	if (tcgetattr(STDIN_FILENO, &tty.shell_modes) != 0 ||
	    !isatty(STDOUT_FILENO))
		return TTY_NOT_A_TERMINAL;
	tty.given_up = false;
	prepare_environment();
	tty_signals_catch();
	/* Where memory is short newterm itself may fault. */
	tty_crash_arm("", 0, &tty.shell_modes);
	result = open_screen(options);
	if (result != TTY_OK) {
		tty_crash_disarm();
		tty_signals_release();
		return result;
	}
	set_modes();
	read_size(&tty.rows, &tty.cols);
	if (tty.rows != LINES || tty.cols != COLS)
		(void)resize_term(tty.rows, tty.cols);
	tty_entry_learn(options->mouse);
	arm();
	/*
	 * Until endwin has been called once, curses writes at each move of
	 * the cursor instead of once a frame.
	 */
	(void)endwin();
	tty_show_start(options);
	tty_entry_modes(true);
	return TTY_OK;
}

/* Whether it takes our last words, or is stopped or gone. */
static bool takes_output(void)
{
	struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };
	const struct timespec wait = { .tv_nsec = STUCK_MS * 1000000L };

	/* The call that waiting for a key is: the sandbox has but one. */
	return !tty.given_up && ppoll(&out, 1, &wait, NULL) == 1 &&
	       (out.revents & (POLLERR | POLLHUP | POLLNVAL)) == 0;
}

/* Everything back, written in one piece. */
static void leave_screen(void)
{
	sigset_t set, old;

	/* In the background setting the modes would stop us. */
	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGTTOU);
	(void)sigprocmask(SIG_BLOCK, &set, &old);
	if (takes_output()) {
		/* Nobody else needs to see what was read. */
		if (!tty_entry_leaves_no_trace())
			tty_show_blank();
		tty_entry_modes(false);
		(void)endwin();
	}
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &tty.shell_modes);
	(void)sigprocmask(SIG_SETMASK, &old, NULL);
}

void tty_close(void)
{
	if (tty.screen == NULL)
		return;
	leave_screen();
	tty_crash_disarm();
	tty_signals_release();
	tty_show_stop();
	delscreen(tty.screen);
	tty.screen = NULL;
}

void tty_size(int *rows, int *cols)
{
	*rows = tty.rows;
	*cols = tty.cols;
}

/*
 * A window that became smaller and then as large as before has lost a part of
 * what it showed: everything is sent anew even when the size is the same.
 */
void tty_take_size(void)
{
	int rows, cols;

	read_size(&rows, &cols);
	tty_redraw();
	if (rows == tty.rows && cols == tty.cols)
		return;
	tty.rows = rows;
	tty.cols = cols;
	(void)resize_term(rows, cols);
	tty_show_resize(rows, cols);
	arm();
}

void tty_resume(void)
{
	if (tty.screen == NULL)
		return;
	(void)reset_prog_mode();
	tty_entry_modes(true);
	/* Who is in the background is not told of another size. */
	tty_take_size();
}

void tty_give_up(void)
{
	tty.given_up = true;
}

void tty_suspend(void)
{
	if (tty.screen == NULL)
		return;
	leave_screen();
	tty_signals_stop();
	tty_resume();
}

void tty_bell(void)
{
	if (tty.screen != NULL && !tty.given_up)
		(void)beep();
}
