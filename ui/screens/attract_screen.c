/*
 * A kiosk that nobody stands at: what it is for, how to begin, that nothing is
 * kept, and the signs of an emergency. Still pictures, a few seconds each, and
 * never twice at the same place, so that none burns in.
 */
#include "screens/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "content/compose.h"
#include "content/region.h"
#include "widgets/wrap.h"
#include "content/catalog_language.h"

#define SLIDES       3
#define SHIFT        3 /* places that a slide stands at, one after the other */
#define INVITE_CAP   400
#define SENTENCE_CAP 160
#define ALARM_CAP    512
#define ALARM_ROWS   4 /* with the place; else it goes without */

struct attract {
	struct screen base;
	const struct cover_state *state; /* the app's */
	int rows, cols;
};

static const struct screen_ops attract_ops;

struct screen *attract_screen(
    struct view *view, const struct cover_state *state)
{
	struct attract *attract = die_alloc(sizeof(*attract));

	memset(attract, 0, sizeof(*attract));
	attract->base.ops = &attract_ops;
	attract->base.view = view;
	attract->state = state;
	return &attract->base;
}

static const char *attract_name(const struct screen *screen)
{
	(void)screen;
	return "the first screen";
}

static unsigned attract_where(const struct screen *screen)
{
	(void)screen;
	return WHERE_ATTRACT;
}

static void attract_resize(struct screen *screen, int rows, int cols)
{
	struct attract *attract = (struct attract *)screen;

	attract->rows = rows;
	attract->cols = cols;
}

/* A paragraph in the middle; returns the row after it. */
static int draw_middle(const struct attract *attract, struct canvas *canvas,
    int row, const char *text, enum role role)
{
	const int room = attract->cols < 64 ? attract->cols - 4 : 60;
	const int shift = (int)(attract->state->slide / SLIDES % SHIFT) - 1;
	struct slice rest = slice_of(text);

	while (rest.len > 0) {
		const struct slice line = wrap_next(&rest, room);
		const int col = (attract->cols - text_cols(line)) / 2 + shift;

		canvas_text(canvas, row++, col > 0 ? col : 0, line, role);
	}
	return row;
}

static int is_wide(const struct attract *attract)
{
	return attract->rows >= 14;
}

static int rows_of(const struct attract *attract, const char *text)
{
	return wrap_count(
	    slice_of(text), attract->cols < 64 ? attract->cols - 4 : 60);
}

/* How every other language invites, or what it is called; "" = there is none.
 */
static void invite(const struct catalog *catalog, char *out, size_t cap)
{
	size_t len = 0;

	out[0] = '\0';
	for (size_t i = 0; i < catalog->nlangs; i++) {
		const struct catalog_language *lang = &catalog->langs[i];
		const char *text = lang->start[0] != '\0'
		                       ? lang->start
		                       : catalog_language_name(lang);
		const size_t more = strlen(text) + 3;

		if (strcmp(lang->code, catalog->lang) == 0)
			continue;
		if (len + more >= cap)
			return; /* the picker has them all */
		len += (size_t)snprintf(
		    out + len, cap - len, "%s%s", len > 0 ? " / " : "", text);
	}
}

/* A paragraph, if those after it have their rows as well. */
static int draw_if_room(const struct attract *attract, struct canvas *canvas,
    int row, int after, const char *text)
{
	const int end = row + rows_of(attract, text) + is_wide(attract);

	if (text[0] == '\0' || end + after > attract->rows)
		return row;
	return draw_middle(attract, canvas, row, text, ROLE_NORMAL) +
	       is_wide(attract);
}

/* How to begin, in the language that every visit begins with. */
static const char *start_line(const struct attract *attract)
{
	const struct catalog *const catalog = attract->base.view->catalog;
	const struct catalog_language *own =
	    catalog_language(catalog, catalog->lang);

	return own != NULL && own->start[0] != '\0' ? own->start
	                                            : "PRESS ANY KEY TO START";
}

