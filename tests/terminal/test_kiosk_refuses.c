/*
 * A kiosk that cannot shut itself in does not start, and says why; unless
 * kiosk.ini lets it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/kernel.h"
#include "support/kiosk.h"
#include "support/state.h"

static char folder[PATH_MAX], settings[PATH_MAX + 16];

static int set_up(void **state)
{
	(void)state;
	state_make(folder, sizeof(folder));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	state_remove(folder);
	return 0;
}

/* 0: as it should be. In a process of its own, which the kernel fails. */
static int refuses(const struct kernel_lacks *lacks)
{
	struct emu emu;
	bool good;

	if (!kernel_take_away(lacks))
		return 1;
	kiosk_run_pack(&emu, settings, LUMBAR_SOURCE_DIR "/content");
	emu_wait_end(&emu, EMU_PATIENCE_MS);
	good = emu_exit_code(&emu) == 3 &&
	       emu_sent(&emu, "the sandbox is not whole") &&
	       !emu_sent(&emu, KIOSK_START);
	emu_free(&emu);
	return good ? 0 : 2;
}

static int starts(const struct kernel_lacks *lacks)
{
	struct emu emu;

	if (!kernel_take_away(lacks))
		return 1;
	kiosk_start(&emu, settings);
	emu_free(&emu);
	return 0;
}

static void expect(
    int (*act)(const struct kernel_lacks *), const struct kernel_lacks *lacks)
{
	const pid_t pid = fork();
	int status;

	if (pid == 0)
		_exit(act(lacks));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_refuses(void **state)
{
	static const struct kernel_lacks kernels[] = { { ENOSYS, 0 },
		{ EOPNOTSUPP, 0 }, { 0, EINVAL }, { ENOSYS, EINVAL } };

	(void)state;
	/* what a sanitizer has to do at the end half a sandbox refuses */
	if (LUMBAR_SANITIZED)
		skip();
	for (size_t i = 0; i < sizeof(kernels) / sizeof(kernels[0]); i++) {
		kiosk_settings_with(
		    settings, sizeof(settings), folder, "require", "");
		expect(refuses, &kernels[i]);
		kiosk_settings_with(
		    settings, sizeof(settings), folder, "try", "");
		expect(starts, &kernels[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_refuses, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
