/* The real program in a terminal: what is seen, sent, and left behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/emulator.h"
#include "support/folder.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define PACK         (LUMBAR_SOURCE_DIR "/content")

/* Longer than an Escape is waited for, however slow the machine. */
#define ESCAPE_MS 150

static const char *const home_args[] = { LUMBAR_BINARY, "--content", PACK,
	NULL };
static const char *const article_args[] = { LUMBAR_BINARY, "--content", PACK,
	"sciatica", NULL };

static const char *const types[] = { "linux", "vt100", "vt220", "xterm",
	"xterm-256color", "screen-256color", "tmux-256color" };

/* ncurses 6.4 loses 1.5 KB when newterm does not know a type. */
static const char *const no_leak_check[] = { "ASAN_OPTIONS=detect_leaks=0",
	NULL };

static struct emu_options usual(void)
{
	return (struct emu_options){ .args = home_args,
		.term = "xterm-256color",
		.locale = "C.UTF-8",
		.rows = 24,
		.cols = 80 };
}

/* The menu is there, and the cursor on the mark of the focused entry. */
static void assert_home(struct emu *emu)
{
	int row, col;

	emu_expect(emu, "2  Get help now");
	emu_cursor(emu, &row, &col);
	if (emu_char(emu, row, col) != '>') {
		emu_print(emu);
		fail();
	}
}

static void start_home(struct emu *emu, const struct emu_options *options)
{
	emu_start(emu, options);
	assert_home(emu);
}

static void assert_ascii(const struct emu *emu)
{
	for (size_t i = 0; i < emu->raw_len; i++)
		assert_true((unsigned char)emu->raw[i] < 0x80);
}

/* ---- start ---- */

static void every_type_and_locale(void **state)
{
	static const char *const locales[] = { "C.UTF-8", "C", NULL };

	(void)state;
	for (size_t i = 0; i < COUNT(types); i++) {
		for (size_t k = 0; k < COUNT(locales); k++) {
			struct emu_options options = usual();
			struct emu emu;

			options.term = types[i];
			options.locale = locales[k];
			start_home(&emu, &options);
			/* an article, and home again */
			(void)emu_press(&emu, "2");
			(void)emu_press(&emu, "\r");
			(void)emu_press(&emu, "\r");
			(void)emu_press(&emu, "H");
			assert_home(&emu);
			emu_type(&emu, "q");
			emu_wait_end(&emu, EMU_PATIENCE_MS);
			assert_int_equal(emu_exit_code(&emu), 0);
			emu_assert_restored(&emu);
			/* padding would be sent as NUL */
			assert_null(memchr(emu.raw, '\0', emu.raw_len));
			if (k > 0)
				assert_ascii(&emu);
			emu_free(&emu);
		}
	}
}

/*
 * Types that libvterm is not like: it cannot show what they would, but the
 * program starts, moves, and leaves; where nothing can be drawn on, as text.
 */
static void many_types(void **state)
{
	static const char *const names[] = { "ansi", "cons25", "cygwin",
		"Eterm", "hurd", "mach", "mach-color", "pcansi", "rxvt",
		"rxvt-basic", "rxvt-unicode", "rxvt-unicode-256color", "screen",
		"screen-bce", "screen.xterm-256color", "sun", "tmux", "vt102",
		"vt52", "wsvt25", "xterm-color", "xterm-mono", "xterm-r5",
		"xterm-vt220", "xterm-xfree86", "wyse60", "wyse50", "tvi925",
		"adm3a", "hp2392", "qnx", "iris-ansi", "aixterm" };

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		struct emu_options options = usual();
		struct emu emu;

		options.term = names[i];
		options.locale = i % 2 == 0 ? "C" : "C.UTF-8";
		options.env = no_leak_check;
		emu_start(&emu, &options);
		emu_settle(&emu);
		(void)emu_press(&emu, "jj\r");
		emu_resize(&emu, 30, 90);
		(void)emu_press(&emu, "H\n");
		emu_type(&emu, "\x03\x04"); /* leaves the one, ends the other */
		emu_wait_end(&emu, EMU_PATIENCE_MS);
		if (emu_exit_code(&emu) != 130 && emu_exit_code(&emu) != 0) {
			print_error(
			    "%s: status %d\n", names[i], emu_exit_code(&emu));
			fail();
		}
		if (i % 2 == 0)
			assert_ascii(&emu);
		emu_free(&emu);
	}
}

