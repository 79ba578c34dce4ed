/*
 * No word of a text is lost on the way to the document, whatever stands
 * around it: random texts of words that occur once and of all the marks of
 * Markdown. Words that nobody is to see (targets, titles and the names behind
 * fences) are not made. Words keep their order, and stay apart.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/markdown.h"

enum {
	ROUNDS = 20000,
	MOST_TEXT = 16 << 10
};

static uint64_t seed = 88172645463325252u;

static unsigned roll(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 11) % n;
}

static size_t put_word(char *at, int number)
{
	return (size_t)sprintf(at, "q%dz", number);
}

/* Returns how many words there are. */
static int make_text(char *text)
{
	static const char *const marks[] = { "- ", "  ", "    ", "> ", ">",
		"1. ", "2) ", "```\n", "~~~\n", "````\n", "\n", "\n", "\n",
		"\n", "\n\n", "\n\n\n", " ", " ", " ", "# ", "---\n", "***\n",
		"|", "|---|---|\n", "---|---\n", "`", "\t", "* ", "+ ", "=\n",
		"===\n", "[", "]", "[", "]:", "   ", "-", "|", "|", "|", "10. ",
		"*", "**", "_", "~", "~~", "<", ">", "<a:", "&", "&amp;", "!",
		"![", "``", "\\", "\\\n", "  \n", "(", ")", "\"", ":", "||",
		" ||", "|| ", "#", "##", "|-|\n", "|:--|\n", "> [!DO] ",
		"> [!FOO] ", "<b>", "\x01", "\xC3\xA9", "\r" };
	const unsigned nmarks = sizeof(marks) / sizeof(*marks);
	const unsigned n = 1 + roll(roll(20) == 0 ? 300 : 40);
	char *at = text;
	int words = 0;

	for (unsigned i = 0; i < n; i++) {
		const char *const mark = marks[roll(nmarks)];

		if (roll(2) == 0) {
			at += put_word(at, words++);
			if (roll(2) == 0)
				*at++ = ' ';
		}
		/* That could begin a target. */
		if (*mark != '(' || at == text || at[-1] != ']')
			at = stpcpy(at, mark);
	}
	memcpy(at, "\n", 2);
	return words;
}

/* All text, each leaf on a line of its own. */
static char *text_of(const struct doc *doc)
{
	char *text = NULL;
	size_t len;
	FILE *const out = open_memstream(&text, &len);

	assert_non_null(out);
	for (size_t i = 0; i < doc->nnodes; i++) {
		const struct doc_node *const node = &doc->nodes[i];

		putc('\n', out);
		for (uint32_t r = 0; r < node->nruns; r++) {
			const struct doc_run *const run =
			    &doc->runs[node->run + r];

			if (run->kind == RUN_BREAK)
				putc('\n', out);
			else
				fwrite(run->ptr, 1, run->len, out);
		}
	}
	assert_int_equal(fclose(out), 0);
	return text;
}

/* Whether what is before it on its line begins a fence. */
static bool is_behind_fence(const char *text, const char *word)
{
	while (word > text && word[-1] != '\n')
		word--;
	word += strspn(word, " \t>-+*.)0123456789");
	return strncmp(word, "```", 3) == 0 || strncmp(word, "~~~", 3) == 0;
}

/* Whether nothing but blanks is between this word and the next. */
static bool stands_apart(const char *text, const char *word)
{
	const char *const end = strstr(text, word) + strlen(word);
	const size_t blanks = strspn(end, " \t\n");

	return blanks > 0 && end[blanks] == 'q';
}

static void check(const char *text, int words, const struct doc *doc)
{
	char *const have = text_of(doc);
	const char *from = have;

	for (int i = 0; i < words; i++) {
		char word[16];
		const char *found;

		put_word(word, i);
		found = strstr(from, word);
		if (found == NULL && is_behind_fence(text, strstr(text, word)))
			continue;
		if (found == NULL)
			fail_msg("%s is lost or not in its place:\n%s---\n%s",
			    word, text, have);
		from = found + strlen(word);
		if (*from == 'q' && stands_apart(text, word))
			fail_msg("%s is joined to the next word:\n%s---\n%s",
			    word, text, have);
	}
	free(have);
}

static void test_random(void **state)
{
	static char text[MOST_TEXT];

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		const int words = make_text(text);
		struct doc doc;

		doc_init(&doc);
		markdown_parse(slice_of(text), "words", 1, &doc, NULL);
		check(text, words, &doc);
		doc_free(&doc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
