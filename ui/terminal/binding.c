#include "terminal/binding.h"

#include <stdio.h>

#include "base/text.h"
#include "terminal/key.h"

#define LISTS WHERE_LISTS
#define READING                                                                \
	(WHERE_ARTICLE | WHERE_PAGE | WHERE_RESULT | WHERE_TERM | WHERE_TOLD | \
	    WHERE_SCORE)
#define LINKS    (WHERE_LINKS | WHERE_TERM)
#define CHOOSING (WHERE_CHOICES | WHERE_QUIZ)
#define ASKING   (CHOOSING | WHERE_NUMBER)
#define QUIZZING (WHERE_QUIZ | WHERE_TOLD | WHERE_SCORE)

/* A row that needs nothing of the policy says nothing about it. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

/*
 * In the order of the help overlay. For a key that has a meaning in two rows
 * the first row that applies wins, so the special ones come first. The footer
 * shows the first rows that have footer words.
 */
const struct binding bindings[] = {
	/* an open field takes letters; these are what it leaves */
	{ { KEY_ENTER }, ACT_OPEN, WHERE_FIELD, "Find", "keep",
	    "keep what was found and close the field" },
	{ { KEY_ESC }, ACT_BACK, WHERE_FIELD, "Find", "close find",
	    "close find and go back to where you were" },
	{ { KEY_DOWN, KEY_TAB }, ACT_FIND_NEXT, WHERE_FIELD, "Find", "next",
	    "the next match" },
	{ { KEY_UP, KEY_BACKTAB }, ACT_FIND_PREVIOUS, WHERE_FIELD, "Find",
	    "previous", "the match before" },
	{ { KEY_BACKSPACE, KEY_CTRL('W') }, ACT_ERASE, WHERE_FIELD, "Find",
	    NULL, "take back one letter" },
	{ { KEY_CTRL('U') }, ACT_ERASE_ALL, WHERE_FIELD, "Find", NULL,
	    "empty the field" },

	/* and a page to write on */
	{ { KEY_ENTER }, ACT_OPEN, WHERE_WRITE, "Write", "compare",
	    "see how one could say it" },
	{ { KEY_ESC }, ACT_BACK, WHERE_WRITE, "Write", "back",
	    "back, and clear what you wrote" },
	{ { KEY_BACKSPACE, KEY_CTRL('W') }, ACT_ERASE, WHERE_WRITE, "Write",
	    NULL, "take back one letter" },
	{ { KEY_CTRL('U') }, ACT_ERASE_ALL, WHERE_WRITE, "Write", NULL,
	    "clear what you wrote" },
	{ { KEY_UP }, ACT_UP, WHERE_WRITE, "Write", NULL,
	    "up in the question, where it is long" },
	{ { KEY_DOWN }, ACT_DOWN, WHERE_WRITE, "Write", NULL,
	    "down in the question" },
	{ { KEY_PGUP }, ACT_PAGE_UP, WHERE_WRITE, "Write", NULL,
	    "to the top of the question" },
	{ { KEY_PGDN }, ACT_PAGE_DOWN, WHERE_WRITE, "Write", NULL,
	    "to its end" },

	/* a question: choosing and going on are two steps */
	{ { ' ' }, ACT_MARK, ASKING, "Choose", "mark",
	    "choose the line that has the focus, or clear it" },
	{ { '1', '2', '3', '4', '5', '6', '7', '8', '9', '0' }, ACT_DIGIT,
	    CHOOSING, "Choose", NULL,
	    "choose the line with that number, or clear it" },
	{ { KEY_ENTER }, ACT_OPEN, ASKING, "Choose", "go on",
	    "go on with what you chose" },
	{ { KEY_BACKSPACE }, ACT_ERASE, WHERE_NUMBER, "Choose", NULL,
	    "take back one digit" },

	/* A to Z: every letter but q, which goes back as everywhere */
	{ { 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
	      'n', 'o', 'p', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z' },
	    ACT_LETTER, WHERE_AZ, "Choose", NULL,
	    "the pages that begin with that letter" },
	{ { KEY_ENTER, KEY_RIGHT, 'l' }, ACT_OPEN, WHERE_LISTS, "Choose",
	    "open", "open what has the focus" },
	{ { '1', '2', '3', '4', '5', '6', '7', '8', '9', '0' }, ACT_DIGIT,
	    (LISTS & ~WHERE_AZ) | LINKS, "Choose", NULL,
	    "go to the line or link with that number; then Enter" },
	{ { KEY_ENTER, KEY_RIGHT, 'l' }, ACT_OPEN, WHERE_MORE, "Words",
	    "read more", "open the page that says more about the word" },
	{ { KEY_ESC, KEY_LEFT, KEY_BACKSPACE, 'h', 'q' }, ACT_BACK, WHERE_TERM,
	    "Words", "close", "close what the word means; you stay here" },
	{ { KEY_ENTER, KEY_RIGHT, 'l' }, ACT_OPEN, WHERE_LINK, "Links", "open",
	    "open the link that has the focus" },
	{ { KEY_ENTER, KEY_RIGHT, 'l' }, ACT_OPEN, WHERE_TOLD, "Choose",
	    "go on", "read on; at the end the next question" },
	{ { 'r' }, ACT_READ, WHERE_TOLD, "Choose", "read why",
	    "the page that says why; Back comes back here" },
	{ { KEY_TAB }, ACT_NEXT, LINKS, "Links", "links",
	    "the next link; numbers appear beside links" },
	{ { KEY_BACKTAB }, ACT_PREVIOUS, LINKS, "Links", NULL,
	    "the link before" },
	{ { KEY_TAB }, ACT_DOWN, LISTS | ASKING, "Choose", NULL,
	    "the next line" },
	{ { KEY_BACKTAB }, ACT_UP, LISTS | ASKING, "Choose", NULL,
	    "the line before" },
	{ { 'w' }, ACT_WHY, WHERE_RESULT, "Choose", "why",
	    "why this result: the rules and their sources" },
	{ { 'p' }, ACT_SAVE, WHERE_RESULT, "Choose", "save",
	    "keep this result in a text file; asks first", POLICY_SAVE },
	{ { 'p' }, ACT_TAKE, WHERE_RESULT | WHERE_ARTICLE, "Choose",
	    "take along", "a code, or words to write down, to take with you",
	    POLICY_TAKE },
	{ { KEY_ENTER }, ACT_OPEN, WHERE_SAVE, "Choose", "save",
	    "write the file, and say where it is", POLICY_SAVE },

	{ { 'n' }, ACT_FIND_NEXT, WHERE_FOUND, "Find", "next",
	    "the next match" },
	{ { 'N' }, ACT_FIND_PREVIOUS, WHERE_FOUND, "Find", NULL,
	    "the match before" },
	{ { '/' }, ACT_FIND, WHERE_ARTICLE, "Find", "find",
	    "find a word on this page" },
	{ { 'o' }, ACT_PARTS, WHERE_ARTICLE | WHERE_PARTS, "Move", "parts",
	    "the parts of this page" },

	{ { KEY_UP, 'k' }, ACT_UP, WHERE_ANY, "Move", NULL, "up" },
	{ { KEY_DOWN, 'j' }, ACT_DOWN, WHERE_ANY, "Move", NULL, "down" },
	{ { KEY_PGUP, 'b', KEY_CTRL('B') }, ACT_PAGE_UP, WHERE_ANY, "Move",
	    NULL, "a page up" },
	{ { ' ', KEY_PGDN, KEY_CTRL('F') }, ACT_PAGE_DOWN, READING | WHERE_NOTE,
	    "Move", "page", "a page down" },
	{ { KEY_PGDN, ' ', KEY_CTRL('F') }, ACT_PAGE_DOWN, LISTS, "Move", NULL,
	    "a page down" },
	{ { KEY_PGDN, KEY_CTRL('F') }, ACT_PAGE_DOWN, ASKING, "Move", NULL,
	    "a page down" },
	{ { 'g', KEY_HOME, '<' }, ACT_FIRST, WHERE_ANY, "Move", NULL,
	    "to the top" },
	{ { 'G', KEY_END, '>' }, ACT_LAST, WHERE_ANY, "Move", NULL,
	    "to the end" },

	{ { 'c' }, ACT_GO_ON, WHERE_RESUME, "Go", "go on reading",
	    "go on with the page that you read last", POLICY_KEEP },
	{ { 'q' }, ACT_QUIT, WHERE_HOME, "Go", "leave", "leave lumbar",
	    POLICY_QUIT },
	{ { KEY_ESC, KEY_LEFT, KEY_BACKSPACE, 'h', KEY_ALT_LEFT }, ACT_BACK,
	    QUIZZING, "Go", "back", "back one step" },
	{ { 'q' }, ACT_LEAVE, QUIZZING, "Go", NULL,
	    "leave the quiz; asks first if it is not finished" },
	{ { KEY_ESC, KEY_LEFT, KEY_BACKSPACE, 'h', 'q', KEY_ALT_LEFT },
	    ACT_BACK, WHERE_PICK, "Go", "back", "back; nothing changes" },
	{ { KEY_ESC, KEY_LEFT, KEY_BACKSPACE, 'h', KEY_ALT_LEFT }, ACT_BACK,
	    WHERE_CHECK, "Go", "back", "back one step; your answers stay" },
	{ { 'q' }, ACT_LEAVE, WHERE_CHECK, "Go", NULL,
	    "leave the check and clear your answers; asks first" },
	{ { 'f' }, ACT_LEAVE, WHERE_IDLE, "Go", "finish and clear",
	    "leave the check and clear your answers" },
	{ { KEY_ESC, KEY_LEFT, KEY_BACKSPACE, 'h', 'q', KEY_ALT_LEFT },
	    ACT_BACK,
	    WHERE_ANY & ~(WHERE_HOME | WHERE_CHECK | WHERE_IDLE | WHERE_LINK |
			    WHERE_LINKS | WHERE_TERM | WHERE_MORE | QUIZZING |
			    WHERE_PICK),
	    "Go", "back", "back one step, to the same place" },
	{ { KEY_ESC, KEY_LEFT, KEY_BACKSPACE, 'h', KEY_ALT_LEFT }, ACT_BACK,
	    WHERE_HOME, "Go", NULL, "back one step, if you came from a page" },
	{ { ']', KEY_ALT_RIGHT }, ACT_FORWARD,
	    WHERE_HOME | WHERE_LIST | WHERE_AZ | WHERE_ARTICLE, "Go", NULL,
	    "forward again after going back" },
	{ { 'a' }, ACT_A_TO_Z, WHERE_HOME | WHERE_LIST | WHERE_ARTICLE, "Go",
	    "A to Z", "all pages, A to Z" },
	{ { 'H' }, ACT_HOME, WHERE_ANY & ~WHERE_HOME, "Go", NULL,
	    "home, to the menu" },

	{ { 'f' }, ACT_FINISH, WHERE_COUNTDOWN, "Go", "finish",
	    "finish now, and clear everything", POLICY_FINISH },
	{ { 't' }, ACT_LONGER, WHERE_COUNTDOWN, "Go", "more time",
	    "carry on, with more time from now on", POLICY_FINISH },
	{ { KEY_ENTER }, ACT_OPEN, WHERE_PIN, "Go", "try", "try the PIN" },
	{ { KEY_ESC }, ACT_BACK, WHERE_PIN, "Go", "back",
	    "back to the first screen" },
	{ { KEY_BACKSPACE }, ACT_ERASE, WHERE_PIN, "Go", NULL,
	    "take back one character" },
	{ { KEY_CTRL('T') }, ACT_PIN, WHERE_ATTRACT, "Go", NULL, "staff" },
	{ { 'f' }, ACT_FINISH, WHERE_ANY & ~(WHERE_IDLE | WHERE_PICK), "Go",
	    "finish", "finish, and clear everything; asks first",
	    POLICY_FINISH },
	{ { 'z', KEY_F10 }, ACT_HIDE, WHERE_ANY & ~(WHERE_IDLE | WHERE_PICK),
	    "Go", NULL, "hide the screen; any key brings it back" },

	{ { 'L' }, ACT_LANGUAGE, WHERE_LANGS, "Text", "language",
	    "read in another language" },
	{ { '+', '=' }, ACT_WIDER, WHERE_ARTICLE, "Text", NULL, "wider lines" },
	{ { '-' }, ACT_NARROWER, WHERE_ARTICLE, "Text", NULL,
	    "narrower lines" },

	{ { 'm' }, ACT_KEEP, WHERE_ARTICLE, "Other", NULL,
	    "mark this page with a bookmark, or take it away", POLICY_KEEP },
	{ { '?', KEY_F1 }, ACT_HELP, WHERE_ANY & ~WHERE_IDLE, "Other", "keys",
	    "the keys of this screen" },
	{ { KEY_CTRL('L'), KEY_F5 }, ACT_REDRAW, WHERE_ALWAYS, "Other", NULL,
	    "draw the screen again" },
	{ { KEY_CTRL('Z') }, ACT_SUSPEND, WHERE_ALWAYS, "Other", NULL,
	    "stop for now; the shell's fg comes back here", POLICY_SUSPEND },
	{ { KEY_CTRL('C') }, ACT_ABORT, WHERE_ALWAYS, "Other", NULL,
	    "leave at once, from anywhere", POLICY_QUIT },
	{ { '!' }, ACT_URGENT, WHERE_ALWAYS, "Any time", NULL,
	    "urgent help and numbers to call" },
};
#pragma GCC diagnostic pop
const size_t nbindings = sizeof(bindings) / sizeof(bindings[0]);

bool binding_applies(
    const struct binding *row, unsigned where, const struct policy *policy)
{
	if (!policy_allows(policy, row->needs))
		return false;
	/* while a field is open only its own rows do, and the ALWAYS ones */
	if ((where & WHERE_FIELDS) && !(row->where & where & WHERE_FIELDS))
		return false;
	return (row->where & where) != 0;
}

static bool has_key(const struct binding *row, uint32_t key)
{
	for (int i = 0; i < BINDING_KEYS && row->keys[i] != 0; i++) {
		if (row->keys[i] == key)
			return true;
	}
	return false;
}

enum action binding_action(
    uint32_t key, unsigned where, const struct policy *policy, int *arg)
{
	for (size_t i = 0; i < nbindings; i++) {
		const struct binding *row = &bindings[i];

		if (!binding_applies(row, where, policy) || !has_key(row, key))
			continue;
		*arg = row->action == ACT_DIGIT ? (int)(key - '0') : (int)key;
		return row->action;
	}
	/* capitals are the small letters where they mean nothing else */
	if (key >= 'A' && key <= 'Z')
		return binding_action(key - 'A' + 'a', where, policy, arg);
	*arg = (int)key;
	return ACT_UNKNOWN;
}

const char *binding_key_name(uint32_t key, struct arena *arena)
{
	static const struct {
		uint32_t key;
		const char *name;
	} names[] = {
		{ KEY_UP, "Up" },
		{ KEY_DOWN, "Down" },
		{ KEY_LEFT, "Left" },
		{ KEY_RIGHT, "Right" },
		{ KEY_HOME, "Home" },
		{ KEY_END, "End" },
		{ KEY_PGUP, "PgUp" },
		{ KEY_PGDN, "PgDn" },
		{ KEY_INSERT, "Ins" },
		{ KEY_DELETE, "Del" },
		{ KEY_BACKTAB, "Shift-Tab" },
		{ KEY_ALT_LEFT, "Alt-Left" },
		{ KEY_ALT_RIGHT, "Alt-Right" },
		{ KEY_ESC, "Esc" },
		{ KEY_TAB, "Tab" },
		{ KEY_ENTER, "Enter" },
		{ KEY_BACKSPACE, "Backspace" },
		{ ' ', "Space" },
	};
	char text[4];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (names[i].key == key)
			return names[i].name;
	}
	if (key >= KEY_F1 && key <= KEY_F12)
		return arena_printf(arena, "F%u", (unsigned)(key - KEY_F1 + 1));
	if (key < 0x20)
		return arena_printf(arena, "Ctrl-%c", (int)(key | 0x40));
	return arena_copy(arena, text, utf8_put(text, key));
}
