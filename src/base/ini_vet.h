/*
 * ini_vet.h - the grammar of our INI files, and all faults of one.
 *
 * What libinih makes of a line is only used when it is the same as what
 * ini_line_split says; see ini_file.c.
 */
#ifndef LUMBAR_INI_VET_H
#define LUMBAR_INI_VET_H

#include "base/diag.h"
#include "base/text.h"

/* libinih cuts lines and names that are longer. */
#define INI_LINE_MAX 199
#define INI_NAME_MAX 49

enum ini_kind {
	INI_BLANK,   /* or a comment */
	INI_OTHER,   /* none of these: a fault */
	INI_SECTION, /* name */
	INI_PAIR,    /* name = value */
	INI_MORE     /* value: goes on from the line above */
};

struct ini_line {
	enum ini_kind kind;
	struct slice name;
	struct slice value; /* trimmed */
};

/* Whatever the line is; ini_vet says whether it is a good one. */
void ini_line_split(struct slice text, struct ini_line *out);

/* How much there is of each, so that it can be held in one piece. */
struct ini_counts {
	size_t sections;
	size_t pairs;
	size_t mores;
	size_t section_bytes; /* of all section names */
};

/*
 * Lists every fault, in the order of lines. Returns whether there is none;
 * counts are of use only then. text is at most 4 GiB.
 */
bool ini_vet(struct slice text, const char *name, struct ini_counts *counts,
    struct diag *diag);

#endif
