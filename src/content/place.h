/*
 * place.h - where a reader can be.
 *
 * A place is named by an id: "" (home), "a-z", "topic:causes", "sciatica",
 * "sciatica#how-long", "self-check", "quizzes", "quiz:causes", "quiz:due" (what
 * comes back to be asked), "my-pages" (bookmarks and what was read).
 *
 * An id of an article may go on to words of a paragraph, as addresses of the
 * web do: "sciatica#how-long:~:text=most people".
 */
#ifndef LUMBAR_PLACE_H
#define LUMBAR_PLACE_H

#include "content/catalog.h"

#define PLACE_ID_CAP    160 /* bytes that an id may take, its NUL included */
#define PLACE_A_TO_Z_ID "a-z"
#define PLACE_CHECK_ID  "self-check"
#define PLACE_QUIZ      "quiz:"
#define PLACE_DUE_ID    "quiz:due"
#define PLACE_QUIZZES   "quizzes"
#define PLACE_MINE_ID   "my-pages"
#define PLACE_WORDS     ":~:text="

enum place_kind {
	PLACE_NONE, /* there is no such place */
	PLACE_HOME,
	PLACE_A_TO_Z,
	PLACE_TOPIC,
	PLACE_CHECK,
	PLACE_QUIZ_LIST,
	PLACE_QUIZ_ONE,
	PLACE_QUIZ_DUE,
	PLACE_MINE,
	PLACE_ARTICLE
};

struct place {
	enum place_kind kind;
	const struct catalog_topic *topic;
	const struct catalog_article *article;
	const struct catalog_quiz *quiz;
	/* of an article; may be empty; borrowed from id */
	struct slice part, words;
};

struct place place_find(const struct catalog *catalog, const char *id);

/* Whether it is the id of a quiz, or of what is due. */
bool place_is_quiz(const char *id);

/* An id without its "#part" and its words. */
struct slice place_page(const char *id);

#endif
