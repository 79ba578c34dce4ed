/*
 * menu_screen.h - what the lists of things to open share: menu_screen.c shows
 * any of them, menu_lists.c knows what stands in each. For nobody else; others
 * use screens.h.
 */
#ifndef LUMBAR_MENU_SCREEN_H
#define LUMBAR_MENU_SCREEN_H

#include "screens/screens.h"
#include "widgets/frame.h"
#include "widgets/list.h"

struct menu;

struct menu_kind {
	const char *name; /* in the words of help */
	unsigned where;
	bool keeps; /* there is more in it once the store is open */
	/* Makes the list anew; kept: with what the store has. */
	void (*fill)(struct menu *menu, bool kept);
};

struct menu {
	struct screen base;
	struct arena arena;
	const struct menu_kind *kind;
	const struct catalog_topic *topic; /* of a topic */
	struct list_item *items;
	const char **ids; /* what each item opens */
	size_t n;
	size_t nfresh;    /* items that open at their beginning; the others
	                     where they were left */
	struct list list; /* of the items */
	const char *path;
	const char *intro; /* a line over the list; NULL = none */
	uint32_t *letters; /* A to Z: the first letter of each item */
	int rows, cols;
	struct rect room;
	bool has_intro;
	/* of home: what was kept, and the items that say so */
	bool resumes; /* it offers to go on with a page: the last item */
	const char *last_title;
	int last_percent;
	size_t due, due_item; /* questions that came back */
};

/* An empty one that its kind has filled, without what was kept. */
struct menu *menu_new(struct view *view, const struct menu_kind *kind,
    const struct catalog_topic *topic);

/* Room for so many items; then one after the other. Texts are borrowed. */
void menu_begin(struct menu *menu, size_t cap);
struct list_item *menu_add(
    struct menu *menu, const char *id, const char *title, const char *summary);

#endif
