#include "screens/menu_screen.h"

#include <string.h>

#include "widgets/kept.h"
#include "widgets/sitting.h"

/* "4 pages": a no-break space, so that no line ends in a number. */
static const char *count_of(
    struct arena *arena, size_t n, const char *one, const char *many)
{
	return arena_printf(arena, "%zu\xC2\xA0%s", n, n == 1 ? one : many);
}

static const char *about_topic(
    struct arena *arena, const struct catalog_topic *topic)
{
	const size_t len = strlen(topic->summary);
	const bool ended = len > 0 && topic->summary[len - 1] == '.';

	return arena_printf(arena, "%s%s %s.", topic->summary, ended ? "" : ".",
	    count_of(arena, topic->narticles, "page", "pages"));
}

/* What was kept from earlier visits: after all else, so that no number of
   the menu changes under somebody's finger. */
static void add_kept(struct menu *menu)
{
	const struct view *view = menu->base.view;
	struct arena *arena = &menu->arena;
	const size_t due =
	    sitting_count_due(view->catalog, view->store, view->clock);
	const struct kept_page *pages;
	const size_t n = kept_pages(view->catalog, view->store, arena, &pages);
	size_t nmarks = 0, nread = 0;
	int percent = 0;
	const struct catalog_article *last =
	    kept_last(view->catalog, view->store, arena, &percent);

	for (size_t i = 0; i < n; i++) {
		nmarks += pages[i].bookmark;
		nread += !pages[i].bookmark || pages[i].percent > 0;
	}
	menu->due = due;
	menu->due_item = menu->n;
	if (due > 0)
		menu_add(menu, PLACE_DUE_ID, "Questions to try again",
		    arena_printf(arena, "%s came back for another look.",
			count_of(arena, due, "question", "questions")));
	if (n > 0)
		menu_add(menu, PLACE_MINE_ID, "My pages",
		    arena_printf(arena, "%s, %s you read.",
			count_of(arena, nmarks, "bookmark", "bookmarks"),
			count_of(arena, nread, "page", "pages")));
	menu->nfresh = menu->n;
	menu->resumes = last != NULL;
	menu->last_title = last != NULL ? last->title : "";
	menu->last_percent = percent;
	/* titles no wider than those that stand there: nothing moves */
	if (last != NULL)
		menu_add(menu, last->id, "Go on reading",
		    arena_printf(arena, "%s, %d%%\xC2\xA0read. Press c.",
			last->title, percent));
}

static void fill_home(struct menu *menu, bool kept)
{
	const struct catalog *catalog = menu->base.view->catalog;
	struct arena *arena = &menu->arena;

	menu_begin(menu, catalog->ntopics + 6);
	menu->path = catalog->title != NULL
	                 ? arena_printf(arena, "lumbar - %s", catalog->title)
	                 : "lumbar";
	menu->intro = "What would you like to read?";
	if (catalog->triage[0] != '\0') {
		menu->intro = "What would you like to do?";
		menu_add(menu, PLACE_CHECK_ID, "Check my symptoms now",
		    "About 4\xC2\xA0minutes. We do not keep your answers.");
	}
	for (size_t i = 0; i < catalog->ntopics; i++) {
		const struct catalog_topic *topic = &catalog->topics[i];

		if (topic->narticles > 0)
			menu_add(menu,
			    arena_printf(arena, "topic:%s", topic->id),
			    topic->title, about_topic(arena, topic));
	}
	if (catalog->nquizzes > 0)
		menu_add(menu, PLACE_QUIZZES, "Test what I know",
		    arena_printf(arena, "%s. Each answer says why.",
			count_of(arena, catalog->nquizzes, "quiz", "quizzes")));
	menu_add(menu, PLACE_A_TO_Z_ID, "All pages, A to Z",
	    count_of(arena, catalog->narticles, "page", "pages"));
	menu->nfresh = menu->n;
	if (kept)
		add_kept(menu);
	list_init(&menu->list, menu->items, menu->n);
}

static void mark_broken(
    const struct menu *menu, struct list_item *item, size_t article)
{
	if (menu->base.view->broken[article])
		item->mark = SLICE("cannot be shown");
}

static void fill_topic(struct menu *menu, bool kept)
{
	const struct catalog *catalog = menu->base.view->catalog;
	const struct catalog_topic *topic = menu->topic;

	(void)kept;
	menu_begin(menu, topic->narticles);
	menu->path = arena_printf(&menu->arena, "Home > %s", topic->title);
	menu->intro = topic->summary;
	for (size_t i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *article = &catalog->articles[i];

		if (article->topic == (size_t)(topic - catalog->topics) &&
		    menu->n < topic->narticles)
			mark_broken(menu,
			    menu_add(menu, article->id, article->title,
				article->summary),
			    i);
	}
	menu->nfresh = menu->n;
	list_init(&menu->list, menu->items, menu->n);
}

