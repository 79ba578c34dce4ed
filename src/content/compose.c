#include "content/compose.h"

#include <string.h>
#include <strings.h>

#include "content/place.h"
#include "content/signs.h"

#define MAX_RELATED 6

/*
 * What starts an emergency, when the pack's own list cannot be read: the same
 * words as the safety net in content/en/signs.ini.
 */
const char *const compose_signs[] = {
	"numb or strange feeling between your legs, or when you wipe",
	"you cannot pee, cannot feel it, or cannot hold pee or poo",
	"new loss of feeling or function during sex",
	"pain, tingling, numbness or weakness in both legs",
	"a leg or foot that is getting weaker",
	"sudden very bad pain from nowhere, or a faint",
	"chest pain or trouble breathing",
	"a leg that goes cold and pale",
	"fever and you feel very ill",
	NULL,
};

static void add_text(struct doc *doc, uint32_t node, const char *text,
    enum role role, uint32_t link)
{
	size_t len = strlen(text);
	char *copy = arena_copy(&doc->arena, text, len);

	doc_text(doc, node, (struct slice){ copy, len }, role, link);
}

static void add_leaf(struct doc *doc, enum doc_kind kind, uint32_t parent,
    unsigned level, const char *text)
{
	uint32_t node = doc_open(doc, kind, parent);

	doc->nodes[node].level = (uint8_t)level;
	add_text(doc, node, text, ROLE_NORMAL, 0);
	doc_close(doc, node);
}

void compose_begin(struct doc *doc, const char *title)
{
	add_leaf(doc, DOC_HEADING, 0, 1, title);
}

void compose_end(struct doc *doc)
{
	doc_close(doc, 0);
}

void compose_heading(struct doc *doc, const char *text)
{
	add_leaf(doc, DOC_HEADING, 0, 2, text);
}

void compose_para(struct doc *doc, const char *text)
{
	add_leaf(doc, DOC_PARA, 0, 0, text);
}

static uint32_t open_list(struct doc *doc, uint32_t parent)
{
	uint32_t list = doc_open(doc, DOC_LIST, parent);

	doc->nodes[list].flags |= DOC_TIGHT;
	return list;
}

static void add_items(
    struct doc *doc, uint32_t parent, const char *const *items)
{
	uint32_t list = open_list(doc, parent);

	for (; *items != NULL; items++) {
		uint32_t item = doc_open(doc, DOC_ITEM, list);

		add_leaf(doc, DOC_PARA, item, 0, *items);
		doc_close(doc, item);
	}
	doc_close(doc, list);
}

void compose_list(struct doc *doc, const char *const *items)
{
	add_items(doc, 0, items);
}

/* A card with a title and items, if there are any. */
static void add_card(struct doc *doc, enum doc_card card, const char *title,
    const char *const *items)
{
	uint32_t node = doc_open(doc, DOC_CARD, 0);

	doc->nodes[node].level = (uint8_t)card;
	add_leaf(doc, DOC_CARD_TITLE, node, card, title);
	if (items != NULL && items[0] != NULL)
		add_items(doc, node, items);
	doc_close(doc, node);
}

void compose_links(struct doc *doc, const struct compose_link *links, size_t n)
{
	uint32_t list = open_list(doc, 0);

	for (size_t i = 0; i < n; i++) {
		uint32_t item = doc_open(doc, DOC_ITEM, list);
		uint32_t para = doc_open(doc, DOC_PARA, item);
		char *id =
		    arena_copy(&doc->arena, links[i].id, strlen(links[i].id));
		uint32_t link = doc_link(doc, para, slice_of(id));

		add_text(doc, para, links[i].text, ROLE_LINK, link);
		doc_close(doc, para);
		doc_close(doc, item);
	}
	doc_close(doc, list);
}

