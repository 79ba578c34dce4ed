#include "widgets/choices.h"

#include <string.h>

#include "widgets/wrap.h"

#define WIDE_COLS 60 /* narrower ones have no blank around the box */
#define GAP_ROWS  14 /* rooms with less have no blank lines */

static const char number_label[] = "Your answer: ";

/* Where the box, the number and the text of a line begin. */
struct columns {
	int box, number, text;
};

static struct columns columns_of(const struct choices *c)
{
	struct columns at;

	at.box = c->cols >= WIDE_COLS ? 2 : 1;
	at.number = at.box + 4;
	at.text = at.number;
	if (c->kind != CHOICES_NUMBER)
		at.text += c->n > 9 ? 3 : 2;
	return at;
}

static int text_room(const struct choices *c)
{
	const int room = c->cols - columns_of(c).text - 1;

	return room < 8 ? 8 : room;
}

static size_t lines_of(const struct choices *c)
{
	return c->n + (c->kind == CHOICES_NUMBER);
}

/* The item of a line; c->n for the number. */
static size_t item_of(const struct choices *c, size_t line)
{
	if (c->kind != CHOICES_NUMBER)
		return line;
	return line == 0 ? c->n : line - 1;
}

static int gap_of(const struct choices *c)
{
	return c->rows >= GAP_ROWS;
}

static int lead_cols(const struct choices *c)
{
	const int indent = c->cols >= WIDE_COLS ? 2 : 1;

	return c->cols - indent - 1 < 8 ? 8 : c->cols - indent - 1;
}

static void measure(struct choices *c)
{
	int row = 0;

	for (size_t i = 0; i < c->nlead; i++)
		row +=
		    c->lead[i].drawn
			? 1
			: wrap_count(c->lead[i].text, lead_cols(c)) + gap_of(c);
	c->row_at[0] = row;
	for (size_t i = 0; i < lines_of(c); i++) {
		const size_t item = item_of(c, i);
		int rows = 1;

		if (item < c->n)
			rows = wrap_count(c->items[item], text_room(c));
		c->row_at[i + 1] = c->row_at[i] + (rows > 0 ? rows : 1);
	}
}

static void clamp_top(struct choices *c)
{
	const int last = c->row_at[lines_of(c)] - c->rows;

	if (c->top > last)
		c->top = last;
	if (c->top < 0)
		c->top = 0;
}

static void show_focus(struct choices *c)
{
	const int first = c->row_at[c->focus], end = c->row_at[c->focus + 1];

	if (c->focus == 0 && end <= c->rows)
		c->top = 0;
	if (c->top + c->rows < end)
		c->top = end - c->rows;
	if (c->top > first)
		c->top = first;
	clamp_top(c);
}

bool choices_sees_focus(const struct choices *c)
{
	const int first = c->row_at[c->focus], end = c->row_at[c->focus + 1];

	if (lines_of(c) == 0 || first < c->top)
		return false;
	return end <= c->top + c->rows ||
	       (end - first > c->rows && first == c->top);
}

void choices_init(struct choices *c, enum choices_kind kind)
{
	c->kind = kind;
	c->marked = c->before = 0;
	c->last = c->focus = 0;
	c->top = 0;
	if (c->n > CHOICES_MAX)
		c->n = CHOICES_MAX;
	memset(c->typed, 0, sizeof(c->typed));
	measure(c);
}

void choices_wipe(struct choices *c)
{
	explicit_bzero(c, sizeof(*c));
}

void choices_resize(struct choices *c, int rows, int cols)
{
	c->rows = rows;
	c->cols = cols;
	measure(c);
	if (c->focus == 0 && c->top == 0)
		clamp_top(c);
	else if (lines_of(c) > 0)
		show_focus(c);
}

void choices_focus(struct choices *c, size_t line)
{
	if (lines_of(c) == 0)
		return;
	c->focus = line < lines_of(c) ? line : lines_of(c) - 1;
	show_focus(c);
}

void choices_reveal(struct choices *c)
{
	const int first = c->row_at[0];
	int top = c->row_at[lines_of(c)] - c->rows;

	if (lines_of(c) == 0 || (choices_sees_focus(c) && top > first))
		return;
	show_focus(c);
	if (top > first)
		top = first;
	if (top > c->top)
		c->top = top;
}

void choices_show_lead(struct choices *c)
{
	c->top = 0;
}

