/*
 * The library: what it must cover, and that its sentences are its own.
 *
 * map.ini has a section for each row of the coverage map ([row:001]) and each
 * correction of the texts that the project grew from ([correction:01]): the
 * articles that cover it, and words that must stand there. seed-runs.txt has
 * a hash of every eight words in a row of those texts: none may stand in an
 * article, a drawing's words, the glossary or the index.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ini_file.h"
#include "content/article.h"
#include "content/figure.h"
#include "content/glossary.h"
#include "content/place.h"
#include "support/cases.h"

#define ROWS        147
#define CORRECTIONS 61
#define ARTICLES    59
#define TOPICS      9
#define RUN         8

struct library {
	struct catalog catalog;
	struct arena arena;
	struct diag diag;
	char **texts; /* as catalog.articles */
	bool *checks; /* as catalog.articles: has a link to the self-check */
	uint64_t *seeds;
	size_t nseeds;
};

static struct library library;

/* Small letters and single spaces; what is no letter, digit or ' is one. */
static char *plain(const char *text, bool marks)
{
	char *out = malloc(strlen(text) + 3);
	size_t len = 0;

	assert_non_null(out);
	out[len++] = ' ';
	for (; *text != '\0'; text++) {
		char c = *text;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			c == '\'' || (marks && (unsigned char)c > ' ')))
			c = ' ';
		if (c != ' ' || out[len - 1] != ' ')
			out[len++] = c;
	}
	if (out[len - 1] != ' ')
		out[len++] = ' ';
	out[len] = '\0';
	return out;
}

/* All leaves of a document, and the words of its drawings. */
static char *text_of(const struct doc *doc)
{
	char *text = NULL;
	size_t len = 0;
	struct arena arena;
	FILE *out = open_memstream(&text, &len);

	assert_non_null(out);
	arena_init(&arena);
	for (uint32_t i = 1; i < doc->nnodes; i++) {
		const struct slice own = doc_node_text(doc, i, &arena);

		fprintf(out, "%.*s\n", (int)own.len, own.ptr);
	}
	for (size_t i = 0; i < doc->nfigures; i++) {
		if (doc->figures[i] != NULL)
			fprintf(out, "%s\n%s\n", doc->figures[i]->title,
			    doc->figures[i]->alt);
	}
	fclose(out);
	arena_free(&arena);
	return text;
}

static bool links_to_the_check(const struct doc *doc)
{
	for (size_t i = 0; i < doc->nlinks; i++) {
		if (slice_is(doc->links[i].target, PLACE_CHECK_ID))
			return true;
	}
	return false;
}

static void read_seeds(void)
{
	FILE *in = fopen(LUMBAR_SOURCE_DIR "/tests/library/seed-runs.txt", "r");
	char line[128];
	size_t cap = 0;

	assert_non_null(in);
	while (fgets(line, sizeof(line), in) != NULL) {
		if (line[0] == '#')
			continue;
		if (library.nseeds == cap) {
			cap = cap == 0 ? 4096 : 2 * cap;
			library.seeds =
			    realloc(library.seeds, cap * sizeof(uint64_t));
			assert_non_null(library.seeds);
		}
		library.seeds[library.nseeds++] = strtoull(line, NULL, 16);
	}
	fclose(in);
	assert_true(library.nseeds > 6000);
}

static int begin(void **state)
{
	struct catalog *const catalog = &library.catalog;

	(void)state;
	text_locale();
	arena_init(&library.arena);
	diag_init(&library.diag, &library.arena);
	if (catalog_open(catalog, LUMBAR_SOURCE_DIR "/content", "en", "uk",
		&library.diag) != STATUS_OK)
		return 1;
	library.texts = calloc(catalog->narticles, sizeof(char *));
	library.checks = calloc(catalog->narticles, sizeof(bool));
	assert_non_null(library.texts);
	assert_non_null(library.checks);
	for (size_t i = 0; i < catalog->narticles; i++) {
		struct article article;

		if (article_open(&article, catalog, &catalog->articles[i],
			&library.diag) != STATUS_OK)
			return 1;
		library.texts[i] = text_of(&article.doc);
		library.checks[i] = links_to_the_check(&article.doc);
		article_close(&article);
	}
	read_seeds();
	return 0;
}

static int end(void **state)
{
	(void)state;
	for (size_t i = 0; i < library.catalog.narticles; i++)
		free(library.texts[i]);
	free(library.texts);
	free(library.checks);
	free(library.seeds);
	catalog_close(&library.catalog);
	arena_free(&library.arena);
	return 0;
}

/* The next of the parts of *list, between the mark; NULL at its end. */
static const char *next_part(const char **list, char mark)
{
	const char *at = *list;
	size_t len;
	struct slice part;

	if (*at == '\0')
		return NULL;
	len = strcspn(at, (char[]){ mark, '\0' });
	*list = at + len + (at[len] != '\0');
	part = slice_trim((struct slice){ at, len });
	return arena_copy(&library.arena, part.ptr, part.len);
}

