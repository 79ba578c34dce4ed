/*
 * command_read.c - somebody reads: the screens, or plain text in and out.
 */
#include "cli.h"

#include <string.h>
#include <unistd.h>

#include "app.h"
#include "base/die.h"
#include "confine.h"
#include "content/place.h"
#include "loop.h"
#include "options.h"
#include "plain.h"
#include "terminal/sandbox.h"
#include "terminal/tty.h"
#include "widgets/self_check.h"

static const char *why_plain(enum tty_result result)
{
	switch (result) {
	case TTY_UNKNOWN:
		return "This terminal type (TERM) is not known here";
	case TTY_NO_CURSOR:
		return "This terminal cannot move its cursor";
	case TTY_FAILED:
		return "The terminal cannot be set up";
	default:
		return NULL;
	}
}

static int run_plain(
    struct cli *cli, const char *start, struct store *store, const char *why)
{
	if (why != NULL)
		printf("%s, so this is plain text.\n", why);
	plain_run(&cli->catalog,
	    store != NULL ? &policy_personal : &policy_forgetful, start,
	    cli_ascii(cli), cli->settings.width, store, &cli->diag);
	return cli_finish(stdout);
}

static void enter_calls(void *sandbox)
{
	sandbox_enter_calls(sandbox);
}

static int run_tui(struct cli *cli, const char *start, struct store *store)
{
	const struct tty_options options = {
		.theme = cli->settings.theme,
		.colour = cli->settings.colour == COLOUR_ALWAYS ||
		          (cli->settings.colour == COLOUR_AUTO &&
			      !settings_no_color()),
		.mouse = cli->settings.mouse,
		.utf8 = cli->utf8 && !cli->settings.ascii,
		.force = cli->force_tui,
	};
	enum tty_result result = tty_open(&options);
	struct app_setup setup = { .catalog = &cli->catalog,
		.start = start,
		.clock = time,
		.store = store,
		.diag = &cli->diag,
		.ascii = cli_ascii(cli),
		.shown = enter_calls };
	/* a reader saves where he is, and may keep; else all goes on without */
	struct sandbox sandbox = confine_reader(cli, store != NULL);
	struct app app;
	int status;
	bool asked;

	if (result != TTY_OK) {
		confine_plain(cli, store != NULL);
		return run_plain(cli, start, store, why_plain(result));
	}
	die_set_hook(tty_close);
	sandbox_enter_files(&sandbox);
	setup.shown_arg = &sandbox;
	tty_size(&setup.rows, &setup.cols);
	app_init(&app, &setup);
	status = loop_run(&app);
	asked =
	    app.view.check != NULL && self_check_has_answers(app.view.check);
	app_close(&app);
	tty_close();
	if (asked) {
		printf("Answers cleared. Emergency: call ");
		cli_put(cli, region_word(cli->catalog.region, "emergency"));
		printf(".\n");
	}
	return status;
}

/* What is kept between visits, if anything is to be; else NULL. */
static struct store *open_store(struct cli *cli)
{
	const char *folder = settings_state_folder(&cli->arena);

	if (!cli->settings.state || folder == NULL)
		return NULL;
	return store_open(folder, (int64_t)time(NULL));
}

static void close_store(struct store *store)
{
	const char *note = store_note(store);

	if (note != NULL)
		fprintf(stderr, "lumbar: %s\n", note);
	store_close(store);
}

/* "quiz" is the list of them, "quiz ID" one. */
static const char *start_of(struct cli *cli)
{
	if (cli->nwords == 0)
		return "";
	if (strcmp(cli->words[0], "quiz") != 0)
		return cli->words[0];
	if (cli->nwords == 1)
		return PLACE_QUIZZES;
	cli->words++;
	cli->nwords--;
	return arena_printf(&cli->arena, PLACE_QUIZ "%s", cli->words[0]);
}

/* What needs no terminal to be looked at to be known. */
static bool is_plain(const struct cli *cli)
{
	return cli->settings.plain || !isatty(STDIN_FILENO) ||
	       !isatty(STDOUT_FILENO);
}

static int read_from(
    struct cli *cli, const char *start, bool plain, struct store *store)
{
	if (!cli_open_catalog(cli))
		return EXIT_CANNOT;
	if (place_find(&cli->catalog, start).kind == PLACE_NONE)
		return cli_missing(cli, start);
	if (cli->nwords > 1)
		return options_complain(
		    "argument", cli->words[1], "one page at a time");
	return plain ? run_plain(cli, start, store, NULL)
	             : run_tui(cli, start, store);
}

int command_read(struct cli *cli, unsigned command)
{
	const char *start = start_of(cli);
	const bool plain = is_plain(cli);
	int status = options_check(cli, command);
	struct store *store;

	if (status != EXIT_DONE)
		return status;
	store = open_store(cli);
	/* curses may have to read a description that is the user's own */
	if (plain)
		confine_plain(cli, store != NULL);
	status = read_from(cli, start, plain, store);
	close_store(store);
	cli_tell(cli);
	return status;
}
