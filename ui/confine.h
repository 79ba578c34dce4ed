/*
 * confine.h - which sandbox each command but the kiosk has.
 *
 * docs/sandbox.md has the table. Where the system has none of it the command
 * goes on without, and nobody is told: what is shown is the same.
 */
#ifndef LUMBAR_CONFINE_H
#define LUMBAR_CONFINE_H

#include "cli.h"
#include "terminal/sandbox.h"

/*
 * Somebody who reads: the pack, what is kept between visits if anything is,
 * and the folder he is in, to save in. For the caller to enter.
 */
struct sandbox confine_reader(struct cli *cli, bool keeps);

/* The same, entered as a whole: plain mode has no first frame to wait for. */
void confine_plain(struct cli *cli, bool keeps);

/*
 * A command that reads the pack, and prints. Files alone for those that take
 * no longer than the rest of it would; with calls, the rest too.
 */
void confine_pack(struct cli *cli, bool calls);

/* A command that has opened all it reads. */
void confine_open_files(void);

#endif
