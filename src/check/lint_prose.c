#include "check/lint_parts.h"
#include "check/lint_place.h"

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
