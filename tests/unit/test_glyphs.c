#include "terminal/glyphs.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <fcntl.h>
#include <unistd.h>

/* Boxes, bullets, arrows, shades and blocks, as in the fonts of old PCs. */
static const uint16_t whole[] = { 0x2592, 0x2500, 0x2502, 0x250C, 0x2510,
	0x2514, 0x2518, 0x251C, 0x2524, 0x252C, 0x2534, 0x253C, 0x2550, 0x2551,
	0x2554, 0x2557, 0x255A, 0x255D, 0x00B7, 0x2022, 0x2190, 0x2191, 0x2192,
	0x2193, 0x2591, 0x2580, 0x2584, 0x2588 };

#define N (sizeof(whole) / sizeof(whole[0]))

static void test_fonts(void **state)
{
	struct glyphs glyphs;

	(void)state;
	glyphs_in(whole, N, &glyphs);
	assert_true(glyphs.lines && glyphs.bullets && glyphs.arrows &&
		    glyphs.shades && glyphs.halves);
	/* without full blocks there is no code, nor a shaded drawing */
	glyphs_in(whole, N - 1, &glyphs);
	assert_true(glyphs.lines && glyphs.bullets && glyphs.arrows);
	assert_false(glyphs.shades || glyphs.halves);
	/* each one is needed for something */
	for (size_t i = 0; i < N; i++) {
		uint16_t less[N];

		for (size_t k = 0; k < N; k++)
			less[k] = k == i ? 'x' : whole[k];
		glyphs_in(less, N, &glyphs);
		assert_false(glyphs.lines && glyphs.bullets && glyphs.arrows &&
			     glyphs.shades && glyphs.halves);
	}
	glyphs_in(whole, 0, &glyphs);
	assert_false(glyphs.lines || glyphs.bullets || glyphs.arrows ||
		     glyphs.shades || glyphs.halves);
}

static void test_no_console(void **state)
{
	const int fd = open("/dev/null", O_RDWR);
	struct glyphs glyphs;

	(void)state;
	assert_true(fd >= 0);
	assert_false(glyphs_of_console(fd, &glyphs));
	assert_true(glyphs_halves("xterm-256color", fd));
	assert_true(glyphs_halves("tmux", fd));
	assert_false(glyphs_halves("linux", fd));
	assert_false(glyphs_halves("vt220", fd));
	assert_false(glyphs_halves(NULL, fd));
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fonts),
		cmocka_unit_test(test_no_console),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
