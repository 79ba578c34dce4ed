#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/article.h"
#include "temp_pack.h"

#define FIGURE                                                          \
	"title: The spine\nalt: A drawing of the spine.\n== 20 ascii\n" \
	"  o\n  o\n"

struct fixture {
	struct temp_pack pack;
	struct arena arena;
	struct diag diag;
	struct catalog catalog;
	struct article article;
	bool open;
};

static int setup(void **state)
{
	struct fixture *const f = calloc(1, sizeof(*f));

	assert_non_null(f);
	arena_init(&f->arena);
	diag_init(&f->diag, &f->arena);
	temp_pack_make(&f->pack);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *const f = *state;

	if (f->open) {
		article_close(&f->article);
		catalog_close(&f->catalog);
	}
	temp_pack_remove(&f->pack);
	arena_free(&f->arena);
	free(f);
	return 0;
}

/* The article of the pack, with that text. */
static enum status open_good(struct fixture *f, const char *text)
{
	const struct catalog_article *entry;

	if (text != NULL)
		temp_pack_put(&f->pack, "en/articles/good.md", text);
	assert_int_equal(
	    catalog_open(&f->catalog, f->pack.path, NULL, NULL, &f->diag),
	    STATUS_OK);
	entry = catalog_article(&f->catalog, SLICE("good"));
	assert_non_null(entry);
	f->open = true;
	return article_open(&f->article, &f->catalog, entry, &f->diag);
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

static void test_open(void **state)
{
	struct fixture *const f = *state;
	char *tree;

	assert_int_equal(open_good(f, "Call {emergency}.\n\n"
				      "> [!DO] Go to {ed}\n> now\n"),
	    STATUS_OK);
	tree = print(&f->article.doc);
	assert_string_equal(tree, "para \"Call 999.\"\n"
				  "card do\n"
				  "  card-title \"Go to A&E\"\n"
				  "  para \"now\"\n");
	free(tree);
	assert_int_equal(f->article.minutes, 1);
	assert_string_equal(f->article.entry->id, "good");
	assert_int_equal(f->diag.n, 0);
}

static void test_figures(void **state)
{
	struct fixture *const f = *state;
	const struct doc *const doc = &f->article.doc;
	char *tree;

	temp_pack_put(&f->pack, "en/figures/spine.txt", FIGURE);
	assert_int_equal(open_good(f, "![The spine](figure:spine)\n\n"
				      "![](figure:spine)\n\n"
				      "![Not there](figure:none)\n\n"
				      "![](figure:none)\n"),
	    STATUS_OK);
	assert_int_equal(doc->nnodes, 5);
	for (int i = 1; i < 5; i++)
		assert_int_equal(doc->nodes[i].kind, DOC_FIGURE);
	assert_true(doc->nodes[1].value < doc->nfigures);
	assert_int_equal(doc->nodes[1].value, doc->nodes[2].value);
	assert_string_equal(doc->figures[doc->nodes[1].value]->name, "spine");
	assert_true(doc->nodes[3].value == DOC_NONE);
	assert_true(doc->nodes[4].value == DOC_NONE);
	/* What cannot be drawn keeps its words, or at least its name. */
	tree = print(doc);
	assert_string_equal(tree, "figure <spine> \"The spine\"\n"
				  "figure <spine>\n"
				  "figure <none> \"Not there\"\n"
				  "figure <none> \"figure:none\"\n");
	free(tree);
	assert_true(
	    temp_pack_told(&f->diag, "en/articles/good.md", 5, "\"none\""));
	assert_true(
	    temp_pack_told(&f->diag, "en/articles/good.md", 7, "\"none\""));
}

/* Names that lead out of the pack are names like others, of no file. */
static void test_figure_names(void **state)
{
	struct fixture *const f = *state;
	const struct doc *const doc = &f->article.doc;

	assert_int_equal(open_good(f, "![a](figure:../../pack.ini)\n\n"
				      "![b](figure:/etc/passwd)\n\n"
				      "![c](<figure:a b>)\n\n"
				      "![d](figure:)\n\n"
				      "![e](figure:%2e%2e/a)\n"),
	    STATUS_OK);
	assert_int_equal(doc->nnodes, 6);
	for (int i = 1; i < 6; i++)
		assert_true(doc->nodes[i].value == DOC_NONE);
}

static void test_many_figures(void **state)
{
	enum {
		FIGURES = 3000
	};
	struct fixture *const f = *state;
	char *const text = malloc(FIGURES * 32);
	char *at = text;

	assert_non_null(text);
	temp_pack_put(&f->pack, "en/figures/spine.txt", FIGURE);
	at += sprintf(at, "![](figure:spine)\n\n");
	for (int i = 0; i < FIGURES; i++)
		at += sprintf(at, "![](figure:f%d)\n\n", i);
	at += sprintf(at, "![](figure:spine)\n");
	assert_int_equal(open_good(f, text), STATUS_OK);
	assert_int_equal(f->article.doc.nnodes, FIGURES + 3);
	assert_int_equal(f->article.doc.nodes[1].value, 0);
	assert_int_equal(f->article.doc.nodes[FIGURES + 2].value, 0);
	free(text);
}

static void test_minutes(void **state)
{
	enum {
		WORDS = 401
	};
	struct fixture *const f = *state;
	char text[WORDS * 5 + 1];

	for (int i = 0; i < WORDS; i++)
		memcpy(text + i * 5, "word\n", 6);
	assert_int_equal(open_good(f, text), STATUS_OK);
	assert_int_equal(f->article.minutes, 3);
}

static void assert_empty(const struct article *article)
{
	assert_int_equal(article->doc.nnodes, 1);
	assert_int_equal(article->minutes, 1);
	assert_non_null(article->entry);
}

static void test_missing(void **state)
{
	struct fixture *const f = *state;

	temp_pack_drop(&f->pack, "en/articles/good.md");
	assert_int_equal(open_good(f, NULL), STATUS_MISSING);
	assert_empty(&f->article);
	assert_true(f->diag.n > 0);
}

static void test_bad_bytes(void **state)
{
	struct fixture *const f = *state;

	assert_int_equal(open_good(f, "a\n\xFF\n"), STATUS_BAD);
	assert_empty(&f->article);
	assert_true(
	    temp_pack_told(&f->diag, "en/articles/good.md", 2, "UTF-8"));
}

static void test_too_big(void **state)
{
	struct fixture *const f = *state;
	char *const text = malloc(ARTICLE_CAP + 2);

	assert_non_null(text);
	memset(text, 'a', ARTICLE_CAP + 1);
	text[ARTICLE_CAP + 1] = '\0';
	assert_int_equal(open_good(f, text), STATUS_TOO_BIG);
	assert_empty(&f->article);
	free(text);
}

static void test_faults_have_lines(void **state)
{
	struct fixture *const f = *state;

	assert_int_equal(
	    open_good(f, "{emergency}\n\n<b>x</b>\n\n[a]: b\n"), STATUS_OK);
	assert_true(temp_pack_told(&f->diag, "en/articles/good.md", 3, "HTML"));
	assert_true(
	    temp_pack_told(&f->diag, "en/articles/good.md", 5, "definition"));
}

static void test_empty(void **state)
{
	struct fixture *const f = *state;

	assert_int_equal(open_good(f, ""), STATUS_OK);
	assert_empty(&f->article);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_open),
		TEST(test_figures),
		TEST(test_figure_names),
		TEST(test_many_figures),
		TEST(test_minutes),
		TEST(test_missing),
		TEST(test_bad_bytes),
		TEST(test_too_big),
		TEST(test_faults_have_lines),
		TEST(test_empty),
	};

	(void)text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
