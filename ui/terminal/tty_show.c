/*
 * Showing a canvas: curses is told only what differs from what it was told
 * last, and text that moved up or down is moved, not written anew. How that
 * becomes bytes is curses' business.
 *
 * We have one window only, as large as the screen. So we draw into newscr,
 * where wnoutrefresh would copy stdscr to: that saves a quarter of a key's
 * time.
 */
#include "terminal/tty_parts.h"

#include <curses.h>

#include <stdlib.h>
#include <string.h>

#include "base/die.h"

/* Fewer rows than this are not worth looking for where they went. */
#define SCROLL_LEAST 3

/* To find where rows went, while a canvas is shown. */
struct row_marks {
	uint32_t was, wanted; /* rows that are the same have the same */
	bool differs;
};

static struct {
	struct cell *cells; /* what curses has, rows * cols */
	struct cell **at;   /* where in it each row is */
	struct row_marks *marks;
	cchar_t *line; /* one row on its way to curses */
	int rows, cols;
	size_t buffer; /* bytes that curses holds of what it sent */
	bool whole;    /* send everything */
	bool ascii;
	cchar_t looks[ROLE_COUNT]; /* a blank in each role */
} shown;

static struct cell blank(void)
{
	return (struct cell){ .cp = ' ', .cols = 1, .role = ROLE_NORMAL };
}

/* Rows from one on hold blanks, as curses has made them. */
static void blank_rows(int row, int end)
{
	for (; row < end; row++) {
		for (int col = 0; col < shown.cols; col++)
			shown.at[row][col] = blank();
	}
}

void tty_show_resize(int rows, int cols)
{
	const size_t n = (size_t)rows * (size_t)cols;

	/* Should there be no memory, tty_close finds nothing to do here. */
	shown.rows = 0;
	shown.cells = die_realloc(shown.cells, n * sizeof(*shown.cells));
	shown.at = die_realloc(shown.at, (size_t)rows * sizeof(*shown.at));
	shown.marks =
	    die_realloc(shown.marks, (size_t)rows * sizeof(*shown.marks));
	shown.line =
	    die_realloc(shown.line, ((size_t)cols + 1) * sizeof(*shown.line));
	shown.rows = rows;
	shown.cols = cols;
	shown.whole = true;
	for (int row = 0; row < rows; row++)
		shown.at[row] = shown.cells + (size_t)row * (size_t)cols;
	(void)werase(newscr);
	(void)scrollok(newscr, TRUE);
	blank_rows(0, rows);
}

void tty_show_start(const struct tty_options *options)
{
	struct tty_look looks[ROLE_COUNT];
	int colours = 0;
	bool own = false;

	shown.ascii = !options->utf8;
	(void)typeahead(-1);
	/* We draw into newscr: what stdscr holds is of use to others. */
	(void)wresize(stdscr, 1, 1);
	if (options->colour && has_colors() && start_color() == OK) {
		own = use_default_colors() == OK;
		colours = COLORS;
	}
	tty_looks(options->theme, colours, own, looks);
	for (int role = 0; role < ROLE_COUNT; role++)
		(void)setcchar(&shown.looks[role], L" ", looks[role].attributes,
		    looks[role].pair, NULL);
	(void)wbkgrndset(newscr, &shown.looks[ROLE_NORMAL]);
	/* as newterm reckons it, once */
	shown.buffer = ((size_t)LINES + 2) * ((size_t)COLS + 6);
	tty_show_resize(LINES, COLS);
}

void tty_show_stop(void)
{
	shown.rows = 0;
	free(shown.cells);
	free(shown.at);
	free(shown.marks);
	free(shown.line);
	shown.cells = NULL;
	shown.at = NULL;
	shown.marks = NULL;
	shown.line = NULL;
}

void tty_show_blank(void)
{
	(void)werase(newscr);
	(void)wmove(newscr, 0, 0);
	(void)doupdate();
	blank_rows(0, shown.rows);
}

/* Every second cell a blank that curses takes for a letter. */
static void fill_row(int row, bool bold)
{
	const wchar_t letter[2] = { shown.ascii ? L'.' : 0xA0, L'\0' };

	for (int col = 0; col < shown.cols; col++) {
		cchar_t *const cell = &shown.line[col];

		if (col % 2 == 0)
			*cell = shown.looks[ROLE_NORMAL];
		else
			(void)setcchar(cell, letter,
			    bold && col % 4 == 1 ? A_BOLD : A_NORMAL, 0, NULL);
	}
	(void)mvwadd_wchnstr(newscr, row, 0, shown.line, shown.cols);
}

