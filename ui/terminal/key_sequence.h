/*
 * key_sequence.h - what a whole escape sequence means; private to key.c.
 *
 * Pure functions. What no key sends comes to nothing: answers of the terminal,
 * focus reports, key releases, mouse movements.
 */
#ifndef LUMBAR_KEY_SEQUENCE_H
#define LUMBAR_KEY_SEQUENCE_H

#include "terminal/key.h"

/* The bytes between CSI and its final byte. */
struct key_csi {
	const unsigned char *ptr;
	size_t len;
	bool alt; /* an ESC of its own came before */
};

struct event key_sequence_csi(struct key_csi csi, unsigned char final);

/* 200 when CSI ptr,len ~ begins a paste, 201 when it ends one, else 0. */
int key_sequence_paste(struct key_csi csi);

/* The key that CSI ptr,len $ is in rxvt, or KEY_NONE. */
uint32_t key_sequence_dollar(struct key_csi csi);

/* SS3 and its final byte; csi holds what stood between. */
uint32_t key_sequence_ss3(struct key_csi csi, unsigned char final);

/* row and col from 0; what lies outside a canvas is EVENT_NONE. */
struct event key_sequence_mouse(int button, int row, int col);

#endif