/* The next in order, or none of it any more: then the others move up. */
static void place(struct choices *c, size_t item, bool in)
{
	unsigned last = 0;

	for (size_t i = 0; i < c->n; i++) {
		/* "not sure" has no place among them */
		if (!((c->marked & ~c->apart) >> i & 1u) || i == item)
			continue;
		if (!in && c->rank[i] > c->rank[item])
			c->rank[i]--;
		if (c->rank[i] > last)
			last = c->rank[i];
	}
	c->rank[item] = (uint8_t)(last + 1);
}

static void mark(struct choices *c, size_t item)
{
	const uint32_t bit = (uint32_t)1 << item;

	if (c->kind != CHOICES_MANY && c->kind != CHOICES_ORDER) {
		c->marked = bit;
		memset(c->typed, 0, sizeof(c->typed));
		return;
	}
	c->marked ^= bit;
	if (c->kind == CHOICES_ORDER)
		place(c, item, (c->marked & bit) != 0);
	if (!(c->marked & bit))
		return;
	/* "none" and "not sure" go with nothing else */
	c->marked = c->apart & bit ? bit : c->marked & ~c->apart;
}

static void mark_focus(struct choices *c)
{
	const size_t item = item_of(c, c->focus);

	c->last = 0;
	if (item < c->n)
		mark(c, item);
}

/* 1 marks line 1; 12 marks line 12 instead if the 2 came soon after. */
static void press_digit(struct choices *c, int arg)
{
	const size_t digit = (size_t)(arg % 10);
	const size_t both = c->last * 10 + digit;
	size_t line = digit == 0 && c->n == 10 ? 10 : digit;

	if (arg >= 10 && c->last > 0 && both <= c->n) {
		c->marked = c->before;
		line = both;
	}
	c->last = 0;
	if (line < 1 || line > c->n)
		return;
	c->before = c->marked;
	if (line < 10)
		c->last = line;
	c->focus = line - 1;
	show_focus(c);
	mark(c, line - 1);
}

static void type_digit(struct choices *c, int key)
{
	const size_t len = strlen(c->typed);

	c->focus = 0;
	show_focus(c);
	if (key < '0' || key > '9' || len >= CHOICES_DIGITS)
		return;
	c->typed[len] = (char)key;
	c->typed[len + 1] = '\0';
	c->marked = 0;
}

static void erase_digit(struct choices *c)
{
	const size_t len = strlen(c->typed);

	if (len > 0)
		c->typed[len - 1] = '\0';
}

/* A line at a time through what is not in sight, then to the next line. */
static void move_down(struct choices *c)
{
	const int end = c->row_at[lines_of(c)];

	if (!choices_sees_focus(c) && c->row_at[c->focus] >= c->top) {
		c->top++;
		clamp_top(c);
	} else if (c->focus + 1 < lines_of(c)) {
		c->focus++;
		show_focus(c);
	} else if (c->top + c->rows < end) {
		c->top++;
	}
}

static void move_up(struct choices *c)
{
	if (c->focus == 0 || c->row_at[c->focus] < c->top) {
		if (c->top > 0)
			c->top--;
	} else {
		c->focus--;
		show_focus(c);
	}
}

static void move_page(struct choices *c, int direction)
{
	const int page = c->rows > 3 ? c->rows - 2 : 1;
	const size_t was = c->focus;
	const int from = c->row_at[was];

	while (direction > 0 && c->focus + 1 < lines_of(c) &&
	       (c->focus == was || c->row_at[c->focus + 2] - from <= page))
		c->focus++;
	while (direction < 0 && c->focus > 0 &&
	       (c->focus == was || from - c->row_at[c->focus - 1] <= page))
		c->focus--;
	show_focus(c);
	if (direction < 0 && c->focus == 0)
		c->top = 0;
}

bool choices_act(struct choices *c, enum action action, int arg)
{
	if (lines_of(c) == 0)
		return false;
	switch (action) {
	case ACT_UP:
	case ACT_PREVIOUS:
		move_up(c);
		break;
	case ACT_DOWN:
	case ACT_NEXT:
		move_down(c);
		break;
	case ACT_WHEEL:
		for (int i = 0; i < 3; i++)
			(arg < 0 ? move_up : move_down)(c);
		break;
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
		move_page(c, action == ACT_PAGE_DOWN ? 1 : -1);
		break;
	case ACT_FIRST:
		c->focus = 0;
		c->top = 0;
		break;
	case ACT_LAST:
		choices_focus(c, lines_of(c) - 1);
		break;
	case ACT_MARK:
		/* nobody marks what he cannot see */
		if (choices_sees_focus(c))
			mark_focus(c);
		else
			choices_reveal(c);
		break;
	case ACT_DIGIT:
		press_digit(c, arg);
		return true;
	case ACT_TEXT:
		type_digit(c, arg);
		break;
	case ACT_ERASE:
		erase_digit(c);
		break;
	default:
		return false;
	}
	c->last = 0;
	return true;
}

