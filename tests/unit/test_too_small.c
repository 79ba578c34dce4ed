/*
 * A window that is too small for anything else has the number to call.
 */
#include "screens/too_small.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Even that of no region: "your local emergency number (112)". */
static void test_any_number(void **state)
{
	(void)state;
	for (int cols = 3; cols <= 60; cols++) {
		for (int rows = 1; rows <= 7; rows++) {
			struct canvas canvas;

			canvas_init(&canvas);
			canvas_resize(&canvas, rows, cols);
			for (int quit = 0; quit < 2; quit++) {
				char *dump = NULL;
				size_t len = 0;
				FILE *out = open_memstream(&dump, &len);

				canvas_clear(&canvas);
				too_small_draw(
				    &canvas, &region_builtin, quit != 0);
				canvas_dump(&canvas, false, out);
				fclose(out);
				if (strstr(dump, "112") == NULL)
					fail_msg("%dx%d: %s", cols, rows, dump);
				free(dump);
			}
			canvas_free(&canvas);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
