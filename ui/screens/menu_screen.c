/*
 * A list of things to open: the menu, a topic, A to Z, quizzes, my pages.
 */
#include "screens/menu_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"

#define LEFT_MARGIN 1
#define INTRO_ROWS  3 /* the question over the list, where there is room */

static const struct screen_ops menu_ops;

struct menu *menu_new(struct view *view, const struct menu_kind *kind,
    const struct catalog_topic *topic)
{
	struct menu *menu = die_alloc(sizeof(*menu));

	memset(menu, 0, sizeof(*menu));
	menu->base.ops = &menu_ops;
	menu->base.view = view;
	menu->kind = kind;
	menu->topic = topic;
	arena_init(&menu->arena);
	kind->fill(menu, false);
	return menu;
}

void menu_begin(struct menu *menu, size_t cap)
{
	menu->items = arena_zalloc(&menu->arena, cap + 1, sizeof(*menu->items));
	menu->ids = arena_zalloc(&menu->arena, cap + 1, sizeof(*menu->ids));
	menu->n = 0;
}

struct list_item *menu_add(
    struct menu *menu, const char *id, const char *title, const char *summary)
{
	struct list_item *item = &menu->items[menu->n];

	menu->ids[menu->n++] = id;
	item->title = slice_of(title);
	item->summary = slice_of(summary);
	return item;
}

static const char *menu_name(const struct screen *screen)
{
	return ((const struct menu *)screen)->kind->name;
}

static unsigned menu_where(const struct screen *screen)
{
	const struct menu *menu = (const struct menu *)screen;

	const unsigned where = menu->kind->where;

	return where | (menu->resumes ? WHERE_RESUME : 0) |
	       (where == WHERE_AZ ? 0 : view_languages(screen->view));
}

static void menu_resize(struct screen *screen, int rows, int cols)
{
	struct menu *menu = (struct menu *)screen;

	menu->rows = rows;
	menu->cols = cols;
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

/*
 * What there is below the room; at home also what was kept there, which is
 * easily missed. The longest words that fit: each step has fewer.
 */
static void say_below(const struct menu *menu, char *text, size_t cap)
{
	const size_t below = list_below(&menu->list), last = menu->list.n - 1;
	const bool due =
	    menu->due > 0 && !list_shows(&menu->list, menu->due_item);
	const bool goes_on = menu->resumes && !list_shows(&menu->list, last);
	size_t len;

	for (int step = 0; step < 4; step++) {
		len = 0;
		if (due)
			len += (size_t)snprintf(text, cap,
			    step < 3 ? "%zu %s came back. " : "%zu came back. ",
			    menu->due,
			    menu->due == 1 ? "question" : "questions");
		if (goes_on && len < cap)
			len += (size_t)snprintf(text + len, cap - len,
			    step < 2 ? "c: go on with %s, %d%%. "
				     : "c: go on. ",
			    menu->last_title, menu->last_percent);
		if (len < cap)
			len += (size_t)snprintf(text + len, cap - len,
			    step < 1 ? "%zu more below: Down" : "%zu below",
			    below);
		if (len < cap && text_cols(slice_of(text)) <= menu->cols - 2)
			return;
	}
}

static void menu_draw(const struct screen *screen, struct canvas *canvas)
{
	const struct menu *menu = (const struct menu *)screen;
	size_t below = list_below(&menu->list);
	struct frame frame = { menu->path, NULL, screen->view->message,
		menu_where(screen), screen->view->policy };
	char text[256];

	if (frame.message == NULL && below > 0) {
		say_below(menu, text, sizeof(text));
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
		step.go = menu->list.focus < menu->nfresh ? GO_OPEN : GO_RESUME;
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

/* What was kept from earlier visits, once the first frame has been shown. */
static bool menu_settle(struct screen *screen)
{
	struct menu *menu = (struct menu *)screen;
	const size_t focus = menu->list.focus;

	if (screen->view->store == NULL || !menu->kind->keeps)
		return false;
	list_free(&menu->list);
	memset(&menu->list, 0, sizeof(menu->list));
	menu->kind->fill(menu, true);
	menu->list.focus = focus;
	if (menu->rows > 0)
		menu_resize(screen, menu->rows, menu->cols);
	return true;
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
	.settle = menu_settle,
	.close = menu_close,
};
