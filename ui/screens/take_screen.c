/*
 * Take it with you: always in words, to be read at any size and written down;
 * and as a code for a telephone where one fits and can be drawn, below the
 * words or on a page of its own.
 */
#include "screens/screens.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "widgets/frame.h"
#include "widgets/qr.h"
#include "widgets/reader.h"

#define MARGIN     2
#define SMALL_COLS 60
#define SMALL_ROWS 8

struct take {
	struct screen base;
	struct arena arena;
	char **texts; /* the words, then the same for a code, ever shorter */
	size_t ntexts;
	struct doc doc;
	struct reader reader;
	struct rect room, below; /* below: what the words leave of it */
	const char *code;        /* the longest text that fits, or NULL */
	bool apart;              /* the code is on a page of its own */
	bool turned;             /* and that is what is shown */
};

static const struct screen_ops take_ops;

static void put(struct doc *doc, const char *text, enum role role)
{
	const uint32_t node = doc_open(doc, DOC_PARA, 0);

	doc_text(doc, node, slice_of(text), role, 0);
	doc_close(doc, node);
}

static void split(struct take *take, const char *text)
{
	char *rest = arena_copy(&take->arena, text, strlen(text));
	size_t n = 1;

	for (const char *at = text; *at != '\0'; at++)
		n += *at == '\n';
	take->texts = arena_zalloc(&take->arena, n, sizeof(take->texts[0]));
	while (rest != NULL)
		take->texts[take->ntexts++] = strsep(&rest, "\n");
}

struct screen *take_screen(struct view *view, const char *text)
{
	struct take *take = die_alloc(sizeof(*take));

	memset(take, 0, sizeof(*take));
	take->base.ops = &take_ops;
	take->base.view = view;
	arena_init(&take->arena);
	split(take, text);
	doc_init(&take->doc);
	put(&take->doc,
	    "Write this down, or take a picture of it:", ROLE_NORMAL);
	put(&take->doc, take->texts[0], ROLE_STRONG);
	doc_close(&take->doc, 0);
	reader_init(&take->reader, &take->doc);
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

/* Words that are meant to be read are a code only where there are no others. */
static const char *code_for(const struct take *take, struct rect room)
{
	const struct view *view = take->base.view;

	if (view->ascii)
		return NULL;
	for (size_t i = take->ntexts > 1; i < take->ntexts; i++) {
		if (qr_fits(room.rows, room.cols, take->texts[i], view->halves))
			return take->texts[i];
	}
	return NULL;
}

static void take_resize(struct screen *screen, int rows, int cols)
{
	struct take *take = (struct take *)screen;
	const int margin = cols < SMALL_COLS ? 1 : MARGIN;
	int used;

	take->room = frame_body(rows, cols);
	take->room.col += margin;
	take->room.cols -= 2 * margin;
	reader_flow(&take->reader, take->room.rows, take->room.cols,
	    take->room.cols, screen->view->ascii);
	take->below = take->room;
	used = take->reader.layout.nlines < (size_t)take->room.rows
	           ? (int)take->reader.layout.nlines
	           : take->room.rows;
	take->below.row += used;
	take->below.rows -= used;
	take->code = code_for(take, take->below);
	take->apart = take->code == NULL;
	if (take->apart)
		take->code = code_for(take, take->room);
	take->apart = take->apart && take->code != NULL;
	take->turned = take->turned && take->apart;
}

static bool is_end(const struct take *take)
{
	return take->reader.pager.top + (size_t)take->room.rows >=
	       take->reader.layout.nlines;
}

static const char *message(const struct take *take)
{
	if (take->base.view->message != NULL)
		return take->base.view->message;
	if (take->turned)
		return "Up or Space: the words";
	if (!is_end(take))
		return "More below: Down or Space";
	return take->apart ? "Space: a code for a telephone" : NULL;
}

static void take_draw(const struct screen *screen, struct canvas *canvas)
{
	const struct take *take = (const struct take *)screen;
	const struct frame frame = { "Take it with you", NULL, message(take),
		take_where(screen), screen->view->policy };

	frame_draw(canvas, &frame);
	if (!take->turned)
		reader_draw(&take->reader, canvas, take->room);
	else
		canvas_cursor(canvas, take->room.row, take->room.col);
	/* the code stands alone or not at all */
	if (take->code != NULL && (take->turned || !take->apart))
		(void)qr_draw(canvas, take->turned ? take->room : take->below,
		    take->code, screen->view->halves);
}

/* From the code back to the words: to their end, or round to the top. */
static struct step turn_back(struct take *take, enum action action, int arg)
{
	switch (action) {
	case ACT_PAGE_DOWN:
	case ACT_FIRST:
		(void)reader_act(&take->reader, ACT_FIRST, 0);
		take->turned = false;
		break;
	case ACT_UP:
	case ACT_PAGE_UP:
		take->turned = false;
		break;
	case ACT_WHEEL:
		take->turned = arg > 0;
		break;
	default:
		break;
	}
	return STAY;
}

static bool goes_on(enum action action, int arg)
{
	return action == ACT_DOWN || action == ACT_PAGE_DOWN ||
	       action == ACT_LAST || (action == ACT_WHEEL && arg > 0);
}

static struct step take_act(struct screen *screen, enum action action, int arg)
{
	struct take *take = (struct take *)screen;
	const bool end = is_end(take);
	struct step step = STAY;

	if (action == ACT_BACK) {
		step.go = GO_BACK;
		return step;
	}
	if (take->turned)
		return turn_back(take, action, arg);
	if (end && goes_on(action, arg)) {
		take->turned = take->apart;
		if (!take->apart)
			step.message = "This is all of it";
		return step;
	}
	(void)reader_act(&take->reader, action, arg);
	return STAY;
}

static void take_close(struct screen *screen)
{
	struct take *take = (struct take *)screen;

	arena_wipe(&take->reader.layout.arena);
	reader_free(&take->reader);
	arena_wipe(&take->doc.arena);
	doc_free(&take->doc);
	arena_wipe(&take->arena);
	arena_free(&take->arena);
	explicit_bzero(take, sizeof(*take));
	free(take);
}

static const struct screen_ops take_ops = {
	.name = take_name,
	.where = take_where,
	.resize = take_resize,
	.draw = take_draw,
	.act = take_act,
	.close = take_close,
};
