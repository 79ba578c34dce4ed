/*
 * The real kiosk on a pseudo terminal: no byte, signal or storm leads out of
 * it or starts a program; what a visitor typed is nowhere in its memory after
 * the visit; it ends at once when its terminal does.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "support/emulator.h"
#include "support/kiosk.h"
#include "support/pack_link.h"
#include "support/state.h"

#define CANARY "zqxjkvcanaryqzx"

static char folder[PATH_MAX], settings[PATH_MAX + 16];

static int set_up(void **state)
{
	(void)state;
	state_make(folder, sizeof(folder));
	/* of 482913 */
	kiosk_settings(settings, sizeof(settings), folder,
	    "counters = no\n"
	    "pin = $y$j75$k2XAnEHBqQ1Ct2aMXFKNa/HAmA1BpMnBsYHMWB4NZN4$"
	    "kpQ2eHNrwZtNj0KdA9wUkU6E3baNX6aaYr1P6T8pW08\n");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	state_remove(folder);
	return 0;
}

/* Still a kiosk: alive, one of its screens, no child, not stopped. */
static void assert_kiosk(struct emu *emu)
{
	char path[64], line[64] = "";
	FILE *in;

	assert_false(emu->ended);
	assert_int_not_equal(emu_state(emu), 'T');
	assert_int_not_equal(emu_state(emu), 'Z');
	assert_true(emu->alternate);
	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)emu->pid,
	    (int)emu->pid);
	in = fopen(path, "r");
	if (in != NULL) {
		/* no child: the line is empty */
		assert_null(fgets(line, sizeof(line), in));
		fclose(in);
	}
}

static void finish(struct emu *emu)
{
	kill(emu->pid, SIGTERM);
	emu_wait_end(emu, EMU_PATIENCE_MS);
	emu_assert_restored(emu);
	emu_free(emu);
}

/* Where any key leads back from: urgent help says which is which. */
static void check_alive(struct emu *emu)
{
	emu_settle(emu);
	assert_kiosk(emu);
	assert_true(emu_shows(emu, "URGENT HELP") ||
		    emu_shows(emu, KIOSK_START) || emu_shows(emu, "Staff PIN"));
}

static void every_byte(void **state)
{
	struct emu emu;

	(void)state;
	kiosk_start(&emu, settings);
	for (int byte = 0; byte < 256; byte++) {
		const char sent = (char)byte;

		emu_send(&emu, &sent, 1);
		(void)emu_pump(&emu, 2);
		if (byte % 16 == 15)
			check_alive(&emu);
	}
	check_alive(&emu);
	finish(&emu);
}

static void every_pair_of_controls(void **state)
{
	struct emu emu;

	(void)state;
	kiosk_start(&emu, settings);
	for (int a = 0; a < 34; a++) {
		for (int b = 0; b < 34; b++) {
			const char pair[2] = { (char)(a == 32   ? 127
						      : a == 33 ? 155
								: a),
				(char)(b == 32   ? 127
				       : b == 33 ? 155
						 : b) };

			emu_send(&emu, pair, 2);
		}
		(void)emu_pump(&emu, 5);
		check_alive(&emu);
	}
	finish(&emu);
}

static unsigned seed = 20261128;

static unsigned pick(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % n;
}

/* Answers nobody asked for, function keys, mice, pastes with ends inside. */
static void escape_sequences(void **state)
{
	static const char *const known[] = { "\033[?1;2c", "\033[24;80R",
		"\033P1$r0m\033\\", "\033]52;c;cm0gLXJm\007",
		"\033[200~rm -rf\r", "\033[201~",
		"\033[200~a\033[201~b\r\033[201~", "\033[I", "\033[O",
		"\033[<0;1;24M", "\033[M !!", "\033[11~", "\033[24~", "\033OP",
		"\033[97;5u", "\033[27;5;99~", "\033]0;x", "\033X",
		"\033_x\033\\", "\033^y\033\\",
		"\x9b"
		"6n",
		"\033c", "\033[!p", "\033[3J" };
	struct emu emu;

	(void)state;
	kiosk_start(&emu, settings);
	for (int round = 0; round < 40; round++) {
		char bytes[64] = "\033";
		size_t len = 1;

		for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
			emu_type(&emu,
			    known[pick(sizeof(known) / sizeof(known[0]))]);
		while (len < sizeof(bytes))
			bytes[len++] = (char)(32 + pick(96));
		bytes[1] = "[]OPX_^"[pick(7)];
		emu_send(&emu, bytes, pick(sizeof(bytes)) + 1);
		(void)emu_pump(&emu, 3);
		if (round % 8 == 7) {
			/* an unfinished sequence is given up */
			(void)emu_pump(&emu, 400);
			check_alive(&emu);
		}
	}
	finish(&emu);
}

