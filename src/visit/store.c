#include "visit/store.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "visit/store_parts.h"

void store_say(struct store *store, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(store->note, sizeof(store->note), fmt, args);
	va_end(args);
	store->has_note = true;
}

const char *store_note(struct store *store)
{
	if (store == NULL || !store->has_note)
		return NULL;
	store->has_note = false;
	return store->note;
}

/* What to make of a call that failed; true: it can be tried once more. */
static bool again(struct store *store, int rc, bool write)
{
	if (store_is_damage(rc) && store->mends)
		return store_mend(store);
	if (write)
		store_say(store, "%s: %s", store->kind->failed,
		    store_why_not(store, rc));
	return false;
}

static int bind(struct store *store, sqlite3_stmt *statement, const char *types,
    va_list args)
{
	int rc = SQLITE_OK;

	for (int i = 0; types[i] != '\0' && rc == SQLITE_OK; i++) {
		if (types[i] == 't')
			rc = store->lib.bind_text(statement, i + 1,
			    va_arg(args, const char *), -1, SQLITE_TRANSIENT);
		else
			rc = store->lib.bind_int64(
			    statement, i + 1, va_arg(args, int64_t));
	}
	return rc;
}

static int prepare(struct store *store, const char *sql, const char *types,
    va_list args, sqlite3_stmt **out)
{
	int rc = store->lib.prepare_v2(store->db, sql, -1, out, NULL);

	if (rc == SQLITE_OK)
		rc = bind(store, *out, types, args);
	if (rc == SQLITE_OK)
		return rc;
	store->lib.finalize(*out);
	*out = NULL;
	return rc;
}

static int write_once(
    struct store *store, const char *sql, const char *types, va_list args)
{
	sqlite3_stmt *statement;
	int rc = prepare(store, sql, types, args, &statement);

	if (rc != SQLITE_OK)
		return rc;
	rc = store->lib.step(statement);
	/* one statement is one transaction: DONE means that it is on disk */
	store->lib.finalize(statement);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

bool store_write(struct store *store, const char *sql, const char *types, ...)
{
	bool done = false;

	for (int i = 0; i < 2 && !done && store_ready(store, true); i++) {
		va_list args;
		int rc;

		va_start(args, types);
		rc = write_once(store, sql, types, args);
		va_end(args);
		done = rc == SQLITE_OK;
		if (!done && !again(store, rc, true))
			break;
	}
	return done;
}

int store_do(struct store *store, const char *sql, const char *types, ...)
{
	va_list args;
	int rc;

	va_start(args, types);
	rc = write_once(store, sql, types, args);
	va_end(args);
	return rc;
}

bool store_write_all(
    struct store *store, int (*write)(struct store *, void *), void *arg)
{
	bool done = false;

	for (int i = 0; i < 2 && !done && store_ready(store, true); i++) {
		int rc = store_run(store, "BEGIN IMMEDIATE");
		bool more;

		if (rc == SQLITE_OK)
			rc = write(store, arg);
		if (rc == SQLITE_OK)
			rc = store_run(store, "COMMIT");
		done = rc == SQLITE_OK;
		if (done)
			break;
		/* what is said of it is told by the last call */
		more = again(store, rc, true);
		if (store->db != NULL)
			(void)store_run(store, "ROLLBACK");
		if (!more)
			break;
	}
	return done;
}

void store_settle(struct store *store)
{
	if (store == NULL || store->db == NULL)
		return;
	/* who is busy does it himself when he is done */
	store->lib.busy_timeout(store->db, 0);
	(void)store_run(store, "PRAGMA wal_checkpoint(TRUNCATE)");
	store->lib.busy_timeout(store->db, STORE_BUSY_MS);
}

sqlite3_stmt *store_query(
    struct store *store, const char *sql, const char *types, ...)
{
	sqlite3_stmt *statement = NULL;

	for (int i = 0; i < 2 && statement == NULL && store_ready(store, false);
	     i++) {
		va_list args;
		int rc;

		va_start(args, types);
		rc = prepare(store, sql, types, args, &statement);
		va_end(args);
		if (rc != SQLITE_OK && !again(store, rc, false))
			break;
	}
	return statement;
}

bool store_step(struct store *store, sqlite3_stmt *rows)
{
	const int rc = rows == NULL ? SQLITE_DONE : store->lib.step(rows);

	/* set aside when the statement has ended */
	if (rc != SQLITE_ROW && rc != SQLITE_DONE && store_is_damage(rc))
		store->damaged = true;
	return rc == SQLITE_ROW;
}

void store_end(struct store *store, sqlite3_stmt *rows)
{
	if (rows == NULL)
		return;
	store->lib.finalize(rows);
	if (!store->damaged)
		return;
	store->damaged = false;
	if (store_mend(store) || store->told_read)
		return;
	store_say(store, "%s damaged; it cannot be read", store->kind->what);
	store->told_read = true;
}

int64_t store_number(struct store *store, sqlite3_stmt *row, int column)
{
	return store->lib.column_int64(row, column);
}

const char *store_text(
    struct store *store, sqlite3_stmt *row, int column, struct arena *arena)
{
	/* no column of text may be without one: SQLite does not look at it */
	const bool missing = store->lib.column_type(row, column) == SQLITE_NULL;
	const char *const text =
	    (const char *)store->lib.column_text(row, column);

	if (text == NULL && missing)
		store->damaged = store->surely = true;
	if (text == NULL)
		return "";
	return arena_copy(
	    arena, text, (size_t)store->lib.column_bytes(row, column));
}

struct store *store_open_kind(
    const struct store_kind *kind, const char *folder, int64_t now, bool look)
{
	struct store *store = die_alloc(sizeof(*store));

	memset(store, 0, sizeof(*store));
	store->kind = kind;
	store->look = look;
	store->mends = !look;
	store->now = now;
	if (snprintf(store->folder, sizeof(store->folder), "%s", folder) >=
	    (int)sizeof(store->folder))
		store->folder[0] = '\0';
	return store;
}

void store_close(struct store *store)
{
	if (store == NULL)
		return;
	store_close_db(store);
	free(store);
}
