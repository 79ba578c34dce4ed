#include "support/kiosk.h"

#include <stdio.h>
#include <stdlib.h>

/* What a sanitizer has to do at the end a whole sandbox refuses. */
#define SANDBOX (LUMBAR_SANITIZED ? "try" : "require")

void kiosk_settings(
    char *path, size_t cap, const char *folder, const char *more)
{
	FILE *out;

	snprintf(path, cap, "%s/kiosk.ini", folder);
	out = fopen(path, "w");
	if (out == NULL)
		abort();
	fprintf(out, "[kiosk]\nstate = %s\nsandbox = %s\n%s", folder, SANDBOX,
	    more);
	fclose(out);
}

void kiosk_start(struct emu *emu, const char *settings)
{
	const char *const args[] = { LUMBAR_BINARY, "--content",
		LUMBAR_SOURCE_DIR "/content", "kiosk", "--kiosk-file", settings,
		NULL };
	const struct emu_options options = { .args = args,
		.term = "xterm-256color",
		.locale = "C.UTF-8",
		.rows = 24,
		.cols = 80 };

	emu_start(emu, &options);
	emu_settle(emu);
	emu_expect(emu, KIOSK_START);
}

void kiosk_run_pack(struct emu *emu, const char *settings, const char *pack)
{
	const char *const args[] = { LUMBAR_BINARY, "--content", pack, "kiosk",
		"--kiosk-file", settings, NULL };
	const struct emu_options options = { .args = args,
		.term = "xterm-256color",
		.locale = "C.UTF-8",
		.rows = 24,
		.cols = 80 };

	emu_start(emu, &options);
}

void kiosk_start_pack(struct emu *emu, const char *settings, const char *pack)
{
	kiosk_run_pack(emu, settings, pack);
	emu_settle(emu);
	emu_expect(emu, KIOSK_START);
}
