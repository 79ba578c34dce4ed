/*
 * pack_link.h - packs beside each other, and a link to the one in use, as
 * lumbar-kiosk(7) tells administrators to keep them.
 */
#ifndef LUMBAR_TESTS_PACK_LINK_H
#define LUMBAR_TESTS_PACK_LINK_H

#include <limits.h>

struct pack_link {
	char folder[PATH_MAX];       /* the packs lie here */
	char current[PATH_MAX + 16]; /* the link, beside that folder */
};

/* Below a folder that is there. All of these abort when they cannot. */
void pack_link_make(struct pack_link *packs, const char *folder);

/* A copy of a pack of this project, such as "content". */
void pack_link_copy(
    const struct pack_link *packs, const char *from, const char *name);

/* Write a file of a pack anew, or remove it when there is no text. */
void pack_link_write(const struct pack_link *packs, const char *name,
    const char *file, const char *text);

/* The link leads to that one from now on. */
void pack_link_to(const struct pack_link *packs, const char *name);

#endif
