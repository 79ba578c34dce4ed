/*
 * The real kiosk counts, shut in as it is: what it has written survives its
 * being killed, the next one goes on with the same file, and whoever looks
 * after it is told by `lumbar status`.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "support/emulator.h"
#include "support/kiosk.h"
#include "support/run.h"
#include "support/state.h"
#include "visit/counters.h"

#define VISITS 5 /* fewer are not told from none */

static char folder[PATH_MAX], settings[PATH_MAX + 16];

static int set_up(void **state)
{
	(void)state;
	state_make(folder, sizeof(folder));
	kiosk_settings(settings, sizeof(settings), folder, "counters = yes\n");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	state_remove(folder);
	return 0;
}

static void visit(struct emu *emu)
{
	(void)emu_press(emu, "x");
	emu_expect(emu, KIOSK_HOME);
	(void)emu_press(emu, "f");
	(void)emu_press(emu, "2");
	(void)emu_press(emu, "\r");
	emu_expect(emu, KIOSK_START);
}

/* Both days when midnight comes between. */
static int64_t count_begun(void)
{
	const int64_t day = (int64_t)time(NULL) / 86400;
	struct counters *const look = counters_look(folder);
	const struct counters_row *rows;
	struct arena arena;
	int64_t sum = 0;
	size_t n;

	arena_init(&arena);
	n = counters_read(look, day - 1, day, &arena, &rows);
	for (size_t i = 0; i < n; i++) {
		if (rows[i].kind == COUNTERS_VISIT_BEGUN && rows[i].n > 0)
			sum += rows[i].n;
	}
	arena_free(&arena);
	counters_close(look);
	return sum;
}

static void expect_begun(struct emu *emu, int64_t n)
{
	for (int ms = 0; count_begun() != n; ms += 50) {
		if (ms > EMU_PATIENCE_MS)
			fail_msg("%d visits counted", (int)count_begun());
		(void)emu_pump(emu, 50);
	}
}

static void test_survives_a_kill(void **state)
{
	struct emu emu;

	(void)state;
	for (int64_t round = 1; round <= 3; round++) {
		kiosk_start(&emu, settings);
		for (int i = 0; i < VISITS; i++)
			visit(&emu);
		expect_begun(&emu, round * VISITS);
		/* somebody is there when it is killed, and is not counted */
		(void)emu_press(&emu, "x");
		emu_expect(&emu, KIOSK_HOME);
		assert_false(emu.ended);
		kill(emu.pid, SIGKILL);
		emu_wait_end(&emu, EMU_PATIENCE_MS);
		emu_free(&emu);
		assert_int_equal(count_begun(), round * VISITS);
	}
	/* nothing was found to be wrong with the file */
	assert_int_equal(state_count(folder, COUNTERS_FILE ".bad"), 0);
}

/* Nothing can be counted: the visitor's screen is not where that is said. */
static void test_no_counts(void **state)
{
	char path[PATH_MAX + 16];
	struct emu emu;

	(void)state;
	snprintf(path, sizeof(path), "%s/%s", folder, COUNTERS_FILE);
	assert_int_equal(mkdir(path, 0700), 0);
	kiosk_start(&emu, settings);
	visit(&emu);
	(void)emu_pump(&emu, 300);
	visit(&emu);
	assert_false(emu.ended);
	assert_false(emu_sent(&emu, "lumbar: "));
	emu_free(&emu);
}

/* While it runs, and from outside of it. */
static void test_status(void **state)
{
	const char *const argv[] = { "lumbar", "status", "--json",
		"--state-dir", folder, "--content",
		LUMBAR_SOURCE_DIR "/content", NULL };
	struct run_result told;
	struct emu emu;

	(void)state;
	kiosk_start(&emu, settings);
	visit(&emu);
	told = run_program(argv, NULL, NULL);
	if (told.status != 0 ||
	    strstr(told.out, "\"heartbeat_beat\":1,") == NULL)
		fail_msg("%d: %s%s", told.status, told.out, told.err);
	run_free(&told);
	assert_false(emu.ended);
	emu_free(&emu);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_survives_a_kill, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_no_counts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_status, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
