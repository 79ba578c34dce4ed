/* The grid: what is drawn, what is cut, and that nothing leaves it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "terminal/canvas.h"

static char dumped[65536];

static const char *dump(const struct canvas *canvas, bool roles)
{
	FILE *const out = fmemopen(dumped, sizeof(dumped), "w");

	assert_non_null(out);
	canvas_dump(canvas, roles, out);
	assert_int_equal(fclose(out), 0);
	return dumped;
}

static void make(struct canvas *canvas, int rows, int cols)
{
	canvas_init(canvas);
	canvas_resize(canvas, rows, cols);
}

/* A wide character has both its halves, side by side; a cell has a role. */
static void check_sound(const struct canvas *canvas)
{
	for (int row = 0; row < canvas->rows; row++) {
		const struct cell *const cells =
		    canvas->cells + row * canvas->cols;

		for (int col = 0; col < canvas->cols; col++) {
			const struct cell *const cell = &cells[col];

			assert_true(cell->role < ROLE_COUNT);
			assert_int_equal(cell->pad, 0);
			assert_true(cell->cols <= 2);
			if (cell->cols == 0) {
				assert_true(col > 0);
				assert_int_equal(cells[col - 1].cols, 2);
				assert_int_equal(cell->cp, 0);
				continue;
			}
			assert_true(text_safe(cell->cp) == cell->cp);
			assert_int_equal(utf8_cols(cell->cp), cell->cols);
			if (cell->cols == 2) {
				assert_true(col + 1 < canvas->cols);
				assert_int_equal(cells[col + 1].cols, 0);
			}
			if (canvas->ascii)
				assert_true(cell->cp < 0x7F);
		}
	}
	assert_in_range(canvas->cursor_row, 0, canvas->rows - 1);
	assert_in_range(canvas->cursor_col, 0, canvas->cols - 1);
}

static void text_is_drawn(void **state)
{
	struct canvas canvas;

	(void)state;
	make(&canvas, 3, 10);
	assert_int_equal(canvas_str(&canvas, 0, 1, "Back", ROLE_STRONG), 4);
	assert_int_equal(
	    canvas_printf(&canvas, 2, 0, ROLE_NORMAL, "%d of %d", 2, 5), 6);
	canvas_cursor(&canvas, 2, 3);
	assert_string_equal(
	    dump(&canvas, false), " Back\n\n2 of 5\ncursor 2,3\n");
	assert_string_equal(
	    dump(&canvas, true), " Back\n.ssss\n\n2 of 5\ncursor 2,3\n");
	canvas_clear(&canvas);
	assert_string_equal(dump(&canvas, true), "\n\n\ncursor 0,0\n");
	canvas_free(&canvas);
}

static void text_is_cut(void **state)
{
	struct canvas canvas;

	(void)state;
	make(&canvas, 2, 5);
	assert_int_equal(
	    canvas_str(&canvas, 0, -2, "abcdefghij", ROLE_NORMAL), 10);
	assert_int_equal(canvas_str(&canvas, -1, 0, "above", ROLE_NORMAL), 5);
	assert_int_equal(canvas_str(&canvas, 2, 0, "below", ROLE_NORMAL), 5);
	assert_int_equal(canvas_str(&canvas, 1, 5, "right", ROLE_NORMAL), 5);
	assert_int_equal(canvas_str(&canvas, 1, -5, "left.", ROLE_NORMAL), 5);
	assert_int_equal(
	    canvas_str(&canvas, 1, INT_MAX - 1, "far", ROLE_NORMAL), 1);
	assert_int_equal(
	    canvas_str(&canvas, 1, INT_MIN, "far", ROLE_NORMAL), 3);
	assert_string_equal(dump(&canvas, false), "cdefg\n\ncursor 0,0\n");
	canvas_free(&canvas);
}

