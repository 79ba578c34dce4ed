/*
 * cli.h - the command line: which subcommand runs, and what they share.
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
	size_t told; /* how many of diag's items are on stderr already */
	struct settings settings;
	bool utf8;      /* the locale's codeset */
	unsigned given; /* the options on the command line, as bits */
	bool force_tui, json, prove, table, grades, excerpts, want_help, check,
	    want_version;
	const char *file;         /* --file */
	const char *format;       /* --format, or NULL */
	const char *print;        /* --print, or NULL */
	const char *answers;      /* --answers, or NULL */
	const char *kiosk_file;   /* --kiosk-file, or NULL */
	const char *html;         /* --html, or NULL */
	const char *state_dir;    /* --state-dir, or NULL */
	const char *const *words; /* command and its arguments */
	int nwords;
	struct catalog catalog;
};

/* All of the program but main: returns the status to exit with. */
int cli_main(int argc, char **argv);

/* The pack that cli_open_catalog would open. */
const char *cli_find_pack(struct cli *cli);

/*
 * Open that pack. On failure the diagnostics and the emergency number are on
 * stderr.
 */
bool cli_open_catalog(struct cli *cli);

/* "no such article", with "did you mean", on stderr; returns EXIT_MISSING. */
int cli_missing(const struct cli *cli, const char *id);

/* Print what was collected since the last time, on stderr. */
void cli_tell(struct cli *cli);

/*
 * Today, or the day that a reproducible build is to believe in;
 * command_lint.c.
 */
#define CLI_DATE_CAP 11
void cli_today(char text[CLI_DATE_CAP]);

/* Whether only ASCII may be written. */
bool cli_ascii(const struct cli *cli);

/* Text of a pack or a person on stdout, filtered. */
void cli_put(const struct cli *cli, const char *text);

/* A JSON string on stdout. */
void cli_put_json(const char *text);

/* Write what the commands print: 0 or EXIT_CANNOT with a line on stderr. */
int cli_finish(FILE *out);

/*
 * Tell why the self-check cannot be used, and the emergency number, on
 * stderr; returns the status to exit with.
 */
int cli_check_closed(struct cli *cli);

/*
 * Read from a place on: what runs without a subcommand, or with one that is a
 * place. command is for options_check; command_read.c.
 */
int command_read(struct cli *cli, unsigned command);

/* The subcommands: commands.c, command_*.c. */
int command_show(struct cli *cli);
int command_list(struct cli *cli);
int command_lint(struct cli *cli);
int command_config(struct cli *cli);
int command_export(struct cli *cli);
int command_forget(struct cli *cli);
int command_kiosk(struct cli *cli);
int command_check(struct cli *cli);
int command_status(struct cli *cli);

/* command_rules.c: parts of command_check. */
int command_prove(struct cli *cli);
int command_table(struct cli *cli);

#endif
