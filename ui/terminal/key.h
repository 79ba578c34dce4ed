/*
 * key.h - bytes to keys: our own UTF-8 and escape sequence decoder.
 *
 * Understands the Home, End, arrow, page and F-key forms of linux, vt100,
 * vt220, xterm, rxvt, screen and tmux, SGR and X10 mouse reports, and bracketed
 * paste. Every other escape sequence (CSI, SS3, OSC, DCS, APC, PM, SOS) is
 * swallowed whole, bounded in length and time. Ill-formed UTF-8 is ignored.
 * Pure: time comes in as milliseconds. No curses.
 */
#ifndef LUMBAR_KEY_H
#define LUMBAR_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A key is a Unicode scalar value, or one of these. */
enum key {
	KEY_NONE = 0x110000, /* nothing; never delivered */
	KEY_UP,
	KEY_DOWN,
	KEY_LEFT,
	KEY_RIGHT,
	KEY_HOME,
	KEY_END,
	KEY_PGUP,
	KEY_PGDN,
	KEY_INSERT,
	KEY_DELETE,
	KEY_BACKTAB,
	KEY_ALT_LEFT,
	KEY_ALT_RIGHT,
	KEY_F1,
	KEY_F2,
	KEY_F3,
	KEY_F4,
	KEY_F5,
	KEY_F6,
	KEY_F7,
	KEY_F8,
	KEY_F9,
	KEY_F10,
	KEY_F11,
	KEY_F12
};
#define KEY_ESC       0x1B
#define KEY_TAB       0x09
#define KEY_ENTER     0x0D /* CR and LF both come as this */
#define KEY_BACKSPACE 0x7F /* BS and DEL both come as this */
#define KEY_CTRL(c)   ((c)&0x1F)

enum event_kind {
	EVENT_NONE,
	EVENT_KEY,
	EVENT_MOUSE,
	EVENT_PASTE /* one for each character pasted, in .key: tabs and line
	               ends come as blanks, other controls not at all */
};

enum mouse_kind {
	MOUSE_PRESS, /* left button down */
	MOUSE_BACK,  /* right button down */
	MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN
};

struct event {
	enum event_kind kind;
	uint32_t key; /* EVENT_KEY, EVENT_PASTE */
	enum mouse_kind mouse;
	int row, col; /* EVENT_MOUSE, from 0 */
};

/* After ESC this long nothing follows: it was the Escape key. */
#define KEY_ESC_MS 25
/* An ESC alone is still swallowed together with [ or O within this time. */
#define KEY_LATE_MS 60
/* An unfinished sequence is dropped after this. */
#define KEY_SEQ_MS    300
#define KEY_PASTE_MAX 4096 /* characters; the rest of a paste is dropped */
/* A paste whose end never came is over after this long a silence. */
#define KEY_PASTE_MS 1000

struct key_decoder {
	unsigned char
	    buf[64]; /* the sequence so far; what is over it is lost */
	size_t len;
	int state;
	bool mute;     /* the sequence is swallowed whatever it says */
	bool alt;      /* ESC stood before it */
	bool overflow; /* it was longer than buf */
	int held;      /* a byte that comes next, or -1 */
	bool pasting;
	size_t pasted;
	uint64_t since_ms; /* when the sequence began or went on */
	uint64_t esc_ms;   /* when a lone Escape was delivered; 0 = long ago */
	int esc_wait_ms;   /* KEY_ESC_MS, or what ESCDELAY says */
};

void key_decoder_init(struct key_decoder *decoder);

/*
 * Take one byte; at most one event comes of it. When Escape was pressed more
 * than esc_wait_ms before, that is the event, and the byte is kept for the
 * next call of key_byte or key_time (key_wait is 0 then).
 */
struct event key_byte(
    struct key_decoder *decoder, unsigned char byte, uint64_t now_ms);

/*
 * Tell that time has passed with no byte. May deliver Escape or drop an
 * unfinished sequence.
 */
struct event key_time(struct key_decoder *decoder, uint64_t now_ms);

/* Milliseconds until key_time has something to do, or -1. */
int key_wait(const struct key_decoder *decoder, uint64_t now_ms);

#endif
