/*
 * lint_figure.c - the words of drawings, as those of articles.
 */
#include <limits.h>
#include <string.h>

#include "check/lint_parts.h"
#include "content/figure.h"

#define NARROW 38

/* The line of a key, "alt:"; figure_read takes the first one. */
static unsigned line_of(struct slice text, const char *key)
{
	unsigned line = 1;

	while (text.len > 0 && !slice_starts(text, key)) {
		const char *const end = memchr(text.ptr, '\n', text.len);
		const size_t used =
		    end == NULL ? text.len : (size_t)(end - text.ptr) + 1;

		text = (struct slice){ text.ptr + used, text.len - used };
		line++;
	}
	return text.len > 0 ? line : 1;
}

/* "60%" by itself; not "L4%" or a heap of them. */
static bool is_percentage(struct slice row, size_t at)
{
	size_t from = at;

	while (from > 0 && text_is_digit(row.ptr[from - 1]))
		from--;
	if (from == at || (at + 1 < row.len && row.ptr[at + 1] == '%'))
		return false;
	return from == 0 || strchr(" (-~<>", row.ptr[from - 1]) != NULL;
}

/* "%" also shades what is drawn: blank where it is no percentage. */
static struct slice without_shades(struct lint *lint, struct slice row)
{
	char *const out = arena_copy(&lint->scratch, row.ptr, row.len);

	for (size_t i = 0; i < row.len; i++) {
		if (row.ptr[i] == '%' && !is_percentage(row, i))
			out[i] = ' ';
	}
	return (struct slice){ out, row.len };
}

static void check_form(
    struct lint *lint, const char *file, const struct figure_form *form)
{
	for (size_t i = 0; i < form->nlines; i++)
		lint_text(lint, file, form->line + 1 + (unsigned)i,
		    without_shades(lint, form->lines[i]));
}

/* Of the small screens 40 is the narrowest that drawings are made for. */
static void check_narrow(
    struct lint *lint, const char *file, const struct figure *figure)
{
	for (int ascii = 0; ascii < 2; ascii++) {
		const struct figure_form *const wide =
		    figure_form(figure, INT_MAX, ascii);

		if (wide == NULL || figure_form(figure, NARROW, ascii) != NULL)
			continue;
		diag_add(lint->diag, DIAG_WARNING, file, wide->line,
		    "no form%s of %d columns or fewer: on a narrow screen only "
		    "its words are shown",
		    ascii ? " in ASCII" : "", NARROW);
		return;
	}
	if (figure->nforms > 0 && figure_form(figure, INT_MAX, true) == NULL)
		diag_add(lint->diag, DIAG_WARNING, file, figure->forms[0].line,
		    "no form in ASCII: where there is no Unicode only its "
		    "words are shown");
}

static void check_figure(struct lint *lint, const char *name)
{
	const char *const file = arena_printf(
	    &lint->scratch, "%s/figures/%s.txt", lint->catalog.lang, name);
	struct figure figure;
	struct slice text;

	/* its own faults are told where it is shown */
	if (figure_read(&lint->catalog.root, lint->catalog.lang, name,
		&lint->scratch, &figure, NULL) != STATUS_OK ||
	    file_read(&lint->catalog.root, file, FIGURE_CAP, &lint->scratch,
		&text, NULL) != STATUS_OK)
		return;
	lint_text(lint, file, line_of(text, "title:"), slice_of(figure.title));
	if (figure.alt != figure.title)
		lint_text(
		    lint, file, line_of(text, "alt:"), slice_of(figure.alt));
	check_narrow(lint, file, &figure);
	for (size_t i = 0; i < figure.nforms; i++)
		check_form(lint, file, &figure.forms[i]);
}

void lint_figures(struct lint *lint)
{
	for (size_t i = 0; i < lint->figures.n; i++) {
		arena_reset(&lint->scratch);
		check_figure(lint, lint->figures.names[i]);
	}
}
