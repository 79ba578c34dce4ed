/*
 * A kiosk without a terminal: who comes is let in, who goes is forgotten, at
 * the times that kiosk.ini says, and nothing leads out.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <dirent.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/region.h"
#include "support/driver.h"
#include "visit/kiosk.h"
#include "widgets/self_check.h"

#define REAL      LUMBAR_SOURCE_DIR "/content"
#define QUIZ      LUMBAR_SOURCE_DIR "/tests/pack-quiz"
#define LANGUAGES LUMBAR_SOURCE_DIR "/tests/pack-languages"

/* Of 482913; the tests of the PIN itself are in unit/test_pin.c. */
#define HASH                                                               \
	"$y$j75$k2XAnEHBqQ1Ct2aMXFKNa/HAmA1BpMnBsYHMWB4NZN4$kpQ2eHNrwZtNj" \
	"0KdA9wUkU6E3baNX6aaYr1P6T8pW08"

static struct kiosk kiosk;
static struct pin pin;
static struct driver driver;

static int set_up(void **state)
{
	(void)state;
	kiosk = kiosk_builtin;
	kiosk.state = "";
	return 0;
}

static void open_kiosk(const char *pack)
{
	pin_open(&pin, kiosk.pin, "", DRIVER_NOW);
	driver_open_kiosk(&driver, pack, &kiosk, &pin, 24, 80);
}

static bool shows(const char *text)
{
	char *dump = driver_dump(&driver, false);
	const bool there = strstr(dump, text) != NULL;

	free(dump);
	return there;
}

/* The same, however the lines are cut. */
static bool says(const char *text)
{
	char *dump = driver_dump(&driver, false);
	size_t len = 0;
	bool there;

	for (size_t i = 0; dump[i] != '\0'; i++) {
		const char c = dump[i] == '\n' ? ' ' : dump[i];

		if (c != ' ' || (len > 0 && dump[len - 1] != ' '))
			dump[len++] = c;
	}
	dump[len] = '\0';
	there = strstr(dump, text) != NULL;
	free(dump);
	return there;
}

static void type(const char *script)
{
	assert_true(driver_type(&driver, script));
}

/* Nothing of a visit: as when the kiosk was switched on. */
static void assert_forgotten(void)
{
	assert_true(shows("PRESS ANY KEY TO START"));
	assert_false(driver.app.kiosk.visiting);
	assert_null(driver.app.cover);
	assert_int_equal(driver.app.noverlays, 0);
	assert_null(driver.app.view.check);
	assert_null(driver.app.view.sitting);
	assert_int_equal(driver.app.session.n, 1);
	assert_int_equal(driver.app.session.at, 0);
	assert_string_equal(driver.app.session.places[0].id, "");
	assert_false(driver.app.done);
}

static void test_begins_and_ends(void **state)
{
	(void)state;
	open_kiosk(REAL);
	assert_forgotten();
	type("x");
	assert_true(shows("What would you like to do?"));
	type("f");
	assert_true(shows("Finish now?"));
	type("Enter");
	assert_true(shows("What would you like to do?"));
	type("4 Enter f 2 Enter");
	assert_true(driver.app.want_wipe);
	assert_forgotten();
	/* a key that is pressed on the first screen opens nothing else */
	type("Enter");
	assert_true(shows("What would you like to do?"));
	assert_int_equal(driver.app.session.n, 1);
	driver_close(&driver);
}

/* 90 s in a menu, then 30 s to answer. */
static void test_idle(void **state)
{
	(void)state;
	open_kiosk(REAL);
	type("x 4 Enter");
	driver_wait(&driver, 89000);
	assert_false(shows("Are you still there?"));
	driver_wait(&driver, 1000);
	assert_true(shows("Are you still there?"));
	assert_true(shows("cleared in 30 seconds"));
	driver_wait(&driver, 13000);
	assert_true(shows("cleared in 17 seconds"));
	/* any key carries on, and does nothing else */
	type("Enter");
	assert_true(shows("Causes"));
	assert_false(shows("Are you still there?"));
	assert_int_equal(driver.app.session.at, 1);
	driver_wait(&driver, 119000);
	assert_true(shows("cleared in 1 seconds"));
	driver_wait(&driver, 1000);
	assert_forgotten();
	driver_close(&driver);
}

