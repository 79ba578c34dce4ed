/*
 * site.h - the whole library as pages of the web, to be taken away.
 *
 * An index by topic, all pages from A to Z, the words, urgent help, every
 * article, one style sheet, and a page that says where the self-check and the
 * quizzes are: they are not among these. No scripts, nothing that is fetched
 * from elsewhere; each page links to others by their plain names, and begins
 * with what to do in an emergency. Writes to a FILE, not to a disk.
 */
#ifndef LUMBAR_SITE_H
#define LUMBAR_SITE_H

#include <stdio.h>

#include "content/catalog.h"
#include "content/glossary.h"

struct site_page;

struct site {
	struct arena arena;
	const struct catalog *catalog;
	const char *version, *date; /* of the program; YYYY-MM-DD */
	struct glossary glossary;
	const char *const *signs;      /* of an emergency; ended by NULL */
	const struct site_page *pages; /* style sheet included */
	size_t npages;
	bool whole; /* no article was left out */
};

/* The catalog and the strings must outlive the site. Faults go to diag. */
void site_open(struct site *site, const struct catalog *catalog,
    const char *version, const char *date, struct diag *diag);
void site_close(struct site *site);

/* "sciatica.html": a-z, 0-9, "-", and one dot. No two are the same. */
const char *site_name(const struct site *site, size_t page);

/*
 * False when an article could not be read: its page says so, and has the
 * numbers to call; why is in diag.
 */
bool site_write(
    const struct site *site, size_t page, FILE *out, struct diag *diag);

/* site_style.c */
extern const char site_style[];

#endif
