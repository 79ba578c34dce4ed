#include "content/document.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "content/bytes.h"

enum {
	FIRST_NODES = 64,
	FIRST_RUNS = 128,
	FIRST_LINKS = 16
};

/* Twice as many items, for when there is no room for one more. */
static void *grow(void *items, size_t *cap, size_t first, size_t len)
{
	*cap = *cap == 0 ? first : *cap * 2;
	if (*cap > DOC_NONE || *cap > SIZE_MAX / len)
		die("this text is too large to be shown");
	return die_realloc(items, *cap * len);
}

static void add_root(struct doc *doc)
{
	doc->nnodes = 0;
	(void)doc_open(doc, DOC_ROOT, 0);
	doc_close(doc, 0);
}

void doc_init(struct doc *doc)
{
	*doc = (struct doc){ .nodes = NULL };
	arena_init(&doc->arena);
	add_root(doc);
}

void doc_reset(struct doc *doc)
{
	arena_reset(&doc->arena);
	doc->nruns = 0;
	doc->nlinks = 0;
	doc->nwanted = 0;
	doc->ninserts = 0;
	doc->nfigures = 0;
	doc->figures = NULL;
	add_root(doc);
}

void doc_free(struct doc *doc)
{
	free(doc->nodes);
	free(doc->runs);
	free(doc->links);
	free(doc->wanted);
	free(doc->inserts);
	arena_free(&doc->arena);
	*doc = (struct doc){ .nodes = NULL };
}

uint32_t doc_open(struct doc *doc, enum doc_kind kind, uint32_t parent)
{
	const uint32_t at = (uint32_t)doc->nnodes;

	assert(at == 0 || parent < at);
	if (doc->nnodes == doc->cap_nodes)
		doc->nodes = grow(doc->nodes, &doc->cap_nodes, FIRST_NODES,
		    sizeof(*doc->nodes));
	doc->nodes[at] = (struct doc_node){
		.kind = (uint8_t)kind,
		.end = at + 1,
		.parent = parent,
		.run = (uint32_t)doc->nruns,
		.value = kind == DOC_FIGURE ? DOC_NONE : 0,
	};
	doc->nnodes++;
	return at;
}

void doc_close(struct doc *doc, uint32_t node)
{
	assert(node < doc->nnodes);
	doc->nodes[node].end = (uint32_t)doc->nnodes;
}

static void grow_runs(struct doc *doc)
{
	doc->runs =
	    grow(doc->runs, &doc->cap_runs, FIRST_RUNS, sizeof(*doc->runs));
}

static inline struct doc_run *add_run(struct doc *doc, uint32_t node)
{
	struct doc_node *const n = &doc->nodes[node];

	/* Runs of a node are neighbours, so only the last one can have more. */
	assert(node < doc->nnodes);
	assert(n->run + n->nruns == doc->nruns);
	if (doc->nruns == doc->cap_runs)
		grow_runs(doc);
	n->nruns++;
	return &doc->runs[doc->nruns++];
}

void doc_text(struct doc *doc, uint32_t node, struct slice text, enum role role,
    uint32_t link)
{
	assert(link <= doc->nlinks);
	if (link != 0 && text.len > 0 && doc->links[link - 1].run == DOC_NONE)
		doc->links[link - 1].run = (uint32_t)doc->nruns;
	while (text.len > 0) {
		const size_t len =
		    text.len < UINT32_MAX ? text.len : UINT32_MAX;

		*add_run(doc, node) = (struct doc_run){
			.ptr = text.ptr,
			.len = (uint32_t)len,
			.kind = RUN_TEXT,
			.role = (uint8_t)role,
			.link = link,
		};
		text.ptr += len;
		text.len -= len;
	}
}

void doc_break(struct doc *doc, uint32_t node)
{
	*add_run(doc, node) = (struct doc_run){ .ptr = "", .kind = RUN_BREAK };
}

uint32_t doc_link(struct doc *doc, uint32_t node, struct slice target)
{
	if (doc->nlinks == doc->cap_links)
		doc->links = grow(doc->links, &doc->cap_links, FIRST_LINKS,
		    sizeof(*doc->links));
	doc->links[doc->nlinks++] = (struct doc_link){
		.target = target,
		.node = node,
		.run = DOC_NONE,
	};
	return (uint32_t)doc->nlinks;
}

void doc_want(struct doc *doc, uint32_t node, struct slice name)
{
	doc->nodes[node].kind = DOC_FIGURE;
	doc->nodes[node].value = DOC_NONE;
	if (doc->nwanted == doc->cap_wanted)
		doc->wanted = grow(doc->wanted, &doc->cap_wanted, FIRST_LINKS,
		    sizeof(*doc->wanted));
	doc->wanted[doc->nwanted++] = (struct doc_figure){
		.name = name,
		.node = node,
	};
}

void doc_insert(struct doc *doc, uint32_t node, struct slice name)
{
	if (doc->ninserts == doc->cap_inserts)
		doc->inserts = grow(doc->inserts, &doc->cap_inserts,
		    FIRST_LINKS, sizeof(*doc->inserts));
	doc->inserts[doc->ninserts++] =
	    (struct doc_insert){ .name = name, .node = node };
}

