#include "widgets/reader.h"

#include <string.h>

void reader_init(struct reader *reader, const struct doc *doc)
{
	memset(reader, 0, sizeof(*reader));
	reader->doc = doc;
	layout_init(&reader->layout);
	find_init(&reader->find);
	reader->pager.layout = &reader->layout;
	reader->pager.find = &reader->find;
}

void reader_free(struct reader *reader)
{
	layout_free(&reader->layout);
	find_free(&reader->find);
}

static void remember_place(struct reader *reader)
{
	size_t top = reader->pager.top;

	reader->pager.mark = top;
	reader->extra = 0;
	if (top == 0 || top >= reader->layout.nlines) {
		reader->block = reader->offset = 0;
		return;
	}
	reader->block = reader->layout.lines[top].block;
	reader->offset = reader->layout.lines[top].offset;
	reader->extra = (uint32_t)(top - layout_find(&reader->layout,
					     reader->block, reader->offset));
}

/* The line of the place in this layout. */
static size_t line_of_place(const struct reader *reader)
{
	const struct layout *layout = &reader->layout;
	size_t first, line;

	if (reader->block == 0)
		return 0;
	first = layout_find(layout, reader->block, reader->offset);
	line = first;
	while (line < first + reader->extra && line + 1 < layout->nlines &&
	       layout->lines[line + 1].block == layout->lines[first].block &&
	       layout->lines[line + 1].offset == layout->lines[first].offset)
		line++;
	return line;
}

/* The line of the place at the top, or as near to it as the text's end lets */
static void restore_place(struct reader *reader)
{
	reader->pager.mark = line_of_place(reader);
	reader->pager.top = reader->pager.mark;
	pager_clamp(&reader->pager);
}

void reader_flow(
    struct reader *reader, int rows, int cols, int wide, bool ascii)
{
	unsigned flags =
	    (ascii ? LAYOUT_ASCII : 0) | (reader->numbers ? LAYOUT_NUMBERS : 0);
	size_t current = reader->find.current;

	reader->pager.rows = rows;
	reader->layout.wide = wide;
	layout_flow(&reader->layout, reader->doc, cols, flags);
	find_stale(&reader->find);
	find_query(
	    &reader->find, &reader->layout, field_text(&reader->query), 0);
	if (current < reader->find.n)
		reader->find.current = current;
	restore_place(reader);
}

/* Numbers come and go with the first and last use of links. */
static void show_numbers(struct reader *reader)
{
	if (reader->numbers)
		return;
	reader->numbers = true;
	reader_flow(reader, reader->pager.rows, reader->layout.cols,
	    reader->layout.wide, reader->layout.flags & LAYOUT_ASCII);
}

void reader_focus(struct reader *reader, uint32_t link)
{
	size_t line;

	reader->pager.link = link;
	if (link == 0)
		return;
	show_numbers(reader);
	line = layout_find_link(&reader->layout, link);
	if (line < reader->layout.nlines)
		pager_show(&reader->pager, line);
	remember_place(reader);
}

static enum reader_did open_link(struct reader *reader)
{
	struct slice target;

	if (reader->pager.link == 0)
		return READER_NO_LINK;
	/* nobody opens what he cannot see */
	if (!pager_shows_link(&reader->pager)) {
		reader_focus(reader, reader->pager.link);
		return READER_MOVED;
	}
	target = reader->doc->links[reader->pager.link - 1].target;
	if (target.len >= sizeof(reader->target))
		target.len = sizeof(reader->target) - 1;
	memcpy(reader->target, target.ptr, target.len);
	reader->target[target.len] = '\0';
	return READER_OPEN;
}

static enum reader_did choose_digit(struct reader *reader, int arg)
{
	uint32_t digit = (uint32_t)(arg % 10);
	uint32_t both = reader->pager.link * 10 + digit;
	uint32_t nlinks = (uint32_t)reader->doc->nlinks;

