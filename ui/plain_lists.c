#include "plain_page.h"

#include <stdio.h>

#define PAGES_MAX 100

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
	plain_say(plain, title);
	printf(". ");
	plain_say_line(plain, summary);
}

static const struct catalog_article *known(
    const struct plain *plain, const char *id)
{
	return catalog_article(plain->catalog, slice_of(id));
}

const char *plain_last_page(struct plain *plain, int *percent)
{
	const struct store_page *pages;
	const size_t n =
	    store_pages(plain->store, &plain->arena, PAGES_MAX, &pages);

	for (size_t i = 0; i < n; i++) {
		if (known(plain, pages[i].id) == NULL)
			continue;
		*percent = pages[i].percent;
		return known(plain, pages[i].id)->id;
	}
	return NULL;
}

/* What was kept from earlier visits, after all else. */
static void add_kept(struct plain *plain)
{
	struct arena *arena = &plain->arena;
	const size_t due =
	    sitting_count_due(plain->catalog, plain->store, time);
	int percent = 0;
	const char *last = plain_last_page(plain, &percent);

	if (due > 0)
		add(plain, PLACE_DUE_ID, "Questions to try again",
		    arena_printf(
			arena, "%zu came back for another look.", due));
	if (last == NULL)
		return;
	add(plain, PLACE_MINE_ID, "My pages", "Bookmarks, and what you read.");
	plain->nfresh = plain->nids;
	add(plain, last,
	    arena_printf(arena, "Go on: %s", known(plain, last)->title),
	    arena_printf(arena, "%d%% read. Or type c.", percent));
}

void plain_home(struct plain *plain)
{
	const struct catalog *catalog = plain->catalog;

	begin(plain, catalog->ntopics + 6);
	printf("lumbar. ");
	plain_say(plain, catalog->title);
	printf(". Emergency? Type ! at any time.\n\n");
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
	add(plain, "a-z", "All pages, A to Z", "Every page by its name.");
	add_kept(plain);
	putchar('\n');
	plain_hint(plain, PLAIN_HOME);
}

/* The articles of a topic, or all of them by title. */
void plain_articles(struct plain *plain, const struct catalog_topic *topic)
{
	const struct catalog *catalog = plain->catalog;
	const size_t *order = NULL;

	begin(plain, catalog->narticles);
	if (topic == NULL)
		order = catalog_a_to_z(catalog, &plain->arena);
	plain_say(plain, topic != NULL ? topic->title : "All pages, A to Z");
	printf(". ");
	if (topic != NULL)
		plain_say(plain, topic->summary);
	printf("\n\n");
	for (size_t i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *article =
		    &catalog->articles[order != NULL ? order[i] : i];

		if (topic != NULL &&
		    article->topic != (size_t)(topic - catalog->topics))
			continue;
		add(plain, article->id, article->title, article->summary);
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
	struct arena *arena = &plain->arena;
	const struct store_page *marks, *pages;
	size_t nmarks, npages;

	begin(plain, 2 * PAGES_MAX);
	nmarks = store_bookmarks(plain->store, arena, PAGES_MAX, &marks);
	npages = store_pages(plain->store, arena, PAGES_MAX, &pages);
	printf("My pages.\n\n");
	for (size_t i = 0; i < nmarks; i++) {
		if (known(plain, marks[i].id) != NULL)
			add(plain, known(plain, marks[i].id)->id,
			    known(plain, marks[i].id)->title, "Bookmark.");
	}
	for (size_t i = 0; i < npages; i++) {
		if (!pages[i].bookmark && known(plain, pages[i].id) != NULL)
			add(plain, known(plain, pages[i].id)->id,
			    known(plain, pages[i].id)->title,
			    known(plain, pages[i].id)->summary);
	}
	plain->nfresh = 0;
	if (plain->nids == 0)
		printf("Nothing is kept yet. m on a page makes a bookmark.\n");
	putchar('\n');
	plain_hint(plain, PLAIN_LIST);
}
