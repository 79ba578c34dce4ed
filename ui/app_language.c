#include "app_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"

void app_use_catalog(struct app *app, const struct catalog *catalog)
{
	const size_t n = (catalog->narticles + 1) * sizeof(app->view.broken[0]);

	app->view.catalog = catalog;
	app->view.broken = die_realloc(app->view.broken, n);
	memset(app->view.broken, 0, n);
}

void app_speak_first(struct app *app)
{
	app_use_catalog(app, app->first);
	if (app->spoken == NULL)
		return;
	catalog_close(app->spoken);
	free(app->spoken);
	app->spoken = NULL;
}

/* NULL: it cannot be read. */
static struct catalog *open_language(struct app *app, const char *code)
{
	struct catalog *other = die_alloc(sizeof(*other));

	if (catalog_open_language(other, app->first, code, app->diag) ==
	    STATUS_OK)
		return other;
	free(other);
	return NULL;
}

void app_speak(struct app *app, const char *code)
{
	const bool first = strcmp(code, app->first->lang) == 0;
	struct catalog *other = NULL;

	if (strcmp(code, app->view.catalog->lang) == 0) {
		app_close_overlays(app);
		return;
	}
	/* code may be the old catalog's: so this comes before it is closed */
	if (!first)
		other = open_language(app, code);
	if (!first && other == NULL) {
		app->view.message = "That language cannot be shown";
		return;
	}
	app_leave_screen(app);
	app_end_runs(app);
	app_speak_first(app);
	if (other != NULL) {
		app->spoken = other;
		app_use_catalog(app, other);
	}
	if (place_find(app->view.catalog, session_here(&app->session)->id)
		.kind == PLACE_NONE) {
		session_push(&app->session, "");
		app->view.message = "That page is not in this language";
	}
	app_enter(app, true);
}
