#include "visit/counters.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/state.h"
#include "triage/rules.h"

#define DAY   INT64_C(86400)
#define TODAY INT64_C(20785) /* 2026-11-28 */
#define NOW   (TODAY * DAY + 3600)

static const char *const pages[] = { "sciatica", "discs", "nerves", "a-b_c" };

struct world {
	struct arena arena;
	char folder[PATH_MAX]; /* below one of our own */
	struct counters *counters;
};

static struct counters *open_counters(const char *folder)
{
	struct counters *counters = counters_open(folder, NOW);

	counters_pages(counters, pages, sizeof(pages) / sizeof(pages[0]));
	return counters;
}

static int set_up(void **state)
{
	struct world *world = calloc(1, sizeof(*world));
	char made[PATH_MAX - 32];

	arena_init(&world->arena);
	state_make(made, sizeof(made));
	snprintf(world->folder, sizeof(world->folder), "%s/lumbar", made);
	world->counters = open_counters(world->folder);
	*state = world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	counters_close(world->counters);
	*strrchr(world->folder, '/') = '\0';
	state_remove(world->folder);
	arena_free(&world->arena);
	free(world);
	return 0;
}

static const char *path_of(struct world *world, const char *name)
{
	return arena_printf(&world->arena, "%s/%s", world->folder, name);
}

static void add(
    struct world *world, enum counters_kind kind, const char *id, int times)
{
	for (int i = 0; i < times; i++)
		assert_true(counters_add(world->counters, kind, id));
}

static void flush(struct world *world, int64_t day)
{
	assert_true(counters_flush(world->counters, day * DAY + 5));
	assert_null(counters_note(world->counters));
}

