/*
 * fake_manager.h - the end of a service manager: the socket that a kiosk is
 * told of by NOTIFY_SOCKET, and what comes there.
 */
#ifndef LUMBAR_TESTS_FAKE_MANAGER_H
#define LUMBAR_TESTS_FAKE_MANAGER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct fake_manager {
	int fd;
	char name[108]; /* what NOTIFY_SOCKET has to say */
};

/* In a folder, or, where that is NULL, in none. Aborts if it cannot. */
void fake_open(struct fake_manager *fake, const char *folder);
void fake_close(struct fake_manager *fake);

/* The next message and who sent it, without waiting; false: there is none. */
bool fake_hears(struct fake_manager *fake, char *text, size_t cap, pid_t *from);

/* A socket is to send to it: from now on, or once. 0 or more, or errno. */
int fake_reach(const struct fake_manager *fake, int fd);
ssize_t fake_send(const struct fake_manager *fake, int fd);

/* As of one that does not read: there is no room for another message. */
void fake_fill(const struct fake_manager *fake);

#endif
