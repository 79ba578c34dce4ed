/*
 * qr.h - a text or an address as a code that a telephone reads (QR, level L).
 *
 * Drawn whole, with light all round, or not at all: never cut. Black on white
 * in every theme (ROLE_PAPER). Made by libqrencode, which is loaded when it is
 * first used. Where lumbar was built without it, or it is not installed,
 * nothing ever fits: the text has to stand there in words anyway, for people
 * who have no telephone.
 *
 * halves: the font has half blocks, so that a row holds two rows of the code.
 * Most fonts of the Linux console have not. Without them a module is two
 * columns of full blocks. On a canvas of ASCII nothing is drawn.
 */
#ifndef LUMBAR_QR_H
#define LUMBAR_QR_H

#include <stdbool.h>

#include "terminal/canvas.h"

#define QR_QUIET       4 /* light modules around the code, where there is room */
#define QR_LEAST_LIGHT 2 /* where there is not */

/*
 * Load the library, if it is not yet; false when there is none. For before a
 * sandbox: afterwards it stays loaded.
 */
bool qr_load(void);

/* Rows and columns that it takes at least; false when there can be none. */
bool qr_size(const char *text, bool halves, int *rows, int *cols);

bool qr_fits(int rows, int cols, const char *text, bool halves);

/*
 * Into the middle of the room. False, and nothing drawn, when it does not fit
 * there or the room is not all inside of the canvas and its clip.
 */
bool qr_draw(
    struct canvas *canvas, struct rect room, const char *text, bool halves);

#endif
