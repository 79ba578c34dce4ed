/*
 * A code as drawn is the code as made: every module, with light all round, or
 * nothing at all.
 */
#include "widgets/qr.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

static bool is_blank(const struct canvas *canvas)
{
	for (int i = 0; i < canvas->rows * canvas->cols; i++) {
		if (canvas->cells[i].cp != ' ' ||
		    canvas->cells[i].role != ROLE_NORMAL)
			return false;
	}
	return true;
}

#ifdef LUMBAR_HAVE_QRENCODE
#include <qrencode.h>

static const struct cell *cell_at(const struct canvas *canvas, int row, int col)
{
	return &canvas->cells[row * canvas->cols + col];
}

/* What a camera sees of a cell: its upper or its lower half. */
static bool half_is_dark(const struct cell *cell, bool lower)
{
	switch (cell->cp) {
	case 0x2588:
		return true;
	case 0x2580:
		return !lower;
	case 0x2584:
		return lower;
	default:
		assert_int_equal(cell->cp, ' ');
		return false;
	}
}

static bool seen(
    const struct canvas *canvas, struct rect at, bool halves, int row, int col)
{
	const struct cell *left, *right;

	if (halves)
		return half_is_dark(
		    cell_at(canvas, at.row + row / 2, at.col + col), row % 2);
	left = cell_at(canvas, at.row + row, at.col + 2 * col);
	right = cell_at(canvas, at.row + row, at.col + 2 * col + 1);
	assert_int_equal(left->cp, right->cp);
	assert_true(left->cp == 0x2588 || left->cp == ' ');
	return half_is_dark(left, false);
}

/* The rectangle that is paper, all of it and nothing else. */
static struct rect paper(const struct canvas *canvas)
{
	struct rect at = { -1, -1, 0, 0 };

	for (int row = 0; row < canvas->rows; row++) {
		for (int col = 0; col < canvas->cols; col++) {
			if (cell_at(canvas, row, col)->role != ROLE_PAPER)
				continue;
			if (at.row < 0)
				at = (struct rect){ row, col, 0, 0 };
			at.rows = row - at.row + 1;
			at.cols = col - at.col + 1;
		}
	}
	for (int row = 0; row < canvas->rows; row++) {
		for (int col = 0; col < canvas->cols; col++) {
			const bool inside = row >= at.row && col >= at.col &&
			                    row < at.row + at.rows &&
			                    col < at.col + at.cols;

			assert_int_equal(
			    cell_at(canvas, row, col)->role == ROLE_PAPER,
			    inside);
		}
	}
	return at;
}

/* By the library alone; what is not ASCII says that it is UTF-8 (ECI 26). */
static QRcode *made(const char *text)
{
	QRinput *input;
	QRcode *qr;

	if (strspn(text,
		"!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRS"
		"TUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~ ") == strlen(text))
		return QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1);
	input = QRinput_new2(0, QR_ECLEVEL_L);
	assert_int_equal(QRinput_appendECIheader(input, 26), 0);
	assert_int_equal(QRinput_append(input, QR_MODE_8, (int)strlen(text),
			     (const unsigned char *)text),
	    0);
	qr = QRcode_encodeInput(input);
	QRinput_free(input);
	return qr;
}

static void compare(const struct canvas *canvas, const char *text, bool halves)
{
	QRcode *const qr = made(text);
	const struct rect at = paper(canvas);
	const int side = halves ? at.cols : at.rows;
	int light;

	assert_non_null(qr);
	light = (side - qr->width) / 2;
	assert_in_range(light, QR_LEAST_LIGHT, QR_QUIET);
	assert_int_equal(side, qr->width + 2 * light);
	assert_int_equal(
	    halves ? at.rows : at.cols, halves ? (side + 1) / 2 : 2 * side);
	for (int row = 0; row < side; row++) {
		for (int col = 0; col < side; col++) {
			const int r = row - light, c = col - light;
			const bool dark = r >= 0 && c >= 0 && r < qr->width &&
			                  c < qr->width &&
			                  (qr->data[r * qr->width + c] & 1);

			assert_int_equal(
			    seen(canvas, at, halves, row, col), dark);
		}
	}
	QRcode_free(qr);
}

static const char *const texts[] = { "tel:999", "A", "1234567890",
	"https://www.nhs.uk/conditions/sciatica/",
	"na\xC3\xAFve \xE2\x82\xAC words and words that fill a larger code, "
	"with the numbers 999 and 111, so that it has more than one version" };

