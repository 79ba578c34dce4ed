/*
 * killed.h - a process that is killed at a random moment of its work.
 */
#ifndef LUMBAR_TESTS_KILLED_H
#define LUMBAR_TESTS_KILLED_H

/* To be called by the work, for each thing that was acknowledged: 0, 1, 2... */
void killed_tell(int out, unsigned n);

/*
 * Run work in a child, kill it, and return how many it told. arg and out are
 * for the work; it must not end by itself. However slow the disk is, it gets
 * the time for some: the longer, the less the work told before.
 */
unsigned killed_run(void (*work)(void *arg, int out), void *arg);

#endif