/*
 * What curses sent last stays in its buffer until as many other bytes take its
 * place, in one update. So once every cell is sent, as blanks that it cannot
 * leave out; what is sent next makes them blanks of the usual kind.
 */
static void overwrite_sent(void)
{
	const size_t cells = (size_t)shown.rows * (size_t)shown.cols;

	/* a window that is smaller now has to send more for each cell */
	for (int row = 0; row < shown.rows; row++)
		fill_row(row, cells * 3 / 2 < shown.buffer);
	(void)doupdate();
}

void tty_wipe(void)
{
	const size_t n = (size_t)shown.rows * (size_t)shown.cols;

	if (shown.cells == NULL)
		return; /* it is closed */
	explicit_bzero(shown.cells, n * sizeof(*shown.cells));
	(void)clearok(newscr, TRUE);
	tty_show_blank();
	overwrite_sent();
	(void)clearok(newscr, TRUE);
	tty_show_blank();
	tty_entry_forget();
	explicit_bzero(
	    shown.line, ((size_t)shown.cols + 1) * sizeof(*shown.line));
	shown.whole = true;
}

void tty_redraw(void)
{
	shown.whole = true;
}

/* The columns of a row that differ; false when none does. */
static bool difference(const struct cell *old, const struct cell *new, int cols,
    int *from, int *to)
{
	int first = 0, last = cols - 1;

	if (memcmp(old, new, (size_t)cols * sizeof(*old)) == 0)
		return false;
	while (memcmp(&old[first], &new[first], sizeof(*old)) == 0)
		first++;
	while (memcmp(&old[last], &new[last], sizeof(*old)) == 0)
		last--;
	/* Never only a half of what was there or comes. */
	while (first > 0 && (old[first].cols == 0 || new[first].cols == 0))
		first--;
	while (last + 1 < cols &&
	       (old[last + 1].cols == 0 || new[last + 1].cols == 0))
		last++;
	*from = first;
	*to = last + 1;
	return true;
}

/*
 * A cell for curses. setcchar would do the same, but takes so long that a
 * page would cost half as much again.
 */
static cchar_t curses_cell(const struct cell *cell)
{
	cchar_t out = shown.looks[cell->role];

	out.chars[0] = (wchar_t)cell->cp;
	if (canvas_mark(cell, 0) != 0) {
		for (int i = 0; i < CELL_MARKS; i++)
			out.chars[i + 1] = (wchar_t)canvas_mark(cell, i);
	}
	return out;
}

/* The same where nothing but ASCII may be sent; n cells of one look. */
static int ascii_cells(const struct cell *cell, cchar_t *out)
{
	const int n = cell->cols;
	const uint32_t cp = cell->cp;

	for (int i = 0; i < n; i++) {
		out[i] = shown.looks[cell->role];
		out[i].chars[0] =
		    (wchar_t)(cp <= 0x7E ? (char)cp : text_ascii(cp));
	}
	return n;
}

static void send_row(int row, const struct cell *cells, int from, int to)
{
	int n = 0;

	for (int col = from; col < to; col++) {
		/* curses makes the right half by itself. */
		if (cells[col].cols == 0)
			continue;
		if (shown.ascii)
			n += ascii_cells(&cells[col], shown.line + n);
		else
			shown.line[n++] = curses_cell(&cells[col]);
	}
	(void)mvwadd_wchnstr(newscr, row, from, shown.line, n);
}

static const struct cell *row_of(const struct canvas *canvas, int row)
{
	return canvas->cells + (size_t)row * (size_t)canvas->cols;
}

/* A few letters of a row are enough to tell it from nearly all others. */
static uint32_t mark_of(const struct cell *cells)
{
	const int step = shown.cols / 16 + 1;
	uint32_t mark = 0;

	for (int col = 0; col < shown.cols; col += step)
		mark = mark * 31 + cells[col].cp;
	return mark;
}

/* Where rows may have moved: from the first to the last one that differ. */
struct search {
	const struct canvas *canvas;
	int first, last;
};

/* Whether what is shown in row from is what belongs into row to. */
static inline bool belongs(const struct search *search, int from, int to)
{
	if (shown.marks[from].was != shown.marks[to].wanted)
		return false;
	return memcmp(row_of(search->canvas, to), shown.at[from],
		   (size_t)shown.cols * sizeof(struct cell)) == 0;
}

