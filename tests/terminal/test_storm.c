/*
 * The real program in a terminal under load, and doing nothing: sizes, random
 * keys, floods, sleep, bytes for a key.
 *
 * LUMBAR_TEST_KEYS and LUMBAR_TEST_SIZES set how many keys and sizes are
 * tried, LUMBAR_TEST_SEED where the random numbers begin.
 */
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

static const char *const home_args[] = { LUMBAR_BINARY, "--content", PACK,
	NULL };
static const char *const article_args[] = { LUMBAR_BINARY, "--content", PACK,
	"sciatica", NULL };

static struct emu_options usual(void)
{
	return (struct emu_options){ .args = home_args,
		.term = "xterm-256color",
		.locale = "C.UTF-8",
		.rows = 24,
		.cols = 80 };
}

static unsigned from_environment(const char *name, unsigned otherwise)
{
	const char *const value = getenv(name);

	return value != NULL ? (unsigned)strtoul(value, NULL, 10) : otherwise;
}

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* The row before the last one is for messages, and does not count. */
static bool same_but_message(const char *a, const char *b, int rows)
{
	for (int row = 0; row < rows; row++) {
		const size_t a_len = strcspn(a, "\n");
		const size_t b_len = strcspn(b, "\n");

		if (row != rows - 2 &&
		    (a_len != b_len || memcmp(a, b, a_len) != 0))
			return false;
		a += a_len + 1;
		b += b_len + 1;
	}
	return true;
}

/*
 * What was sent bit by bit makes the screen that all of it sent anew makes
 * (apart from the message, which goes with any key, Ctrl-L too). This is where
 * a wrong idea of what the terminal shows would come out.
 */
static void assert_same_redrawn(struct emu *emu)
{
	int row, col, row_after, col_after;
	char *before, *after;

	emu_settle(emu);
	before = emu_text(emu);
	emu_cursor(emu, &row, &col);
	(void)emu_press(emu, "\x0c");
	after = emu_text(emu);
	emu_cursor(emu, &row_after, &col_after);
	if (!same_but_message(before, after, emu->rows) || row != row_after ||
	    col != col_after) {
		(void)fprintf(
		    stderr, "before, cursor at %d,%d:\n%s", row, col, before);
		emu_print(emu);
		fail();
	}
	free(before);
	free(after);
}

/* Keys that come faster are taken for a device that types, and dropped. */
#define BURST    8
#define BURST_MS 32

/* ---- sizes ---- */

static void sizes_one_by_one(void **state)
{
	static const int sizes[][2] = { { 1, 1 }, { 300, 100 }, { 24, 80 },
		{ 2, 200 }, { 60, 3 }, { 8, 32 }, { 7, 32 }, { 8, 31 },
		{ 12, 40 }, { 43, 132 }, { 60, 200 }, { 1, 300 }, { 100, 1 },
		{ 100, 300 }, { 24, 80 } };
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	options.args = article_args;
	emu_start(&emu, &options);
	emu_settle(&emu);
	for (size_t i = 0; i < COUNT(sizes); i++) {
		(void)emu_pump(&emu, 60); /* told at once each time */
		emu_resize(&emu, sizes[i][0], sizes[i][1]);
		emu_settle(&emu);
		(void)emu_press(&emu, " ");
		assert_same_redrawn(&emu);
	}
	assert_true(emu_shows(&emu, "URGENT HELP"));
	emu_type(&emu, "\x03");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	assert_int_equal(emu_exit_code(&emu), 130);
	emu_assert_restored(&emu);
	emu_free(&emu);
}

static void storm_of_sizes(void **state)
{
	const unsigned count = from_environment("LUMBAR_TEST_SIZES", 2000);
	unsigned seed = from_environment("LUMBAR_TEST_SEED", 1);
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	options.args = article_args;
	emu_start(&emu, &options);
	emu_settle(&emu);
	for (unsigned i = 0; i < count; i++) {
		const int rows = 1 + (int)(next_random(&seed) % 100);
		const int cols = 1 + (int)(next_random(&seed) % 300);

		emu_resize(&emu, rows, cols);
		if (next_random(&seed) % 4 == 0)
			emu_type(&emu, i % 3 == 0 ? " " : "j");
		(void)emu_pump(&emu, (int)(next_random(&seed) % 3));
	}
	emu_resize(&emu, 24, 80);
	(void)emu_pump(&emu, 100);
	assert_same_redrawn(&emu);
	assert_true(emu_shows(&emu, "URGENT HELP"));
	/* where no sizes were tried it looks the same */
	(void)emu_press(&emu, "H");
	emu_expect(&emu, "2  Get help now");
	emu_type(&emu, "q");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	emu_assert_restored(&emu);
	emu_free(&emu);
}

