#include "app_count.h"
#include "app_parts.h"

#include <stdio.h>
#include <string.h>

#include "widgets/kept.h"
#include "widgets/self_check.h"
#include "widgets/sitting.h"

bool app_is_check(const char *id)
{
	return strcmp(id, PLACE_CHECK_ID) == 0;
}

static void end_check(struct app *app)
{
	self_check_close(app->view.check);
	app->view.check = NULL;
}

static void end_sitting(struct app *app)
{
	sitting_close(app->view.sitting);
	app->view.sitting = NULL;
}

void app_end_runs(struct app *app)
{
	end_check(app);
	end_sitting(app);
}

static struct screen *make_check(struct app *app)
{
	struct view *view = &app->view;

	if (view->check == NULL)
		view->check = self_check_open(view->catalog, app->diag);
	view->check->clock = view->clock;
	view->check->here = view->reception;
	return check_screen(view);
}

/* On with the quiz there is, if it is that one. */
static struct screen *make_quiz(struct app *app, const char *id)
{
	struct view *view = &app->view;
	struct store *store = view_keeps(view) ? view->store : NULL;

	id += strlen(PLACE_QUIZ);
	if (view->sitting != NULL && strcmp(view->sitting->id, id) != 0)
		end_sitting(app);
	if (view->sitting == NULL)
		view->sitting = sitting_open(
		    view->catalog, id, store, view->clock, app->diag);
	sitting_keep(view->sitting, store);
	return quiz_screen(view);
}

static struct screen *make_screen(struct app *app, const char *id)
{
	const struct place to = place_find(app->view.catalog, id);

	switch (to.kind) {
	case PLACE_ARTICLE:
		return article_screen(&app->view, &to, app->diag);
	case PLACE_TOPIC:
		return topic_screen(&app->view, to.topic);
	case PLACE_A_TO_Z:
		return a_to_z_screen(&app->view);
	case PLACE_CHECK:
		return make_check(app);
	case PLACE_QUIZ_LIST:
		return quizzes_screen(&app->view);
	case PLACE_QUIZ_ONE:
	case PLACE_QUIZ_DUE:
		return make_quiz(app, id);
	case PLACE_MINE:
		return my_pages_screen(&app->view);
	case PLACE_HOME:
	case PLACE_NONE:
		break;
	}
	return home_screen(&app->view);
}

static void keep_place(struct app *app)
{
	if (app->screen->ops->get_place != NULL)
		app->screen->ops->get_place(
		    app->screen, &session_here(&app->session)->view);
}

void app_close_overlay(struct app *app)
{
	struct screen *top = app->overlays[--app->noverlays];

	top->ops->close(top);
	app->told = false;
}

void app_close_overlays(struct app *app)
{
	while (app->noverlays > 0)
		app_close_overlay(app);
}

void app_show_overlay(struct app *app, struct screen *overlay)
{
	/* the same kind twice would be the same page twice */
	if (app->noverlays == APP_OVERLAYS)
		app_close_overlay(app);
	app->overlays[app->noverlays++] = overlay;
	app->told = false;
	overlay->ops->resize(overlay, app->rows, app->cols);
}

bool app_settle(struct app *app)
{
	struct screen *screen = app->screen;
	bool changed;

	if (app->settled)
		return false;
	app->settled = true;
	changed = screen->ops->settle != NULL && screen->ops->settle(screen);
	if (app->view.message != NULL)
		return changed;
	app->view.message = store_note(app->view.store);
	return changed || app->view.message != NULL;
}

void app_leave_screen(struct app *app)
{
	app_close_overlays(app);
	keep_place(app);
	app->screen->ops->close(app->screen);
	app->screen = NULL;
}