struct slice doc_node_text(
    const struct doc *doc, uint32_t node, struct arena *arena)
{
	const struct doc_node *const n = &doc->nodes[node];
	const struct doc_run *const runs = doc->runs + n->run;
	size_t len = 0;
	char *text;
	char *out;

	for (uint32_t i = 0; i < n->nruns; i++)
		len += runs[i].kind == RUN_BREAK ? 1 : runs[i].len;
	text = arena_alloc(arena, len + 1);
	out = text;
	for (uint32_t i = 0; i < n->nruns; i++) {
		if (runs[i].kind == RUN_BREAK) {
			*out++ = ' ';
			continue;
		}
		memcpy(out, runs[i].ptr, runs[i].len);
		out += runs[i].len;
	}
	*out = '\0';
	if (n->kind != DOC_CODE) {
		for (size_t i = 0; i < len; i++) {
			if (text[i] == '\n')
				text[i] = ' ';
		}
	}
	return (struct slice){ text, len };
}

/* The id without "-2". Accents go, what is no letter or digit is a hyphen. */
static struct slice base_id(
    const struct doc *doc, uint32_t node, struct arena *arena)
{
	const struct slice text = doc_node_text(doc, node, arena);
	char *const id = arena_alloc(arena, text.len + sizeof("part"));
	bool gap = false;
	size_t len = 0;
	size_t at = 0;

	while (at < text.len) {
		uint32_t cp;

		at += utf8_next(text.ptr + at, text.len - at, &cp);
		cp = text_fold(cp);
		if ((cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9')) {
			if (gap && len > 0)
				id[len++] = '-';
			gap = false;
			id[len++] = (char)cp;
		} else {
			gap = true;
		}
	}
	if (len == 0)
		return SLICE("part");
	return (struct slice){ id, len };
}

struct slice doc_heading_id(
    const struct doc *doc, uint32_t node, struct arena *arena)
{
	const struct slice base = base_id(doc, node, arena);
	struct arena temp;
	unsigned same = 1;
	const char *id;

	arena_init(&temp);
	for (uint32_t i = 0; i < node; i++) {
		if (doc->nodes[i].kind != DOC_HEADING)
			continue;
		if (slice_eq(base_id(doc, i, &temp), base))
			same++;
		arena_reset(&temp);
	}
	arena_free(&temp);
	if (same == 1)
		return base;
	id = arena_printf(arena, "%.*s-%u", (int)base.len, base.ptr, same);
	return slice_of(id);
}

/* "risk-3" as the third heading called "risk": 3; 0 when it is not that. */
static unsigned repeat_of(struct slice id, struct slice *base)
{
	unsigned n = 0;
	unsigned tens = 1;
	size_t at = id.len;

	while (at > 0 && id.ptr[at - 1] >= '0' && id.ptr[at - 1] <= '9' &&
	       id.len - at < 6) {
		at--;
		n += tens * (unsigned)(id.ptr[at] - '0');
		tens *= 10;
	}
	if (at < 2 || at == id.len || id.ptr[at - 1] != '-' ||
	    id.ptr[at] == '0')
		return 0;
	*base = (struct slice){ id.ptr, at - 1 };
	return n;
}

uint32_t doc_find_heading(const struct doc *doc, struct slice id)
{
	struct slice base = { NULL, 0 };
	const unsigned want = repeat_of(id, &base);
	uint32_t found = DOC_NONE;
	unsigned same = 0;
	struct arena temp;

	arena_init(&temp);
	for (uint32_t i = 0; i < doc->nnodes && found == DOC_NONE; i++) {
		struct slice own;

		if (doc->nodes[i].kind != DOC_HEADING)
			continue;
		own = base_id(doc, i, &temp);
		if (slice_eq(own, id))
			found = i;
		else if (want > 1 && slice_eq(own, base) && ++same == want)
			found = i;
		arena_reset(&temp);
	}
	arena_free(&temp);
	return found;
}

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

/* A word begins where a byte that is no blank follows one that is. */
static size_t run_words(const struct doc_run *run, bool *inside)
{
	const char *const ptr = run->ptr;
	size_t words, at = 1;

	if (run->kind == RUN_BREAK) {
		*inside = false;
		return 0;
	}
	if (run->len == 0)
		return 0;
	words = !*inside && !is_blank(ptr[0]);
	for (; run->len - at >= 8; at += 8) {
		const uint64_t begins = bytes_blanks(bytes_load(ptr + at - 1)) &
		                        ~bytes_blanks(bytes_load(ptr + at));

		words += (begins >> 7) * BYTES_ONE >> 56;
	}
	for (; at < run->len; at++)
		words += is_blank(ptr[at - 1]) && !is_blank(ptr[at]);
	*inside = !is_blank(ptr[run->len - 1]);
	return words;
}

uint32_t doc_find_words(const struct doc *doc, uint32_t node,
    struct slice words, struct arena *arena)
{
	const bool part = node < doc->nnodes && node > 0 &&
	                  doc->nodes[node].kind == DOC_HEADING;

	for (uint32_t i = node; i < doc->nnodes; i++) {
		struct slice text;

		if (part && i > node && doc->nodes[i].kind == DOC_HEADING)
			break;
		if (doc->nodes[i].nruns == 0)
			continue;
		text = doc_node_text(doc, i, arena);
		if (words.len > 0 &&
		    memmem(text.ptr, text.len, words.ptr, words.len) != NULL)
			return i;
	}
	return DOC_NONE;
}

size_t doc_words(const struct doc *doc)
{
	size_t words = 0;

	for (size_t i = 0; i < doc->nnodes; i++) {
		const struct doc_node *const n = &doc->nodes[i];
		bool inside = false;

		for (uint32_t r = 0; r < n->nruns; r++)
			words += run_words(&doc->runs[n->run + r], &inside);
	}
	return words;
}
