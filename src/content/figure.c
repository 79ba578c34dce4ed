#include "content/figure.h"

#include <assert.h>
#include <string.h>

/* What a form may be declared to be wide. */
#define COLS_MIN 8
#define COLS_MAX 200

/* Bytes of a title or an alt text: it is read aloud as a whole. */
#define WORDS_MAX 1000

struct reader {
	struct slice text;
	size_t at;
	unsigned line; /* of the line that next_line gave last */
	const char *file;
	struct arena *arena;
	struct diag *diag;
};

static bool next_line(struct reader *in, struct slice *out)
{
	const char *start = in->text.ptr + in->at, *end;
	size_t left = in->text.len - in->at;

	if (left == 0)
		return false;
	end = memchr(start, '\n', left);
	out->ptr = start;
	out->len = end == NULL ? left : (size_t)(end - start);
	in->at += out->len + (end != NULL);
	in->line++;
	return true;
}

static void fault(const struct reader *in, const char *what)
{
	diag_add(in->diag, DIAG_ERROR, in->file, in->line, "%s", what);
}

static bool is_form(struct slice line)
{
	return slice_is(line, "==") || slice_starts(line, "== ");
}

/* "== 76 unicode"; false, and told to diag, when it is anything else. */
static bool parse_form(
    const struct reader *in, struct slice line, struct figure_form *form)
{
	struct slice rest =
	    slice_trim((struct slice){ line.ptr + 2, line.len - 2 });
	int cols = 0;
	size_t i = 0;

	while (
	    i < rest.len && i < 4 && rest.ptr[i] >= '0' && rest.ptr[i] <= '9')
		cols = cols * 10 + (rest.ptr[i++] - '0');
	rest = slice_trim((struct slice){ rest.ptr + i, rest.len - i });
	form->cols = cols;
	form->ascii = slice_is(rest, "ascii");
	form->line = in->line;
	if (cols >= COLS_MIN && cols <= COLS_MAX &&
	    (form->ascii || slice_is(rest, "unicode")))
		return true;
	diag_add(in->diag, DIAG_ERROR, in->file, in->line,
	    "not \"== COLUMNS unicode\" or \"== COLUMNS ascii\" with %d to %d "
	    "columns: this form is left out",
	    COLS_MIN, COLS_MAX);
	return false;
}

static bool is_ascii(struct slice line)
{
	return text_plain_len(line.ptr, line.len) == line.len;
}

/* One row of a drawing; false when the form cannot be used for it. */
static bool check_row(
    const struct reader *in, struct slice row, const struct figure_form *form)
{
	if (memchr(row.ptr, '\t', row.len) != NULL) {
		fault(in, "a tab in a drawing: this form is left out");
		return false;
	}
	if (form->ascii && !is_ascii(row)) {
		fault(in, "a character that is not ASCII in an ascii form: "
			  "this form is left out");
		return false;
	}
	if (text_cols(row) > form->cols) {
		diag_add(in->diag, DIAG_ERROR, in->file, in->line,
		    "%d columns in a form of %d: this form is left out",
		    text_cols(row), form->cols);
		return false;
	}
	return true;
}

static bool form_is_there(
    const struct figure *figure, const struct figure_form *form)
{
	size_t i;

	for (i = 0; i < figure->nforms; i++) {
		if (figure->forms[i].cols == form->cols &&
		    figure->forms[i].ascii == form->ascii)
			return true;
	}
	return false;
}

/* The rows up to the next "==" or the end. All of its faults are told. */
static bool read_rows(struct reader *in, struct figure_form *form)
{
	struct reader count = *in;
	struct slice row, *rows;
	size_t n = 0, used = 0;
	bool good = true;

	while (next_line(&count, &row) && !is_form(row))
		n++;
	rows = arena_alloc(in->arena, n * sizeof(*rows));
	form->nlines = 0;
	for (; form->nlines < n && next_line(in, &row); form->nlines++) {
		if (!check_row(in, row, form))
			good = false;
		while (row.len > 0 && row.ptr[row.len - 1] == ' ')
			row.len--;
		rows[form->nlines] = row;
		if (row.len > 0)
			used = form->nlines + 1;
	}
	form->lines = rows;
	form->nlines = used;
	if (used == 0) {
		diag_add(in->diag, DIAG_ERROR, in->file, form->line,
		    "a form without a drawing: left out");
		return false;
	}
	return good;
}

static void read_form(struct reader *in, struct slice head,
    struct figure *figure, struct figure_form *forms)
{
	struct figure_form *form = &forms[figure->nforms];
	bool good = parse_form(in, head, form);

