/*
 * binding.h - the one table of keys: what each does, where, and in words.
 *
 * The footer, the help overlay, README's key list and the tests are all made
 * from these rows. Key names are computed, never typed.
 */
#ifndef LUMBAR_BINDING_H
#define LUMBAR_BINDING_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum action {
	ACT_NONE,
	ACT_UP, ACT_DOWN,
	ACT_PAGE_UP, ACT_PAGE_DOWN,
	ACT_FIRST, ACT_LAST,
	ACT_OPEN, ACT_BACK, ACT_FORWARD,
	ACT_DIGIT,    /* arg = 0 to 9 */
	ACT_NEXT, ACT_PREVIOUS,
	ACT_FIND, ACT_FIND_NEXT, ACT_FIND_PREVIOUS,
	ACT_PARTS, ACT_WIDER, ACT_NARROWER, ACT_A_TO_Z,
	ACT_HOME, ACT_HELP, ACT_URGENT, ACT_REDRAW, ACT_QUIT, ACT_LEAVE,
	ACT_SUSPEND,
	ACT_TEXT,     /* arg = character typed into an open field */
	ACT_ERASE,    /* arg = 1: the whole field */
	ACT_CLICK,    /* arg = row * CANVAS_MAX + col */
	ACT_WHEEL,    /* arg = -1 or 1 */
	ACT_UNKNOWN,  /* a key that means nothing here; arg = the key */
	ACT_COUNT
};

/* Where a row applies: kinds of screens, as bits. */
#define WHERE_LIST    1u  /* home, topic */
#define WHERE_ARTICLE 2u
#define WHERE_OVERLAY 4u  /* help, parts, notice, urgent */
#define WHERE_FIELD   8u  /* an open text field: letters are text */
#define WHERE_HOME    16u
#define WHERE_AZ      32u
#define WHERE_ANY     (~0u & ~WHERE_FIELD)

#define BINDING_KEYS 6

struct binding {
	uint32_t keys[BINDING_KEYS]; /* the first is the one shown; 0 ends */
	enum action action;
	unsigned where;
	const char *group;  /* heading in help: "Move" */
	const char *footer; /* two words for the hint row, or NULL */
	const char *help;   /* what it does, in a sentence part */
};

extern const struct binding bindings[];
extern const size_t nbindings;

/* The action of a key where `where` holds; ACT_UNKNOWN when none. */
enum action binding_action(uint32_t key, unsigned where, int *arg);

/* "Ctrl-L", "PgUp", "Tab", "q"; a static string or made in the arena. */
const char *binding_key_name(uint32_t key, struct arena *arena);

#endif
