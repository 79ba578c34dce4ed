/*
 * site_parts.h - the files of a site among themselves; private to site*.c.
 */
#ifndef LUMBAR_SITE_PARTS_H
#define LUMBAR_SITE_PARTS_H

#include "content/html_inline.h"
#include "content/site.h"

#define CHECK_PAGE  "self-check.html"
#define INDEX_PAGE  "index.html"
#define URGENT_PAGE "urgent-help.html"
#define A_TO_Z_PAGE "a-z.html"
#define WORDS_PAGE  "words.html"
#define STYLE_PAGE  "style.css"

#define SITE_A_TO_Z "All pages, A to Z"
#define SITE_WORDS  "Words in plain English"
#define SITE_CHECK  "Check my symptoms"

/* Whether a page of its own has that name, which no article can have then. */
bool site_owns(const char *id);

/* A link with text of the pack. */
void site_link(struct html *h, const char *href, const char *text);

/* site_frame.c: up to <main>, and from </main> on. */
void site_top(struct html *h, const struct site *site, const char *title);
void site_foot(struct html *h, const struct site *site);

/* site_lists.c: what stands in <main>. */
void site_index(struct html *h, const struct site *site);
void site_a_to_z(struct html *h, const struct site *site);
void site_words(struct html *h, const struct site *site);
void site_check(struct html *h, const struct site *site);

#endif