void app_enter(struct app *app, bool restore)
{
	struct session_place *here = session_here(&app->session);
	struct screen *screen;

	app_close_overlays(app);
	if (app->screen != NULL)
		app->screen->ops->close(app->screen);
	if (app_is_check(here->id))
		here->secret = true;
	/* not before the page that was left has been closed */
	app->view.secret = here->secret;
	if (!here->secret)
		end_check(app);
	if (!sitting_goes_on(&app->session))
		end_sitting(app);
	screen = make_screen(app, here->id);
	app->screen = screen;
	app->told = app->settled = false;
	screen->ops->resize(screen, app->rows, app->cols);
	if (!restore)
		return;
	/* settling keeps the place, and may add what the place is in */
	if (screen->ops->set_place != NULL)
		screen->ops->set_place(screen, &here->view);
	app_settle(app);
	if (screen->ops->set_place != NULL)
		screen->ops->set_place(screen, &here->view);
}

/* id may belong to the screen that is about to close. */
static void push(struct app *app, const char *id)
{
	char copy[PLACE_ID_CAP];

	snprintf(copy, sizeof(copy), "%s", id);
	keep_place(app);
	session_push(&app->session, copy);
	/* every run starts clean */
	if (app_is_check(copy))
		end_check(app);
	if (place_is_quiz(copy))
		end_sitting(app);
}

void app_open(struct app *app, const char *id)
{
	if (app_is_check(id) && app_is_check(session_here(&app->session)->id)) {
		/* from urgent help over it: the answers stay */
		app_close_overlays(app);
		return;
	}
	if (place_is_quiz(id) && app_in_quiz(app)) {
		app->view.message = APP_FINISH_QUIZ;
		return;
	}
	if (place_find(app->view.catalog, id).kind != PLACE_NONE) {
		app_count_open(app, id);
		push(app, id);
		app_enter(app, false);
		return;
	}
	snprintf(app->message, sizeof(app->message),
	    strstr(id, "://") != NULL ? "Outside of lumbar: %.150s"
				      : "This page is not here: %.150s",
	    id);
	app->view.message = app->message;
}

void app_resume(struct app *app, const char *id)
{
	struct store_page page;
	struct arena arena;
	bool kept = false;

	if (place_find(app->view.catalog, id).kind != PLACE_ARTICLE) {
		app_open(app, id);
		return;
	}
	push(app, id);
	arena_init(&arena);
	if (store_get_page(app->view.store, session_here(&app->session)->id,
		&arena, &page)) {
		session_here(&app->session)->view.block = page.block;
		session_here(&app->session)->view.offset = page.offset;
		kept = true;
	}
	arena_free(&arena);
	app_enter(app, kept);
}

void app_go_on(struct app *app)
{
	struct arena arena;
	const struct catalog_article *last;

	arena_init(&arena);
	last = kept_last(app->view.catalog, app->view.store, &arena, NULL);
	if (last != NULL)
		app_resume(app, last->id);
	else
		app->view.message = "No page to go on with";
	arena_free(&arena);
}

void app_go_back(struct app *app)
{
	if (app->noverlays > 0) {
		app_close_overlay(app);
		return;
	}
	keep_place(app);
	if (session_back(&app->session))
		app_enter(app, true);
	else
		app->view.message = "This is the first page";
}

void app_go_forward(struct app *app)
{
	keep_place(app);
	if (session_forward(&app->session))
		app_enter(app, true);
	else
		app->view.message = "No page further on";
}

bool app_in_quiz(const struct app *app)
{
	return app->view.sitting != NULL &&
	       sitting_is_under_way(app->view.sitting);
}

bool app_back_to_quiz(struct app *app)
{
	if (!app_in_quiz(app) || place_is_quiz(session_here(&app->session)->id))
		return false;
	keep_place(app);
	/* a quiz lasts while it is in the history */
	while (!place_is_quiz(session_here(&app->session)->id) &&
	       session_back(&app->session))
		;
	app_enter(app, true);
	return true;
}

void app_go_home(struct app *app)
{
	if (session_here(&app->session)->id[0] != '\0')
		app_open(app, "");
	else
		app_close_overlays(app);
}
