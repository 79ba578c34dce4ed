/*
 * bench_rest.c - many sessions at once, idling, and the size of the program.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

enum {
	READERS = 50,
	KIOSKS = 500
};

struct crowd {
	double start_ms; /* median: started to the end of the first frame */
	double last_ms;  /* mean of the last tenth, with all others there */
	double pss_kb;   /* mean of a session */
	double wakeups;  /* of all, while nothing happened */
	double bytes;
};

/* One after the other, each when the one before it has drawn its frame. */
static void open_crowd(struct session *sessions, int count,
    const struct command *command, struct crowd *crowd)
{
	static double times[KIOSKS];
	const int tenth = count / 10;

	for (int i = 0; i < count; i++) {
		session_open(&sessions[i], command);
		times[i] = session_read(
		    &sessions[i], sessions[i].started, QUIET_MS, 3000)
		               .last_ms;
	}
	crowd->last_ms = mean(times + count - tenth, (size_t)tenth);
	crowd->start_ms = quantile(times, (size_t)count, 0.5);
}

static struct crowd measure_crowd(
    const struct command *command, int count, unsigned idle_s)
{
	static struct session sessions[KIOSKS];
	static long before[KIOSKS];
	const struct timespec wait = { (time_t)idle_s, 0 };
	struct crowd crowd = { 0, 0, 0, 0, 0 };
	int i;

	open_crowd(sessions, count, command, &crowd);
	for (i = 0; i < count; i++)
		before[i] = session_wakeups(&sessions[i]);
	nanosleep(&wait, NULL);
	for (i = 0; i < count; i++) {
		crowd.wakeups +=
		    (double)(session_wakeups(&sessions[i]) - before[i]);
		crowd.pss_kb += (double)session_pss_kb(&sessions[i]) / count;
	}
	for (i = 0; i < count; i++)
		crowd.bytes +=
		    (double)session_read(&sessions[i], now_ms(), 1, 5).bytes;
	for (i = 0; i < count; i++)
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
	struct crowd a = measure_crowd(&theirs, READERS, 1);
	struct crowd b = measure_crowd(&ours, READERS, bench->quick ? 3 : 10);

	bench_row("19", "memory of one of 50 sessions (PSS)", "KB",
	    "curses floor", a.pss_kb, b.pss_kb, AT_MOST, 1.3);
	bench_row("21", "wake-ups of 50 idle sessions", "", "", 0, b.wakeups,
	    ABSOLUTE, 0);
	bench_row(
	    "21", "bytes of 50 idle sessions", "", "", 0, b.bytes, ABSOLUTE, 0);
}

/* As many people on one host, each by ssh: the invitation of a kiosk. */
static void kiosks(const struct bench *bench)
{
	const char *floor[] = { bench_path(bench->tools, "bench_floor_curses"),
		bench_path(bench->dir, "prose-10k.txt"), NULL };
	/* the pack as it is: lint refuses the one with articles of ours */
	const char *lumbar[] = { bench->lumbar, "--content", "content", "kiosk",
		"--kiosk-file", bench_path(bench->dir, "kiosk.ini"), NULL };
	const struct command theirs = { "floor", floor, NULL, 0, 0 };
	const struct command ours = { "kiosk", lumbar, NULL, 0, 0 };
	struct crowd a = measure_crowd(&theirs, KIOSKS, 0);
	struct crowd b = measure_crowd(&ours, KIOSKS, 0);

	bench_row("K", "memory of one of 500 kiosks (PSS)", "KB",
	    "curses floor", a.pss_kb, b.pss_kb, AT_MOST, 2);
	bench_row("K", "start of a kiosk, median of 500", "ms", "curses floor",
	    a.start_ms, b.start_ms, AT_MOST, 3);
	bench_row("K", "start of the last 50 of 500, to the median", "ms",
	    "their own median", b.start_ms, b.last_ms, AT_MOST, 1.2);
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
	kiosks(bench);
	binary(bench);
	self_check(bench);
}
