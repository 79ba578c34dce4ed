/*
 * store.h - what is kept between visits of one person: which questions come
 * back when, results of quizzes, pages read with their place, bookmarks.
 *
 * SQLite in a folder of its own (0700), WAL with full synchronisation: what a
 * put has acknowledged by true survives a kill and a power cut. Ids of pages
 * and questions only, never an answer of the self-check: there is no function
 * that would take one.
 *
 * Nothing here stops anybody from reading. A put that fails returns false, a
 * get finds nothing, and store_note has one line to show. A file that is
 * damaged is set aside under another name, never deleted, and a new one begun;
 * one that a newer lumbar has made is left as it is and not used. After a full
 * disk or a busy moment the next put tries again.
 *
 * Times are seconds since 1970, made by the caller. Ids are copied. A store
 * that is NULL keeps nothing and knows nothing; every call takes it. The file
 * is made by the first put.
 */
#ifndef LUMBAR_STORE_H
#define LUMBAR_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define STORE_FILE    "progress.db"
#define STORE_VERSION 2 /* of the schema; PRAGMA user_version */
#define STORE_BUSY_MS 1000

struct store;

/* What a look at a file found. */
enum store_health {
	STORE_NONE, /* there is none */
	STORE_WHOLE,
	STORE_NEWER, /* made by a newer lumbar */
	STORE_BAD    /* damaged, or it cannot be read */
};

/*
 * Never NULL. The folder and those above it are made if they are not there;
 * now names what has to be set aside. Nothing is opened yet: that is done by
 * the first call that needs it.
 */
struct store *store_open(const char *folder, int64_t now);
void store_close(struct store *store);

/* One line on what went wrong since the last call, or NULL. */
const char *store_note(struct store *store);

struct store_again {
	int step;    /* 0: it does not come back */
	int64_t due; /* when it does */
};

struct store_answer {
	const char *quiz, *question;
	int outcome; /* enum quiz_outcome; the store only keeps it */
	struct store_again again;
	int64_t at;
};

bool store_put_answer(struct store *store, const struct store_answer *answer);

/* False, and step 0, when nothing is known of it. */
bool store_get_again(struct store *store, const char *quiz,
    const char *question, struct store_again *out);

struct store_due {
	const char *quiz, *question;
};

/*
 * Questions that are due, the longest due first; returns how many. One that is
 * due later than anything can be is among them: a clock was ahead.
 */
size_t store_due(struct store *store, int64_t now, struct arena *arena,
    size_t max, const struct store_due **out);
size_t store_count_due(struct store *store, int64_t now);

struct store_result {
	int known, of; /* questions */
	int64_t at;
};

bool store_put_result(
    struct store *store, const char *quiz, const struct store_result *result);
/* The newest one; false: there is none. */
bool store_get_result(
    struct store *store, const char *quiz, struct store_result *out);

struct store_page {
	const char *id;
	uint32_t block, offset; /* the first line shown */
	int percent;            /* how far it was read at most */
	int64_t at;             /* the last time */
	bool bookmark;
};

/*
 * The place and the time are the new ones; percent is the greater one. No other
 * page is left with a later time.
 */
bool store_put_page(struct store *store, const struct store_page *page);
bool store_get_page(struct store *store, const char *id, struct arena *arena,
    struct store_page *out);

/* Pages that were read, the last one first; returns how many. */
size_t store_pages(struct store *store, struct arena *arena, size_t max,
    const struct store_page **out);

bool store_put_bookmark(
    struct store *store, const char *id, bool on, int64_t at);
bool store_is_bookmark(struct store *store, const char *id);
/* The last one first, with the place if the page was read. */
size_t store_bookmarks(struct store *store, struct arena *arena, size_t max,
    const struct store_page **out);

/*
 * Erase all that the folder keeps, and the folder if nothing else is in it.
 * Returns how many files went; -1 with errno when one could not be erased.
 */
int store_forget(const char *folder);

#endif
