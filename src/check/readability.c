#include "check/readability.h"

#include <string.h>

/* Longer words are cut: nobody reads them as words. */
#define WORD_MAX 63

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* The length of the blank at ptr: spaces, a no-break space; else 0. */
static size_t blank_len(const char *ptr, size_t len)
{
	if (is_space(ptr[0]))
		return 1;
	if (len >= 2 && memcmp(ptr, "\xC2\xA0", 2) == 0)
		return 2;
	return 0;
}

static bool is_word_char(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') ||
	       (cp >= 'a' && cp <= 'z') || (cp >= 0xC0 && cp < 0x2000) ||
	       cp >= 0x3000;
}

static bool is_lower(uint32_t cp)
{
	return cp >= 'a' && cp <= 'z';
}

/* Whether the text behind an end mark begins a new sentence. */
static bool begins_sentence(struct slice rest)
{
	size_t at = 0;

	/* Not far: a text of nothing but marks must not be slow. */
	while (at < rest.len && at < 64) {
		uint32_t cp;
		size_t step = utf8_next(rest.ptr + at, rest.len - at, &cp);

		if (is_word_char(cp))
			return !is_lower(cp);
		at += step;
	}
	return true;
}

/* How many closing marks stand at ptr, in bytes: quotes and brackets. */
static size_t closing_len(const char *ptr, size_t len)
{
	size_t at = 0;

	while (at < len) {
		if (strchr(")]\"'", ptr[at]) != NULL && ptr[at] != '\0')
			at++;
		else if (len - at >= 3 &&
			 (memcmp(ptr + at, "\xE2\x80\x99", 3) == 0 ||
			     memcmp(ptr + at, "\xE2\x80\x9D", 3) == 0))
			at += 3;
		else
			break;
	}
	return at;
}

static struct slice trim(struct slice text)
{
	while (text.len > 0 && is_space(text.ptr[0])) {
		text.ptr++;
		text.len--;
	}
	while (text.len > 0 && is_space(text.ptr[text.len - 1]))
		text.len--;
	return text;
}

bool readability_sentence(struct slice *rest, struct slice *out)
{
	struct slice text = trim(*rest);
	size_t at;

	if (text.len == 0)
		return false;
	for (at = 0; at < text.len; at++) {
		size_t end = at + 1;
		struct slice after;

		if (strchr(".!?", text.ptr[at]) == NULL || text.ptr[at] == '\0')
			continue;
		end += closing_len(text.ptr + end, text.len - end);
		if (end < text.len &&
		    blank_len(text.ptr + end, text.len - end) == 0)
			continue;
		after = (struct slice){ text.ptr + end, text.len - end };
		if (end < text.len && !begins_sentence(after))
			continue;
		*out = (struct slice){ text.ptr, end };
		*rest = after;
		return true;
	}
	*out = text;
	*rest = (struct slice){ text.ptr + text.len, 0 };
	return true;
}

/* Spaces and dashes part words; a hyphen does not. */
static size_t break_len(const char *ptr, size_t len)
{
	if (len >= 3 && (memcmp(ptr, "\xE2\x80\x93", 3) == 0 ||
			    memcmp(ptr, "\xE2\x80\x94", 3) == 0))
		return 3;
	return blank_len(ptr, len);
}

bool readability_word(struct slice *rest, struct slice *out)
{
	size_t at = 0, first = SIZE_MAX, last = 0;

	while (at < rest->len) {
		uint32_t cp;
		size_t step = break_len(rest->ptr + at, rest->len - at);

		if (step > 0) {
			if (first != SIZE_MAX)
				break;
			at += step;
			continue;
		}
		step = utf8_next(rest->ptr + at, rest->len - at, &cp);
		if (is_word_char(cp)) {
			if (first == SIZE_MAX)
				first = at;
			last = at + step;
		}
		at += step;
	}
	if (first != SIZE_MAX)
		*out = (struct slice){ rest->ptr + first, last - first };
	rest->ptr += at;
	rest->len -= at;
	return first != SIZE_MAX;
}

static bool is_vowel(char c)
{
	return c != '\0' && strchr("aeiouy", c) != NULL;
}

static bool ends_in(const char *word, size_t len, const char *end)
{
	size_t n = strlen(end);

	return len >= n && memcmp(word + len - n, end, n) == 0;
}

/* Letters only, small and without accents; "'s" does not count. */
static size_t letters_of(struct slice word, char out[WORD_MAX + 1])
{
	size_t at = 0, len = 0;

	while (at < word.len && len < WORD_MAX) {
		uint32_t cp;

		at += utf8_next(word.ptr + at, word.len - at, &cp);
		if (cp == '\'' || cp == 0x2019)
			break;
		cp = text_fold(cp);
		if (cp >= 'a' && cp <= 'z')
			out[len++] = (char)cp;
	}
	out[len] = '\0';
	return len;
}

