/*
 * too_small.h - what a window below 32x8 shows: what matters most, first.
 */
#ifndef LUMBAR_TOO_SMALL_H
#define LUMBAR_TOO_SMALL_H

#include "content/region.h"
#include "terminal/canvas.h"

/*
 * The emergency number is there at any size that can hold its digits.
 * can_quit: say how to leave, and what to do about it. Where there is no
 * leaving, in a kiosk, nobody can do anything: the number is the first line.
 */
void too_small_draw(
    struct canvas *canvas, const struct region *region, bool can_quit);

#endif
