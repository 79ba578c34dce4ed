/*
 * app.h - the stack of places, what is on top of it, and what a key does.
 *
 * Knows no terminal: events come in, a canvas goes out, so that the whole
 * program can be driven by a test. loop.c joins it to a terminal.
 */
#ifndef LUMBAR_APP_H
#define LUMBAR_APP_H

#include "screens/screens.h"
#include "terminal/key.h"

#define APP_HISTORY 64
#define APP_ID_CAP  160

#define APP_QUIT_STATUS  0
#define APP_ABORT_STATUS 130 /* Ctrl-C */

struct app_place {
	char id[APP_ID_CAP]; /* "" = home */
	struct place place;
};

struct app {
	struct view view;
	struct diag *diag; /* borrowed; NULL = faults are not kept */
	struct app_place history[APP_HISTORY];
	size_t nhistory, at;
	struct screen *screen;  /* of history[at] */
	struct screen *overlay; /* over it, or NULL */
	int rows, cols;
	bool told; /* this screen has said that a key does nothing */
	bool done;
	int status;       /* to exit with, once done */
	bool want_redraw; /* for the loop; it clears them */
	bool want_suspend;
	uint64_t digit_ms; /* when the last digit came; 0 = long ago */
	uint64_t burst_ms; /* when the present burst of keys began */
	uint32_t burst_key;
	unsigned burst_n;
	bool burst_differs;
};

/*
 * start: "" for the menu, or an id as GO_OPEN takes them; one that is not
 * there gives the menu and a message. The catalog and diag are borrowed.
 */
void app_init(struct app *app, const struct catalog *catalog, bool ascii,
    const char *start, int rows, int cols, struct diag *diag);
void app_close(struct app *app);

void app_resize(struct app *app, int rows, int cols);

/* now_ms must not be 0 and must not go back. */
void app_event(struct app *app, const struct event *event, uint64_t now_ms);

/* Fits the canvas to the app's size and draws everything. */
void app_draw(const struct app *app, struct canvas *canvas);

/* Whether GO_OPEN would find something. */
bool app_knows(const struct catalog *catalog, const char *id);

#endif
