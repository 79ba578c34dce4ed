#include "support/fake_manager.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static socklen_t address_of(
    const struct fake_manager *fake, struct sockaddr_un *address)
{
	memset(address, 0, sizeof(*address));
	address->sun_family = AF_UNIX;
	memcpy(address->sun_path, fake->name, sizeof(address->sun_path));
	if (fake->name[0] == '@')
		address->sun_path[0] = '\0';
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) +
			   strlen(fake->name));
}

void fake_open(struct fake_manager *fake, const char *folder)
{
	static unsigned count;
	const int on = 1;
	struct sockaddr_un address;
	socklen_t address_len;
	int len;

	memset(fake, 0, sizeof(*fake));
	len = folder != NULL
	          ? snprintf(fake->name, sizeof(fake->name), "%s/notify%u",
			folder, count++)
	          : snprintf(fake->name, sizeof(fake->name),
			"@lumbar-test-%ld-%u", (long)getpid(), count++);
	fake->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	address_len = address_of(fake, &address);
	if (len >= (int)sizeof(fake->name) || fake->fd < 0 ||
	    bind(fake->fd, (struct sockaddr *)&address, address_len) != 0 ||
	    setsockopt(fake->fd, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)) != 0)
		abort();
}

void fake_close(struct fake_manager *fake)
{
	close(fake->fd);
	if (fake->name[0] == '/')
		unlink(fake->name);
}

bool fake_hears(struct fake_manager *fake, char *text, size_t cap, pid_t *from)
{
	char control[CMSG_SPACE(sizeof(struct ucred))] = { 0 };
	struct iovec part = { .iov_base = text, .iov_len = cap - 1 };
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control) };
	const ssize_t len = recvmsg(fake->fd, &message, MSG_DONTWAIT);
	const struct cmsghdr *head;
	struct ucred sender;

	if (len < 0)
		return false;
	text[len] = '\0';
	*from = 0;
	head = CMSG_FIRSTHDR(&message);
	if (head != NULL && head->cmsg_type == SCM_CREDENTIALS) {
		memcpy(&sender, CMSG_DATA(head), sizeof(sender));
		*from = sender.pid;
	}
	return true;
}

int fake_reach(const struct fake_manager *fake, int fd)
{
	struct sockaddr_un address;
	const socklen_t len = address_of(fake, &address);

	return connect(fd, (struct sockaddr *)&address, len);
}

ssize_t fake_send(const struct fake_manager *fake, int fd)
{
	struct sockaddr_un address;
	const socklen_t len = address_of(fake, &address);

	return sendto(fd, "x", 1, 0, (struct sockaddr *)&address, len);
}

void fake_fill(const struct fake_manager *fake)
{
	const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);

	if (fd < 0 || fake_reach(fake, fd) != 0)
		abort();
	while (write(fd, "x", 1) == 1)
		;
	if (errno != EAGAIN)
		abort();
	close(fd);
}
