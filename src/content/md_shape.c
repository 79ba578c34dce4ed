#include "content/md_shape.h"

enum {
	MOST_LEVEL = 6,
	MOST_DIGITS = 9,
	FENCE = 3,
	RULE = 3,
	COLUMN = 3 /* shortest dashes of a column */
};

static char at(struct slice text, size_t off)
{
	return off < text.len ? text.ptr[off] : '\n';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static size_t skip(struct slice text, size_t off, char c)
{
	while (off < text.len && text.ptr[off] == c)
		off++;
	return off;
}

static size_t skip_blanks(struct slice text, size_t off)
{
	while (is_blank(at(text, off)))
		off++;
	return off;
}

bool md_shape_underline(struct slice text)
{
	const char c = at(text, 0);

	return (c == '=' || c == '-') &&
	       skip(text, skip(text, 0, c), ' ') >= text.len;
}

bool md_shape_rule(struct slice text, size_t *seen)
{
	const char c = at(text, 0);
	unsigned n = 0;

	*seen = 0;
	if (c != '-' && c != '_' && c != '*')
		return false;
	while (at(text, *seen) == c || is_blank(at(text, *seen)))
		n += text.ptr[(*seen)++] == c;
	return n >= RULE && *seen >= text.len;
}

size_t md_shape_heading(struct slice text)
{
	const size_t level = skip(text, 0, '#');

	if (level == 0 || level > MOST_LEVEL ||
	    (level < text.len && !is_blank(text.ptr[level])))
		return 0;
	return skip(text, level, ' ');
}

size_t md_shape_fence(struct slice text)
{
	const char c = at(text, 0);
	const size_t len = c == '`' || c == '~' ? skip(text, 0, c) : 0;

	return len < FENCE ? 0 : len;
}

unsigned md_shape_columns(struct slice text)
{
	const char first = at(text, 0);
	bool bar = first == '|';
	unsigned columns = 0;
	size_t off = bar ? skip_blanks(text, 1) : 0;

	if (!bar && first != '-' && first != ':')
		return 0;
	for (;;) {
		const size_t cell = off;
		bool more = false;

		off += at(text, off) == ':';
		off = skip(text, off, '-');
		off += at(text, off) == ':';
		if (off - cell < COLUMN)
			return 0;
		columns++;
		off = skip_blanks(text, off);
		if (at(text, off) == '|') {
			more = true;
			bar = true;
			off = skip_blanks(text, off + 1);
		}
		if (off >= text.len)
			return bar ? columns : 0;
		if (!more)
			return 0;
	}
}

size_t md_shape_mark(struct slice text, unsigned *start)
{
	size_t len = 0;

	*start = 0;
	if (at(text, 0) == '>')
		return 1;
	while (
	    len < MOST_DIGITS && at(text, len) >= '0' && at(text, len) <= '9')
		*start = *start * 10 + (unsigned)(text.ptr[len++] - '0');
	switch (at(text, len)) {
	case '-':
	case '+':
	case '*':
		if (len > 0)
			return 0;
		break;
	case '.':
	case ')':
		if (len == 0)
			return 0;
		break;
	default:
		return 0;
	}
	len++;
	return len >= text.len || is_blank(text.ptr[len]) ? len : 0;
}
