/*
 * pin.h - the staff PIN of a kiosk: a yescrypt hash, and how often one may try.
 *
 * One try a second; after five that failed a minute's wait, which doubles with
 * each more, up to a quarter of an hour. The count is kept in a file, so that
 * pulling the plug does not give five more. A right PIN clears it.
 */
#ifndef LUMBAR_PIN_H
#define LUMBAR_PIN_H

#include <stdbool.h>
#include <stdint.h>

#define PIN_MAX       32 /* bytes */
#define PIN_TRIES     5
#define PIN_WAIT_S    60
#define PIN_LONGEST_S (15 * 60)

struct pin {
	const char *hash; /* borrowed; "" = there is none */
	char path[512];   /* of the file; "" = only in memory */
	unsigned failed;
	int64_t until; /* seconds since 1970: no try before */
	void *library; /* the function that hashes, once it is loaded */
};

enum pin_result {
	PIN_RIGHT,
	PIN_WRONG,
	PIN_WAIT,  /* too soon; it was not looked at */
	PIN_NONE,  /* there is no PIN */
	PIN_CANNOT /* it cannot be checked: memory, the library, the hash */
};

/*
 * Read what was counted before. Loads what it needs, so it is called before a
 * sandbox closes; folder may be "".
 */
void pin_open(
    struct pin *pin, const char *hash, const char *folder, int64_t now);

/*
 * typed is not kept; whoever has it overwrites it. Takes about 0.1 s and the
 * memory that the hash asks for: 16 MB for one of mkpasswd's. What cannot be
 * checked was no try, and is not counted.
 */
enum pin_result pin_try(struct pin *pin, const char *typed, int64_t now);

/*
 * Whether a PIN could be checked here and now: something is hashed as the PIN
 * would be. False also for a hash that no PIN can have. Counts nothing.
 */
bool pin_works(const struct pin *pin);

/* Seconds until the next try; 0 = now. */
int pin_wait_s(const struct pin *pin, int64_t now);

#endif
