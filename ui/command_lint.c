/*
 * lint: every fault of a pack, on a terminal with the line it stands in; and
 * how hard each article is to read.
 */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "check/lint.h"
#include "options.h"

#define EXCERPT_COLS 96
#define EXCERPT_DOTS 4
#define EXCERPT_CAP  (1u << 20)

void cli_today(char text[CLI_DATE_CAP])
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = time(NULL);
	struct tm tm;

	if (epoch != NULL) {
		char *end;
		long long seconds = strtoll(epoch, &end, 10);

		/* up to the year 9999; nonsense is the same as nothing */
		if (end != epoch && *end == '\0' && seconds >= 0 &&
		    seconds < 253402300800)
			now = (time_t)seconds;
	}
	if (gmtime_r(&now, &tm) == NULL ||
	    strftime(text, CLI_DATE_CAP, "%Y-%m-%d", &tm) != 10)
		memcpy(text, "1970-01-01", CLI_DATE_CAP);
}

/* The file that was quoted last: faults come file by file. */
struct quoting {
	struct file_root root;
	struct arena arena;
	const char *file;
	struct slice text;
};

static struct slice line_of(
    struct quoting *q, const char *file, unsigned number)
{
	struct slice rest;

	if (q->file == NULL || strcmp(q->file, file) != 0) {
		arena_reset(&q->arena);
		q->file = arena_copy(&q->arena, file, strlen(file));
		if (file_read_bytes(&q->root, file, EXCERPT_CAP, &q->arena,
			&q->text, NULL) != STATUS_OK)
			q->text = (struct slice){ "", 0 };
	}
	rest = q->text;
	while (rest.len > 0) {
		const char *end = memchr(rest.ptr, '\n', rest.len);
		const size_t len =
		    end == NULL ? rest.len : (size_t)(end - rest.ptr);

		if (--number == 0)
			return (struct slice){ rest.ptr, len };
		rest.ptr += len + (end != NULL);
		rest.len -= len + (end != NULL);
	}
	return rest;
}

/* Whatever its capitals: phrases are named in small letters. */
static const char *find(struct slice line, struct slice what)
{
	for (size_t i = 0; what.len > 0 && i + what.len <= line.len; i++) {
		if (strncasecmp(line.ptr + i, what.ptr, what.len) == 0)
			return line.ptr + i;
	}
	return NULL;
}

/* What the message names in quotation marks, if the line has it; else len. */
static struct slice named_in(const char *message, struct slice line)
{
	const char *from = strchr(message, '"');

	while (from != NULL) {
		const char *const to = strchr(from + 1, '"');
		const size_t len = to == NULL ? 0 : (size_t)(to - from) - 1;
		const char *at;

		if (to == NULL)
			break;
		at = find(line, (struct slice){ from + 1, len });
		if (at != NULL)
			return (struct slice){ at, len };
		from = strchr(to + 1, '"');
	}
	return (struct slice){ NULL, 0 };
}

static void put_slice(const struct cli *cli, struct slice text)
{
	char buf[4 * EXCERPT_COLS + 1];
	int used;
	const size_t len = text_fit(text, EXCERPT_COLS, &used);

	snprintf(buf, sizeof(buf), "%.*s", (int)len, text.ptr);
	cli_put(cli, buf);
}

/* How far the line is moved to the left so that what is named is seen. */
static size_t moved(struct slice line, struct slice named)
{
	const struct slice end = { line.ptr,
		named.ptr == NULL
		    ? 0
		    : (size_t)(named.ptr - line.ptr) + named.len };
	const int over = text_cols(end) - EXCERPT_COLS;
	size_t by = 0;

	if (over <= 0)
		return 0;
	/* whole words, up to the one that is named */
	for (size_t i = 0; line.ptr + i < named.ptr; i++) {
		if (line.ptr[i] != ' ')
			continue;
		by = i + 1;
		if (text_cols((struct slice){ line.ptr, by }) >=
		    over + EXCERPT_DOTS)
			break;
	}
	return by;
}

