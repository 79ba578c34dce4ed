#include "content/layout_flow.h"

#include <string.h>
#include <strings.h>

/* How far to look at a word: none that matters is longer. */
#define WORD_MAX 24

/* Words that stay with the number before them: "500 mg", "6 weeks". */
static const char *const units[] = { "%", "C", "F",
	"\xC2\xB0"
	"C",
	"\xC2\xB0"
	"F",
	"mg", "g", "kg", "mcg", "\xC2\xB5g", "\xCE\xBCg", "ml", "l", "litre",
	"litres", "mm", "cm", "m", "km", "metre", "metres", "inch", "inches",
	"foot", "feet", "ft", "mile", "miles", "lb", "stone", "st", "kcal",
	"second", "seconds", "minute", "minutes", "min", "mins", "hour",
	"hours", "day", "days", "night", "nights", "week", "weeks", "month",
	"months", "year", "years", "am", "pm", "time", "times", "degrees",
	"percent", "per", "tablet", "tablets", "puffs", "kB", "MB", NULL };

/* Words that stay with the number after them: "call 999", "NHS 111". */
static const char *const callers[] = { "call", "calling", "ring", "ringing",
	"dial", "phone", "telephone", "tel", "text", "number", "nhs", "table",
	"figure", "step", "page", "part", "question", "level", "section",
	"chapter", NULL };

/* The word that ends at pos, as far as WORD_MAX. */
static struct slice word_before(const struct flow_text *t, uint32_t pos)
{
	uint32_t first = pos;

	while (first > 0 && pos - first < WORD_MAX &&
	       t->ptr[first - 1] != ' ' && t->ptr[first - 1] != '\n')
		first--;
	return (struct slice){ t->ptr + first, pos - first };
}

static struct slice word_at(const struct flow_text *t, uint32_t pos)
{
	uint32_t end = pos;

	while (end < t->stop && end - pos < WORD_MAX && t->ptr[end] != ' ')
		end++;
	return (struct slice){ t->ptr + pos, end - pos };
}

/* Without brackets around it and the end of a sentence. */
static struct slice bare(struct slice word)
{
	while (word.len > 0 && strchr("([\"'", word.ptr[0]) != NULL) {
		word.ptr++;
		word.len--;
	}
	while (word.len > 0 &&
	       strchr(".,;:!?)]\"'", word.ptr[word.len - 1]) != NULL)
		word.len--;
	return word;
}

/* A group of a phone number: "0808", "+44", "(0)20". */
static bool is_group(struct slice word)
{
	size_t i, digits = 0;

	for (i = 0; i < word.len; i++) {
		if (text_is_digit(word.ptr[i]))
			digits++;
		else if (strchr("+()-", word.ptr[i]) == NULL)
			return false;
	}
	return digits >= 2;
}

/* "7", "2.5", "5-10", "1,000". */
static bool is_number(struct slice word)
{
	size_t i;

	for (i = 0; i < word.len; i++) {
		if (!text_is_digit(word.ptr[i]) &&
		    strchr(".,:/-+%", word.ptr[i]) == NULL)
			return false;
	}
	return word.len > 0 && text_is_digit(word.ptr[0]);
}

static bool is_unit(struct slice word)
{
	size_t len = 0, i;

	if (word.len > 0 && word.ptr[0] == '%')
		len = 1;
	else
		while (
		    len < word.len && (((word.ptr[len] | 0x20) >= 'a' &&
					   (word.ptr[len] | 0x20) <= 'z') ||
					  (unsigned char)word.ptr[len] >= 0x80))
			len++;
	for (i = 0; units[i] != NULL; i++) {
		if (strlen(units[i]) == len &&
		    memcmp(units[i], word.ptr, len) == 0)
			return true;
	}
	return false;
}

static bool is_caller(struct slice word)
{
	size_t i;

	for (i = 0; callers[i] != NULL; i++) {
		if (strlen(callers[i]) == word.len &&
		    strncasecmp(callers[i], word.ptr, word.len) == 0)
			return true;
	}
	return false;
}

/* Between a number and what comes before the next: "1 |in| 7", "4 |of| 6". */
static bool is_between(struct slice word)
{
	return slice_is(word, "in") || slice_is(word, "of");
}

/* Whether pos stands right behind the number of a link, "[3]". */
static bool after_mark(
    const struct flow *f, const struct flow_text *t, uint32_t pos)
{
	uint32_t low = t->seg, high = t->end_seg;

	while (high - low > 1) {
		const uint32_t middle = low + (high - low) / 2;

		if (f->segs[middle].pos < pos)
			low = middle;
		else
			high = middle;
	}
	return (f->segs[low].flags & SPAN_MADE) != 0 &&
	       f->segs[low].role == ROLE_LINK;
}

/* Whether the word before the blank at pos is a number: "4 of| 6". */
static bool number_before(const struct flow_text *t, struct slice word)
{
	const size_t first = (size_t)(word.ptr - t->ptr);

	return first >= 2 && t->ptr[first - 1] == ' ' &&
	       is_number(bare(word_before(t, (uint32_t)first - 1)));
}

bool flow_glued(const struct flow *f, const struct flow_text *t, uint32_t pos)
{
	const bool digits_before = pos > 0 && text_is_digit(t->ptr[pos - 1]);
	const bool digits_after =
	    pos + 1 < t->stop &&
	    (text_is_digit(t->ptr[pos + 1]) || t->ptr[pos + 1] == '(' ||
		t->ptr[pos + 1] == '+');
	struct slice before, after;

	if (pos > 0 && t->ptr[pos - 1] == ']' && after_mark(f, t, pos))
		return true;
	if (!digits_before && !digits_after)
		return false;
	before = word_before(t, pos);
	after = word_at(t, pos + 1);
	if (digits_before) {
		if (is_unit(after))
			return true;
		if (is_between(after) && is_number(bare(before))) {
			const uint32_t next = pos + 2 + (uint32_t)after.len;

			return next < t->stop && text_is_digit(t->ptr[next]);
		}
		return digits_after && is_group(before) &&
		       is_group(bare(after));
	}
	if (!text_is_digit(bare(after).len > 0 ? bare(after).ptr[0] : ' '))
		return false;
	if (is_between(before))
		return number_before(t, before);
	return is_caller(bare(before)) ||
	       (before.len > 0 && before.ptr[before.len - 1] == ')' &&
		   is_group(before) && is_group(bare(after)));
}
