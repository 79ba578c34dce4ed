/*
 * A new pack takes the place of the old one between two visits, if it is good.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kiosk_pack.h"
#include "support/driver.h"
#include "support/state.h"

static char folder[PATH_MAX], link_path[PATH_MAX + 16];

/* As an administrator does it: a new link, renamed over the old one. */
static void point_to(const char *target)
{
	char temporary[PATH_MAX + 16];

	snprintf(temporary, sizeof(temporary), "%s/new", folder);
	assert_int_equal(symlink(target, temporary), 0);
	assert_int_equal(rename(temporary, link_path), 0);
}

static int set_up(void **state)
{
	(void)state;
	state_make(folder, sizeof(folder));
	snprintf(link_path, sizeof(link_path), "%s/current", folder);
	point_to(LUMBAR_SOURCE_DIR "/tests/pack-quiz");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	state_remove(folder);
	return 0;
}

static void test_renew(void **state)
{
	struct kiosk_pack pack;
	struct catalog *renewed;

	(void)state;
	assert_true(kiosk_pack_open(&pack, link_path, NULL, NULL, NULL));
	assert_string_equal(pack.current->title, "Test pages");
	assert_null(kiosk_pack_renew(&pack));
	/* one with errors is refused, and not looked at again and again */
	point_to(LUMBAR_SOURCE_DIR "/tests/pack");
	assert_null(kiosk_pack_renew(&pack));
	assert_true(pack.has_bad);
	assert_null(kiosk_pack_renew(&pack));
	/* nor is one that is not there */
	point_to("/nowhere");
	assert_null(kiosk_pack_renew(&pack));
	point_to(LUMBAR_SOURCE_DIR "/content");
	renewed = kiosk_pack_renew(&pack);
	assert_non_null(renewed);
	kiosk_pack_keep(&pack, renewed);
	assert_string_equal(pack.current->title, "Back and leg pain");
	assert_null(kiosk_pack_renew(&pack));
	kiosk_pack_close(&pack);
}

static bool shows(struct driver *driver, const char *text)
{
	char *dump = driver_dump(driver, false);
	const bool there = strstr(dump, text) != NULL;

	free(dump);
	return there;
}

/* Whoever is reading goes on reading; the next visitor has the new one. */
static void test_between_visits(void **state)
{
	struct kiosk kiosk = kiosk_builtin;
	struct kiosk_pack pack;
	struct driver driver;
	struct pin pin;

	(void)state;
	kiosk.state = "";
	assert_true(kiosk_pack_open(&pack, link_path, NULL, NULL, NULL));
	pin_open(&pin, "", "", 0);
	driver_open_kiosk(&driver, link_path, &kiosk, &pin, 24, 80);
	driver.app.view.catalog = pack.current;
	driver.app.kiosk.pack = &pack;
	assert_true(driver_type(&driver, "x"));
	point_to(LUMBAR_SOURCE_DIR "/content");
	driver_wait(&driver, 60000);
	assert_true(driver_type(&driver, "1 Enter Enter Esc H"));
	assert_true(shows(&driver, "Test pages"));
	assert_true(driver_type(&driver, "f 2 Enter"));
	driver_wait(&driver, 12000);
	assert_true(driver_type(&driver, "x"));
	assert_true(shows(&driver, "Back and leg pain"));
	assert_true(driver_type(&driver, "4 Enter Enter Space"));
	driver_close(&driver);
	kiosk_pack_close(&pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_renew, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    test_between_visits, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
