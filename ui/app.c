#include "app.h"

#include <stdio.h>
#include <string.h>

#include "content/layout.h"
#include "screens/too_small.h"
#include "widgets/frame.h"

#define DIGIT_MS  1000 /* within this two digits are one number */
#define BURST_MS  30   /* more than BURST_MAX different keys in this time */
#define BURST_MAX 8    /* were not typed: ignored outside of text fields */

static struct screen *top_of(const struct app *app)
{
	return app->overlay != NULL ? app->overlay : app->screen;
}

/* "sciatica#how-long" into its article and part. */
static const struct catalog_article *find_article(
    const struct catalog *catalog, const char *id, struct slice *part)
{
	const char *hash = strchr(id, '#');
	struct slice name = slice_of(id);

	*part = slice_of(hash != NULL ? hash + 1 : NULL);
	if (hash != NULL)
		name.len = (size_t)(hash - id);
	return catalog_article(catalog, name);
}

static const struct catalog_topic *find_topic(
    const struct catalog *catalog, const char *id)
{
	return strncmp(id, "topic:", 6) == 0
	           ? catalog_topic(catalog, slice_of(id + 6))
	           : NULL;
}

bool app_knows(const struct catalog *catalog, const char *id)
{
	struct slice part;

	return id[0] == '\0' || strcmp(id, "a-z") == 0 ||
	       find_topic(catalog, id) != NULL ||
	       find_article(catalog, id, &part) != NULL;
}

/* The screen of an id that app_knows. */
static struct screen *make_screen(struct app *app, const char *id)
{
	const struct catalog *catalog = app->view.catalog;
	const struct catalog_article *article;
	const struct catalog_topic *topic = find_topic(catalog, id);
	struct slice part;

	if (topic != NULL)
		return topic_screen(&app->view, topic);
	if (strcmp(id, "a-z") == 0)
		return a_to_z_screen(&app->view);
	article = find_article(catalog, id, &part);
	if (article != NULL)
		return article_screen(&app->view, article, part, app->diag);
	return home_screen(&app->view);
}

static void keep_place(struct app *app)
{
	if (app->screen != NULL && app->screen->ops->get_place != NULL)
		app->screen->ops->get_place(
		    app->screen, &app->history[app->at].place);
}

static void close_overlay(struct app *app)
{
	if (app->overlay != NULL)
		app->overlay->ops->close(app->overlay);
	app->overlay = NULL;
	app->told = false;
}

static void show_overlay(struct app *app, struct screen *overlay)
{
	close_overlay(app);
	app->overlay = overlay;
	overlay->ops->resize(overlay, app->rows, app->cols);
}

/* Make the screen of history[at], at the place it was left. */
static void enter(struct app *app, bool restore)
{
	struct app_place *here = &app->history[app->at];
	struct screen *screen = make_screen(app, here->id);

	close_overlay(app);
	if (app->screen != NULL)
		app->screen->ops->close(app->screen);
	app->screen = screen;
	screen->ops->resize(screen, app->rows, app->cols);
	if (restore && screen->ops->set_place != NULL)
		screen->ops->set_place(screen, &here->place);
}

/* A new place after this one; what lay forward is forgotten. */
static void push(struct app *app, const char *id)
{
	struct app_place *place;

	keep_place(app);
	if (app->at + 1 == APP_HISTORY) {
		/* the oldest goes, home stays */
		memmove(&app->history[1], &app->history[2],
		    (APP_HISTORY - 2) * sizeof(app->history[0]));
		app->at--;
	}
	place = &app->history[++app->at];
	memset(place, 0, sizeof(*place));
	snprintf(place->id, sizeof(place->id), "%s", id);
	app->nhistory = app->at + 1;
	enter(app, false);
}

static void open_id(struct app *app, const char *id)
{
	if (app_knows(app->view.catalog, id)) {
		char copy[APP_ID_CAP];

		/* id may belong to the screen that is about to close */
		snprintf(copy, sizeof(copy), "%s", id);
		push(app, copy);
		return;
	}
	app->view.message =
	    strstr(id, "://") != NULL
		? "This link leads out of lumbar; its address is on the page"
		: "This page is not here";
}

static void go_back(struct app *app)
{
	if (app->overlay != NULL) {
		close_overlay(app);
	} else if (app->at > 0) {
		keep_place(app);
		app->at--;
		enter(app, true);
	} else {
		app->view.message = "This is the first page";
	}
}

static void go_forward(struct app *app)
{
	if (app->at + 1 >= app->nhistory) {
		app->view.message = "There is no page further on";
		return;
	}
	keep_place(app);
	app->at++;
	enter(app, true);
}

static void go_home(struct app *app)
{
	close_overlay(app);
	if (app->at > 0)
		push(app, "");
}

static void obey(struct app *app, struct step step)
{
	app->view.message = step.message;
	switch (step.go) {
	case GO_STAY:
		break;
	case GO_OPEN:
		open_id(app, step.id);
		break;
	case GO_BACK:
		go_back(app);
		break;
	case GO_FORWARD:
		go_forward(app);
		break;
	case GO_HOME:
		go_home(app);
		break;
	case GO_QUIT:
		app->done = true;
		break;
	}
}

static void unknown_key(struct app *app)
{
	if (app->told)
		return;
	app->told = true;
	app->view.message = "That key does nothing here. ? shows the keys";
}

static void open_help(struct app *app)
{
	struct screen *top = top_of(app);

	show_overlay(
	    app, help_screen(&app->view, top->ops->name, top->ops->where(top)));
}

