/*
 * What no golden screen shows of the self-check: its bell, its patience, what
 * is left of answers, and what it does when its rules are not fit for use.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/driver.h"
#include "support/folder.h"
#include "triage/prove.h"
#include "widgets/self_check.h"

#define PACK     LUMBAR_SOURCE_DIR "/content"
#define FIVE_MIN (5 * 60 * 1000)

/* To the third question, whose second answer is an emergency. */
#define TO_SADDLE "1 Enter \"45\" Enter End Up Space Enter"

static bool shows(struct driver *driver, const char *text)
{
	char *dump = driver_dump(driver, false);
	const bool found = strstr(dump, text) != NULL;

	free(dump);
	return found;
}

/* The same for what may be broken over lines: without any blanks. */
static bool shows_broken(struct driver *driver, const char *text)
{
	char *dump = driver_dump(driver, false), *to = dump;
	bool found;

	for (const char *from = dump; *from != '\0'; from++) {
		if (*from != ' ' && *from != '\n')
			*to++ = *from;
	}
	*to = '\0';
	found = strstr(dump, text) != NULL;
	free(dump);
	return found;
}

static void open_at(struct driver *driver, const char *keys)
{
	driver_open(driver, PACK, "self-check", 24, 80, false);
	assert_true(driver_type(driver, keys));
}

static void test_bell_rings_once(void **state)
{
	struct driver driver;

	(void)state;
	open_at(&driver, TO_SADDLE);
	assert_false(driver.app.view.bell);
	assert_true(driver_type(&driver, "2 Enter"));
	assert_true(driver.app.view.bell);
	driver.app.view.bell = false;
	assert_true(driver_type(&driver, "w Esc Tab Tab Tab Tab Enter Esc"));
	assert_true(shows(&driver, "Get help now"));
	assert_false(driver.app.view.bell);
	/* another run has its own */
	assert_true(driver_type(&driver, "q 2 Enter 1 Enter " TO_SADDLE));
	assert_true(driver_type(&driver, "2 Enter"));
	assert_true(driver.app.view.bell);
	driver_close(&driver);
}

static void test_no_bell_below_an_emergency(void **state)
{
	struct driver driver;

	(void)state;
	open_at(&driver, TO_SADDLE " 1 Enter q 2 Enter");
	assert_true(shows(&driver, "You have not finished"));
	assert_false(driver.app.view.bell);
	driver_close(&driver);
}

static void test_asks_after_five_minutes(void **state)
{
	struct driver driver;
	int wait_ms;

	(void)state;
	open_at(&driver, "");
	/* nothing is answered: nothing to hide, no wake-up */
	assert_int_equal(app_wait_ms(&driver.app, driver.now_ms), -1);
	assert_true(driver_type(&driver, TO_SADDLE " 3"));
	wait_ms = app_wait_ms(&driver.app, driver.now_ms);
	assert_int_equal(wait_ms, FIVE_MIN);
	app_tick(&driver.app, driver.now_ms + FIVE_MIN - 1);
	assert_true(shows(&driver, "Is the feeling"));
	driver.now_ms += FIVE_MIN;
	app_tick(&driver.app, driver.now_ms);
	assert_true(shows(&driver, "Are you still there?"));
	assert_true(shows(&driver, "999"));
	assert_false(shows(&driver, "Is the feeling"));
	assert_int_equal(app_wait_ms(&driver.app, driver.now_ms), -1);
	/* any key carries on, with what was chosen */
	assert_true(driver_type(&driver, "x"));
	assert_true(shows(&driver, "(*) 3"));
	/* f clears */
	driver.now_ms += FIVE_MIN;
	app_tick(&driver.app, driver.now_ms);
	assert_true(driver_type(&driver, "f"));
	assert_true(shows(&driver, "You have not finished"));
	assert_false(self_check_has_answers(driver.app.view.check));
	driver_close(&driver);
}

