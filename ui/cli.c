#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "base/die.h"
#include "confine.h"
#include "find/spelling.h"
#include "loop.h"
#include "options.h"
#include "plain.h"
#include "content/place.h"
#include "terminal/sandbox.h"
#include "terminal/tty.h"
#include "widgets/self_check.h"
#include "version.h"

static const struct {
	const char *name, *args, *help;
	int (*run)(struct cli *);
	unsigned command;
} commands[] = {
	{ "show", "ID[#PART]", "print an article", command_show, FOR_SHOW },
	{ "list", "[TOPIC]", "print the topics and articles", command_list,
	    FOR_LIST },
	{ "self-check", "", "ask how fast to get help, in questions",
	    command_check, FOR_CHECK },
	{ "quiz", "[ID]", "test what you know; each answer says why", NULL,
	    FOR_QUIZ },
	{ "export", "--html DIR", "make pages for a browser of all articles",
	    command_export, FOR_EXPORT },
	{ "forget", "", "erase all that is kept between visits", command_forget,
	    FOR_FORGET },
	{ "kiosk", "", "run as a kiosk in a waiting room", command_kiosk,
	    FOR_KIOSK },
	{ "lint", "[PACK]", "print every fault of a content pack", command_lint,
	    FOR_LINT },
	{ "status", "", "a kiosk's health, and what it was used for",
	    command_status, FOR_STATUS },
	{ "config", "", "print each setting and where it came from",
	    command_config, FOR_CONFIG },
};
#define NCOMMANDS (sizeof(commands) / sizeof(commands[0]))

static void print_help(void)
{
	printf(
	    "lumbar - can my lower back cause the pain in my leg?\n\n"
	    "  lumbar [ID[#PART]]       read, from the menu or an article\n");
	for (size_t i = 0; i < NCOMMANDS; i++) {
		char left[40];

		snprintf(left, sizeof(left), "%s %s", commands[i].name,
		    commands[i].args);
		printf("  lumbar %-17s %s\n", left, commands[i].help);
	}
	printf("\n");
	options_help();
	printf("\nSettings may also stand in LUMBAR_* variables and in "
	       "lumbar/lumbar.ini of the\nconfiguration folder; lumbar(1) "
	       "tells. NO_COLOR is honoured.\n"
	       "Exit codes: 0 done, 1 the content has faults, 2 usage, "
	       "3 cannot run, 4 no such article.\n");
}

static void print_version(void)
{
	char why[SANDBOX_WHY_CAP];

	(void)sandbox_probe(why, sizeof(why));
	printf("lumbar %s\nsandbox: %s\n", LUMBAR_VERSION, why);
}

bool cli_ascii(const struct cli *cli)
{
	return cli->settings.ascii || !cli->utf8;
}

void cli_put(const struct cli *cli, const char *text)
{
	char buf[256];
	size_t len = strlen(text), taken = 0;

	while (taken < len) {
		size_t used = 0;

		taken += text_filter(text + taken, len - taken, cli_ascii(cli),
		    buf, sizeof(buf), &used);
		fwrite(buf, 1, used, stdout);
	}
}

/* A JSON string; what the filter leaves needs only two escapes. */
void cli_put_json(const char *text)
{
	char buf[256];
	size_t len = strlen(text), taken = 0;

	putc('"', stdout);
	while (taken < len) {
		size_t used = 0;

		taken += text_filter(
		    text + taken, len - taken, false, buf, sizeof(buf), &used);
		for (size_t i = 0; i < used; i++) {
			if (buf[i] == '"' || buf[i] == '\\')
				putc('\\', stdout);
			putc(buf[i], stdout);
		}
	}
	putc('"', stdout);
}

int cli_finish(FILE *out)
{
	if (fflush(out) == 0 && !ferror(out))
		return EXIT_DONE;
	/* a reader that went away (| head) is no fault worth a line */
	if (errno != EPIPE)
		fprintf(stderr, "lumbar: cannot write: %s\n", strerror(errno));
	return EXIT_CANNOT;
}

void cli_tell(struct cli *cli)
{
	struct diag rest = cli->diag;

	if (cli->told == cli->diag.n)
		return;
	rest.items += cli->told;
	rest.n -= cli->told;
	cli->told = cli->diag.n;
	diag_print(&rest, stderr);
}

/* DIR/../share/lumbar/content for the program DIR/lumbar. */
static const char *beside_program(struct arena *arena)
{
	char path[4096];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *slash;

	if (len <= 0)
		return NULL;
	path[len] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL)
		return NULL;
	*slash = '\0';
	return arena_printf(arena, "%s/../share/lumbar/content", path);
}

