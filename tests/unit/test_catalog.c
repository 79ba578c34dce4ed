#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "content/catalog.h"
#include "temp_pack.h"
#include "content/catalog_language.h"

struct world {
	struct temp_pack pack;
	struct arena arena;
	struct diag diag;
	struct catalog catalog;
};

static int setup(void **state)
{
	static struct world world;

	text_locale();
	temp_pack_make(&world.pack);
	arena_init(&world.arena);
	diag_init(&world.diag, &world.arena);
	*state = &world;
	return 0;
}

static int teardown(void **state)
{
	struct world *world = *state;

	catalog_close(&world->catalog);
	temp_pack_remove(&world->pack);
	arena_free(&world->arena);
	return 0;
}

static enum status open_pack(struct world *world)
{
	return catalog_open(
	    &world->catalog, world->pack.path, NULL, NULL, &world->diag);
}

static enum status open_index(struct world *world, const char *text)
{
	temp_pack_put(&world->pack, "en/index.ini", text);
	return open_pack(world);
}

static bool told(const struct world *world, const char *file, unsigned line,
    const char *part)
{
	return temp_pack_told(&world->diag, file, line, part);
}

static void a_good_pack_opens(void **state)
{
	struct world *world = *state;
	const struct catalog *catalog = &world->catalog;
	const struct catalog_article *article;

	assert_int_equal(open_pack(world), STATUS_OK);
	assert_int_equal(world->diag.n, 0);
	assert_string_equal(catalog->id, "test");
	assert_string_equal(catalog->title, "Test pack");
	assert_string_equal(catalog->version, "2026.1");
	assert_string_equal(catalog->lang, "en");
	assert_int_equal(catalog->nlangs, 1);
	assert_string_equal(catalog->langs[0].code, "en");
	assert_string_equal(catalog->region->id, "uk");
	assert_int_equal(catalog->ntopics, 1);
	assert_int_equal(catalog->topics[0].narticles, 1);
	assert_int_equal(catalog->topics[0].line, 1);
	assert_int_equal(catalog->narticles, 1);
	article = catalog_article(catalog, SLICE("good"));
	assert_ptr_equal(article, &catalog->articles[0]);
	assert_string_equal(article->title, "The good");
	assert_string_equal(article->file, "articles/good.md");
	assert_string_equal(article->keywords, "word");
	assert_string_equal(article->sources, "one-2020");
	assert_string_equal(article->reviewed, "2026-11-22");
	assert_string_equal(article->next_review, "2028-11-01");
	assert_int_equal(article->topic, 0);
	assert_int_equal(article->line, 4);
	assert_null(catalog_article(catalog, SLICE("goo")));
	assert_null(catalog_article(catalog, SLICE("goods")));
	assert_null(catalog_article(catalog, SLICE("")));
	assert_null(catalog_article(catalog, slice_of(NULL)));
	assert_non_null(catalog_topic(catalog, SLICE("causes")));
	assert_null(catalog_topic(catalog, SLICE("good")));
	assert_string_equal(
	    catalog_source(catalog, SLICE("one-2020"))->title, "One");
	assert_true(catalog_source(catalog, SLICE("one-2020"))->seen);
	assert_null(catalog_source(catalog, SLICE("one")));
}

static void a_missing_folder_can_be_closed(void **state)
{
	struct world *world = *state;

	assert_int_equal(catalog_open(&world->catalog, "/no/such/folder", NULL,
			     NULL, &world->diag),
	    STATUS_MISSING);
	assert_ptr_equal(world->catalog.region, &region_builtin);
	assert_int_equal(world->catalog.narticles, 0);
	assert_true(world->diag.count[DIAG_ERROR] > 0);
	catalog_close(&world->catalog);
	catalog_close(&world->catalog);
}

static void optional_keys_are_empty_strings(void **state)
{
	struct world *world = *state;
	const struct catalog_article *article;

	assert_int_equal(
	    open_index(world, TEMP_PACK_TOPIC
		"[article:a]\ntopic = causes\nfile = a.md\ntitle = A\n"
		"summary = S\n"),
	    STATUS_OK);
	article = catalog_article(&world->catalog, SLICE("a"));
	assert_string_equal(article->keywords, "");
	assert_string_equal(article->sources, "");
	assert_string_equal(article->reviewed, "");
	assert_string_equal(article->next_review, "");
}

