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
#include "terminal/glyphs.h"
#include "terminal/sandbox.h"
#include "terminal/tty.h"
#include "visit/pin.h"
#include "widgets/self_check.h"

struct report {
	struct cli *cli;
	const struct kiosk *kiosk;
	enum private_memory memory;
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
	const enum tty_result result = tty_check(&options);
	const char *term = getenv("TERM");
	struct winsize size;
	bool little;

	if (term == NULL)
		term = "";
	if (result == TTY_NOT_A_TERMINAL) {
		tell(report, LOOK, "terminal",
		    "standard input or output is no terminal: run this on the "
		    "screen itself");
		return;
	}
	if (result != TTY_OK) {
		tell(report, BAD, "terminal", "TERM=%s: %s", term,
		    result == TTY_NO_CURSOR ? "this type cannot move its cursor"
					    : "this type is not known here");
		return;
	}
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0) {
		tell(report, LOOK, "terminal", "TERM=%s, size not known", term);
		return;
	}
	little = size.ws_row < 12 || size.ws_col < 40;
	tell(report, little ? LOOK : GOOD, "terminal",
	    "TERM=%s, %d columns, %d rows%s", term, size.ws_col, size.ws_row,
	    little ? "; 40 by 12 is little" : "");
}

static void check_colours(struct report *report)
{
	const struct tty_options options = { .utf8 = report->cli->utf8 };
	const int n = tty_colours(&options);

	if (tty_check(&options) != TTY_OK)
		return;
	if (report->cli->settings.colour == COLOUR_NEVER)
		tell(report, GOOD, "colours", "%d, switched off", n);
	else if (n > 0)
		tell(report, GOOD, "colours", "%d, by terminfo", n);
	else
		tell(report, GOOD, "colours",
		    "none, by terminfo: bold and reverse stand in");
}

/* What a Linux console cannot draw, in words; "" = nothing. */
static void name_missing(const struct glyphs *glyphs, char *out, size_t cap)
{
	(void)snprintf(out, cap, "%s%s%s%s", glyphs->lines ? "" : " box lines",
	    glyphs->bullets ? "" : " bullets", glyphs->arrows ? "" : " arrows",
	    glyphs->shades ? "" : " shades");
}

static void check_characters(struct report *report)
{
	const bool ascii = cli_ascii(report->cli);
	const bool halves =
	    !ascii && glyphs_halves(getenv("TERM"), STDOUT_FILENO);
	const char *const code =
	    halves ? "half blocks for a code" : "no half blocks for a code";
	struct glyphs glyphs;
	char missing[64];

	if (ascii) {
		tell(report, GOOD, "characters",
		    "ASCII only, no code for a phone");
		return;
	}
	if (!glyphs_of_console(STDOUT_FILENO, &glyphs)) {
		tell(report, GOOD, "characters",
		    "UTF-8; %s, by TERM; a font that is no console's cannot "
		    "be asked",
		    code);
		return;
	}
	name_missing(&glyphs, missing, sizeof(missing));
	if (missing[0] != '\0')
		tell(report, LOOK, "characters",
		    "UTF-8; the font has not all of:%s (--ascii does without); "
		    "%s",
		    missing, code);
	else
		tell(report, GOOD, "characters",
		    "UTF-8; the font has lines, bullets, arrows, shades; %s",
		    code);
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

/* Folders with more in them than packs. */
static bool is_system_folder(const char *path)
{
	static const char *const folders[] = { "/", "/boot", "/dev", "/etc",
		"/home", "/lib", "/media", "/mnt", "/opt", "/proc", "/root",
		"/run", "/srv", "/sys", "/tmp", "/usr", "/usr/lib",
		"/usr/local", "/usr/local/share", "/usr/share", "/var",
		"/var/lib", "/var/tmp" };
	struct stat st, other;

	if (stat(path, &st) != 0)
		return false;
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		if (stat(folders[i], &other) == 0 &&
		    st.st_dev == other.st_dev && st.st_ino == other.st_ino)
			return true;
	}
	return false;
}

