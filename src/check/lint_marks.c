/*
 * lint_marks.c - marks of Markdown that became nothing and are shown as they
 * stand: a card, link, table or bold text that is none.
 */
#include <string.h>

#include "check/lint_parts.h"
#include "check/lint_place.h"

/* More do not fit a screen in cells that can be read. */
#define TABLE_COLS 6

/* A leaf's text; what is code in it is blank. */
struct leaf {
	struct lint *lint;
	const struct doc *doc;
	const struct lint_page *page;
	uint32_t node;
	struct slice text;
};

static struct slice text_of(
    const struct doc *doc, uint32_t node, struct arena *arena)
{
	const struct doc_node *const leaf = &doc->nodes[node];
	size_t len = 0, at = 0;
	char *text;

	for (uint32_t i = 0; i < leaf->nruns; i++)
		len += doc->runs[leaf->run + i].len + 1u;
	text = arena_alloc(arena, len + 1);
	for (uint32_t i = 0; i < leaf->nruns; i++) {
		const struct doc_run *const run = &doc->runs[leaf->run + i];

		if (run->kind == RUN_BREAK) {
			text[at++] = '\n';
			continue;
		}
		if (run->role == ROLE_CODE)
			memset(text + at, ' ', run->len);
		else
			memcpy(text + at, run->ptr, run->len);
		at += run->len;
	}
	return (struct slice){ text, at };
}

static void tell(const struct leaf *leaf, enum diag_severity severity,
    size_t at, const char *what)
{
	struct lint_place place = lint_place_begin(leaf->doc, leaf->node);

	diag_add(leaf->lint->diag, severity, leaf->page->file,
	    lint_place_byte(&place, at), "%s", what);
}

/* Where it is in the text, or its length. */
static size_t find(struct slice text, const char *what)
{
	const char *at = memmem(text.ptr, text.len, what, strlen(what));

	return at == NULL ? text.len : (size_t)(at - text.ptr);
}

/* "[! URGENT]", "[URGENT]": what stands at "[" was meant to be a card. */
static bool is_card_mark(struct slice text)
{
	static const char *const levels[] = { "EMERGENCY", "URGENT", "ROUTINE",
		"SELFCARE", "DO", "DONT", "NOTE" };
	size_t at = 1, from;

	while (at < text.len && strchr(" !", text.ptr[at]) != NULL)
		at++;
	for (from = at;
	     at < text.len && text.ptr[at] >= 'A' && text.ptr[at] <= 'Z';)
		at++;
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		if (slice_is((struct slice){ text.ptr + from, at - from },
			levels[i]))
			return at < text.len &&
			       strchr(" ]", text.ptr[at]) != NULL;
	}
	return false;
}

/* The first leaf of a quote with a mark in order: its word has been told. */
static bool was_told(const struct leaf *leaf)
{
	const struct doc_node *const node = &leaf->doc->nodes[leaf->node];
	const struct slice text = leaf->text;

	return leaf->doc->nodes[node->parent].kind == DOC_QUOTE &&
	       node->parent + 1 == leaf->node && text.len > 2 &&
	       memcmp(text.ptr, "[!", 2) == 0 &&
	       strchr(" ]", text.ptr[2]) == NULL;
}

static void check_card(const struct leaf *leaf)
{
	const struct slice text = leaf->text;

	if (was_told(leaf))
		return;
	for (size_t i = 0; i + 1 < text.len; i++) {
		if (text.ptr[i] != '[' ||
		    (text.ptr[i + 1] != '!' &&
			!is_card_mark(
			    (struct slice){ text.ptr + i, text.len - i })))
			continue;
		tell(leaf, DIAG_ERROR, i,
		    "a care card that is none: shown as text with its marks, "
		    "begin a quote of its own with \"> [!URGENT]\" or another "
		    "level");
		return;
	}
}

static void check_link(const struct leaf *leaf)
{
	const struct slice text = leaf->text;
	const size_t at = find(text, "](");
	const size_t by_name = find(text, "][");
	const char *from, *close;

	if (at == text.len) {
		if (by_name < text.len)
			tell(leaf, DIAG_WARNING, by_name,
			    "a link that is none: shown as text with its "
			    "marks, write [words](id)");
		return;
	}
	from = text.ptr + at;
	close = memchr(from, ')', text.len - at);
	if (close == NULL)
		tell(leaf, DIAG_WARNING, at,
		    "a link that is not closed by \")\": shown as text with "
		    "its marks");
	else if (memchr(from, ' ', (size_t)(close - from)) != NULL ||
		 memchr(from, '\n', (size_t)(close - from)) != NULL)
		tell(leaf, DIAG_WARNING, at,
		    "a link to something with a space in it: shown as text "
		    "with its marks, use the id, as in (slipped-disc)");
	else
		tell(leaf, DIAG_WARNING, at,
		    "a link that is none: shown as text with its marks, write "
		    "[words](id)");
}

