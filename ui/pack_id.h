/*
 * pack_id.h - which content pack this is, and in which state: enough to tell
 * whether it has to be looked at again.
 */
#ifndef LUMBAR_PACK_ID_H
#define LUMBAR_PACK_ID_H

#include <stdbool.h>
#include <stdint.h>

struct pack_id {
	uint64_t device, inode; /* of its folder */
	uint64_t files;         /* another one when any of its files changes */
};

/* False, and out is zero: there is no such folder. Reads no file. */
bool pack_id_look(const char *path, struct pack_id *out);

/* Whether it is the folder, in whatever state its files are. Looks at one. */
bool pack_id_is(const struct pack_id *id, const char *path);

bool pack_id_same(const struct pack_id *a, const struct pack_id *b);

#endif
