#include "widgets/choices.h"

#include <string.h>

#include "widgets/choices_parts.h"

static void clamp_top(struct choices *c)
{
	const int last = c->row_at[choices_lines(c)] - c->rows;

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

	if (choices_lines(c) == 0 || first < c->top)
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
	choices_measure(c);
}

void choices_wipe(struct choices *c)
{
	explicit_bzero(c, sizeof(*c));
}

void choices_resize(struct choices *c, int rows, int cols)
{
	c->rows = rows;
	c->cols = cols;
	choices_measure(c);
	if (c->focus == 0 && c->top == 0)
		clamp_top(c);
	else if (choices_lines(c) > 0)
		show_focus(c);
}

void choices_reveal(struct choices *c)
{
	const int first = c->row_at[0];
	int top = c->row_at[choices_lines(c)] - c->rows;

	if (choices_lines(c) == 0 || (choices_sees_focus(c) && top > first))
		return;
	show_focus(c);
	if (top > first)
		top = first;
	if (top > c->top)
		c->top = top;
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
	const size_t item = choices_item(c, c->focus);

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
	const int end = c->row_at[choices_lines(c)];

	if (!choices_sees_focus(c) && c->row_at[c->focus] >= c->top) {
		c->top++;
		clamp_top(c);
	} else if (c->focus + 1 < choices_lines(c)) {
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

	while (direction > 0 && c->focus + 1 < choices_lines(c) &&
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
	if (choices_lines(c) == 0)
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
		c->focus = choices_lines(c) - 1;
		show_focus(c);
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
	for (size_t i = 0; i < choices_lines(c); i++) {
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

	for (size_t i = 0; i < choices_lines(c); i++)
		n += c->row_at[i + 1] > c->top + c->rows;
	return n;
}
