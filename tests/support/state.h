/*
 * state.h - a folder of its own for what is kept between visits.
 */
#ifndef LUMBAR_TESTS_STATE_H
#define LUMBAR_TESTS_STATE_H

#include <stddef.h>

/* A new folder below the current one; its whole path. Aborts if it cannot. */
void state_make(char *path, size_t cap);

/* The folder and all that is in it. */
void state_remove(const char *path);

/* How many names in a folder begin so. */
size_t state_count(const char *folder, const char *prefix);

#endif
