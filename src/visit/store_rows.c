#include "visit/store_parts.h"

#include <string.h>

/*
 * Nothing waits for longer than 21 days. What is due after this was put when
 * the clock was ahead, and is taken as due: it would not come for years.
 */
#define LONGEST_S (22 * INT64_C(86400))

/* Each makes of a store of the version before it one of the next. */
static const char *const migrations[STORE_VERSION] = {
	"CREATE TABLE question ("
	" quiz TEXT NOT NULL, question TEXT NOT NULL,"
	" outcome INTEGER NOT NULL, step INTEGER NOT NULL,"
	" due INTEGER NOT NULL, at INTEGER NOT NULL,"
	" times INTEGER NOT NULL DEFAULT 1,"
	" PRIMARY KEY (quiz, question)) WITHOUT ROWID;"
	"CREATE INDEX question_due ON question (due) WHERE step > 0;"
	"CREATE TABLE result ("
	" id INTEGER PRIMARY KEY, quiz TEXT NOT NULL,"
	" known INTEGER NOT NULL, of INTEGER NOT NULL,"
	" at INTEGER NOT NULL);"
	"CREATE INDEX result_quiz ON result (quiz, id);",

	"CREATE TABLE page ("
	" id TEXT PRIMARY KEY, block INTEGER NOT NULL,"
	" offset INTEGER NOT NULL, percent INTEGER NOT NULL,"
	" first_at INTEGER NOT NULL, at INTEGER NOT NULL,"
	" times INTEGER NOT NULL DEFAULT 1) WITHOUT ROWID;"
	"CREATE INDEX page_at ON page (at);"
	"CREATE TABLE bookmark ("
	" id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;",
};

static const struct store_kind progress = {
	.file = STORE_FILE,
	.version = STORE_VERSION,
	.migrations = migrations,
	.tables = "SELECT count(*) FROM question, result, page, bookmark"
		  " WHERE 0",
	.asks_disk = true,
	.what = "What was kept is",
	.closed = "Nothing kept",
	.failed = "Not kept",
	.newer = "a newer lumbar has it",
	.begun = "",
};

struct store *store_open(const char *folder, int64_t now)
{
	return store_open_kind(&progress, folder, now, false);
}

bool store_put_answer(struct store *store, const struct store_answer *answer)
{
	return store_write(store,
	    "INSERT INTO question (quiz, question, outcome, step, due, at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
	    " ON CONFLICT (quiz, question) DO UPDATE SET"
	    " outcome = ?3, step = ?4, due = ?5, at = ?6, times = times + 1",
	    "ttiiii", answer->quiz, answer->question, (int64_t)answer->outcome,
	    (int64_t)answer->again.step, answer->again.due, answer->at);
}

bool store_get_again(struct store *store, const char *quiz,
    const char *question, struct store_again *out)
{
	struct sqlite3_stmt *row = store_query(store,
	    "SELECT step, due FROM question WHERE quiz = ?1 AND question = ?2",
	    "tt", quiz, question);
	bool found = false;

	*out = (struct store_again){ 0, 0 };
	if (store_step(store, row)) {
		out->step = (int)store_number(store, row, 0);
		out->due = store_number(store, row, 1);
		found = true;
	}
	store_end(store, row);
	return found;
}

size_t store_due(struct store *store, int64_t now, struct arena *arena,
    size_t max, const struct store_due **out)
{
	struct store_due *list = arena_zalloc(arena, max + 1, sizeof(*list));
	struct sqlite3_stmt *row = store_query(store,
	    "SELECT quiz, question FROM question"
	    " WHERE step > 0 AND (due <= ?1 OR due > ?3)"
	    " ORDER BY due LIMIT ?2",
	    "iii", now, (int64_t)max, now + LONGEST_S);
	size_t n = 0;

	*out = list;
	while (n < max && store_step(store, row)) {
		list[n].quiz = store_text(store, row, 0, arena);
		list[n++].question = store_text(store, row, 1, arena);
	}
	store_end(store, row);
	return n;
}

static size_t count(struct store *store, struct sqlite3_stmt *row)
{
	size_t n = 0;

	if (store_step(store, row))
		n = (size_t)store_number(store, row, 0);
	store_end(store, row);
	return n;
}

size_t store_count_due(struct store *store, int64_t now)
{
	return count(store, store_query(store,
				"SELECT count(*) FROM question"
				" WHERE step > 0 AND (due <= ?1 OR due > ?2)",
				"ii", now, now + LONGEST_S));
}

bool store_put_result(
    struct store *store, const char *quiz, const struct store_result *result)
{
	return store_write(store,
	    "INSERT INTO result (quiz, known, of, at) VALUES (?1, ?2, ?3, ?4)",
	    "tiii", quiz, (int64_t)result->known, (int64_t)result->of,
	    result->at);
}

