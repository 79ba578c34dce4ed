/*
 * page.h - an article as people see it: title, text, sources and dates.
 *
 * The same page is read in the terminal, printed, narrated and exported. An
 * article that cannot be read becomes a page that says so, with numbers to
 * call and related pages.
 *
 * page_open gives the title and the text, which is what a first frame needs,
 * and says between them when the page was due for review before today;
 * page_finish adds the sources and dates at the end.
 */
#ifndef LUMBAR_PAGE_H
#define LUMBAR_PAGE_H

#include "content/article.h"

struct page {
	struct article article;
	struct doc *doc; /* what to show; &article.doc, or the page's own */
	struct doc broken;
	bool whole;    /* the article could be read */
	bool finished; /* page_finish was called */
	/* That it was due for review, a sentence; NULL: it was not. */
	const char *due;
};

/* Never fails: see above. Faults go to diag. today as in content/review.h. */
void page_open(struct page *page, const struct catalog *catalog,
    const struct catalog_article *entry, const char *today, struct diag *diag);
void page_close(struct page *page);

/*
 * Adds what stands under the text; true if there was something to add. The
 * nodes that are there keep their numbers.
 */
bool page_finish(
    struct page *page, const struct catalog *catalog, struct diag *diag);

/* "2026-11-22" as "22 November 2026"; anything else as it is. */
const char *page_date(struct arena *arena, const char *date);

/*
 * Keep only the part with that id, and that the page was due for review, if it
 * was; false when there is no such part.
 */
bool page_cut(struct page *page, struct slice part);

/* The ids and titles of the parts, one a line. */
void page_tell_parts(const struct page *page, FILE *out);

#endif
