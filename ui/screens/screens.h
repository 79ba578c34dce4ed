/*
 * screens.h - the constructors. Each returns a screen to be closed by its ops,
 * never NULL.
 */
#ifndef LUMBAR_SCREENS_H
#define LUMBAR_SCREENS_H

#include "content/place.h"
#include "screens/screen.h"
#include "visit/pin.h"

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

/* What carry gave to take along: in words, and as a code if one fits. */
struct screen *take_screen(struct view *view, const char *text);

/* The languages of the pack, to choose one. */
struct screen *language_screen(struct view *view);

/* What the screens of a kiosk show; the app changes it. */
struct cover_state {
	const char *clinic, *reception; /* "" = not given */
	const char *closed;             /* why nobody is let in, or "" */
	unsigned slide;
	int seconds; /* until the screen is cleared */
	int wait_s;  /* until a PIN may be tried */
};

/* The first screen of a kiosk, before anybody is there. */
struct screen *attract_screen(
    struct view *view, const struct cover_state *state);

/*
 * What lies over everything: "Are you still there?", a hidden screen, whether
 * to finish, the staff PIN. Each ends with a step of its own.
 */
struct screen *countdown_screen(
    struct view *view, const struct cover_state *state);
struct screen *hidden_screen(struct view *view);
struct screen *finish_screen(struct view *view);
struct screen *pin_screen(struct view *view, const struct cover_state *state);

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
