#include "terminal/key.h"

#include <assert.h>

#include "base/text.h"
#include "terminal/key_sequence.h"

enum state {
	GROUND,
	UTF8,          /* buf holds the bytes so far, the lead first */
	ESCAPE,        /* ESC */
	ESCAPE_TWO,    /* ESC ESC */
	INTERMEDIATE,  /* ESC and one of SP to "/", or ESC N */
	CSI,           /* buf holds the parameters */
	CSI_DOLLAR,    /* CSI 7 $: a key of rxvt, or an answer goes on */
	CSI_LINUX,     /* CSI [ */
	CSI_X10,       /* CSI M; buf holds the three bytes */
	SS3,           /* buf holds what stands before the letter */
	STRING,        /* OSC, DCS, APC, PM, SOS */
	STRING_ESCAPE, /* and an ESC in it: the end when "\" follows */
};

static const struct event none = { .kind = EVENT_NONE };

void key_decoder_init(struct key_decoder *decoder)
{
	*decoder = (struct key_decoder){
		.state = GROUND, .held = -1, .esc_wait_ms = KEY_ESC_MS
	};
}

static void enter(struct key_decoder *d, enum state state)
{
	d->state = (int)state;
	d->len = 0;
	d->overflow = false;
}

static void ground(struct key_decoder *d)
{
	enter(d, GROUND);
	d->mute = false;
	d->alt = false;
}

static void keep(struct key_decoder *d, unsigned char byte)
{
	if (d->len < sizeof(d->buf))
		d->buf[d->len++] = byte;
	else
		d->overflow = true;
}

static struct key_csi csi_of(const struct key_decoder *d)
{
	return (struct key_csi){ d->buf, d->len, d->alt };
}

/* Keys and the mouse mean nothing inside a paste. */
static struct event special(const struct key_decoder *d, struct event event)
{
	return d->pasting || d->mute || d->overflow ? none : event;
}

static struct event special_key(const struct key_decoder *d, uint32_t key)
{
	const struct event event = { .kind = EVENT_KEY, .key = key };

	return key == KEY_NONE ? none : special(d, event);
}

/* Text as it is typed or pasted. */
static struct event text(struct key_decoder *d, uint32_t cp)
{
	if (!d->pasting)
		return (struct event){ .kind = EVENT_KEY, .key = cp };
	if (cp == KEY_TAB || cp == KEY_ENTER)
		cp = ' ';
	if (cp < 0x20 || cp == KEY_BACKSPACE || d->pasted >= KEY_PASTE_MAX)
		return none;
	d->pasted++;
	return (struct event){ .kind = EVENT_PASTE, .key = cp };
}

/* What follows ESC, apart from what escape_byte has looked at. */
static void introduce(struct key_decoder *d, unsigned char byte)
{
	switch (byte) {
	case '[':
		enter(d, CSI);
		break;
	case 'O':
		enter(d, SS3);
		break;
	case 'P':
	case 'X':
	case ']':
	case '^':
	case '_':
		enter(d, STRING);
		break;
	default:
		ground(d);
		break;
	}
}

/*
 * The controls 0x80 to 0x9F, as a byte or spelt in UTF-8, are ESC and a letter
 * in one. We never ask a terminal to send them, so what they introduce is
 * swallowed whatever it is.
 */
static void c1(struct key_decoder *d, uint32_t cp)
{
	introduce(d, (unsigned char)(cp - 0x40));
	d->mute = d->state != GROUND;
}

/* Bytes of a character with this lead; 0 when it is no lead. */
static size_t utf8_len(unsigned char lead)
{
	if (lead >= 0xC2 && lead <= 0xDF)
		return 2;
	if (lead >= 0xE0 && lead <= 0xEF)
		return 3;
	if (lead >= 0xF0 && lead <= 0xF4)
		return 4;
	return 0;
}

static struct event ground_byte(
    struct key_decoder *d, unsigned char byte, uint64_t now_ms)
{
	const uint64_t esc_ms = d->esc_ms;

	d->esc_ms = 0;
	if (byte == KEY_ESC) {
		enter(d, ESCAPE);
		return none;
	}
	/* The rest of a sequence whose ESC was taken for the Escape key. */
	if ((byte == '[' || byte == 'O') && esc_ms != 0 && !d->pasting &&
	    now_ms >= esc_ms && now_ms - esc_ms <= KEY_LATE_MS) {
		introduce(d, byte);
		d->mute = true;
		return none;
	}
	if (utf8_len(byte) > 0) {
		enter(d, UTF8);
		keep(d, byte);
		return none;
	}
	if (byte >= 0x80) {
		if (byte < 0xA0)
			c1(d, byte);
		return none;
	}
	if (byte == 0)
		return none;
	if (byte == '\n')
		byte = KEY_ENTER;
	if (byte == '\b')
		byte = KEY_BACKSPACE;
	return text(d, byte);
}

