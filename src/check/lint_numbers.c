/*
 * lint_numbers.c - numbers to call, typed into a text.
 */
#include <string.h>

#include "check/lint_parts.h"

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

/* "999 others": they are counted, not called. */
static bool counts_something(struct slice text, size_t end)
{
	static const char *const counted[] = { "others", "people", "men",
		"women", "children", "adults", "patients", "cases", "births",
		"times", "days", "steps", "studies", "trials", "of" };

	if (end >= text.len || text.ptr[end] != ' ')
		return false;
	text = (struct slice){ text.ptr + end + 1, text.len - end - 1 };
	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++) {
		const size_t len = strlen(counted[i]);

		if (slice_starts(text, counted[i]) &&
		    (text.len == len || text.ptr[len] < 'a' ||
			text.ptr[len] > 'z'))
			return true;
	}
	return false;
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

		while (i < text.len && text_is_digit(text.ptr[i])) {
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
		if (i + 1 < text.len && text_is_digit(text.ptr[i + 1]) &&
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
		return follows_call(text, at) ||
		       (is_one_of(groups->digits, always, nalways) &&
			   !counts_something(text, end)) ||
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
	return !(text_is_digit((char)c) || c >= 0x80 ||
		 (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		 strchr("/.-_=:,#&+", c) != NULL);
}

void lint_numbers(
    const struct lint *lint, const char *file, unsigned line, struct slice text)
{
	size_t at = 0;

	while (at < text.len) {
		struct groups groups;
		size_t start = at;

		if (!(text_is_digit(text.ptr[at]) || text.ptr[at] == '+') ||
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
		    text_is_digit(text.ptr[at + 1]))
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