/* What the sandbox leaves open for packs. */
static void check_room(struct report *report)
{
	const char *const path = cli_find_pack(report->cli);
	bool fixed;
	const char *const room = kiosk_pack_room(
	    path, report->kiosk->state, &report->cli->arena, &fixed);

	if (is_system_folder(room))
		tell(report, LOOK, "pack folder",
		    "%s can be read by the kiosk, all of it: give packs a "
		    "folder of their own",
		    room);
	else if (fixed)
		tell(report, GOOD, "pack folder",
		    "a new pack is read after a restart: %s is no link", path);
	else
		tell(report, GOOD, "pack folder",
		    "%s: a new pack there is taken when the link leads to it",
		    room);
}

static void check_rules(struct report *report)
{
	struct self_check *check = self_check_open(&report->cli->catalog, NULL);
	const char *lang = "";

	if (report->cli->catalog.triage[0] == '\0')
		tell(report, GOOD, "self-check", "this pack has none");
	else if (!kiosk_pack_proves(&report->cli->catalog, &lang))
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
	const char *const hash = report->kiosk->pin;
	struct pin pin;

	if (report->kiosk->bad_pin) {
		tell(report, BAD, "PIN",
		    "what is given is no yescrypt hash: there is none");
		return;
	}
	if (hash[0] == '\0') {
		tell(report, GOOD, "PIN", "none: leave by the service manager");
		return;
	}
	pin_open(&pin, hash, "", (int64_t)time(NULL));
	if (pin.library == NULL)
		tell(report, BAD, "PIN", "libcrypt cannot be loaded");
	else if (!pin_works(&pin))
		tell(report, BAD, "PIN",
		    "no PIN can have this hash, or there is no memory to "
		    "check it");
	else
		tell(report, GOOD, "PIN",
		    "set (yescrypt), and it can be checked");
}

/* Heartbeat, tries of the PIN and the last good pack, counters or not. */
static void check_state(struct report *report)
{
	const char *const folder = report->kiosk->state;
	struct stat st;

	if (folder[0] == '\0')
		tell(report, LOOK, "state",
		    "none: no heartbeat; a restart forgets wrong PINs and the "
		    "last good pack");
	else if (stat(folder, &st) != 0)
		tell(report, BAD, "state", "%s: %s", folder, strerror(errno));
	else if (!S_ISDIR(st.st_mode))
		tell(report, BAD, "state", "%s: it is no folder", folder);
	else if (access(folder, W_OK | X_OK) != 0)
		tell(report, BAD, "state", "%s: cannot be written", folder);
	else if ((st.st_mode & 077) != 0)
		tell(report, LOOK, "state", "%s: others may look into it",
		    folder);
	else
		tell(report, GOOD, "state", "%s%s", folder,
		    report->kiosk->counters ? "" : ": nothing is counted");
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
	struct rlimit limit = { 0, 0 };
	unsigned long kb;

	(void)getrlimit(RLIMIT_MEMLOCK, &limit);
	kb = (unsigned long)(limit.rlim_cur >> 10);
	switch (report->memory) {
	case PRIVATE_ALL:
		tell(report, GOOD, "memory", "never swapped out");
		break;
	case PRIVATE_HEAP:
		tell(report, LOOK, "memory",
		    "what is allocated is never swapped out, the rest could "
		    "be: only %lu KB may be locked",
		    kb);
		break;
	case PRIVATE_NONE:
		tell(report, LOOK, "memory",
		    "nothing of it may be locked (%lu KB): answers could be "
		    "swapped out",
		    kb);
		break;
	}
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

int kiosk_check(
    struct cli *cli, const struct kiosk *kiosk, enum private_memory memory)
{
	struct report report = { .cli = cli, .kiosk = kiosk, .memory = memory };

	check_settings(&report);
	check_terminal(&report);
	check_colours(&report);
	check_locale(&report);
	check_characters(&report);
	if (cli_open_catalog(cli)) {
		check_pack(&report);
		check_rules(&report);
		check_region(&report);
	} else {
		tell(&report, BAD, "pack", "%s cannot be opened",
		    cli_find_pack(cli));
	}
	check_room(&report);
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
