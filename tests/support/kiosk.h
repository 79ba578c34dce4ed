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

/*
 * Write kiosk.ini into the folder, which is its state folder as well; path is
 * where it is. more: further lines, each with its end. Aborts if it cannot.
 */
void kiosk_settings(
    char *path, size_t cap, const char *folder, const char *more);

/* The same with its own word on the sandbox: "require" or "try". */
void kiosk_settings_with(char *path, size_t cap, const char *folder,
    const char *sandbox, const char *more);

/* With the project's own pack, 80 by 24; until its first screen is there. */
void kiosk_start(struct emu *emu, const char *settings);

/* The same on a terminal of that type. */
void kiosk_start_on(struct emu *emu, const char *settings, const char *term);

/* The same with more in the environment ("NAME=value", ended by NULL). */
void kiosk_start_in(
    struct emu *emu, const char *settings, const char *const *env);

/* The same with another pack; the second waits for nothing. */
void kiosk_start_pack(struct emu *emu, const char *settings, const char *pack);
void kiosk_run_pack(struct emu *emu, const char *settings, const char *pack);

#endif
