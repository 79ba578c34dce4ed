/*
 * kiosk_pack.h - the content pack of a kiosk, and how a new one takes its
 * place.
 *
 * The pack is named by a path, usually a link that is renamed when a new pack
 * is there. A new one is looked at between two visits: without an error of
 * lint and with rules that prove it becomes the pack; else the one in use
 * stays, and a line in the journal and the heartbeat say why. A refused one is
 * looked at again when one of its files has changed.
 *
 * The last good one is recorded in the state folder, so that a restart goes
 * back to it too. Where nothing is recorded, what can be opened is shown, and
 * looked at on the first screen.
 */
#ifndef LUMBAR_KIOSK_PACK_H
#define LUMBAR_KIOSK_PACK_H

#include <limits.h>

#include "content/catalog.h"
#include "pack_id.h"
#include "visit/heartbeat.h"

struct kiosk_pack {
	/* Set before kiosk_pack_open; borrowed. */
	const char *path;            /* whole, for a shut in program */
	const char *lang, *region;   /* may be NULL */
	const char *state;           /* a folder, or "" */
	struct heartbeat *heartbeat; /* told what is refused; may be NULL */
	bool fixed; /* another one in its place could not be read */

	struct catalog *current; /* never NULL once it is open */
	struct pack_id id, bad;  /* of the one in use, and of a refused one */
	bool good, has_bad;      /* whether the one in use was found good */
	char real[PATH_MAX];     /* where a recorded one lies */
};

/* False, and why on diag, when there is nothing that can be shown. */
bool kiosk_pack_open(struct kiosk_pack *pack, struct diag *diag);
void kiosk_pack_close(struct kiosk_pack *pack);

/*
 * Another pack that took the place of the one in use, or NULL: also while
 * another kiosk of the state folder looks at it, so ask again. The old one is
 * closed by kiosk_pack_keep, when nothing shows it any more.
 */
struct catalog *kiosk_pack_renew(struct kiosk_pack *pack);
void kiosk_pack_keep(struct kiosk_pack *pack, struct catalog *renewed);

/*
 * The folder that a kiosk has to be able to read. For a link the one that its
 * target lies in, so that a new pack beside it can take its place, but never
 * the root; else the pack itself, and fixed is true. In the arena.
 */
const char *kiosk_pack_room(
    const char *path, const char *state, struct arena *arena, bool *fixed);

/* Whether the self-check proves in every language; else *lang is the first
   in which it does not. */
bool kiosk_pack_proves(const struct catalog *catalog, const char **lang);

/* What lint says of a pack as of today, where the kiosk is. */
void kiosk_pack_lint(const char *path, struct diag *diag);

#endif