/* The page that hides answers does not hide what to do. */
static void test_waiting_hides_no_emergency(void **state)
{
	struct driver driver;

	(void)state;
	open_at(&driver, TO_SADDLE " 2 Enter");
	for (int i = 0; i < 2; i++) {
		driver.now_ms += FIVE_MIN;
		app_tick(&driver.app, driver.now_ms);
		assert_true(shows(&driver, "!!! Get help now"));
		assert_true(shows(&driver, "Go to A&E"));
		assert_true(shows(&driver, "call 999"));
		assert_true(shows(&driver, "Are you still there?"));
		assert_false(shows(&driver, "New numbness"));
		assert_true(driver_type(&driver, "x"));
		/* and so while the rest is asked */
		if (i == 0)
			assert_true(driver_type(&driver, "Tab Tab Tab Enter"));
	}
	assert_true(shows(&driver, "Question 4"));
	assert_true(shows(&driver, "!!! Get help now. Emergency: 999"));
	driver.now_ms += FIVE_MIN;
	app_tick(&driver.app, driver.now_ms);
	assert_true(driver_type(&driver, "f"));
	assert_true(shows(&driver, "You have not finished"));
	assert_true(shows(&driver, "Go to A&E"));
	assert_true(shows(&driver, "Do not eat or drink much"));
	driver_close(&driver);

	/* nothing of an emergency where there is none */
	open_at(&driver, TO_SADDLE " 4 Enter Enter 1 Enter");
	driver.now_ms += FIVE_MIN;
	app_tick(&driver.app, driver.now_ms);
	assert_true(shows(&driver, "Are you still there?"));
	assert_false(shows(&driver, "Get "));
	assert_true(driver_type(&driver, "f"));
	assert_true(shows(&driver, "You have not finished"));
	assert_false(shows(&driver, "Get "));
	driver_close(&driver);
}

/* Whom an ambulance has to fetch is not told to go by himself. */
static void test_left_after_an_ambulance(void **state)
{
	struct driver driver;

	(void)state;
	open_at(&driver, "2 Enter \"45\" Enter 1 Enter Tab Tab Tab Enter");
	assert_true(shows(&driver, "Question 3"));
	assert_true(driver_type(&driver, "q 2 Enter"));
	assert_true(shows(&driver, "!!! Get help now"));
	assert_true(shows(&driver, "Call 999 now."));
	assert_false(shows(&driver, "hospital emergency department"));
	assert_true(shows(&driver, "fever and they feel very ill"));
	/* the next run knows nothing of it */
	assert_true(driver_type(&driver, "Esc 1 Enter 1 Enter q 2 Enter"));
	assert_true(shows(&driver, "You have not finished"));
	assert_false(shows(&driver, "Get help now"));
	driver_close(&driver);
}

/* Esc never undoes what the emergency came from. */
static void test_back_stops_at_the_rest(void **state)
{
	struct driver driver;

	(void)state;
	open_at(&driver, TO_SADDLE " 2 Enter Tab Tab Tab Enter 1 Enter");
	assert_true(shows(&driver, "Question 5"));
	assert_true(driver_type(&driver, "Esc"));
	assert_true(shows(&driver, "Question 4"));
	assert_true(driver_type(&driver, "Esc"));
	assert_true(shows(&driver, "Go to A&E"));
	/* the answer to question 4 was given to the rest: it can change */
	assert_true(driver_type(&driver, "Esc Esc"));
	assert_true(shows(&driver, "Go to A&E"));
	driver_close(&driver);

	open_at(&driver, TO_SADDLE " 2 Enter Tab Tab Tab Enter Esc Esc");
	assert_true(shows(&driver, "Leave?"));
	assert_true(driver_type(&driver, "1 Enter"));
	assert_true(shows(&driver, "!!! Get help now"));
	driver_close(&driver);
}

static time_t in_november(time_t *unused)
{
	(void)unused;
	return 1795340000; /* 2026-11-22 */
}

