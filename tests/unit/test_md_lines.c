/*
 * md_lines says of each line what md4c makes of it: the leaves of md4c and
 * those of md_lines are compared on random texts, with their depth. And a text
 * is cut where md4c would begin anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <md4c.h>

#include "content/md_guard.h"
#include "content/md_lines.h"

enum {
	MOST_TEXT = 4096,
	MOST_LEAVES = 4096,
	ROUNDS = 20000
};

/* One letter for the kind of a leaf and one for its depth, each. */
struct leaves {
	char text[2 * MOST_LEAVES + 1];
	size_t len;
	int depth;
	int inside;
};

static void add(struct leaves *l, char kind, int depth)
{
	assert_true(l->len + 2 < sizeof(l->text));
	l->text[l->len++] = kind;
	l->text[l->len++] = (char)('0' + depth);
	l->text[l->len] = '\0';
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	const MD_BLOCK_CODE_DETAIL *const code = detail;
	struct leaves *const l = arg;
	char kind = 0;

	switch (type) {
	case MD_BLOCK_QUOTE:
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		l->depth++;
		l->inside = 0;
		break;
	case MD_BLOCK_LI:
		l->inside = 0;
		break;
	case MD_BLOCK_HR:
		kind = '-';
		break;
	case MD_BLOCK_H:
		kind = '#';
		break;
	case MD_BLOCK_CODE:
		kind = code->fence_char != 0 ? 'f' : 'i';
		break;
	case MD_BLOCK_P:
		kind = 'p';
		break;
	case MD_BLOCK_TABLE:
		kind = 't';
		break;
	default:
		break;
	}
	if (kind != 0) {
		add(l, kind, l->depth);
		l->inside = 1;
	}
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct leaves *const l = arg;

	(void)detail;
	if (type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL ||
	    type == MD_BLOCK_OL)
		l->depth--;
	if (type < MD_BLOCK_THEAD)
		l->inside = 0;
	return 0;
}

/* In a tight list paragraphs are not called out. */
static void begin(struct leaves *l)
{
	if (!l->inside)
		add(l, 'p', l->depth);
	l->inside = 1;
}

static int span(MD_SPANTYPE type, void *detail, void *arg)
{
	(void)type;
	(void)detail;
	begin(arg);
	return 0;
}

static int text(MD_TEXTTYPE type, const MD_CHAR *ptr, MD_SIZE len, void *arg)
{
	(void)type;
	(void)ptr;
	(void)len;
	begin(arg);
	return 0;
}

static void ask_md4c(struct slice markdown, struct leaves *out)
{
	static const MD_PARSER parser = {
		.flags =
		    MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = span,
		.leave_span = span,
		.text = text,
	};

	memset(out, 0, sizeof(*out));
	assert_int_equal(
	    md_parse(markdown.ptr, (MD_SIZE)markdown.len, &parser, out), 0);
}

static void ask_lines(struct slice markdown, struct leaves *out)
{
	static const char kinds[] = {
		[MD_LINE_TEXT] = 'p',
		[MD_LINE_HEADING] = '#',
		[MD_LINE_RULE] = '-',
		[MD_LINE_INDENTED] = 'i',
		[MD_LINE_FENCED] = 'f',
	};
	struct md_lines lines;
	size_t at = 0;

	memset(out, 0, sizeof(*out));
	md_lines_init(&lines);
	while (at < markdown.len) {
		const char *const line = markdown.ptr + at;
		const char *const end = memchr(line, '\n', markdown.len - at);
		const size_t len =
		    end != NULL ? (size_t)(end - line) : markdown.len - at;
		struct md_line ml;

		md_lines_next(&lines, line, len, &ml);
		if (ml.first)
			add(out, kinds[ml.kind], (int)lines.n);
		if (ml.kind == MD_LINE_UNDERLINE)
			out->text[out->len - 2] = '#';
		if (ml.kind == MD_LINE_DELIMITER)
			out->text[out->len - 2] = 't';
		at += len + 1;
	}
}

static uint64_t seed = 88172645463325252u;

static unsigned roll(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 11) % n;
}

static struct slice random_text(char *text)
{
	static const char *const tokens[] = { "- ", "  ", "    ", "> ", ">",
		"1. ", "2) ", "```", "~~~", "````", "\n", "\n", "\n", "\n",
		"\n\n", "\n\n\n", "a", "b", "# ", "---", "***", "|",
		"|---|---|", "---|---\n", "`", "\t", "* ", "+ ", "=",
		"===", "a\n", "a\n", "[x]", "   ", "-", "1.", "a | b\n", "10. ",
		"_ _ _", "- - -", "\\", "`` ", "123456789. ", "[a]: b\n" };
	const unsigned ntokens = sizeof(tokens) / sizeof(*tokens);
	const unsigned n = 1 + roll(roll(50) == 0 ? 400 : 40);
	char *at = text;

