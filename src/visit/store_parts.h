/*
 * store_parts.h - what store_open.c (a file) and store.c (statements) share
 * with those who know what is in one: store_rows.c (progress of one person)
 * and counters.c (a kiosk's counts). For nobody else.
 */
#ifndef LUMBAR_STORE_PARTS_H
#define LUMBAR_STORE_PARTS_H

#include <limits.h>
#include <sys/types.h>

#include "visit/store.h"
#include "visit/store_lib.h"

#define STORE_NOTE_CAP 256

/* What makes one file another. */
struct store_kind {
	const char *file; /* its name in the folder */
	int version;      /* of the schema; PRAGMA user_version */
	/* version of them: each makes of the version before it the next */
	const char *const *migrations;
	const char *tables; /* a query that names every table */

	bool asks_disk; /* why it fails; a kiosk that is shut in may not */

	/* parts of notes; those of a person fit a line of the smallest screen,
	   but for the name of a file that was set aside */
	const char *what;   /* "What was kept is" */
	const char *closed; /* "Nothing kept" */
	const char *failed; /* "Not kept" */
	const char *newer;  /* "a newer lumbar made the file" */
	const char *begun;  /* after the name of one that was set aside */
};

struct store {
	const struct store_kind *kind;
	bool look; /* make, mend and change nothing */
	struct store_lib lib;
	bool loaded;
	sqlite3 *db; /* NULL: not open */
	dev_t dev;   /* of the file that is open */
	ino_t ino;
	char folder[PATH_MAX]; /* as given; "" = there is none */
	char path[PATH_MAX];   /* of the file, without links; "" = not yet */
	int64_t now;
	bool newer;     /* made by a newer lumbar: hands off */
	bool empty;     /* looked at while it was being made */
	bool mends;     /* may set one aside; once in a run, not to look */
	bool damaged;   /* a row could not be read */
	bool surely;    /* or holds what it cannot, though SQLite reads it */
	bool told_open; /* why it does not open was said */
	bool told_read; /* that it cannot be read was said */
	char note[STORE_NOTE_CAP];
	bool has_note;
};

/*
 * As store_open. look: nothing is made, mended or changed, a file that is not
 * there or not yet of this version has nothing in it.
 */
struct store *store_open_kind(
    const struct store_kind *kind, const char *folder, int64_t now, bool look);

/* Something for store_note. */
void store_say(struct store *store, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * store_open.c: open it if it is not open, and the right one. False when it
 * cannot be used; why was told. Only to write is a file made.
 */
bool store_ready(struct store *store, bool write);
void store_close_db(struct store *store);

/* Statements without a value and without a row; what SQLite says to it. */
int store_run(struct store *store, const char *sql);

/* Every page of the file is looked at; store_note tells more. */
enum store_health store_health(struct store *store);

/* Whether a call of SQLite failed for damage, and in words why it did. */
bool store_is_damage(int rc);
const char *store_why_not(struct store *store, int rc);

/* Damage was met. Set it aside, if that may be; true: one can go on. */
bool store_mend(struct store *store);

/*
 * Write, all or nothing. types has a letter for each value that follows: "t"
 * const char *, "i" int64_t. True: it is on the disk.
 */
bool store_write(struct store *store, const char *sql, const char *types, ...);

/*
 * All that write does by store_do is kept, or nothing; it returns what
 * store_do returned when that is not 0, and may be called a second time.
 */
bool store_write_all(
    struct store *store, int (*write)(struct store *, void *), void *arg);
int store_do(struct store *store, const char *sql, const char *types, ...);

/*
 * Take what was written over from the log into the file, and empty the log:
 * it has each write by itself, one after the other. Not if one is busy.
 */
void store_settle(struct store *store);

/*
 * A statement to step through; NULL: there is nothing to be read, and every
 * call below takes it as one without rows. Ended by store_end.
 */
struct sqlite3_stmt *store_query(
    struct store *store, const char *sql, const char *types, ...);
void store_end(struct store *store, struct sqlite3_stmt *rows);

/* True: there is a row, or one more. */
bool store_step(struct store *store, struct sqlite3_stmt *rows);

/* A column of the row; a text in the arena, never NULL. */
int64_t store_number(struct store *store, struct sqlite3_stmt *row, int column);
const char *store_text(struct store *store, struct sqlite3_stmt *row,
    int column, struct arena *arena);

#endif
