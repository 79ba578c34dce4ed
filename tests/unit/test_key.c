/* The decoder of keys: every form we know, whole, split, late and broken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/key.h"

#define MAX_EVENTS 8192

struct log {
	struct event events[MAX_EVENTS];
	size_t n;
	uint64_t now_ms;
	struct key_decoder decoder;
};

static struct log the_log;

static struct log *new_log(void)
{
	the_log.n = 0;
	the_log.now_ms = 1000;
	key_decoder_init(&the_log.decoder);
	return &the_log;
}

static void add(struct log *log, struct event event)
{
	if (event.kind == EVENT_NONE)
		return;
	if (event.kind != EVENT_MOUSE) {
		assert_true(event.key != 0 && event.key != KEY_NONE);
		assert_true(event.key <= KEY_F12);
	}
	assert_true(log->n < MAX_EVENTS);
	log->events[log->n++] = event;
}

/* As the app does: time passes in steps that key_wait asks for. */
static void pass(struct log *log, int ms)
{
	const uint64_t end = log->now_ms + (uint64_t)ms;
	int wait;

	for (;;) {
		wait = key_wait(&log->decoder, log->now_ms);
		if (wait < 0 || log->now_ms + (uint64_t)wait > end)
			break;
		log->now_ms += (uint64_t)wait;
		add(log, key_time(&log->decoder, log->now_ms));
	}
	log->now_ms = end;
}

static void feed(struct log *log, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		add(log, key_byte(&log->decoder, (unsigned char)bytes[i],
			     log->now_ms));
}

static void feed_str(struct log *log, const char *str)
{
	feed(log, str, strlen(str));
}

static bool is_key(const struct log *log, size_t i, uint32_t key)
{
	return i < log->n && log->events[i].kind == EVENT_KEY &&
	       log->events[i].key == key;
}

static void show(const struct log *log)
{
	for (size_t i = 0; i < log->n; i++)
		print_error("  event %zu: kind %d key %#x\n", i,
		    (int)log->events[i].kind, (unsigned)log->events[i].key);
}

struct form {
	const char *bytes;
	uint32_t key; /* KEY_NONE: nothing at all */
};

