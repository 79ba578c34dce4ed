#include "terminal/glyphs.h"

#include <errno.h>
#include <linux/kd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "base/die.h"

/* Ended by 0: those of the program's own drawing, and of a pack's. */
static const uint16_t lines[] = { 0x2500, 0x2502, 0x250C, 0x2510, 0x2514,
	0x2518, 0x251C, 0x2524, 0x252C, 0x2534, 0x253C, 0x2550, 0x2551, 0x2554,
	0x2557, 0x255A, 0x255D, 0 };
static const uint16_t bullets[] = { 0x00B7, 0x2022, 0 };
static const uint16_t arrows[] = { 0x2190, 0x2191, 0x2192, 0x2193, 0 };
static const uint16_t shades[] = { 0x2588, 0x2591, 0x2592, 0 };
static const uint16_t halves[] = { 0x2580, 0x2584, 0x2588, 0 };

static bool has_one(const uint16_t *characters, size_t n, uint16_t wanted)
{
	for (size_t i = 0; i < n; i++) {
		if (characters[i] == wanted)
			return true;
	}
	return false;
}

static bool has_all(
    const uint16_t *characters, size_t n, const uint16_t *wanted)
{
	for (; *wanted != 0; wanted++) {
		if (!has_one(characters, n, *wanted))
			return false;
	}
	return true;
}

void glyphs_in(const uint16_t *characters, size_t n, struct glyphs *out)
{
	out->lines = has_all(characters, n, lines);
	out->bullets = has_all(characters, n, bullets);
	out->arrows = has_all(characters, n, arrows);
	out->shades = has_all(characters, n, shades);
	out->halves = has_all(characters, n, halves);
}

bool glyphs_of_console(int fd, struct glyphs *out)
{
	struct unimapdesc map = { 0, NULL };
	uint16_t *characters;

	*out = (struct glyphs){ .lines = false };
	/* none fit: it says how many there are */
	if (ioctl(fd, GIO_UNIMAP, &map) == 0 || errno != ENOMEM ||
	    map.entry_ct == 0)
		return false;
	map.entries = die_alloc(map.entry_ct * sizeof(*map.entries));
	if (ioctl(fd, GIO_UNIMAP, &map) != 0) {
		free(map.entries);
		return false;
	}
	characters = die_alloc(map.entry_ct * sizeof(*characters));
	for (size_t i = 0; i < map.entry_ct; i++)
		characters[i] = map.entries[i].unicode;
	glyphs_in(characters, map.entry_ct, out);
	free(characters);
	free(map.entries);
	return true;
}

bool glyphs_halves(const char *term, int fd)
{
	struct glyphs glyphs;

	if (term == NULL)
		return false;
	if (glyphs_of_console(fd, &glyphs))
		return glyphs.halves;
	return strncmp(term, "xterm", 5) == 0 ||
	       strncmp(term, "screen", 6) == 0 || strncmp(term, "tmux", 4) == 0;
}
