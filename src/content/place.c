#include "content/place.h"

#include <string.h>

struct slice place_page(const char *id)
{
	return (struct slice){ id, strcspn(id, "#") };
}

struct place place_find(const struct catalog *catalog, const char *id)
{
	struct place target = { .kind = PLACE_NONE };
	struct slice page = place_page(id);

	if (id[0] == '\0') {
		target.kind = PLACE_HOME;
	} else if (strcmp(id, "a-z") == 0) {
		target.kind = PLACE_A_TO_Z;
	} else if (strcmp(id, PLACE_CHECK_ID) == 0) {
		target.kind = PLACE_CHECK;
	} else if (strncmp(id, "topic:", 6) == 0) {
		target.topic = catalog_topic(catalog, slice_of(id + 6));
		if (target.topic != NULL)
			target.kind = PLACE_TOPIC;
	} else {
		target.article = catalog_article(catalog, page);
		if (target.article != NULL)
			target.kind = PLACE_ARTICLE;
		if (id[page.len] == '#')
			target.part = slice_of(id + page.len + 1);
	}
	return target;
}
