/*
 * region.h - numbers to call and words for places, by country.
 *
 * region.ini of a pack has a [region:uk] section for each region. A region
 * that is missing or broken is replaced by the one compiled in, so there is
 * always a number to show.
 */
#ifndef LUMBAR_REGION_H
#define LUMBAR_REGION_H

#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"

#define REGION_WORDS 16

struct region_word {
	const char *name;  /* "emergency" in {emergency} */
	const char *value; /* "999" */
};

struct region {
	const char *id;      /* "uk" */
	const char *title;   /* "United Kingdom" */
	const char *checked; /* date on which the numbers were checked */
	struct region_word words[REGION_WORDS];
	size_t nwords;
};

/* The one that needs no file: "your local emergency number (112)". */
extern const struct region region_builtin;

/* All regions of a pack, in the order of the file. Always at least one. */
enum status region_read(const struct file_root *root, struct arena *arena,
    const struct region **regions, size_t *n, struct diag *diag);

/* The value of {name}; never NULL: the compiled-in word, or name itself. */
const char *region_word(const struct region *region, const char *name);

bool region_knows(struct slice name);

/*
 * The text with every {name} that a region knows replaced; the text itself
 * when there is none. Other braces stay and are told to diag. The result has a
 * readable byte behind its end, as markdown_parse wants.
 */
struct slice region_expand(const struct region *region, struct slice text,
    const char *file, struct arena *arena, struct diag *diag);

#endif