/* Each emergency and urgent rule alone: all that matters without scrolling. */
static void test_one_reason_fits(void **state)
{
	static struct proof proof;
	struct driver driver;
	struct self_check *check;
	struct arena arena;
	size_t seen = 0;

	(void)state;
	open_at(&driver, TO_SADDLE " 2 Enter");
	check = driver.app.view.check;
	check->made = in_november(NULL);
	arena_init(&arena);
	assert_true(prove_full(&check->rules, 10, 1, &arena, &proof, NULL));
	for (size_t i = 0; i < check->rules.nrules; i++) {
		const struct triage_rule *rule = &check->rules.rules[i];

		if (rule->level < TRIAGE_URGENT || !proof.rules[i].sole)
			continue;
		check->run.answers = proof.rules[i].answers;
		assert_true(driver_type(&driver, "w Esc"));
		if (!shows(&driver, "22 November 2026") ||
		    !shows(&driver, "Rules version 2026.1.") ||
		    !shows(&driver, "This is not a diagnosis.") ||
		    !shows(&driver, "Tell them: ") || !shows(&driver, "Why: "))
			fail_msg(
			    "%s:\n%s", rule->id, driver_dump(&driver, false));
		if (rule->level == TRIAGE_URGENT &&
		    !shows(&driver, "Go to A&E or call 999 if any of these "
				    "start:"))
			fail_msg("%s: no safety net", rule->id);
		seen++;
	}
	assert_true(seen > 40);
	arena_free(&arena);
	driver_close(&driver);
}

static void test_elsewhere_nothing_wakes(void **state)
{
	struct driver driver;

	(void)state;
	driver_open(&driver, PACK, "", 24, 80, false);
	assert_int_equal(app_wait_ms(&driver.app, driver.now_ms), -1);
	assert_true(driver_type(&driver, "2 Enter Enter"));
	assert_int_equal(app_wait_ms(&driver.app, driver.now_ms), -1);
	driver_close(&driver);
}

static void test_nothing_is_read_before_it_is_opened(void **state)
{
	struct driver driver;

	(void)state;
	driver_open(&driver, PACK, "", 24, 80, false);
	assert_null(driver.app.view.check);
	assert_true(driver_type(&driver, "1 Enter"));
	assert_non_null(driver.app.view.check);
	assert_true(driver_type(&driver, "Esc"));
	assert_null(driver.app.view.check);
	driver_close(&driver);
}

/* Reading on is no leaving; going home, or back behind it, is. */
static void test_what_ends_a_run(void **state)
{
	struct driver driver;

	(void)state;
	open_at(&driver, TO_SADDLE " 2 Enter Tab Tab Tab Tab Enter");
	assert_non_null(driver.app.view.check);
	assert_true(driver_type(&driver, "Esc"));
	assert_true(shows(&driver, "Get help now"));
	assert_true(driver_type(&driver, "Tab Enter H"));
	assert_null(driver.app.view.check);
	assert_true(driver_type(&driver, "Esc Esc"));
	assert_true(shows(&driver, "Are you answering for yourself"));
	driver_close(&driver);

	open_at(&driver, TO_SADDLE " 1 Enter H");
	assert_true(shows(&driver, "Leave?"));
	assert_true(driver_type(&driver, "2 Enter Enter Esc"));
	assert_null(driver.app.view.check);
	driver_close(&driver);
}

/* The mark of the line that has the focus moves by Space alone. */
static void test_moving_is_not_choosing(void **state)
{
	struct driver driver;

	(void)state;
	open_at(&driver, TO_SADDLE " Down Down Up End Home Enter Enter");
	assert_true(shows(&driver, "Question 3"));
	assert_false(shows(&driver, "(*)"));
	driver_close(&driver);
}

/* At any time, at any size: the advice is there again. */
static void test_resize_keeps_all(void **state)
{
	struct driver driver;

	(void)state;
	open_at(&driver, TO_SADDLE " 3");
	for (int i = 0; i < 300; i++) {
		app_resize(&driver.app, 1 + i * 7 % 50, 1 + i * 13 % 150);
		app_draw(&driver.app, &driver.canvas);
	}
	app_resize(&driver.app, 24, 80);
	assert_true(shows(&driver, "(*) 3"));
	assert_true(driver_type(&driver, "2 Enter"));
	for (int i = 0; i < 300; i++) {
		app_resize(&driver.app, 8 + i * 7 % 50, 32 + i * 13 % 150);
		app_draw(&driver.app, &driver.canvas);
	}
	app_resize(&driver.app, 24, 80);
	assert_true(shows(&driver, "!!! Get help now"));
	driver_close(&driver);
}

