/*
 * kiosk.h - how a kiosk behaves: what kiosk.ini says.
 *
 *	[kiosk]
 *	idle_menu = 90              seconds without a key until it asks
 *	idle_question = 120
 *	idle_article = 180
 *	idle_emergency = 300
 *	countdown = 30              and until everything is cleared
 *	longer = 3                  what "take longer" multiplies them by
 *	hours = Mon-Fri 08:00-18:00, Sat 09:00-12:00
 *	clinic = Riverside Surgery
 *	reception = the desk by the main door
 *	address = https://example.org/backs
 *	pin = $y$j9T$...            yescrypt; staff leave with it
 *	sandbox = require           or try
 *	counters = yes
 *	state = /var/lib/lumbar
 *	calm = no                   nothing moves
 *	mouse = yes
 *
 * Every key may be left out. A value that cannot be is told, and the built-in
 * one is used: a kiosk that does not start helps nobody.
 */
#ifndef LUMBAR_KIOSK_H
#define LUMBAR_KIOSK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "base/diag.h"
#include "base/file.h"

#define KIOSK_HOURS 16

/* Open from..to minutes of the days whose bits are set; Sunday is bit 0. */
struct kiosk_hours {
	unsigned days;
	int from_min, to_min;
};

struct kiosk {
	int idle_menu_s, idle_question_s, idle_article_s, idle_emergency_s;
	int countdown_s;
	int longer;
	struct kiosk_hours hours[KIOSK_HOURS]; /* none: always open */
	size_t nhours;
	const char *clinic, *reception, *address; /* "" = not given */
	const char *pin;                          /* "" = there is none */
	bool bad_pin;      /* one was given that is no hash */
	const char *state; /* "" = nothing is counted */
	bool need_sandbox, counters, calm, mouse;
};

/* What holds without a file. */
extern const struct kiosk kiosk_builtin;

/*
 * Read a file. STATUS_OK also with faults in it, which diag tells; else the
 * file cannot be read, and out is the built-in kiosk. Texts live in the arena.
 */
enum status kiosk_read(const char *path, struct arena *arena, struct kiosk *out,
    struct diag *diag);

/* The same from memory: for tests and fuzzing. */
enum status kiosk_parse(struct slice text, const char *name,
    struct arena *arena, struct kiosk *out, struct diag *diag);

/* Whether people are let in at that local time. */
bool kiosk_is_open(const struct kiosk *kiosk, const struct tm *local);

#endif
