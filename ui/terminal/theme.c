#include "terminal/theme.h"

#include <assert.h>
#include <string.h>

/* What a role is coloured with; each theme says which number that is. */
enum tint {
	TINT_NONE,
	TINT_HEADING,
	TINT_RED,
	TINT_YELLOW,
	TINT_CYAN,
	TINT_GREEN,
	TINT_COUNT
};

struct look {
	unsigned attributes;
	enum tint tint;
};

/*
 * The attributes alone must be enough: the same in every theme. Colours of
 * care levels stand beside words, never red against green alone.
 */
static const struct look looks[ROLE_COUNT] = {
	[ROLE_NORMAL] = { 0, TINT_NONE },
	[ROLE_STRONG] = { STYLE_BOLD, TINT_NONE },
	[ROLE_EMPH] = { STYLE_UNDERLINE, TINT_NONE },
	[ROLE_CODE] = { STYLE_BOLD, TINT_NONE },
	[ROLE_STRIKE] = { STYLE_UNDERLINE, TINT_NONE },
	[ROLE_LINK] = { STYLE_UNDERLINE, TINT_CYAN },
	[ROLE_TITLE] = { STYLE_BOLD, TINT_HEADING },
	[ROLE_HEADING] = { STYLE_BOLD, TINT_HEADING },
	[ROLE_RULE] = { 0, TINT_NONE },
	[ROLE_CAPTION] = { 0, TINT_NONE },
	[ROLE_LABEL] = { STYLE_BOLD, TINT_NONE },
	[ROLE_EMERGENCY] = { STYLE_BOLD, TINT_RED },
	[ROLE_URGENT] = { STYLE_BOLD, TINT_YELLOW },
	[ROLE_ROUTINE] = { STYLE_BOLD, TINT_CYAN },
	[ROLE_SELFCARE] = { STYLE_BOLD, TINT_GREEN },
	[ROLE_DO] = { STYLE_BOLD, TINT_GREEN },
	[ROLE_DONT] = { STYLE_BOLD, TINT_RED },
	[ROLE_NOTE] = { STYLE_BOLD, TINT_CYAN },
	[ROLE_BAR] = { STYLE_REVERSE, TINT_NONE },
	[ROLE_FOCUS] = { STYLE_REVERSE, TINT_NONE },
	[ROLE_MATCH] = { STYLE_BOLD | STYLE_UNDERLINE, TINT_NONE },
	[ROLE_FOUND] = { STYLE_REVERSE, TINT_NONE },
	[ROLE_HINT] = { 0, TINT_NONE },
	[ROLE_HELP] = { STYLE_BOLD, TINT_RED },
	[ROLE_MESSAGE] = { STYLE_BOLD, TINT_NONE },
	[ROLE_PAPER] = { STYLE_REVERSE, TINT_NONE },
};

struct palette {
	short fg, bg;           /* of everything without a tint */
	short tint[TINT_COUNT]; /* foregrounds; NONE is not used */
};

/*
 * 8 colours and 16. Yellow, cyan and green cannot be read on light ground, so
 * the light theme has black for them, and blue.
 */
static const struct palette few[THEME_COUNT] = {
	[THEME_TERMINAL] = { -1, -1, { -1, 6, 1, 3, 6, 2 } },
	[THEME_DARK] = { 7, 0, { 7, 6, 1, 3, 6, 2 } },
	[THEME_LIGHT] = { 0, 7, { 0, 4, 1, 0, 4, 0 } },
	[THEME_MONO] = { -1, -1, { -1, -1, -1, -1, -1, -1 } },
};

/* From the 256: at least 7 to 1 against the ground of the theme. */
static const struct palette many[THEME_COUNT] = {
	[THEME_TERMINAL] = { -1, -1, { -1, 6, 1, 3, 6, 2 } },
	[THEME_DARK] = { 252, 234, { 252, 159, 217, 222, 159, 157 } },
	[THEME_LIGHT] = { 234, 231, { 234, 24, 88, 16, 24, 22 } },
	[THEME_MONO] = { -1, -1, { -1, -1, -1, -1, -1, -1 } },
};

static const char *const names[THEME_COUNT] = {
	[THEME_TERMINAL] = "terminal",
	[THEME_DARK] = "dark",
	[THEME_LIGHT] = "light",
	[THEME_MONO] = "mono",
};

bool theme_parse(const char *name, enum theme_id *out)
{
	for (int i = 0; i < THEME_COUNT; i++) {
		if (strcmp(name, names[i]) == 0) {
			*out = (enum theme_id)i;
			return true;
		}
	}
	return false;
}

const char *theme_name(enum theme_id theme)
{
	assert(theme >= 0 && theme < THEME_COUNT);
	return names[theme];
}

struct style theme_style(enum theme_id theme, enum role role, int colours)
{
	const struct palette *palette;
	const struct look *look;
	struct style style;

	assert(theme >= 0 && theme < THEME_COUNT);
	assert(role >= 0 && role < ROLE_COUNT);
	look = &looks[role];
	if (colours < 8)
		theme = THEME_MONO;
	palette = colours >= 256 ? &many[theme] : &few[theme];
	style = (struct style){ palette->fg, palette->bg, look->attributes };
	/* reversed; without colours most grounds are dark */
	if (role == ROLE_PAPER && colours >= 8 && theme != THEME_MONO)
		return (struct style){ .fg = colours >= 256 ? 231 : 7,
			.bg = colours >= 256 ? 16 : 0,
			.attributes = look->attributes };
	if (look->tint == TINT_NONE)
		return style;

	style.fg = palette->tint[look->tint];
	/* A dark yellow with 7 to 1 on white does not exist: make it the
	   ground instead. */
	if (theme == THEME_LIGHT && look->tint == TINT_YELLOW && colours >= 256)
		style.bg = 222;
	if (theme != THEME_MONO && look->tint == TINT_HEADING &&
	    colours >= 16 && colours < 256 && theme != THEME_LIGHT)
		style.fg = 14;
	return style;
}
