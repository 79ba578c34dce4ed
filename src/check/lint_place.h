/*
 * lint_place.h - where in the source a leaf's text stands. Places are asked for
 * in rising order, so that a leaf of any length is passed once.
 */
#ifndef LUMBAR_LINT_PLACE_H
#define LUMBAR_LINT_PLACE_H

#include "content/document.h"

struct lint_place {
	const struct doc *doc;
	uint32_t node, run; /* run: the one that is passed now */
	size_t run_at;      /* where it begins in the leaf's text */
	size_t passed;      /* bytes of it */
	unsigned line;
};

struct lint_place lint_place_begin(const struct doc *doc, uint32_t node);
unsigned lint_place_byte(struct lint_place *place, size_t at);
unsigned lint_place_run(struct lint_place *place, uint32_t run);

#endif