/* The letter that a title stands under: its first letter, folded, capital. */
static uint32_t letter_of(const char *title)
{
	struct slice rest = slice_of(title);

	while (rest.len > 0) {
		uint32_t cp;
		size_t step = utf8_next(rest.ptr, rest.len, &cp);

		cp = text_fold(cp);
		if (cp >= 'a' && cp <= 'z')
			return cp - 'a' + 'A';
		if (cp > 0x7F || (cp >= '0' && cp <= '9'))
			return cp;
		rest.ptr += step;
		rest.len -= step;
	}
	return '#';
}

/* The mark of a page that was read, or empty. */
static struct slice mark_of(struct arena *arena, const struct store_page *pages,
    size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(pages[i].id, id) == 0)
			return slice_of(kept_mark(pages[i].percent, arena));
	}
	return (struct slice){ "", 0 };
}

static void fill_a_to_z(struct menu *menu, bool kept)
{
	const struct catalog *catalog = menu->base.view->catalog;
	struct arena *arena = &menu->arena;
	const size_t n = catalog->narticles;
	const size_t *order = catalog_a_to_z(catalog, arena);
	const struct store_page *pages = NULL;
	const size_t npages = kept ? store_pages(menu->base.view->store, arena,
					 n + KEPT_PAGES, &pages)
	                           : 0;

	menu_begin(menu, n);
	menu->letters = arena_zalloc(arena, n + 1, sizeof(*menu->letters));
	menu->path = "Home > A to Z";
	for (size_t i = 0; i < n; i++) {
		const struct catalog_article *article =
		    &catalog->articles[order[i]];
		struct list_item *item = menu_add(
		    menu, article->id, article->title, article->summary);

		item->mark = mark_of(arena, pages, npages, article->id);
		mark_broken(menu, item, order[i]);
		menu->letters[i] = letter_of(article->title);
		if (i == 0 || menu->letters[i] != menu->letters[i - 1])
			item->heading = menu->letters[i];
	}
	menu->nfresh = menu->n;
	list_init(&menu->list, menu->items, menu->n);
	menu->list.plain = true;
}

static void fill_quizzes(struct menu *menu, bool kept)
{
	const struct view *view = menu->base.view;
	const struct catalog *catalog = view->catalog;
	struct arena *arena = &menu->arena;

	menu_begin(menu, catalog->nquizzes);
	menu->path = "Home > Test what I know";
	menu->intro = "No clock and no marks. Each answer says why.";
	for (size_t i = 0; i < catalog->nquizzes; i++) {
		const struct catalog_quiz *quiz = &catalog->quizzes[i];
		struct store_result last;
		struct list_item *item = menu_add(menu,
		    arena_printf(arena, PLACE_QUIZ "%s", quiz->id), quiz->title,
		    quiz->summary);

		if (kept && store_get_result(view->store, quiz->id, &last))
			item->mark = slice_of(arena_printf(
			    arena, "%d of %d", last.known, last.of));
	}
	menu->nfresh = menu->n;
	list_init(&menu->list, menu->items, menu->n);
}

static void fill_my_pages(struct menu *menu, bool kept)
{
	const struct view *view = menu->base.view;
	struct arena *arena = &menu->arena;
	const struct kept_page *pages = NULL;
	const size_t n =
	    kept ? kept_pages(view->catalog, view->store, arena, &pages) : 0;

	menu_begin(menu, n + 1);
	menu->path = "Home > My pages";
	menu->intro = "Bookmarks, and what you read, the last one first";
	for (size_t i = 0; i < n; i++) {
		const struct catalog_article *article = pages[i].article;
		struct list_item *item = menu_add(
		    menu, article->id, article->title, article->summary);

		item->mark = slice_of(kept_page_mark(&pages[i], arena));
	}
	menu->nfresh = 0;
	if (menu->n == 0) {
		menu->intro = "Nothing is kept yet";
		menu_add(menu, PLACE_A_TO_Z_ID, "All pages, A to Z",
		    "m on a page makes a bookmark.");
		menu->nfresh = 1;
	}
	list_init(&menu->list, menu->items, menu->n);
}

static const struct menu_kind home_kind = { "the menu", WHERE_HOME, true,
	fill_home };
static const struct menu_kind topic_kind = { "a topic", WHERE_LIST, false,
	fill_topic };
static const struct menu_kind a_to_z_kind = { "A to Z", WHERE_AZ, true,
	fill_a_to_z };
static const struct menu_kind quizzes_kind = { "the quizzes", WHERE_LIST, true,
	fill_quizzes };
static const struct menu_kind my_pages_kind = { "my pages", WHERE_LIST, true,
	fill_my_pages };

struct screen *home_screen(struct view *view)
{
	return &menu_new(view, &home_kind, NULL)->base;
}

struct screen *topic_screen(
    struct view *view, const struct catalog_topic *topic)
{
	return &menu_new(view, &topic_kind, topic)->base;
}

struct screen *a_to_z_screen(struct view *view)
{
	return &menu_new(view, &a_to_z_kind, NULL)->base;
}

struct screen *quizzes_screen(struct view *view)
{
	return &menu_new(view, &quizzes_kind, NULL)->base;
}

struct screen *my_pages_screen(struct view *view)
{
	return &menu_new(view, &my_pages_kind, NULL)->base;
}