static void leave(struct app *app, int status)
{
	app->done = true;
	app->status = status;
}

/* What the app does itself; the rest is the screen's. */
static void act(struct app *app, enum action action, int arg)
{
	struct screen *top = top_of(app);

	app->view.message = NULL;
	switch (action) {
	case ACT_URGENT:
		show_overlay(app, urgent_screen(&app->view));
		break;
	case ACT_HELP:
		open_help(app);
		break;
	case ACT_HOME:
		go_home(app);
		break;
	case ACT_FORWARD:
		go_forward(app);
		break;
	case ACT_A_TO_Z:
		open_id(app, "a-z");
		break;
	case ACT_REDRAW:
		app->want_redraw = true;
		break;
	case ACT_SUSPEND:
		app->want_suspend = true;
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
	case ACT_BACK:
		if (top == app->screen && top->ops->get_place != NULL &&
		    (top->ops->where(top) & (WHERE_LIST | WHERE_AZ))) {
			go_back(app);
			break;
		}
		/* fall through - the screen may have something to close */
	default:
		obey(app, top->ops->act(top, action, arg));
		break;
	}
}

/* Text that was pasted, or sent by a machine, must not press keys. */
static bool is_burst(struct app *app, uint32_t key, uint64_t now_ms)
{
	if (app->burst_n == 0 || now_ms - app->burst_ms > BURST_MS) {
		app->burst_ms = now_ms;
		app->burst_key = key;
		app->burst_n = 1;
		app->burst_differs = false;
		return false;
	}
	app->burst_n++;
	app->burst_differs |= key != app->burst_key;
	return app->burst_differs && app->burst_n > BURST_MAX;
}

static void press(struct app *app, uint32_t key, uint64_t now_ms)
{
	struct screen *top = top_of(app);
	unsigned where = top->ops->where(top);
	enum action action;
	int arg;

	if (top->ops->takes != NULL && top->ops->takes(top, key)) {
		act(app, ACT_TEXT, (int)key);
		return;
	}
	if (key > ' ' && key < 0x7F && key != '!' && is_burst(app, key, now_ms))
		return;
	action = binding_action(key, where, &arg);
	if (action == ACT_DIGIT) {
		if (app->digit_ms != 0 && now_ms - app->digit_ms <= DIGIT_MS)
			arg += 10;
		app->digit_ms = now_ms;
	} else {
		app->digit_ms = 0;
	}
	act(app, action, arg);
}

static void mouse(struct app *app, const struct event *event)
{
	switch (event->mouse) {
	case MOUSE_PRESS:
		act(app, ACT_CLICK, event->row * CANVAS_MAX + event->col);
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

static bool too_small(const struct app *app)
{
	return app->rows < FRAME_MIN_ROWS || app->cols < FRAME_MIN_COLS;
}

void app_event(struct app *app, const struct event *event, uint64_t now_ms)
{
	struct screen *top = top_of(app);

	if (too_small(app)) {
		/* nothing to see: only the ways out work */
		if (event->kind == EVENT_KEY && event->key == 'q')
			leave(app, APP_QUIT_STATUS);
		else if (event->kind == EVENT_KEY &&
			 event->key == KEY_CTRL('C'))
			leave(app, APP_ABORT_STATUS);
		return;
	}
	switch (event->kind) {
	case EVENT_NONE:
		break;
	case EVENT_KEY:
		press(app, event->key, now_ms);
		break;
	case EVENT_MOUSE:
		mouse(app, event);
		break;
	case EVENT_PASTE:
		if ((top->ops->where(top) & WHERE_FIELD) &&
		    top->ops->takes(top, event->key))
			act(app, ACT_TEXT, (int)event->key);
		break;
	}
}

void app_init(struct app *app, const struct catalog *catalog, bool ascii,
    const char *start, int rows, int cols, struct diag *diag)
{
	memset(app, 0, sizeof(*app));
	app->view.catalog = catalog;
	app->view.measure = LAYOUT_MEASURE;
	app->view.ascii = ascii;
	app->diag = diag;
	app->rows = rows;
	app->cols = cols;
	app->nhistory = 1;
	if (start[0] == '\0' || !app_knows(catalog, start)) {
		enter(app, false);
		if (start[0] != '\0')
			app->view.message = "This page is not here";
	} else {
		app->at = 1;
		app->nhistory = 2;
		snprintf(app->history[1].id, sizeof(app->history[1].id), "%s",
		    start);
		enter(app, false);
	}
}

void app_close(struct app *app)
{
	close_overlay(app);
	if (app->screen != NULL)
		app->screen->ops->close(app->screen);
	explicit_bzero(app, sizeof(*app));
}

void app_resize(struct app *app, int rows, int cols)
{
	app->rows = rows;
	app->cols = cols;
	if (too_small(app))
		return;
	app->screen->ops->resize(app->screen, rows, cols);
	if (app->overlay != NULL)
		app->overlay->ops->resize(app->overlay, rows, cols);
}

void app_draw(const struct app *app, struct canvas *canvas)
{
	const struct screen *top = top_of(app);

	if (canvas->rows != app->rows || canvas->cols != app->cols)
		canvas_resize(canvas, app->rows, app->cols);
	canvas->ascii = app->view.ascii;
	canvas_clear(canvas);
	if (too_small(app))
		too_small_draw(canvas, app->view.catalog->region);
	else
		top->ops->draw(top, canvas);
}
