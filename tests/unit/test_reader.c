#include "widgets/reader.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "content/compose.h"

/* A page of n paragraphs whose words are all different. */
static void make_page(struct doc *doc, int n)
{
	char text[1024];

	doc_init(doc);
	compose_begin(doc, "A page");
	for (int i = 0; i < n; i++) {
		size_t len = 0;

		for (int k = 0; k < 40; k++)
			len += (size_t)snprintf(
			    text + len, sizeof(text) - len, "w%dx%d ", i, k);
		compose_para(doc, text);
	}
	compose_end(doc);
}

/* The first word of the first line shown. */
static void first_word(const struct reader *reader, char word[32])
{
	const struct line *line = &reader->layout.lines[reader->pager.top];
	const struct span *span = &reader->layout.spans[line->span];
	size_t len = 0;

	word[0] = '\0';
	for (uint32_t k = 0; k < line->nspans && len == 0; k++) {
		while (len < span[k].len && len < 31 && span[k].ptr[len] != ' ')
			len++;
		memcpy(word, span[k].ptr, len);
	}
	word[len] = '\0';
}

static bool line_holds(
    const struct reader *reader, size_t nth, const char *word)
{
	const struct line *line = &reader->layout.lines[nth];
	const struct span *span = &reader->layout.spans[line->span];

	for (uint32_t k = 0; k < line->nspans; k++) {
		if (memmem(span[k].ptr, span[k].len, word, strlen(word)))
			return true;
	}
	return false;
}

/* The same sentence at the top, whatever the window goes through. */
static void test_resize_never_creeps(void **state)
{
	struct reader reader;
	struct doc doc;
	char word[32], after[32];

	(void)state;
	make_page(&doc, 60);
	reader_init(&reader, &doc);
	reader_flow(&reader, 20, 66, 66, false);
	for (int i = 0; i < 40; i++)
		reader_act(&reader, ACT_DOWN, 0);
	first_word(&reader, word);
	for (int cols = 20; cols < 200; cols += 7) {
		reader_flow(&reader, 5 + cols % 40, cols, cols, false);
		assert_true(line_holds(&reader, reader.pager.top, word));
	}
	reader_flow(&reader, 20, 66, 66, false);
	first_word(&reader, after);
	assert_string_equal(word, after);
	reader_free(&reader);
	doc_free(&doc);
}

/* A re-flow at the same width moves nothing, wherever one stands. */
static void test_same_width_same_line(void **state)
{
	struct reader reader;
	struct doc doc;

	(void)state;
	make_page(&doc, 10);
	reader_init(&reader, &doc);
	reader_flow(&reader, 6, 40, 40, false);
	for (size_t top = 0; top + 6 < reader.layout.nlines; top++) {
		assert_int_equal(reader.pager.top, top);
		reader_flow(&reader, 6, 40, 40, false);
		assert_int_equal(reader.pager.top, top);
		reader_act(&reader, ACT_DOWN, 0);
	}
	reader_free(&reader);
	doc_free(&doc);
}

static void look_for(struct reader *reader, const char *words)
{
	reader_find_end(reader);
	memcpy(reader->query.text, words, strlen(words));
	reader->query.len = strlen(words);
	reader_find(reader);
}

static void test_find_counts_and_wraps(void **state)
{
	struct reader reader;
	struct doc doc;

	(void)state;
	doc_init(&doc);
	compose_begin(&doc, "Find");
	compose_para(&doc, "One caf\xC3\xA9 here, a CAFE there, "
			   "and a cafe\xC3\xA9 beyond.");
	compose_para(&doc, "These two words are cut by a line's end.");
	compose_end(&doc);
	reader_init(&reader, &doc);
	reader_flow(&reader, 10, 20, 20, false);
	look_for(&reader, "cafe");
	assert_int_equal(reader.find.n, 3);
	assert_int_equal(reader.find.current, 0);
	assert_false(reader_find_next(&reader, 1));
	assert_false(reader_find_next(&reader, 1));
	assert_true(reader_find_next(&reader, 1));
	assert_int_equal(reader.find.current, 0);
	assert_true(reader_find_next(&reader, -1));
	/* a match may go on over the end of a line at every width */
	for (int cols = 12; cols < 60; cols++) {
		reader_flow(&reader, 10, cols, cols, false);
		look_for(&reader, "two words are cut");
		assert_int_equal(reader.find.n, 1);
	}
	/* what is found stays found, and the match find stands on too */
	look_for(&reader, "cafe");
	reader_find_next(&reader, 1);
	reader_flow(&reader, 10, 33, 33, false);
	assert_int_equal(reader.find.n, 3);
	assert_int_equal(reader.find.current, 1);
	look_for(&reader, "nothing of the kind");
	assert_int_equal(reader.find.n, 0);
	look_for(&reader, "");
	assert_int_equal(reader.find.n, 0);
	reader_free(&reader);
	doc_free(&doc);
}

