/*
 * A hostile pack in a real terminal: whatever an article spells, nothing but
 * what this program itself says reaches the terminal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/emulator.h"
#include "temp_pack.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Each becomes an article of its own; no raw control survives the reader. */
static const char *const attacks[] = {
	/* titles, colours, the clipboard, a link that lies */
	"&#27;]0;owned&#7; &#x1b;[31mred&#x1b;[0m",
	"&#27;]52;c;b3duZWQ=&#7; &#27;]8;;http://evil&#27;\\text&#27;]8;;&#7;",
	/* answers typed back: status, title, settings, fonts, colours */
	"&#27;[6n &#27;[c &#27;[21t &#27;P$q&quot;p&#27;\\ &#27;]50;?&#7;",
	/* 8-bit controls, also as characters */
	"&#x9b;31m &#x9d;0;owned&#x9c; &#144;q &#152; &#158; &#159;",
	"\xC2\x9B"
	"31m \xC2\x9D"
	"0;x\xC2\x9C",
	/* the other screen, reset, and no way back */
	"&#27;c &#27;[?1049l &#27;[3J &#27;[!p &#27;#8 &#14; &#15;",
	/* a dose that reads as another one */
	"take &#x202e;05&#x202c; mg, or \xE2\x80\xAE"
	"05\xE2\x80\xAC mg",
	"&#x2066;a&#x2069; &#x200f;b &#x61c;c &#x2028;d &#x2029;e",
	/* bells, backspaces, nothing, erase */
	"&#7;&#8;&#8;&#8;&#0;&#127;&#12;&#11;",
	/* in every other place that text may stand */
	"## &#27;[31m a heading\n\n- &#27;[31m item\n\n`&#27;[31m code`\n\n"
	"| &#27;[31m | b |\n|---|---|\n| &#x9b;1m | d |\n\n"
	"> [!NOTE] &#27;[31m card\n> &#x9b;31m\n\n"
	"[&#27;[31m link](a0) <http://x&#27;[31m>\n\n![&#27;[31m](figure:no)",
};

static void make_pack(struct temp_pack *pack)
{
	char index[8192] = TEMP_PACK_TOPIC;
	char text[1024];

	temp_pack_make(pack);
	for (size_t i = 0; i < COUNT(attacks); i++) {
		snprintf(text, sizeof(text),
		    "[article:a%zu]\ntopic = causes\nfile = articles/a%zu.md\n"
		    "title = Attack %zu\nsummary = About it.\n"
		    "keywords = word\nsources = one-2020\n"
		    "reviewed = 2026-11-22\nnext_review = 2028-11-01\n",
		    i, i, i);
		strcat(index, text);
		snprintf(text, sizeof(text), "en/articles/a%zu.md", i);
		temp_pack_put(pack, text, attacks[i]);
	}
	temp_pack_put(pack, "en/index.ini", index);
}

/*
 * Of the terminals' own descriptions: keep the title and give it back, the
 * colours as they were.
 */
static const char *const described[] = { "\033[22;0;0t", "\033[23;0;0t",
	"\033]104\a", "\033]R" };

/* The length of an escape sequence that curses sends; 0 = it sends no such. */
static size_t known_sequence(const char *ptr, size_t len)
{
	size_t i = 2;

	for (size_t k = 0; k < COUNT(described); k++) {
		if (len >= strlen(described[k]) &&
		    memcmp(ptr, described[k], strlen(described[k])) == 0)
			return strlen(described[k]);
	}
	if (len < 2)
		return 0;
	if (strchr("78=>M", ptr[1]) != NULL)
		return 2;
	if (ptr[1] == '(' || ptr[1] == ')')
		return len > 2 && strchr("0AB", ptr[2]) != NULL ? 3 : 0;
	if (ptr[1] != '[')
		return 0;
	while (i < len && (unsigned char)ptr[i] >= 0x20 && ptr[i] < 0x40)
		i++;
	/* none that asks, none that resets or sets titles */
	if (i == len || strchr("ABCDGHJKLMPSTX@dfhlmrg", ptr[i]) == NULL)
		return 0;
	return i + 1;
}

static bool is_bad_utf8_control(const unsigned char *p)
{
	return (p[0] == 0xC2 && p[1] < 0xA0) ||
	       (p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0xA8 && p[2] <= 0xAE) ||
	       (p[0] == 0xE2 && p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9);
}

static void assert_harmless(const struct emu *emu)
{
	const char *raw = emu->raw;
	size_t i = 0;

	while (i < emu->raw_len) {
		const unsigned char c = (unsigned char)raw[i];

		if (c == 0x1B) {
			const size_t len =
			    known_sequence(raw + i, emu->raw_len - i);

			if (len == 0)
				fail_msg("sent ESC %.12s", raw + i + 1);
			i += len;
			continue;
		}
		if (c < 0x20 && strchr("\b\t\n\r\x0E\x0F", c) == NULL)
			fail_msg("sent control %02x", c);
		if (c == 0x7F ||
		    (i + 2 < emu->raw_len &&
			is_bad_utf8_control((const unsigned char *)raw + i)))
			fail_msg("sent %02x", c);
		i++;
	}
	assert_false(emu_sent(emu, "owned\a"));
	assert_int_equal(emu->bells, 0);
}

static void attack_with(
    const struct temp_pack *pack, const char *term, const char *locale)
{
	for (size_t i = 0; i < COUNT(attacks); i++) {
		char id[16];
		const char *const args[] = { LUMBAR_BINARY, "--content",
			pack->path, id, NULL };
		struct emu_options options = { .args = args,
			.term = term,
			.locale = locale,
			.rows = 24,
			.cols = 80 };
		struct emu emu;

		snprintf(id, sizeof(id), "a%zu", i);
		emu_start(&emu, &options);
		emu_expect(&emu, "Attack");
		(void)emu_press(&emu, " ");
		(void)emu_press(&emu, "\t");
		(void)emu_press(&emu, "/m\r");
		emu_resize(&emu, 12, 40);
		emu_settle(&emu);
		emu_type(&emu, "\x03");
		emu_wait_end(&emu, EMU_PATIENCE_MS);
		assert_int_equal(emu_exit_code(&emu), 130);
		assert_harmless(&emu);
		emu_assert_restored(&emu);
		emu_free(&emu);
	}
}

static void content_never_drives_the_terminal(void **state)
{
	static const char *const types[] = { "xterm-256color", "linux", "vt100",
		"screen-256color" };
	struct temp_pack pack;

	(void)state;
	make_pack(&pack);
	for (size_t i = 0; i < COUNT(types); i++)
		attack_with(&pack, types[i], i % 2 == 0 ? "C.UTF-8" : "C");
	temp_pack_remove(&pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(content_never_drives_the_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
