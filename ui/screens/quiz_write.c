#include "screens/quiz_screen.h"

#include <stdio.h>

#include "widgets/wrap.h"

#define FIELD_ROWS 6 /* for one's own words, if there are so many */
#define FIELD_LESS 2 /* rather than that the question is cut */
#define SMALL_COLS 60

static struct rect text_room(const struct quiz_screen *quiz)
{
	struct rect room = quiz->room;
	const int margin = quiz->cols < SMALL_COLS ? 1 : 2;

	room.col += margin;
	room.cols -= margin + 1;
	return room;
}

static struct slice words_of(const struct quiz_screen *quiz)
{
	return (struct slice){ quiz->sitting->words, quiz->sitting->nwords };
}

/* Lines down to the end of the question; how to write stands below them. */
static int question_rows(const struct quiz_screen *quiz)
{
	const struct layout *layout = &quiz->reader.layout;
	size_t n = layout->nlines;

	while (n > 0 && layout->lines[n - 1].nspans > 0)
		n--;
	return n > 0 ? (int)n - 1 : (int)layout->nlines;
}

/* What the text leaves; but the question goes before what is written. */
static int field_rows(const struct quiz_screen *quiz)
{
	const int left = quiz->room.rows - (int)quiz->reader.layout.nlines;
	const int most = quiz->room.rows - question_rows(quiz);
	int rows = left < FIELD_ROWS ? left : FIELD_ROWS;

	if (rows < FIELD_LESS)
		rows = FIELD_LESS;
	if (rows > most)
		rows = most;
	return rows < 1 ? 1 : rows;
}

void quiz_write_resize(struct quiz_screen *quiz)
{
	const struct rect room = text_room(quiz);

	/* the second time for the rows that the first one leaves */
	for (int i = 0; i < 2; i++)
		reader_flow(&quiz->reader, room.rows - field_rows(quiz),
		    room.cols, room.cols, quiz->base.view->ascii);
}

struct step quiz_write_act(
    struct quiz_screen *quiz, enum action action, int arg)
{
	switch (action) {
	case ACT_TEXT:
		sitting_type(quiz->sitting, arg);
		break;
	case ACT_ERASE:
		sitting_type(quiz->sitting, 0);
		break;
	case ACT_ERASE_ALL:
		sitting_type(quiz->sitting, -1);
		break;
	case ACT_OPEN:
		sitting_on(quiz->sitting);
		quiz_screen_turn(quiz);
		break;
	default:
		/* the question, where it does not fit */
		reader_act(&quiz->reader, action, arg);
		break;
	}
	return STAY;
}

/* The last lines of what was written, with the cursor behind them. */
static void draw_words(
    const struct quiz_screen *quiz, struct canvas *canvas, struct rect field)
{
	struct slice rest = words_of(quiz), line = { rest.ptr, 0 };
	const int cols = field.cols - 2;
	int skip = wrap_count(rest, cols) - field.rows, row = field.row - 1;
	int used = 0;

	for (; rest.len > 0; skip--) {
		line = wrap_next(&rest, cols);
		if (skip <= 0)
			canvas_text(
			    canvas, ++row, field.col + 2, line, ROLE_STRONG);
	}
	if (row < field.row)
		row = field.row;
	used = text_cols(line);
	/* a blank at the end is no part of a line, but it was typed */
	if (quiz->sitting->nwords > 0 && used < cols &&
	    quiz->sitting->words[quiz->sitting->nwords - 1] == ' ')
		used++;
	canvas_str(canvas, row, field.col + 2 + used, "_", ROLE_NORMAL);
	canvas_cursor(canvas, row, field.col + 2 + used);
}

void quiz_write_draw(const struct quiz_screen *quiz, struct canvas *canvas)
{
	struct rect room = text_room(quiz), field = room;

	field.rows = field_rows(quiz);
	room.rows -= field.rows;
	reader_draw(&quiz->reader, canvas, room);
	/* right below the text, where there is room */
	field.row = room.row + room.rows;
	if ((int)quiz->reader.layout.nlines + 1 < room.rows)
		field.row = room.row + (int)quiz->reader.layout.nlines + 1;
	canvas_str(canvas, field.row, field.col, ">", ROLE_STRONG);
	draw_words(quiz, canvas, field);
}

const char *quiz_write_message(
    const struct quiz_screen *quiz, char *text, size_t cap)
{
	if (quiz->sitting->nwords + 4 > SITTING_WORDS)
		snprintf(text, cap, "That is all that fits here");
	else if (!quiz_page_at_end(quiz))
		snprintf(text, cap, "Not kept. More below: Down");
	else
		snprintf(text, cap,
		    quiz->cols < SMALL_COLS
			? "Not kept. Enter: one way to say it"
			: "Not kept. Enter shows one way to say it");
	return text;
}
