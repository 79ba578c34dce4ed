/*
 * bench_start.c - from nothing to the first frame: time and work.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_COMMANDS 12

struct frames {
	double first[MAX_COMMANDS], last[MAX_COMMANDS]; /* medians */
	double cpu[MAX_COMMANDS];
};

/* Interleaved: a round starts each command once. */
static void measure_frames(const struct command *commands, size_t n, int rounds,
    double quiet_ms, struct frames *out)
{
	static double first[MAX_COMMANDS][MAX_ROUNDS];
	static double last[MAX_COMMANDS][MAX_ROUNDS];
	static double cpu[MAX_COMMANDS][MAX_ROUNDS];
	size_t i;
	int round;

	/* round -1 warms the caches */
	for (round = -1; round < rounds; round++) {
		for (i = 0; i < n; i++) {
			struct session session;
			struct answer frame;
			int at = round < 0 ? 0 : round;

			session_open(&session, &commands[i]);
			frame = session_read(&session, session.started,
			    quiet_ms + 240.0 * (round < 0), 8000);
			first[i][at] = frame.first_ms;
			last[i][at] = frame.last_ms;
			cpu[i][at] = session_cpu_ms(&session);
			session_close(&session);
		}
	}
	for (i = 0; i < n; i++) {
		out->first[i] = quantile(first[i], (size_t)rounds, 0.5);
		out->last[i] = quantile(last[i], (size_t)rounds, 0.5);
		out->cpu[i] = quantile(cpu[i], (size_t)rounds, 0.5);
	}
}

static void first_frame(const struct bench *bench)
{
	const char *text = bench_path(bench->dir, "prose-10k.txt");
	const char *html = bench_path(bench->dir, "prose-10k.html");
	const char *floor[] = { bench_path(bench->tools, "bench_floor_curses"),
		text, NULL };
	const char *less[] = { "less", text, NULL };
	const char *w3m[] = { "w3m", "-T", "text/html", html, NULL };
	const char *lynx[] = { "lynx", "-nopause", html, NULL };
	const char *menu[] = { bench->lumbar, "--content", bench->pack, NULL };
	const char *article[] = { bench->lumbar, "--content", bench->pack,
		"bench-10k", NULL };
	const struct command commands[] = {
		{ "floor", floor, NULL, 0, 0 },
		{ "less", less, NULL, 0, 0 },
		{ "w3m", w3m, NULL, 0, 0 },
		{ "lynx", lynx, NULL, 0, 0 },
		{ "menu", menu, NULL, 0, 0 },
		{ "article", article, NULL, 0, 0 },
	};
	struct frames frames;

	measure_frames(commands, sizeof(commands) / sizeof(commands[0]),
	    bench->rounds, QUIET_MS, &frames);
	bench_row("1", "first frame, menu", "ms", "curses floor",
	    frames.last[0], frames.last[4], AT_MOST, 1.25);
	bench_row("1", "first frame, article of 10 KB", "ms", "curses floor",
	    frames.last[0], frames.last[5], AT_MOST, 1.25);
	bench_row("1", "first frame, menu", "ms", "less", frames.last[1],
	    frames.last[4], AT_MOST, 1.3);
	bench_row("1", "first frame, article of 10 KB", "ms", "less",
	    frames.last[1], frames.last[5], AT_MOST, 1.3);
	bench_row("1", "first frame, article of 10 KB", "ms", "w3m",
	    frames.last[2], frames.last[5], AT_MOST, 1.0);
	bench_row("1", "first frame, article of 10 KB", "ms", "lynx",
	    frames.last[3], frames.last[5], AT_MOST, 1.0);
	bench_row("1", "CPU to the first frame, article", "ms", "curses floor",
	    frames.cpu[0], frames.cpu[5], AT_MOST, 1.25);
}

static void big_first_frame(
    const struct bench *bench, const char *name, const char *article)
{
	char lowdown[9000], show[9000], what[80];
	const char *md = bench_path(bench->dir, name);
	const char *lowdown_less[] = { "sh", "-c", lowdown, NULL };
	const char *show_less[] = { "sh", "-c", show, NULL };
	const char *reader[] = { bench->lumbar, "--content", bench->pack,
		article, NULL };
	const struct command commands[] = {
		{ "lowdown | less", lowdown_less, NULL, 0, 0 },
		{ "lumbar show | less", show_less, NULL, 0, 0 },
		{ "lumbar", reader, NULL, 0, 0 },
	};
	struct frames frames;

	snprintf(lowdown, sizeof(lowdown), "lowdown -Tterm %s | less -R", md);
	snprintf(show, sizeof(show),
	    "%s --color=always show --file %s | less -R", bench->lumbar, md);
	measure_frames(commands, article != NULL ? 3 : 2, bench->quick ? 5 : 11,
	    100, &frames);
	snprintf(what, sizeof(what), "first frame of %s, show | less", name);
	bench_row("3", what, "ms", "lowdown | less", frames.last[0],
	    frames.last[1], AT_MOST, 1 / 3.0);
	if (article != NULL) {
		snprintf(what, sizeof(what), "first frame of %s, reader", name);
		bench_row("3", what, "ms", "lowdown | less", frames.last[0],
		    frames.last[2], AT_MOST, 1 / 3.0);
	}
}

