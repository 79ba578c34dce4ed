/*
 * kept.h - what was kept of earlier visits, as far as this pack still has it.
 *
 * The first page and "My pages" are made from it, on the screen and in plain
 * mode. Everything is made in the arena or belongs to the catalog.
 */
#ifndef LUMBAR_KEPT_H
#define LUMBAR_KEPT_H

#include "content/catalog.h"
#include "visit/store.h"

#define KEPT_PAGES 200 /* the most that kept_pages finds */

struct kept_page {
	const struct catalog_article *article;
	int percent; /* how far it was read; 0 = not at all */
	bool bookmark;
};

/* Bookmarks, then what was read, the last one first; returns how many. */
size_t kept_pages(const struct catalog *catalog, struct store *store,
    struct arena *arena, const struct kept_page **out);

/*
 * The page that was read last and not to its end, or NULL; how far, if percent
 * is not NULL.
 */
const struct catalog_article *kept_last(const struct catalog *catalog,
    struct store *store, struct arena *arena, int *percent);

/* "read", or how far: "60% read". */
const char *kept_mark(int percent, struct arena *arena);
/* The same of one of my pages, or "bookmark", "bookmark, read"; or "". */
const char *kept_page_mark(const struct kept_page *page, struct arena *arena);

#endif