static void clip_holds(void **state)
{
	struct canvas canvas;
	struct rect old, older;

	(void)state;
	make(&canvas, 4, 8);
	older = canvas_clip(&canvas, (struct rect){ 1, 2, 2, 4 });
	for (int row = -1; row < 6; row++)
		canvas_str(&canvas, row, 0, "01234567", ROLE_NORMAL);
	old = canvas_clip(&canvas, (struct rect){ 0, 0, 2, 3 });
	canvas_fill(&canvas, canvas_rect(&canvas), '#', ROLE_STRONG);
	canvas_paint(&canvas, canvas_rect(&canvas), ROLE_FOCUS);
	canvas_unclip(&canvas, old);
	canvas_paint(&canvas, (struct rect){ 2, 0, 1, 100 }, ROLE_LINK);
	assert_string_equal(dump(&canvas, true),
	    "\n  #345\n..F\n  2345\n..llll\n\ncursor 0,0\n");
	canvas_unclip(&canvas, older);
	canvas_str(&canvas, 3, 0, "all", ROLE_NORMAL);
	assert_string_equal(
	    dump(&canvas, false), "\n  #345\n  2345\nall\ncursor 0,0\n");
	/* one that has nothing in common with it */
	old = canvas_clip(&canvas, (struct rect){ 9, 9, 4, 4 });
	canvas_fill(&canvas, canvas_rect(&canvas), 'x', ROLE_NORMAL);
	canvas_str(&canvas, 3, 0, "none", ROLE_NORMAL);
	canvas_unclip(&canvas, old);
	assert_string_equal(
	    dump(&canvas, false), "\n  #345\n  2345\nall\ncursor 0,0\n");
	canvas_free(&canvas);
}

static void wide_is_never_halved(void **state)
{
	struct canvas canvas;
	struct rect old;

	(void)state;
	make(&canvas, 1, 6);
	/* at the right edge, and at the left */
	assert_int_equal(
	    canvas_str(&canvas, 0, 1, "\u80cc\u75db\u80cc", ROLE_NORMAL), 6);
	assert_string_equal(
	    dump(&canvas, false), " \u80cc\u75db\ncursor 0,0\n");
	check_sound(&canvas);
	canvas_str(&canvas, 0, -1, "\u80cc\u75db", ROLE_STRONG);
	assert_string_equal(
	    dump(&canvas, true), " \u75db\u75db\nsss\ncursor 0,0\n");
	check_sound(&canvas);
	/* written over in the middle of one, from both sides */
	canvas_clear(&canvas);
	canvas_str(&canvas, 0, 0, "\u80cc\u75db\u80cc", ROLE_NORMAL);
	canvas_str(&canvas, 0, 1, "ab", ROLE_NORMAL);
	assert_string_equal(dump(&canvas, false), " ab \u80cc\ncursor 0,0\n");
	check_sound(&canvas);
	/* at the edges of the clip */
	canvas_clear(&canvas);
	old = canvas_clip(&canvas, (struct rect){ 0, 1, 1, 2 });
	canvas_str(&canvas, 0, 0, "\u80cc\u75db\u80cc", ROLE_FOCUS);
	canvas_unclip(&canvas, old);
	assert_string_equal(dump(&canvas, true), "\n.FF\ncursor 0,0\n");
	check_sound(&canvas);
	/* painted only when all of it is meant */
	canvas_clear(&canvas);
	canvas_str(&canvas, 0, 0, "\u80cc\u75db\u80cc", ROLE_NORMAL);
	canvas_paint(&canvas, (struct rect){ 0, 1, 1, 4 }, ROLE_LINK);
	assert_string_equal(
	    dump(&canvas, true), "\u80cc\u75db\u80cc\n..ll\ncursor 0,0\n");
	check_sound(&canvas);
	canvas_free(&canvas);
}

static void marks_stay_with_their_letter(void **state)
{
	struct canvas canvas;

	(void)state;
	make(&canvas, 1, 4);
	assert_int_equal(canvas_str(&canvas, 0, 0,
			     "e\u0301a\u0300\u0301\u0302b", ROLE_NORMAL),
	    3);
	assert_string_equal(
	    dump(&canvas, false), "e\u0301a\u0300\u0301b\ncursor 0,0\n");
	/* in a span of its own; on the last column; without a letter */
	canvas_clear(&canvas);
	canvas_str(&canvas, 0, 0, "\u0301", ROLE_NORMAL);
	canvas_str(&canvas, 0, 0, "abce", ROLE_NORMAL);
	assert_int_equal(canvas_str(&canvas, 0, 4, "\u0301x", ROLE_NORMAL), 1);
	assert_string_equal(dump(&canvas, false), "abce\u0301\ncursor 0,0\n");
	/* on a wide one */
	canvas_clear(&canvas);
	canvas_str(&canvas, 0, 0, "\u80cc\u0301", ROLE_NORMAL);
	assert_string_equal(dump(&canvas, false), "\u80cc\u0301\ncursor 0,0\n");
	/* gone with the letter that is written over */
	canvas_str(&canvas, 0, 0, "xy", ROLE_NORMAL);
	assert_string_equal(dump(&canvas, false), "xy\ncursor 0,0\n");
	check_sound(&canvas);
	canvas_free(&canvas);
}

