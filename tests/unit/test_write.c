#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <errno.h>

#include <cmocka.h>

#include "content/figure.h"
#include "content/markdown.h"
#include "content/write.h"

static char *write_as(const char *markdown, int cols, unsigned flow,
    enum write_format format, unsigned flags)
{
	struct doc doc;
	struct layout layout;
	char *text;
	size_t len;
	FILE *const out = open_memstream(&text, &len);

	assert_non_null(out);
	doc_init(&doc);
	layout_init(&layout);
	markdown_parse(slice_of(markdown), "test.md", 1, &doc, NULL);
	layout_flow(&layout, &doc, cols, flow);
	assert_int_equal(write_layout(&layout, format, flags, out), 0);
	layout_free(&layout);
	doc_free(&doc);
	assert_int_equal(fclose(out), 0);
	return text;
}

static char *html_of(const char *markdown, const char *title, const char *lang)
{
	struct doc doc;
	char *text;
	size_t len;
	FILE *const out = open_memstream(&text, &len);

	assert_non_null(out);
	doc_init(&doc);
	markdown_parse(slice_of(markdown), "test.md", 1, &doc, NULL);
	assert_int_equal(write_html(&doc, title, lang, out), 0);
	doc_free(&doc);
	assert_int_equal(fclose(out), 0);
	return text;
}

static void check(const char *markdown, enum write_format format,
    unsigned flags, const char *expected)
{
	char *const text = write_as(markdown, 40, 0, format, flags);

	assert_string_equal(text, expected);
	free(text);
}

static void plain_is_plain(void **state)
{
	(void)state;
	check("# One\n\n**two** [three](x)\n", WRITE_PLAIN, 0,
	    "One\n\ntwo three\n");
	check("na\xC3\xAFve\n\n- item\n", WRITE_PLAIN, WRITE_ASCII,
	    "naive\n\n* item\n");
}

static void ansi_changes_with_roles(void **state)
{
	(void)state;
	check("one **two** three\n", WRITE_ANSI, 0,
	    "one \033[1mtwo\033[m three\n");
	/* Set again on each line, reset at the end of each. */
	check("**one two three four five six seven eight nine**\n", WRITE_ANSI,
	    0,
	    "\033[1mone two three four five six seven eight\033[m\n"
	    "\033[1mnine\033[m\n");
	check("see [how to sit](sit)\n", WRITE_ANSI, 0,
	    "see \033[4;36mhow to sit\033[m\n");
	check("> [!EMERGENCY] Call 999\n> now\n", WRITE_ANSI, 0,
	    "\033[1;31mEMERGENCY - act now\033[m\n"
	    "\033[1;31mCall 999\033[m\n"
	    "\033[1;31m\xE2\x94\x82 \033[mnow\n");
}

static void mono_has_no_colour(void **state)
{
	(void)state;
	check("see [how](sit) **now** `code`\n", WRITE_MONO, 0,
	    "see \033[4mhow\033[m \033[1mnow\033[m code\n");
	check("> [!URGENT] Call\n> now\n", WRITE_MONO, 0,
	    "\033[1mURGENT - today\033[m\n\033[1mCall\033[m\n"
	    "\033[1m\xE2\x94\x82 \033[mnow\n");
}

/* Padding between columns does not switch anything off and on. */
static void blanks_do_not_change_roles(void **state)
{
	(void)state;
	check("| a | b |\n|---|---|\n| c | dd |\n", WRITE_ANSI, WRITE_ASCII,
	    "\033[1ma  b\033[m\n-  --\nc  dd\n");
}

static void no_blank_at_the_end(void **state)
{
	char *text;

	(void)state;
	check("```\nx   \n\n y\n```\n", WRITE_PLAIN, 0, "  x\n\n   y\n");
	check("> a\n>\n> b\n", WRITE_PLAIN, WRITE_ASCII, "| a\n|\n| b\n");
	/* A stand-in may be a blank, too. */
	text = write_as("a\xC2\xA0\n", 40, 0, WRITE_PLAIN, WRITE_ASCII);
	assert_string_equal(text, "a\n");
	free(text);
}

/* More than any buffer, and lines longer than one. */
static void writes_large_texts(void **state)
{
	const size_t len = 300000;
	char *const source = malloc(len + 1);
	char *text;
	size_t i, from = 0;

	(void)state;
	assert_non_null(source);
	for (i = 0; i < len; i++)
		source[i] = i % 7 == 6 ? ' ' : (char)('a' + i % 26);
	source[len - 2] = 'z';
	source[len - 1] = '\n';
	source[len] = '\0';
	text = write_as(source, LAYOUT_MAX_COLS, 0, WRITE_ANSI, 0);
	assert_int_equal(strlen(text), len);
	for (i = 0; i < len; i++) {
		if (text[i] == '\n')
			text[i] = ' ';
		if (text[i] != source[i] && source[i] != '\n')
			from++;
	}
	assert_int_equal(from, 0);
	free(text);
	free(source);
}

static void tells_of_failure(void **state)
{
	struct doc doc;
	struct layout layout;
	FILE *const out = fopen("/dev/full", "w");

	(void)state;
	if (out == NULL)
		skip();
	doc_init(&doc);
	layout_init(&layout);
	markdown_parse(SLICE("text\n"), "test.md", 1, &doc, NULL);
	layout_flow(&layout, &doc, 40, 0);
	setvbuf(out, NULL, _IONBF, 0);
	errno = 0;
	assert_int_equal(write_layout(&layout, WRITE_PLAIN, 0, out), -1);
	assert_int_equal(errno, ENOSPC);
	assert_int_equal(write_html(&doc, "t", "en", out), -1);
	fclose(out);
	layout_free(&layout);
	doc_free(&doc);
}

