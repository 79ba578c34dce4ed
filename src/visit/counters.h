/*
 * counters.h - what a kiosk was used for, without anybody who used it.
 *
 * A number for each day (UTC) and each thing that can happen: nothing in
 * sequence, no time below a day, no searches, no answers, no visitor. What
 * happens is counted in memory; a flush at the end of a visit adds all of it at
 * once, in the order of the names, and leaves the file as it would be had
 * everything happened in that order. Names are a fixed set: kinds, and the ids
 * of the pages that counters_pages was given.
 *
 * SQLite in the kiosk's state folder, which many kiosks may share; notes, full
 * disks and damaged files as in store.h. What a flush has acknowledged by true
 * survives a kill; after false the numbers wait for the next one. (If it was
 * the disk that failed, in the middle of it, they may then be there twice.)
 * Nobody waits long, and nobody is stopped.
 *
 * Counters that are NULL count nothing; every call takes them. Not for two
 * threads.
 */
#ifndef LUMBAR_COUNTERS_H
#define LUMBAR_COUNTERS_H

#include "visit/store.h"

#define COUNTERS_FILE    "counters.db"
#define COUNTERS_VERSION 1

/* A clock that is not set (1970) or out of its mind (2099) makes no day. */
#define COUNTERS_FIRST_DAY INT64_C(20454) /* 2026-01-01 */
#define COUNTERS_LAST_DAY  INT64_C(27758) /* 2045-12-31 */

enum counters_kind {
	COUNTERS_VISIT_BEGUN,
	COUNTERS_VISIT_IDLE,     /* ended: nobody was there any more */
	COUNTERS_VISIT_FINISHED, /* ended by the visitor */
	COUNTERS_PAGE,           /* opened; with the id of the article */
	COUNTERS_CHECK_DONE,     /* self-check; with the name of the level */
	COUNTERS_CHECK_LEFT,     /* self-check, not finished */
	COUNTERS_QUIZ_DONE,
	COUNTERS_KINDS
};

struct counters;

/* Never NULL; nothing is opened yet. now (since 1970) as for store_open. */
struct counters *counters_open(const char *folder, int64_t now);

/*
 * Open the file now, for whoever may open none later. False: it cannot be used,
 * counters_note says why; a flush tries again.
 */
bool counters_ready(struct counters *counters);

/* What was not flushed is lost. */
void counters_close(struct counters *counters);

/*
 * The pages that there are: others are not counted. Copied. May be called
 * again for another pack; what was counted before stays.
 */
void counters_pages(
    struct counters *counters, const char *const *ids, size_t n);

/*
 * One more. id is of a page or a level and NULL for the other kinds; false:
 * there is no such thing, and nothing is counted.
 */
bool counters_add(
    struct counters *counters, enum counters_kind kind, const char *id);

/* True: all that was added is on the disk, or there was nothing. */
bool counters_flush(struct counters *counters, int64_t now);

/* One line on what went wrong since the last call, or NULL. */
const char *counters_note(struct counters *counters);

/* ---- looking ---- */

/* To read only: nothing is made, mended or changed. */
struct counters *counters_look(const char *folder);

enum store_health counters_health(struct counters *counters);

/* The bytes of all files, and how many damaged ones were set aside. */
bool counters_files(const char *folder, int64_t *bytes, int *aside);

/* The newest day (since 1970) of which there is anything. */
bool counters_last(struct counters *counters, int64_t *day);

/*
 * What may be shown. A number under COUNTERS_FEW_BELOW is only said to be one,
 * and one from which such a number could be found by subtraction is withheld:
 * visits begun, where ends were few.
 */
#define COUNTERS_FEW_BELOW 5
#define COUNTERS_FEW       (-1)
#define COUNTERS_WITHHELD  (-2)

struct counters_row {
	int64_t day;
	enum counters_kind kind;
	const char *id; /* "" where the kind has none */
	int64_t n;      /* COUNTERS_FEW_BELOW or more, or one of the above */
};

/*
 * Days from first to last, both of them, by day and name; returns how many
 * rows. A day that is not over should not be shown: who looks twice sees what
 * happened in between.
 */
size_t counters_read(struct counters *counters, int64_t first, int64_t last,
    struct arena *arena, const struct counters_row **out);

/*
 * The sum of each thing over days, by name: of what the rows show exactly and
 * of nothing else. day is how many days that were; n is 0 if it was none.
 */
size_t counters_sums(const struct counters_row *rows, size_t n,
    struct arena *arena, const struct counters_row **out);

/* "visits-begun", "page"...: never NULL. */
const char *counters_name(enum counters_kind kind);

/* "17", "<5", "withheld". */
#define COUNTERS_TEXT_CAP 24
const char *counters_text(int64_t n, char out[COUNTERS_TEXT_CAP]);

/* "2026-11-28" */
#define COUNTERS_DAY_CAP 16
const char *counters_date(int64_t day, char out[COUNTERS_DAY_CAP]);

#endif
