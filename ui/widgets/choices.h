/*
 * choices.h - a question and what can be chosen: boxes to tick, one of
 * several, or a number.
 *
 * The question's text stands above the lines and scrolls with them, so that a
 * long question fits a small window. Moving, marking and going on are three
 * steps: nothing is marked at first, and nothing is marked unseen.
 */
#ifndef LUMBAR_CHOICES_H
#define LUMBAR_CHOICES_H

#include "base/text.h"
#include "terminal/binding.h"
#include "terminal/canvas.h"

#define CHOICES_MAX    24
#define CHOICES_DIGITS 3

enum choices_kind {
	CHOICES_ONE,   /* ( ) and (*) */
	CHOICES_MANY,  /* [ ] and [x] */
	CHOICES_ORDER, /* [ ] and [2]: one after the other */
	CHOICES_NUMBER /* a number is typed, or one of the lines chosen */
};

struct choices_para {
	struct slice text;
	enum role role;
	bool drawn; /* a row of a drawing: never wrapped, no blank after it */
};

struct choices {
	enum choices_kind kind;
	const struct choices_para *lead; /* borrowed, as are the items */
	size_t nlead;
	const struct slice *items;
	size_t n;
	uint32_t apart;            /* items that go with no other */
	uint32_t marked;           /* bit 0 is items[0] */
	uint8_t rank[CHOICES_MAX]; /* of CHOICES_ORDER: from 1, if marked */
	char typed[CHOICES_DIGITS + 1];
	/* In lines: those of CHOICES_NUMBER begin with the number. */
	size_t focus;
	int top, rows, cols;
	int row_at[CHOICES_MAX + 2]; /* where each line begins, and the end */
	uint32_t before; /* the marks before the last digit was pressed */
	size_t last;     /* that digit */
};

/* Focus on the first line, nothing marked. lead and items are set already. */
void choices_init(struct choices *choices, enum choices_kind kind);

/* Nothing of what was chosen is left. */
void choices_wipe(struct choices *choices);

/* Give it its room; the question stays in sight if it was. */
void choices_resize(struct choices *choices, int rows, int cols);

/* Moving, marking, typing; true if the action was one of them. */
bool choices_act(struct choices *choices, enum action action, int arg);

/* Whether a key is a digit of the number. */
bool choices_takes(const struct choices *choices, uint32_t key);

/*
 * Focus what is drawn at a row and mark it, or clear it, as its digit does; but
 * what shows in part is brought into sight first.
 */
void choices_click(struct choices *choices, int row);

/*
 * Bring the focus into sight, and with it as many lines as fit. The question
 * stays where it is if the focus can be seen and not all lines would fit.
 */
void choices_reveal(struct choices *choices);

/* Lines that end below the room. */
size_t choices_below(const struct choices *choices);

/* Whether the line that has the focus can be seen. */
bool choices_sees_focus(const struct choices *choices);

/* Draws into rect (of the size last given) and places the cursor. */
void choices_draw(
    const struct choices *choices, struct canvas *canvas, struct rect rect);

#endif