static void check_bold(const struct leaf *leaf)
{
	const size_t at = find(leaf->text, "**");

	if (at < leaf->text.len)
		tell(leaf, DIAG_WARNING, at,
		    "bold text that is not begun or not closed: its stars are "
		    "shown, put \"**\" right before and right behind the "
		    "words");
}

/* The line under a table's head, with a column of fewer than 3 dashes. */
static bool is_short_rule(struct slice line)
{
	size_t dashes = 0;
	bool is_short = false, any = false;

	for (size_t i = 0; i <= line.len; i++) {
		const char c = i < line.len ? line.ptr[i] : '|';

		if (c == '-') {
			dashes++;
			any = true;
		} else if (c == '|') {
			is_short = is_short || (dashes > 0 && dashes < 3);
			dashes = 0;
		} else if (c != ' ' && c != ':') {
			return false;
		}
	}
	return any && is_short;
}

static void check_rows(const struct leaf *leaf)
{
	struct slice rest = leaf->text;
	size_t first = leaf->text.len;

	while (rest.len > 0) {
		const char *const end = memchr(rest.ptr, '\n', rest.len);
		const struct slice line = { rest.ptr,
			end == NULL ? rest.len : (size_t)(end - rest.ptr) };
		const size_t at = (size_t)(rest.ptr - leaf->text.ptr);
		const size_t used = line.len + (end != NULL);

		rest = (struct slice){ rest.ptr + used, rest.len - used };
		if (slice_trim(line).len == 0 || slice_trim(line).ptr[0] != '|')
			continue;
		if (is_short_rule(line)) {
			tell(leaf, DIAG_WARNING, at,
			    "a table with fewer than 3 dashes in a column of "
			    "its second line: shown as text with its bars, "
			    "write | --- |");
			return;
		}
		if (first == leaf->text.len)
			first = at;
	}
	if (first < leaf->text.len)
		tell(leaf, DIAG_WARNING, first,
		    "a row of a table that is none: shown as text with its "
		    "bars, a table has an empty line before it and | --- | for "
		    "each column in its second line");
}

static void check_heading(const struct leaf *leaf)
{
	if (leaf->text.len > 1 && leaf->text.ptr[0] == '#' &&
	    (leaf->text.ptr[1] < '0' || leaf->text.ptr[1] > '9'))
		tell(leaf, DIAG_WARNING, 0,
		    "a heading that is none: shown as text, put a space behind "
		    "its \"#\"");
}

static void check_table(struct lint *lint, const struct lint_page *page,
    const struct doc *doc, uint32_t table)
{
	uint32_t line = doc->nodes[table].line;

	for (uint32_t i = table + 1; line == 0 && i < doc->nodes[table].end;
	     i++)
		line = doc->nodes[i].line;
	if (doc->nodes[table].value > TABLE_COLS)
		diag_add(lint->diag, DIAG_WARNING, page->file, line,
		    "a table of %u columns: shown all the same, "
		    "%d are the most that can be read",
		    (unsigned)doc->nodes[table].value, TABLE_COLS);
}

void lint_marks(struct lint *lint, const struct article *article,
    const struct lint_page *page)
{
	const struct doc *const doc = &article->doc;

	for (uint32_t i = 1; i < doc->nnodes; i++) {
		struct leaf leaf = { lint, doc, page, i, { "", 0 } };

		if (doc->nodes[i].kind == DOC_TABLE)
			check_table(lint, page, doc, i);
		if (doc->nodes[i].kind == DOC_CODE || doc->nodes[i].nruns == 0)
			continue;
		leaf.text = text_of(doc, i, &lint->scratch);
		check_card(&leaf);
		check_link(&leaf);
		check_bold(&leaf);
		if (doc->nodes[i].kind != DOC_CELL)
			check_rows(&leaf);
		check_heading(&leaf);
	}
}
