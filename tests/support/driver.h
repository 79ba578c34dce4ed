/*
 * driver.h - the whole program without a terminal: typed keys in, a canvas
 * out. For screen goldens and for tests that press keys at random.
 */
#ifndef LUMBAR_TESTS_DRIVER_H
#define LUMBAR_TESTS_DRIVER_H

#include "app.h"

struct driver {
	struct arena arena;
	struct diag diag;
	struct catalog catalog;
	struct app app;
	struct canvas canvas;
	uint64_t now_ms; /* the frozen clock: 100 ms pass between keys */
};

/* The day on which a driver with a store lives: 2026-11-28, 12:00 UTC. */
#define DRIVER_NOW INT64_C(1795867200)

/* Nobody presses a key for so long; what is due in between is done. */
void driver_wait(struct driver *driver, int ms);

/* Open a pack at a size; fails the test if it cannot be opened. */
void driver_open(struct driver *driver, const char *pack, const char *start,
    int rows, int cols, bool ascii);

/* The same with something to keep, and a clock that stands still. */
void driver_open_kept(struct driver *driver, const char *pack,
    const char *start, int rows, int cols, struct store *store);
/* The same as a kiosk. */
void driver_open_kiosk(struct driver *driver, const char *pack,
    const struct kiosk *kiosk, struct pin *pin, int rows, int cols);
void driver_close(struct driver *driver);

void driver_key(struct driver *driver, uint32_t key);

/*
 * Words divided by blanks: key names of the binding table ("Down", "Enter",
 * "Ctrl-C", "q"), "text in quotes" typed letter by letter, resize:COLSxROWS,
 * click:ROW,COL, wheel:up, wheel:down, wait:MS. A row below 0 counts from the
 * bottom: -1 is the last. False for a word that is none.
 */
bool driver_type(struct driver *driver, const char *script);

/* Draw and dump; roles too when asked. The text is malloc'ed. */
char *driver_dump(struct driver *driver, bool roles);

#endif
