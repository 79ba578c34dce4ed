/*
 * readability.h - how hard a text is to read.
 *
 * Flesch-Kincaid over English prose: sentences, words and syllables are
 * counted by rule, so a single word may be a syllable out; over an article the
 * grade is within about half of one.
 */
#ifndef LUMBAR_READABILITY_H
#define LUMBAR_READABILITY_H

#include <stdbool.h>

#include "base/text.h"

struct readability {
	size_t sentences, words, syllables;
};

/*
 * Take the next sentence off *rest, a paragraph's text: it ends at ".", "!" or
 * "?" before a space and something that can begin a sentence, or at the end of
 * the text. *out is its text, trimmed. False when nothing is left.
 */
bool readability_sentence(struct slice *rest, struct slice *out);

/* Take the next word off *rest: what stands between spaces and holds a letter
 * or a digit, without the marks around it. False when nothing is left. */
bool readability_word(struct slice *rest, struct slice *out);

/* At least 1. */
size_t readability_syllables(struct slice word);

/* Count one sentence; returns its words. One without words does not count. */
size_t readability_add(struct readability *total, struct slice sentence);

/* The school year that can read it; 0 when nothing was counted. */
double readability_grade(const struct readability *total);

/* Whether it is over a limit, as it is printed: 8.04 is 8.0 and not over 8. */
bool readability_over(const struct readability *total, double limit);

#endif