static struct event utf8_byte(
    struct key_decoder *d, unsigned char byte, uint64_t now_ms)
{
	const size_t total = utf8_len(d->buf[0]);
	const bool mute = d->mute;
	uint32_t cp;

	keep(d, byte);
	/* what may go on is taken as a whole, though it is none yet */
	if (utf8_next((const char *)d->buf, d->len, &cp) < d->len) {
		ground(d); /* only what came before is lost */
		return ground_byte(d, byte, now_ms);
	}
	if (d->len < total)
		return none;
	ground(d);
	if (cp < 0xA0) {
		c1(d, cp);
		return none;
	}
	return mute ? none : text(d, cp);
}

static struct event escape_byte(struct key_decoder *d, unsigned char byte)
{
	const bool two = d->state == ESCAPE_TWO;

	if (byte == KEY_ESC) {
		enter(d, ESCAPE_TWO);
		return two ? special_key(d, KEY_ESC) : none;
	}
	d->alt = two;
	if (byte == 'N' || (byte >= 0x20 && byte < 0x30)) {
		enter(d, INTERMEDIATE);
		return none;
	}
	if (utf8_len(byte) > 0) {
		enter(d, UTF8); /* Alt with a letter beyond ASCII */
		d->mute = true;
		keep(d, byte);
		return none;
	}
	introduce(d, byte);
	/* Escape, and then Alt with a letter */
	return two && d->state == GROUND ? special_key(d, KEY_ESC) : none;
}

static struct event csi_end(struct key_decoder *d, unsigned char final)
{
	struct event event = none;
	int paste = 0;

	if (final == '~' && !d->mute && !d->overflow)
		paste = key_sequence_paste(csi_of(d));
	if (paste == 200 && !d->pasting)
		d->pasted = 0;
	if (paste != 0)
		d->pasting = paste == 200;
	else
		event = special(d, key_sequence_csi(csi_of(d), final));
	ground(d);
	return event;
}

static struct event csi_byte(struct key_decoder *d, unsigned char byte)
{
	const bool first = d->len == 0 && !d->pasting;

	if (byte < 0x20 || byte >= 0x7F)
		return none; /* noise on the line: still in the sequence */
	if (first && byte == '[') {
		enter(d, CSI_LINUX);
		return none;
	}
	if (first && byte == 'M') {
		enter(d, CSI_X10);
		return none;
	}
	if (byte == '$' && key_sequence_dollar(csi_of(d)) != KEY_NONE) {
		d->state = CSI_DOLLAR;
		return none;
	}
	if (byte >= 0x40)
		return csi_end(d, byte);
	keep(d, byte);
	return none;
}

static struct event linux_byte(struct key_decoder *d, unsigned char byte)
{
	struct event event = none;

	if (byte >= 'A' && byte <= 'E')
		event = special_key(d, KEY_F1 + (uint32_t)(byte - 'A'));
	ground(d);
	return event;
}

static struct event x10_byte(struct key_decoder *d, unsigned char byte)
{
	struct event event;

	keep(d, byte);
	if (d->len < 3)
		return none;
	event = special(d,
	    key_sequence_mouse(d->buf[0] - 32, d->buf[2] - 33, d->buf[1] - 33));
	ground(d);
	return event;
}

static struct event ss3_byte(struct key_decoder *d, unsigned char byte)
{
	struct event event;

	if (byte < 0x20 || byte >= 0x7F)
		return none;
	if ((byte >= '0' && byte <= '9') || byte == ';') {
		keep(d, byte);
		return none;
	}
	event = special_key(d, key_sequence_ss3(csi_of(d), byte));
	ground(d);
	return event;
}

/* A byte that is none of ESC, CAN and SUB, inside a sequence. */
static struct event sequence_byte(struct key_decoder *d, unsigned char byte)
{
	switch ((enum state)d->state) {
	case CSI:
		return csi_byte(d, byte);
	case CSI_LINUX:
		return linux_byte(d, byte);
	case CSI_X10:
		return x10_byte(d, byte);
	case SS3:
		return ss3_byte(d, byte);
	case CSI_DOLLAR:
		if (byte >= 0x40)
			ground(d);
		return none;
	case INTERMEDIATE:
		if (byte >= 0x30)
			ground(d);
		return none;
	case STRING_ESCAPE:
		ground(d);
		return byte == '\\' ? none : escape_byte(d, byte);
	case STRING:
	default:
		/* 0x9C may be inside a character unless C1 began it all. */
		if (byte == '\a' || (byte == 0x9C && d->mute))
			ground(d);
		return none;
	}
}

