#include "check/lint_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/readability.h"

#define SENTENCE_WORDS 20
#define GRADE_AIM      7.0
#define GRADE_LIMIT    8.0

/*
 * What no text may say: false comfort, waiting with a warning sign, a
 * diagnosis, fear. From "What the wizard must never say or do" of the triage
 * specification and the list of words that frighten. A phrase passes when the
 * sentence has denied or doubted it before ("do not wait and see", "if you
 * have sciatica").
 */
static const struct phrase {
	const char *words;
	enum diag_severity severity;
	const char *why;
} phrases[] = {
	{ "you are fine", DIAG_ERROR, "false comfort" },
	{ "nothing serious", DIAG_ERROR, "false comfort" },
	{ "no need to see a doctor", DIAG_ERROR, "false comfort" },
	{ "no need to see anyone", DIAG_ERROR, "false comfort" },
	{ "no need to worry", DIAG_ERROR, "false comfort" },
	{ "nothing to worry about", DIAG_ERROR, "false comfort" },
	{ "all clear", DIAG_ERROR, "false comfort" },
	{ "0 red flags", DIAG_ERROR, "false comfort" },
	{ "no red flags", DIAG_ERROR, "false comfort" },
	{ "wait and see", DIAG_ERROR, "a warning sign cannot wait" },
	{ "see if it passes", DIAG_ERROR, "a warning sign cannot wait" },
	{ "you have sciatica", DIAG_ERROR, "a diagnosis; say \"may\"" },
	{ "just muscular", DIAG_ERROR, "a diagnosis; say \"may\"" },
	{ "only muscular", DIAG_ERROR, "a diagnosis; say \"may\"" },
	{ "you will recover", DIAG_ERROR, "a promise" },
	{ "you could be paralysed", DIAG_ERROR, "fear as a lever" },
	{ "you could be paralyzed", DIAG_ERROR, "fear as a lever" },
	{ "in a wheelchair", DIAG_WARNING, "fear as a lever" },
	{ "crumbling", DIAG_WARNING, "a word that frightens" },
	{ "degenerated", DIAG_WARNING, "a word that frightens" },
	{ "unstable spine", DIAG_WARNING, "a word that frightens" },
	{ "bone on bone", DIAG_WARNING, "a word that frightens" },
	{ "slipped out", DIAG_WARNING, "a word that frightens" },
	{ "wear and tear", DIAG_WARNING, "a word that frightens" },
};

/* Words before a phrase that turn it round. */
static const char *const turns[] = { " not ", "n't ", " never ", " if ",
	" when ", " whether ", " once ", " nobody ", " no one " };

/*
 * The words of a text in small letters, each between single spaces, so that a
 * phrase is found whatever stands between its words.
 */
static const char *plain_words(struct arena *arena, struct slice text)
{
	char *out = arena_alloc(arena, 2 * text.len + 3);
	struct slice word;
	size_t len = 0, i;

	out[len++] = ' ';
	while (readability_word(&text, &word)) {
		for (i = 0; i < word.len; i++) {
			const char c = word.ptr[i];

			if (c == '-')
				out[len++] = ' ';
			else if (c >= 'A' && c <= 'Z')
				out[len++] = (char)(c - 'A' + 'a');
			else
				out[len++] = c;
		}
		out[len++] = ' ';
	}
	out[len] = '\0';
	return out;
}

static bool is_turned(const char *words, const char *found)
{
	size_t i;

	for (i = 0; i < sizeof(turns) / sizeof(turns[0]); i++) {
		const char *turn = strstr(words, turns[i]);

		if (turn != NULL && turn < found)
			return true;
	}
	return false;
}

/* Whether the text has the phrase in quotation marks: it is talked about. */
static bool is_quoted(struct slice text)
{
	return memchr(text.ptr, '"', text.len) != NULL ||
	       memmem(text.ptr, text.len, "\xE2\x80\x9C", 3) != NULL;
}

void lint_phrases(
    struct lint *lint, const char *file, unsigned line, struct slice sentence)
{
	const char *words = plain_words(&lint->scratch, sentence);
	size_t i;

	for (i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
		const struct phrase *phrase = &phrases[i];
		const char *found = strstr(words, phrase->words);
		size_t len = strlen(phrase->words);

		if (found == NULL || found[-1] != ' ' || found[len] != ' ' ||
		    is_turned(words, found))
			continue;
		if (phrase->severity == DIAG_WARNING && is_quoted(sentence))
			continue;
		diag_add(lint->diag, phrase->severity, file, line,
		    "\"%s\" is never to be said (%s): shown all the same",
		    phrase->words, phrase->why);
	}
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether "1 in 7" or "25 out of 334" stands somewhere in the text. */
static bool has_frequency(struct slice text)
{
	size_t i;

	for (i = 1; i + 4 < text.len; i++) {
		const char *at = text.ptr + i;
		size_t left = text.len - i;

		if (left > 4 && memcmp(at, " in ", 4) == 0 && is_digit(at[4]))
			return true;
		if (left > 8 && memcmp(at, " out of ", 8) == 0 &&
		    is_digit(at[8]))
			return true;
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
		    (is_digit(at[-1]) || at[-1] == ' '))
			return i;
		if ((left >= 7 && memcmp(at, "percent", 7) == 0) ||
		    (left >= 8 && memcmp(at, "per cent", 8) == 0))
			return i;
	}
	return text.len;
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
	size_t percent;

	if (kind == DOC_CODE || text.len == 0)
		return;
	percent = lint_percent(text);
	if (percent < text.len && !has_frequency(text)) {
		place = lint_place_begin(doc, node);
		diag_add(lint->diag, DIAG_WARNING, page->file,
		    lint_place_byte(&place, percent),
		    "a percentage alone: shown as it is, say \"about 1 in 7\" "
		    "too");
	}
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

