#include "app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "content/layout.h"
#include "app_count.h"
#include "app_kiosk.h"
#include "app_parts.h"
#include "screens/too_small.h"
#include "widgets/frame.h"
#include "widgets/self_check.h"

#define BURST_MS    30   /* more than APP_BURST keys in this were not typed */
#define BURST_KINDS 4    /* for text has more letters than a held key */
#define DIGIT_MS    1000 /* within this two digits are one number */
#define DOUBLE_MS   500  /* within this two clicks are a double click */

static struct screen *top_of(const struct app *app)
{
	if (app->cover != NULL)
		return app->cover;
	return app->noverlays > 0 ? app->overlays[app->noverlays - 1]
	                          : app->screen;
}

static void obey(struct app *app, struct step step);

/* A quiz that would end asks first, on its own page. */
static void go_home(struct app *app)
{
	if (app_back_to_quiz(app))
		obey(app, app->screen->ops->act(app->screen, ACT_HOME, 0));
	else
		app_go_home(app);
}

static void obey(struct app *app, struct step step)
{
	app->view.message = step.message;
	switch (step.go) {
	case GO_STAY:
		break;
	case GO_OPEN:
		app_open(app, step.id);
		break;
	case GO_RESUME:
		app_resume(app, step.id);
		break;
	case GO_BACK:
		app_go_back(app);
		break;
	case GO_HOME:
		go_home(app);
		break;
	case GO_LANGUAGE:
		app_speak(app, step.id);
		break;
	case GO_CARRY_ON:
	case GO_LONGER:
	case GO_FINISH:
	case GO_PIN:
		app_kiosk_step(app, step, app->event_ms);
		break;
	}
}

/* Whoever is in the self-check, or a quiz, is asked before it is left. */
static void want_home(struct app *app)
{
	if (!app->screen->ops->asks) {
		go_home(app);
		return;
	}
	app_close_overlays(app);
	obey(app, app->screen->ops->act(app->screen, ACT_HOME, 0));
}

static void unknown_key(struct app *app)
{
	if (app->told)
		return;
	app->told = true;
	app->view.message = "No use here. ? shows the keys";
}

static void open_help(struct app *app)
{
	struct screen *top = top_of(app);
	const char *about =
	    top->ops->about != NULL ? top->ops->about(top) : NULL;

	app_show_overlay(app, help_screen(&app->view, top->ops->name(top),
				  top->ops->where(top), about));
}

static void leave(struct app *app, int status)
{
	if (!policy_allows(app->view.policy, POLICY_QUIT))
		return;
	app->done = true;
	app->status = status;
}

static void take_along(struct app *app, struct screen *top)
{
	struct arena arena;
	const char *text;

	arena_init(&arena);
	text = top->ops->carry == NULL ? NULL : top->ops->carry(top, &arena);
	if (text != NULL)
		app_show_overlay(app, take_screen(&app->view, text));
	else
		app->view.message = "There is nothing to take along here";
	arena_wipe(&arena);
}

/* What the app does itself; the rest is the screen's. */
static void act(struct app *app, enum action action, int arg)
{
	struct screen *top = top_of(app);

	app->view.message = NULL;
	switch (action) {
	case ACT_URGENT:
		app_kiosk_woken(app, app->event_ms);
		app_close_cover(app);
		top = top_of(app);
		if (!(top->ops->where(top) & WHERE_URGENT))
			app_show_overlay(app, urgent_screen(&app->view));
		break;
	case ACT_HELP:
		open_help(app);
		break;
	case ACT_HOME:
		want_home(app);
		break;
	case ACT_FORWARD:
		app_go_forward(app);
		break;
	case ACT_HIDE:
		app_show_cover(app, hidden_screen(&app->view));
		break;
	case ACT_FINISH:
		if (app->cover != NULL)
			obey(app, top->ops->act(top, action, arg));
		else
			app_show_cover(app, finish_screen(&app->view));
		break;
	case ACT_TAKE:
		take_along(app, top);
		break;
	case ACT_PIN:
		app_kiosk_ask_pin(app);
		break;
	case ACT_LANGUAGE:
		if (app_in_quiz(app))
			app->view.message = APP_FINISH_QUIZ;
		else
			app_show_overlay(app, language_screen(&app->view));
		break;
	case ACT_A_TO_Z:
		app_open(app, PLACE_A_TO_Z_ID);
		break;
	case ACT_GO_ON:
		app_go_on(app);
		break;
	case ACT_REDRAW:
		app->want_redraw = true;
		break;
	case ACT_SUSPEND:
		app->want_suspend =
		    policy_allows(app->view.policy, POLICY_SUSPEND);
		break;
	case ACT_ABORT:
		leave(app, APP_ABORT_STATUS);
		break;
	case ACT_QUIT:
		leave(app, APP_QUIT_STATUS);
		break;
	case ACT_UNKNOWN:
		unknown_key(app);
		break;
	default:
		obey(app, top->ops->act(top, action, arg));
		break;
	}
}