static void expect_limit(const char *script, int seconds)
{
	open_kiosk(REAL);
	type("x");
	type(script);
	driver_wait(&driver, seconds * 1000 - 1000);
	if (shows("Are you still there?"))
		fail_msg("%s: asked too soon", script);
	driver_wait(&driver, 1000);
	if (!shows("Are you still there?"))
		fail_msg("%s: not asked after %d s", script, seconds);
	driver_close(&driver);
}

static void test_times_by_kind(void **state)
{
	(void)state;
	expect_limit("Home", 90);
	expect_limit("4 Enter Enter", 180);
	expect_limit("!", 300);
	expect_limit("1 Enter", 120);
	expect_limit("1 Enter 1 Enter \"45\" Enter End Up Space Enter", 120);
	/* numb between the legs: an emergency's result stays five minutes */
	expect_limit(
	    "1 Enter 1 Enter \"45\" Enter End Up Space Enter 2 Enter", 300);
	expect_limit("1 1 Enter Enter", 120);
}

static void test_more_time(void **state)
{
	(void)state;
	open_kiosk(REAL);
	type("x");
	driver_wait(&driver, 95000);
	type("t");
	assert_true(shows("You have more time now"));
	driver_wait(&driver, 269000);
	assert_false(shows("Are you still there?"));
	driver_wait(&driver, 2000);
	assert_true(shows("Are you still there?"));
	/* not for whoever comes next */
	type("f x");
	driver_wait(&driver, 91000);
	assert_true(shows("Are you still there?"));
	driver_close(&driver);
}

/* Every choice that there is can be read at every size. */
static void test_countdown_says_its_keys(void **state)
{
	static const int sizes[][2] = { { 8, 32 }, { 12, 40 }, { 24, 80 },
		{ 43, 132 } };

	(void)state;
	for (size_t i = 0; i < 8; i++) {
		open_kiosk(REAL);
		type("x");
		if (i >= 4)
			type(
			    "1 Enter 1 Enter \"45\" Enter End Up Space Enter 2 "
			    "Enter");
		driver_wait(&driver, i < 4 ? 91000 : 301000);
		app_resize(&driver.app, sizes[i % 4][0], sizes[i % 4][1]);
		assert_int_equal(
		    says("!!! Get help now. Emergency: 999"), i >= 4);
		assert_true(says("leared in 29 seconds") ||
			    says("leared in 30 seconds"));
		assert_true(shows("Press any key to carry on."));
		assert_true(shows("t: more time"));
		assert_true(shows("f: finish"));
		assert_true(shows("! URGENT HELP"));
		type("t");
		assert_false(shows("t: more time"));
		driver_close(&driver);
	}
}

/* Over and over: there is no end to carrying on. */
static void test_unlimited(void **state)
{
	(void)state;
	open_kiosk(REAL);
	type("x");
	for (int i = 0; i < 50; i++) {
		driver_wait(&driver, 100000);
		assert_true(shows("Are you still there?"));
		type("Space");
	}
	assert_true(shows("What would you like to do?"));
	driver_close(&driver);
}

static void test_emergency_stays(void **state)
{
	(void)state;
	open_kiosk(REAL);
	type("x 1 Enter 1 Enter \"45\" Enter End Up Space Enter 2 Enter");
	assert_true(shows("!!! Get help now"));
	driver_wait(&driver, 301000);
	assert_true(shows("Are you still there?"));
	assert_true(shows("!!! Get help now. Emergency: 999"));
	type("!");
	assert_true(shows("Urgent help"));
	/* and that somebody reads it is not forgotten */
	driver_wait(&driver, 200000);
	assert_true(shows("Urgent help"));
	type("Esc");
	assert_true(shows("!!! Get help now"));
	driver_close(&driver);
}

