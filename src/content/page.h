/*
 * page.h - an article as people see it: title, text, sources and dates.
 *
 * The same page is read in the terminal, printed, narrated and exported. An
 * article that cannot be read becomes a page that says so, with numbers to
 * call and related pages.
 */
#ifndef LUMBAR_PAGE_H
#define LUMBAR_PAGE_H

#include "content/article.h"

struct page {
	struct article article;
	struct doc *doc; /* what to show; &article.doc, or the page's own */
	struct doc broken;
	bool whole; /* the article could be read */
};

/* Never fails: see above. Faults go to diag. */
void page_open(struct page *page, const struct catalog *catalog,
    const struct catalog_article *entry, struct diag *diag);
void page_close(struct page *page);

/* Keep only the part with that id; false when there is no such part. */
bool page_cut(struct page *page, struct slice part);

/* The ids and titles of the parts, one a line. */
void page_tell_parts(const struct page *page, FILE *out);

#endif
