/* What terminfo says about this terminal, and nothing that it does not say. */
#include "terminal/tty_parts.h"

#include <curses.h>
#include <term.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SWITCH_CAP 48

static struct {
	char mouse_on[SWITCH_CAP], mouse_off[SWITCH_CAP];
	char paste_on[SWITCH_CAP], paste_off[SWITCH_CAP];
	/* What collect writes to. */
	char *out;
	size_t out_len, out_cap;
} entry;

/* NULL when the description has no such string. */
static char *capability(const char *name)
{
	char *const value = tigetstr(name);

	return value == (char *)-1 ? NULL : value;
}

bool tty_entry_can_move(void)
{
	return capability("cup") != NULL;
}

static enum tty_result try_entry(const char *name)
{
	enum tty_result result = TTY_OK;
	int error;

	if (setupterm(name, STDOUT_FILENO, &error) != OK)
		return error == 1 ? TTY_NO_CURSOR : TTY_UNKNOWN;
	if (!tty_entry_can_move())
		result = TTY_NO_CURSOR;
	(void)del_curterm(cur_term);
	return result;
}

/* xterm-kitty, foo-256color: they all do what xterm does. */
static bool is_like_xterm(const char *name)
{
	static const char start[] = "xterm-", end[] = "-256color";
	const size_t len = strlen(name);

	return strncmp(name, start, sizeof(start) - 1) == 0 ||
	       (len >= sizeof(end) - 1 &&
		   strcmp(name + len - (sizeof(end) - 1), end) == 0);
}

const char *tty_entry_name(
    const struct tty_options *options, enum tty_result *why)
{
	const char *const name = getenv("TERM");

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		*why = TTY_NOT_A_TERMINAL;
		return NULL;
	}
	*why = TTY_UNKNOWN;
	if (name != NULL && name[0] != '\0') {
		*why = try_entry(name);
		if (*why == TTY_OK)
			return name;
		if (*why == TTY_UNKNOWN && is_like_xterm(name) &&
		    try_entry("xterm-256color") == TTY_OK) {
			*why = TTY_OK;
			return "xterm-256color";
		}
	}
	if (options->force && try_entry("vt100") == TTY_OK) {
		*why = TTY_OK;
		return "vt100";
	}
	return NULL;
}

int tty_colours(const struct tty_options *options)
{
	enum tty_result why;
	const char *const name = tty_entry_name(options, &why);
	int colours, error;

	if (name == NULL || setupterm(name, STDOUT_FILENO, &error) != OK)
		return 0;
	colours = tigetnum("colors");
	(void)del_curterm(cur_term);
	return colours > 0 ? colours : 0;
}

static void take(char to[SWITCH_CAP], const char *from)
{
	to[0] = '\0';
	if (from != NULL && strlen(from) < SWITCH_CAP)
		(void)strncpy(to, from, SWITCH_CAP - 1);
}

void tty_entry_learn(bool mouse)
{
	char *const xm = mouse ? capability("XM") : NULL;

	take(entry.mouse_on, NULL);
	take(entry.mouse_off, NULL);
	if (xm != NULL) {
		take(entry.mouse_on, tiparm(xm, 1));
		take(entry.mouse_off, tiparm(xm, 0));
	} else if (mouse && capability("kmous") != NULL) {
		/* It sends reports; this is how curses asks for them. */
		take(entry.mouse_on, "\033[?1000h");
		take(entry.mouse_off, "\033[?1000l");
	}
	take(entry.paste_on, capability("BE"));
	take(entry.paste_off, capability("BD"));
	if (entry.paste_off[0] == '\0')
		entry.paste_on[0] = '\0';
}

bool tty_entry_leaves_no_trace(void)
{
	return capability("rmcup") != NULL;
}

static int collect(int c)
{
	if (entry.out_len < entry.out_cap)
		entry.out[entry.out_len++] = (char)c;
	return c;
}

static void collect_string(const char *string)
{
	if (string != NULL && string[0] != '\0')
		(void)tputs(string, 1, collect);
}

static void collect_into(char *buf, size_t cap)
{
	entry.out = buf;
	entry.out_len = 0;
	entry.out_cap = cap;
}

/* The length of what was collected; buf is no longer known. */
static size_t collected(void)
{
	entry.out = NULL;
	entry.out_cap = 0;
	return entry.out_len;
}

/*
 * Not by putp: that goes to stdout's buffer, and curses has one of its own,
 * which is empty whenever we come here.
 */
static void send(const char *buf, size_t len)
{
	size_t at = 0;

	while (at < len) {
		const ssize_t n = write(STDOUT_FILENO, buf + at, len - at);

		if (n <= 0)
			return;
		at += (size_t)n;
	}
}

void tty_entry_modes(bool on)
{
	char buf[2 * SWITCH_CAP];

	collect_into(buf, sizeof(buf));
	collect_string(on ? entry.mouse_on : entry.mouse_off);
	collect_string(on ? entry.paste_on : entry.paste_off);
	send(buf, collected());
}

void tty_entry_forget(void)
{
	char buf[SWITCH_CAP];

	collect_into(buf, sizeof(buf));
	collect_string(capability("E3"));
	send(buf, collected());
}

size_t tty_entry_restore(int rows, char *buf, size_t cap)
{
	char *const csr = capability("csr"), *const cup = capability("cup");

	collect_into(buf, cap);
	collect_string(capability("sgr0"));
	collect_string(capability("op"));
	if (csr != NULL)
		collect_string(tiparm(csr, 0, rows - 1));
	collect_string(entry.mouse_off);
	collect_string(entry.paste_off);
	if (cup != NULL)
		collect_string(tiparm(cup, rows - 1, 0));
	if (tty_entry_leaves_no_trace())
		collect_string(capability("rmcup"));
	else
		collect_string("\r\n");
	return collected();
}