/* ESC ends any sequence and begins another; CAN and SUB only end it. */
static struct event sequence_control(struct key_decoder *d, unsigned char byte)
{
	struct event event = none;

	if (byte != KEY_ESC) {
		ground(d);
	} else if (d->state == STRING || d->state == STRING_ESCAPE) {
		d->state = STRING_ESCAPE;
	} else {
		if (d->state == CSI_DOLLAR)
			event = special_key(d, key_sequence_dollar(csi_of(d)));
		ground(d);
		enter(d, ESCAPE);
	}
	return event;
}

static struct event take(
    struct key_decoder *d, unsigned char byte, uint64_t now_ms)
{
	d->since_ms = now_ms;
	switch ((enum state)d->state) {
	case GROUND:
		return ground_byte(d, byte, now_ms);
	case UTF8:
		return utf8_byte(d, byte, now_ms);
	case ESCAPE:
	case ESCAPE_TWO:
		return escape_byte(d, byte);
	default:
		if (byte == KEY_ESC || byte == 0x18 || byte == 0x1A)
			return sequence_control(d, byte);
		return sequence_byte(d, byte);
	}
}

/* How long to wait for another byte; -1 = for ever. */
static int patience(const struct key_decoder *d)
{
	switch ((enum state)d->state) {
	case GROUND:
		return d->pasting ? KEY_PASTE_MS : -1;
	case ESCAPE:
	case ESCAPE_TWO:
	case CSI_DOLLAR:
	case INTERMEDIATE:
		return d->esc_wait_ms;
	default:
		return KEY_SEQ_MS;
	}
}

/* A clock that went back is one that stood still. */
static uint64_t waited(const struct key_decoder *d, uint64_t now_ms)
{
	return now_ms > d->since_ms ? now_ms - d->since_ms : 0;
}

static bool is_due(const struct key_decoder *d, uint64_t now_ms)
{
	const int ms = patience(d);

	return ms >= 0 && waited(d, now_ms) >= (uint64_t)ms;
}

static struct event expire(struct key_decoder *d, uint64_t now_ms)
{
	struct event event = none;

	switch ((enum state)d->state) {
	case ESCAPE_TWO:
		d->state = ESCAPE; /* the second one is due as well */
		return special_key(d, KEY_ESC);
	case ESCAPE:
		event = special_key(d, KEY_ESC);
		if (event.kind != EVENT_NONE)
			d->esc_ms = now_ms > 0 ? now_ms : 1;
		break;
	case CSI_DOLLAR:
		event = special_key(d, key_sequence_dollar(csi_of(d)));
		break;
	case GROUND:
		d->pasting = false;
		break;
	default:
		break;
	}
	ground(d);
	return event;
}

struct event key_byte(
    struct key_decoder *decoder, unsigned char byte, uint64_t now_ms)
{
	struct event event;

	assert(decoder != NULL);
	if (decoder->held >= 0) {
		const unsigned char first = (unsigned char)decoder->held;

		decoder->held = byte;
		return take(decoder, first, now_ms);
	}
	/* More than one thing may be due, but only one event: the rest of
	   an Escape pressed twice, and a paste that never ended. */
	event = none;
	while (is_due(decoder, now_ms)) {
		const struct event late = expire(decoder, now_ms);

		if (event.kind == EVENT_NONE)
			event = late;
	}
	if (event.kind == EVENT_NONE)
		return take(decoder, byte, now_ms);
	decoder->held = byte;
	return event;
}

struct event key_time(struct key_decoder *decoder, uint64_t now_ms)
{
	assert(decoder != NULL);
	if (decoder->held >= 0) {
		const unsigned char byte = (unsigned char)decoder->held;

		decoder->held = -1;
		return take(decoder, byte, now_ms);
	}
	return is_due(decoder, now_ms) ? expire(decoder, now_ms) : none;
}

int key_wait(const struct key_decoder *decoder, uint64_t now_ms)
{
	const int ms = patience(decoder);
	const uint64_t gone = waited(decoder, now_ms);

	if (decoder->held >= 0)
		return 0;
	if (ms < 0)
		return -1;
	return gone >= (uint64_t)ms ? 0 : ms - (int)gone;
}
