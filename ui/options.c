#include "options.h"

#include <getopt.h>
#include <string.h>

#include "find/spelling.h"

enum option_id {
	OPT_NO_MOUSE = SETTING_COUNT,
	OPT_NO_STATE,
	OPT_FORCE,
	OPT_FILE,
	OPT_FORMAT,
	OPT_PRINT,
	OPT_JSON,
	OPT_ANSWERS,
	OPT_HTML,
	OPT_PROVE,
	OPT_TABLE,
	OPT_GRADES,
	OPT_EXCERPTS,
	OPT_STATE_DIR,
	OPT_SHOW,
	OPT_CHECK,
	OPT_KIOSK,
	OPT_HELP,
	OPT_VERSION
};

static const struct {
	const char *name, *arg, *help;
	int id;
	unsigned commands;
} options[] = {
	{ "content", "DIR", "read this content pack", SETTING_CONTENT,
	    FOR_ALL },
	{ "lang", "CODE", "language of the pages, such as en", SETTING_LANG,
	    FOR_ALL },
	{ "region", "CODE", "whose numbers to show, such as uk", SETTING_REGION,
	    FOR_ALL },
	{ "width", "N", "columns to print in", SETTING_WIDTH, FOR_ALL },
	{ "plain", NULL, "text in, text out: for screen readers and pipes",
	    SETTING_PLAIN, FOR_ALL },
	{ "ascii", NULL, "ASCII characters only", SETTING_ASCII, FOR_ALL },
	{ "color", "WHEN", "auto, always or never", SETTING_COLOR, FOR_ALL },
	{ "theme", "NAME", "terminal, dark, light or mono", SETTING_THEME,
	    FOR_ALL },
	{ "no-mouse", NULL, "leave the mouse to the terminal", OPT_NO_MOUSE,
	    FOR_ALL },
	{ "no-state", NULL, "remember nothing between visits", OPT_NO_STATE,
	    FOR_ALL },
	{ "force-tui", NULL, "full screen even if TERM is unknown", OPT_FORCE,
	    FOR_READ | FOR_QUIZ },
	{ "file", "FILE", "show: a Markdown file, - for standard input",
	    OPT_FILE, FOR_SHOW },
	{ "format", "FORMAT", "show: plain, ansi or html", OPT_FORMAT,
	    FOR_SHOW },
	{ "print", "STAGE", "show: tree or lines, to see what became of it",
	    OPT_PRINT, FOR_SHOW },
	{ "json", NULL, "list, self-check, status: as JSON", OPT_JSON,
	    FOR_LIST | FOR_CHECK | FOR_STATUS },
	{ "answers", "FILE", "self-check: evaluate a file, - is standard input",
	    OPT_ANSWERS, FOR_CHECK },
	{ "html", "DIR", "export: the folder for the pages", OPT_HTML,
	    FOR_EXPORT },
	{ "prove", NULL, "self-check: prove the rules", OPT_PROVE, FOR_CHECK },
	{ "table", NULL, "self-check: print the rules for a clinician",
	    OPT_TABLE, FOR_CHECK },
	{ "grades", NULL, "lint: how hard each article is to read", OPT_GRADES,
	    FOR_LINT },
	{ "excerpts", NULL, "lint: show the lines, as it does on a terminal",
	    OPT_EXCERPTS, FOR_LINT },
	{ "state-dir", "DIR", "status: the kiosk's folder, not /var/lib/lumbar",
	    OPT_STATE_DIR, FOR_STATUS },
	{ "show", NULL, "config: print the settings (it always does)", OPT_SHOW,
	    FOR_CONFIG },
	{ "check", NULL, "kiosk: report on this installation", OPT_CHECK,
	    FOR_KIOSK },
	{ "kiosk-file", "FILE",
	    "kiosk: read this in place of "
	    "/etc/lumbar/kiosk.ini",
	    OPT_KIOSK, FOR_KIOSK },
	{ "help", NULL, "this help", OPT_HELP, FOR_ALL },
	{ "version", NULL, "the version", OPT_VERSION, FOR_ALL },
};
#define NOPTIONS (sizeof(options) / sizeof(options[0]))

int options_complain(const char *what, const char *name, const char *why)
{
	char line[512];
	size_t used = 0;

	text_filter(name, strlen(name), false, line, sizeof(line) - 1, &used);
	line[used] = '\0';
	fprintf(stderr, "lumbar: %s %s: %s; lumbar --help tells more\n", what,
	    line, why);
	return EXIT_USAGE;
}

void options_help(void)
{
	for (size_t i = 0; i < NOPTIONS; i++) {
		char left[40];

		snprintf(left, sizeof(left), "--%s%s%s", options[i].name,
		    options[i].arg != NULL ? " " : "",
		    options[i].arg != NULL ? options[i].arg : "");
		printf("  %-18s %s\n", left, options[i].help);
	}
}