static void everything_is_filtered(void **state)
{
	struct canvas canvas;

	(void)state;
	make(&canvas, 1, 10);
	canvas_str(
	    &canvas, 0, 0, "a\x1b[1m\t\n\xc2\x9b\xe2\x80\xae\xff", ROLE_NORMAL);
	assert_string_equal(dump(&canvas, false),
	    "a\ufffd[1m\ufffd\ufffd\ufffd\ufffd\ufffd\ncursor 0,0\n");
	canvas_fill(&canvas, canvas_rect(&canvas), 0x1B, ROLE_NORMAL);
	check_sound(&canvas);
	canvas_fill(&canvas, canvas_rect(&canvas), 0x80CC, ROLE_NORMAL);
	check_sound(&canvas);
	canvas_free(&canvas);
}

static void ascii_has_stand_ins(void **state)
{
	struct canvas canvas;

	(void)state;
	make(&canvas, 4, 12);
	canvas.ascii = true;
	assert_int_equal(canvas_str(&canvas, 1, 1, "e\u0301\u00e9\u2019\u80cc.",
			     ROLE_NORMAL),
	    6);
	canvas_box(&canvas, canvas_rect(&canvas), "Parts", ROLE_NORMAL);
	check_sound(&canvas);
	assert_string_equal(dump(&canvas, false),
	    "+- Parts --+\n|ee'??.    |\n|          |\n+----------+\n"
	    "cursor 0,0\n");
	canvas_free(&canvas);
}

static void boxes(void **state)
{
	struct canvas canvas;

	(void)state;
	make(&canvas, 3, 12);
	canvas_box(&canvas, canvas_rect(&canvas), "Parts of it", ROLE_NORMAL);
	assert_string_equal(dump(&canvas, false),
	    "\u250c\u2500 Par... \u2500\u2510\n"
	    "\u2502          \u2502\n"
	    "\u2514\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500"
	    "\u2500\u2518\ncursor 0,0\n");
	canvas_clear(&canvas);
	canvas_box(&canvas, (struct rect){ 1, 1, 1, 8 }, "x", ROLE_NORMAL);
	canvas_box(&canvas, (struct rect){ 0, 0, 0, 0 }, "x", ROLE_NORMAL);
	assert_string_equal(dump(&canvas, false), "\n\n\ncursor 0,0\n");
	canvas_box(&canvas, (struct rect){ 0, 0, 2, 3 }, "x", ROLE_NORMAL);
	canvas_box(&canvas, (struct rect){ 2, 8, 9, 9 }, NULL, ROLE_NORMAL);
	check_sound(&canvas);
	canvas_free(&canvas);
}

static void fit(void **state)
{
	static const struct {
		int cols, used;
		const char *text, *want;
	} cases[] = {
		{ 8, 8, "sciatica", "sciatica" },
		{ 7, 7, "sciatica", "scia..." },
		{ 3, 3, "sciatica", "..." },
		{ 2, 2, "sciatica", ".." },
		{ 0, 0, "sciatica", "" },
		{ -5, 0, "sciatica", "" },
		{ 6, 5, "\u80cc\u75db\u80cc\u75db", "\u80cc..." },
		{ 2, 0, "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct canvas canvas;
		char want[64];

		make(&canvas, 1, 20);
		assert_int_equal(canvas_fit(&canvas, 0, 0, cases[i].cols,
				     slice_of(cases[i].text), ROLE_NORMAL),
		    cases[i].used);
		(void)snprintf(
		    want, sizeof(want), "%s\ncursor 0,0\n", cases[i].want);
		assert_string_equal(dump(&canvas, false), want);
		canvas_free(&canvas);
	}
}

static void long_text(void **state)
{
	struct canvas canvas;
	char *const text = test_malloc(5001);

	(void)state;
	memset(text, 'x', 5000);
	text[5000] = '\0';
	make(&canvas, 1, 4);
	assert_int_equal(
	    canvas_printf(&canvas, 0, -4998, ROLE_NORMAL, "%s.", text), 5001);
	assert_string_equal(dump(&canvas, false), "xx.\ncursor 0,0\n");
	test_free(text);
	canvas_free(&canvas);
}

static void sizes_are_bounded(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas);
	assert_int_equal(canvas.rows, 1);
	canvas_resize(&canvas, -3, 0);
	assert_int_equal(canvas.rows, 1);
	assert_int_equal(canvas.cols, 1);
	canvas_resize(&canvas, INT_MAX, 5);
	assert_int_equal(canvas.rows, CANVAS_MAX);
	canvas_resize(&canvas, 2, INT_MAX);
	assert_int_equal(canvas.cols, CANVAS_MAX);
	canvas_cursor(&canvas, 77, -1);
	assert_int_equal(canvas.cursor_row, 1);
	assert_int_equal(canvas.cursor_col, 0);
	check_sound(&canvas);
	canvas_free(&canvas);
	canvas_free(&canvas);
}

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static int random_int(unsigned *seed, int least, int most)
{
	return least + (int)(next_random(seed) % (unsigned)(most - least + 1));
}

