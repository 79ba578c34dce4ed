#include "cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "find/spelling.h"
#include "loop.h"
#include "plain.h"
#include "terminal/tty.h"
#include "version.h"

enum option_id {
	OPT_HELP = SETTING_COUNT + 256,
	OPT_VERSION,
	OPT_NO_MOUSE,
	OPT_FORCE,
	OPT_FILE,
	OPT_FORMAT,
	OPT_PRINT,
	OPT_JSON
};
#define OPT_SETTING 256

/* One table: parsing, --help and the manual's test use it. */
static const struct {
	const char *name, *arg, *help;
	int id;
} options[] = {
	{ "content", "DIR", "read this content pack",
	    OPT_SETTING + SETTING_CONTENT },
	{ "lang", "CODE", "language of the pages, such as en",
	    OPT_SETTING + SETTING_LANG },
	{ "region", "CODE", "whose numbers to show, such as uk",
	    OPT_SETTING + SETTING_REGION },
	{ "width", "N", "columns to print in", OPT_SETTING + SETTING_WIDTH },
	{ "plain", NULL, "text in, text out: for screen readers and pipes",
	    OPT_SETTING + SETTING_PLAIN },
	{ "ascii", NULL, "ASCII characters only", OPT_SETTING + SETTING_ASCII },
	{ "color", "WHEN", "auto, always or never",
	    OPT_SETTING + SETTING_COLOR },
	{ "theme", "NAME", "terminal, dark, light or mono",
	    OPT_SETTING + SETTING_THEME },
	{ "no-mouse", NULL, "leave the mouse to the terminal", OPT_NO_MOUSE },
	{ "force-tui", NULL, "full screen even if TERM is unknown", OPT_FORCE },
	{ "file", "FILE", "show: a Markdown file, - for standard input",
	    OPT_FILE },
	{ "format", "FORMAT", "show: plain, ansi or html", OPT_FORMAT },
	{ "print", "STAGE", "show: tree or lines, to see what became of it",
	    OPT_PRINT },
	{ "json", NULL, "list: as JSON", OPT_JSON },
	{ "help", NULL, "this help", OPT_HELP },
	{ "version", NULL, "the version", OPT_VERSION },
};
#define NOPTIONS (sizeof(options) / sizeof(options[0]))

static const struct {
	const char *name, *args, *help;
	int (*run)(struct cli *);
} commands[] = {
	{ "show", "ID[#PART]", "print an article", command_show },
	{ "list", "[TOPIC]", "print the topics and articles", command_list },
	{ "lint", "[PACK]", "print every fault of a content pack",
	    command_lint },
	{ "config", "", "print each setting and where it came from",
	    command_config },
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
	for (size_t i = 0; i < NOPTIONS; i++) {
		char left[40];

		snprintf(left, sizeof(left), "--%s%s%s", options[i].name,
		    options[i].arg != NULL ? " " : "",
		    options[i].arg != NULL ? options[i].arg : "");
		printf("  %-18s %s\n", left, options[i].help);
	}
	printf("\nSettings may also stand in LUMBAR_* variables and in "
	       "lumbar/lumbar.ini of the\nconfiguration folder; lumbar(1) "
	       "tells. NO_COLOR is honoured.\n"
	       "Exit codes: 0 done, 1 the content has faults, 2 usage, "
	       "3 cannot run, 4 no such article.\n");
}

static int usage(const char *what, const char *name, const char *why)
{
	char line[512];
	size_t used = 0;

	/* what was typed goes through the filter like everything else */
	text_filter(name, strlen(name), false, line, sizeof(line) - 1, &used);
	line[used] = '\0';
	fprintf(stderr, "lumbar: %s %s: %s; lumbar --help tells more\n", what,
	    line, why);
	return EXIT_USAGE;
}

