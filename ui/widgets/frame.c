#include "widgets/frame.h"

#include <string.h>

#include "widgets/wrap.h"

#define MAX_CANDIDATES 16
#define MAX_HINTS      6
#define SMALL_HINTS    3
#define SMALL_COLS     60

/* Where a click elsewhere does not do what Enter does. */
#define MUST_GO_ON                                                    \
	(WHERE_COUNTDOWN | WHERE_PIN | WHERE_CHOICES | WHERE_NUMBER | \
	    WHERE_SAVE | WHERE_QUIZ | WHERE_TOLD | WHERE_WRITE)

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

/* Every character of path from its last step that fits cols, "..." before. */
static void draw_path(struct canvas *canvas, int row, int col, int cols,
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
 * way back and the way to all the others are the last. Where nothing but Enter
 * goes on its hint is the very last: a mouse has no other way; and in a list as
 * well, which many have never seen.
 */
static int worth(const struct binding *row)
{
	switch (row->action) {
	case ACT_HELP:
		return 4;
	case ACT_BACK:
	case ACT_QUIT:
		return 3;
	case ACT_SAVE:
	case ACT_FINISH:
		return 2;
	case ACT_OPEN:
		return row->where & (MUST_GO_ON | WHERE_LISTS) ? 5 : 1;
	default:
		return 0;
	}
}

struct hint {
	const struct binding *row;
	const char *key, *words;
	int col, cols;
};

static void set_words(struct hint *hint, const char *words)
{
	const int cols = text_cols(slice_of(words));

	hint->words = words;
	hint->cols = text_cols(slice_of(hint->key)) + (cols > 0) + cols;
}

/* The first row of a key is the one that acts. */
static bool is_taken(const struct hint *hints, size_t n, uint32_t key)
{
	while (n > 0 && hints[n - 1].row->keys[0] != key)
		n--;
	return n > 0;
}

/* All rows that give a hint here, in the order of the table. */
static size_t collect_hints(unsigned where, const struct policy *policy,
    struct hint hints[MAX_CANDIDATES], struct arena *arena)
{
	size_t n = 0;

	for (size_t i = 0; i < nbindings && n < MAX_CANDIDATES; i++) {
		const struct binding *row = &bindings[i];

		if (row->footer == NULL ||
		    !binding_applies(row, where, policy) ||
		    is_taken(hints, n, row->keys[0]))
			continue;
		hints[n].row = row;
		hints[n].key = binding_key_name(row->keys[0], arena);
		set_words(&hints[n++], row->footer);
	}
	return n;
}

/* The last of those that are worth least. */
static size_t least_of(const struct hint *hints, size_t n)
{
	size_t least = n - 1;

	for (size_t i = n; i-- > 0;) {
		if (worth(hints[i].row) < worth(hints[least].row))
			least = i;
	}
	return least;
}

/* Where the hint of urgent help begins. */
static int urgent_col(int cols)
{
	return cols - (int)sizeof(help_hint);
}

/* Ways to save room, each with those before it. */
enum squeeze {
	SQUEEZE_NOT,
	SQUEEZE_HELP, /* "?" without its word */
	SQUEEZE_EDGE, /* from the very left */
	SQUEEZES
};

/* Give the hints their places; false if that is too much for the row. */
static bool place(struct hint *hints, size_t n, int cols, enum squeeze squeeze)
{
	const int gap = cols < SMALL_COLS ? 2 : 3;
	int col = squeeze >= SQUEEZE_EDGE ? 0 : 1;

	for (size_t i = 0; i < n; i++) {
		if (hints[i].row->action == ACT_HELP)
			set_words(&hints[i], squeeze >= SQUEEZE_HELP
						 ? ""
						 : hints[i].row->footer);
		hints[i].col = col;
		col += hints[i].cols + gap;
	}
	/* "?" and "!" would look like one hint */
	return col - gap + (squeeze >= SQUEEZE_HELP ? 2 : 1) <=
	       urgent_col(cols);
}

/* Choose and place the hints of a frame of so many columns. */
static size_t place_hints(int cols, unsigned where, const struct policy *policy,
    struct hint hints[MAX_CANDIDATES], struct arena *arena)
{
	const size_t max = cols < SMALL_COLS ? SMALL_HINTS : MAX_HINTS;
	size_t n = collect_hints(where, policy, hints, arena);

	for (; n > 0; n--) {
		const size_t least = least_of(hints, n);
		/* not for the sake of those that are not missed */
		const int squeezes =
		    worth(hints[least].row) >= 2 ? SQUEEZES : 1;

		for (int i = 0; i < squeezes && n <= max; i++) {
			if (place(hints, n, cols, (enum squeeze)i))
				return n;
		}
		memmove(&hints[least], &hints[least + 1],
		    (n - least - 1) * sizeof(hints[0]));
	}
	return 0;
}

static void draw_hints(
    struct canvas *canvas, int row, const struct frame *frame)
{
	struct hint hints[MAX_CANDIDATES];
	struct arena arena;
	size_t n;

	arena_init(&arena);
	n = place_hints(
	    canvas->cols, frame->where, frame->policy, hints, &arena);
	for (size_t i = 0; i < n; i++) {
		int col = hints[i].col;

		col += canvas_str(canvas, row, col, hints[i].key, ROLE_STRONG);
		if (hints[i].words[0] == '\0')
			continue;
		col += canvas_str(canvas, row, col, " ", ROLE_HINT);
		canvas_str(canvas, row, col, hints[i].words, ROLE_HINT);
	}
	canvas_str(canvas, row, urgent_col(canvas->cols), help_hint, ROLE_HELP);
	arena_free(&arena);
}

uint32_t frame_key_at(
    int cols, unsigned where, const struct policy *policy, int col)
{
	struct hint hints[MAX_CANDIDATES];
	struct arena arena;
	uint32_t key = 0;
	size_t n;

	arena_init(&arena);
	n = place_hints(cols, where, policy, hints, &arena);
	for (size_t i = 0; i < n; i++) {
		if (col >= hints[i].col && col < hints[i].col + hints[i].cols)
			key = hints[i].row->keys[0];
	}
	arena_free(&arena);
	if (col >= urgent_col(cols) &&
	    col < urgent_col(cols) + (int)sizeof(help_hint) - 1)
		key = '!';
	return key;
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
	draw_path(canvas, 0, 1, cols, frame->path, ROLE_BAR);
	if (frame->message != NULL)
		canvas_fit(canvas, canvas->rows - 2, 1, canvas->cols - 2,
		    slice_of(frame->message), ROLE_MESSAGE);
	draw_hints(canvas, canvas->rows - 1, frame);
}

int frame_para(struct canvas *canvas, struct rect room, int row,
    const char *text, enum role role)
{
	struct slice rest = slice_of(text);

	while (rest.len > 0 && row < room.row + room.rows)
		canvas_text(
		    canvas, row++, room.col, wrap_next(&rest, room.cols), role);
	return row;
}
