#include "private_memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#define PERTURB 0x5A /* what freed memory is overwritten with */
#define MB      ((size_t)1 << 20)

/*
 * Once all that will be mapped is locked, a call for memory fails at the
 * limit. A kiosk of 300 by 100 characters has 9 MB in all, checking a new pack
 * takes 4 more for a while, the hash of a PIN 16 (mkpasswd's; 32 if it is made
 * dearer by one): so many are to be free beyond what is there when it begins.
 * The units allow 64 in all.
 */
#define AMPLE (48 * MB)

/* What a kiosk allocates during visits; lint may need more for a while. */
#define HEAP (4 * MB)

#ifdef MCL_ONFAULT

/* Tried, not worked out: root, namespaces and the limit all have a say. */
static bool is_ample(void)
{
	void *const room = mmap(NULL, AMPLE, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return room != MAP_FAILED && munmap(room, AMPLE) == 0;
}

static bool lock_all(void)
{
	if (mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) != 0)
		return false;
	if (is_ample())
		return true;
	/* also what will be mapped is free again */
	(void)munlockall();
	return false;
}

#else

static bool lock_all(void)
{
	return false;
}

#endif

#if defined(__GLIBC__) && defined(MLOCK_ONFAULT)

static bool find_heap(uintptr_t *from, uintptr_t *to)
{
	FILE *const maps = fopen("/proc/self/maps", "re");
	char line[512];
	bool found = false;

	if (maps == NULL)
		return false;
	while (!found && fgets(line, sizeof(line), maps) != NULL)
		found = strstr(line, "[heap]") != NULL &&
		        sscanf(line, "%lx-%lx", from, to) == 2;
	(void)fclose(maps);
	return found;
}

/*
 * The heap grows at once, once, and is never given back. Only this piece of it
 * is locked: what lies beyond it can be had whatever the limit is. Not the
 * stack: one that is locked cannot grow beyond the limit either.
 */
static bool lock_heap(void)
{
	uintptr_t from, to;
	void *room;

	(void)mallopt(M_MMAP_THRESHOLD, (int)(2 * HEAP));
	(void)mallopt(M_TRIM_THRESHOLD, (int)(64 * MB));
	room = malloc(HEAP);
	if (room == NULL)
		return false;
	free(room);
	if (!find_heap(&from, &to))
		return false;
	for (size_t len = to - from; len >= MB / 4; len /= 2) {
		if (mlock2((void *)from, len, MLOCK_ONFAULT) == 0)
			return true;
	}
	return false;
}

#else

static bool lock_heap(void)
{
	return false;
}

#endif

enum private_memory private_memory_keep(void)
{
	const struct rlimit none = { 0, 0 };

#ifdef __GLIBC__
	(void)mallopt(M_PERTURB, PERTURB);
#endif
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, 0);
	if (lock_all())
		return PRIVATE_ALL;
	return lock_heap() ? PRIVATE_HEAP : PRIVATE_NONE;
}
