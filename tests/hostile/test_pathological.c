/*
 * Inputs that make parsers slow: each repeats a few characters, and must take
 * linear time and little memory from Markdown to plain text. They are cmark's
 * and md4c's own, those that md4c 0.4.8 is slow for, and what aims at the guard
 * and at what builds the document.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/layout.h"
#include "content/markdown.h"
#include "content/write.h"

enum {
	FEW = 2500,
	MANY = 10000, /* four times as many */
	COLS = 80
};

/* Of CPU time; more where a sanitizer watches. */
static const double most_s = LUMBAR_SANITIZED ? 10 : 0.5;
static const double noise_s = LUMBAR_SANITIZED ? 0.4 : 0.03;
static const double most_growth = 8;

/* A text: before, n times first, between, n times second, after. */
struct family {
	const char *name;
	const char *before, *first, *between, *second, *after;
};

static const struct family families[] = {
	/* clang-format off */
	{ "nested strong emph", "", "*a **a ", "b", " a** a*", "" },
	{ "emph closers", "", "a_ ", "", "", "" },
	{ "emph openers", "", "_a ", "", "", "" },
	{ "3-emph", "", "a***", "", "", "" },
	{ "link closers", "", "a]", "", "", "" },
	{ "link openers", "", "[a", "", "", "" },
	{ "mismatched", "", "*a_ ", "", "", "" },
	{ "issue389", "", "*a ", "", "_a*_ ", "" },
	{ "mult of 3", "a**b", "c* ", "", "", "" },
	{ "link open emph close", "", "[ a_", "", "", "" },
	{ "[ (](", "", "[ (](", "", "", "" },
	{ "nested brackets", "", "[", "a", "]", "" },
	{ "nested brackets nl", "", "[\n", "a", "]\n", "" },
	{ "nested brackets ref", "", "[", "a", "]", "\n\n[a]: /b" },
	{ "nested quotes", "", "> ", "a", "", "" },
	{ "nested quotes nosp", "", ">", "a", "", "" },
	{ "quotes lines", "", "> > > > > > a\n", "", "", "" },
	{ "nested lists 1 line", "", "* ", "a", "", "" },
	{ "nested ordered 1 line", "", "1. ", "a", "", "" },
	{ "nested list then blanks", "", "* ", "a\n", "\n", "b" },
	{ "broken hr", "", "* ", "a", "", "" },
	{ "unclosed A", "", "[a](<b", "", "", "" },
	{ "unclosed B", "", "[a](b", "", "", "" },
	{ "[a](", "", "[a](", "", "", "" },
	{ "![a](b", "", "![a](b", "", "", "" },
	{ "a<b", "", "a <b", "", "", "" },
	{ "a<!--", "", "a <!--", "", "", "" },
	{ "<?", "x", "<?", "", "", "" },
	{ "<![CDATA[", "x", "<![CDATA[", "", "", "" },
	{ "<>", "", "<>", "", "", "" },
	{ "bt esc", "", "\\``", "", "", "" },
	{ "many links", "", "[t](/u) ", "", "", "" },
	{ "links lines", "", "[t](/u)\n", "", "", "" },
	{ "pairs lines", "", "[a]\n", "", "", "" },
	{ "multi-line pair", "", "[\n]", "", "", "" },
	{ "]([nl", "", "](", "[", "\n", "" },
	{ "]([ nl", "", "]([\n", "", "", "" },
	{ "img br url", "", "[![img](url[)]() ", "", "", "" },
	{ "disabled openers", "", "[", "![img](/url", "[", ")](/outer)" },
	{ "nested img", "", "![", "a", "](b)", "" },
	{ "nested img lines", "", "![\n", "a", "](b)\n", "" },
	{ "refs defs", "", "[x]: y\n", "", "[x] ", "" },
	{ "refs defs para", "", "[x]: y\n\n", "", "[x]\n\n", "" },
	{ "tilde", "", "~a ", "", "a~ ", "" },
	{ "tilde2", "", "~~a ", "", "a~~ ", "" },
	{ "tilde cross", "", "*a ~b* c~ ", "", "", "" },
	{ "tilde/emph", "", "~a *b ", "", "c* d~ ", "" },
	{ "huge table sq", "", "th|", "\n", "-|", "\n" },
	{ "huge table", "", "th|", "\n", "---|", "\n" },
	{ "table rows", "a|b\n-|-\n", "|", "", "\n", "" },
	{ "table ragged", "|a|b|\n|---|---|\n", "x\n", "", "", "" },
	{ "table bars", "|a|b|\n|---|---|\n", "|", "", "", "" },
	{ "table bars2", "|a|b|\n|---|---|\n", "|x", "", "", "" },
	{ "table empties", "|a|b|\n|---|---|\n", "|| x", "", "", "" },
	{ "table esc", "|a|b|\n|---|---|\n", "\\|", "", "", "" },
	{ "table ticks", "|a|b|\n|---|---|\n", "`|", "", "", "" },
	{ "table ticks2", "|a|b|\n|---|---|\n", "``|`|", "", "", "" },
	{ "entities", "", "&amp;", "", "", "" },
	{ "entity bad", "", "&", "", "", "" },
	{ "entity long", "", "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "", "", "" },
	{ "nul", "", "\001", "", "", "" },
	{ "stars", "", "*", "", "", "" },
	{ "underscores", "a", "_", "", "", "" },
	{ "stars2", "", "*", "a", "*", "" },
	{ "ticks", "", "`", "a", "`", "" },
	{ "tick lines", "", "`\n", "", "", "" },
	{ "fence openers", "", "```\n", "", "", "" },
	{ "list items", "", "- a\n", "", "", "" },
	{ "list items blank", "", "- a\n\n", "", "", "" },
	{ "empty items", "", "-\n", "", "", "" },
	{ "alt lists", "", "-\n+\n", "", "", "" },
	{ "headings", "", "# a\n", "", "", "" },
	{ "setext", "", "a\n-\n", "", "", "" },
	{ "hr", "", "---\n", "", "", "" },
	{ "hard breaks", "", "a  \n", "", "", "" },
	{ "backslash nl", "", "a\\\n", "", "", "" },
	{ "autolinks", "", "<a:b>", "", "", "" },
	{ "autolink un", "", "<ab:", "", "", "" },
	{ "email un", "", "<a@", "", "", "" },
	{ "email un2", "", "<a", "", "@", "" },
	{ "title q", "", "[a](b \"", "", "", "" },
	{ "title q2", "", "[a](b '", "", "", "" },
	{ "title p", "", "[a](b (", "", "", "" },
	{ "title mix", "", "[a](b \"[a](b '", "", "", "" },
	{ "title lines", "", "[a](b \"\n", "", "", "" },
	{ "escapes", "", "\\[", "", "\\]", "" },
	{ "backslashes", "", "\\", "[", "]", "" },
	{ "backslash[", "", "\\\\[", "", "\\\\]", "" },
	{ "deep indent list", "", "- a\n  - b\n    - c\n", "", "", "" },
	{ "quote lazy", "", "> a\nb\n", "", "", "" },
	{ "card", "", "> [!DO] a\n> b\n\n", "", "", "" },
	{ "figures", "", "![a](figure:b)\n\n", "", "", "" },
	{ "html lines", "", "<b>x</b>\n\n", "", "", "" },
	{ "long spaces", "a", " ", "", "", "b" },
	{ "long tabs", "a", "\t", "", "", "b" },
	{ "code indent", "", "    a\n", "", "", "" },
	{ "code indent deep", "", "                                    a\n", "", "", "" },
	{ "def noclose", "[", "a", "", "", "" },
	{ "def lines", "[", "a\n", "", "", "]: b" },
	{ "codelinks", "", "[`a`](b)\n", "", "", "" },
	{ "codebr", "", "`[`]", "", "", "" },
	{ "codebr nl", "", "`[`]\n", "", "", "" },
	{ "[ nl then ]", "", "[\n", "", "]", "" },
	{ "link in link", "", "[a [b](c) ", "", "](d)", "" },
	{ "parens", "[a](", "(", "", ")", ")" },
	{ "parens2", "[a](", "(b", "", "", "" },
	{ "quote bracket", "", "> [a]\n", "", "", "" },
	{ "amp semi", "", "&a;", "", "", "" },
	{ "words", "", "word ", "", "", "" },
	{ "letters", "", "x", "", "", "" },
	{ "cr", "", "a\r", "", "", "" },
	{ "quotes+list", "", "> - ", "a", "", "" },
	{ "lists wide", "", "1) ", "", "", "" },
	{ "colon", "", "[a]: ", "", "", "" },
	{ "para defs", "", "[a]: b \"", "", "", "" },
	{ "lt nl", "", "<\n", "", "", "" },
	{ "bang", "", "![", "", "]", "" },
	{ "*[", "", "*[", "", "]*", "" },
	{ "*[nl", "", "*[\n", "", "]*\n", "" },
	{ "two blanks", "- a\n", "\n", "", "", "  b" },
	{ "2blank items", "", "- a\n\n\n", "", "", "" },
	{ "nest20 then blanks", "- - - - - - - - - - - - - - - - - - - - - - - - - - - a\n", "\n", "", "", "x" },
	{ "nest30 items", "- - - - - - - - - - - - - - - - - - - - - - - - - - - a\n", "- b\n", "", "", "x" },
	{ "nest q lines", ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> a\n", ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> a\n", "", "", "x" },
	/* clang-format on */
};

static char *put(char *at, const char *text, int n)
{
	const size_t len = strlen(text);

	for (int i = 0; i < n; i++) {
		memcpy(at, text, len);
		at += len;
	}
	return at;
}

static struct slice make(const struct family *f, int n)
{
	const size_t most = strlen(f->before) + strlen(f->between) +
	                    strlen(f->after) +
	                    (size_t)n * (strlen(f->first) + strlen(f->second));
	char *const text = malloc(most + 2);
	char *at = text;

	assert_non_null(text);
	at = put(at, f->before, 1);
	at = put(at, f->first, n);
	at = put(at, f->between, 1);
	at = put(at, f->second, n);
	at = put(at, f->after, 1);
	memcpy(at, "\n", 2);
	return (struct slice){ text, (size_t)(at - text) };
}

static double now(void)
{
	struct timespec ts;

	assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts), 0);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