static const struct form forms[] = {
	/* linux */
	{ "\x1b[A", KEY_UP },
	{ "\x1b[B", KEY_DOWN },
	{ "\x1b[C", KEY_RIGHT },
	{ "\x1b[D", KEY_LEFT },
	{ "\x1b[1~", KEY_HOME },
	{ "\x1b[4~", KEY_END },
	{ "\x1b[5~", KEY_PGUP },
	{ "\x1b[6~", KEY_PGDN },
	{ "\x1b[2~", KEY_INSERT },
	{ "\x1b[3~", KEY_DELETE },
	{ "\x1b[[A", KEY_F1 },
	{ "\x1b[[B", KEY_F2 },
	{ "\x1b[[C", KEY_F3 },
	{ "\x1b[[D", KEY_F4 },
	{ "\x1b[[E", KEY_F5 },
	{ "\x1b[17~", KEY_F6 },
	{ "\x1b[18~", KEY_F7 },
	{ "\x1b[19~", KEY_F8 },
	{ "\x1b[20~", KEY_F9 },
	{ "\x1b[21~", KEY_F10 },
	{ "\x1b[23~", KEY_F11 },
	{ "\x1b[24~", KEY_F12 },
	/* vt100, and xterm, screen and tmux with application keys */
	{ "\x1bOA", KEY_UP },
	{ "\x1bOB", KEY_DOWN },
	{ "\x1bOC", KEY_RIGHT },
	{ "\x1bOD", KEY_LEFT },
	{ "\x1bOH", KEY_HOME },
	{ "\x1bOF", KEY_END },
	{ "\x1bOP", KEY_F1 },
	{ "\x1bOQ", KEY_F2 },
	{ "\x1bOR", KEY_F3 },
	{ "\x1bOS", KEY_F4 },
	/* the keypad in application mode */
	{ "\x1bOM", KEY_ENTER },
	{ "\x1bOp", '0' },
	{ "\x1bOy", '9' },
	{ "\x1bOk", '+' },
	{ "\x1bOm", '-' },
	{ "\x1bOj", '*' },
	{ "\x1bOo", '/' },
	{ "\x1bOn", '.' },
	{ "\x1bOl", ',' },
	{ "\x1bOX", '=' },
	{ "\x1bOI", KEY_TAB },
	{ "\x1bO ", ' ' },
	/* xterm */
	{ "\x1b[H", KEY_HOME },
	{ "\x1b[F", KEY_END },
	{ "\x1b[11~", KEY_F1 },
	{ "\x1b[12~", KEY_F2 },
	{ "\x1b[13~", KEY_F3 },
	{ "\x1b[14~", KEY_F4 },
	{ "\x1b[15~", KEY_F5 },
	{ "\x1b[Z", KEY_BACKTAB },
	{ "\x1b[P", KEY_F1 },
	{ "\x1b[S", KEY_F4 },
	{ "\x1b[1;2A", KEY_UP },
	{ "\x1b[1;5H", KEY_HOME },
	{ "\x1b[1;2P", KEY_F1 },
	{ "\x1b[5;2~", KEY_PGUP },
	{ "\x1b[15;5~", KEY_F5 },
	{ "\x1b[1;3D", KEY_ALT_LEFT },
	{ "\x1b[1;3C", KEY_ALT_RIGHT },
	{ "\x1b[1;4C", KEY_ALT_RIGHT },
	{ "\x1b[1;5C", KEY_RIGHT },
	{ "\x1b[1;3A", KEY_UP },
	/* older ones */
	{ "\x1bO5D", KEY_LEFT },
	{ "\x1bO3D", KEY_ALT_LEFT },
	{ "\x1bO1;3C", KEY_ALT_RIGHT },
	{ "\x1bO1;2P", KEY_F1 },
	/* rxvt */
	{ "\x1b[7~", KEY_HOME },
	{ "\x1b[8~", KEY_END },
	{ "\x1b[a", KEY_UP },
	{ "\x1b[b", KEY_DOWN },
	{ "\x1b[c", KEY_RIGHT },
	{ "\x1b[d", KEY_LEFT },
	{ "\x1bOa", KEY_UP },
	{ "\x1bOd", KEY_LEFT },
	{ "\x1b[7^", KEY_HOME },
	{ "\x1b[8@", KEY_END },
	{ "\x1b[6$", KEY_PGDN },
	{ "\x1b[23$", KEY_F11 },
	{ "\x1b\x1b[D", KEY_ALT_LEFT },
	{ "\x1b\x1b[C", KEY_ALT_RIGHT },
	{ "\x1b\x1bOD", KEY_ALT_LEFT },
	{ "\x1b\x1b[5~", KEY_PGUP },
	/* kitty, and modifyOtherKeys of xterm */
	{ "\x1b[97u", 'a' },
	{ "\x1b[97;2u", 'A' },
	{ "\x1b[97;5u", 1 },
	{ "\x1b[49:33;2u", '!' },
	{ "\x1b[27u", KEY_ESC },
	{ "\x1b[13u", KEY_ENTER },
	{ "\x1b[9;2u", KEY_BACKTAB },
	{ "\x1b[127u", KEY_BACKSPACE },
	{ "\x1b[97;1:1u", 'a' },
	{ "\x1b[97;65u", 'a' },
	{ "\x1b[233u", 0xE9 },
	{ "\x1b[104;5u", KEY_BACKSPACE },
	{ "\x1b[106;5u", KEY_ENTER },
	{ "\x1b[97;1:3u", KEY_NONE },
	{ "\x1b[97;3u", KEY_NONE },
	{ "\x1b[57358u", KEY_NONE },
	{ "\x1b[1;1:3A", KEY_NONE },
	{ "\x1b[0u", KEY_NONE },
	{ "\x1b[128u", KEY_NONE },
	{ "\x1b[u", KEY_NONE },
	{ "\x1b[64;5u", KEY_NONE },
	{ "\x1b[5;1:3~", KEY_NONE },
	{ "\x1b[27;5;99~", 3 },
	{ "\x1b[27;2;9~", KEY_BACKTAB },
	{ "\x1b[27;3;97~", KEY_NONE },
	/* single bytes and characters */
	{ "a", 'a' },
	{ "\t", KEY_TAB },
	{ "\r", KEY_ENTER },
	{ "\n", KEY_ENTER },
	{ "\b", KEY_BACKSPACE },
	{ "\x7f", KEY_BACKSPACE },
	{ "\x03", 3 },
	{ "\x1a", 0x1A },
	{ "\xc3\xa9", 0xE9 },
	{ "\xe2\x82\xac", 0x20AC },
	{ "\xf0\x9f\x98\x80", 0x1F600 },
	{ "\xf4\x8f\xbf\xbf", 0x10FFFF },
	/* Alt with a letter */
	{ "\x1b"
	  "a",
	    KEY_NONE },
	{ "\x1bq", KEY_NONE },
	{ "\x1b\xc3\xa9", KEY_NONE },
	{ "\x1b\r", KEY_NONE },
	{ "\x1b\x7f", KEY_NONE },
	{ "\x1b\x03", KEY_NONE },
	{ "\x1bNq", KEY_NONE },
	{ "\x1b(B", KEY_NONE },
	/* answers nobody asked for */
	{ "\x1b[I", KEY_NONE },
	{ "\x1b[O", KEY_NONE },
	{ "\x1b[24;80R", KEY_NONE },
	{ "\x1b[?1;2c", KEY_NONE },
	{ "\x1b[>0;276;0c", KEY_NONE },
	{ "\x1b[1c", KEY_NONE },
	{ "\x1b[0n", KEY_NONE },
	{ "\x1b[8;24;80t", KEY_NONE },
	{ "\x1b[?2026;2$y", KEY_NONE },
	{ "\x1b[4;2$y", KEY_NONE },
	{ "\x1b[7$y", KEY_NONE },
	{ "\x1b[?1u", KEY_NONE },
	{ "\x1b[224z", KEY_NONE },
	{ "\x1b[99~", KEY_NONE },
	{ "\x1b[0~", KEY_NONE },
	{ "\x1b[~", KEY_NONE },
	{ "\x1b[9999999999999999999999~", KEY_NONE },
	{ "\x1b[1;2;3;4;5;6;7A", KEY_NONE },
	{ "\x1b[2;2A", KEY_NONE },
	{ "\x1b[1 q", KEY_NONE },
	{ "\x1b[!p", KEY_NONE },
	{ "\x1b[201~", KEY_NONE },
	{ "\x1b[1\x18", KEY_NONE },
	{ "\x1b]11;rgb:0000/0000/0000\a", KEY_NONE },
	{ "\x1b]52;c;cm0gLXJm\x1b\\", KEY_NONE },
	{ "\x1bP1$r0m\x1b\\", KEY_NONE },
	{ "\x1bP>|XTerm(380)\x1b\\", KEY_NONE },
	{ "\x1b_Gi=1;OK\x1b\\", KEY_NONE },
	{ "\x1b^pm\x1b\\", KEY_NONE },
	{ "\x1bXsos\x1b\\", KEY_NONE },
	{ "\x1b]0;\xe2\x9c\x9cquit\a", KEY_NONE }, /* 9C inside a letter */
	{ "\x1bPtmux;\x1b\x1b]0;q\a\x1b\\", KEY_NONE },
	/* 8-bit controls, as bytes and spelt in UTF-8 */
	{ "\x9b"
	  "A",
	    KEY_NONE },
	{ "\x9b"
	  "5~",
	    KEY_NONE },
	{ "\xc2\x9b"
	  "A",
	    KEY_NONE },
	{ "\x9dtitle\x9c", KEY_NONE },
	{ "\x90q\x1b\\", KEY_NONE },
	{ "\x8f"
	  "P",
	    KEY_NONE },
	{ "\x85", KEY_NONE },
	{ "\xc2\x85", KEY_NONE },
	/* ill-formed UTF-8 */
	{ "\xff", KEY_NONE },
	{ "\xc0\xaf", KEY_NONE },
	{ "\xe0\x80\xaf", KEY_NONE },
	{ "\xed\xa0\xa1", KEY_NONE },
	{ "\xf4\xa0\xa0\xa0", KEY_NONE },
	{ "\xe9", KEY_NONE },
	{ "\xe2\x82", KEY_NONE },
	{ "\xf5", KEY_NONE },
	/* a mouse that is let go or moves */
	{ "\x1b[<0;5;7m", KEY_NONE },
	{ "\x1b[<35;5;7M", KEY_NONE },
	{ "\x1b[M#!!", KEY_NONE },
	{ "\x1b[0;5;7M", KEY_NONE },
	{ "\x1b[<0;0;1M", KEY_NONE },
	{ "\x1b[<0;99999;1M", KEY_NONE },
	{ "\x1b[<0;1M", KEY_NONE },
	{ "\x1b[M\x80\xa0\xff", KEY_NONE },
};

