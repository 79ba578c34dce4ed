/*
 * counters_parts.h - what counters.c (counting) and counters_look.c (what may
 * be shown of it) share. For nobody else.
 */
#ifndef LUMBAR_COUNTERS_PARTS_H
#define LUMBAR_COUNTERS_PARTS_H

#include "visit/counters.h"
#include "visit/store_parts.h"

#define COUNTERS_MAX INT64_C(1000000000000) /* more is no count */

struct store *counters_store(struct counters *counters);

/*
 * "page/sciatica" as a kind and an id. What is in a file is data: false for
 * what no lumbar has written.
 */
bool counters_read_key(
    const char *key, enum counters_kind *kind, const char **id);

#endif
