/*
 * A pack in several languages, as text in, text out.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "support/run.h"
#include "temp_pack.h"

static void expect(
    const char *pack, const char *input, const char *const *texts)
{
	const char *const argv[] = { "lumbar", "--plain", "--no-state",
		"--content", pack, NULL };
	struct run_result r = run_program(argv, NULL, input);

	assert_int_equal(r.status, 0);
	run_says(r.out, texts);
	run_free(&r);
}
#define EXPECT(input, ...)                                         \
	expect(LUMBAR_SOURCE_DIR "/tests/pack-languages", (input), \
	    (const char *const[]){ __VA_ARGS__, NULL })

static void test_offer(void **state)
{
	(void)state;
	EXPECT("", "L es: Espa\xC3\xB1ol. L pl: Polski.");
	EXPECT("L tlh\n", "There is no such language here. L es:");
	EXPECT("?\n", "L pl: Polski.");
	/* nothing is offered where there is nothing to choose */
	expect(LUMBAR_SOURCE_DIR "/tests/pack-quiz", "L\n",
	    (const char *const[]){
		"There is one language here: en", "~L en:", NULL });
}

static void test_switch(void **state)
{
	(void)state;
	EXPECT("1\n1\nL es\n", "Pain can go down a leg.",
	    "El dolor puede bajar por la pierna.");
	/* by its name, and home again in the first one */
	EXPECT(
	    "l polski\nL en\n1\n1\n", "B\xC3\xB3l.", "Pain can go down a leg.");
	EXPECT("1\n2\nL pl\n", "That page is not in this language",
	    "L es: Espa\xC3\xB1ol.");
	/* the numbers are those of the region in all of them */
	EXPECT("L es\n!\n", "999");
}

/* It would end a quiz, whose questions may be others there. */
static void test_not_during_a_quiz(void **state)
{
	char command[2048];
	struct temp_pack pack;

	(void)state;
	temp_pack_make_empty(&pack);
	snprintf(command, sizeof(command),
	    "cp -r %s/tests/pack-quiz/. %s && cp -r %s/en %s/es && "
	    "sed -i 's/= en$/= en, es/' %s/pack.ini",
	    LUMBAR_SOURCE_DIR, pack.path, pack.path, pack.path, pack.path);
	assert_int_equal(system(command), 0);
	expect(pack.path, "2\n1\n4\nw\nL es\nb\n",
	    (const char *const[]){ "Finish the quiz first, or leave it with h.",
		"leave it with h.\n> \nLET US LOOK", NULL });
	expect(pack.path, "2\n1\n1\nw\nh\nyes\nL es\n",
	    (const char *const[]){ "~Finish the quiz", "L en: ", NULL });
	temp_pack_remove(&pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_offer),
		cmocka_unit_test(test_switch),
		cmocka_unit_test(test_not_during_a_quiz),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
