/*
 * The other subcommands that print and end: list, config, forget.
 */
#include "cli.h"

#include <errno.h>
#include <string.h>

#include "confine.h"
#include "options.h"
#include "visit/store.h"

static void put_member(const char *name, const char *text, const char *after)
{
	printf("\"%s\":", name);
	cli_put_json(text);
	fputs(after, stdout);
}

static void list_json(const struct catalog *catalog, size_t topic)
{
	const struct catalog_topic *t = &catalog->topics[topic];
	bool first = true;

	printf("{");
	put_member("id", t->id, ",");
	put_member("title", t->title, ",");
	put_member("summary", t->summary, ",");
	printf("\"articles\":[");
	for (size_t i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *article = &catalog->articles[i];

		if (article->topic != topic)
			continue;
		printf(first ? "\n  {" : ",\n  {");
		put_member("id", article->id, ",");
		put_member("title", article->title, ",");
		put_member("summary", article->summary, "}");
		first = false;
	}
	printf("]}");
}

static void list_plain(const struct cli *cli, size_t topic)
{
	const struct catalog *catalog = &cli->catalog;

	cli_put(cli, catalog->topics[topic].title);
	printf(" (%s)\n", catalog->topics[topic].id);
	for (size_t i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *article = &catalog->articles[i];

		if (article->topic != topic)
			continue;
		printf("  %-24s ", article->id);
		cli_put(cli, article->title);
		putc('\n', stdout);
	}
}

static void list_quizzes_json(const struct catalog *catalog)
{
	printf(",\n\"quizzes\":[");
	for (size_t i = 0; i < catalog->nquizzes; i++) {
		printf(i == 0 ? "\n  {" : ",\n  {");
		put_member("id", catalog->quizzes[i].id, ",");
		put_member("title", catalog->quizzes[i].title, ",");
		put_member("summary", catalog->quizzes[i].summary, "}");
	}
	printf("]");
}

static void list_quizzes_plain(const struct cli *cli)
{
	const struct catalog *catalog = &cli->catalog;

	printf("\nQuizzes (lumbar quiz ID)\n");
	for (size_t i = 0; i < catalog->nquizzes; i++) {
		printf("  %-24s ", catalog->quizzes[i].id);
		cli_put(cli, catalog->quizzes[i].title);
		putc('\n', stdout);
	}
}

int command_list(struct cli *cli)
{
	const struct catalog *catalog = &cli->catalog;
	const struct catalog_topic *only = NULL;
	bool first = true;

	if (cli->nwords > 1)
		return options_complain(
		    "argument", cli->words[1], "list takes one topic at most");
	confine_pack(cli, false);
	if (!cli_open_catalog(cli))
		return EXIT_CANNOT;
	if (cli->nwords == 1) {
		only = catalog_topic(catalog, slice_of(cli->words[0]));
		if (only == NULL)
			return cli_missing(cli, cli->words[0]);
	}
	if (cli->json)
		printf("{\"topics\":[");
	for (size_t i = 0; i < catalog->ntopics; i++) {
		if (only != NULL && only != &catalog->topics[i])
			continue;
		if (!first)
			fputs(cli->json ? ",\n " : "\n", stdout);
		first = false;
		if (cli->json)
			list_json(catalog, i);
		else
			list_plain(cli, i);
	}
	if (cli->json)
		printf("]");
	if (only == NULL && catalog->nquizzes > 0) {
		if (cli->json)
			list_quizzes_json(catalog);
		else
			list_quizzes_plain(cli);
	}
	if (cli->json)
		printf("}\n");
	return cli_finish(stdout);
}

int command_config(struct cli *cli)
{
	if (cli->nwords > 0)
		return options_complain(
		    "argument", cli->words[0], "config takes none");
	for (int i = 0; i < SETTING_COUNT; i++) {
		const char *value = cli->settings.value[i];

		if (i == SETTING_CONTENT && value[0] == '\0')
			value = cli_find_pack(cli);
		printf("%-8s = ", settings_name((enum setting_id)i));
		cli_put(cli, value[0] != '\0' ? value : "(the pack's own)");
		printf("  # ");
		cli_put(cli, cli->settings.from[i]);
		putc('\n', stdout);
	}
	return cli_finish(stdout);
}

int command_forget(struct cli *cli)
{
	const char *folder = settings_state_folder(&cli->arena);
	int n;

	if (cli->nwords > 0)
		return options_complain(
		    "argument", cli->words[0], "forget takes none");
	n = folder != NULL ? store_forget(folder) : 0;
	if (n < 0) {
		fprintf(stderr, "lumbar: cannot erase all of it: %s\n",
		    strerror(errno));
		return EXIT_CANNOT;
	}
	if (n == 0) {
		printf("Nothing was kept.\n");
		return cli_finish(stdout);
	}
	printf("Erased: quiz results, pages read, bookmarks (");
	cli_put(cli, folder);
	printf(").\n");
	return cli_finish(stdout);
}
