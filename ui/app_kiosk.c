#include "app_kiosk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_count.h"
#include "app_parts.h"
#include "base/die.h"
#include "content/layout.h"
#include "kiosk_pack.h"
#include "manager.h"
#include "visit/heartbeat.h"
#include "visit/kiosk.h"
#include "widgets/self_check.h"

#define SLIDE_MS  12000
#define CALM_MS   60000 /* opening hours have to be looked at all the same */
#define SECOND    1000
#define REPEAT_MS 150   /* a key that is held down comes again within this */
#define HELD_MS   60000 /* nobody holds one down for so long */

static void look_at_hours(struct app *app)
{
	struct app_kiosk *kiosk = &app->kiosk;
	const time_t now = (time_t)view_now(&app->view);
	struct tm local;

	kiosk->cover.closed = "";
	if (app->view.clock == NULL || localtime_r(&now, &local) == NULL ||
	    kiosk_is_open(kiosk->settings, &local))
		return;
	kiosk->cover.closed = "Closed now. In an emergency the number below "
			      "always works.";
}

static void show_first_screen(struct app *app, uint64_t now_ms)
{
	struct app_kiosk *kiosk = &app->kiosk;

	if (app->screen != NULL)
		app->screen->ops->close(app->screen);
	kiosk->visiting = false;
	kiosk->slide_ms = now_ms;
	look_at_hours(app);
	app->screen = attract_screen(&app->view, &kiosk->cover);
	app->settled = true;
	app->screen->ops->resize(app->screen, app->rows, app->cols);
}

void app_kiosk_begin(struct app *app)
{
	struct app_kiosk *kiosk = &app->kiosk;

	kiosk->cover.clinic = kiosk->settings->clinic;
	kiosk->cover.reception = kiosk->settings->reception;
	kiosk->cover.closed = "";
	if (kiosk->settings->address[0] != '\0')
		app->view.address = kiosk->settings->address;
	if (kiosk->settings->reception[0] != '\0')
		app->view.reception = kiosk->settings->reception;
	show_first_screen(app, 0);
}

static void begin_visit(struct app *app, uint64_t now_ms)
{
	struct app_kiosk *kiosk = &app->kiosk;
	const struct kiosk *settings = kiosk->settings;

	kiosk->visiting = true;
	kiosk->longer = false;
	idle_begin(&kiosk->idle, settings->countdown_s * SECOND,
	    settings->calm ? 10 * SECOND : SECOND, now_ms);
	session_begin(&app->session, "");
	app_count_begun(app);
	app_enter(app, false);
	if (app->view.catalog->nlangs > 1)
		app_show_overlay(app, language_screen(&app->view));
}

void app_end_visit(struct app *app, bool finished)
{
	app_count_ended(app, finished);
	app_close_cover(app);
	app_close_overlays(app);
	app->screen->ops->close(app->screen);
	app->screen = NULL;
	app_end_runs(app);
	app_speak_first(app);
	session_wipe(&app->session);
	explicit_bzero(app->message, sizeof(app->message));
	explicit_bzero(&app->burst, sizeof(app->burst));
	app->view.message = NULL;
	app->view.measure = LAYOUT_MEASURE;
	app->view.bell = false;
	app->told = false;
	app->digit_ms = app->click_ms = 0;
	app->click_row = 0;
	session_begin(&app->session, "");
	app->want_wipe = true;
	if (app->kiosk.settings != NULL)
		show_first_screen(app, app->event_ms);
	else
		app_enter(app, false);
}

void app_show_cover(struct app *app, struct screen *cover)
{
	app_close_cover(app);
	app->cover = cover;
	cover->ops->resize(cover, app->rows, app->cols);
}

void app_close_cover(struct app *app)
{
	if (app->cover == NULL)
		return;
	app->cover->ops->close(app->cover);
	app->cover = NULL;
}