/* Many changes in a row are one or two repaints, and the last one counts. */
static void a_storm_is_few_repaints(void **state)
{
	struct emu_options options = usual();
	struct emu emu;
	size_t one, all;

	(void)state;
	options.args = article_args;
	emu_start(&emu, &options);
	emu_settle(&emu);
	(void)emu_pump(&emu, 60);
	one = emu.raw_len;
	emu_resize(&emu, 30, 100);
	emu_settle(&emu);
	one = emu.raw_len - one;
	(void)emu_pump(&emu, 60);
	all = emu.raw_len;
	for (int i = 0; i < 50; i++)
		emu_resize(&emu, 24 + i % 5, 80 + i % 7);
	emu_resize(&emu, 30, 100);
	(void)emu_pump(&emu, 200);
	all = emu.raw_len - all;
	print_message("one resize %zu bytes, a storm of 51 %zu\n", one, all);
	assert_true(LUMBAR_SANITIZED || all < 6 * one);
	assert_same_redrawn(&emu);
	emu_free(&emu);
}

/* ---- keys ---- */

/* All but what leaves the program. */
static const char *const keys[] = { "j", "k", "j", "k", " ", "b", "g", "G",
	"\t", "\033[Z", "\r", "\r", "h", "l", "0", "1", "2", "3", "4", "5", "6",
	"7", "8", "9", "n", "N", "o", "+", "-", "a", "H", "?", "!", "m",
	"\033[A", "\033[B", "\033[C", "\033[D", "\033[5~", "\033[6~", "\033[1~",
	"\033OF", "\033[1;3D", "\033[1;3C", "\x7f", "\x0c", "\x06", "\x02",
	"/pain\r", "/leg", "/zzz\r", "\x15", "\033[200~disc\r\033[201~",
	"\033[<0;10;8M\033[<0;10;8m", "\033[<64;5;5M", "\033[<65;5;5M",
	"\033[<2;5;5M", "\033[<0;200;99M", "\xc3\xa9", "\xff", "\033[?1;2c",
	"\033[I", "\033OP", "\033[15~", "\x01", "\x1c", "\x13" };

static void type_random(struct emu *emu, unsigned n, bool paced, unsigned *seed)
{
	for (unsigned i = 0; i < n; i++) {
		if (paced && i % BURST == 0)
			(void)emu_pump(emu, BURST_MS);
		emu_type(emu, keys[next_random(seed) % COUNT(keys)]);
		if (next_random(seed) % 100 == 0) {
			emu_type(emu, "\033");
			(void)emu_pump(emu, 30);
		}
	}
	emu_settle(emu);
	if (emu->ended) {
		print_error("left with %d\n", emu_exit_code(emu));
		fail();
	}
}

static void random_keys_with(const char *term, const char *locale, int rows,
    int cols, unsigned count, unsigned *seed)
{
	struct emu_options options = usual();
	struct emu emu;
	long kb = 0;

	options.term = term;
	options.locale = locale;
	options.rows = rows;
	options.cols = cols;
	emu_start(&emu, &options);
	emu_settle(&emu);
	for (unsigned done = 0; done < count; done += 100) {
		type_random(&emu, 100, done % 200 == 0, seed);
		assert_same_redrawn(&emu);
		/* pages differ in what they need: the most of the first fifth
		 */
		if (done <= count / 5 && emu_private_kb(&emu) > kb)
			kb = emu_private_kb(&emu);
		/* the bytes need not be kept */
		emu.raw_len = 0;
	}
	kb = emu_private_kb(&emu) - kb;
	print_message("%s %dx%d: %u keys, memory grew by %ld KB\n", term, cols,
	    rows, count, kb);
	if (!LUMBAR_SANITIZED)
		assert_true(kb < 256);
	emu_type(&emu, "\x03");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	assert_int_equal(emu_exit_code(&emu), 130);
	emu_assert_restored(&emu);
	emu_free(&emu);
}