static void an_article_with_a_fault_is_left_out(void **state)
{
	static const struct {
		const char *section, *part;
		unsigned line;
	} cases[] = {
		{ "[article:b]\nfile = b.md\ntitle = B\nsummary = S\n",
		    "no \"topic\"", 13 },
		{ "[article:b]\ntopic = causes\ntitle = B\nsummary = S\n",
		    "no \"file\"", 13 },
		{ "[article:b]\ntopic = causes\nfile = b.md\nsummary = S\n",
		    "no \"title\"", 13 },
		{ "[article:b]\ntopic = causes\nfile = b.md\ntitle =\n"
		  "summary = S\n",
		    "no \"title\"", 16 },
		{ "[article:b]\ntopic = causes\nfile = b.md\ntitle = B\n",
		    "no \"summary\"", 13 },
		{ "[article:b]\ntopic = cuases\nfile = b.md\ntitle = B\n"
		  "summary = S\n",
		    "no topic \"cuases\"", 14 },
		{ "[article:b]\ntopic = causes\nfile = ../b.md\ntitle = B\n"
		  "summary = S\n",
		    "leads out", 15 },
		{ "[article:b]\ntopic = causes\nfile = /b.md\ntitle = B\n"
		  "summary = S\n",
		    "leads out", 15 },
		{ "[article:b]\ntopic = causes\nfile = a/./b.md\ntitle = B\n"
		  "summary = S\n",
		    "leads out", 15 },
		{ "[article:b]\ntopic = causes\nfile = a//b.md\ntitle = B\n"
		  "summary = S\n",
		    "leads out", 15 },
		{ "[article:b]\ntopic = causes\nfile = a/../../b.md\n"
		  "title = B\nsummary = S\n",
		    "leads out", 15 },
		{ "[article:b]\ntopic = causes\nfile = a\\b.md\ntitle = B\n"
		  "summary = S\n",
		    "leads out", 15 },
		{ "[article:b]\ntopic = causes\nfile = b.txt\ntitle = B\n"
		  "summary = S\n",
		    "does not end in \".md\"", 15 },
		{ "[article:b]\ntopic = causes\nfile = .md\ntitle = B\n"
		  "summary = S\n",
		    "does not end in \".md\"", 15 },
		{ "[article:self-check]\ntopic = causes\nfile = b.md\n"
		  "title = B\nsummary = S\n",
		    "self-check", 13 },
		{ "[article:b_c]\ntopic = causes\nfile = b.md\ntitle = B\n"
		  "summary = S\n",
		    "a-z, 0-9", 13 },
		{ "[puzzle:b]\ntitle = B\n", "unknown section [puzzle:b]", 13 },
		{ "[quiz:b]\ntitle = B\n", "no \"file\": the quiz is left out",
		    13 },
		{ "[quiz:due]\ntitle = B\nsummary = B\nfile = quiz/b.ini\n",
		    "comes back to be asked: the quiz is left out", 13 },
		{ "[quiz:b]\ntitle = B\nsummary = B\nfile = quiz/b.md\n",
		    "does not end in \".ini\": the quiz is left out", 16 },
		{ "[article:my-pages]\ntopic = causes\ntitle = B\nsummary = B\n"
		  "file = articles/b.md\n",
		    "a page of the program's own", 13 },
		{ "[topic]\ntitle = B\n", "a-z, 0-9", 13 },
		{ "[article]\ntitle = B\n", "a-z, 0-9", 13 },
	};
	struct world *world = *state;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char text[2048];

		snprintf(text, sizeof(text), "%s%s", TEMP_PACK_INDEX,
		    cases[i].section);
		diag_init(&world->diag, &world->arena);
		assert_int_equal(open_index(world, text), STATUS_OK);
		assert_true(
		    told(world, "en/index.ini", cases[i].line, cases[i].part));
		assert_int_equal(world->catalog.narticles, 1);
		assert_int_equal(world->catalog.ntopics, 1);
		assert_int_equal(world->catalog.topics[0].narticles, 1);
		assert_non_null(
		    catalog_article(&world->catalog, SLICE("good")));
		catalog_close(&world->catalog);
	}
}

static void an_unknown_key_is_told_and_the_article_stays(void **state)
{
	struct world *world = *state;

	assert_int_equal(
	    open_index(world, TEMP_PACK_INDEX "colour = red\n"), STATUS_OK);
	assert_true(told(world, "en/index.ini", 13, "colour"));
	assert_int_equal(world->catalog.narticles, 1);
}

static void an_article_may_stand_before_its_topic(void **state)
{
	struct world *world = *state;

	assert_int_equal(
	    open_index(world, TEMP_PACK_ARTICLE("a") TEMP_PACK_TOPIC),
	    STATUS_OK);
	assert_int_equal(world->diag.n, 0);
}