static bool is_of_a_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'';
}

/* It begins where a word does; it may end within one, or before a mark. */
static bool stands_in(const char *in, const char *phrase)
{
	char *const text = plain(in, true);
	char *const words = plain(phrase, true);
	const char *at = text;
	bool found = false;

	words[strlen(words) - 1] = '\0';
	/* both begin with a space, so that at[-1] is there */
	while (!found && (at = strstr(at, words + 1)) != NULL) {
		found = !is_of_a_word(at[-1]);
		at++;
	}
	free(text);
	free(words);
	return found;
}

/* What was left out: its words stand in no article. */
static size_t check_absent(const struct ini_section *section, const char *words)
{
	const struct catalog *const catalog = &library.catalog;
	const char *part;
	size_t faults = 0;

	while ((part = next_part(&words, '|')) != NULL) {
		for (size_t i = 0; i < catalog->narticles; i++) {
			if (!stands_in(library.texts[i], part))
				continue;
			print_error("[%s]: \"%s\" is in %s\n", section->name,
			    part, catalog->articles[i].id);
			faults++;
		}
	}
	return faults;
}

/* What editors are told: its words stand in a file of this repository. */
static size_t check_file(const struct ini_section *section, const char *file)
{
	const char *words = ini_section_get(section, "words", NULL);
	const struct slice text = cases_text(&library.arena, file);

	assert_non_null(words);
	if (stands_in(arena_copy(&library.arena, text.ptr, text.len), words))
		return 0;
	print_error("[%s]: \"%s\" is not in %s\n", section->name, words, file);
	return 1;
}

/* Every phrase is in some article of the list, every article has one. */
static size_t check_section(const struct ini_section *section)
{
	const struct catalog *const catalog = &library.catalog;
	const char *articles = ini_section_get(section, "articles", NULL);
	const char *words = ini_section_get(section, "words", NULL);
	const char *absent = ini_section_get(section, "absent", NULL);
	const char *file = ini_section_get(section, "file", NULL);
	size_t list[8], n = 0, faults = 0;
	bool used[8] = { false };
	const char *part;

	if (absent != NULL)
		faults += check_absent(section, absent);
	if (absent != NULL && words == NULL)
		return faults;
	if (file != NULL)
		return check_file(section, file);
	assert_non_null(articles);
	assert_non_null(words);
	while ((part = next_part(&articles, ',')) != NULL) {
		const struct catalog_article *const article =
		    catalog_article(catalog, slice_of(part));

		if (article == NULL || n == 8) {
			print_error(
			    "[%s]: no article %s\n", section->name, part);
			faults++;
			continue;
		}
		list[n++] = (size_t)(article - catalog->articles);
	}
	while ((part = next_part(&words, '|')) != NULL) {
		bool found = false;

		for (size_t i = 0; i < n; i++) {
			if (!stands_in(library.texts[list[i]], part))
				continue;
			found = used[i] = true;
		}
		if (!found) {
			print_error(
			    "[%s]: nowhere \"%s\"\n", section->name, part);
			faults++;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (!used[i]) {
			print_error("[%s]: no word of it is in %s\n",
			    section->name, catalog->articles[list[i]].id);
			faults++;
		}
	}
	return faults;
}

static void every_row_and_correction_is_there(void **state)
{
	struct file_root root;
	struct ini_file ini;
	size_t rows = 0, corrections = 0, faults = 0;

	(void)state;
	assert_int_equal(file_root_open(&root,
			     LUMBAR_SOURCE_DIR "/tests/library", &library.diag),
	    STATUS_OK);
	assert_int_equal(ini_file_read(&root, "map.ini", &library.arena, &ini,
			     &library.diag),
	    STATUS_OK);
	file_root_close(&root);
	for (size_t i = 0; i < ini.nsections; i++) {
		const struct ini_section *const section = &ini.sections[i];

		rows += strcmp(section->kind, "row") == 0;
		corrections += strcmp(section->kind, "correction") == 0;
		faults += check_section(section);
	}
	assert_int_equal(faults, 0);
	assert_int_equal(rows, ROWS);
	assert_int_equal(corrections, CORRECTIONS);
}

static uint64_t hash_of(const char *text, size_t len)
{
	uint64_t hash = 0xCBF29CE484222325u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)text[i]) * 0x100000001B3u;
	return hash;
}

static int compare(const void *a, const void *b)
{
	const uint64_t *const x = a, *const y = b;

	return (*x > *y) - (*x < *y);
}

/* How many runs of eight words of the text are those of a seed. */
static size_t count_runs(const char *name, const char *text)
{
	char *const words = plain(text, false);
	const char *starts[RUN + 1];
	size_t n = 0, found = 0;

	for (char *at = words; *at != '\0'; at++) {
		uint64_t hash;

		if (*at != ' ')
			continue;
		/* the words between this space and the one RUN before */
		memmove(starts, starts + 1, RUN * sizeof(starts[0]));
		starts[RUN] = at;
		if (++n <= RUN)
			continue;
		hash = hash_of(starts[0] + 1, (size_t)(at - starts[0]) - 1);
		if (bsearch(&hash, library.seeds, library.nseeds, sizeof(hash),
			compare) == NULL)
			continue;
		print_error("%s: \"%.*s\"\n", name, (int)(at - starts[0]) - 1,
		    starts[0] + 1);
		found++;
	}
	free(words);
	return found;
}

