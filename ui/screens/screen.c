#include "screens/screen.h"

int64_t view_now(const struct view *view)
{
	return view->clock == NULL ? 0 : (int64_t)view->clock(NULL);
}

bool view_keeps(const struct view *view)
{
	return view->store != NULL && !view->secret &&
	       policy_allows(view->policy, POLICY_KEEP);
}

unsigned view_languages(const struct view *view)
{
	return view->catalog->nlangs > 1 ? WHERE_LANGS : 0;
}
