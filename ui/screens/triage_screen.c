/*
 * The self-check: one question a page, the answers, what to do.
 */
#include "screens/triage_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "terminal/key.h"

#define IDLE_MS   (5 * 60 * 1000)
#define TEXT_COLS 78 /* the widest room of a question or a result */

static const struct screen_ops triage_ops;

static enum check_page page_of(const struct triage_screen *triage)
{
	return self_check_page(triage->check);
}

static void clear_doc(struct triage_screen *triage)
{
	arena_wipe(&triage->reader.layout.arena);
	reader_free(&triage->reader);
	arena_wipe(&triage->doc.arena);
	doc_free(&triage->doc);
	memset(&triage->reader, 0, sizeof(triage->reader));
	doc_init(&triage->doc);
}

/* Nothing of what the page showed is left. */
static void clear_page(struct triage_screen *triage)
{
	choices_wipe(&triage->choices);
	list_free(&triage->list);
	clear_doc(triage);
	arena_wipe(&triage->arena);
	triage->heading = triage->progress = triage->short_progress = NULL;
	triage->path = "Check my symptoms";
	triage->emergency = false;
}

static enum triage_view view_of(const struct triage_screen *triage)
{
	if (triage->cover == COVER_LEAVE)
		return VIEW_LIST;
	if (triage->cover != COVER_NONE)
		return VIEW_DOC;
	switch (page_of(triage)) {
	case CHECK_START:
	case CHECK_ASK:
		return VIEW_CHOICES;
	case CHECK_ANSWERS:
		return VIEW_LIST;
	default:
		return VIEW_DOC;
	}
}

static void resize_page(struct triage_screen *triage)
{
	switch (triage->shown) {
	case VIEW_CHOICES:
		choices_resize(
		    &triage->choices, triage->room.rows, triage->room.cols);
		break;
	case VIEW_LIST:
		triage_check_resize(triage);
		break;
	case VIEW_DOC:
		triage_result_resize(triage);
		break;
	}
}

void triage_screen_turn(struct triage_screen *triage)
{
	clear_page(triage);
	triage->shown = view_of(triage);
	switch (triage->shown) {
	case VIEW_CHOICES:
		triage_ask_open(triage);
		break;
	case VIEW_LIST:
		triage_check_open(triage);
		break;
	case VIEW_DOC:
		triage_result_open(triage);
		break;
	}
	if (triage->rows > 0)
		resize_page(triage);
}

void triage_screen_renew(struct triage_screen *triage)
{
	const uint32_t link = triage->reader.pager.link;
	const uint32_t block = triage->reader.block;
	const uint32_t offset = triage->reader.offset;
	const size_t nnodes = triage->doc.nnodes;

	clear_doc(triage);
	triage_result_open(triage);
	if (link <= triage->doc.nlinks)
		triage->reader.pager.link = link;
	/* the same blocks, if only the lines between them come or go */
	if (nnodes != triage->doc.nnodes)
		return;
	triage->reader.block = block;
	triage->reader.offset = offset;
}

struct step triage_screen_say(const char *message)
{
	struct step step = STAY;

	step.message = message;
	return step;
}

struct step triage_screen_go(struct triage_screen *triage)
{
	struct step step = STAY;

	self_check_wipe(triage->check);
	step.go = triage->go_home ? GO_HOME : GO_BACK;
	return step;
}

static void cover(struct triage_screen *triage, enum triage_cover what)
{
	triage->cover = what;
	triage_screen_turn(triage);
}

/* Out of the check, if there is nothing to lose; else it is asked first. */
static struct step want_to_leave(struct triage_screen *triage, bool home)
{
	triage->go_home = home;
	if (!self_check_has_answers(triage->check))
		return triage_screen_go(triage);
	if (triage->cover != COVER_LEAVE)
		cover(triage, COVER_LEAVE);
	return STAY;
}

static struct step go_back(struct triage_screen *triage)
{
	if (triage->cover != COVER_NONE) {
		cover(triage, COVER_NONE);
		return STAY;
	}
	if (!self_check_back(triage->check))
		return want_to_leave(triage, false);
	triage_screen_turn(triage);
	return STAY;
}

static const char *triage_name(const struct screen *screen)
{
	const struct triage_screen *triage =
	    (const struct triage_screen *)screen;

	return triage->shown == VIEW_CHOICES ? "a question" : "the self-check";
}

static unsigned triage_where(const struct screen *screen)
{
	const struct triage_screen *triage =
	    (const struct triage_screen *)screen;
	unsigned where = WHERE_NOTE;

	if (triage->cover == COVER_IDLE)
		return WHERE_IDLE;
	if (triage->shown == VIEW_CHOICES)
		return triage->choices.kind == CHOICES_NUMBER ? WHERE_NUMBER
		                                              : WHERE_CHOICES;
	if (triage->shown == VIEW_LIST)
		return WHERE_ANSWERS;
	if (page_of(triage) == CHECK_RESULT && triage->cover == COVER_NONE)
		where = WHERE_RESULT;
	else if (page_of(triage) == CHECK_RESULT && triage->cover == COVER_SAVE)
		where |= WHERE_SAVE;
	return where | reader_where(&triage->reader);
}

/* Columns for text: all of a small window, a block in a wide one. */
static void triage_resize(struct screen *screen, int rows, int cols)
{
	struct triage_screen *triage = (struct triage_screen *)screen;
	struct rect room = frame_body(rows, cols);

	triage->rows = rows;
	triage->cols = cols;
	if (room.cols > TEXT_COLS) {
		room.col += cols >= 100 ? (room.cols - TEXT_COLS) / 2 : 1;
		room.cols = TEXT_COLS;
	}
	triage->room = room;
	if (triage->shown == VIEW_CHOICES)
		triage_ask_resize(triage);
	resize_page(triage);
}

