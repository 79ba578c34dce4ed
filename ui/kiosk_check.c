#include "kiosk_check.h"

#include <errno.h>
#include <langinfo.h>
#include <linux/vt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "kiosk_pack.h"
#include "terminal/sandbox.h"
#include "terminal/tty.h"
#include "visit/pin.h"
#include "widgets/self_check.h"

struct report {
	struct cli *cli;
	const struct kiosk *kiosk;
	int bad;
};

enum verdict {
	GOOD,
	LOOK, /* it works, but somebody ought to look at it */
	BAD
};

static void tell(struct report *report, enum verdict verdict, const char *what,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

static void tell(struct report *report, enum verdict verdict, const char *what,
    const char *fmt, ...)
{
	static const char *const words[] = { "ok  ", "look", "BAD " };
	char text[512];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	printf("%s %-12s ", words[verdict], what);
	cli_put(report->cli, text);
	putchar('\n');
	report->bad += verdict == BAD;
}

static void check_settings(struct report *report)
{
	const struct diag *diag = &report->cli->diag;

	if (diag->count[DIAG_ERROR] > 0)
		tell(report, BAD, "settings",
		    "%zu faults, see above; built-in values stand in",
		    diag->count[DIAG_ERROR]);
	else
		tell(report, GOOD, "settings", "no faults");
}

static void check_terminal(struct report *report)
{
	const struct tty_options options = { .utf8 = report->cli->utf8 };
	const char *term = getenv("TERM");
	struct winsize size;

	if (tty_check(&options) != TTY_OK) {
		tell(report, BAD, "terminal",
		    "TERM=%s: no terminal that can move its cursor",
		    term != NULL ? term : "");
		return;
	}
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0) {
		tell(report, LOOK, "terminal", "TERM=%s, size not known", term);
		return;
	}
	tell(report, size.ws_row < 12 || size.ws_col < 40 ? LOOK : GOOD,
	    "terminal", "TERM=%s, %d columns, %d rows%s", term, size.ws_col,
	    size.ws_row,
	    size.ws_row < 12 || size.ws_col < 40 ? "; 40 by 12 is little" : "");
}

static void check_locale(struct report *report)
{
	tell(report, report->cli->utf8 ? GOOD : LOOK, "locale", "%s%s",
	    nl_langinfo(CODESET),
	    report->cli->utf8 ? "" : ": drawings are in ASCII");
}

static void check_pack(struct report *report)
{
	struct cli *cli = report->cli;
	struct arena arena;
	struct diag diag;

	arena_init(&arena);
	diag_init(&diag, &arena);
	kiosk_pack_lint(cli_find_pack(cli), &diag);
	if (diag.count[DIAG_ERROR] > 0)
		tell(report, BAD, "pack", "%zu errors: lumbar lint tells them",
		    diag.count[DIAG_ERROR]);
	else if (diag.count[DIAG_WARNING] > 0)
		tell(report, LOOK, "pack",
		    "%zu warnings: lumbar lint tells them",
		    diag.count[DIAG_WARNING]);
	else
		tell(report, GOOD, "pack", "%s, version %s",
		    cli->catalog.title != NULL ? cli->catalog.title : "",
		    cli->catalog.version != NULL ? cli->catalog.version : "");
	arena_free(&arena);
}

static void check_rules(struct report *report)
{
	struct self_check *check = self_check_open(&report->cli->catalog, NULL);
	const char *lang = "";

	if (!kiosk_pack_proves(&report->cli->catalog, &lang))
		tell(report, BAD, "self-check",
		    "the rules are not proved (%s): it is closed", lang);
	else
		tell(report, GOOD, "self-check", "rules %s, proved",
		    check->rules.version);
	self_check_close(check);
}

static void check_region(struct report *report)
{
	const struct region *region = report->cli->catalog.region;

	tell(report, region == &region_builtin ? BAD : GOOD, "numbers",
	    "%s: emergency %s, checked on %s", region->title,
	    region_word(region, "emergency"), region->checked);
}