/* The signs stay as long as an emergency does, over whatever they lie. */
static void test_urgent_help_stays(void **state)
{
	(void)state;
	open_kiosk(REAL);
	type("x !");
	driver_wait(&driver, 299000);
	assert_true(shows("Urgent help"));
	driver_wait(&driver, 2000);
	assert_true(shows("Are you still there?"));
	driver_wait(&driver, 30000);
	assert_forgotten();
	driver_close(&driver);
}

/* A hidden screen is not uncovered by the question who is there. */
static void test_hidden_stays_hidden(void **state)
{
	(void)state;
	open_kiosk(REAL);
	type("x 4 Enter z");
	assert_true(shows("Hidden."));
	driver_wait(&driver, 100000);
	assert_true(shows("Hidden."));
	/* who comes back in time finds all of it */
	type("x");
	driver_wait(&driver, 89000);
	assert_true(shows("Carry on"));
	type("Enter");
	assert_true(shows("Causes"));
	type("z");
	driver_wait(&driver, 121000);
	assert_forgotten();
	driver_close(&driver);
}

/* Something that lies on a key is nobody: not for ever. */
static void test_held_key(void **state)
{
	(void)state;
	open_kiosk(REAL);
	type("x");
	for (int i = 0; i < 61000 / 100; i++)
		driver_key(&driver, 'j');
	/* as if there were no key from now on */
	for (int i = 0; i < 90; i++) {
		for (int k = 0; k < 10; k++) {
			driver_wait(&driver, 0);
			driver_key(&driver, 'j');
		}
	}
	driver_wait(&driver, 0);
	assert_true(shows("Are you still there?"));
	for (int i = 0; i < 310; i++) {
		driver_key(&driver, 'j');
		driver_wait(&driver, 0);
	}
	assert_forgotten();
	/* and a hand is somebody again */
	driver_wait(&driver, 1000);
	type("j");
	assert_true(shows("What would you like to do?"));
	driver_close(&driver);
}

