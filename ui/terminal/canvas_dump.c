/* canvas_dump of canvas.h: the grid as text, for golden files. */
#include "terminal/canvas.h"

/* The letters of canvas_dump. */
static const char role_letters[ROLE_COUNT] = {
	[ROLE_NORMAL] = '.',
	[ROLE_STRONG] = 's',
	[ROLE_EMPH] = 'e',
	[ROLE_CODE] = 'c',
	[ROLE_STRIKE] = 'k',
	[ROLE_LINK] = 'l',
	[ROLE_TITLE] = 'T',
	[ROLE_HEADING] = 'H',
	[ROLE_RULE] = 'r',
	[ROLE_CAPTION] = 'p',
	[ROLE_LABEL] = 'b',
	[ROLE_EMERGENCY] = 'E',
	[ROLE_URGENT] = 'U',
	[ROLE_ROUTINE] = 'R',
	[ROLE_SELFCARE] = 'S',
	[ROLE_DO] = 'D',
	[ROLE_DONT] = 'X',
	[ROLE_NOTE] = 'N',
	[ROLE_BAR] = 'B',
	[ROLE_FOCUS] = 'F',
	[ROLE_MATCH] = 'm',
	[ROLE_FOUND] = 'M',
	[ROLE_HINT] = 'h',
	[ROLE_HELP] = '!',
	[ROLE_MESSAGE] = 'g',
	[ROLE_PAPER] = 'q',
};

static void dump_char(uint32_t cp, FILE *out)
{
	char bytes[4];

	(void)fwrite(bytes, 1, utf8_put(bytes, cp), out);
}

static void dump_text(const struct cell *cells, int cols, FILE *out)
{
	while (cols > 0 && cells[cols - 1].cp == ' ' &&
	       canvas_mark(&cells[cols - 1], 0) == 0)
		cols--;
	for (int col = 0; col < cols; col++) {
		if (cells[col].cols == 0)
			continue;
		dump_char(cells[col].cp, out);
		for (int i = 0; i < CELL_MARKS; i++) {
			const uint32_t mark = canvas_mark(&cells[col], i);

			if (mark != 0)
				dump_char(mark, out);
		}
	}
	(void)fputc('\n', out);
}

static void dump_roles(const struct cell *cells, int cols, FILE *out)
{
	while (cols > 0 && cells[cols - 1].role == ROLE_NORMAL)
		cols--;
	if (cols == 0)
		return;
	for (int col = 0; col < cols; col++)
		(void)fputc(role_letters[cells[col].role], out);
	(void)fputc('\n', out);
}

void canvas_dump(const struct canvas *canvas, bool roles, FILE *out)
{
	for (int row = 0; row < canvas->rows; row++) {
		const struct cell *const cells =
		    canvas->cells + (size_t)row * (size_t)canvas->cols;

		dump_text(cells, canvas->cols, out);
		if (roles)
			dump_roles(cells, canvas->cols, out);
	}
	(void)fprintf(
	    out, "cursor %d,%d\n", canvas->cursor_row, canvas->cursor_col);
}
