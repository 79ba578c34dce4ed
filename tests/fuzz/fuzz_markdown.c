/*
 * Markdown to a document, to lines at some width, to text. The first three
 * bytes choose the width, the flags and the size of pieces; the rest is the
 * text. Checked: the tree is whole, no line is too wide, nothing but printable
 * characters comes out, no letter is lost on the way from the document, and a
 * text cut into pieces gives the same tree as the whole.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "content/layout.h"
#include "content/markdown.h"
#include "content/stream.h"
#include "content/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define NEED(what)                                              \
	do {                                                    \
		if (!(what)) {                                  \
			fprintf(stderr, "not so: " #what "\n"); \
			abort();                                \
		}                                               \
	} while (0)

static size_t letters_of(const char *ptr, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		const char c = (char)(ptr[i] | 0x20);

		n += (c >= 'a' && c <= 'z') || (ptr[i] >= '0' && ptr[i] <= '9');
	}
	return n;
}

static int is_leaf(const struct doc_node *node)
{
	return node->kind == DOC_PARA || node->kind == DOC_HEADING ||
	       node->kind == DOC_CARD_TITLE || node->kind == DOC_CODE ||
	       node->kind == DOC_CELL || node->kind == DOC_FIGURE;
}

/* What document.h promises of the tree. Returns the letters in it. */
static size_t check_tree(const struct doc *doc)
{
	size_t letters = 0;
	uint32_t run = 0;

	NEED(doc->nnodes > 0 && doc->nodes[0].kind == DOC_ROOT);
	NEED(doc->nodes[0].end == doc->nnodes);
	for (uint32_t i = 1; i < doc->nnodes; i++) {
		const struct doc_node *const node = &doc->nodes[i];
		const struct doc_node *const parent = &doc->nodes[node->parent];

		NEED(node->parent < i && !is_leaf(parent));
		NEED(node->end > i && node->end <= parent->end);
		NEED(i == node->parent + 1 || doc->nodes[i - 1].end == i ||
		     doc->nodes[i - 1].end >= i);
		NEED(node->nruns == 0 || (is_leaf(node) && node->run == run));
		NEED(!is_leaf(node) || node->end == i + 1);
		run += node->nruns;
	}
	NEED(run == doc->nruns);
	for (size_t i = 0; i < doc->nruns; i++) {
		const struct doc_run *const r = &doc->runs[i];

		NEED(r->link <= doc->nlinks);
		NEED(r->role <= ROLE_LINK);
		if (r->kind == RUN_TEXT)
			letters += letters_of(r->ptr, r->len);
	}
	for (size_t i = 0; i < doc->nlinks; i++) {
		NEED(doc->links[i].node < doc->nnodes);
		NEED(doc->links[i].run == DOC_NONE ||
		     doc->runs[doc->links[i].run].link == i + 1);
	}
	return letters;
}

static void check_text(const char *text, size_t len, int cols, int colour)
{
	size_t at = 0;
	int used = 0;

	while (at < len) {
		uint32_t cp;

		/* ESC [ digits and semicolons m, nothing else. */
		if (colour && text[at] == 0x1B) {
			NEED(text[++at] == '[');
			at++;
			at += strspn(text + at, "0123456789;");
			NEED(text[at++] == 'm');
			continue;
		}
		at += utf8_next(text + at, len - at, &cp);
		if (cp == '\n') {
			used = 0;
			continue;
		}
		NEED(cp == UTF8_BAD || text_safe(cp) == cp);
		used += utf8_cols(cp);
		NEED(used <= cols);
	}
}

static void check_layout(const struct doc *doc, int cols, unsigned flags)
{
	static const enum write_format formats[] = { WRITE_PLAIN, WRITE_ANSI,
		WRITE_MONO };
	const size_t letters = check_tree(doc);
	struct layout layout;

	layout_init(&layout);
	layout_flow(&layout, doc, cols, flags);
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		char *text = NULL;
		size_t len;
		FILE *const out = open_memstream(&text, &len);

		NEED(out != NULL);
		NEED(write_layout(&layout, formats[i],
			 (flags & LAYOUT_ASCII) != 0 ? WRITE_ASCII : 0,
			 out) == 0);
		NEED(fclose(out) == 0);
		check_text(text, len,
		    cols < LAYOUT_MIN_COLS ? LAYOUT_MIN_COLS : cols,
		    formats[i] != WRITE_PLAIN);
		NEED(letters_of(text, len) >= letters);
		free(text);
	}
	layout_free(&layout);
}

static char *tree_of(int fd, size_t piece_len)
{
	char *text = NULL;
	size_t len;
	FILE *const out = open_memstream(&text, &len);
	struct stream stream;
	struct slice piece;
	struct doc doc;
	unsigned line;

	NEED(out != NULL);
	NEED(lseek(fd, 0, SEEK_SET) == 0);
	stream_open(&stream, fd);
	stream.piece = piece_len;
	doc_init(&doc);
	for (;;) {
		NEED(stream_next(&stream, &piece, &line) == STATUS_OK);
		if (piece.len == 0)
			break;
		doc_reset(&doc);
		markdown_parse(piece, "fuzz", line, &doc, NULL);
		(void)check_tree(&doc);
		doc_print(&doc, out);
	}
	doc_free(&doc);
	stream_close(&stream);
	NEED(fclose(out) == 0);
	return text;
}

/* Two blank lines: md4c then looks at offsets; see md_lines.c. */
static int has_two_blanks(const uint8_t *data, size_t len)
{
	int newlines = 0;

	for (size_t i = 0; i < len; i++) {
		if (data[i] == '\n')
			newlines++;
		else if (data[i] != ' ' && data[i] != '\t' && data[i] != '\r' &&
			 data[i] != '>')
			newlines = 0;
		if (newlines > 2)
			return 1;
	}
	return 0;
}

static void check_pieces(const uint8_t *data, size_t len, size_t piece_len)
{
	const int fd = memfd_create("text", 0);
	char *whole;
	char *pieces;

	NEED(fd >= 0);
	NEED(write(fd, data, len) == (ssize_t)len);
	whole = tree_of(fd, len + 16);
	pieces = tree_of(fd, piece_len);
	NEED(has_two_blanks(data, len) || strcmp(whole, pieces) == 0);
	free(whole);
	free(pieces);
	close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static int ready;
	struct arena arena;
	struct diag diag;
	struct doc doc;
	char *text;

	if (!ready) {
		(void)text_locale();
		ready = 1;
	}
	if (len < 3)
		return 0;
	text = malloc(len - 3 + 1);
	NEED(text != NULL);
	memcpy(text, data + 3, len - 3);
	text[len - 3] = (char)(data[1] & 0x80 ? '\n' : 'x');
	arena_init(&arena);
	diag_init(&diag, &arena);
	doc_init(&doc);
	markdown_parse((struct slice){ text, len - 3 }, "fuzz", 1, &doc, &diag);
	check_layout(&doc, data[0] % 128, data[1] & 0x1F);
	doc_free(&doc);
	arena_free(&arena);
	free(text);
	check_pieces(data + 3, len - 3, 1 + data[2]);
	return 0;
}