/* Somebody stands a few steps away. */
static void test_reception(void **state)
{
	(void)state;
	static const char *const values[][2] = {
		{ "the desk by the main door", " (the desk by the main door)" },
		{ "Tell the person at the desk now.",
		    " (Tell the person at the desk now)" },
		{ "Reception.", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		char now[160], first[160];

		snprintf(now, sizeof(now),
		    "In this clinic: tell reception now%s. Show them this "
		    "screen.",
		    values[i][1]);
		snprintf(first, sizeof(first),
		    "or tell reception%s, now. ! shows all signs.",
		    values[i][1]);
		kiosk.reception = values[i][0];
		kiosk.clinic = "Riverside Surgery";
		open_kiosk(REAL);
		assert_true(shows("Riverside Surgery"));
		assert_true(says(first));
		type("x !");
		assert_true(says(now));
		type("Esc 1 Enter 1 Enter \"45\" Enter");
		type("End Up Space Enter 2 Enter");
		assert_true(shows("!!! Get help now"));
		assert_true(says(now));
		driver_close(&driver);
	}
}

static void check_first_screen(int rows, int cols)
{
	const bool builtin = driver.catalog.region == &region_builtin;
	char now[80];

	snprintf(now, sizeof(now), "%s%s", builtin ? "(112)" : "Call 999",
	    kiosk.reception[0] != '\0' ? ", or tell reception" : " now.");
	app_resize(&driver.app, rows, cols);
	for (int slide = 0; slide < 9; slide++) {
		const char *const must[] = { "BACK OR LEG PAIN?",
			kiosk.nhours > 0 ? "Closed now."
					 : "PRESS ANY KEY TO START",
			"Cannot pee? No feeling between your legs? Call", now,
			"now. ! shows all signs." };

		for (size_t i = 0; i < sizeof(must) / sizeof(must[0]); i++) {
			char *dump;

			if (says(must[i]))
				continue;
			dump = driver_dump(&driver, false);
			fail_msg("no \"%s\" at %dx%d:\n%s", must[i], cols, rows,
			    dump);
		}
		driver_wait(&driver, 12000);
	}
}

/* How to begin, the signs and the number, whatever the clinic adds to it. */
static void test_first_screen(void **state)
{
	static const char *const packs[] = { REAL, LANGUAGES };
	static const char *const clinics[] = { "", "Riverside Surgery",
		"The Health Centre of the Riverside, the Hill and the Old "
		"Town, Community Physiotherapy and Pain Clinic, first floor" };
	static const char *const receptions[] = { "",
		"the desk by the main door",
		"the long desk on the left behind the second glass door of the "
		"ground floor, where the blue lamp is, beside the lift" };
	static const int sizes[][2] = { { 8, 32 }, { 8, 80 }, { 9, 33 },
		{ 12, 40 }, { 13, 32 }, { 14, 32 }, { 16, 40 }, { 24, 80 },
		{ 43, 132 } };

	(void)state;
	for (size_t i = 0; i < 2 * 3 * 3 * 2 * 2; i++) {
		kiosk.clinic = clinics[i / 2 % 3];
		kiosk.reception = receptions[i / 6 % 3];
		kiosk.hours[0] = (struct kiosk_hours){ 1u << 6, 0, 60 };
		kiosk.nhours = i / 18 % 2;
		open_kiosk(packs[i % 2]);
		if (i >= 36)
			driver.catalog.region = &region_builtin;
		for (size_t k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++)
			check_first_screen(sizes[k][0], sizes[k][1]);
		driver_close(&driver);
	}
}

/* Before anybody scrolls; somebody a few steps away does not push it out. */
static void test_urgent_has_the_number(void **state)
{
	(void)state;
	kiosk.reception = "the desk by the main door";
	open_kiosk(REAL);
	for (int rows = 8; rows <= 30; rows++) {
		for (int cols = 32; cols <= 100; cols += 4) {
			app_resize(&driver.app, rows, cols);
			type("x !");
			if (!says("999"))
				fail_msg("%dx%d", cols, rows);
			type("Esc f Down Enter");
		}
	}
	driver_close(&driver);
}

/* Whoever stands there can neither make it bigger nor start a program. */
static void test_too_small(void **state)
{
	char *dump, size[40];

	(void)state;
	open_kiosk(REAL);
	for (int cols = 9; cols < 32; cols++) {
		for (int rows = 1; rows < 8; rows++) {
			app_resize(&driver.app, rows, cols);
			dump = driver_dump(&driver, false);
			if (strstr(dump, "999") == NULL ||
			    strstr(dump, "999") > strchr(dump, '\n'))
				fail_msg("%dx%d: %s", cols, rows, dump);
			assert_null(strstr(dump, "plain"));
			assert_null(strstr(dump, "leave"));
			snprintf(size, sizeof(size),
			    cols < 24 ? "oo small\n" : "oo small: %d x %d\n",
			    cols, rows);
			if (rows > 1)
				assert_non_null(strstr(dump, size));
			free(dump);
		}
	}
	app_resize(&driver.app, 5, 20);
	dump = driver_dump(&driver, false);
	assert_ptr_equal(strstr(dump, "EMERGENCY: call 999\nScreen too small\n"
				      "Needs 32 x 8\n"),
	    dump);
	free(dump);
	app_resize(&driver.app, 24, 80);
	driver_close(&driver);
}

/* A code where it fits, and always the words; nothing is saved. */
static void test_take_along(void **state)
{
	(void)state;
	open_kiosk(REAL);
	type("x 4 Enter Enter p");
	assert_true(shows("nothing to take along"));
	driver_close(&driver);
	kiosk.address = "https://example.org/backs/";
	open_kiosk(REAL);
	type("x 4 Enter Enter p");
	assert_true(shows("Write this down"));
	assert_true(
	    shows("https://example.org/backs/muscle-and-simple-pain.html"));
	type("Esc f 2 Enter");
	assert_forgotten();
	type("x 1 Enter 1 Enter \"45\" Enter End Up Space Enter 2 Enter p");
	assert_true(says("it: EMERGENCY: call 999 or go to A&E now. Go to"));
	assert_true(says("and: new numb or strange feeling"));
	assert_true(says("28 November 2026, 12:00. Self-check, rules 2026.1"));
	driver_close(&driver);
}

#define RESULT "x 1 Enter 1 Enter \"45\" Enter End Up Space Enter 2 Enter p"

/* Every word of it can be read at every size, and Space is never dead. */
static void test_take_all_of_it(void **state)
{
	static const int sizes[][2] = { { 8, 32 }, { 12, 40 }, { 24, 80 },
		{ 43, 132 } };
	static const char *const parts[] = { "EMERGENCY: call", "A&E now.",
		"Do not", "drive", "I have back", "strange", "tell reception",
		"main door", "this screen", "28 November", "rules" };

	(void)state;
	kiosk.reception = "the desk by the main door";
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		bool seen[sizeof(parts) / sizeof(parts[0])] = { false };

		open_kiosk(REAL);
		type(RESULT);
		app_resize(&driver.app, sizes[i][0], sizes[i][1]);
		for (int page = 0; page < 20; page++) {
			for (size_t k = 0; k < sizeof(seen); k++)
				seen[k] |= says(parts[k]);
			type("Space");
		}
		for (size_t k = 0; k < sizeof(seen); k++) {
			if (!seen[k])
				fail_msg("%dx%d: no \"%s\"", sizes[i][1],
				    sizes[i][0], parts[k]);
		}
		assert_true(shows("This is all of it"));
		type("Home");
		assert_true(says("it: EMERGENCY: call 999"));
		driver_close(&driver);
	}
}

