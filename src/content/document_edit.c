#include "content/document.h"

#include <assert.h>
#include <string.h>

/*
 * The tree is an array in preorder, so that a first node means moving the
 * others up by one.
 */
void doc_put_title(struct doc *doc, struct slice title)
{
	struct doc_node *nodes;
	struct doc_node made;
	uint32_t node = doc_open(doc, DOC_HEADING, 0);

	doc_text(doc, node, title, ROLE_NORMAL, 0);
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
	made.level = 1;
	made.end = 2;
	nodes[1] = made;
	doc_close(doc, 0);
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
	doc_close(doc, 0);
}
