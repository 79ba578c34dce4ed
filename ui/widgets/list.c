#include "widgets/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "widgets/wrap.h"

#define SUMMARY_MIN_COLS 70 /* narrower rooms show the titles alone */
#define TITLE_COLS       34 /* at most, of the titles beside summaries */

struct columns {
	int title_col, title_cols;
	int summary_col, summary_cols; /* 0 = no room for summaries */
};

static int number_cols(const struct list *list)
{
	if (list->plain)
		return 0;
	return list->most > 99 ? 4 : list->most > 9 ? 3 : 2;
}

/* 0 when the item has none. */
static unsigned number_of(const struct list *list, size_t i)
{
	return list->own ? list->items[i].number : (unsigned)i + 1;
}

/* The item with that number; n when there is none. */
static size_t numbered(const struct list *list, unsigned number)
{
	size_t i = 0;

	while (i < list->n && (number == 0 || number_of(list, i) != number))
		i++;
	return i;
}

static struct columns columns_of(const struct list *list)
{
	struct columns at;

	at.title_col = 2 + number_cols(list) + (list->plain ? 0 : 1);
	at.title_cols = list->cols - at.title_col - 1 - list->mark_cols;
	at.summary_col = at.summary_cols = 0;
	if (list->cols >= SUMMARY_MIN_COLS) {
		at.title_cols =
		    list->most_cols < TITLE_COLS ? list->most_cols : TITLE_COLS;
		at.summary_col = at.title_col + at.title_cols + 3;
		at.summary_cols = list->cols - at.summary_col - 1;
		if (list->mark_cols > 0)
			at.summary_cols -= list->mark_cols + 1;
	}
	if (at.title_cols < 8)
		at.title_cols = 8;
	return at;
}

static int item_rows(const struct list *list, size_t i)
{
	struct columns at = columns_of(list);
	int rows = wrap_count(list->items[i].title, at.title_cols);
	int more = 0;

	if (at.summary_cols > 0)
		more = wrap_count(list->items[i].summary, at.summary_cols);
	rows = more > rows ? more : rows;
	if (rows < 1)
		rows = 1;
	return rows + (list->items[i].heading != 0);
}

