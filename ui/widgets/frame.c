#include "widgets/frame.h"

#include <string.h>

#define MAX_CANDIDATES 16
#define MAX_HINTS      6
#define SMALL_HINTS    3
#define SMALL_COLS     60

static const char help_hint[] = "! URGENT HELP";

struct rect frame_body(int rows, int cols)
{
	struct rect body = { 1, 0, rows - 3, cols };

	if (cols > FRAME_BLOCK) {
		body.col = (cols - FRAME_BLOCK) / 2;
		body.cols = FRAME_BLOCK;
	}
	if (body.rows < 1)
		body.rows = 1;
	return body;
}

void frame_path(struct canvas *canvas, int row, int col, int cols,
    const char *path, enum role role)
{
	struct slice rest = slice_of(path);
	uint32_t cp;

	if (text_cols(rest) > cols) {
		while (rest.len > 0 && text_cols(rest) > cols - 3) {
			size_t step = utf8_next(rest.ptr, rest.len, &cp);

			rest.ptr += step;
			rest.len -= step;
		}
		col += canvas_str(canvas, row, col, "...", role);
	}
	canvas_text(canvas, row, col, rest, role);
}

/*
 * Which hints are dropped first when there is no room: the way to go on, the
 * way back and the way to all the others are the last.
 */
static int worth(enum action action)
{
	switch (action) {
	case ACT_HELP:
		return 3;
	case ACT_BACK:
	case ACT_QUIT:
		return 2;
	case ACT_OPEN:
		return 1;
	default:
		return 0;
	}
}

struct hint {
	const struct binding *row;
	const char *key;
	int cols;
};

/* All rows that give a hint here, in the order of the table. */
static size_t collect_hints(
    unsigned where, struct hint hints[MAX_CANDIDATES], struct arena *arena)
{
	size_t n = 0;

	for (size_t i = 0; i < nbindings && n < MAX_CANDIDATES; i++) {
		const struct binding *row = &bindings[i];
		const char *key;

		if (row->footer == NULL || !binding_applies(row, where))
			continue;
		key = binding_key_name(row->keys[0], arena);
		hints[n++] = (struct hint){ row, key,
			text_cols(slice_of(key)) + 1 +
			    text_cols(slice_of(row->footer)) };
	}
	return n;
}

/* Take out the last of those that are worth least. */
static size_t drop_hint(struct hint *hints, size_t n)
{
	size_t least = n - 1;

	for (size_t i = n; i-- > 0;) {
		if (worth(hints[i].row->action) <
		    worth(hints[least].row->action))
			least = i;
	}
	memmove(&hints[least], &hints[least + 1],
	    (n - least - 1) * sizeof(hints[0]));
	return n - 1;
}

static int hints_cols(const struct hint *hints, size_t n, int gap)
{
	int cols = 0;

	for (size_t i = 0; i < n; i++)
		cols += hints[i].cols + (i > 0 ? gap : 0);
	return cols;
}

static void draw_hints(struct canvas *canvas, int row, unsigned where)
{
	struct hint hints[MAX_CANDIDATES];
	struct arena arena;
	const int right = canvas->cols - (int)sizeof(help_hint);
	const int gap = canvas->cols < SMALL_COLS ? 2 : 3;
	const size_t max = canvas->cols < SMALL_COLS ? SMALL_HINTS : MAX_HINTS;
	int col = 1;
	size_t n;

	arena_init(&arena);
	n = collect_hints(where, hints, &arena);
	while (
	    n > max || (n > 0 && col + hints_cols(hints, n, gap) > right - 1))
		n = drop_hint(hints, n);
	for (size_t i = 0; i < n; i++) {
		col += canvas_str(canvas, row, col, hints[i].key, ROLE_STRONG);
		col += canvas_str(canvas, row, col, " ", ROLE_HINT);
		col += canvas_str(
		    canvas, row, col, hints[i].row->footer, ROLE_HINT);
		col += gap;
	}
	canvas_str(canvas, row, right, help_hint, ROLE_HELP);
	arena_free(&arena);
}

void frame_draw(struct canvas *canvas, const struct frame *frame)
{
	struct rect bar = { 0, 0, 1, canvas->cols };
	int cols = canvas->cols - 2;

	canvas_fill(canvas, bar, ' ', ROLE_BAR);
	if (frame->progress != NULL) {
		int used = text_cols(slice_of(frame->progress));

		if (used + 12 < cols) {
			canvas_str(canvas, 0, canvas->cols - 1 - used,
			    frame->progress, ROLE_BAR);
			cols -= used + 2;
		}
	}
	frame_path(canvas, 0, 1, cols, frame->path, ROLE_BAR);
	if (frame->message != NULL)
		canvas_fit(canvas, canvas->rows - 2, 1, canvas->cols - 2,
		    slice_of(frame->message), ROLE_MESSAGE);
	draw_hints(canvas, canvas->rows - 1, frame->where);
}