static const char *message_of(
    const struct triage_screen *triage, char *text, size_t cap)
{
	if (triage->base.view->message != NULL)
		return triage->base.view->message;
	switch (triage->shown) {
	case VIEW_CHOICES:
		return triage_ask_message(triage, text, cap);
	case VIEW_LIST:
		return triage_check_message(triage, text, cap);
	case VIEW_DOC:
		break;
	}
	return triage_result_message(triage, text, cap);
}

static void triage_draw(const struct screen *screen, struct canvas *canvas)
{
	const struct triage_screen *triage =
	    (const struct triage_screen *)screen;
	char message[160], progress[48];
	struct frame frame = { triage->path, triage->progress,
		message_of(triage, message, sizeof(message)),
		triage_where(screen), screen->view->policy };

	if (canvas->cols < 60)
		frame.progress = triage->short_progress;
	if (triage->shown == VIEW_DOC)
		frame.progress =
		    triage_result_progress(triage, progress, sizeof(progress));
	frame_draw(canvas, &frame);
	switch (triage->shown) {
	case VIEW_CHOICES:
		choices_draw(&triage->choices, canvas, triage->room);
		break;
	case VIEW_LIST:
		triage_check_draw(triage, canvas);
		break;
	case VIEW_DOC:
		triage_result_draw(triage, canvas);
		break;
	}
}

static bool triage_takes(const struct screen *screen, uint32_t key)
{
	const struct triage_screen *triage =
	    (const struct triage_screen *)screen;

	/* any key carries on but those that act everywhere, and "finish" */
	if (triage->cover == COVER_IDLE)
		return key != '!' && key != 'f' && key != 'F' &&
		       key != KEY_CTRL('C') && key != KEY_CTRL('L') &&
		       key != KEY_CTRL('Z') && key != KEY_F5;
	return triage->shown == VIEW_CHOICES &&
	       choices_takes(&triage->choices, key);
}

static struct step act_idle(struct triage_screen *triage, enum action action)
{
	if (action != ACT_LEAVE) {
		cover(triage, COVER_NONE);
		return STAY;
	}
	self_check_stop(triage->check);
	cover(triage, COVER_NONE);
	return STAY;
}

static struct step triage_act(
    struct screen *screen, enum action action, int arg)
{
	struct triage_screen *triage = (struct triage_screen *)screen;

	if (action == ACT_IDLE) {
		cover(triage, COVER_IDLE);
		return STAY;
	}
	if (triage->cover == COVER_IDLE)
		return act_idle(triage, action);
	switch (action) {
	case ACT_BACK:
		if (page_of(triage) == CHECK_UNFINISHED)
			return triage_screen_go(triage);
		return go_back(triage);
	case ACT_LEAVE:
		return want_to_leave(triage, false);
	case ACT_HOME:
		return want_to_leave(triage, true);
	case ACT_WHY:
		cover(triage, COVER_WHY);
		return STAY;
	case ACT_SAVE:
		cover(triage, COVER_SAVE);
		return STAY;
	default:
		break;
	}
	switch (triage->shown) {
	case VIEW_CHOICES:
		return triage_ask_act(triage, action, arg);
	case VIEW_LIST:
		return triage_check_act(triage, action, arg);
	case VIEW_DOC:
		break;
	}
	return triage_result_act(triage, action, arg);
}

static const char *triage_about(const struct screen *screen)
{
	return triage_ask_help((const struct triage_screen *)screen);
}

static int triage_idle_ms(const struct screen *screen)
{
	const struct triage_screen *triage =
	    (const struct triage_screen *)screen;

	if (triage->cover == COVER_IDLE ||
	    !self_check_has_answers(triage->check))
		return -1;
	return IDLE_MS;
}

static void triage_get_place(
    const struct screen *screen, struct session_view *view)
{
	const struct triage_screen *triage =
	    (const struct triage_screen *)screen;

	memset(view, 0, sizeof(*view));
	if (triage->shown != VIEW_DOC)
		return;
	reader_get_place(&triage->reader, view);
}

static void triage_set_place(
    struct screen *screen, const struct session_view *view)
{
	struct triage_screen *triage = (struct triage_screen *)screen;

	if (triage->shown != VIEW_DOC || page_of(triage) != CHECK_RESULT)
		return;
	reader_set_place(&triage->reader, view);
}

static void triage_close(struct screen *screen)
{
	struct triage_screen *triage = (struct triage_screen *)screen;

	clear_page(triage);
	reader_free(&triage->reader);
	doc_free(&triage->doc);
	explicit_bzero(triage, sizeof(*triage));
	free(triage);
}

struct screen *check_screen(struct view *view)
{
	struct triage_screen *triage = die_alloc(sizeof(*triage));

	memset(triage, 0, sizeof(*triage));
	triage->base.ops = &triage_ops;
	triage->base.view = view;
	triage->check = view->check;
	triage->changed = RULES_QUESTIONS;
	arena_init(&triage->arena);
	doc_init(&triage->doc);
	triage_screen_turn(triage);
	return &triage->base;
}

static const struct screen_ops triage_ops = {
	.name = triage_name,
	.where = triage_where,
	.resize = triage_resize,
	.draw = triage_draw,
	.takes = triage_takes,
	.act = triage_act,
	.about = triage_about,
	.idle_ms = triage_idle_ms,
	.get_place = triage_get_place,
	.set_place = triage_set_place,
	.close = triage_close,
	.asks = true,
	.carry = triage_carry,
};
