#include "app_kiosk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_count.h"
#include "app_parts.h"
#include "base/die.h"
#include "content/layout.h"
#include "kiosk_pack.h"
#include "visit/heartbeat.h"
#include "visit/kiosk.h"
#include "widgets/self_check.h"

#define SLIDE_MS 12000
#define CALM_MS  60000 /* opening hours have to be looked at all the same */
#define SECOND   1000

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

void app_kiosk_step(struct app *app, struct step step, uint64_t now_ms)
{
	struct app_kiosk *kiosk = &app->kiosk;

	switch (step.go) {
	case GO_CARRY_ON:
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

bool app_kiosk_event(
    struct app *app, const struct event *event, uint64_t now_ms)
{
	struct app_kiosk *kiosk = &app->kiosk;

	if (kiosk->settings == NULL || event->kind == EVENT_NONE)
		return false;
	if (kiosk->visiting) {
		/* a countdown is answered by its cover */
		if (app->cover == NULL)
			idle_key(&kiosk->idle, now_ms);
		return false;
	}
	if (app->cover != NULL)
		return false;
	if (event->kind == EVENT_KEY &&
	    (event->key == KEY_CTRL('T') || event->key == KEY_CTRL('L') ||
		event->key == KEY_F5 || event->key == '!'))
		return false; /* act as everywhere */
	if (event->kind == EVENT_MOUSE && event->mouse != MOUSE_PRESS)
		return true;
	if (kiosk->cover.closed[0] == '\0')
		begin_visit(app, now_ms);
	return true;
}

/* How long this kind of screen may be looked at without a key. */
static int limit_ms(const struct app *app)
{
	const struct app_kiosk *kiosk = &app->kiosk;
	const struct kiosk *settings = kiosk->settings;
	const struct self_check *check = app->view.check;
	const unsigned where = app->screen->ops->where(app->screen);
	int limit_s = settings->idle_menu_s;

	if (where & (WHERE_CHOICES | WHERE_NUMBER | WHERE_ANSWERS | WHERE_QUIZ |
			WHERE_WRITE))
		limit_s = settings->idle_question_s;
	else if (where & (WHERE_ARTICLE | WHERE_PAGE | WHERE_RESULT |
			     WHERE_NOTE | WHERE_TERM | WHERE_TOLD |
			     WHERE_SCORE | WHERE_FIELD | WHERE_PARTS))
		limit_s = settings->idle_article_s;
	if (check != NULL && check->warning.given &&
	    limit_s < settings->idle_emergency_s)
		limit_s = settings->idle_emergency_s;
	return limit_s * SECOND * (kiosk->longer ? settings->longer : 1);
}

static int slide_wait_ms(const struct app *app, uint64_t now_ms)
{
	const int every_ms = app->kiosk.settings->calm ? CALM_MS : SLIDE_MS;
	const uint64_t gone_ms = now_ms - app->kiosk.slide_ms;

	return gone_ms >= (uint64_t)every_ms ? 0 : every_ms - (int)gone_ms;
}

/* Until the screen changes by itself. */
static int screen_wait_ms(struct app *app, uint64_t now_ms)
{
	struct app_kiosk *kiosk = &app->kiosk;

	if (kiosk->slide_ms == 0)
		kiosk->slide_ms = now_ms;
	if (!kiosk->visiting)
		return slide_wait_ms(app, now_ms);
	return idle_wait_ms(&kiosk->idle, limit_ms(app), now_ms);
}

int app_kiosk_wait_ms(struct app *app, uint64_t now_ms)
{
	struct app_kiosk *kiosk = &app->kiosk;
	int wait_ms, beat_ms;

	if (kiosk->settings == NULL)
		return -1;
	wait_ms = screen_wait_ms(app, now_ms);
	/* once the first screen is shown again */
	if (!kiosk->visiting && kiosk->runs.unwritten)
		return 0;
	beat_ms = heartbeat_wait_ms(kiosk->heartbeat, (int64_t)now_ms);
	return beat_ms >= 0 && beat_ms < wait_ms ? beat_ms : wait_ms;
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
	if (screen_wait_ms(app, now_ms) != 0)
		return;
	if (!kiosk->visiting) {
		next_slide(app, now_ms);
		return;
	}
	switch (idle_tick(&kiosk->idle, limit_ms(app), now_ms)) {
	case IDLE_WARN:
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