static void check_pin(struct report *report)
{
	struct pin pin;

	if (report->kiosk->pin[0] == '\0') {
		tell(report, GOOD, "PIN", "none: leave by the service manager");
		return;
	}
	pin_open(&pin, report->kiosk->pin, "", (int64_t)time(NULL));
	if (pin.library == NULL)
		tell(report, BAD, "PIN", "it cannot be checked here");
	else
		tell(report, GOOD, "PIN", "set (yescrypt)");
}

static void check_state(struct report *report)
{
	const char *folder = report->kiosk->state;
	struct stat st;

	if (folder[0] == '\0' || !report->kiosk->counters) {
		tell(report, GOOD, "state", "nothing is counted");
		return;
	}
	if (stat(folder, &st) != 0 || !S_ISDIR(st.st_mode))
		tell(report, BAD, "state", "%s: %s", folder,
		    errno != 0 ? strerror(errno) : "no folder");
	else if (access(folder, W_OK | X_OK) != 0)
		tell(report, BAD, "state", "%s: cannot be written", folder);
	else if ((st.st_mode & 077) != 0)
		tell(report, LOOK, "state", "%s: others may look into it",
		    folder);
	else
		tell(report, GOOD, "state", "%s", folder);
}

/* Whether Alt and an arrow would lead to another console. */
static void check_console(struct report *report)
{
	struct vt_stat state;

	if (ioctl(STDIN_FILENO, VT_GETSTATE, &state) != 0)
		tell(report, GOOD, "console", "not a Linux console");
	else if (state.v_state & (unsigned short)~(1u << state.v_active))
		tell(report, LOOK, "console",
		    "other consoles are open: see lumbar-kiosk(7) on locking");
	else
		tell(report, GOOD, "console", "no other one is open");
}

static void check_memory(struct report *report)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_MEMLOCK, &limit) == 0 &&
	    limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < (32u << 20))
		tell(report, LOOK, "memory",
		    "only %lu KB may be locked: answers could be swapped out",
		    (unsigned long)(limit.rlim_cur >> 10));
	else
		tell(report, GOOD, "memory", "can be locked");
}

static void check_sandbox(struct report *report)
{
	char why[SANDBOX_WHY_CAP];
	const enum sandbox_result result = sandbox_probe(why, sizeof(why));

	tell(report,
	    result == SANDBOX_FULL        ? GOOD
	    : report->kiosk->need_sandbox ? BAD
					  : LOOK,
	    "sandbox", "%s", why);
}

static void check_hours(struct report *report)
{
	const time_t now = time(NULL);
	struct tm tm;

	if (report->kiosk->nhours == 0)
		tell(report, GOOD, "hours", "always open");
	else if (localtime_r(&now, &tm) != NULL)
		tell(report, GOOD, "hours", "%s now (%02d:%02d)",
		    kiosk_is_open(report->kiosk, &tm) ? "open" : "closed",
		    tm.tm_hour, tm.tm_min);
}

int kiosk_check(struct cli *cli, const struct kiosk *kiosk)
{
	struct report report = { .cli = cli, .kiosk = kiosk };

	check_settings(&report);
	check_terminal(&report);
	check_locale(&report);
	if (cli_open_catalog(cli)) {
		check_pack(&report);
		check_rules(&report);
		check_region(&report);
	} else {
		tell(&report, BAD, "pack", "%s cannot be opened",
		    cli_find_pack(cli));
	}
	check_pin(&report);
	check_state(&report);
	check_hours(&report);
	check_sandbox(&report);
	check_memory(&report);
	check_console(&report);
	if (cli_finish(stdout) != EXIT_DONE)
		return EXIT_CANNOT;
	return report.bad > 0 ? EXIT_FAULTS : EXIT_DONE;
}
