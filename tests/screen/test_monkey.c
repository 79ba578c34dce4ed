/*
 * Keys and sizes at random, by a seed that is printed: no crash, the promises
 * of every screen hold after each step, and memory does not grow.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "app_parts.h"
#include "app_kiosk.h"
#include "support/driver.h"
#include "support/folder.h"
#include "support/state.h"
#include "widgets/sitting.h"
#include "widgets/frame.h"

#define STEPS_DEFAULT (LUMBAR_SANITIZED ? 20000 : 100000)
#define WARM_UP       20000
#define GROWTH_MAX    (256u << 10)

static uint32_t seed;
static unsigned long results;         /* of the self-check that were seen */
static unsigned long scores, written; /* of quizzes */

static uint32_t next_random(void)
{
	/* Marsaglia's xorshift: the same everywhere */
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed;
}

static uint32_t pick(uint32_t n)
{
	return next_random() % n;
}

static bool row_has(const struct canvas *canvas, int row, const char *text)
{
	size_t len = strlen(text);

	for (int col = 0; col + (int)len <= canvas->cols; col++) {
		const struct cell *cell =
		    &canvas->cells[row * canvas->cols + col];
		size_t i = 0;

		while (i < len && cell[i].cp == (unsigned char)text[i])
			i++;
		if (i == len)
			return true;
	}
	return false;
}

static void check_promises(struct driver *driver)
{
	const struct canvas *canvas = &driver->canvas;

	app_draw(&driver->app, &driver->canvas);
	assert_in_range(canvas->cursor_row, 0, canvas->rows - 1);
	assert_in_range(canvas->cursor_col, 0, canvas->cols - 1);
	if (canvas->rows >= FRAME_MIN_ROWS && canvas->cols >= FRAME_MIN_COLS)
		assert_true(row_has(canvas, canvas->rows - 1, "! URGENT HELP"));
	else if (canvas->cols >= 3)
		/* the number of the region in use */
		assert_true(
		    row_has(canvas, 0, "999") || row_has(canvas, 1, "999") ||
		    row_has(canvas, 2, "999") || row_has(canvas, 3, "999"));
	for (int row = 0; row < canvas->rows; row++) {
		int cols = 0;

		for (int col = 0; col < canvas->cols; col++)
			cols += canvas->cells[row * canvas->cols + col].cols;
		assert_int_equal(cols, canvas->cols);
	}
}

static void random_key(struct driver *driver)
{
	static const uint32_t usual[] = { KEY_UP, KEY_DOWN, KEY_LEFT, KEY_RIGHT,
		KEY_PGUP, KEY_PGDN, KEY_HOME, KEY_END, KEY_ENTER, KEY_ENTER,
		KEY_TAB, KEY_BACKTAB, KEY_ESC, KEY_BACKSPACE, KEY_F1,
		KEY_ALT_LEFT, KEY_ALT_RIGHT, ' ', '/', '!', '?', 'o', 'n', 'N',
		'a', 'H', ']', '+', '-', 'c', 'm', 'r', KEY_CTRL('L'),
		KEY_CTRL('U') };

	if (pick(3) > 0)
		driver_key(
		    driver, usual[pick(sizeof(usual) / sizeof(usual[0]))]);
	else if (pick(2) > 0)
		driver_key(driver, ' ' + pick(95));
	else
		driver_key(driver, 1 + pick(0x300));
}

/*
 * Through the wizard: something chosen, and on. A walk at random would hardly
 * ever get to its end.
 */
static void answer_something(struct driver *driver)
{
	const struct screen *screen = driver->app.screen;
	const unsigned where = screen->ops->where(screen);

	if (driver->app.noverlays > 0)
		return;
	if (where & WHERE_NUMBER) {
		driver_key(driver, '0' + pick(10));
	} else if (where & WHERE_CHOICES) {
		/* mostly what leads on: none, and no */
		driver_key(driver, pick(2) > 0 ? KEY_HOME : KEY_END);
		if (pick(2) > 0)
			driver_key(driver, KEY_UP);
		driver_key(driver, ' ');
	} else if (where & (WHERE_ANSWERS | WHERE_RESULT)) {
		static const uint32_t usual[] = { '1', 'w', '2', 'q', KEY_TAB,
			' ', 'G', KEY_ENTER, 'p' };

		results += (where & WHERE_RESULT) != 0;
		driver_key(driver, usual[pick(9)]);
	}
	driver_key(driver, KEY_ENTER);
	driver_key(driver, KEY_ENTER);
}