/* Only what the description of the terminal promises. */
static void nothing_unasked(void **state)
{
	/* Questions, titles, clipboards, 8-bit keys, dim and blinking. */
	static const char *const never[] = { "\033]0", "\033]2", "\033]5",
		"\033]8", "\033P", "\033_", "\033[c", "\033[6n", "\033[?1034",
		"\033[2m", "\033[5m" };
	static const char *const not_on_vt[] = { "\033[?1049", "\033[?1000",
		"\033[?2004", "1006", "\033[31m", "\033[36m", "\033[39" };

	(void)state;
	for (size_t i = 0; i < COUNT(types); i++) {
		const bool vt = strncmp(types[i], "vt", 2) == 0;
		struct emu_options options = usual();
		struct emu emu;

		options.term = types[i];
		options.args = article_args;
		emu_start(&emu, &options);
		emu_settle(&emu);
		(void)emu_press(&emu, "\t\t  ");
		emu_type(&emu, "\x03");
		emu_wait_end(&emu, EMU_PATIENCE_MS);
		for (size_t k = 0; k < COUNT(never); k++) {
			if (!emu_sent(&emu, never[k]))
				continue;
			print_error(
			    "%s was sent \"ESC%s\"\n", types[i], never[k] + 1);
			fail();
		}
		for (size_t k = 0; vt && k < COUNT(not_on_vt); k++)
			assert_false(emu_sent(&emu, not_on_vt[k]));
		assert_int_equal(emu_sent(&emu, "\033[?2004h"),
		    strncmp(types[i], "xterm", 5) == 0 ||
			strncmp(types[i], "tmux", 4) == 0);
		emu_free(&emu);
	}
}

static void no_mouse_when_told(void **state)
{
	static const char *const args[] = { LUMBAR_BINARY, "--content", PACK,
		"--no-mouse", NULL };
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	options.args = args;
	start_home(&emu, &options);
	assert_false(emu_sent(&emu, "1000h"));
	emu_type(&emu, "q");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	emu_assert_restored(&emu);
	emu_free(&emu);
}

static void no_colour_when_told(void **state)
{
	static const char *const env[] = { "NO_COLOR=1", NULL };
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	options.env = env;
	options.args = article_args;
	emu_start(&emu, &options);
	emu_settle(&emu);
	emu_type(&emu, "\x03");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	assert_false(emu_sent(&emu, "\033[31m"));
	assert_false(emu_sent(&emu, "\033[36m"));
	assert_false(emu_sent(&emu, "\033[39;49m"));
	emu_free(&emu);
}

/* A name that is not in the database but says what it is. */
static void unknown_kinds_of_xterm(void **state)
{
	static const char *const names[] = { "xterm-kitty-of-tomorrow",
		"strange-256color" };

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		struct emu_options options = usual();
		struct emu emu;

		options.term = names[i];
		options.env = no_leak_check;
		start_home(&emu, &options);
		emu_type(&emu, "q");
		emu_wait_end(&emu, EMU_PATIENCE_MS);
		assert_int_equal(emu_exit_code(&emu), 0);
		emu_assert_restored(&emu);
		emu_free(&emu);
	}
}

static void no_terminal_to_draw_on(void **state)
{
	static const char *const names[] = { "dumb", "no-such-terminal", NULL,
		"", "../../etc/passwd", "unknown" };
	static const char *const whys[] = { "cannot move its cursor",
		"not known", "not known", "not known", "not known",
		"plain text" };

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		struct emu_options options = usual();
		struct emu emu;

		options.term = names[i];
		options.env = no_leak_check;
		emu_start(&emu, &options);
		emu_expect(&emu, whys[i]);
		emu_expect(&emu, "2. Get help now");
		assert_false(emu_sent(&emu, "\033"));
		emu_type(&emu, "\x04");
		emu_wait_end(&emu, EMU_PATIENCE_MS);
		assert_int_equal(emu_exit_code(&emu), 0);
		emu_assert_restored(&emu);
		emu_free(&emu);
	}
}

static void forced(void **state)
{
	static const char *const args[] = { LUMBAR_BINARY, "--content", PACK,
		"--force-tui", NULL };
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	options.term = "no-such-terminal";
	options.args = args;
	options.env = no_leak_check;
	start_home(&emu, &options);
	emu_type(&emu, "q");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	emu_assert_restored(&emu);
	emu_free(&emu);
}

static void size_not_known(void **state)
{
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	options.rows = options.cols = 0;
	start_home(&emu, &options);
	assert_true(strstr(emu_row(&emu, 23), "URGENT HELP") != NULL);
	emu_resize(&emu, 12, 40);
	emu_settle(&emu);
	assert_home(&emu);
	assert_true(strstr(emu_row(&emu, 11), "URGENT HELP") != NULL);
	emu_free(&emu);
}