/* The item that shows at a row of the whole list; n when there is none. */
static size_t item_at(const struct list *list, int row)
{
	size_t low = 0, high = list->n;

	if (row < 0)
		return list->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->row_at[middle + 1] <= row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The first row shown is that of an item: none has lost its head. */
static void show_focus(struct list *list)
{
	size_t item;
	int first, last, end;

	if (list->n == 0) {
		list->top = 0;
		return;
	}
	if (list->focus >= list->n)
		list->focus = list->n - 1;
	first = list->row_at[list->focus];
	last = list->row_at[list->focus + 1];
	end = list->row_at[list->n];
	if (list->top + list->rows < last)
		list->top = last - list->rows;
	if (list->top > first)
		list->top = first;
	if (list->top > end - list->rows)
		list->top = end - list->rows;
	if (list->top < 0)
		list->top = 0;
	/* down, so that the focus stays in the room; its own is the last */
	item = item_at(list, list->top);
	if (list->row_at[item] < list->top)
		list->top = list->row_at[item + 1];
}

void list_init(struct list *list, const struct list_item *items, size_t n)
{
	memset(list, 0, sizeof(*list));
	list->items = items;
	list->n = n;
	for (size_t i = 0; i < n; i++) {
		list->own = list->own || items[i].number > 0;
		if (items[i].number > list->most)
			list->most = items[i].number;
	}
	if (!list->own)
		list->most = (unsigned)n;
	for (size_t i = 0; i < n; i++) {
		int mark_cols = text_cols(items[i].mark);
		int title_cols = text_cols(items[i].title);

		if (mark_cols > list->mark_cols)
			list->mark_cols = mark_cols;
		if (title_cols > list->most_cols)
			list->most_cols = title_cols;
	}
	list->row_at = die_alloc((n + 1) * sizeof(list->row_at[0]));
	memset(list->row_at, 0, (n + 1) * sizeof(list->row_at[0]));
}

void list_free(struct list *list)
{
	free(list->row_at);
	list->row_at = NULL;
	list->n = 0;
}

void list_resize(struct list *list, int rows, int cols)
{
	list->rows = rows;
	if (cols != list->cols) {
		list->cols = cols;
		for (size_t i = 0; i < list->n; i++)
			list->row_at[i + 1] =
			    list->row_at[i] + item_rows(list, i);
	}
	show_focus(list);
}

void list_focus(struct list *list, size_t item)
{
	list->focus = item;
	show_focus(list);
}

/* 1 chooses item 1; 12 too if the 2 came soon after the 1. */
static void choose_digit(struct list *list, int arg)
{
	const unsigned digit = (unsigned)arg % 10;
	size_t item = list->n;

	if (list->n == 0)
		return;
	if (arg >= 10)
		item =
		    numbered(list, number_of(list, list->focus) * 10 + digit);
	if (item == list->n)
		item = numbered(list, digit);
	if (item == list->n && digit == 0 && list->most == 10)
		item = numbered(list, 10);
	if (item < list->n)
		list->focus = item;
}

static void move_page(struct list *list, int direction)
{
	int room = list->rows > 3 ? list->rows - 2 : 1;
	size_t was = list->focus;

	while (room > 0) {
		size_t next = list->focus + (direction > 0 ? 1 : (size_t)-1);

		if (next >= list->n)
			break;
		room -= list->row_at[next + 1] - list->row_at[next];
		if (room < 0 && list->focus != was)
			break;
		list->focus = next;
	}
}

bool list_act(struct list *list, enum action action, int arg)
{
	switch (action) {
	case ACT_UP:
	case ACT_PREVIOUS:
		if (list->focus > 0)
			list->focus--;
		break;
	case ACT_DOWN:
	case ACT_NEXT:
		if (list->focus + 1 < list->n)
			list->focus++;
		break;
	case ACT_WHEEL:
		for (int i = 0; i < 3; i++)
			list_act(list, arg < 0 ? ACT_UP : ACT_DOWN, 0);
		break;
	case ACT_PAGE_UP:
		move_page(list, -1);
		break;
	case ACT_PAGE_DOWN:
		move_page(list, 1);
		break;
	case ACT_FIRST:
		list->focus = 0;
		break;
	case ACT_LAST:
		list->focus = list->n > 0 ? list->n - 1 : 0;
		break;
	case ACT_DIGIT:
		choose_digit(list, arg);
		break;
	default:
		return false;
	}
	show_focus(list);
	return true;
}

bool list_click(struct list *list, int row)
{
	size_t item = item_at(list, list->top + row);

	if (row < 0 || row >= list->rows || item >= list->n)
		return false;
	list_focus(list, item);
	return true;
}

bool list_shows(const struct list *list, size_t item)
{
	return item < list->n && list->row_at[item] >= list->top &&
	       list->row_at[item + 1] <= list->top + list->rows;
}

size_t list_below(const struct list *list)
{
	/* the first item that ends below the room, and all after it */
	return list->n - item_at(list, list->top + list->rows);
}

static void draw_item(const struct list *list, struct canvas *canvas,
    struct rect rect, size_t i, int row)
{
	const struct list_item *item = &list->items[i];
	struct columns at = columns_of(list);
	struct slice title = item->title, summary = item->summary;
	bool focus = i == list->focus;
	enum role role = !focus       ? ROLE_NORMAL
	                 : list->idle ? ROLE_STRONG
	                              : ROLE_FOCUS;
	int mark_cols = text_cols(item->mark);
	char letter[4];

	if (item->heading != 0) {
		canvas_text(canvas, row++, rect.col + 1,
		    (struct slice){ letter, utf8_put(letter, item->heading) },
		    ROLE_HEADING);
	}
	if (focus) {
		/* in words too: ">" has the focus, "*" is where the text is */
		canvas_str(
		    canvas, row, rect.col, list->idle ? "*" : ">", ROLE_STRONG);
		if (!list->idle)
			canvas_cursor(canvas, row, rect.col);
	}
	if (!list->plain && number_of(list, i) > 0)
		canvas_printf(canvas, row, rect.col + 2, ROLE_LABEL, "%*u",
		    number_cols(list) - 1, number_of(list, i));
	if (mark_cols > 0)
		canvas_text(canvas, row, rect.col + list->cols - mark_cols,
		    item->mark, ROLE_CAPTION);
	for (int r = row; title.len > 0; r++)
		canvas_text(canvas, r, rect.col + at.title_col,
		    wrap_next(&title, at.title_cols), role);
	for (int r = row; at.summary_cols > 0 && summary.len > 0; r++)
		canvas_text(canvas, r, rect.col + at.summary_col,
		    wrap_next(&summary, at.summary_cols), ROLE_NORMAL);
}

void list_draw(const struct list *list, struct canvas *canvas, struct rect rect)
{
	struct rect old = canvas_clip(canvas, rect);

	if (!list->idle)
		canvas_cursor(canvas, rect.row, rect.col);
	for (size_t i = item_at(list, list->top); i < list->n; i++) {
		int row = list->row_at[i] - list->top;

		if (row >= rect.rows)
			break;
		draw_item(list, canvas, rect, i, rect.row + row);
	}
	canvas_unclip(canvas, old);
}
