/*
 * lumbar status: whether the kiosk that keeps its state in a folder is well,
 * one line each, and what it was used for. Changes nothing.
 */
#include "cli.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "options.h"
#include "visit/counters.h"
#include "visit/heartbeat.h"
#include "widgets/self_check.h"

#define STATE_DIR "/var/lib/lumbar"
#define DAY       INT64_C(86400)
#define DAYS      31                  /* of counts, up to yesterday */
#define FREE_MIN  (INT64_C(16) << 20) /* bytes; below it, writes soon fail */
#define LINES     9
#define UNKNOWN   (-1)

struct line {
	const char *name, *text;
	bool good;
};

struct report {
	struct arena *arena;
	const char *folder;
	int64_t now;
	bool there; /* some kiosk was here */
	struct line lines[LINES];
	size_t nlines;
	/* The same for programs. */
	enum store_health health;
	bool has_last, has_beat, refused;
	int64_t last_day, bytes, free_bytes;
	int aside;
	struct heartbeat_seen beat;
	const char *pack, *version, *rules; /* NULL: there is none */
	bool proved;
	const struct counters_row *rows, *sums;
	size_t nrows, nsums;
};

static void add(struct report *report, const char *name, bool good,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

static void add(
    struct report *report, const char *name, bool good, const char *fmt, ...)
{
	char text[1024];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	report->lines[report->nlines++] = (struct line){ name,
		arena_copy(report->arena, text, strlen(text)), good };
}

static bool all_good(const struct report *report)
{
	for (size_t i = 0; i < report->nlines; i++) {
		if (!report->lines[i].good)
			return false;
	}
	return true;
}

/* "812 bytes", "20 KiB", "11.2 GiB" */
static const char *bytes_text(int64_t bytes, char out[32])
{
	static const char *const units[] = { "KiB", "MiB", "GiB", "TiB" };
	double n = (double)bytes / 1024;
	size_t unit = 0;

	if (bytes < 1024) {
		snprintf(out, 32, "%d bytes", (int)bytes);
		return out;
	}
	while (n >= 1024 && unit < 3) {
		n /= 1024;
		unit++;
	}
	snprintf(out, 32, "%.*f %s", n < 10 ? 1 : 0, n, units[unit]);
	return out;
}

/* ---- what is there ---- */

static void look_at_database(struct report *report, struct counters *counters)
{
	const int64_t today = report->now / DAY;
	const char *note;
	char date[COUNTERS_DAY_CAP], size[32];

	report->health = counters_health(counters);
	report->has_last = counters_last(counters, &report->last_day);
	note = counters_note(counters);
	if (!report->has_last)
		snprintf(date, sizeof(date), "never");
	else
		counters_date(report->last_day, date);
	if (report->health == STORE_NONE)
		add(report, "database", true, "nothing was counted yet");
	else if (report->health == STORE_NEWER)
		add(report, "database", false,
		    COUNTERS_FILE " was made by a newer lumbar");
	else if (report->health == STORE_BAD)
		add(report, "database", false, COUNTERS_FILE ": %s",
		    note != NULL ? note : "it is damaged");
	else if (report->has_last && report->last_day > today)
		add(report, "database", false,
		    "ok, but last counted on %s: look at the clock", date);
	else
		add(report, "database", true,
		    COUNTERS_FILE " ok, %s, last counted on %s",
		    bytes_text(report->bytes, size), date);
	if (report->aside > 0)
		add(report, "damaged files", false,
		    "%d set aside as " COUNTERS_FILE ".bad-*", report->aside);
	else
		add(report, "damaged files", true, "none");
}

static void look_at_heartbeat(struct report *report)
{
	const struct heartbeat_seen *const beat = &report->beat;
	const long long age = (long long)beat->age_s;
	const bool good = age >= -HEARTBEAT_OLD_S && age <= HEARTBEAT_OLD_S;

	if (!report->has_beat)
		add(report, "heartbeat", false, "none");
	else if (age < 0 && !good)
		add(report, "heartbeat", false,
		    "%lld seconds from now: look at the clock", -age);
	else
		add(report, "heartbeat", good,
		    "%lld seconds ago, process %lu, beat %lu, lumbar %s%s",
		    age < 0 ? 0 : age, beat->pid, beat->beat, beat->version,
		    good ? "" : ": nobody is alive");
}

/* What the kiosk said of a pack that may look well from here. */
static void look_at_refused(struct report *report)
{
	const struct heartbeat_seen *const beat = &report->beat;
	const time_t since = (time_t)beat->since;
	char date[32] = "";
	struct tm tm;

	if (!report->has_beat || beat->since == 0)
		return;
	report->refused = true;
	if (gmtime_r(&since, &tm) != NULL)
		strftime(date, sizeof(date), "%Y-%m-%d %H:%M UTC", &tm);
	add(report, "refused pack", false, "%s, since %s: %s", beat->refused,
	    date, beat->why);
}

static void look_at_disk(struct report *report)
{
	struct statvfs disk;
	char room[32];

	report->free_bytes = UNKNOWN;
	if (statvfs(report->folder, &disk) != 0) {
		add(report, "free disk", false, "%s", strerror(errno));
		return;
	}
	report->free_bytes = (int64_t)(disk.f_bavail * disk.f_frsize);
	bytes_text(report->free_bytes, room);
	if (disk.f_flag & ST_RDONLY)
		add(report, "free disk", false, "it is read-only");
	else if (report->free_bytes < FREE_MIN)
		add(report, "free disk", false, "%s: nearly full", room);
	else
		add(report, "free disk", true, "%s", room);
}

static void look_at_pack(struct cli *cli, struct report *report)
{
	const enum status status =
	    catalog_open(&cli->catalog, cli_find_pack(cli), cli->settings.lang,
		cli->settings.region, &cli->diag);
	struct self_check *check;

	if (status != STATUS_OK) {
		add(report, "pack", false, "it cannot be read");
		return;
	}
	report->pack = cli->catalog.id;
	report->version = cli->catalog.version;
	add(report, "pack", true, "%s %s", report->pack, report->version);
	if (cli->catalog.triage[0] == '\0') {
		add(report, "rules", true, "this pack has no self-check");
		return;
	}
	check = self_check_open(&cli->catalog, &cli->diag);
	report->proved = check->open;
	report->rules = check->open
	                    ? arena_copy(report->arena, check->rules.version,
				  strlen(check->rules.version))
	                    : "";
	if (check->open)
		add(report, "rules", true, "%s, proved", report->rules);
	else
		add(report, "rules", false,
		    "not proved: the self-check is closed");
	self_check_close(check);
}

/* False: nobody has kept anything in the folder. */
static bool look(struct cli *cli, struct report *report)
{
	struct counters *const counters = counters_look(report->folder);
	const int64_t today = report->now / DAY;
	const bool readable =
	    counters_files(report->folder, &report->bytes, &report->aside);

	if (!readable && errno != ENOENT) {
		report->there = true;
		add(report, "state folder", false, "%s: %s", report->folder,
		    strerror(errno));
	} else if (readable) {
		report->has_beat =
		    heartbeat_read(report->folder, report->now, &report->beat);
		/* a heartbeat that is none is something, too */
		report->there =
		    report->has_beat || errno == EINVAL || report->bytes > 0;
		add(report, "state folder", true, "%s", report->folder);
	}
	if (readable && report->there) {
		look_at_database(report, counters);
		look_at_heartbeat(report);
		look_at_refused(report);
		look_at_disk(report);
		report->nrows = counters_read(counters, today - DAYS, today - 1,
		    report->arena, &report->rows);
		report->nsums = counters_sums(
		    report->rows, report->nrows, report->arena, &report->sums);
	}
	if (report->there)
		look_at_pack(cli, report);
	counters_close(counters);
	return report->there;
}

/* ---- text ---- */

static void put_counts(const struct report *report)
{
	char first[COUNTERS_DAY_CAP], last[COUNTERS_DAY_CAP];
	char text[COUNTERS_TEXT_CAP];
	const int64_t today = report->now / DAY;

	printf("\nCounts from %s to %s, without days under %d:\n",
	    counters_date(today - DAYS, first), counters_date(today - 1, last),
	    COUNTERS_FEW_BELOW);
	for (size_t i = 0; i < report->nsums; i++) {
		const struct counters_row *const sum = &report->sums[i];
		const char *const name = arena_printf(
		    report->arena, "%s %s", counters_name(sum->kind), sum->id);

		printf("  %-36s ", name);
		if (sum->n == 0)
			printf("always under %d\n", COUNTERS_FEW_BELOW);
		else
			printf("%s on %lld days\n", counters_text(sum->n, text),
			    (long long)sum->day);
	}
	if (report->nsums == 0)
		printf("  none\n");
}

static void put_text(const struct cli *cli, const struct report *report)
{
	for (size_t i = 0; i < report->nlines; i++) {
		const struct line *const line = &report->lines[i];

		printf("%-6s %-14s ", line->good ? "ok" : "WRONG", line->name);
		cli_put(cli, line->text);
		putc('\n', stdout);
	}
	put_counts(report);
}

/* ---- JSON ---- */

static void put_string(const char *name, const char *text)
{
	printf(",\n \"%s\":", name);
	if (text == NULL)
		printf("null");
	else
		cli_put_json(text);
}

static void put_number(const char *name, bool known, int64_t n)
{
	printf(",\n \"%s\":", name);
	if (known)
		printf("%lld", (long long)n);
	else
		printf("null");
}

static void put_rows(
    const char *name, const struct counters_row *rows, size_t n, bool sums)
{
	char text[COUNTERS_TEXT_CAP];

	printf(",\n \"%s\":[", name);
	for (size_t i = 0; i < n; i++) {
		const struct counters_row *const row = &rows[i];

		printf(i == 0 ? "\n  {" : ",\n  {");
		if (sums)
			printf("\"days\":%lld,", (long long)row->day);
		else
			printf(
			    "\"day\":\"%s\",", counters_date(row->day, text));
		printf("\"kind\":\"%s\",\"id\":", counters_name(row->kind));
		cli_put_json(row->id);
		/* a number when it is one, else the words for it */
		printf(row->n >= 0 ? ",\"count\":%s}" : ",\"count\":\"%s\"}",
		    counters_text(row->n, text));
	}
	printf("]");
}

static const char *health_name(enum store_health health)
{
	static const char *const names[] = { [STORE_NONE] = "none",
		[STORE_WHOLE] = "ok",
		[STORE_NEWER] = "newer",
		[STORE_BAD] = "bad" };

	return names[health];
}

static void put_json(const struct report *report)
{
	char date[COUNTERS_DAY_CAP];
	const bool beat = report->has_beat;

	printf("{\"status\":\"%s\"",
	    !report->there ? "none" : (all_good(report) ? "ok" : "wrong"));
	put_string("state_dir", report->folder);
	put_string("database", health_name(report->health));
	put_string("last_day",
	    report->has_last ? counters_date(report->last_day, date) : NULL);
	put_number("bytes", true, report->bytes);
	put_number("damaged_files", true, report->aside);
	put_number("heartbeat_age", beat, report->beat.age_s);
	put_number("heartbeat_pid", beat, (int64_t)report->beat.pid);
	put_number("heartbeat_beat", beat, (int64_t)report->beat.beat);
	put_string("heartbeat_version", beat ? report->beat.version : NULL);
	put_number(
	    "free_bytes", report->free_bytes > UNKNOWN, report->free_bytes);
	put_string(
	    "refused_pack", report->refused ? report->beat.refused : NULL);
	put_string("refused_why", report->refused ? report->beat.why : NULL);
	put_number("refused_since", report->refused, report->beat.since);
	put_string("pack", report->pack);
	put_string("pack_version", report->version);
	put_string("rules_version", report->rules);
	printf(",\n \"rules_proved\":%s,\n \"wrong\":[",
	    report->proved ? "true" : "false");
	for (size_t i = 0, n = 0; i < report->nlines; i++) {
		if (report->lines[i].good)
			continue;
		printf(n++ == 0 ? "" : ",");
		cli_put_json(report->lines[i].name);
	}
	printf("]");
	put_rows("sums", report->sums, report->nsums, true);
	put_rows("counts", report->rows, report->nrows, false);
	printf("}\n");
}

int command_status(struct cli *cli)
{
	struct report report = { .arena = &cli->arena,
		.folder = cli->state_dir != NULL ? cli->state_dir : STATE_DIR,
		.now = (int64_t)time(NULL),
		.free_bytes = UNKNOWN };
	int status;

	if (cli->nwords > 0)
		return options_complain(
		    "argument", cli->words[0], "status takes none");
	if (!look(cli, &report) && !cli->json) {
		fprintf(stderr, "lumbar: no kiosk has kept anything in ");
		fprintf(
		    stderr, "the state folder; --state-dir names another\n");
		return EXIT_CANNOT;
	}
	if (cli->json)
		put_json(&report);
	else
		put_text(cli, &report);
	status = cli_finish(stdout);
	cli_tell(cli);
	if (status != EXIT_DONE || !report.there)
		return EXIT_CANNOT;
	return all_good(&report) ? EXIT_DONE : EXIT_FAULTS;
}