struct cost {
	double parse_s, show_s;
};

static struct cost show(struct slice text)
{
	FILE *const out = fopen("/dev/null", "w");
	const double begin = now();
	struct layout layout;
	struct arena arena;
	struct diag diag;
	struct cost cost;
	struct doc doc;

	assert_non_null(out);
	arena_init(&arena);
	diag_init(&diag, &arena);
	doc_init(&doc);
	markdown_parse(text, "family", 1, &doc, &diag);
	cost.parse_s = now() - begin;
	layout_init(&layout);
	layout_flow(&layout, &doc, COLS, 0);
	assert_int_equal(write_layout(&layout, WRITE_PLAIN, 0, out), 0);
	cost.show_s = now() - begin - cost.parse_s;
	layout_free(&layout);
	doc_free(&doc);
	arena_free(&arena);
	assert_int_equal(fclose(out), 0);
	return cost;
}

/* In a process of its own, so that its memory can be told. */
static int run(const struct family *f, int n, struct cost *cost)
{
	const struct slice text = make(f, n);
	const double most_kb = 64 * 1024 + 400.0 * (double)text.len / 1024;
	struct rusage usage;
	int ends[2];
	int status;
	pid_t pid;
	int bad = 0;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		const struct cost own = show(text);

		_exit(write(ends[1], &own, sizeof(own)) != sizeof(own));
	}
	close(ends[1]);
	if (read(ends[0], cost, sizeof(*cost)) != sizeof(*cost))
		bad = 1;
	close(ends[0]);
	assert_int_equal(wait4(pid, &status, 0, &usage), pid);
	if (bad || status != 0) {
		print_error("%s, %d times: ended with %#x\n", f->name, n,
		    (unsigned)status);
		bad = 1;
	} else if (!LUMBAR_SANITIZED && (double)usage.ru_maxrss > most_kb) {
		print_error("%s, %d times: %ld KB for %zu bytes\n", f->name, n,
		    usage.ru_maxrss, text.len);
		bad = 1;
	}
	free((void *)(uintptr_t)text.ptr);
	return bad;
}