static void a_topic_without_words_shows_its_id(void **state)
{
	struct world *world = *state;

	assert_int_equal(
	    open_index(world, "[topic:causes]\n" TEMP_PACK_ARTICLE("a")),
	    STATUS_OK);
	assert_string_equal(world->catalog.topics[0].title, "causes");
	assert_string_equal(world->catalog.topics[0].summary, "");
	assert_true(told(world, "en/index.ini", 1, "no \"title\""));
	assert_true(told(world, "en/index.ini", 1, "no \"summary\""));
}

static void every_fault_of_a_broken_index_is_listed(void **state)
{
	struct world *world = *state;

	assert_int_equal(open_index(world, TEMP_PACK_INDEX "[article:good]\n"
							   "nonsense\n"
							   "[open\n"
							   "title = a ;b\n"),
	    STATUS_BAD);
	assert_true(told(world, "en/index.ini", 13, ""));
	assert_true(told(world, "en/index.ini", 14, ""));
	assert_true(told(world, "en/index.ini", 15, ""));
	assert_true(told(world, "en/index.ini", 16, ""));
	assert_int_equal(world->catalog.narticles, 0);
	assert_ptr_equal(world->catalog.region, &region_builtin);
}

static void an_index_without_articles_is_bad(void **state)
{
	struct world *world = *state;

	assert_int_equal(open_index(world, TEMP_PACK_TOPIC), STATUS_BAD);
	assert_true(told(world, "en/index.ini", 1, "no article"));
	assert_int_equal(open_index(world, ""), STATUS_BAD);
}

static void faults_of_the_pack_file_are_told(void **state)
{
	static const struct {
		const char *text, *part;
		unsigned line;
		enum status status;
	} cases[] = {
		{ "[pack]\nid = A B\ntitle = T\nversion = 1\nlanguages = en\n"
		  "default_region = uk\n",
		    "\"id\" may hold", 2, STATUS_OK },
		{ "[pack]\ntitle = T\nversion = 1\nlanguages = en\n"
		  "default_region = uk\n",
		    "no \"id\"", 1, STATUS_OK },
		{ "[pack]\nid = t\nversion = 1\nlanguages = en\n"
		  "default_region = uk\n",
		    "no \"title\"", 1, STATUS_OK },
		{ "[pack]\nid = t\ntitle = T\nlanguages = en\n"
		  "default_region = uk\n",
		    "no \"version\"", 1, STATUS_OK },
		{ "[pack]\nid = t\ntitle = T\nversion = 1\nlanguages = en\n",
		    "no \"default_region\"", 1, STATUS_OK },
		{ "[pack]\nid = t\ntitle = T\nversion = 1\nlanguages = en\n"
		  "default_region = xx\n",
		    "no default_region \"xx\"", 6, STATUS_OK },
		{ "[pack]\nid = t\ntitle = T\nversion = 1\nlanguages = en\n"
		  "default_region = uk\nmin_lumbar = 99.0.0\n",
		    "lumbar 99.0.0 or newer", 7, STATUS_OK },
		{ "[pack]\nid = t\ntitle = T\nversion = 1\nlanguages = en\n"
		  "default_region = uk\nmin_lumbar = 1\n",
		    "not a version", 7, STATUS_OK },
		{ "[pack]\nid = t\ntitle = T\nversion = 1\nlanguages = en\n"
		  "default_region = uk\ncolour = red\n",
		    "colour", 7, STATUS_OK },
		{ "[pack]\nid = t\ntitle = T\nversion = 1\nlanguages = en\n"
		  "default_region = uk\n[more]\n",
		    "unknown section [more]", 7, STATUS_OK },
		{ "[pack]\nid = t\ntitle = T\nversion = 1\n"
		  "languages = ../en, en\ndefault_region = uk\n",
		    "\"../en\" cannot be a language", 5, STATUS_OK },
		{ "[pack]\nid = t\ntitle = T\nversion = 1\n"
		  "languages = ../x\ndefault_region = uk\n",
		    "no language that can be used", 5, STATUS_BAD },
		{ "[pack]\nid = t\ntitle = T\nversion = 1\n",
		    "no language that can be used", 1, STATUS_BAD },
		{ "[other]\nid = t\n", "no [pack] section", 1, STATUS_BAD },
	};
	struct world *world = *state;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		temp_pack_put(&world->pack, "pack.ini", cases[i].text);
		diag_init(&world->diag, &world->arena);
		assert_int_equal(open_pack(world), cases[i].status);
		assert_true(
		    told(world, "pack.ini", cases[i].line, cases[i].part));
		catalog_close(&world->catalog);
	}
}

