/*
 * Take it with you: a code for a telephone where one fits and can be drawn,
 * and always the same in words, to be written down.
 */
#include "screens/screens.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "widgets/frame.h"
#include "widgets/qr.h"

#define TEXT_CAP 512
#define MARGIN   2

struct take {
	struct screen base;
	char text[TEXT_CAP];
	struct rect room;
};

static const struct screen_ops take_ops;

struct screen *take_screen(struct view *view, const char *text)
{
	struct take *take = die_alloc(sizeof(*take));

	memset(take, 0, sizeof(*take));
	take->base.ops = &take_ops;
	take->base.view = view;
	strncpy(take->text, text, sizeof(take->text) - 1);
	return &take->base;
}

static const char *take_name(const struct screen *screen)
{
	(void)screen;
	return "something to take with you";
}

static unsigned take_where(const struct screen *screen)
{
	(void)screen;
	return WHERE_NOTE;
}

static void take_resize(struct screen *screen, int rows, int cols)
{
	struct take *take = (struct take *)screen;
	const int margin = cols < 60 ? 1 : MARGIN;

	take->room = frame_body(rows, cols);
	take->room.col += margin;
	take->room.cols -= 2 * margin;
}

static void take_draw(const struct screen *screen, struct canvas *canvas)
{
	const struct take *take = (const struct take *)screen;
	const struct frame frame = { "Take it with you", NULL,
		screen->view->message, take_where(screen),
		screen->view->policy };
	struct rect room = take->room;
	int row;

	frame_draw(canvas, &frame);
	row = frame_para(canvas, take->room, room.row,
	    "Write this down, or take a picture of it:", ROLE_NORMAL);
	row = frame_para(canvas, take->room, row, take->text, ROLE_STRONG);
	canvas_cursor(canvas, room.row, room.col);
	room.rows -= row - room.row;
	room.row = row;
	/* the code stands alone or not at all */
	(void)qr_draw(canvas, room, take->text, screen->view->halves);
}

static struct step take_act(struct screen *screen, enum action action, int arg)
{
	struct step step = STAY;

	(void)screen;
	(void)arg;
	if (action == ACT_BACK)
		step.go = GO_BACK;
	return step;
}

static void take_close(struct screen *screen)
{
	explicit_bzero(screen, sizeof(struct take));
	free(screen);
}

static const struct screen_ops take_ops = {
	.name = take_name,
	.where = take_where,
	.resize = take_resize,
	.draw = take_draw,
	.act = take_act,
	.close = take_close,
};