static void no_sentence_of_a_seed(void **state)
{
	const struct catalog *const catalog = &library.catalog;
	struct glossary glossary;
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *const article =
		    &catalog->articles[i];

		found += count_runs(article->id, library.texts[i]);
		found += count_runs(article->id, article->summary);
		found += count_runs(article->id, article->keywords);
	}
	(void)glossary_read(catalog, &library.arena, &glossary, &library.diag);
	for (size_t i = 0; i < glossary.n; i++)
		found +=
		    count_runs(glossary.terms[i].id, glossary.terms[i].text);
	assert_int_equal(found, 0);
}

/* What the test of the map can see, and what it cannot be fooled by. */
static void a_phrase_begins_with_a_word(void **state)
{
	(void)state;
	assert_true(stands_in("Age 40", "age"));
	assert_true(stands_in("(CT) or\nan X-ray", "CT"));
	assert_true(stands_in("at a stage of old age", "age"));
	assert_true(stands_in("A cough, a sneeze.", "cough, a sneeze"));
	assert_true(stands_in("tingling", "tingl"));
	assert_false(stands_in("In this stage", "age"));
	assert_false(stands_in("A direct doctor", "CT"));
	assert_false(stands_in("ten tweaks", "weak"));
	assert_false(stands_in("A cough a sneeze", "cough, a sneeze"));
}

/* So can the test of sentences: with the hash of one of our own. */
static void a_run_is_seen(void **state)
{
	static const char words[] = "one two three four five six seven eight";
	uint64_t *const seeds = library.seeds;
	const size_t nseeds = library.nseeds;
	uint64_t ours = hash_of(words, strlen(words));

	(void)state;
	library.seeds = &ours;
	library.nseeds = 1;
	assert_int_equal(
	    count_runs("(wanted)", "zero, One two: three four FIVE\nsix, seven "
				   "(eight) nine"),
	    1);
	assert_int_equal(
	    count_runs("(none)", "one two three four five six seven ate"), 0);
	library.seeds = seeds;
	library.nseeds = nseeds;
}

static void the_library_is_whole(void **state)
{
	const struct catalog *const catalog = &library.catalog;
	struct glossary glossary;

	(void)state;
	assert_int_equal(catalog->narticles, ARTICLES);
	assert_int_equal(catalog->ntopics, TOPICS);
	assert_int_equal(
	    glossary_read(catalog, &library.arena, &glossary, &library.diag),
	    STATUS_OK);
	assert_true(glossary.n >= 90);
}

/* Whoever reads a page is one step from how fast to act. */
static void every_article_links_to_the_self_check(void **state)
{
	size_t faults = 0;

	(void)state;
	for (size_t i = 0; i < library.catalog.narticles; i++) {
		if (library.checks[i])
			continue;
		print_error("%s: no link to the self-check\n",
		    library.catalog.articles[i].id);
		faults++;
	}
	assert_int_equal(faults, 0);
}

/* All of the specification's drawings, in each form. */
static void every_figure_in_every_form(void **state)
{
	static const char *const names[] = { "spine-side", "vertebra-top",
		"disc-stages", "disc-and-root", "cauda-equina", "saddle-area",
		"leg-map-front", "leg-map-back", "nerve-routes", "canal-narrow",
		"slip-side", "slr", "heel-toe", "walk-compare", "mri-by-age",
		"recovery-curve", "lift-steps", "desk", "positions-of-ease",
		"sleep-positions", "moves", "treatment-ladder", "pain-areas",
		"wedge-fracture", "back-to-leg", "signal-path", "pelvis-back",
		"day-curve", "pacing", "fear-loop", "side-lying", "body-chart",
		"effect-bars" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct figure figure;
		unsigned forms = 0;

		if (figure_read(&library.catalog.root, "en", names[i],
			&library.arena, &figure, &library.diag) != STATUS_OK)
			fail_msg("no drawing %s", names[i]);
		for (size_t k = 0; k < figure.nforms; k++)
			forms |= 1u << ((figure.forms[k].cols > 40 ? 0 : 2) +
					figure.forms[k].ascii);
		if (forms != 15)
			fail_msg("%s lacks a form", names[i]);
		assert_true(strlen(figure.alt) > 40);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_library_is_whole),
		cmocka_unit_test(every_article_links_to_the_self_check),
		cmocka_unit_test(every_figure_in_every_form),
		cmocka_unit_test(every_row_and_correction_is_there),
		cmocka_unit_test(a_phrase_begins_with_a_word),
		cmocka_unit_test(no_sentence_of_a_seed),
		cmocka_unit_test(a_run_is_seen),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
