#include "manager.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define SHORTEST_US 1000000 /* a second: less would be a busy kiosk */
#define LONGEST_US  UINT64_C(3600000000)

/* False: it is no number above 0. */
static bool parse(const char *text, uint64_t *number)
{
	char *end;

	errno = 0;
	*number = strtoull(text, &end, 10);
	return text[0] >= '0' && text[0] <= '9' && *end == '\0' && errno == 0 &&
	       *number > 0;
}

/*
 * Under half of what the manager allows, so that one sign may be lost; 0: none
 * is asked of us, or not in a way that we understand.
 */
static int interval_ms(const char *usec, const char *pid, struct diag *diag)
{
	uint64_t allowed_us, process;

	if (usec == NULL)
		return 0;
	if (pid != NULL && !parse(pid, &process)) {
		diag_add(diag, DIAG_WARNING, NULL, 0,
		    "WATCHDOG_PID=%s is no process: no sign of life is given",
		    pid);
		return 0;
	}
	/* meant for whoever started us */
	if (pid != NULL && process != (uint64_t)getpid())
		return 0;
	if (!parse(usec, &allowed_us) || allowed_us < SHORTEST_US) {
		diag_add(diag, DIAG_WARNING, NULL, 0,
		    "WATCHDOG_USEC=%s is not a second or more: no sign of life "
		    "is given",
		    usec);
		return 0;
	}
	if (allowed_us > LONGEST_US)
		allowed_us = LONGEST_US;
	return (int)(allowed_us / 1000 * 2 / 5);
}

/* A path, or a name that is in no folder, with '@' before it; 0 = neither. */
static socklen_t make_address(struct sockaddr_un *address, const char *name)
{
	const size_t len = strlen(name);

	memset(address, 0, sizeof(*address));
	address->sun_family = AF_UNIX;
	if ((name[0] != '/' && name[0] != '@') || len < 2 ||
	    len >= sizeof(address->sun_path))
		return 0;
	memcpy(address->sun_path, name, len);
	if (name[0] == '/')
		return sizeof(*address);
	address->sun_path[0] = '\0';
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len);
}

/* -1 and a message. */
static int open_socket(const char *name, struct diag *diag)
{
	struct sockaddr_un address;
	const socklen_t len = make_address(&address, name);
	int fd;

	if (len == 0) {
		diag_add(diag, DIAG_WARNING, NULL, 0,
		    "NOTIFY_SOCKET=%s is neither a path nor @ and a name: the "
		    "service manager is told nothing",
		    name);
		return -1;
	}
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0 && connect(fd, (const struct sockaddr *)&address, len) == 0)
		return fd;
	diag_add(diag, DIAG_WARNING, NULL, 0,
	    "NOTIFY_SOCKET=%s: %s: the service manager is told nothing", name,
	    strerror(errno));
	if (fd >= 0)
		(void)close(fd);
	return -1;
}

void manager_open(struct manager *manager, struct diag *diag)
{
	const char *const name = getenv("NOTIFY_SOCKET");

	*manager = (struct manager){ .fd = -1 };
	if (name != NULL && name[0] != '\0')
		manager->fd = open_socket(name, diag);
	if (manager->fd >= 0)
		manager->every_ms = interval_ms(
		    getenv("WATCHDOG_USEC"), getenv("WATCHDOG_PID"), diag);
	(void)unsetenv("NOTIFY_SOCKET");
	(void)unsetenv("WATCHDOG_USEC");
	(void)unsetenv("WATCHDOG_PID");
}

/* False: it was dropped. */
static bool say(const struct manager *manager, const char *text)
{
	const size_t len = strlen(text);

	return write(manager->fd, text, len) == (ssize_t)len;
}

void manager_ready(struct manager *manager)
{
	if (manager != NULL && manager->fd >= 0)
		manager->unheard = !say(manager, "READY=1");
}

void manager_turn(struct manager *manager, uint64_t now_ms)
{
	const int wait_ms = manager_wait_ms(manager, now_ms);

	/* one a little early, on the way, is one wake-up less later */
	if (wait_ms < 0 || wait_ms > manager->every_ms / 2)
		return;
	manager->last_ms = now_ms;
	if (manager->unheard)
		manager_ready(manager);
	(void)say(manager, "WATCHDOG=1");
}

int manager_wait_ms(const struct manager *manager, uint64_t now_ms)
{
	uint64_t gone_ms;

	if (manager == NULL || manager->fd < 0 || manager->every_ms == 0)
		return -1;
	gone_ms = now_ms - manager->last_ms;
	if (manager->last_ms == 0 || gone_ms >= (uint64_t)manager->every_ms)
		return 0;
	return manager->every_ms - (int)gone_ms;
}

void manager_close(struct manager *manager)
{
	if (manager == NULL || manager->fd < 0)
		return;
	(void)say(manager, "STOPPING=1");
	(void)close(manager->fd);
	manager->fd = -1;
}
