/*
 * settings.h - what may be set, and where each value came from.
 *
 * Later wins: built-in, the configuration file ($XDG_CONFIG_HOME or ~/.config,
 * lumbar/lumbar.ini, section [lumbar]), LUMBAR_* variables, the command line.
 * A bad value of the first three is told and the one before it stays.
 */
#ifndef LUMBAR_SETTINGS_H
#define LUMBAR_SETTINGS_H

#include "base/diag.h"
#include "terminal/theme.h"

enum setting_id {
	SETTING_CONTENT,
	SETTING_LANG,
	SETTING_REGION,
	SETTING_WIDTH,
	SETTING_PLAIN,
	SETTING_ASCII,
	SETTING_COLOR,
	SETTING_THEME,
	SETTING_MOUSE,
	SETTING_STATE,
	SETTING_COUNT
};

enum colour_when {
	COLOUR_AUTO,
	COLOUR_ALWAYS,
	COLOUR_NEVER
};

struct settings {
	struct arena *arena;
	const char *content, *lang, *region; /* NULL = the pack's own */
	int width;                           /* columns; 0 = not set */
	bool plain, ascii, mouse;
	bool state; /* remember progress between visits */
	enum colour_when colour;
	enum theme_id theme;
	const char *value[SETTING_COUNT]; /* as written, for `config` */
	const char *from[SETTING_COUNT];  /* "built in", a file, a variable */
};

#define SETTINGS_MIN_WIDTH 12
#define SETTINGS_MAX_WIDTH 1000

/* Built-in values, then the file, then the environment. */
void settings_load(
    struct settings *settings, struct arena *arena, struct diag *diag);

/* Set one value; false when it is not a possible one (*why tells). */
bool settings_set(struct settings *settings, enum setting_id id,
    const char *value, const char *from, const char **why);

/* "content", "lang"...: the key in the file and the long option. */
const char *settings_name(enum setting_id id);

/*
 * The folder for what is kept between visits ($XDG_STATE_HOME/lumbar or
 * ~/.local/state/lumbar), or NULL when there is none.
 */
const char *settings_state_folder(struct arena *arena);

/* Whether NO_COLOR is in force: the variable is there and not empty. */
bool settings_no_color(void);

#endif
