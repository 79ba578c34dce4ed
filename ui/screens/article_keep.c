#include "screens/article_screen.h"

#include <string.h>

void article_keep_page(struct article_screen *article)
{
	const struct view *view = article->base.view;
	const struct store_page page = { .id = article->entry->id,
		.block = article->reader.block,
		.offset = article->reader.offset,
		.percent = pager_percent(&article->reader.pager),
		.at = view_now(view) };
	const struct store_page *was = &article->kept;

	if (!view_keeps(view) || !article->page.whole ||
	    (was->id != NULL && was->block == page.block &&
		was->offset == page.offset && was->percent == page.percent))
		return;
	if (store_put_page(view->store, &page))
		article->kept = page;
}

struct step article_keep_bookmark(struct article_screen *article)
{
	const struct view *view = article->base.view;
	const char *id = article->entry->id;
	const bool was = store_is_bookmark(view->store, id);
	struct step step = STAY;

	if (!view_keeps(view)) {
		/* it would tell what a self-check has led to */
		step.message = "No bookmarks during a self-check";
		return step;
	}
	if (!store_put_bookmark(view->store, id, !was, view_now(view))) {
		/* why, the store says, but not twice */
		step.message = store_note(view->store);
		if (step.message == NULL)
			step.message = "The bookmark was not kept";
		return step;
	}
	step.message =
	    was ? "Bookmark taken away" : "Bookmark set: see My pages";
	return step;
}

const char *article_carry(const struct screen *screen, struct arena *arena)
{
	const struct article_screen *article =
	    (const struct article_screen *)screen;
	const char *address = screen->view->address;

	if (address == NULL)
		return NULL;
	return arena_printf(arena, "%s%s%s.html", address,
	    address[strlen(address) - 1] == '/' ? "" : "/", article->entry->id);
}
