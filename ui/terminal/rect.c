#include "terminal/rect.h"

struct rect rect_shared(struct rect a, struct rect b)
{
	const int row_end_a = rect_end(a.row, a.rows);
	const int row_end_b = rect_end(b.row, b.rows);
	const int col_end_a = rect_end(a.col, a.cols);
	const int col_end_b = rect_end(b.col, b.cols);
	const int row_end = row_end_a < row_end_b ? row_end_a : row_end_b;
	const int col_end = col_end_a < col_end_b ? col_end_a : col_end_b;
	struct rect both = {
		.row = a.row > b.row ? a.row : b.row,
		.col = a.col > b.col ? a.col : b.col,
	};

	if (row_end > both.row)
		both.rows = row_end - both.row;
	if (col_end > both.col)
		both.cols = col_end - both.col;
	return both;
}
