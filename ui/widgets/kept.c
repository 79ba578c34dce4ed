#include "widgets/kept.h"

#define PAGES_MAX    (KEPT_PAGES / 2) /* bookmarks, and pages read */
#define READ_PERCENT 90               /* from here on a page counts as read */

/* Those of another pack are passed over, and bookmarks that stand there. */
static size_t add(const struct catalog *catalog, const struct store_page *pages,
    size_t n, bool bookmarks, struct kept_page *out)
{
	size_t added = 0;

	for (size_t i = 0; i < n; i++) {
		const struct catalog_article *article =
		    catalog_article(catalog, slice_of(pages[i].id));

		if (article != NULL && pages[i].bookmark == bookmarks)
			out[added++] = (struct kept_page){ article,
				pages[i].percent, bookmarks };
	}
	return added;
}

size_t kept_pages(const struct catalog *catalog, struct store *store,
    struct arena *arena, const struct kept_page **out)
{
	const struct store_page *marks, *pages;
	const size_t nmarks = store_bookmarks(store, arena, PAGES_MAX, &marks);
	const size_t npages = store_pages(store, arena, PAGES_MAX, &pages);
	struct kept_page *list =
	    arena_zalloc(arena, nmarks + npages + 1, sizeof(*list));
	size_t n = add(catalog, marks, nmarks, true, list);

	n += add(catalog, pages, npages, false, list + n);
	*out = list;
	return n;
}

const struct catalog_article *kept_last(const struct catalog *catalog,
    struct store *store, struct arena *arena, int *percent)
{
	const struct store_page *pages;
	const size_t n = store_pages(store, arena, PAGES_MAX, &pages);

	for (size_t i = 0; i < n; i++) {
		const struct catalog_article *article =
		    catalog_article(catalog, slice_of(pages[i].id));

		if (article == NULL || pages[i].percent >= READ_PERCENT)
			continue;
		if (percent != NULL)
			*percent = pages[i].percent;
		return article;
	}
	return NULL;
}

const char *kept_mark(int percent, struct arena *arena)
{
	if (percent >= READ_PERCENT)
		return "read";
	return arena_printf(arena, "%d%% read", percent);
}

const char *kept_page_mark(const struct kept_page *page, struct arena *arena)
{
	if (page->percent == 0)
		return page->bookmark ? "bookmark" : "";
	return arena_printf(arena, "%s%s", page->bookmark ? "bookmark, " : "",
	    kept_mark(page->percent, arena));
}
