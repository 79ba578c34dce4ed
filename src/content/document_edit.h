/*
 * document_edit.h - change a document that is complete: its nodes get other
 * numbers.
 */
#ifndef LUMBAR_DOCUMENT_EDIT_H
#define LUMBAR_DOCUMENT_EDIT_H

#include "content/document.h"

/* A heading of level 1 before everything else. title is borrowed. */
void doc_put_title(struct doc *doc, struct slice title);

/* The same of a paragraph; before the title is put there. */
void doc_put_note(struct doc *doc, struct slice text);

/*
 * In place of a leaf the blocks of part, which has at least one and neither
 * figures nor inserts; they get the leaf's line. Their bytes are borrowed.
 */
void doc_splice(struct doc *doc, uint32_t node, const struct doc *part);

/* Keep only the nodes from..to, which must be whole children of the root. */
void doc_keep(struct doc *doc, uint32_t from, uint32_t to);

#endif