static void size_in_the_environment(void **state)
{
	static const char *const env[] = { "LINES=10", "COLUMNS=33", NULL };
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	options.env = env;
	start_home(&emu, &options);
	assert_true(strstr(emu_row(&emu, 23), "URGENT HELP") != NULL);
	emu_resize(&emu, 30, 100);
	emu_settle(&emu);
	assert_true(strstr(emu_row(&emu, 29), "URGENT HELP") != NULL);
	emu_free(&emu);
}

/* ---- keys ---- */

static void cursor_follows_focus(void **state)
{
	static const char *const keys[] = { "j", "\033[B", "\033OB", "\t", "3",
		"k", "\033[A", "G", "\033[1~", "\033[4~", "\033[H", "\033OF" };
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	start_home(&emu, &options);
	for (size_t i = 0; i < COUNT(keys); i++) {
		(void)emu_press(&emu, keys[i]);
		assert_home(&emu);
	}
	emu_free(&emu);
}

static void escape_goes_back(void **state)
{
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	start_home(&emu, &options);
	(void)emu_press(&emu, "\r");
	assert_false(emu_shows(&emu, "3  How your back works"));
	emu_type(&emu, "\033");
	(void)emu_pump(&emu, ESCAPE_MS);
	assert_home(&emu);
	assert_true(emu_shows(&emu, "3  How your back works"));
	emu_free(&emu);
}

/* They are answers, reports and noise: the screen stays as it is. */
static void sequences_do_nothing(void **state)
{
	static const char *const inputs[] = { "\033[?1;2c", "\033[24;80R",
		"\033[I\033[O", "\033]11;rgb:0000/0000/0000\a",
		"\033]52;c;cXE=\033\\", "\033P1$r0m\033\\", "\033[<35;10;10M",
		"\033[<0;10;10m", "\033[M#!!", "\233A", "\033q", "\033j",
		"\xff\xfe\xc0\xaf", "\xe9", "\033[99~", "\033_Gi=1;OK\033\\",
		"\033[200~qqq\033[201~", "\033[97;3u" };
	struct emu_options options = usual();
	struct emu emu;
	char *before;

	(void)state;
	start_home(&emu, &options);
	(void)emu_press(&emu, "j");
	before = emu_text(&emu);
	for (size_t i = 0; i < COUNT(inputs); i++) {
		char *after;

		(void)emu_press(&emu, inputs[i]);
		(void)emu_pump(&emu, ESCAPE_MS);
		after = emu_text(&emu);
		if (strcmp(before, after) != 0) {
			print_error("input %zu changed the screen\n", i);
			emu_print(&emu);
			fail();
		}
		free(after);
	}
	free(before);
	emu_free(&emu);
}

/* Ctrl-S and Ctrl-Q are keys: nothing freezes. */
static void no_flow_control(void **state)
{
	struct emu_options options = usual();
	struct emu emu;
	int row, col, row_after;

	(void)state;
	start_home(&emu, &options);
	emu_cursor(&emu, &row, &col);
	(void)emu_press(&emu, "\x13");
	(void)emu_press(&emu, "j");
	emu_cursor(&emu, &row_after, &col);
	assert_true(row_after > row);
	emu_free(&emu);
}

/* ---- the end ---- */

struct ending {
	const char *name;
	const char *type; /* keys, or NULL */
	int sig;          /* or 0 */
	int code;
	bool crash; /* the signal itself must be seen */
};

static const struct ending endings[] = {
	{ "q", "q", 0, 0, false },
	{ "Ctrl-C", "\x03", 0, 130, false },
	{ "SIGINT", NULL, SIGINT, 130, false },
	{ "SIGTERM", NULL, SIGTERM, 143, false },
	{ "SIGHUP", NULL, SIGHUP, 129, false },
	{ "SIGSEGV", NULL, SIGSEGV, 128 + SIGSEGV, true },
	{ "SIGABRT", NULL, SIGABRT, 128 + SIGABRT, true },
	{ "SIGBUS", NULL, SIGBUS, 128 + SIGBUS, true },
	{ "SIGFPE", NULL, SIGFPE, 128 + SIGFPE, true },
	{ "SIGILL", NULL, SIGILL, 128 + SIGILL, true },
	{ "SIGQUIT", NULL, SIGQUIT, 128 + SIGQUIT, true },
};

