/*
 * die.h - the one way out when going on is impossible.
 *
 * die() runs the hook (which restores the terminal), prints one clean line on
 * stderr and exits with DIE_STATUS.
 */
#ifndef LUMBAR_DIE_H
#define LUMBAR_DIE_H

#include <stddef.h>

#define DIE_STATUS 3

/* At most one hook; it may be called once, and must not call die(). */
void die_set_hook(void (*hook)(void));

_Noreturn void die(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* malloc and realloc that never return NULL. len 0 is allowed. */
void *die_alloc(size_t len);
void *die_realloc(void *old, size_t len);

#endif
