#include "screens/too_small.h"

#include <stdio.h>
#include <string.h>

#define LINE_CAP 160

/* The longest of the ways to say it that fits; ended by NULL. */
static void draw_line(
    struct canvas *canvas, int row, const char *const *ways, enum role role)
{
	while (text_cols(slice_of(ways[0])) > canvas->cols && ways[1] != NULL)
		ways++;
	canvas_str(canvas, row, 0, ways[0], role);
}

static void draw_number(
    struct canvas *canvas, int row, const struct region *region)
{
	const char *number = region_word(region, "emergency");
	const char *digits = strpbrk(number, "0123456789");
	char long_way[LINE_CAP], short_way[LINE_CAP], bare[LINE_CAP];
	const char *const ways[] = { long_way, short_way, number, bare, NULL };

	/* "your local emergency number (112)" */
	snprintf(bare, sizeof(bare), "%s", digits != NULL ? digits : number);
	bare[strcspn(bare, ")")] = '\0';
	snprintf(long_way, sizeof(long_way), "EMERGENCY: call %s", number);
	snprintf(short_way, sizeof(short_way), "Call %s", number);
	draw_line(canvas, row, ways, ROLE_STRONG);
}

static void draw_size(struct canvas *canvas, int row)
{
	char size[LINE_CAP];
	const char *const ways[] = { size, "Screen too small", "Too small",
		NULL };

	snprintf(size, sizeof(size), "Screen too small: %d x %d", canvas->cols,
	    canvas->rows);
	draw_line(canvas, row, ways, ROLE_NORMAL);
}

/* Nobody there can do anything about it: the number comes first. */
static void draw_kiosk(struct canvas *canvas, const struct region *region)
{
	canvas_cursor(canvas, 0, 0);
	draw_number(canvas, 0, region);
	if (canvas->rows >= 2)
		draw_size(canvas, 1);
	if (canvas->rows >= 3)
		canvas_str(canvas, 2, 0, "Needs 32 x 8", ROLE_NORMAL);
}

void too_small_draw(
    struct canvas *canvas, const struct region *region, bool can_quit)
{
	static const char *const needs[] = { "Needs 32 x 8. Make it bigger",
		"Needs 32 x 8", NULL };
	static const char *const plain[] = { "or use: lumbar --plain",
		"or: lumbar --plain", "lumbar --plain", NULL };
	int row = 0;

	if (!can_quit) {
		draw_kiosk(canvas, region);
		return;
	}
	/* with few rows the number alone; the rest as rows allow */
	if (canvas->rows >= 3)
		draw_size(canvas, row++);
	if (canvas->rows >= 4)
		draw_line(canvas, row++, needs, ROLE_NORMAL);
	if (canvas->rows >= 5)
		draw_line(canvas, row++, plain, ROLE_NORMAL);
	canvas_cursor(canvas, row, 0);
	draw_number(canvas, row++, region);
	if (canvas->rows >= 2)
		canvas_str(canvas, row, 0, "q leave", ROLE_NORMAL);
}