/*
 *   12 | See [the map](leg-mpa) for more.
 *      |               ^^^^^^^
 */
static void quote(
    const struct cli *cli, struct quoting *q, const struct diag_item *item)
{
	static const char dots[] = "... ";
	struct slice line, named;
	size_t by;

	if (item->file == NULL || item->line == 0)
		return;
	line = line_of(q, item->file, item->line);
	if (slice_trim(line).len == 0)
		return;
	named = named_in(item->text, line);
	by = moved(line, named);
	printf("%6u | %s", item->line, by > 0 ? dots : "");
	line = (struct slice){ line.ptr + by, line.len - by };
	put_slice(cli, line);
	putc('\n', stdout);
	if (named.ptr == NULL || text_cols(named) > EXCERPT_COLS)
		return;
	printf("%6s | %*s", "",
	    text_cols(
		(struct slice){ line.ptr, (size_t)(named.ptr - line.ptr) }) +
		(by > 0 ? EXCERPT_DOTS : 0),
	    "");
	for (int i = text_cols(named); i > 0; i--)
		putc('^', stdout);
	putc('\n', stdout);
}

static void put_faults(struct cli *cli, const char *pack)
{
	struct quoting q = { .file = NULL };

	if ((!cli->excerpts && !isatty(STDOUT_FILENO)) ||
	    file_root_open(&q.root, pack, NULL) != STATUS_OK) {
		diag_print(&cli->diag, stdout);
		return;
	}
	arena_init(&q.arena);
	for (size_t i = 0; i < cli->diag.n; i++) {
		diag_print_item(&cli->diag.items[i], stdout);
		quote(cli, &q, &cli->diag.items[i]);
	}
	diag_print_more(&cli->diag, stdout);
	arena_free(&q.arena);
	file_root_close(&q.root);
}

static int compare_grades(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* A line an article, then what they come to together. */
static void put_grades(struct cli *cli, const struct lint_report *report)
{
	double *const sorted =
	    arena_alloc(&cli->arena, report->ngrades * sizeof(*sorted));
	double sum = 0;

	printf("grade  words  article\n");
	for (size_t i = 0; i < report->ngrades; i++) {
		const struct lint_grade *const grade = &report->grades[i];

		sorted[i] = grade->grade;
		sum += grade->grade;
		printf(
		    "%5.1f  %5zu  %s\n", grade->grade, grade->words, grade->id);
	}
	if (report->ngrades > 0) {
		qsort(sorted, report->ngrades, sizeof(*sorted), compare_grades);
		printf("%zu articles: median %.1f, mean %.1f, highest %.1f\n",
		    report->ngrades, sorted[report->ngrades / 2],
		    sum / (double)report->ngrades, sorted[report->ngrades - 1]);
	}
	printf("%zu sources, %zu of them from memory, %zu read in part\n",
	    report->nsources, report->nmemory, report->npart);
}

int command_lint(struct cli *cli)
{
	const char *pack = cli->nwords > 0 ? cli->words[0] : cli_find_pack(cli);
	struct lint_report report;
	enum status status;
	char date[11];

	if (cli->nwords > 1)
		return options_complain(
		    "argument", cli->words[1], "lint takes one pack at most");
	cli_today(date);
	status = lint_pack_report(pack, date, &cli->arena, &report, &cli->diag);
	diag_sort(&cli->diag);
	if (cli->grades)
		put_grades(cli, &report);
	else
		put_faults(cli, pack);
	if (cli_finish(stdout) != EXIT_DONE)
		return EXIT_CANNOT;
	fprintf(stderr,
	    "lumbar: %zu errors, %zu warnings, %zu notes; %zu of %zu sources "
	    "from memory\n",
	    cli->diag.count[DIAG_ERROR], cli->diag.count[DIAG_WARNING],
	    cli->diag.count[DIAG_NOTE], report.nmemory, report.nsources);
	if (status != STATUS_OK)
		return EXIT_CANNOT;
	return cli->diag.count[DIAG_ERROR] > 0 ? EXIT_FAULTS : EXIT_DONE;
}
