/*
 * The subcommands that print and end.
 */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "check/lint.h"
#include "content/article.h"
#include "content/layout.h"
#include "content/markdown.h"
#include "content/page.h"
#include "content/stream.h"
#include "content/write.h"
#include "content/compose.h"

#define FILE_COLS  80 /* for a Markdown file, as its peers do */
#define OUTPUT_LEN (64u << 10)
#define TOLD_MAX   10 /* diagnostics of one file that are printed */

struct output {
	bool html, tree, lines;
	enum write_format format;
	int cols, wide;
	unsigned layout_flags, write_flags;
};

static int usage(const char *what)
{
	fprintf(stderr, "lumbar: %s; lumbar --help tells more\n", what);
	return EXIT_USAGE;
}

/* Columns of the terminal on stdout, or 0. */
static int terminal_cols(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		return 0;
	return size.ws_col;
}

static int choose_format(const struct cli *cli, struct output *output)
{
	bool tty = isatty(STDOUT_FILENO);
	bool styled = cli->settings.colour == COLOUR_ALWAYS || tty;
	bool mono =
	    cli->settings.colour == COLOUR_NEVER ||
	    (cli->settings.colour == COLOUR_AUTO && settings_no_color()) ||
	    cli->settings.theme == THEME_MONO;

	output->format = WRITE_PLAIN;
	if (cli->format != NULL && strcmp(cli->format, "html") == 0)
		output->html = true;
	else if (cli->format != NULL && strcmp(cli->format, "ansi") == 0)
		styled = true;
	else if (cli->format != NULL && strcmp(cli->format, "plain") == 0)
		styled = false;
	else if (cli->format != NULL)
		return usage("--format: plain, ansi or html is needed");
	if (cli->print != NULL) {
		output->tree = strcmp(cli->print, "tree") == 0;
		output->lines = strcmp(cli->print, "lines") == 0;
		if (!output->tree && !output->lines)
			return usage("--print: tree or lines is needed");
	}
	if (styled && !cli->settings.plain)
		output->format = mono ? WRITE_MONO : WRITE_ANSI;
	else
		output->layout_flags |= LAYOUT_UNDERLINE;
	if (cli->settings.plain)
		output->layout_flags |= LAYOUT_NARRATE;
	if (cli_ascii(cli)) {
		output->layout_flags |= LAYOUT_ASCII;
		output->write_flags |= WRITE_ASCII;
	}
	return EXIT_DONE;
}

/* Articles keep to the measure; figures and tables may take the window. */
static void choose_width(const struct cli *cli, struct output *output)
{
	int cols = terminal_cols();

	output->wide = cols > 0 && cols < FILE_COLS ? cols : FILE_COLS;
	output->cols = output->wide;
	if (cli->settings.width > 0)
		output->cols = output->wide = cli->settings.width;
	else if (cli->file == NULL && output->cols > LAYOUT_MEASURE)
		output->cols = LAYOUT_MEASURE;
}

static void print_document(
    const struct output *output, const struct doc *doc, struct layout *layout)
{
	if (output->tree) {
		doc_print(doc, stdout);
		return;
	}
	layout->wide = output->wide;
	layout_flow(layout, doc, output->cols, output->layout_flags);
	if (output->lines)
		layout_print(layout, stdout);
	else
		write_layout(
		    layout, output->format, output->write_flags, stdout);
}

/* The first faults of a file that is shown, and how many more there are. */
static void tell_faults(const struct diag *diag)
{
	struct diag some = *diag;
	size_t all = diag->count[0] + diag->count[1] + diag->count[2];

	if (some.n > TOLD_MAX)
		some.n = TOLD_MAX;
	diag_print(&some, stderr);
	if (all > some.n)
		fprintf(
		    stderr, "lumbar: and %zu more like these\n", all - some.n);
}

static int show_file(struct cli *cli, struct output *output)
{
	bool standard_input = strcmp(cli->file, "-") == 0;
	int fd = standard_input ? STDIN_FILENO
	                        : open(cli->file, O_RDONLY | O_CLOEXEC);
	struct stream stream;
	struct layout layout;
	struct slice piece;
	struct doc doc;
	unsigned line;
	bool first = true;
	enum status status;

	if (fd < 0) {
		fprintf(stderr, "lumbar: cannot open the file: %s\n",
		    strerror(errno));
		return EXIT_CANNOT;
	}
	stream_open(&stream, fd);
	doc_init(&doc);
	layout_init(&layout);
	while ((status = stream_next(&stream, &piece, &line)) == STATUS_OK &&
	       piece.len > 0) {
		doc_reset(&doc);
		markdown_parse(piece, standard_input ? "-" : cli->file, line,
		    &doc, &cli->diag);
		/* the blank line at which the text was cut */
		if (!first && !output->html && !output->tree)
			putc('\n', stdout);
		first = false;
		if (output->html)
			write_html(&doc, NULL, NULL, stdout);
		else
			print_document(output, &doc, &layout);
		if (ferror(stdout))
			break;
	}
	layout_free(&layout);
	doc_free(&doc);
	stream_close(&stream);
	if (!standard_input)
		close(fd);
	tell_faults(&cli->diag);
	if (status != STATUS_OK) {
		fprintf(stderr, "lumbar: cannot read the file: %s\n",
		    strerror(errno));
		return EXIT_CANNOT;
	}
	return cli_finish(stdout);
}

