#include "app_count.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "journal.h"
#include "visit/counters.h"
#include "widgets/self_check.h"
#include "widgets/sitting.h"

static void add(struct app *app, enum counters_kind kind, const char *id)
{
	(void)counters_add(app->kiosk.counters, kind, id);
}

void app_count_pages(struct app *app)
{
	const struct catalog *const catalog = app->view.catalog;
	const char **ids;

	if (app->kiosk.counters == NULL || catalog->narticles == 0)
		return;
	ids = die_alloc(catalog->narticles * sizeof(*ids));
	for (size_t i = 0; i < catalog->narticles; i++)
		ids[i] = catalog->articles[i].id;
	counters_pages(app->kiosk.counters, ids, catalog->narticles);
	free(ids);
}

void app_count_open(struct app *app, const char *id)
{
	/* ids that are no page's are not counted */
	add(app, COUNTERS_PAGE, id);
}

/* The run is over, or there was none. */
static void end_check(struct app *app)
{
	struct app_runs *runs = &app->kiosk.runs;

	if (runs->has_level)
		add(app, COUNTERS_CHECK_DONE, rules_level_id(runs->level));
	else if (runs->asked)
		add(app, COUNTERS_CHECK_LEFT, NULL);
	runs->has_level = runs->asked = false;
	runs->level = (enum triage_level)0;
}

static void follow_check(struct app *app)
{
	struct app_runs *runs = &app->kiosk.runs;
	struct self_check *check = app->view.check;
	struct triage_result result;

	switch (check == NULL ? CHECK_START : self_check_page(check)) {
	case CHECK_CLOSED:
	case CHECK_START:
	case CHECK_UNFINISHED:
		end_check(app);
		break;
	case CHECK_FAILED:
	case CHECK_ASK:
	case CHECK_ANSWERS:
		runs->asked = true;
		break;
	case CHECK_RESULT:
		runs->asked = true;
		if (self_check_result(check, &result)) {
			runs->has_level = true;
			runs->level = result.level;
		}
		explicit_bzero(&result, sizeof(result));
		break;
	}
}

void app_count_runs(struct app *app)
{
	struct app_runs *runs = &app->kiosk.runs;
	const bool scored =
	    app->view.sitting != NULL && app->view.sitting->scored;

	if (app->kiosk.counters == NULL)
		return;
	follow_check(app);
	if (scored && !runs->scored)
		add(app, COUNTERS_QUIZ_DONE, NULL);
	runs->scored = scored;
}

void app_count_begun(struct app *app)
{
	add(app, COUNTERS_VISIT_BEGUN, NULL);
}

void app_count_ended(struct app *app, bool finished)
{
	struct app_runs *runs = &app->kiosk.runs;

	if (app->kiosk.counters == NULL)
		return;
	end_check(app);
	runs->scored = false;
	add(app, finished ? COUNTERS_VISIT_FINISHED : COUNTERS_VISIT_IDLE,
	    NULL);
	runs->unwritten = true;
}

void app_count_flush(struct app *app)
{
	struct counters *const counters = app->kiosk.counters;
	const char *note;

	app->kiosk.runs.unwritten = false;
	if (counters == NULL)
		return;
	(void)counters_flush(counters, view_now(&app->view));
	note = counters_note(counters);
	if (note != NULL)
		journal_say("%s", note);
}
