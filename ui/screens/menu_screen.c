/*
 * The menu, a topic, and A to Z: three lists of things to open.
 */
#include "screens/screens.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "content/place.h"
#include "widgets/frame.h"
#include "widgets/list.h"

#define LEFT_MARGIN 1
#define INTRO_ROWS  3 /* the question over the list, where there is room */

struct menu {
	struct screen base;
	struct arena arena;
	struct list list;
	const char **ids; /* what each item opens */
	const char *path;
	const char *intro; /* a line over the list; NULL = none */
	uint32_t *letters; /* A to Z: the first letter of each item */
	unsigned where;
	struct rect room;
	bool has_intro;
};

static const struct screen_ops menu_ops;

static struct menu *menu_new(struct view *view, unsigned where)
{
	struct menu *menu = die_alloc(sizeof(*menu));

	memset(menu, 0, sizeof(*menu));
	menu->base.ops = &menu_ops;
	menu->base.view = view;
	menu->where = where;
	arena_init(&menu->arena);
	return menu;
}

/* "4 pages": a no-break space, so that no line ends in a number. */
static const char *count_of(struct arena *arena, size_t n)
{
	return arena_printf(
	    arena, "%zu\xC2\xA0%s", n, n == 1 ? "page" : "pages");
}

static struct slice about_topic(
    struct arena *arena, const struct catalog_topic *topic)
{
	const size_t len = strlen(topic->summary);
	const bool ended = len > 0 && topic->summary[len - 1] == '.';

	return slice_of(arena_printf(arena, "%s%s %s.", topic->summary,
	    ended ? "" : ".", count_of(arena, topic->narticles)));
}

/* The self-check, if the pack has one. */
static size_t add_check(struct menu *menu, struct list_item *item)
{
	if (menu->base.view->catalog->triage[0] == '\0')
		return 0;
	item->title = SLICE("Check my symptoms now");
	item->summary = SLICE("About 4\xC2\xA0minutes. We do not keep your "
			      "answers.");
	menu->ids[0] = PLACE_CHECK_ID;
	return 1;
}

struct screen *home_screen(struct view *view)
{
	const struct catalog *catalog = view->catalog;
	struct menu *menu = menu_new(view, WHERE_HOME);
	struct list_item *items =
	    arena_zalloc(&menu->arena, catalog->ntopics + 2, sizeof(*items));
	size_t n;

	menu->ids = arena_zalloc(
	    &menu->arena, catalog->ntopics + 2, sizeof(*menu->ids));
	n = add_check(menu, items);
	menu->path = catalog->title != NULL ? arena_printf(&menu->arena,
						  "lumbar - %s", catalog->title)
	                                    : "lumbar";
	menu->intro = n > 0 ? "What would you like to do?"
	                    : "What would you like to read?";
	for (size_t i = 0; i < catalog->ntopics; i++) {
		const struct catalog_topic *topic = &catalog->topics[i];

		if (topic->narticles == 0)
			continue;
		items[n].title = slice_of(topic->title);
		items[n].summary = about_topic(&menu->arena, topic);
		menu->ids[n++] =
		    arena_printf(&menu->arena, "topic:%s", topic->id);
	}
	items[n].title = SLICE("All pages, A to Z");
	items[n].summary = slice_of(count_of(&menu->arena, catalog->narticles));
	menu->ids[n++] = "a-z";
	list_init(&menu->list, items, n);
	return &menu->base;
}

struct screen *topic_screen(
    struct view *view, const struct catalog_topic *topic)
{
	const struct catalog *catalog = view->catalog;
	struct menu *menu = menu_new(view, WHERE_LIST);
	struct list_item *items =
	    arena_zalloc(&menu->arena, topic->narticles + 1, sizeof(*items));
	size_t nth = (size_t)(topic - catalog->topics), n = 0;

	menu->ids = arena_zalloc(
	    &menu->arena, topic->narticles + 1, sizeof(*menu->ids));
	menu->path = arena_printf(&menu->arena, "Home > %s", topic->title);
	menu->intro = topic->summary;
	for (size_t i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *article = &catalog->articles[i];

		if (article->topic != nth || n == topic->narticles)
			continue;
		items[n].title = slice_of(article->title);
		items[n].summary = slice_of(article->summary);
		if (view->broken[i])
			items[n].mark = SLICE("cannot be shown");
		menu->ids[n++] = article->id;
	}
	list_init(&menu->list, items, n);
	return &menu->base;
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

struct screen *a_to_z_screen(struct view *view)
{
	const struct catalog *catalog = view->catalog;
	struct menu *menu = menu_new(view, WHERE_AZ);
	size_t n = catalog->narticles;
	const size_t *order = catalog_a_to_z(catalog, &menu->arena);
	struct list_item *items =
	    arena_zalloc(&menu->arena, n + 1, sizeof(*items));

