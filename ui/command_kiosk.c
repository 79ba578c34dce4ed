/*
 * lumbar kiosk: one terminal for everybody who comes, until it is stopped.
 */
#include "cli.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app.h"
#include "base/die.h"
#include "kiosk_check.h"
#include "kiosk_pack.h"
#include "loop.h"
#include "manager.h"
#include "options.h"
#include "private_memory.h"
#include "terminal/glyphs.h"
#include "terminal/sandbox.h"
#include "terminal/tty.h"
#include "version.h"
#include "visit/counters.h"
#include "visit/heartbeat.h"
#include "visit/kiosk.h"
#include "visit/pin.h"
#include "widgets/qr.h"

#define KIOSK_FILE "/etc/lumbar/kiosk.ini"

/*
 * What the world outside may say to a kiosk: which terminal, which language,
 * which time. Nothing else reaches a library.
 */
static void clear_environment(struct arena *arena)
{
	static const char *const kept[] = { "TERM", "LANG", "LC_ALL",
		"LC_CTYPE", "TZ", "ESCDELAY" };
	const char *values[sizeof(kept) / sizeof(kept[0])];
	const size_t n = sizeof(kept) / sizeof(kept[0]);

	for (size_t i = 0; i < n; i++) {
		const char *value = getenv(kept[i]);

		values[i] = value == NULL
		                ? NULL
		                : arena_copy(arena, value, strlen(value));
	}
	clearenv();
	for (size_t i = 0; i < n; i++) {
		if (values[i] != NULL)
			setenv(kept[i], values[i], 1);
	}
}

static bool read_settings(struct cli *cli, struct kiosk *kiosk)
{
	const char *path = cli->kiosk_file;

	if (path == NULL) {
		*kiosk = kiosk_builtin;
		if (access(KIOSK_FILE, F_OK) != 0)
			return true;
		path = KIOSK_FILE;
	}
	if (kiosk_read(path, &cli->arena, kiosk, &cli->diag) == STATUS_OK)
		return true;
	cli_tell(cli);
	/* a file that is there and cannot be read may say who may leave */
	fprintf(stderr, "lumbar: %s cannot be used: the kiosk does not start\n",
	    path);
	return false;
}

static const char *why_not(enum tty_result result)
{
	switch (result) {
	case TTY_NOT_A_TERMINAL:
		return "standard input and output are no terminal";
	case TTY_UNKNOWN:
		return "this terminal type (TERM) is not known here";
	case TTY_NO_CURSOR:
		return "this terminal cannot move its cursor";
	default:
		return "the terminal cannot be set up";
	}
}

/* Where a shut in program may not ask where it is. */
static const char *whole_path(const char *path, struct arena *arena)
{
	char here[PATH_MAX];

	if (path[0] == '/' || getcwd(here, sizeof(here)) == NULL)
		return path;
	return arena_printf(arena, "%s/%s", here, path);
}

/* False: the kiosk is not to run without it. */
static bool shut_in(
    struct cli *cli, const struct kiosk *kiosk, struct kiosk_pack *pack)
{
	const bool keeps =
	    kiosk->state[0] != '\0' && access(kiosk->state, W_OK) == 0;
	const struct sandbox sandbox = {
		.kiosk = true,
#ifdef LUMBAR_SANDBOX_TRAP
		.trap = true,
#endif
		.pack = kiosk_pack_room(
		    pack->path, kiosk->state, &cli->arena, &pack->fixed),
		.state = keeps ? kiosk->state : NULL,
	};
	char why[SANDBOX_WHY_CAP];

	if (sandbox_enter(&sandbox, why, sizeof(why)) == SANDBOX_FULL ||
	    !kiosk->need_sandbox)
		return true;
	tty_close();
	fprintf(stderr,
	    "lumbar: the sandbox is not whole (%s): the kiosk does not start; "
	    "\"sandbox = try\" in kiosk.ini lets it\n",
	    why);
	return false;
}

/* What a kiosk writes to, opened before the sandbox is entered. */
struct kept {
	struct pin pin;
	struct counters *counters; /* NULL = nothing is counted */
	struct heartbeat heartbeat;
	struct manager manager;
};

