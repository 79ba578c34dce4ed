/*
 * store_parts.h - what store.c (the file) and store_rows.c (what is in it)
 * share. For nobody else.
 */
#ifndef LUMBAR_STORE_PARTS_H
#define LUMBAR_STORE_PARTS_H

#include "visit/store.h"

struct sqlite3_stmt;

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
