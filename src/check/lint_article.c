#include "check/lint_parts.h"
#include "check/lint_place.h"

#include <string.h>
#include <strings.h>

#include "content/signs.h"

static const char *const card_names[] = { "EMERGENCY", "URGENT", "ROUTINE",
	"SELFCARE", "DO", "DONT", "NOTE" };

#define NCARDS (sizeof(card_names) / sizeof(card_names[0]))

struct walk {
	struct lint *lint;
	const struct doc *doc;
	struct lint_page *page;
	unsigned level;        /* of the last heading */
	unsigned seen[NCARDS]; /* line of the first card of a level */
	bool has_help;
};

/* The line of a node; one without text has none, then that before it. */
static unsigned line_near(const struct doc *doc, uint32_t node)
{
	while (node > 0 && doc->nodes[node].line == 0)
		node--;
	return node > 0 ? doc->nodes[node].line : 1;
}

static void tell(const struct walk *walk, enum diag_severity severity,
    uint32_t node, const char *text)
{
	diag_add(walk->lint->diag, severity, walk->page->file,
	    line_near(walk->doc, node), "%s", text);
}

static bool holds_help(struct slice text)
{
	size_t i;

	for (i = 0; i + 4 <= text.len; i++) {
		if (strncasecmp(text.ptr + i, "help", 4) == 0)
			return true;
	}
	return false;
}

static void check_heading(struct walk *walk, uint32_t node)
{
	const struct doc_node *heading = &walk->doc->nodes[node];
	struct slice text =
	    doc_node_text(walk->doc, node, &walk->lint->scratch);

	if (heading->level == 1)
		tell(walk, DIAG_ERROR, node,
		    "a heading of level 1, which is the article's title in "
		    "index.ini: shown as a part, use \"##\"");
	else if (heading->level > walk->level + 1)
		diag_add(walk->lint->diag, DIAG_WARNING, walk->page->file,
		    heading->line,
		    "a heading of level %u after one of level %u: shown as it "
		    "is",
		    heading->level, walk->level);
	walk->level = heading->level;
	if (slice_trim(text).len == 0)
		tell(walk, DIAG_WARNING, node,
		    "a heading without words: shown as an empty line");
	if (holds_help(text))
		walk->has_help = true;
}

/* Whether text begins with "do not", in any case. */
static bool begins_do_not(struct slice text)
{
	return text.len >= 6 && strncasecmp(text.ptr, "do not", 6) == 0;
}

static void check_dont(struct walk *walk, uint32_t card)
{
	const struct doc *doc = walk->doc;
	uint32_t i;

	for (i = card + 1; i < doc->nodes[card].end; i++) {
		uint32_t leaf = i + 1;

		if (doc->nodes[i].kind != DOC_ITEM || leaf >= doc->nodes[i].end)
			continue;
		if (!begins_do_not(slice_trim(
			doc_node_text(doc, leaf, &walk->lint->scratch))))
			tell(walk, DIAG_WARNING, leaf,
			    "an item of a DONT card does not begin with \"do "
			    "not\": read alone it says the opposite");
	}
}

static void check_card(struct walk *walk, uint32_t node)
{
	const struct doc_node *card = &walk->doc->nodes[node];

	if (card->level >= NCARDS)
		return;
	if (card->level == CARD_EMERGENCY || card->level == CARD_URGENT)
		walk->has_help = true;
	if (card->level == CARD_DONT)
		check_dont(walk, node);
	if (card->level != CARD_NOTE && walk->seen[card->level] != 0)
		diag_add(walk->lint->diag, DIAG_WARNING, walk->page->file,
		    card->line,
		    "a second %s card, the first is in line %u: both are "
		    "shown, one list is easier to follow",
		    card_names[card->level], walk->seen[card->level]);
	else
		walk->seen[card->level] = card->line;
}

static void check_alt(struct walk *walk, uint32_t node)
{
	struct slice text =
	    doc_node_text(walk->doc, node, &walk->lint->scratch);

	if (slice_trim(text).len == 0)
		tell(walk, DIAG_ERROR, node,
		    "a drawing without words in its [], for people who cannot "
		    "see it: the drawing's own \"alt:\" is used");
}

/* Characters that no output shows, also when an entity made them. */
static void check_characters(struct walk *walk, uint32_t node)
{
	struct slice text =
	    doc_node_text(walk->doc, node, &walk->lint->scratch);
	size_t at = 0;

	while (at < text.len) {
		size_t plain = text_plain_len(text.ptr + at, text.len - at);
		uint32_t cp;

		at += plain;
		if (at == text.len)
			return;
		plain = utf8_next(text.ptr + at, text.len - at, &cp);
		if (cp != '\n' && cp != '\t' && text_safe(cp) == UTF8_BAD) {
			struct lint_place place =
			    lint_place_begin(walk->doc, node);

			diag_add(walk->lint->diag, DIAG_ERROR, walk->page->file,
			    lint_place_byte(&place, at),
			    "the character U+%04X is never shown: U+FFFD "
			    "stands in its place",
			    (unsigned)cp);
			return;
		}
		at += plain;
	}
}