static void signals(void **state)
{
	static const int all[] = { SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU,
		SIGPIPE, SIGALRM, SIGUSR1, SIGUSR2, SIGWINCH, SIGCONT, SIGIO,
		SIGVTALRM, SIGPROF, SIGPWR, SIGCHLD, SIGURG, SIGSTKFLT };
	struct emu emu;

	(void)state;
	kiosk_start(&emu, settings);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		kill(emu.pid, all[i]);
		(void)emu_pump(&emu, 20);
		check_alive(&emu);
	}
	(void)emu_press(&emu, "x");
	emu_expect(&emu, KIOSK_HOME);
	finish(&emu);
}

static void storm(void **state)
{
	struct emu emu;

	(void)state;
	kiosk_start(&emu, settings);
	for (int round = 0; round < 30; round++) {
		char bytes[2048];

		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = (char)pick(256);
		emu_send(&emu, bytes, sizeof(bytes));
		emu_resize(&emu, 1 + (int)pick(60), 1 + (int)pick(200));
	}
	emu_resize(&emu, 24, 80);
	(void)emu_pump(&emu, 1500);
	check_alive(&emu);
	finish(&emu);
}

/*
 * A sanitizer keeps freed memory back unfilled, and maps terabytes of shadow:
 * what is left in memory says nothing there about the program that is shipped.
 */
#if defined(__SANITIZE_ADDRESS__)
#define MEMORY_TELLS false
#else
#define MEMORY_TELLS true
#endif

enum {
	PIECE = 1 << 16
};

/* How often the bytes stand in a mapping; pieces overlap by len - 1. */
static unsigned count_in_mapping(int mem, unsigned long from, unsigned long to,
    const char *bytes, size_t len)
{
	static char piece[PIECE];
	unsigned found = 0;
	size_t step = PIECE - (len - 1);

	for (; from < to; from += step) {
		size_t want = to - from < PIECE ? to - from : PIECE;
		ssize_t got = pread(mem, piece, want, (off_t)from);
		char *at = piece;

		while (got > 0 && (at = memmem(at, (size_t)(piece + got - at),
				       bytes, len)) != NULL) {
			found++;
			at++;
		}
	}
	return found;
}

/* How often the bytes stand in what the program may write to. */
static unsigned count_in_memory(pid_t pid, const char *bytes, size_t len)
{
	char path[64], line[512];
	unsigned found = 0;
	FILE *maps;
	int mem;

	snprintf(path, sizeof(path), "/proc/%d/maps", (int)pid);
	maps = fopen(path, "r");
	assert_non_null(maps);
	snprintf(path, sizeof(path), "/proc/%d/mem", (int)pid);
	mem = open(path, O_RDONLY | O_CLOEXEC);
	if (mem < 0) {
		fclose(maps);
		skip();
	}
	while (fgets(line, sizeof(line), maps) != NULL) {
		unsigned long from, to;
		char modes[8];

		if (sscanf(line, "%lx-%lx %7s", &from, &to, modes) == 3 &&
		    modes[1] == 'w')
			found += count_in_mapping(mem, from, to, bytes, len);
	}
	close(mem);
	fclose(maps);
	return found;
}

/* As bytes, and as the characters of cells of 4 bytes that stand apart. */
static unsigned count_canary(pid_t pid)
{
	char wide[4 * sizeof(CANARY)] = "";
	size_t len = 0;

	for (const char *at = CANARY; *at != '\0'; at++) {
		wide[len] = *at;
		len += 4;
	}
	return count_in_memory(pid, CANARY, strlen(CANARY)) +
	       count_in_memory(pid, wide, len);
}

static void type_slowly(struct emu *emu, const char *text)
{
	char one[2] = "";

	for (; *text != '\0'; text++) {
		one[0] = *text;
		(void)emu_press(emu, one);
	}
}

static void open_article_and_type(struct emu *emu)
{
	(void)emu_press(emu, "x");
	emu_expect(emu, KIOSK_HOME);
	(void)emu_press(emu, "3");
	(void)emu_press(emu, "\r");
	(void)emu_press(emu, "\r");
	(void)emu_press(emu, "/");
	type_slowly(emu, CANARY);
	emu_expect(emu, CANARY);
	if (MEMORY_TELLS)
		assert_true(count_canary(emu->pid) > 0);
	/* drawn whole and anew */
	emu_type(emu, "\014");
	(void)emu_pump(emu, 100);
	emu_type(emu, "\033");
	(void)emu_pump(emu, 200);
}

