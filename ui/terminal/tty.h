/*
 * tty.h - the terminal: open, close, read bytes, show a canvas.
 *
 * tty.c is the only file that includes curses. One terminal at a time. The
 * terminal is as it was before after tty_close, which may be called twice, is
 * the die hook, and is what the crash handlers do in their own careful way.
 */
#ifndef LUMBAR_TTY_H
#define LUMBAR_TTY_H

#include <stdbool.h>
#include <stddef.h>

#include "terminal/canvas.h"
#include "terminal/theme.h"

struct tty_options {
	enum theme_id theme;
	bool colour; /* false: NO_COLOR, --color=never */
	bool mouse;
	bool utf8;  /* the locale's codeset; else ASCII only is sent */
	bool force; /* --force-tui: try vt100 for an unknown TERM */
};

enum tty_result {
	TTY_OK,
	TTY_NOT_A_TERMINAL, /* stdin or stdout is none: use plain mode */
	TTY_UNKNOWN,        /* no entry for TERM: use plain mode, say so */
	TTY_NO_CURSOR,      /* it cannot move its cursor: plain mode, say so */
	TTY_FAILED          /* the system said no */
};

/* Whether tty_open would work, without touching the terminal. */
enum tty_result tty_check(const struct tty_options *options);

/* How many it has, by its description; 0 = none, or tty_open would fail. */
int tty_colours(const struct tty_options *options);

enum tty_result tty_open(const struct tty_options *options);
void tty_close(void);

void tty_size(int *rows, int *cols);

enum tty_wake {
	TTY_BYTES,   /* *n bytes were read, 1 or more */
	TTY_TIMEOUT, /* nothing came in timeout_ms */
	TTY_RESIZED, /* the window has another size; tty_size tells */
	TTY_RESUMED, /* back from Ctrl-Z: redraw everything, at tty_size */
	TTY_SIGNAL,  /* SIGINT or SIGTERM: *n is its number */
	TTY_GONE     /* hang-up or end of input: leave at once */
};

/* Wait for something to happen; timeout_ms -1 = for ever, no wake-ups. */
enum tty_wake tty_wait(
    int timeout_ms, unsigned char *buf, size_t cap, size_t *n);

/* Make the screen look like the canvas, in one write. */
void tty_show(const struct canvas *canvas);

/* Send everything anew at the next tty_show (Ctrl-L). */
void tty_redraw(void);

/*
 * Nothing of what was shown is left: not on the screen, not behind it where
 * the terminal can forget that, not in memory. An empty screen until the next
 * tty_show.
 */
void tty_wipe(void);

/* A kiosk: no signal but a hang-up and SIGTERM ends or stops the program. */
void tty_hold(void);

void tty_bell(void);

/* Restore the terminal, stop the process, and come back (Ctrl-Z). */
void tty_suspend(void);

/* Milliseconds of a clock that never goes back. */
unsigned long long tty_now_ms(void);

#endif
