#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/die.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif

/*
 * Under the address sanitizer what was not handed out is poisoned, and at
 * least one byte is left between neighbours, so that an overrun is found.
 */
#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
enum {
	GAP = 1
};
#else
enum {
	GAP = 0
};
#endif

enum {
	ALIGN = _Alignof(max_align_t),
	FIRST_LEN = 1 << 10,
	MOST_LEN = 256 << 10
};

struct arena_block {
	struct arena_block *next; /* older */
	size_t len;               /* of data */
	size_t used;              /* of data */
	max_align_t data[];
};

static void hide(const void *ptr, size_t len)
{
#ifdef ARENA_POISONS
	ASAN_POISON_MEMORY_REGION(ptr, len);
#else
	(void)ptr;
	(void)len;
#endif
}

static void unhide(const void *ptr, size_t len)
{
#ifdef ARENA_POISONS
	ASAN_UNPOISON_MEMORY_REGION(ptr, len);
#else
	(void)ptr;
	(void)len;
#endif
}

/* What an allocation of len takes of a block. Never 0. */
static size_t step_of(size_t len)
{
	if (len > SIZE_MAX / 4)
		die("out of memory");
	if (len == 0)
		len = 1;
	return (len + GAP + ALIGN - 1) / ALIGN * ALIGN;
}

static struct arena_block *block_new(size_t len)
{
	struct arena_block *const block =
	    die_alloc(sizeof(struct arena_block) + len);

	block->next = NULL;
	block->len = len;
	block->used = 0;
	hide(block->data, len);
	return block;
}

static void *block_take(struct arena_block *block, size_t len)
{
	char *const ptr = (char *)block->data + block->used;

	block->used += step_of(len);
	assert(block->used <= block->len);
	unhide(ptr, len);
	return ptr;
}

void arena_init(struct arena *arena)
{
	arena->head = NULL;
	arena->next_len = FIRST_LEN;
}

static void push_block(struct arena *arena, size_t len)
{
	struct arena_block *const block = block_new(len);

	block->next = arena->head;
	arena->head = block;
}

static bool head_has(const struct arena *arena, size_t step)
{
	const struct arena_block *const head = arena->head;

	return head != NULL && head->len - head->used >= step;
}

void *arena_alloc(struct arena *arena, size_t len)
{
	const size_t step = step_of(len);

	if (head_has(arena, step))
		return block_take(arena->head, len);

	/* A large one gets a block of its own, behind the one in use. */
	if (arena->head != NULL && step > arena->next_len / 2) {
		struct arena_block *const block = block_new(step);

		block->next = arena->head->next;
		arena->head->next = block;
		return block_take(block, len);
	}

	if (step > arena->next_len / 2) {
		push_block(arena, step);
	} else {
		push_block(arena, arena->next_len - sizeof(struct arena_block));
		if (arena->next_len < MOST_LEN)
			arena->next_len *= 2;
	}
	return block_take(arena->head, len);
}

void *arena_zalloc(struct arena *arena, size_t n, size_t len)
{
	void *ptr;

	if (len > 0 && n > SIZE_MAX / len)
		die("out of memory");
	ptr = arena_alloc(arena, n * len);
	memset(ptr, 0, n * len);
	return ptr;
}

void *arena_grow(struct arena *arena, void *old, size_t old_len, size_t new_len)
{
	struct arena_block *const head = arena->head;
	size_t step;
	void *ptr;

	if (old == NULL)
		return arena_alloc(arena, new_len);
	if (new_len <= old_len)
		return old;

	step = step_of(new_len);
	if (head != NULL) {
		char *const top = (char *)head->data + head->used;
		const size_t old_step = step_of(old_len);

		/* The place before the top belongs to the newest one. */
		if (old_step <= head->used && top - old_step == old &&
		    head->len - head->used >= step - old_step) {
			head->used -= old_step;
			return block_take(head, new_len);
		}
	}

	/*
	 * When it has to move to a new block, leave as much room again behind
	 * it: growing by a little, often, then still takes linear time.
	 */
	if (!head_has(arena, step) && step > arena->next_len / 4)
		push_block(arena, 2 * step);
	ptr = arena_alloc(arena, new_len);
	memcpy(ptr, old, old_len);
	return ptr;
}

char *arena_copy(struct arena *arena, const char *ptr, size_t len)
{
	char *copy;

	if (len == SIZE_MAX)
		die("out of memory");
	copy = arena_alloc(arena, len + 1);
	if (len > 0)
		memcpy(copy, ptr, len);
	copy[len] = '\0';
	return copy;
}

char *arena_printf(struct arena *arena, const char *fmt, ...)
{
	char small[256];
	va_list args;
	char *text;
	int len;

	va_start(args, fmt);
	len = vsnprintf(small, sizeof(small), fmt, args);
	va_end(args);
	if (len < 0)
		die("cannot format a message");
	if ((size_t)len < sizeof(small))
		return arena_copy(arena, small, (size_t)len);

	text = arena_alloc(arena, (size_t)len + 1);
	va_start(args, fmt);
	(void)vsnprintf(text, (size_t)len + 1, fmt, args);
	va_end(args);
	return text;
}

static void free_blocks(
    struct arena *arena, const struct arena_block *keep, bool wipe)
{
	struct arena_block *block = arena->head;

	while (block != NULL) {
		struct arena_block *const next = block->next;

		if (block != keep) {
			unhide(block->data, block->len);
			if (wipe)
				explicit_bzero(block->data, block->used);
			free(block);
		}
		block = next;
	}
}

/*
 * What is given back is overwritten, to its whole length as in arena_wipe:
 * afterwards nobody could find it to wipe it.
 */
void arena_reset(struct arena *arena)
{
	struct arena_block *largest = arena->head;

	for (struct arena_block *b = arena->head; b != NULL; b = b->next) {
		if (b->len > largest->len)
			largest = b;
		b->used = b->len;
	}
	free_blocks(arena, largest, true);
	arena->head = largest;
	if (largest != NULL) {
		largest->next = NULL;
		largest->used = 0;
		hide(largest->data, largest->len);
	}
}

/*
 * What arena_reset kept is wiped to its whole length: it may hold what was
 * handed out before.
 */
void arena_wipe(struct arena *arena)
{
	for (struct arena_block *b = arena->head; b != NULL; b = b->next)
		b->used = b->len;
	free_blocks(arena, NULL, true);
	arena_init(arena);
}

void arena_free(struct arena *arena)
{
	free_blocks(arena, NULL, false);
	arena_init(arena);
}

size_t arena_held(const struct arena *arena)
{
	size_t total = 0;

	for (const struct arena_block *b = arena->head; b != NULL; b = b->next)
		total += sizeof(struct arena_block) + b->len;
	return total;
}

void arena_give_back(void)
{
#ifdef __GLIBC__
	(void)malloc_trim(0);
#endif
}
