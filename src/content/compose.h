/*
 * compose.h - pages that the program writes itself, as documents.
 *
 * So that urgent help, notices and the key list are laid out, scrolled,
 * narrated and printed by the same code as every article.
 */
#ifndef LUMBAR_COMPOSE_H
#define LUMBAR_COMPOSE_H

#include "content/catalog.h"
#include "content/document.h"

/* Begin a page with a title; texts are copied into the document. */
void compose_begin(struct doc *doc, const char *title);
void compose_end(struct doc *doc);

void compose_heading(struct doc *doc, const char *text);
void compose_para(struct doc *doc, const char *text);

/* Items are ended by NULL. */
void compose_list(struct doc *doc, const char *const *items);

/* A list of links to articles. */
struct compose_link {
	const char *id, *text;
};
void compose_links(struct doc *doc, const struct compose_link *links, size_t n);

/*
 * The signs of an emergency that are shown when the pack's own list (the
 * safety net of its self-check) cannot be read. Ended by NULL; at most 16.
 */
extern const char *const compose_signs[];

/*
 * "In this clinic: tell reception now (the desk by the main door). Show them
 * this screen." It is an instruction whatever here is: a place, a person or a
 * sentence. here must not be NULL; made in the arena.
 */
const char *compose_here(struct arena *arena, const char *here);

/* What of it stands in brackets; empty where it says just "reception". */
struct slice compose_place(struct slice here);

/*
 * Urgent help: numbers and emergency signs, whatever state the pack is in.
 * here: where help is in this clinic, or NULL.
 */
void compose_urgent(
    struct doc *doc, const struct catalog *catalog, const char *here);

/* "We cannot show this page", numbers, and pages of the same topic. */
void compose_broken(struct doc *doc, const struct catalog *catalog,
    const struct catalog_article *article);

#endif
