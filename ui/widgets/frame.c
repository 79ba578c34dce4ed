#include "widgets/frame.h"

#include <string.h>

#define MAX_HINTS   6
#define SMALL_HINTS 3
#define SMALL_COLS  60

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

/* The rows that give hints, the first ones of the table, "? keys" last. */
static size_t choose_hints(
    unsigned where, const struct binding *chosen[MAX_HINTS], size_t max)
{
	const struct binding *help = NULL;
	size_t n = 0;

	for (size_t i = 0; i < nbindings; i++) {
		const struct binding *row = &bindings[i];

		if (row->footer == NULL || !(row->where & where))
			continue;
		if ((where & WHERE_FIELD) && !(row->where & WHERE_FIELD))
			continue;
		if (row->action == ACT_HELP)
			help = row;
		else if (n < MAX_HINTS)
			chosen[n++] = row;
	}
	if (n > max)
		n = max;
	if (help != NULL) {
		if (n == max)
			n--;
		chosen[n++] = help;
	}
	return n;
}

static int hint_cols(const struct binding *row, struct arena *arena)
{
	return text_cols(slice_of(binding_key_name(row->keys[0], arena))) + 1 +
	       text_cols(slice_of(row->footer));
}

static void draw_hints(struct canvas *canvas, int row, unsigned where)
{
	const struct binding *chosen[MAX_HINTS];
	struct arena arena;
	int right = canvas->cols - (int)sizeof(help_hint);
	int gap = canvas->cols < SMALL_COLS ? 2 : 3;
	int col = 1;
	size_t n, max;

	arena_init(&arena);
	max = canvas->cols < SMALL_COLS ? SMALL_HINTS : MAX_HINTS;
	n = choose_hints(where, chosen, max);
	for (size_t i = 0; i < n; i++) {
		const char *name = binding_key_name(chosen[i]->keys[0], &arena);
		int cols = hint_cols(chosen[i], &arena);
		int spare =
		    i + 1 < n ? gap + hint_cols(chosen[n - 1], &arena) : 0;

		/* a hint may not push "? keys" off the row */
		if (col + cols + spare > right - 1)
			continue;
		col += canvas_str(canvas, row, col, name, ROLE_STRONG);
		col += canvas_str(canvas, row, col, " ", ROLE_HINT);
		col +=
		    canvas_str(canvas, row, col, chosen[i]->footer, ROLE_HINT);
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
