/*
 * bench_keys.c - what a key costs: time, CPU and bytes; resizes; find.
 */
#include "bench.h"

#include <stdio.h>
#include <string.h>

#define KEYS       300
#define PAGES      60
#define KEY_QUIET  12.0
#define RESIZES    50
#define KEY_ROUNDS 5

struct key_cost {
	double p50, p99, cpu, bytes;
};

/* Sends the key n times, each after the answer to the one before. */
static struct key_cost type_keys(
    struct session *session, const char *key, size_t n)
{
	static double wall[KEYS], bytes[KEYS];
	struct key_cost cost;
	double cpu = session_cpu_ms(session);
	size_t i;

	for (i = 0; i < n; i++) {
		double since = now_ms();
		struct answer answer;

		session_send(session, key);
		answer = session_read(session, since, KEY_QUIET, 2000);
		wall[i] = answer.last_ms;
		bytes[i] = (double)answer.bytes;
	}
	cost.cpu = (session_cpu_ms(session) - cpu) / (double)n;
	cost.bytes = mean(bytes, n);
	cost.p50 = quantile(wall, n, 0.5);
	cost.p99 = quantile(wall, n, 0.99);
	return cost;
}

struct costs {
	struct key_cost line, page;
};

static struct costs measure_keys(const struct command *command)
{
	struct session session;
	struct costs costs;

	session_open(&session, command);
	session_read(&session, session.started, 150, 5000);
	costs.line = type_keys(&session, "j", KEYS);
	session_read(&session, now_ms(), 150, 150);
	costs.page = type_keys(&session, " ", PAGES);
	session_close(&session);
	return costs;
}

/* The best of some rounds, which are interleaved with the others'. */
static void keep_best(struct key_cost *best, const struct key_cost *cost)
{
	if (cost->cpu < best->cpu)
		best->cpu = cost->cpu;
	if (cost->p50 < best->p50)
		best->p50 = cost->p50;
	if (cost->p99 < best->p99)
		best->p99 = cost->p99;
}

static void measure_all(
    const struct command *commands, size_t n, int rounds, struct costs *out)
{
	int round;
	size_t i;

	for (round = 0; round < rounds; round++) {
		for (i = 0; i < n; i++) {
			struct costs costs = measure_keys(&commands[i]);

			if (round == 0)
				out[i] = costs;
			keep_best(&out[i].line, &costs.line);
			keep_best(&out[i].page, &costs.page);
		}
	}
}

/* The same text for all: what lumbar made of the article. */
static void keys_at(const struct bench *bench, int rows, int cols)
{
	const char *text = bench_path(
	    bench->dir, cols == 80 ? "prose-200k.txt" : "prose-200k-wide.txt");
	const char *floor[] = { bench_path(bench->tools, "bench_floor_curses"),
		text, NULL };
	const char *less[] = { "less", text, NULL };
	const char *lumbar[] = { bench->lumbar, "--content", bench->pack,
		"bench-200k", NULL };
	const struct command commands[] = {
		{ "floor", floor, NULL, rows, cols },
		{ "less", less, NULL, rows, cols },
		{ "lumbar", lumbar, NULL, rows, cols },
	};
	struct costs costs[3];
	char what[80];

	measure_all(commands, 3, bench->quick ? 2 : KEY_ROUNDS, costs);
	snprintf(what, sizeof(what), "CPU of a line down, %dx%d", cols, rows);
	bench_row("5", what, "ms", "curses floor", costs[0].line.cpu,
	    costs[2].line.cpu, AT_MOST, 1.25);
	snprintf(what, sizeof(what), "CPU of a page down, %dx%d", cols, rows);
	bench_row("5", what, "ms", "curses floor", costs[0].page.cpu,
	    costs[2].page.cpu, AT_MOST, 1.25);
	snprintf(what, sizeof(what), "p99 of a line down, %dx%d", cols, rows);
	bench_row("6", what, "ms", "less", costs[1].line.p99, costs[2].line.p99,
	    AT_MOST, 2);
	snprintf(what, sizeof(what), "p99 of a page down, %dx%d", cols, rows);
	bench_row("6", what, "ms", "less", costs[1].page.p99, costs[2].page.p99,
	    AT_MOST, 2);
	if (cols != 80)
		return;
	bench_row("7", "bytes of a line down", "B", "curses floor",
	    costs[0].line.bytes, costs[2].line.bytes, AT_MOST, 1.05);
	bench_row("8", "bytes of a page down", "B", "less", costs[1].page.bytes,
	    costs[2].page.bytes, AT_MOST, 1.15);
}

