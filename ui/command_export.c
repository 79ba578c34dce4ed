/*
 * lumbar export: the library as a folder of pages for a browser.
 */
#include "cli.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "content/site.h"
#include "export_folder.h"
#include "options.h"
#include "version.h"

/* One line; what was typed goes through the filter. */
static int cannot(
    const struct cli *cli, const char *name, const char *before, int error)
{
	char clean[2048];
	size_t used = 0;

	text_filter(cli->html, strlen(cli->html), false, clean,
	    sizeof(clean) - 1, &used);
	clean[used] = '\0';
	fprintf(stderr, "lumbar: %s %s%s%s: %s\n", before, clean,
	    name[0] != '\0' ? "/" : "", name,
	    error == EWOULDBLOCK ? "another export is writing there"
	    : error == EEXIST    ? "it is there and is not lumbar's: nothing "
				   "was written"
				 : strerror(error));
	return EXIT_CANNOT;
}

/* A page in memory first: what cannot be made is not written. */
static int put_page(const struct site *site, size_t page,
    struct export_folder *folder, bool *whole, struct diag *diag)
{
	char *text = NULL;
	size_t len = 0;
	FILE *const out = open_memstream(&text, &len);
	int error = 0;

	if (out == NULL)
		die("no memory");
	if (!site_write(site, page, out, diag))
		*whole = false;
	if (ferror(out) | (fclose(out) != 0))
		error = ENOMEM;
	if (error == 0)
		error = export_folder_put(
		    folder, site_name(site, page), (struct slice){ text, len });
	free(text);
	return error;
}

static int put_all(struct cli *cli, const struct site *site,
    struct export_folder *folder, const char *const *names)
{
	const char *const taken =
	    export_folder_taken(folder, names, site->npages);
	bool whole = site->whole;
	int error;

	if (taken != NULL)
		return cannot(cli, taken, "cannot export to", EEXIST);
	error = export_folder_claim(folder, names, site->npages);
	if (error != 0)
		return cannot(cli, EXPORT_MARKER, "cannot write", error);
	for (size_t i = 0; i < site->npages; i++) {
		error = put_page(site, i, folder, &whole, &cli->diag);
		if (error != 0)
			return cannot(cli, names[i], "cannot write", error);
	}
	error = export_folder_settle(folder, names, site->npages);
	if (error != 0)
		return cannot(cli, "", "cannot finish", error);
	return whole ? EXIT_DONE : EXIT_FAULTS;
}

static int export_site(struct cli *cli, const struct site *site)
{
	const char **const names =
	    arena_zalloc(&cli->arena, site->npages, sizeof(*names));
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct export_folder folder;
	int error, status;

	for (size_t i = 0; i < site->npages; i++)
		names[i] = site_name(site, i);
	/* over a limit of the shell: an answer, rather than the end */
	sigaction(SIGXFSZ, &ignore, NULL);
	error = export_folder_open(&folder, cli->html, &cli->arena);
	if (error != 0)
		status = cannot(cli, "", "cannot export to", error);
	else
		status = put_all(cli, site, &folder, names);
	export_folder_close(&folder);
	return status;
}

int command_export(struct cli *cli)
{
	struct site site;
	char date[CLI_DATE_CAP];
	int status;

	if (cli->html == NULL || cli->nwords > 0)
		return options_complain("command", "export",
		    "it needs --html FOLDER, and nothing else");
	if (!cli_open_catalog(cli))
		return EXIT_CANNOT;
	cli_today(date);
	site_open(&site, &cli->catalog, LUMBAR_VERSION, date, &cli->diag);
	status = export_site(cli, &site);
	cli_tell(cli);
	if (status == EXIT_DONE || status == EXIT_FAULTS) {
		/* the style sheet is no page */
		printf("%zu pages. Begin with ", site.npages - 1);
		cli_put(cli, cli->html);
		printf("/index.html\n");
		if (cli_finish(stdout) != EXIT_DONE)
			status = EXIT_CANNOT;
	}
	site_close(&site);
	return status;
}
