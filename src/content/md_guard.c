#include "content/md_guard.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "content/markdown.h"
#include "content/md_bars.h"
#include "content/md_lines.h"
#include "content/md_special.h"

/* In md4c's int, with room for the half that it adds when it grows. */
#define MOST_BLOCK_BYTES (1u << 30)
#define MOST_TEXT        (400u << 20)

enum {
	BLOCK_BYTES_PER_MARK = 32,
	BLOCK_BYTES_PER_LINE = 20,
	HIDDEN = 0x0E, /* the first of as many as there are below */
	BAR = HIDDEN,  /* stands for '|', the first of them */
	BAD = 0x01,    /* a control character of the source */
	/* Steps that pairing brackets may cost for each byte of a leaf. */
	STEPS_PER_BYTE = 256,
	STEPS_FREE = 4096,
};

static const char hidden[] = "|[]:>-+*.)~";

/* Of the paragraph, heading or row that is being read. */
struct leaf {
	size_t beg;
	size_t nlines;     /* before this one */
	size_t steps;      /* that md4c takes to pair its brackets and tildes */
	size_t first_open; /* the first '[', or MD_NOWHERE */
	size_t first_tilde; /* or MD_NOWHERE */
	size_t checked;     /* for code and addresses, up to here */
	unsigned depth;
	bool label;     /* inside what may become a definition */
	bool uncertain; /* some brackets may be inside code or an address */
	bool told_depth, told_steps;
	size_t opens[MARKDOWN_MAX_BRACKETS];
};

struct pass {
	const char *text;
	size_t len;
	char *copy;
	const char *file;
	struct diag *diag;
	unsigned line;
	size_t line_beg, line_end;
	size_t special;            /* the first one from here on */
	size_t head_beg, head_end; /* of a line that may be a table's head */
	struct md_lines lines;
	struct leaf leaf;
	unsigned columns; /* of the table */
	bool told_cells;
	uint64_t block_bytes;
};

char md_guard_show(char c)
{
	const size_t i = (size_t)(unsigned char)c - HIDDEN;

	return i < sizeof(hidden) - 1 ? hidden[i] : c;
}

static void put(struct pass *p, size_t off, char c)
{
	if (p->copy == NULL) {
		p->copy = die_alloc(p->len + 1);
		memcpy(p->copy, p->text, p->len);
		p->copy[p->len] = '\n';
	}
	p->copy[off] = c;
}

static void hide(struct pass *p, size_t off)
{
	const char *const at = strchr(hidden, p->text[off]);

	put(p, off, at == NULL ? BAD : (char)(HIDDEN + (at - hidden)));
}

static void tell(
    const struct pass *p, enum diag_severity severity, const char *what)
{
	diag_add(p->diag, severity, p->file, p->line, "%s", what);
}

/* Whether the character at off follows an odd number of backslashes. */
static bool is_escaped(const char *text, size_t beg, size_t off)
{
	size_t at = off;

	while (at > beg && text[at - 1] == '\\')
		at--;
	return ((off - at) & 1) != 0;
}

static void leaf_begin(struct pass *p, size_t beg)
{
	struct leaf *const leaf = &p->leaf;

	/* All but the array, which only means something up to depth. */
	memset(leaf, 0, offsetof(struct leaf, opens));
	leaf->beg = beg;
	leaf->checked = beg;
	leaf->first_open = MD_NOWHERE;
	leaf->first_tilde = MD_NOWHERE;
}

/*
 * What follows "]:" if it were a definition: a target, then nothing or a
 * title. Only decides whether to tell; it is hidden all the same.
 */
static bool is_definition(const struct pass *p, size_t colon)
{
	size_t at = colon + 1;

	while (at < p->line_end && (p->text[at] == ' ' || p->text[at] == '\t'))
		at++;
	while (at < p->line_end && p->text[at] != ' ' && p->text[at] != '\t')
		at++;
	while (at < p->line_end && (p->text[at] == ' ' || p->text[at] == '\t'))
		at++;
	return at == p->line_end || strchr("\"'(", p->text[at]) != NULL;
}

static void open_bracket(struct pass *p, size_t off)
{
	struct leaf *const leaf = &p->leaf;

	leaf->label = false;
	if (leaf->depth == MARKDOWN_MAX_BRACKETS) {
		hide(p, off);
		if (!leaf->told_depth)
			tell(p, DIAG_WARNING,
			    "too many brackets inside each other, "
			    "shown as text");
		leaf->told_depth = true;
		return;
	}
	leaf->opens[leaf->depth++] = off;
	if (leaf->first_open == MD_NOWHERE)
		leaf->first_open = off;
}

