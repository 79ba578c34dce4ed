/*
 * Landlock, by its three calls: C libraries have no functions for them, and
 * Debian 12's headers know version 2 only. The bits are given here by the names
 * of the kernel's linux/landlock.h.
 */
#include "terminal/sandbox_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The same numbers on every machine. */
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule       445
#define SYS_landlock_restrict_self  446
#endif

#define GET_VERSION      1u
#define RULE_PATH        1 /* LANDLOCK_RULE_PATH_BENEATH */
#define BIT(n)           (UINT64_C(1) << (n))
#define WRITE_FILE       BIT(1)
#define READ_FILE        BIT(2)
#define READ_DIR         BIT(3)
#define REMOVE_FILE      BIT(5)
#define MAKE_DIR         BIT(7)
#define MAKE_REG         BIT(8)
#define FIRST_ALL        (BIT(13) - 1)     /* all that version 1 knows */
#define REFER            BIT(13)           /* 2 */
#define TRUNCATE         BIT(14)           /* 3 */
#define NET_BIND_CONNECT (BIT(0) | BIT(1)) /* 4 */
#define IOCTL_DEV        BIT(15)           /* 5 */
#define SCOPE_SOCKET     BIT(0)            /* 6: abstract unix sockets */
#define SCOPE_SIGNAL     BIT(1)            /* 6 */

/* Of a rule for what is no folder. */
#define FOR_FILES (BIT(0) | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV)

#define READ (READ_FILE | READ_DIR)
#define KEEP (READ | WRITE_FILE | REMOVE_FILE | MAKE_DIR | MAKE_REG | TRUNCATE)
/* A name that says it is not all there, then another: no reading. */
#define SAVE (READ_DIR | WRITE_FILE | REMOVE_FILE | MAKE_REG)

struct ruleset_attr {
	uint64_t fs, net, scoped;
};

struct path_attr {
	uint64_t allowed;
	int32_t fd;
} __attribute__((packed));

struct ruleset {
	int fd;
	uint64_t handled;
};

/* Where curses looks, after what the user has of his own. */
static const char *const terminfo[] = { "/etc/terminfo", "/lib/terminfo",
	"/usr/share/terminfo", NULL };

/*
 * For readers SQLite is loaded when it is first used, which most of them never
 * do: it, what it needs, and what it makes its random numbers from.
 */
static const char *const libraries[] = { "/etc/ld.so.cache", "/lib", "/lib64",
	"/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store", "/gnu/store",
	"/dev/urandom", NULL };

int sandbox_files_abi(const char **why)
{
	const long abi =
	    syscall(SYS_landlock_create_ruleset, NULL, 0, GET_VERSION);

	if (abi > 0)
		return (int)abi;
	*why = errno == ENOSYS       ? "the kernel does not have it"
	       : errno == EOPNOTSUPP ? "it is switched off"
	                             : strerror(errno);
	return 0;
}

/* All that this version can refuse; returns the size that it knows. */
static size_t handle(int abi, bool kiosk, struct ruleset_attr *attr)
{
	*attr = (struct ruleset_attr){ .fs = FIRST_ALL };
	if (abi >= 2)
		attr->fs |= REFER;
	if (abi >= 3)
		attr->fs |= TRUNCATE;
	if (abi >= 5)
		attr->fs |= IOCTL_DEV;
	if (abi >= 4)
		attr->net = NET_BIND_CONNECT;
	if (abi >= 6) {
		attr->scoped = SCOPE_SOCKET;
		/* readers stop their whole job by Ctrl-Z */
		if (kiosk)
			attr->scoped |= SCOPE_SIGNAL;
		return sizeof(*attr);
	}
	return abi >= 4 ? offsetof(struct ruleset_attr, scoped)
	                : offsetof(struct ruleset_attr, net);
}

/* False with errno; true also for what is not there, where it need not be. */
static bool add(
    const struct ruleset *set, const char *path, uint64_t rights, bool must)
{
	struct path_attr rule = { .allowed = rights & set->handled };
	struct stat st;
	long rc = -1;
	int reason;

	rule.fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.fd < 0)
		return !must;
	if (fstat(rule.fd, &st) == 0) {
		if (!S_ISDIR(st.st_mode))
			rule.allowed &= FOR_FILES;
		rc = syscall(
		    SYS_landlock_add_rule, set->fd, RULE_PATH, &rule, 0);
	}
	reason = errno;
	(void)close(rule.fd);
	errno = reason;
	return rc == 0 || !must;
}

static void add_all(const struct ruleset *set, const char *const *paths)
{
	for (; *paths != NULL; paths++)
		(void)add(set, *paths, READ, false);
}

/* What is below the root is everything. */
static bool is_root(const char *path)
{
	struct stat at, root;

	return stat(path, &at) != 0 || stat("/", &root) != 0 ||
	       (at.st_ino == root.st_ino && at.st_dev == root.st_dev);
}

/*
 * The folder, or, where the first thing kept will make it, the one above that
 * is there. Never the root.
 */
static bool add_state(const struct ruleset *set, const char *folder, bool climb)
{
	char path[PATH_MAX];

	if (snprintf(path, sizeof(path), "%s", folder) >= (int)sizeof(path))
		return true;
	while (climb && access(path, F_OK) != 0 && errno == ENOENT) {
		char *const slash = strrchr(path, '/');

		if (slash == NULL || slash == path)
			return true;
		*slash = '\0';
	}
	return is_root(path) || add(set, path, KEEP, true);
}

static bool add_rules(const struct ruleset *set, const struct sandbox *sandbox)
{
	if (sandbox->pack != NULL && !add(set, sandbox->pack, READ, true))
		return false;
	if (!sandbox->bare)
		add_all(set, terminfo);
	if (!sandbox->kiosk && !sandbox->bare)
		add_all(set, libraries);
	if (sandbox->state != NULL &&
	    !add_state(set, sandbox->state, !sandbox->kiosk))
		return false;
	/* a folder that went away cannot be saved in anyhow */
	if (sandbox->save != NULL && !is_root(sandbox->save))
		(void)add(set, sandbox->save, SAVE, false);
	return true;
}

int sandbox_files_enter(const struct sandbox *sandbox, const char **why)
{
	const int abi = sandbox_files_abi(why);
	struct ruleset_attr attr;
	struct ruleset set;
	bool entered;
	size_t size;

	if (abi == 0)
		return 0;
	size = handle(abi, sandbox->kiosk, &attr);
	set.handled = attr.fs;
	set.fd = (int)syscall(SYS_landlock_create_ruleset, &attr, size, 0);
	entered = set.fd >= 0 && add_rules(&set, sandbox) &&
	          syscall(SYS_landlock_restrict_self, set.fd, 0) == 0;
	if (!entered)
		*why = strerror(errno);
	if (set.fd >= 0)
		(void)close(set.fd);
	return entered ? abi : 0;
}