/*
 * Text that was pasted, or sent by a machine, must not press keys: more than
 * APP_BURST keys in BURST_MS, of several kinds. A key that is held down is one
 * kind many times, and goes on.
 */
static bool is_burst(struct app_burst *burst, uint32_t key, uint64_t now_ms)
{
	const uint64_t oldest_ms = burst->at_ms[burst->next];
	unsigned kinds = 0;

	burst->at_ms[burst->next] = now_ms;
	burst->key[burst->next] = key;
	burst->next = (burst->next + 1) % APP_BURST;
	for (unsigned i = 0; i < APP_BURST; i++) {
		unsigned k = 0;

		while (burst->key[k] != burst->key[i])
			k++;
		kinds += k == i;
	}
	return oldest_ms != 0 && now_ms - oldest_ms <= BURST_MS &&
	       kinds >= BURST_KINDS;
}

/* What a paste is made of; "!" and the ways out always act. */
static bool is_text(uint32_t key)
{
	return (key >= ' ' && key < KEY_NONE && key != '!' &&
		   key != KEY_BACKSPACE) ||
	       key == KEY_ENTER || key == KEY_TAB;
}

static bool too_small(const struct app *app)
{
	return app->rows < FRAME_MIN_ROWS || app->cols < FRAME_MIN_COLS;
}

/* Nothing can be read: only what acts everywhere does, and leaving. */
static void press_unseen(struct app *app, uint32_t key)
{
	const struct policy *policy = app->view.policy;
	int arg;

	if (key == 'q' || key == 'Q')
		leave(app, APP_QUIT_STATUS);
	else if (binding_action(key, WHERE_FIELD, policy, &arg) != ACT_UNKNOWN)
		act(app, binding_action(key, WHERE_UNSEEN, policy, &arg), arg);
}

static void press(struct app *app, uint32_t key, uint64_t now_ms)
{
	struct screen *top = top_of(app);
	enum action action;
	int arg;

	if (too_small(app)) {
		press_unseen(app, key);
		return;
	}
	if (top->ops->takes != NULL && top->ops->takes(top, key)) {
		act(app, ACT_TEXT, (int)key);
		return;
	}
	if (is_text(key) && is_burst(&app->burst, key, now_ms))
		return;
	action =
	    binding_action(key, top->ops->where(top), app->view.policy, &arg);
	if (action == ACT_DIGIT) {
		if (app->digit_ms != 0 && now_ms - app->digit_ms <= DIGIT_MS)
			arg += 10;
		app->digit_ms = now_ms;
	} else {
		app->digit_ms = 0;
	}
	act(app, action, arg);
}

/*
 * The second click of a double click must not act on what the first one brought
 * up: not on another hint, and not on a mark. Elsewhere it opens.
 */
static bool is_echo(struct app *app, const struct event *event, uint64_t now_ms)
{
	const unsigned where = top_of(app)->ops->where(top_of(app));
	const bool again = app->click_ms != 0 && event->row == app->click_row &&
	                   now_ms - app->click_ms <= DOUBLE_MS;

	if (again && (event->row == app->rows - 1 ||
			 (where & (WHERE_CHOICES | WHERE_NUMBER | WHERE_QUIZ))))
		return true;
	app->click_ms = now_ms;
	app->click_row = event->row;
	return false;
}

/* A hint of the last row does what its key does. */
static void click(struct app *app, const struct event *event, uint64_t now_ms)
{
	const struct screen *top = top_of(app);
	uint32_t key = 0;

	if (event->row == app->rows - 1)
		key = frame_key_at(app->cols, top->ops->where(top),
		    app->view.policy, event->col);
	/* urgent help always acts */
	if (key != '!' && is_echo(app, event, now_ms))
		return;
	if (key != 0)
		press(app, key, now_ms);
	else
		act(app, ACT_CLICK, event->row * CANVAS_MAX + event->col);
}

static void mouse(struct app *app, const struct event *event, uint64_t now_ms)
{
	switch (event->mouse) {
	case MOUSE_PRESS:
		click(app, event, now_ms);
		break;
	case MOUSE_BACK:
		act(app, ACT_BACK, 0);
		break;
	case MOUSE_WHEEL_UP:
		act(app, ACT_WHEEL, -1);
		break;
	case MOUSE_WHEEL_DOWN:
		act(app, ACT_WHEEL, 1);
		break;
	}
}