/* Whether md4c may take that many steps. If not, the character is hidden. */
static bool afford(struct pass *p, size_t off, size_t steps)
{
	struct leaf *const leaf = &p->leaf;

	if (leaf->steps + steps <=
	    (off - leaf->beg) * STEPS_PER_BYTE + STEPS_FREE) {
		leaf->steps += steps;
		return true;
	}
	hide(p, off);
	if (!leaf->told_steps)
		tell(p, DIAG_WARNING,
		    "too many brackets or tildes in a paragraph, "
		    "some shown as text");
	leaf->told_steps = true;
	return false;
}

/*
 * md4c walks the lines of the paragraph for each pair, and copies the text
 * between the brackets when it stands on more than one line.
 */
static void close_bracket(struct pass *p, size_t off)
{
	struct leaf *const leaf = &p->leaf;
	size_t open =
	    leaf->depth > 0 ? leaf->opens[leaf->depth - 1] : MD_NOWHERE;
	size_t steps = 2 * leaf->nlines;

	if (leaf->label && off + 1 < p->line_end && p->text[off + 1] == ':') {
		hide(p, off + 1);
		if (is_definition(p, off + 1))
			tell(p, DIAG_ERROR,
			    "link reference definition, shown as text");
	}
	leaf->label = false;

	/* A bracket before code may be closed by one behind it. */
	if (!leaf->uncertain) {
		const char *const from = p->text + leaf->checked;
		const size_t len = off - leaf->checked;

		leaf->uncertain = memchr(from, '`', len) != NULL ||
		                  memchr(from, '<', len) != NULL;
		leaf->checked = off;
	}
	if (leaf->uncertain)
		open = leaf->first_open;
	if (open == MD_NOWHERE)
		return;
	if (open < p->line_beg)
		steps += off - open;
	if (!afford(p, off, steps))
		return;
	if (leaf->depth > 0)
		leaf->depth--;
}

/* md4c goes back to the first tilde for each one that may end a span. */
static void read_tilde(struct pass *p, size_t off, size_t beg)
{
	struct leaf *const leaf = &p->leaf;

	if (leaf->first_tilde == MD_NOWHERE)
		leaf->first_tilde = off;
	if (off > beg && p->text[off - 1] != ' ' && p->text[off - 1] != '\t')
		(void)afford(p, off, off - leaf->first_tilde);
}

static void read_special(struct pass *p, size_t off, size_t beg, bool paragraph)
{
	const char c = p->text[off];

	if (off < beg || is_escaped(p->text, beg, off))
		return;
	if (c == '~')
		read_tilde(p, off, beg);
	else if (c == ']')
		close_bracket(p, off);
	else
		open_bracket(p, off);
	if (off == beg && c == '[')
		p->leaf.label = paragraph && p->leaf.nlines == 0;
}

/* Control characters, and the others where they mean something to md4c. */
static void read_bytes(struct pass *p, size_t beg, bool inlines, bool paragraph)
{
	while (p->special < p->line_end) {
		const char c = p->text[p->special];

		if (c != '[' && c != ']' && c != '~')
			put(p, p->special, BAD);
		else if (inlines)
			read_special(p, p->special, beg, paragraph);
		p->special = md_special_next(p->text, p->special + 1, p->len);
	}
}

static bool is_cell_blank(char c)
{
	return c == ' ' || c == '\t';
}

/*
 * md4c takes "||" for one bar: what follows would stand in the wrong column.
 * A blank beside it is moved between the two. Returns the second bar.
 */
static size_t part_bars(struct pass *p, size_t beg, size_t bar, size_t end)
{
	const char *const text = p->copy != NULL ? p->copy : p->text;

	if (bar + 1 < end && is_cell_blank(text[bar + 1])) {
		put(p, bar, ' ');
		put(p, bar + 1, '|');
		return bar + 1;
	}
	if (bar >= beg + 3 && is_cell_blank(text[bar - 2]) &&
	    text[bar - 3] != '|' && text[bar - 3] != '\\') {
		put(p, bar - 2, '|');
		put(p, bar - 1, ' ');
		return bar;
	}
	tell(p, DIAG_WARNING, "empty cell without a blank, left out");
	return MD_NOWHERE;
}

