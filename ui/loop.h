/*
 * loop.h - the one event loop: read, act, resize, draw, show.
 */
#ifndef LUMBAR_LOOP_H
#define LUMBAR_LOOP_H

#include "app.h"

/*
 * Run the app on the terminal that tty_open has opened, until it is done.
 * Returns the status to exit with: 0, 130 (Ctrl-C or SIGINT), 143 (SIGTERM)
 * or 129 (the terminal is gone). Sleeps without wake-ups while nothing
 * happens.
 */
int loop_run(struct app *app);

#endif
