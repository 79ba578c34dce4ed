/*
 * document.h - a block tree in one array.
 *
 * Nodes stand in preorder: the children of node i begin at i + 1, and
 * nodes[i].end is one past its last descendant, so a walk is a loop and a
 * child list is "for (c = i + 1; c < nodes[i].end; c = nodes[c].end)". Only
 * leaves (PARA, HEADING, CARD_TITLE, CODE, CELL, FIGURE, TERM) have text.
 *
 * A run borrows its bytes: from the source, which must outlive the document,
 * or from the document's arena. Run bytes are content, not yet filtered; they
 * may hold '\n', which in anything but CODE means one space (a soft break).
 */
#ifndef LUMBAR_DOCUMENT_H
#define LUMBAR_DOCUMENT_H

#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/text.h"
#include "content/role.h"

enum doc_kind {
	DOC_ROOT,
	DOC_PARA,
	DOC_HEADING, /* level 1 to 6; DOC_TIGHT: joined to what follows */
	DOC_LIST,    /* DOC_ORDERED, DOC_TIGHT; value = first number */
	DOC_ITEM,    /* value = its number in an ordered list */
	DOC_QUOTE,
	DOC_CARD,       /* a care card; level = enum doc_card */
	DOC_CARD_TITLE, /* first child of a card; may have no text */
	DOC_CODE,       /* lines end in '\n' */
	DOC_RULE,
	DOC_TABLE, /* value = number of columns */
	DOC_ROW,   /* DOC_HEAD on the header row; may lack last cells */
	DOC_CELL,  /* align */
	DOC_FIGURE /* value = index into figures, or DOC_NONE; text = alt */
};

enum doc_card {
	CARD_EMERGENCY,
	CARD_URGENT,
	CARD_ROUTINE,
	CARD_SELFCARE,
	CARD_DO,
	CARD_DONT,
	CARD_NOTE
};

enum doc_align {
	ALIGN_LEFT,
	ALIGN_CENTRE,
	ALIGN_RIGHT
};

#define DOC_ORDERED 1u
#define DOC_TIGHT   2u
#define DOC_HEAD    4u
#define DOC_JOINED  8u /* any block: nothing between it and what follows */

#define DOC_NONE UINT32_MAX

struct doc_node {
	uint8_t kind;  /* enum doc_kind */
	uint8_t level; /* heading level, enum doc_card */
	uint8_t flags;
	uint8_t align;
	uint32_t end;
	uint32_t parent; /* the root is its own parent */
	uint32_t run, nruns;
	uint32_t value;
	uint32_t line; /* in the source, 1-based; 0 = not known */
};

enum run_kind {
	RUN_TEXT,
	RUN_BREAK /* a hard line break; no bytes */
};

struct doc_run {
	const char *ptr;
	uint32_t len;
	uint8_t kind;
	uint8_t role; /* NORMAL, STRONG, EMPH, CODE, STRIKE or LINK */
	uint16_t pad;
	uint32_t link; /* 1-based into links; 0 = none */
};

struct doc_link {
	struct slice target; /* as written, entities decoded */
	uint32_t node;       /* the leaf it stands in */
	uint32_t run;        /* its first run; DOC_NONE for an empty text */
};

struct figure;

/* A figure that the text names; article_open reads it. */
struct doc_figure {
	struct slice name;
	uint32_t node; /* of the DOC_FIGURE */
};

/* A list of the pack that the text names; article_open puts it in. */
struct doc_insert {
	struct slice name; /* "signs:net" */
	uint32_t node;     /* a PARA: the words that stand for it till then */
};

struct doc {
	struct arena arena; /* decoded text, slices made on the way */
	struct doc_node *nodes;
	struct doc_run *runs;
	struct doc_link *links;
	struct doc_figure *wanted;
	struct doc_insert *inserts;
	const struct figure **figures; /* filled by article_open */
	size_t nnodes, nruns, nlinks, nwanted, ninserts, nfigures;
	size_t cap_nodes, cap_runs, cap_links, cap_wanted, cap_inserts;
};

void doc_init(struct doc *doc);
/* Empty it but keep the memory for the next text. */
void doc_reset(struct doc *doc);
void doc_free(struct doc *doc);

/*
 * Building, in preorder. doc_open adds a node under parent; doc_close sets its
 * end. doc_run adds text to the newest node. Used by markdown.c and by screens
 * that make a page of their own.
 */
uint32_t doc_open(struct doc *doc, enum doc_kind kind, uint32_t parent);
void doc_close(struct doc *doc, uint32_t node);
void doc_text(struct doc *doc, uint32_t node, struct slice text, enum role role,
    uint32_t link);
void doc_break(struct doc *doc, uint32_t node);
uint32_t doc_link(struct doc *doc, uint32_t node, struct slice target);
/* Node becomes a DOC_FIGURE that stands for figures/<name>.txt. */
void doc_want(struct doc *doc, uint32_t node, struct slice name);
/* Node stands for a list of the pack. */
void doc_insert(struct doc *doc, uint32_t node, struct slice name);

/* A heading of level 1 before everything else. title is borrowed. */
void doc_put_title(struct doc *doc, struct slice title);

/* The same of a paragraph; before the title is put there. */
void doc_put_note(struct doc *doc, struct slice text);

/*
 * In place of a leaf the blocks of part, which has at least one and neither
 * figures nor inserts; they get the leaf's line. Their bytes are borrowed.
 */
void doc_splice(struct doc *doc, uint32_t node, const struct doc *part);

/*
 * Keep only the nodes from..to, which must be whole children of the root.
 * All of these are for a document that is complete: they renumber its nodes.
 */
void doc_keep(struct doc *doc, uint32_t from, uint32_t to);

/* A node's own text in one piece, made in the arena; breaks are spaces. */
struct slice doc_node_text(
    const struct doc *doc, uint32_t node, struct arena *arena);

/*
 * The id of a heading for "article#part": its text folded to lower case
 * ASCII letters and digits, the rest hyphens. A repeated one gets "-2", "-3".
 */
struct slice doc_heading_id(
    const struct doc *doc, uint32_t node, struct arena *arena);

/* The heading with that id, or DOC_NONE. */
uint32_t doc_find_heading(const struct doc *doc, struct slice id);

/*
 * The first leaf from node on that has the words, of those up to the next
 * heading if node is one; or DOC_NONE. Line ends count as spaces.
 */
uint32_t doc_find_words(const struct doc *doc, uint32_t node,
    struct slice words, struct arena *arena);

/* Words of all text, for the reading time. */
size_t doc_words(const struct doc *doc);

/* The tree, indented, one node a line; the format of tests/spec. */
void doc_print(const struct doc *doc, FILE *out);

#endif
