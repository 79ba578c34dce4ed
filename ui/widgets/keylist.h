/*
 * keylist.h - the binding table in words.
 *
 * For the help overlay.
 */
#ifndef LUMBAR_KEYLIST_H
#define LUMBAR_KEYLIST_H

#include "content/document.h"
#include "visit/policy.h"

/* A page of the keys that work where `where` holds, by groups. */
void keylist_compose(
    struct doc *doc, unsigned where, const struct policy *policy);

#endif
