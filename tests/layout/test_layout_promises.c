/*
 * What holds for every document at every width: no line is wider than it may
 * be, none ends in a blank, no word is lost, every line knows its place.
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

#include "content/layout.h"
#include "content/markdown.h"

static const unsigned flag_sets[] = { 0, LAYOUT_ASCII, LAYOUT_NARRATE,
	LAYOUT_NUMBERS | LAYOUT_UNDERLINE,
	LAYOUT_ASCII | LAYOUT_NARRATE | LAYOUT_NUMBERS };

/* Blanks come and go where lines end; everything else must stay. */
static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static void check_line(const struct layout *layout, const struct line *line)
{
	unsigned total = 0;
	uint32_t i;

	for (i = line->span; i < line->span + line->nspans; i++) {
		const struct span *const span = &layout->spans[i];

		assert_true(span->len > 0);
		assert_null(memchr(span->ptr, '\n', span->len));
		assert_int_equal(
		    text_cols((struct slice){ span->ptr, span->len }),
		    span->cols);
		total += span->cols;
	}
	assert_int_equal(total, line->cols);
	assert_true(total <= (unsigned)layout->cols);
	if (line->nspans > 0) {
		const struct span *const last = &layout->spans[i - 1];

		assert_int_not_equal(last->ptr[last->len - 1], ' ');
	}
}

/* How often each byte stands in the text of a leaf, or of a row of cells. */
struct counts {
	uint32_t of[256];
};

static uint32_t place_of(const struct doc *doc, uint32_t node)
{
	return doc->nodes[node].kind == DOC_CELL ? doc->nodes[node].parent
	                                         : node;
}

static void count(struct counts *counts, const char *ptr, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (!is_blank(ptr[i]))
			counts->of[(unsigned char)ptr[i]]++;
	}
}

static void check_words(const struct doc *doc, const struct layout *layout)
{
	struct counts *const want = calloc(doc->nnodes, sizeof(*want));
	struct counts *const have = calloc(doc->nnodes, sizeof(*have));
	const struct line *line;
	uint32_t node, i;

	assert_non_null(want);
	assert_non_null(have);
	for (node = 0; node < doc->nnodes; node++) {
		const struct doc_node *const n = &doc->nodes[node];

		for (i = n->run; i < n->run + n->nruns; i++)
			count(&want[place_of(doc, node)], doc->runs[i].ptr,
			    doc->runs[i].len);
	}
	for (line = layout->lines; line < layout->lines + layout->nlines;
	     line++) {
		for (i = line->span; i < line->span + line->nspans; i++) {
			const struct span *const span = &layout->spans[i];

			if ((span->flags & SPAN_MADE) == 0)
				count(&have[place_of(doc, line->block)],
				    span->ptr, span->len);
		}
	}
	for (node = 0; node < doc->nnodes; node++) {
		const struct counts none = { { 0 } };

		/* A header that became labels is not text any more. */
		if (doc->nodes[node].kind == DOC_ROW &&
		    (doc->nodes[node].flags & DOC_HEAD) != 0 &&
		    memcmp(&have[node], &none, sizeof(none)) == 0)
			continue;
		assert_memory_equal(
		    &want[node], &have[node], sizeof(want[node]));
	}
	free(want);
	free(have);
}

/* The text at a line's offset is the text that the line begins with. */
static void check_offset(
    const struct doc *doc, const struct layout *layout, const struct line *line)
{
	const struct doc_node *const n = &doc->nodes[line->block];
	const struct span *span = NULL;
	uint32_t run, i, offset = line->offset, at = 0;

	for (i = line->span; i < line->span + line->nspans; i++) {
		if ((layout->spans[i].flags & SPAN_MADE) == 0) {
			span = &layout->spans[i];
			break;
		}
	}
	if (span == NULL || n->kind == DOC_CELL)
		return;
	while (at < span->len && is_blank(span->ptr[at]))
		at++;
	for (run = n->run; run < n->run + n->nruns; run++) {
		const struct doc_run *const r = &doc->runs[run];

		while (offset < r->len && is_blank(r->ptr[offset]))
			offset++;
		if (offset < r->len) {
			assert_int_equal(r->ptr[offset], span->ptr[at]);
			return;
		}
		offset -= r->len;
	}
	fail_msg("offset %u is behind the text", line->offset);
}

static void check_order(const struct doc *doc, const struct layout *layout)
{
	size_t i;

	for (i = 0; i < layout->nlines; i++) {
		const struct line *const line = &layout->lines[i];
		const struct line *const before = line - 1;

		assert_true(line->block < doc->nnodes);
		if (i > 0 && before->block == line->block)
			assert_true(before->offset <= line->offset);
		else if (i > 0)
			assert_true(before->block < line->block);
	}
	for (i = 0; i < layout->nlines; i++) {
		const struct line *const line = &layout->lines[i];
		size_t found;

		check_offset(doc, layout, line);
		found = layout_find(layout, line->block, line->offset);
		assert_true(found <= i);
		assert_int_equal(layout->lines[found].block, line->block);
		assert_int_equal(layout->lines[found].offset, line->offset);
	}
}

static void check_links(const struct doc *doc, const struct layout *layout)
{
	uint32_t link;

	for (link = 1; link <= doc->nlinks; link++) {
		const size_t at = layout_find_link(layout, link);

		if (doc->links[link - 1].run != DOC_NONE)
			assert_true(at < layout->nlines);
	}
}