const char *cli_find_pack(struct cli *cli)
{
	const char *places[3] = { beside_program(&cli->arena),
		LUMBAR_CONTENT_DIR, NULL };

	if (cli->settings.content != NULL)
		return cli->settings.content;
#ifdef LUMBAR_SOURCE_CONTENT
	places[2] = LUMBAR_SOURCE_CONTENT;
#endif
	for (size_t i = 0; i < 3; i++) {
		if (places[i] != NULL && access(places[i], R_OK | X_OK) == 0)
			return places[i];
	}
	return LUMBAR_CONTENT_DIR;
}

bool cli_open_catalog(struct cli *cli)
{
	enum status status = catalog_open(&cli->catalog, cli_find_pack(cli),
	    cli->settings.lang, cli->settings.region, &cli->diag);

	cli_tell(cli);
	if (status == STATUS_OK)
		return true;
	fprintf(stderr,
	    "lumbar: there is nothing to show. Emergency: call %s\n",
	    region_word(cli->catalog.region, "emergency"));
	return false;
}

/* Every word that an id could have been meant to be. */
static const char **all_names(
    const struct catalog *catalog, struct arena *arena, size_t *n)
{
	const char **names = arena_zalloc(arena,
	    catalog->narticles + catalog->ntopics + catalog->nquizzes +
		NCOMMANDS + 1,
	    sizeof(*names));

	*n = 0;
	for (size_t i = 0; i < catalog->narticles; i++)
		names[(*n)++] = catalog->articles[i].id;
	for (size_t i = 0; i < catalog->ntopics; i++)
		names[(*n)++] = catalog->topics[i].id;
	for (size_t i = 0; i < catalog->nquizzes; i++)
		names[(*n)++] = arena_printf(
		    arena, PLACE_QUIZ "%s", catalog->quizzes[i].id);
	for (size_t i = 0; i < NCOMMANDS; i++)
		names[(*n)++] = commands[i].name;
	return names;
}

int cli_missing(const struct cli *cli, const char *id)
{
	struct slice page = place_page(id);
	const char **names;
	size_t n, near, used = 0;
	struct arena arena;
	char clean[256];

	arena_init(&arena);
	names = all_names(&cli->catalog, &arena, &n);
	near = spelling_nearest(page, names, n);
	text_filter(page.ptr, page.len, false, clean, sizeof(clean) - 1, &used);
	clean[used] = '\0';
	if (near < n)
		fprintf(stderr,
		    "lumbar: there is no \"%s\". Did you mean \"%s\"?\n", clean,
		    names[near]);
	else
		fprintf(stderr,
		    "lumbar: there is no \"%s\"; lumbar list prints all "
		    "pages\n",
		    clean);
	arena_free(&arena);
	return EXIT_MISSING;
}

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

static int run_interactive(struct cli *cli, unsigned command)
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

/* A quiz is a place to open; so is the self-check if it is not to print. */
static bool is_place(const struct cli *cli, unsigned command)
{
	if (command == FOR_QUIZ)
		return true;
	return command == FOR_CHECK && cli->answers == NULL && !cli->prove &&
	       !cli->table;
}

static int run(struct cli *cli)
{
	if (cli->want_help || cli->want_version) {
		if (cli->want_help)
			print_help();
		else
			print_version();
		return cli_finish(stdout);
	}
	for (size_t i = 0; cli->nwords > 0 && i < NCOMMANDS; i++) {
		int status;

		if (strcmp(cli->words[0], commands[i].name) != 0)
			continue;
		if (is_place(cli, commands[i].command))
			return run_interactive(
			    cli, commands[i].command == FOR_QUIZ ? FOR_QUIZ
								 : FOR_READ);
		status = options_check(cli, commands[i].command);
		if (status != EXIT_DONE)
			return status;
		cli->words++;
		cli->nwords--;
		return commands[i].run(cli);
	}
	return run_interactive(cli, FOR_READ);
}

int cli_main(int argc, char **argv)
{
	struct cli cli;
	int status;

	memset(&cli, 0, sizeof(cli));
	arena_init(&cli.arena);
	diag_init(&cli.diag, &cli.arena);
	cli.catalog.root.fd = -1;
	cli.catalog.region = &region_builtin;
	cli.utf8 = text_locale();
	settings_load(&cli.settings, &cli.arena, &cli.diag);
	cli_tell(&cli);
	status = options_parse(&cli, argc, argv);
	if (status == EXIT_DONE)
		status = run(&cli);
	catalog_close(&cli.catalog);
	arena_free(&cli.arena);
	return status;
}
