#include "terminal/key_sequence.h"

#include "terminal/canvas.h"

#define PARAMS_MAX 4
#define PARAM_CAP  99999

#define SHIFT 1
#define ALT   2
#define CTRL  4
#define LOCKS (64 | 128) /* Caps Lock and Num Lock, as kitty tells them */

struct params {
	int value[PARAMS_MAX]; /* 0 when left out */
	int sub[PARAMS_MAX];   /* after a colon; -1 = none */
	int n;                 /* at least 1 */
	unsigned char prefix;  /* <, =, > or ?; 0 = none */
	bool odd;              /* holds what no key sends */
};

static struct params read_params(struct key_csi csi)
{
	struct params p = { .n = 1, .sub = { -1, -1, -1, -1 } };
	int *number = &p.value[0];
	size_t i = 0;

	if (csi.len > 0 && csi.ptr[0] >= '<' && csi.ptr[0] <= '?')
		p.prefix = csi.ptr[i++];
	for (; i < csi.len; i++) {
		const unsigned char c = csi.ptr[i];

		if (c >= '0' && c <= '9') {
			*number = *number * 10 + (c - '0');
			if (*number > PARAM_CAP)
				*number = PARAM_CAP;
		} else if (c == ';' && p.n < PARAMS_MAX) {
			number = &p.value[p.n++];
		} else if (c == ':' && p.sub[p.n - 1] < 0) {
			number = &p.sub[p.n - 1];
			*number = 0;
		} else {
			p.odd = true;
			break;
		}
	}
	return p;
}

/* A modifier parameter is 1 more than its bits; 0 = left out. */
static int modifier_bits(int value)
{
	return value > 0 ? (value - 1) & ~LOCKS : 0;
}

/* By the final byte of CSI and SS3, as xterm, vt100, linux and rxvt do. */
static uint32_t letter_key(unsigned char final, bool alt)
{
	switch (final) {
	case 'A':
	case 'a':
		return KEY_UP;
	case 'B':
	case 'b':
		return KEY_DOWN;
	case 'C':
	case 'c':
		return alt ? KEY_ALT_RIGHT : KEY_RIGHT;
	case 'D':
	case 'd':
		return alt ? KEY_ALT_LEFT : KEY_LEFT;
	case 'F':
		return KEY_END;
	case 'H':
		return KEY_HOME;
	case 'P':
	case 'Q':
	case 'R':
	case 'S':
		return KEY_F1 + (uint32_t)(final - 'P');
	default:
		return KEY_NONE;
	}
}

/* CSI number ~ of vt220, linux, rxvt, screen and tmux. */
static uint32_t number_key(int number)
{
	static const uint32_t keys[] = { [1] = KEY_HOME,
		[2] = KEY_INSERT,
		[3] = KEY_DELETE,
		[4] = KEY_END,
		[5] = KEY_PGUP,
		[6] = KEY_PGDN,
		[7] = KEY_HOME,
		[8] = KEY_END,
		[11] = KEY_F1,
		[12] = KEY_F2,
		[13] = KEY_F3,
		[14] = KEY_F4,
		[15] = KEY_F5,
		[17] = KEY_F6,
		[18] = KEY_F7,
		[19] = KEY_F8,
		[20] = KEY_F9,
		[21] = KEY_F10,
		[23] = KEY_F11,
		[24] = KEY_F12 };

	if (number < 0 || number >= (int)(sizeof(keys) / sizeof(*keys)) ||
	    keys[number] == 0)
		return KEY_NONE;
	return keys[number];
}

static uint32_t ctrl_key(int code)
{
	if (code >= 'a' && code <= 'z')
		code -= 'a' - 'A';
	if (code <= '@' || code > '_')
		return KEY_NONE;
	switch (KEY_CTRL(code)) {
	case '\b':
		return KEY_BACKSPACE;
	case '\n':
		return KEY_ENTER;
	default:
		return (uint32_t)KEY_CTRL(code);
	}
}

/*
 * kitty's CSI u and xterm's modifyOtherKeys name a character and modifiers;
 * shifted is the character with Shift, where kitty tells it. Alt with a letter
 * is nothing, as everywhere.
 */
static uint32_t code_key(int code, int shifted, int bits)
{
	if (code == KEY_TAB && (bits & SHIFT) != 0)
		return KEY_BACKTAB;
	if (code == KEY_TAB || code == KEY_ENTER || code == KEY_ESC ||
	    code == KEY_BACKSPACE)
		return (uint32_t)code;
	if (code == '\b')
		return KEY_BACKSPACE;
	if ((bits & ~(SHIFT | CTRL)) != 0)
		return KEY_NONE;
	if ((bits & CTRL) != 0)
		return ctrl_key(code);
	if ((bits & SHIFT) != 0 && shifted > 0)
		code = shifted;
	else if ((bits & SHIFT) != 0 && code >= 'a' && code <= 'z')
		code -= 'a' - 'A';
	/* kitty gives keys without a character numbers of the private area. */
	if (code < 0x20 || code > 0xFFFF || (code >= 0x7F && code < 0xA0) ||
	    (code >= 0xD800 && code <= 0xF8FF))
		return KEY_NONE;
	return (uint32_t)code;
}

