#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/text.h"

static void hook(void)
{
	(void)!write(STDERR_FILENO, "[restored]", 10);
}

/* What act says on stderr when it dies in a process of its own. */
static const char *last_words(void (*act)(void), int *status)
{
	static char said[4096];
	size_t len = 0;
	int ends[2];
	ssize_t n;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		act();
		_exit(99);
	}
	close(ends[1]);
	while ((n = read(ends[0], said + len, sizeof(said) - 1 - len)) > 0)
		len += (size_t)n;
	said[len] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, status, 0), child);
	return said;
}

static void die_simply(void)
{
	die("no room for %d chairs", 12);
}

static void die_with_hook(void)
{
	die_set_hook(hook);
	die("the end");
}

static void die_with_controls(void)
{
	die("bad\nname \x1b[31m\xc2\x9b");
}

static void die_at_length(void)
{
	char text[3000];

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	die("%s", text);
}

static void ask_for_too_much(void)
{
	struct arena arena;

	arena_init(&arena);
	arena_alloc(&arena, SIZE_MAX / 2);
}

static void ask_for_too_many(void)
{
	struct arena arena;

	arena_init(&arena);
	arena_zalloc(&arena, SIZE_MAX / 4, 16);
}

static void says_one_line_and_exits_with_3(void **state)
{
	int status;

	(void)state;
	assert_string_equal(
	    last_words(die_simply, &status), "lumbar: no room for 12 chairs\n");
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), DIE_STATUS);
}

static void restores_the_terminal_first(void **state)
{
	int status;

	(void)state;
	assert_string_equal(
	    last_words(die_with_hook, &status), "[restored]lumbar: the end\n");
	assert_int_equal(WEXITSTATUS(status), DIE_STATUS);
}

static void says_nothing_that_a_terminal_obeys(void **state)
{
	int status;

	(void)state;
	assert_string_equal(last_words(die_with_controls, &status),
	    "lumbar: bad\xef\xbf\xbdname \xef\xbf\xbd[31m\xef\xbf\xbd\n");
}

static void cuts_what_is_too_long(void **state)
{
	const char *said;
	int status;

	(void)state;
	said = last_words(die_at_length, &status);
	assert_int_equal(WEXITSTATUS(status), DIE_STATUS);
	assert_in_range(strlen(said), 100, 1000);
	assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
}

static void out_of_memory_is_the_end(void **state)
{
	int status;

	(void)state;
	assert_string_equal(
	    last_words(ask_for_too_much, &status), "lumbar: out of memory\n");
	assert_int_equal(WEXITSTATUS(status), DIE_STATUS);
	assert_string_equal(
	    last_words(ask_for_too_many, &status), "lumbar: out of memory\n");
	assert_int_equal(WEXITSTATUS(status), DIE_STATUS);
}

static void allocates_nothing_too(void **state)
{
	char *ptr = die_alloc(0);

	(void)state;
	assert_non_null(ptr);
	ptr = die_realloc(ptr, 100);
	memset(ptr, 'x', 100);
	ptr = die_realloc(ptr, 0);
	assert_non_null(ptr);
	free(ptr);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_one_line_and_exits_with_3),
		cmocka_unit_test(restores_the_terminal_first),
		cmocka_unit_test(says_nothing_that_a_terminal_obeys),
		cmocka_unit_test(cuts_what_is_too_long),
		cmocka_unit_test(out_of_memory_is_the_end),
		cmocka_unit_test(allocates_nothing_too),
	};

	(void)text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
