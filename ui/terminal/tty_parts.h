/*
 * tty_parts.h - what the files of tty tell each other; private to tty*.c.
 *
 * tty.c opens and closes, tty_entry.c knows the terminal's description,
 * tty_show.c draws, tty_looks.c says in which colours, tty_wait.c waits and
 * catches signals, tty_crash.c cleans up after a fault. Only the first four
 * know curses.
 */
#ifndef LUMBAR_TTY_PARTS_H
#define LUMBAR_TTY_PARTS_H

#include <stddef.h>
#include <termios.h>

#include "terminal/tty.h"

/* tty_entry.c: the name to open the terminal by, or NULL and why not. */
const char *tty_entry_name(
    const struct tty_options *options, enum tty_result *why);

/* After newterm: whether the cursor can be put anywhere. */
bool tty_entry_can_move(void);

/*
 * After newterm: learn how to switch mouse reports and bracketed paste, as far
 * as the description says how. Nothing is sent.
 */
void tty_entry_learn(bool mouse);

/* Send what switches them, if anything does. */
void tty_entry_modes(bool on);

/* Whether leaving brings back what was on the screen before. */
bool tty_entry_leaves_no_trace(void);

/* What restores a screen of so many rows, for a signal handler to write. */
size_t tty_entry_restore(int rows, char *buf, size_t cap);

/* Forget what scrolled out of the screen, where the terminal can. */
void tty_entry_forget(void);

/* tty_show.c: after newterm, after a change of size, and before the end. */
void tty_show_start(const struct tty_options *options);
void tty_show_resize(int rows, int cols);
void tty_show_stop(void);

/* An empty screen, at once. */
void tty_show_blank(void);

/*
 * tty_looks.c: after start_color, when there are colours. own: curses knows
 * the terminal's own.
 */
struct tty_look {
	unsigned attributes;
	short pair;
};
void tty_looks(enum theme_id theme, int colours, bool own,
    struct tty_look looks[ROLE_COUNT]);

/* tty_wait.c */
void tty_signals_catch(void);
void tty_signals_release(void);

/* Stop as Ctrl-Z does; back when told to go on. */
void tty_signals_stop(void);

/* tty.c, for tty_wait: learn how large the window is now. */
void tty_take_size(void);
/* Our modes again after others had the terminal. */
void tty_resume(void);
/* No more output: there is nobody to see it, and it might block. */
void tty_give_up(void);

/*
 * tty_crash.c: from now on a fault writes the text, sets the modes, and then
 * ends the program by its signal. Calling it again changes what it does.
 */
void tty_crash_arm(const char *text, size_t len, const struct termios *modes);
void tty_crash_disarm(void);

#endif
