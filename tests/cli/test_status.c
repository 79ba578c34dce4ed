/*
 * lumbar status: what it says of a kiosk that is well, of one that is not, and
 * of none; and that it changes nothing.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "support/run.h"
#include "support/state.h"
#include "visit/counters.h"
#include "visit/heartbeat.h"

#define DAY INT64_C(86400)

static char folder[PATH_MAX];
static int64_t now;

static const char *const pages[] = { "sciatica", "discs" };

static int set_up(void **state)
{
	(void)state;
	state_make(folder, sizeof(folder));
	now = (int64_t)time(NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	state_remove(folder);
	return 0;
}

static struct run_result run_pack(const char *pack, const char *json)
{
	const char *const argv[] = { "lumbar", "status", "--state-dir", folder,
		"--content", pack, json, NULL };

	return run_program(argv, NULL, NULL);
}

static void says_of(
    const char *pack, const char *json, int status, const char *const *texts)
{
	struct run_result r = run_pack(pack, json);

	for (size_t i = 0; texts[i] != NULL; i++) {
		if (strstr(r.out, texts[i]) == NULL)
			fail_msg("there is no \"%s\" in:\n%s%s", texts[i],
			    r.out, r.err);
	}
	if (r.status != status)
		fail_msg("status %d:\n%s%s", r.status, r.out, r.err);
	run_free(&r);
}

#define PACK LUMBAR_SOURCE_DIR "/content"

#define SAYS(json, status, ...) \
	says_of(PACK, json, status, (const char *const[]){ __VA_ARGS__, NULL })

static void put_day(int64_t at, int discs, int visits)
{
	struct counters *counters = counters_open(folder, at);

	counters_pages(counters, pages, 2);
	for (int i = 0; i < discs; i++)
		counters_add(counters, COUNTERS_PAGE, "discs");
	for (int i = 0; i < visits; i++) {
		counters_add(counters, COUNTERS_VISIT_BEGUN, NULL);
		counters_add(counters, COUNTERS_VISIT_IDLE, NULL);
	}
	assert_true(counters_flush(counters, at));
	counters_close(counters);
}

static void put_heartbeat(void)
{
	struct heartbeat heartbeat;

	heartbeat_begin(&heartbeat, folder, "9.8.7");
	assert_true(heartbeat_tick(&heartbeat, 0));
}

static const char *path_of(const char *name)
{
	static char path[PATH_MAX + 64];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static const char *date_of(int64_t at)
{
	static char text[4][COUNTERS_DAY_CAP];
	static int next;

	next = (next + 1) % 4;
	return counters_date(at / DAY, text[next]);
}

static const char *print(const char *fmt, ...)
    __attribute__((format(printf, 1, 2)));

static const char *print(const char *fmt, ...)
{
	static char text[4][256];
	static int next;
	va_list args;

	next = (next + 1) % 4;
	va_start(args, fmt);
	vsnprintf(text[next], sizeof(text[next]), fmt, args);
	va_end(args);
	return text[next];
}

static void test_well(void **state)
{
	(void)state;
	put_day(now - 2 * DAY, 3, 9);
	put_day(now - DAY, 12, 10);
	put_day(now, 77, 77);
	put_heartbeat();
	SAYS(NULL, 0, print("ok     state folder   %s\n", folder),
	    print("last counted on %s\n", date_of(now)),
	    "ok     damaged files  none\n", "ok     heartbeat      ",
	    "lumbar 9.8.7\n", "ok     free disk      ",
	    "ok     pack           back-and-leg-pain ",
	    "ok     rules          ", ", proved\n",
	    print("Counts from %s to %s,", date_of(now - 31 * DAY),
		date_of(now - DAY)),
	    "  visit-begun                          19 on 2 days\n",
	    "  visit-idle                           19 on 2 days\n",
	    "  page discs                           12 on 1 days\n");
	/* today is not over: who looks twice must not see a visit */
	for (int i = 0; i < 2; i++) {
		struct run_result r = run_pack(PACK, i ? "--json" : NULL);
		const char *const counts =
		    strstr(r.out, i ? "\"sums\"" : "\nCounts");

		assert_non_null(counts);
		assert_null(strstr(counts, "77"));
		/* nor is it, or a small number, in a sum */
		assert_null(strstr(counts, "89"));
		assert_null(strstr(counts, "92"));
		assert_null(strstr(counts, "96"));
		assert_null(strstr(counts, "15 "));
		assert_null(strstr(counts, ":15"));
		run_free(&r);
	}
}

