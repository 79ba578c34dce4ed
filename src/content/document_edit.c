#include "content/document_edit.h"

#include <assert.h>
#include <string.h>

#include "base/die.h"

/*
 * The tree is an array in preorder, so that a first node means moving the
 * others up by one.
 */
static void put_first(struct doc *doc, enum doc_kind kind, uint8_t level,
    struct slice text, enum role role)
{
	struct doc_node *nodes;
	struct doc_node made;
	uint32_t node = doc_open(doc, kind, 0);

	doc_text(doc, node, text, role, 0);
	nodes = doc->nodes;
	made = nodes[node];
	memmove(&nodes[2], &nodes[1], (node - 1) * sizeof(nodes[0]));
	for (uint32_t i = 2; i <= node; i++) {
		nodes[i].end++;
		nodes[i].parent += nodes[i].parent > 0;
	}
	for (size_t i = 0; i < doc->nlinks; i++)
		doc->links[i].node++;
	for (size_t i = 0; i < doc->nwanted; i++)
		doc->wanted[i].node++;
	for (size_t i = 0; i < doc->ninserts; i++)
		doc->inserts[i].node++;
	made.level = level;
	made.end = 2;
	nodes[1] = made;
	doc_close(doc, 0);
}

void doc_put_title(struct doc *doc, struct slice title)
{
	put_first(doc, DOC_HEADING, 1, title, ROLE_NORMAL);
}

void doc_put_note(struct doc *doc, struct slice text)
{
	put_first(doc, DOC_PARA, 0, text, ROLE_STRONG);
}

/* An array with room for more: at [at] are then `by` items to be filled. */
static void *widen(
    void *items, size_t n, size_t *cap, size_t at, size_t by, size_t len)
{
	char *wider = items;

	if (by == 0)
		return items;
	if (n + by > *cap) {
		*cap = n + by;
		wider = die_realloc(items, *cap * len);
	}
	memmove(wider + (at + by) * len, wider + at * len, (n - at) * len);
	return wider;
}

/* What the leaf has goes; what the part has comes in its place. */
struct splice {
	struct doc *doc;
	const struct doc *part;
	uint32_t node, parent, line;
	uint32_t run, link; /* where its runs and links come in */
	uint32_t more;      /* nodes */
};

/* Of all that stands in the document already. */
static void renumber(const struct splice *s)
{
	struct doc *const doc = s->doc;
	const uint32_t runs = (uint32_t)s->part->nruns;
	const uint32_t links = (uint32_t)s->part->nlinks;

	for (size_t i = 0; i < doc->nnodes; i++) {
		struct doc_node *const node = &doc->nodes[i];

		node->end += node->end > s->node ? s->more : 0;
		node->parent += node->parent > s->node ? s->more : 0;
		node->run += node->run >= s->run ? runs : 0;
	}
	for (size_t i = s->run; i < doc->nruns; i++)
		doc->runs[i].link += doc->runs[i].link > s->link ? links : 0;
	for (size_t i = 0; i < doc->nlinks; i++) {
		struct doc_link *const link = &doc->links[i];

		link->node += link->node > s->node ? s->more : 0;
		if (link->run != DOC_NONE && link->run >= s->run)
			link->run += runs;
	}
	for (size_t i = 0; i < doc->nwanted; i++)
		doc->wanted[i].node +=
		    doc->wanted[i].node > s->node ? s->more : 0;
	for (size_t i = 0; i < doc->ninserts; i++)
		doc->inserts[i].node +=
		    doc->inserts[i].node > s->node ? s->more : 0;
}

static void copy_part(const struct splice *s)
{
	struct doc *const doc = s->doc;
	const struct doc *const part = s->part;

	for (size_t i = 1; i < part->nnodes; i++) {
		struct doc_node *const node = &doc->nodes[s->node + i - 1];

		*node = part->nodes[i];
		node->end += s->node - 1;
		node->parent =
		    node->parent == 0 ? s->parent : node->parent + s->node - 1;
		node->run += s->run;
		node->line = s->line;
	}
	for (size_t i = 0; i < part->nruns; i++) {
		struct doc_run *const run = &doc->runs[s->run + i];

		*run = part->runs[i];
		run->link += run->link > 0 ? s->link : 0;
	}
	for (size_t i = 0; i < part->nlinks; i++) {
		struct doc_link *const link = &doc->links[s->link + i];

		*link = part->links[i];
		link->node += s->node - 1;
		link->run += link->run != DOC_NONE ? s->run : 0;
	}
}

void doc_splice(struct doc *doc, uint32_t node, const struct doc *part)
{
	struct splice s = { .doc = doc, .part = part, .node = node };

	assert(node > 0 && node < doc->nnodes && part->nnodes > 1);
	assert(part->nwanted + part->ninserts == 0);
	s.parent = doc->nodes[node].parent;
	s.line = doc->nodes[node].line;
	s.more = (uint32_t)part->nnodes - 2;
	/* Its runs stay, of use to nobody: who holds their numbers goes on. */
	s.run = doc->nodes[node].run + doc->nodes[node].nruns;
	while (s.link < doc->nlinks && doc->links[s.link].node <= node)
		s.link++;
	renumber(&s);
	doc->nodes = widen(doc->nodes, doc->nnodes, &doc->cap_nodes, node,
	    s.more, sizeof(*doc->nodes));
	doc->nnodes += s.more;
	doc->runs = widen(doc->runs, doc->nruns, &doc->cap_runs, s.run,
	    part->nruns, sizeof(*doc->runs));
	doc->nruns += part->nruns;
	doc->links = widen(doc->links, doc->nlinks, &doc->cap_links, s.link,
	    part->nlinks, sizeof(*doc->links));
	doc->nlinks += part->nlinks;
	copy_part(&s);
}

static void move(uint32_t *node, uint32_t from, uint32_t to)
{
	*node = *node >= from && *node < to ? *node - (from - 1) : 0;
}

void doc_keep(struct doc *doc, uint32_t from, uint32_t to)
{
	const uint32_t by = from - 1;

	assert(from >= 1 && from <= to && to <= doc->nnodes);
	memmove(&doc->nodes[1], &doc->nodes[from],
	    (to - from) * sizeof(doc->nodes[0]));
	doc->nnodes = to - from + 1;
	for (size_t i = 1; i < doc->nnodes; i++) {
		struct doc_node *node = &doc->nodes[i];

		node->end -= by;
		node->parent = node->parent >= from ? node->parent - by : 0;
	}
	/* what stood in a node that is gone now stands in the root: nowhere */
	for (size_t i = 0; i < doc->nlinks; i++)
		move(&doc->links[i].node, from, to);
	for (size_t i = 0; i < doc->nwanted; i++)
		move(&doc->wanted[i].node, from, to);
	for (size_t i = 0; i < doc->ninserts; i++)
		move(&doc->inserts[i].node, from, to);
	doc_close(doc, 0);
}
