/*
 * app_count.h - what a kiosk counts of a visit; see visit/counters.h.
 *
 * A self-check counts once, when it is over, with the level that it came to
 * last; one that was left without a result counts as left. Nothing of it is
 * known once it is counted. All of these do nothing where nothing is counted.
 */
#ifndef LUMBAR_APP_COUNT_H
#define LUMBAR_APP_COUNT_H

#include "app.h"

/* The pages of the catalog are what can be counted. */
void app_count_pages(struct app *app);

/* A place was opened; only articles count. */
void app_count_open(struct app *app, const char *id);

/* After each event: what became of the self-check and of the quiz. */
void app_count_runs(struct app *app);

/* A visit began, or ended: nothing under way is left to be counted. */
void app_count_begun(struct app *app);
void app_count_ended(struct app *app, bool finished);

/*
 * To the disk, when nobody is there; may take a second. What cannot be written
 * waits for the next time, and a line in the journal says why, once.
 */
void app_count_flush(struct app *app);

#endif
