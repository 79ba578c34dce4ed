#include "support/kernel.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#define ANSWER(error)                             \
	BPF_STMT(BPF_RET, (error) == 0            \
			      ? SECCOMP_RET_ALLOW \
			      : SECCOMP_RET_ERRNO | (unsigned)(error))
#define LOAD(what) \
	BPF_STMT(BPF_LD | BPF_ABS, offsetof(struct seccomp_data, what))
#define UNLESS(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ, value, 0, skip)

bool kernel_take_away(const struct kernel_lacks *kernel)
{
	struct sock_filter code[] = {
		LOAD(nr),
		UNLESS(444, 1), /* landlock_create_ruleset */
		ANSWER(kernel->landlock),
		UNLESS(SYS_prctl, 3),
		LOAD(args[0]),
		UNLESS(PR_GET_SECCOMP, 1),
		ANSWER(kernel->seccomp),
		ANSWER(0),
	};
	const struct sock_fprog filter = { sizeof(code) / sizeof(code[0]),
		code };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}
