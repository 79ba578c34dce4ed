/*
 * The real kiosk of an ordinary user, who may lock 8 MB of memory, as ssh and
 * agetty leave it: nothing fails for want of what is locked.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "support/emulator.h"
#include "support/kiosk.h"
#include "support/pack_link.h"
#include "support/state.h"

#define MB ((rlim_t)1 << 20)

/* Of 482913, at the cost that mkpasswd has of itself. */
#define DEAR                                                                   \
	"pin = $y$j9T$qpWoeirutyALSKDJFHGZM0$qmx4S8s49tBFeRCHsEsPWA1Ip4Jf4gwh" \
	"DxTGYIayWgA\n"

#define OLD_PACK                                                  \
	"[pack]\nid = back-and-leg-pain\ntitle = The old pack\n"  \
	"version = 2026.1\nlanguages = en\ndefault_region = uk\n" \
	"min_lumbar = 0.1.0\n"

static char folder[PATH_MAX], settings[PATH_MAX + 16];

static int set_up(void **state)
{
	(void)state;
	state_make(folder, sizeof(folder));
	kiosk_settings(settings, sizeof(settings), folder, DEAR);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	state_remove(folder);
	return 0;
}

static void finish(struct emu *emu)
{
	kill(emu->pid, SIGTERM);
	emu_wait_end(emu, EMU_PATIENCE_MS);
	emu_assert_restored(emu);
	emu_free(emu);
}

static long locked_kb(const struct emu *emu)
{
	char path[64], line[256];
	long kb = -1;
	FILE *in;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)emu->pid);
	in = fopen(path, "r");
	assert_non_null(in);
	while (fgets(line, sizeof(line), in) != NULL)
		(void)sscanf(line, "VmLck: %ld", &kb);
	fclose(in);
	return kb;
}

static void large_window(void **state)
{
	struct emu emu;

	(void)state;
	kiosk_start(&emu, settings);
	emu_resize(&emu, 100, 300);
	emu_settle(&emu);
	/* an instrumented program has no heap of its own */
	if (!LUMBAR_SANITIZED)
		assert_in_range(locked_kb(&emu), 4096, 8192);
	(void)emu_press(&emu, "x");
	emu_expect(&emu, KIOSK_HOME);
	(void)emu_press(&emu, "3");
	(void)emu_press(&emu, "\r");
	(void)emu_press(&emu, "\r");
	(void)emu_press(&emu, "f");
	emu_expect(&emu, "Finish now?");
	(void)emu_press(&emu, "2");
	(void)emu_press(&emu, "\r");
	emu_expect(&emu, KIOSK_START);
	finish(&emu);
}

static void new_pack(void **state)
{
	struct pack_link packs;
	struct emu emu;

	(void)state;
	pack_link_make(&packs, folder);
	pack_link_copy(&packs, "content", "old");
	pack_link_write(&packs, "old", "pack.ini", OLD_PACK);
	pack_link_copy(&packs, "content", "good");
	pack_link_to(&packs, "old");
	kiosk_start_pack(&emu, settings, packs.current);
	pack_link_to(&packs, "good");
	(void)emu_pump(&emu, KIOSK_SLIDE_MS);
	(void)emu_press(&emu, "x");
	emu_expect(&emu, "lumbar - Back and leg pain");
	finish(&emu);
}

static void right_pin(void **state)
{
	struct emu emu;

	(void)state;
	kiosk_start(&emu, settings);
	(void)emu_press(&emu, "\x14");
	emu_expect(&emu, "Staff PIN");
	emu_type(&emu, "482913\r");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	assert_int_equal(emu_exit_code(&emu), 100);
	emu_free(&emu);
}

int main(void)
{
	const struct rlimit limit = { 8 * MB, 8 * MB };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    large_window, set_up, tear_down),
		cmocka_unit_test_setup_teardown(new_pack, set_up, tear_down),
		cmocka_unit_test_setup_teardown(right_pin, set_up, tear_down),
	};

	/* root may lock all there is, unless it may not have that right */
	if (geteuid() == 0)
		(void)prctl(PR_CAPBSET_DROP, CAP_IPC_LOCK, 0, 0, 0);
	if (setrlimit(RLIMIT_MEMLOCK, &limit) != 0)
		return 77;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
