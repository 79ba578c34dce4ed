/* What stands around the text of every page of a site. */
#include <string.h>

#include "content/page.h"
#include "content/site_parts.h"

void site_link(struct html *h, const char *href, const char *text)
{
	html_put(h, "<a href=\"");
	html_str(h, href);
	html_put(h, "\">");
	html_str(h, text);
	html_put(h, "</a>");
}

static void put_head(struct html *h, const struct site *site, const char *title)
{
	const struct catalog *const catalog = site->catalog;

	html_put(h, "<!DOCTYPE html>\n<html lang=\"");
	html_str(h, catalog->lang);
	html_put(h,
	    "\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "script-src 'none'; object-src 'none'; connect-src 'none'; "
	    "img-src 'none'; frame-src 'none'; form-action 'none'; "
	    "base-uri 'none'\">\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n<title>");
	html_str(h, title);
	if (strcmp(title, catalog->title) != 0) {
		html_put(h, " - ");
		html_str(h, catalog->title);
	}
	html_put(h, "</title>\n"
		    "<link rel=\"stylesheet\" href=\"" STYLE_PAGE "\">\n"
		    "</head>\n");
}

/* What to do in an emergency; on paper with the signs. */
static void put_emergency(struct html *h, const struct site *site)
{
	const struct region *const region = site->catalog->region;

	html_put(h,
	    "<section class=\"card emergency\" aria-label=\"Emergency\">"
	    "\n<p class=\"level\">EMERGENCY - act now</p>\n<p>Call ");
	html_str(h, region_word(region, "emergency"));
	html_put(h, " or go to ");
	html_str(h, region_word(region, "ed"));
	html_put(h, " now if any sign of an emergency starts.\n");
	site_link(h, URGENT_PAGE, "Signs and numbers: urgent help");
	html_put(h, "</p>\n<ul class=\"signs\">\n");
	for (size_t i = 0; site->signs[i] != NULL; i++) {
		html_put(h, "<li>");
		html_str(h, site->signs[i]);
		html_put(h, "</li>\n");
	}
	html_put(h, "</ul>\n</section>\n");
}

static void put_nav(struct html *h, const struct site *site)
{
	html_put(h, "<nav aria-label=\"All pages\">\n<ul>\n<li>");
	site_link(h, INDEX_PAGE, "Topics");
	html_put(h, "</li>\n<li>");
	site_link(h, A_TO_Z_PAGE, "A to Z");
	if (site->glossary.n > 0) {
		html_put(h, "</li>\n<li>");
		site_link(h, WORDS_PAGE, "Words");
	}
	html_put(h, "</li>\n<li>");
	site_link(h, URGENT_PAGE, "Urgent help");
	html_put(h, "</li>\n</ul>\n</nav>\n");
}

void site_foot(struct html *h, const struct site *site)
{
	const struct catalog *const catalog = site->catalog;
	const struct region *const region = catalog->region;

	html_put(h, "</main>\n<footer>\n<p>This is education, not a diagnosis. "
		    "If you are worried, call ");
	html_str(h, region_word(region, "advice"));
	html_put(h, ".</p>\n");
	if (region->title != NULL && region->title[0] != '\0') {
		html_put(h, "<p>Numbers to call: ");
		html_str(h, region->title);
		if (region->checked != NULL && region->checked[0] != '\0') {
			html_put(h, ", checked on ");
			html_str(h, page_date(&h->arena, region->checked));
		}
		html_put(h, ".</p>\n");
	}
	html_put(h, "<p>");
	html_str(h, catalog->title);
	if (catalog->version[0] != '\0') {
		html_put(h, ", version ");
		html_str(h, catalog->version);
	}
	html_put(h, ". These pages were made on ");
	html_str(h, page_date(&h->arena, site->date));
	html_put(h, " by lumbar ");
	html_str(h, site->version);
	html_put(h,
	    ". Advice changes: if that is long ago, ask for newer pages."
	    "</p>\n</footer>\n</body>\n</html>\n");
}

void site_top(struct html *h, const struct site *site, const char *title)
{
	put_head(h, site, title);
	html_put(h, "<body>\n<a class=\"skip\" href=\"#main_text\">"
		    "Skip to the text</a>\n<header>\n");
	put_emergency(h, site);
	put_nav(h, site);
	html_put(h, "</header>\n<main id=\"main_text\" tabindex=\"-1\">\n");
}
