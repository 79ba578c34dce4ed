/*
 * document_print.c - the tree as text, for people and for tests/spec.
 *
 * How a text is cut into runs is no part of its meaning, so neighbours of the
 * same role and link are printed as one.
 */
#include "content/document.h"

static const char *const kinds[] = {
	[DOC_ROOT] = "root",
	[DOC_PARA] = "para",
	[DOC_HEADING] = "heading",
	[DOC_LIST] = "list",
	[DOC_ITEM] = "item",
	[DOC_QUOTE] = "quote",
	[DOC_CARD] = "card",
	[DOC_CARD_TITLE] = "card-title",
	[DOC_CODE] = "code",
	[DOC_RULE] = "rule",
	[DOC_TABLE] = "table",
	[DOC_ROW] = "row",
	[DOC_CELL] = "cell",
	[DOC_FIGURE] = "figure",
};

static const char *const cards[] = {
	[CARD_EMERGENCY] = "emergency",
	[CARD_URGENT] = "urgent",
	[CARD_ROUTINE] = "routine",
	[CARD_SELFCARE] = "selfcare",
	[CARD_DO] = "do",
	[CARD_DONT] = "dont",
	[CARD_NOTE] = "note",
};

static const char *const aligns[] = {
	[ALIGN_LEFT] = "left",
	[ALIGN_CENTRE] = "centre",
	[ALIGN_RIGHT] = "right",
};

static const char *const roles[] = {
	[ROLE_NORMAL] = "",
	[ROLE_STRONG] = "strong",
	[ROLE_EMPH] = "emph",
	[ROLE_CODE] = "code",
	[ROLE_STRIKE] = "strike",
	[ROLE_LINK] = "link",
};

static void print_escaped(struct slice text, FILE *out)
{
	for (size_t i = 0; i < text.len; i++) {
		const unsigned char c = (unsigned char)text.ptr[i];

		if (c == '\n')
			fputs("\\n", out);
		else if (c == '\t')
			fputs("\\t", out);
		else if (c == '"' || c == '\\')
			fprintf(out, "\\%c", c);
		else if (c < ' ' || c == 0x7F)
			fprintf(out, "\\x%02X", c);
		else
			putc(c, out);
	}
}

static void print_runs(
    const struct doc *doc, const struct doc_node *node, FILE *out)
{
	const struct doc_run *before = NULL;

	for (uint32_t i = 0; i < node->nruns; i++) {
		const struct doc_run *const run = &doc->runs[node->run + i];

		if (before != NULL &&
		    (run->kind != RUN_TEXT || before->role != run->role ||
			before->link != run->link)) {
			putc('"', out);
			before = NULL;
		}
		if (run->kind == RUN_BREAK) {
			fputs(" break", out);
			continue;
		}
		if (before == NULL) {
			const size_t nroles = sizeof(roles) / sizeof(*roles);

			fprintf(out, " %s",
			    run->role < nroles ? roles[run->role] : "other");
			if (run->link != 0) {
				putc('(', out);
				print_escaped(
				    doc->links[run->link - 1].target, out);
				putc(')', out);
			}
			putc('"', out);
		}
		print_escaped((struct slice){ run->ptr, run->len }, out);
		before = run;
	}
	if (before != NULL)
		putc('"', out);
}

static void print_name(struct slice name, FILE *out)
{
	fputs(" <", out);
	print_escaped(name, out);
	putc('>', out);
}

/* The figure or the list that a node stands for. */
static void print_names(const struct doc *doc, uint32_t node, FILE *out)
{
	for (size_t i = 0; i < doc->nwanted; i++) {
		if (doc->wanted[i].node == node)
			print_name(doc->wanted[i].name, out);
	}
	for (size_t i = 0; i < doc->ninserts; i++) {
		if (doc->inserts[i].node == node)
			print_name(doc->inserts[i].name, out);
	}
}

static void print_node(const struct doc *doc, uint32_t at, FILE *out)
{
	const struct doc_node *const node = &doc->nodes[at];

	fputs(kinds[node->kind], out);
	switch ((enum doc_kind)node->kind) {
	case DOC_HEADING:
		fprintf(out, " %u", node->level);
		break;
	case DOC_LIST:
		if (node->flags & DOC_ORDERED)
			fprintf(out, " %u", node->value);
		fputs(node->flags & DOC_TIGHT ? " tight" : " loose", out);
		break;
	case DOC_ITEM:
		if (doc->nodes[node->parent].flags & DOC_ORDERED)
			fprintf(out, " %u", node->value);
		break;
	case DOC_CARD:
		fprintf(out, " %s", cards[node->level]);
		break;
	case DOC_TABLE:
		fprintf(out, " %u", node->value);
		break;
	case DOC_ROW:
		if (node->flags & DOC_HEAD)
			fputs(" head", out);
		break;
	case DOC_CELL:
		fprintf(out, " %s", aligns[node->align]);
		break;
	case DOC_PARA:
	case DOC_FIGURE:
		print_names(doc, at, out);
		break;
	default:
		break;
	}
	print_runs(doc, node, out);
	putc('\n', out);
}

void doc_print(const struct doc *doc, FILE *out)
{
	unsigned depth = 0;

	/* The root has nothing to say: pieces print as the whole does. */
	for (uint32_t i = 1; i < doc->nnodes; i++) {
		depth = 0;
		for (uint32_t p = doc->nodes[i].parent; p != 0;
		     p = doc->nodes[p].parent)
			depth++;
		fprintf(out, "%*s", (int)depth * 2, "");
		print_node(doc, i, out);
	}
}