/* From one heading up to the next of its level; or everything. */
static bool cut_part(struct doc *doc, struct slice part)
{
	uint32_t node = doc_find_heading(doc, part), end;

	if (node == DOC_NONE)
		return false;
	end = node + 1;
	while (end < doc->nnodes &&
	       !(doc->nodes[end].kind == DOC_HEADING &&
		   doc->nodes[end].level <= doc->nodes[node].level))
		end++;
	page_cut(doc, node, end);
	return true;
}

static int show_article(struct cli *cli, struct output *output, const char *id)
{
	const char *hash = strchr(id, '#');
	struct slice name = slice_of(id);
	const struct catalog_article *entry;
	struct layout layout;
	struct page page;
	int status = EXIT_DONE;

	if (hash != NULL)
		name.len = (size_t)(hash - id);
	entry = catalog_article(&cli->catalog, name);
	if (entry == NULL)
		return cli_missing(cli, id);
	layout_init(&layout);
	page_open(&page, &cli->catalog, entry, &cli->diag);
	if (!page.whole)
		status = EXIT_FAULTS;
	if (hash != NULL && !cut_part(page.doc, slice_of(hash + 1))) {
		fprintf(stderr, "lumbar: %s has no such part\n", entry->id);
		status = EXIT_MISSING;
	} else if (output->html) {
		write_html(page.doc, entry->title, cli->catalog.lang, stdout);
	} else {
		print_document(output, page.doc, &layout);
	}
	page_close(&page);
	layout_free(&layout);
	if (status != EXIT_DONE)
		diag_print(&cli->diag, stderr);
	return cli_finish(stdout) == EXIT_DONE ? status : EXIT_CANNOT;
}

int command_show(struct cli *cli)
{
	struct output output = { 0 };
	int status = choose_format(cli, &output);

	if (status != EXIT_DONE)
		return status;
	if (cli->nwords != (cli->file == NULL))
		return usage("show needs one article, or --file FILE");
	choose_width(cli, &output);
	setvbuf(stdout, NULL, _IOFBF, OUTPUT_LEN);
	if (cli->file != NULL)
		return show_file(cli, &output);
	if (!cli_open_catalog(cli))
		return EXIT_CANNOT;
	return show_article(cli, &output, cli->words[0]);
}

/* Filtered, and as ASCII where it must be. */
static void put_text(const struct cli *cli, const char *text)
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
static void put_json(const char *text)
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

static void put_member(const char *name, const char *text, const char *after)
{
	printf("\"%s\":", name);
	put_json(text);
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

	put_text(cli, catalog->topics[topic].title);
	printf(" (%s)\n", catalog->topics[topic].id);
	for (size_t i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *article = &catalog->articles[i];

		if (article->topic != topic)
			continue;
		printf("  %-24s ", article->id);
		put_text(cli, article->title);
		putc('\n', stdout);
	}
}

int command_list(struct cli *cli)
{
	const struct catalog *catalog = &cli->catalog;
	const struct catalog_topic *only = NULL;
	bool first = true;

	if (cli->nwords > 1)
		return usage("list takes one topic at most");
	if (!cli_open_catalog(cli))
		return EXIT_CANNOT;
	if (cli->nwords == 1) {
		only = catalog_topic(catalog, slice_of(cli->words[0]));
		if (only == NULL) {
			fprintf(stderr, "lumbar: there is no such topic; "
					"lumbar list prints them all\n");
			return EXIT_MISSING;
		}
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
		printf("]}\n");
	return cli_finish(stdout);
}

/* Today, or the day that a reproducible build is to believe in. */
static void today(char text[11])
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now =
	    epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
	struct tm tm;

	gmtime_r(&now, &tm);
	strftime(text, 11, "%Y-%m-%d", &tm);
}

int command_lint(struct cli *cli)
{
	const char *pack = cli->nwords > 0 ? cli->words[0] : cli_find_pack(cli);
	enum status status;
	char date[11];

	if (cli->nwords > 1)
		return usage("lint takes one pack at most");
	today(date);
	status = lint_pack(pack, date, &cli->diag);
	diag_sort(&cli->diag);
	diag_print(&cli->diag, stdout);
	if (cli_finish(stdout) != EXIT_DONE)
		return EXIT_CANNOT;
	fprintf(stderr, "lumbar: %zu errors, %zu warnings, %zu notes\n",
	    cli->diag.count[DIAG_ERROR], cli->diag.count[DIAG_WARNING],
	    cli->diag.count[DIAG_NOTE]);
	if (status != STATUS_OK)
		return EXIT_CANNOT;
	return cli->diag.count[DIAG_ERROR] > 0 ? EXIT_FAULTS : EXIT_DONE;
}

int command_config(struct cli *cli)
{
	diag_print(&cli->diag, stderr);
	for (int i = 0; i < SETTING_COUNT; i++) {
		const char *value = cli->settings.value[i];

		printf("%-8s = ", settings_name((enum setting_id)i));
		put_text(cli, value[0] != '\0' ? value : "(not set)");
		printf("  # ");
		put_text(cli, cli->settings.from[i]);
		putc('\n', stdout);
	}
	return cli_finish(stdout);
}
