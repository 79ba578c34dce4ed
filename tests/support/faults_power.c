/*
 * faults_power.c - what happens to the disk is written down, and then played
 * up to each moment at which the power may go.
 */
#include "support/faults_parts.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/faults.h"
#include "support/state.h"

#define LOG_CAP  4096 /* things that happen to the disk in one run */
#define SECTOR   512
#define VARIANTS 3 /* of what the disk had done when the power went */

struct event {
	enum disk_event what;
	char *name; /* of the file, without its folder */
	char *bytes;
	size_t len;
	off_t at;
};

static bool logging;
static struct event *events;
static size_t nevents;

void faults_note(enum disk_event what, const char *name, const void *bytes,
    size_t len, off_t at)
{
	struct event *event;

	/* the shared memory is no part of what a power cut leaves */
	if (!logging || (name != NULL && strstr(name, "-shm") != NULL))
		return;
	assert_true(nevents < LOG_CAP);
	event = &events[nevents++];
	event->what = what;
	event->name = name != NULL ? strdup(name) : NULL;
	event->bytes = NULL;
	if (bytes != NULL) {
		event->bytes = malloc(len);
		memcpy(event->bytes, bytes, len);
	}
	event->len = len;
	event->at = at;
}

struct image {
	char name[64];
	char *bytes;
	size_t len;
	bool there;
};

#define IMAGES 4

static struct image *image_of(struct image *images, const char *name)
{
	for (int i = 0; i < IMAGES; i++) {
		if (images[i].name[0] == '\0')
			snprintf(
			    images[i].name, sizeof(images[i].name), "%s", name);
		if (strcmp(images[i].name, name) == 0)
			return &images[i];
	}
	abort();
}

static void resize_image(struct image *image, size_t len)
{
	if (len > image->len) {
		image->bytes = realloc(image->bytes, len);
		memset(image->bytes + image->len, 0, len - image->len);
	}
	image->len = len;
	image->there = true;
}

/* keep: how much of it the disk had done, in sectors; SIZE_MAX = all. */
static void apply(struct image *images, const struct event *event, size_t keep)
{
	struct image *image = image_of(images, event->name);
	size_t len = event->len;

	if (event->what == DISK_UNLINK) {
		image->there = false;
		image->len = 0;
		return;
	}
	if (event->what == DISK_CUT) {
		resize_image(image, event->len);
		return;
	}
	if (event->what != DISK_WRITE)
		return;
	if (keep != SIZE_MAX && keep * SECTOR < len)
		len = keep * SECTOR;
	if (len == 0)
		return;
	if ((size_t)event->at + len > image->len)
		resize_image(image, (size_t)event->at + len);
	memcpy(image->bytes + event->at, event->bytes, len);
}

static bool is_synced(size_t at, size_t end)
{
	for (size_t i = at + 1; i < end; i++) {
		if (events[i].what == DISK_SYNC &&
		    strcmp(events[i].name, events[at].name) == 0)
			return true;
	}
	return false;
}

static unsigned rest = 1;

static unsigned next_random(void)
{
	rest = rest * 1664525u + 1013904223u;
	return rest >> 8;
}

/*
 * The disk after a power cut before event end: what was synced is there; of
 * the rest nothing (0), everything (1), or a part with torn writes (2).
 */
static void cut_power(const char *folder, size_t end, int variant,
    void (*check)(const char *folder, unsigned nacks))
{
	struct image images[IMAGES];
	char path[PATH_MAX + 80];
	unsigned nacks = 0;

	memset(images, 0, sizeof(images));
	for (size_t i = 0; i < end; i++) {
		size_t keep = SIZE_MAX;

		if (events[i].what == DISK_ACK) {
			nacks++;
			continue;
		}
		/* a new length is part of the data that was not synced */
		if (variant != 1 && events[i].what != DISK_UNLINK &&
		    !is_synced(i, end))
			keep = variant == 0 ? 0
			                    : next_random() %
			                          (events[i].len / SECTOR + 2);
		if (events[i].what == DISK_CUT && keep == 0)
			continue;
		apply(images, &events[i], keep);
	}
	for (int i = 0; i < IMAGES; i++) {
		FILE *out;

		if (!images[i].there)
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, images[i].name);
		out = fopen(path, "w");
		assert_non_null(out);
		assert_int_equal(fwrite(images[i].bytes, 1, images[i].len, out),
		    images[i].len);
		fclose(out);
	}
	for (int i = 0; i < IMAGES; i++)
		free(images[i].bytes);
	check(folder, nacks);
}

void faults_record(const char *folder)
{
	events = calloc(LOG_CAP, sizeof(*events));
	nevents = 0;
	faults_watch(folder, 0, 0, 0);
	logging = true;
}

void faults_ack(void)
{
	faults_note(DISK_ACK, NULL, NULL, 0, 0);
}

void faults_cut_power(void (*check)(const char *folder, unsigned nacks))
{
	char folder[PATH_MAX];
	size_t cuts = 0;

	logging = false;
	faults_unwatch();
	for (size_t end = 0; end <= nevents; end++) {
		for (int variant = 0; variant < VARIANTS; variant++) {
			state_make(folder, sizeof(folder));
			cut_power(folder, end, variant, check);
			state_remove(folder);
			cuts++;
		}
	}
	printf("%zu power cuts over %zu events\n", cuts, nevents);
	for (size_t i = 0; i < nevents; i++) {
		free(events[i].name);
		free(events[i].bytes);
	}
	free(events);
}