bool choices_takes(const struct choices *c, uint32_t key)
{
	return c->kind == CHOICES_NUMBER && key >= '0' && key <= '9';
}

void choices_click(struct choices *c, int row)
{
	if (row < 0 || row >= c->rows)
		return;
	for (size_t i = 0; i < lines_of(c); i++) {
		if (c->top + row < c->row_at[i] ||
		    c->top + row >= c->row_at[i + 1])
			continue;
		c->focus = i;
		if (choices_sees_focus(c))
			mark_focus(c);
		else
			show_focus(c);
		return;
	}
}

size_t choices_below(const struct choices *c)
{
	size_t n = 0;

	for (size_t i = 0; i < lines_of(c); i++)
		n += c->row_at[i + 1] > c->top + c->rows;
	return n;
}

static void draw_lead(
    const struct choices *c, struct canvas *canvas, struct rect rect)
{
	const int col = rect.col + (c->cols >= WIDE_COLS ? 2 : 1);
	int row = rect.row - c->top;

	for (size_t i = 0; i < c->nlead; i++) {
		struct slice rest = c->lead[i].text;

		if (c->lead[i].drawn) {
			canvas_text(canvas, row++, col, rest, c->lead[i].role);
			continue;
		}
		while (rest.len > 0)
			canvas_text(canvas, row++, col,
			    wrap_next(&rest, lead_cols(c)), c->lead[i].role);
		row += gap_of(c);
	}
}

static void draw_number(
    const struct choices *c, struct canvas *canvas, int row, struct rect rect)
{
	const bool focus = c->focus == 0;
	int col = rect.col + columns_of(c).box;

	col += canvas_str(
	    canvas, row, col, number_label, focus ? ROLE_FOCUS : ROLE_NORMAL);
	col += canvas_str(canvas, row, col, c->typed, ROLE_STRONG);
	for (size_t i = strlen(c->typed); i < CHOICES_DIGITS; i++)
		canvas_str(canvas, row, col + (int)(i - strlen(c->typed)), "_",
		    ROLE_NORMAL);
	if (focus)
		canvas_cursor(canvas, row, col);
}

static void draw_item(const struct choices *c, struct canvas *canvas, int row,
    struct rect rect, size_t item, bool focus)
{
	static const char *const boxes[2][2] = { { "( )", "(*)" },
		{ "[ ]", "[x]" } };
	const struct columns at = columns_of(c);
	const bool marked = (c->marked >> item & 1u) != 0;
	struct slice rest = c->items[item];

	if (c->kind == CHOICES_ORDER && marked && !(c->apart >> item & 1u))
		canvas_printf(canvas, row, rect.col + at.box, ROLE_STRONG,
		    "[%d]", c->rank[item]);
	else
		canvas_str(canvas, row, rect.col + at.box,
		    boxes[c->kind == CHOICES_MANY || c->kind == CHOICES_ORDER]
			 [marked],
		    marked ? ROLE_STRONG : ROLE_NORMAL);
	if (c->kind != CHOICES_NUMBER)
		canvas_printf(canvas, row, rect.col + at.number, ROLE_LABEL,
		    "%*zu", c->n > 9 ? 2 : 1, item + 1);
	while (rest.len > 0)
		canvas_text(canvas, row++, rect.col + at.text,
		    wrap_next(&rest, text_room(c)),
		    focus    ? ROLE_FOCUS
		    : marked ? ROLE_STRONG
			     : ROLE_NORMAL);
}

void choices_draw(
    const struct choices *c, struct canvas *canvas, struct rect rect)
{
	struct rect old = canvas_clip(canvas, rect);

	canvas_cursor(canvas, rect.row, rect.col);
	draw_lead(c, canvas, rect);
	for (size_t i = 0; i < lines_of(c); i++) {
		const int row = rect.row + c->row_at[i] - c->top;
		const bool focus = i == c->focus;
		const size_t item = item_of(c, i);

		if (focus) {
			canvas_str(canvas, row, rect.col, ">", ROLE_STRONG);
			if (row >= rect.row && row < rect.row + rect.rows)
				canvas_cursor(canvas, row, rect.col);
		}
		if (item < c->n)
			draw_item(c, canvas, row, rect, item, focus);
		else
			draw_number(c, canvas, row, rect);
	}
	canvas_unclip(canvas, old);
}
