/*
 * What the examples of tests/spec do not show: lines, where the bytes of runs
 * are, texts that do not end well, and what md4c must not get to see.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/markdown.h"
#include "content/md_guard.h"

struct fixture {
	struct arena arena;
	struct diag diag;
	struct doc doc;
};

static int setup(void **state)
{
	struct fixture *const f = calloc(1, sizeof(*f));

	assert_non_null(f);
	arena_init(&f->arena);
	diag_init(&f->diag, &f->arena);
	doc_init(&f->doc);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *const f = *state;

	doc_free(&f->doc);
	arena_free(&f->arena);
	free(f);
	return 0;
}

static void parse(struct fixture *f, struct slice text)
{
	doc_reset(&f->doc);
	markdown_parse(text, "test", 1, &f->doc, &f->diag);
}

static char *print(const struct doc *doc)
{
	char *text = NULL;
	size_t len;
	FILE *const out = open_memstream(&text, &len);

	assert_non_null(out);
	doc_print(doc, out);
	assert_int_equal(fclose(out), 0);
	return text;
}

static void assert_tree(struct fixture *f, struct slice text, const char *want)
{
	char *have;

	parse(f, text);
	have = print(&f->doc);
	assert_string_equal(have, want);
	free(have);
}

/* The number of the line on which the n-th node of that kind begins. */
static unsigned line_of(const struct doc *doc, enum doc_kind kind, int n)
{
	for (size_t i = 0; i < doc->nnodes; i++) {
		if (doc->nodes[i].kind == kind && n-- == 0)
			return doc->nodes[i].line;
	}
	fail_msg("there is no such node");
	return 0;
}

static void test_lines(void **state)
{
	static const char text[] = "# one\n"
				   "\n"
				   "> - a\n"
				   ">   b\n"
				   ">\n"
				   "> c\n"
				   "\n"
				   "```\n"
				   "\n"
				   "code\n"
				   "```\n"
				   "\n"
				   "|a|b|\n"
				   "|-|-|\n"
				   "|---|---|\n"
				   "\n"
				   "|a|b|\n"
				   "|---|---|\n"
				   "|c|d|\n"
				   "\n"
				   "> [!DO] walk\n"
				   "> now\n"
				   "\n"
				   "*x* [y](z) &amp;\n"
				   "\n"
				   "&amp;\n"
				   "\n"
				   "![a](figure:b)\n";
	struct fixture *const f = *state;

	parse(f, SLICE(text));
	assert_int_equal(line_of(&f->doc, DOC_HEADING, 0), 1);
	assert_int_equal(line_of(&f->doc, DOC_QUOTE, 0), 3);
	assert_int_equal(line_of(&f->doc, DOC_LIST, 0), 3);
	assert_int_equal(line_of(&f->doc, DOC_ITEM, 0), 3);
	assert_int_equal(line_of(&f->doc, DOC_PARA, 0), 3);
	assert_int_equal(line_of(&f->doc, DOC_PARA, 1), 6);
	assert_int_equal(line_of(&f->doc, DOC_CODE, 0), 10);
	assert_int_equal(line_of(&f->doc, DOC_PARA, 2), 13);
	assert_int_equal(line_of(&f->doc, DOC_TABLE, 0), 17);
	assert_int_equal(line_of(&f->doc, DOC_ROW, 1), 19);
	assert_int_equal(line_of(&f->doc, DOC_CELL, 3), 19);
	assert_int_equal(line_of(&f->doc, DOC_CARD, 0), 21);
	assert_int_equal(line_of(&f->doc, DOC_CARD_TITLE, 0), 21);
	assert_int_equal(line_of(&f->doc, DOC_PARA, 3), 22);
	assert_int_equal(line_of(&f->doc, DOC_PARA, 4), 24);
	assert_int_equal(line_of(&f->doc, DOC_PARA, 5), 26);
	assert_int_equal(line_of(&f->doc, DOC_FIGURE, 0), 28);
}

static void test_first_line(void **state)
{
	static const char text[] = "a\n\n[b]: c\n";
	struct fixture *const f = *state;

	markdown_parse(SLICE(text), "test", 100, &f->doc, &f->diag);
	assert_int_equal(line_of(&f->doc, DOC_PARA, 0), 100);
	assert_int_equal(line_of(&f->doc, DOC_PARA, 1), 102);
	assert_int_equal(f->diag.n, 1);
	assert_int_equal(f->diag.items[0].line, 102);
	assert_string_equal(f->diag.items[0].file, "test");
}

