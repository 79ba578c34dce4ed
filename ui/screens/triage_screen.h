/*
 * triage_screen.h - what the parts of the self-check's screen share:
 * triage_screen.c turns pages, triage_ask.c asks, triage_check.c shows the
 * answers, triage_result.c shows documents, triage_save.c writes one. For
 * nobody else; others use screens.h.
 */
#ifndef LUMBAR_TRIAGE_SCREEN_H
#define LUMBAR_TRIAGE_SCREEN_H

#include "screens/screens.h"
#include "widgets/choices.h"
#include "widgets/frame.h"
#include "widgets/list.h"
#include "widgets/reader.h"
#include "widgets/save.h"
#include "widgets/self_check.h"
#include "widgets/triage_doc.h"

/* What covers the page of the run. */
enum triage_cover {
	COVER_NONE,
	COVER_LEAVE, /* "Leave? Your answers will be cleared" */
	COVER_WHY,   /* what the result comes from */
	COVER_SAVE,  /* "Save this result in a file?" */
	COVER_SAVED, /* where it is, or why it is not */
	COVER_IDLE   /* no key for five minutes */
};

enum triage_view {
	VIEW_CHOICES,
	VIEW_LIST,
	VIEW_DOC
};

struct triage_screen {
	struct screen base;
	struct self_check *check; /* borrowed from the view */
	enum triage_cover cover;
	enum triage_view shown;
	int rows, cols;
	struct rect room;
	const char *path, *progress, *short_progress;
	const char *heading; /* over a list, or NULL */
	struct arena arena;  /* the texts of the page; wiped */
	/* a question */
	struct choices choices;
	uint8_t option_of[CHOICES_MAX]; /* of each item */
	/* the answers; or whether to leave */
	struct list list;
	size_t questions[RULES_QUESTIONS]; /* that the items stand for */
	size_t changed;                    /* the answer changed last */
	/* a document */
	struct doc doc;
	struct reader reader;
	enum triage_fit fit;
	bool emergency;  /* the first line stands out, and rings once */
	bool go_home;    /* where to, after leaving */
	bool was_change; /* an answer is being changed */
	char note[64];   /* a message of our own making */
	/* a file of the result */
	char file[SAVE_NAME_CAP];
	int save_error; /* errno; 0: it is there */
};

/* Show what is now to be shown, from its beginning. */
void triage_screen_turn(struct triage_screen *triage);

struct step triage_screen_say(const char *message);

/* Compose the document anew; the caller lays it out. */
void triage_screen_renew(struct triage_screen *triage);

/* Off to where the person came from, or home; no answer is left. */
struct step triage_screen_go(struct triage_screen *triage);

/* triage_ask.c: the first page and the questions */
void triage_ask_open(struct triage_screen *triage);
void triage_ask_resize(struct triage_screen *triage);
struct step triage_ask_act(
    struct triage_screen *triage, enum action action, int arg);
const char *triage_ask_message(
    const struct triage_screen *triage, char *text, size_t cap);
/* What `?` says of the question, or NULL. */
const char *triage_ask_help(const struct triage_screen *triage);

/* triage_check.c: "Check your answers", and whether to leave */
void triage_check_open(struct triage_screen *triage);
void triage_check_resize(struct triage_screen *triage);
struct step triage_check_act(
    struct triage_screen *triage, enum action action, int arg);
void triage_check_draw(
    const struct triage_screen *triage, struct canvas *canvas);
const char *triage_check_message(
    const struct triage_screen *triage, char *text, size_t cap);

/* triage_result.c: the result and all other documents */
void triage_result_open(struct triage_screen *triage);
void triage_result_resize(struct triage_screen *triage);
struct step triage_result_act(
    struct triage_screen *triage, enum action action, int arg);
void triage_result_draw(
    const struct triage_screen *triage, struct canvas *canvas);
/* What goes on below the room, or NULL. */
const char *triage_result_message(
    const struct triage_screen *triage, char *text, size_t cap);
/* "1 of 5": the section that is read, where not all of them fit. */
const char *triage_result_progress(
    const struct triage_screen *triage, char *text, size_t cap);

/* triage_save.c: the result in a file */
void triage_save_compose(
    struct triage_screen *triage, const struct triage_result *result);
/* What was asked is wanted: write it, once. */
struct step triage_save_act(struct triage_screen *triage);

/* What somebody takes along of a result. */
const char *triage_carry(const struct screen *screen, struct arena *arena);

#endif