static void test_json(void **state)
{
	const char *yesterday = date_of(now - DAY);

	(void)state;
	put_day(now - 2 * DAY, 3, 9);
	put_day(now - DAY, 12, 10);
	put_heartbeat();
	SAYS("--json", 0, "{\"status\":\"ok\"",
	    print("\"state_dir\":\"%s\"", folder), "\"database\":\"ok\"",
	    print("\"last_day\":\"%s\"", yesterday), "\"damaged_files\":0",
	    "\"heartbeat_beat\":1", "\"heartbeat_version\":\"9.8.7\"",
	    "\"pack\":\"back-and-leg-pain\"", "\"rules_proved\":true",
	    "\"wrong\":[]",
	    print("{\"day\":\"%s\",\"kind\":\"page\",\"id\":\"discs\","
		  "\"count\":\"<5\"}",
		date_of(now - 2 * DAY)),
	    print("{\"day\":\"%s\",\"kind\":\"page\",\"id\":\"discs\","
		  "\"count\":12}",
		yesterday),
	    "{\"days\":1,\"kind\":\"page\",\"id\":\"discs\",\"count\":12}",
	    "{\"days\":2,\"kind\":\"visit-begun\",\"id\":\"\",\"count\":19}");
}

static void test_nothing_there(void **state)
{
	struct run_result r = run_pack(PACK, NULL);

	(void)state;
	assert_int_equal(r.status, 3);
	assert_string_equal(r.out, "");
	assert_non_null(strstr(r.err, "no kiosk has kept anything"));
	run_free(&r);
	SAYS("--json", 3, "{\"status\":\"none\"", "\"last_day\":null");
	/* nor was anything made by looking */
	assert_int_equal(rmdir(folder), 0);
	r = run_pack(PACK, NULL);
	assert_int_equal(r.status, 3);
	assert_int_not_equal(access(folder, F_OK), 0);
	run_free(&r);
	assert_int_equal(mkdir(folder, 0700), 0);
}

/* A kiosk that was just begun has counted nothing, and is well. */
static void test_begun(void **state)
{
	(void)state;
	put_heartbeat();
	SAYS(NULL, 0, "ok     database       nothing was counted yet\n",
	    "  none\n");
	assert_int_not_equal(access(path_of(COUNTERS_FILE), F_OK), 0);
}

static void test_no_heartbeat(void **state)
{
	const struct timespec old[2] = { { now - 200, 0 }, { now - 200, 0 } };
	const struct timespec next[2] = { { now + 900, 0 }, { now + 900, 0 } };
	FILE *out;

	(void)state;
	put_day(now, 5, 5);
	SAYS(NULL, 1, "WRONG  heartbeat      none\n", "ok     database ");
	SAYS("--json", 1, "{\"status\":\"wrong\"", "\"heartbeat_age\":null",
	    "\"wrong\":[\"heartbeat\"]");
	put_heartbeat();
	assert_int_equal(
	    utimensat(AT_FDCWD, path_of(HEARTBEAT_FILE), old, 0), 0);
	SAYS(NULL, 1, "WRONG  heartbeat      20", ": nobody is alive\n");
	assert_int_equal(
	    utimensat(AT_FDCWD, path_of(HEARTBEAT_FILE), next, 0), 0);
	SAYS(NULL, 1, "WRONG  heartbeat ", "seconds from now: look at the");
	out = fopen(path_of(HEARTBEAT_FILE), "w");
	assert_non_null(out);
	fputs("\x1b[2J", out);
	fclose(out);
	SAYS(NULL, 1, "WRONG  heartbeat      none\n");
}