/* After each form a plain key: nothing of the sequence may swallow it. */
static void check_form(const struct form *form, struct log *log)
{
	const size_t want = form->key == KEY_NONE ? 0 : 1;

	pass(log, 2000);
	feed_str(log, "x");
	pass(log, 2000);
	if (log->n != want + 1 || !is_key(log, want, 'x') ||
	    (want == 1 && !is_key(log, 0, form->key))) {
		print_error("form \"ESC%s\"\n", form->bytes + 1);
		show(log);
		fail();
	}
}

static void every_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		struct log *const log = new_log();

		feed_str(log, forms[i].bytes);
		check_form(&forms[i], log);
	}
}

/* In pieces, with less time between them than a sequence may take. */
static void split_at_every_byte(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		const size_t len = strlen(forms[i].bytes);

		for (size_t cut = 1; cut < len; cut++) {
			struct log *const log = new_log();

			feed(log, forms[i].bytes, cut);
			pass(log, KEY_ESC_MS - 1);
			feed(log, forms[i].bytes + cut, len - cut);
			check_form(&forms[i], log);
		}
	}
}

/* Every sequence that is whole is followed by keys without a pause. */
static void keys_right_behind(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		const size_t want = forms[i].key == KEY_NONE ? 0 : 1;
		const size_t len = strlen(forms[i].bytes);
		struct log *const log = new_log();

		if (forms[i].bytes[len - 1] == '$')
			continue; /* could be the beginning of more */
		feed_str(log, forms[i].bytes);
		feed_str(log, "jk");
		pass(log, 2000);
		if (log->n != want + 2 || !is_key(log, want, 'j') ||
		    !is_key(log, want + 1, 'k')) {
			print_error("form \"ESC%s\"\n", forms[i].bytes + 1);
			show(log);
			fail();
		}
	}
}

