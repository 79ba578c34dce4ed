#include "find/spelling.h"

#include <string.h>

/* Longer texts are not typing mistakes of each other. */
enum {
	CHARS_MAX = 64
};

struct chars {
	uint32_t cps[CHARS_MAX];
	unsigned n;
	bool cut;
};

/* Folded, and without the marks that a decomposed letter drags along. */
static void fold_text(struct slice text, struct chars *out)
{
	out->n = 0;
	out->cut = false;
	for (size_t at = 0; at < text.len;) {
		uint32_t cp;

		at += utf8_next(text.ptr + at, text.len - at, &cp);
		if (utf8_cols(cp) == 0)
			continue;
		if (out->n == CHARS_MAX) {
			out->cut = true;
			return;
		}
		out->cps[out->n++] = text_fold(cp);
	}
}

static unsigned lesser(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/*
 * Optimal string alignment, three rows of the table at a time. When both this
 * row and the one before are over the limit, nothing below can be under it: a
 * swap looks two rows back.
 */
static unsigned distance(
    const struct chars *a, const struct chars *b, unsigned limit)
{
	unsigned rows[3][CHARS_MAX + 1];
	unsigned *before = rows[0], *last = rows[1], *row = rows[2];
	unsigned least_before = 0;

	if ((a->n > b->n ? a->n - b->n : b->n - a->n) > limit)
		return limit + 1;
	for (unsigned j = 0; j <= b->n; j++)
		before[j] = last[j] = j;

	for (unsigned i = 1; i <= a->n; i++) {
		unsigned *const spare = before;
		unsigned least = i;

		row[0] = i;
		for (unsigned j = 1; j <= b->n; j++) {
			const bool same = a->cps[i - 1] == b->cps[j - 1];

			row[j] = lesser(last[j], row[j - 1]) + 1;
			row[j] = lesser(row[j], last[j - 1] + !same);
			if (i > 1 && j > 1 && a->cps[i - 1] == b->cps[j - 2] &&
			    a->cps[i - 2] == b->cps[j - 1])
				row[j] = lesser(row[j], before[j - 2] + 1);
			least = lesser(least, row[j]);
		}
		if (least > limit && least_before > limit)
			return limit + 1;
		least_before = least;
		before = last;
		last = row;
		row = spare;
	}
	return last[b->n] <= limit ? last[b->n] : limit + 1;
}

unsigned spelling_distance(struct slice a, struct slice b, unsigned limit)
{
	struct chars left, right;

	if (limit > CHARS_MAX)
		limit = CHARS_MAX;
	fold_text(a, &left);
	fold_text(b, &right);
	if (left.cut || right.cut)
		return slice_eq(a, b) ? 0 : limit + 1;
	return distance(&left, &right, limit);
}

static bool begins(const struct chars *whole, const struct chars *part)
{
	return part->n >= 2 && part->n <= whole->n &&
	       memcmp(whole->cps, part->cps, part->n * sizeof(part->cps[0])) ==
	           0;
}

/*
 * How bad a guess is: best is the word itself, then what it begins, then the
 * nearest by distance, then what begins it. UINT32_MAX when it is no guess.
 */
static unsigned badness(const struct chars *word, const struct chars *guess)
{
	const unsigned limit = lesser(word->n / 3, 3);
	unsigned steps;

	if (begins(guess, word))
		return guess->n - word->n;
	steps = distance(word, guess, limit);
	if (steps <= limit)
		return (1 + steps) * CHARS_MAX;
	if (begins(word, guess))
		return 5 * CHARS_MAX + word->n - guess->n;
	return UINT32_MAX;
}

size_t spelling_nearest(struct slice word, const char *const *words, size_t n)
{
	unsigned least = UINT32_MAX;
	size_t nearest = n;
	struct chars typed;

	fold_text(word, &typed);
	if (typed.n == 0 || typed.cut)
		return n;
	for (size_t i = 0; i < n; i++) {
		struct chars guess;
		unsigned bad;

		fold_text(slice_of(words[i]), &guess);
		bad = badness(&typed, &guess);
		if (bad < least) {
			least = bad;
			nearest = i;
		}
	}
	return nearest;
}