/* One list for the self-check and for every page about trouble. */
static void read_signs(const struct catalog *catalog, struct arena *arena,
    const char *out[SIGNS_NET + 1])
{
	struct signs signs;

	if (signs_read(catalog, arena, &signs, NULL) == STATUS_OK &&
	    signs.nnet > 0) {
		memcpy(out, signs.net, sizeof(signs.net));
		out[signs.nnet] = NULL;
	} else {
		memcpy(out, compose_signs, sizeof(compose_signs));
	}
}

/* The two cards that every page about trouble has. */
static void add_numbers(struct doc *doc, const struct catalog *catalog)
{
	const struct region *region = catalog->region;
	struct arena *arena = &doc->arena;
	const char *signs[SIGNS_NET + 1];
	const char *const today[] = {
		"you need help today, or you are not sure",
		"the pain is more than you can bear",
		NULL,
	};

	read_signs(catalog, arena, signs);
	add_card(doc, CARD_EMERGENCY,
	    arena_printf(arena,
		"Call %s or go to %s now if any of these start:",
		region_word(region, "emergency"), region_word(region, "ed")),
	    signs);
	add_card(doc, CARD_URGENT,
	    arena_printf(arena, "Call %s if:", region_word(region, "advice")),
	    today);
}

/* What stands in brackets after "reception": nothing that says just that. */
struct slice compose_place(struct slice here)
{
	while (here.len > 0 && strchr(" .!", here.ptr[here.len - 1]) != NULL)
		here.len--;
	if (here.len == strlen("reception") &&
	    strncasecmp(here.ptr, "reception", here.len) == 0)
		here.len = 0;
	return here;
}

const char *compose_here(struct arena *arena, const char *here)
{
	const struct slice place = compose_place(slice_of(here));

	return arena_printf(arena,
	    "In this clinic: tell reception now%s%.*s%s. Show them this "
	    "screen.",
	    place.len > 0 ? " (" : "", (int)place.len, place.ptr,
	    place.len > 0 ? ")" : "");
}

void compose_urgent(
    struct doc *doc, const struct catalog *catalog, const char *here)
{
	static const char *const say[] = {
		"what changed, and since when",
		"whether you can pee, and feel it when you wipe",
		"whether you can stand and walk",
		NULL,
	};
	const struct region *region = catalog->region;
	const struct catalog_article *more =
	    catalog_article(catalog, SLICE("get-help-now"));
	struct compose_link links[2];
	size_t n = 0;

	compose_begin(doc, "Urgent help");
	if (here != NULL)
		compose_para(doc, compose_here(&doc->arena, here));
	add_numbers(doc, catalog);
	compose_heading(doc, "What to say");
	compose_list(doc, say);
	if (region_knows(SLICE("crisis"))) {
		compose_heading(doc, "If you feel that you cannot go on");
		compose_para(
		    doc, arena_printf(&doc->arena, "Talk to someone now: %s.",
			     region_word(region, "crisis")));
	}
	if (more != NULL)
		links[n++] = (struct compose_link){ more->id, more->title };
	if (catalog->triage[0] != '\0')
		links[n++] = (struct compose_link){ PLACE_CHECK_ID,
			"Check my symptoms" };
	if (n > 0) {
		compose_heading(doc, "Read more");
		compose_links(doc, links, n);
	}
	compose_end(doc);
}

void compose_broken(struct doc *doc, const struct catalog *catalog,
    const struct catalog_article *article)
{
	struct compose_link related[MAX_RELATED];
	size_t n = 0;

	for (size_t i = 0; i < catalog->narticles && n < MAX_RELATED; i++) {
		const struct catalog_article *other = &catalog->articles[i];

		if (other != article && other->topic == article->topic)
			related[n++] =
			    (struct compose_link){ other->id, other->title };
	}
	compose_begin(doc, article->title);
	compose_para(doc, "We cannot show this page. It is missing or damaged. "
			  "The other pages are not touched by this.");
	add_numbers(doc, catalog);
	if (n > 0) {
		compose_heading(doc, "Pages like this one");
		compose_links(doc, related, n);
	}
	compose_end(doc);
}
