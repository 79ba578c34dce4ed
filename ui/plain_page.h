/*
 * plain_page.h - what plain.c (commands), plain_lists.c (menus), plain_page.c
 * (an article that is read aloud), plain_check.c and plain_quiz.c share. For
 * nobody else.
 */
#ifndef LUMBAR_PLAIN_PAGE_H
#define LUMBAR_PLAIN_PAGE_H

#include "content/page.h"
#include "content/place.h"
#include "visit/policy.h"
#include "visit/session.h"
#include "widgets/find.h"
#include "widgets/self_check.h"
#include "widgets/sitting.h"

enum plain_kind {
	PLAIN_HOME,
	PLAIN_LIST,
	PLAIN_ARTICLE,
	PLAIN_QUESTION,
	PLAIN_ANSWERS,
	PLAIN_RESULT,
	PLAIN_QUIZ,
	PLAIN_TOLD,
	PLAIN_WRITE,
	PLAIN_KINDS
};

enum plain_quit {
	PLAIN_QUIT_NOT,
	PLAIN_QUIT_BACK,
	PLAIN_QUIT_GO,
	PLAIN_QUIT_LUMBAR
};

struct plain {
	const struct catalog *catalog; /* &spoken */
	/* the language: the one it began with, another one, that of now */
	const struct catalog *first;
	struct catalog other, spoken;
	bool has_other;
	struct region region; /* in words that are heard as they are meant */
	struct arena words;   /* of the region */
	struct diag *diag;
	const struct policy *policy;
	struct store *store; /* or NULL */
	bool ascii;
	int cols;
	struct session session;
	bool hinted[PLAIN_KINDS];
	/* the list that is shown */
	struct arena arena;
	const char **ids;
	size_t nids;
	size_t nfresh; /* those open at their beginning, others go on */
	/* the article that is shown */
	struct page page;
	struct layout layout;
	struct find find;
	size_t *parts; /* the first line of each part, and the end */
	size_t nparts, part;
	uint32_t resume; /* the block where the next page was left; 0 = none */
	bool reading, leave;
	bool secret; /* the page was opened from a self-check: not kept */
	/* the self-check; it goes on while a page of its result is read */
	struct self_check *check;
	bool checking;    /* it is what is shown */
	bool want_leave;  /* "Leave? Your answers will be cleared" */
	bool want_save;   /* "Save this result in a file?" */
	const char *then; /* where to after that: an id; NULL = back */
	struct doc result;
	/* the quiz; it goes on while a page of it is read */
	struct sitting *sitting;
	bool quizzing;
	enum plain_quit quit;       /* "Leave the quiz?" and then? */
	char quit_to[PLACE_ID_CAP]; /* there */
	struct doc told;
};

/* plain_say.c: text, filtered. */
void plain_say(const struct plain *plain, const char *text);
void plain_say_line(const struct plain *plain, const char *text);

/* A title as a sentence of its own, before another one. */
void plain_say_title(const struct plain *plain, const char *title);

/* How to go on, the first time on each kind of screen. */
void plain_hint(struct plain *plain, enum plain_kind kind);

/* Any page in one go, without numbers at its links. */
void plain_write(const struct plain *plain, const struct doc *doc);

/* Any page in one go; with numbers at its links, if so wanted. */
void plain_write_numbered(const struct plain *plain, const struct doc *doc);

/* plain_language.c: what is read, from the language it begins with on. */
void plain_language_begin(struct plain *plain, const struct catalog *first);
void plain_language_end(struct plain *plain);
/* How to read in another language. */
void plain_language_offer(const struct plain *plain);
/* Read in that one, by its code or name; "" = which are there. */
void plain_language(struct plain *plain, const char *word);

/* Say the place that the history stands on. */
void plain_show(struct plain *plain);

/* Go to a place, or back to the one before. */
void plain_go(struct plain *plain, const char *id);
void plain_back(struct plain *plain);

/* Whether a line is this command: its letter or its word, in any case. */
bool plain_is(const char *line, const char *letter, const char *word);

/* plain_lists.c: the menus. topic NULL: all of them by title. */
void plain_home(struct plain *plain);
void plain_articles(struct plain *plain, const struct catalog_topic *topic);
void plain_quizzes(struct plain *plain);
void plain_my_pages(struct plain *plain);

/* plain_quiz.c: begin a quiz or go on with it, and say its page. */
void plain_quiz_show(struct plain *plain, const char *id);
/* A line while it is shown. */
void plain_quiz_obey(struct plain *plain, const char *line);
void plain_quiz_close(struct plain *plain);
/*
 * Ask before a quiz that is not finished is left, and where to then: id is for
 * PLAIN_QUIT_GO. False when there is none to lose, and nothing was done.
 */
bool plain_quiz_asks(struct plain *plain, enum plain_quit quit, const char *id);
/* The line that answers. */
void plain_quiz_confirm(struct plain *plain, const char *line);

/* plain_check.c: show the page of the self-check that is to be shown now. */
void plain_check_show(struct plain *plain);
/* A line while it is shown. */
void plain_check_obey(struct plain *plain, const char *line);
/* The end of the input: what is said to somebody who did not finish. */
void plain_check_end(struct plain *plain);
void plain_check_close(struct plain *plain);

/* plain_save.c: "Save this result in a file?", and the line that answers. */
void plain_save_ask(struct plain *plain);
void plain_save_obey(struct plain *plain, const char *line);

/* Open an article and read the part of the place. */
void plain_page_open(struct plain *plain, const struct place *to);
void plain_page_close(struct plain *plain);
/*
 * Whether anything of what is shown may be kept: pages of a self-check would
 * tell its result.
 */
bool plain_keeps(const struct plain *plain);
/* Remember where it was left; set a bookmark, or take it away. */
void plain_page_keep(struct plain *plain);
void plain_page_bookmark(struct plain *plain);

/* Read part number part (from 0), if there is one. */
void plain_page_part(struct plain *plain, size_t part);
void plain_page_next(struct plain *plain);
void plain_page_parts(struct plain *plain);
/* Say what a word means; false when the link does not lead to a word. */
bool plain_page_term(struct plain *plain, struct slice target);
/* Find words; "" goes on to the next part that has them. */
void plain_page_find(struct plain *plain, const char *words);

#endif
