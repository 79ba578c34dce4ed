#include "widgets/qr.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#ifdef LUMBAR_HAVE_QRENCODE
#include <qrencode.h>

#include "base/library.h"
#endif

#define UPPER 0x2580 /* half blocks, and all of it */
#define LOWER 0x2584
#define FULL  0x2588

/* One byte for a module: dark. */
struct code {
	int n; /* modules along a side; 0 = there is none */
	unsigned char *dark;
};

#ifdef LUMBAR_HAVE_QRENCODE
#define ECI_UTF8 26

static bool is_ascii(const char *text)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text >= 0x80)
			return false;
	}
	return true;
}

/* The name of the shared library that qrencode.h belongs to. */
#define SONAME "libqrencode.so.4"

/* Each is the function of libqrencode of that name. */
struct library {
	__typeof__(&QRcode_encodeInput) code_input;
	__typeof__(&QRcode_encodeString) code_string;
	__typeof__(&QRcode_free) code_free;
	__typeof__(&QRinput_append) append;
	__typeof__(&QRinput_appendECIheader) append_eci;
	__typeof__(&QRinput_free) input_free;
	__typeof__(&QRinput_new2) input_new;
};

static const struct library_function functions[] = {
	{ "QRcode_encodeInput", offsetof(struct library, code_input) },
	{ "QRcode_encodeString", offsetof(struct library, code_string) },
	{ "QRcode_free", offsetof(struct library, code_free) },
	{ "QRinput_append", offsetof(struct library, append) },
	{ "QRinput_appendECIheader", offsetof(struct library, append_eci) },
	{ "QRinput_free", offsetof(struct library, input_free) },
	{ "QRinput_new2", offsetof(struct library, input_new) },
};

static bool load(struct library *lib)
{
	return library_load(
	    SONAME, functions, sizeof(functions) / sizeof(functions[0]), lib);
}

/* What is not ASCII says which letters it has: readers guess, and wrongly. */
static QRcode *encode_utf8(const struct library *lib, const char *text)
{
	QRinput *const input = lib->input_new(0, QR_ECLEVEL_L);
	QRcode *qr = NULL;

	if (input == NULL)
		return NULL;
	if (lib->append_eci(input, ECI_UTF8) == 0 &&
	    lib->append(input, QR_MODE_8, (int)strlen(text),
		(const unsigned char *)text) == 0)
		qr = lib->code_input(input);
	lib->input_free(input);
	return qr;
}

/* The smallest version that holds the text; letters keep their case. */
static QRcode *encode_any(const struct library *lib, const char *text)
{
	if (!is_ascii(text))
		return encode_utf8(lib, text);
	return lib->code_string(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1);
}

static struct code encode(const char *text)
{
	struct code code = { 0, NULL };
	struct library lib;
	QRcode *qr;
	size_t len;

	if (!load(&lib) || (qr = encode_any(&lib, text)) == NULL)
		return code;
	len = (size_t)qr->width * (size_t)qr->width;
	code.dark = malloc(len);
	if (code.dark != NULL) {
		code.n = qr->width;
		for (size_t i = 0; i < len; i++)
			code.dark[i] = qr->data[i] & 1;
	}
	lib.code_free(qr);
	return code;
}

bool qr_load(void)
{
	struct library lib;

	return load(&lib);
}
#else
static struct code encode(const char *text)
{
	(void)text;
	return (struct code){ 0, NULL };
}

bool qr_load(void)
{
	return false;
}
#endif

/* Around the code it is light, as far as anybody looks. */
static bool is_dark(const struct code *code, int row, int col)
{
	return row >= 0 && col >= 0 && row < code->n && col < code->n &&
	       code->dark[row * code->n + col] != 0;
}

static void measure(
    const struct code *code, int light, bool halves, int *rows, int *cols)
{
	const int side = code->n + 2 * light;

	*rows = halves ? (side + 1) / 2 : side;
	*cols = halves ? side : 2 * side;
}

static bool fits(
    const struct code *code, int light, bool halves, int rows, int cols)
{
	int r, c;

	measure(code, light, halves, &r, &c);
	return code->n > 0 && r <= rows && c <= cols;
}

static uint32_t block(
    const struct code *code, int light, bool halves, int row, int col)
{
	bool upper, lower;

	if (!halves)
		return is_dark(code, row - light, col / 2 - light) ? FULL : ' ';
	upper = is_dark(code, 2 * row - light, col - light);
	lower = is_dark(code, 2 * row + 1 - light, col - light);
	if (upper && lower)
		return FULL;
	return upper ? UPPER : lower ? LOWER : ' ';
}

bool qr_size(const char *text, bool halves, int *rows, int *cols)
{
	const struct code code = encode(text);

	measure(&code, QR_LEAST_LIGHT, halves, rows, cols);
	free(code.dark);
	return code.n > 0;
}

bool qr_fits(int rows, int cols, const char *text, bool halves)
{
	int r, c;

	return qr_size(text, halves, &r, &c) && r <= rows && c <= cols;
}

static bool is_inside(struct rect room, struct rect whole)
{
	return room.row >= whole.row && room.col >= whole.col &&
	       room.rows <= whole.rows - (room.row - whole.row) &&
	       room.cols <= whole.cols - (room.col - whole.col);
}

static void draw(struct canvas *canvas, struct rect room,
    const struct code *code, int light, bool halves)
{
	int rows, cols, top, left;

	measure(code, light, halves, &rows, &cols);
	top = room.row + (room.rows - rows) / 2;
	left = room.col + (room.cols - cols) / 2;
	for (int row = 0; row < rows; row++) {
		for (int col = 0; col < cols; col++)
			canvas_fill(canvas,
			    (struct rect){ top + row, left + col, 1, 1 },
			    block(code, light, halves, row, col), ROLE_PAPER);
	}
}

bool qr_draw(
    struct canvas *canvas, struct rect room, const char *text, bool halves)
{
	struct code code;
	int light = QR_QUIET;
	bool drawn;

	if (canvas->ascii || !is_inside(room, canvas_rect(canvas)) ||
	    !is_inside(room, canvas->clip))
		return false;
	code = encode(text);
	while (light > QR_LEAST_LIGHT &&
	       !fits(&code, light, halves, room.rows, room.cols))
		light--;
	drawn = fits(&code, light, halves, room.rows, room.cols);
	if (drawn)
		draw(canvas, room, &code, light, halves);
	free(code.dark);
	return drawn;
}