static void language_and_region_can_be_chosen(void **state)
{
	struct world *world = *state;
	struct catalog *catalog = &world->catalog;

	temp_pack_put(&world->pack, "pack.ini",
	    "[pack]\nid = t\ntitle = T\nversion = 1\nlanguages = en, es\n"
	    "default_region = uk\n");
	temp_pack_put(&world->pack, "es/index.ini",
	    "[topic:causes]\ntitle = Causas\nsummary = S\n" TEMP_PACK_ARTICLE(
		"good"));
	temp_pack_put(&world->pack, "region.ini",
	    TEMP_PACK_REGION "[region:us]\nemergency = 911\n");
	assert_int_equal(
	    catalog_open(catalog, world->pack.path, "es", "us", NULL),
	    STATUS_OK);
	assert_string_equal(catalog->lang, "es");
	assert_string_equal(catalog->topics[0].title, "Causas");
	assert_string_equal(catalog->region->id, "us");
	assert_string_equal(region_word(catalog->region, "emergency"), "911");
	catalog_close(catalog);

	temp_pack_put(&world->pack, "region.ini", TEMP_PACK_REGION);
	assert_int_equal(
	    catalog_open(catalog, world->pack.path, "fr", "zz", &world->diag),
	    STATUS_OK);
	assert_string_equal(catalog->lang, "en");
	assert_string_equal(catalog->region->id, "uk");
	assert_true(told(world, "", 0, "no language \"fr\""));
	assert_true(told(world, "", 0, "no region \"zz\""));
	assert_int_equal(world->diag.n, 2);
}

static void a_bad_region_file_leaves_the_articles(void **state)
{
	struct world *world = *state;

	temp_pack_put(&world->pack, "region.ini", "[region:uk\n");
	assert_int_equal(open_pack(world), STATUS_OK);
	assert_ptr_equal(world->catalog.region, &region_builtin);
	assert_int_equal(world->catalog.narticles, 1);
	assert_true(told(world, "region.ini", 1, ""));
}

static const struct catalog_sources *sources_of(struct world *world)
{
	catalog_load_sources(&world->catalog, &world->diag);
	return world->catalog.sources;
}

static void sources_may_be_missing_or_broken(void **state)
{
	struct world *world = *state;

	temp_pack_drop(&world->pack, "sources.ini");
	assert_int_equal(open_pack(world), STATUS_OK);
	assert_int_equal(world->diag.n, 0);
	assert_int_equal(sources_of(world)->n, 0);
	assert_null(catalog_source(&world->catalog, SLICE("one-2020")));
	catalog_close(&world->catalog);

	temp_pack_put(&world->pack, "sources.ini",
	    "[source:b]\ntitle = B\nbody = X\nseen = part\n"
	    "[source:a]\nseen = perhaps\n[more]\n");
	assert_int_equal(open_pack(world), STATUS_OK);
	assert_int_equal(sources_of(world)->n, 2);
	assert_string_equal(world->catalog.sources->items[0].key, "a");
	assert_string_equal(world->catalog.sources->items[0].title, "a");
	assert_string_equal(world->catalog.sources->items[1].year, "");
	assert_false(world->catalog.sources->items[1].seen);
	assert_true(told(world, "sources.ini", 6, "\"seen\""));
	assert_true(told(world, "sources.ini", 5, "no \"title\""));
	assert_true(told(world, "sources.ini", 7, "unknown section"));
	catalog_close(&world->catalog);

	temp_pack_put(&world->pack, "sources.ini", "[source:b\n");
	assert_int_equal(open_pack(world), STATUS_OK);
	assert_int_equal(sources_of(world)->n, 0);
	assert_true(told(world, "sources.ini", 1, "not closed"));
}

static void a_to_z_folds_and_skips_marks(void **state)
{
	static const char *const titles[] = { "zebra", "\xc3\x89lan", "apple",
		"(Bone)", "Eland", "\"Apple\" tart", "elbow" };
	static const char *const sorted[] = { "apple", "\"Apple\" tart",
		"(Bone)", "\xc3\x89lan", "Eland", "elbow", "zebra" };
	struct world *world = *state;
	char text[4096] = TEMP_PACK_TOPIC;
	const size_t *order;
	size_t i;

	for (i = 0; i < 7; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
		    "[article:t%zu]\ntopic = causes\nfile = a.md\n"
		    "title = %s\nsummary = S\n",
		    i, titles[i]);
	assert_int_equal(open_index(world, text), STATUS_OK);
	order = catalog_a_to_z(&world->catalog, &world->arena);
	for (i = 0; i < 7; i++)
		assert_string_equal(
		    world->catalog.articles[order[i]].title, sorted[i]);
}