static int grows(
    const struct family *f, const char *what, double few, double many)
{
	if (many <= most_s && many <= few * most_growth + noise_s)
		return 0;
	print_error("%s: %s %.3f s, four times as many %.3f s\n", f->name, what,
	    few, many);
	return 1;
}

static void test_families(void **state)
{
	const size_t n = sizeof(families) / sizeof(*families);
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		const struct family *const f = &families[i];
		struct cost few = { 0, 0 };
		struct cost many = { 0, 0 };

		if (run(f, FEW, &few) || run(f, MANY, &many)) {
			bad++;
			continue;
		}
		bad += grows(f, "parsing", few.parse_s, many.parse_s);
		bad += grows(f, "layout", few.show_s, many.show_s);
	}
	assert_int_equal(bad, 0);
}

/* One backtick run of each length: no closer for any of them. */
static void test_ticks(void **state)
{
	static char text[600 << 10];
	size_t len = 0;
	struct cost cost;

	(void)state;
	for (size_t run_len = 1; run_len < 1000; run_len++) {
		text[len++] = 'e';
		memset(text + len, '`', run_len);
		len += run_len;
	}
	cost = show((struct slice){ text, len });
	assert_true(cost.parse_s + cost.show_s < most_s);
}

/* Lists inside of lists, a line each: the text itself grows by the square. */
static void test_stairs(void **state)
{
	static char text[2 << 20];
	size_t len = 0;
	struct cost cost;

	(void)state;
	for (size_t depth = 0; depth < 1000; depth++) {
		memset(text + len, ' ', 2 * depth);
		len += 2 * depth;
		memcpy(text + len, "* a\n", 4);
		len += 4;
	}
	cost = show((struct slice){ text, len });
	assert_true(cost.parse_s + cost.show_s < 2 * most_s);
}

/* Definitions that hash alike, each used at once. */
static void test_definitions(void **state)
{
	const int n = 20000;
	char *const text = malloc((size_t)n * 64);
	size_t len = 0;
	struct cost cost;

	(void)state;
	assert_non_null(text);
	for (int i = 0; i < n; i++)
		len += (size_t)sprintf(
		    text + len, "[x%d]: /url\n\n[x%d]\n\n", i, i / 2);
	cost = show((struct slice){ text, len });
	assert_true(cost.parse_s + cost.show_s < 2 * most_s);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_families),
		cmocka_unit_test(test_ticks),
		cmocka_unit_test(test_stairs),
		cmocka_unit_test(test_definitions),
	};

	(void)text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
