/*
 * All examples of the CommonMark specification, at three widths: no word is
 * lost, no line is over the width, and no control character comes out.
 *
 * What must be seen is asked of cmark. Link reference definitions, which are
 * not part of Markdown-lite, are made text before that.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmark.h>
#include <cmocka.h>

#include "content/layout.h"
#include "content/markdown.h"
#include "content/write.h"

#define SPEC LUMBAR_SOURCE_DIR "/tests/spec/commonmark.txt"

enum {
	MOST_TEXT = 64 << 10,
	EXAMPLES = 652
};

static const char fence[] = "````````````````````````````````";
static const int widths[] = { 80, 40, 20 };

/* A text that grows. */
struct buf {
	char ptr[MOST_TEXT];
	size_t len;
};

static void add(struct buf *buf, const char *ptr, size_t len)
{
	assert_true(buf->len + len < sizeof(buf->ptr));
	memcpy(buf->ptr + buf->len, ptr, len);
	buf->len += len;
	buf->ptr[buf->len] = '\0';
}

/* What a reader of the rendered page would see. */
static void see(const char *markdown, size_t len, struct buf *out)
{
	cmark_node *const root =
	    cmark_parse_document(markdown, len, CMARK_OPT_DEFAULT);
	cmark_iter *const iter = cmark_iter_new(root);
	cmark_event_type event;

	out->len = 0;
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *const node = cmark_iter_get_node(iter);
		const char *const literal = cmark_node_get_literal(node);

		switch (cmark_node_get_type(node)) {
		case CMARK_NODE_TEXT:
		case CMARK_NODE_CODE:
		case CMARK_NODE_CODE_BLOCK:
			add(out, literal, strlen(literal));
			break;
		case CMARK_NODE_EMPH:
		case CMARK_NODE_STRONG:
		case CMARK_NODE_LINK:
		case CMARK_NODE_IMAGE:
			break;
		default:
			add(out, " ", 1);
			break;
		}
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
}

/* Letters and digits, of all scripts; what layout draws is none of them. */
static int is_word(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') ||
		       ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z');
	return cp >= 0xA1 && !(cp >= 0x2000 && cp <= 0x2BFF) &&
	       !(cp >= 0x3000 && cp <= 0x303F) && cp != UTF8_BAD;
}

/* Keep the letters only: a long word is broken, but never changed. */
static void letters(const struct buf *text, struct buf *out)
{
	size_t at = 0;

	out->len = 0;
	out->ptr[0] = '\0';
	while (at < text->len) {
		uint32_t cp;
		const size_t len =
		    utf8_next(text->ptr + at, text->len - at, &cp);

		if (is_word(cp))
			add(out, text->ptr + at, len);
		at += len;
	}
}

/* Each word of want is in have, in order. Returns the one that is not. */
static const char *lost_word(
    const struct buf *want, const struct buf *have, char word[256])
{
	const char *from = have->ptr;
	size_t len = 0;
	size_t at = 0;

	while (at <= want->len) {
		uint32_t cp = ' ';
		size_t step = 1;

		if (at < want->len)
			step = utf8_next(want->ptr + at, want->len - at, &cp);
		if (is_word(cp)) {
			assert_true(len + step < 255);
			memcpy(word + len, want->ptr + at, step);
			len += step;
		} else if (len > 0) {
			word[len] = '\0';
			from = strstr(from, word);
			if (from == NULL)
				return word;
			from += len;
			len = 0;
		}
		at += step;
	}
	return NULL;
}

static int bad_line(const char *text, int cols)
{
	while (*text != '\0') {
		const char *const end = strchr(text, '\n');
		const size_t len =
		    end != NULL ? (size_t)(end - text) : strlen(text);

		if (text_cols((struct slice){ text, len }) > cols)
			return 1;
		text += len + (end != NULL);
	}
	return 0;
}

static int has_control(const struct buf *text)
{
	size_t at = 0;

	while (at < text->len) {
		uint32_t cp;

		at += utf8_next(text->ptr + at, text->len - at, &cp);
		if (cp != '\n' && cp != UTF8_BAD && text_safe(cp) != cp)
			return 1;
	}
	return 0;
}

static void write_at(const struct doc *doc, int cols, struct buf *out)
{
	char *text = NULL;
	size_t len;
	FILE *const stream = open_memstream(&text, &len);
	struct layout layout;

	assert_non_null(stream);
	layout_init(&layout);
	layout_flow(&layout, doc, cols, 0);
	assert_int_equal(write_layout(&layout, WRITE_PLAIN, 0, stream), 0);
	assert_int_equal(fclose(stream), 0);
	layout_free(&layout);
	out->len = 0;
	add(out, text, len);
	free(text);
}

/* The text with a backslash before the colon of what may be a definition. */
static void hide_definitions(const struct buf *text, struct buf *out)
{
	const char *at = text->ptr;
	const char *next;

	out->len = 0;
	while ((next = strstr(at, "]:")) != NULL) {
		add(out, at, (size_t)(next - at) + 1);
		add(out, "\\", 1);
		at = next + 1;
	}
	add(out, at, strlen(at));
}

static int run_example(int number, const struct buf *markdown)
{
	static struct buf want, out, have, hidden;
	struct arena arena;
	struct diag diag;
	struct doc doc;
	char word[256];
	int bad = 0;

	arena_init(&arena);
	diag_init(&diag, &arena);
	doc_init(&doc);
	markdown_parse((struct slice){ markdown->ptr, markdown->len },
	    "commonmark", 1, &doc, &diag);
	hide_definitions(markdown, &hidden);
	see(hidden.ptr, hidden.len, &want);
	for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++) {
		const char *lost;

		write_at(&doc, widths[i], &out);
		letters(&out, &have);
		lost = lost_word(&want, &have, word);
		if (lost == NULL && !bad_line(out.ptr, widths[i]) &&
		    !has_control(&out))
			continue;
		print_error("example %d at %d columns: %s%s\n%s---\n%s---\n",
		    number, widths[i], lost != NULL ? "lost " : "bad line",
		    lost != NULL ? lost : "", markdown->ptr, out.ptr);
		bad++;
	}
	doc_free(&doc);
	arena_free(&arena);
	return bad;
}

/* The next example of the specification, with tabs for arrows. */
static int read_example(FILE *in, struct buf *out)
{
	static const char arrow[] = "\xE2\x86\x92";
	char line[1024];
	int inside = 0;

	out->len = 0;
	out->ptr[0] = '\0';
	while (fgets(line, sizeof(line), in) != NULL) {
		const char *at = line;
		const char *next;

		if (!inside) {
			inside = strncmp(line, fence, strlen(fence)) == 0 &&
			         strstr(line, " example") != NULL;
			continue;
		}
		if (strcmp(line, ".\n") == 0)
			return 1;
		while ((next = strstr(at, arrow)) != NULL) {
			add(out, at, (size_t)(next - at));
			add(out, "\t", 1);
			at = next + strlen(arrow);
		}
		add(out, at, strlen(at));
	}
	return 0;
}

static void test_examples(void **state)
{
	static struct buf markdown;
	FILE *const in = fopen(SPEC, "r");
	int n = 0;
	int bad = 0;

	(void)state;
	assert_non_null(in);
	/* Each example ends at its dot; the HTML behind it has no fence. */
	while (read_example(in, &markdown))
		bad += run_example(++n, &markdown);
	fclose(in);
	assert_int_equal(n, EXAMPLES);
	assert_int_equal(bad, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
	};

	(void)text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
