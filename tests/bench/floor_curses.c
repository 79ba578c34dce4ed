/*
 * floor_curses.c - the least a curses program must do to page a text.
 *
 * usage: floor_curses FILE
 *
 * The floor that the program is measured against: LC_CTYPE only, newterm, one
 * endwin before the first refresh so that each frame is one write, no
 * type-ahead checks. One frame of text with a line number in a status row;
 * then j and k scroll by a line, Space and b turn a page, q leaves. Nothing is
 * wrapped, nothing is coloured.
 */
#include <curses.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct pages {
	const char *text;
	size_t len;
	size_t *starts; /* of the lines */
	int nlines;
	int top; /* first line shown */
};

static void count_lines(struct pages *pages)
{
	size_t cap = 1024;

	pages->starts = malloc(cap * sizeof(*pages->starts));
	for (size_t at = 0; at < pages->len;) {
		const char *const end =
		    memchr(pages->text + at, '\n', pages->len - at);

		if ((size_t)pages->nlines == cap) {
			cap *= 2;
			pages->starts = realloc(
			    pages->starts, cap * sizeof(*pages->starts));
		}
		if (pages->starts == NULL)
			exit(3);
		pages->starts[pages->nlines++] = at;
		at = end == NULL ? pages->len : (size_t)(end - pages->text) + 1;
	}
}

static void draw_row(const struct pages *pages, int row)
{
	const int line = pages->top + row;
	size_t start, end;
	int len;

	move(row, 0);
	clrtoeol();
	if (line >= pages->nlines)
		return;
	start = pages->starts[line];
	end =
	    line + 1 < pages->nlines ? pages->starts[line + 1] - 1 : pages->len;
	len = end - start > (size_t)COLS ? COLS : (int)(end - start);
	addnstr(pages->text + start, len);
}

static void draw_status(const struct pages *pages)
{
	attrset(A_REVERSE);
	mvprintw(LINES - 1, 0, " line %d ", pages->top + 1);
	attrset(A_NORMAL);
}

static void draw_page(const struct pages *pages)
{
	for (int row = 0; row < LINES - 1; row++)
		draw_row(pages, row);
}

static void move_by(struct pages *pages, int lines)
{
	const int rows = LINES - 1;
	const int old = pages->top;

	pages->top += lines;
	if (pages->top > pages->nlines - rows)
		pages->top = pages->nlines - rows;
	if (pages->top < 0)
		pages->top = 0;
	lines = pages->top - old;
	if (lines != 1 && lines != -1) {
		draw_page(pages);
	} else {
		wscrl(stdscr, lines);
		draw_row(pages, lines > 0 ? rows - 1 : 0);
	}
	draw_status(pages);
	refresh();
}

int main(int argc, char **argv)
{
	struct pages pages = { .text = "", .top = 0 };
	struct stat st;
	char key;
	const int fd = argc == 2 ? open(argv[1], O_RDONLY | O_CLOEXEC) : -1;

	if (fd < 0 || fstat(fd, &st) != 0) {
		(void)fprintf(stderr, "usage: floor_curses FILE\n");
		return 2;
	}
	if (st.st_size > 0) {
		void *const map = mmap(
		    NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);

		if (map == MAP_FAILED)
			return 3;
		pages.text = map;
		pages.len = (size_t)st.st_size;
	}
	count_lines(&pages);

	(void)setlocale(LC_CTYPE, "");
	if (newterm(NULL, stdout, stdin) == NULL)
		exit(3);
	raw();
	noecho();
	nonl();
	endwin();
	typeahead(-1);
	scrollok(stdscr, TRUE);
	setscrreg(0, LINES - 2);
	draw_page(&pages);
	draw_status(&pages);
	refresh();
	while (read(STDIN_FILENO, &key, 1) == 1 && key != 'q') {
		if (key == 'j')
			move_by(&pages, 1);
		else if (key == 'k')
			move_by(&pages, -1);
		else if (key == ' ')
			move_by(&pages, LINES - 1);
		else if (key == 'b')
			move_by(&pages, 1 - LINES);
	}
	endwin();
	free(pages.starts);
	return 0;
}