static void html_elements(void **state)
{
	static const struct {
		const char *markdown, *html;
	} cases[] = {
		{ "# One & *two*\n", "<h1 id=\"one-two\">One &amp; "
				     "<em>two</em></h1>\n" },
		{ "a **b** `<c>`\\\nd\n", "<p>a <strong>b</strong> "
					  "<code>&lt;c&gt;</code><br>\n"
					  "d</p>\n" },
		{ "- a\n- b\n", "<ul>\n<li>a\n</li>\n<li>b\n</li>\n</ul>\n" },
		{ "3. a\n\n4. b\n",
		    "<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n"
		    "</li>\n</ol>\n" },
		{ "> q\n", "<blockquote>\n<p>q</p>\n</blockquote>\n" },
		{ "```\na <b>\n c\n```\n",
		    "<pre><code>a &lt;b&gt;\n c\n</code></pre>\n" },
		{ "---\n", "<hr>\n" },
		{ "> [!EMERGENCY] Call\n> now\n",
		    "<section class=\"card emergency\" "
		    "aria-label=\"EMERGENCY - act now\">\n"
		    "<p class=\"level\">EMERGENCY - act now</p>\n"
		    "<p class=\"level\">Call</p>\n<p>now</p>\n</section>\n" },
		{ "| a | b |\n|---|--:|\n| c | d |\n",
		    "<table>\n<thead>\n<tr><th scope=\"col\">a</th>"
		    "<th scope=\"col\" class=\"right\">b</th></tr>\n</thead>\n"
		    "<tbody>\n<tr><td>c</td><td class=\"right\">d</td></tr>\n"
		    "</tbody>\n</table>\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *const html = html_of(cases[i].markdown, NULL, NULL);

		assert_string_equal(html, cases[i].html);
		free(html);
	}
}

static void html_links(void **state)
{
	static const struct {
		const char *target, *html;
	} cases[] = {
		{ "sciatica", "<p><a href=\"sciatica.html\">x</a></p>\n" },
		{ "sciatica#how-long",
		    "<p><a href=\"sciatica.html#how-long\">x</a></p>\n" },
		{ "#how-long", "<p><a href=\"#how-long\">x</a></p>\n" },
		{ "https://www.nhs.uk/a?b&c",
		    "<p><a href=\"https://www.nhs.uk/a?b&amp;c\">x</a></p>\n" },
		{ "javascript:alert(1)", "<p>x</p>\n" },
		{ "JavaScript:alert(1)", "<p>x</p>\n" },
		{ "data:text/html;x", "<p>x</p>\n" },
		{ "quiz:signs", "<p>x</p>\n" },
		{ "../up", "<p>x</p>\n" },
		{ "//host/x", "<p>x</p>\n" },
		{ "a#", "<p>x</p>\n" },
		{ "https://a\"b", "<p>x</p>\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char source[128];
		char *html;

		snprintf(source, sizeof(source), "[x](%s)\n", cases[i].target);
		html = html_of(source, NULL, NULL);
		assert_string_equal(html, cases[i].html);
		free(html);
	}
}

static void html_figures(void **state)
{
	static const struct slice rows[] = { { "<-->", 4 } };
	static const struct figure_form forms[] = { { 20, false, 1, rows, 1 } };
	static const struct figure figure = { "f", "A title", "All of it.",
		forms, 1 };
	const struct figure *figures[] = { &figure };
	struct doc doc;
	char *text;
	size_t len;
	uint32_t node;
	FILE *const out = open_memstream(&text, &len);

	(void)state;
	assert_non_null(out);
	doc_init(&doc);
	node = doc_open(&doc, DOC_FIGURE, 0);
	doc.nodes[node].value = 0;
	doc_text(&doc, node, SLICE("Side view."), ROLE_NORMAL, 0);
	doc_close(&doc, node);
	doc_close(&doc, 0);
	doc.figures = figures;
	doc.nfigures = 1;
	assert_int_equal(write_html(&doc, NULL, NULL, out), 0);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(text,
	    "<figure>\n<pre role=\"img\" aria-label=\"Drawing: A "
	    "title\">&lt;--&gt;\n</pre>\n"
	    "<figcaption><strong>A title</strong> Side view. All of it."
	    "</figcaption>\n</figure>\n");
	free(text);
	doc.figures = NULL;
	doc.nfigures = 0;
	doc_free(&doc);
}

static void html_page(void **state)
{
	char *html = html_of("text\n", "A <title>", "en");

	(void)state;
	assert_int_equal(
	    strncmp(html, "<!DOCTYPE html>\n<html lang=\"en\">\n", 32), 0);
	assert_non_null(strstr(html, "<title>A &lt;title&gt;</title>"));
	assert_non_null(strstr(html, "<h1>A &lt;title&gt;</h1>"));
	assert_non_null(strstr(html, "<meta charset=\"utf-8\">"));
	assert_null(strstr(html, "<script"));
	free(html);
	/* The article's own title is enough. */
	html = html_of("# Own\n", "Title", NULL);
	assert_null(strstr(html, "<h1>Title"));
	assert_non_null(strstr(html, "<html>"));
	free(html);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_is_plain),
		cmocka_unit_test(ansi_changes_with_roles),
		cmocka_unit_test(mono_has_no_colour),
		cmocka_unit_test(blanks_do_not_change_roles),
		cmocka_unit_test(no_blank_at_the_end),
		cmocka_unit_test(writes_large_texts),
		cmocka_unit_test(tells_of_failure),
		cmocka_unit_test(html_elements),
		cmocka_unit_test(html_links),
		cmocka_unit_test(html_figures),
		cmocka_unit_test(html_page),
	};

	text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
