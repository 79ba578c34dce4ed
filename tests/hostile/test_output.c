/*
 * Hostile text never reaches the output unfiltered: whatever stands in a
 * document, whatever it is written as.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/figure.h"
#include "content/layout.h"
#include "content/markdown.h"
#include "content/write.h"

enum output {
	OUT_PLAIN,
	OUT_ANSI,
	OUT_MONO,
	OUT_ASCII,
	OUT_HTML,
	OUT_LINES,
	OUT_COUNT
};

struct bytes {
	char *ptr;
	size_t len;
};

static struct bytes produce(
    const struct doc *doc, enum output output, int cols, unsigned flags)
{
	static const enum write_format formats[] = { WRITE_PLAIN, WRITE_ANSI,
		WRITE_MONO, WRITE_PLAIN };
	struct layout layout;
	struct bytes out;
	FILE *const file = open_memstream(&out.ptr, &out.len);

	assert_non_null(file);
	if (output == OUT_HTML) {
		assert_int_equal(write_html(doc, "T", "en", file), 0);
	} else {
		layout_init(&layout);
		layout_flow(&layout, doc, cols,
		    flags | (output == OUT_ASCII ? LAYOUT_ASCII : 0));
		if (output == OUT_LINES)
			layout_print(&layout, file);
		else
			assert_int_equal(
			    write_layout(&layout, formats[output],
				output == OUT_ASCII ? WRITE_ASCII : 0, file),
			    0);
		layout_free(&layout);
	}
	assert_int_equal(fclose(file), 0);
	return out;
}

/* The bytes of "ESC [ digits and ; m" at the start, or 0. */
static size_t sgr_len(const char *ptr, size_t len)
{
	size_t at = 2;

	if (len < 3 || ptr[0] != '\033' || ptr[1] != '[')
		return 0;
	while (
	    at < len && ((ptr[at] >= '0' && ptr[at] <= '9') || ptr[at] == ';'))
		at++;
	return at < len && ptr[at] == 'm' ? at + 1 : 0;
}

static void check_bytes(struct bytes out, enum output output, int cols)
{
	size_t at = 0, line = 0;
	int used = 0;

	assert_true(utf8_valid(out.ptr, out.len, NULL));
	while (at < out.len) {
		uint32_t cp;
		size_t step;

		if (output == OUT_ANSI || output == OUT_MONO) {
			step = sgr_len(out.ptr + at, out.len - at);
			if (step > 0) {
				at += step;
				continue;
			}
		}
		step = utf8_next(out.ptr + at, out.len - at, &cp);
		if (cp == '\n') {
			if (output <= OUT_ASCII)
				assert_true(used <= cols);
			used = 0;
			line = at + 1;
		} else if (cp != '\t' || output != OUT_HTML) {
			if (cp != text_safe(cp))
				fail_msg("U+%04X in output %d", cp, output);
			if (output == OUT_ASCII)
				assert_true(cp < 0x7F);
			used += utf8_cols(cp);
		}
		at += step;
	}
	assert_int_equal(line, out.len);
}

static void check_doc(const struct doc *doc)
{
	static const int widths[] = { 1, 20, 33, 80 };
	static const unsigned flags[] = { 0, LAYOUT_NARRATE,
		LAYOUT_NUMBERS | LAYOUT_UNDERLINE };
	enum output output;
	size_t w, i;

	for (output = 0; output < OUT_COUNT; output++) {
		for (w = 0; w < sizeof(widths) / sizeof(widths[0]); w++) {
			for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
				struct bytes out =
				    produce(doc, output, widths[w], flags[i]);
				const int cols = widths[w] < LAYOUT_MIN_COLS
				                     ? LAYOUT_MIN_COLS
				                     : widths[w];

				check_bytes(out, output, cols);
				free(out.ptr);
				if (output == OUT_HTML)
					break;
			}
		}
	}
}

/* The text in a leaf of every kind. */
static void check_text(struct slice text)
{
	static const enum doc_kind leaves[] = { DOC_PARA, DOC_HEADING, DOC_CODE,
		DOC_FIGURE };
	const struct slice rows[] = { text };
	const struct figure_form forms[] = { { 20, false, 1, rows, 1 },
		{ 20, true, 2, rows, 1 } };
	struct figure figure = { "f", "title", "alt", forms, 2 };
	const struct figure *figures[] = { &figure };
	char *const words = strndup(text.ptr, text.len);
	struct doc doc;
	uint32_t node, row, table, card, link;
	size_t i;

	figure.title = words;
	figure.alt = words;
	doc_init(&doc);
	for (i = 0; i < sizeof(leaves) / sizeof(leaves[0]); i++) {
		node = doc_open(&doc, leaves[i], 0);
		doc.nodes[node].level = (uint8_t)(i + 1);
		doc.nodes[node].value = 0;
		doc_text(&doc, node, text, ROLE_NORMAL, 0);
		doc_text(&doc, node, SLICE("x"), ROLE_STRONG, 0);
		link = doc_link(&doc, node, text);
		doc_text(&doc, node, text, ROLE_LINK, link);
		doc_close(&doc, node);
	}
	card = doc_open(&doc, DOC_CARD, 0);
	node = doc_open(&doc, DOC_CARD_TITLE, card);
	doc_text(&doc, node, text, ROLE_NORMAL, 0);
	doc_close(&doc, node);
	doc_close(&doc, card);
	table = doc_open(&doc, DOC_TABLE, 0);
	for (i = 0; i < 4; i++) {
		row = doc_open(&doc, DOC_ROW, table);
		doc.nodes[row].flags = i == 0 ? DOC_HEAD : 0;
		node = doc_open(&doc, DOC_CELL, row);
		doc_text(&doc, node, text, ROLE_NORMAL, 0);
		doc_close(&doc, node);
		node = doc_open(&doc, DOC_CELL, row);
		doc.nodes[node].align = ALIGN_RIGHT;
		doc_text(&doc, node, SLICE("cell"), ROLE_NORMAL, 0);
		doc_close(&doc, node);
		doc_close(&doc, row);
	}
	doc_close(&doc, table);
	doc_close(&doc, 0);
	doc.figures = figures;
	doc.nfigures = 1;
	check_doc(&doc);
	doc.figures = NULL;
	doc.nfigures = 0;
	doc_free(&doc);
	free(words);
}