	menu->ids = arena_zalloc(&menu->arena, n + 1, sizeof(*menu->ids));
	menu->letters =
	    arena_zalloc(&menu->arena, n + 1, sizeof(*menu->letters));
	menu->path = "Home > A to Z";
	for (size_t i = 0; i < n; i++) {
		const struct catalog_article *article =
		    &catalog->articles[order[i]];

		items[i].title = slice_of(article->title);
		items[i].summary = slice_of(article->summary);
		if (view->broken[order[i]])
			items[i].mark = SLICE("cannot be shown");
		menu->ids[i] = article->id;
		menu->letters[i] = letter_of(article->title);
		if (i == 0 || menu->letters[i] != menu->letters[i - 1])
			items[i].heading = menu->letters[i];
	}
	list_init(&menu->list, items, n);
	menu->list.plain = true;
	return &menu->base;
}

static const char *menu_name(const struct screen *screen)
{
	switch (((const struct menu *)screen)->where) {
	case WHERE_HOME:
		return "the menu";
	case WHERE_AZ:
		return "A to Z";
	default:
		return "a topic";
	}
}

static unsigned menu_where(const struct screen *screen)
{
	return ((const struct menu *)screen)->where;
}

static void menu_resize(struct screen *screen, int rows, int cols)
{
	struct menu *menu = (struct menu *)screen;

	menu->room = frame_body(rows, cols);
	menu->has_intro =
	    menu->intro != NULL &&
	    text_cols(slice_of(menu->intro)) < menu->room.cols - 4;
	if (menu->room.cols < FRAME_BLOCK) {
		menu->room.col += LEFT_MARGIN;
		menu->room.cols -= LEFT_MARGIN;
	}
	/* the line over the list, if no item has to go for it */
	list_resize(&menu->list, menu->room.rows, menu->room.cols);
	if (menu->has_intro &&
	    menu->list.row_at[menu->list.n] + INTRO_ROWS <= menu->room.rows) {
		menu->room.row += INTRO_ROWS;
		menu->room.rows -= INTRO_ROWS;
		list_resize(&menu->list, menu->room.rows, menu->room.cols);
	} else {
		menu->has_intro = false;
	}
}

static void menu_draw(const struct screen *screen, struct canvas *canvas)
{
	const struct menu *menu = (const struct menu *)screen;
	size_t below = list_below(&menu->list);
	struct frame frame = { menu->path, NULL, screen->view->message,
		menu->where, screen->view->policy };
	char text[48];

	if (frame.message == NULL && below > 0) {
		snprintf(text, sizeof(text), "%zu more below: Down", below);
		frame.message = text;
	} else if (frame.message == NULL && menu->letters != NULL) {
		frame.message = "A letter goes to pages that begin so";
	}
	frame_draw(canvas, &frame);
	if (menu->has_intro)
		canvas_str(canvas, menu->room.row - 2, menu->room.col + 2,
		    menu->intro, ROLE_HEADING);
	list_draw(&menu->list, canvas, menu->room);
}

/* The item after the focus that begins with a letter, or n. */
static size_t find_letter(const struct menu *menu, uint32_t key)
{
	size_t n = menu->list.n;
	uint32_t letter = text_fold(key);

	if (menu->letters == NULL || n == 0)
		return n;
	if (letter >= 'a' && letter <= 'z')
		letter = letter - 'a' + 'A';
	for (size_t i = 1; i <= n; i++) {
		size_t at = (menu->list.focus + i) % n;

		if (menu->letters[at] == letter)
			return at;
	}
	return n;
}

static struct step menu_open(const struct menu *menu)
{
	struct step step = STAY;

	if (menu->list.focus < menu->list.n) {
		step.go = GO_OPEN;
		step.id = menu->ids[menu->list.focus];
	}
	return step;
}

static struct step menu_act(struct screen *screen, enum action action, int arg)
{
	struct menu *menu = (struct menu *)screen;
	size_t was = menu->list.focus;
	int row = arg / CANVAS_MAX - menu->room.row;
	struct step step = STAY;

	switch (action) {
	case ACT_OPEN:
		return menu_open(menu);
	case ACT_CLICK:
		/* the first click moves the focus, the second opens */
		if (list_click(&menu->list, row) && menu->list.focus == was)
			return menu_open(menu);
		return STAY;
	case ACT_BACK:
		step.go = GO_BACK;
		return step;
	case ACT_LETTER:
		if (find_letter(menu, (uint32_t)arg) < menu->list.n)
			list_focus(
			    &menu->list, find_letter(menu, (uint32_t)arg));
		else
			step.message = "No page begins with that letter";
		return step;
	default:
		list_act(&menu->list, action, arg);
		return STAY;
	}
}

static void menu_get_place(
    const struct screen *screen, struct session_view *view)
{
	memset(view, 0, sizeof(*view));
	view->focus = (uint32_t)((const struct menu *)screen)->list.focus;
}

static void menu_set_place(
    struct screen *screen, const struct session_view *view)
{
	list_focus(&((struct menu *)screen)->list, view->focus);
}

static void menu_close(struct screen *screen)
{
	struct menu *menu = (struct menu *)screen;

	list_free(&menu->list);
	arena_free(&menu->arena);
	free(menu);
}

static const struct screen_ops menu_ops = {
	.name = menu_name,
	.where = menu_where,
	.resize = menu_resize,
	.draw = menu_draw,
	.act = menu_act,
	.get_place = menu_get_place,
	.set_place = menu_set_place,
	.close = menu_close,
};
