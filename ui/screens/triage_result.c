#include "screens/triage_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"

#define SMALL_COLS 60
#define MUCH_ROWS  18 /* with fewer a page is read part by part anyway */

static void compose_result(struct triage_screen *triage)
{
	struct triage_result *result = die_alloc(sizeof(*result));

	if (!self_check_result(triage->check, result)) {
		triage_doc_failed(&triage->doc, triage->check);
	} else if (triage->cover == COVER_WHY) {
		triage_doc_why(&triage->doc, triage->check, result);
		triage->path = "Check my symptoms > Why";
	} else if (triage->cover != COVER_NONE) {
		triage_save_compose(triage, result);
	} else {
		(void)triage_doc_result(
		    &triage->doc, triage->check, result, triage->fit);
		triage->path = "Check my symptoms: what to do";
		triage->emergency = result->level == TRIAGE_EMERGENCY;
	}
	triage_result_wipe(result);
	free(result);
}

static void compose(struct triage_screen *triage)
{
	if (triage->cover == COVER_IDLE) {
		triage_doc_idle(&triage->doc, triage->check);
		triage->emergency = triage->check->warning.given;
		return;
	}
	switch (self_check_page(triage->check)) {
	case CHECK_RESULT:
		compose_result(triage);
		break;
	case CHECK_UNFINISHED:
		triage_doc_unfinished(&triage->doc, triage->check);
		triage->emergency = triage->check->warning.given;
		break;
	case CHECK_CLOSED:
		triage_doc_closed(&triage->doc, triage->check);
		break;
	default:
		triage_doc_failed(&triage->doc, triage->check);
		break;
	}
}

static bool is_result(const struct triage_screen *triage)
{
	return triage->cover == COVER_NONE &&
	       self_check_page(triage->check) == CHECK_RESULT;
}

/* Whether all of the document before a block is in sight at once. */
static bool is_seen(const struct triage_screen *triage, const struct doc *doc,
    uint32_t end, struct rect room)
{
	struct layout layout;
	size_t lines = 0;

	layout_init(&layout);
	layout_flow(&layout, doc, room.cols - 1,
	    triage->base.view->ascii ? LAYOUT_ASCII : 0);
	for (size_t i = 0; i < layout.nlines; i++) {
		if (layout.lines[i].block < end && layout.lines[i].nspans > 0)
			lines = i + 1;
	}
	arena_wipe(&layout.arena);
	layout_free(&layout);
	return lines <= (size_t)room.rows;
}

/* As loose as it can be with all that matters in sight. */
static enum triage_fit fit_of(struct triage_screen *triage, struct rect room)
{
	struct triage_result *result;
	enum triage_fit fit = TRIAGE_LOOSE;

	if (!is_result(triage) || room.rows < MUCH_ROWS)
		return TRIAGE_LOOSE;
	result = die_alloc(sizeof(*result));
	if (self_check_result(triage->check, result) &&
	    result->level >= TRIAGE_URGENT) {
		for (; fit < TRIAGE_CLOSE; fit++) {
			struct doc doc;
			uint32_t end;
			bool seen;

			doc_init(&doc);
			end =
			    triage_doc_result(&doc, triage->check, result, fit);
			seen = is_seen(triage, &doc, end, room);
			triage_doc_wipe(&doc);
			if (seen)
				break;
		}
	}
	triage_result_wipe(result);
	free(result);
	return fit;
}

void triage_result_open(struct triage_screen *triage)
{
	compose(triage);
	reader_init(&triage->reader, &triage->doc);
	if (triage->emergency && !triage->check->rung) {
		triage->check->rung = true;
		triage->base.view->bell = true;
	}
}

static struct rect text_room(const struct triage_screen *triage)
{
	struct rect room = triage->room;
	const int margin = triage->cols < SMALL_COLS ? 1 : 2;

	room.col += margin;
	room.cols -= margin;
	return room;
}

void triage_result_resize(struct triage_screen *triage)
{
	const struct rect room = text_room(triage);
	const enum triage_fit fit = fit_of(triage, room);

	if (fit != triage->fit && is_result(triage)) {
		triage->fit = fit;
		triage_screen_renew(triage);
	}
	reader_flow(&triage->reader, room.rows, room.cols - 1, room.cols - 1,
	    triage->base.view->ascii);
}

/* The first line of each section is that of a heading. */
static bool begins_section(const struct triage_screen *triage, size_t line)
{
	const struct line *lines = triage->reader.layout.lines;
	const uint32_t block = lines[line].block;

	return triage->doc.nodes[block].kind == DOC_HEADING &&
	       lines[line].nspans > 0 && lines[line].offset == 0;
}

