#include "content/site.h"

#include <string.h>

#include "content/compose.h"
#include "content/page.h"
#include "content/place.h"
#include "content/review.h"
#include "content/signs.h"
#include "content/site_parts.h"

#define NOWN 6 /* pages that are no article */

/*
 * Ids that an article cannot have here, besides those that no article can have
 * (the catalog refuses ids of places). An id of a heading has neither "_" nor
 * a capital, so those that this file makes are no heading's.
 */
static const char *const own_ids[] = { "index", "urgent-help", "words" };

struct site_page {
	const char *name, *title;
	void (*write)(struct html *h, const struct site *site);
	const struct catalog_article *article; /* when write is NULL */
};

bool site_owns(const char *id)
{
	for (size_t i = 0; i < sizeof(own_ids) / sizeof(own_ids[0]); i++) {
		if (strcmp(id, own_ids[i]) == 0)
			return true;
	}
	return false;
}

/* A part may be named in an address as it is. */
static bool is_part(struct slice part)
{
	for (size_t i = 0; i < part.len; i++) {
		const char c = part.ptr[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			c == '-'))
			return false;
	}
	return part.len > 0;
}

static const char *article_address(
    const struct place *place, struct arena *arena)
{
	if (site_owns(place->article->id))
		return NULL;
	if (!is_part(place->part))
		return arena_printf(arena, "%s.html", place->article->id);
	return arena_printf(arena, "%s.html#%.*s", place->article->id,
	    (int)place->part.len, place->part.ptr);
}

static const char *term_address(
    const struct site *site, struct slice id, struct arena *arena)
{
	const struct term *const term = glossary_term(&site->glossary, id);

	return term == NULL
	           ? NULL
	           : arena_printf(arena, WORDS_PAGE "#term_%s", term->id);
}

/* What the program would open, as a page of these; NULL: it is none. */
static const char *address(
    const void *arg, struct slice target, struct arena *arena)
{
	const struct site *const site = arg;
	const size_t scheme = strlen(GLOSSARY_LINK);
	struct place place;

	if (slice_starts(target, GLOSSARY_LINK))
		return term_address(site,
		    (struct slice){ target.ptr + scheme, target.len - scheme },
		    arena);
	place = place_find(
	    site->catalog, arena_copy(arena, target.ptr, target.len));
	switch (place.kind) {
	case PLACE_HOME:
		return INDEX_PAGE;
	case PLACE_A_TO_Z:
		return A_TO_Z_PAGE;
	case PLACE_TOPIC:
		return arena_printf(
		    arena, INDEX_PAGE "#topic_%s", place.topic->id);
	case PLACE_CHECK:
		return CHECK_PAGE;
	case PLACE_ARTICLE:
		return article_address(&place, arena);
	default:
		return NULL;
	}
}

static void write_urgent(struct html *h, const struct site *site)
{
	struct doc doc;

	doc_init(&doc);
	compose_urgent(&doc, site->catalog, NULL);
	h->doc = &doc;
	html_body(h);
	h->doc = NULL;
	doc_free(&doc);
}

/*
 * A copy on the web or on paper cannot know what day it is read: whoever reads
 * it is told when it is old. A page that was due already says so itself.
 */
static void put_dates(struct html *h, const struct site *site,
    const struct catalog_article *article)
{
	if (article->reviewed[0] == '\0' || article->next_review[0] == '\0' ||
	    review_is_due(article->reviewed, article->next_review, site->date))
		return;
	html_put(h, "<p>Checked on ");
	html_str(h, page_date(&h->arena, article->reviewed));
	html_put(h, ". After ");
	html_str(h, page_date(&h->arena, article->next_review));
	html_put(h, " this page is old: ask for a newer one.</p>\n");
}

static bool write_article(struct html *h, const struct site *site,
    const struct catalog_article *article, struct diag *diag)
{
	const struct catalog_topic *const topic =
	    &site->catalog->topics[article->topic];
	struct page page;
	bool whole;

	page_open(&page, site->catalog, article, site->date, diag);
	page_finish(&page, site->catalog, diag);
	html_put(h, "<p>Topic: ");
	site_link(h, arena_printf(&h->arena, INDEX_PAGE "#topic_%s", topic->id),
	    topic->title);
	html_put(h, "</p>\n");
	put_dates(h, site, article);
	h->doc = page.doc;
	html_body(h);
	h->doc = NULL;
	whole = page.whole;
	page_close(&page);
	return whole;
}

bool site_write(
    const struct site *site, size_t page, FILE *out, struct diag *diag)
{
	const struct site_page *const p = &site->pages[page];
	struct html h = { .out = out, .address = address, .site = site };
	bool whole = true;

	if (strcmp(p->name, STYLE_PAGE) == 0) {
		(void)fputs(site_style, out);
		return true;
	}
	arena_init(&h.arena);
	site_top(&h, site, p->title);
	if (p->article != NULL)
		whole = write_article(&h, site, p->article, diag);
	else
		p->write(&h, site);
	site_foot(&h, site);
	arena_free(&h.arena);
	return whole;
}

/* Those of the pack, or those compiled in. */
static void read_signs(struct site *site)
{
	struct signs signs;
	const char **items;

	site->signs = compose_signs;
	if (signs_read(site->catalog, &site->arena, &signs, NULL) !=
		STATUS_OK ||
	    signs.nnet == 0)
		return;
	items = arena_zalloc(&site->arena, signs.nnet + 1, sizeof(*items));
	memcpy(items, signs.net, signs.nnet * sizeof(*items));
	site->signs = items;
}

static void add_articles(
    struct site *site, struct site_page *pages, struct diag *diag)
{
	const struct catalog *const catalog = site->catalog;

	for (size_t i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *const article =
		    &catalog->articles[i];

		if (site_owns(article->id)) {
			diag_add(diag, DIAG_ERROR,
			    arena_printf(
				&site->arena, "%s/index.ini", catalog->lang),
			    article->line,
			    "the id \"%s\" is the name of a page of its own: "
			    "the article is left out",
			    article->id);
			site->whole = false;
			continue;
		}
		pages[site->npages++] =
		    (struct site_page){ .name = arena_printf(&site->arena,
					    "%s.html", article->id),
			    .title = article->title,
			    .article = article };
	}
}

void site_open(struct site *site, const struct catalog *catalog,
    const char *version, const char *date, struct diag *diag)
{
	const struct site_page own[NOWN] = {
		{ STYLE_PAGE, "", NULL, NULL },
		{ URGENT_PAGE, "Urgent help", write_urgent, NULL },
		{ INDEX_PAGE, catalog->title, site_index, NULL },
		{ A_TO_Z_PAGE, SITE_A_TO_Z, site_a_to_z, NULL },
		{ CHECK_PAGE, SITE_CHECK, site_check, NULL },
		{ WORDS_PAGE, SITE_WORDS, site_words, NULL },
	};
	struct site_page *pages;

	*site = (struct site){ .catalog = catalog,
		.version = version,
		.date = date,
		.npages = NOWN,
		.whole = true };
	arena_init(&site->arena);
	read_signs(site);
	(void)glossary_read(catalog, &site->arena, &site->glossary, diag);
	pages = arena_zalloc(
	    &site->arena, catalog->narticles + NOWN, sizeof(*pages));
	memcpy(pages, own, sizeof(own));
	/* the words stand last, and may be none */
	if (site->glossary.n == 0)
		site->npages--;
	add_articles(site, pages, diag);
	site->pages = pages;
}

void site_close(struct site *site)
{
	arena_free(&site->arena);
}

const char *site_name(const struct site *site, size_t page)
{
	return site->pages[page].name;
}