static void escape_alone(void **state)
{
	struct log *const log = new_log();

	(void)state;
	feed_str(log, "\x1b");
	pass(log, KEY_ESC_MS - 1);
	assert_int_equal(log->n, 0);
	pass(log, 1);
	assert_true(log->n == 1 && is_key(log, 0, KEY_ESC));
	assert_int_equal(key_wait(&log->decoder, log->now_ms), -1);

	/* a busy app that looks at bytes before the clock */
	log->now_ms += 1000;
	feed_str(log, "\x1b");
	log->now_ms += 1000;
	feed_str(log, "q");
	assert_true(log->n == 2 && is_key(log, 1, KEY_ESC));
	assert_int_equal(key_wait(&log->decoder, log->now_ms), 0);
	feed_str(log, "j");
	assert_true(log->n == 3 && is_key(log, 2, 'q'));
	pass(log, 0);
	assert_true(log->n == 4 && is_key(log, 3, 'j'));
}

static void escape_twice(void **state)
{
	struct log *log = new_log();

	(void)state;
	feed_str(log, "\x1b\x1b");
	pass(log, 100);
	assert_int_equal(log->n, 2);
	assert_true(is_key(log, 0, KEY_ESC) && is_key(log, 1, KEY_ESC));
	log = new_log();
	feed_str(log, "\x1b\x1b\x1b\x1b");
	pass(log, 100);
	assert_int_equal(log->n, 4);
	log = new_log();
	feed_str(log, "\x1b\x1bq");
	pass(log, 100);
	assert_true(log->n == 1 && is_key(log, 0, KEY_ESC));
}

static void late_sequence_is_swallowed(void **state)
{
	static const char *const rests[] = { "[A", "OA", "[5~", "[1;3D",
		"[200~", "[M !!", "[<0;5;5M" };

	(void)state;
	for (size_t i = 0; i < sizeof(rests) / sizeof(*rests); i++) {
		struct log *const log = new_log();

		feed_str(log, "\x1b");
		pass(log, KEY_ESC_MS + KEY_LATE_MS - 1);
		feed_str(log, rests[i]);
		feed_str(log, "x");
		assert_true(log->n == 2 && is_key(log, 0, KEY_ESC));
		assert_true(is_key(log, 1, 'x'));
	}
	{
		struct log *const log = new_log();

		feed_str(log, "\x1b");
		pass(log, KEY_ESC_MS + KEY_LATE_MS + 10);
		feed_str(log, "[");
		assert_true(log->n == 2 && is_key(log, 1, '['));
	}
}

static void waits_as_told(void **state)
{
	struct log *const log = new_log();

	(void)state;
	log->decoder.esc_wait_ms = 300;
	feed_str(log, "\x1b");
	pass(log, 299);
	assert_int_equal(log->n, 0);
	pass(log, 1);
	assert_int_equal(log->n, 1);
}