/*
 * The menu is drawn before what was kept is looked for. One write is one frame,
 * so the first byte is the first frame; what was kept comes with the second.
 */
static void with_store(const struct bench *bench)
{
	const char *state = bench_path(bench->dir, "state");
	const char *fill[] = { bench_path(bench->tools, "bench_store"), state,
		NULL };
	const char *kept[] = { bench->lumbar, "--content", bench->pack, NULL };
	const char *none[] = { bench->lumbar, "--no-state", "--content",
		bench->pack, NULL };
	const struct command commands[] = {
		{ "without a store", none, NULL, 0, 0 },
		{ "with 10,000 results", kept, NULL, 0, 0 },
	};
	struct frames frames;

	if (run_to_file(fill, bench_path(bench->dir, "fill"), 0).status != 0) {
		printf("S    not measured: no store could be made\n");
		return;
	}
	setenv("XDG_STATE_HOME", state, 1);
	setenv("LUMBAR_STATE", "yes", 1);
	measure_frames(commands, 2, bench->quick ? 21 : 61, QUIET_MS, &frames);
	unsetenv("XDG_STATE_HOME");
	setenv("LUMBAR_STATE", "no", 1);
	bench_row("S", "first frame, menu, 10,000 results", "ms",
	    "without a store", frames.first[0], frames.first[1], AT_MOST, 1.05);
	bench_row("S", "menu with what was kept", "ms", "", 0, frames.last[1],
	    ABSOLUTE, 50);
}

struct calls {
	int all, opens, writes, sqlite;
};

/* A line of strace: a write to the terminal, which less opens itself. */
static bool is_write(const char *line)
{
	return strstr(line, " write(1") != NULL ||
	       strstr(line, " writev(1") != NULL ||
	       strstr(line, " write(3") != NULL;
}

/*
 * What a program asks of the system until its first frame is there, which is
 * with its last write: after that it has time.
 */
static struct calls count_calls(
    const struct bench *bench, const char *const *argv)
{
	struct calls calls = { 0, 0, 0, 0 }, shown = calls;
	const char *trace = bench_path(bench->dir, "trace");
	const char *full[16] = { "strace", "-f", "-qq", "-o", trace };
	struct command command = { "strace", full, NULL, 0, 0 };
	struct session session;
	char line[4096];
	FILE *file;
	int i;

	for (i = 0; argv[i] != NULL && i < 10; i++)
		full[5 + i] = argv[i];
	session_open(&session, &command);
	session_read(&session, session.started, 700, 5000);
	session_close(&session);
	file = fopen(trace, "r");
	while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
		calls.all++;
		calls.opens += strstr(line, " openat(") != NULL ||
		               strstr(line, " open(") != NULL ||
		               strstr(line, " openat2(") != NULL;
		calls.sqlite += strstr(line, "sqlite") != NULL;
		if (!is_write(line))
			continue;
		calls.writes++;
		shown = calls;
	}
	if (file != NULL)
		fclose(file);
	return shown;
}

static void start_work(const struct bench *bench)
{
	const char *less[] = { "less", bench_path(bench->dir, "prose-10k.txt"),
		NULL };
	const char *article[] = { bench->lumbar, "--content", bench->pack,
		"bench-10k", NULL };
	struct calls theirs = count_calls(bench, less);
	struct calls ours = count_calls(bench, article);

	if (ours.all == 0) {
		printf("4    not measured: strace does not work here\n");
		return;
	}
	printf("     (less: %d system calls, %d opens, %d writes)\n",
	    theirs.all, theirs.opens, theirs.writes);
	bench_row("4", "system calls to the first frame", "", "", 0, ours.all,
	    ABSOLUTE, 150);
	bench_row("4", "files opened", "", "", 0, ours.opens, ABSOLUTE, 16);
	bench_row(
	    "4", "writes to the terminal", "", "", 0, ours.writes, ABSOLUTE, 1);
	bench_row("4", "system calls that name SQLite", "", "", 0, ours.sqlite,
	    ABSOLUTE, 0);
}

void bench_start(const struct bench *bench)
{
	first_frame(bench);
	big_first_frame(bench, "prose-100k.md", "bench-100k");
	big_first_frame(bench, "prose-1m.md", NULL);
	start_work(bench);
	with_store(bench);
}