/* Rules that are not fit for use: numbers, no question, articles open. */
static void test_closed(void **state)
{
	struct driver driver;

	(void)state;
	driver_open(
	    &driver, LUMBAR_SOURCE_DIR "/tests/pack", "", 24, 80, false);
	assert_false(shows(&driver, "Check my symptoms"));
	driver_close(&driver);
	driver_open(&driver, LUMBAR_SOURCE_DIR "/tests/pack", "self-check", 24,
	    80, false);
	assert_true(shows(&driver, "The self-check is closed"));
	assert_true(shows(&driver, "999"));
	assert_int_equal(app_wait_ms(&driver.app, driver.now_ms), -1);
	assert_true(driver_type(&driver, "Enter Space 1 w Esc"));
	assert_true(shows(&driver, "What would you like to read?"));
	driver_close(&driver);
}

/* At each question, in each way: numbers to call, and never a level. */
static void test_failed(void **state)
{
	static const char *const steps[] = { "Enter", "Esc" };

	(void)state;
	for (int i = 0; i < 40; i++) {
		struct driver driver;
		struct self_check *check;
		int at;

		open_at(&driver, "1 Enter \"45\" Enter");
		check = driver.app.view.check;
		/* the line before the last: none, mostly, or no sign */
		for (at = 0; at < i / 4; at++)
			assert_true(driver_type(&driver, "Home Space Enter"));
		assert_true(driver_type(&driver, "Home Space"));
		if (i & 1)
			check->run.rules = NULL;
		else
			check->run.at = RULES_QUESTIONS + 7;
		if (check->run.stage == TRIAGE_ASK)
			assert_true(driver_type(&driver, steps[i / 2 % 2]));
		else
			self_check_review(check);
		assert_int_equal(self_check_page(check), CHECK_FAILED);
		assert_false(self_check_has_answers(check));
		if (i / 4 == 0) {
			assert_true(
			    shows(&driver, "We could not finish the check"));
			assert_true(shows(&driver, "999"));
			assert_true(driver_type(&driver, "Esc"));
			assert_true(shows(&driver, "What would you like"));
		}
		driver_close(&driver);
	}
}

static time_t in_2040(time_t *unused)
{
	(void)unused;
	return 2208988800;
}

static void test_old_rules_say_so(void **state)
{
	struct driver driver;

	(void)state;
	driver_open(&driver, PACK, "", 24, 80, false);
	driver.app.view.clock = in_2040;
	assert_true(driver_type(&driver, "1 Enter"));
	assert_true(shows(&driver, "were to be checked again by"));
	assert_true(driver_type(&driver, TO_SADDLE " 2 Enter G"));
	assert_true(shows(&driver, "01 January 2040"));
	driver_close(&driver);
}

/* The right question, then Enter, and one file; nothing else writes. */
static void test_saved_when_asked(void **state)
{
	struct driver driver;
	char name[256], path[4096];
	unsigned mode;
	char *text;

	(void)state;
	open_at(&driver, TO_SADDLE " 2 Enter");
	driver.app.view.check->made = in_november(NULL);
	assert_true(driver_type(&driver, "Enter p"));
	assert_true(shows(&driver, "Save this result in a text file?"));
	assert_true(shows(&driver, "holds health information"));
	assert_true(shows(&driver, "lumbar-self-check-2026-11-22-0933.txt"));
	assert_true(shows(&driver, "!!! Get help now. Emergency: 999"));
	/* every other key, and going back */
	assert_true(driver_type(&driver,
	    "p y 1 Space Right l Tab w Down click:6,10 Esc Enter p q "
	    "p Left p H 1 Enter Enter"));
	assert_true(shows(&driver, "!!! Get help now"));
	assert_int_equal(folder_count(NULL, 0), 0);
	assert_true(driver_type(&driver, "p Enter"));
	assert_int_equal(folder_count(name, sizeof(name)), 1);
	assert_string_equal(name, "lumbar-self-check-2026-11-22-0933.txt");
	assert_true(shows(&driver, "The result is saved"));
	assert_non_null(getcwd(path, sizeof(path)));
	strncat(path, "/lumbar-self-check-2026-11-22-0933.txt", 100);
	assert_true(shows_broken(&driver, path));
	assert_true(shows(&driver, "!!! Get help now. Emergency: 999"));
	/* once is once */
	assert_true(driver_type(&driver, "Enter Enter p y Enter Esc"));
	assert_true(shows(&driver, "Go to A&E"));
	assert_int_equal(folder_count(NULL, 0), 1);
	text = folder_read(name, &mode);
	assert_int_equal(mode, 0600);
	assert_non_null(strstr(text, "holds health information"));
	assert_non_null(strstr(text, "(E08)"));
	free(text);
	assert_true(driver_type(&driver, "p Enter"));
	assert_true(
	    shows_broken(&driver, "/lumbar-self-check-2026-11-22-0933-2.txt"));
	assert_int_equal(folder_count(NULL, 0), 2);
	driver_close(&driver);
}