/* How to begin, and the alarm of so many rows; the rest if there is room. */
static void draw_open(const struct attract *attract, struct canvas *canvas,
    int row, int alarm_rows)
{
	static const char *const slides[SLIDES] = {
		"Learn what helps: plain pages about your back and your leg.",
		"Check your symptoms: about 4 minutes, and it says how fast to "
		"get help.",
		"What would you like to know? Causes, scans, treatments, "
		"myths.",
	};
	static const char kept[] =
	    "We do not ask your name. We do not keep your answers.";
	const struct catalog *const catalog = attract->base.view->catalog;
	const char *const start = start_line(attract);
	const int start_rows = rows_of(attract, start);
	char others[INVITE_CAP];

	invite(catalog, others, sizeof(others));
	row = draw_if_room(attract, canvas, row,
	    start_rows + is_wide(attract) + alarm_rows +
		(others[0] != '\0' ? rows_of(attract, others) : 0),
	    slides[attract->state->slide % SLIDES]);
	canvas_cursor(canvas, row, 0);
	row = draw_middle(attract, canvas, row, start, ROLE_STRONG) +
	      is_wide(attract);
	row = draw_if_room(attract, canvas, row, alarm_rows, others);
	draw_if_room(attract, canvas, row, alarm_rows, kept);
}

/* The signs, and whom to tell; place: where that is as well. */
static void say_alarm(
    const struct attract *attract, char alarm[ALARM_CAP], bool place)
{
	const char *const reception = attract->state->reception;
	const struct slice where =
	    place ? compose_place(slice_of(reception)) : SLICE("");
	char tell[ALARM_CAP / 2] = "";

	if (reception[0] != '\0')
		snprintf(tell, sizeof(tell), ", or tell reception%s%.*s%s,",
		    where.len > 0 ? " (" : "", (int)where.len, where.ptr,
		    where.len > 0 ? ")" : "");
	snprintf(alarm, ALARM_CAP,
	    "Cannot pee? No feeling between your legs? Call %s%s now. "
	    "! shows all signs.",
	    region_word(attract->base.view->catalog->region, "emergency"),
	    tell);
}

/* Where the heading stands: not so low that what matters has no rows. */
static int draw_clinic(
    const struct attract *attract, struct canvas *canvas, int room)
{
	const char *const clinic = attract->state->clinic;
	const int gap = is_wide(attract);
	const int rows = clinic[0] != '\0' ? rows_of(attract, clinic) + 1 : 0;
	const bool shown = gap && rows > 0 && rows <= room;
	int row = gap ? attract->rows / 4 : 0;

	if (shown)
		room -= rows;
	if (row > room)
		row = room > 0 ? room : 0;
	return shown
	           ? draw_middle(attract, canvas, row, clinic, ROLE_NORMAL) + 1
	           : row;
}

static void attract_draw(const struct screen *screen, struct canvas *canvas)
{
	const struct attract *attract = (const struct attract *)screen;
	const int gap = is_wide(attract);
	const char *const closed = attract->state->closed;
	const char *const middle =
	    closed[0] != '\0' ? closed : start_line(attract);
	int row, alarm_rows, room;
	char alarm[ALARM_CAP], first[SENTENCE_CAP];

	say_alarm(attract, alarm, gap != 0);
	if (rows_of(attract, alarm) > ALARM_ROWS)
		say_alarm(attract, alarm, false);
	alarm_rows = rows_of(attract, alarm);
	/* what is left by the heading, what follows it, and the alarm */
	room = attract->rows - 1 - gap - rows_of(attract, middle) - gap -
	       alarm_rows;
	row = draw_clinic(attract, canvas, room);
	row = draw_middle(
		  attract, canvas, row, "BACK OR LEG PAIN?", ROLE_HEADING) +
	      gap;
	if (closed[0] == '\0') {
		draw_open(attract, canvas, row, alarm_rows);
	} else {
		/* "Closed now." if there is no room for more */
		snprintf(first, sizeof(first), "%s", closed);
		if (room < 0 && strchr(first, '.') != NULL)
			strchr(first, '.')[1] = '\0';
		draw_middle(attract, canvas, row, first, ROLE_STRONG);
	}
	draw_middle(
	    attract, canvas, attract->rows - alarm_rows, alarm, ROLE_STRONG);
}

static struct step attract_act(
    struct screen *screen, enum action action, int arg)
{
	(void)screen;
	(void)action;
	(void)arg;
	return STAY; /* the app begins the visit */
}

static void attract_close(struct screen *screen)
{
	free(screen);
}

static const struct screen_ops attract_ops = {
	.name = attract_name,
	.where = attract_where,
	.resize = attract_resize,
	.draw = attract_draw,
	.act = attract_act,
	.close = attract_close,
};
