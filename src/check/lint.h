/*
 * lint.h - every fault of a pack, and what will be shown instead.
 *
 * Stands above content and asks each part for its faults; opens every article
 * and every figure, lays everything out at the small sizes, and checks what
 * no single part can see (links, orphans, sources, dates, phone numbers).
 */
#ifndef LUMBAR_LINT_H
#define LUMBAR_LINT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"

/*
 * Lint the pack in the folder path, in every language it has. All faults go
 * to diag. today is YYYY-MM-DD, for review dates. Returns STATUS_OK when the
 * pack could be examined, however bad it is; else the folder or its index
 * cannot be read at all.
 */
enum status lint_pack(const char *path, const char *today, struct diag *diag);

/* How hard an article is to read: Flesch-Kincaid over its sentences. */
struct lint_grade {
	const char *id;
	double grade;
	size_t words;
};

/* What the pack's first language is like, faults apart. */
struct lint_report {
	struct lint_grade *grades; /* in the order of the index */
	size_t ngrades;
	/* Sources; those of which a part was read, or which are from memory. */
	size_t nsources, npart, nmemory;
};

/* The same, and a report that is made in the arena. */
enum status lint_pack_report(const char *path, const char *today,
    struct arena *arena, struct lint_report *report, struct diag *diag);

#endif
