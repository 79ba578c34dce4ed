/*
 * bench.c - measures lumbar beside other readers and the least a program must
 * do, in one run, and prints one table: each goal, reached or not.
 *
 * usage: bench LUMBAR TOOLS PACK DIR [quick] [start|keys|text|rest...]
 */
#include "bench.h"

#include <stdio.h>
#include <string.h>

static int reached, missed;

const char *bench_path(const char *folder, const char *name)
{
	static char paths[32][4096];
	static unsigned at;
	char *path = paths[at++ % 32];

	snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
	return path;
}

void bench_row(const char *goal, const char *what, const char *unit,
    const char *peer, double theirs, double ours, enum goal_kind kind,
    double limit)
{
	double ratio = kind == ABSOLUTE ? ours : ours / theirs;
	/* nothing measured is nothing reached */
	bool good = ours >= 0 && (kind == ABSOLUTE || theirs > 0) &&
	            (kind == AT_LEAST ? ratio >= limit : ratio <= limit);
	char their_text[32] = "-";
	char ratio_text[32] = "-";

	if (kind != ABSOLUTE) {
		snprintf(their_text, sizeof(their_text), "%.3f", theirs);
		snprintf(ratio_text, sizeof(ratio_text), "%.2f", ratio);
	}
	printf("%-4s %-40s %-6s %-16s %10s %10.3f %7s  %s %-7g %s\n", goal,
	    what, unit, kind == ABSOLUTE ? "-" : peer, their_text, ours,
	    ratio_text, kind == AT_LEAST ? ">=" : "<=", limit,
	    good ? "yes" : "NO");
	fflush(stdout);
	if (good)
		reached++;
	else
		missed++;
}

static bool wanted(int argc, char **argv, const char *part)
{
	bool any = false;
	int i;

	for (i = 5; i < argc; i++) {
		if (strcmp(argv[i], part) == 0)
			return true;
		if (strcmp(argv[i], "quick") != 0)
			any = true;
	}
	return !any;
}

int main(int argc, char **argv)
{
	struct bench bench = { 0 };
	int i;

	if (argc < 5) {
		fprintf(stderr, "usage: bench LUMBAR TOOLS PACK DIR [quick] "
				"[start|keys|text|rest...]\n");
		return 2;
	}
	bench.lumbar = argv[1];
	bench.tools = argv[2];
	bench.pack = argv[3];
	bench.dir = argv[4];
	for (i = 5; i < argc; i++)
		bench.quick |= strcmp(argv[i], "quick") == 0;
	bench.rounds = bench.quick ? 7 : 21;

	printf("%-4s %-40s %-6s %-16s %10s %10s %7s  %-10s %s\n", "goal",
	    "quantity", "unit", "peer or floor", "theirs", "ours", "ratio",
	    "wanted", "reached");
	if (wanted(argc, argv, "start"))
		bench_start(&bench);
	if (wanted(argc, argv, "keys"))
		bench_keys(&bench);
	if (wanted(argc, argv, "text"))
		bench_text(&bench);
	if (wanted(argc, argv, "rest"))
		bench_rest(&bench);
	printf("%d of %d reached\n", reached, reached + missed);
	return 0;
}