#ifdef LUMBAR_HAVE_QRENCODE
static bool shows_code(void)
{
	return shows("\xE2\x96\x80") && shows("\xE2\x96\x84");
}

/* Below the words, on a page of its own, or not at all. */
static void test_take_code(void **state)
{
	(void)state;
	open_kiosk(REAL);
	driver.app.view.halves = true;
	type(RESULT);
	assert_false(shows_code());
	assert_true(shows("Space: a code for a telephone"));
	type("Space");
	assert_true(shows_code());
	assert_false(shows("EMERGENCY"));
	type("Up");
	assert_false(shows_code());
	assert_true(shows("EMERGENCY"));
	type("Down");
	assert_true(shows_code());
	type("Space");
	assert_true(shows("EMERGENCY"));
	type("End");
	assert_true(shows_code());
	/* the page that is open goes when there is no room for it any more */
	app_resize(&driver.app, 12, 40);
	assert_false(shows_code());
	assert_true(says("EMERGENCY: call 999"));
	app_resize(&driver.app, 43, 132);
	assert_true(shows_code());
	assert_true(says("EMERGENCY: call 999"));
	type("Esc");
	assert_true(shows("!!! Get help now"));
	driver_close(&driver);
}
#endif

static void test_hide(void **state)
{
	(void)state;
	open_kiosk(REAL);
	type("x 4 Enter z");
	assert_false(shows("Causes"));
	assert_true(shows("! URGENT HELP"));
	type("j");
	assert_true(shows("Finish now?"));
	type("Esc");
	assert_true(shows("Causes"));
	type("F10 j 2 Enter");
	assert_forgotten();
	driver_close(&driver);
}

