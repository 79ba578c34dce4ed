/*
 * corpus.c - Markdown of a kind and a size, always the same, on stdout.
 * usage: bench_corpus prose|mixed|table|cjk|empty BYTES
 *        bench_corpus PATTERN N       (see patterns below)
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = { "the", "back", "of", "pain", "and", "leg",
	"a", "nerve", "to", "is", "root", "in", "disc", "that", "people",
	"with", "sciatica", "it", "for", "weeks", "most", "better", "walking",
	"moving", "or", "can", "may", "your", "you", "are", "lumbar", "spine",
	"muscle", "exercise", "slowly", "help", "advice", "doctor", "morning",
	"sitting", "on", "after", "before", "when", "strength", "feeling",
	"foot", "knee", "thigh", "calf", "usually", "without", "surgery",
	"trial", "evidence", "gentle", "pressure", "canal", "bone", "joint" };
static const char *const cjk[] = { "脊椎", "の", "痛み", "は", "多く", "場合",
	"数週間", "で", "軽く", "なり", "ます", "神経", "腰", "足", "椎間板",
	"運動", "を", "続ける", "と", "医師", "相談", "して" };

static uint32_t state = 2463534242u;
static size_t written;

static uint32_t next(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % below;
}

static void put(const char *text)
{
	written += strlen(text);
	fputs(text, stdout);
}

static const char *word(void)
{
	return words[next(sizeof(words) / sizeof(words[0]))];
}

static void put_word(void)
{
	switch (next(40)) {
	case 0:
		put("**");
		put(word());
		put("**");
		break;
	case 1:
		put("*");
		put(word());
		put(" ");
		put(word());
		put("*");
		break;
	case 2:
		put("[");
		put(word());
		put(" ");
		put(word());
		put("](sciatica)");
		break;
	case 3:
		put(word());
		put(",");
		break;
	default:
		put(word());
	}
}

static void put_sentence(void)
{
	uint32_t n = 6 + next(14);

	put("The");
	while (n-- > 0) {
		put(n % 11 == 7 ? "\n" : " ");
		put_word();
	}
	put(". ");
}

static void put_paragraph(void)
{
	uint32_t n = 3 + next(5);

	while (n-- > 0)
		put_sentence();
	put("\n\n");
}

static void put_list(const char *mark)
{
	uint32_t n = 3 + next(5);

	while (n-- > 0) {
		put(mark);
		put_sentence();
		put("\n");
	}
	put("\n");
}

static void put_prose(void)
{
	uint32_t n = 3 + next(4);

	put("## ");
	put(word());
	put(" ");
	put(word());
	put("\n\n");
	while (n-- > 0)
		put_paragraph();
	put_list("- ");
}

static void put_table(void)
{
	uint32_t rows = 8 + next(12);

	put("| treatment | what it is | what it does | how sure |\n");
	put("|---|---|---|--:|\n");
	while (rows-- > 0) {
		char number[32];

		put("| ");
		put(word());
		put(" | ");
		put(word());
		put(" ");
		put(word());
		put(" ");
		put(word());
		put(" | **");
		put(word());
		put("** ");
		put(word());
		snprintf(number, sizeof(number), " | %u |\n", next(1000));
		put(number);
	}
	put("\n");
}

static void put_mixed(void)
{
	switch (next(8)) {
	case 0:
		put("> [!NOTE] ");
		put_sentence();
		put("\n> ");
		put(word());
		put("\n\n");
		break;
	case 1:
		put("```\nint main(void)\t{ return 0; }\n* not a "
		    "list\n```\n\n");
		break;
	case 2:
		put_list("1. ");
		break;
	case 3:
		put("- one\n  - two `code` &amp; more\n    - three\n- "
		    "four\n\n");
		break;
	case 4:
		put_table();
		break;
	case 5:
		put("### A *heading* with `code` in it\n\nHard  \nbreaks\\\n"
		    "and <b>HTML</b> &copy; &#955; <https://example.org>\n\n");
		break;
	case 6:
		put("***\n\n~~gone~~ ***both*** _it **nests** here_ "
		    "![a picture](figure:spine-side)\n\n");
		break;
	default:
		put_paragraph();
	}
}

/* A sentence a line, with numbers and Latin letters, as people write it. */
static void put_cjk(void)
{
	uint32_t sentences = 2 + next(5);

	if (next(6) == 0)
		put("## ");
	while (sentences-- > 0) {
		uint32_t n = 5 + next(12);

		while (n-- > 0) {
			if (next(12) == 0)
				put_word();
			put(cjk[next(sizeof(cjk) / sizeof(cjk[0]))]);
		}
		put("。\n");
	}
	put("\n");
}

/* What has made Markdown readers slow: begin, repeated, end. */
static const struct {
	const char *name, *begin, *again, *end;
} patterns[] = {
	{ "brackets", "", "[", "" },
	{ "links", "", "[a](", "" },
	{ "images", "", "![a](b", "" },
	{ "comments", "", "a <!--", "" },
	{ "tags", "", "a <b", "" },
	{ "stars", "", "*a **a ", "" },
	{ "unders", "", "_a __a ", "" },
	{ "ticks", "", "a` b`` ", "" },
	{ "quotes", "", "> ", "a" },
	{ "lists", "", "- ", "a" },
	{ "entities", "", "&#27;&amp;&x", "" },
	{ "pipes", "a|b\n-|-\n", "x|", "" },
	{ "ragged", "a|b\n-|-\n", "x|y|z\n", "" },
	{ "definitions", "", "[a]: b\n", "[a]" },
	{ "longword", "", "abcdefgh", "" },
	{ "combining", "a", "\xcc\x81", "" },
	{ "wide", "", "\xe8\x85\xb0", "" },
	{ "strikes", "", "~~a ", "" },
	{ "headings", "", "# a\n", "" },
	{ "fences", "", "```\n~~~\n", "" },
	{ "breaks", "", "a  \n", "" },
	{ "autolinks", "", "<a:", "" },
};

static int put_pattern(const char *name, size_t n)
{
	size_t i;

	for (i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		if (strcmp(patterns[i].name, name) != 0)
			continue;
		put(patterns[i].begin);
		while (written < n)
			put(patterns[i].again);
		put(patterns[i].end);
		put("\n");
		return 0;
	}
	fprintf(stderr, "bench_corpus: no kind %s\n", name);
	return 2;
}

int main(int argc, char **argv)
{
	size_t bytes = argc == 3 ? strtoull(argv[2], NULL, 10) : 0;
	void (*make)(void) = NULL;

	if (argc == 2 && strcmp(argv[1], "patterns") == 0) {
		size_t i;

		for (i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++)
			puts(patterns[i].name);
		return 0;
	}
	if (argc != 3)
		return 2;
	if (strcmp(argv[1], "prose") == 0)
		make = put_prose;
	else if (strcmp(argv[1], "mixed") == 0)
		make = put_mixed;
	else if (strcmp(argv[1], "table") == 0)
		make = put_table;
	else if (strcmp(argv[1], "cjk") == 0)
		make = put_cjk;
	if (make == NULL)
		return put_pattern(argv[1], bytes);
	put("# ");
	put(argv[1]);
	put("\n\n");
	while (written < bytes)
		make();
	return 0;
}