static void unfinished_is_dropped(void **state)
{
	static const char *const starts[] = { "\x1b[", "\x1b[1;2", "\x1bO",
		"\x1b]0;title", "\x1bP", "\x1b[[", "\x1b[M!", "\xe2\x82",
		"\x1b]0;title\x1b", "\x9b", "\x1b[<0;1" };

	(void)state;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		struct log *const log = new_log();

		feed_str(log, starts[i]);
		assert_int_equal(
		    key_wait(&log->decoder, log->now_ms), KEY_SEQ_MS);
		pass(log, KEY_SEQ_MS);
		assert_int_equal(log->n, 0);
		assert_int_equal(key_wait(&log->decoder, log->now_ms), -1);
		feed_str(log, "A");
		assert_true(log->n == 1 && is_key(log, 0, 'A'));
	}
	/* the same when nobody looked at the clock */
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		struct log *const log = new_log();

		feed_str(log, starts[i]);
		log->now_ms += KEY_SEQ_MS;
		feed_str(log, "A");
		assert_true(log->n == 1 && is_key(log, 0, 'A'));
	}
}

static void any_length_is_swallowed(void **state)
{
	static const char *const starts[] = { "\x1b[", "\x1b]", "\x1bP",
		"\x1bO", "\x1b_" };
	static const char *const ends[] = { "A", "\a", "\x1b\\", "A",
		"\x1b\\" };

	(void)state;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		struct log *const log = new_log();

		feed_str(log, starts[i]);
		for (int k = 0; k < 100000; k++)
			feed_str(log, "1;");
		feed_str(log, ends[i]);
		feed_str(log, "x");
		assert_true(log->n == 1 && is_key(log, 0, 'x'));
	}
}

static void mouse(void **state)
{
	static const struct {
		const char *bytes;
		enum mouse_kind kind;
		int row, col;
	} cases[] = {
		{ "\x1b[<0;5;7M", MOUSE_PRESS, 6, 4 },
		{ "\x1b[<2;230;50M", MOUSE_BACK, 49, 229 },
		{ "\x1b[<64;1;1M", MOUSE_WHEEL_UP, 0, 0 },
		{ "\x1b[<65;1;1M", MOUSE_WHEEL_DOWN, 0, 0 },
		{ "\x1b[<16;3;4M", MOUSE_PRESS, 3, 2 },
		{ "\x1b[M !\"", MOUSE_PRESS, 1, 0 },
		{ "\x1b[M \xff\x80", MOUSE_PRESS, 95, 222 },
		{ "\x1b[M`!!", MOUSE_WHEEL_UP, 0, 0 },
		{ "\x1b[M\"!!", MOUSE_BACK, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct log *const log = new_log();

		feed_str(log, cases[i].bytes);
		feed_str(log, "x");
		assert_int_equal(log->n, 2);
		assert_int_equal(log->events[0].kind, EVENT_MOUSE);
		assert_int_equal(log->events[0].mouse, cases[i].kind);
		assert_int_equal(log->events[0].row, cases[i].row);
		assert_int_equal(log->events[0].col, cases[i].col);
		assert_true(is_key(log, 1, 'x'));
	}
}

static void check_paste(const char *bytes, const char *want)
{
	struct log *const log = new_log();
	const size_t len = strlen(want);

	feed_str(log, "\x1b[200~");
	feed_str(log, bytes);
	feed_str(log, "\x1b[201~");
	feed_str(log, "x");
	assert_int_equal(log->n, len + 1);
	for (size_t i = 0; i < len; i++) {
		assert_int_equal(log->events[i].kind, EVENT_PASTE);
		assert_int_equal(log->events[i].key, (unsigned char)want[i]);
	}
	assert_true(is_key(log, len, 'x'));
}

static void paste(void **state)
{
	(void)state;
	check_paste("", "");
	check_paste("foot drop", "foot drop");
	check_paste("a\tb\r\nc", "a b  c");
	check_paste("a\x03"
		    "b\x7f\x1a\x08",
	    "ab");
	check_paste("a\x1b[31mred", "ared");
	check_paste("a\x1b[Ab\x1bOAc\x1b[5~d", "abcd");
	check_paste("a\x1b[<0;5;7Mb", "ab");
	check_paste("a\x1b[200~b", "ab");
	check_paste("a\x1b]0;title", "a");
	check_paste("a\x1b]0;title\x1b", "a");
	check_paste("a\x1b", "a");
	check_paste("a\x1b[", "a");
	check_paste("a\x1b[M", "a");
	check_paste("a\x1b[[", "a");
	check_paste("a\xe2\x82", "a");
	check_paste("a\x9d never ended", "a");
	check_paste("a\xc2\x9b"
		    "31m",
	    "a");
}

static void paste_has_an_end(void **state)
{
	struct log *log = new_log();

	(void)state;
	feed_str(log, "\x1b[200~abc");
	pass(log, KEY_PASTE_MS - 1);
	feed_str(log, "d");
	pass(log, KEY_PASTE_MS);
	feed_str(log, "q");
	assert_int_equal(log->n, 5);
	assert_int_equal(log->events[3].kind, EVENT_PASTE);
	assert_true(is_key(log, 4, 'q'));
	assert_int_equal(key_wait(&log->decoder, log->now_ms), -1);

	log = new_log();
	feed_str(log, "\x1b[200~");
	for (int i = 0; i < 3 * KEY_PASTE_MAX; i++)
		feed_str(log, "p");
	assert_int_equal(log->n, KEY_PASTE_MAX);
	feed_str(log, "\x1b[201~q");
	assert_true(is_key(log, log->n - 1, 'q'));
	/* and the next paste counts anew */
	feed_str(log, "\x1b[200~p\x1b[201~");
	assert_int_equal(log->n, KEY_PASTE_MAX + 2);
}

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/*
 * Bytes as a line with noise gives them: no crash, waits are bounded, and
 * after a second of silence the decoder is as new.
 */
static void random_bytes(void **state)
{
	static const char likely[] = "\x1b\x1b[[O]P_;1239~MmAHu<?$\x9b\x18\\";
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct log *const log = new_log();
		const unsigned len = next_random(&seed) % 200;

		for (unsigned i = 0; i < len; i++) {
			char byte = (char)(next_random(&seed) & 0xFF);

			if (next_random(&seed) % 3 != 0)
				byte = likely[next_random(&seed) %
					      (sizeof(likely) - 1)];
			feed(log, &byte, 1);
			assert_true(key_wait(&log->decoder, log->now_ms) <=
				    KEY_PASTE_MS);
			if (next_random(&seed) % 8 == 0)
				pass(log, (int)(next_random(&seed) % 400));
		}
		pass(log, 2 * KEY_PASTE_MS);
		assert_int_equal(key_wait(&log->decoder, log->now_ms), -1);
		log->n = 0;
		feed_str(log, "q");
		assert_true(log->n == 1 && is_key(log, 0, 'q'));
	}
}

