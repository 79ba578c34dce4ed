/*
 * bench_rest.c - many sessions at once, idling, and the size of the program.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#define SESSIONS 50

struct crowd {
	double pss_kb;  /* mean of a session */
	double wakeups; /* of all, while nothing happened */
	double bytes;
};

static struct crowd measure_crowd(
    const struct command *command, unsigned idle_s)
{
	static struct session sessions[SESSIONS];
	static long before[SESSIONS];
	struct timespec wait = { 0, 0 };
	struct crowd crowd = { 0, 0, 0 };
	int i;

	wait.tv_sec = (time_t)idle_s;
	for (i = 0; i < SESSIONS; i++)
		session_open(&sessions[i], command);
	for (i = 0; i < SESSIONS; i++)
		session_read(&sessions[i], now_ms(), 100, 3000);
	for (i = 0; i < SESSIONS; i++)
		before[i] = session_wakeups(&sessions[i]);
	nanosleep(&wait, NULL);
	for (i = 0; i < SESSIONS; i++) {
		crowd.wakeups +=
		    (double)(session_wakeups(&sessions[i]) - before[i]);
		crowd.pss_kb += (double)session_pss_kb(&sessions[i]) / SESSIONS;
	}
	for (i = 0; i < SESSIONS; i++)
		crowd.bytes +=
		    (double)session_read(&sessions[i], now_ms(), 1, 5).bytes;
	for (i = 0; i < SESSIONS; i++)
		session_close(&sessions[i]);
	return crowd;
}

static void sessions(const struct bench *bench)
{
	const char *floor[] = { bench_path(bench->tools, "bench_floor_curses"),
		bench_path(bench->dir, "prose-10k.txt"), NULL };
	const char *lumbar[] = { bench->lumbar, "--content", bench->pack,
		"bench-10k", NULL };
	const struct command theirs = { "floor", floor, NULL, 0, 0 };
	const struct command ours = { "lumbar", lumbar, NULL, 0, 0 };
	struct crowd a = measure_crowd(&theirs, 1);
	struct crowd b = measure_crowd(&ours, bench->quick ? 3 : 10);

	bench_row("19", "memory of one of 50 sessions (PSS)", "KB",
	    "curses floor", a.pss_kb, b.pss_kb, AT_MOST, 1.3);
	bench_row("21", "wake-ups of 50 idle sessions", "", "", 0, b.wakeups,
	    ABSOLUTE, 0);
	bench_row(
	    "21", "bytes of 50 idle sessions", "", "", 0, b.bytes, ABSOLUTE, 0);
}

static void binary(const struct bench *bench)
{
	const char *stripped = bench_path(bench->dir, "stripped");
	const char *strip[] = { "strip", "-o", stripped, bench->lumbar, NULL };
	struct stat st;

	run_to_file(strip, "/dev/null", 0);
	if (stat(stripped, &st) == 0)
		bench_row("22", "program, stripped", "KB", "", 0,
		    (double)st.st_size / 1024, ABSOLUTE, 400);
}

static void self_check(const struct bench *bench)
{
	const char *out = bench_path(bench->dir, "out");
	const char *rules[] = { bench_path(bench->tools, "bench_triage"),
		bench->pack, NULL };
	const char *prove[] = { bench->lumbar, "--content", bench->pack,
		"self-check", "--prove", NULL };
	double evaluate_us = -1, times[MAX_ROUNDS];
	FILE *in;
	int i;

	run_to_file(rules, out, 0);
	in = fopen(out, "r");
	if (in != NULL) {
		if (fscanf(in, "%lf", &evaluate_us) != 1)
			evaluate_us = -1;
		fclose(in);
	}
	for (i = 0; i < 5; i++)
		times[i] = run_to_file(prove, out, 0).cpu_ms;
	bench_row("23", "one self-check evaluated", "us", "", 0, evaluate_us,
	    ABSOLUTE, 5);
	bench_row("23", "self-check --prove, CPU", "ms", "", 0,
	    quantile(times, 5, 0.5), ABSOLUTE, 1000);
}

void bench_rest(const struct bench *bench)
{
	sessions(bench);
	binary(bench);
	self_check(bench);
}
