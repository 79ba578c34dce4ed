/*
 * What lint says of a self-check: our own rules in a small pack, with faults
 * put in one by one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "check/lint.h"
#include "temp_pack.h"

#define RULES LUMBAR_SOURCE_DIR "/content/en/triage.ini"
#define SIGNS LUMBAR_SOURCE_DIR "/content/en/signs.ini"

struct edit {
	const char *from, *to; /* once */
	const char *said;      /* what lint says then */
};

static char *read_text(const char *path)
{
	FILE *in = fopen(path, "rb");
	char *text = calloc(1, 1u << 18);

	assert_non_null(in);
	assert_non_null(text);
	assert_true(fread(text, 1, (1u << 18) - 1, in) > 1000);
	fclose(in);
	return text;
}

/* The edit in one of both texts, whichever has the place. */
static char *edit_text(char *text, const struct edit *edit, bool *done)
{
	char *at = strstr(text, edit->from), *out = calloc(1, 1u << 18);

	assert_non_null(out);
	if (at == NULL) {
		free(out);
		return text;
	}
	*done = true;
	snprintf(out, 1u << 18, "%.*s%s%s", (int)(at - text), text, edit->to,
	    at + strlen(edit->from));
	free(text);
	return out;
}

/* All that lint says of a pack with these rules and this article. */
static char *lint_text(
    const struct edit *edits, size_t n, const char *article, const char *today)
{
	char *rules = read_text(RULES), *signs = read_text(SIGNS);
	char *text = NULL;
	struct temp_pack pack;
	struct arena arena;
	struct diag diag;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	assert_non_null(out);
	for (size_t i = 0; i < n; i++) {
		bool done = false;

		rules = edit_text(rules, &edits[i], &done);
		if (!done)
			signs = edit_text(signs, &edits[i], &done);
		if (!done)
			fail_msg("not in the texts: %s", edits[i].from);
	}
	temp_pack_make(&pack);
	temp_pack_put(&pack, "en/triage.ini", rules);
	temp_pack_put(&pack, "en/signs.ini", signs);
	temp_pack_put(&pack, "en/index.ini",
	    TEMP_PACK_INDEX "[triage]\nfile = triage.ini\n");
	if (article != NULL)
		temp_pack_put(&pack, "en/articles/good.md", article);
	arena_init(&arena);
	diag_init(&diag, &arena);
	assert_int_equal(lint_pack(pack.path, today, &diag), STATUS_OK);
	diag_print(&diag, out);
	fclose(out);
	arena_free(&arena);
	temp_pack_remove(&pack);
	free(rules);
	free(signs);
	return text;
}

static void expect(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("lint does not say \"%s\":\n%s", part, text);
}

/* Faults that leave the rules fit for use. */
static const struct edit words[] = {
	{ "reason = A weak leg should be examined.",
	    "reason = You are fine. A weak leg should be examined.",
	    "\"you are fine\" is never to be said" },
	{ "reason = Have the injury looked at again.",
	    "reason = Rest: bed rest helps. Have it looked at.",
	    "\"bed rest\" is never to be said here" },
	{ "reason = Your pain is out of control. Help with pain relief is "
	  "needed "
	  "today.",
	    "reason = Some exercise helps. You need help with pain today.",
	    "\"exercise\" is never to be said here" },
	{ "reason = It is not easing after a few weeks.",
	    "reason = Take ibuprofen. It is not easing.",
	    "ibuprofen without who must not take it" },
	{ "reason = Sharp pain on breathing in needs a check today.",
	    "reason = In 3% of people it is a clot.", "a percentage" },
	{ "heading = Get medical help today",
	    "heading = Get medical help today!", "a heading that shouts" },
	{ "reason = A throbbing tummy with back pain can be a swollen artery.",
	    "reason = Call {doctor} about a throbbing tummy.",
	    "{doctor} is no word of a region" },
	{ "hard = If this is hard to follow, call {advice}.",
	    "hard = If this is hard to follow, call 111.",
	    "a number to call (111) is typed into the text" },
	{ "sources = nhs-stones", "sources = nhs-stoned",
	    "sources.ini has no source \"nhs-stoned\"" },
	{ "read = spinal-stenosis", "read = spinal-stenoses",
	    "there is no page \"spinal-stenoses\"" },
	{ "text = How bad is it?",
	    "text = What approximately characterises your symptomatology "
	    "presently, considering everything?",
	    "reading grade" },
	{ "next_review = 2028-11-01", "next_review = 2026-11-25",
	    "its review was due on" },
};

static void test_words_and_targets(void **state)
{
	const size_t n = sizeof(words) / sizeof(words[0]);
	char *text;

	(void)state;
	text_locale();
	text = lint_text(words, n, NULL, "2026-12-01");
	for (size_t i = 0; i < n; i++)
		expect(text, words[i].said);
	assert_null(strstr(text, "not proved"));
	free(text);
}

