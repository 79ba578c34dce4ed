/*
 * A quiz: a question, what there is to say of the answer, what is known, and
 * a page to say it in one's own words.
 */
#include "screens/quiz_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "terminal/key.h"
#include "widgets/quiz_doc.h"

#define SMALL_COLS 60
#define TEXT_COLS  78 /* the widest room of a question or a page */

static const struct screen_ops quiz_ops;

/* Nothing of what the page showed is left: it may be one's own words. */
static void clear(struct quiz_screen *quiz)
{
	choices_wipe(&quiz->choices);
	list_free(&quiz->list);
	arena_wipe(&quiz->reader.layout.arena);
	reader_free(&quiz->reader);
	arena_wipe(&quiz->doc.arena);
	doc_free(&quiz->doc);
	arena_wipe(&quiz->arena);
	memset(&quiz->reader, 0, sizeof(quiz->reader));
	doc_init(&quiz->doc);
}

static enum quiz_view view_of(const struct quiz_screen *quiz)
{
	if (quiz->leaving)
		return QUIZ_VIEW_LEAVE;
	switch (sitting_page(quiz->sitting)) {
	case SITTING_ASK:
		return QUIZ_VIEW_ASK;
	case SITTING_WRITE:
		return QUIZ_VIEW_WRITE;
	default:
		return QUIZ_VIEW_DOC;
	}
}

/* "No" is first and has the focus. */
static void open_leave(struct quiz_screen *quiz)
{
	struct list_item *items = arena_zalloc(&quiz->arena, 2, sizeof(*items));

	items[0].title = SLICE("No, go on with the quiz");
	items[1].title = SLICE("Yes, leave");
	list_init(&quiz->list, items, 2);
}

static void resize_page(struct quiz_screen *quiz)
{
	const struct rect room = quiz_page_room(quiz);

	switch (quiz->shown) {
	case QUIZ_VIEW_ASK:
		quiz_ask_resize(quiz);
		break;
	case QUIZ_VIEW_LEAVE:
		list_resize(&quiz->list, quiz->room.rows - QUIZ_HEAD_ROWS,
		    quiz->room.cols);
		break;
	case QUIZ_VIEW_WRITE:
		quiz_write_resize(quiz);
		break;
	case QUIZ_VIEW_DOC:
		reader_flow(&quiz->reader, room.rows, room.cols - 1,
		    room.cols - 1, quiz->base.view->ascii);
		break;
	}
}

void quiz_screen_turn(struct quiz_screen *quiz)
{
	clear(quiz);
	quiz->shown = view_of(quiz);
	switch (quiz->shown) {
	case QUIZ_VIEW_ASK:
		quiz_ask_open(quiz);
		break;
	case QUIZ_VIEW_LEAVE:
		open_leave(quiz);
		break;
	case QUIZ_VIEW_WRITE:
		quiz_doc_write(&quiz->doc, quiz->sitting);
		break;
	case QUIZ_VIEW_DOC:
		quiz_doc_page(&quiz->doc, quiz->sitting);
		break;
	}
	reader_init(&quiz->reader, &quiz->doc);
	quiz->path =
	    arena_printf(&quiz->arena, "Quiz: %s", quiz->sitting->title);
	quiz->progress = quiz_doc_progress(quiz->sitting, true, &quiz->arena);
	quiz->short_progress =
	    quiz_doc_progress(quiz->sitting, false, &quiz->arena);
	if (quiz->rows > 0)
		resize_page(quiz);
}

struct step quiz_screen_say(const char *message)
{
	struct step step = STAY;

	step.message = message;
	return step;
}

static struct step leave(const struct quiz_screen *quiz)
{
	struct step step = STAY;

	step.go = quiz->go_home ? GO_HOME : GO_BACK;
	return step;
}

static struct step want_to_leave(struct quiz_screen *quiz, bool home)
{
	quiz->go_home = home;
	if (!sitting_is_under_way(quiz->sitting))
		return leave(quiz);
	quiz->leaving = true;
	quiz_screen_turn(quiz);
	return STAY;
}

static struct step go_back(struct quiz_screen *quiz)
{
	if (quiz->leaving)
		quiz->leaving = false;
	else if (!sitting_back(quiz->sitting))
		return want_to_leave(quiz, false);
	quiz_screen_turn(quiz);
	return STAY;
}

static const char *quiz_name(const struct screen *screen)
{
	switch (((const struct quiz_screen *)screen)->shown) {
	case QUIZ_VIEW_ASK:
		return "a question";
	case QUIZ_VIEW_WRITE:
		return "writing";
	default:
		return "a quiz";
	}
}

static unsigned quiz_where(const struct screen *screen)
{
	const struct quiz_screen *quiz = (const struct quiz_screen *)screen;
	unsigned where = WHERE_SCORE;

	switch (quiz->shown) {
	case QUIZ_VIEW_ASK:
		return WHERE_QUIZ;
	case QUIZ_VIEW_LEAVE:
		return WHERE_PICK;
	case QUIZ_VIEW_WRITE:
		return WHERE_WRITE;
	case QUIZ_VIEW_DOC:
		break;
	}
	if (sitting_page(quiz->sitting) == SITTING_TOLD)
		where = WHERE_TOLD;
	return where | WHERE_LINKS |
	       (pager_shows_link(&quiz->reader.pager) ? WHERE_LINK : 0);
}

static void quiz_resize(struct screen *screen, int rows, int cols)
{
	struct quiz_screen *quiz = (struct quiz_screen *)screen;
	struct rect room = frame_body(rows, cols);

	quiz->rows = rows;
	quiz->cols = cols;
	if (room.cols > TEXT_COLS) {
		room.col += cols >= 100 ? (room.cols - TEXT_COLS) / 2 : 1;
		room.cols = TEXT_COLS;
	}
	quiz->room = room;
	resize_page(quiz);
}