/* Section by section, so that none is cut where it need not be. */
static bool next_section(struct triage_screen *triage)
{
	const struct reader *reader = &triage->reader;
	const size_t end = reader->pager.top + (size_t)reader->pager.rows;

	if (end >= reader->layout.nlines)
		return false;
	for (size_t i = reader->pager.top + 1; i < end; i++) {
		if (!begins_section(triage, i))
			continue;
		reader_go(&triage->reader, reader->layout.lines[i].block, 0);
		return true;
	}
	return false;
}

static struct step open_target(struct triage_screen *triage)
{
	struct step step = STAY;
	const char *target = triage->reader.target;

	if (strcmp(target, TRIAGE_DOC_WHY) == 0) {
		triage->cover = COVER_WHY;
	} else if (strcmp(target, TRIAGE_DOC_CHANGE) == 0) {
		self_check_review(triage->check);
	} else if (strcmp(target, TRIAGE_DOC_REST) == 0) {
		self_check_go_on(triage->check);
	} else {
		step.go = GO_OPEN;
		step.id = target;
		return step;
	}
	triage_screen_turn(triage);
	return STAY;
}

struct step triage_result_act(
    struct triage_screen *triage, enum action action, int arg)
{
	const struct rect room = text_room(triage);
	enum reader_did did;

	if (action == ACT_OPEN && triage->cover == COVER_SAVE)
		return triage_save_act(triage);
	if (action == ACT_PAGE_DOWN && next_section(triage))
		return STAY;
	if (action == ACT_CLICK)
		did = reader_click(&triage->reader, arg / CANVAS_MAX - room.row,
		    arg % CANVAS_MAX - room.col);
	else
		did = reader_act(&triage->reader, action, arg);
	if (did == READER_OPEN)
		return open_target(triage);
	if (did == READER_NO_LINK)
		return triage_screen_say("There is no link here");
	if (did == READER_EDGE && action != ACT_UP && action != ACT_PAGE_UP &&
	    action != ACT_FIRST && action != ACT_WHEEL)
		return triage_screen_say("This is the end of the page");
	return STAY;
}

void triage_result_draw(
    const struct triage_screen *triage, struct canvas *canvas)
{
	const struct rect room = text_room(triage);

	reader_draw(&triage->reader, canvas, room);
	/* the first line stands out without colour, that one alone */
	if (triage->emergency && triage->reader.pager.top == 0)
		canvas_paint(canvas,
		    (struct rect){
			room.row, triage->room.col, 1, triage->room.cols },
		    ROLE_BAR);
}

const char *triage_result_message(
    const struct triage_screen *triage, char *text, size_t cap)
{
	const char *number =
	    region_word(triage->base.view->catalog->region, "emergency");
	const struct reader *reader = &triage->reader;
	const bool idle = triage->cover == COVER_IDLE;

	if (reader->pager.top + (size_t)triage->room.rows >=
	    reader->layout.nlines)
		return NULL;
	/* no key scrolls what any key closes */
	if (!triage->emergency || triage->cols >= SMALL_COLS)
		return idle ? "f finishes and clears"
		            : "More below: Down or Space";
	/* the number is in sight however little fits */
	snprintf(text, cap,
	    idle ? "Still there? Emergency: %s" : "Emergency: %s. More below",
	    number);
	return text;
}

const char *triage_result_progress(
    const struct triage_screen *triage, char *text, size_t cap)
{
	const struct reader *reader = &triage->reader;
	unsigned all = 0, at = 0;

	if (reader->layout.nlines <= (size_t)reader->pager.rows)
		return NULL;
	for (size_t i = 0; i < reader->layout.nlines; i++) {
		if (!begins_section(triage, i))
			continue;
		all++;
		at += i <= reader->pager.top;
	}
	if (reader->pager.top >= pager_last(&reader->pager))
		at = all;
	if (all < 2)
		return NULL;
	snprintf(text, cap, "%u of %u", at > 0 ? at : 1, all);
	return text;
}

const char *triage_carry(const struct screen *screen, struct arena *arena)
{
	const struct triage_screen *triage =
	    (const struct triage_screen *)screen;
	struct triage_result *result;
	const char *line = NULL;

	if (!is_result(triage))
		return NULL;
	result = die_alloc(sizeof(*result));
	if (self_check_result(triage->check, result))
		line = triage_doc_carry(triage->check, result, arena);
	triage_result_wipe(result);
	free(result);
	return line;
}
