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

static struct {
	struct cell *cells; /* what curses has, rows * cols */
	uint64_t *hashes;   /* of its rows */
	uint64_t *wanted;   /* of the rows of the new canvas */
	cchar_t *line;      /* one row on its way to curses */
	int rows, cols;
	bool whole; /* send everything */
	bool ascii;
	cchar_t looks[ROLE_COUNT]; /* a blank in each role */
} shown;

static attr_t attributes_of(const struct style *style)
{
	attr_t attributes = A_NORMAL;

	if ((style->attributes & STYLE_BOLD) != 0)
		attributes |= A_BOLD;
	if ((style->attributes & STYLE_UNDERLINE) != 0)
		attributes |= A_UNDERLINE;
	if ((style->attributes & STYLE_REVERSE) != 0)
		attributes |= A_REVERSE;
	return attributes;
}

/* The pair of these colours: one made before, or the next. */
static short pair_of(
    const struct style *style, struct style *pairs, short *npairs)
{
	for (short i = 0; i < *npairs; i++) {
		if (pairs[i].fg == style->fg && pairs[i].bg == style->bg)
			return i;
	}
	if (*npairs >= COLOR_PAIRS ||
	    init_pair(*npairs, style->fg, style->bg) != OK)
		return 0;
	pairs[*npairs] = *style;
	return (*npairs)++;
}

static void make_looks(enum theme_id theme, int colours, bool own)
{
	/* Pair 0 is what the terminal has. */
	struct style pairs[ROLE_COUNT + 1] = { { .fg = -1, .bg = -1 } };
	short npairs = 1;

	for (int role = 0; role < ROLE_COUNT; role++) {
		struct style style =
		    theme_style(theme, (enum role)role, colours);

		if (colours > 0 && !own && style.fg < 0 && style.bg >= 0)
			style.fg = COLOR_WHITE;
		if (colours > 0 && !own && style.bg < 0 && style.fg >= 0)
			style.bg = COLOR_BLACK;
		(void)setcchar(&shown.looks[role], L" ", attributes_of(&style),
		    pair_of(&style, pairs, &npairs), NULL);
	}
}

static struct cell blank(void)
{
	return (struct cell){ .cp = ' ', .cols = 1, .role = ROLE_NORMAL };
}

/* Two words a cell: it has no padding that is not zero. */
static uint64_t hash_row(const struct cell *cells, int cols)
{
	uint64_t hash = 14695981039346656037u;

	for (int col = 0; col < cols; col++) {
		uint64_t words[2];

		memcpy(words, &cells[col], sizeof(words));
		hash = (hash ^ words[0] ^ (words[1] << 23 | words[1] >> 41)) *
		       1099511628211u;
		hash ^= hash >> 29;
	}
	return hash;
}

static struct cell *shown_row(int row)
{
	return shown.cells + (size_t)row * (size_t)shown.cols;
}

/* Rows from one on hold blanks, as curses has made them. */
static void blank_rows(int row, int end)
{
	const size_t n = (size_t)(end - row) * (size_t)shown.cols;
	struct cell *const cells = shown_row(row);

	if (row >= end)
		return;
	for (size_t i = 0; i < n; i++)
		cells[i] = blank();
	shown.hashes[row] = hash_row(cells, shown.cols);
	for (int i = row + 1; i < end; i++)
		shown.hashes[i] = shown.hashes[row];
}

void tty_show_resize(int rows, int cols)
{
	_Static_assert(sizeof(struct cell) == 2 * sizeof(uint64_t),
	    "hash_row takes a cell as two words");
	const size_t n = (size_t)rows * (size_t)cols;

	/* Should there be no memory, tty_close finds nothing to do here. */
	shown.rows = 0;
	shown.cells = die_realloc(shown.cells, n * sizeof(*shown.cells));
	shown.hashes =
	    die_realloc(shown.hashes, (size_t)rows * sizeof(*shown.hashes));
	shown.wanted =
	    die_realloc(shown.wanted, (size_t)rows * sizeof(*shown.wanted));
	shown.line =
	    die_realloc(shown.line, ((size_t)cols + 1) * sizeof(*shown.line));
	shown.rows = rows;
	shown.cols = cols;
	shown.whole = true;
	(void)werase(newscr);
	(void)scrollok(newscr, TRUE);
	blank_rows(0, rows);
}

void tty_show_start(const struct tty_options *options)
{
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
	make_looks(options->theme, colours, own);
	(void)wbkgrndset(newscr, &shown.looks[ROLE_NORMAL]);
	tty_show_resize(LINES, COLS);
}

