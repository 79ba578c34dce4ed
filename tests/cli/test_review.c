/*
 * A page that was due for review says so, in plain mode and printed.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "support/run.h"
#include "temp_pack.h"

#define SAYS "This page was due for review on 1 January 2021. Ask a clinician"
#define INDEX                                                         \
	TEMP_PACK_INDEX "[article:old]\ntopic = causes\n"             \
			"file = articles/good.md\ntitle = The old\n"  \
			"summary = About it.\nkeywords = word\n"      \
			"sources = one-2020\nreviewed = 2020-01-01\n" \
			"next_review = 2021-01-01\n"

static const char *const in_2020[] = { "SOURCE_DATE_EPOCH=1590000000", NULL };
static const char *const in_2022[] = { "SOURCE_DATE_EPOCH=1650000000", NULL };
static const char *const in_1970[] = { "SOURCE_DATE_EPOCH=0", NULL };

static struct temp_pack pack;

static void says(const char *const *env, const char *input, const char *first,
    const char *second, const char *const *texts)
{
	struct run_result r =
	    run_program((const char *const[]){ "lumbar", "--content", pack.path,
			    "--no-state", "--width=100", first, second, NULL },
		env, input);

	assert_int_equal(r.status, 0);
	run_says(r.out, texts);
	run_free(&r);
}

#define WITH ((const char *const[]){ "The old", SAYS, "Pain can go", NULL })
#define WITHOUT                                                           \
	((const char *const[]){ "The old", "Pain can go", "Checked on 1", \
	    "~due for review", NULL })

static void test_show(void **state)
{
	(void)state;
	says(in_2022, NULL, "show", "old", WITH);
	says(NULL, NULL, "show", "old", WITH);
	says(in_2020, NULL, "show", "old", WITHOUT);
	says(in_1970, NULL, "show", "old", WITHOUT);
	/* of a part too */
	says(in_2022, NULL, "show", "old#second",
	    (const char *const[]){ SAYS, "Second", "~Pain can go", NULL });
	says(in_2022, NULL, "show", "good",
	    (const char *const[]){ "The good", "~due for review", NULL });
}

/* Read to its end, as the clock of this machine has it. */
static void test_plain(void **state)
{
	(void)state;
	says(NULL, "q\n", "old", NULL, WITH);
	says(NULL, "q\n", "old#second", NULL,
	    (const char *const[]){ SAYS, "Second", "~Pain can go", NULL });
	says(NULL, "\n\nq\n", "--plain", "old",
	    (const char *const[]){ SAYS, "Checked on 1 January 2020.", NULL });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_show),
		cmocka_unit_test(test_plain),
	};
	int failed;

	temp_pack_make(&pack);
	temp_pack_put(&pack, "en/index.ini", INDEX);
	temp_pack_put(&pack, "en/articles/good.md",
	    TEMP_PACK_GOOD_MD "\n## Second\n\nMore of it.\n");
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	temp_pack_remove(&pack);
	return failed;
}