/* Nothing of what was typed is left a second after the visit. */
static void wiped_on_finish(void **state)
{
	struct emu emu;

	(void)state;
	kiosk_start(&emu, settings);
	open_article_and_type(&emu);
	(void)emu_press(&emu, "f");
	emu_expect(&emu, "Finish now?");
	(void)emu_press(&emu, "2");
	(void)emu_press(&emu, "\r");
	emu_expect(&emu, KIOSK_START);
	(void)emu_pump(&emu, 300);
	if (MEMORY_TELLS)
		assert_int_equal(count_canary(emu.pid), 0);
	/* and what scrolled away is forgotten by the terminal */
	assert_true(emu_sent(&emu, "\033[3J"));
	finish(&emu);
}

/* In what a result says and no file does. */
#define RESULT "I have back or leg pain"

/*
 * An answer, and what it led to: drawn whole and anew, so that it goes through
 * every buffer there is on the way to the terminal.
 */
static void wiped_of_answers(void **state)
{
	static const char *const terms[] = { "xterm-256color", "linux", "vt100",
		"screen" };

	(void)state;
	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		struct emu emu;

		kiosk_start_on(&emu, settings, terms[i]);
		type_slowly(&emu, "x1\r1\r45\r");
		(void)emu_press(&emu, "\033[F");
		(void)emu_press(&emu, "\033[A");
		type_slowly(&emu, " \r2\r");
		emu_expect(&emu, RESULT);
		(void)emu_press(&emu, "\014");
		(void)emu_pump(&emu, 200);
		if (MEMORY_TELLS)
			assert_true(count_in_memory(
					emu.pid, RESULT, strlen(RESULT)) > 0);
		type_slowly(&emu, "f2\r");
		emu_expect(&emu, KIOSK_START);
		(void)emu_pump(&emu, 300);
		if (MEMORY_TELLS &&
		    count_in_memory(emu.pid, RESULT, strlen(RESULT)) > 0)
			fail_msg("%s: the result is left", terms[i]);
		finish(&emu);
	}
}