#define NTEXTS (sizeof(texts) / sizeof(texts[0]))

static void drawn_is_made(void **state)
{
	struct canvas canvas;

	(void)state;
	assert_true(qr_load());
	canvas_init(&canvas);
	for (size_t i = 0; i < NTEXTS; i++) {
		for (int halves = 0; halves < 2; halves++) {
			int rows, cols;

			assert_true(
			    qr_size(texts[i], halves != 0, &rows, &cols));
			/* just enough, a little more, and a lot */
			for (int more = 0; more < 12; more++) {
				canvas_resize(
				    &canvas, rows + more, cols + more);
				assert_true(
				    qr_draw(&canvas, canvas_rect(&canvas),
					texts[i], halves != 0));
				compare(&canvas, texts[i], halves != 0);
			}
		}
	}
	canvas_free(&canvas);
}

static void never_cut(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas);
	for (int halves = 0; halves < 2; halves++) {
		const bool h = halves != 0;
		struct rect old;
		int rows, cols;

		assert_true(qr_size(texts[0], h, &rows, &cols));
		assert_true(qr_fits(rows, cols, texts[0], h));
		assert_false(qr_fits(rows - 1, cols, texts[0], h));
		assert_false(qr_fits(rows, cols - 1, texts[0], h));
		canvas_resize(&canvas, rows, cols);
		assert_false(qr_draw(&canvas,
		    (struct rect){ 0, 0, rows - 1, cols }, texts[0], h));
		assert_false(qr_draw(&canvas,
		    (struct rect){ 0, 0, rows, cols - 1 }, texts[0], h));
		/* a room that reaches out of the canvas, or of the clip */
		assert_false(qr_draw(
		    &canvas, (struct rect){ 1, 0, rows, cols }, texts[0], h));
		assert_false(qr_draw(&canvas,
		    (struct rect){ 0, -1, rows, cols + 1 }, texts[0], h));
		old =
		    canvas_clip(&canvas, (struct rect){ 0, 0, rows, cols - 1 });
		assert_false(
		    qr_draw(&canvas, canvas_rect(&canvas), texts[0], h));
		canvas_unclip(&canvas, old);
		canvas.ascii = true;
		assert_false(
		    qr_draw(&canvas, canvas_rect(&canvas), texts[0], h));
		canvas.ascii = false;
		assert_true(is_blank(&canvas));
		assert_true(
		    qr_draw(&canvas, canvas_rect(&canvas), texts[0], h));
		assert_false(is_blank(&canvas));
	}
	canvas_free(&canvas);
}

/* As measured when it was planned: a number to call fits 22 rows. */
static void sizes(void **state)
{
	int rows, cols;

	(void)state;
	assert_true(qr_size("tel:999", true, &rows, &cols));
	assert_int_equal(rows, 13);
	assert_int_equal(cols, 25);
	assert_true(qr_size("tel:999", false, &rows, &cols));
	assert_int_equal(rows, 25);
	assert_int_equal(cols, 50);
}

static void too_much(void **state)
{
	static char text[4000];
	struct canvas canvas;
	int rows, cols;

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	canvas_init(&canvas);
	canvas_resize(&canvas, 400, 800);
	assert_false(qr_size(text, true, &rows, &cols));
	assert_false(qr_fits(400, 800, text, true));
	assert_false(qr_draw(&canvas, canvas_rect(&canvas), text, true));
	assert_false(qr_fits(400, 800, "", true));
	assert_false(qr_draw(&canvas, canvas_rect(&canvas), "", true));
	assert_true(is_blank(&canvas));
	canvas_free(&canvas);
}
#else
static void nothing_fits(void **state)
{
	struct canvas canvas;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 400, 800);
	assert_false(qr_load());
	assert_false(qr_fits(400, 800, "tel:999", true));
	assert_false(qr_draw(&canvas, canvas_rect(&canvas), "tel:999", false));
	assert_true(is_blank(&canvas));
	canvas_free(&canvas);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
#ifdef LUMBAR_HAVE_QRENCODE
		cmocka_unit_test(drawn_is_made),
		cmocka_unit_test(never_cut),
		cmocka_unit_test(sizes),
		cmocka_unit_test(too_much),
#else
		cmocka_unit_test(nothing_fits),
#endif
	};

	text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
