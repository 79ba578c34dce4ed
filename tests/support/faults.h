/*
 * faults.h - the system fails what keeps things in a folder: every open,
 * write, sync and the like once, and from then on; and the power goes at every
 * moment.
 *
 * A test that includes this gets its own open, write... in front of those of
 * libc, for SQLite and for lumbar. Only what is in the watched folder counts;
 * no test waits for a real disk.
 */
#ifndef LUMBAR_TESTS_FAULTS_H
#define LUMBAR_TESTS_FAULTS_H

/*
 * From now on calls count, and call number at (1 is the first, 0 none) and
 * for_calls - 1 after it fail with an errno.
 */
void faults_watch(const char *folder, long at, long for_calls, int with);

/* None fails any more; returns how many calls there were. */
long faults_stop(void);
void faults_unwatch(void);

/*
 * run stores while calls fail, then while none does, and returns how many
 * calls there were: once for every call, and once for it and all after it.
 */
void faults_each(long (*run)(long at, long for_calls, int with), int with);

/* The same for what SQLite allocates. Before it is used for the first time. */
void faults_memory_begin(void);
void faults_memory(long at);
long faults_memory_stop(void);

/* Write down what happens to the disk, and what was acknowledged when. */
void faults_record(const char *folder);
void faults_ack(void);

/*
 * Check each disk that a power cut can leave: what was synced is there, of
 * the rest nothing, everything, or a part with torn writes. nacks of what was
 * acknowledged came before the cut.
 */
void faults_cut_power(void (*check)(const char *folder, unsigned nacks));

#endif