/* A double click on "p save" asks; a click on "Enter save" then writes. */
static void test_saved_by_mouse(void **state)
{
	struct driver driver;
	static const int cols[][3] = { { 80, 21, 3 }, { 40, 3, 3 } };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char click[64];

		driver_open(&driver, PACK, "self-check", 24, cols[i][0], false);
		assert_true(driver_type(&driver, TO_SADDLE " 2 Enter"));
		snprintf(click, sizeof(click), "click:-1,%d click:-1,%d",
		    cols[i][1], cols[i][2]);
		assert_true(driver_type(&driver, click));
		assert_true(shows(&driver, "Save this result"));
		assert_int_equal(folder_count(NULL, 0), i);
		assert_true(driver_type(&driver, "wait:600 click:-1,3"));
		assert_true(shows(&driver, "The result is saved"));
		assert_int_equal(folder_count(NULL, 0), i + 1);
		driver_close(&driver);
	}
}

/* Why not, and what to do: the heading and the numbers are on the screen. */
static void test_not_saved(void **state)
{
	struct driver driver;

	(void)state;
	assert_int_equal(mkdir("gone", 0700), 0);
	assert_int_equal(chdir("gone"), 0);
	assert_int_equal(rmdir("../gone"), 0);
	open_at(&driver, TO_SADDLE " 2 Enter p");
	assert_true(shows(&driver, "in the current folder"));
	assert_true(driver_type(&driver, "Enter"));
	assert_true(shows(&driver, "The result is not saved"));
	assert_true(shows(&driver, "The folder is not there any more."));
	assert_true(shows(&driver, "Write this down instead:"));
	assert_true(shows(&driver, "Get help now. Emergency: 999. Advice:"));
	assert_true(driver_type(&driver, "Esc"));
	assert_true(shows(&driver, "Go to A&E"));
	driver_close(&driver);
}

/* Where saving is not allowed there is no key, no hint and no file. */
static void test_saving_is_not_allowed(void **state)
{
	static const struct policy policy = { POLICY_QUIT | POLICY_SUSPEND };
	struct driver driver;

	(void)state;
	open_at(&driver, TO_SADDLE " 2 Enter");
	assert_true(shows(&driver, "p save"));
	driver.app.view.policy = &policy;
	assert_false(shows(&driver, "p save"));
	assert_true(driver_type(&driver, "p"));
	assert_true(shows(&driver, "No use here."));
	assert_true(driver_type(&driver, "?"));
	assert_false(shows(&driver, "text file"));
	assert_true(driver_type(&driver, "Esc"));
	/* not even with the question open: it is asked when it is written */
	driver.app.view.policy = &policy_personal;
	assert_true(driver_type(&driver, "p"));
	driver.app.view.policy = &policy;
	assert_true(driver_type(&driver, "Enter"));
	driver.app.screen->ops->act(driver.app.screen, ACT_OPEN, 0);
	assert_true(shows(&driver, "The result is not saved"));
	assert_int_equal(folder_count(NULL, 0), 0);
	driver_close(&driver);
}

