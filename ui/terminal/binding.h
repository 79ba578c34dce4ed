/*
 * binding.h - the one table of keys: what each does, where, and in words.
 *
 * The footer, the help overlay, README's key list and the tests are all made
 * from these rows. Key names are computed, never typed.
 */
#ifndef LUMBAR_BINDING_H
#define LUMBAR_BINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "visit/policy.h"

enum action {
	ACT_NONE,
	ACT_UP,
	ACT_DOWN,
	ACT_PAGE_UP,
	ACT_PAGE_DOWN,
	ACT_FIRST,
	ACT_LAST,
	ACT_OPEN,
	ACT_BACK,
	ACT_FORWARD,
	ACT_DIGIT, /* arg = 0 to 9 */
	ACT_NEXT,
	ACT_PREVIOUS,
	ACT_FIND,
	ACT_FIND_NEXT,
	ACT_FIND_PREVIOUS,
	ACT_PARTS,
	ACT_WIDER,
	ACT_NARROWER,
	ACT_A_TO_Z,
	ACT_HOME,
	ACT_HELP,
	ACT_URGENT,
	ACT_REDRAW,
	ACT_QUIT,
	ACT_ABORT,
	ACT_SUSPEND,
	ACT_TEXT, /* arg = character typed into an open field */
	ACT_ERASE,
	ACT_ERASE_ALL,
	ACT_LETTER,   /* arg = the letter */
	ACT_MARK,     /* choose or clear the line that has the focus */
	ACT_WHY,      /* what the result comes from */
	ACT_SAVE,     /* keep the result in a file; it asks first */
	ACT_LEAVE,    /* out of the self-check or a quiz; it asks first */
	ACT_READ,     /* read why: the paragraph behind a question */
	ACT_GO_ON,    /* to the page that was read last */
	ACT_KEEP,     /* a bookmark, or no bookmark any more */
	ACT_HIDE,     /* the screen, from somebody who comes by */
	ACT_FINISH,   /* the visit to a kiosk */
	ACT_LONGER,   /* more time before a kiosk asks */
	ACT_PIN,      /* staff */
	ACT_TAKE,     /* something to take along */
	ACT_LANGUAGE, /* which language to read */
	ACT_IDLE,     /* no key came for as long as the screen waits */
	ACT_CLICK,    /* arg = row * CANVAS_MAX + col */
	ACT_WHEEL,    /* arg = -1 or 1 */
	ACT_UNKNOWN,  /* a key that means nothing here; arg = the key */
	ACT_COUNT
};

/* Where a row applies: states of screens, as bits. */
#define WHERE_HOME      1u       /* the menu */
#define WHERE_LIST      2u       /* the articles of a topic */
#define WHERE_AZ        4u       /* A to Z */
#define WHERE_ARTICLE   8u       /* reading */
#define WHERE_LINK      16u      /* a link has the focus; with WHERE_ARTICLE */
#define WHERE_FOUND     32u      /* there are matches; with WHERE_ARTICLE */
#define WHERE_PARTS     64u      /* the list of parts is open */
#define WHERE_PAGE      128u     /* urgent help, help, a notice */
#define WHERE_FIELD     256u     /* find is open: characters are text */
#define WHERE_URGENT    512u     /* urgent help is open; with WHERE_PAGE */
#define WHERE_UNSEEN    1024u    /* the window is too small to show anything */
#define WHERE_CHOICES   2048u    /* self-check: a question with boxes */
#define WHERE_NUMBER    4096u    /* self-check: a question for a number */
#define WHERE_ANSWERS   8192u    /* self-check: "Check your answers" */
#define WHERE_RESULT    16384u   /* self-check: what to do */
#define WHERE_IDLE      32768u   /* self-check: "Are you still there?" */
#define WHERE_TERM      65536u   /* a page is read, and a word explained */
#define WHERE_MORE      131072u  /* and a page says more; with WHERE_TERM */
#define WHERE_SAVE      262144u  /* self-check: "Save this result in a file?" */
#define WHERE_NOTE      524288u  /* self-check: a page with nothing to open */
#define WHERE_QUIZ      1048576u /* quiz: a question */
#define WHERE_TOLD      2097152u /* quiz: what there is to say of an answer */
#define WHERE_SCORE     4194304u /* quiz: what is known; what to read */
#define WHERE_WRITE     8388608u /* quiz: say it in your own words */
#define WHERE_PICK      16777216u   /* "Leave?", "Finish?", languages */
#define WHERE_LINKS     33554432u   /* a page with links; with what it is */
#define WHERE_ATTRACT   67108864u   /* kiosk: nobody is there */
#define WHERE_COUNTDOWN 134217728u  /* kiosk: "Are you still there?" */
#define WHERE_HIDDEN    268435456u  /* a hidden screen */
#define WHERE_PIN       536870912u  /* kiosk: the staff PIN */
#define WHERE_RESUME    1073741824u /* the menu: a page to go on with */
#define WHERE_LANGS     2147483648u /* other languages; with what it is */
#define WHERE_COVER     (WHERE_COUNTDOWN | WHERE_HIDDEN | WHERE_PIN | WHERE_ATTRACT)
#define WHERE_FIELDS    (WHERE_FIELD | WHERE_WRITE)
#define WHERE_CHECK \
	(WHERE_CHOICES | WHERE_NUMBER | WHERE_ANSWERS | WHERE_RESULT)
#define WHERE_LISTS                                                         \
	(WHERE_HOME | WHERE_LIST | WHERE_AZ | WHERE_PARTS | WHERE_ANSWERS | \
	    WHERE_PICK)
#define WHERE_ANY                                                           \
	(~0u & ~(WHERE_FIELDS | WHERE_UNSEEN | WHERE_COVER | WHERE_RESUME | \
		   WHERE_LANGS))
#define WHERE_ALWAYS (~0u)

#define BINDING_KEYS 25

struct binding {
	uint32_t keys[BINDING_KEYS]; /* the first is the one shown; 0 ends */
	enum action action;
	unsigned where;
	const char *group;  /* heading in help: "Move" */
	const char *footer; /* two words for the hint row, or NULL */
	const char *help;   /* what it does, in a sentence part */
	unsigned needs; /* POLICY_ bits without which there is no such key */
};

extern const struct binding bindings[];
extern const size_t nbindings;

/* Whether a row acts in the state `where`, and the policy lets it. */
bool binding_applies(
    const struct binding *row, unsigned where, const struct policy *policy);

/* The action of a key where `where` holds; ACT_UNKNOWN when none. */
enum action binding_action(
    uint32_t key, unsigned where, const struct policy *policy, int *arg);

/* "Ctrl-L", "PgUp", "Tab", "q"; a static string or made in the arena. */
const char *binding_key_name(uint32_t key, struct arena *arena);

#endif
