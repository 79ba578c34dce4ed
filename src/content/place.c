#include "content/place.h"

#include <string.h>

struct slice place_page(const char *id)
{
	const char *const words = strstr(id, PLACE_WORDS);
	const size_t len = strcspn(id, "#");

	if (words != NULL && (size_t)(words - id) < len)
		return (struct slice){ id, (size_t)(words - id) };
	return (struct slice){ id, len };
}

static void find_article(
    const struct catalog *catalog, const char *id, struct place *out)
{
	const struct slice page = place_page(id);
	const char *const words = strstr(id, PLACE_WORDS);

	out->article = catalog_article(catalog, page);
	if (out->article == NULL)
		return;
	out->kind = PLACE_ARTICLE;
	if (words != NULL)
		out->words = slice_of(words + strlen(PLACE_WORDS));
	if (id[page.len] != '#')
		return;
	out->part = slice_of(id + page.len + 1);
	if (words != NULL)
		out->part.len = (size_t)(words - out->part.ptr);
}

bool place_is_quiz(const char *id)
{
	return strncmp(id, PLACE_QUIZ, strlen(PLACE_QUIZ)) == 0;
}

struct place place_find(const struct catalog *catalog, const char *id)
{
	struct place target = { .kind = PLACE_NONE };

	if (id[0] == '\0') {
		target.kind = PLACE_HOME;
	} else if (strcmp(id, PLACE_A_TO_Z_ID) == 0) {
		target.kind = PLACE_A_TO_Z;
	} else if (strcmp(id, PLACE_CHECK_ID) == 0) {
		target.kind = PLACE_CHECK;
	} else if (strncmp(id, "topic:", 6) == 0) {
		target.topic = catalog_topic(catalog, slice_of(id + 6));
		if (target.topic != NULL)
			target.kind = PLACE_TOPIC;
	} else if (strcmp(id, PLACE_QUIZZES) == 0) {
		if (catalog->nquizzes > 0)
			target.kind = PLACE_QUIZ_LIST;
	} else if (strcmp(id, PLACE_DUE_ID) == 0) {
		if (catalog->nquizzes > 0)
			target.kind = PLACE_QUIZ_DUE;
	} else if (place_is_quiz(id)) {
		target.quiz =
		    catalog_quiz(catalog, slice_of(id + strlen(PLACE_QUIZ)));
		if (target.quiz != NULL)
			target.kind = PLACE_QUIZ_ONE;
	} else if (strcmp(id, PLACE_MINE_ID) == 0) {
		target.kind = PLACE_MINE;
	} else {
		find_article(catalog, id, &target);
	}
	return target;
}
