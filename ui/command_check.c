/*
 * lumbar self-check --answers: a file of answers instead of a person. The
 * rest of self-check that prints is in command_rules.c; what asks is a place.
 */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "confine.h"
#include "content/layout.h"
#include "content/write.h"
#include "options.h"
#include "triage/answers.h"
#include "widgets/self_check.h"
#include "widgets/triage_doc.h"

/* All of fd, in the arena. False: errno says why, or it is too long. */
static bool read_all(int fd, struct arena *arena, struct slice *out)
{
	char *buf = arena_alloc(arena, ANSWERS_CAP + 1);
	size_t len = 0;
	ssize_t got;

	do {
		got = read(fd, buf + len, ANSWERS_CAP + 1 - len);
		if (got < 0 && errno != EINTR)
			return false;
		len += got > 0 ? (size_t)got : 0;
	} while (got != 0 && len <= ANSWERS_CAP);
	errno = EFBIG;
	*out = (struct slice){ buf, len };
	return len <= ANSWERS_CAP;
}

static int cannot_read(void)
{
	fprintf(
	    stderr, "lumbar: cannot read the answers: %s\n", strerror(errno));
	return EXIT_CANNOT;
}

/* ---- JSON ---- */

static void put_list(const char *name, const char *id, bool *first)
{
	if (*first)
		printf("\"%s\":[", name);
	/* ids are letters, digits, "_" and "-" */
	printf("%s\"%s\"", *first ? "" : ",", id);
	*first = false;
}

static void end_list(const char *name, bool empty)
{
	if (empty)
		printf("\"%s\":[", name);
	printf("],");
}

static void print_json(
    const struct self_check *check, const struct triage_result *result)
{
	const struct rules *rules = &check->rules;
	size_t asked[RULES_QUESTIONS];
	const size_t n = triage_asked(&check->run, asked);
	bool first = true;

	printf("{\"level\":\"%s\",\"mode\":", rules_level_id(result->level));
	if (result->level == TRIAGE_EMERGENCY)
		printf("\"%s\",", rules_mode_id(result->mode));
	else
		printf("null,");
	printf("\"days\":%d,", result->days);
	for (size_t i = 0; i < rules->nrules; i++) {
		if (rules_has_fired(&result->fired, i))
			put_list("rules", rules->rules[i].id, &first);
	}
	end_list("rules", first);
	first = true;
	for (size_t i = 0; i < n; i++)
		put_list("asked", rules->questions[asked[i]].id, &first);
	end_list("asked", first);
	printf("\"rules_version\":");
	cli_put_json(rules->version);
	printf("}\n");
}

/* ---- text ---- */

static void print_text(const struct cli *cli, const struct self_check *check,
    const struct triage_result *result)
{
	const int cols =
	    cli->settings.width > 0 ? cli->settings.width : LAYOUT_MEASURE;
	unsigned flags = cli->settings.plain ? LAYOUT_NARRATE : 0;
	struct layout layout;
	struct doc doc;

	doc_init(&doc);
	layout_init(&layout);
	triage_doc_report(&doc, check, result, false);
	if (cli_ascii(cli))
		flags |= LAYOUT_ASCII;
	layout_flow(&layout, &doc, cols, flags | LAYOUT_UNDERLINE);
	write_layout(
	    &layout, WRITE_PLAIN, cli_ascii(cli) ? WRITE_ASCII : 0, stdout);
	layout_free(&layout);
	triage_doc_wipe(&doc);
}

static int judge(struct cli *cli, struct self_check *check, int fd)
{
	static struct triage_result result;
	struct slice text;
	struct arena arena;
	int status = EXIT_FAULTS;

	arena_init(&arena);
	if (!read_all(fd, &arena, &text)) {
		status = cannot_read();
	} else {
		if (answers_run(text, cli->answers, &check->rules, &check->run,
			&cli->diag) == STATUS_OK &&
		    triage_result(&check->run, &result)) {
			if (cli->json)
				print_json(check, &result);
			else
				print_text(cli, check, &result);
			status = cli_finish(stdout);
		}
		triage_result_wipe(&result);
		triage_end(&check->run);
	}
	arena_wipe(&arena);
	return status;
}

static int check_answers(struct cli *cli, int fd)
{
	struct self_check *check = self_check_open(&cli->catalog, &cli->diag);
	int status;

	if (check->open)
		status = judge(cli, check, fd);
	else
		status = cli_check_closed(cli);
	self_check_close(check);
	cli_tell(cli);
	return status;
}

int cli_check_closed(struct cli *cli)
{
	cli_tell(cli);
	fprintf(stderr,
	    "lumbar: the self-check is closed. Emergency: call %s\n",
	    region_word(cli->catalog.region, "emergency"));
	return cli->catalog.triage[0] == '\0' ? EXIT_CANNOT : EXIT_FAULTS;
}

int command_check(struct cli *cli)
{
	const int ways =
	    (cli->answers != NULL) + (int)cli->prove + (int)cli->table;
	int fd = STDIN_FILENO;

	if (cli->nwords > 0)
		return options_complain(
		    "argument", cli->words[0], "self-check takes none");
	if (ways > 1)
		return options_complain("command", "self-check",
		    "one of --answers, --prove and --table at a time");
	if (cli->json && cli->answers == NULL)
		return options_complain(
		    "option", "--json", "it needs --answers here");
	/* closed by the end of the program: there is but one such file */
	if (cli->answers != NULL && strcmp(cli->answers, "-") != 0)
		fd = open(cli->answers, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return cannot_read();
	confine_pack(cli, true);
	if (!cli_open_catalog(cli))
		return EXIT_CANNOT;
	if (cli->answers != NULL)
		return check_answers(cli, fd);
	return cli->prove ? command_prove(cli) : command_table(cli);
}
