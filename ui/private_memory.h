/*
 * private_memory.h - what a visitor answers is written to no disk.
 *
 * What is freed is overwritten, no core is dumped, and as much as the limit of
 * the account allows (RLIMIT_MEMLOCK) is never swapped out. Never so much that
 * something fails later for it.
 */
#ifndef LUMBAR_PRIVATE_MEMORY_H
#define LUMBAR_PRIVATE_MEMORY_H

enum private_memory {
	PRIVATE_ALL,  /* all there is and all there will be */
	PRIVATE_HEAP, /* what is allocated: the first MB of it */
	PRIVATE_NONE
};

/* Once, before the sandbox is entered. */
enum private_memory private_memory_keep(void);

#endif
