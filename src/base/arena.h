/*
 * arena.h - memory by lifetime: allocate many, free once, never NULL.
 *
 * An arena belongs to whoever called arena_init. What it hands out lives until
 * arena_reset, arena_wipe or arena_free. Out of memory ends the program by
 * die(), so no caller tests for NULL. Not for use from a signal handler.
 */
#ifndef LUMBAR_ARENA_H
#define LUMBAR_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *head; /* newest block; NULL when empty */
	size_t next_len;          /* bytes to ask for in the next block */
};

void arena_init(struct arena *arena);

/* len bytes, aligned for any type, not cleared. len may be 0. */
void *arena_alloc(struct arena *arena, size_t len);

/* The same, cleared; n * len is checked for overflow. */
void *arena_zalloc(struct arena *arena, size_t n, size_t len);

/*
 * A larger place for what old (old_len bytes, from this arena or NULL) holds.
 * Extends in place when old was the newest allocation.
 */
void *arena_grow(
    struct arena *arena, void *old, size_t old_len, size_t new_len);

/* A copy of len bytes with a NUL behind it. */
char *arena_copy(struct arena *arena, const char *ptr, size_t len);

char *arena_printf(struct arena *arena, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Forget everything but keep one block for the next round; the others are
 * overwritten before they are freed, so that arena_wipe misses nothing.
 */
void arena_reset(struct arena *arena);

/* Overwrite all that was ever handed out, then free it. */
void arena_wipe(struct arena *arena);

void arena_free(struct arena *arena);

/* Bytes that the arena holds from the system; for tests and benchmarks. */
size_t arena_held(const struct arena *arena);

/*
 * What was freed goes back to the system, where it can: reading takes more than
 * is kept, and hundreds of sessions may share a host.
 */
void arena_give_back(void);

#endif
