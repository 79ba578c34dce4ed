/*
 * tty_stub.c - a terminal without one, for programs that link the view.
 *
 * 24 rows of 80 cells on which nothing is seen and nothing is ever typed: the
 * first wait finds the terminal gone, so that a loop ends at once. A test may
 * have some functions of its own: those are taken.
 */
#include "terminal/tty.h"

#pragma weak tty_wait
#pragma weak tty_show
#pragma weak tty_now_ms

enum tty_result tty_check(const struct tty_options *options)
{
	(void)options;
	return TTY_OK;
}

int tty_colours(const struct tty_options *options)
{
	(void)options;
	return 0;
}

enum tty_result tty_open(const struct tty_options *options)
{
	(void)options;
	return TTY_OK;
}

void tty_close(void)
{
}

void tty_wipe(void)
{
}

void tty_hold(void)
{
}

void tty_size(int *rows, int *cols)
{
	*rows = 24;
	*cols = 80;
}

enum tty_wake tty_wait(
    int timeout_ms, unsigned char *buf, size_t cap, size_t *n)
{
	(void)timeout_ms;
	(void)buf;
	(void)cap;
	*n = 0;
	return TTY_GONE;
}

void tty_show(const struct canvas *canvas)
{
	(void)canvas;
}

void tty_redraw(void)
{
}

void tty_bell(void)
{
}

void tty_suspend(void)
{
}

unsigned long long tty_now_ms(void)
{
	return 0;
}
