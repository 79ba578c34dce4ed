/*
 * heartbeat.h - a small file that says that a kiosk is alive.
 *
 * Written anew at most once a minute, whether anybody is there or not, so it
 * tells nothing about visits: the process, a number that goes up by one, the
 * version, and no time but the file's own. Kiosks that share a state folder
 * share the file: it says that one of them is alive.
 */
#ifndef LUMBAR_HEARTBEAT_H
#define LUMBAR_HEARTBEAT_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#define HEARTBEAT_FILE     "heartbeat"
#define HEARTBEAT_EVERY_MS 60000
#define HEARTBEAT_OLD_S    150 /* two were left out: nobody is alive */
#define HEARTBEAT_VERSION  32

struct heartbeat {
	char path[PATH_MAX]; /* "" = there is none */
	const char *version; /* borrowed */
	unsigned long beat;  /* of the last one */
	int64_t last_ms;
};

/* Nothing is written yet. A folder that is "" or too long: never. */
void heartbeat_begin(
    struct heartbeat *heartbeat, const char *folder, const char *version);

/*
 * As often as one likes; now_ms is of a clock that never goes back. False: it
 * was due and could not be written (errno); it is tried again a minute later.
 */
bool heartbeat_tick(struct heartbeat *heartbeat, int64_t now_ms);

/* Until the next is due; -1 = never, also for NULL. */
int heartbeat_wait_ms(const struct heartbeat *heartbeat, int64_t now_ms);

struct heartbeat_seen {
	int64_t age_s; /* negative: it is from the future */
	unsigned long pid, beat;
	char version[HEARTBEAT_VERSION]; /* printable ASCII */
};

/* False: there is none in the folder, or it is none (errno is EINVAL). */
bool heartbeat_read(
    const char *folder, int64_t now, struct heartbeat_seen *out);

#endif