static void restored_after_every_ending(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(types); i++) {
		for (size_t k = 0; k < COUNT(endings); k++) {
			const struct ending *const ending = &endings[k];
			struct emu_options options = usual();
			struct emu emu;

			options.term = types[i];
			start_home(&emu, &options);
			(void)emu_press(&emu, "j");
			if (ending->type != NULL)
				emu_type(&emu, ending->type);
			else
				assert_int_equal(kill(emu.pid, ending->sig), 0);
			emu_wait_end(&emu, EMU_PATIENCE_MS);
			if (emu_exit_code(&emu) != ending->code) {
				print_error("%s on %s: status %d\n",
				    ending->name, types[i],
				    emu_exit_code(&emu));
				fail();
			}
			assert_int_equal(
			    WIFSIGNALED(emu.status), ending->crash);
			emu_assert_restored(&emu);
			if (strncmp(types[i], "xterm", 5) == 0)
				assert_string_equal(emu_row(&emu, 0), "before");
			emu_free(&emu);
		}
	}
}

/* An emergency of the self-check rings, once, and says whom to call. */
static void emergency_rings_once(void **state)
{
	static const char *const args[] = { LUMBAR_BINARY, "--content", PACK,
		"self-check", NULL };
	static const char *const keys[] = { "1", "\r", "4", "5", "\r", "2",
		"\r" };
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	options.args = args;
	emu_start(&emu, &options);
	emu_settle(&emu);
	for (size_t i = 0; i < COUNT(keys); i++)
		(void)emu_press(&emu, keys[i]);
	assert_true(emu_shows(&emu, "!!! Get help now"));
	assert_true(emu_shows(&emu, "999"));
	assert_int_equal(emu.bells, 1);
	(void)emu_press(&emu, "w");
	(void)emu_press(&emu, "j");
	(void)emu_press(&emu, "\x0c");
	emu_resize(&emu, 12, 40);
	emu_settle(&emu);
	assert_int_equal(emu.bells, 1);
	emu_type(&emu, "\x03");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	assert_int_equal(emu_exit_code(&emu), 130);
	emu_assert_restored(&emu);
	emu_free(&emu);
}

/* The line is cut: no restoring, no spinning, gone within a second. */
/* Only p and then Enter write a file, and one; by mouse as well. */
static void saved_only_when_asked(void **state)
{
	static const char *const args[] = { LUMBAR_BINARY, "--content", PACK,
		"self-check", NULL };
	static const char *const keys[] = { "1", "\r", "4", "5", "\r", "6",
		"\r", "2", "\r" };
	struct emu_options options = usual();
	char name[256];
	struct emu emu;
	unsigned mode;

	(void)state;
	options.args = args;
	emu_start(&emu, &options);
	emu_settle(&emu);
	for (size_t i = 0; i < COUNT(keys); i++)
		(void)emu_press(&emu, keys[i]);
	emu_expect(&emu, "!!! Get help now");
	(void)emu_press(&emu, "\r");
	(void)emu_press(&emu, "p");
	emu_expect(&emu, "Save this result in a text file?");
	(void)emu_press(&emu, "y");
	(void)emu_press(&emu, " ");
	emu_type(&emu, "\033");
	(void)emu_pump(&emu, ESCAPE_MS);
	emu_expect(&emu, "Go to A&E");
	/* a double click on "p save" is no yes */
	(void)emu_press(&emu, "\033[<0;23;24M\033[<0;23;24m"
			      "\033[<0;23;24M\033[<0;23;24m");
	emu_expect(&emu, "Save this result in a text file?");
	assert_int_equal(folder_count(NULL, 0), 0);
	(void)emu_press(&emu, "\r");
	emu_expect(&emu, "The result is saved");
	assert_int_equal(folder_count(name, sizeof(name)), 1);
	/* dated, although the self-check was the first page */
	assert_int_equal(strncmp(name, "lumbar-self-check-20", 20), 0);
	free(folder_read(name, &mode));
	assert_int_equal(mode, 0600);
	emu_type(&emu, "\x03");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	emu_assert_restored(&emu);
	assert_int_equal(folder_count(NULL, 0), 1);
	emu_free(&emu);
}

static void terminal_goes_away(void **state)
{
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	for (int i = 0; i < 3; i++) {
		start_home(&emu, &options);
		if (i == 1)
			(void)emu_press(&emu, "\r\r");
		assert_int_equal(close(emu.master), 0);
		emu.master = -1;
		emu_wait_end(&emu, LUMBAR_SANITIZED ? 5000 : 1000);
		assert_int_equal(emu_exit_code(&emu), 129);
		emu_free(&emu);
	}
}

/* Signals come while keys are held down: they are not put off for ever. */
static void signal_under_load(void **state)
{
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	start_home(&emu, &options);
	for (int i = 0; i < 200; i++)
		emu_type(&emu, "jjjjjjjjjjjjjjjjkkkkkkkkkkkkkkkk");
	assert_int_equal(kill(emu.pid, SIGTERM), 0);
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	assert_int_equal(emu_exit_code(&emu), 143);
	emu_assert_restored(&emu);
	emu_free(&emu);
}

