/*
 * markdown.h - Markdown-lite bytes to a document.
 *
 * CommonMark as md4c reads it, with tables and strikethrough; raw HTML and
 * link reference definitions are ordinary text (both are told to diag). Care
 * cards (quotes that begin "[!EMERGENCY]" and so on) become DOC_CARD.
 *
 * Never fails and never loses a word: nesting of quotes, lists, brackets and
 * table columns over the caps below is shown as text and told to diag, and
 * what md4c refuses becomes one paragraph a line. Linear in the input.
 * Knows nothing of widths, regions, figures' files or links' targets.
 */
#ifndef LUMBAR_MARKDOWN_H
#define LUMBAR_MARKDOWN_H

#include "base/diag.h"
#include "content/document.h"

#define MARKDOWN_MAX_NEST     32 /* quotes and lists inside each other */
#define MARKDOWN_MAX_BRACKETS 32
#define MARKDOWN_MAX_COLUMNS  64

/*
 * Adds to doc (after doc_init or doc_reset) from a text that need not end in
 * a newline nor be valid UTF-8. The text must outlive doc and its byte
 * text.ptr[text.len] must be readable (file_read and stream give that).
 * first_line is the number of the text's first line. file is for messages.
 */
void markdown_parse(struct slice text, const char *file, unsigned first_line,
    struct doc *doc, struct diag *diag);

#endif
