/*
 * lint.h - every fault of a pack, and what will be shown instead.
 *
 * Stands above content and asks each part for its faults; opens every article
 * and every figure, lays everything out at the small sizes, and checks what
 * no single part can see (links, orphans, sources, dates, phone numbers).
 */
#ifndef LUMBAR_LINT_H
#define LUMBAR_LINT_H

#include "base/diag.h"
#include "base/status.h"

/*
 * Lint the pack in the folder path, in every language it has. All faults go
 * to diag. today is YYYY-MM-DD, for review dates. Returns STATUS_OK when the
 * pack could be examined, however bad it is; else the folder or its index
 * cannot be read at all.
 */
enum status lint_pack(const char *path, const char *today, struct diag *diag);

#endif