void tty_show_stop(void)
{
	shown.rows = 0;
	free(shown.cells);
	free(shown.hashes);
	free(shown.wanted);
	free(shown.line);
	shown.cells = NULL;
	shown.hashes = NULL;
	shown.wanted = NULL;
	shown.line = NULL;
}

void tty_show_blank(void)
{
	(void)werase(newscr);
	(void)wmove(newscr, 0, 0);
	(void)doupdate();
	blank_rows(0, shown.rows);
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
	if (cell->marks[0] != 0) {
		for (int i = 0; i < CELL_MARKS; i++)
			out.chars[i + 1] = (wchar_t)cell->marks[i];
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

/*
 * How many rows from first to last are where they belong after moving up by
 * lines (down when negative), less those that were right before.
 */
static int gain_of(int first, int last, int lines)
{
	int gain = 0;

	for (int row = first; row <= last; row++) {
		const int from = row + lines;

		if (shown.wanted[row] == shown.hashes[row])
			gain--;
		if (from >= first && from <= last &&
		    shown.wanted[row] == shown.hashes[from])
			gain++;
	}
	return gain;
}

/* The move that leaves the fewest of these rows to be written; 0 = none. */
static int best_move(int first, int last)
{
	int best = 0, most = SCROLL_LEAST - 1;

	for (int lines = 1; lines <= last - first; lines++) {
		const int up = gain_of(first, last, lines);
		const int down = gain_of(first, last, -lines);

		if (up > most) {
			most = up;
			best = lines;
		}
		if (down > most) {
			most = down;
			best = -lines;
		}
		/* More than half: no other move can be better. */
		if (2 * most > last - first + 1)
			break;
	}
	return best;
}

/* Rows above and below what really moves stay where they are. */
static void trim(int *first, int *last, int lines)
{
	int top = *first, bottom = *last;

	if (lines > 0) {
		while (shown.wanted[top] != shown.hashes[top + lines])
			top++;
		while (shown.wanted[bottom - lines] != shown.hashes[bottom])
			bottom--;
	} else {
		while (shown.wanted[top - lines] != shown.hashes[top])
			top++;
		while (shown.wanted[bottom] != shown.hashes[bottom + lines])
			bottom--;
	}
	*first = top;
	*last = bottom;
}

static void move_rows(int first, int last, int lines)
{
	const int kept = last - first + 1 - abs(lines);
	const int from = lines > 0 ? first + lines : first;
	const int to = lines > 0 ? first : first - lines;

	(void)wsetscrreg(newscr, first, last);
	(void)wscrl(newscr, lines);
	memmove(shown_row(to), shown_row(from),
	    (size_t)kept * (size_t)shown.cols * sizeof(*shown.cells));
	memmove(shown.hashes + to, shown.hashes + from,
	    (size_t)kept * sizeof(*shown.hashes));
	if (lines > 0)
		blank_rows(first + kept, last + 1);
	else
		blank_rows(first, first - lines);
}

/* Move what moved between the first and the last row that differ. */
static void scroll_rows(const struct canvas *canvas)
{
	int first = -1, last = -1, lines;

	for (int row = 0; row < shown.rows; row++) {
		const struct cell *const cells =
		    canvas->cells + (size_t)row * (size_t)canvas->cols;

		shown.wanted[row] = shown.hashes[row];
		if (memcmp(cells, shown_row(row),
			(size_t)shown.cols * sizeof(*cells)) == 0)
			continue;
		shown.wanted[row] = hash_row(cells, shown.cols);
		if (first < 0)
			first = row;
		last = row;
	}
	if (first < 0 || last - first + 1 < SCROLL_LEAST)
		return;
	lines = best_move(first, last);
	if (lines == 0)
		return;
	trim(&first, &last, lines);
	move_rows(first, last, lines);
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
		const struct cell *const cells =
		    canvas->cells + (size_t)row * (size_t)canvas->cols;
		struct cell *const old = shown_row(row);

		if (!difference(old, cells, cols, &from, &to))
			continue;
		send_row(row, cells, from, to);
		memcpy(old + from, cells + from,
		    (size_t)(to - from) * sizeof(*old));
		shown.hashes[row] = hash_row(old, shown.cols);
	}
	if (shown.whole)
		(void)clearok(curscr, TRUE);
	shown.whole = false;
	(void)wmove(newscr,
	    canvas->cursor_row < shown.rows ? canvas->cursor_row : 0,
	    canvas->cursor_col < shown.cols ? canvas->cursor_col : 0);
	(void)doupdate();
}