/* Whatever was asked, answered or said: hidden, it is the same screen. */
static void test_hidden_tells_nothing(void **state)
{
	static const struct {
		const char *pack, *script;
	} places[] = {
		{ REAL, "Home" },
		{ REAL, "1 Enter 1 Enter \"45\"" },
		{ REAL, "1 Enter 1 Enter \"45\" Enter End Up Space" },
		{ REAL, "1 Enter 1 Enter \"45\" Enter Enter" },
		{ REAL, "1 Enter 1 Enter \"45\" Enter End Up Space Enter 2 "
			"Enter" },
		{ REAL, "1 Enter 1 Enter \"45\" Enter End Up Space Enter 2 "
			"Enter p" },
		{ REAL, "1 Enter 1 Enter \"45\" Enter End Up Space Enter 2 "
			"Enter w x" },
		{ QUIZ, "2 Enter Enter" },
		{ QUIZ, "2 Enter Enter 4" },
		{ QUIZ, "2 Enter Enter 4 Enter" },
	};
	static const int sizes[][2] = { { 8, 32 }, { 12, 40 }, { 24, 80 },
		{ 43, 132 } };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		char *hidden = NULL, *asked = NULL;

		for (size_t k = 0; k < sizeof(places) / sizeof(places[0]);
		     k++) {
			char *now, *then, *before;

			open_kiosk(places[k].pack);
			app_resize(&driver.app, sizes[i][0], sizes[i][1]);
			type("x");
			type(places[k].script);
			assert_true(k == 0 || driver.app.view.check != NULL ||
				    driver.app.view.sitting != NULL);
			before = driver_dump(&driver, false);
			type("F10");
			now = driver_dump(&driver, false);
			type("x");
			then = driver_dump(&driver, false);
			assert_string_not_equal(before, now);
			if (hidden == NULL) {
				hidden = now;
				asked = then;
			} else {
				assert_string_equal(now, hidden);
				assert_string_equal(then, asked);
				free(now);
				free(then);
			}
			type("Esc");
			now = driver_dump(&driver, false);
			if (k > 0)
				assert_string_not_equal(now, hidden);
			free(now);
			free(before);
			driver_close(&driver);
		}
		free(hidden);
		free(asked);
	}
}

static void test_urgent_from_the_first_screen(void **state)
{
	(void)state;
	open_kiosk(REAL);
	type("!");
	assert_true(shows("Urgent help"));
	/* it can be read, and is not covered by a slide */
	type("Down Space");
	driver_wait(&driver, 200000);
	assert_true(shows("Urgent help"));
	type("Esc");
	assert_true(shows("What would you like to do?"));
	driver_close(&driver);
}

/* The same where nobody is let in: nothing is opened from it. */
static void test_urgent_when_closed(void **state)
{
	(void)state;
	kiosk.nhours = 1;
	kiosk.hours[0] = (struct kiosk_hours){ 0x7F, 60, 120 };
	open_kiosk(REAL);
	assert_true(shows("Closed now"));
	type("x");
	assert_true(shows("Closed now"));
	type("!");
	assert_true(shows("Urgent help"));
	type("Down Space Tab Enter 1 Enter a H q");
	assert_false(driver.app.kiosk.visiting);
	assert_true(shows("Urgent help") || shows("Closed now"));
	type("! Down");
	driver_wait(&driver, 200000);
	assert_true(shows("Urgent help"));
	driver_wait(&driver, 120000);
	assert_true(shows("Closed now"));
	assert_int_equal(driver.app.noverlays, 0);
	driver_close(&driver);
}

static void test_slides(void **state)
{
	char *first, *second;

	(void)state;
	open_kiosk(REAL);
	first = driver_dump(&driver, false);
	driver_wait(&driver, 12000);
	second = driver_dump(&driver, false);
	assert_string_not_equal(first, second);
	free(first);
	free(second);
	driver_close(&driver);
	kiosk.calm = true;
	open_kiosk(REAL);
	first = driver_dump(&driver, false);
	driver_wait(&driver, 600000);
	second = driver_dump(&driver, false);
	assert_string_equal(first, second);
	free(first);
	free(second);
	driver_close(&driver);
}

/* 2026-11-28 is a Saturday; the driver's clock says noon. */
static void test_hours(void **state)
{
	(void)state;
	kiosk.hours[0] = (struct kiosk_hours){ 1u << 6, 8 * 60, 12 * 60 };
	kiosk.nhours = 1;
	open_kiosk(REAL);
	assert_true(shows("Closed now"));
	assert_true(shows("999"));
	type("x");
	assert_true(shows("Closed now"));
	type("!");
	assert_true(shows("Urgent help"));
	driver_close(&driver);
	kiosk.hours[0].to_min++;
	open_kiosk(REAL);
	assert_false(shows("Closed now"));
	driver_close(&driver);
}

