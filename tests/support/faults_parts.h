/*
 * faults_parts.h - what faults.c, which stands before the calls of libc, has of
 * faults_power.c. For nobody else.
 */
#ifndef LUMBAR_TESTS_FAULTS_PARTS_H
#define LUMBAR_TESTS_FAULTS_PARTS_H

#include <stddef.h>
#include <sys/types.h>

enum disk_event {
	DISK_WRITE, /* len bytes at an offset */
	DISK_CUT,   /* to a length */
	DISK_SYNC,
	DISK_UNLINK,
	DISK_ACK /* a put was acknowledged */
};

/* Write it down, while faults_record wants it. name, bytes: or NULL. */
void faults_note(enum disk_event what, const char *name, const void *bytes,
    size_t len, off_t at);

#endif