	if (arg >= 10 && reader->pager.link != 0 && both <= nlinks)
		reader_focus(reader, both);
	else if (digit >= 1 && digit <= nlinks)
		reader_focus(reader, digit);
	else
		return READER_NO_LINK;
	return READER_MOVED;
}

static enum reader_did step_link(struct reader *reader, int direction)
{
	uint32_t link = pager_next_link(
	    &reader->pager, (uint32_t)reader->doc->nlinks, direction);

	if (link == 0)
		return READER_NO_LINK;
	reader_focus(reader, link);
	return READER_MOVED;
}

unsigned reader_where(const struct reader *reader)
{
	if (reader->doc->nlinks == 0)
		return 0;
	return pager_shows_link(&reader->pager) ? WHERE_LINKS | WHERE_LINK
	                                        : WHERE_LINKS;
}

enum reader_did reader_act(struct reader *reader, enum action action, int arg)
{
	size_t was = reader->pager.top;

	switch (action) {
	case ACT_NEXT:
		return step_link(reader, 1);
	case ACT_PREVIOUS:
		return step_link(reader, -1);
	case ACT_DIGIT:
		return choose_digit(reader, arg);
	case ACT_OPEN:
		return open_link(reader);
	default:
		if (!pager_act(&reader->pager, action, arg))
			return READER_NOTHING;
		if (reader->pager.top == was)
			return READER_EDGE;
		remember_place(reader);
		return READER_MOVED;
	}
}

enum reader_did reader_click(struct reader *reader, int row, int col)
{
	uint32_t link = pager_link_at(&reader->pager, row, col);

	if (link == 0)
		return READER_NOTHING;
	if (link == reader->pager.link)
		return open_link(reader);
	reader_focus(reader, link);
	return READER_MOVED;
}

void reader_go(struct reader *reader, uint32_t block, uint32_t offset)
{
	reader->block = block;
	reader->offset = offset;
	reader->extra = 0;
	restore_place(reader);
}

void reader_get_place(const struct reader *reader, struct session_view *view)
{
	view->block = reader->block;
	view->offset = reader->offset;
	view->extra = reader->extra;
	view->focus = reader->pager.link;
}

void reader_set_place(struct reader *reader, const struct session_view *view)
{
	if (view->focus <= reader->doc->nlinks)
		reader_focus(reader, view->focus);
	reader->block = view->block;
	reader->offset = view->offset;
	reader->extra = view->extra;
	restore_place(reader);
}

static void show_match(struct reader *reader)
{
	if (reader->find.n == 0)
		return;
	reader->pager.link = 0;
	pager_show(
	    &reader->pager, reader->find.matches[reader->find.current].line);
	remember_place(reader);
}

void reader_find(struct reader *reader)
{
	find_query(&reader->find, &reader->layout, field_text(&reader->query),
	    reader->pager.top);
	show_match(reader);
}

/* The first match in view or below it; the last in view or above it. */
static void find_from_view(struct reader *reader, int direction)
{
	struct find *find = &reader->find;
	size_t end = reader->pager.top + (size_t)reader->pager.rows;

	if (direction > 0) {
		size_t first = find_on_line(find, reader->pager.top);

		find->current = first > 0 ? first - 1 : find->n - 1;
	} else {
		size_t after = find_on_line(find, end);

		find->current = after < find->n ? after : 0;
	}
}

bool reader_find_next(struct reader *reader, int direction)
{
	bool wrapped;

	if (!pager_shows(&reader->pager,
		reader->find.matches[reader->find.current].line))
		find_from_view(reader, direction);
	wrapped = find_next(&reader->find, direction);
	show_match(reader);
	return wrapped;
}

void reader_find_end(struct reader *reader)
{
	field_clear(&reader->query);
	reader->find.n = 0;
}

void reader_draw(
    const struct reader *reader, struct canvas *canvas, struct rect rect)
{
	pager_draw(&reader->pager, canvas, rect);
}
