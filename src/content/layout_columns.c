#include "content/layout_columns.h"

int64_t flow_columns_sum(
    const struct flow_column *columns, size_t n, bool of_max)
{
	int64_t total = 0;
	size_t i;

	for (i = 0; i < n; i++)
		total += of_max ? columns[i].max : columns[i].min;
	return total;
}

/* What the columns without a width need, and how many they are. */
struct open_columns {
	int64_t left; /* columns of text for them */
	int64_t min, max;
	int64_t n;
};

static void give(
    struct open_columns *open, struct flow_column *column, int cols)
{
	column->cols = cols;
	open->left -= cols;
	open->min -= column->min;
	open->max -= column->max;
	open->n--;
}

/* One that needs no more than an equal part gets all that it needs. */
static bool give_to_small(
    struct flow_column *columns, size_t n, struct open_columns *open)
{
	bool given = false;
	size_t i;

	for (i = 0; i < n; i++) {
		struct flow_column *const column = &columns[i];

		if (column->cols == 0 && column->max <= open->left / open->n &&
		    open->left - column->max >= open->min - column->min) {
			give(open, column, column->max);
			given = true;
		}
		if (open->n == 0)
			return false;
	}
	return given;
}

/* The others share by what they want, but get what they need at least. */
static bool give_least(
    struct flow_column *columns, size_t n, struct open_columns *open)
{
	bool given = false;
	size_t i;

	for (i = 0; i < n; i++) {
		struct flow_column *const column = &columns[i];

		if (column->cols == 0 &&
		    column->max * open->left / open->max < column->min) {
			give(open, column, column->min);
			given = true;
		}
		if (open->n == 0)
			return false;
	}
	return given;
}

void flow_columns_share(struct flow_column *columns, size_t n, int64_t room)
{
	struct open_columns open = { .left = room,
		.min = flow_columns_sum(columns, n, false),
		.max = flow_columns_sum(columns, n, true),
		.n = (int64_t)n };
	int64_t left;
	size_t i;

	while (give_to_small(columns, n, &open))
		;
	while (open.n > 0 && give_least(columns, n, &open))
		;
	left = open.left;
	for (i = 0; i < n; i++) {
		struct flow_column *const column = &columns[i];

		if (column->cols == 0) {
			column->cols =
			    (int)(column->max * open.left / open.max);
			left -= column->cols;
		}
	}
	for (i = 0; i < n && left > 0; i++) {
		if (columns[i].cols < columns[i].max) {
			columns[i].cols++;
			left--;
		}
	}
}
