/*
 * fuzz_key.c - any bytes at any speed.
 *
 * Two bytes 0xFE 0xnn are no input but time: nn * 4 ms pass. (0xFE never is a
 * part of UTF-8 nor of a sequence.)
 */
#include <stdlib.h>

#include "terminal/canvas.h"
#include "terminal/key.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct event event)
{
	switch (event.kind) {
	case EVENT_NONE:
		return;
	case EVENT_KEY:
		if (event.key == 0 || event.key == KEY_NONE ||
		    event.key > KEY_F12)
			abort();
		if (event.key >= 0xD800 && event.key <= 0xDFFF)
			abort();
		return;
	case EVENT_PASTE:
		if (event.key < 0x20 || event.key >= KEY_NONE)
			abort();
		return;
	case EVENT_MOUSE:
		if (event.row < 0 || event.row >= CANVAS_MAX || event.col < 0 ||
		    event.col >= CANVAS_MAX)
			abort();
		return;
	}
	abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct key_decoder decoder;
	uint64_t now_ms = 1;
	int wait;

	key_decoder_init(&decoder);
	for (size_t i = 0; i < size; i++) {
		if (data[i] == 0xFE && i + 1 < size) {
			now_ms += data[++i] * 4u;
			check(key_time(&decoder, now_ms));
			continue;
		}
		check(key_byte(&decoder, data[i], now_ms));
		wait = key_wait(&decoder, now_ms);
		if (wait < -1 || wait > KEY_PASTE_MS)
			abort();
	}
	/* Silence always leads back to the beginning, in a few steps. */
	for (int i = 0; i < 8; i++) {
		wait = key_wait(&decoder, now_ms);
		if (wait < 0)
			return 0;
		now_ms += (unsigned)wait;
		check(key_time(&decoder, now_ms));
	}
	abort();
}
