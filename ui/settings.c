#include "settings.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/ini_file.h"

static const struct {
	const char *name, *built_in;
} rows[SETTING_COUNT] = {
	[SETTING_CONTENT] = { "content", "" },
	[SETTING_LANG] = { "lang", "" },
	[SETTING_REGION] = { "region", "" },
	[SETTING_WIDTH] = { "width", "" },
	[SETTING_PLAIN] = { "plain", "no" },
	[SETTING_ASCII] = { "ascii", "no" },
	[SETTING_COLOR] = { "color", "auto" },
	[SETTING_THEME] = { "theme", "terminal" },
	[SETTING_MOUSE] = { "mouse", "yes" },
	[SETTING_STATE] = { "state", "yes" },
};

const char *settings_name(enum setting_id id)
{
	return rows[id].name;
}

bool settings_no_color(void)
{
	const char *value = getenv("NO_COLOR");

	return value != NULL && value[0] != '\0';
}

static bool parse_bool(const char *value, bool *out)
{
	static const char *const yes[] = { "yes", "true", "on", "1" };
	static const char *const no[] = { "no", "false", "off", "0" };

	for (size_t i = 0; i < 4; i++) {
		if (strcmp(value, yes[i]) == 0 || strcmp(value, no[i]) == 0) {
			*out = strcmp(value, yes[i]) == 0;
			return true;
		}
	}
	return false;
}

static bool parse_width(const char *value, int *out)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(value, &end, 10);
	if (errno != 0 || end == value || *end != '\0' ||
	    !isdigit((unsigned char)value[0]) || n < SETTINGS_MIN_WIDTH ||
	    n > SETTINGS_MAX_WIDTH)
		return false;
	*out = (int)n;
	return true;
}

static bool parse_colour(const char *value, enum colour_when *out)
{
	static const char *const names[] = { "auto", "always", "never" };

	for (int i = 0; i < 3; i++) {
		if (strcmp(value, names[i]) == 0) {
			*out = (enum colour_when)i;
			return true;
		}
	}
	return false;
}

static const char *text_or_null(const char *value)
{
	return value[0] != '\0' ? value : NULL;
}

static bool apply(struct settings *settings, enum setting_id id,
    const char *value, const char **why)
{
	switch (id) {
	case SETTING_CONTENT:
		settings->content = text_or_null(value);
		return true;
	case SETTING_LANG:
		settings->lang = text_or_null(value);
		return true;
	case SETTING_REGION:
		settings->region = text_or_null(value);
		return true;
	case SETTING_WIDTH:
		*why = "a number of columns from 12 to 1000 is needed";
		return value[0] == '\0' || parse_width(value, &settings->width);
	case SETTING_PLAIN:
		*why = "yes or no is needed";
		return parse_bool(value, &settings->plain);
	case SETTING_ASCII:
		*why = "yes or no is needed";
		return parse_bool(value, &settings->ascii);
	case SETTING_MOUSE:
		*why = "yes or no is needed";
		return parse_bool(value, &settings->mouse);
	case SETTING_STATE:
		*why = "yes or no is needed";
		return parse_bool(value, &settings->state);
	case SETTING_COLOR:
		*why = "auto, always or never is needed";
		return parse_colour(value, &settings->colour);
	case SETTING_THEME:
		*why = "terminal, dark, light or mono is needed";
		return theme_parse(value, &settings->theme);
	case SETTING_COUNT:
		break;
	}
	return false;
}

bool settings_set(struct settings *settings, enum setting_id id,
    const char *value, const char *from, const char **why)
{
	char *copy = arena_copy(settings->arena, value, strlen(value));

	if (!apply(settings, id, copy, why))
		return false;
	settings->value[id] = copy;
	settings->from[id] = from;
	return true;
}

static void read_file(struct settings *settings, const char *folder,
    const char *name, struct diag *diag)
{
	const char *known[SETTING_COUNT + 1] = { NULL };
	const char *const path =
	    arena_printf(settings->arena, "%s/%s", folder, name);
	const struct ini_section *section;
	struct file_root root;
	struct ini_file ini;
	const char *why, *value;
	unsigned line;

	/* no configuration is the usual thing: not worth a word */
	if (file_root_open(&root, folder, NULL) != STATUS_OK)
		return;
	if (ini_file_read_if_any(&root, name, settings->arena, &ini, diag) !=
	    STATUS_OK)
		goto out;
	for (size_t i = 0; i < ini.nsections; i++) {
		if (strcmp(ini.sections[i].name, "lumbar") != 0)
			diag_add(diag, DIAG_WARNING, path, ini.sections[i].line,
			    "[%s]: only [lumbar] is read; the section is "
			    "passed over",
			    ini.sections[i].name);
	}
	section = ini_file_section(&ini, "lumbar");
	if (section == NULL)
		goto out;
	for (int i = 0; i < SETTING_COUNT; i++)
		known[i] = rows[i].name;
	ini_section_check(&ini, section, known, diag);
	for (int i = 0; i < SETTING_COUNT; i++) {
		value = ini_section_get(section, rows[i].name, &line);
		if (value != NULL && !settings_set(settings, (enum setting_id)i,
					 value, path, &why))
			diag_add(diag, DIAG_ERROR, path, line,
			    "%s = %s: %s; the setting stays as it was",
			    rows[i].name, value, why);
	}
out:
	file_root_close(&root);
}

static void read_environment(struct settings *settings, struct diag *diag)
{
	for (int i = 0; i < SETTING_COUNT; i++) {
		char name[32] = "LUMBAR_";
		const char *value, *why;
		size_t at = strlen(name);

		for (const char *p = rows[i].name; *p != '\0'; p++)
			name[at++] = (char)toupper((unsigned char)*p);
		value = getenv(name);
		if (value == NULL || value[0] == '\0')
			continue;
		if (!settings_set(settings, (enum setting_id)i, value,
			arena_copy(settings->arena, name, at), &why))
			diag_add(diag, DIAG_ERROR, NULL, 0,
			    "%s=%s: %s; the setting stays as it was", name,
			    value, why);
	}
}

const char *settings_state_folder(struct arena *arena)
{
	const char *folder = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");

	if (folder != NULL && folder[0] == '/')
		return arena_printf(arena, "%s/lumbar", folder);
	if (home != NULL && home[0] == '/')
		return arena_printf(arena, "%s/.local/state/lumbar", home);
	return NULL;
}

void settings_load(
    struct settings *settings, struct arena *arena, struct diag *diag)
{
	const char *folder = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	const char *why;

	memset(settings, 0, sizeof(*settings));
	settings->arena = arena;
	for (int i = 0; i < SETTING_COUNT; i++)
		settings_set(settings, (enum setting_id)i, rows[i].built_in,
		    "built in", &why);
	/* a relative XDG folder is to be ignored (XDG base directory rules) */
	if (folder != NULL && folder[0] == '/')
		read_file(settings, arena_printf(arena, "%s/lumbar", folder),
		    "lumbar.ini", diag);
	else if (home != NULL && home[0] == '/')
		read_file(settings,
		    arena_printf(arena, "%s/.config/lumbar", home),
		    "lumbar.ini", diag);
	read_environment(settings, diag);
}
