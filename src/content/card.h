/*
 * card.h - what the levels of care cards are called, in the one place for it.
 *
 * The words carry the level: nothing depends on a colour.
 */
#ifndef LUMBAR_CARD_H
#define LUMBAR_CARD_H

#include "content/role.h"

struct card {
	const char *label; /* "EMERGENCY - act now" */
	const char *name;  /* "emergency", for style sheets */
	enum role role;
};

/* level is an enum doc_card; what is over the last one is a note. */
const struct card *card_of(unsigned level);

#endif