	for (unsigned i = 0; i < n && at - text < MOST_TEXT - 16; i++)
		at = stpcpy(at, tokens[roll(ntokens)]);
	memcpy(at, "\n", 2);
	return (struct slice){ text, (size_t)(at - text) };
}

static void test_random(void **state)
{
	static struct leaves want, have;
	static char buf[MOST_TEXT];

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		const struct slice source = random_text(buf);
		struct md_guard guard;

		assert_true(md_guard_open(&guard, source, "test", 1, NULL));
		ask_md4c(guard.text, &want);
		ask_lines(source, &have);
		if (strcmp(want.text, have.text) != 0)
			fail_msg("round %d:\n%s---\nmd4c %s\nhere %s", round,
			    buf, want.text, have.text);
		/* It is the same after the guard as before it. */
		ask_lines(guard.text, &have);
		assert_string_equal(want.text, have.text);
		md_guard_close(&guard);
	}
}

static unsigned depth_of(const char *line)
{
	struct md_lines lines;
	struct md_line ml;

	md_lines_init(&lines);
	md_lines_next(&lines, line, strlen(line), &ml);
	return lines.n;
}

static void test_caps(void **state)
{
	char line[4 * MARKDOWN_MAX_NEST + 16] = "";
	struct md_lines lines;
	struct md_line ml;

	(void)state;
	for (int i = 0; i < MARKDOWN_MAX_NEST; i++)
		strcat(line, "- ");
	strcat(line, "a");
	assert_int_equal(depth_of(line), MARKDOWN_MAX_NEST);

	line[strlen(line) - 1] = '\0';
	strcat(line, "1. a");
	md_lines_init(&lines);
	md_lines_next(&lines, line, strlen(line), &ml);
	assert_int_equal(lines.n, MARKDOWN_MAX_NEST);
	assert_int_equal(ml.over, 2 * MARKDOWN_MAX_NEST + 1);
	assert_int_equal(line[ml.over], '.');
}

struct cut {
	const char *before; /* whole lines */
	const char *next;
	bool cut;
};

static void test_cuts(void **state)
{
	static const struct cut cuts[] = {
		{ "", "a", true },
		{ "a\n", "b", false },
		{ "a\n\n", "b", true },
		{ "a\n\n", "    b", true },
		{ "# a\n", "b", true },
		{ "- a\n", "b", false },
		{ "- a\n\n", "b", true },
		{ "- a\n\n", "# b", true },
		{ "- a\n\n", "> b", true },
		{ "- a\n\n", "---", true },
		{ "- a\n\n", "- b", false },
		{ "- a\n\n", "2. b", false },
		{ "- a\n\n", "2.b", true },
		{ "- a\n\n", " b", false },
		{ "- a\n\n", "\tb", false },
		{ "- a\n\n", "", false },
		{ "- a\n\n", "```", false },
		{ "- ```\n  a\n\n", "b", true },
		{ "- ```\n  a\n\n", "~~~", false },
		{ "> a\n\n", "b", true },
		{ "> - a\n\n", "- b", true },
		{ "```\na\n\n", "b", false },
		{ "```\na\n```\n", "b", true },
		{ "~~~\n```\n\n", "b", false },
		{ "    a\n\n", "b", true },
		{ "    a\n\n", "    b", false },
		{ "|a|b|\n|---|---|\n|c|d|\n", "e", false },
		{ "|a|b|\n|---|---|\n|c|d|\n\n", "e", true },
		{ "|a|b|\n|---|---|\n```\n\n", "e", true },
		{ "a\n```\n\n", "e", false },
		{ "- a\n  ```\n  b\n  ```\n\n", "c", true },
		{ "- a\n```\nb\n\n", "c", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cuts) / sizeof(*cuts); i++) {
		const char *at = cuts[i].before;
		struct md_lines lines;
		struct md_line ml;

		md_lines_init(&lines);
		while (*at != '\0') {
			const size_t len = strcspn(at, "\n");

			md_lines_next(&lines, at, len, &ml);
			at += len + 1;
		}
		if (md_lines_cut(&lines, cuts[i].next, strlen(cuts[i].next)) !=
		    cuts[i].cut)
			fail_msg("before \"%s\" in\n%s", cuts[i].next,
			    cuts[i].before);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_caps),
		cmocka_unit_test(test_cuts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
