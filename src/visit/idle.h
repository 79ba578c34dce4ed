/*
 * idle.h - when a kiosk asks whether somebody is still there, and when it
 * clears the screen.
 *
 * Pure: time comes in as milliseconds that never go back. A visit without a
 * key for limit_ms is warned; without one for countdown_ms more it is over.
 */
#ifndef LUMBAR_IDLE_H
#define LUMBAR_IDLE_H

#include <stdbool.h>
#include <stdint.h>

struct idle {
	uint64_t last_ms;   /* the last key */
	uint64_t warned_ms; /* when the countdown began; 0 = it does not run */
	uint64_t next_ms;   /* when the countdown shows another number */
	int countdown_ms;
	int step_ms; /* how often the number of seconds changes */
};

enum idle_due {
	IDLE_NOTHING,
	IDLE_WARN, /* begin the countdown */
	IDLE_STEP, /* the number changed */
	IDLE_OVER  /* the visit is over */
};

void idle_begin(
    struct idle *idle, int countdown_ms, int step_ms, uint64_t now_ms);

/* A key was pressed: a countdown that runs is off. */
void idle_key(struct idle *idle, uint64_t now_ms);

/* How long until idle_tick has something to say; 0 = now. */
int idle_wait_ms(const struct idle *idle, int limit_ms, uint64_t now_ms);
enum idle_due idle_tick(struct idle *idle, int limit_ms, uint64_t now_ms);

/* Seconds that the countdown shows; -1: it does not run. */
int idle_seconds(const struct idle *idle, uint64_t now_ms);

#endif
