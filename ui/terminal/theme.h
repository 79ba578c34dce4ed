/*
 * theme.h - role to attribute and colour; no curses.
 *
 * Themes: terminal (its own background and foreground), dark, light, mono.
 * Every role differs from normal text by an attribute or stands beside words
 * or marks, in every theme. Never dim, never blinking, no blue on black.
 */
#ifndef LUMBAR_THEME_H
#define LUMBAR_THEME_H

#include <stdbool.h>

#include "content/role.h"

#define STYLE_BOLD      1u
#define STYLE_UNDERLINE 2u
#define STYLE_REVERSE   4u

struct style {
	short fg, bg;        /* colour number; -1 = the terminal's own */
	unsigned attributes; /* STYLE_... */
};

enum theme_id {
	THEME_TERMINAL,
	THEME_DARK,
	THEME_LIGHT,
	THEME_MONO,
	THEME_COUNT
};

/* "terminal", "dark", "light", "mono"; false when there is no such theme. */
bool theme_parse(const char *name, enum theme_id *out);
const char *theme_name(enum theme_id theme);

/* colours: what the terminal has: 0, 8, 16 or 256. 0 gives mono. */
struct style theme_style(enum theme_id theme, enum role role, int colours);

#endif
