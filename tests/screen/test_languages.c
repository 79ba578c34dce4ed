/*
 * A pack in several languages: what is chosen is read from the same place on,
 * and a kiosk invites, asks and forgets.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kiosk_pack.h"
#include "support/driver.h"
#include "temp_pack.h"
#include "visit/kiosk.h"

#define PACK LUMBAR_SOURCE_DIR "/tests/pack-languages"
#define ONE  LUMBAR_SOURCE_DIR "/tests/pack-quiz"
#define REAL LUMBAR_SOURCE_DIR "/content"

static struct driver driver;

static bool shows(const char *text)
{
	char *dump = driver_dump(&driver, false);
	const bool there = strstr(dump, text) != NULL;

	free(dump);
	return there;
}

static void type(const char *script)
{
	assert_true(driver_type(&driver, script));
}

static void open_kiosk(const char *pack, int rows, int cols)
{
	static struct kiosk kiosk;
	static struct pin pin;

	kiosk = kiosk_builtin;
	kiosk.state = "";
	pin_open(&pin, "", "", DRIVER_NOW);
	driver_open_kiosk(&driver, pack, &kiosk, &pin, rows, cols);
}

/* The place stays: the same page, and back is the same way back. */
static void test_same_place(void **state)
{
	(void)state;
	driver_open(&driver, PACK, "", 24, 80, false);
	assert_true(shows("L language"));
	type("1 Enter 1 Enter");
	assert_true(shows("Pain can go down a leg."));
	type("L");
	assert_true(shows("Choose your language"));
	/* the focus is on the one that is read, and Esc changes nothing */
	assert_true(shows("> 1  English"));
	type("Esc");
	assert_true(shows("Pain can go down a leg."));
	type("L 2 Enter");
	assert_true(shows("El dolor puede bajar por la pierna."));
	type("Esc");
	assert_true(shows("Caminar"));
	type("L");
	assert_true(shows("> 2  Espa\xC3\xB1ol"));
	type("1 Enter");
	assert_true(shows("Walking"));
	driver_close(&driver);
}

/* It would end a quiz, whose questions may be others there. */
static void test_not_during_a_quiz(void **state)
{
	char command[2048];
	struct temp_pack pack;

	(void)state;
	temp_pack_make_empty(&pack);
	snprintf(command, sizeof(command),
	    "cp -r %s/. %s && cp -r %s/en %s/es && "
	    "sed -i 's/= en$/= en, es/' %s/pack.ini",
	    ONE, pack.path, ONE, pack.path, pack.path);
	assert_int_equal(system(command), 0);
	driver_open(&driver, pack.path, "quiz:moving", 24, 80, false);
	type("1 Enter r L");
	assert_false(shows("Choose your language"));
	assert_true(shows("Finish the quiz first, or leave it: H"));
	type("H 2 Enter L");
	assert_true(shows("Choose your language"));
	driver_close(&driver);
	temp_pack_remove(&pack);
}

static void test_missing_page(void **state)
{
	(void)state;
	driver_open(&driver, PACK, "walking", 24, 80, false);
	assert_true(shows("Walk a little"));
	type("L 3 Enter");
	assert_true(shows("That page is not in this language"));
	assert_true(shows("B\xC3\xB3l"));
	/* and back leads to no page that is not there */
	type("Esc L 1 Enter");
	assert_true(shows("Walk a little") || shows("Pain"));
	driver_close(&driver);
}

/* In a list A to Z a letter is a letter. */
static void test_letters_stay(void **state)
{
	(void)state;
	driver_open(&driver, PACK, "a-z", 24, 80, false);
	type("L");
	assert_false(shows("Choose your language"));
	driver_close(&driver);
	/* and where there is nothing to choose there is no such key */
	driver_open(&driver, ONE, "", 24, 80, false);
	assert_false(shows("L language"));
	type("L");
	assert_false(shows("Choose your language"));
	driver_close(&driver);
}

