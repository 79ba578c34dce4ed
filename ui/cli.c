#include "cli.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "find/spelling.h"
#include "options.h"
#include "content/place.h"
#include "terminal/sandbox.h"
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
			return command_read(cli, commands[i].command == FOR_QUIZ
						     ? FOR_QUIZ
						     : FOR_READ);
		status = options_check(cli, commands[i].command);
		if (status != EXIT_DONE)
			return status;
		cli->words++;
		cli->nwords--;
		return commands[i].run(cli);
	}
	return command_read(cli, FOR_READ);
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
