/*
 * whole.h - SQLite's own word on a file. For tests that include <sqlite3.h>.
 */
#ifndef LUMBAR_TESTS_WHOLE_H
#define LUMBAR_TESTS_WHOLE_H

#include <sqlite3.h>
#include <stdint.h>

/* Opens folder/file, which must be whole; to be closed with sqlite3_close. */
sqlite3 *whole_open(const char *folder, const char *file);

/* The first column of the first row, or none. */
int64_t whole_number(sqlite3 *db, const char *sql, int64_t none);

#endif