void app_kiosk_ask_pin(struct app *app)
{
	struct app_kiosk *kiosk = &app->kiosk;

	if (kiosk->pin == NULL || kiosk->pin->hash[0] == '\0' ||
	    kiosk->visiting)
		return;
	kiosk->cover.wait_s = pin_wait_s(kiosk->pin, view_now(&app->view));
	app_show_cover(app, pin_screen(&app->view, &kiosk->cover));
}

static void try_pin(struct app *app, const char *typed)
{
	struct app_kiosk *kiosk = &app->kiosk;
	const int64_t now = view_now(&app->view);

	switch (pin_try(kiosk->pin, typed, now)) {
	case PIN_RIGHT:
		app->done = true;
		app->status = APP_STAFF_STATUS;
		return;
	case PIN_WRONG:
		app->view.message = "That is not the PIN";
		break;
	case PIN_WAIT:
		app->view.message = "Wait before the next try";
		break;
	case PIN_NONE:
		app->view.message = "There is no PIN here";
		break;
	case PIN_CANNOT:
		app->view.message = "The PIN cannot be checked here";
		break;
	}
	kiosk->cover.wait_s = pin_wait_s(kiosk->pin, now);
	/* what was typed is gone */
	app_show_cover(app, pin_screen(&app->view, &kiosk->cover));
}

/* Something lies on the keyboard: that is nobody. */
static bool is_held(const struct app_kiosk *kiosk, uint64_t now_ms)
{
	return kiosk->held_key != 0 && now_ms - kiosk->held_ms >= HELD_MS;
}

static void note_event(
    struct app_kiosk *kiosk, const struct event *event, uint64_t now_ms)
{
	const uint32_t key = event->kind == EVENT_KEY ? event->key : 0;

	if (key == 0 || key != kiosk->held_key ||
	    now_ms - kiosk->event_ms > REPEAT_MS)
		kiosk->held_ms = now_ms;
	kiosk->held_key = key;
	kiosk->event_ms = now_ms;
}

void app_kiosk_step(struct app *app, struct step step, uint64_t now_ms)
{
	struct app_kiosk *kiosk = &app->kiosk;

	switch (step.go) {
	case GO_CARRY_ON:
		if (is_held(kiosk, now_ms))
			break;
		idle_key(&kiosk->idle, now_ms);
		app_close_cover(app);
		break;
	case GO_LONGER:
		kiosk->longer = true;
		idle_key(&kiosk->idle, now_ms);
		app_close_cover(app);
		app->view.message = "You have more time now";
		break;
	case GO_FINISH:
		app_end_visit(app, true);
		break;
	case GO_PIN:
		try_pin(app, step.id);
		break;
	default:
		break;
	}
}

/* Urgent help can be read at any time, but nothing be opened from it. */
static bool acts_when_closed(const struct app *app, const struct event *event)
{
	const struct screen *top;
	int arg;

	if (event->kind == EVENT_KEY && event->key == '!')
		return true;
	if (app->noverlays == 0)
		return false;
	if (event->kind == EVENT_MOUSE)
		return event->mouse != MOUSE_PRESS;
	top = app->overlays[app->noverlays - 1];
	switch (event->kind != EVENT_KEY
		    ? ACT_NONE
		    : binding_action(event->key, top->ops->where(top),
			  app->view.policy, &arg)) {
	case ACT_UP:
	case ACT_DOWN:
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
	case ACT_FIRST:
	case ACT_LAST:
	case ACT_BACK:
		return true;
	default:
		return false;
	}
}

void app_kiosk_woken(struct app *app, uint64_t now_ms)
{
	if (app->kiosk.settings != NULL && app->kiosk.visiting)
		idle_key(&app->kiosk.idle, now_ms);
}

/* What lies over everything is of that kind. */
static bool is_covered(const struct app *app, unsigned where)
{
	return app->cover != NULL &&
	       app->cover->ops->where(app->cover) == where;
}

