#include "check/lint_parts.h"
#include "check/lint_place.h"

#include <string.h>

#include "check/readability.h"

#define SENTENCE_WORDS 20
#define GRADE_AIM      7.0
#define GRADE_LIMIT    8.0

/* The number that begins at text.ptr[*at], and moves behind it. */
static unsigned number_at(struct slice text, size_t *at)
{
	unsigned value = 0;
	size_t i = *at;

	for (; i < text.len; i++) {
		const char c = text.ptr[i];

		if (text_is_digit(c))
			value = value > 100000000
			            ? value
			            : value * 10 + (unsigned)(c - '0');
		else if (c != ',' || i + 1 == text.len ||
			 !text_is_digit(text.ptr[i + 1]))
			break;
	}
	*at = i;
	return value;
}

/* The number that ends before text.ptr[at]; 0 when there is none. */
static unsigned number_before(struct slice text, size_t at)
{
	size_t from = at;

	while (from > 0 && (text_is_digit(text.ptr[from - 1]) ||
			       (text.ptr[from - 1] == ',' && from < at)))
		from--;
	while (from < at && !text_is_digit(text.ptr[from]))
		from++;
	return from == at ? 0 : number_at(text, &from);
}

/* Whether one of the words stands at text.ptr[at], behind a space or "-". */
static bool has_next(
    struct slice text, size_t at, const char *const *words, size_t n)
{
	struct slice rest;

	if (at >= text.len || strchr(" -\n%", text.ptr[at]) == NULL)
		return false;
	if (text.ptr[at] == '%')
		return true;
	rest = (struct slice){ text.ptr + at + 1, text.len - at - 1 };
	for (size_t i = 0; i < n; i++) {
		if (slice_starts(rest, words[i]))
			return true;
	}
	return false;
}

/*
 * Whether "7" of "1 in 7" stands at text.ptr[at]: a count of people and no
 * span of time ("in 6 weeks") and no year ("45 in 2020").
 */
static bool is_count(struct slice text, size_t at, unsigned part)
{
	static const char *const units[] = { "second", "minute", "hour", "day",
		"week", "month", "year", "night", "session", "step", "of the" };
	static const char *const counted[] = { "people", "person", "men",
		"women", "children", "adults", "births", "patients", "who" };
	const unsigned whole = number_at(text, &at);

	if (whole <= part ||
	    has_next(text, at, units, sizeof(units) / sizeof(units[0])))
		return false;
	return whole < 1900 || whole > 2099 || part == 1 ||
	       has_next(
		   text, at, counted, sizeof(counted) / sizeof(counted[0]));
}

/* Whether "1 in 7" or "25 out of 334" stands somewhere in the text. */
static bool has_frequency(struct slice text)
{
	static const char *const links[] = { " in ", " out of ", "\nin ",
		" in\n", "\nout of ", " out\nof ", " out of\n" };

	for (size_t i = 1; i < text.len; i++) {
		const struct slice rest = { text.ptr + i, text.len - i };

		if (!text_is_digit(text.ptr[i - 1]))
			continue;
		for (size_t k = 0; k < sizeof(links) / sizeof(links[0]); k++) {
			const size_t len = strlen(links[k]);
			const unsigned part = number_before(text, i);

			if (part > 0 && rest.len > len &&
			    slice_starts(rest, links[k]) &&
			    text_is_digit(rest.ptr[len]) &&
			    is_count(text, i + len, part))
				return true;
		}
	}
	return false;
}

size_t lint_percent(struct slice text)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		const char *at = text.ptr + i;
		size_t left = text.len - i;

		if (at[0] == '%' && i > 0 &&
		    (text_is_digit(at[-1]) || at[-1] == ' '))
			return i;
		if ((left >= 7 && memcmp(at, "percent", 7) == 0) ||
		    (left >= 8 && memcmp(at, "per cent", 8) == 0))
			return i;
	}
	return text.len;
}

static void check_percent(
    struct lint *lint, const char *file, unsigned line, struct slice text)
{
	if (lint_percent(text) < text.len && !has_frequency(text))
		diag_add(lint->diag, DIAG_WARNING, file, line,
		    "a percentage alone: shown as it is, say \"about 1 in 7\" "
		    "too");
}

void lint_text(
    struct lint *lint, const char *file, unsigned line, struct slice text)
{
	struct slice rest = text, sentence;

