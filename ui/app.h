/*
 * app.h - the places, the overlays over them, and what a key does.
 *
 * Knows no terminal: events come in, a canvas goes out, so that the whole
 * program can be driven by a test. loop.c joins it to a terminal.
 */
#ifndef LUMBAR_APP_H
#define LUMBAR_APP_H

#include "content/place.h"
#include "screens/screens.h"
#include "terminal/key.h"
#include "triage/triage.h"
#include "visit/idle.h"
#include "visit/kiosk.h"

#define APP_QUIT_STATUS  0
#define APP_ABORT_STATUS 130 /* Ctrl-C */
#define APP_STAFF_STATUS 100 /* a kiosk that staff left by the PIN */

/* Urgent help over help over a screen: no more than that. */
#define APP_OVERLAYS 2

/* The last keys, and when they came: to know what nobody typed. */
#define APP_BURST 8

struct app_burst {
	uint64_t at_ms[APP_BURST]; /* a ring; 0 = nothing yet */
	uint32_t key[APP_BURST];
	unsigned next;
};

/* What of this visit is still to be counted; nothing once it is over. */
struct app_runs {
	bool asked, has_level; /* a self-check: under way, came to a level */
	enum triage_level level;
	bool scored;    /* the quiz of now was counted */
	bool unwritten; /* a visit has ended since the last flush */
};

/* A kiosk; settings are NULL where there is none. */
struct app_kiosk {
	const struct kiosk *settings;
	struct pin *pin;             /* borrowed */
	struct kiosk_pack *pack;     /* borrowed; NULL = it never changes */
	struct counters *counters;   /* borrowed; NULL = nothing is counted */
	struct heartbeat *heartbeat; /* borrowed; NULL = there is none */
	struct manager *manager;     /* borrowed; NULL = nobody is told */
	struct app_runs runs;
	struct idle idle;
	struct cover_state cover;
	bool visiting, longer;
	uint64_t slide_ms; /* when the slide changed; 0 = not known yet */
	uint64_t event_ms; /* when anything came last */
	uint32_t held_key; /* the last key, and since when it comes again and */
	uint64_t held_ms;  /* again, as if something lay on it */
};

struct app {
	struct view view;
	const struct catalog *first; /* in the language it began with */
	struct catalog *spoken;      /* in the one that was chosen; or NULL */
	struct diag *diag;           /* borrowed; NULL = faults are not kept */
	struct session session;
	struct screen *screen;                 /* of the place in the history */
	struct screen *overlays[APP_OVERLAYS]; /* the last is on top */
	size_t noverlays;
	struct screen *cover; /* over all of them, or NULL */
	struct app_kiosk kiosk;
	int rows, cols;
	char message[PLACE_ID_CAP + 32]; /* one of our own making */
	void (*shown)(void *);           /* for the loop, which forgets it */
	void *shown_arg;
	bool settled; /* the screen has had its settle */
	bool told;    /* this screen has said that a key does nothing */
	bool done;
	int status;       /* to exit with, once done */
	bool want_redraw; /* for the loop; it clears them */
	bool want_suspend;
	bool want_wipe;    /* nothing of a visit is to be left on the way */
	uint64_t digit_ms; /* when the last digit came; 0 = long ago */
	uint64_t event_ms; /* when anything came last; 0 = not known yet */
	struct app_burst burst;
	uint64_t click_ms; /* when the last click came, and where; 0 = none */
	int click_row;
};

/* What a program begins with; everything is borrowed. */
struct app_setup {
	const struct catalog *catalog;
	const char *start;           /* "" for the menu, or an id */
	time_t (*clock)(time_t *);   /* NULL: no dates */
	struct store *store;         /* NULL: nothing is kept between visits */
	const struct kiosk *kiosk;   /* NULL: somebody's own terminal */
	struct pin *pin;             /* of the kiosk, opened */
	struct kiosk_pack *pack;     /* of the kiosk: catalog is its current */
	struct counters *counters;   /* of the kiosk, or NULL */
	struct heartbeat *heartbeat; /* of the kiosk, or NULL */
	struct manager *manager;     /* of the kiosk, or NULL */
	struct diag *diag;           /* NULL: faults are not kept */
	int rows, cols;
	bool ascii;
	bool halves;           /* the font has half blocks */
	void (*shown)(void *); /* once, when the first page is whole; or NULL */
	void *shown_arg;
};

/*
 * An id that is not there gives the menu and a message. The screen that is
 * left last may write to the store, so that one outlives the app.
 */
void app_init(struct app *app, const struct app_setup *setup);
void app_close(struct app *app);

/*
 * What the frame on the screen did not need. True if there is another frame to
 * show now. Costs nothing when there is nothing left to do.
 */
bool app_settle(struct app *app);

void app_resize(struct app *app, int rows, int cols);

/* now_ms must not be 0 and must not go back. */
void app_event(struct app *app, const struct event *event, uint64_t now_ms);

/*
 * How long to wait for an event before app_tick has something to do; -1 = for
 * ever.
 */
int app_wait_ms(struct app *app, uint64_t now_ms);
void app_tick(struct app *app, uint64_t now_ms);

/* Fits the canvas to the app's size and draws everything. */
void app_draw(const struct app *app, struct canvas *canvas);

#endif