static void check_node(struct walk *walk, uint32_t node)
{
	switch (walk->doc->nodes[node].kind) {
	case DOC_HEADING:
		check_heading(walk, node);
		break;
	case DOC_CARD:
		check_card(walk, node);
		break;
	case DOC_FIGURE:
		check_alt(walk, node);
		break;
	default:
		break;
	}
	if (walk->doc->nodes[node].nruns > 0)
		check_characters(walk, node);
}

/* Finding one heading's id looks at all before it: not for thousands. */
#define PARTS_MAX 500

static void keep_parts(struct walk *walk)
{
	struct lint_page *page = walk->page;
	const struct doc *doc = walk->doc;
	uint32_t i;

	page->parts =
	    arena_alloc(&walk->lint->arena, PARTS_MAX * sizeof(*page->parts));
	page->nparts = 0;
	for (i = 0; i < doc->nnodes; i++) {
		struct slice id;

		if (doc->nodes[i].kind != DOC_HEADING)
			continue;
		if (page->nparts == PARTS_MAX) {
			diag_add(walk->lint->diag, DIAG_WARNING, page->file,
			    doc->nodes[i].line,
			    "over %d headings: links to this one and those "
			    "after it are not checked",
			    PARTS_MAX);
			return;
		}
		id = doc_heading_id(doc, i, &walk->lint->scratch);
		page->parts[page->nparts++] =
		    arena_copy(&walk->lint->arena, id.ptr, id.len);
	}
}

static void keep_links(struct walk *walk)
{
	struct lint_page *page = walk->page;
	const struct doc *doc = walk->doc;
	struct lint_place place = lint_place_begin(doc, 0);
	size_t i;

	page->links = arena_alloc(
	    &walk->lint->arena, (doc->nlinks + 1) * sizeof(*page->links));
	page->nlinks = doc->nlinks;
	for (i = 0; i < doc->nlinks; i++) {
		const struct doc_link *link = &doc->links[i];
		struct lint_link *out = &page->links[i];

		out->target.ptr = arena_copy(
		    &walk->lint->arena, link->target.ptr, link->target.len);
		out->target.len = link->target.len;
		if (link->node != place.node)
			place = lint_place_begin(doc, link->node);
		out->line = line_near(doc, link->node);
		if (link->run == DOC_NONE)
			tell(walk, DIAG_WARNING, link->node,
			    "a link without words: nobody can see it");
		else
			out->line = lint_place_run(&place, link->run);
	}
}

static void keep_figures(struct walk *walk)
{
	const struct doc *doc = walk->doc;
	struct lint *lint = walk->lint;
	size_t i;

	for (i = 0; i < doc->nwanted; i++) {
		const struct slice name = doc->wanted[i].name;
		const char *copy = arena_copy(&lint->arena, name.ptr, name.len);
		uint32_t node = doc->wanted[i].node;

		lint_names_add(lint, &lint->wanted, copy);
		if (lint_names_have(&lint->figures, copy))
			continue;
		diag_add(lint->diag, DIAG_ERROR, walk->page->file,
		    doc->nodes[node].line,
		    "there is no figure \"%s\"%s: its words are shown instead",
		    copy,
		    lint_meant(
			lint, name, lint->figures.names, lint->figures.n));
	}
}

/* A list that has every sign for which somebody goes to hospital. */
static bool has_signs(const struct doc *doc)
{
	for (size_t i = 0; i < doc->ninserts; i++) {
		if (slice_is(doc->inserts[i].name, SIGNS_SCHEME "net") ||
		    slice_is(doc->inserts[i].name, SIGNS_SCHEME "emergency"))
			return true;
	}
	return false;
}

/* Where the pack has such a list each article has it, whatever it is about. */
static void check_signs(const struct walk *walk)
{
	if (walk->lint->has_signs && !has_signs(walk->doc))
		diag_add(walk->lint->diag, DIAG_WARNING, walk->page->file, 0,
		    "the signs of an emergency are not in it: people who need "
		    "help now are not told here, put ![...](%snet) in an "
		    "EMERGENCY card",
		    SIGNS_SCHEME);
}

void lint_article(
    struct lint *lint, const struct article *article, struct lint_page *page)
{
	struct walk walk = {
		.lint = lint, .doc = &article->doc, .page = page, .level = 1
	};
	uint32_t i;

	for (i = 1; i < article->doc.nnodes; i++)
		check_node(&walk, i);
	keep_parts(&walk);
	keep_links(&walk);
	keep_figures(&walk);
	check_signs(&walk);
	if (!walk.has_help)
		diag_add(lint->diag, DIAG_WARNING, page->file, 0,
		    "no EMERGENCY or URGENT card and no part on when to get "
		    "help: people who need it are not told here");
}