	lint_numbers(lint, file, line, text);
	check_percent(lint, file, line, text);
	while (readability_sentence(&rest, &sentence))
		lint_phrases(lint, file, line, sentence);
	if (strncmp(lint->catalog.lang, "en", 2) == 0)
		lint_hard_words(lint, file, line,
		    arena_copy(&lint->scratch, text.ptr, text.len));
}

static bool is_prose(enum doc_kind kind)
{
	return kind == DOC_PARA || kind == DOC_CARD_TITLE;
}

static void check_leaf(struct lint *lint, const struct doc *doc, uint32_t node,
    const struct lint_page *page, struct readability *total)
{
	const enum doc_kind kind = doc->nodes[node].kind;
	struct slice text = doc_node_text(doc, node, &lint->scratch);
	struct slice rest = text, sentence;
	struct lint_place place;

	if (kind == DOC_CODE || text.len == 0)
		return;
	if (lint_is_term(doc, node)) {
		while (is_prose(kind) && readability_sentence(&rest, &sentence))
			readability_add(total, sentence);
		return;
	}
	place = lint_place_begin(doc, node);
	check_percent(lint, page->file,
	    lint_place_byte(&place, lint_percent(text)), text);
	place = lint_place_begin(doc, node);
	while (readability_sentence(&rest, &sentence)) {
		unsigned line =
		    lint_place_byte(&place, (size_t)(sentence.ptr - text.ptr));
		size_t words;

		lint_phrases(lint, page->file, line, sentence);
		if (!is_prose(kind))
			continue;
		words = readability_add(total, sentence);
		if (words > SENTENCE_WORDS)
			diag_add(lint->diag, DIAG_WARNING, page->file, line,
			    "a sentence of %zu words: shown as it is, %d are "
			    "the most that is easy to follow",
			    words, SENTENCE_WORDS);
	}
}

static bool has_word(struct lint *lint, struct slice text, const char *word)
{
	return strcasestr(arena_copy(&lint->scratch, text.ptr, text.len),
		   word) != NULL;
}

/* Where it is named a card must say who is not to take it. */
static void check_ibuprofen(
    struct lint *lint, const struct doc *doc, const struct lint_page *page)
{
	static const char drug[] = "ibuprofen";
	uint32_t named = 0;

	for (uint32_t i = 1; i < doc->nnodes; i++) {
		struct slice text;

		if (doc->nodes[i].nruns == 0)
			continue;
		text = doc_node_text(doc, i, &lint->scratch);
		if (!has_word(lint, text, drug))
			continue;
		if (doc->nodes[i].kind == DOC_CARD_TITLE)
			return;
		if (named == 0)
			named = i;
	}
	if (named != 0)
		diag_add(lint->diag, DIAG_ERROR, page->file,
		    doc->nodes[named].line,
		    "ibuprofen without a card on who must ask before taking "
		    "it: shown all the same");
}

/* An article may say in the index why it has to be hard. */
static void check_grade(struct lint *lint, const struct catalog_article *entry,
    const struct lint_page *page)
{
	const double grade = readability_grade(&page->total);

	if (!readability_over(&page->total, GRADE_AIM)) {
		if (entry->hard[0] != '\0')
			diag_add(lint->diag, DIAG_WARNING, page->file, 0,
			    "reading grade %.1f: index.ini need not say why it "
			    "is hard",
			    grade);
	} else if (entry->hard[0] != '\0') {
		diag_add(lint->diag, DIAG_NOTE, page->file, 0,
		    "reading grade %.1f, because: %s", grade, entry->hard);
	} else {
		diag_add(lint->diag,
		    readability_over(&page->total, GRADE_LIMIT) ? DIAG_WARNING
								: DIAG_NOTE,
		    page->file, 0,
		    "reading grade %.1f: shown as it is, aim at %.0f or lower",
		    grade, GRADE_AIM);
	}
}

void lint_prose(
    struct lint *lint, const struct article *article, struct lint_page *page)
{
	page->total = (struct readability){ 0, 0, 0 };
	for (uint32_t i = 1; i < article->doc.nnodes; i++) {
		if (article->doc.nodes[i].nruns > 0)
			check_leaf(lint, &article->doc, i, page, &page->total);
	}
	check_ibuprofen(lint, &article->doc, page);
	check_grade(lint, article->entry, page);
}
