#include "content/md_walk.h"

#include <string.h>

#include "content/md_shape.h"

enum {
	CODE_COLS = 4 /* of indentation make code */
};

/* A walk over one line, and how it hangs in the containers so far. */
struct walk {
	struct md_lines *lines;
	const char *ptr;
	size_t len;
	size_t off;
	unsigned total;    /* columns before off */
	unsigned indent;   /* of them, since the last container */
	enum md_kind leaf; /* what the line may go on with */
	unsigned parents, brothers, children;
	size_t rule_killer; /* no rule can begin before it */
	struct md_line *out;
};

static char at(const struct walk *w, size_t off)
{
	return off < w->len ? w->ptr[off] : '\n';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void skip_blanks(struct walk *w)
{
	unsigned col = w->total;

	while (is_blank(at(w, w->off))) {
		col = w->ptr[w->off] == '\t' ? (col + 4) & ~3u : col + 1;
		w->off++;
	}
	w->indent = col - w->total;
	w->total = col;
}

static size_t skip(const struct walk *w, size_t off, char c)
{
	while (off < w->len && w->ptr[off] == c)
		off++;
	return off;
}

static bool is_new(const struct walk *w)
{
	return w->brothers + w->children > 0;
}

static bool is_inside(const struct walk *w)
{
	return w->parents == w->lines->n;
}

static struct slice rest_of(const struct walk *w)
{
	return (struct slice){ w->ptr + w->off, w->len - w->off };
}

/* The mark at off, and how many bytes it takes. */
static size_t mark_len(
    const struct walk *w, struct md_container *out, unsigned *start)
{
	size_t len;

	if (w->indent >= CODE_COLS)
		return 0;
	len = md_shape_mark(rest_of(w), start);
	if (len > 0) {
		out->mark = w->ptr[w->off + len - 1];
		out->mark_cols = w->indent;
		out->text_cols = w->indent + (unsigned)len;
	}
	return len;
}

/* Behind a mark: some of the blanks still belong to it. */
static void enter_mark(struct walk *w, size_t len, struct md_container *c)
{
	w->off += len;
	w->total += c->text_cols - c->mark_cols;
	skip_blanks(w);
	w->out->beg = w->off;
	if (w->off >= w->len) {
		c->text_cols++;
	} else if (w->indent <= CODE_COLS) {
		c->text_cols += w->indent;
		w->indent = 0;
	} else {
		c->text_cols++;
		w->indent--;
	}
	w->out->marks++;
}

static void find_parents(struct walk *w)
{
	const struct md_lines *const s = w->lines;

	while (w->parents < s->n) {
		const struct md_container *const c = &s->containers[w->parents];

		if (c->mark == '>' && w->indent < CODE_COLS &&
		    at(w, w->off) == '>') {
			w->off++;
			w->total++;
			skip_blanks(w);
			if (w->indent > 0)
				w->indent--;
			w->out->beg = w->off;
		} else if (c->mark != '>' && w->indent >= c->text_cols) {
			w->indent -= c->text_cols;
		} else {
			break;
		}
		w->parents++;
	}
	/* A blank line needs no indentation to be inside a list. */
	if (w->off >= w->len) {
		while (
		    w->parents < s->n && s->containers[w->parents].mark != '>')
			w->parents++;
	}
}

static void leave(struct walk *w, unsigned keep)
{
	struct md_lines *const s = w->lines;

	if (s->n > keep) {
		s->n = keep;
		s->open = false;
		s->maybe_item = false;
	}
}

/*
 * md4c ends an item that begins with two blank lines. It finds out that the
 * item is empty by looking at the last bytes of its own table of blocks, and
 * takes the offset of the last line for a mark of an item when its low byte
 * happens to be that mark's number.
 */
static bool item_ended(const struct walk *w)
{
	const struct md_lines *const s = w->lines;

	return w->parents > 0 && !is_new(w) && !s->open && s->maybe_item &&
	       s->containers[w->parents - 1].mark != '>';
}

/* Whether the line ends a fence. If not, off may have moved all the same. */
static bool is_fence_end(struct walk *w)
{
	const size_t end = skip(w, w->off, w->lines->fence);
	const bool long_enough = end - w->off >= w->lines->fence_len;

	w->off = long_enough ? skip(w, end, ' ') : end;
	return long_enough && w->off >= w->len;
}

static bool is_fence_begin(struct walk *w)
{
	const size_t len = md_shape_fence(rest_of(w));
	const char *const info = w->ptr + w->off + len;

	if (len == 0)
		return false;
	/* Also when it turns out to be none: so does md4c. */
	w->lines->fence_len = len;
	return w->ptr[w->off] != '`' || w->off + len >= w->len ||
	       memchr(info, '`', w->len - w->off - len) == NULL;
}

static bool is_underline(const struct walk *w)
{
	return w->indent < CODE_COLS && w->leaf == MD_LINE_TEXT &&
	       is_inside(w) && md_shape_underline(rest_of(w));
}

static bool is_rule(struct walk *w)
{
	size_t seen;

	if (w->indent >= CODE_COLS || w->off < w->rule_killer)
		return false;
	if (md_shape_rule(rest_of(w), &seen))
		return true;
	w->rule_killer = w->off + seen;
	return false;
}

static bool is_heading(struct walk *w)
{
	const size_t len = md_shape_heading(rest_of(w));

	if (w->indent >= CODE_COLS || len == 0)
		return false;
	w->out->beg = w->off + len;
	return true;
}

static bool is_delimiter(struct walk *w)
{
	if (w->leaf != MD_LINE_TEXT || !is_inside(w) || !w->lines->open ||
	    w->lines->count != 1)
		return false;
	w->out->columns = md_shape_columns(rest_of(w));
	if (w->out->columns <= MARKDOWN_MAX_COLUMNS)
		return w->out->columns > 0;
	w->out->over = w->off;
	return false;
}

/* Another item of a list that is open. */
static bool take_brother(struct walk *w)
{
	struct md_lines *const s = w->lines;
	struct md_container c;
	unsigned start;
	size_t len;

	if (w->parents >= s->n || is_new(w))
		return false;
	len = mark_len(w, &c, &start);
	if (len == 0 || c.mark == '>' ||
	    c.mark != s->containers[w->parents].mark ||
	    c.mark_cols > s->containers[w->parents].text_cols)
		return false;
	w->leaf = MD_LINE_BLANK;
	enter_mark(w, len, &c);
	s->containers[w->parents] = c;
	w->brothers = 1;
	return true;
}

/* A quote or a list that begins here. */
static bool take_child(struct walk *w)
{
	struct md_lines *const s = w->lines;
	const bool text = w->leaf == MD_LINE_TEXT && is_inside(w);
	struct md_container c = { 0 };
	unsigned start;
	const size_t len = mark_len(w, &c, &start);
	const bool number = c.mark == '.' || c.mark == ')';

	if (len == 0)
		return false;
	/* What cannot interrupt a paragraph; md4c goes on behind the mark. */
	if ((text && w->off + len >= w->len && c.mark != '>') ||
	    (text && number && start != 1)) {
		w->off += len;
		return false;
	}
	if ((w->children > 0 ? s->n : w->parents + w->brothers) >=
	    MARKDOWN_MAX_NEST) {
		w->out->over = number ? w->off + len - 1 : w->off;
		return false;
	}
	if (!is_new(w))
		w->leaf = MD_LINE_BLANK;
	enter_mark(w, len, &c);
	if (w->children == 0)
		leave(w, w->parents + w->brothers);
	w->children++;
	s->containers[s->n++] = c;
	return true;
}

static enum md_kind blank_kind(struct walk *w)
{
	if (w->leaf == MD_LINE_INDENTED && is_inside(w))
		return MD_LINE_INDENTED;
	if (item_ended(w))
		w->lines->two_blanks = true;
	return MD_LINE_BLANK;
}

/* What begins or goes on at off; md4c asks in this order. */
static enum md_kind find_kind(struct walk *w)
{
	do {
		if (w->leaf == MD_LINE_FENCED) {
			w->out->beg = w->off;
			if (w->indent < CODE_COLS && is_fence_end(w))
				return MD_LINE_BLANK;
			if (is_inside(w))
				return MD_LINE_FENCED;
		}
		if (w->off >= w->len)
			return blank_kind(w);
		if (w->lines->two_blanks) {
			if (item_ended(w))
				w->parents--;
			w->lines->two_blanks = false;
		}
		if (is_underline(w))
			return MD_LINE_UNDERLINE;
		if (is_rule(w))
			return MD_LINE_RULE;
		if (take_brother(w))
			continue;
		if (w->indent >= CODE_COLS &&
		    (w->leaf == MD_LINE_BLANK || w->leaf == MD_LINE_INDENTED))
			return MD_LINE_INDENTED;
		if (take_child(w))
			continue;
		break;
	} while (true);

	if (w->leaf == MD_LINE_ROW && is_inside(w))
		return MD_LINE_ROW;
	if (is_heading(w))
		return MD_LINE_HEADING;
	if (is_fence_begin(w))
		return MD_LINE_FENCED;
	if (is_delimiter(w))
		return MD_LINE_DELIMITER;
	if (w->leaf == MD_LINE_TEXT && !is_new(w))
		w->parents = w->lines->n;
	return MD_LINE_TEXT;
}

/* Leave and enter what the line leaves and enters. */
static void settle_containers(struct walk *w)
{
	struct md_lines *const s = w->lines;

	if (w->children == 0)
		leave(w, w->parents + w->brothers);
	if (is_new(w)) {
		s->open = false;
		s->maybe_item = s->containers[s->n - 1].mark != '>';
	}
}

void md_walk(
    struct md_lines *lines, const char *line, size_t len, struct md_line *out)
{
	struct walk w = {
		.lines = lines,
		.ptr = line,
		.len = len,
		.leaf = lines->leaf,
		.out = out,
	};

	skip_blanks(&w);
	lines->blank = w.off >= len;
	out->beg = w.off;
	find_parents(&w);
	out->kind = find_kind(&w);
	settle_containers(&w);
}
