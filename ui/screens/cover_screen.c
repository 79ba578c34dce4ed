/*
 * What lies over everything: "Are you still there?", a hidden screen, the
 * question whether to finish, and the staff PIN.
 */
#include "screens/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "content/region.h"
#include "terminal/key.h"
#include "widgets/frame.h"
#include "widgets/list.h"
#include "widgets/self_check.h"

#define MARGIN    2
#define HEAD_ROWS 2
#define PIN_SHOWN 32

enum kind {
	COUNTDOWN,
	HIDDEN,
	FINISH,
	PIN
};

struct cover {
	struct screen base;
	enum kind kind;
	const struct cover_state *state; /* the app's */
	struct list list;
	struct list_item items[2];
	char typed[PIN_MAX + 1];
	size_t ntyped;
	int rows, cols;
	struct rect room;
};

static const struct screen_ops cover_ops;

static struct cover *cover_new(
    struct view *view, enum kind kind, const struct cover_state *state)
{
	struct cover *cover = die_alloc(sizeof(*cover));

	memset(cover, 0, sizeof(*cover));
	cover->base.ops = &cover_ops;
	cover->base.view = view;
	cover->kind = kind;
	cover->state = state;
	cover->items[0].title = SLICE("Carry on");
	cover->items[1].title = SLICE("Finish, and clear everything");
	list_init(&cover->list, cover->items, 2);
	return cover;
}

struct screen *countdown_screen(
    struct view *view, const struct cover_state *state)
{
	return &cover_new(view, COUNTDOWN, state)->base;
}

struct screen *hidden_screen(struct view *view)
{
	return &cover_new(view, HIDDEN, NULL)->base;
}

struct screen *finish_screen(struct view *view)
{
	return &cover_new(view, FINISH, NULL)->base;
}

struct screen *pin_screen(struct view *view, const struct cover_state *state)
{
	return &cover_new(view, PIN, state)->base;
}

static const char *cover_name(const struct screen *screen)
{
	static const char *const names[] = { "the countdown", "a hidden screen",
		"finishing", "the staff PIN" };

	return names[((const struct cover *)screen)->kind];
}

static unsigned cover_where(const struct screen *screen)
{
	static const unsigned where[] = { WHERE_COUNTDOWN, WHERE_HIDDEN,
		WHERE_PICK, WHERE_PIN };

	return where[((const struct cover *)screen)->kind];
}

static void cover_resize(struct screen *screen, int rows, int cols)
{
	struct cover *cover = (struct cover *)screen;
	const int margin = cols < 60 ? 1 : MARGIN;

	cover->rows = rows;
	cover->cols = cols;
	cover->room = frame_body(rows, cols);
	cover->room.col += margin;
	cover->room.cols -= 2 * margin;
	list_resize(
	    &cover->list, cover->room.rows - HEAD_ROWS, cover->room.cols);
}

static int gap(const struct cover *cover)
{
	return cover->room.rows >= 10;
}

static void draw_countdown(const struct cover *cover, struct canvas *canvas)
{
	const struct view *view = cover->base.view;
	int row = cover->room.row;
	char text[160];

	/* an emergency that was found stays on the screen */
	if (view->check != NULL && view->check->warning.given) {
		snprintf(text, sizeof(text), "!!! Get help now. Emergency: %s",
		    region_word(view->catalog->region, "emergency"));
		row = frame_para(canvas, cover->room, row, text, ROLE_STRONG) +
		      gap(cover);
	}
	/* what matters fits every window */
	snprintf(text, sizeof(text),
	    cover->room.rows >= 8
		? "This screen will be cleared in %d seconds, so that nobody "
		  "sees what you read."
		: "Cleared in %d seconds.",
	    cover->state->seconds);
	row = frame_para(canvas, cover->room, row, text, ROLE_NORMAL) +
	      gap(cover);
	canvas_cursor(canvas, row, cover->room.col);
	row = frame_para(canvas, cover->room, row, "Press any key to carry on.",
		  ROLE_STRONG) +
	      gap(cover);
	/* the hints have not always room for both */
	frame_para(canvas, cover->room, row,
	    cover->room.rows >= 8 ? "t: more time. f: finish and clear."
				  : "t: more time. f: finish.",
	    ROLE_NORMAL);
}

/* Never less than it is; what is shown does not count down. */
static void say_wait(int seconds, char *text, size_t cap)
{
	const int minutes = (seconds + 59) / 60;

	if (seconds <= 10)
		snprintf(text, cap, "Wait a few seconds before the next try.");
	else if (seconds <= 30)
		snprintf(text, cap, "Wait half a minute before the next try.");
	else
		snprintf(text, cap, "Wait %d minute%s before the next try.",
		    minutes, minutes > 1 ? "s" : "");
}

