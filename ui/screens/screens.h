/*
 * screens.h - the constructors. Each returns a screen to be closed by its ops,
 * never NULL.
 */
#ifndef LUMBAR_SCREENS_H
#define LUMBAR_SCREENS_H

#include "screens/screen.h"

/* The menu: every topic, the emergency page first, A to Z last. */
struct screen *home_screen(struct view *view);

/* The articles of one topic. */
struct screen *topic_screen(
    struct view *view, const struct catalog_topic *topic);

/* Every article by title, with a jump to a letter. */
struct screen *a_to_z_screen(struct view *view);

/*
 * An article; part is a heading's id or empty. One that cannot be read gives
 * the "We cannot show this page" page, with numbers and related articles.
 */
struct screen *article_screen(struct view *view,
    const struct catalog_article *entry, struct slice part, struct diag *diag);

/* The self-check: a picture of view->check, which must be open. */
struct screen *check_screen(struct view *view);

/* Numbers to call and the emergency signs. Works with a broken pack. */
struct screen *urgent_screen(struct view *view);

/*
 * The keys that work on a screen of these kinds, made from the table; about
 * stands before them, unless it is NULL.
 */
struct screen *help_screen(
    struct view *view, const char *name, unsigned where, const char *about);

#endif
