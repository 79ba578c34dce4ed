#include "content/md_lines.h"

#include <string.h>

#include "content/md_shape.h"
#include "content/md_walk.h"

static void remember(struct md_lines *s, size_t offset)
{
	s->maybe_item = (offset & 0xFF) == 4;
}

static void settle_leaf(
    struct md_lines *s, size_t len, struct md_line *out, const char *ptr)
{
	switch (out->kind) {
	case MD_LINE_BLANK:
	case MD_LINE_UNDERLINE:
		s->open = false;
		s->leaf = MD_LINE_BLANK;
		return;
	case MD_LINE_RULE:
	case MD_LINE_HEADING:
		s->open = false;
		s->leaf = MD_LINE_BLANK;
		out->first = true;
		remember(s, s->at + out->beg);
		return;
	case MD_LINE_DELIMITER:
		s->leaf = MD_LINE_ROW;
		s->count++;
		remember(s, s->at + out->beg);
		return;
	default:
		break;
	}
	if (out->kind != s->leaf)
		s->open = false;
	if (!s->open) {
		s->open = true;
		s->leaf = out->kind;
		s->count = 0;
		out->first = true;
		if (out->kind == MD_LINE_FENCED)
			s->fence = ptr[out->beg];
	}
	s->count++;
	remember(s, out->kind == MD_LINE_INDENTED || out->kind == MD_LINE_FENCED
			? s->at + len
			: s->at + out->beg);
}

static inline bool end_plain(struct md_lines *s, size_t len, size_t offset)
{
	s->count++;
	remember(s, offset);
	s->blank = len == 0;
	s->at += len + 1;
	return true;
}

/*
 * Most lines are outside of all containers, and need only a look at their
 * first character.
 */
static inline bool next_plain(
    struct md_lines *s, const char *line, size_t len, struct md_line *out)
{
	const char c = len > 0 ? *line : '\n';

	if (s->n > 0)
		return false;
	if (s->leaf == MD_LINE_FENCED) {
		if (c == s->fence || c == ' ' || c == '\t')
			return false;
		out->kind = MD_LINE_FENCED;
		return end_plain(s, len, s->at + len);
	}
	if (s->leaf == MD_LINE_ROW && c == '|') {
		out->kind = MD_LINE_ROW;
		return end_plain(s, len, s->at);
	}
	if (s->leaf != MD_LINE_TEXT && s->leaf != MD_LINE_BLANK)
		return false;
	if (c == '\n') {
		out->kind = MD_LINE_BLANK;
		s->open = false;
		s->leaf = MD_LINE_BLANK;
		s->blank = true;
		s->at++;
		return true;
	}
	if ((unsigned char)c < 'A' || c == '_' || c == '`' || c == '|' ||
	    c == '~')
		return false;
	if (s->leaf == MD_LINE_BLANK) {
		out->first = true;
		s->open = true;
		s->leaf = MD_LINE_TEXT;
		s->count = 0;
	}
	return end_plain(s, len, s->at);
}

void md_lines_init(struct md_lines *lines)
{
	memset(lines, 0, sizeof(*lines));
}

void md_lines_next(
    struct md_lines *lines, const char *line, size_t len, struct md_line *out)
{
	*out = (struct md_line){ .kind = MD_LINE_TEXT, .over = MD_NOWHERE };
	if (next_plain(lines, line, len, out))
		return;
	md_walk(lines, line, len, out);
	settle_leaf(lines, len, out, line);
	lines->at += len + 1;
}

bool md_lines_cut(const struct md_lines *lines, const char *line, size_t len)
{
	unsigned start;
	size_t mark;

	if (lines->n == 0 && lines->leaf == MD_LINE_BLANK)
		return true;
	if (!lines->blank || len == 0 || *line == ' ' || *line == '\t')
		return false;
	if (lines->n == 0)
		return lines->leaf != MD_LINE_FENCED;
	/* It could be an item of a list, or end a fence inside of one. */
	if (*line == '`' || *line == '~')
		return false;
	mark = md_shape_mark((struct slice){ line, len }, &start);
	return mark == 0 || line[mark - 1] == '>';
}
