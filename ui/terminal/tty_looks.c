/*
 * What the roles look like, in the attributes and colour pairs of curses.
 */
#include "terminal/tty_parts.h"

#include <curses.h>

static attr_t attributes_of(const struct style *style)
{
	attr_t attributes = A_NORMAL;

	if ((style->attributes & STYLE_BOLD) != 0)
		attributes |= A_BOLD;
	if ((style->attributes & STYLE_UNDERLINE) != 0)
		attributes |= A_UNDERLINE;
	if ((style->attributes & STYLE_REVERSE) != 0)
		attributes |= A_REVERSE;
	return attributes;
}

/* The pair of these colours: one made before, or the next. */
static short pair_of(
    const struct style *style, struct style *pairs, short *npairs)
{
	for (short i = 0; i < *npairs; i++) {
		if (pairs[i].fg == style->fg && pairs[i].bg == style->bg)
			return i;
	}
	if (*npairs >= COLOR_PAIRS ||
	    init_pair(*npairs, style->fg, style->bg) != OK)
		return 0;
	pairs[*npairs] = *style;
	return (*npairs)++;
}

void tty_looks(enum theme_id theme, int colours, bool own,
    struct tty_look looks[ROLE_COUNT])
{
	/* Pair 0 is what the terminal has. */
	struct style pairs[ROLE_COUNT + 1] = { { .fg = -1, .bg = -1 } };
	short npairs = 1;

	for (int role = 0; role < ROLE_COUNT; role++) {
		struct style style =
		    theme_style(theme, (enum role)role, colours);

		if (colours > 0 && !own && style.fg < 0 && style.bg >= 0)
			style.fg = COLOR_WHITE;
		if (colours > 0 && !own && style.bg < 0 && style.fg >= 0)
			style.bg = COLOR_BLACK;
		looks[role].attributes = attributes_of(&style);
		looks[role].pair = pair_of(&style, pairs, &npairs);
	}
}
