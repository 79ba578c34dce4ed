#include "plain_page.h"

#include <stdio.h>

#include "widgets/kept.h"

static void begin(struct plain *plain, size_t cap)
{
	plain_page_close(plain);
	arena_reset(&plain->arena);
	plain->ids = arena_zalloc(&plain->arena, cap + 1, sizeof(*plain->ids));
	plain->nids = 0;
	plain->nfresh = cap + 1;
}

/* The next line: what is said of a place, and its number. */
static void add(
    struct plain *plain, const char *id, const char *title, const char *summary)
{
	plain->ids[plain->nids++] = id;
	printf("%zu. ", plain->nids);
	plain_say_title(plain, title);
	plain_say_line(plain, summary);
}

/* What was kept from earlier visits, after all else. */
static void add_kept(struct plain *plain)
{
	struct arena *arena = &plain->arena;
	const size_t due =
	    sitting_count_due(plain->catalog, plain->store, time);
	const struct kept_page *pages;
	int percent = 0;
	const struct catalog_article *last =
	    kept_last(plain->catalog, plain->store, arena, &percent);

	if (due > 0)
		add(plain, PLACE_DUE_ID, "Questions to try again",
		    arena_printf(
			arena, "%zu came back for another look.", due));
	if (kept_pages(plain->catalog, plain->store, arena, &pages) > 0)
		add(plain, PLACE_MINE_ID, "My pages",
		    "Bookmarks, and what you read.");
	plain->nfresh = plain->nids;
	if (last != NULL)
		add(plain, last->id, "Go on reading",
		    arena_printf(arena, "%s, %d%% read. Or type c.",
			last->title, percent));
}

void plain_home(struct plain *plain)
{
	const struct catalog *catalog = plain->catalog;

	begin(plain, catalog->ntopics + 6);
	printf("lumbar. ");
	plain_say_title(plain, catalog->title);
	printf("Emergency? Type ! at any time.\n\n");
	if (catalog->triage[0] != '\0') {
		add(plain, PLACE_CHECK_ID, "Check my symptoms now",
		    "About 4 minutes. We do not keep your answers.");
	}
	for (size_t i = 0; i < catalog->ntopics; i++) {
		const struct catalog_topic *topic = &catalog->topics[i];

		if (topic->narticles == 0)
			continue;
		add(plain, arena_printf(&plain->arena, "topic:%s", topic->id),
		    topic->title, topic->summary);
	}
	if (catalog->nquizzes > 0)
		add(plain, PLACE_QUIZZES, "Test what I know",
		    "Quizzes. Each answer says why.");
	add(plain, PLACE_A_TO_Z_ID, "All pages, A to Z",
	    "Every page by its name.");
	add_kept(plain);
	putchar('\n');
	if (catalog->nlangs > 1)
		plain_language_offer(plain);
	plain_hint(plain, PLAIN_HOME);
}

/* Of all pages: what it is about, and whether it was read. */
static const char *about(
    struct plain *plain, const struct catalog_article *article)
{
	struct store_page page;

	if (!store_get_page(plain->store, article->id, &plain->arena, &page))
		return article->summary;
	return arena_printf(&plain->arena, "%s (%s)", article->summary,
	    kept_mark(page.percent, &plain->arena));
}

/* The articles of a topic, or all of them by title. */
void plain_articles(struct plain *plain, const struct catalog_topic *topic)
{
	const struct catalog *catalog = plain->catalog;
	const size_t *order = NULL;

	begin(plain, catalog->narticles);
	if (topic == NULL)
		order = catalog_a_to_z(catalog, &plain->arena);
	plain_say_title(
	    plain, topic != NULL ? topic->title : "All pages, A to Z");
	if (topic != NULL)
		plain_say(plain, topic->summary);
	printf("\n\n");
	for (size_t i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *article =
		    &catalog->articles[order != NULL ? order[i] : i];

		if (topic != NULL &&
		    article->topic != (size_t)(topic - catalog->topics))
			continue;
		add(plain, article->id, article->title,
		    topic == NULL ? about(plain, article) : article->summary);
	}
	putchar('\n');
	plain_hint(plain, PLAIN_LIST);
}

void plain_quizzes(struct plain *plain)
{
	const struct catalog *catalog = plain->catalog;
	struct arena *arena = &plain->arena;

	begin(plain, catalog->nquizzes);
	printf("Test what I know. No clock and no marks.\n\n");
	for (size_t i = 0; i < catalog->nquizzes; i++) {
		const struct catalog_quiz *quiz = &catalog->quizzes[i];
		const char *summary = quiz->summary;
		struct store_result last;

		if (store_get_result(plain->store, quiz->id, &last))
			summary = arena_printf(arena,
			    "%s The last time you knew %d of %d.", summary,
			    last.known, last.of);
		add(plain, arena_printf(arena, PLACE_QUIZ "%s", quiz->id),
		    quiz->title, summary);
	}
	putchar('\n');
	plain_hint(plain, PLAIN_LIST);
}

void plain_my_pages(struct plain *plain)
{
	const struct kept_page *pages;
	size_t n;

	begin(plain, KEPT_PAGES);
	n = kept_pages(plain->catalog, plain->store, &plain->arena, &pages);
	printf("My pages.\n\n");
	for (size_t i = 0; i < n; i++) {
		const char *mark = kept_page_mark(&pages[i], &plain->arena);
		const char *summary = pages[i].article->summary;

		if (mark[0] != '\0')
			summary = arena_printf(
			    &plain->arena, "%s (%s)", summary, mark);
		add(plain, pages[i].article->id, pages[i].article->title,
		    summary);
	}
	plain->nfresh = 0;
	if (plain->nids == 0)
		printf("Nothing is kept yet. m on a page makes a bookmark.\n");
	putchar('\n');
	plain_hint(plain, PLAIN_LIST);
}
