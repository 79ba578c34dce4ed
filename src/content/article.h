/*
 * article.h - an id to a document ready to lay out.
 *
 * Reads the file, puts the region's words in, parses it, and loads the figures
 * that it names. The article owns its memory; the catalog must outlive it.
 */
#ifndef LUMBAR_ARTICLE_H
#define LUMBAR_ARTICLE_H

#include "content/catalog.h"
#include "content/document.h"
#include "content/figure.h"

#define ARTICLE_CAP (256u << 10)

struct article {
	struct arena arena;
	const struct catalog_article *entry;
	struct doc doc;
	unsigned minutes; /* to read, at least 1; 200 words a minute */
};

/*
 * On anything but STATUS_OK the article is empty but safe to use and close;
 * why is in diag.
 */
enum status article_open(struct article *article, const struct catalog *catalog,
    const struct catalog_article *entry, struct diag *diag);
void article_close(struct article *article);

#endif
