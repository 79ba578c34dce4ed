/*
 * Back is back: after any walk over a page, opening a link and going back
 * shows what was shown, line for line.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/driver.h"

#define REAL LUMBAR_SOURCE_DIR "/content"

static struct driver driver;

static void type(const char *script)
{
	if (!driver_type(&driver, script))
		fail_msg("no such keys: %s", script);
}

/* Without the message row. */
static char *picture(void)
{
	driver.app.view.message = NULL;
	return driver_dump(&driver, true);
}

static void assert_back(const char *id, const char *walk)
{
	const char *const here = session_here(&driver.app.session)->id;
	char page[SESSION_ID_CAP];
	char *before, *after;
	size_t at;

	snprintf(page, sizeof(page), "%s", here);
	at = driver.app.session.at;
	before = picture();
	type("Enter");
	/* no link had the focus, or a word was explained, or it is a part */
	if (driver.app.session.at == at) {
		free(before);
		type("Esc");
		if (driver.app.session.at < at)
			type("]");
		return;
	}
	type("Down Esc");
	after = picture();
	if (strcmp(before, after) != 0) {
		print_error("%s\n---\n%s\n", before, after);
		fail_msg("%s: after \"%s\" back is another place", id, walk);
	}
	free(before);
	free(after);
}

static void walk(const char *id, int rows, int cols, unsigned seed)
{
	static const char *const keys[] = { "Tab", "Tab", "Tab", "Space",
		"Down", "Down", "Up", "PgUp", "Shift-Tab", "End", "g" };
	char log[1024] = "";

	srand(seed);
	driver_open(&driver, REAL, id, rows, cols, false);
	free(picture());
	for (int i = 0; i < 40; i++) {
		const char *key =
		    keys[(unsigned)rand() % (sizeof(keys) / sizeof(keys[0]))];

		strncat(log, key, sizeof(log) - strlen(log) - 2);
		strcat(log, " ");
		type(key);
		if (i % 4 == 3)
			assert_back(id, log);
	}
	driver_close(&driver);
}

static void test_back_is_back(void **state)
{
	struct catalog catalog;

	(void)state;
	assert_int_equal(
	    catalog_open(&catalog, REAL, NULL, NULL, NULL), STATUS_OK);
	for (size_t i = 0; i < catalog.narticles; i++) {
		walk(catalog.articles[i].id, 24, 80, (unsigned)i);
		walk(catalog.articles[i].id, 12, 40, (unsigned)i + 100);
		/* as wide as it gets without the parts beside the text */
		walk(catalog.articles[i].id, 43, 99, (unsigned)i + 200);
	}
	catalog_close(&catalog);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_back_is_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
