#include "support/whole.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <stdio.h>

sqlite3 *whole_open(const char *folder, const char *file)
{
	char path[PATH_MAX + 32];
	sqlite3_stmt *row;
	sqlite3 *db;

	snprintf(path, sizeof(path), "%s/%s", folder, file);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(
	    sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &row, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	assert_string_equal((const char *)sqlite3_column_text(row, 0), "ok");
	sqlite3_finalize(row);
	return db;
}

int64_t whole_number(sqlite3 *db, const char *sql, int64_t none)
{
	sqlite3_stmt *row = NULL;
	int64_t n = none;

	/* a table that is not there has no row */
	if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) == SQLITE_OK &&
	    sqlite3_step(row) == SQLITE_ROW)
		n = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	return n;
}
