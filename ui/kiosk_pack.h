/*
 * kiosk_pack.h - the content pack of a kiosk, and how a new one takes its
 * place.
 *
 * The pack is named by a path, usually a link that is renamed when a new pack
 * is there. A new one is looked at between two visits: without an error of
 * lint and with rules that prove it becomes the pack; else the one in use
 * stays, and a line in the journal says why, once.
 */
#ifndef LUMBAR_KIOSK_PACK_H
#define LUMBAR_KIOSK_PACK_H

#include <sys/types.h>

#include "content/catalog.h"

struct kiosk_pack {
	const char *path, *lang, *region; /* borrowed; may be NULL but path */
	struct catalog *current;          /* never NULL once it is open */
	dev_t device, bad_device;         /* which folder it is */
	ino_t inode, bad_inode;           /* and which one was refused */
	bool has_bad;
};

/* False, and why on diag, when there is nothing that can be shown. */
bool kiosk_pack_open(struct kiosk_pack *pack, const char *path,
    const char *lang, const char *region, struct diag *diag);
void kiosk_pack_close(struct kiosk_pack *pack);

/*
 * Another pack that took the place of the one in use, or NULL. The old one is
 * closed by kiosk_pack_keep, when nothing shows it any more.
 */
struct catalog *kiosk_pack_renew(struct kiosk_pack *pack);
void kiosk_pack_keep(struct kiosk_pack *pack, struct catalog *renewed);

/* Whether the self-check proves in every language; else *lang is the first
   in which it does not. */
bool kiosk_pack_proves(const struct catalog *catalog, const char **lang);

/* What lint says of a pack as of today, where the kiosk is. */
void kiosk_pack_lint(const char *path, struct diag *diag);

#endif
