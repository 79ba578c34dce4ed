#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

/*
 * arena_wipe must overwrite before it frees, which nobody can look at
 * afterwards: so the call itself is caught, in both its spellings.
 */
static size_t wiped_len;
static bool wiped_secret;

__attribute__((noinline)) static void wipe(void *ptr, size_t len)
{
	volatile char *const bytes = ptr;

	wiped_len += len;
	if (memmem(ptr, len, "secret", 6) != NULL)
		wiped_secret = true;
	for (size_t i = 0; i < len; i++)
		bytes[i] = 0;
}

void explicit_bzero(void *ptr, size_t len)
{
	wipe(ptr, len);
}

void __explicit_bzero_chk(void *ptr, size_t len, size_t room);

void __explicit_bzero_chk(void *ptr, size_t len, size_t room)
{
	assert_true(len <= room);
	wipe(ptr, len);
}

static void is_empty_until_used(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_int_equal(arena_held(&arena), 0);
	arena_free(&arena);
	arena_reset(&arena);
	arena_wipe(&arena);
	assert_int_equal(arena_held(&arena), 0);
	arena_alloc(&arena, 1);
	assert_int_equal(arena_held(&arena), 1024);
	arena_free(&arena);
	assert_int_equal(arena_held(&arena), 0);
}

static void aligns_and_keeps_apart(void **state)
{
	struct arena arena;
	unsigned char *all[300];

	(void)state;
	arena_init(&arena);
	for (size_t len = 0; len < 300; len++) {
		all[len] = arena_alloc(&arena, len);
		assert_int_equal((uintptr_t)all[len] % 16, 0);
		memset(all[len], (int)(len & 0xFF), len);
	}
	for (size_t len = 0; len < 300; len++) {
		for (size_t i = 0; i < len; i++)
			assert_int_equal(all[len][i], len & 0xFF);
		for (size_t other = 0; other < len; other++)
			assert_ptr_not_equal(all[len], all[other]);
	}
	arena_free(&arena);
}

static void blocks_double_up_to_256k(void **state)
{
	struct arena arena;
	size_t held = 0, largest = 0;

	(void)state;
	arena_init(&arena);
	for (int i = 0; i < 20000; i++) {
		arena_alloc(&arena, 100);
		if (arena_held(&arena) != held) {
			const size_t block = arena_held(&arena) - held;

			assert_true(block == 1024 || block == 2 * largest ||
				    (block == largest && block == 256 << 10));
			largest = block;
			held = arena_held(&arena);
		}
	}
	assert_int_equal(largest, 256 << 10);
	arena_free(&arena);
}

static void large_ones_leave_the_small_block_in_use(void **state)
{
	struct arena arena;
	char *first, *large, *second;

	(void)state;
	arena_init(&arena);
	first = arena_alloc(&arena, 16);
	large = arena_alloc(&arena, 1 << 20);
	memset(large, 'x', 1 << 20);
	second = arena_alloc(&arena, 16);
	assert_true(second > first && second - first <= 64);
	assert_true(arena_held(&arena) < (1 << 20) + 8192);
	arena_free(&arena);
}

static void zalloc_clears(void **state)
{
	struct arena arena;
	char *ptr;

	(void)state;
	arena_init(&arena);
	memset(arena_alloc(&arena, 2000), 0xFF, 2000);
	arena_reset(&arena);
	ptr = arena_zalloc(&arena, 100, 20);
	for (int i = 0; i < 2000; i++)
		assert_int_equal(ptr[i], 0);
	assert_non_null(arena_zalloc(&arena, 0, 8));
	assert_non_null(arena_zalloc(&arena, SIZE_MAX, 0));
	arena_free(&arena);
}

static void grows_in_place_when_newest(void **state)
{
	struct arena arena;
	char *ptr, *more;

	(void)state;
	arena_init(&arena);
	ptr = arena_grow(&arena, NULL, 0, 8);
	memcpy(ptr, "abcdefg", 8);
	more = arena_grow(&arena, ptr, 8, 500);
	assert_ptr_equal(more, ptr);
	assert_string_equal(more, "abcdefg");
	memset(more + 8, 'y', 492);
	assert_ptr_equal(arena_grow(&arena, more, 500, 20), more);

	arena_alloc(&arena, 1);
	ptr = arena_grow(&arena, more, 500, 600);
	assert_ptr_not_equal(ptr, more);
	assert_string_equal(ptr, "abcdefg");
	arena_free(&arena);
}

