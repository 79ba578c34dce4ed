/*
 * quiz_screen.h - what the parts of the quiz screen share: quiz_screen.c turns
 * the pages, quiz_page.c has those to read, quiz_ask.c asks, quiz_write.c has
 * the page to write on. For nobody else; others use screens.h.
 */
#ifndef LUMBAR_QUIZ_SCREEN_H
#define LUMBAR_QUIZ_SCREEN_H

#include "content/figure.h"
#include "screens/screens.h"
#include "widgets/choices.h"
#include "widgets/frame.h"
#include "widgets/list.h"
#include "widgets/reader.h"
#include "widgets/sitting.h"

#define QUIZ_HEAD_ROWS 2 /* of the question whether to leave */

enum quiz_view {
	QUIZ_VIEW_ASK,
	QUIZ_VIEW_DOC,
	QUIZ_VIEW_WRITE,
	QUIZ_VIEW_LEAVE
};

struct quiz_screen {
	struct screen base;
	struct sitting *sitting; /* the view's */
	struct arena arena;      /* of what is shown now */
	enum quiz_view shown;
	bool leaving; /* "Leave the quiz?" */
	bool go_home; /* and then home, not back */
	struct choices choices;
	bool moved; /* to the line that has the focus, and it was not marked */
	/* above the options: the question, its drawing or words for it */
	struct choices_para *lead;
	const struct figure *figure;
	const char *asked, *pictured;
	struct list list;
	struct doc doc;
	struct reader reader;
	const char *path, *progress, *short_progress;
	const char *intro; /* of the quiz, for help */
	int rows, cols;
	struct rect room;
};

/* Show the page that the sitting stands on. */
void quiz_screen_turn(struct quiz_screen *quiz);
struct step quiz_screen_say(const char *message);

/* quiz_page.c: reasons, the score, a model answer. */
struct rect quiz_page_room(const struct quiz_screen *quiz);
bool quiz_page_at_end(const struct quiz_screen *quiz);
struct step quiz_page_act(
    struct quiz_screen *quiz, enum action action, int arg);

/* quiz_ask.c */
void quiz_ask_open(struct quiz_screen *quiz);
/* Which form of a drawing fits depends on the room. */
void quiz_ask_resize(struct quiz_screen *quiz);
struct step quiz_ask_act(struct quiz_screen *quiz, enum action action, int arg);
const char *quiz_ask_message(
    const struct quiz_screen *quiz, char *text, size_t cap);

/* quiz_write.c */
void quiz_write_resize(struct quiz_screen *quiz);
struct step quiz_write_act(
    struct quiz_screen *quiz, enum action action, int arg);
void quiz_write_draw(const struct quiz_screen *quiz, struct canvas *canvas);
const char *quiz_write_message(
    const struct quiz_screen *quiz, char *text, size_t cap);

#endif
