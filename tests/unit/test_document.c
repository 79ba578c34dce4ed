#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/document_edit.h"

/* A list of one item, two headings of the same name, a figure and code. */
static void build(struct doc *doc)
{
	uint32_t node = doc_open(doc, DOC_HEADING, 0);
	uint32_t list;
	uint32_t item;
	uint32_t link;

	doc->nodes[node].level = 2;
	doc_text(doc, node, SLICE("How long?"), ROLE_NORMAL, 0);
	doc_close(doc, node);

	list = doc_open(doc, DOC_LIST, 0);
	doc->nodes[list].flags = DOC_ORDERED | DOC_TIGHT;
	doc->nodes[list].value = 3;
	item = doc_open(doc, DOC_ITEM, list);
	doc->nodes[item].value = 3;
	node = doc_open(doc, DOC_PARA, item);
	doc_text(doc, node, SLICE("a \"b\"\nc\t"), ROLE_NORMAL, 0);
	link = doc_link(doc, node, SLICE("sciatica#how-long"));
	doc_text(doc, node, SLICE("se"), ROLE_LINK, link);
	doc_text(doc, node, SLICE("e"), ROLE_LINK, link);
	doc_break(doc, node);
	doc_text(doc, node, SLICE("d"), ROLE_STRONG, 0);
	doc_close(doc, node);
	doc_close(doc, item);
	doc_close(doc, list);

	node = doc_open(doc, DOC_HEADING, 0);
	doc->nodes[node].level = 1;
	doc_text(doc, node, SLICE("How "), ROLE_NORMAL, 0);
	doc_text(doc, node, SLICE("L\xC3\xB6ng"), ROLE_EMPH, 0);
	doc_close(doc, node);

	node = doc_open(doc, DOC_PARA, 0);
	doc_text(doc, node, SLICE("The spine"), ROLE_NORMAL, 0);
	doc_close(doc, node);
	doc_want(doc, node, SLICE("spine"));

	node = doc_open(doc, DOC_CODE, 0);
	doc_text(doc, node, SLICE("x\ny\n"), ROLE_NORMAL, 0);
	doc_close(doc, node);
	doc_close(doc, 0);
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

static const char printed[] =
    "heading 2 \"How long?\"\n"
    "list 3 tight\n"
    "  item 3\n"
    "    para \"a \\\"b\\\"\\nc\\t\" link(sciatica#how-long)\"see\" break "
    "strong\"d\"\n"
    "heading 1 \"How \" emph\"L\xC3\xB6ng\"\n"
    "figure <spine> \"The spine\"\n"
    "code \"x\\ny\\n\"\n";

static void test_build(void **state)
{
	struct doc doc;
	char *text;

	(void)state;
	doc_init(&doc);
	assert_int_equal(doc.nnodes, 1);
	assert_int_equal(doc.nodes[0].kind, DOC_ROOT);
	assert_int_equal(doc.nodes[0].end, 1);
	build(&doc);
	text = print(&doc);
	assert_string_equal(text, printed);
	free(text);

	assert_int_equal(doc.nodes[0].end, doc.nnodes);
	assert_int_equal(doc.nodes[2].end, 5);
	assert_int_equal(doc.nodes[2].parent, 0);
	assert_int_equal(doc.nodes[4].parent, 3);
	assert_int_equal(doc.links[0].node, 4);
	assert_int_equal(doc.links[0].run, 2);
	assert_int_equal(doc.nodes[6].kind, DOC_FIGURE);
	assert_true(doc.nodes[6].value == DOC_NONE);
	doc_free(&doc);
}

static void test_reset(void **state)
{
	struct doc doc;
	const struct doc_node *nodes;
	char *text;

	(void)state;
	doc_init(&doc);
	build(&doc);
	nodes = doc.nodes;
	doc_reset(&doc);
	assert_int_equal(doc.nnodes, 1);
	assert_int_equal(doc.nruns + doc.nlinks + doc.nwanted, 0);
	assert_ptr_equal(doc.nodes, nodes);
	build(&doc);
	text = print(&doc);
	assert_string_equal(text, printed);
	free(text);
	doc_free(&doc);
}

/* Two blocks, the last with a link. */
static void build_part(struct doc *part)
{
	uint32_t node = doc_open(part, DOC_PARA, 0);
	uint32_t list, item, link;

	doc_text(part, node, SLICE("Signs"), ROLE_STRONG, 0);
	doc_close(part, node);
	list = doc_open(part, DOC_LIST, 0);
	part->nodes[list].flags |= DOC_TIGHT;
	item = doc_open(part, DOC_ITEM, list);
	node = doc_open(part, DOC_PARA, item);
	doc_text(part, node, SLICE("numb: "), ROLE_NORMAL, 0);
	link = doc_link(part, node, SLICE("cauda-equina"));
	doc_text(part, node, SLICE("more"), ROLE_LINK, link);
	doc_close(part, node);
	doc_close(part, item);
	doc_close(part, list);
	doc_close(part, 0);
}

/* What stands for the list goes; links, figures and parts behind it stay. */
static void test_splice(void **state)
{
	static const char want[] = "card emergency\n"
				   "  card-title \"Call\"\n"
				   "  para strong\"Signs\"\n"
				   "  list tight\n"
				   "    item\n"
				   "      para \"numb: \" link("
				   "cauda-equina)\"more\"\n"
				   "para \"See \" link(sciatica)\"here\"\n"
				   "figure <spine> \"Alt\"\n";
	struct doc doc, part;
	uint32_t card, node, at, link;
	char *text;

	(void)state;
	doc_init(&doc);
	doc_init(&part);
	build_part(&part);
	card = doc_open(&doc, DOC_CARD, 0);
	node = doc_open(&doc, DOC_CARD_TITLE, card);
	doc_text(&doc, node, SLICE("Call"), ROLE_NORMAL, 0);
	doc_close(&doc, node);
	at = doc_open(&doc, DOC_PARA, card);
	doc.nodes[at].line = 7;
	doc_text(&doc, at, SLICE("The signs."), ROLE_NORMAL, 0);
	doc_close(&doc, at);
	doc_insert(&doc, at, SLICE("signs:net"));
	doc_close(&doc, card);
	node = doc_open(&doc, DOC_PARA, 0);
	doc_text(&doc, node, SLICE("See "), ROLE_NORMAL, 0);
	link = doc_link(&doc, node, SLICE("sciatica"));
	doc_text(&doc, node, SLICE("here"), ROLE_LINK, link);
	doc_close(&doc, node);
	node = doc_open(&doc, DOC_PARA, 0);
	doc_text(&doc, node, SLICE("Alt"), ROLE_NORMAL, 0);
	doc_close(&doc, node);
	doc_want(&doc, node, SLICE("spine"));
	doc_close(&doc, 0);
	doc_splice(&doc, at, &part);
	doc.ninserts = 0;
	text = print(&doc);
	assert_string_equal(text, want);
	free(text);
	assert_int_equal(doc.nnodes, 9);
	assert_int_equal(doc.nodes[0].end, 9);
	assert_int_equal(doc.nodes[card].end, 7);
	assert_int_equal(doc.nodes[3].line, 7);
	assert_int_equal(doc.nodes[3].parent, card);
	assert_int_equal(doc.nlinks, 2);
	assert_int_equal(doc.links[0].node, 6);
	assert_int_equal(doc.links[1].node, 7);
	assert_int_equal(doc.runs[doc.links[1].run].link, 2);
	assert_int_equal(doc.wanted[0].node, 8);
	doc_free(&part);
	doc_free(&doc);
}

static void test_many(void **state)
{
	struct doc doc;
	uint32_t node;

	(void)state;
	doc_init(&doc);
	for (int i = 0; i < 10000; i++) {
		node = doc_open(&doc, DOC_PARA, 0);
		for (int j = 0; j < 3; j++)
			doc_text(&doc, node, SLICE("a"), ROLE_NORMAL, 0);
		doc_close(&doc, node);
	}
	doc_close(&doc, 0);
	assert_int_equal(doc.nnodes, 10001);
	assert_int_equal(doc.nodes[10000].run, 29997);
	assert_int_equal(doc.nodes[0].end, 10001);
	doc_free(&doc);
}

static void test_node_text(void **state)
{
	struct arena arena;
	struct doc doc;

	(void)state;
	arena_init(&arena);
	doc_init(&doc);
	build(&doc);
	assert_true(
	    slice_is(doc_node_text(&doc, 4, &arena), "a \"b\" c\tsee d"));
	assert_true(slice_is(doc_node_text(&doc, 7, &arena), "x\ny\n"));
	assert_int_equal(doc_node_text(&doc, 2, &arena).len, 0);
	doc_free(&doc);
	arena_free(&arena);
}

static void heading(struct doc *doc, const char *text)
{
	const uint32_t node = doc_open(doc, DOC_HEADING, 0);

	doc_text(doc, node, slice_of(text), ROLE_NORMAL, 0);
	doc_close(doc, node);
}

static void test_heading_ids(void **state)
{
	static const struct {
		const char *text;
		const char *id;
	} rows[] = {
		{ "How long?", "how-long" },
		{ "  A&E, or your GP!", "a-e-or-your-gp" },
		{ "\xC3\x89t\xC3\xA9", "ete" },
		{ "How Long", "how-long-2" },
		{ "???", "part" },
		{ "\xE8\x85\xB0\xE7\x97\x9B", "part-2" },
		{ "L4 and L5", "l4-and-l5" },
		{ "how long", "how-long-3" },
	};
	const size_t n = sizeof(rows) / sizeof(*rows);
	struct arena arena;
	struct doc doc;

	(void)state;
	arena_init(&arena);
	doc_init(&doc);
	for (size_t i = 0; i < n; i++)
		heading(&doc, rows[i].text);
	doc_close(&doc, 0);
	for (uint32_t i = 0; i < n; i++) {
		assert_true(
		    slice_is(doc_heading_id(&doc, i + 1, &arena), rows[i].id));
		assert_int_equal(
		    doc_find_heading(&doc, slice_of(rows[i].id)), i + 1);
	}
	assert_true(doc_find_heading(&doc, SLICE("how-long-4")) == DOC_NONE);
	assert_true(doc_find_heading(&doc, SLICE("how-long-1")) == DOC_NONE);
	assert_true(doc_find_heading(&doc, SLICE("how-long-02")) == DOC_NONE);
	assert_true(doc_find_heading(&doc, SLICE("")) == DOC_NONE);
	assert_true(doc_find_heading(&doc, SLICE("-2")) == DOC_NONE);
	doc_free(&doc);
	arena_free(&arena);
}

/* A heading that is called like a repeated one. */
static void test_heading_numbers(void **state)
{
	struct doc doc;

	(void)state;
	doc_init(&doc);
	heading(&doc, "Week 2");
	heading(&doc, "Week");
	heading(&doc, "Week");
	doc_close(&doc, 0);
	assert_int_equal(doc_find_heading(&doc, SLICE("week-2")), 1);
	assert_int_equal(doc_find_heading(&doc, SLICE("week")), 2);
	doc_free(&doc);
}

static void test_words(void **state)
{
	const struct slice all =
	    SLICE(" I am  sitting\nlonger than\t8 \xC3\xA9t\xC3\xA9s a-day ");
	struct doc doc;
	uint32_t para;

	(void)state;
	doc_init(&doc);
	assert_int_equal(doc_words(&doc), 0);
	build(&doc);
	/* How long? / a "b" c see d / How Long / The spine / x y */
	assert_int_equal(doc_words(&doc), 2 + 5 + 2 + 2 + 2);
	doc_free(&doc);

	/* cut anywhere into two runs a text has as many */
	for (size_t cut = 0; cut <= all.len; cut++) {
		doc_init(&doc);
		para = doc_open(&doc, DOC_PARA, 0);
		doc_text(
		    &doc, para, (struct slice){ all.ptr, cut }, ROLE_NORMAL, 0);
		doc_text(&doc, para,
		    (struct slice){ all.ptr + cut, all.len - cut }, ROLE_LINK,
		    0);
		doc_close(&doc, para);
		doc_close(&doc, 0);
		assert_int_equal(doc_words(&doc), 8);
		doc_free(&doc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_build),
		cmocka_unit_test(test_reset),
		cmocka_unit_test(test_splice),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_node_text),
		cmocka_unit_test(test_heading_ids),
		cmocka_unit_test(test_heading_numbers),
		cmocka_unit_test(test_words),
	};

	(void)text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
