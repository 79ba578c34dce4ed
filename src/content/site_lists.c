/* Pages of a site that are lists, and the one for what is not there. */
#include "content/site_parts.h"

/* The title and summary of an article, unless it is left out. */
static void put_entry(struct html *h, const struct catalog_article *article)
{
	if (site_owns(article->id))
		return;
	html_put(h, "<li>");
	site_link(
	    h, arena_printf(&h->arena, "%s.html", article->id), article->title);
	if (article->summary[0] != '\0') {
		html_put(h, "<br>\n");
		html_str(h, article->summary);
	}
	html_put(h, "</li>\n");
	arena_reset(&h->arena);
}

static void put_not_here(struct html *h, const struct site *site)
{
	html_put(h, "<p>The self-check (how fast to get help) ");
	if (site->catalog->nquizzes > 0)
		html_put(h, "and the quizzes are not on these pages. They "
			    "are in the program lumbar: <code>lumbar "
			    "self-check</code> and <code>lumbar quiz</code>.");
	else
		html_put(h, "is not on these pages. It is in the program "
			    "lumbar: <code>lumbar self-check</code>.");
	html_put(h, "</p>\n");
}

static void put_topic(struct html *h, const struct site *site, size_t topic)
{
	const struct catalog *const catalog = site->catalog;
	const struct catalog_topic *const t = &catalog->topics[topic];

	html_put(h, "<h2 id=\"topic_");
	html_str(h, t->id);
	html_put(h, "\">");
	html_str(h, t->title);
	html_put(h, "</h2>\n");
	if (t->summary[0] != '\0') {
		html_put(h, "<p>");
		html_str(h, t->summary);
		html_put(h, "</p>\n");
	}
	html_put(h, "<ul class=\"pages\">\n");
	for (size_t i = 0; i < catalog->narticles; i++) {
		if (catalog->articles[i].topic == topic)
			put_entry(h, &catalog->articles[i]);
	}
	html_put(h, "</ul>\n");
}

void site_index(struct html *h, const struct site *site)
{
	const struct catalog *const catalog = site->catalog;

	html_put(h, "<h1>");
	html_str(h, catalog->title);
	html_put(h, "</h1>\n");
	for (size_t i = 0; i < catalog->ntopics; i++) {
		if (catalog->topics[i].narticles > 0)
			put_topic(h, site, i);
	}
	html_put(h, "<h2>What is not on these pages</h2>\n");
	put_not_here(h, site);
}

/* A heading for a letter, where a new one begins. */
static bool put_letter(
    struct html *h, const char *word, char *letter, const char *close)
{
	const char first = catalog_fold(word, &h->arena)[0];
	const char now =
	    first >= 'a' && first <= 'z' ? (char)(first - 'a' + 'A') : '#';

	if (now == *letter)
		return false;
	if (*letter != '\0')
		html_put(h, close);
	*letter = now;
	(void)fprintf(h->out, "<h2 id=\"letter_%c\">%s</h2>\n",
	    now == '#' ? '0' : now,
	    now == '#' ? "Others" : (const char[]){ now, '\0' });
	return true;
}

void site_a_to_z(struct html *h, const struct site *site)
{
	const struct catalog *const catalog = site->catalog;
	struct arena arena;
	const size_t *order;
	char letter = '\0';

	arena_init(&arena);
	order = catalog_a_to_z(catalog, &arena);
	html_put(h, "<h1>" SITE_A_TO_Z "</h1>\n");
	for (size_t i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *const article =
		    &catalog->articles[order[i]];

		if (site_owns(article->id))
			continue;
		if (put_letter(h, article->title, &letter, "</ul>\n"))
			html_put(h, "<ul class=\"pages\">\n");
		put_entry(h, article);
	}
	if (letter != '\0')
		html_put(h, "</ul>\n");
	arena_free(&arena);
}

static void put_term(
    struct html *h, const struct site *site, const struct term *term)
{
	const struct catalog_article *const see =
	    catalog_article(site->catalog, slice_of(term->see));

	html_put(h, "<dt id=\"term_");
	html_str(h, term->id);
	html_put(h, "\">");
	html_str(h, term->word);
	html_put(h, "</dt>\n<dd>");
	html_str(h, term->text);
	if (see != NULL && !site_owns(see->id)) {
		html_put(h, " More: ");
		site_link(
		    h, arena_printf(&h->arena, "%s.html", see->id), see->title);
	}
	html_put(h, "</dd>\n");
	arena_reset(&h->arena);
}

void site_words(struct html *h, const struct site *site)
{
	char letter = '\0';

	html_put(h, "<h1>" SITE_WORDS "</h1>\n");
	for (size_t i = 0; i < site->glossary.n; i++) {
		const struct term *const term = &site->glossary.terms[i];

		if (put_letter(h, term->word, &letter, "</dl>\n"))
			html_put(h, "<dl>\n");
		put_term(h, site, term);
	}
	html_put(h, "</dl>\n");
}

void site_check(struct html *h, const struct site *site)
{
	html_put(h, "<h1>" SITE_CHECK "</h1>\n");
	put_not_here(h, site);
	html_put(h, "<p>If you are not sure how fast to get help, call ");
	html_str(h, region_word(site->catalog->region, "advice"));
	html_put(h, ".</p>\n<p>");
	site_link(h, URGENT_PAGE, "Urgent help: the signs and the numbers");
	html_put(h, "</p>\n");
}