static void test_links(void **state)
{
	struct compose_link links[12];
	struct reader reader;
	struct doc doc;

	(void)state;
	for (int i = 0; i < 12; i++)
		links[i] = (struct compose_link){ "target", "a link" };
	links[11].id = "last";
	doc_init(&doc);
	compose_begin(&doc, "Links");
	compose_links(&doc, links, 12);
	compose_end(&doc);
	reader_init(&reader, &doc);
	reader_flow(&reader, 6, 40, 40, false);
	assert_int_equal(reader_act(&reader, ACT_OPEN, 0), READER_NO_LINK);
	assert_int_equal(reader_act(&reader, ACT_NEXT, 0), READER_MOVED);
	assert_int_equal(reader.pager.link, 1);
	assert_int_equal(reader_act(&reader, ACT_PREVIOUS, 0), READER_MOVED);
	assert_int_equal(reader.pager.link, 12);
	/* 1, then 2 within a second: 12 */
	reader_act(&reader, ACT_DIGIT, 1);
	assert_int_equal(reader.pager.link, 1);
	reader_act(&reader, ACT_DIGIT, 12);
	assert_int_equal(reader.pager.link, 12);
	assert_int_equal(reader_act(&reader, ACT_OPEN, 0), READER_OPEN);
	assert_string_equal(reader.target, "last");
	/* the focused link is in view */
	assert_in_range(layout_find_link(&reader.layout, 12), reader.pager.top,
	    reader.pager.top + 5);
	reader_free(&reader);
	doc_free(&doc);
}

/* n goes on from what is in view, not from a match far away. */
static void test_find_next_from_view(void **state)
{
	struct reader reader;
	struct doc doc;

	(void)state;
	make_page(&doc, 60);
	reader_init(&reader, &doc);
	reader_flow(&reader, 10, 40, 40, false);
	look_for(&reader, "x7 ");
	assert_int_equal(reader.find.n, 60);
	assert_int_equal(reader.find.current, 0);
	reader_act(&reader, ACT_LAST, 0);
	reader_find_next(&reader, -1);
	assert_true(reader.find.current > 50);
	reader_free(&reader);
	doc_free(&doc);
}

/* Enter never opens a link that is out of sight. */
static void test_open_only_what_is_seen(void **state)
{
	struct compose_link link = { "target", "a link" };
	struct reader reader;
	struct doc doc;

	(void)state;
	doc_init(&doc);
	compose_begin(&doc, "Far away");
	for (int i = 0; i < 30; i++)
		compose_para(&doc, "A paragraph.");
	compose_links(&doc, &link, 1);
	compose_end(&doc);
	reader_init(&reader, &doc);
	reader_flow(&reader, 6, 40, 40, false);
	reader_act(&reader, ACT_NEXT, 0);
	assert_true(pager_shows_link(&reader.pager));
	reader_act(&reader, ACT_FIRST, 0);
	assert_false(pager_shows_link(&reader.pager));
	assert_int_equal(reader_act(&reader, ACT_OPEN, 0), READER_MOVED);
	assert_true(pager_shows_link(&reader.pager));
	assert_int_equal(reader_act(&reader, ACT_OPEN, 0), READER_OPEN);
	reader_free(&reader);
	doc_free(&doc);
}

static void test_edges(void **state)
{
	struct reader reader;
	struct doc doc;

	(void)state;
	make_page(&doc, 3);
	reader_init(&reader, &doc);
	reader_flow(&reader, 5, 40, 40, false);
	assert_int_equal(reader_act(&reader, ACT_UP, 0), READER_EDGE);
	assert_int_equal(reader_act(&reader, ACT_LAST, 0), READER_MOVED);
	assert_int_equal(pager_percent(&reader.pager), 100);
	assert_int_equal(reader_act(&reader, ACT_DOWN, 0), READER_EDGE);
	assert_int_equal(reader_act(&reader, ACT_FIRST, 0), READER_MOVED);
	assert_int_equal(pager_percent(&reader.pager), 0);
	assert_int_equal(reader_act(&reader, ACT_HELP, 0), READER_NOTHING);
	reader_free(&reader);
	doc_free(&doc);
}

static int set_locale(void **state)
{
	(void)state;
	text_locale();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_resize_never_creeps),
		cmocka_unit_test(test_same_width_same_line),
		cmocka_unit_test(test_find_counts_and_wraps),
		cmocka_unit_test(test_find_next_from_view),
		cmocka_unit_test(test_open_only_what_is_seen),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_edges),
	};

	return cmocka_run_group_tests(tests, set_locale, NULL);
}