/* Two empty ones must not both believe that they are the newest. */
static void growing_empty_ones_keeps_them_apart(void **state)
{
	struct arena arena;
	char *a, *b;

	(void)state;
	arena_init(&arena);
	a = arena_alloc(&arena, 0);
	b = arena_alloc(&arena, 0);
	a = arena_grow(&arena, a, 0, 100);
	b = arena_grow(&arena, b, 0, 100);
	memset(a, 'a', 100);
	memset(b, 'b', 100);
	assert_int_equal(a[0], 'a');
	assert_int_equal(a[99], 'a');
	arena_free(&arena);
}

/* Otherwise a text that is collected bit by bit takes quadratic time. */
static void growing_often_copies_seldom(void **state)
{
	struct arena arena;
	char *ptr = NULL;
	size_t moves = 0, len = 0;

	(void)state;
	arena_init(&arena);
	while (len < 4 << 20) {
		char *const more = arena_grow(&arena, ptr, len, len + 100);

		moves += more != ptr;
		ptr = more;
		memset(ptr + len, (int)(len / 100 & 0x7F), 100);
		len += 100;
	}
	assert_true(moves < 20);
	for (size_t i = 0; i < len; i += 100)
		assert_int_equal(ptr[i], i / 100 & 0x7F);
	arena_free(&arena);
}

static void copies_and_prints(void **state)
{
	struct arena arena;
	char expected[5000];
	char *text;

	(void)state;
	arena_init(&arena);
	assert_string_equal(arena_copy(&arena, "abcdef", 3), "abc");
	assert_string_equal(arena_copy(&arena, NULL, 0), "");
	assert_string_equal(
	    arena_printf(&arena, "%s-%d", "part", 12), "part-12");
	for (int len = 250; len < 5000; len += len < 260 ? 1 : 977) {
		memset(expected, 'q', (size_t)len);
		expected[len] = '\0';
		text = arena_printf(&arena, "%s", expected);
		assert_string_equal(text, expected);
	}
	arena_free(&arena);
}

static void reset_keeps_the_largest_block(void **state)
{
	struct arena arena;
	size_t held;
	char *ptr;

	(void)state;
	arena_init(&arena);
	arena_alloc(&arena, 3000);
	arena_alloc(&arena, 100000);
	arena_alloc(&arena, 3000);
	arena_reset(&arena);
	held = arena_held(&arena);
	assert_in_range(held, 100000, 110000);
	for (int i = 0; i < 90; i++)
		memset(arena_alloc(&arena, 1000), i, 1000);
	assert_int_equal(arena_held(&arena), held);
	ptr = arena_alloc(&arena, 50000);
	memset(ptr, 1, 50000);
	arena_free(&arena);
}

static void wipe_overwrites_all_that_was_handed_out(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	arena_alloc(&arena, 100000);
	arena_copy(&arena, "secret", 6);
	arena_alloc(&arena, 3000);
	wiped_len = 0;
	wiped_secret = false;
	arena_wipe(&arena);
	assert_true(wiped_secret);
	assert_true(wiped_len >= 103007);
	assert_int_equal(arena_held(&arena), 0);
}

/* A reset forgets where the secret is; the wipe must not. */
static void wipe_after_a_reset_too(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	arena_alloc(&arena, 500);
	arena_copy(&arena, "secret", 6);
	arena_reset(&arena);
	arena_alloc(&arena, 8);
	wiped_secret = false;
	arena_wipe(&arena);
	assert_true(wiped_secret);
}

/* The secret is in a block that the reset gives back: it must not linger. */
static void wipe_misses_no_block_that_a_reset_freed(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	arena_copy(&arena, "secret", 6);
	arena_alloc(&arena, 5000);
	arena_alloc(&arena, 50000);
	wiped_secret = false;
	arena_reset(&arena);
	arena_wipe(&arena);
	assert_true(wiped_secret);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_empty_until_used),
		cmocka_unit_test(aligns_and_keeps_apart),
		cmocka_unit_test(blocks_double_up_to_256k),
		cmocka_unit_test(large_ones_leave_the_small_block_in_use),
		cmocka_unit_test(zalloc_clears),
		cmocka_unit_test(grows_in_place_when_newest),
		cmocka_unit_test(growing_empty_ones_keeps_them_apart),
		cmocka_unit_test(growing_often_copies_seldom),
		cmocka_unit_test(copies_and_prints),
		cmocka_unit_test(reset_keeps_the_largest_block),
		cmocka_unit_test(wipe_overwrites_all_that_was_handed_out),
		cmocka_unit_test(wipe_after_a_reset_too),
		cmocka_unit_test(wipe_misses_no_block_that_a_reset_freed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