static void random_keys(void **state)
{
	const unsigned count = from_environment("LUMBAR_TEST_KEYS", 20000);
	unsigned seed = from_environment("LUMBAR_TEST_SEED", 1);

	(void)state;
	random_keys_with("xterm-256color", "C.UTF-8", 24, 80, count / 2, &seed);
	random_keys_with("linux", "C", 12, 40, count / 4, &seed);
	random_keys_with("vt100", "C.UTF-8", 43, 132, count / 4, &seed);
}

/* 64 KB of anything at once, as a device that types could send. */
static void floods(void **state)
{
	unsigned seed = from_environment("LUMBAR_TEST_SEED", 1);
	struct emu_options options = usual();
	char *const noise = malloc(65536);
	struct emu emu;

	(void)state;
	assert_non_null(noise);
	for (size_t i = 0; i < 65536; i++) {
		do {
			noise[i] = (char)(next_random(&seed) & 0xFF);
			/* what leaves it or stops it */
		} while (strchr("q\x03\x1a", noise[i]) != NULL);
	}
	emu_start(&emu, &options);
	emu_settle(&emu);
	emu_send(&emu, noise, 65536);
	(void)emu_pump(&emu, 1200); /* an unfinished paste is over then */
	emu_settle(&emu);
	assert_same_redrawn(&emu);
	memset(noise, 'x', 65536);
	emu_type(&emu, "\033[200~");
	emu_send(&emu, noise, 65536);
	emu_type(&emu, "\033[201~");
	emu_settle(&emu);
	assert_same_redrawn(&emu);
	emu_type(&emu, "\x03");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	assert_int_equal(emu_exit_code(&emu), 130);
	emu_assert_restored(&emu);
	free(noise);
	emu_free(&emu);
}

/* ---- nothing ---- */

static void assert_sleeps(struct emu *emu)
{
	long switches;
	size_t sent;

	(void)emu_pump(emu, 300); /* Escape and bursts have an end */
	emu_settle(emu);
	switches = emu_switches(emu);
	sent = emu_pump(emu, 2000);
	assert_int_equal(sent, 0);
	assert_int_equal(emu_switches(emu), switches);
}

static void sleeps_while_nothing_happens(void **state)
{
	struct emu_options options = usual();
	struct emu emu;

	(void)state;
	emu_start(&emu, &options);
	emu_settle(&emu);
	assert_sleeps(&emu);
	emu_type(&emu, "\r");
	emu_type(&emu, "\033");
	emu_resize(&emu, 30, 90);
	assert_sleeps(&emu);
	emu_free(&emu);
}

/* ---- bytes ---- */

static size_t mean(struct emu *emu, const char *key, unsigned n)
{
	size_t sum = 0;

	(void)emu_pump(emu, 2 * BURST_MS);
	for (unsigned i = 0; i < n; i++)
		sum += emu_press(emu, key);
	return sum / n;
}

/*
 * Ceilings for a slow line, not the goals of scripts/bench: a page is 2 KB at
 * most, a move of the focus 300 bytes (ux: 80x24 over a serial line).
 */
static void bytes_for_a_key(void **state)
{
	static const char *const terms[] = { "xterm-256color", "linux", "vt100",
		"screen-256color" };

	(void)state;
	for (size_t i = 0; i < COUNT(terms); i++) {
		struct emu_options options = usual();
		size_t line, up, page, move;
		struct emu emu;

		options.term = terms[i];
		emu_start(&emu, &options);
		emu_settle(&emu);
		move = mean(&emu, "j", 6);
		assert_true(move > 0);
		emu_free(&emu);

		options.args = article_args;
		emu_start(&emu, &options);
		emu_settle(&emu);
		line = mean(&emu, "j", 20);
		up = mean(&emu, "k", 20);
		page = mean(&emu, " ", 2);
		emu_free(&emu);
		print_message("%s: line down %zu, up %zu, page %zu, focus %zu "
			      "bytes\n",
		    terms[i], line, up, page, move);
		assert_true(line > 0 && line < 250);
		assert_true(up > 0 && up < 250);
		assert_true(page > 0 && page < 2048);
		assert_true(move < 300);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sizes_one_by_one),
		cmocka_unit_test(storm_of_sizes),
		cmocka_unit_test(a_storm_is_few_repaints),
		cmocka_unit_test(random_keys),
		cmocka_unit_test(floods),
		cmocka_unit_test(sleeps_while_nothing_happens),
		cmocka_unit_test(bytes_for_a_key),
	};

	/* random keys may well save a result of the self-check */
	return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
