/*
 * cli.h - options and subcommands; which of them runs.
 */
#ifndef LUMBAR_CLI_H
#define LUMBAR_CLI_H

#include <stdio.h>

#include "content/catalog.h"
#include "settings.h"

/* What scripts may rely on. */
#define EXIT_DONE    0
#define EXIT_FAULTS  1 /* the content has faults */
#define EXIT_USAGE   2
#define EXIT_CANNOT  3 /* nothing usable */
#define EXIT_MISSING 4 /* no such article */

struct cli {
	struct arena arena;
	struct diag diag;
	struct settings settings;
	bool utf8; /* the locale's codeset */
	bool force_tui, json, no_args;
	const char *file;         /* --file */
	const char *format;       /* --format, or NULL */
	const char *print;        /* --print, or NULL */
	const char *const *words; /* command and its arguments */
	int nwords;
	struct catalog catalog;
};

/* All of the program but main: returns the status to exit with. */
int cli_main(int argc, char **argv);

/*
 * Open the pack that the settings name, or the first that is found. On failure
 * the diagnostics and the emergency number are on stderr.
 */
bool cli_open_catalog(struct cli *cli);

/* The pack that cli_open_catalog would open. */
const char *cli_find_pack(struct cli *cli);

/* "no such article", with "did you mean", on stderr; returns EXIT_MISSING. */
int cli_missing(const struct cli *cli, const char *id);

/* Whether characters beyond ASCII may be written. */
bool cli_ascii(const struct cli *cli);

/* Write what the commands print: 0 or EXIT_CANNOT with a line on stderr. */
int cli_finish(FILE *out);

/* The subcommands, in commands.c. */
int command_show(struct cli *cli);
int command_list(struct cli *cli);
int command_lint(struct cli *cli);
int command_config(struct cli *cli);

#endif