static void check_all(const char *markdown)
{
	struct doc doc;
	struct layout layout;
	int cols;
	size_t i, at;

	doc_init(&doc);
	layout_init(&layout);
	markdown_parse(slice_of(markdown), "random", 1, &doc, NULL);
	for (cols = 10; cols <= 130; cols += cols < 40 ? 1 : 9) {
		for (i = 0; i < sizeof(flag_sets) / sizeof(flag_sets[0]); i++) {
			layout_flow(&layout, &doc, cols, flag_sets[i]);
			for (at = 0; at < layout.nlines; at++)
				check_line(&layout, &layout.lines[at]);
			check_words(&doc, &layout);
			check_order(&doc, &layout);
			check_links(&doc, &layout);
		}
	}
	layout_free(&layout);
	doc_free(&doc);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static const char *const words[] = { "pain", "the", "lower", "back-pain", "4",
	"to", "6", "weeks", "500", "mg", "call", "999", "A&E", "0808", "2000",
	"247", "*stress*", "**strong words**", "`some code`",
	"[a link](sciatica)", "[a *longer* link here](x#y)", "~~struck~~",
	"na\xC3\xAFve",
	"caf\xC3\xA9\xE2\x80\x94"
	"bar",
	"\xE2\x80\x9Cq\xE2\x80\x9D",
	"\xE8\x85\xB0\xE7\x97\x9B\xE3\x80\x82\xE8\x84\x9A",
	"\xEA\xB0\x80\xEB\x82\x98\xEB\x8B\xA4", "e\xCC\x81\xCC\x81",
	"\xF0\x9F\x98\x80", "www.example.org/a/long/path/to/some/page.html",
	"pneumonoultramicroscopicsilicovolcanoconiosis", "a/b", "&amp;",
	"&copy;",
	"no\xC2\xA0"
	"break",
	"\xE2\x80\x8B", "x\xFFy", "\xE2\x82", "1 in 7", "38 C", "(", ")", "--",
	"...", "\t", "  ", "\\\n", "  \n" };

static void add_words(FILE *out, uint32_t *seed, unsigned most, bool lines)
{
	unsigned n = 1 + next_random(seed) % most;

	while (n-- > 0) {
		const char *const word =
		    words[next_random(seed) %
			  (sizeof(words) / sizeof(words[0]))];

		if (!lines && strchr(word, '\n') != NULL)
			continue;
		fprintf(out, "%s%s", word,
		    lines && next_random(seed) % 9 == 0 ? "\n" : " ");
	}
}

static void add_table(FILE *out, uint32_t *seed)
{
	const unsigned ncols = 1 + next_random(seed) % 8;
	unsigned nrows = next_random(seed) % 5, i;

	for (i = 0; i < ncols; i++) {
		fputs("| ", out);
		if (next_random(seed) % 4 != 0)
			add_words(out, seed, 3, false);
	}
	fputs("|\n", out);
	for (i = 0; i < ncols; i++)
		fputs(next_random(seed) % 2 == 0 ? "|---" : "|:-:", out);
	fputs("|\n", out);
	while (nrows-- > 0) {
		const unsigned n = 1 + next_random(seed) % ncols;

		for (i = 0; i < n; i++) {
			fputs("| ", out);
			if (next_random(seed) % 5 != 0)
				add_words(out, seed, 9, false);
		}
		fputs("|\n", out);
	}
}

static void add_block(FILE *out, uint32_t *seed, unsigned depth)
{
	static const char *const marks[] = { "> ", "- ", "1. ", "12345. ",
		"> [!URGENT] ", "> [!DO]\n> " };
	const unsigned kind = next_random(seed) % 8;

	while (depth > 0 && next_random(seed) % 2 == 0) {
		fputs(marks[next_random(seed) %
			    (sizeof(marks) / sizeof(marks[0]))],
		    out);
		depth--;
	}
	if (kind == 0) {
		fputs("## ", out);
		add_words(out, seed, 8, false);
	} else if (kind == 1) {
		add_table(out, seed);
	} else if (kind == 2) {
		fputs("```\n\tcode  with   blanks\n", out);
		add_words(out, seed, 20, true);
		fputs("\n```", out);
	} else if (kind == 3) {
		fputs(next_random(seed) % 2 == 0 ? "---"
						 : "![alt text](figure:x)",
		    out);
	} else {
		add_words(out, seed, 60, true);
	}
	fputs("\n\n", out);
}

static void random_documents(void **state)
{
	uint32_t seed = 20250301;
	unsigned round;

	(void)state;
	for (round = 0; round < (LUMBAR_SANITIZED ? 40 : 150); round++) {
		char *text;
		size_t len;
		FILE *const out = open_memstream(&text, &len);
		unsigned n = 1 + next_random(&seed) % 8;

		assert_non_null(out);
		while (n-- > 0)
			add_block(out, &seed, 6);
		assert_int_equal(fclose(out), 0);
		check_all(text);
		free(text);
	}
}

static void deep_and_odd(void **state)
{
	char deep[400], quotes[200];
	size_t i;

	(void)state;
	for (i = 0; i + 3 < sizeof(deep); i += 2)
		memcpy(deep + i, "- ", 2);
	strcpy(deep + i, "x");
	check_all(deep);
	memset(quotes, '>', sizeof(quotes));
	memcpy(quotes + sizeof(quotes) - 3, " x", 3);
	check_all(quotes);
	check_all("1. \n2.\n   - \n\n> \n\n#\n\n- a\n\n  > b\n  >\n  > - c\n");
	check_all("999999999. a\n1000000000. b\n");
	check_all("```\n\n\n```\n\n    a\n\n\n    b\n");
	check_all("| |\n|-|\n| |\n\n||\n|-|\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_documents),
		cmocka_unit_test(deep_and_odd),
	};

	text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