/* The cells of a row: md4c would drop those beyond the last column. */
static void read_row(struct pass *p, size_t beg, size_t end)
{
	size_t last = end;
	struct md_bars bars;
	size_t cell = beg;
	unsigned cells = 0;

	while (last > beg &&
	       (is_cell_blank(p->text[last - 1]) || p->text[last - 1] == '|'))
		last--;
	if (last == beg)
		return;
	bars = md_bars_of(p->copy != NULL ? p->copy : p->text, beg, end);
	for (;;) {
		size_t bar = md_bars_next(&bars);

		if (bar >= last)
			return;
		if (bar == cell && cell > beg) {
			const size_t moved = part_bars(p, beg, bar, end);

			if (moved != MD_NOWHERE) {
				bar = moved;
				cells++;
			}
			bars.text = p->copy != NULL ? p->copy : p->text;
			bars.off = bar + 1;
		} else if (bar > cell) {
			cells++;
		}
		cell = bar + 1;
		if (cells < p->columns)
			continue;
		if (!p->told_cells)
			tell(p, DIAG_WARNING,
			    "more cells than columns, "
			    "the rest shown in the last one");
		p->told_cells = true;
		for (; bar < last; bar = md_bars_next(&bars))
			put(p, bar, BAR);
		return;
	}
}

static void read_table_line(
    struct pass *p, const struct md_line *ml, size_t beg)
{
	if (ml->kind == MD_LINE_DELIMITER) {
		p->columns = ml->columns;
		p->told_cells = false;
		p->line--;
		read_row(p, p->head_beg, p->head_end);
		p->line++;
		return;
	}
	read_row(p, beg, p->line_end);
}

static void read_line(struct pass *p)
{
	const char *const line = p->text + p->line_beg;
	struct md_line ml;
	size_t beg;
	bool inlines;

	md_lines_next(&p->lines, line, p->line_end - p->line_beg, &ml);
	p->block_bytes +=
	    BLOCK_BYTES_PER_LINE + (uint64_t)ml.marks * BLOCK_BYTES_PER_MARK;
	beg = p->line_beg + ml.beg;
	inlines = ml.kind == MD_LINE_TEXT || ml.kind == MD_LINE_HEADING ||
	          ml.kind == MD_LINE_ROW;
	if (ml.over != MD_NOWHERE) {
		hide(p, p->line_beg + ml.over);
		tell(p, DIAG_WARNING,
		    ml.columns > 0
			? "too many columns for a table, shown as text"
			: "too many quotes and lists inside each other, "
			  "shown as text");
	}
	if (inlines) {
		if (ml.first || ml.kind == MD_LINE_ROW)
			leaf_begin(p, beg);
		else
			p->leaf.nlines++;
	}
	read_bytes(p, beg, inlines, ml.kind == MD_LINE_TEXT);
	if (ml.kind == MD_LINE_ROW || ml.kind == MD_LINE_DELIMITER)
		read_table_line(p, &ml, beg);
	p->head_beg = beg;
	p->head_end = p->line_end;
}

bool md_guard_open(struct md_guard *guard, struct slice text, const char *file,
    unsigned first_line, struct diag *diag)
{
	struct pass p = {
		.text = text.ptr,
		.len = text.len,
		.file = file,
		.diag = diag,
		.line = first_line,
	};

	*guard = (struct md_guard){ .text = { text.ptr, 0 } };
	if (text.len == 0)
		return true;
	if (text.len > MOST_TEXT)
		return false;
	md_lines_init(&p.lines);
	p.special = md_special_next(p.text, 0, p.len);
	while (p.line_beg < p.len) {
		const char *const end =
		    memchr(p.text + p.line_beg, '\n', p.len - p.line_beg);

		p.line_end = end != NULL ? (size_t)(end - p.text) : p.len;
		read_line(&p);
		p.line_beg = p.line_end + 1;
		p.line++;
	}
	if (p.block_bytes > MOST_BLOCK_BYTES) {
		free(p.copy);
		return false;
	}

	guard->text.len = text.len;
	if (text.ptr[text.len - 1] != '\n') {
		guard->text.len++;
		if (text.ptr[text.len] != '\n' && p.copy == NULL)
			put(&p, 0, text.ptr[0]);
	}
	guard->copy = p.copy;
	if (p.copy != NULL)
		guard->text.ptr = p.copy;
	return true;
}

void md_guard_close(struct md_guard *guard)
{
	free(guard->copy);
	guard->copy = NULL;
}
