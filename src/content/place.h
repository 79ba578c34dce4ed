/*
 * place.h - where a reader can be.
 *
 * A place is named by an id: "" (home), "a-z", "topic:causes", "sciatica",
 * "sciatica#how-long", "self-check".
 */
#ifndef LUMBAR_PLACE_H
#define LUMBAR_PLACE_H

#include "content/catalog.h"

#define PLACE_ID_CAP   160 /* bytes that an id may take, its NUL included */
#define PLACE_CHECK_ID "self-check"

enum place_kind {
	PLACE_NONE, /* there is no such place */
	PLACE_HOME,
	PLACE_A_TO_Z,
	PLACE_TOPIC,
	PLACE_CHECK,
	PLACE_ARTICLE
};

struct place {
	enum place_kind kind;
	const struct catalog_topic *topic;
	const struct catalog_article *article;
	struct slice part; /* of an article; may be empty; borrowed from id */
};

struct place place_find(const struct catalog *catalog, const char *id);

/* An id without its "#part". */
struct slice place_page(const char *id);

#endif
