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

/* One document and its layout; the text stays where it is. */
struct page {
	struct doc doc;
	struct layout layout;
	char *text;
	char *plain;
};

static void page_flow(struct page *page, int cols, unsigned flags)
{
	size_t len;
	FILE *out;

	free(page->plain);
	layout_flow(&page->layout, &page->doc, cols, flags);
	out = open_memstream(&page->plain, &len);
	assert_non_null(out);
	assert_int_equal(write_layout(&page->layout, WRITE_PLAIN, 0, out), 0);
	assert_int_equal(fclose(out), 0);
}

static void page_open(
    struct page *page, const char *markdown, int cols, unsigned flags)
{
	doc_init(&page->doc);
	layout_init(&page->layout);
	page->plain = NULL;
	page->text = strdup(markdown);
	markdown_parse(slice_of(page->text), "test.md", 1, &page->doc, NULL);
	page_flow(page, cols, flags);
}

static void page_close(struct page *page)
{
	layout_free(&page->layout);
	doc_free(&page->doc);
	free(page->text);
	free(page->plain);
}

static void check(
    const char *markdown, int cols, unsigned flags, const char *expected)
{
	struct page page;

	page_open(&page, markdown, cols, flags);
	assert_string_equal(page.plain, expected);
	page_close(&page);
}

static void fills_lines(void **state)
{
	(void)state;
	check("", 20, 0, "");
	check(
	    "One two three four five.\n", 20, 0, "One two three four\nfive.\n");
	/* It fits to the very column. */
	check(
	    "12345 789012 456789 next\n", 19, 0, "12345 789012 456789\nnext\n");
	check("12345 789012 4567890 next\n", 19, 0,
	    "12345 789012\n4567890 next\n");
	/* Less than the least is the least. */
	check(
	    "One two three four five.\n", 1, 0, "One two\nthree four\nfive.\n");
}

static void collapses_blanks(void **state)
{
	struct doc doc;
	struct layout layout;
	uint32_t para;

	(void)state;
	check("one\ntwo\n", 20, 0, "one two\n");
	doc_init(&doc);
	layout_init(&layout);
	para = doc_open(&doc, DOC_PARA, 0);
	doc_text(&doc, para, SLICE("  one \t\n two "), ROLE_NORMAL, 0);
	doc_text(&doc, para, SLICE("  three"), ROLE_STRONG, 0);
	doc_text(&doc, para, SLICE(" "), ROLE_NORMAL, 0);
	doc_close(&doc, para);
	doc_close(&doc, 0);
	layout_flow(&layout, &doc, 40, 0);
	assert_int_equal(layout.nlines, 1);
	assert_int_equal(layout.lines[0].nspans, 2);
	assert_int_equal(layout.lines[0].cols, 13);
	assert_int_equal(layout.spans[0].len, 8);
	assert_memory_equal(layout.spans[0].ptr, "one two ", 8);
	assert_memory_equal(layout.spans[1].ptr, "three", 5);
	assert_int_equal(layout.spans[1].role, ROLE_STRONG);
	layout_free(&layout);
	doc_free(&doc);
}

static void honours_hard_breaks(void **state)
{
	(void)state;
	check("one\\\ntwo three  \nfour\n", 40, 0, "one\ntwo three\nfour\n");
}

static void breaks_long_words(void **state)
{
	(void)state;
	check("to abcdefghijklmnopqrstuvwxyz now\n", 12, 0,
	    "to\nabcdefghijkl\nmnopqrstuvwx\nyz now\n");
	/* A wide character is not halved, a mark stays with its letter. */
	check("abcdefghijk\xE6\xBC\xA2z\n", 12, 0,
	    "abcdefghijk\n\xE6\xBC\xA2z\n");
	check("abcdefghijke\xCC\x81z\n", 12, 0, "abcdefghijke\xCC\x81\nz\n");
}

static void breaks_at_hyphens_and_slashes(void **state)
{
	(void)state;
	check("A word about back-pain\n", 18, 0, "A word about back-\npain\n");
	check("It takes about 5-10\n", 17, 0, "It takes about\n5-10\n");
	check("It is seen on X-rays\n", 17, 0, "It is seen on\nX-rays\n");
	check("Use the option --help\n", 18, 0, "Use the option\n--help\n");
	check("www.example.org/page/of/back-pain\n", 20, 0,
	    "www.example.org/\npage/of/back-pain\n");
	check("For him and/or her\n", 12, 0, "For him\nand/or her\n");
}

