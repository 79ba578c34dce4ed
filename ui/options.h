/*
 * options.h - the table of options: parsing and --help are made from it.
 */
#ifndef LUMBAR_OPTIONS_H
#define LUMBAR_OPTIONS_H

#include "cli.h"

/* Which commands an option means something to. */
#define FOR_READ   1u /* no command: interactive */
#define FOR_SHOW   2u
#define FOR_LIST   4u
#define FOR_LINT   8u
#define FOR_CONFIG 16u
#define FOR_CHECK  32u
#define FOR_QUIZ   64u
#define FOR_FORGET 128u
#define FOR_KIOSK  256u
#define FOR_EXPORT 512u
#define FOR_STATUS 1024u
#define FOR_ALL    (~0u)

/*
 * Take the options out of argv; what is left is in cli->words. EXIT_DONE, or
 * the status to exit with. Nothing is ever abbreviated.
 */
int options_parse(struct cli *cli, int argc, char **argv);

/* EXIT_USAGE, with a line, when one was given that this command has not. */
int options_check(const struct cli *cli, unsigned command);

void options_help(void);

/* One line on stderr; what was typed goes through the filter. */
int options_complain(const char *what, const char *name, const char *why);

#endif
