/*
 * pack_record.h - the last good pack of a kiosk, in its state folder, so that
 * a restart does not forget it. Nothing of visitors.
 */
#ifndef LUMBAR_PACK_RECORD_H
#define LUMBAR_PACK_RECORD_H

#include <limits.h>

#include "pack_id.h"

#define PACK_RECORD_FILE "pack.good"

struct pack_record {
	char real[PATH_MAX]; /* where it lies, whatever leads there now */
	struct pack_id id;   /* as it was found good */
};

/*
 * What was recorded of the pack that is named so (--content). False: nothing,
 * or what is there is none.
 */
bool pack_record_read(
    const char *folder, const char *name, struct pack_record *out);

/*
 * One's turn to judge a pack, among all kiosks of the folder: judging takes a
 * second, and hundreds may see a new pack at once. False: another one is at it.
 * *turn is closed when it is over; -1: there is nobody to share with.
 */
bool pack_record_turn(const char *folder, int *turn);

/* On the disk when it returns true. */
bool pack_record_write(
    const char *folder, const char *name, const struct pack_record *record);

#endif