static void ten_thousand_articles_load_fast(void **state)
{
	struct world *world = *state;
	char path[1024];
	struct timespec start, end;
	FILE *out;
	double ms;
	int i;

	temp_pack_name(&world->pack, "en/index.ini", path);
	out = fopen(path, "wb");
	assert_non_null(out);
	for (i = 0; i < 10000; i++)
		fprintf(out,
		    "[topic:t%d]\ntitle = T\nsummary = S\n"
		    "[article:a%d]\ntopic = t%d\nfile = articles/a%d.md\n"
		    "title = Article %d\nsummary = One line about it\n"
		    "keywords = some, words\nsources = one-2020\n"
		    "reviewed = 2026-11-22\nnext_review = 2028-11-01\n",
		    i, i, 9999 - i, i, i);
	assert_int_equal(fclose(out), 0);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	assert_int_equal(open_pack(world), STATUS_OK);
	catalog_a_to_z(&world->catalog, &world->arena);
	for (i = 0; i < 10000; i++) {
		char id[16];

		snprintf(id, sizeof(id), "a%d", i);
		assert_int_equal(
		    catalog_article(&world->catalog, slice_of(id)) -
			world->catalog.articles,
		    i);
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	ms = (double)(end.tv_sec - start.tv_sec) * 1e3 +
	     (double)(end.tv_nsec - start.tv_nsec) / 1e6;
	assert_int_equal(world->diag.n, 0);
	assert_int_equal(world->catalog.narticles, 10000);
	assert_int_equal(world->catalog.topics[9999].narticles, 1);
	/* 60 ms on a plain build of 2020; anything quadratic takes seconds. */
	assert_true(ms < 2000);
	print_message("10,000 articles in %.0f ms\n", ms);
}

static void our_own_pack_has_no_fault(void **state)
{
	struct world *world = *state;

	assert_int_equal(
	    catalog_open(&world->catalog, LUMBAR_SOURCE_DIR "/content", NULL,
		NULL, &world->diag),
	    STATUS_OK);
	diag_print(&world->diag, stderr);
	assert_int_equal(world->diag.n, 0);
	assert_non_null(
	    catalog_article(&world->catalog, SLICE("get-help-now")));
	assert_true(sources_of(world)->n >= 144);
}

/* Only where it is: nothing of it is opened. */
static void says_where_the_self_check_is(void **state)
{
	struct world *world = *state;

	assert_int_equal(
	    open_index(world, TEMP_PACK_INDEX "[triage]\nfile = t.ini\n"),
	    STATUS_OK);
	assert_int_equal(world->diag.n, 0);
	assert_string_equal(world->catalog.triage, "en/t.ini");
	catalog_close(&world->catalog);

	assert_int_equal(open_index(world, TEMP_PACK_INDEX), STATUS_OK);
	assert_string_equal(world->catalog.triage, "");
	catalog_close(&world->catalog);

	assert_int_equal(
	    open_index(world, "[triage]\nfile = ../t.ini\n" TEMP_PACK_INDEX),
	    STATUS_OK);
	assert_string_equal(world->catalog.triage, "");
	assert_true(told(world, "en/index.ini", 2, "no self-check"));
	catalog_close(&world->catalog);

	assert_int_equal(
	    open_index(world, "[triage]\nfiel = t\n" TEMP_PACK_INDEX),
	    STATUS_OK);
	assert_string_equal(world->catalog.triage, "");
	assert_true(told(world, "en/index.ini", 1, "no self-check"));
	assert_true(told(world, "en/index.ini", 2, "\"fiel\""));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(a_good_pack_opens),
		TEST(says_where_the_self_check_is),
		TEST(a_missing_folder_can_be_closed),
		TEST(optional_keys_are_empty_strings),
		TEST(an_article_with_a_fault_is_left_out),
		TEST(an_unknown_key_is_told_and_the_article_stays),
		TEST(an_article_may_stand_before_its_topic),
		TEST(a_topic_without_words_shows_its_id),
		TEST(every_fault_of_a_broken_index_is_listed),
		TEST(an_index_without_articles_is_bad),
		TEST(faults_of_the_pack_file_are_told),
		TEST(language_and_region_can_be_chosen),
		TEST(a_bad_region_file_leaves_the_articles),
		TEST(sources_may_be_missing_or_broken),
		TEST(a_to_z_folds_and_skips_marks),
		TEST(ten_thousand_articles_load_fast),
		TEST(our_own_pack_has_no_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