static void known_attacks(void **state)
{
	static const char *const texts[] = { "\033[31mred\033[0m",
		"\033]0;title\a", "\033]52;c;AAAA\033\\", "\033P$q\"p\033\\",
		"\033c",
		"\xC2\x9B"
		"31m",
		"\x9B"
		"31m",
		"\xC2\x90q\xC2\x9C", "\xC2\x85next", "a\rb", "a\bb",
		"a\x7F"
		"b",
		"\x0E\x0F",
		"\xE2\x80\xAE"
		"05 ekat",
		"\xE2\x81\xA6x\xE2\x81\xA9", "\xE2\x80\x8E\xE2\x80\x8F",
		"a\xE2\x80\xA8"
		"b\xE2\x80\xA9"
		"c",
		"\xC0\x9B"
		"31m",
		"\xE0\x80\x9B"
		"31m",
		"\xED\xA0\x9B", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80",
		"\xE2\x82", "\xF0\x9F\x98", "\x80\x80\x80", "\xFF\xFE",
		"\xEF\xBB\xBFx", "\xEF\xBF\xBE", "\xF3\xA0\x81\x81",
		"e\xCC\x81\xCC\x81\xCC\x81", "\xCC\x81", "\xE2\x80\x8B",
		"<script>alert(1)</script>", "\"onclick=\"x", "&#27;", "\t\t\t",
		"\v\f", "" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		check_text(slice_of(texts[i]));
}

static void nul_bytes(void **state)
{
	(void)state;
	check_text((struct slice){ "a\0b\0", 4 });
}

static void every_byte(void **state)
{
	char text[3] = { 'a', 0, 'b' };
	int byte;

	(void)state;
	for (byte = 0; byte < 256; byte++) {
		text[1] = (char)byte;
		check_text((struct slice){ text, 3 });
	}
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void random_bytes(void **state)
{
	char text[64];
	uint32_t seed = 7;
	unsigned round;
	size_t i;

	(void)state;
	for (round = 0; round < (LUMBAR_SANITIZED ? 60 : 300); round++) {
		const size_t len = next_random(&seed) % sizeof(text);

		for (i = 0; i < len; i++) {
			const uint32_t r = next_random(&seed);

			text[i] = (char)(r % 4 == 0   ? ' '
					 : r % 4 == 1 ? 0xC0 + r / 4 % 64
					 : r % 4 == 2 ? 0x80 + r / 4 % 64
						      : r / 4 % 256);
		}
		check_text((struct slice){ text, len });
	}
}

/* Entities are decoded by the parser, after any look at the source. */
static void entities(void **state)
{
	static const char source[] =
	    "&#27;[31m &#x1b; &#x9b;31m &#155; &#0; &#8238; &#x202e; "
	    "&#x2028; &#xd800; &#x110000; &#127; &#13; `&#27;`\n\n"
	    "# &#27;c\n\n[&#27;](&#27;javascript:x)\n\n"
	    "[a](javascript:alert(1)) [b](http://x/\"onclick=) "
	    "[c](data:text/html,x) [d](//evil) [e](http://ok/?a&b)\n\n"
	    "| &#27; | b |\n|---|---|\n| &#155; | c |\n\n"
	    "![&#27;[2J](figure:x)\n";
	struct doc doc;
	struct bytes html;
	const char *first;

	(void)state;
	doc_init(&doc);
	markdown_parse(SLICE(source), "hostile", 1, &doc, NULL);
	check_doc(&doc);
	html = produce(&doc, OUT_HTML, 80, 0);
	/* The one address that may be one, and nothing else. */
	first = memmem(html.ptr, html.len, "href=", 5);
	assert_non_null(first);
	assert_null(memmem(
	    first + 1, html.len - (size_t)(first + 1 - html.ptr), "href=", 5));
	assert_null(memmem(html.ptr, html.len, "\"onclick", 8));
	assert_non_null(
	    memmem(html.ptr, html.len, "href=\"http://ok/?a&amp;b\"", 24));
	free(html.ptr);
	doc_free(&doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_attacks),
		cmocka_unit_test(nul_bytes),
		cmocka_unit_test(every_byte),
		cmocka_unit_test(random_bytes),
		cmocka_unit_test(entities),
	};

	text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
