#include "screens/too_small.h"

#include <stdio.h>

/* The longest way to say it that fits. */
static void draw_number(
    struct canvas *canvas, int row, const struct region *region)
{
	static const char *const before[] = { "EMERGENCY: call ", "Call ", "" };
	const char *number = region_word(region, "emergency");
	char text[160];

	for (size_t i = 0; i < 3; i++) {
		snprintf(text, sizeof(text), "%s%s", before[i], number);
		if (text_cols(slice_of(text)) <= canvas->cols)
			break;
	}
	canvas_str(canvas, row, 0, text, ROLE_STRONG);
}

void too_small_draw(
    struct canvas *canvas, const struct region *region, bool can_quit)
{
	int row = 0;

	/* with few rows the number alone; the rest as rows allow */
	if (canvas->rows >= 3)
		canvas_printf(canvas, row++, 0, ROLE_NORMAL,
		    "Screen too small: %d x %d", canvas->cols, canvas->rows);
	if (canvas->rows >= 4)
		canvas_str(canvas, row++, 0, "Needs 32 x 8. Make it bigger",
		    ROLE_NORMAL);
	if (canvas->rows >= 5)
		canvas_str(
		    canvas, row++, 0, "or use: lumbar --plain", ROLE_NORMAL);
	canvas_cursor(canvas, row, 0);
	draw_number(canvas, row++, region);
	if (canvas->rows >= 2 && can_quit)
		canvas_str(canvas, row, 0, "q leave", ROLE_NORMAL);
}
