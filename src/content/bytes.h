/*
 * bytes.h - look at eight bytes at a time; private to content.
 *
 * Bit 7 of each byte of a word is the answer for that byte.
 */
#ifndef LUMBAR_BYTES_H
#define LUMBAR_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define BYTES_ONE  0x0101010101010101u
#define BYTES_HIGH (BYTES_ONE << 7)

/* 0x80 in each byte that is c. */
static inline uint64_t bytes_equal(uint64_t word, unsigned char c)
{
	const uint64_t x = word ^ (BYTES_ONE * c);

	return ~(((x & ~BYTES_HIGH) + ~BYTES_HIGH) | x | ~BYTES_HIGH);
}

/* 0x80 in each byte that is below 0x20. */
static inline uint64_t bytes_control(uint64_t word)
{
	return ~((word & ~BYTES_HIGH) + BYTES_ONE * 0x60) & ~word & BYTES_HIGH;
}

/* 0x80 in each byte that is a blank or below. */
static inline uint64_t bytes_blanks(uint64_t word)
{
	return ~((word & ~BYTES_HIGH) + BYTES_ONE * 0x5F) & ~word & BYTES_HIGH;
}

static inline bool bytes_blank(uint64_t word)
{
	return bytes_blanks(word) != 0;
}

/* Something in BYTES_HIGH when a byte is over 0x7E. */
static inline uint64_t bytes_beyond(uint64_t word)
{
	return word | (word + BYTES_ONE);
}

static inline bool bytes_plain(unsigned char c)
{
	return c >= 0x20 && c <= 0x7E;
}

static inline uint64_t bytes_load(const char *ptr)
{
	uint64_t word;

	memcpy(&word, ptr, 8);
	return word;
}

/* Something when not all is printable ASCII or line ends. */
static inline uint64_t bytes_see(const char *ptr, size_t len)
{
	uint64_t seen = 0;
	size_t at = 0;

	for (; len - at >= 8; at += 8) {
		const uint64_t word = bytes_load(ptr + at);

		seen |= bytes_beyond(word) |
		        (bytes_control(word) ^ bytes_equal(word, '\n'));
	}
	for (; at < len; at++) {
		if (ptr[at] != '\n' && !bytes_plain((unsigned char)ptr[at]))
			return BYTES_HIGH;
	}
	return seen & BYTES_HIGH;
}

#endif