/* "ie" that is spoken apart: "quiet", "client", but not "patient". */
static bool is_split_ie(const char *word, size_t at)
{
	const char *after = word + at + 2;
	const char before = at > 0 ? word[at - 1] : '\0';

	if (before == 't' || (before == 'c' && (at < 2 || word[at - 2] != 's')))
		return strcmp(after, "ty") == 0;
	return after[0] == 't' || (after[0] == 'n' && after[1] != '\0' &&
				      strchr("tc", after[1]) != NULL);
}

/* "ia", "io", "iu", but not in "special", "action", "musician". */
static bool is_split_i(const char *word, size_t at)
{
	const char after = word[at + 2];

	return !(at > 0 && strchr("ctsgx", word[at - 1]) != NULL &&
		 after != '\0' && strchr("lnu", after) != NULL);
}

/* Two vowels side by side that are spoken apart: "sci-at-ica", "be-ing". */
static bool is_split(const char *word, size_t at)
{
	const char *after = word + at + 2;
	const char before = at > 0 ? word[at - 1] : '\0';
	const char pair[3] = { word[at], word[at + 1], '\0' };

	if (strcmp(pair, "ia") == 0 || strcmp(pair, "io") == 0 ||
	    strcmp(pair, "iu") == 0)
		return is_split_i(word, at);
	if (strcmp(pair, "ie") == 0)
		return is_split_ie(word, at);
	if (strcmp(pair, "ei") == 0 || strcmp(pair, "yi") == 0)
		return strncmp(after, "ng", 2) == 0;
	if (strcmp(pair, "ea") == 0)
		return (after[0] == '\0' && at > 1) ||
		       strncmp(word, "creat", 5) == 0;
	if (strcmp(pair, "eo") == 0)
		return !(before == 'p' && after[0] == 'p');
	if (strcmp(pair, "ua") == 0)
		return before != '\0' && before != 'q' && before != 'g';
	return strcmp(pair, "yo") == 0 && before != '\0';
}

/* Endings that are written but not spoken. */
static bool has_silent_end(const char *word, size_t len)
{
	const char before = len > 2 ? word[len - 3] : '\0';

	if (ends_in(word, len, "e"))
		return !(ends_in(word, len, "le") && len > 2 &&
			   !is_vowel(before)) &&
		       len > 1 && !is_vowel(word[len - 2]);
	if (ends_in(word, len, "ed"))
		return before != 't' && before != 'd' && !is_vowel(before);
	if (ends_in(word, len, "es"))
		return before != '\0' && strchr("sxzcgh", before) == NULL &&
		       !is_vowel(before) &&
		       !(before == 'l' && len > 3 && !is_vowel(word[len - 4]));
	return false;
}

/* "move-ment": an e that falls silent before an ending. */
static bool has_silent_middle(const char *word, size_t len)
{
	static const char *const ends[] = { "ly", "ment", "ments", "ful",
		"less", "ness", "time", "times", "thing" };
	size_t i;

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t n = strlen(ends[i]);

		if (len >= n + 4 && ends_in(word, len, ends[i]) &&
		    word[len - n - 1] == 'e')
			return has_silent_end(word, len - n);
	}
	return false;
}

size_t readability_syllables(struct slice word)
{
	char letters[WORD_MAX + 1];
	size_t i, len = letters_of(word, letters), n = 0;

	for (i = 0; i < len; i++) {
		if (!is_vowel(letters[i]))
			continue;
		if (i == 0 || !is_vowel(letters[i - 1]) ||
		    is_split(letters, i - 1))
			n++;
	}
	if (n > 1 && has_silent_end(letters, len))
		n--;
	if (n > 1 && has_silent_middle(letters, len))
		n--;
	return n == 0 ? 1 : n;
}

size_t readability_add(struct readability *total, struct slice sentence)
{
	struct slice word;
	size_t words = 0;

	while (readability_word(&sentence, &word)) {
		words++;
		total->syllables += readability_syllables(word);
	}
	total->words += words;
	total->sentences += words > 0;
	return words;
}

double readability_grade(const struct readability *total)
{
	double words = (double)total->words;

	if (total->words == 0)
		return 0;
	return 0.39 * words / (double)total->sentences +
	       11.8 * (double)total->syllables / words - 15.59;
}

bool readability_over(const struct readability *total, double limit)
{
	return readability_grade(total) >= limit + 0.05;
}