/* Nor leaving and stopping, where they are not: not by any key or click. */
static void test_leaving_is_not_allowed(void **state)
{
	static const struct policy policy = { POLICY_SAVE };
	struct driver driver;

	(void)state;
	driver_open(&driver, PACK, "", 24, 80, false);
	assert_true(shows(&driver, "q leave"));
	driver.app.view.policy = &policy;
	assert_false(shows(&driver, "leave"));
	assert_true(driver_type(&driver, "q Ctrl-C Ctrl-Z"));
	for (int col = 0; col < 64; col++) {
		struct event event = { .kind = EVENT_MOUSE, .row = 23 };

		event.col = col;
		driver.now_ms += 1000;
		app_event(&driver.app, &event, driver.now_ms);
		assert_true(driver_type(&driver, "H"));
	}
	app_resize(&driver.app, 5, 20);
	assert_false(shows(&driver, "q leave"));
	assert_true(driver_type(&driver, "q Ctrl-C Ctrl-Z"));
	assert_false(driver.app.done);
	assert_false(driver.app.want_suspend);
	driver.app.view.policy = &policy_personal;
	assert_true(shows(&driver, "q leave"));
	assert_true(driver_type(&driver, "Ctrl-Z q"));
	assert_true(driver.app.want_suspend);
	assert_true(driver.app.done);
	driver_close(&driver);
}

/* A click on an option is its digit; one on the message row is nothing. */
static void test_clicks(void **state)
{
	struct driver driver;

	(void)state;
	open_at(&driver, TO_SADDLE " click:6,9");
	assert_true(shows(&driver, "(*) 1"));
	assert_true(driver_type(&driver, "click:7,9"));
	assert_true(shows(&driver, "(*) 2"));
	/* urgent help, at once after any other click */
	assert_true(driver_type(&driver, "click:-1,3 click:-1,70"));
	assert_true(shows(&driver, "Urgent help"));
	assert_true(driver_type(&driver, "wait:600 Esc click:-1,28"));
	assert_true(shows(&driver, "Question 2"));
	/* a second click takes a tick back, a double click does not */
	assert_true(driver_type(&driver, "click:5,9 click:5,9"));
	assert_true(shows(&driver, "[x] 1"));
	assert_true(driver_type(&driver, "wait:600 click:5,9"));
	assert_true(shows(&driver, "[ ] 1"));
	app_resize(&driver.app, 12, 40);
	assert_true(driver_type(&driver, "Home"));
	assert_true(shows(&driver, "more below"));
	assert_true(shows(&driver, ">[ ] 1"));
	assert_true(driver_type(&driver, "click:-2,9"));
	assert_true(shows(&driver, ">[ ] 1"));
	driver_close(&driver);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bell_rings_once),
		cmocka_unit_test(test_no_bell_below_an_emergency),
		cmocka_unit_test(test_asks_after_five_minutes),
		cmocka_unit_test(test_waiting_hides_no_emergency),
		cmocka_unit_test(test_left_after_an_ambulance),
		cmocka_unit_test(test_back_stops_at_the_rest),
		cmocka_unit_test(test_one_reason_fits),
		cmocka_unit_test(test_elsewhere_nothing_wakes),
		cmocka_unit_test(test_nothing_is_read_before_it_is_opened),
		cmocka_unit_test(test_what_ends_a_run),
		cmocka_unit_test(test_moving_is_not_choosing),
		cmocka_unit_test(test_resize_keeps_all),
		cmocka_unit_test(test_closed),
		cmocka_unit_test(test_failed),
		cmocka_unit_test(test_old_rules_say_so),
		cmocka_unit_test_setup_teardown(
		    test_saved_when_asked, folder_enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_saved_by_mouse, folder_enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_not_saved, folder_enter, folder_leave),
		cmocka_unit_test_setup_teardown(
		    test_saving_is_not_allowed, folder_enter, folder_leave),
		cmocka_unit_test(test_leaving_is_not_allowed),
		cmocka_unit_test(test_clicks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
