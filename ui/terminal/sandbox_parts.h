/*
 * sandbox_parts.h - the parts of sandbox.c; for its files and its test only.
 */
#ifndef LUMBAR_SANDBOX_PARTS_H
#define LUMBAR_SANDBOX_PARTS_H

#include "terminal/sandbox.h"

/*
 * sandbox_files.c: Landlock's version here, 0 = none; then *why tells in a few
 * words (static, or of strerror).
 */
int sandbox_files_abi(const char **why);

/*
 * Enter it. Returns the version; 0: it is not in force, *why tells.
 */
int sandbox_files_enter(const struct sandbox *sandbox, const char **why);

/*
 * sandbox_calls.c: whether there is seccomp here; NULL = yes. Entering needs
 * no-new-privs.
 */
const char *sandbox_calls_why_not(void);
bool sandbox_calls_enter(const struct sandbox *sandbox, const char **why);

/* The calls of a kiosk, then those that readers have besides; NULL at the end.
 */
const char *sandbox_calls_name(size_t i, bool *kiosk);

/* What sandbox_enter does in every build but one with sanitizers. */
enum sandbox_result sandbox_force(
    const struct sandbox *sandbox, char *why, size_t cap);

#endif
