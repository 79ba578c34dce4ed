/*
 * bench.h - what the parts of the benchmark share.
 */
#ifndef LUMBAR_BENCH_BENCH_H
#define LUMBAR_BENCH_BENCH_H

#include "measure.h"

/* Where everything is; all names are absolute. */
struct bench {
	const char *lumbar; /* the program */
	const char *tools;  /* folder of bench_floor_curses, bench_md2html */
	const char *pack;   /* content pack with the articles bench-* */
	const char *dir;    /* folder of corpora, and for what is written */
	int rounds;
	bool quick;
};

enum goal_kind {
	AT_MOST,  /* ours / theirs must be at most the limit */
	AT_LEAST, /* ours / theirs must be at least the limit */
	ABSOLUTE  /* ours must be at most the limit */
};

/* One row of the table; theirs is not looked at for ABSOLUTE. */
void bench_row(const char *goal, const char *what, const char *unit,
    const char *peer, double theirs, double ours, enum goal_kind kind,
    double limit);

/* A name in a folder; one of 32 buffers, used in turn. */
const char *bench_path(const char *folder, const char *name);

void bench_start(const struct bench *bench); /* goals 1, 3, 4 */
void bench_keys(const struct bench *bench);  /* goals 5 to 12 */
void bench_text(const struct bench *bench);  /* goals 13 to 15 */
void bench_rest(const struct bench *bench);  /* goals 19, 21 to 23 */

#define MAX_ROUNDS 64
#define QUIET_MS   60.0

#endif
