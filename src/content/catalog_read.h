/*
 * catalog_read.h - the halves of catalog_open; for catalog*.c only.
 *
 * Each reads one file of the pack into the catalog and tells diag every fault
 * of it and what was done about it.
 */
#ifndef LUMBAR_CATALOG_READ_H
#define LUMBAR_CATALOG_READ_H

#include "base/ini_file.h"
#include "content/catalog.h"

#define CATALOG_ID_CHARS "abcdefghijklmnopqrstuvwxyz0123456789-"

bool catalog_is_id(const char *s);

/* The value, or "" when it is not there; *line is where it would be. */
const char *catalog_value(
    const struct ini_section *section, const char *key, unsigned *line);

/* The same; when empty diag is told, and what was done about it. */
const char *catalog_need(const struct ini_file *ini,
    const struct ini_section *section, const char *key, const char *done,
    struct diag *diag);

/* What pack.ini asks for, and where it does. */
struct catalog_choice {
	const char *id;
	unsigned line;
};

/* The languages of such a list, and what pack.ini says of each. */
void catalog_read_languages(struct catalog *catalog, const struct ini_file *ini,
    const char *list, unsigned line, struct diag *diag);

/* pack.ini; picks the language and says which region is the default. */
enum status catalog_read_pack(struct catalog *catalog, const char *lang,
    struct catalog_choice *region, struct diag *diag);

/* sources.ini, which a pack need not have. */
void catalog_read_sources(const struct catalog *catalog, struct diag *diag);

/* <lang>/index.ini; STATUS_BAD also when no article is left. */
enum status catalog_read_index(struct catalog *catalog, struct diag *diag);

#endif
