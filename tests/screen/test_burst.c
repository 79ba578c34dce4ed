/*
 * What was pasted, or sent by a machine, presses no keys; what a person types
 * or holds down does.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "support/driver.h"

static void send(struct driver *driver, uint32_t key, uint64_t after_ms)
{
	struct event event = { .kind = EVENT_KEY, .key = key };

	driver->now_ms += after_ms;
	app_event(&driver->app, &event, driver->now_ms);
}

static void open_it(struct driver *driver, const char *start)
{
	driver_open(
	    driver, LUMBAR_SOURCE_DIR "/tests/pack", start, 12, 60, false);
}

/* Text that ends in Enter must not open what has the focus. */
static void test_paste_presses_nothing(void **state)
{
	struct driver driver;

	(void)state;
	open_it(&driver, "");
	for (const char *p = "yxvwyxvwyxvwyxv2"; *p != '\0'; p++)
		send(&driver, (unsigned char)*p, 0);
	send(&driver, KEY_ENTER, 0);
	assert_int_equal(driver.app.session.at, 0);
	/* after a pause keys act again */
	send(&driver, '2', 100);
	send(&driver, KEY_ENTER, 100);
	assert_int_equal(driver.app.session.at, 1);
	driver_close(&driver);
}

/* Even in the middle of it. */
static void test_urgent_help_always_acts(void **state)
{
	struct driver driver;

	(void)state;
	open_it(&driver, "");
	for (int i = 0; i < 30; i++)
		send(&driver, (unsigned char)"yxvw"[i % 4], 0);
	send(&driver, '!', 0);
	assert_int_equal(driver.app.noverlays, 1);
	driver_close(&driver);
}

static void test_held_key_goes_on(void **state)
{
	struct driver driver;
	const struct session_place *here;

	(void)state;
	open_it(&driver, "long");
	for (int i = 0; i < 40; i++)
		send(&driver, 'j', 1);
	driver.app.screen->ops->get_place(
	    driver.app.screen, &session_here(&driver.app.session)->view);
	here = session_here(&driver.app.session);
	assert_true(here->view.block > 10);
	driver_close(&driver);
}

/* A quick hand, or a test that waits for each screen: 1 ms a key. */
static void test_quick_keys_act(void **state)
{
	struct driver driver;

	(void)state;
	open_it(&driver, "long");
	for (int i = 0; i < 40; i++)
		send(&driver, (unsigned char)"jk"[i % 2], 1);
	send(&driver, 'o', 5);
	assert_true(
	    driver.app.screen->ops->where(driver.app.screen) & WHERE_PARTS);
	driver_close(&driver);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paste_presses_nothing),
		cmocka_unit_test(test_urgent_help_always_acts),
		cmocka_unit_test(test_held_key_goes_on),
		cmocka_unit_test(test_quick_keys_act),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
