/*
 * bench_text.c - Markdown to 80 columns of text: speed, growth, memory.
 */
#include "bench.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum renderer {
	LUMBAR,
	LOWDOWN,
	MD2HTML,
	RENDERERS
};

static struct usage render(const struct bench *bench, enum renderer renderer,
    const char *md, unsigned limit_s)
{
	const char *out = bench_path(bench->dir, "out");
	const char *lumbar[] = { bench->lumbar, "--content", bench->pack,
		"--width", "80", "show", "--file", md, NULL };
	const char *lowdown[] = { "lowdown", "-Tterm", "--term-width=80",
		"--term-columns=80", md, NULL };
	const char *md2html[] = { bench_path(bench->tools, "bench_md2html"), md,
		NULL };
	const char *const *argv = renderer == LUMBAR    ? lumbar
	                          : renderer == LOWDOWN ? lowdown
	                                                : md2html;

	return run_to_file(argv, out, limit_s);
}

/* Median CPU of each renderer, interleaved. */
static void render_all(const struct bench *bench, const char *md, int rounds,
    double cpu[RENDERERS], long peak_kb[RENDERERS])
{
	static double values[RENDERERS][MAX_ROUNDS];
	int round, i;

	for (round = 0; round < rounds; round++) {
		for (i = 0; i < RENDERERS; i++) {
			struct usage usage =
			    render(bench, (enum renderer)i, md, 0);

			values[i][round] = usage.cpu_ms;
			peak_kb[i] = usage.peak_kb;
		}
	}
	for (i = 0; i < RENDERERS; i++)
		cpu[i] = quantile(values[i], (size_t)rounds, 0.5);
}

static double megabytes(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (double)st.st_size / 1e6 : 0;
}

static void speed(const struct bench *bench)
{
	static const char *const kinds[] = { "prose", "mixed", "table", "cjk" };
	double start[RENDERERS], cpu[RENDERERS];
	long peak[RENDERERS];
	size_t i;

	render_all(bench, bench_path(bench->dir, "empty.md"),
	    bench->quick ? 11 : 31, start, peak);
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		char name[64], what[80];
		const char *md;
		double size;

		snprintf(name, sizeof(name), "%s-10m.md", kinds[i]);
		md = bench_path(bench->dir, name);
		size = megabytes(md);
		render_all(bench, md, bench->quick ? 3 : 5, cpu, peak);
		snprintf(
		    what, sizeof(what), "%s, 10 MB to 80 columns", kinds[i]);
		bench_row("13", what, "MB/s", "lowdown",
		    size / ((cpu[LOWDOWN] - start[LOWDOWN]) / 1e3),
		    size / ((cpu[LUMBAR] - start[LUMBAR]) / 1e3), AT_LEAST, 4);
		printf("     (md2html: %.0f MB/s; peak memory: lumbar %ld, "
		       "lowdown %ld, md2html %ld KB)\n",
		    size / ((cpu[MD2HTML] - start[MD2HTML]) / 1e3),
		    peak[LUMBAR], peak[LOWDOWN], peak[MD2HTML]);
	}
	render_all(bench, bench_path(bench->dir, "prose-10k.md"),
	    bench->quick ? 21 : 61, cpu, peak);
	bench_row("14", "10 KB to text, whole process CPU", "ms", "lowdown",
	    cpu[LOWDOWN], cpu[LUMBAR], AT_MOST, 0.75);
	printf("     (md2html: %.3f ms)\n", cpu[MD2HTML]);
}

/* Median CPU of ours; a negative figure when it failed. */
static double ours(const struct bench *bench, const char *md, int rounds)
{
	double values[MAX_ROUNDS];
	int i;

	for (i = 0; i < rounds; i++) {
		struct usage usage = render(bench, LUMBAR, md, 30);

		if (!WIFEXITED(usage.status) ||
		    WEXITSTATUS(usage.status) != 0) {
			printf("     (%s: wait status %d)\n", md, usage.status);
			return -1;
		}
		values[i] = usage.cpu_ms;
	}
	return quantile(values, (size_t)rounds, 0.5);
}

static void growth(const struct bench *bench)
{
	static const char *const kinds[] = { "prose", "mixed", "table", "cjk" };
	double start = ours(bench, bench_path(bench->dir, "empty.md"), 11);
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		char name[64], what[80];
		double small, big;
		struct usage usage;

		snprintf(name, sizeof(name), "%s-10m.md", kinds[i]);
		small = ours(bench, bench_path(bench->dir, name), 3) - start;
		snprintf(name, sizeof(name), "%s-100m.md", kinds[i]);
		usage = render(bench, LUMBAR, bench_path(bench->dir, name), 0);
		big = usage.cpu_ms - start;
		snprintf(what, sizeof(what), "%s, exponent of 10 to 100 MB",
		    kinds[i]);
		bench_row("15", what, "", "", 0, log(big / small) / log(10),
		    ABSOLUTE, 1.1);
		printf("     (100 MB: %.0f ms, peak memory %ld KB)\n",
		    usage.cpu_ms, usage.peak_kb);
	}
}

/* Each pattern at 64 KB and 256 KB. */
static void patterns(const struct bench *bench)
{
	FILE *names = fopen(bench_path(bench->dir, "patterns"), "r");
	double start = ours(bench, bench_path(bench->dir, "empty.md"), 11);
	double worst = 0, slowest = 0;
	char worst_name[64] = "", slowest_name[64] = "", name[64];
	int failed = 0, n = 0;

	while (names != NULL && fscanf(names, "%63s", name) == 1) {
		char file[80];
		double small, big, exponent;

		snprintf(file, sizeof(file), "%s-64k.md", name);
		small = ours(bench, bench_path(bench->dir, file), 5);
		snprintf(file, sizeof(file), "%s-256k.md", name);
		big = ours(bench, bench_path(bench->dir, file), 5);
		n++;
		if (small < 0 || big < 0) {
			failed++;
			continue;
		}
		if (big > slowest) {
			slowest = big;
			snprintf(
			    slowest_name, sizeof(slowest_name), "%s", name);
		}
		/* start-up noise is not growth */
		if (big - start < 3)
			continue;
		exponent = log((big - start) / (small - start)) / log(4);
		if (exponent > worst) {
			worst = exponent;
			snprintf(worst_name, sizeof(worst_name), "%s", name);
		}
	}
	if (names != NULL)
		fclose(names);
	bench_row(
	    "15", "hostile patterns that fail", "", "", 0, failed, ABSOLUTE, 0);
	bench_row("15", "hostile patterns, worst exponent", "", "", 0, worst,
	    ABSOLUTE, 1.1);
	bench_row("15", "hostile patterns, 256 KB, slowest", "ms", "", 0,
	    slowest, ABSOLUTE, 500);
	printf("     (%d patterns; exponent: %s; slowest: %s)\n", n, worst_name,
	    slowest_name);
}

void bench_text(const struct bench *bench)
{
	speed(bench);
	growth(bench);
	patterns(bench);
}
