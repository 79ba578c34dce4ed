/*
 * The words of a pack: in their order, with region words in; and the lists of
 * signs and words in an article.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/article.h"
#include "content/glossary.h"
#include "content/signs.h"

struct world {
	struct catalog catalog;
	struct arena arena;
	struct diag diag;
};

static int begin(void **state)
{
	struct world *world = calloc(1, sizeof(*world));

	text_locale();
	arena_init(&world->arena);
	diag_init(&world->diag, &world->arena);
	if (catalog_open(&world->catalog, LUMBAR_SOURCE_DIR "/tests/pack-words",
		NULL, "uk", &world->diag) != STATUS_OK)
		return 1;
	*state = world;
	return 0;
}

static int end(void **state)
{
	struct world *world = *state;

	catalog_close(&world->catalog);
	arena_free(&world->arena);
	free(world);
	return 0;
}

static char *said(struct world *world)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	diag_print(&world->diag, out);
	fclose(out);
	return text;
}

static void in_order_and_without_what_is_broken(void **state)
{
	struct world *world = *state;
	struct glossary glossary;
	char *text;

	assert_int_equal(glossary_read(&world->catalog, &world->arena,
			     &glossary, &world->diag),
	    STATUS_OK);
	assert_int_equal(glossary.n, 3);
	assert_string_equal(glossary.terms[0].id, "zone");
	assert_string_equal(glossary.terms[1].id, "foramen");
	assert_string_equal(glossary.terms[2].id, "root");
	assert_non_null(strstr(glossary.terms[1].text, "Ask a GP where"));
	assert_string_equal(glossary.terms[1].see, "");
	assert_string_equal(glossary.terms[2].see, "page");
	assert_ptr_equal(
	    glossary_term(&glossary, SLICE("root")), &glossary.terms[2]);
	assert_null(glossary_term(&glossary, SLICE("cut")));
	text = said(world);
	assert_non_null(strstr(text, "en/glossary.ini:16: error:"));
	assert_non_null(strstr(text, "the word is left out"));
	free(text);
}

static void signs_with_their_groups(void **state)
{
	struct world *world = *state;
	struct signs signs;

	assert_int_equal(
	    signs_read(&world->catalog, &world->arena, &signs, &world->diag),
	    STATUS_OK);
	assert_int_equal(signs.nnet, 2);
	assert_string_equal(signs.net[0], "you cannot pee");
	assert_int_equal(signs.ngroups, 3);
	assert_int_equal(signs.nsigns, 2);
	assert_int_equal(signs.signs[0].nrules, 2);
	assert_string_equal(signs.signs[0].rules[1], "E13");
	assert_int_equal(
	    signs.groups[signs.signs[0].group].level, SIGNS_EMERGENCY);
	assert_string_equal(signs.signs[1].why, "call NHS 111");
	assert_int_equal(world->diag.n, 0);
}

/* What an article shows where it names the lists. */
static void lists_stand_in_the_article(void **state)
{
	static const char today[] = "  para <signs:urgent> strong\"Today\"\n"
				    "  list tight\n"
				    "    item\n"
				    "      para strong\"fever: \" "
				    "\"call NHS 111\"\n"
				    "para";
	struct world *world = *state;
	const struct catalog_article *entry =
	    catalog_article(&world->catalog, SLICE("page"));
	struct article article;
	char *text = NULL, *faults;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	assert_int_equal(
	    article_open(&article, &world->catalog, entry, &world->diag),
	    STATUS_OK);
	doc_print(&article.doc, out);
	fclose(out);
	if (strstr(text, "\"you cannot pee\"") == NULL ||
	    strstr(text, today) == NULL ||
	    strstr(text, "para <signs:none> \"A list that is not there.\"") ==
		NULL)
		fail_msg("the lists are not there:\n%s", text);
	assert_null(strstr(text, "The signs of an emergency."));
	assert_null(strstr(text, "Never shown"));
	free(text);
	faults = said(world);
	assert_non_null(strstr(faults,
	    "page.md:15: error: the list \"signs:none\" cannot be used, its "
	    "words are shown instead"));
	free(faults);
	article_close(&article);
}

static void a_part_for_each_letter(void **state)
{
	struct world *world = *state;
	const struct catalog_article *entry =
	    catalog_article(&world->catalog, SLICE("glossary"));
	struct article article;

	assert_int_equal(
	    article_open(&article, &world->catalog, entry, &world->diag),
	    STATUS_OK);
	assert_true(doc_find_heading(&article.doc, SLICE("e")) != DOC_NONE);
	assert_true(doc_find_heading(&article.doc, SLICE("n")) != DOC_NONE);
	assert_true(doc_find_heading(&article.doc, SLICE("z")) == DOC_NONE);
	/* the page that says more, by its title; none that is not there */
	assert_int_equal(article.doc.nlinks, 1);
	assert_true(slice_is(article.doc.links[0].target, "page"));
	article_close(&article);
}

static void a_pack_without_them(void **state)
{
	struct world *world = *state;
	struct catalog bare;
	struct glossary glossary;
	struct signs signs;
	struct doc doc;

	assert_int_equal(catalog_open(&bare, LUMBAR_SOURCE_DIR "/tests/pack",
			     NULL, "uk", &world->diag),
	    STATUS_OK);
	assert_int_equal(
	    glossary_read(&bare, &world->arena, &glossary, &world->diag),
	    STATUS_MISSING);
	assert_int_equal(signs_read(&bare, &world->arena, &signs, &world->diag),
	    STATUS_MISSING);
	doc_init(&doc);
	assert_false(glossary_compose(
	    &glossary, &bare, SLICE("all"), &world->arena, &doc));
	assert_false(signs_compose(&signs, SLICE("net"), &doc, 0));
	assert_false(signs_compose(&signs, SLICE("urgent"), &doc, 0));
	assert_int_equal(doc.nnodes, 1);
	assert_int_equal(world->diag.n, 0);
	doc_free(&doc);
	catalog_close(&bare);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    in_order_and_without_what_is_broken, begin, end),
		cmocka_unit_test_setup_teardown(
		    signs_with_their_groups, begin, end),
		cmocka_unit_test_setup_teardown(
		    lists_stand_in_the_article, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_part_for_each_letter, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_pack_without_them, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
