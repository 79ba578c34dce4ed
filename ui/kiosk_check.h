/*
 * kiosk_check.h - lumbar kiosk --check: is this installation fit for a waiting
 * room? One line each.
 */
#ifndef LUMBAR_KIOSK_CHECK_H
#define LUMBAR_KIOSK_CHECK_H

#include "cli.h"
#include "private_memory.h"
#include "visit/kiosk.h"

/*
 * Prints; EXIT_DONE, or EXIT_FAULTS when something has to be mended. memory is
 * what private_memory_keep said: the PIN is tried under its limits.
 */
int kiosk_check(
    struct cli *cli, const struct kiosk *kiosk, enum private_memory memory);

#endif
