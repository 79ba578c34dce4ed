/*
 * catalog_language.h - the languages that a pack has.
 */
#ifndef LUMBAR_CATALOG_LANGUAGE_H
#define LUMBAR_CATALOG_LANGUAGE_H

#include "content/catalog.h"

/* The most languages that a pack can have. */
#define CATALOG_LANGUAGES 40

/* Named in its own words: "es", "Español", "Pulse una tecla para empezar". */
struct catalog_language {
	const char *code;  /* also the folder */
	const char *name;  /* "" = not given */
	const char *start; /* how a kiosk invites; "" = not given */
	unsigned line;     /* in pack.ini; 0 = it says nothing of it */
};

/* By its code, or NULL. */
const struct catalog_language *catalog_language(
    const struct catalog *catalog, const char *code);

/* What it calls itself; its code, if it does not say. */
const char *catalog_language_name(const struct catalog_language *lang);

#endif
