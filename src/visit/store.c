#include "visit/store.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "visit/store_file.h"
#include "visit/store_lib.h"
#include "visit/store_parts.h"

#define NOTE_CAP 256

struct store {
	const struct store_kind *kind;
	bool look; /* make, mend and change nothing */
	struct store_lib lib;
	bool loaded;
	sqlite3 *db;           /* NULL: not open */
	dev_t device;          /* of the file that db is ... */
	ino_t inode;           /* ... as long as its name leads there */
	char folder[PATH_MAX]; /* as given; "" = there is none */
	char path[PATH_MAX];   /* of the file, without links; "" = not yet */
	int64_t now;
	bool newer;     /* made by a newer lumbar: hands off */
	bool empty;     /* looked at while it was being made */
	bool aside;     /* one was set aside in this run: not a second */
	bool told_open; /* why it does not open was said */
	char note[NOTE_CAP];
	bool has_note;
};

static void say(struct store *store, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void say(struct store *store, const char *fmt, ...)
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

/* Said once: every page would say it again. */
static void say_closed(struct store *store, const char *why)
{
	if (!store->told_open)
		say(store, "%s: %s", store->kind->closed, why);
	store->told_open = true;
}

static void close_db(struct store *store)
{
	/* statements are ended by those who made them */
	if (store->db != NULL)
		store->lib.close(store->db);
	store->db = NULL;
}

static bool find_path(struct store *store)
{
	char real[PATH_MAX];

	if (store->path[0] != '\0')
		return true;
	if ((!store->look && !store_file_folders(store->folder)) ||
	    realpath(store->folder, real) == NULL)
		return false;
	if (snprintf(store->path, sizeof(store->path), "%s/%s", real,
		store->kind->file) < (int)sizeof(store->path))
		return true;
	store->path[0] = '\0';
	errno = ENAMETOOLONG;
	return false;
}

static int run(struct store *store, const char *sql)
{
	return store->lib.exec(store->db, sql, NULL, NULL, NULL);
}

static int read_version(struct store *store, int *version)
{
	sqlite3_stmt *statement = NULL;
	int rc = store->lib.prepare_v2(
	    store->db, "PRAGMA user_version", -1, &statement, NULL);

	*version = 0;
	if (rc == SQLITE_OK) {
		rc = store->lib.step(statement);
		if (rc == SQLITE_ROW)
			*version = (int)store->lib.column_int64(statement, 0);
	}
	store->lib.finalize(statement);
	return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

/* To the newest schema in one transaction; another may be at it too. */
static int migrate(struct store *store)
{
	char pragma[48];
	int version = 0, rc = run(store, "BEGIN IMMEDIATE");

	if (rc == SQLITE_OK)
		rc = read_version(store, &version);
	for (int i = version < 0 ? 0 : version;
	     rc == SQLITE_OK && i < store->kind->version; i++)
		rc = run(store, store->kind->migrations[i]);
	snprintf(pragma, sizeof(pragma), "PRAGMA user_version = %d",
	    store->kind->version);
	if (rc == SQLITE_OK)
		rc = run(store, pragma);
	if (rc == SQLITE_OK)
		rc = run(store, "COMMIT");
	if (rc != SQLITE_OK)
		(void)run(store, "ROLLBACK");
	return rc;
}

static int open_db(struct store *store)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW |
	                  SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE;
	int version, rc;

	rc = store->lib.open_v2(store->path, &store->db, flags, NULL);
	if (rc != SQLITE_OK)
		return rc;
	store->lib.busy_timeout(store->db, STORE_BUSY_MS);
	/* what the file says is data, not code */
	store->lib.db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	store->lib.db_config(
	    store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	rc = read_version(store, &version);
	store->newer = rc == SQLITE_OK && version > store->kind->version;
	if (rc != SQLITE_OK || store->newer)
		return rc;
	store->empty = store->look && version < store->kind->version;
	if (store->look)
		return store->empty ? SQLITE_EMPTY : SQLITE_OK;
	rc = run(store, "PRAGMA journal_mode = WAL;"
			"PRAGMA synchronous = FULL;"
			"PRAGMA secure_delete = ON;"
			"PRAGMA temp_store = MEMORY;");
	if (rc != SQLITE_OK || version == store->kind->version)
		return rc;
	return migrate(store);
}

/* Every page of the file is looked at, so only where there is a doubt. */
static int check(struct store *store)
{
	sqlite3_stmt *statement = NULL;
	int rc = run(store, store->kind->tables);
	const char *found;

	if (rc == SQLITE_OK)
		rc = store->lib.prepare_v2(
		    store->db, "PRAGMA quick_check(1)", -1, &statement, NULL);
	if (rc == SQLITE_OK)
		rc = store->lib.step(statement);
	if (rc == SQLITE_ROW) {
		found = (const char *)store->lib.column_text(statement, 0);
		rc = found != NULL && strcmp(found, "ok") == 0 ? SQLITE_OK
		                                               : SQLITE_CORRUPT;
	}
	store->lib.finalize(statement);
	return rc;
}

static bool is_damage(int rc)
{
	/* a table that is not there is damage too: the version says it is */
	return (rc & 0xFF) == SQLITE_CORRUPT || (rc & 0xFF) == SQLITE_NOTADB ||
	       rc == SQLITE_ERROR;
}

/* Damage: keep what there is under another name and begin anew. */
static int set_aside(struct store *store)
{
	char name[NAME_MAX];
	int fd, rc;

	close_db(store);
	fd = store_file_lock(store->path);
	if (fd < 0)
		return SQLITE_CORRUPT;
	/* another one may have begun a new one while this one waited */
	rc = open_db(store);
	if (rc == SQLITE_OK && !store->newer)
		rc = check(store);
	if (is_damage(rc)) {
		close_db(store);
		if (store_file_set_aside(
			store->path, store->now, name, sizeof(name)) &&
		    store_file_make(store->path)) {
			rc = open_db(store);
			say(store,
			    "%s damaged. It is now in %s; a new file was begun",
			    store->kind->what, name);
		}
	}
	close(fd);
	return rc;
}

static const char *why_not(struct store *store, int rc)
{
	switch (rc & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return "another lumbar is busy with it";
	case SQLITE_FULL:
		return "the disk is full";
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return "the folder is read-only";
	case SQLITE_CANTOPEN:
		return "the file cannot be opened";
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return "what was kept is damaged";
	default:
		return store->db != NULL ? store->lib.errmsg(store->db)
		                         : store->lib.errstr(rc);
	}
}

/* Reading makes no file: who keeps nothing leaves no trace. */
static bool is_there(const struct store *store)
{
	char path[PATH_MAX + NAME_MAX + 2];

	snprintf(path, sizeof(path), "%s/%s", store->folder, store->kind->file);
	return access(path, F_OK) == 0 || errno != ENOENT;
}

/*
 * Whether the file that is open is still the one of that name: another one may
 * have set it aside, and what is written there then would be lost.
 */
static bool is_same(const struct store *store)
{
	struct stat st;

	return stat(store->path, &st) == 0 && st.st_dev == store->device &&
	       st.st_ino == store->inode;
}

static void remember_file(struct store *store)
{
	struct stat st;

	/* if it is gone again, the next call finds that out */
	if (stat(store->path, &st) != 0)
		memset(&st, 0, sizeof(st));
	store->device = st.st_dev;
	store->inode = st.st_ino;
}

static bool ready(struct store *store, bool write)
{
	int rc;

	if (store == NULL)
		return false;
	if (store->db != NULL && is_same(store))
		return true;
	close_db(store);
	if (!write && !is_there(store))
		return false;
	if (store->newer || store->folder[0] == '\0')
		return false;
	if (!store->loaded && !store_lib_load(&store->lib)) {
		say_closed(store, "SQLite is not installed");
		return false;
	}
	store->loaded = true;
	if (!find_path(store) ||
	    (!store->look && !store_file_make(store->path))) {
		say_closed(store, strerror(errno));
		store->path[0] = '\0'; /* the folder may be made anew */
		return false;
	}
	remember_file(store);
	rc = open_db(store);
	if (is_damage(rc) && !store->aside && !store->look) {
		store->aside = true;
		rc = set_aside(store);
		remember_file(store);
	}
	if (rc == SQLITE_OK && !store->newer)
		return true;
	if (!store->empty)
		say_closed(store, store->newer
				      ? "a newer lumbar made the file. It is "
					"left as it is"
				      : why_not(store, rc));
	close_db(store);
	return false;
}

/* What to make of a call that failed; true: it can be tried once more. */
static bool again(struct store *store, int rc, bool write)
{
	if (is_damage(rc) && !store->aside && !store->look) {
		store->aside = true;
		rc = set_aside(store);
		remember_file(store);
		if (rc == SQLITE_OK && !store->newer)
			return true;
	}
	if (write)
		say(store, "%s: %s", store->kind->failed, why_not(store, rc));
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

	for (int i = 0; i < 2 && !done && ready(store, true); i++) {
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

	for (int i = 0; i < 2 && !done && ready(store, true); i++) {
		int rc = run(store, "BEGIN IMMEDIATE");
		bool more;

		if (rc == SQLITE_OK)
			rc = write(store, arg);
		if (rc == SQLITE_OK)
			rc = run(store, "COMMIT");
		done = rc == SQLITE_OK;
		if (done)
			break;
		/* what is said of it is told by the last call */
		more = again(store, rc, true);
		if (store->db != NULL)
			(void)run(store, "ROLLBACK");
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
	(void)run(store, "PRAGMA wal_checkpoint(TRUNCATE)");
	store->lib.busy_timeout(store->db, STORE_BUSY_MS);
}

sqlite3_stmt *store_query(
    struct store *store, const char *sql, const char *types, ...)
{
	sqlite3_stmt *statement = NULL;

	for (int i = 0; i < 2 && statement == NULL && ready(store, false);
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

	if (rc != SQLITE_ROW && rc != SQLITE_DONE && is_damage(rc))
		say(store, "What was kept is damaged; it cannot be read");
	return rc == SQLITE_ROW;
}

void store_end(struct store *store, sqlite3_stmt *rows)
{
	if (rows != NULL)
		store->lib.finalize(rows);
}

int64_t store_number(struct store *store, sqlite3_stmt *row, int column)
{
	return store->lib.column_int64(row, column);
}

const char *store_text(
    struct store *store, sqlite3_stmt *row, int column, struct arena *arena)
{
	const char *const text =
	    (const char *)store->lib.column_text(row, column);

	if (text == NULL)
		return "";
	return arena_copy(
	    arena, text, (size_t)store->lib.column_bytes(row, column));
}

enum store_health store_health(struct store *store)
{
	if (store == NULL || !is_there(store))
		return STORE_NONE;
	if (!ready(store, false))
		return store->newer ? STORE_NEWER
		                    : (store->empty ? STORE_NONE : STORE_BAD);
	return check(store) == SQLITE_OK ? STORE_WHOLE : STORE_BAD;
}

struct store *store_open_kind(
    const struct store_kind *kind, const char *folder, int64_t now, bool look)
{
	struct store *store = die_alloc(sizeof(*store));

	memset(store, 0, sizeof(*store));
	store->kind = kind;
	store->look = look;
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
	close_db(store);
	free(store);
}