/* The option of that exact name, or NOPTIONS: nothing is abbreviated. */
static size_t find_option(const char *name, size_t len)
{
	for (size_t i = 0; i < NOPTIONS; i++) {
		if (strlen(options[i].name) == len &&
		    memcmp(options[i].name, name, len) == 0)
			return i;
	}
	return NOPTIONS;
}

/* getopt_long takes any unambiguous beginning: refuse those before it. */
static int refuse_abbreviations(int argc, char **argv)
{
	const char *names[NOPTIONS];

	for (size_t i = 0; i < NOPTIONS; i++)
		names[i] = options[i].name;
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *name = argv[i] + 2;
		size_t len, near;

		if (strncmp(argv[i], "--", 2) != 0)
			continue;
		len = strcspn(name, "=");
		near = find_option(name, len);
		if (near < NOPTIONS) {
			/* its argument may look like an option */
			i += options[near].arg != NULL && name[len] != '=';
			continue;
		}
		near = spelling_nearest(
		    (struct slice){ name, len }, names, NOPTIONS);
		if (near < NOPTIONS) {
			fprintf(stderr, "lumbar: did you mean --%s?\n",
			    names[near]);
		}
		return usage("option", argv[i], "there is no such option");
	}
	return EXIT_DONE;
}

static int set_option(struct cli *cli, enum setting_id id, const char *value)
{
	const char *why;

	if (!settings_set(&cli->settings, id, value != NULL ? value : "yes",
		"command line", &why)) {
		char name[32];

		snprintf(name, sizeof(name), "--%s", settings_name(id));
		return usage("option", name, why);
	}
	return EXIT_DONE;
}

static int take_option(struct cli *cli, int id)
{
	switch (id) {
	case OPT_NO_MOUSE:
		return set_option(cli, SETTING_MOUSE, "no");
	case OPT_FORCE:
		cli->force_tui = true;
		return EXIT_DONE;
	case OPT_FILE:
		cli->file = optarg;
		return EXIT_DONE;
	case OPT_FORMAT:
		cli->format = optarg;
		return EXIT_DONE;
	case OPT_PRINT:
		cli->print = optarg;
		return EXIT_DONE;
	case OPT_JSON:
		cli->json = true;
		return EXIT_DONE;
	default:
		return set_option(
		    cli, (enum setting_id)(id - OPT_SETTING), optarg);
	}
}

/* EXIT_DONE, or the status to exit with; *stop when help was printed. */
static int parse(struct cli *cli, int argc, char **argv, bool *stop)
{
	struct option longs[NOPTIONS + 1];
	int id, status;

	memset(longs, 0, sizeof(longs));
	for (size_t i = 0; i < NOPTIONS; i++) {
		longs[i].name = options[i].name;
		longs[i].has_arg = options[i].arg != NULL;
		longs[i].val = options[i].id;
	}
	status = refuse_abbreviations(argc, argv);
	opterr = 0;
	while (status == EXIT_DONE &&
	       (id = getopt_long(argc, argv, ":", longs, NULL)) != -1) {
		if (id == ':')
			return usage(
			    "option", argv[optind - 1], "it needs a value");
		if (id == '?')
			return usage("option", argv[optind - 1],
			    "there is no such option");
		if (id == OPT_HELP || id == OPT_VERSION) {
			*stop = true;
			if (id == OPT_HELP)
				print_help();
			else
				printf("lumbar %s\n", LUMBAR_VERSION);
			return cli_finish(stdout);
		}
		status = take_option(cli, id);
	}
	cli->words = (const char *const *)argv + optind;
	cli->nwords = argc - optind;
	return status;
}

bool cli_ascii(const struct cli *cli)
{
	return cli->settings.ascii || !cli->utf8;
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

	if (status == STATUS_OK)
		return true;
	diag_print(&cli->diag, stderr);
	fprintf(stderr,
	    "lumbar: there is nothing to show. Emergency: call %s\n",
	    region_word(cli->catalog.region, "emergency"));
	return false;
}

