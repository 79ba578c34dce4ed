/*
 * kernel.h - a kernel that has less than this one.
 */
#ifndef LUMBAR_TESTS_KERNEL_H
#define LUMBAR_TESTS_KERNEL_H

#include <stdbool.h>

/* The errors that asking for a sandbox gives; 0 = it is there. */
struct kernel_lacks {
	int landlock, seccomp;
};

/* From now on, for this process and all that it starts. False: it cannot. */
bool kernel_take_away(const struct kernel_lacks *kernel);

#endif