/* A rule whose emergency sign is gone, and one that nothing can reach. */
static void test_rules_that_do_not_prove(void **state)
{
	static const struct edit gone[] = {
		{ "when = saddle is yes",
		    "when = saddle is yes and now has chest",
		    "not proved that each single emergency sign" },
	};
	static const struct edit unreadable[] = {
		{ "when = saddle is yes", "when = not saddle is no",
		    "the self-check stays closed" },
	};
	char *text;

	(void)state;
	text_locale();
	text = lint_text(gone, 1, NULL, "2026-12-01");
	expect(text, gone[0].said);
	free(text);
	text = lint_text(unreadable, 1, NULL, "2026-12-01");
	expect(text, unreadable[0].said);
	expect(text, "en/triage.ini:");
	free(text);
}

#define CARD                                                                 \
	"Pain can go down a leg.\n\n"                                        \
	"> [!EMERGENCY] Call {emergency} or go to {ed} now if any of these " \
	"start:\n>\n"                                                        \
	"> - numb or strange feeling between your legs, or when you wipe\n"  \
	"> - you cannot pee, cannot feel it, or cannot hold pee or poo\n"    \
	"> - new loss of feeling or function during sex\n"

static void test_the_net_is_one_list(void **state)
{
	char *text;

	(void)state;
	text_locale();
	text = lint_text(NULL, 0, CARD, "2026-12-01");
	expect(text,
	    "has \"pain, tingling, numbness or weakness in both legs\" "
	    "too: not shown here");
	free(text);
	text = lint_text(NULL, 0, CARD "> - a sore thumb\n", "2026-12-01");
	expect(text, "not in the safety net of en/signs.ini at this place: "
		     "\"a sore thumb\"");
	free(text);
}

/* One fault of the list at a time, and what is said of it. */
static const struct edit of_signs[] = {
	{ "rules = E08\n", "rules = E09\n",
	    "en/triage.ini:[0-9]*: error: E08 has no sign in en/signs.ini: no "
	    "page tells of it" },
	{ "rules = E08\n", "rules = E08, E8\n",
	    "[sign:saddle]: there is no rule \"E8\"" },
	{ "level = emergency\ntitle = Cold leg",
	    "level = urgent\ntitle = Cold leg",
	    "[sign:cold-leg] is told as urgent, but rule E07 says emergency" },
	{ "group = cold\n", "group = chest\n",
	    "[group:cold] has no sign: not shown" },
	{ "group = cold\n", "group = icy\n", "there is no group \"icy\"" },
	{ "level = soon\ntitle", "level = later\ntitle",
	    "there is no level \"later\"" },
	{ "text = foot sores that do not heal\n", "",
	    "there is no \"text\": the lists of signs are not used" },
	{ "[sign:sores]", "[sore:sign]", "unknown section \"sore:sign\"" },
	{ "[level:emergency]", "[net]\npee = you cannot pee\n[level:emergency]",
	    "its safety net is not that of en/triage.ini" },
	{ "text = foot sores that", "text = bed rest helps foot sores that",
	    "\"bed rest\" is never to be said here" },
	{ "text = foot sores that", "text = call 999 for sores that",
	    "a number to call (999) is typed into the text" },
};

static void test_signs_and_rules_agree(void **state)
{
	(void)state;
	text_locale();
	for (size_t i = 0; i < sizeof(of_signs) / sizeof(of_signs[0]); i++) {
		char *text = lint_text(&of_signs[i], 1, NULL, "2026-12-01");
		const char *said = strstr(of_signs[i].said, "error: ");

		expect(text, said == NULL ? of_signs[i].said : said);
		free(text);
	}
}

/* A list is shown where the line that names it stands alone, and only then. */
static void test_lists_in_articles(void **state)
{
	static const char alone[] = "Signs:\n\n![Signs.](signs:net)\n";
	static const char inside[] = "See ![the signs](signs:net) here.\n";
	static const char unknown[] = "Signs:\n\n![Signs.](signs:nett)\n";
	char *text;

	(void)state;
	text_locale();
	text = lint_text(NULL, 0, alone, "2026-12-01");
	assert_null(strstr(text, "signs:"));
	assert_null(strstr(text, "a list inside a paragraph"));
	free(text);
	text = lint_text(NULL, 0, inside, "2026-12-01");
	expect(text, "a list inside a paragraph: its words are shown");
	free(text);
	text = lint_text(NULL, 0, unknown, "2026-12-01");
	expect(text, "the list \"signs:nett\" cannot be used");
	free(text);
}

static void test_ibuprofen_has_its_card(void **state)
{
	static const char bare[] = "Some people take ibuprofen for a week.\n";
	static const char careful[] =
	    "Some people take ibuprofen for a week.\n\n"
	    "> [!NOTE] Ask before you take ibuprofen if you:\n>\n"
	    "> - had an ulcer\n";
	char *text;

	(void)state;
	text_locale();
	text = lint_text(NULL, 0, bare, "2026-12-01");
	expect(text, "ibuprofen without a card");
	free(text);
	text = lint_text(NULL, 0, careful, "2026-12-01");
	assert_null(strstr(text, "ibuprofen without"));
	free(text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_and_targets),
		cmocka_unit_test(test_rules_that_do_not_prove),
		cmocka_unit_test(test_the_net_is_one_list),
		cmocka_unit_test(test_signs_and_rules_agree),
		cmocka_unit_test(test_lists_in_articles),
		cmocka_unit_test(test_ibuprofen_has_its_card),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
