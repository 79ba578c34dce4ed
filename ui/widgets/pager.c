#include "widgets/pager.h"

#include <string.h>

#define KEEP_ROWS 2 /* of the old page that stay on the new one */

size_t pager_last(const struct pager *pager)
{
	size_t rows = pager->rows > 0 ? (size_t)pager->rows : 1;

	return pager->layout->nlines > rows ? pager->layout->nlines - rows : 0;
}

void pager_clamp(struct pager *pager)
{
	size_t last = pager_last(pager);

	if (pager->top > last)
		pager->top = last;
}

static void scroll(struct pager *pager, long lines)
{
	if (lines < 0 && pager->top < (size_t)-lines)
		pager->top = 0;
	else
		pager->top = (size_t)((long)pager->top + lines);
	pager_clamp(pager);
}

bool pager_act(struct pager *pager, enum action action, int arg)
{
	long page = pager->rows > KEEP_ROWS + 1 ? pager->rows - KEEP_ROWS : 1;

	switch (action) {
	case ACT_UP:
		scroll(pager, -1);
		return true;
	case ACT_DOWN:
		scroll(pager, 1);
		return true;
	case ACT_PAGE_UP:
		scroll(pager, -page);
		return true;
	case ACT_PAGE_DOWN:
		scroll(pager, page);
		return true;
	case ACT_FIRST:
		pager->top = 0;
		return true;
	case ACT_LAST:
		pager->top = pager_last(pager);
		return true;
	case ACT_WHEEL:
		scroll(pager, 3 * arg);
		return true;
	default:
		return false;
	}
}

void pager_show(struct pager *pager, size_t line)
{
	size_t rows = pager->rows > 0 ? (size_t)pager->rows : 1;
	size_t edge = rows > 8 ? 3 : 0;

	if (line < pager->top + edge)
		pager->top = line > edge ? line - edge : 0;
	else if (line + edge + 1 > pager->top + rows)
		pager->top = line + edge + 1 - rows;
	pager_clamp(pager);
}

bool pager_shows(const struct pager *pager, size_t line)
{
	return line >= pager->top && line < pager->top + (size_t)pager->rows;
}

bool pager_shows_link(const struct pager *pager)
{
	return pager->link != 0 &&
	       pager_shows(pager, layout_find_link(pager->layout, pager->link));
}

int pager_percent(const struct pager *pager)
{
	size_t last = pager_last(pager);

	if (last == 0 || pager->top >= last)
		return 100;
	return (int)(pager->top * 100 / last);
}

uint32_t pager_next_link(
    const struct pager *pager, uint32_t nlinks, int direction)
{
	const struct layout *layout = pager->layout;
	size_t end = pager->top + (size_t)pager->rows;
	uint32_t best = 0;

	if (nlinks == 0)
		return 0;
	if (pager->link != 0) {
		size_t at = layout_find_link(layout, pager->link);

		/* from the focused link, if the reader did not scroll away */
		if (at >= pager->top && at < end) {
			uint32_t next =
			    direction > 0 ? pager->link + 1 : pager->link - 1;

			if (next == 0)
				return nlinks;
			return next > nlinks ? 1 : next;
		}
	}
	for (size_t i = pager->top; i < end && i < layout->nlines; i++) {
		const struct span *span = layout->spans + layout->lines[i].span;

		for (uint32_t k = 0; k < layout->lines[i].nspans; k++) {
			if (span[k].link == 0)
				continue;
			best = span[k].link;
			if (direction > 0)
				return best;
		}
	}
	if (best != 0)
		return best;
	/* none in view: the nearest beyond it, in the order of the text */
	for (uint32_t link = 1; link <= nlinks; link++) {
		size_t at = layout_find_link(layout, link);

		if (direction > 0 && at >= end)
			return link;
		if (direction < 0 && at < pager->top)
			best = link;
	}
	if (best == 0)
		best = direction > 0 ? 1 : nlinks;
	return best;
}

uint32_t pager_link_at(const struct pager *pager, int row, int col)
{
	size_t nth = pager->top + (size_t)row;
	const struct span *span;
	int at = 0;

	if (row < 0 || nth >= pager->layout->nlines)
		return 0;
	span = pager->layout->spans + pager->layout->lines[nth].span;
	for (uint32_t k = 0; k < pager->layout->lines[nth].nspans; k++) {
		if (col >= at && col < at + span[k].cols)
			return span[k].link;
		at += span[k].cols;
	}
	return 0;
}

/*
 * The focused link's "[3] " becomes ">3< ": the same cells, so that nothing
 * moves, and the focus shows without colour. The cursor goes there.
 */
static void draw_focus(struct canvas *canvas, int row, int col,
    const struct span *span, bool *marked)
{
	struct slice text = { span->ptr, span->len };
	const char *close;

	canvas_text(canvas, row, col, text, ROLE_FOCUS);
	if (*marked)
		return;
	*marked = true;
	canvas_cursor(canvas, row, col);
	close = memchr(text.ptr, ']', text.len);
	if (text.ptr[0] == '[' && close != NULL) {
		canvas_str(canvas, row, col, ">", ROLE_FOCUS);
		canvas_str(canvas, row, col + (int)(close - text.ptr), "<",
		    ROLE_FOCUS);
	}
}

static void draw_line(const struct pager *pager, struct canvas *canvas,
    struct rect rect, size_t nth, bool *marked)
{
	const struct line *line = &pager->layout->lines[nth];
	const struct span *span = pager->layout->spans + line->span;
	int row = rect.row + (int)(nth - pager->top);
	int col = rect.col;

	for (uint32_t k = 0; k < line->nspans; k++) {
		struct slice text = { span[k].ptr, span[k].len };

		if (pager->link != 0 && span[k].link == pager->link &&
		    text.len > 0)
			draw_focus(canvas, row, col, &span[k], marked);
		else
			canvas_text(
			    canvas, row, col, text, (enum role)span[k].role);
		col += span[k].cols;
	}
}

static void paint_matches(
    const struct pager *pager, struct canvas *canvas, struct rect rect)
{
	const struct find *find = pager->find;
	size_t end = pager->top + (size_t)rect.rows;

	for (size_t i = find_on_line(find, pager->top);
	     i < find->n && find->matches[i].line < end; i++) {
		const struct find_match *match = &find->matches[i];
		int row = rect.row + (int)match->line - (int)pager->top;
		enum role role = i == find->current ? ROLE_FOUND : ROLE_MATCH;

		canvas_paint(canvas,
		    (struct rect){ row, rect.col + match->col, 1, match->cols },
		    role);
		canvas_paint(canvas,
		    (struct rect){ row + 1, rect.col + match->next_col, 1,
			match->next_cols },
		    role);
		/* a focused link has the cursor rather than a match */
		if (i == find->current && match->line >= pager->top &&
		    !pager_shows_link(pager))
			canvas_cursor(canvas, row, rect.col + match->col);
	}
}

void pager_draw(
    const struct pager *pager, struct canvas *canvas, struct rect rect)
{
	struct rect old = canvas_clip(canvas, rect);
	size_t end = pager->top + (size_t)rect.rows;
	bool marked = false;

	canvas_cursor(canvas,
	    pager_shows(pager, pager->mark)
		? rect.row + (int)(pager->mark - pager->top)
		: rect.row,
	    rect.col);
	for (size_t i = pager->top; i < end && i < pager->layout->nlines; i++)
		draw_line(pager, canvas, rect, i, &marked);
	if (pager->find != NULL && pager->find->n > 0)
		paint_matches(pager, canvas, rect);
	canvas_unclip(canvas, old);
}
