/*
 * measure.h - run programs on pseudo terminals and measure them.
 *
 * Times are milliseconds of a clock that never goes back. A frame or an
 * answer to a key ends with the last byte before the terminal stays quiet.
 */
#ifndef LUMBAR_BENCH_MEASURE_H
#define LUMBAR_BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct command {
	const char *name;
	const char *const *argv;
	const char *term; /* NULL = xterm-256color */
	int rows, cols;   /* 0 = 24, 80 */
};

struct session {
	pid_t pid;
	int fd;
	double started;
};

/* What came between an action and the next quiet. */
struct answer {
	double first_ms; /* since the action; -1 = nothing came */
	double last_ms;
	size_t bytes;
};

struct usage {
	double cpu_ms; /* user + system */
	double wall_ms;
	long peak_kb; /* most memory that was resident */
	int status;   /* as wait gives it */
};

double now_ms(void);

/* Starts the command; ends the program when that is impossible. */
void session_open(struct session *session, const struct command *command);

/* Reads until nothing has come for quiet_ms, at most limit_ms. */
struct answer session_read(
    struct session *session, double since, double quiet_ms, double limit_ms);

void session_send(struct session *session, const char *bytes);
void session_resize(struct session *session, int rows, int cols);
double session_cpu_ms(const struct session *session);
long session_pss_kb(const struct session *session);
long session_wakeups(const struct session *session);
/* Kills it; returns what it used. */
struct usage session_close(struct session *session);

/* Run to the end, output to a file; limit_s of CPU time, 0 = no limit. */
struct usage run_to_file(
    const char *const *argv, const char *out_path, unsigned limit_s);

/* Sorts the values. part: 0.5 = median. */
double quantile(double *values, size_t n, double part);
double mean(const double *values, size_t n);

#endif