static uint32_t tilde_key(const struct params *p)
{
	if (p->value[0] == 27 && p->n == 3)
		return code_key(p->value[2], 0, modifier_bits(p->value[1]));
	return p->n <= 2 ? number_key(p->value[0]) : KEY_NONE;
}

static uint32_t csi_key(
    const struct params *p, struct key_csi csi, unsigned char final)
{
	const int bits = modifier_bits(p->value[1]);

	switch (final) {
	case '~':
		return tilde_key(p);
	case '^': /* rxvt with Ctrl; with Ctrl and Shift */
	case '@':
		return p->n == 1 ? number_key(p->value[0]) : KEY_NONE;
	case 'u':
		return csi.len == 0 ? KEY_NONE
		                    : code_key(p->value[0], p->sub[0], bits);
	case 'Z':
		return KEY_BACKTAB;
	case 'a': /* rxvt with Shift; with parameters it is an answer: */
	case 'b':
	case 'c': /* to "what are you?" */
	case 'd':
	case 'R': /* to "where is the cursor?" */
		if (csi.len > 0)
			return KEY_NONE;
		break;
	default:
		break;
	}
	/* xterm: CSI 1 ; modifier letter */
	if (p->n > 2 || p->value[0] > 1)
		return KEY_NONE;
	return letter_key(final, csi.alt || (bits & ALT) != 0);
}

struct event key_sequence_csi(struct key_csi csi, unsigned char final)
{
	const struct params p = read_params(csi);
	struct event event = { .kind = EVENT_NONE };

	if (p.odd)
		return event;
	if (p.prefix == '<' && p.n == 3 && final == 'M')
		return key_sequence_mouse(
		    p.value[0], p.value[2] - 1, p.value[1] - 1);
	/* kitty puts what happened behind the modifiers: 3 = let go */
	if (p.prefix != 0 || p.sub[1] == 3)
		return event;
	event.key = csi_key(&p, csi, final);
	if (event.key != KEY_NONE)
		event.kind = EVENT_KEY;
	return event;
}

int key_sequence_paste(struct key_csi csi)
{
	const struct params p = read_params(csi);

	if (p.odd || p.prefix != 0 || p.n > 1 ||
	    (p.value[0] != 200 && p.value[0] != 201))
		return 0;
	return p.value[0];
}

uint32_t key_sequence_dollar(struct key_csi csi)
{
	const struct params p = read_params(csi);

	if (p.odd || p.prefix != 0 || p.n > 1)
		return KEY_NONE;
	return number_key(p.value[0]);
}

uint32_t key_sequence_ss3(struct key_csi csi, unsigned char final)
{
	static const char keypad[] = "*+,-./0123456789"; /* j to y */
	const struct params p = read_params(csi);
	/* Old terminals put the modifier here: SS3 5 A, SS3 1 ; 3 D. */
	const int bits = modifier_bits(p.value[p.n - 1]);

	if (p.odd)
		return KEY_NONE;
	if (final >= 'j' && final <= 'y')
		return (unsigned char)keypad[final - 'j'];
	switch (final) {
	case 'M':
		return KEY_ENTER;
	case 'I':
		return KEY_TAB;
	case ' ':
		return ' ';
	case 'X':
		return '=';
	default:
		return letter_key(final, csi.alt || (bits & ALT) != 0);
	}
}

struct event key_sequence_mouse(int button, int row, int col)
{
	struct event event = { .kind = EVENT_MOUSE, .row = row, .col = col };

	if (row < 0 || col < 0 || row >= CANVAS_MAX || col >= CANVAS_MAX)
		return (struct event){ .kind = EVENT_NONE };
	/* Shift 4, Alt 8 and Ctrl 16 do not matter; 32 is a movement. */
	switch (button & ~(4 | 8 | 16)) {
	case 0:
		event.mouse = MOUSE_PRESS;
		return event;
	case 2:
		event.mouse = MOUSE_BACK;
		return event;
	case 64:
		event.mouse = MOUSE_WHEEL_UP;
		return event;
	case 65:
		event.mouse = MOUSE_WHEEL_DOWN;
		return event;
	default:
		return (struct event){ .kind = EVENT_NONE };
	}
}
