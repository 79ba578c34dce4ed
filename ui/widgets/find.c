#include "widgets/find.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"

void find_init(struct find *find)
{
	memset(find, 0, sizeof(*find));
}

void find_free(struct find *find)
{
	free(find->text);
	free(find->line_at);
	free(find->matches);
	memset(find, 0, sizeof(*find));
}

void find_stale(struct find *find)
{
	find->ready = false;
	find->n = 0;
}

/* Append s folded, character by character; blanks of all kinds are one. */
static void fold_into(struct find *find, struct slice s)
{
	if (find->cap < find->len + s.len * 2 + 8) {
		find->cap = (find->len + s.len * 2 + 8) * 2;
		find->text = die_realloc(find->text, find->cap);
	}
	while (s.len > 0) {
		unsigned char byte = (unsigned char)*s.ptr;
		uint32_t cp = byte;
		size_t step = 1;

		if (byte < 0x80) {
			if (byte >= 'A' && byte <= 'Z')
				byte = (unsigned char)(byte + 32);
			find->text[find->len++] = (char)byte;
		} else {
			/* a fold is never longer than twice its source */
			step = utf8_next(s.ptr, s.len, &cp);
			cp = cp == 0xA0 ? ' ' : text_fold(cp);
			find->len += utf8_put(find->text + find->len, cp);
			if (find->len + s.len * 2 + 8 > find->cap) {
				find->cap = (find->len + s.len * 2 + 8) * 2;
				find->text = die_realloc(find->text, find->cap);
			}
		}
		s.ptr += step;
		s.len -= step;
	}
}

/* Spans that are not of the text: borders and bullets. */
static bool is_decoration(const struct span *span)
{
	return (span->flags & SPAN_MADE) != 0;
}

static void build(struct find *find, const struct layout *layout)
{
	find->len = 0;
	find->nlines = layout->nlines;
	if (find->cap_lines < layout->nlines + 1) {
		find->cap_lines = layout->nlines + 1;
		find->line_at = die_realloc(
		    find->line_at, find->cap_lines * sizeof(find->line_at[0]));
	}
	for (size_t i = 0; i < layout->nlines; i++) {
		const struct line *line = &layout->lines[i];
		const struct span *span = layout->spans + line->span;

		find->line_at[i] = (uint32_t)find->len;
		for (uint32_t k = 0; k < line->nspans; k++) {
			if (!is_decoration(&span[k]))
				fold_into(find,
				    (struct slice){ span[k].ptr, span[k].len });
		}
		/* a word cut at its hyphen goes on without a blank */
		if (find->len > 0 && find->text[find->len - 1] != '-')
			fold_into(find, SLICE(" "));
	}
	find->line_at[find->nlines] = (uint32_t)find->len;
	find->ready = true;
}

static size_t line_of(const struct find *find, size_t at)
{
	size_t low = 0, high = find->nlines;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (find->line_at[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static size_t count_chars(const char *ptr, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)ptr[i] & 0xC0) != 0x80;
	return n;
}

/* The cell at which character number chars of a line's text begins. */
static uint16_t col_of(const struct layout *layout, size_t nth, size_t chars)
{
	const struct line *line = &layout->lines[nth];
	const struct span *span = layout->spans + line->span;
	unsigned col = 0;

	for (uint32_t k = 0; k < line->nspans; k++) {
		struct slice s = { span[k].ptr, span[k].len };

		if (is_decoration(&span[k])) {
			col += span[k].cols;
			continue;
		}
		while (s.len > 0 && chars > 0) {
			uint32_t cp;
			size_t step = utf8_next(s.ptr, s.len, &cp);

			col += (unsigned)utf8_cols(cp);
			chars--;
			s.ptr += step;
			s.len -= step;
		}
		if (chars == 0 && s.len > 0)
			break;
	}
	return (uint16_t)col;
}

static void add_match(
    struct find *find, const struct layout *layout, size_t at, size_t len)
{
	size_t line = line_of(find, at);
	size_t begin = find->line_at[line], end = find->line_at[line + 1];
	size_t first = count_chars(find->text + begin, at - begin);
	size_t here = at + len > end ? end - at : len;
	struct find_match match = { .line = (uint32_t)line };
	uint16_t stop;

	match.col = col_of(layout, line, first);
	stop = col_of(layout, line, first + count_chars(find->text + at, here));
	match.cols = (uint16_t)(stop > match.col ? stop - match.col : 0);
	if (here < len && line + 1 < find->nlines) {
		size_t more = count_chars(find->text + end, len - here);

		match.next_col = col_of(layout, line + 1, 0);
		stop = col_of(layout, line + 1, more);
		match.next_cols = (uint16_t)(stop - match.next_col);
	}
	if (find->n == find->cap_matches) {
		find->cap_matches = find->cap_matches * 2 + 64;
		find->matches = die_realloc(find->matches,
		    find->cap_matches * sizeof(find->matches[0]));
	}
	find->matches[find->n++] = match;
}

void find_query(struct find *find, const struct layout *layout,
    struct slice query, size_t from)
{
	struct find folded;
	const char *at, *stop;

	find->n = 0;
	find->current = 0;
	if (query.len == 0)
		return;
	if (!find->ready)
		build(find, layout);
	find_init(&folded);
	fold_into(&folded, query);
	at = find->text;
	stop = find->text + find->len;
	while (at < stop && (at = memmem(at, (size_t)(stop - at), folded.text,
				 folded.len)) != NULL) {
		add_match(find, layout, (size_t)(at - find->text), folded.len);
		at += folded.len;
	}
	find_free(&folded);
	while (
	    find->current < find->n && find->matches[find->current].line < from)
		find->current++;
	if (find->current == find->n)
		find->current = 0;
}

bool find_next(struct find *find, int direction)
{
	assert(find->n > 0);
	if (direction > 0) {
		find->current++;
		if (find->current < find->n)
			return false;
		find->current = 0;
	} else {
		if (find->current-- > 0)
			return false;
		find->current = find->n - 1;
	}
	return true;
}

size_t find_on_line(const struct find *find, size_t line)
{
	size_t low = 0, high = find->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct find_match *match = &find->matches[middle];

		if (match->line + (match->next_cols > 0) < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
