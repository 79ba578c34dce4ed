#include "visit/idle.h"

void idle_begin(
    struct idle *idle, int countdown_ms, int step_ms, uint64_t now_ms)
{
	idle->last_ms = now_ms;
	idle->warned_ms = 0;
	idle->countdown_ms = countdown_ms;
	idle->step_ms = step_ms;
}

void idle_key(struct idle *idle, uint64_t now_ms)
{
	idle->last_ms = now_ms;
	idle->warned_ms = 0;
}

static int left_ms(const struct idle *idle, uint64_t now_ms)
{
	const uint64_t gone_ms = now_ms - idle->warned_ms;

	return gone_ms >= (uint64_t)idle->countdown_ms
	           ? 0
	           : idle->countdown_ms - (int)gone_ms;
}

int idle_wait_ms(const struct idle *idle, int limit_ms, uint64_t now_ms)
{
	const uint64_t gone_ms = now_ms - idle->last_ms;
	int left;

	if (idle->warned_ms == 0)
		return gone_ms >= (uint64_t)limit_ms ? 0
		                                     : limit_ms - (int)gone_ms;
	left = left_ms(idle, now_ms);
	/* to where the number changes, which is a whole step from the end */
	return left == 0 ? 0 : (left - 1) % idle->step_ms + 1;
}

enum idle_due idle_tick(struct idle *idle, int limit_ms, uint64_t now_ms)
{
	if (idle->warned_ms == 0) {
		if (idle_wait_ms(idle, limit_ms, now_ms) > 0)
			return IDLE_NOTHING;
		idle->warned_ms = now_ms;
		return IDLE_WARN;
	}
	return left_ms(idle, now_ms) == 0 ? IDLE_OVER : IDLE_STEP;
}

int idle_seconds(const struct idle *idle, uint64_t now_ms)
{
	const int step_s = idle->step_ms / 1000;
	int seconds;

	if (idle->warned_ms == 0)
		return -1;
	seconds = (left_ms(idle, now_ms) + 999) / 1000;
	return step_s <= 1 ? seconds : (seconds + step_s - 1) / step_s * step_s;
}
