#include "visit/counters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/die.h"
#include "visit/counters_parts.h"

#define DAY     INT64_C(86400)
#define ID_CAP  64
#define KEY_CAP (ID_CAP + 8)
#define SLOTS   (COUNTERS_KINDS + NLEVELS) /* at most, but for pages */

static const char *const kind_names[COUNTERS_KINDS] = {
	[COUNTERS_VISIT_BEGUN] = "visit-begun",
	[COUNTERS_VISIT_IDLE] = "visit-idle",
	[COUNTERS_VISIT_FINISHED] = "visit-finished",
	[COUNTERS_PAGE] = "page",
	[COUNTERS_CHECK_DONE] = "check",
	[COUNTERS_CHECK_LEFT] = "check-left",
	[COUNTERS_QUIZ_DONE] = "quiz",
};

/* As rules_level_id has them. */
static const char *const levels[] = { "self-care", "routine", "soon", "urgent",
	"emergency" };
#define NLEVELS (sizeof(levels) / sizeof(levels[0]))

struct slot {
	char key[KEY_CAP]; /* "page/sciatica", "visit-begun" */
	int64_t n;         /* not flushed yet */
};

struct counters {
	struct store *store;
	struct slot *slots; /* sorted by key */
	size_t n;
	int64_t day; /* of the flush that is going on */
	bool told_clock;
	char note[80];
	bool has_note;
};

/*
 * Days that are over, and the last one, which is written anew as a whole each
 * time: rows lie in the pages of a file in the order in which they came, and
 * what was deleted one by one leaves traces of where it was.
 */
static const char *const migrations[COUNTERS_VERSION] = {
	"CREATE TABLE past ("
	" day INTEGER NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL,"
	" PRIMARY KEY (day, key)) WITHOUT ROWID;"
	"CREATE TABLE today ("
	" day INTEGER NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL,"
	" PRIMARY KEY (day, key)) WITHOUT ROWID;",
};

static const struct store_kind counts = {
	.file = COUNTERS_FILE,
	.version = COUNTERS_VERSION,
	.migrations = migrations,
	.tables = "SELECT past.n, today.n FROM past, today WHERE 0",
	.what = "The file of counts is",
	.closed = "Nothing is counted",
	.failed = "The counts wait",
	.newer = "a newer lumbar made the file. It is left as it is",
	.begun = "; a new file was begun",
};

/* ---- names ---- */

static bool has_id(enum counters_kind kind)
{
	return kind == COUNTERS_PAGE || kind == COUNTERS_CHECK_DONE;
}

/* As ids of a pack are: no text, whatever somebody calls an id. */
static bool is_id(const char *id)
{
	const size_t len = strlen(id);

	return len > 0 && len < ID_CAP &&
	       strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_-"
			  "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == len;
}

static bool is_level(const char *id)
{
	for (size_t i = 0; i < NLEVELS; i++) {
		if (strcmp(levels[i], id) == 0)
			return true;
	}
	return false;
}

static bool make_key(enum counters_kind kind, const char *id, char key[KEY_CAP])
{
	if (kind >= COUNTERS_KINDS || has_id(kind) != (id != NULL))
		return false;
	if (id != NULL && !is_id(id))
		return false;
	snprintf(key, KEY_CAP, "%s%s%s", kind_names[kind],
	    id != NULL ? "/" : "", id != NULL ? id : "");
	return true;
}

bool counters_read_key(
    const char *key, enum counters_kind *kind, const char **id)
{
	const size_t len = strcspn(key, "/");

	*id = key[len] == '/' ? key + len + 1 : "";
	for (int i = 0; i < COUNTERS_KINDS; i++) {
		*kind = (enum counters_kind)i;
		if (strlen(kind_names[i]) != len ||
		    memcmp(kind_names[i], key, len) != 0)
			continue;
		if (!has_id(*kind))
			return key[len] == '\0';
		return *kind == COUNTERS_PAGE ? is_id(*id) : is_level(*id);
	}
	return false;
}

const char *counters_name(enum counters_kind kind)
{
	return kind_names[kind];
}

const char *counters_date(int64_t day, char out[COUNTERS_DAY_CAP])
{
	const time_t seconds = (time_t)(day * DAY);
	struct tm tm;

	if (day < -100000 || day > 1000000 || gmtime_r(&seconds, &tm) == NULL ||
	    strftime(out, COUNTERS_DAY_CAP, "%Y-%m-%d", &tm) == 0)
		snprintf(out, COUNTERS_DAY_CAP, "no day");
	return out;
}

/* ---- counting ---- */

static int compare_slots(const void *a, const void *b)
{
	return strcmp(
	    ((const struct slot *)a)->key, ((const struct slot *)b)->key);
}

/* Room for more names, and in it those that have something to flush. */
static void renew_slots(struct counters *counters, size_t more)
{
	struct slot *const old = counters->slots;
	const size_t n = counters->n;

	counters->slots = die_alloc((n + more) * sizeof(*old));
	counters->n = 0;
	for (size_t i = 0; i < n; i++) {
		if (old[i].n > 0)
			counters->slots[counters->n++] = old[i];
	}
	free(old);
}

static void add_slot(
    struct counters *counters, enum counters_kind kind, const char *id)
{
	struct slot *const slot = &counters->slots[counters->n];

	slot->n = 0;
	if (make_key(kind, id, slot->key))
		counters->n++;
}

/* In order, each name once. */
static void sort_slots(struct counters *counters)
{
	size_t n = 0;

	qsort(counters->slots, counters->n, sizeof(struct slot), compare_slots);
	for (size_t i = 0; i < counters->n; i++) {
		const struct slot slot = counters->slots[i];

		if (n > 0 && strcmp(counters->slots[n - 1].key, slot.key) == 0)
			counters->slots[n - 1].n += slot.n;
		else
			counters->slots[n++] = slot;
	}
	counters->n = n;
}

