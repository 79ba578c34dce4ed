/*
 * catalog.h - the pack's index as topics, articles, quizzes and where the
 * rest is.
 *
 * Opening reads pack.ini, region.ini and <lang>/index.ini and opens no article;
 * sources.ini is read when somebody asks for a source. One arena, the
 * catalog's, holds all of it; every pointer below is borrowed from it and lives
 * until catalog_close.
 */
#ifndef LUMBAR_CATALOG_H
#define LUMBAR_CATALOG_H

#include "base/diag.h"
#include "base/file.h"
#include "content/region.h"

struct catalog_language; /* catalog_language.h */

struct catalog_topic {
	const char *id, *title, *summary;
	size_t narticles;
	unsigned line;
};

/* No string is NULL: what the index does not give is "". */
struct catalog_article {
	const char *id, *title, *summary, *keywords;
	const char *file;    /* relative to the language folder */
	const char *sources; /* keys, comma separated */
	const char *reviewed, *next_review; /* YYYY-MM-DD */
	const char *hard; /* why it is hard to read, if it has to be */
	size_t topic;     /* index into topics */
	unsigned line;    /* in index.ini */
};

/* The questions are read when it is opened; src/quiz knows their format. */
struct catalog_quiz {
	const char *id, *title, *summary;
	const char *file; /* relative to the language folder */
	const char *reviewed, *next_review; /* YYYY-MM-DD */
	unsigned line;                      /* in index.ini */
};

struct catalog_source {
	const char *key, *title, *body, *year, *url;
	bool seen, part; /* read, or a part of it; else from memory */
	unsigned line;
};

/* Read on first use, so that it costs no start; dropped once used. */
struct catalog_sources {
	bool read;
	bool told; /* its faults: once, however often it is read */
	struct arena arena;
	const struct catalog_source *items; /* sorted by key */
	size_t n;
};

struct catalog {
	struct arena arena;
	struct file_root root;
	const char *id, *title, *version;     /* of the pack */
	const char *lang;                     /* the code of the one in use */
	const struct catalog_language *langs; /* in the order of pack.ini */
	size_t nlangs;
	const struct catalog_topic *topics;
	size_t ntopics;
	const struct catalog_article *articles; /* in the order of the index */
	size_t narticles;
	const size_t *by_id;                /* articles sorted by id */
	const struct catalog_quiz *quizzes; /* in the order of the index */
	size_t nquizzes;
	const char *triage; /* file of the self-check below the root, or "" */
	struct catalog_sources *sources; /* never NULL once it is open */
	const struct region *regions;
	size_t nregions;
	const struct region *region; /* the one in use; never NULL */
};

/*
 * STATUS_OK also when something is wrong but articles can be shown (a bad
 * region.ini, an article of an unknown topic: left out, told to diag).
 * Otherwise nothing usable: catalog_close is still safe and region is the
 * compiled-in one. lang and region may be NULL: the pack's first language,
 * the pack's default_region. An unknown region is an error in diag and the
 * default is used.
 */
enum status catalog_open(struct catalog *catalog, const char *path,
    const char *lang, const char *region, struct diag *diag);
/*
 * The same pack, region and version as of, in another of its languages, even
 * if another folder has taken its place meanwhile. Statuses as above.
 */
enum status catalog_open_language(struct catalog *catalog,
    const struct catalog *of, const char *lang, struct diag *diag);
void catalog_close(struct catalog *catalog);

/* By id, or NULL. */
const struct catalog_article *catalog_article(
    const struct catalog *catalog, struct slice id);
const struct catalog_topic *catalog_topic(
    const struct catalog *catalog, struct slice id);
const struct catalog_quiz *catalog_quiz(
    const struct catalog *catalog, struct slice id);
/* Reads sources.ini, unless it has been read; faults go to diag, once. */
void catalog_load_sources(const struct catalog *catalog, struct diag *diag);
const struct catalog_source *catalog_source(
    const struct catalog *catalog, struct slice key);
/* Frees them, and every source that was handed out. */
void catalog_drop_sources(const struct catalog *catalog);

/*
 * A title as it is put in order: small letters without accents; marks at the
 * beginning do not count.
 */
const char *catalog_fold(const char *title, struct arena *arena);

/* Article indices in the order of their titles, folded: A to Z. */
const size_t *catalog_a_to_z(
    const struct catalog *catalog, struct arena *arena);

#endif
