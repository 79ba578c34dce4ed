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

/* To where the number changes: whole steps before the end. */
static void plan_next(struct idle *idle, uint64_t now_ms)
{
	const int left = left_ms(idle, now_ms);

	idle->next_ms = now_ms;
	if (left > 0)
		idle->next_ms += (uint64_t)((left - 1) % idle->step_ms + 1);
}

int idle_wait_ms(const struct idle *idle, int limit_ms, uint64_t now_ms)
{
	const uint64_t gone_ms = now_ms - idle->last_ms;

	if (idle->warned_ms != 0)
		return idle->next_ms <= now_ms ? 0
		                               : (int)(idle->next_ms - now_ms);
	return gone_ms >= (uint64_t)limit_ms ? 0 : limit_ms - (int)gone_ms;
}

enum idle_due idle_tick(struct idle *idle, int limit_ms, uint64_t now_ms)
{
	enum idle_due due = IDLE_STEP;

	if (idle_wait_ms(idle, limit_ms, now_ms) > 0)
		return IDLE_NOTHING;
	if (idle->warned_ms == 0) {
		idle->warned_ms = now_ms;
		due = IDLE_WARN;
	} else if (left_ms(idle, now_ms) == 0) {
		return IDLE_OVER;
	}
	plan_next(idle, now_ms);
	return due;
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