static void test_kiosk(void **state)
{
	(void)state;
	open_kiosk(PACK, 24, 80);
	assert_true(shows("PRESS ANY KEY TO START"));
	/* how it invites, or what it is called */
	assert_true(shows("Pulse una tecla para empezar / Polski"));
	type("x");
	assert_true(shows("Choose your language"));
	type("2 Enter");
	assert_true(shows("Dolor"));
	assert_false(shows("Choose your language"));
	/* the next visitor is asked again, in the first language */
	type("f 2 Enter");
	assert_true(shows("PRESS ANY KEY TO START"));
	assert_null(driver.app.spoken);
	type("x");
	assert_true(shows("> 1  English"));
	type("Esc");
	assert_true(shows("Where it comes from."));
	driver_close(&driver);
}

/* It multiplies the times, and the question for the language stays. */
static void test_more_time(void **state)
{
	(void)state;
	open_kiosk(PACK, 24, 80);
	type("x 4 Enter");
	assert_true(shows("You have more time now"));
	assert_true(shows("Choose your language"));
	type("2 Enter");
	driver_wait(&driver, 3 * 90 * 1000 - 1000);
	assert_false(shows("Are you still there?"));
	driver_wait(&driver, 1000);
	assert_true(shows("Are you still there?"));
	driver_wait(&driver, 31000);
	assert_true(shows("PRESS ANY KEY TO START"));
	type("x 1 Enter");
	driver_wait(&driver, 90 * 1000);
	assert_true(shows("Are you still there?"));
	driver_close(&driver);
}

/* Whoever says nothing is forgotten from the picker as well. */
static void test_idle_picker(void **state)
{
	(void)state;
	open_kiosk(PACK, 12, 40);
	assert_true(shows("PRESS ANY KEY TO START"));
	assert_true(shows("Pulse una tecla"));
	assert_true(shows("999"));
	type("x");
	driver_wait(&driver, 121 * 1000);
	assert_true(shows("PRESS ANY KEY TO START"));
	assert_int_equal(driver.app.noverlays, 0);
	driver_close(&driver);
}

/* What matters is there at every size. */
static void test_sizes(void **state)
{
	(void)state;
	for (int rows = 8; rows <= 26; rows += 3) {
		for (int cols = 32; cols <= 132; cols += 20) {
			open_kiosk(PACK, rows, cols);
			assert_true(shows("PRESS ANY KEY TO START"));
			assert_true(shows("Cannot pee?"));
			type("x Down Enter");
			assert_true(shows("Dolor"));
			driver_close(&driver);
		}
	}
}

/* A kiosk takes a pack only if the self-check proves in all its languages. */
static void test_proves(void **state)
{
	struct temp_pack pack;
	struct catalog catalog;
	const char *lang = NULL;

	(void)state;
	assert_int_equal(
	    catalog_open(&catalog, REAL, NULL, NULL, NULL), STATUS_OK);
	assert_true(kiosk_pack_proves(&catalog, &lang));
	catalog_close(&catalog);
	/* one whose other language cannot even be read */
	temp_pack_make(&pack);
	temp_pack_put(&pack, "pack.ini",
	    "[pack]\nid = t\ntitle = T\nversion = 1\nlanguages = en, es\n"
	    "default_region = uk\n");
	assert_int_equal(
	    catalog_open(&catalog, pack.path, NULL, NULL, NULL), STATUS_OK);
	assert_false(kiosk_pack_proves(&catalog, &lang));
	catalog_close(&catalog);
	temp_pack_remove(&pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_place),
		cmocka_unit_test(test_not_during_a_quiz),
		cmocka_unit_test(test_missing_page),
		cmocka_unit_test(test_letters_stay),
		cmocka_unit_test(test_kiosk),
		cmocka_unit_test(test_more_time),
		cmocka_unit_test(test_idle_picker),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_proves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
