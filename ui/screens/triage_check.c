#include "screens/triage_screen.h"

#include <stdio.h>

#define WIDE_COLS 70 /* from here on the answers stand beside */
#define HEAD_ROWS 2

static const char leave_heading[] = "Leave? Your answers will be cleared.";
static const char answers_heading[] = "Check your answers";

/* "No" is first and has the focus. */
static void open_leave(struct triage_screen *triage)
{
	struct list_item *items =
	    arena_zalloc(&triage->arena, 2, sizeof(*items));

	items[0].title = SLICE("No, go on with the check");
	items[1].title = SLICE("Yes, leave and clear my answers");
	triage->heading = leave_heading;
	list_init(&triage->list, items, 2);
}

/* The question and its answer: side by side, or one behind the other. */
static void make_item(
    struct triage_screen *triage, size_t question, struct list_item *item)
{
	struct arena *arena = &triage->arena;
	const struct self_check *check = triage->check;
	const char *answer = self_check_answer_text(check, question, arena);
	struct slice asked = self_check_short(self_check_words(
	    check, check->rules.questions[question].text, 0, arena));

	/* as it was asked: numbers of questions that were not are left out */
	item->number = check->rules.questions[question].number;
	if (triage->room.cols >= WIDE_COLS) {
		item->title = asked;
		item->summary = slice_of(answer);
		return;
	}
	item->title = slice_of(
	    arena_printf(arena, "%.*s %s", (int)asked.len, asked.ptr, answer));
}

static void open_answers(struct triage_screen *triage)
{
	const size_t n = triage_asked(&triage->check->run, triage->questions);
	struct list_item *items =
	    arena_zalloc(&triage->arena, n + 1, sizeof(*items));

	for (size_t i = 0; i < n; i++)
		make_item(triage, triage->questions[i], &items[i]);
	items[n].title = SLICE("See what to do");
	triage->heading = answers_heading;
	list_init(&triage->list, items, n + 1);
	triage->list.focus = n;
	for (size_t i = 0; i < n; i++) {
		if (triage->questions[i] == triage->changed &&
		    triage->was_change)
			triage->list.focus = i;
	}
	triage->was_change = false;
}

void triage_check_open(struct triage_screen *triage)
{
	if (triage->cover == COVER_LEAVE)
		open_leave(triage);
	else
		open_answers(triage);
}

void triage_check_resize(struct triage_screen *triage)
{
	const size_t focus = triage->list.focus;
	struct rect room = triage->room;

	if (triage->cover == COVER_NONE) {
		/* what stands beside what depends on the width */
		list_free(&triage->list);
		open_answers(triage);
		triage->list.focus = focus;
	}
	list_resize(&triage->list, room.rows - HEAD_ROWS, room.cols);
}

static struct step leave(struct triage_screen *triage)
{
	const bool done = triage->check->run.stage == TRIAGE_RESULT;

	triage->cover = COVER_NONE;
	if (done)
		return triage_screen_go(triage);
	self_check_stop(triage->check);
	triage_screen_turn(triage);
	return STAY;
}

static struct step open_line(struct triage_screen *triage)
{
	const size_t line = triage->list.focus;

	if (triage->cover == COVER_LEAVE) {
		if (line == 1)
			return leave(triage);
		triage->cover = COVER_NONE;
	} else if (line + 1 < triage->list.n) {
		triage->was_change = true;
		self_check_change(triage->check, triage->questions[line]);
	} else {
		self_check_finish(triage->check);
	}
	triage_screen_turn(triage);
	return STAY;
}

struct step triage_check_act(
    struct triage_screen *triage, enum action action, int arg)
{
	const size_t was = triage->list.focus;

	if (action == ACT_OPEN)
		return open_line(triage);
	if (action == ACT_CLICK) {
		if (list_click(&triage->list,
			arg / CANVAS_MAX - triage->room.row - HEAD_ROWS) &&
		    triage->list.focus == was)
			return open_line(triage);
		return STAY;
	}
	list_act(&triage->list, action, arg);
	return STAY;
}

void triage_check_draw(
    const struct triage_screen *triage, struct canvas *canvas)
{
	struct rect room = triage->room;

	canvas_str(
	    canvas, room.row, room.col + 2, triage->heading, ROLE_HEADING);
	room.row += HEAD_ROWS;
	room.rows -= HEAD_ROWS;
	list_draw(&triage->list, canvas, room);
}

const char *triage_check_message(
    const struct triage_screen *triage, char *text, size_t cap)
{
	const size_t below = list_below(&triage->list);

	if (triage->cover == COVER_LEAVE)
		return NULL;
	if (below > 0)
		snprintf(text, cap, "%zu more below: Down", below);
	else if (triage->list.focus + 1 < triage->list.n)
		snprintf(text, cap, "Enter changes this answer");
	else
		snprintf(text, cap,
		    triage->cols < 60
			? "Up: your answers"
			: "Up: your answers. Enter on one of them changes it");
	return text;
}
