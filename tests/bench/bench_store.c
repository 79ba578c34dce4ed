/*
 * bench_store.c - a store of somebody who was here very often.
 *
 * usage: bench_store FOLDER: makes FOLDER/lumbar with 10,000 results, as many
 * questions that come back, and a hundred pages.
 */
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <time.h>

#include "visit/store.h"

static const char fill[] =
    "BEGIN;"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    " WHERE i < 10000) INSERT INTO result (quiz, known, of, at)"
    " SELECT 'quiz-' || (i % 10), i % 12, 12, i FROM n;"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    " WHERE i < 10000) INSERT INTO question (quiz, question, outcome, step,"
    " due, at) SELECT 'quiz-' || (i % 10), 'question-' || i, 2, 1 + i % 4,"
    " i, i FROM n;"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    " WHERE i < 100) INSERT INTO page (id, block, offset, percent, first_at,"
    " at) SELECT 'bench-' || i, 1, 0, 50, i, i FROM n;"
    "COMMIT;";

int main(int argc, char **argv)
{
	const struct store_page page = { .id = "bench-10k", .percent = 50 };
	char folder[PATH_MAX], path[PATH_MAX + 32];
	struct store *store;
	sqlite3 *db;
	bool good;

	if (argc != 2)
		return 2;
	snprintf(folder, sizeof(folder), "%s/lumbar", argv[1]);
	store_forget(folder);
	store = store_open(folder, (int64_t)time(NULL));
	good = store_put_page(store, &page);
	store_close(store);
	snprintf(path, sizeof(path), "%s/" STORE_FILE, folder);
	good = good && sqlite3_open(path, &db) == SQLITE_OK &&
	       sqlite3_exec(db, fill, NULL, NULL, NULL) == SQLITE_OK &&
	       sqlite3_close(db) == SQLITE_OK;
	return good ? 0 : 1;
}
