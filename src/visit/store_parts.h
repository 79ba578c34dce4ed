/*
 * store_parts.h - what store.c (a file) shares with those who know what is in
 * one: store_rows.c (progress of one person) and counters.c (a kiosk's
 * counts). For nobody else.
 */
#ifndef LUMBAR_STORE_PARTS_H
#define LUMBAR_STORE_PARTS_H

#include "visit/store.h"

struct sqlite3_stmt;

/* What makes one file another; texts are the beginnings of notes. */
struct store_kind {
	const char *file; /* its name in the folder */
	int version;      /* of the schema; PRAGMA user_version */
	/* version of them: each makes of the version before it the next */
	const char *const *migrations;
	const char *tables; /* a query that names every table */
	const char *what;   /* "What was kept is" */
	const char *closed; /* "Nothing is kept between visits" */
	const char *failed; /* "This was not kept" */
};

/*
 * As store_open. look: nothing is made, mended or changed, a file that is not
 * there or not yet of this version has nothing in it.
 */
struct store *store_open_kind(
    const struct store_kind *kind, const char *folder, int64_t now, bool look);

/* Every page of the file is looked at; store_note tells more. */
enum store_health store_health(struct store *store);

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