/* ---- stop and go on ---- */

static void wait_for_state(struct emu *emu, char state)
{
	for (int i = 0; emu_state(emu) != state; i++) {
		assert_true(i < EMU_PATIENCE_MS / 5);
		(void)emu_pump(emu, 5);
	}
}

static void suspended(struct emu *emu, bool by_key)
{
	if (by_key)
		emu_type(emu, "\x1a");
	else
		assert_int_equal(kill(emu->pid, SIGTSTP), 0);
	wait_for_state(emu, 'T');
	(void)emu_pump(emu, 20);
	emu_assert_restored(emu);
	assert_int_equal(kill(emu->pid, SIGCONT), 0);
	wait_for_state(emu, 'S');
}

static void stop_and_go_on(void **state)
{
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	options.job = true;
	start_home(&emu, &options);
	(void)emu_press(&emu, "jj");
	suspended(&emu, true);
	assert_home(&emu);
	assert_true(emu_shows(&emu, ">  3"));
	assert_true(emu.alternate);
	suspended(&emu, false);
	assert_home(&emu);
	assert_true(emu_shows(&emu, ">  3"));
	(void)emu_press(&emu, "j");
	assert_true(emu_shows(&emu, ">  4"));
	emu_type(&emu, "q");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	emu_assert_restored(&emu);
	emu_free(&emu);
}

/* The size changed while others had the terminal. */
static void resized_while_stopped(void **state)
{
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	options.job = true;
	start_home(&emu, &options);
	emu_type(&emu, "\x1a");
	wait_for_state(&emu, 'T');
	emu_resize(&emu, 40, 100);
	assert_int_equal(kill(emu.pid, SIGCONT), 0);
	wait_for_state(&emu, 'S');
	emu_settle(&emu);
	assert_home(&emu);
	assert_true(strstr(emu_row(&emu, 39), "URGENT HELP") != NULL);
	emu_free(&emu);
}

/* Nobody could continue it: Ctrl-Z must not leave it half way. */
static void stop_without_a_shell(void **state)
{
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	start_home(&emu, &options);
	(void)emu_press(&emu, "j\x1a");
	assert_home(&emu);
	assert_true(emu.alternate);
	(void)emu_press(&emu, "j");
	assert_true(emu_shows(&emu, ">  3"));
	emu_free(&emu);
}

/* Others drew on the screen and changed the modes meanwhile. */
static void continued(void **state)
{
	struct emu_options options = usual();
	struct termios modes;
	struct emu emu;

	(void)state;
	start_home(&emu, &options);
	assert_int_equal(kill(emu.pid, SIGSTOP), 0);
	wait_for_state(&emu, 'T');
	vterm_input_write(emu.vt, "\033[2Jnoise", 9);
	assert_int_equal(tcsetattr(emu.slave, TCSANOW, &emu.before), 0);
	assert_int_equal(kill(emu.pid, SIGCONT), 0);
	wait_for_state(&emu, 'S');
	emu_settle(&emu);
	assert_home(&emu);
	assert_false(emu_shows(&emu, "noise"));
	assert_int_equal(tcgetattr(emu.slave, &modes), 0);
	assert_int_equal(modes.c_lflag & (ICANON | ECHO | ISIG), 0);
	emu_free(&emu);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_type_and_locale),
		cmocka_unit_test(many_types),
		cmocka_unit_test(nothing_unasked),
		cmocka_unit_test(no_mouse_when_told),
		cmocka_unit_test(no_colour_when_told),
		cmocka_unit_test(unknown_kinds_of_xterm),
		cmocka_unit_test(no_terminal_to_draw_on),
		cmocka_unit_test(forced),
		cmocka_unit_test(size_not_known),
		cmocka_unit_test(size_in_the_environment),
		cmocka_unit_test(cursor_follows_focus),
		cmocka_unit_test(escape_goes_back),
		cmocka_unit_test(sequences_do_nothing),
		cmocka_unit_test(no_flow_control),
		cmocka_unit_test(restored_after_every_ending),
		cmocka_unit_test(emergency_rings_once),
		cmocka_unit_test_setup_teardown(
		    saved_only_when_asked, folder_enter, folder_leave),
		cmocka_unit_test(terminal_goes_away),
		cmocka_unit_test(signal_under_load),
		cmocka_unit_test(stop_and_go_on),
		cmocka_unit_test(resized_while_stopped),
		cmocka_unit_test(stop_without_a_shell),
		cmocka_unit_test(continued),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
