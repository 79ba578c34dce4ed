/*
 * app_parts.h - what app.c (keys and time) and app_places.c (where the visitor
 * is) share. For nobody else.
 */
#ifndef LUMBAR_APP_PARTS_H
#define LUMBAR_APP_PARTS_H

#include "app.h"

bool app_is_check(const char *id);

/* Make the screen of the place in the history; restore: as it was left. */
void app_enter(struct app *app, bool restore);

/* Go on to a place, or say that it is not there. */
void app_open(struct app *app, const char *id);
/* The same, where that page was left in an earlier visit. */
void app_resume(struct app *app, const char *id);
/* To the page that was read last. */
void app_go_on(struct app *app);

void app_go_back(struct app *app);
void app_go_forward(struct app *app);
void app_go_home(struct app *app);

#define APP_FINISH_QUIZ "Finish the quiz first, or leave it: H"

/* Whether a quiz that is not finished would be lost if it ended now. */
bool app_in_quiz(const struct app *app);
/* To it from a page of it; false: there is none, or it is what is shown. */
bool app_back_to_quiz(struct app *app);

void app_show_overlay(struct app *app, struct screen *overlay);
void app_close_overlay(struct app *app);
void app_close_overlays(struct app *app);

/* The screen is closed, after it was asked where it stood. */
void app_leave_screen(struct app *app);

/* Read in another language of the pack, from the same place on. */
void app_speak(struct app *app, const char *code);
/* As the program began; no screen may be open. */
void app_speak_first(struct app *app);
/* Show that catalog, of which no page is known to be broken. */
void app_use_catalog(struct app *app, const struct catalog *catalog);

/* Nothing of a self-check or a quiz is left. */
void app_end_runs(struct app *app);

#endif
