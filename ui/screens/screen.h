/*
 * screen.h - what every screen is: state, a picture of it, and actions.
 *
 * A screen's own struct begins with "struct screen base". draw takes a const
 * screen: what scrolling and clamping there is happens in act and resize.
 * The app calls resize before the first draw and after every change of size.
 * A screen never includes another screen, nor the app: it asks by a step.
 */
#ifndef LUMBAR_SCREEN_H
#define LUMBAR_SCREEN_H

#include <time.h>

#include "base/diag.h"
#include "content/catalog.h"
#include "terminal/binding.h"
#include "terminal/canvas.h"
#include "visit/policy.h"
#include "visit/session.h"
#include "visit/store.h"

struct screen;
struct self_check;
struct sitting;

enum go {
	GO_STAY,
	GO_OPEN,   /* step.id, as place_find takes it */
	GO_RESUME, /* the same, where that page was left once */
	GO_BACK,
	GO_HOME,
	GO_LANGUAGE, /* step.id is the code of the language */
	/* from what lies over everything: */
	GO_CARRY_ON,
	GO_LONGER, /* the same, with more time from now on */
	GO_FINISH, /* the visit is over */
	GO_PIN     /* step.id is what was typed */
};

struct step {
	enum go go;
	const char *id;      /* borrowed from the screen or the catalog */
	const char *message; /* for the message row, or NULL; borrowed */
};

#define STAY ((struct step){ GO_STAY, NULL, NULL })

struct screen_ops {
	/* In the words of help: "the menu", "this page". */
	const char *(*name)(const struct screen *);
	unsigned (*where)(const struct screen *); /* WHERE_ bits, now */
	void (*resize)(struct screen *, int rows, int cols);
	/* Draws its whole area; the app adds nothing but overlays. */
	void (*draw)(const struct screen *, struct canvas *);
	/* Whether a character is text for an open field or a jump; or NULL. */
	bool (*takes)(const struct screen *, uint32_t key);
	/* ACT_DIGIT: arg % 10 is the digit; arg >= 10 means that it came within
	   a second of the last one, so both may be one number. */
	struct step (*act)(struct screen *, enum action, int arg);
	/* What help says of this very page, or NULL; or no such op. */
	const char *(*about)(const struct screen *);
	/* Without a key for so long it gets ACT_IDLE; -1 = never; or NULL. */
	int (*idle_ms)(const struct screen *);
	void (*get_place)(
	    const struct screen *, struct session_view *); /* or NULL */
	void (*set_place)(
	    struct screen *, const struct session_view *); /* or NULL */
	/*
	 * What the first frame did not need: called once, after it was shown,
	 * before the first action. True if the picture is another one now. Or
	 * NULL.
	 */
	bool (*settle)(struct screen *);
	/*
	 * What somebody takes along of it, made in the arena; NULL: nothing.
	 * Further lines are the same for a code, the longest first; where
	 * there are none the text is its own code.
	 */
	const char *(*carry)(const struct screen *, struct arena *);
	/* It asks before it is left: home is asked of it, by ACT_HOME. */
	bool asks;
	void (*close)(struct screen *);
};

/* What all screens share; borrowed, outlives them. */
struct view {
	const struct catalog *catalog;
	const char *message; /* for the message row; NULL = none */
	int measure;         /* text column asked for by + and -, in cells */
	bool ascii;          /* the canvas draws ASCII only */
	bool *broken;        /* by article: it could not be shown */
	struct self_check *check;    /* the run of this visitor, or NULL */
	struct sitting *sitting;     /* the quiz of this visitor, or NULL */
	struct store *store;         /* what is kept between visits, or NULL */
	bool secret;                 /* the screen belongs to a self-check */
	bool bell;                   /* ring once; the loop clears it */
	time_t (*clock)(time_t *);   /* NULL: there is none, so no dates */
	const struct policy *policy; /* what this installation allows */
	const char *address;   /* of this library on the web; NULL: none */
	bool halves;           /* the font has half blocks */
	const char *reception; /* where help is in this clinic; NULL: nowhere */
};

struct screen {
	const struct screen_ops *ops;
	struct view *view;
};

/* WHERE_LANGS where there is a language to choose, else 0. */
unsigned view_languages(const struct view *view);

/* Seconds since 1970; 0 where there is no clock. */
int64_t view_now(const struct view *view);

/*
 * Whether what is read now may be remembered: never what was opened from a
 * self-check, for such pages would tell its result.
 */
bool view_keeps(const struct view *view);

#endif