/* The option of that exact name, or NOPTIONS. */
static size_t find_option(const char *name, size_t len)
{
	for (size_t i = 0; i < NOPTIONS; i++) {
		if (strlen(options[i].name) == len &&
		    memcmp(options[i].name, name, len) == 0)
			return i;
	}
	return NOPTIONS;
}

static int unknown(const char *word)
{
	const char *names[NOPTIONS];
	size_t near;

	for (size_t i = 0; i < NOPTIONS; i++)
		names[i] = options[i].name;
	near =
	    spelling_nearest((struct slice){ word + 2, strcspn(word + 2, "=") },
		names, NOPTIONS);
	if (near < NOPTIONS)
		fprintf(stderr, "lumbar: did you mean --%s?\n", names[near]);
	return options_complain("option", word, "there is no such option");
}

/*
 * getopt_long takes any unambiguous beginning of a name, and clusters of short
 * options, of which there are none: refuse both before it sees them.
 */
static int vet(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *word = argv[i];
		size_t len, at;

		if (word[0] == '-' && word[1] != '-' && word[1] != '\0')
			return options_complain("option", word,
			    "options are words here, such as --plain");
		if (strncmp(word, "--", 2) != 0)
			continue;
		len = strcspn(word + 2, "=");
		at = find_option(word + 2, len);
		if (at == NOPTIONS)
			return unknown(word);
		if (options[at].arg == NULL && word[2 + len] == '=')
			return options_complain(
			    "option", word, "it takes no value");
		/* its argument may look like an option */
		i += options[at].arg != NULL && word[2 + len] != '=';
	}
	return EXIT_DONE;
}

static int set(struct cli *cli, enum setting_id id, const char *value)
{
	const char *why;
	char name[32];

	if (settings_set(&cli->settings, id, value != NULL ? value : "yes",
		"command line", &why))
		return EXIT_DONE;
	snprintf(name, sizeof(name), "--%s", settings_name(id));
	return options_complain("option", name, why);
}

static int take(struct cli *cli, int id)
{
	switch (id) {
	case OPT_NO_MOUSE:
		return set(cli, SETTING_MOUSE, "no");
	case OPT_NO_STATE:
		return set(cli, SETTING_STATE, "no");
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
	case OPT_ANSWERS:
		cli->answers = optarg;
		return EXIT_DONE;
	case OPT_HTML:
		cli->html = optarg;
		return EXIT_DONE;
	case OPT_PROVE:
		cli->prove = true;
		return EXIT_DONE;
	case OPT_TABLE:
		cli->table = true;
		return EXIT_DONE;
	case OPT_GRADES:
		cli->grades = true;
		return EXIT_DONE;
	case OPT_EXCERPTS:
		cli->excerpts = true;
		return EXIT_DONE;
	case OPT_STATE_DIR:
		cli->state_dir = optarg;
		return EXIT_DONE;
	case OPT_SHOW:
		return EXIT_DONE;
	case OPT_CHECK:
		cli->check = true;
		return EXIT_DONE;
	case OPT_KIOSK:
		cli->kiosk_file = optarg;
		return EXIT_DONE;
	case OPT_HELP:
		cli->want_help = true;
		return EXIT_DONE;
	case OPT_VERSION:
		cli->want_version = true;
		return EXIT_DONE;
	default:
		return set(cli, (enum setting_id)id, optarg);
	}
}

int options_parse(struct cli *cli, int argc, char **argv)
{
	struct option longs[NOPTIONS + 1];
	int at, status = vet(argc, argv);

	memset(longs, 0, sizeof(longs));
	for (size_t i = 0; i < NOPTIONS; i++) {
		longs[i].name = options[i].name;
		longs[i].has_arg = options[i].arg != NULL;
		longs[i].val = (int)i + 256;
	}
	opterr = 0;
	while (status == EXIT_DONE &&
	       (at = getopt_long(argc, argv, ":", longs, NULL)) != -1) {
		/* vet left nothing but a value that is missing */
		if (at < 256)
			return options_complain(
			    "option", argv[optind - 1], "it needs a value");
		cli->given |= 1u << (at - 256);
		status = take(cli, options[at - 256].id);
	}
	cli->words = (const char *const *)argv + optind;
	cli->nwords = argc - optind;
	return status;
}

int options_check(const struct cli *cli, unsigned command)
{
	for (size_t i = 0; i < NOPTIONS; i++) {
		char name[32];

		if (!(cli->given & (1u << i)) ||
		    (options[i].commands & command))
			continue;
		snprintf(name, sizeof(name), "--%s", options[i].name);
		return options_complain(
		    "option", name, "it means nothing here");
	}
	return EXIT_DONE;
}