/* Runs borrow from the source, also where the guard made a copy. */
static void test_borrow(void **state)
{
	static const char text[] = "some words\n"
				   "and more [of]: them\n"
				   "\n"
				   "[x]: y\n"
				   "\n"
				   "```\n"
				   "a\n"
				   "\n"
				   "b\n"
				   "```\n"
				   "[z](<d]:e>)\n";
	struct fixture *const f = *state;
	const struct doc_run *const *runs =
	    (const struct doc_run *const *)&f->doc.runs;

	parse(f, SLICE(text));
	assert_int_equal(f->doc.nruns, 4);
	assert_ptr_equal((*runs)[0].ptr, text);
	assert_int_equal((*runs)[0].len, strlen("some words\n"
						"and more [of]: them"));
	assert_ptr_equal((*runs)[1].ptr, strstr(text, "[x]"));
	assert_ptr_equal((*runs)[2].ptr, strstr(text, "a\n\nb\n"));
	assert_int_equal((*runs)[2].len, 5);
	assert_ptr_equal((*runs)[3].ptr, strstr(text, "z]"));
	assert_true(slice_is(f->doc.links[0].target, "d]:e"));
}

static void test_adds(void **state)
{
	struct fixture *const f = *state;
	char *text;

	markdown_parse(SLICE("a\n"), "test", 1, &f->doc, NULL);
	markdown_parse(SLICE("- [b](c)\n"), "test", 1, &f->doc, NULL);
	text = print(&f->doc);
	assert_string_equal(
	    text, "para \"a\"\nlist tight\n  item\n    para link(c)\"b\"\n");
	free(text);
	assert_int_equal(f->doc.nodes[0].end, f->doc.nnodes);
}

/* The byte behind the text may be read, but is no part of it. */
static void test_ends(void **state)
{
	struct fixture *const f = *state;

	assert_tree(f, (struct slice){ "abc", 0 }, "");
	assert_tree(f, (struct slice){ "abc", 1 }, "para \"a\"\n");
	assert_tree(f, (struct slice){ "a\nb", 1 }, "para \"a\"\n");
	assert_tree(f, (struct slice){ "a\nb", 2 }, "para \"a\"\n");
	assert_tree(f, (struct slice){ "1\n", 1 }, "para \"1\"\n");
	assert_tree(f, (struct slice){ "1", 1 }, "para \"1\"\n");
	assert_tree(f, (struct slice){ "```\na\n", 5 }, "code \"a\\n\"\n");
	assert_tree(f, (struct slice){ "```\nax", 5 }, "code \"a\\n\"\n");
	assert_tree(f, (struct slice){ "# a", 3 }, "heading 1 \"a\"\n");
	assert_tree(f, (struct slice){ "a\\", 2 }, "para \"a\\\\\"\n");
	assert_tree(f, (struct slice){ "&#6", 3 }, "para \"&#6\"\n");
	assert_tree(f, (struct slice){ "-", 1 }, "list tight\n  item\n");
	assert_tree(f, (struct slice){ "[a](b", 5 }, "para \"[a](b\"\n");
	assert_tree(f, (struct slice){ "\n\n\n", 3 }, "");
}

/* Control characters pass for nothing, not even for hidden ones. */
static void test_controls(void **state)
{
	struct fixture *const f = *state;
	char text[3 * 32 + 2];
	size_t len = 0;

	assert_tree(f, SLICE("a\0b\n"), "para \"a\\x00b\"\n");
	assert_tree(f, SLICE("a\rb\n"), "para \"a\\x0Db\"\n");
	assert_tree(f, SLICE("a\vb\f\n"), "para \"a\\x0Bb\\x0C\"\n");
	assert_tree(f,
	    SLICE("\x0F"
		  "a](b)\n"),
	    "para \"\\x0F"
	    "a](b)\"\n");
	assert_tree(f, SLICE("[a](<\x11>)\n"), "para link(\\x11)\"a\"\n");
	assert_tree(
	    f, SLICE("\x1B[31m[b](c)\n"), "para \"\\x1B[31m\" link(c)\"b\"\n");
	for (char c = 1; c < 32; c++) {
		text[len++] = 'a';
		text[len++] = c;
		text[len++] = '\n';
	}
	parse(f, (struct slice){ text, len });
	assert_int_equal(f->doc.nodes[0].end, f->doc.nnodes);
}

static void test_bad_utf8(void **state)
{
	struct fixture *const f = *state;

	assert_tree(f, SLICE("\xFF *\xC3* \xE2\x82\n"),
	    "para \"\xFF \" emph\"\xC3\" \" \xE2\x82\"\n");
}

