/*
 * list.h - numbered lines of which one has the focus.
 *
 * A number is the item's own, or its place if no item has one of its own.
 * Each item is a title and, where there is room, a summary beside it. Long
 * ones are wrapped, never cut. No wrap-around at the ends. The items are
 * borrowed and must outlive the list.
 */
#ifndef LUMBAR_LIST_H
#define LUMBAR_LIST_H

#include "base/text.h"
#include "terminal/binding.h"
#include "terminal/canvas.h"

struct list_item {
	struct slice title;
	struct slice summary; /* may be empty */
	struct slice mark;    /* at the right edge of the title; may be empty */
	uint32_t heading;     /* letter over a group of items; 0 = none */
	unsigned number;      /* its own; 0 = none */
};

struct list {
	const struct list_item *items;
	size_t n;
	size_t focus;
	int top;        /* first row shown, where an item begins */
	int rows, cols; /* of the room that it has */
	bool plain;     /* no numbers before the items */
	bool idle;      /* shown beside what has the focus: no ">", no cursor */
	int mark_cols;  /* of the widest mark */
	int most_cols;  /* of the widest title */
	bool own;       /* the numbers are the items' own */
	unsigned most;  /* the largest number */
	int *row_at; /* where each item begins, and the end; the list's own */
};

/* Items as given, focus on the first. The list must be all zero or freed. */
void list_init(struct list *list, const struct list_item *items, size_t n);
void list_free(struct list *list);

/* Give the list its room; keeps the focus visible. */
void list_resize(struct list *list, int rows, int cols);

void list_focus(struct list *list, size_t item);

/* Up, down, pages, ends and digits; true if the action was one of them. */
bool list_act(struct list *list, enum action action, int arg);

/* Focus the item drawn at a row of the room; true if there is one. */
bool list_click(struct list *list, int row);

/* Whether all of an item is in the room. */
bool list_shows(const struct list *list, size_t item);

/* Items below (or above) the room that do not show. */
size_t list_below(const struct list *list);

/* Draws into rect (of the size last given) and places the cursor. */
void list_draw(
    const struct list *list, struct canvas *canvas, struct rect rect);

#endif