static const char *message_of(
    const struct quiz_screen *quiz, char *text, size_t cap)
{
	if (quiz->base.view->message != NULL)
		return quiz->base.view->message;
	switch (quiz->shown) {
	case QUIZ_VIEW_ASK:
		return quiz_ask_message(quiz, text, cap);
	case QUIZ_VIEW_WRITE:
		return quiz_write_message(quiz, text, cap);
	case QUIZ_VIEW_LEAVE:
		return NULL;
	case QUIZ_VIEW_DOC:
		break;
	}
	return quiz_page_at_end(quiz) ? NULL : "More below: Down or Space";
}

static void draw_leave(const struct quiz_screen *quiz, struct canvas *canvas)
{
	struct rect room = quiz->room;

	canvas_str(canvas, room.row, room.col + 2,
	    "Leave the quiz before its end?", ROLE_HEADING);
	room.row += QUIZ_HEAD_ROWS;
	room.rows -= QUIZ_HEAD_ROWS;
	list_draw(&quiz->list, canvas, room);
}

static void quiz_draw(const struct screen *screen, struct canvas *canvas)
{
	const struct quiz_screen *quiz = (const struct quiz_screen *)screen;
	char message[160];
	const struct frame frame = { quiz->path,
		canvas->cols < SMALL_COLS ? quiz->short_progress
					  : quiz->progress,
		message_of(quiz, message, sizeof(message)), quiz_where(screen),
		screen->view->policy };

	frame_draw(canvas, &frame);
	switch (quiz->shown) {
	case QUIZ_VIEW_ASK:
		choices_draw(&quiz->choices, canvas, quiz->room);
		break;
	case QUIZ_VIEW_LEAVE:
		draw_leave(quiz, canvas);
		break;
	case QUIZ_VIEW_WRITE:
		quiz_write_draw(quiz, canvas);
		break;
	case QUIZ_VIEW_DOC:
		reader_draw(&quiz->reader, canvas, quiz_page_room(quiz));
		break;
	}
}

static bool quiz_takes(const struct screen *screen, uint32_t key)
{
	return ((const struct quiz_screen *)screen)->shown == QUIZ_VIEW_WRITE &&
	       key >= ' ' && key != '!' && key < KEY_NONE &&
	       text_safe(key) == key;
}

static struct step act_leave(
    struct quiz_screen *quiz, enum action action, int arg)
{
	const size_t was = quiz->list.focus;
	bool open = action == ACT_OPEN;

	if (action == ACT_CLICK)
		open =
		    list_click(&quiz->list,
			arg / CANVAS_MAX - quiz->room.row - QUIZ_HEAD_ROWS) &&
		    quiz->list.focus == was;
	else if (!open)
		list_act(&quiz->list, action, arg);
	if (!open)
		return STAY;
	if (quiz->list.focus == 1)
		return leave(quiz);
	quiz->leaving = false;
	quiz_screen_turn(quiz);
	return STAY;
}

static struct step quiz_act(struct screen *screen, enum action action, int arg)
{
	struct quiz_screen *quiz = (struct quiz_screen *)screen;

	if (action == ACT_LEAVE || action == ACT_HOME)
		return want_to_leave(quiz, action == ACT_HOME);
	if (action == ACT_BACK)
		return go_back(quiz);
	switch (quiz->shown) {
	case QUIZ_VIEW_ASK:
		return quiz_ask_act(quiz, action, arg);
	case QUIZ_VIEW_LEAVE:
		return act_leave(quiz, action, arg);
	case QUIZ_VIEW_WRITE:
		return quiz_write_act(quiz, action, arg);
	case QUIZ_VIEW_DOC:
		break;
	}
	return quiz_page_act(quiz, action, arg);
}

static const char *quiz_about(const struct screen *screen)
{
	const struct quiz_screen *quiz = (const struct quiz_screen *)screen;

	if (quiz->shown != QUIZ_VIEW_ASK || quiz->sitting->quiz == NULL)
		return NULL;
	return quiz->intro;
}

static void quiz_get_place(
    const struct screen *screen, struct session_view *view)
{
	const struct quiz_screen *quiz = (const struct quiz_screen *)screen;

	memset(view, 0, sizeof(*view));
	if (quiz->shown != QUIZ_VIEW_DOC)
		return;
	reader_get_place(&quiz->reader, view);
}

static void quiz_set_place(
    struct screen *screen, const struct session_view *view)
{
	struct quiz_screen *quiz = (struct quiz_screen *)screen;

	if (quiz->shown != QUIZ_VIEW_DOC)
		return;
	reader_set_place(&quiz->reader, view);
}

static void quiz_close(struct screen *screen)
{
	struct quiz_screen *quiz = (struct quiz_screen *)screen;

	clear(quiz);
	doc_free(&quiz->doc);
	free(quiz);
}

struct screen *quiz_screen(struct view *view)
{
	struct quiz_screen *quiz = die_alloc(sizeof(*quiz));

	memset(quiz, 0, sizeof(*quiz));
	quiz->base.ops = &quiz_ops;
	quiz->base.view = view;
	quiz->sitting = view->sitting;
	arena_init(&quiz->arena);
	doc_init(&quiz->doc);
	quiz_screen_turn(quiz);
	return &quiz->base;
}

static const struct screen_ops quiz_ops = {
	.name = quiz_name,
	.where = quiz_where,
	.resize = quiz_resize,
	.draw = quiz_draw,
	.takes = quiz_takes,
	.act = quiz_act,
	.about = quiz_about,
	.get_place = quiz_get_place,
	.set_place = quiz_set_place,
	.close = quiz_close,
	.asks = true,
};