static void test_pin(void **state)
{
	(void)state;
	open_kiosk(REAL);
	type("Ctrl-T");
	assert_false(shows("Staff PIN"));
	driver_close(&driver);
	kiosk.pin = HASH;
	open_kiosk(REAL);
	type("Ctrl-T \"47\"");
	/* a slide that is due does not take it from under the hand */
	driver_wait(&driver, 20000);
	type("\"11\"");
	assert_true(shows("****_"));
	assert_false(shows("4711"));
	type("Enter");
	assert_true(shows("That is not the PIN"));
	assert_false(driver.app.done);
	type("\"482913\" Enter");
	/* too soon: the clock of this test stands still */
	assert_true(shows("Wait"));
	assert_false(driver.app.done);
	pin.until = 0;
	type("Esc Ctrl-T \"482913\" Enter");
	assert_true(driver.app.done);
	assert_int_equal(driver.app.status, APP_STAFF_STATUS);
	driver_close(&driver);
	/* a hash that cannot be made is no wrong PIN, and no try */
	kiosk.pin = "$y$nonsense";
	open_kiosk(REAL);
	type("Ctrl-T");
	for (int i = 0; i < 2 * PIN_TRIES; i++) {
		type("\"482913\" Enter");
		assert_true(shows("The PIN cannot be checked here"));
		assert_false(shows("Wait"));
	}
	assert_false(driver.app.done);
	driver_close(&driver);
	kiosk.pin = HASH;
	/* not in the middle of a visit */
	open_kiosk(REAL);
	type("x Ctrl-T");
	assert_false(shows("Staff PIN"));
	driver_close(&driver);
}

/* In steps: what is shown stands still, and must not look as if it counted. */
static void test_pin_wait(void **state)
{
	static const struct {
		int seconds;
		const char *says;
	} waits[] = {
		{ 1, "Wait a few seconds before the next try." },
		{ 10, "Wait a few seconds before the next try." },
		{ 30, "Wait half a minute before the next try." },
		{ 31, "Wait 1 minute before the next try." },
		{ 60, "Wait 1 minute before the next try." },
		{ 61, "Wait 2 minutes before the next try." },
		{ 900, "Wait 15 minutes before the next try." },
	};

	(void)state;
	kiosk.pin = HASH;
	for (size_t i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		open_kiosk(REAL);
		pin.until = DRIVER_NOW + waits[i].seconds;
		type("Ctrl-T");
		assert_true(shows(waits[i].says));
		driver_close(&driver);
	}
}

/* However far somebody got: nobody comes any more. */
static void end_visit(void)
{
	driver_wait(&driver, 4000000);
	assert_false(driver.app.kiosk.visiting);
}

static size_t open_files(void)
{
	DIR *dir = opendir("/proc/self/fd");
	size_t n = 0;

	assert_non_null(dir);
	while (readdir(dir) != NULL)
		n++;
	closedir(dir);
	return n;
}

static uint32_t seed = 20261128;

static uint32_t pick(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % n;
}

static void random_action(void)
{
	static const uint32_t usual[] = { KEY_UP, KEY_DOWN, KEY_ENTER,
		KEY_ENTER, KEY_TAB, KEY_ESC, ' ', '/', '!', '?', 'H', 'q', 'f',
		'z', 't', KEY_CTRL('C'), KEY_CTRL('Z'), KEY_CTRL('T'),
		KEY_CTRL('\\'), KEY_F10, '1', '2' };
	struct event event = { .kind = EVENT_MOUSE,
		.mouse = MOUSE_PRESS,
		.row = (int)pick(24),
		.col = (int)pick(80) };

	switch (pick(20)) {
	case 0:
		driver_wait(&driver, (int)pick(200000));
		break;
	case 1:
		app_event(&driver.app, &event, ++driver.now_ms);
		break;
	case 2:
		driver_key(&driver, 1 + pick(0x300));
		break;
	case 3:
		app_resize(&driver.app, 1 + (int)pick(60), 1 + (int)pick(200));
		break;
	default:
		driver_key(
		    &driver, usual[pick(sizeof(usual) / sizeof(usual[0]))]);
		break;
	}
}