/* Bodies that hold no byte that ends them: not one key may come out. */
static void random_inside_a_sequence(void **state)
{
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct log *const log = new_log();
		const bool string = next_random(&seed) % 2 == 0;
		const unsigned len = next_random(&seed) % 300;

		feed_str(log, string ? "\x1b]" : "\x1b[?");
		for (unsigned i = 0; i < len; i++) {
			char byte = (char)(next_random(&seed) & 0xFF);

			if (byte == '\x1b' || byte == '\x18' ||
			    byte == '\x1a' || byte == '\a')
				continue;
			if (!string)
				byte = (char)(0x20 + (byte & 0x1F));
			feed(log, &byte, 1);
		}
		feed_str(log, string ? "\x1b\\" : "h");
		pass(log, 1000);
		assert_int_equal(log->n, 0);
	}
}

static void clock_may_stand_or_go_back(void **state)
{
	struct log *const log = new_log();

	(void)state;
	feed_str(log, "\x1b");
	log->now_ms = 5;
	assert_int_equal(key_wait(&log->decoder, log->now_ms), KEY_ESC_MS);
	assert_int_equal(key_time(&log->decoder, log->now_ms).kind, EVENT_NONE);
	feed_str(log, "[A");
	assert_true(log->n == 1 && is_key(log, 0, KEY_UP));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form),
		cmocka_unit_test(split_at_every_byte),
		cmocka_unit_test(keys_right_behind),
		cmocka_unit_test(escape_alone),
		cmocka_unit_test(escape_twice),
		cmocka_unit_test(late_sequence_is_swallowed),
		cmocka_unit_test(waits_as_told),
		cmocka_unit_test(unfinished_is_dropped),
		cmocka_unit_test(any_length_is_swallowed),
		cmocka_unit_test(mouse),
		cmocka_unit_test(paste),
		cmocka_unit_test(paste_has_an_end),
		cmocka_unit_test(random_bytes),
		cmocka_unit_test(random_inside_a_sequence),
		cmocka_unit_test(clock_may_stand_or_go_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