void counters_pages(struct counters *counters, const char *const *ids, size_t n)
{
	if (counters == NULL)
		return;
	renew_slots(counters, n + SLOTS);
	for (int i = 0; i < COUNTERS_KINDS; i++) {
		const enum counters_kind kind = (enum counters_kind)i;

		if (!has_id(kind))
			add_slot(counters, kind, NULL);
	}
	for (size_t i = 0; i < NLEVELS; i++)
		add_slot(counters, COUNTERS_CHECK_DONE, levels[i]);
	for (size_t i = 0; i < n; i++)
		add_slot(counters, COUNTERS_PAGE, ids[i]);
	sort_slots(counters);
}

static struct counters *open_counters(
    const char *folder, int64_t now, bool look)
{
	struct counters *const counters = die_alloc(sizeof(*counters));

	memset(counters, 0, sizeof(*counters));
	counters->store = store_open_kind(&counts, folder, now, look);
	counters_pages(counters, NULL, 0);
	return counters;
}

struct counters *counters_open(const char *folder, int64_t now)
{
	return open_counters(folder, now, false);
}

struct counters *counters_look(const char *folder)
{
	return open_counters(folder, 0, true);
}

bool counters_ready(struct counters *counters)
{
	return counters != NULL && store_ready(counters->store, true);
}

void counters_close(struct counters *counters)
{
	if (counters == NULL)
		return;
	store_close(counters->store);
	free(counters->slots);
	free(counters);
}

bool counters_add(
    struct counters *counters, enum counters_kind kind, const char *id)
{
	struct slot wanted, *slot;

	if (counters == NULL || !make_key(kind, id, wanted.key))
		return false;
	slot = bsearch(&wanted, counters->slots, counters->n,
	    sizeof(struct slot), compare_slots);
	if (slot == NULL)
		return false;
	if (slot->n < COUNTERS_MAX)
		slot->n++;
	return true;
}

/* ?1 is the day, ?2 the most that is counted, ?3 a key and ?4 its number. */
struct statement {
	const char *sql, *types;
};

static const struct statement before[] = {
	{ "CREATE TEMP TABLE IF NOT EXISTS sum"
	  " (key TEXT PRIMARY KEY, n INTEGER)",
	    "" },
	{ "DELETE FROM temp.sum", "" },
	{ "INSERT INTO temp.sum SELECT key, n FROM today WHERE day = ?1", "i" },
};
static const struct statement each = {
	"INSERT INTO temp.sum VALUES (?3, ?4)"
	" ON CONFLICT (key) DO UPDATE SET n = min(n + ?4, ?2)",
	"iiti"
};
static const struct statement after[] = {
	/* also of a day that the clock has gone back from */
	{ "INSERT INTO past (day, key, n)"
	  " SELECT day, key, n FROM today WHERE day <> ?1 ORDER BY day, key"
	  " ON CONFLICT (day, key) DO UPDATE SET n = min(n + excluded.n, ?2)",
	    "ii" },
	{ "DELETE FROM today", "" }, /* all: pages are cleared as a whole */
	{ "INSERT INTO today (day, key, n)"
	  " SELECT ?1, key, n FROM temp.sum ORDER BY key",
	    "i" },
};
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static int write_one(struct store *store, const struct counters *counters,
    const struct statement *statement, const struct slot *slot)
{
	return store_do(store, statement->sql, statement->types, counters->day,
	    COUNTERS_MAX, slot != NULL ? slot->key : "",
	    slot != NULL ? slot->n : 0);
}

static int write_day(struct store *store, void *arg)
{
	const struct counters *const counters = arg;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < COUNT(before); i++)
		rc = write_one(store, counters, &before[i], NULL);
	for (size_t i = 0; rc == 0 && i < counters->n; i++) {
		if (counters->slots[i].n > 0)
			rc = write_one(
			    store, counters, &each, &counters->slots[i]);
	}
	for (size_t i = 0; rc == 0 && i < COUNT(after); i++)
		rc = write_one(store, counters, &after[i], NULL);
	return rc;
}

static bool is_day(int64_t day)
{
	return day >= COUNTERS_FIRST_DAY && day <= COUNTERS_LAST_DAY;
}

/* Said once, until the clock has been right for a flush. */
static void say_clock(struct counters *counters, int64_t day)
{
	char date[COUNTERS_DAY_CAP];

	if (!counters->told_clock) {
		snprintf(counters->note, sizeof(counters->note),
		    "The counts wait: the clock says %s",
		    counters_date(day, date));
		counters->has_note = true;
	}
	counters->told_clock = true;
}

bool counters_flush(struct counters *counters, int64_t now)
{
	bool any = false;

	if (counters == NULL)
		return false;
	for (size_t i = 0; i < counters->n; i++)
		any |= counters->slots[i].n > 0;
	if (!any)
		return true;
	counters->day = now / DAY - (now % DAY < 0);
	if (!is_day(counters->day)) {
		say_clock(counters, counters->day);
		return false;
	}
	counters->told_clock = false;
	if (!store_write_all(counters->store, write_day, counters))
		return false;
	for (size_t i = 0; i < counters->n; i++)
		counters->slots[i].n = 0;
	/* the log would tell one visit from the next */
	store_settle(counters->store);
	return true;
}

const char *counters_note(struct counters *counters)
{
	if (counters == NULL)
		return NULL;
	if (counters->has_note) {
		counters->has_note = false;
		return counters->note;
	}
	return store_note(counters->store);
}

struct store *counters_store(struct counters *counters)
{
	return counters == NULL ? NULL : counters->store;
}
