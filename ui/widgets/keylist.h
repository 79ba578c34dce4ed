/*
 * keylist.h - the binding table in words.
 *
 * For the help overlay, plain mode's help and README's key list.
 */
#ifndef LUMBAR_KEYLIST_H
#define LUMBAR_KEYLIST_H

#include "content/document.h"

/* A page of the keys that work where `where` holds, by groups. */
void keylist_compose(struct doc *doc, unsigned where);

/* All rows of the table as a Markdown table, for README. */
void keylist_markdown(FILE *out);

#endif
