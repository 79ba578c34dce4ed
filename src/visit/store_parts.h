/*
 * store_parts.h - what store_open.c (the file), store.c (statements) and
 * store_rows.c (what is in it) share. For nobody else.
 */
#ifndef LUMBAR_STORE_PARTS_H
#define LUMBAR_STORE_PARTS_H

#include <limits.h>
#include <sys/types.h>

#include "visit/store.h"
#include "visit/store_lib.h"

#define STORE_NOTE_CAP 256

struct store {
	struct store_lib lib;
	bool loaded;
	sqlite3 *db; /* NULL: not open */
	dev_t dev;   /* of the file that is open */
	ino_t ino;
	char folder[PATH_MAX]; /* as given; "" = there is none */
	char path[PATH_MAX];   /* of the file, without links; "" = not yet */
	int64_t now;
	bool newer;     /* made by a newer lumbar: hands off */
	bool aside;     /* one was set aside in this run: not a second */
	bool damaged;   /* a row could not be read */
	bool told_open; /* why it does not open was said */
	bool told_read; /* that it cannot be read was said */
	char note[STORE_NOTE_CAP];
	bool has_note;
};

/* Something for store_note. */
void store_say(struct store *store, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * store_open.c: open it if it is not open, and the right one. False when it
 * cannot be used; why was told. Only to write is a file made.
 */
bool store_ready(struct store *store, bool write);
void store_close_db(struct store *store);

/* Whether a call of SQLite failed for damage, and in words why it did. */
bool store_is_damage(int rc);
const char *store_why_not(struct store *store, int rc);

/* Damage was met. Set it aside, once in a run; true: one can go on. */
bool store_mend(struct store *store);

/*
 * Write, all or nothing. types has a letter for each value that follows: "t"
 * const char *, "i" int64_t. True: it is on the disk.
 */
bool store_write(struct store *store, const char *sql, const char *types, ...);

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
