/*
 * lumbar show: an article or a Markdown file on standard output.
 */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "confine.h"
#include "content/layout.h"
#include "content/markdown.h"
#include "content/page.h"
#include "content/stream.h"
#include "content/write.h"
#include "options.h"
#include "content/place.h"

#define FILE_COLS  80 /* for a Markdown file, as its peers do */
#define OUTPUT_LEN (64u << 10)
#define TOLD_MAX   10 /* diagnostics of one file that are printed */

struct output {
	bool html, tree, lines;
	enum write_format format;
	int cols, wide;
	unsigned layout_flags, write_flags;
};

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
	const char *term = getenv("TERM");
	/* a terminal that shows what it is told to do */
	bool tty = isatty(STDOUT_FILENO) && term != NULL && term[0] != '\0' &&
	           strcmp(term, "dumb") != 0;
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
		return options_complain(
		    "option", "--format", "plain, ansi or html is needed");
	if (cli->print != NULL) {
		output->tree = strcmp(cli->print, "tree") == 0;
		output->lines = strcmp(cli->print, "lines") == 0;
		if (!output->tree && !output->lines)
			return options_complain(
			    "option", "--print", "tree or lines is needed");
	}
	if (styled && !cli->settings.plain)
		output->format = mono ? WRITE_MONO : WRITE_ANSI;
	else if (cli->settings.plain)
		output->layout_flags |= LAYOUT_NARRATE;
	else
		output->layout_flags |= LAYOUT_UNDERLINE;
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
static void tell_faults(struct cli *cli)
{
	struct diag *diag = &cli->diag;
	size_t all = diag->count[0] + diag->count[1] + diag->count[2];

	if (diag->n > cli->told + TOLD_MAX)
		diag->n = cli->told + TOLD_MAX;
	cli_tell(cli);
	if (all > cli->told)
		fprintf(stderr, "lumbar: and %zu more like these\n",
		    all - cli->told);
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
	confine_open_files();
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
	tell_faults(cli);
	if (status != STATUS_OK) {
		fprintf(stderr, "lumbar: cannot read the file: %s\n",
		    strerror(errno));
		return EXIT_CANNOT;
	}
	return cli_finish(stdout);
}

static int show_article(struct cli *cli, struct output *output, const char *id)
{
	const struct place to = place_find(&cli->catalog, id);
	struct layout layout;
	struct page page;
	char today[CLI_DATE_CAP];
	int status = EXIT_DONE;

	if (to.kind == PLACE_QUIZ_ONE) {
		fprintf(stderr,
		    "lumbar: a quiz is played, not shown: lumbar quiz %s\n",
		    to.quiz->id);
		return EXIT_MISSING;
	}
	if (to.kind != PLACE_ARTICLE)
		return cli_missing(cli, id);
	layout_init(&layout);
	cli_today(today);
	page_open(&page, &cli->catalog, to.article, today, &cli->diag);
	page_finish(&page, &cli->catalog, &cli->diag);
	if (!page.whole)
		status = EXIT_FAULTS;
	if (to.part.len > 0 && !page_cut(&page, to.part)) {
		fprintf(stderr,
		    "lumbar: %s has no such part; these are its parts:\n",
		    to.article->id);
		page_tell_parts(&page, stderr);
		status = EXIT_MISSING;
	} else if (output->html) {
		write_html(
		    page.doc, to.article->title, cli->catalog.lang, stdout);
	} else {
		print_document(output, page.doc, &layout);
	}
	page_close(&page);
	layout_free(&layout);
	cli_tell(cli);
	return cli_finish(stdout) == EXIT_DONE ? status : EXIT_CANNOT;
}

int command_show(struct cli *cli)
{
	struct output output = { 0 };
	int status = choose_format(cli, &output);

	if (status != EXIT_DONE)
		return status;
	if (cli->nwords != (cli->file == NULL))
		return options_complain(
		    "command", "show", "it needs one article, or --file FILE");
	choose_width(cli, &output);
	setvbuf(stdout, NULL, _IOFBF, OUTPUT_LEN);
	if (cli->file != NULL)
		return show_file(cli, &output);
	confine_pack(cli, false);
	if (!cli_open_catalog(cli))
		return EXIT_CANNOT;
	return show_article(cli, &output, cli->words[0]);
}
