/*
 * Any bytes as kiosk.ini: whatever holds in the end is within its bounds.
 */
#include <stdint.h>
#include <stdlib.h>

#include "visit/kiosk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check(bool good)
{
	if (!good)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena arena;
	struct diag diag;
	struct kiosk kiosk;
	struct tm tm = { .tm_wday = (int)(len % 7), .tm_hour = 12 };

	arena_init(&arena);
	diag_init(&diag, &arena);
	(void)kiosk_parse((struct slice){ (const char *)data, len },
	    "kiosk.ini", &arena, &kiosk, &diag);
	check(kiosk.idle_menu_s >= 20 && kiosk.idle_menu_s <= 3600);
	check(kiosk.idle_question_s >= 20 && kiosk.idle_question_s <= 3600);
	check(kiosk.idle_article_s >= 20 && kiosk.idle_article_s <= 3600);
	check(kiosk.idle_emergency_s >= 20 && kiosk.idle_emergency_s <= 3600);
	check(kiosk.countdown_s >= 20 && kiosk.countdown_s <= 120);
	check(kiosk.longer >= 1 && kiosk.longer <= 10);
	check(kiosk.nhours <= KIOSK_HOURS);
	for (size_t i = 0; i < kiosk.nhours; i++)
		check(kiosk.hours[i].days != 0 && kiosk.hours[i].days < 128 &&
		      kiosk.hours[i].from_min < kiosk.hours[i].to_min &&
		      kiosk.hours[i].to_min <= 24 * 60);
	check(kiosk.clinic != NULL && kiosk.reception != NULL &&
	      kiosk.address != NULL && kiosk.pin != NULL &&
	      kiosk.state != NULL);
	(void)kiosk_is_open(&kiosk, &tm);
	arena_free(&arena);
	return 0;
}
