/*
 * A page that was due for review says so on the screen, from the first frame;
 * not by a clock that is not set.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "support/driver.h"

#define PACK LUMBAR_SOURCE_DIR "/tests/pack"
#define SAYS "This page was due for review on 1 January 2027."

static time_t in_2040(time_t *unused)
{
	(void)unused;
	return 2208988800;
}

static time_t in_1970(time_t *unused)
{
	(void)unused;
	return 0;
}

static bool shows(struct driver *driver, const char *text)
{
	char *const dump = driver_dump(driver, false);
	const bool found = strstr(dump, text) != NULL;

	free(dump);
	return found;
}

static void opened(time_t (*clock)(time_t *), bool due)
{
	struct driver driver;

	driver_open(&driver, PACK, "", 24, 80, false);
	driver.app.view.clock = clock;
	assert_true(driver_type(&driver, "a Enter"));
	assert_int_equal(shows(&driver, SAYS " Ask a clinician"), due);
	/* in the last row but one too, until a key was pressed */
	assert_int_equal(shows(&driver, SAYS "\n"), due);
	assert_true(driver_type(&driver, "End"));
	assert_false(shows(&driver, SAYS));
	assert_true(shows(&driver, "To be checked again by 1 January 2027."));
	driver_close(&driver);
}

static void test_due(void **state)
{
	(void)state;
	opened(in_2040, true);
}

static void test_not_due(void **state)
{
	(void)state;
	opened(in_1970, false);
	opened(NULL, false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_due),
		cmocka_unit_test(test_not_due),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
