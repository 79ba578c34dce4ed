/*
 * screens.h - the constructors. Each returns a screen to be closed by its ops,
 * never NULL.
 */
#ifndef LUMBAR_SCREENS_H
#define LUMBAR_SCREENS_H

#include "content/place.h"
#include "screens/screen.h"

/* The menu: every topic, the emergency page first, A to Z last. */
struct screen *home_screen(struct view *view);

/* The articles of one topic. */
struct screen *topic_screen(
    struct view *view, const struct catalog_topic *topic);

/* Every article by title, with a jump to a letter. */
struct screen *a_to_z_screen(struct view *view);

/*
 * An article, from the part and the words of the place on. One that cannot be
 * read gives the "We cannot show this page" page, with numbers and related
 * articles.
 */
struct screen *article_screen(
    struct view *view, const struct place *to, struct diag *diag);

/* The quizzes, with what was known the last time. */
struct screen *quizzes_screen(struct view *view);

/* Bookmarks, and the pages that were read, the last one first. */
struct screen *my_pages_screen(struct view *view);

/* A quiz: a picture of view->sitting, which must be open. */
struct screen *quiz_screen(struct view *view);

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
