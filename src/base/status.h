/*
 * status.h - how an operation that depends on the world around us ended.
 *
 * The caller decides what a status means; the words for people are in the
 * diag that goes with it.
 */
#ifndef LUMBAR_STATUS_H
#define LUMBAR_STATUS_H

enum status {
	STATUS_OK = 0,
	STATUS_MISSING, /* there is no such file or id */
	STATUS_REFUSED, /* outside the pack, not a regular file, a link */
	STATUS_TOO_BIG, /* over the cap that the caller gave */
	STATUS_BAD,     /* read, but its contents cannot be used */
	STATUS_IO       /* the system said no */
};

#endif
