/* Themes: attributes are enough, contrasts are high, nothing is forbidden. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

#include "terminal/theme.h"

static const int depths[] = { 0, 2, 8, 16, 88, 256, 65536 };
#define NDEPTHS (sizeof(depths) / sizeof(depths[0]))

static void names(void **state)
{
	enum theme_id theme;

	(void)state;
	for (int i = 0; i < THEME_COUNT; i++) {
		assert_true(theme_parse(theme_name((enum theme_id)i), &theme));
		assert_int_equal(theme, i);
	}
	theme = THEME_DARK;
	assert_false(theme_parse("", &theme));
	assert_false(theme_parse("Light", &theme));
	assert_int_equal(theme, THEME_DARK);
}

/* Roles that stand beside words, lines or marks of their own. */
static bool may_be_plain(enum role role)
{
	return role == ROLE_NORMAL || role == ROLE_RULE ||
	       role == ROLE_CAPTION || role == ROLE_HINT;
}

static void meaning_without_colour(void **state)
{
	(void)state;
	for (int role = 0; role < ROLE_COUNT; role++) {
		for (int theme = 0; theme < THEME_COUNT; theme++) {
			for (size_t i = 0; i < NDEPTHS; i++) {
				const struct style style =
				    theme_style((enum theme_id)theme,
					(enum role)role, depths[i]);

				assert_int_equal(
				    style.attributes &
					~(STYLE_BOLD | STYLE_UNDERLINE |
					    STYLE_REVERSE),
				    0);
				if (!may_be_plain((enum role)role))
					assert_int_not_equal(
					    style.attributes, 0);
			}
		}
	}
	assert_int_equal(theme_style(THEME_TERMINAL, ROLE_FOCUS, 8).attributes,
	    STYLE_REVERSE);
}

static void colours_exist(void **state)
{
	(void)state;
	for (int role = 0; role < ROLE_COUNT; role++) {
		for (int theme = 0; theme < THEME_COUNT; theme++) {
			for (size_t i = 0; i < NDEPTHS; i++) {
				const struct style style =
				    theme_style((enum theme_id)theme,
					(enum role)role, depths[i]);

				assert_in_range(style.fg + 1, 0, depths[i]);
				assert_in_range(style.bg + 1, 0, depths[i]);
				if (depths[i] < 8 || theme == THEME_MONO) {
					assert_int_equal(style.fg, -1);
					assert_int_equal(style.bg, -1);
				}
			}
		}
	}
}

/* Blue on black cannot be read, nor can a colour on itself. */
static void nothing_forbidden(void **state)
{
	(void)state;
	for (int role = 0; role < ROLE_COUNT; role++) {
		for (int theme = 0; theme < THEME_COUNT; theme++) {
			for (size_t i = 0; i < NDEPTHS; i++) {
				const struct style style =
				    theme_style((enum theme_id)theme,
					(enum role)role, depths[i]);

				if (theme != THEME_LIGHT)
					assert_true(
					    style.fg != 4 && style.fg != 12);
				if (style.fg >= 0)
					assert_int_not_equal(
					    style.fg, style.bg);
				/* the terminal's own ground stays, but for
				   what cameras read */
				if (theme == THEME_TERMINAL &&
				    role != ROLE_PAPER)
					assert_int_equal(style.bg, -1);
				/* bright ones are for headings only */
				if (depths[i] == 16 && style.fg >= 8)
					assert_true(role == ROLE_HEADING ||
						    role == ROLE_TITLE);
			}
		}
	}
}

/* x to the power of 2.4, by Newton's fifth root of its twelfth power. */
static double power_2_4(double x)
{
	const double x4 = x * x * x * x, x12 = x4 * x4 * x4;
	double y = 1.0;

	for (int i = 0; i < 100; i++)
		y -= (y - x12 / (y * y * y * y)) / 5.0;
	return y;
}

static double linear(int value)
{
	const double c = value / 255.0;

	return c <= 0.03928 ? c / 12.92 : power_2_4((c + 0.055) / 1.055);
}

/* Of the cube and the greys, which all terminals show alike. */
static double luminance(int colour)
{
	static const int steps[] = { 0, 95, 135, 175, 215, 255 };
	int red, green, blue;

	assert_in_range(colour, 16, 255);
	if (colour >= 232) {
		red = green = blue = 8 + (colour - 232) * 10;
	} else {
		red = steps[(colour - 16) / 36];
		green = steps[(colour - 16) / 6 % 6];
		blue = steps[(colour - 16) % 6];
	}
	return 0.2126 * linear(red) + 0.7152 * linear(green) +
	       0.0722 * linear(blue);
}

static void contrast_is_high(void **state)
{
	static const enum theme_id ours[] = { THEME_DARK, THEME_LIGHT };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		for (int role = 0; role < ROLE_COUNT; role++) {
			const struct style style =
			    theme_style(ours[i], (enum role)role, 256);
			double a = luminance(style.fg);
			double b = luminance(style.bg);
			double ratio;

			if (a < b) {
				const double swap = a;

				a = b;
				b = swap;
			}
			ratio = (a + 0.05) / (b + 0.05);
			if (ratio < 7.0) {
				print_error("%s, role %d: %.2f to 1\n",
				    theme_name(ours[i]), role, ratio);
				fail();
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(meaning_without_colour),
		cmocka_unit_test(colours_exist),
		cmocka_unit_test(nothing_forbidden),
		cmocka_unit_test(contrast_is_high),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
