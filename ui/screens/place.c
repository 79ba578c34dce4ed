#include "screens/place.h"

#include <stdio.h>
#include <string.h>

struct slice place_page(const char *id)
{
	return (struct slice){ id, strcspn(id, "#") };
}

struct place_target place_find(const struct catalog *catalog, const char *id)
{
	struct place_target target = { .kind = PLACE_NONE };
	struct slice page = place_page(id);

	if (id[0] == '\0') {
		target.kind = PLACE_HOME;
	} else if (strcmp(id, "a-z") == 0) {
		target.kind = PLACE_A_TO_Z;
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

static void set_entry(struct place_entry *entry, const char *id)
{
	memset(entry, 0, sizeof(*entry));
	snprintf(entry->id, sizeof(entry->id), "%s", id);
}

void place_begin(struct place_history *history, const char *start)
{
	memset(history, 0, sizeof(*history));
	history->n = 1;
	if (start[0] != '\0')
		place_push(history, start);
}

struct place_entry *place_here(struct place_history *history)
{
	return &history->entries[history->at];
}

void place_push(struct place_history *history, const char *id)
{
	struct place_entry *entries = history->entries;

	if (history->at + 1 == PLACE_HISTORY) {
		memmove(&entries[1], &entries[2],
		    (PLACE_HISTORY - 2) * sizeof(entries[0]));
		history->at--;
	}
	set_entry(&entries[++history->at], id);
	history->n = history->at + 1;
}

bool place_back(struct place_history *history)
{
	if (history->at == 0)
		return false;
	history->at--;
	return true;
}

bool place_forward(struct place_history *history)
{
	if (history->at + 1 >= history->n)
		return false;
	history->at++;
	return true;
}