static void other_terminals(const struct bench *bench)
{
	static const char *const terms[] = { "xterm-256color", "vt100", "linux",
		"screen-256color" };
	const char *article[] = { bench->lumbar, "--content", bench->pack,
		"bench-200k", NULL };
	const char *menu[] = { bench->lumbar, "--content", bench->pack, NULL };
	struct costs base = { 0 };
	double base_move = 0;
	size_t i;

	for (i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		const struct command reading = { "article", article, terms[i],
			0, 0 };
		const struct command choosing = { "menu", menu, terms[i], 0,
			0 };
		struct costs costs = measure_keys(&reading);
		struct session session;
		struct key_cost down, up;
		double move;
		char what[80];

		session_open(&session, &choosing);
		session_read(&session, session.started, 150, 5000);
		down = type_keys(&session, "j", 4);
		up = type_keys(&session, "k", 4);
		session_close(&session);
		move = (down.bytes + up.bytes) / 2;
		if (i == 0) {
			base = costs;
			base_move = move;
			bench_row("9", "bytes of a move in the menu", "B", "",
			    0, move, ABSOLUTE, 120);
			continue;
		}
		snprintf(what, sizeof(what), "bytes, line, %s", terms[i]);
		bench_row("10", what, "B", "ours on xterm", base.line.bytes,
		    costs.line.bytes, AT_MOST, 1.3);
		snprintf(what, sizeof(what), "bytes, page, %s", terms[i]);
		bench_row("10", what, "B", "ours on xterm", base.page.bytes,
		    costs.page.bytes, AT_MOST, 1.3);
		snprintf(what, sizeof(what), "bytes, menu move, %s", terms[i]);
		bench_row("10", what, "B", "ours on xterm", base_move, move,
		    AT_MOST, 1.3);
		snprintf(what, sizeof(what), "p50, line, %s", terms[i]);
		bench_row("10", what, "ms", "ours on xterm", base.line.p50,
		    costs.line.p50, AT_MOST, 1.3);
	}
}

struct resized {
	double one, storm; /* ms to the last byte */
	double bytes_one, bytes_storm;
};

static struct resized measure_resize(const struct command *command, int times)
{
	static double one[MAX_ROUNDS], storm[MAX_ROUNDS];
	struct resized out = { 0, 0, 0, 0 };
	struct session session;
	int i, k;

	session_open(&session, command);
	session_read(&session, session.started, 200, 5000);
	for (i = 0; i < times; i++) {
		struct answer answer;
		double since = now_ms();

		session_resize(&session, i % 2 ? 24 : 30, i % 2 ? 80 : 100);
		answer = session_read(&session, since, 150, 2000);
		one[i] = answer.last_ms;
		out.bytes_one += (double)answer.bytes / times;
	}
	for (i = 0; i < times; i++) {
		struct answer answer;
		double since = 0;

		for (k = 0; k < RESIZES; k++) {
			since = now_ms();
			session_resize(
			    &session, 24 + (k + i) % 7, 80 + (k + i) % 7 * 5);
			if (k < RESIZES - 1)
				session_read(&session, since, 5, 5);
		}
		answer = session_read(&session, since, 150, 2000);
		storm[i] = answer.last_ms;
		out.bytes_storm += (double)answer.bytes / times;
	}
	session_close(&session);
	out.one = quantile(one, (size_t)times, 0.5);
	out.storm = quantile(storm, (size_t)times, 0.5);
	return out;
}

static void resizes(const struct bench *bench)
{
	const char *less[] = { "less", bench_path(bench->dir, "prose-60k.txt"),
		NULL };
	const char *lumbar[] = { bench->lumbar, "--content", bench->pack,
		"bench-60k", NULL };
	const struct command theirs = { "less", less, NULL, 0, 0 };
	const struct command ours = { "lumbar", lumbar, NULL, 0, 0 };
	int times = bench->quick ? 5 : 11;
	struct resized a = measure_resize(&theirs, times);
	struct resized b = measure_resize(&ours, times);

	bench_row("11", "resize to quiet, article of 60 KB", "ms", "less",
	    a.one, b.one, AT_MOST, 2);
	bench_row("11", "storm of 50 resizes to quiet", "ms", "less", a.storm,
	    b.storm, AT_MOST, 2);
	bench_row("11", "bytes after a storm", "B", "one resize", b.bytes_one,
	    b.bytes_storm, AT_MOST, 1.3);
}

/* CPU to look for a word that is not there, in a file shown already. */
static double measure_find(const struct command *command, int times)
{
	static double cpu[MAX_ROUNDS];
	int i;

	for (i = 0; i < times; i++) {
		struct session session;
		double before;

		session_open(&session, command);
		session_read(&session, session.started, 150, 5000);
		before = session_cpu_ms(&session);
		session_send(&session, "/zzzq\r");
		session_read(&session, now_ms(), 150, 5000);
		cpu[i] = session_cpu_ms(&session) - before;
		session_close(&session);
	}
	return quantile(cpu, (size_t)times, 0.5);
}

static void find(const struct bench *bench)
{
	const char *less[] = { "less", bench_path(bench->dir, "prose-200k.txt"),
		NULL };
	const char *lumbar[] = { bench->lumbar, "--content", bench->pack,
		"bench-200k", NULL };
	const struct command theirs = { "less", less, NULL, 0, 0 };
	const struct command ours = { "lumbar", lumbar, NULL, 0, 0 };
	int times = bench->quick ? 5 : 11;

	bench_row("12", "CPU to type and find a word, 200 KB", "ms", "less",
	    measure_find(&theirs, times), measure_find(&ours, times), AT_MOST,
	    1 / 5.0);
}

void bench_keys(const struct bench *bench)
{
	keys_at(bench, 24, 80);
	keys_at(bench, 60, 200);
	other_terminals(bench);
	resizes(bench);
	find(bench);
}
