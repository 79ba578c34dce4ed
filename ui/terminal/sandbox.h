/*
 * sandbox.h - what this process can no longer do, whatever it is made to.
 *
 * Landlock: no file but those named here can be opened. seccomp: no call of the
 * system but those that docs/sandbox.md lists. Both are for good. Entered when
 * the terminal is open (and, in a kiosk, the store), and before a page is read.
 */
#ifndef LUMBAR_SANDBOX_H
#define LUMBAR_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/* Room for what sandbox_enter and sandbox_probe have to say. */
#define SANDBOX_WHY_CAP 256

struct sandbox {
	/*
	 * For a kiosk: no library can be loaded any more, no core is written,
	 * nobody of the same user can look into the memory, and what only an
	 * intruder would try ends the process by SIGSYS. Else: a call that is
	 * not on the list fails with ENOSYS, as on a kernel without it.
	 */
	bool kiosk;
	bool trap; /* any call not on the list: SIGSYS, and which */
	/*
	 * No description of a terminal, no library, no local time: for what
	 * prints and ends. The pack may be NULL then: nothing can be opened.
	 */
	bool bare;
	const char *pack;  /* a folder to read */
	const char *state; /* a folder to keep things in; NULL: none */
	const char *save;  /* a folder to put new files into; NULL: none */
};

enum sandbox_result {
	SANDBOX_FULL, /* Landlock and seccomp */
	SANDBOX_PART, /* one of them */
	SANDBOX_NONE  /* nothing but no-new-privs and the limits */
};

/*
 * In one line, always: what is in force, and why the rest is not. Such as
 * "Landlock ABI 7, no seccomp: not built in".
 */
enum sandbox_result sandbox_enter(
    const struct sandbox *sandbox, char *why, size_t cap);

/*
 * The two halves of it, for readers, who go on without and are not told: no
 * first page waits for the second, which takes ten times as long.
 */
void sandbox_enter_files(const struct sandbox *sandbox);
void sandbox_enter_calls(const struct sandbox *sandbox);

/* As sandbox_enter, of what there would be, without entering. */
enum sandbox_result sandbox_probe(char *why, size_t cap);

#endif
