#include "terminal/sandbox.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>

#include "terminal/sandbox_parts.h"

static enum sandbox_result tell(int abi, const char *no_files, bool calls,
    const char *no_calls, char *why, size_t cap)
{
	char files[128];

	if (abi > 0)
		snprintf(files, sizeof(files), "Landlock ABI %d", abi);
	else
		snprintf(files, sizeof(files), "no Landlock: %s", no_files);
	if (calls)
		snprintf(why, cap, "%s, seccomp", files);
	else
		snprintf(why, cap, "%s, no seccomp: %s", files, no_calls);
	if (abi > 0 && calls)
		return SANDBOX_FULL;
	return abi > 0 || calls ? SANDBOX_PART : SANDBOX_NONE;
}

/* What needs no permission and no kernel of today. */
static bool set_limits(bool kiosk)
{
	const struct rlimit none = { 0, 0 };

	/* a core file would hold answers */
	(void)setrlimit(RLIMIT_CORE, &none);
	if (kiosk)
		(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

/* Landlock's version, or 0 and why. */
static int enter_files(const struct sandbox *sandbox, const char **why)
{
	/* read what a local time needs while it can be read */
	if (!sandbox->bare)
		tzset();
	if (set_limits(sandbox->kiosk))
		return sandbox_files_enter(sandbox, why);
	*why = strerror(errno);
	return 0;
}

enum sandbox_result sandbox_force(
    const struct sandbox *sandbox, char *why, size_t cap)
{
	const char *no_files = NULL, *no_calls = NULL;
	const int abi = enter_files(sandbox, &no_files);
	const bool calls = sandbox_calls_enter(sandbox, &no_calls);

	return tell(abi, no_files, calls, no_calls, why, cap);
}

#ifdef LUMBAR_INSTRUMENTED
/*
 * Sanitizers start a thread, trace and read /proc, coverage writes files, all
 * of it at the end. Never what people run; so that tests need not know, it
 * counts as whole.
 */
enum sandbox_result sandbox_enter(
    const struct sandbox *sandbox, char *why, size_t cap)
{
	sandbox_enter_files(sandbox);
	snprintf(why, cap, "no Landlock, no seccomp: an instrumented build");
	return SANDBOX_FULL;
}

void sandbox_enter_files(const struct sandbox *sandbox)
{
	(void)sandbox;
	(void)set_limits(false);
}

void sandbox_enter_calls(const struct sandbox *sandbox)
{
	(void)sandbox;
}

#else

enum sandbox_result sandbox_enter(
    const struct sandbox *sandbox, char *why, size_t cap)
{
	return sandbox_force(sandbox, why, cap);
}

void sandbox_enter_files(const struct sandbox *sandbox)
{
	const char *why;

	(void)enter_files(sandbox, &why);
}

void sandbox_enter_calls(const struct sandbox *sandbox)
{
	const char *why;

	(void)sandbox_calls_enter(sandbox, &why);
}

#endif

enum sandbox_result sandbox_probe(char *why, size_t cap)
{
	const char *no_files = "";
	const int abi = sandbox_files_abi(&no_files);
	const char *const no_calls = sandbox_calls_why_not();

	return tell(abi, no_files, no_calls == NULL, no_calls, why, cap);
}
