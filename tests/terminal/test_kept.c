/*
 * The real program on a terminal: what a visitor did is kept although the
 * program is killed, and the next visit goes on there.
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

#include "support/emulator.h"
#include "support/state.h"
#include "visit/store.h"

#define PACK LUMBAR_SOURCE_DIR "/tests/pack-quiz"

static char home[PATH_MAX], env_home[PATH_MAX + 32], folder[PATH_MAX + 16];

static int set_up(void **state)
{
	(void)state;
	state_make(home, sizeof(home));
	snprintf(env_home, sizeof(env_home), "XDG_STATE_HOME=%s", home);
	snprintf(folder, sizeof(folder), "%s/lumbar", home);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	state_remove(home);
	return 0;
}

static void start(struct emu *emu, const char *place)
{
	const char *const args[] = { LUMBAR_BINARY, "--content", PACK, place,
		NULL };
	const char *const env[] = { env_home, NULL };
	const struct emu_options options = { .args = args,
		.term = "xterm-256color",
		.locale = "C.UTF-8",
		.env = env,
		.rows = 24,
		.cols = 80 };

	emu_start(emu, &options);
	emu_settle(emu);
}

static void kill_it(struct emu *emu)
{
	kill(emu->pid, SIGKILL);
	emu_wait_end(emu, EMU_PATIENCE_MS);
	emu_free(emu);
}

/* As soon as the reasons are shown the answer is on the disk. */
static void an_answer_survives_a_kill(void **state)
{
	struct store_again again;
	struct store *store;
	struct emu emu;

	(void)state;
	start(&emu, "quiz:one");
	(void)emu_press(&emu, "2");
	(void)emu_press(&emu, "\r");
	emu_expect(&emu, "NOT QUITE");
	kill_it(&emu);
	store = store_open(folder, 0);
	assert_true(store_get_again(store, "one", "only", &again));
	assert_int_equal(again.step, 1);
	store_close(store);
}

/* The first frame, and then what was kept, without a key. */
static void the_menu_fills_itself(void **state)
{
	struct emu emu;

	(void)state;
	start(&emu, "keep-moving");
	emu_expect(&emu, "Moving helps most backs");
	(void)emu_press(&emu, "m");
	emu_expect(&emu, "Bookmark set");
	kill_it(&emu);
	start(&emu, "");
	emu_expect(&emu, "Go on reading");
	assert_true(emu_shows(&emu, "bookmark, "));
	(void)emu_press(&emu, "c");
	emu_expect(&emu, "Moving helps most backs");
	kill_it(&emu);
}

/* The line is gone: the place of the page is kept all the same. */
static void a_hangup_keeps_the_place(void **state)
{
	struct store_page page;
	struct arena arena;
	struct store *store;
	struct emu emu;

	(void)state;
	start(&emu, "keep-moving");
	emu_resize(&emu, 10, 40);
	(void)emu_press(&emu, " ");
	kill(emu.pid, SIGHUP);
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	emu_free(&emu);
	arena_init(&arena);
	store = store_open(folder, 0);
	assert_true(store_get_page(store, "keep-moving", &arena, &page));
	assert_true(page.block > 0);
	store_close(store);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    an_answer_survives_a_kill, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_menu_fills_itself, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_hangup_keeps_the_place, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