static double now_s(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void ends_with_its_terminal(void **state)
{
	struct emu emu;
	double begun;

	(void)state;
	kiosk_start(&emu, settings);
	begun = now_s();
	kill(emu.pid, SIGHUP);
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	assert_true(now_s() - begun < 5);
	assert_int_equal(emu_exit_code(&emu), 129);
	emu_free(&emu);
	/* the line drops in the middle of a visit */
	kiosk_start(&emu, settings);
	(void)emu_press(&emu, "x");
	assert_int_equal(close(emu.master), 0);
	emu.master = -1;
	emu_wait_end(&emu, LUMBAR_SANITIZED ? 5000 : 1000);
	assert_int_equal(emu_exit_code(&emu), 129);
	emu_free(&emu);
}

static void staff_leave_by_the_pin(void **state)
{
	struct emu emu;

	(void)state;
	kiosk_start(&emu, settings);
	(void)emu_press(&emu, "\x14");
	emu_expect(&emu, "Staff PIN");
	type_slowly(&emu, "000000");
	assert_false(emu_shows(&emu, "000000"));
	(void)emu_press(&emu, "\r");
	emu_expect(&emu, "That is not the PIN");
	emu_type(&emu, "\033");
	(void)emu_pump(&emu, 1200);
	(void)emu_press(&emu, "\x14");
	type_slowly(&emu, "482913");
	emu_type(&emu, "\r");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	assert_int_equal(emu_exit_code(&emu), 100);
	emu_assert_restored(&emu);
	emu_free(&emu);
}

/* From outside: no new rights, and a filter on its calls. */
static void shut_in(void **state)
{
	char path[64], line[256];
	int privs = 0, filter = 0;
	struct emu emu;
	FILE *in;

	(void)state;
	kiosk_start(&emu, settings);
	snprintf(path, sizeof(path), "/proc/%d/status", (int)emu.pid);
	in = fopen(path, "r");
	assert_non_null(in);
	while (fgets(line, sizeof(line), in) != NULL) {
		(void)sscanf(line, "NoNewPrivs: %d", &privs);
		(void)sscanf(line, "Seccomp: %d", &filter);
	}
	fclose(in);
	assert_int_equal(privs, 1);
	if (!LUMBAR_SANITIZED)
		assert_int_equal(filter, 2);
	finish(&emu);
}

/* A new pack beside the old one is looked at and taken, sandbox and all. */
static void takes_a_new_pack(void **state)
{
	struct pack_link packs;
	struct emu emu;

	(void)state;
	pack_link_make(&packs, folder);
	pack_link_copy(&packs, "tests/pack-quiz", "old");
	pack_link_copy(&packs, "content", "good");
	pack_link_to(&packs, "old");
	kiosk_start_pack(&emu, settings, packs.current);
	pack_link_to(&packs, "good");
	(void)emu_pump(&emu, KIOSK_SLIDE_MS);
	(void)emu_press(&emu, "x");
	emu_expect(&emu, "Check my symptoms now");
	finish(&emu);
	/* half a pack in its place: the last good one, after a restart too */
	pack_link_copy(&packs, "content/en", "half");
	pack_link_to(&packs, "half");
	kiosk_start_pack(&emu, settings, packs.current);
	(void)emu_press(&emu, "x");
	emu_expect(&emu, "Check my symptoms now");
	finish(&emu);
}

/* Nothing else to show: it says so, and the terminal is as it was. */
static void half_a_pack(void **state)
{
	struct pack_link packs;
	struct emu emu;

	(void)state;
	pack_link_make(&packs, folder);
	pack_link_copy(&packs, "content/en", "half");
	pack_link_to(&packs, "half");
	kiosk_run_pack(&emu, settings, packs.current);
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	assert_int_equal(emu_exit_code(&emu), 3);
	emu_assert_restored(&emu);
	assert_true(emu_sent(&emu, "lumbar: there is nothing to show"));
	emu_free(&emu);
}

/* On a terminal --check says of it what terminfo and the locale say. */
static void check_says(
    const char *term, const char *locale, const char *const *texts)
{
	/* no pack: what is asked here does not depend on one */
	const char *const args[] = { LUMBAR_BINARY, "--content", folder,
		"kiosk", "--kiosk-file", settings, "--check", NULL };
	const struct emu_options options = { .args = args,
		.term = term,
		.locale = locale,
		.rows = 40,
		.cols = 150 };
	struct emu emu;

	emu_start(&emu, &options);
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	for (; *texts != NULL; texts++)
		emu_expect(&emu, *texts);
	emu_free(&emu);
}

#define CHECK_SAYS(term, locale, ...) \
	check_says(term, locale, (const char *const[]){ __VA_ARGS__, NULL })

static void check_of_terminals(void **state)
{
	(void)state;
	CHECK_SAYS("xterm-256color", "C.UTF-8",
	    "ok   terminal     TERM=xterm-256color, 150 columns, 40 rows",
	    "ok   colours      256, by terminfo",
	    "ok   characters   UTF-8; half blocks for a code, by TERM");
	CHECK_SAYS("vt220", "C.UTF-8", "ok   colours      none, by terminfo",
	    "ok   characters   UTF-8; no half blocks for a code, by TERM");
	CHECK_SAYS("xterm", "C", "ok   colours      8, by terminfo",
	    "ok   characters   ASCII only");
	CHECK_SAYS("no-such-type", "C.UTF-8",
	    "BAD  terminal     TERM=no-such-type: this type is not known here");
	CHECK_SAYS("dumb", "C.UTF-8",
	    "BAD  terminal     TERM=dumb: this type cannot move its cursor");
}

/* The world outside says which terminal, language and time: nothing else. */
static void environment(void **state)
{
	static const char *const env[] = { "TERMINFO=/nowhere", "HOME=/nowhere",
		"LUMBAR_CONTENT=/nowhere", "COLUMNS=10", "LINES=5", "EDITOR=rm",
		NULL };
	const char *const args[] = { LUMBAR_BINARY, "--content",
		LUMBAR_SOURCE_DIR "/content", "kiosk", "--kiosk-file", settings,
		NULL };
	const struct emu_options options = { .args = args,
		.term = "xterm-256color",
		.locale = "C.UTF-8",
		.env = env,
		.rows = 24,
		.cols = 80 };
	struct emu emu;

	(void)state;
	emu_start(&emu, &options);
	emu_settle(&emu);
	emu_expect(&emu, KIOSK_START);
	finish(&emu);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_byte, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    every_pair_of_controls, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    escape_sequences, set_up, tear_down),
		cmocka_unit_test_setup_teardown(signals, set_up, tear_down),
		cmocka_unit_test_setup_teardown(storm, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    wiped_on_finish, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    wiped_of_answers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    ends_with_its_terminal, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    staff_leave_by_the_pin, set_up, tear_down),
		cmocka_unit_test_setup_teardown(shut_in, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    takes_a_new_pack, set_up, tear_down),
		cmocka_unit_test_setup_teardown(half_a_pack, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    check_of_terminals, set_up, tear_down),
		cmocka_unit_test_setup_teardown(environment, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
