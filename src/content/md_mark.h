/*
 * md_mark.h - marks that md4c does not know, or was told not to.
 */
#ifndef LUMBAR_MD_MARK_H
#define LUMBAR_MD_MARK_H

#include "content/document.h"

/*
 * The mark at the beginning of a care card, "[!EMERGENCY] ". Returns how many
 * bytes it is, 0 when there is none; then word is what stands in its place,
 * or empty.
 */
size_t md_mark_card(struct slice text, struct slice *word, enum doc_card *card);

/* Whether there is something that looks like a tag or a comment of HTML. */
bool md_mark_html(struct slice text);

#endif