static void open_kept(struct kept *kept, const struct kiosk *kiosk)
{
	const int64_t now = (int64_t)time(NULL);

	pin_open(&kept->pin, kiosk->pin, kiosk->state, now);
	heartbeat_begin(&kept->heartbeat, kiosk->state, LUMBAR_VERSION);
	kept->counters = NULL;
	if (!kiosk->counters || kiosk->state[0] == '\0')
		return;
	kept->counters = counters_open(kiosk->state, now);
	(void)counters_ready(kept->counters);
}

static void close_kept(struct kept *kept)
{
	manager_close(&kept->manager);
	(void)counters_flush(kept->counters, (int64_t)time(NULL));
	counters_close(kept->counters);
}

static void shown(void *arg)
{
	manager_ready(arg);
}

/* The terminal is ours, and nothing of the pack was read yet. */
static int run_kiosk(struct cli *cli, const struct kiosk *kiosk,
    struct kept *kept, struct kiosk_pack *pack, bool halves)
{
	struct app_setup setup = { .start = "",
		.clock = time,
		.kiosk = kiosk,
		.pin = &kept->pin,
		.counters = kept->counters,
		.heartbeat = &kept->heartbeat,
		.manager = &kept->manager,
		.shown = shown,
		.shown_arg = &kept->manager,
		.diag = NULL,
		.ascii = cli_ascii(cli),
		.halves = halves };
	struct app *app;
	int status;

	if (!kiosk_pack_open(pack, &cli->diag)) {
		tty_close();
		cli_tell(cli);
		fprintf(stderr, "lumbar: there is nothing to show\n");
		return EXIT_CANNOT;
	}
	setup.catalog = pack->current;
	setup.pack = pack;
	tty_size(&setup.rows, &setup.cols);
	app = die_alloc(sizeof(*app));
	app_init(app, &setup);
	status = loop_run(app);
	app_close(app);
	free(app);
	kiosk_pack_close(pack);
	tty_wipe();
	return status;
}

static int open_kiosk(
    struct cli *cli, const struct kiosk *kiosk, struct kept *kept)
{
	const struct tty_options options = {
		.theme = cli->settings.theme,
		.colour = cli->settings.colour != COLOUR_NEVER,
		.mouse = kiosk->mouse && cli->settings.mouse,
		.utf8 = cli->utf8 && !cli->settings.ascii,
	};
	const enum tty_result result = tty_open(&options);
	/* the kernel cannot be asked later */
	const bool halves = glyphs_halves(getenv("TERM"), STDOUT_FILENO);
	struct kiosk_pack pack = {
		.path = whole_path(cli_find_pack(cli), &cli->arena),
		.lang = cli->settings.lang,
		.region = cli->settings.region,
		.state = kiosk->state,
		.heartbeat = &kept->heartbeat,
	};
	int status;

	if (result != TTY_OK) {
		fprintf(
		    stderr, "lumbar: %s: a kiosk needs one\n", why_not(result));
		return EXIT_CANNOT;
	}
	die_set_hook(tty_close);
	tty_hold();
	/* what has to be loaded is, before nothing can be any more */
	open_kept(kept, kiosk);
	(void)qr_load();
	if (!shut_in(cli, kiosk, &pack)) {
		close_kept(kept);
		return EXIT_CANNOT;
	}
	status = run_kiosk(cli, kiosk, kept, &pack, halves);
	close_kept(kept);
	tty_close();
	return status;
}

int command_kiosk(struct cli *cli)
{
	enum private_memory memory;
	struct kiosk kiosk;
	struct kept kept;

	if (cli->nwords > 0)
		return options_complain(
		    "argument", cli->words[0], "kiosk takes none");
	if (!cli->check)
		manager_open(&kept.manager, &cli->diag);
	clear_environment(&cli->arena);
	if (!read_settings(cli, &kiosk))
		return EXIT_CANNOT;
	cli_tell(cli);
	memory = private_memory_keep();
	if (cli->check)
		return kiosk_check(cli, &kiosk, memory);
	return open_kiosk(cli, &kiosk, &kept);
}