	if (grade <= GRADE_AIM) {
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
		    grade > GRADE_LIMIT ? DIAG_WARNING : DIAG_NOTE, page->file,
		    0,
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

/* Numbers to call */

/* The word before text.ptr[at], in small letters. */
static void word_before(struct slice text, size_t at, char *out, size_t cap)
{
	size_t end = at, start, i;

	while (end > 0 && strchr(" \t*_(\"", text.ptr[end - 1]) != NULL)
		end--;
	for (start = end; start > 0; start--) {
		const char c = text.ptr[start - 1];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
			break;
	}
	if (end - start >= cap)
		start = end;
	for (i = start; i < end; i++) {
		const char c = text.ptr[i];

		out[i - start] =
		    c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	out[end - start] = '\0';
}

static bool is_one_of(const char *word, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (strcmp(word, words[i]) == 0)
			return true;
	}
	return false;
}

static bool follows_call(struct slice text, size_t at)
{
	static const char *const calls[] = { "call", "calling", "phone", "ring",
		"dial", "text", "nhs", "number", "tel", "telephone" };
	char word[16];

	word_before(text, at, word, sizeof(word));
	return is_one_of(word, calls, sizeof(calls) / sizeof(calls[0]));
}

/* "or 112." but not "or 112 days" */
static bool ends_a_choice(struct slice text, size_t at, size_t end)
{
	static const char *const links[] = { "or", "on" };
	char word[16];

	if (end + 1 < text.len && text.ptr[end] == ' ' &&
	    text.ptr[end + 1] >= 'a' && text.ptr[end + 1] <= 'z')
		return false;
	word_before(text, at, word, sizeof(word));
	return is_one_of(word, links, sizeof(links) / sizeof(links[0]));
}

/* Digits in groups, as people write a telephone number. */
struct groups {
	char digits[24];
	size_t ndigits, ngroups;
	size_t first_len, last_len;
	bool plus;
};

/* Reads them at *at and moves behind them. */
static void read_groups(struct slice text, size_t *at, struct groups *out)
{
	size_t i = *at;

	*out = (struct groups){ .ndigits = 0 };
	if (text.ptr[i] == '+') {
		out->plus = true;
		i++;
	}
	while (i < text.len) {
		size_t start = i;

		while (i < text.len && is_digit(text.ptr[i])) {
			if (out->ndigits + 1 < sizeof(out->digits))
				out->digits[out->ndigits++] = text.ptr[i];
			i++;
		}
		if (i == start)
			break;
		out->ngroups++;
		out->last_len = i - start;
		if (out->ngroups == 1)
			out->first_len = i - start;
		if (i + 1 < text.len && is_digit(text.ptr[i + 1]) &&
		    strchr(" -.", text.ptr[i]) != NULL)
			i++;
	}
	*at = i;
}

/* "2016-2018" and "2026-11-22" are not numbers to call. */
static bool is_date(const struct groups *groups)
{
	if (groups->ngroups == 3)
		return groups->first_len == 4 && groups->last_len == 2;
	return groups->ngroups == 2 && groups->first_len == 4 &&
	       groups->last_len == 4 &&
	       (memcmp(groups->digits, "19", 2) == 0 ||
		   memcmp(groups->digits, "20", 2) == 0);
}

/* Numbers that are to call wherever they stand, and those that often are. */
static const char *const always[] = { "999", "911", "000", "988" };
static const char *const often[] = { "111", "112" };
static const size_t nalways = sizeof(always) / sizeof(always[0]);
static const size_t noften = sizeof(often) / sizeof(often[0]);

static bool is_number_to_call(
    const struct groups *groups, struct slice text, size_t at, size_t end)
{
	if (groups->plus)
		return groups->ndigits >= 6;
	if (groups->ngroups == 1 && groups->ndigits == 3)
		return is_one_of(groups->digits, always, nalways) ||
		       follows_call(text, at) ||
		       (is_one_of(groups->digits, often, noften) &&
			   ends_a_choice(text, at, end));
	if (groups->ngroups == 1)
		return groups->ndigits >= 5 &&
		       (groups->digits[0] == '0' || follows_call(text, at));
	return groups->ndigits >= 6 && !is_date(groups) && groups->last_len > 1;
}

/* Within a word, an address or another number: no beginning. */
static bool can_begin(struct slice text, size_t at)
{
	unsigned char c;

	if (at == 0)
		return true;
	c = (unsigned char)text.ptr[at - 1];
	return !(is_digit((char)c) || c >= 0x80 || (c >= 'a' && c <= 'z') ||
		 (c >= 'A' && c <= 'Z') || strchr("/.-_=:,#&+", c) != NULL);
}

void lint_numbers(
    const struct lint *lint, const char *file, unsigned line, struct slice text)
{
	size_t at = 0;

	while (at < text.len) {
		struct groups groups;
		size_t start = at;

		if (!(is_digit(text.ptr[at]) || text.ptr[at] == '+') ||
		    !can_begin(text, at)) {
			at++;
			continue;
		}
		read_groups(text, &at, &groups);
		if (at == start || groups.ndigits == 0) {
			at = start + 1;
			continue;
		}
		/* "1,652 people", "3.5", "60%", "500mg" */
		if (at + 1 < text.len && strchr(",.%", text.ptr[at]) != NULL &&
		    is_digit(text.ptr[at + 1]))
			continue;
		groups.digits[groups.ndigits] = '\0';
		if (is_number_to_call(&groups, text, start, at))
			diag_add(lint->diag, DIAG_ERROR, file, line,
			    "a number to call (%s) is typed into the text: "
			    "shown as it is, in every country; use {emergency} "
			    "or another word of region.ini",
			    groups.digits);
	}
}
