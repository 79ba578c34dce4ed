/*
 * What a kiosk counts of its visits: each page that is opened, each self-check
 * once and with its level, how visits end; and nothing before a visit is over.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "app_count.h"
#include "support/driver.h"
#include "support/state.h"
#include "visit/counters.h"
#include "visit/heartbeat.h"

#define DAY    (DRIVER_NOW / 86400)
#define PAGE   "muscle-and-simple-pain"
#define VISITS 6

/* To an emergency: about me, 45 years old, a new numb feeling. */
#define EMERGENCY "1 Enter 1 Enter \"45\" Enter End Up Space Enter 2 Enter"
#define LEAVE     "f 2 Enter"

static struct kiosk kiosk;
static struct driver driver;
static struct counters *counters;
static char folder[PATH_MAX];

static int set_up(void **state)
{
	(void)state;
	state_make(folder, sizeof(folder));
	kiosk = kiosk_builtin;
	kiosk.state = folder;
	driver_open_kiosk(
	    &driver, LUMBAR_SOURCE_DIR "/content", &kiosk, NULL, 24, 80);
	counters = counters_open(folder, DRIVER_NOW);
	driver.app.kiosk.counters = counters;
	app_count_pages(&driver.app);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	driver_close(&driver);
	counters_close(counters);
	state_remove(folder);
	return 0;
}

/* Each visit with its own script; then the first screen is seen for a while. */
static void visit(const char *script)
{
	for (int i = 0; i < VISITS; i++) {
		assert_true(driver_type(&driver, "x"));
		assert_true(driver_type(&driver, script));
		if (driver.app.kiosk.visiting)
			driver_wait(&driver, 3600000);
		assert_false(driver.app.kiosk.visiting);
		driver_wait(&driver, 1000);
	}
}

/* "" for a kind without ids. 0: there is no such row. */
static int64_t counted(enum counters_kind kind, const char *id)
{
	struct counters *const look = counters_look(folder);
	const struct counters_row *rows;
	struct arena arena;
	int64_t n = 0;
	size_t nrows;

	arena_init(&arena);
	nrows = counters_read(look, DAY, DAY, &arena, &rows);
	for (size_t i = 0; i < nrows; i++) {
		if (rows[i].kind == kind && strcmp(rows[i].id, id) == 0)
			n = rows[i].n;
	}
	arena_free(&arena);
	counters_close(look);
	return n;
}

static void test_pages(void **state)
{
	(void)state;
	visit("4 Enter Enter Backspace Enter " LEAVE);
	assert_int_equal(counted(COUNTERS_VISIT_BEGUN, ""), VISITS);
	assert_int_equal(counted(COUNTERS_VISIT_FINISHED, ""), VISITS);
	assert_int_equal(counted(COUNTERS_VISIT_IDLE, ""), 0);
	/* opened twice, and not counted for coming back */
	assert_int_equal(counted(COUNTERS_PAGE, PAGE), 2 * VISITS);
	assert_int_equal(counted(COUNTERS_CHECK_DONE, "emergency"), 0);
	assert_int_equal(counted(COUNTERS_CHECK_LEFT, ""), 0);
}

static void test_idle(void **state)
{
	(void)state;
	visit("4 Enter Enter");
	assert_int_equal(counted(COUNTERS_VISIT_IDLE, ""), VISITS);
	assert_int_equal(counted(COUNTERS_VISIT_FINISHED, ""), 0);
}

/* Once a run, whatever is done on its last page. */
static void test_levels(void **state)
{
	(void)state;
	visit(EMERGENCY " Down Up ! Esc " LEAVE);
	assert_int_equal(counted(COUNTERS_CHECK_DONE, "emergency"), VISITS);
	assert_int_equal(counted(COUNTERS_CHECK_LEFT, ""), 0);
	assert_false(driver.app.kiosk.runs.has_level);
}

static void test_left(void **state)
{
	(void)state;
	visit("1 Enter 1 Enter \"45\" Enter " LEAVE);
	assert_int_equal(counted(COUNTERS_CHECK_LEFT, ""), VISITS);
	/* who only looks at its first page has begun nothing */
	visit("1 Enter " LEAVE);
	assert_int_equal(counted(COUNTERS_CHECK_LEFT, ""), VISITS);
	assert_int_equal(counted(COUNTERS_VISIT_BEGUN, ""), 2 * VISITS);
}

/* The disk is not written while somebody is there. */
static void test_nothing_during_a_visit(void **state)
{
	(void)state;
	visit("4 Enter Enter " LEAVE);
	for (int i = 0; i < VISITS; i++)
		assert_true(
		    driver_type(&driver, "x 4 Enter Enter Backspace Home"));
	driver_wait(&driver, 80000);
	assert_true(driver.app.kiosk.visiting);
	assert_int_equal(counted(COUNTERS_PAGE, PAGE), VISITS);
	assert_true(driver_type(&driver, LEAVE));
	/* nor before the first screen is shown again */
	assert_int_equal(counted(COUNTERS_PAGE, PAGE), VISITS);
	driver_wait(&driver, 0);
	assert_true(counted(COUNTERS_PAGE, PAGE) > VISITS);
}

/* At least every minute, during the longest wait too. */
static void test_heartbeat(void **state)
{
	struct heartbeat heartbeat;
	struct heartbeat_seen seen;

	(void)state;
	kiosk.idle_article_s = 900;
	heartbeat_begin(&heartbeat, folder, "1.2.3");
	driver.app.kiosk.heartbeat = &heartbeat;
	driver_wait(&driver, 0);
	assert_true(heartbeat_read(folder, DRIVER_NOW, &seen));
	assert_int_equal(seen.beat, 1);
	assert_true(driver_type(&driver, "x 4 Enter Enter"));
	driver_wait(&driver, 600000);
	assert_true(driver.app.kiosk.visiting);
	assert_null(driver.app.cover);
	assert_true(heartbeat_read(folder, DRIVER_NOW, &seen));
	assert_int_equal(seen.beat, 11);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_pages, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_idle, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_levels, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_left, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_nothing_during_a_visit, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_heartbeat, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