int cli_missing(const struct cli *cli, const char *id)
{
	const struct catalog *catalog = &cli->catalog;
	const char **names;
	size_t n = 0, near, used = 0;
	struct arena arena;
	char clean[256];

	arena_init(&arena);
	names = arena_zalloc(&arena,
	    catalog->narticles + catalog->ntopics + NCOMMANDS + 1,
	    sizeof(*names));
	for (size_t i = 0; i < catalog->narticles; i++)
		names[n++] = catalog->articles[i].id;
	for (size_t i = 0; i < NCOMMANDS; i++)
		names[n++] = commands[i].name;
	near = spelling_nearest(slice_of(id), names, n);
	text_filter(id, strlen(id), false, clean, sizeof(clean) - 1, &used);
	clean[used] = '\0';
	if (near < n)
		fprintf(stderr,
		    "lumbar: there is no article \"%s\". "
		    "Did you mean \"%s\"?\n",
		    clean, names[near]);
	else
		fprintf(stderr,
		    "lumbar: there is no article \"%s\"; "
		    "lumbar list prints them all\n",
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

static int run_plain(struct cli *cli, const char *start, const char *why)
{
	if (why != NULL)
		printf("%s, so this is plain text.\n", why);
	return plain_run(&cli->catalog, start, cli_ascii(cli),
	    cli->settings.width, &cli->diag);
}

static int run_tui(struct cli *cli, const char *start)
{
	struct tty_options options_of_tty = {
		.theme = cli->settings.theme,
		.colour = cli->settings.colour == COLOUR_ALWAYS ||
		          (cli->settings.colour == COLOUR_AUTO &&
			      !settings_no_color()),
		.mouse = cli->settings.mouse,
		.utf8 = cli->utf8 && !cli->settings.ascii,
		.force = cli->force_tui,
	};
	enum tty_result result = tty_open(&options_of_tty);
	struct app app;
	int rows, cols, status;

	if (result != TTY_OK)
		return run_plain(cli, start, why_plain(result));
	tty_size(&rows, &cols);
	app_init(
	    &app, &cli->catalog, cli_ascii(cli), start, rows, cols, &cli->diag);
	status = loop_run(&app);
	app_close(&app);
	tty_close();
	return status;
}

static int run_interactive(struct cli *cli)
{
	const char *start = cli->nwords > 0 ? cli->words[0] : "";
	int status;

	if (cli->nwords > 1)
		return usage("argument", cli->words[1], "one page at a time");
	if (!cli_open_catalog(cli))
		return EXIT_CANNOT;
	if (!app_knows(&cli->catalog, start))
		return cli_missing(cli, start);
	if (cli->settings.plain)
		status = run_plain(cli, start, NULL);
	else
		status = run_tui(cli, start);
	diag_print(&cli->diag, stderr);
	return status;
}

static int run(struct cli *cli)
{
	for (size_t i = 0; cli->nwords > 0 && i < NCOMMANDS; i++) {
		if (strcmp(cli->words[0], commands[i].name) == 0) {
			cli->words++;
			cli->nwords--;
			return commands[i].run(cli);
		}
	}
	if (cli->file != NULL || cli->format != NULL || cli->print != NULL)
		return usage("options", "--file, --format and --print",
		    "they belong to lumbar show");
	return run_interactive(cli);
}

int cli_main(int argc, char **argv)
{
	struct cli cli;
	bool stop = false;
	int status;

	memset(&cli, 0, sizeof(cli));
	arena_init(&cli.arena);
	diag_init(&cli.diag, &cli.arena);
	cli.catalog.root.fd = -1;
	cli.catalog.region = &region_builtin;
	cli.utf8 = text_locale();
	settings_load(&cli.settings, &cli.arena, &cli.diag);
	status = parse(&cli, argc, argv, &stop);
	if (status == EXIT_DONE && !stop)
		status = run(&cli);
	catalog_close(&cli.catalog);
	arena_free(&cli.arena);
	return status;
}