	if (good && form_is_there(figure, form)) {
		fault(in, "a form of this width is there already: this one is "
			  "left out");
		good = false;
	}
	if (!good) {
		/* Only its own fault is told, not those of its rows. */
		struct reader quiet = *in;

		quiet.diag = NULL;
		form->cols = COLS_MAX;
		read_rows(&quiet, form);
		in->at = quiet.at;
		in->line = quiet.line;
		return;
	}
	if (read_rows(in, form))
		figure->nforms++;
}

/* *value and more with a space between, or as they were when too long. */
static void join(struct reader *in, const char **value, struct slice more)
{
	size_t old_len = strlen(*value);

	if (old_len + more.len + 1 > WORDS_MAX) {
		diag_add(in->diag, DIAG_ERROR, in->file, in->line,
		    "the text is over %d bytes: this line of it is left out",
		    WORDS_MAX);
		return;
	}
	*value = arena_printf(in->arena, "%s%s%.*s", *value,
	    old_len > 0 ? " " : "", (int)more.len, more.ptr);
}

/* title: and alt:, up to the first "=="; *head is that line. */
static bool read_head(
    struct reader *in, struct figure *figure, struct slice *head)
{
	const char **value = NULL;
	struct slice line, rest;

	while (next_line(in, &line)) {
		if (is_form(line)) {
			*head = line;
			return true;
		}
		rest = slice_trim(line);
		if (rest.len == 0 || line.ptr[0] == '#')
			continue;
		if (line.ptr[0] == ' ' || line.ptr[0] == '\t') {
			if (value != NULL)
				join(in, value, rest);
			else
				fault(in, "an indented line that continues "
					  "nothing: left out");
			continue;
		}
		value = NULL;
		if (slice_starts(line, "title:"))
			value = &figure->title;
		else if (slice_starts(line, "alt:"))
			value = &figure->alt;
		if (value == NULL) {
			fault(in, "neither \"title:\", \"alt:\", \"==\" nor a "
				  "comment: left out");
			continue;
		}
		if ((*value)[0] != '\0') {
			fault(in, "given twice: the second one is left out");
			value = NULL;
			continue;
		}
		rest = (struct slice){ memchr(line.ptr, ':', line.len), 0 };
		rest.ptr++;
		rest.len = (size_t)(line.ptr + line.len - rest.ptr);
		join(in, value, slice_trim(rest));
	}
	return false;
}

static bool is_name(const char *name)
{
	size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return len > 0 && len <= 49 && name[len] == '\0';
}

static enum status finish(struct reader *in, struct figure *figure)
{
	bool has_alt = figure->alt[0] != '\0';

	in->line = 1;
	if (figure->title[0] == '\0') {
		fault(in, "no \"title:\": the figure's name is used");
		figure->title = figure->name;
	}
	if (!has_alt) {
		fault(in, "no \"alt:\" text, which people who cannot see the "
			  "drawing need: its title is used");
		figure->alt = figure->title;
	}
	if (figure->nforms == 0)
		fault(in, "no form that can be drawn: the text stands alone");
	return figure->nforms == 0 && !has_alt ? STATUS_BAD : STATUS_OK;
}

enum status figure_read(const struct file_root *root, const char *dir,
    const char *name, struct arena *arena, struct figure *out,
    struct diag *diag)
{
	struct reader in = { .arena = arena, .diag = diag };
	struct figure_form *forms;
	struct slice head, line;
	struct reader count;
	enum status status;
	size_t n = 0;

	assert(out != NULL);
	*out = (struct figure){ .name = arena_copy(arena, name, strlen(name)),
		.title = "",
		.alt = "" };
	in.file = arena_printf(arena, "%s/figures", dir);
	if (!is_name(name)) {
		diag_add(diag, DIAG_ERROR, in.file, 0,
		    "\"%.49s\" cannot be a figure's name: its words stand "
		    "alone",
		    name);
		return STATUS_REFUSED;
	}
	in.file = arena_printf(arena, "%s/%s.txt", in.file, name);
	status = file_read(root, in.file, FIGURE_CAP, arena, &in.text, diag);
	if (status != STATUS_OK)
		return status;
	count = in;
	while (next_line(&count, &line))
		n += is_form(line);
	forms = arena_zalloc(arena, n + 1, sizeof(*forms));
	out->forms = forms;
	if (read_head(&in, out, &head)) {
		do {
			read_form(&in, head, out, forms);
		} while (next_line(&in, &head));
	}
	return finish(&in, out);
}

const struct figure_form *figure_form(
    const struct figure *figure, int cols, bool ascii)
{
	const struct figure_form *best = NULL;
	size_t i;

	for (i = 0; i < figure->nforms; i++) {
		const struct figure_form *form = &figure->forms[i];

		if (form->cols > cols || (ascii && !form->ascii))
			continue;
		if (best == NULL || form->cols > best->cols ||
		    (form->cols == best->cols && best->ascii))
			best = form;
	}
	return best;
}
