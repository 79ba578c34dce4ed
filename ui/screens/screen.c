#include "screens/screen.h"

#define LOOK_AT 16 /* pages: those of another pack are passed over */

int64_t view_now(const struct view *view)
{
	return view->clock == NULL ? 0 : (int64_t)view->clock(NULL);
}

bool view_keeps(const struct view *view)
{
	return view->store != NULL && !view->secret &&
	       policy_allows(view->policy, POLICY_KEEP);
}

const char *view_last_page(
    const struct view *view, struct arena *arena, int *percent)
{
	const struct store_page *pages;
	const size_t n = store_pages(view->store, arena, LOOK_AT, &pages);

	for (size_t i = 0; i < n; i++) {
		const struct catalog_article *article =
		    catalog_article(view->catalog, slice_of(pages[i].id));

		if (article == NULL)
			continue;
		if (percent != NULL)
			*percent = pages[i].percent;
		return article->id;
	}
	return NULL;
}
