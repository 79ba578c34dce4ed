#include "content/card.h"

#include "content/document.h"

static const struct card cards[] = {
	[CARD_EMERGENCY] = { "EMERGENCY - act now", "emergency",
	    ROLE_EMERGENCY },
	[CARD_URGENT] = { "URGENT - today", "urgent", ROLE_URGENT },
	[CARD_ROUTINE] = { "ROUTINE - in the next days", "routine",
	    ROLE_ROUTINE },
	[CARD_SELFCARE] = { "AT HOME - look after yourself", "selfcare",
	    ROLE_SELFCARE },
	[CARD_DO] = { "Do", "do", ROLE_DO },
	[CARD_DONT] = { "Do not", "dont", ROLE_DONT },
	[CARD_NOTE] = { "Note", "note", ROLE_NOTE },
};

const struct card *card_of(unsigned level)
{
	return &cards[level <= CARD_NOTE ? level : CARD_NOTE];
}
