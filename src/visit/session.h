/*
 * session.h - what this visitor did, and how to wipe it.
 *
 * The places that were visited, with what was seen of each, so that going back
 * is going back. Held in memory only.
 */
#ifndef LUMBAR_SESSION_H
#define LUMBAR_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SESSION_PLACES 64
#define SESSION_ID_CAP 160

/* What was seen of a place. */
struct session_view {
	uint32_t block, offset; /* article: the first line shown */
	uint32_t extra;         /* and lines below it: in a drawing or table */
	uint32_t focus;         /* list: item; article: link, 0 = none */
	uint32_t part;          /* plain mode: the part that was read */
};

struct session_place {
	char id[SESSION_ID_CAP]; /* "" = home; a longer one is cut */
	struct session_view view;
	bool secret; /* of a self-check or opened from one: never kept */
};

struct session {
	struct session_place places[SESSION_PLACES];
	size_t n, at;
};

/* Begins at home, then at start if that is not home too. */
void session_begin(struct session *session, const char *start);

struct session_place *session_here(struct session *session);

/*
 * Go on to id; what lay forward is forgotten. When it is full the oldest goes,
 * but home stays. From a secret place on all are secret, up to home.
 */
void session_push(struct session *session, const char *id);

/* False at the first or the last place. */
bool session_back(struct session *session);
bool session_forward(struct session *session);

/* Nothing of the visit is left. */
void session_wipe(struct session *session);

#endif
