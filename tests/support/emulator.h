/*
 * emulator.h - a program on a pseudo terminal, behind libvterm.
 *
 * The tests see what a person would see: the screen, the cursor, whether the
 * terminal is as it was before. Every byte sent is kept. A failure to set it
 * up, and a program that does not answer, fail the test.
 */
#ifndef LUMBAR_TEST_EMULATOR_H
#define LUMBAR_TEST_EMULATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

/* How long a slow machine may take for what takes milliseconds. */
#define EMU_PATIENCE_MS 20000

struct emu_options {
	const char *const *args; /* ended by NULL; [0] is the program */
	const char *term;        /* TERM; NULL = unset */
	const char *locale;      /* LC_ALL; NULL = no locale at all */
	const char *const *env;  /* more, "NAME=value", ended by NULL */
	int rows, cols;          /* 0, 0: the terminal does not know */
	bool job;                /* started as by a shell: can be stopped */
};

struct emu {
	pid_t pid;    /* of the program */
	pid_t leader; /* of its session; the same unless it is a job */
	int master;
	int slave; /* kept open, to look at its modes */
	int rows, cols;
	struct termios before;
	VTerm *vt;
	VTermScreen *screen;
	bool alternate; /* the alternate screen is on */
	bool visible;   /* the cursor */
	int mouse;      /* VTERM_PROP_MOUSE_... */
	unsigned bells;
	char *raw; /* everything that was sent */
	size_t raw_len, raw_cap;
	size_t sized_at; /* raw_len when the size changed last */
	long woken; /* emu_switches when it was told something; -1 = seen */
	bool ended;
	int status; /* as of waitpid; when ended */
};

void emu_start(struct emu *emu, const struct emu_options *options);

/* Kills the program if it still runs. */
void emu_free(struct emu *emu);

/* Take what is sent for so long; returns the bytes. */
size_t emu_pump(struct emu *emu, int ms);

void emu_send(struct emu *emu, const char *bytes, size_t len);
void emu_type(struct emu *emu, const char *str);

/* Until the program has read everything, drawn, and waits; or has ended. */
void emu_settle(struct emu *emu);

/* Type and settle; returns the bytes that came of it. */
size_t emu_press(struct emu *emu, const char *str);

/* Until the text is on the screen; fails when it never is. */
void emu_expect(struct emu *emu, const char *text);

bool emu_shows(struct emu *emu, const char *text);

/* A row as UTF-8 without trailing blanks, in a buffer of its own. */
const char *emu_row(struct emu *emu, int row);

/* All of them with a newline each; to be freed. */
char *emu_text(struct emu *emu);

/* The character at a place; ' ' when there is none. */
unsigned emu_char(struct emu *emu, int row, int col);
void emu_cursor(struct emu *emu, int *row, int *col);

/* The window gets another size; the program is told by SIGWINCH. */
void emu_resize(struct emu *emu, int rows, int cols);

/* Wait for the end; fails when it does not come in ms. */
void emu_wait_end(struct emu *emu, int ms);

/* As a shell shows it: the exit status, or 128 and the signal. */
int emu_exit_code(const struct emu *emu);

/* The state letter of /proc/PID/stat: 'S' waits, 'T' is stopped. */
char emu_state(const struct emu *emu);

/* Times that it went to sleep or was made to, so far. */
long emu_switches(const struct emu *emu);

/* Memory of its own in KB. */
long emu_private_kb(const struct emu *emu);

/*
 * Fails unless modes, screen, colours, scroll region, mouse, paste and cursor
 * are as before the program.
 */
void emu_assert_restored(struct emu *emu);

/* Whether the bytes were sent at any time. */
bool emu_sent(const struct emu *emu, const char *bytes);

/* Print the screen, for a person who looks at a failure. */
void emu_print(struct emu *emu);

#endif
