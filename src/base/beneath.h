/*
 * beneath.h - open a name inside a folder, whatever the name says.
 */
#ifndef LUMBAR_BENEATH_H
#define LUMBAR_BENEATH_H

/*
 * open() for a name beneath root_fd: no ".." and no absolute name (EXDEV), no
 * symbolic link anywhere in it (ELOOP). The links that may lead to the root
 * itself are the caller's. Returns -1 and sets errno as open does.
 */
int beneath_open(int root_fd, const char *name, int flags);

#endif
