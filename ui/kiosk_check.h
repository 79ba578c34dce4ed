/*
 * kiosk_check.h - lumbar kiosk --check: is this installation fit for a waiting
 * room? One line each.
 */
#ifndef LUMBAR_KIOSK_CHECK_H
#define LUMBAR_KIOSK_CHECK_H

#include "cli.h"
#include "visit/kiosk.h"

/* Prints; EXIT_DONE, or EXIT_FAULTS when something has to be mended. */
int kiosk_check(struct cli *cli, const struct kiosk *kiosk);

#endif
