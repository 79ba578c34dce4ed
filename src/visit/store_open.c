#include "visit/store_parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "visit/store_file.h"

/* Said once: every page would say it again. */
static void say_closed(struct store *store, const char *why)
{
	if (!store->told_open)
		store_say(store, "%s: %s", store->kind->closed, why);
	store->told_open = true;
}

void store_close_db(struct store *store)
{
	/* statements are ended by those who made them */
	if (store->db != NULL)
		store->lib.close(store->db);
	store->db = NULL;
}

static bool find_path(struct store *store)
{
	char real[PATH_MAX];

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

int store_run(struct store *store, const char *sql)
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
	int version = 0, rc = store_run(store, "BEGIN IMMEDIATE");

	if (rc == SQLITE_OK)
		rc = read_version(store, &version);
	for (int i = version < 0 ? 0 : version;
	     rc == SQLITE_OK && i < store->kind->version; i++)
		rc = store_run(store, store->kind->migrations[i]);
	snprintf(pragma, sizeof(pragma), "PRAGMA user_version = %d",
	    store->kind->version);
	if (rc == SQLITE_OK)
		rc = store_run(store, pragma);
	if (rc == SQLITE_OK)
		rc = store_run(store, "COMMIT");
	if (rc != SQLITE_OK)
		(void)store_run(store, "ROLLBACK");
	return rc;
}

static int64_t now_ms(void)
{
	struct timespec now = { 0, 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* SQLite does not wait by itself for its turn to change this mode. */
static int use_log(struct store *store)
{
	const struct timespec pause = { 0, 5 * 1000 * 1000 };
	const int64_t end_ms = now_ms() + STORE_BUSY_MS;
	int rc = store_run(store, "PRAGMA journal_mode = WAL");

	while ((rc & 0xFF) == SQLITE_BUSY && now_ms() < end_ms) {
		nanosleep(&pause, NULL);
		rc = store_run(store, "PRAGMA journal_mode = WAL");
	}
	return rc;
}

static int open_db(struct store *store)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW |
	                  SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE;
	int version, rc;
	struct stat st;

	store->empty = false;
	/* before it is opened: a change meanwhile is seen by is_gone */
	if (stat(store->path, &st) != 0)
		return SQLITE_CANTOPEN;
	store->dev = st.st_dev;
	store->ino = st.st_ino;
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
	rc = use_log(store);
	if (rc == SQLITE_OK)
		rc = store_run(store, "PRAGMA synchronous = FULL;"
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
	int rc = store_run(store, store->kind->tables);
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

bool store_is_damage(int rc)
{
	/* a table that is not there is damage too: the version says it is */
	return (rc & 0xFF) == SQLITE_CORRUPT || (rc & 0xFF) == SQLITE_NOTADB ||
	       rc == SQLITE_ERROR;
}

/* Damage: keep what there is under another name and begin anew. */
static int set_aside(struct store *store)
{
	const bool surely = store->surely;
	const dev_t dev = store->dev;
	const ino_t ino = store->ino;
	char name[NAME_MAX];
	int fd, rc;

	store->surely = false;
	store_close_db(store);
	fd = store_file_lock(store->path, true);
	if (fd < 0)
		return SQLITE_CORRUPT;
	/* another one may have begun a new one while this one waited */
	rc = open_db(store);
	if (rc == SQLITE_OK && !store->newer)
		rc = check(store);
	if (rc == SQLITE_OK && surely && !store->newer && store->dev == dev &&
	    store->ino == ino)
		rc = SQLITE_CORRUPT;
	if (store_is_damage(rc)) {
		store_close_db(store);
		if (store_file_set_aside(
			store->path, store->now, name, sizeof(name)) &&
		    store_file_make(store->path)) {
			rc = open_db(store);
			store_say(store, "%s damaged. It is now in %s%s",
			    store->kind->what, name, store->kind->begun);
		}
	}
	close(fd);
	return rc;
}

const char *store_why_not(struct store *store, int rc)
{
	const bool vague =
	    (rc & 0xFF) == SQLITE_IOERR || (rc & 0xFF) == SQLITE_CANTOPEN;
	const char *trouble = vague && store->kind->asks_disk
	                          ? store_file_trouble(store->folder)
	                          : NULL;

	switch (rc & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return "another lumbar is busy";
	case SQLITE_FULL:
		return "the disk is full";
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return "the folder is read-only";
	case SQLITE_CANTOPEN:
		return trouble != NULL ? trouble : "the file does not open";
	case SQLITE_IOERR:
		return trouble != NULL ? trouble : "the disk failed";
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

/* Another lumbar has forgotten it, or set it aside: this is not it any more. */
static bool is_gone(const struct store *store)
{
	struct stat st;

	if (stat(store->path, &st) != 0)
		return errno == ENOENT;
	return st.st_dev != store->dev || st.st_ino != store->ino;
}

/* Whether an open one can be used; if not why is told, and it is closed. */
static bool is_usable(struct store *store, int rc)
{
	if (rc == SQLITE_OK && !store->newer)
		return true;
	if (!store->empty)
		say_closed(store, store->newer ? store->kind->newer
					       : store_why_not(store, rc));
	store_close_db(store);
	return false;
}

bool store_mend(struct store *store)
{
	if (!store->mends)
		return false;
	store->mends = false;
	return is_usable(store, set_aside(store));
}

static const char *why_no_file(int error)
{
	switch (error) {
	case ENOSPC:
	case EDQUOT:
		return "the disk is full";
	case EROFS:
		return "the disk is read-only";
	default:
		return strerror(error);
	}
}

bool store_ready(struct store *store, bool write)
{
	int rc;

	if (store == NULL)
		return false;
	if (store->db != NULL && !is_gone(store))
		return true;
	store_close_db(store);
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
		say_closed(store, why_no_file(errno));
		return false;
	}
	rc = open_db(store);
	if (store_is_damage(rc) && store->mends)
		return store_mend(store);
	return is_usable(store, rc);
}

enum store_health store_health(struct store *store)
{
	if (store == NULL || !is_there(store))
		return STORE_NONE;
	if (store_ready(store, false))
		return check(store) == SQLITE_OK ? STORE_WHOLE : STORE_BAD;
	if (store->newer)
		return STORE_NEWER;
	return store->empty ? STORE_NONE : STORE_BAD;
}
