/*
 * kiosk.h - the real kiosk on a pseudo terminal, with a folder of its own.
 */
#ifndef LUMBAR_TESTS_KIOSK_H
#define LUMBAR_TESTS_KIOSK_H

#include "support/emulator.h"

#define KIOSK_START "PRESS ANY KEY TO START"
#define KIOSK_HOME  "What would you like to do?"

/* A slide later a new pack was looked at. */
#define KIOSK_SLIDE_MS 14000

/* The same as kiosk_start with another pack; the first waits for nothing. */
void kiosk_run_pack(struct emu *emu, const char *settings, const char *pack);
void kiosk_start_pack(struct emu *emu, const char *settings, const char *pack);

/*
 * Write kiosk.ini into the folder, which is its state folder as well; path is
 * where it is. more: further lines, each with its end. Aborts if it cannot.
 */
void kiosk_settings(
    char *path, size_t cap, const char *folder, const char *more);

/* With the project's own pack, 80 by 24; until its first screen is there. */
void kiosk_start(struct emu *emu, const char *settings);

#endif