bool store_get_result(
    struct store *store, const char *quiz, struct store_result *out)
{
	struct sqlite3_stmt *row = store_query(store,
	    "SELECT known, of, at FROM result WHERE quiz = ?1"
	    " ORDER BY id DESC LIMIT 1",
	    "t", quiz);
	bool found = false;

	memset(out, 0, sizeof(*out));
	if (store_step(store, row)) {
		out->known = (int)store_number(store, row, 0);
		out->of = (int)store_number(store, row, 1);
		out->at = store_number(store, row, 2);
		found = true;
	}
	store_end(store, row);
	return found;
}

static int put_page(struct store *store, void *arg)
{
	const struct store_page *page = arg;
	/* read when the clock was ahead: it would be the last one for years */
	const int rc = store_do(
	    store, "UPDATE page SET at = ?1 WHERE at > ?1", "i", page->at);

	if (rc != 0)
		return rc;
	return store_do(store,
	    "INSERT INTO page (id, block, offset, percent, first_at, at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?5)"
	    " ON CONFLICT (id) DO UPDATE SET block = ?2, offset = ?3,"
	    " percent = max(percent, ?4), at = ?5, times = times + 1",
	    "tiiii", page->id, (int64_t)page->block, (int64_t)page->offset,
	    (int64_t)page->percent, page->at);
}

bool store_put_page(struct store *store, const struct store_page *page)
{
	struct store_page copy = *page;

	return store_write_all(store, put_page, &copy);
}

#define PAGE_COLUMNS                                               \
	"page.id, page.block, page.offset, page.percent, page.at," \
	" EXISTS (SELECT 1 FROM bookmark WHERE bookmark.id = page.id)"

static void read_page(struct store *store, struct sqlite3_stmt *row,
    struct arena *arena, struct store_page *out)
{
	out->id = store_text(store, row, 0, arena);
	out->block = (uint32_t)store_number(store, row, 1);
	out->offset = (uint32_t)store_number(store, row, 2);
	out->percent = (int)store_number(store, row, 3);
	out->at = store_number(store, row, 4);
	out->bookmark = store_number(store, row, 5) != 0;
}

static size_t read_pages(struct store *store, struct sqlite3_stmt *row,
    struct arena *arena, size_t max, const struct store_page **out)
{
	struct store_page *list = arena_zalloc(arena, max + 1, sizeof(*list));
	size_t n = 0;

	*out = list;
	while (n < max && store_step(store, row))
		read_page(store, row, arena, &list[n++]);
	store_end(store, row);
	return n;
}

bool store_get_page(struct store *store, const char *id, struct arena *arena,
    struct store_page *out)
{
	struct sqlite3_stmt *row = store_query(
	    store, "SELECT " PAGE_COLUMNS " FROM page WHERE id = ?1", "t", id);
	bool found = false;

	memset(out, 0, sizeof(*out));
	if (store_step(store, row)) {
		read_page(store, row, arena, out);
		found = true;
	}
	store_end(store, row);
	return found;
}

size_t store_pages(struct store *store, struct arena *arena, size_t max,
    const struct store_page **out)
{
	return read_pages(store,
	    store_query(store,
		"SELECT " PAGE_COLUMNS " FROM page"
		" ORDER BY page.at DESC, page.id LIMIT ?1",
		"i", (int64_t)max),
	    arena, max, out);
}

bool store_put_bookmark(
    struct store *store, const char *id, bool on, int64_t at)
{
	if (!on)
		return store_write(
		    store, "DELETE FROM bookmark WHERE id = ?1", "t", id);
	return store_write(store,
	    "INSERT INTO bookmark (id, at) VALUES (?1, ?2)"
	    " ON CONFLICT (id) DO UPDATE SET at = ?2",
	    "ti", id, at);
}

bool store_is_bookmark(struct store *store, const char *id)
{
	return count(store, store_query(store,
				"SELECT count(*) FROM bookmark WHERE id = ?1",
				"t", id)) > 0;
}

size_t store_bookmarks(struct store *store, struct arena *arena, size_t max,
    const struct store_page **out)
{
	return read_pages(store,
	    store_query(store,
		"SELECT bookmark.id, coalesce(page.block, 0),"
		" coalesce(page.offset, 0), coalesce(page.percent, 0),"
		" bookmark.at, 1 FROM bookmark LEFT JOIN page"
		" ON page.id = bookmark.id"
		" ORDER BY bookmark.at DESC, bookmark.id LIMIT ?1",
		"i", (int64_t)max),
	    arena, max, out);
}
