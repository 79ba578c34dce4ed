/*
 * place.h - where a reader can be, and where he has been.
 *
 * A place is named by an id: "" (home), "a-z", "topic:causes", "sciatica",
 * "sciatica#how-long". The history keeps the last ones with what was seen of
 * them, so that going back is going back.
 */
#ifndef LUMBAR_PLACE_H
#define LUMBAR_PLACE_H

#include "content/catalog.h"

#define PLACE_ID_CAP  160
#define PLACE_HISTORY 64

enum place_kind {
	PLACE_NONE, /* there is no such place */
	PLACE_HOME,
	PLACE_A_TO_Z,
	PLACE_TOPIC,
	PLACE_ARTICLE
};

struct place_target {
	enum place_kind kind;
	const struct catalog_topic *topic;
	const struct catalog_article *article;
	struct slice part; /* of an article; may be empty; borrowed from id */
};

struct place_target place_find(const struct catalog *catalog, const char *id);

/* An id without its "#part". */
struct slice place_page(const char *id);

/* What was seen of a place. */
struct place_view {
	uint32_t block, offset; /* article: the first line shown */
	uint32_t focus;         /* list: item; article: link, 0 = none */
	uint32_t part;          /* plain mode: the part that was read */
};

struct place_entry {
	char id[PLACE_ID_CAP];
	struct place_view view;
};

struct place_history {
	struct place_entry entries[PLACE_HISTORY];
	size_t n, at;
};

/* Begins at home, then at start if that is not home too. */
void place_begin(struct place_history *history, const char *start);

struct place_entry *place_here(struct place_history *history);

/*
 * Go on to id; what lay forward is forgotten. When it is full the oldest goes,
 * but home stays.
 */
void place_push(struct place_history *history, const char *id);

/* False at the first or last place. */
bool place_back(struct place_history *history);
bool place_forward(struct place_history *history);

#endif
