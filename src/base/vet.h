/*
 * vet.h - the lines of a text file, and the bytes that must not be in them.
 *
 * The first pass over every file of a pack, before any parser sees it. A BOM
 * at the beginning and the CR of a CRLF are not part of a line; any other CR
 * is, and is a fault.
 */
#ifndef LUMBAR_VET_H
#define LUMBAR_VET_H

#include "base/text.h"

struct vet_lines {
	struct slice rest;
	unsigned line; /* number of the line last given; 0 before the first */
};

struct vet_lines vet_begin(struct slice text);

/* The next line without its ending; false after the last. */
bool vet_next(struct vet_lines *lines, struct slice *line);

/*
 * What is wrong with the bytes of a line, as words that go before "; the file
 * is not used", or NULL: NUL, CR, controls other than tab, bad UTF-8.
 */
const char *vet_fault(struct slice line);

#endif