static void test_no_diag(void **state)
{
	struct fixture *const f = *state;

	markdown_parse(
	    SLICE("> [!X] <b>\n\n[a]: b\n"), "test", 1, &f->doc, NULL);
	assert_int_equal(f->doc.nnodes, 4);
}

/* All cells of a sparse table cannot be made: they would fill the memory. */
static void test_sparse_table(void **state)
{
	enum {
		COLUMNS = 64,
		ROWS = 20000
	};
	struct fixture *const f = *state;
	char *const text = malloc(COLUMNS * 8 + ROWS * 2 + 1);
	char *at = text;

	assert_non_null(text);
	for (int i = 0; i < COLUMNS; i++)
		at = stpcpy(at, "|a");
	at = stpcpy(at, "|\n");
	for (int i = 0; i < COLUMNS; i++)
		at = stpcpy(at, "|---");
	at = stpcpy(at, "|\n");
	for (int i = 0; i < ROWS; i++)
		at = stpcpy(at, "b\n");
	parse(f, (struct slice){ text, (size_t)(at - text) });
	assert_int_equal(f->doc.nodes[1].kind, DOC_TABLE);
	assert_int_equal(f->doc.nodes[1].value, COLUMNS);
	assert_true(f->doc.nnodes > 2 * ROWS);
	assert_true(f->doc.nnodes < 4 * ROWS);
	free(text);
}

/* One column more than the cap: words, and told. */
static void test_wide_table(void **state)
{
	struct fixture *const f = *state;
	char text[1024];
	char *at = text;

	at = stpcpy(at, "a|b\n");
	for (int i = 0; i <= MARKDOWN_MAX_COLUMNS; i++)
		at = stpcpy(at, "|---");
	at = stpcpy(at, "\nc|d\n");
	parse(f, (struct slice){ text, (size_t)(at - text) });
	assert_int_equal(f->doc.nnodes, 2);
	assert_int_equal(f->doc.nodes[1].kind, DOC_PARA);
	assert_int_equal(f->doc.nruns, 1);
	assert_int_equal(f->diag.n, 1);
	assert_int_equal(f->diag.items[0].line, 2);
	assert_non_null(strstr(f->diag.items[0].text, "columns"));
}

static void test_guard_keeps(void **state)
{
	static const char plain[] = "some *words* and [a](b)\n";
	struct md_guard guard;

	(void)state;
	assert_true(md_guard_open(&guard, SLICE(plain), "test", 1, NULL));
	assert_ptr_equal(guard.text.ptr, plain);
	assert_int_equal(guard.text.len, strlen(plain));
	assert_null(guard.copy);
	md_guard_close(&guard);

	/* The newline behind the text counts. */
	assert_true(md_guard_open(&guard,
	    (struct slice){ plain, strlen(plain) - 1 }, "test", 1, NULL));
	assert_ptr_equal(guard.text.ptr, plain);
	assert_int_equal(guard.text.len, strlen(plain));
	md_guard_close(&guard);
}

static void test_guard_hides(void **state)
{
	struct md_guard guard;
	char shown[16];

	(void)state;
	assert_true(md_guard_open(&guard, SLICE("[a]: b\n"), "test", 1, NULL));
	assert_non_null(guard.copy);
	assert_int_equal(guard.text.len, 7);
	assert_int_not_equal(guard.text.ptr[3], ':');
	for (size_t i = 0; i < guard.text.len; i++)
		shown[i] = md_guard_show(guard.text.ptr[i]);
	assert_memory_equal(shown, "[a]: b\n", 7);
	md_guard_close(&guard);
	assert_null(guard.copy);
}

/* More blocks than md4c can count. */
static void test_too_large(void **state)
{
	enum {
		LINES = 21 << 20
	};
	struct md_guard guard;
	char *text;

	(void)state;
	if (LUMBAR_SANITIZED)
		skip();
	text = malloc(LINES * 2 + 1);
	assert_non_null(text);
	/* Lists that follow each other: the most blocks for a byte. */
	for (int i = 0; i < LINES; i++) {
		text[2 * i] = i & 1 ? '-' : '+';
		text[2 * i + 1] = '\n';
	}
	assert_false(md_guard_open(
	    &guard, (struct slice){ text, LINES * 2 }, "test", 1, NULL));
	free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_lines),
		TEST(test_first_line),
		TEST(test_borrow),
		TEST(test_adds),
		TEST(test_ends),
		TEST(test_controls),
		TEST(test_bad_utf8),
		TEST(test_no_diag),
		TEST(test_sparse_table),
		TEST(test_wide_table),
		TEST(test_guard_keeps),
		TEST(test_guard_hides),
		TEST(test_too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
