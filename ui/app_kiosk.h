/*
 * app_kiosk.h - a kiosk: who comes is let in, who goes is forgotten.
 *
 * Between visits the first screen invites. A visit ends when its visitor says
 * so, or when no key came for as long as kiosk.ini allows and a countdown was
 * not answered; then nothing of it is left. Every function but app_kiosk_begin
 * does nothing when there is no kiosk.
 */
#ifndef LUMBAR_APP_KIOSK_H
#define LUMBAR_APP_KIOSK_H

#include "app.h"

/* The kiosk and the PIN are borrowed. Shows the first screen. */
void app_kiosk_begin(struct app *app);

/* Somebody is there, whatever the countdown says. */
void app_kiosk_woken(struct app *app, uint64_t now_ms);

/* Whether the event was the kiosk's: it began a visit, or was in none. */
bool app_kiosk_event(
    struct app *app, const struct event *event, uint64_t now_ms);

/* How long until app_kiosk_tick has something to do; -1 = for ever. */
int app_kiosk_wait_ms(struct app *app, uint64_t now_ms);
void app_kiosk_tick(struct app *app, uint64_t now_ms);

/* Show what lies over everything; a step of it that is the kiosk's. */
void app_show_cover(struct app *app, struct screen *cover);
void app_close_cover(struct app *app);
void app_kiosk_step(struct app *app, struct step step, uint64_t now_ms);

/* The staff PIN, on the first screen. */
void app_kiosk_ask_pin(struct app *app);

/*
 * End the visit, because its visitor finished or went away; nothing of it is
 * left in memory or on the screen.
 */
void app_end_visit(struct app *app, bool finished);

#endif