static void change(struct world *world, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(
	    sqlite3_open(path_of(world, COUNTERS_FILE), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* What stands in the file, whatever may be shown of it; -1: nothing. */
static int64_t kept(struct world *world, int64_t day, const char *key)
{
	sqlite3_stmt *row;
	int64_t n = -1;
	sqlite3 *db;

	assert_int_equal(
	    sqlite3_open(path_of(world, COUNTERS_FILE), &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db,
			     "SELECT sum(n) FROM"
			     " (SELECT * FROM past UNION ALL SELECT * FROM"
			     " today) WHERE day = ?1 AND key = ?2",
			     -1, &row, NULL),
	    SQLITE_OK);
	sqlite3_bind_int64(row, 1, day);
	sqlite3_bind_text(row, 2, key, -1, SQLITE_STATIC);
	if (sqlite3_step(row) == SQLITE_ROW)
		n = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	sqlite3_close(db);
	return n;
}

/* The rows of days, as one line for each. */
static const char *rows_text(
    struct world *world, const struct counters_row *rows, size_t n)
{
	const char *text = "";

	for (size_t i = 0; i < n; i++) {
		char number[COUNTERS_TEXT_CAP];

		text = arena_printf(&world->arena, "%s%lld %s %s %s\n", text,
		    (long long)rows[i].day, counters_name(rows[i].kind),
		    rows[i].id, counters_text(rows[i].n, number));
	}
	return text;
}

static void shows(
    struct world *world, int64_t first, int64_t last, const char *want)
{
	const struct counters_row *rows;
	const size_t n =
	    counters_read(world->counters, first, last, &world->arena, &rows);

	assert_string_equal(rows_text(world, rows, n), want);
}

static void sums_to(
    struct world *world, int64_t first, int64_t last, const char *want)
{
	const struct counters_row *rows, *sums;
	size_t n =
	    counters_read(world->counters, first, last, &world->arena, &rows);

	n = counters_sums(rows, n, &world->arena, &sums);
	assert_string_equal(rows_text(world, sums, n), want);
}

static void test_none(void **state)
{
	struct world *world = *state;
	const struct counters_row *rows;
	int64_t day;

	assert_false(counters_add(NULL, COUNTERS_QUIZ_DONE, NULL));
	assert_false(counters_flush(NULL, NOW));
	assert_null(counters_note(NULL));
	assert_false(counters_last(NULL, &day));
	assert_int_equal(
	    counters_read(NULL, 0, TODAY, &world->arena, &rows), 0);
	assert_int_equal(counters_health(NULL), STORE_NONE);
	counters_pages(NULL, pages, 1);
	counters_close(NULL);
}

/* No file before there is anything to count, nor by looking. */
static void test_no_trace(void **state)
{
	struct world *world = *state;

	assert_true(counters_flush(world->counters, NOW));
	shows(world, 0, TODAY, "");
	assert_int_not_equal(access(world->folder, F_OK), 0);
	counters_close(world->counters);
	world->counters = counters_look(world->folder);
	assert_int_equal(counters_health(world->counters), STORE_NONE);
	shows(world, 0, TODAY, "");
	add(world, COUNTERS_QUIZ_DONE, NULL, 1);
	assert_false(counters_flush(world->counters, NOW));
	assert_int_not_equal(access(world->folder, F_OK), 0);
}

static void test_counts(void **state)
{
	struct world *world = *state;

	add(world, COUNTERS_PAGE, "sciatica", 3);
	add(world, COUNTERS_CHECK_DONE, "emergency", 7);
	add(world, COUNTERS_VISIT_BEGUN, NULL, 10);
	flush(world, TODAY);
	add(world, COUNTERS_PAGE, "sciatica", 9);
	add(world, COUNTERS_VISIT_BEGUN, NULL, 1);
	flush(world, TODAY);
	add(world, COUNTERS_PAGE, "sciatica", 5);
	add(world, COUNTERS_CHECK_LEFT, NULL, 6);
	add(world, COUNTERS_QUIZ_DONE, NULL, 8);
	flush(world, TODAY + 1);
	counters_close(world->counters);
	world->counters = open_counters(world->folder);
	shows(world, TODAY, TODAY + 1,
	    "20785 check emergency 7\n"
	    "20785 page sciatica 12\n"
	    "20785 visit-begun  11\n"
	    "20786 check-left  6\n"
	    "20786 page sciatica 5\n"
	    "20786 quiz  8\n");
	shows(world, TODAY + 1, TODAY + 1,
	    "20786 check-left  6\n20786 page sciatica 5\n20786 quiz  8\n");
	shows(world, TODAY + 2, TODAY + 9, "");
	sums_to(world, TODAY, TODAY + 1,
	    "1 visit-begun  11\n2 page sciatica 17\n1 check emergency 7\n"
	    "1 check-left  6\n1 quiz  8\n");
}

/* Only what is in the fixed set; no text becomes a name. */
static void test_fixed_set(void **state)
{
	struct world *world = *state;
	static const char *const bad[] = { "my back hurts", "", "a/b",
		"x\xC3\xA4",
		"0123456789012345678901234567890123456789"
		"0123456789012345678901234567890123456789" };
	struct counters *counters = world->counters;

	assert_false(counters_add(counters, COUNTERS_PAGE, "unknown"));
	assert_false(counters_add(counters, COUNTERS_PAGE, NULL));
	assert_false(counters_add(counters, COUNTERS_CHECK_DONE, "sciatica"));
	assert_false(counters_add(counters, COUNTERS_CHECK_DONE, NULL));
	assert_false(counters_add(counters, COUNTERS_QUIZ_DONE, "sciatica"));
	assert_false(counters_add(counters, COUNTERS_KINDS, NULL));
	counters_pages(counters, bad, sizeof(bad) / sizeof(bad[0]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(counters_add(counters, COUNTERS_PAGE, bad[i]));
	assert_true(counters_flush(counters, NOW));
	assert_int_not_equal(access(world->folder, F_OK), 0);
}

/* Every level that a self-check can end with, by the name it has there. */
static void test_levels(void **state)
{
	struct world *world = *state;

	for (int i = TRIAGE_SELF_CARE; i <= TRIAGE_EMERGENCY; i++)
		add(world, COUNTERS_CHECK_DONE,
		    rules_level_id((enum triage_level)i), 5);
	flush(world, TODAY);
	shows(world, TODAY, TODAY,
	    "20785 check emergency 5\n20785 check routine 5\n"
	    "20785 check self-care 5\n20785 check soon 5\n"
	    "20785 check urgent 5\n");
}

/* Another pack: what was counted of the old one is not lost. */
static void test_other_pack(void **state)
{
	struct world *world = *state;
	static const char *const others[] = { "hips", "sciatica", "hips" };

	add(world, COUNTERS_PAGE, "discs", 2);
	add(world, COUNTERS_PAGE, "sciatica", 1);
	counters_pages(world->counters, others, 3);
	assert_false(counters_add(world->counters, COUNTERS_PAGE, "nerves"));
	add(world, COUNTERS_PAGE, "hips", 1);
	add(world, COUNTERS_PAGE, "sciatica", 1);
	flush(world, TODAY);
	assert_int_equal(kept(world, TODAY, "page/discs"), 2);
	assert_int_equal(kept(world, TODAY, "page/sciatica"), 2);
	assert_int_equal(kept(world, TODAY, "page/hips"), 1);
}

static void test_few(void **state)
{
	struct world *world = *state;

	for (int n = 1; n <= 6; n++) {
		add(world, COUNTERS_PAGE, "discs", n);
		flush(world, TODAY + n);
	}
	shows(world, TODAY, TODAY + 9,
	    "20786 page discs <5\n20787 page discs <5\n20788 page discs <5\n"
	    "20789 page discs <5\n20790 page discs 5\n20791 page discs 6\n");
	/* 1 to 4 are in no sum */
	sums_to(world, TODAY, TODAY + 9, "2 page discs 11\n");
	sums_to(world, TODAY, TODAY + 4, "0 page discs 0\n");
}

/* begun, idle and finished of a day -> what is shown of them. */
static void visits(struct world *world, int begun, int idle, int finished,
    const char *want_begun, const char *want_idle, const char *want_finished)
{
	static int64_t day = TODAY;
	const char *want = "";
	const struct {
		const char *name, *want;
	} rows[] = { { "visit-begun", want_begun },
		{ "visit-finished", want_finished },
		{ "visit-idle", want_idle } };

	day++;
	add(world, COUNTERS_VISIT_BEGUN, NULL, begun);
	add(world, COUNTERS_VISIT_IDLE, NULL, idle);
	add(world, COUNTERS_VISIT_FINISHED, NULL, finished);
	flush(world, day);
	for (size_t i = 0; i < 3; i++) {
		if (rows[i].want != NULL)
			want = arena_printf(&world->arena, "%s%lld %s  %s\n",
			    want, (long long)day, rows[i].name, rows[i].want);
	}
	shows(world, day, day, want);
}

/* No small number is to be had by subtraction. */
static void test_subtraction(void **state)
{
	struct world *world = *state;

	visits(world, 20, 12, 8, "20", "12", "8");
	visits(world, 20, 20, 0, "20", "20", NULL);
	visits(world, 16, 12, 4, "withheld", "12", "<5");
	visits(world, 16, 1, 15, "withheld", "<5", "15");
	visits(world, 5, 3, 2, "withheld", "<5", "<5");
	visits(world, 4, 4, 0, "<5", "<5", NULL);
	/* visits that were cut short, or begun the day before */
	visits(world, 21, 12, 8, "withheld", "12", "8");
	visits(world, 24, 12, 8, "withheld", "12", "8");
	visits(world, 25, 12, 8, "25", "12", "8");
	visits(world, 18, 12, 8, "withheld", "12", "8");
	visits(world, 0, 12, 8, NULL, "12", "8");
}

/*
 * For all small numbers of a day: whoever sees the rows and the sums cannot
 * tell any number under 5, nor the rest of visits, from its neighbours.
 */
static void test_subtraction_all(void **state)
{
	struct world *world = *state;
	int64_t day = COUNTERS_FIRST_DAY;
	const struct counters_row *rows;

	counters_close(world->counters);
	world->counters = open_counters(world->folder);
	for (int begun = 0; begun <= 12; begun++) {
		for (int idle = 0; idle <= 12; idle += 2) {
			add(world, COUNTERS_VISIT_BEGUN, NULL, begun);
			add(world, COUNTERS_VISIT_IDLE, NULL, idle);
			flush(world, ++day);
		}
	}
	for (int64_t at = COUNTERS_FIRST_DAY; at <= day; at++) {
		const size_t n = counters_read(
		    world->counters, at, at, &world->arena, &rows);
		int64_t shown[COUNTERS_KINDS] = { 0 };
		int64_t rest;

		for (size_t i = 0; i < n; i++) {
			shown[rows[i].kind] = rows[i].n;
			assert_true(rows[i].n >= 5 || rows[i].n < 0);
		}
		rest = shown[COUNTERS_VISIT_BEGUN] - shown[COUNTERS_VISIT_IDLE];
		if (shown[COUNTERS_VISIT_BEGUN] > 0 &&
		    shown[COUNTERS_VISIT_IDLE] > 0)
			assert_true(rest == 0 || llabs(rest) >= 5);
		if (shown[COUNTERS_VISIT_IDLE] == COUNTERS_FEW)
			assert_true(shown[COUNTERS_VISIT_BEGUN] <= 0);
	}
}

/* Nothing of a clock that is not set, and nothing lost by it. */
static void test_clock(void **state)
{
	struct world *world = *state;
	static const int64_t wrong[] = { 0, 5, -1, COUNTERS_FIRST_DAY * DAY - 1,
		(COUNTERS_LAST_DAY + 1) * DAY, INT64_C(4070908800), INT64_MAX,
		INT64_MIN };
	int64_t day;

	add(world, COUNTERS_PAGE, "discs", 5);
	assert_false(counters_flush(world->counters, 0));
	assert_string_equal(counters_note(world->counters),
	    "The counts wait: the clock says 1970-01-01");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_false(counters_flush(world->counters, wrong[i]));
		/* said once */
		assert_null(counters_note(world->counters));
	}
	assert_int_not_equal(access(world->folder, F_OK), 0);
	assert_true(counters_flush(world->counters, NOW));
	assert_int_equal(kept(world, TODAY, "page/discs"), 5);
	/* and again when it goes wrong again */
	add(world, COUNTERS_PAGE, "discs", 1);
	assert_false(counters_flush(world->counters, INT64_C(4070908800)));
	assert_string_equal(counters_note(world->counters),
	    "The counts wait: the clock says 2099-01-01");
	assert_true(counters_flush(world->counters, NOW + DAY));
	/* the first and the last moment that are a day */
	add(world, COUNTERS_PAGE, "discs", 5);
	assert_true(counters_flush(world->counters, COUNTERS_FIRST_DAY * DAY));
	add(world, COUNTERS_PAGE, "discs", 5);
	assert_true(
	    counters_flush(world->counters, (COUNTERS_LAST_DAY + 1) * DAY - 1));
	assert_true(counters_last(world->counters, &day));
	assert_int_equal(day, COUNTERS_LAST_DAY);
	shows(world, INT64_MIN, INT64_MAX,
	    "20454 page discs 5\n20785 page discs 5\n20786 page discs <5\n"
	    "27758 page discs 5\n");
}

static const char *file_bytes(
    struct world *world, const char *name, size_t *len)
{
	FILE *in = fopen(path_of(world, name), "r");
	char *bytes = arena_alloc(&world->arena, 1 << 20);

	*len = 0;
	if (in == NULL)
		return bytes;
	*len = fread(bytes, 1, 1 << 20, in);
	fclose(in);
	return bytes;
}

#define VISITS 40
#define PAGES  30

static unsigned rest = 1;

static unsigned next_random(unsigned below)
{
	rest = rest * 1664525u + 1013904223u;
	return (rest >> 8) % below;
}

/* Pages with names of many lengths, for the counters to know. */
static void know_pages(struct world *world, const char *names[PAGES])
{
	for (int i = 0; i < PAGES; i++)
		names[i] = arena_printf(
		    &world->arena, "p%d%.*s", i, i % 9, "-abcdefgh");
	counters_pages(world->counters, names, PAGES);
}

/* Visits of two days in an order, each visit one flush; then all of the file.
 */
static const char *file_after(
    struct world *world, const unsigned *order, size_t *len)
{
	const char *names[PAGES];
	size_t log;

	unlink(path_of(world, COUNTERS_FILE));
	world->counters = open_counters(world->folder);
	know_pages(world, names);
	for (unsigned i = 0; i < VISITS; i++) {
		const unsigned visit = order[i];

		/* visit n is always the same one */
		for (unsigned n = 0; n < 1 + visit % 3; n++)
			add(world, COUNTERS_PAGE,
			    names[(visit * 7 + n * 11) % PAGES],
			    visit % 8 == 0 ? 200 : 1);
		add(world, COUNTERS_VISIT_BEGUN, NULL, 1);
		flush(world, TODAY + (i >= VISITS / 2));
		/* the log does not keep one visit from the next */
		file_bytes(world, COUNTERS_FILE "-wal", &log);
		assert_int_equal(log, 0);
	}
	counters_close(world->counters);
	world->counters = NULL;
	return file_bytes(world, COUNTERS_FILE, len);
}

/* The same visits of a day in another order leave the very same file. */
static void test_nothing_in_sequence(void **state)
{
	struct world *world = *state;
	unsigned order[VISITS];
	const char *first, *again;
	size_t first_len, len;

	counters_close(world->counters);
	for (unsigned i = 0; i < VISITS; i++)
		order[i] = i;
	first = file_after(world, order, &first_len);
	assert_true(first_len > 4096);
	for (int round = 0; round < 10; round++) {
		for (unsigned i = 0; i < VISITS; i++) {
			const unsigned half = VISITS / 2;
			const unsigned from = i < half ? 0 : half;
			const unsigned other = from + next_random(half);
			const unsigned held = order[i];

			order[i] = order[other];
			order[other] = held;
		}
		again = file_after(world, order, &len);
		assert_int_equal(first_len, len);
		assert_memory_equal(first, again, len);
	}
}

static void test_only_for_the_owner(void **state)
{
	struct world *world = *state;
	struct stat st;

	add(world, COUNTERS_QUIZ_DONE, NULL, 1);
	flush(world, TODAY);
	assert_int_equal(stat(world->folder, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_int_equal(stat(path_of(world, COUNTERS_FILE), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

/* What is in the file is data: nothing that no lumbar wrote is shown. */
static void test_strange_rows(void **state)
{
	struct world *world = *state;

	add(world, COUNTERS_PAGE, "discs", 5);
	flush(world, TODAY);
	change(world, "INSERT INTO past VALUES"
		      " (20785, 'page/my back \x1b[2J', 9),"
		      " (20785, 'search/leg', 9), (20785, 'page', 9),"
		      " (20785, 'check/none', 9), (20785, 'quiz/x', 9),"
		      " (20785, 'pages/x', 9), (20785, '', 9),"
		      " (20785, 'page/nerves', -7), (20785, 'page/n', 'many'),"
		      " (20785, 'page/m', 9223372036854775807),"
		      " (10, 'page/discs', 9), (40000, 'page/discs', 9)");
	shows(world, INT64_MIN, INT64_MAX, "20785 page discs 5\n");
	/* and counting goes on from a number without a next */
	change(world, "UPDATE today SET n = 9223372036854775807"
		      " WHERE key = 'page/discs'");
	add(world, COUNTERS_PAGE, "discs", 1);
	flush(world, TODAY);
	shows(world, TODAY, TODAY, "20785 page discs 1000000000000\n");
}

static void test_newer(void **state)
{
	struct world *world = *state;
	const char *note;

	add(world, COUNTERS_PAGE, "discs", 5);
	flush(world, TODAY);
	counters_close(world->counters);
	change(world, "PRAGMA user_version = 99");
	world->counters = open_counters(world->folder);
	add(world, COUNTERS_PAGE, "discs", 1);
	assert_false(counters_flush(world->counters, NOW));
	note = counters_note(world->counters);
	assert_string_equal(note, "Nothing is counted: a newer lumbar made "
				  "the file. It is left as it is");
	assert_false(counters_flush(world->counters, NOW));
	assert_null(counters_note(world->counters));
	assert_int_equal(counters_health(world->counters), STORE_NEWER);
	assert_int_equal(kept(world, TODAY, "page/discs"), 5);
	assert_int_equal(state_count(world->folder, COUNTERS_FILE ".bad"), 0);
}

static void write_junk(struct world *world)
{
	FILE *out = fopen(path_of(world, COUNTERS_FILE), "w");

	assert_non_null(out);
	for (int i = 0; i < 900; i++)
		fprintf(out, "This is no database. ");
	fclose(out);
}

/* Damage is set aside with a line, and what waits is counted in a new file. */
static void test_damaged(void **state)
{
	struct world *world = *state;

	add(world, COUNTERS_PAGE, "discs", 5);
	flush(world, TODAY);
	counters_close(world->counters);
	write_junk(world);
	world->counters = open_counters(world->folder);
	add(world, COUNTERS_PAGE, "discs", 7);
	assert_true(counters_flush(world->counters, NOW));
	assert_string_equal(counters_note(world->counters),
	    "The file of counts is damaged. It is now in "
	    "counters.db.bad-20261128-010000; a new file was begun");
	shows(world, TODAY, TODAY, "20785 page discs 7\n");
	assert_int_equal(state_count(world->folder, COUNTERS_FILE ".bad"), 1);
}

/* Another kiosk has set the file aside: this one goes on in the new one. */
static void test_set_aside_by_another(void **state)
{
	struct world *world = *state;
	struct counters *other = open_counters(world->folder);

	add(world, COUNTERS_PAGE, "discs", 5);
	flush(world, TODAY);
	assert_int_equal(rename(path_of(world, COUNTERS_FILE),
			     path_of(world, COUNTERS_FILE ".bad-1")),
	    0);
	assert_true(counters_add(other, COUNTERS_PAGE, "discs"));
	assert_true(counters_flush(other, NOW));
	add(world, COUNTERS_PAGE, "discs", 6);
	flush(world, TODAY);
	counters_close(other);
	assert_int_equal(kept(world, TODAY, "page/discs"), 7);
}

/* Looking changes nothing, whatever there is. */
static void test_look(void **state)
{
	struct world *world = *state;
	int64_t bytes;
	int aside;

	assert_false(counters_files(world->folder, &bytes, &aside));
	add(world, COUNTERS_PAGE, "discs", 5);
	flush(world, TODAY);
	counters_close(world->counters);
	world->counters = counters_look(world->folder);
	assert_int_equal(counters_health(world->counters), STORE_WHOLE);
	shows(world, TODAY, TODAY, "20785 page discs 5\n");
	assert_true(counters_files(world->folder, &bytes, &aside));
	assert_true(bytes >= 4096);
	assert_int_equal(aside, 0);
	counters_close(world->counters);

	write_junk(world);
	world->counters = counters_look(world->folder);
	assert_int_equal(counters_health(world->counters), STORE_BAD);
	assert_string_equal(counters_note(world->counters),
	    "Nothing is counted: what was kept is damaged");
	shows(world, TODAY, TODAY, "");
	assert_int_equal(state_count(world->folder, COUNTERS_FILE ".bad"), 0);
	counters_close(world->counters);

	/* made a moment ago by a kiosk that has not begun it */
	fclose(fopen(path_of(world, COUNTERS_FILE), "w"));
	world->counters = counters_look(world->folder);
	assert_int_equal(counters_health(world->counters), STORE_NONE);
	assert_null(counters_note(world->counters));
	assert_true(counters_files(world->folder, &bytes, &aside));
	assert_int_equal(bytes, 0);
}

/* Damage that only reading meets is told once, and set aside to count. */
static void test_damage_that_is_read(void **state)
{
	struct world *world = *state;
	const char junk[] = "This is no page of a database.";
	FILE *out;

	add(world, COUNTERS_PAGE, "discs", 5);
	flush(world, TODAY);
	counters_close(world->counters);
	out = fopen(path_of(world, COUNTERS_FILE), "r+");
	assert_non_null(out);
	fseek(out, 2L * 4096, SEEK_SET); /* the rows of today */
	fwrite(junk, 1, sizeof(junk), out);
	fclose(out);
	world->counters = counters_look(world->folder);
	for (int i = 0; i < 2; i++) {
		shows(world, TODAY, TODAY, "");
		assert_int_equal(
		    counters_note(world->counters) != NULL, i == 0);
	}
	assert_int_equal(counters_health(world->counters), STORE_BAD);
	assert_int_equal(state_count(world->folder, COUNTERS_FILE ".bad"), 0);
	counters_close(world->counters);
	world->counters = open_counters(world->folder);
	add(world, COUNTERS_PAGE, "discs", 7);
	assert_true(counters_flush(world->counters, NOW));
	shows(world, TODAY, TODAY, "20785 page discs 7\n");
	assert_int_equal(state_count(world->folder, COUNTERS_FILE ".bad"), 1);
}

static void test_no_folder(void **state)
{
	struct world *world = *state;
	FILE *out;

	out = fopen(world->folder, "w");
	assert_non_null(out);
	fclose(out);
	add(world, COUNTERS_PAGE, "discs", 5);
	assert_false(counters_flush(world->counters, NOW));
	assert_non_null(counters_note(world->counters));
	assert_false(counters_flush(world->counters, NOW));
	assert_null(counters_note(world->counters));
	unlink(world->folder);
	flush(world, TODAY);
	assert_int_equal(kept(world, TODAY, "page/discs"), 5);
}

/* As somebody who is not the owner: root could write anywhere. */
static int flush_read_only(struct world *world)
{
	const char *note;

	if (geteuid() == 0 && setuid(65534) != 0)
		return 77;
	world->counters = open_counters(world->folder);
	if (!counters_add(world->counters, COUNTERS_PAGE, "discs"))
		return 1;
	if (counters_flush(world->counters, NOW))
		return 2;
	note = counters_note(world->counters);
	return note != NULL ? 0 : 3;
}

static void test_read_only(void **state)
{
	struct world *world = *state;
	int status;
	pid_t pid;

	add(world, COUNTERS_PAGE, "discs", 5);
	flush(world, TODAY);
	counters_close(world->counters);
	world->counters = NULL;
	chmod(world->folder, 0555);
	chmod(path_of(world, COUNTERS_FILE), 0444);
	chmod(path_of(world, ".."), 0755);
	pid = fork();
	if (pid == 0)
		_exit(flush_read_only(world));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) != 77)
		assert_int_equal(WEXITSTATUS(status), 0);
	chmod(world->folder, 0700);
	chmod(path_of(world, COUNTERS_FILE), 0600);
	assert_int_equal(kept(world, TODAY, "page/discs"), 5);
}

/* One that is busy is waited for a second; then the numbers wait. */
static void test_busy(void **state)
{
	struct world *world = *state;
	sqlite3 *db;

	add(world, COUNTERS_PAGE, "discs", 5);
	flush(world, TODAY);
	assert_int_equal(
	    sqlite3_open(path_of(world, COUNTERS_FILE), &db), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	add(world, COUNTERS_PAGE, "discs", 1);
	assert_false(counters_flush(world->counters, NOW));
	assert_string_equal(counters_note(world->counters),
	    "The counts wait: another lumbar is busy");
	sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(db);
	flush(world, TODAY);
	assert_int_equal(kept(world, TODAY, "page/discs"), 6);
}

static void test_words(void **state)
{
	char text[COUNTERS_DAY_CAP];

	(void)state;
	assert_string_equal(counters_date(0, text), "1970-01-01");
	assert_string_equal(counters_date(TODAY, text), "2026-11-28");
	assert_string_equal(
	    counters_date(COUNTERS_FIRST_DAY, text), "2026-01-01");
	assert_string_equal(
	    counters_date(COUNTERS_LAST_DAY, text), "2045-12-31");
	assert_string_equal(counters_date(INT64_MAX / DAY, text), "no day");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_none),
		TEST(test_no_trace),
		TEST(test_counts),
		TEST(test_fixed_set),
		TEST(test_levels),
		TEST(test_other_pack),
		TEST(test_few),
		TEST(test_subtraction),
		TEST(test_subtraction_all),
		TEST(test_clock),
		TEST(test_nothing_in_sequence),
		TEST(test_only_for_the_owner),
		TEST(test_strange_rows),
		TEST(test_newer),
		TEST(test_damaged),
		TEST(test_set_aside_by_another),
		TEST(test_look),
		TEST(test_damage_that_is_read),
		TEST(test_no_folder),
		TEST(test_read_only),
		TEST(test_busy),
		TEST(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