/* How long the screen waits for a key; -1 = for ever. */
static int idle_ms(const struct app *app)
{
	const struct screen *screen = app->screen;

	/* a kiosk has a clock of its own */
	if (app->kiosk.settings != NULL || app->cover != NULL ||
	    app->noverlays > 0 || screen->ops->idle_ms == NULL)
		return -1;
	return screen->ops->idle_ms(screen);
}

int app_wait_ms(struct app *app, uint64_t now_ms)
{
	const int wait_ms = idle_ms(app);
	uint64_t since_ms;

	if (app->kiosk.settings != NULL)
		return app_kiosk_wait_ms(app, now_ms);
	if (wait_ms < 0)
		return -1;
	if (app->event_ms == 0)
		app->event_ms = now_ms;
	since_ms = now_ms - app->event_ms;
	return since_ms >= (uint64_t)wait_ms ? 0 : wait_ms - (int)since_ms;
}

void app_tick(struct app *app, uint64_t now_ms)
{
	if (app->kiosk.settings != NULL) {
		app_kiosk_tick(app, now_ms);
		return;
	}
	if (app_wait_ms(app, now_ms) != 0)
		return;
	app->event_ms = now_ms;
	app->view.message = NULL;
	obey(app, app->screen->ops->act(app->screen, ACT_IDLE, 0));
}

void app_event(struct app *app, const struct event *event, uint64_t now_ms)
{
	struct screen *top = top_of(app);

	app_settle(app);
	if (event->kind != EVENT_NONE)
		app->event_ms = now_ms;
	if (app_kiosk_event(app, event, now_ms))
		return;
	switch (event->kind) {
	case EVENT_NONE:
		break;
	case EVENT_KEY:
		press(app, event->key, now_ms);
		break;
	case EVENT_MOUSE:
		if (!too_small(app))
			mouse(app, event, now_ms);
		break;
	case EVENT_PASTE:
		if (!too_small(app) && (top->ops->where(top) & WHERE_FIELDS) &&
		    top->ops->takes(top, event->key))
			act(app, ACT_TEXT, (int)event->key);
		break;
	}
	app_count_runs(app);
	if (app->view.message == NULL)
		app->view.message = store_note(app->view.store);
}

void app_init(struct app *app, const struct app_setup *setup)
{
	const struct catalog *const catalog = setup->catalog;

	memset(app, 0, sizeof(*app));
	app->first = catalog;
	app_use_catalog(app, catalog);
	app->view.measure = LAYOUT_MEASURE;
	app->view.ascii = setup->ascii;
	app->view.halves = setup->halves;
	app->view.clock = setup->clock;
	app->view.store = setup->store;
	app->view.policy = setup->kiosk != NULL   ? &policy_kiosk
	                   : setup->store != NULL ? &policy_personal
	                                          : &policy_forgetful;
	app->kiosk.settings = setup->kiosk;
	app->kiosk.pin = setup->pin;
	app->kiosk.pack = setup->pack;
	app->kiosk.counters = setup->counters;
	app->kiosk.heartbeat = setup->heartbeat;
	app->kiosk.manager = setup->manager;
	app_count_pages(app);
	app->diag = setup->diag;
	app->rows = setup->rows;
	app->cols = setup->cols;
	app->shown = setup->shown;
	app->shown_arg = setup->shown_arg;
	if (setup->kiosk != NULL) {
		session_begin(&app->session, "");
		app_kiosk_begin(app);
	} else if (place_find(catalog, setup->start).kind == PLACE_NONE) {
		session_begin(&app->session, "");
		app_enter(app, false);
		app->view.message = "This page is not here";
	} else {
		session_begin(&app->session, setup->start);
		app_enter(app, false);
	}
}

void app_close(struct app *app)
{
	app_close_cover(app);
	app_close_overlays(app);
	app->screen->ops->close(app->screen);
	app_end_runs(app);
	app_speak_first(app);
	free(app->view.broken);
	session_wipe(&app->session);
	explicit_bzero(app, sizeof(*app));
}

void app_resize(struct app *app, int rows, int cols)
{
	app->rows = rows;
	app->cols = cols;
	if (too_small(app))
		return;
	app->screen->ops->resize(app->screen, rows, cols);
	for (size_t i = 0; i < app->noverlays; i++)
		app->overlays[i]->ops->resize(app->overlays[i], rows, cols);
	if (app->cover != NULL)
		app->cover->ops->resize(app->cover, rows, cols);
}

void app_draw(const struct app *app, struct canvas *canvas)
{
	const struct screen *top = top_of(app);

	if (canvas->rows != app->rows || canvas->cols != app->cols)
		canvas_resize(canvas, app->rows, app->cols);
	canvas->ascii = app->view.ascii;
	canvas_clear(canvas);
	if (too_small(app))
		too_small_draw(canvas, app->view.catalog->region,
		    policy_allows(app->view.policy, POLICY_QUIT));
	else
		top->ops->draw(top, canvas);
}