/* Through a quiz: an option, of an order mostly all of them, and on. */
static void answer_quiz(struct driver *driver)
{
	const struct sitting *sitting = driver->app.view.sitting;
	const struct screen *screen = driver->app.screen;
	const unsigned where = screen->ops->where(screen);

	if (driver->app.noverlays > 0)
		return;
	if (where & WHERE_QUIZ) {
		const struct quiz_item *item = quiz_run_item(&sitting->run);
		const bool order = item->question->kind == QUIZ_ORDER;
		const size_t n = item->question->noptions;

		for (size_t i = 0; i < (order ? n : 1); i++)
			driver_key(driver,
			    '1' +
				(order ? (uint32_t)i : pick((uint32_t)n + 1)));
	} else if (where & WHERE_SCORE) {
		static const uint32_t usual[] = { KEY_TAB, KEY_BACKTAB, '6',
			'7', KEY_ESC, 'G' };

		scores += sitting_page(sitting) == SITTING_SCORE;
		driver_key(driver, usual[pick(6)]);
	} else if (where & WHERE_WRITE) {
		written++;
		driver_key(driver, ' ' + pick(0x2FF));
	} else if (pick(8) == 0) {
		app_open(
		    &driver->app, pick(4) > 0 ? "quiz:anatomy" : "quizzes");
	}
	driver_key(driver, KEY_ENTER);
}

static void random_step(struct driver *driver)
{
	struct event event = { .kind = EVENT_MOUSE };

	switch (pick(40)) {
	case 0:
		app_resize(&driver->app, 1 + (int)pick(70), 1 + (int)pick(220));
		break;
	case 3:
		if (driver->app.session.at > 0 || pick(4) > 0)
			break;
		driver_key(driver, '1');
		driver_key(driver, KEY_ENTER);
		break;
	case 4:
		driver->now_ms += 5 * 60 * 1000;
		app_tick(&driver->app, driver->now_ms);
		break;
	case 5:
	case 6:
	case 7:
	case 8:
	case 9:
	case 10:
		answer_something(driver);
		break;
	case 11:
	case 12:
	case 13:
	case 14:
	case 15:
	case 16:
	case 17:
		if (driver->app.view.store != NULL)
			answer_quiz(driver);
		break;
	case 1:
		event.mouse = (enum mouse_kind)pick(4);
		event.row = (int)pick(60);
		event.col = (int)pick(200);
		app_event(&driver->app, &event, ++driver->now_ms);
		break;
	case 2:
		event.kind = EVENT_PASTE;
		event.key = 1 + pick(0xFFFF);
		app_event(&driver->app, &event, ++driver->now_ms);
		break;
	default:
		random_key(driver);
		break;
	}
	/* whoever left comes back: the walk goes on */
	driver->app.done = false;
	driver->app.want_redraw = driver->app.want_suspend = false;
}

/* What is on the screen costs memory: both times the same. */
static void rest_at_home(struct driver *driver)
{
	app_resize(&driver->app, 24, 80);
	app_end_visit(&driver->app, true);
	driver->app.want_wipe = false;
	(void)app_settle(&driver->app);
}

static void walk(const char *pack, struct store *store, unsigned part)
{
	const char *steps_text = getenv("LUMBAR_MONKEY_STEPS");
	const unsigned long steps =
	    (steps_text != NULL ? strtoul(steps_text, NULL, 10)
				: STEPS_DEFAULT) /
	    part;
	struct driver driver;
	size_t before = 0, after;

	if (store != NULL)
		driver_open_kept(&driver, pack, "", 24, 80, store);
	else
		driver_open(&driver, pack, "", 24, 80, false);
	for (unsigned long i = 0; i < steps + WARM_UP; i++) {
		random_step(&driver);
		if (pick(16) == 0)
			check_promises(&driver);
		if (i == WARM_UP) {
			/* faults of pages are kept up to a cap of their own */
			driver.app.diag = NULL;
			rest_at_home(&driver);
			before = mallinfo2().uordblks;
		}
	}
	rest_at_home(&driver);
	after = mallinfo2().uordblks;
	printf("%lu steps, memory in use %zu before, %zu after\n", steps,
	    before, after);
	if (!LUMBAR_SANITIZED)
		assert_true(after < before + GROWTH_MAX);
	driver_close(&driver);
}

static void test_small_pack(void **state)
{
	(void)state;
	walk(LUMBAR_SOURCE_DIR "/tests/pack", NULL, 1);
}

static void test_real_pack(void **state)
{
	(void)state;
	walk(LUMBAR_SOURCE_DIR "/content", NULL, 1);
	printf("%lu times at a result of the self-check, %zu saved\n", results,
	    folder_count(NULL, 0));
	assert_true(results > 0);
}

/* With something to keep: quizzes, places and bookmarks reach the disk. */
static void test_kept(void **state)
{
	char folder[4096];
	struct store *store;

	(void)state;
	state_make(folder, sizeof(folder));
	store = store_open(folder, DRIVER_NOW);
	walk(LUMBAR_SOURCE_DIR "/tests/pack-quiz", store, 4);
	walk(LUMBAR_SOURCE_DIR "/content", store, 4);
	assert_null(store_note(store));
	store_close(store);
	state_remove(folder);
	printf("%lu times at the end of a quiz, %lu keys written\n", scores,
	    written);
	assert_true(scores > 0 && written > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small_pack),
		cmocka_unit_test(test_real_pack),
		cmocka_unit_test(test_kept),
	};
	const char *text = getenv("LUMBAR_MONKEY_SEED");

	seed = text != NULL ? (uint32_t)strtoul(text, NULL, 10) : 20261122;
	printf("LUMBAR_MONKEY_SEED=%u\n", seed);
	/* results of the self-check are saved, too */
	return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