static void keeps_words_together(void **state)
{
	static const struct {
		const char *text;
		int cols;
		const char *lines;
	} cases[] = {
		{ "Take at most 500 mg.\n", 16, "Take at most\n500 mg.\n" },
		{ "It was at most 38 C.\n", 17, "It was at most\n38 C.\n" },
		{ "It was at 38 \xC2\xB0"
		  "C.\n",
		    13,
		    "It was at\n38 \xC2\xB0"
		    "C.\n" },
		{ "Most get well in 6 weeks, some\n", 18,
		    "Most get well in\n6 weeks, some\n" },
		{ "Walk for a 30 minutes\n", 13, "Walk for a\n30 minutes\n" },
		{ "It takes 2 to 3 weeks\n", 16, "It takes 2 to\n3 weeks\n" },
		{ "Ring on 0808 2000 247 now\n", 17,
		    "Ring on\n0808 2000 247 now\n" },
		{ "Samaritans on 116 123 now\n", 18,
		    "Samaritans on\n116 123 now\n" },
		{ "In the day NHS 111 helps\n", 16,
		    "In the day\nNHS 111 helps\n" },
		{ "If you can, call 999 or go\n", 17,
		    "If you can,\ncall 999 or go\n" },
		{ "If so, go to A&E now\n", 15, "If so, go to\nA&E now\n" },
		{ "It is about 1 in 7 of us\n", 16,
		    "It is about\n1 in 7 of us\n" },
		{ "You know by now 4 of 6\n", 17, "You know by now\n4 of 6\n" },
		{ "It costs no\xC2\xA0more today\n", 13,
		    "It costs\nno\xC2\xA0more today\n" },
		/* Not glue: a number that only stands there. */
		{ "In the year 2020 most of\n", 17,
		    "In the year 2020\nmost of\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(cases[i].text, cases[i].cols, 0, cases[i].lines);
	/* Where there is no other place, glue gives way. */
	check("0808 2000 247 0808\n", 12, 0, "0808 2000\n247 0808\n");
}

#define HAN  "\xE6\xBC\xA2"
#define STOP "\xE3\x80\x82"
#define OPEN "\xE3\x80\x8C"

static void breaks_between_ideographs(void **state)
{
	(void)state;
	check(HAN HAN HAN HAN HAN HAN HAN HAN "\n", 12, 0,
	    HAN HAN HAN HAN HAN HAN "\n" HAN HAN "\n");
	/* No line begins with a full stop or ends with a quote. */
	check(HAN HAN HAN HAN HAN HAN STOP HAN "\n", 12, 0,
	    HAN HAN HAN HAN HAN "\n" HAN STOP HAN "\n");
	check(HAN HAN HAN HAN HAN OPEN HAN HAN "\n", 12, 0,
	    HAN HAN HAN HAN HAN "\n" OPEN HAN HAN "\n");
	/* A dose stays whole. */
	check(HAN HAN HAN HAN HAN "12" HAN "\n", 12, 0,
	    HAN HAN HAN HAN HAN "\n12" HAN "\n");
}

static void lists(void **state)
{
	(void)state;
	check("- one two three\n- four\n", 12, 0,
	    "\xE2\x80\xA2 one two\n  three\n\xE2\x80\xA2 four\n");
	check("- one\n\n- two\n", 12, LAYOUT_ASCII, "* one\n\n* two\n");
	check("9. nine\n10. ten and more\n", 14, 0,
	    " 9. nine\n10. ten and\n    more\n");
	check("- a\n  1. b\n     - c\n", 40, LAYOUT_ASCII,
	    "* a\n  1. b\n     * c\n");
	check("- a\n\n  b\n- c\n", 40, LAYOUT_ASCII, "* a\n\n  b\n\n* c\n");
	/* Items without text keep their marks. */
	check("1.\n2. b\n3.\n", 40, 0, "1.\n2. b\n3.\n");
	/* No room for an indent: the mark stands in the text. */
	check("- a\n  1. some more words\n", 12, LAYOUT_ASCII,
	    "* a\n  1. some\n  more words\n");
}

static void quotes_and_rules(void **state)
{
	(void)state;
	check("> one\n>\n> two\n\nthree\n", 12, LAYOUT_ASCII,
	    "| one\n|\n| two\n\nthree\n");
	check("one\n\n---\n\ntwo\n", 12, LAYOUT_ASCII,
	    "one\n\n------------\n\ntwo\n");
	check("one\n\n---\n\ntwo\n", 12, LAYOUT_NARRATE, "one\n\ntwo\n");
	check("> one\n", 12, LAYOUT_NARRATE, "Quote:\none\n");
}

static void headings(void **state)
{
	struct page page;

	(void)state;
	check("# One two\n\nText.\n", 20, LAYOUT_UNDERLINE,
	    "One two\n=======\n\nText.\n");
	check("## One two three four five\n", 12, LAYOUT_UNDERLINE,
	    "One two\nthree four\nfive\n----------\n");
	page_open(&page, "# One *two*\n\n## Three [four](five)\n", 40, 0);
	assert_string_equal(page.plain, "One two\n\nThree four\n");
	assert_int_equal(page.layout.spans[0].role, ROLE_TITLE);
	assert_int_equal(page.layout.lines[0].nspans, 1);
	assert_int_equal(page.layout.spans[1].role, ROLE_HEADING);
	assert_int_equal(page.layout.spans[2].role, ROLE_LINK);
	assert_int_equal(page.layout.spans[2].link, 1);
	page_close(&page);
}

static void cards(void **state)
{
	static const char card[] = "> [!EMERGENCY] Call 999 if:\n"
				   "> - you cannot pee\n> - you fell\n>\n"
				   "> Do not wait.\n\nThat is all.\n";

	(void)state;
	check(card, 40, 0,
	    "EMERGENCY - act now\nCall 999 if:\n"
	    "\xE2\x94\x82 \xE2\x80\xA2 you cannot pee\n"
	    "\xE2\x94\x82 \xE2\x80\xA2 you fell\n\xE2\x94\x82\n"
	    "\xE2\x94\x82 Do not wait.\n\nThat is all.\n");
	check(card, 40, LAYOUT_NARRATE,
	    "EMERGENCY - act now\nCall 999 if:\n- you cannot pee\n"
	    "- you fell\n\nDo not wait.\n\nThat is all.\n");
	check("> [!SELFCARE]\n> Rest.\n", 12, LAYOUT_ASCII,
	    "AT HOME -\nlook after\nyourself\n| Rest.\n");
	check("> [!DONT]\n> Stay in bed.\n", 20, LAYOUT_ASCII,
	    "Do not\n| Stay in bed.\n");
}

static void code(void **state)
{
	(void)state;
	check("```\nif  (a)\n\tb;\n\n    c\n```\n", 40, 0,
	    "  if  (a)\n      b;\n\n      c\n");
	check("```\n  one two three\nabcdefghijklmn\n```\n", 12, 0,
	    "    one two\n  three\n  abcdefghij\n  klmn\n");
}

static void numbers_links(void **state)
{
	(void)state;
	check("See [how to *sit*](sit) and [walk](walk).\n", 40, LAYOUT_NUMBERS,
	    "See [1] how to sit and [2] walk.\n");
	/* A number stays with the first word. */
	check("You may now [walk](walk).\n", 16, LAYOUT_NUMBERS,
	    "You may now\n[1] walk.\n");
}

static void finds_links(void **state)
{
	struct page page;

	(void)state;
	page_open(&page, "One\n\ntwo [three](three)\n\n[four](four)\n", 40, 0);
	assert_int_equal(layout_find_link(&page.layout, 1), 2);
	assert_int_equal(layout_find_link(&page.layout, 2), 4);
	assert_int_equal(layout_find_link(&page.layout, 3), 5);
	page_close(&page);
}

static const struct slice wide_rows[] = { { "<------- figure ------->", 24 },
	{ "", 0 }, { " x", 2 } };
static const struct slice small_rows[] = { { "<- figure ->", 12 } };
static const struct figure_form forms[] = {
	{ 24, false, 1, wide_rows, 3 },
	{ 12, true, 2, small_rows, 1 },
	{ 12, false, 2, small_rows, 1 },
};
static const struct figure spine = { "spine", "The spine", "It has bones.",
	forms, 3 };

static void figures(void **state)
{
	const struct figure *list[] = { &spine };
	struct page page;
	uint32_t i;

	(void)state;
	page_open(&page, "![Side view](figure:spine)\n\nEnd.\n", 40, 0);
	for (i = 0; page.doc.nodes[i].kind != DOC_FIGURE; i++)
		;
	page.doc.nodes[i].value = 0;
	page.doc.figures = list;
	page.doc.nfigures = 1;
	page_flow(&page, 40, 0);
	assert_string_equal(page.plain,
	    "The spine\n<------- figure ------->\n\n x\n"
	    "Figure: Side view. It has bones.\n\nEnd.\n");
	page_flow(&page, 20, LAYOUT_ASCII);
	assert_string_equal(page.plain,
	    "The spine\n<- figure ->\n"
	    "Figure: Side view.\nIt has bones.\n\nEnd.\n");
	page_flow(&page, 40, LAYOUT_NARRATE);
	assert_string_equal(
	    page.plain, "Picture: Side view. It has bones.\n\nEnd.\n");
	page.doc.figures = NULL;
	page.doc.nfigures = 0;
	page_close(&page);
}

static const char doses[] = "| Drug | How much | Notes |\n"
			    "|------|---------:|:-----:|\n"
			    "| Ibuprofen | 400 mg | with food |\n"
			    "| Paracetamol | 1 g | |\n";

static void tables_fit(void **state)
{
	(void)state;
	check(doses, 60, LAYOUT_ASCII,
	    "Drug         How much    Notes\n"
	    "-----------  --------  ---------\n"
	    "Ibuprofen      400 mg  with food\n"
	    "Paracetamol       1 g\n");
	check("| a | b |\n|---|---|\n"
	      "| one two three four | five six seven |\n| 2 | 3 |\n",
	    26, LAYOUT_ASCII,
	    "a               b\n--------------  ----------\n"
	    "one two three   five six\nfour            seven\n\n"
	    "2               3\n");
}

static void tables_become_rows(void **state)
{
	(void)state;
	check(doses, 20, LAYOUT_ASCII,
	    "Drug: Ibuprofen\nHow much: 400 mg\nNotes: with food\n\n"
	    "Drug: Paracetamol\nHow much: 1 g\nNotes:\n");
	check(doses, 80, LAYOUT_NARRATE,
	    "Drug: Ibuprofen\nHow much: 400 mg\nNotes: with food\n\n"
	    "Drug: Paracetamol\nHow much: 1 g\nNotes:\n");
	/* Long values go on below their label. */
	check("| Why |\n|---|\n| It is one of many reasons |\n", 20,
	    LAYOUT_NARRATE, "Why: It is one of\n  many reasons\n");
	/* A header alone, or with links, is shown for itself. */
	check("| a | b |\n|---|---|\n", 20, LAYOUT_NARRATE, "a\nb\n");
	check("| [a](b) |\n|---|\n| c |\n", 20, LAYOUT_NARRATE, "a\n\na: c\n");
}

static void remembers_the_place(void **state)
{
	struct page page;
	const struct line *line;
	size_t at;

	(void)state;
	page_open(&page,
	    "# Title\n\none two three four five six seven eight\n\nend\n", 12,
	    0);
	at = layout_find(&page.layout, 2, 8);
	line = &page.layout.lines[at];
	assert_int_equal(line->block, 2);
	assert_int_equal(line->offset, 8);
	assert_memory_equal(
	    page.layout.spans[line->span].ptr, "three four", 10);
	/* The same word at another width. */
	page_flow(&page, 22, 0);
	at = layout_find(&page.layout, 2, 8);
	line = &page.layout.lines[at];
	assert_int_equal(line->offset, 0);
	assert_int_equal(layout_find(&page.layout, 0, 0), 0);
	assert_int_equal(layout_find(&page.layout, 1, 0), 0);
	assert_int_equal(
	    layout_find(&page.layout, 3, 0), page.layout.nlines - 1);
	assert_int_equal(
	    layout_find(&page.layout, 1000, 0), page.layout.nlines - 1);
	page_close(&page);
}

/* Found by fuzzing: two halves of a character are not one. */
static void measures_what_is_written(void **state)
{
	struct doc doc;
	struct layout layout;
	uint32_t para;
	size_t i;

	(void)state;
	doc_init(&doc);
	layout_init(&layout);
	para = doc_open(&doc, DOC_PARA, 0);
	for (i = 0; i < 20; i++) {
		doc_text(&doc, para, SLICE("\xEC"), ROLE_CODE, 0);
		doc_text(&doc, para, SLICE("\xA3\xBC"), ROLE_NORMAL, 0);
	}
	doc_close(&doc, para);
	doc_close(&doc, 0);
	layout_flow(&layout, &doc, 20, 0);
	for (i = 0; i < layout.nspans; i++)
		assert_int_equal(layout.spans[i].cols, layout.spans[i].len);
	assert_int_equal(layout.nlines, 3);
	layout_free(&layout);
	doc_free(&doc);
}

/* Found by fuzzing: a label alone is at the beginning of its cell. */
static void places_labels(void **state)
{
	struct page page;
	size_t i;

	(void)state;
	page_open(&page, "| a  long   label over lines |\n|---|\n| |\n| x |\n",
	    12, LAYOUT_NARRATE);
	for (i = 1; i < page.layout.nlines; i++) {
		const struct line *const line = &page.layout.lines[i];

		assert_true(line[-1].block < line->block ||
			    (line[-1].block == line->block &&
				line[-1].offset <= line->offset));
	}
	page_close(&page);
}

static void bounds_depth(void **state)
{
	struct doc doc;
	struct layout layout;
	uint32_t at = 0, i;

	(void)state;
	doc_init(&doc);
	layout_init(&layout);
	for (i = 0; i < 100000; i++) {
		const uint32_t next =
		    doc_open(&doc, i % 2 == 0 ? DOC_QUOTE : DOC_LIST, at);

		at = next;
		if (i % 2 == 1)
			at = doc_open(&doc, DOC_ITEM, at);
	}
	at = doc_open(&doc, DOC_PARA, at);
	doc_text(&doc, at, SLICE("deep down"), ROLE_NORMAL, 0);
	for (i = 0; i < doc.nnodes; i++)
		doc.nodes[i].end = (uint32_t)doc.nnodes;
	layout_flow(&layout, &doc, 20, 0);
	assert_true(layout.nlines > 0);
	assert_int_equal(layout.lines[layout.nlines - 1].block, at);
	layout_free(&layout);
	doc_free(&doc);
}

static void prints_itself(void **state)
{
	struct page page;
	char *text;
	size_t len;
	FILE *out;

	(void)state;
	page_open(&page, "- a *b* [c](d)\n", 20, LAYOUT_ASCII);
	out = open_memstream(&text, &len);
	assert_non_null(out);
	layout_print(&page.layout, out);
	assert_int_equal(fclose(out), 0);
	assert_string_equal(text,
	    "3+0 | normal:\"* \" normal:\"a \" emph:\"b\" normal:\" \" "
	    "link#1:\"c\"\n");
	free(text);
	page_close(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_lines),
		cmocka_unit_test(collapses_blanks),
		cmocka_unit_test(honours_hard_breaks),
		cmocka_unit_test(breaks_long_words),
		cmocka_unit_test(breaks_at_hyphens_and_slashes),
		cmocka_unit_test(keeps_words_together),
		cmocka_unit_test(breaks_between_ideographs),
		cmocka_unit_test(lists),
		cmocka_unit_test(quotes_and_rules),
		cmocka_unit_test(headings),
		cmocka_unit_test(cards),
		cmocka_unit_test(code),
		cmocka_unit_test(numbers_links),
		cmocka_unit_test(finds_links),
		cmocka_unit_test(figures),
		cmocka_unit_test(tables_fit),
		cmocka_unit_test(tables_become_rows),
		cmocka_unit_test(remembers_the_place),
		cmocka_unit_test(measures_what_is_written),
		cmocka_unit_test(places_labels),
		cmocka_unit_test(bounds_depth),
		cmocka_unit_test(prints_itself),
	};

	text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
