/*
 * diag.h - collects "file:line: severity: message"; prints only when asked.
 *
 * A message says what is wrong and what was done about it. Texts and file
 * names are filtered when printed: no control byte of a pack reaches stderr,
 * and one diagnostic is always one line.
 */
#ifndef LUMBAR_DIAG_H
#define LUMBAR_DIAG_H

#include <stdio.h>
#include <stdbool.h>

#include "base/arena.h"

enum diag_severity {
	DIAG_NOTE,
	DIAG_WARNING,
	DIAG_ERROR
};

struct diag_item {
	enum diag_severity severity;
	unsigned line;    /* 1-based; 0 when the whole file is meant */
	const char *file; /* NULL when no file is meant */
	const char *text;
};

/* Kept in order of arrival; over DIAG_MAX only counted. */
#define DIAG_MAX 2000

struct diag {
	struct arena *arena; /* borrowed; holds the texts */
	struct diag_item *items;
	size_t n, cap;
	size_t count[3]; /* by severity, those over DIAG_MAX too */
};

void diag_init(struct diag *diag, struct arena *arena);

/* diag may be NULL: then nothing is kept. */
void diag_add(struct diag *diag, enum diag_severity severity, const char *file,
    unsigned line, const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* Stable order by file, then line; for lint. */
void diag_sort(struct diag *diag);

void diag_print(const struct diag *diag, FILE *out);

/* The halves of it: a line; how many could not be kept, if any. */
void diag_print_item(const struct diag_item *item, FILE *out);
void diag_print_more(const struct diag *diag, FILE *out);

#endif