bool app_kiosk_event(
    struct app *app, const struct event *event, uint64_t now_ms)
{
	struct app_kiosk *kiosk = &app->kiosk;

	if (kiosk->settings == NULL || event->kind == EVENT_NONE)
		return false;
	note_event(kiosk, event, now_ms);
	if (kiosk->visiting) {
		/* a countdown is answered by its cover */
		if (!is_covered(app, WHERE_COUNTDOWN) &&
		    !is_held(kiosk, now_ms))
			idle_key(&kiosk->idle, now_ms);
		return false;
	}
	if (app->cover != NULL)
		return false;
	if (event->kind == EVENT_KEY &&
	    (event->key == KEY_CTRL('T') || event->key == KEY_CTRL('L') ||
		event->key == KEY_F5))
		return false; /* act as everywhere */
	if (kiosk->cover.closed[0] != '\0')
		return !acts_when_closed(app, event);
	if (is_held(kiosk, now_ms))
		return true;
	if (event->kind == EVENT_KEY && event->key == '!') {
		begin_visit(app, now_ms);
		return false; /* and the signs are shown, over its menu */
	}
	if (event->kind == EVENT_MOUSE && event->mouse != MOUSE_PRESS)
		return true;
	begin_visit(app, now_ms);
	return true;
}

/* How long this kind of screen may be looked at without a key. */
static int limit_of(const struct kiosk *settings, unsigned where)
{
	if (where & WHERE_URGENT)
		return settings->idle_emergency_s;
	if (where & (WHERE_CHOICES | WHERE_NUMBER | WHERE_ANSWERS | WHERE_QUIZ |
			WHERE_WRITE))
		return settings->idle_question_s;
	if (where & (WHERE_ARTICLE | WHERE_PAGE | WHERE_RESULT | WHERE_NOTE |
			WHERE_TERM | WHERE_TOLD | WHERE_SCORE | WHERE_FIELD |
			WHERE_PARTS))
		return settings->idle_article_s;
	return settings->idle_menu_s;
}

/* As long as the most patient of what lies over one another. */
static int limit_ms(const struct app *app)
{
	const struct app_kiosk *kiosk = &app->kiosk;
	const struct kiosk *settings = kiosk->settings;
	const struct self_check *check = app->view.check;
	int limit_s = limit_of(settings, app->screen->ops->where(app->screen));

	for (size_t i = 0; i < app->noverlays; i++) {
		const struct screen *over = app->overlays[i];
		const int over_s = limit_of(settings, over->ops->where(over));

		if (limit_s < over_s)
			limit_s = over_s;
	}
	if (check != NULL && check->warning.given &&
	    limit_s < settings->idle_emergency_s)
		limit_s = settings->idle_emergency_s;
	return limit_s * SECOND * (kiosk->longer ? settings->longer : 1);
}

static int slide_wait_ms(struct app *app, uint64_t now_ms)
{
	const int every_ms = app->kiosk.settings->calm ? CALM_MS : SLIDE_MS;
	uint64_t gone_ms;

	if (app->kiosk.slide_ms == 0)
		app->kiosk.slide_ms = now_ms;
	gone_ms = now_ms - app->kiosk.slide_ms;
	return gone_ms >= (uint64_t)every_ms ? 0 : every_ms - (int)gone_ms;
}

/* Over the first screen: somebody reads the signs, or staff type a PIN. */
static bool is_attended(const struct app *app, uint64_t now_ms)
{
	return (app->cover != NULL || app->noverlays > 0) &&
	       now_ms - app->kiosk.event_ms < (uint64_t)limit_ms(app);
}

/* Until the screen changes by itself. */
static int screen_wait_ms(struct app *app, uint64_t now_ms)
{
	struct app_kiosk *kiosk = &app->kiosk;
	int wait_ms;

	if (!kiosk->visiting) {
		wait_ms = slide_wait_ms(app, now_ms);
		/* the seconds until a PIN may be tried count down */
		if (app->cover != NULL && kiosk->cover.wait_s > 0 &&
		    wait_ms > SECOND)
			wait_ms = SECOND;
		return wait_ms;
	}
	return idle_wait_ms(&kiosk->idle, limit_ms(app), now_ms);
}