/*
 * How many rows are where they belong after moving up by lines (down when
 * negative), less those that were right before.
 */
static int gain_of(const struct search *search, int lines)
{
	int gain = 0;

	for (int row = search->first; row <= search->last; row++) {
		const int from = row + lines;

		if (!shown.marks[row].differs)
			gain--;
		if (from >= search->first && from <= search->last &&
		    belongs(search, from, row))
			gain++;
	}
	return gain;
}

/* The move that leaves the fewest of these rows to be written; 0 = none. */
static int best_move(const struct search *search)
{
	const int rows = search->last - search->first + 1;
	int best = 0, most = SCROLL_LEAST - 1;

	/* So many rows at most stay in view. */
	for (int lines = 1; rows - lines > most; lines++) {
		const int up = gain_of(search, lines);
		int down;

		if (up > most) {
			most = up;
			best = lines;
		}
		/* More than half: no other move can be better. */
		if (2 * most > rows)
			break;
		down = gain_of(search, -lines);
		if (down > most) {
			most = down;
			best = -lines;
		}
		if (2 * most > rows)
			break;
	}
	return best;
}

/* Rows above and below what really moves stay where they are. */
static void trim(struct search *search, int lines)
{
	int top = search->first, bottom = search->last;

	if (lines > 0) {
		while (!belongs(search, top + lines, top))
			top++;
		while (!belongs(search, bottom, bottom - lines))
			bottom--;
	} else {
		while (!belongs(search, top, top - lines))
			top++;
		while (!belongs(search, bottom + lines, bottom))
			bottom--;
	}
	search->first = top;
	search->last = bottom;
}

static void turn(int first, int last)
{
	while (first < last) {
		struct cell *const row = shown.at[first];

		shown.at[first++] = shown.at[last];
		shown.at[last--] = row;
	}
}

/* The rows that leave at one end come back blank at the other. */
static void move_rows(int first, int last, int lines)
{
	const int end = last + 1;
	const int left = lines > 0 ? first + lines : end + lines;

	(void)wsetscrreg(newscr, first, last);
	(void)wscrl(newscr, lines);
	turn(first, left - 1);
	turn(left, last);
	turn(first, last);
	if (lines > 0)
		blank_rows(end - lines, end);
	else
		blank_rows(first, first - lines);
}

/* Move what moved between the first and the last row that differ. */
static void scroll_rows(const struct canvas *canvas)
{
	struct search search = { canvas, -1, -1 };
	int lines;

	for (int row = 0; row < shown.rows; row++) {
		shown.marks[row].differs =
		    memcmp(shown.at[row], row_of(canvas, row),
			(size_t)shown.cols * sizeof(struct cell)) != 0;
		if (!shown.marks[row].differs)
			continue;
		if (search.first < 0)
			search.first = row;
		search.last = row;
	}
	if (search.last - search.first + 1 < SCROLL_LEAST)
		return;
	for (int row = search.first; row <= search.last; row++) {
		shown.marks[row].was = mark_of(shown.at[row]);
		shown.marks[row].wanted = mark_of(row_of(canvas, row));
	}
	lines = best_move(&search);
	if (lines == 0)
		return;
	trim(&search, lines);
	move_rows(search.first, search.last, lines);
}

void tty_show(const struct canvas *canvas)
{
	const int rows = canvas->rows < shown.rows ? canvas->rows : shown.rows;
	const int cols = canvas->cols < shown.cols ? canvas->cols : shown.cols;
	const bool same =
	    canvas->rows == shown.rows && canvas->cols == shown.cols;
	int from, to;

	if (shown.cells == NULL)
		return;
	if (same && !shown.whole)
		scroll_rows(canvas);
	for (int row = 0; row < rows; row++) {
		const struct cell *const cells = row_of(canvas, row);
		struct cell *const old = shown.at[row];

		if (!difference(old, cells, cols, &from, &to))
			continue;
		send_row(row, cells, from, to);
		memcpy(old + from, cells + from,
		    (size_t)(to - from) * sizeof(*old));
	}
	if (shown.whole)
		(void)clearok(curscr, TRUE);
	shown.whole = false;
	(void)wmove(newscr,
	    canvas->cursor_row < shown.rows ? canvas->cursor_row : 0,
	    canvas->cursor_col < shown.cols ? canvas->cursor_col : 0);
	(void)doupdate();
}