static void draw_pin(const struct cover *cover, struct canvas *canvas)
{
	int row = cover->room.row, col = cover->room.col;
	char text[64];

	row = frame_para(canvas, cover->room, row, "Staff PIN", ROLE_HEADING) +
	      gap(cover);
	if (cover->state->wait_s > 0) {
		say_wait(cover->state->wait_s, text, sizeof(text));
		row = frame_para(canvas, cover->room, row, text, ROLE_NORMAL) +
		      gap(cover);
	}
	/* neither digits nor how many there are at most */
	for (size_t i = 0; i < cover->ntyped && i < PIN_SHOWN; i++)
		canvas_str(canvas, row, col++, "*", ROLE_STRONG);
	canvas_str(canvas, row, col, "_", ROLE_NORMAL);
	canvas_cursor(canvas, row, col);
}

static void draw_finish(const struct cover *cover, struct canvas *canvas)
{
	struct rect room = cover->room;

	frame_para(canvas, cover->room, room.row, "Finish now?", ROLE_HEADING);
	room.row += HEAD_ROWS;
	room.rows -= HEAD_ROWS;
	list_draw(&cover->list, canvas, room);
}

static void cover_draw(const struct screen *screen, struct canvas *canvas)
{
	static const char *const paths[] = { "Are you still there?", "",
		"Finish", "Staff" };
	const struct cover *cover = (const struct cover *)screen;
	const struct frame frame = { paths[cover->kind], NULL,
		screen->view->message, cover_where(screen),
		screen->view->policy };

	frame_draw(canvas, &frame);
	switch (cover->kind) {
	case COUNTDOWN:
		draw_countdown(cover, canvas);
		break;
	case HIDDEN:
		frame_para(canvas, cover->room, cover->room.row,
		    "Hidden. Any key shows what to do.", ROLE_NORMAL);
		canvas_cursor(canvas, cover->room.row, cover->room.col);
		break;
	case FINISH:
		draw_finish(cover, canvas);
		break;
	case PIN:
		draw_pin(cover, canvas);
		break;
	}
}

/* Keys that act everywhere are nobody's "any key". */
static bool is_own(uint32_t key)
{
	return key == '!' || key == KEY_CTRL('C') || key == KEY_CTRL('L') ||
	       key == KEY_CTRL('Z') || key == KEY_F5;
}

static bool cover_takes(const struct screen *screen, uint32_t key)
{
	const struct cover *cover = (const struct cover *)screen;

	switch (cover->kind) {
	case COUNTDOWN:
		return !is_own(key) && key != 'f' && key != 'F' && key != 't' &&
		       key != 'T';
	case HIDDEN:
		return !is_own(key);
	case PIN:
		return key > ' ' && key < 0x7F && key != '!';
	case FINISH:
		break;
	}
	return false;
}

static struct step go(enum go where)
{
	struct step step = STAY;

	step.go = where;
	return step;
}

static void type_pin(struct cover *cover, int key)
{
	if (cover->ntyped == PIN_MAX)
		return;
	cover->typed[cover->ntyped++] = (char)key;
	cover->typed[cover->ntyped] = '\0';
}

static struct step act_pin(struct cover *cover, enum action action, int arg)
{
	struct step step = STAY;

	switch (action) {
	case ACT_TEXT:
		type_pin(cover, arg);
		return STAY;
	case ACT_ERASE:
		if (cover->ntyped > 0)
			cover->typed[--cover->ntyped] = '\0';
		return STAY;
	case ACT_OPEN:
		step.go = GO_PIN;
		step.id = cover->typed;
		return step;
	case ACT_BACK:
		return go(GO_CARRY_ON);
	default:
		return STAY;
	}
}

static struct step act_finish(struct cover *cover, enum action action, int arg)
{
	const size_t was = cover->list.focus;
	bool open = action == ACT_OPEN;

	if (action == ACT_BACK || action == ACT_LEAVE)
		return go(GO_CARRY_ON);
	if (action == ACT_CLICK)
		open = list_click(&cover->list,
			   arg / CANVAS_MAX - cover->room.row - HEAD_ROWS) &&
		       cover->list.focus == was;
	else if (!open)
		list_act(&cover->list, action, arg);
	if (!open)
		return STAY;
	return go(cover->list.focus == 1 ? GO_FINISH : GO_CARRY_ON);
}

static struct step cover_act(struct screen *screen, enum action action, int arg)
{
	struct cover *cover = (struct cover *)screen;

	switch (cover->kind) {
	case COUNTDOWN:
		if (action == ACT_FINISH)
			return go(GO_FINISH);
		return go(action == ACT_LONGER ? GO_LONGER : GO_CARRY_ON);
	case HIDDEN:
		cover->kind = FINISH;
		return STAY;
	case PIN:
		return act_pin(cover, action, arg);
	case FINISH:
		break;
	}
	return act_finish(cover, action, arg);
}

static void cover_close(struct screen *screen)
{
	struct cover *cover = (struct cover *)screen;

	list_free(&cover->list);
	explicit_bzero(cover, sizeof(*cover));
	free(cover);
}

static const struct screen_ops cover_ops = {
	.name = cover_name,
	.where = cover_where,
	.resize = cover_resize,
	.draw = cover_draw,
	.takes = cover_takes,
	.act = cover_act,
	.close = cover_close,
};
