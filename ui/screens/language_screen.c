/*
 * Which language to read: each by its own name. In a kiosk it is the first
 * thing that a visitor sees, and offers more time as well.
 */
#include "screens/screens.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "widgets/frame.h"
#include "widgets/list.h"
#include "content/catalog_language.h"

#define MARGIN 2

struct picker {
	struct screen base;
	struct arena arena;
	struct list list;
	size_t nlangs; /* the items after them are not languages */
	struct rect room;
};

static const struct screen_ops picker_ops;

struct screen *language_screen(struct view *view)
{
	const struct catalog *const catalog = view->catalog;
	struct picker *picker = die_alloc(sizeof(*picker));
	struct list_item *items;
	size_t focus = 0, n = 0;

	memset(picker, 0, sizeof(*picker));
	picker->base.ops = &picker_ops;
	picker->base.view = view;
	picker->nlangs = catalog->nlangs;
	arena_init(&picker->arena);
	items =
	    arena_zalloc(&picker->arena, catalog->nlangs + 1, sizeof(*items));
	for (; n < catalog->nlangs; n++) {
		items[n].title =
		    slice_of(catalog_language_name(&catalog->langs[n]));
		if (strcmp(catalog->langs[n].code, catalog->lang) == 0)
			focus = n;
	}
	if (policy_allows(view->policy, POLICY_FINISH)) {
		items[n].title = SLICE("I need more time");
		items[n++].summary =
		    SLICE("The screen waits longer before it asks.");
	}
	list_init(&picker->list, items, n);
	list_focus(&picker->list, focus);
	return &picker->base;
}

static const char *picker_name(const struct screen *screen)
{
	(void)screen;
	return "the languages";
}

static unsigned picker_where(const struct screen *screen)
{
	(void)screen;
	return WHERE_PICK;
}

static void picker_resize(struct screen *screen, int rows, int cols)
{
	struct picker *picker = (struct picker *)screen;
	const int margin = cols < 60 ? 1 : MARGIN;

	picker->room = frame_body(rows, cols);
	picker->room.col += margin;
	picker->room.cols -= 2 * margin;
	list_resize(&picker->list, picker->room.rows, picker->room.cols);
}

static void picker_draw(const struct screen *screen, struct canvas *canvas)
{
	const struct picker *picker = (const struct picker *)screen;
	const struct frame frame = { "Choose your language", NULL,
		screen->view->message, WHERE_PICK, screen->view->policy };

	frame_draw(canvas, &frame);
	list_draw(&picker->list, canvas, picker->room);
}

static struct step choose(const struct picker *picker)
{
	struct step step = STAY;

	if (picker->list.focus >= picker->nlangs) {
		step.go = GO_LONGER;
		return step;
	}
	step.go = GO_LANGUAGE;
	step.id = picker->base.view->catalog->langs[picker->list.focus].code;
	return step;
}

static struct step picker_act(
    struct screen *screen, enum action action, int arg)
{
	struct picker *picker = (struct picker *)screen;
	const size_t was = picker->list.focus;
	struct step step = STAY;

	switch (action) {
	case ACT_OPEN:
		return choose(picker);
	case ACT_CLICK:
		/* the first click moves the focus, the second opens */
		if (list_click(
			&picker->list, arg / CANVAS_MAX - picker->room.row) &&
		    picker->list.focus == was)
			return choose(picker);
		return STAY;
	case ACT_BACK:
		step.go = GO_BACK;
		return step;
	default:
		list_act(&picker->list, action, arg);
		return STAY;
	}
}

static void picker_close(struct screen *screen)
{
	struct picker *picker = (struct picker *)screen;

	list_free(&picker->list);
	arena_free(&picker->arena);
	free(picker);
}

static const struct screen_ops picker_ops = {
	.name = picker_name,
	.where = picker_where,
	.resize = picker_resize,
	.draw = picker_draw,
	.act = picker_act,
	.close = picker_close,
};