static void spoil(void)
{
	FILE *out = fopen(path_of(COUNTERS_FILE), "w");

	assert_non_null(out);
	for (int i = 0; i < 900; i++)
		fputs("This is no database. ", out);
	fclose(out);
}

/* Said, and left for the kiosk to set aside. */
static void test_damaged(void **state)
{
	(void)state;
	put_day(now - DAY, 5, 5);
	put_heartbeat();
	spoil();
	SAYS(NULL, 1, "WRONG  database       counters.db: ", "damaged\n");
	SAYS("--json", 1, "\"database\":\"bad\"", "\"wrong\":[\"database\"]",
	    "\"counts\":[]");
	assert_int_equal(state_count(folder, COUNTERS_FILE ".bad"), 0);
	put_day(now, 5, 5);
	SAYS(NULL, 1, "ok     database ",
	    "WRONG  damaged files  1 set aside as counters.db.bad-*\n");
}

static void test_clock(void **state)
{
	(void)state;
	put_day(now + 3 * DAY, 5, 5);
	put_heartbeat();
	SAYS(NULL, 1, "WRONG  database ",
	    print("last counted on %s: look at the clock",
		date_of(now + 3 * DAY)));
}

static void test_no_pack(void **state)
{
	const char *const texts[] = { "WRONG  pack           it cannot be",
		NULL };
	const char *const none[] = { "ok     pack ",
		"ok     rules          this pack has no self-check\n", NULL };

	(void)state;
	put_heartbeat();
	says_of(folder, NULL, 1, texts);
	says_of(LUMBAR_SOURCE_DIR "/tests/pack-quiz", NULL, 0, none);
}

/* The pack that the kiosk refused may look well from here. */
static void test_refused(void **state)
{
	struct heartbeat heartbeat;

	(void)state;
	heartbeat_begin(&heartbeat, folder, "9.8.7");
	heartbeat_refuse(
	    &heartbeat, "/srv/packs/3", "it cannot be opened", 1764288000);
	assert_true(heartbeat_tick(&heartbeat, 0));
	SAYS(NULL, 1, "ok     pack           back-and-leg-pain ",
	    "WRONG  refused pack   /srv/packs/3, since 2025-11-28 00:00 UTC: "
	    "it cannot be opened\n");
	SAYS("--json", 1, "\"refused_pack\":\"/srv/packs/3\"",
	    "\"refused_why\":\"it cannot be opened\"",
	    "\"refused_since\":1764288000", "\"wrong\":[\"refused pack\"]");
	put_heartbeat();
	SAYS(NULL, 0, "ok     heartbeat ");
	SAYS("--json", 0, "\"refused_pack\":null", "\"refused_why\":null",
	    "\"refused_since\":null");
}

static void test_usage(void **state)
{
	const char *const more[] = { "lumbar", "status", "x", NULL };
	const char *const other[] = { "lumbar", "list", "--state-dir", "x",
		NULL };
	struct run_result r = run_program(more, NULL, NULL);

	(void)state;
	assert_int_equal(r.status, 2);
	run_free(&r);
	r = run_program(other, NULL, NULL);
	assert_int_equal(r.status, 2);
	run_free(&r);
}

/* Not a file, not a byte and not a time of change is other than before. */
static void test_changes_nothing(void **state)
{
	struct stat before, after;

	(void)state;
	put_day(now - DAY, 5, 5);
	put_heartbeat();
	assert_int_equal(stat(path_of(COUNTERS_FILE), &before), 0);
	SAYS(NULL, 0, "ok     database ");
	assert_int_equal(stat(path_of(COUNTERS_FILE), &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(before.st_size, after.st_size);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	assert_int_equal(state_count(folder, COUNTERS_FILE), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_well),
		TEST(test_json),
		TEST(test_nothing_there),
		TEST(test_begun),
		TEST(test_no_heartbeat),
		TEST(test_damaged),
		TEST(test_clock),
		TEST(test_no_pack),
		TEST(test_refused),
		TEST(test_usage),
		TEST(test_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
