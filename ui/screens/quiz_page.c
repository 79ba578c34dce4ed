#include "screens/quiz_screen.h"

#include <string.h>

#include "widgets/quiz_doc.h"

#define SMALL_COLS 60
#define MARGIN     2

struct rect quiz_page_room(const struct quiz_screen *quiz)
{
	struct rect room = quiz->room;
	const int margin = quiz->cols < SMALL_COLS ? 1 : MARGIN;

	room.col += margin;
	room.cols -= margin;
	return room;
}

bool quiz_page_at_end(const struct quiz_screen *quiz)
{
	return quiz->reader.pager.top >= pager_last(&quiz->reader.pager);
}

static struct step read_why(struct quiz_screen *quiz)
{
	struct step step = STAY;

	step.go = GO_OPEN;
	step.id =
	    sitting_read(quiz_run_item(&quiz->sitting->run), &quiz->arena);
	return step;
}

static struct step open_target(struct quiz_screen *quiz)
{
	const char *target = quiz->reader.target;

	if (strcmp(target, QUIZ_DOC_READ) == 0)
		return read_why(quiz);
	if (!quiz_doc_follow(quiz->sitting, target))
		return (struct step){ GO_OPEN, target, NULL };
	quiz_screen_turn(quiz);
	return STAY;
}

/*
 * Enter leads through all of it: what is below first, then on; or to the first
 * thing to choose.
 */
static struct step go_on(struct quiz_screen *quiz, bool told)
{
	if (!quiz_page_at_end(quiz) || !told) {
		reader_act(&quiz->reader,
		    quiz_page_at_end(quiz) ? ACT_NEXT : ACT_PAGE_DOWN, 0);
		return STAY;
	}
	sitting_on(quiz->sitting);
	quiz_screen_turn(quiz);
	return STAY;
}

struct step quiz_page_act(struct quiz_screen *quiz, enum action action, int arg)
{
	const struct rect room = quiz_page_room(quiz);
	const bool told = sitting_page(quiz->sitting) == SITTING_TOLD;
	enum reader_did did;

	if (action == ACT_READ && told)
		return read_why(quiz);
	if (action == ACT_OPEN && !pager_shows_link(&quiz->reader.pager))
		return go_on(quiz, told);
	if (action == ACT_CLICK)
		did = reader_click(&quiz->reader, arg / CANVAS_MAX - room.row,
		    arg % CANVAS_MAX - room.col);
	else
		did = reader_act(&quiz->reader, action, arg);
	if (did == READER_OPEN)
		return open_target(quiz);
	if (did == READER_NO_LINK)
		return quiz_screen_say("There is no link here");
	if (did == READER_EDGE &&
	    (action == ACT_DOWN || action == ACT_PAGE_DOWN ||
		action == ACT_LAST))
		return quiz_screen_say("This is the end of the page");
	return STAY;
}
