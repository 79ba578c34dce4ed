#include "support/kiosk.h"

#include <stdio.h>
#include <stdlib.h>

/* What a sanitizer has to do at the end a whole sandbox refuses. */
#define SANDBOX (LUMBAR_SANITIZED ? "try" : "require")

void kiosk_settings(
    char *path, size_t cap, const char *folder, const char *more)
{
	kiosk_settings_with(path, cap, folder, SANDBOX, more);
}

void kiosk_settings_with(char *path, size_t cap, const char *folder,
    const char *sandbox, const char *more)
{
	FILE *out;

	snprintf(path, cap, "%s/kiosk.ini", folder);
	out = fopen(path, "w");
	if (out == NULL)
		abort();
	fprintf(out, "[kiosk]\nstate = %s\nsandbox = %s\n%s", folder, sandbox,
	    more);
	fclose(out);
}

/* What is not usual about it; NULL = the usual. */
struct how {
	const char *pack, *term;
	const char *const *env;
};

static void run(struct emu *emu, const char *settings, struct how how)
{
	const char *const pack =
	    how.pack != NULL ? how.pack : LUMBAR_SOURCE_DIR "/content";
	const char *const args[] = { LUMBAR_BINARY, "--content", pack, "kiosk",
		"--kiosk-file", settings, NULL };
	const struct emu_options options = { .args = args,
		.term = how.term != NULL ? how.term : "xterm-256color",
		.locale = "C.UTF-8",
		.env = how.env,
		.rows = 24,
		.cols = 80 };

	emu_start(emu, &options);
}

static void start(struct emu *emu, const char *settings, struct how how)
{
	run(emu, settings, how);
	emu_settle(emu);
	emu_expect(emu, KIOSK_START);
}

void kiosk_start(struct emu *emu, const char *settings)
{
	start(emu, settings, (struct how){ .pack = NULL });
}

void kiosk_start_on(struct emu *emu, const char *settings, const char *term)
{
	start(emu, settings, (struct how){ .term = term });
}

void kiosk_start_in(
    struct emu *emu, const char *settings, const char *const *env)
{
	start(emu, settings, (struct how){ .env = env });
}

void kiosk_start_pack(struct emu *emu, const char *settings, const char *pack)
{
	start(emu, settings, (struct how){ .pack = pack });
}

void kiosk_run_pack(struct emu *emu, const char *settings, const char *pack)
{
	run(emu, settings, (struct how){ .pack = pack });
}