/* The shorter of two waits; the second may be for ever, -1. */
static int sooner(int wait_ms, int other_ms)
{
	return other_ms >= 0 && other_ms < wait_ms ? other_ms : wait_ms;
}

int app_kiosk_wait_ms(struct app *app, uint64_t now_ms)
{
	struct app_kiosk *kiosk = &app->kiosk;
	int wait_ms;

	if (kiosk->settings == NULL)
		return -1;
	wait_ms = screen_wait_ms(app, now_ms);
	/* once the first screen is shown again */
	if (!kiosk->visiting && kiosk->runs.unwritten)
		return 0;
	wait_ms = sooner(
	    wait_ms, heartbeat_wait_ms(kiosk->heartbeat, (int64_t)now_ms));
	return sooner(wait_ms, manager_wait_ms(kiosk->manager, now_ms));
}

/* Between two visits nothing shows the pack, so that is when it changes. */
static void renew_pack(struct app *app)
{
	struct kiosk_pack *pack = app->kiosk.pack;
	struct catalog *renewed;

	if (pack == NULL)
		return;
	renewed = kiosk_pack_renew(pack);
	if (renewed == NULL)
		return;
	app->first = renewed;
	app_use_catalog(app, renewed);
	app_count_pages(app);
	kiosk_pack_keep(pack, renewed);
}

/* Nobody is there: the next slide, and no PIN stays open. */
static void next_slide(struct app *app, uint64_t now_ms)
{
	struct app_kiosk *kiosk = &app->kiosk;

	kiosk->slide_ms = now_ms;
	if (is_attended(app, now_ms))
		return;
	if (!kiosk->settings->calm)
		kiosk->cover.slide++;
	app_close_cover(app);
	app_close_overlays(app);
	look_at_hours(app);
	renew_pack(app);
	app_count_flush(app);
	app->view.message = NULL;
}

/* What nobody sees: a sign of life, and what was counted. */
static void keep_house(struct app *app, uint64_t now_ms)
{
	struct app_kiosk *kiosk = &app->kiosk;

	if (kiosk->heartbeat != NULL)
		(void)heartbeat_tick(kiosk->heartbeat, (int64_t)now_ms);
	if (!kiosk->visiting && kiosk->runs.unwritten)
		app_count_flush(app);
}

void app_kiosk_tick(struct app *app, uint64_t now_ms)
{
	struct app_kiosk *kiosk = &app->kiosk;

	keep_house(app, now_ms);
	if (!kiosk->visiting) {
		if (kiosk->pin != NULL && app->cover != NULL)
			kiosk->cover.wait_s =
			    pin_wait_s(kiosk->pin, view_now(&app->view));
		if (slide_wait_ms(app, now_ms) == 0)
			next_slide(app, now_ms);
		return;
	}
	if (screen_wait_ms(app, now_ms) != 0)
		return;
	switch (idle_tick(&kiosk->idle, limit_ms(app), now_ms)) {
	case IDLE_WARN:
		/* what is hidden stays hidden, until it is gone */
		if (is_covered(app, WHERE_HIDDEN))
			break;
		kiosk->cover.seconds = idle_seconds(&kiosk->idle, now_ms);
		app->view.message = NULL;
		app_show_cover(
		    app, countdown_screen(&app->view, &kiosk->cover));
		break;
	case IDLE_STEP:
		kiosk->cover.seconds = idle_seconds(&kiosk->idle, now_ms);
		break;
	case IDLE_OVER:
		app->event_ms = now_ms;
		app_end_visit(app, false);
		break;
	case IDLE_NOTHING:
		break;
	}
}
