/*
 * manager.h - tells the service manager that a kiosk is there, and alive.
 *
 * The protocol of sd_notify(3), without its library. NOTIFY_SOCKET names a
 * socket; WATCHDOG_USEC how long the manager waits for a sign of life before it
 * ends the kiosk, and WATCHDOG_PID for whom that is meant. One socket is opened
 * and connected, before the sandbox is entered; afterwards it is written to,
 * and that is all. Nothing is ever waited for: a message that finds no room or
 * nobody is dropped.
 *
 * Every function but manager_open does nothing for NULL, and where there is
 * nobody to tell.
 */
#ifndef LUMBAR_MANAGER_H
#define LUMBAR_MANAGER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"

struct manager {
	int fd;       /* -1 = there is nobody to tell */
	int every_ms; /* a sign of life at least this often; 0 = none */
	bool unheard; /* READY=1 was dropped */
	uint64_t last_ms;
};

/*
 * Takes the three variables out of the environment. What is wrong with them is
 * one message, and then nobody is told, or no sign of life is given.
 */
void manager_open(struct manager *manager, struct diag *diag);

/* The first screen is shown. */
void manager_ready(struct manager *manager);

/*
 * For the event loop, once each turn, where everything is drawn and it is about
 * to wait: a sign of life if one is due, or soon will be. Nobody else may say
 * that the loop turns. now_ms is of a clock that never goes back, and not 0.
 */
void manager_turn(struct manager *manager, uint64_t now_ms);

/* How long the loop may wait before it has to turn; -1 = for ever. */
int manager_wait_ms(const struct manager *manager, uint64_t now_ms);

/* The kiosk is about to end. */
void manager_close(struct manager *manager);

#endif
