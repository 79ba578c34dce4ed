/*
 * heartbeat.h - a small file that says that a kiosk is alive.
 *
 * Written anew at most once a minute, whether anybody is there or not, so it
 * tells nothing about visits: the process, a number that goes up by one, the
 * version, and no time but the file's own. Kiosks that share a state folder
 * share the file: it says that one of them is alive. A content pack that the
 * kiosk refused is named there, as long as it is.
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
#define HEARTBEAT_PACK     512 /* bytes of a path; a longer one is cut */
#define HEARTBEAT_WHY      128

struct heartbeat {
	char path[PATH_MAX]; /* "" = there is none */
	const char *version; /* borrowed */
	unsigned long beat;  /* of the last one */
	int64_t last_ms;
	bool has_news; /* it is due before its time */
	char refused[HEARTBEAT_PACK], why[HEARTBEAT_WHY]; /* "" = none */
	int64_t since;
};

/* Nothing is written yet. A folder that is "" or too long: never. */
void heartbeat_begin(
    struct heartbeat *heartbeat, const char *folder, const char *version);

/*
 * As often as one likes; now_ms is of a clock that never goes back. False: it
 * was due and could not be written (errno); it is tried again a minute later.
 */
bool heartbeat_tick(struct heartbeat *heartbeat, int64_t now_ms);

/*
 * Say at the next tick, and from then on, which pack is refused, and why, since
 * now (seconds since 1970); or with NULL for why that none is any more.
 */
void heartbeat_refuse(struct heartbeat *heartbeat, const char *pack,
    const char *why, int64_t now);

/* Until the next is due; -1 = never, also for NULL. */
int heartbeat_wait_ms(const struct heartbeat *heartbeat, int64_t now_ms);

struct heartbeat_seen {
	int64_t age_s; /* negative: it is from the future */
	unsigned long pid, beat;
	char version[HEARTBEAT_VERSION];                  /* printable ASCII */
	char refused[HEARTBEAT_PACK], why[HEARTBEAT_WHY]; /* no controls */
	int64_t since; /* seconds since 1970; 0: nothing is refused */
};

/* False: there is none in the folder, or it is none (errno is EINVAL). */
bool heartbeat_read(
    const char *folder, int64_t now, struct heartbeat_seen *out);

#endif
