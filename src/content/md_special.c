#include "content/md_special.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
	STRIDE = 32 /* bytes looked at together */
};

static bool is_special(char c)
{
	return c == '[' || c == ']' || c == '~' ||
	       ((unsigned char)c < ' ' && c != '\n' && c != '\t');
}

/* Bytes side by side, on whatever the machine has for that. */
typedef unsigned char wide __attribute__((vector_size(16)));

static inline wide mark_special(const char *ptr)
{
	wide bytes;

	memcpy(&bytes, ptr, sizeof(bytes));
	/* 9 and 10 are tab and newline. */
	return ((wide)(bytes < ' ') & (wide)((bytes - 9) > 1)) |
	       (wide)(bytes == '[') | (wide)(bytes == ']') |
	       (wide)(bytes == '~');
}

static inline bool has_special(const char *ptr)
{
	const wide found = mark_special(ptr) | mark_special(ptr + sizeof(wide));
	uint64_t halves[2];

	memcpy(halves, &found, sizeof(halves));
	return (halves[0] | halves[1]) != 0;
}

size_t md_special_next(const char *text, size_t off, size_t end)
{
	for (;;) {
		size_t stop;

		while (end - off >= STRIDE && !has_special(text + off))
			off += STRIDE;
		stop = end - off < STRIDE ? end : off + STRIDE;
		for (; off < stop; off++) {
			if (is_special(text[off]))
				return off;
		}
		if (off == end)
			return end;
	}
}