/*
 * Months of visitors: a million actions (LUMBAR_SOAK_STEPS), nothing leads out,
 * no memory grows, no file stays open.
 */
static void soak(const char *pack, unsigned long steps)
{
	unsigned long visits = 0;
	size_t before = 0, files = 0;

	kiosk.pin = HASH;
	open_kiosk(pack);
	/* no PIN is tried: that takes its time */
	for (unsigned long i = 0; i < steps + 20000; i++) {
		const bool was = driver.app.kiosk.visiting;

		random_action();
		assert_false(driver.app.done);
		assert_false(driver.app.want_suspend);
		visits += !was && driver.app.kiosk.visiting;
		if (i == 20000) {
			app_resize(&driver.app, 24, 80);
			end_visit();
			before = mallinfo2().uordblks;
			files = open_files();
		}
	}
	app_resize(&driver.app, 24, 80);
	end_visit();
	printf("%lu actions, %lu visits, memory %zu before, %zu after\n", steps,
	    visits, before, (size_t)mallinfo2().uordblks);
	assert_true(visits > 100);
	assert_int_equal(open_files(), files);
	if (!LUMBAR_SANITIZED)
		assert_true(mallinfo2().uordblks < before + (256u << 10));
	driver_close(&driver);
}

static void test_soak(void **state)
{
	const char *text = getenv("LUMBAR_SOAK_STEPS");
	const unsigned long steps = text != NULL       ? strtoul(text, NULL, 10)
	                            : LUMBAR_SANITIZED ? 40000
	                                               : 1000000;

	(void)state;
	soak(QUIZ, steps);
	/* with the self-check, all pages and a choice of languages */
	soak(REAL, steps / 4);
	soak(LUMBAR_SOURCE_DIR "/tests/pack-languages", steps / 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_begins_and_ends, set_up),
		cmocka_unit_test_setup(test_idle, set_up),
		cmocka_unit_test_setup(test_times_by_kind, set_up),
		cmocka_unit_test_setup(test_more_time, set_up),
		cmocka_unit_test_setup(test_countdown_says_its_keys, set_up),
		cmocka_unit_test_setup(test_unlimited, set_up),
		cmocka_unit_test_setup(test_emergency_stays, set_up),
		cmocka_unit_test_setup(test_reception, set_up),
		cmocka_unit_test_setup(test_first_screen, set_up),
		cmocka_unit_test_setup(test_urgent_has_the_number, set_up),
		cmocka_unit_test_setup(test_too_small, set_up),
		cmocka_unit_test_setup(test_take_along, set_up),
		cmocka_unit_test_setup(test_take_all_of_it, set_up),
#ifdef LUMBAR_HAVE_QRENCODE
		cmocka_unit_test_setup(test_take_code, set_up),
#endif
		cmocka_unit_test_setup(test_hide, set_up),
		cmocka_unit_test_setup(test_hidden_tells_nothing, set_up),
		cmocka_unit_test_setup(
		    test_urgent_from_the_first_screen, set_up),
		cmocka_unit_test_setup(test_urgent_when_closed, set_up),
		cmocka_unit_test_setup(test_urgent_help_stays, set_up),
		cmocka_unit_test_setup(test_hidden_stays_hidden, set_up),
		cmocka_unit_test_setup(test_held_key, set_up),
		cmocka_unit_test_setup(test_slides, set_up),
		cmocka_unit_test_setup(test_hours, set_up),
		cmocka_unit_test_setup(test_pin, set_up),
		cmocka_unit_test_setup(test_pin_wait, set_up),
		cmocka_unit_test_setup(test_soak, set_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