static struct rect random_rect(unsigned *seed)
{
	return (struct rect){ random_int(seed, -5, 15),
		random_int(seed, -5, 25), random_int(seed, -2, 20),
		random_int(seed, -2, 30) };
}

static void draw_something(struct canvas *canvas, unsigned *seed)
{
	static const char *const texts[] = { "plain", "\u80cc\u75db", "e\u0301",
		"a\u80cc\u0301b\u75db", "\xff\x1b[m", "\u0301", "",
		"a much longer text than there are columns", "\u2500\u25b2" };
	const size_t n = sizeof(texts) / sizeof(*texts);
	const char *const text = texts[next_random(seed) % n];
	const enum role role = (enum role)(next_random(seed) % ROLE_COUNT);
	const int row = random_int(seed, -3, 15);
	const int col = random_int(seed, -9, 30);

	switch (next_random(seed) % 7) {
	case 0:
		canvas_fill(canvas, random_rect(seed), 0x2592, role);
		break;
	case 1:
		canvas_paint(canvas, random_rect(seed), role);
		break;
	case 2:
		canvas_box(canvas, random_rect(seed), text, role);
		break;
	case 3:
		canvas_fit(canvas, row, col, random_int(seed, -2, 20),
		    slice_of(text), role);
		break;
	case 4:
		canvas_cursor(canvas, row, col);
		break;
	default:
		assert_int_equal(canvas_str(canvas, row, col, text, role),
		    text_cols(slice_of(text)));
		break;
	}
}

/* Whatever is drawn wherever: sound, and nothing changes outside the clip. */
static void random_drawing(void **state)
{
	unsigned seed = 5;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct canvas canvas;
		struct rect clip, old;

		canvas_init(&canvas);
		canvas.ascii = round % 4 == 0;
		canvas_resize(&canvas, random_int(&seed, 1, 12),
		    random_int(&seed, 1, 24));
		for (int i = 0; i < 10; i++)
			draw_something(&canvas, &seed);
		check_sound(&canvas);
		canvas_clear(&canvas);
		old = canvas_clip(&canvas, random_rect(&seed));
		clip = canvas.clip;
		for (int i = 0; i < 10; i++)
			draw_something(&canvas, &seed);
		canvas_unclip(&canvas, old);
		check_sound(&canvas);
		for (int at = 0; at < canvas.rows * canvas.cols; at++) {
			const int row = at / canvas.cols;
			const int col = at % canvas.cols;

			if (row >= clip.row && row < clip.row + clip.rows &&
			    col >= clip.col && col < clip.col + clip.cols)
				continue;
			assert_int_equal(canvas.cells[at].cp, ' ');
			assert_int_equal(canvas.cells[at].role, ROLE_NORMAL);
		}
		canvas_free(&canvas);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_drawn),
		cmocka_unit_test(text_is_cut),
		cmocka_unit_test(clip_holds),
		cmocka_unit_test(wide_is_never_halved),
		cmocka_unit_test(marks_stay_with_their_letter),
		cmocka_unit_test(everything_is_filtered),
		cmocka_unit_test(ascii_has_stand_ins),
		cmocka_unit_test(boxes),
		cmocka_unit_test(fit),
		cmocka_unit_test(long_text),
		cmocka_unit_test(sizes_are_bounded),
		cmocka_unit_test(random_drawing),
	};

	(void)text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
