/*
 * disk.h - bytes that are on the disk before anybody is told that they are.
 * All return 0 or an errno.
 */
#ifndef LUMBAR_DISK_H
#define LUMBAR_DISK_H

#include "base/text.h"

/* All of what was written is on the disk: a file, or names in a folder. */
int disk_settle(int fd);

/* All of the bytes, and settled. */
int disk_write(int fd, struct slice bytes);

/* Close; error, if there is one already, is what is returned. */
int disk_close(int fd, int error);

#endif
