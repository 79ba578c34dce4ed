/*
 * One list of red flags: what the wizard asks and acts on, its safety net,
 * the page of urgent help, and the articles that list warning signs say the
 * same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "content/article.h"
#include "content/compose.h"
#include "support/sheet.h"

#define MAX_ITEMS 80

struct items {
	const char *text[MAX_ITEMS];
	size_t n;
};

struct world {
	struct catalog catalog;
	struct arena arena;
	struct diag diag;
};

static int open_world(void **state)
{
	static struct world world;

	text_locale();
	arena_init(&world.arena);
	diag_init(&world.diag, &world.arena);
	if (catalog_open(&world.catalog, LUMBAR_SOURCE_DIR "/content", "en",
		"uk", &world.diag) != STATUS_OK)
		return 1;
	*state = &world;
	return 0;
}

static int close_world(void **state)
{
	struct world *world = *state;

	catalog_close(&world->catalog);
	arena_free(&world->arena);
	return 0;
}

/* The items of the cards of a kind, from the n-th on of that kind. */
static void read_card(struct world *world, const struct doc *doc,
    enum doc_card kind, struct items *out)
{
	out->n = 0;
	for (uint32_t i = 1; i < doc->nnodes; i++) {
		if (doc->nodes[i].kind != DOC_CARD ||
		    doc->nodes[i].level != kind)
			continue;
		for (uint32_t k = i + 1; k < doc->nodes[i].end; k++) {
			const struct doc_node *node = &doc->nodes[k];
			struct slice text;

			if (node->kind != DOC_PARA ||
			    doc->nodes[node->parent].kind != DOC_ITEM)
				continue;
			text = doc_node_text(doc, k, &world->arena);
			assert_true(out->n < MAX_ITEMS);
			out->text[out->n++] =
			    arena_copy(&world->arena, text.ptr, text.len);
		}
		return;
	}
}

static void read_article(
    struct world *world, const char *id, enum doc_card kind, struct items *out)
{
	const struct catalog_article *entry =
	    catalog_article(&world->catalog, slice_of(id));
	struct article article;

	assert_non_null(entry);
	assert_int_equal(
	    article_open(&article, &world->catalog, entry, &world->diag),
	    STATUS_OK);
	read_card(world, &article.doc, kind, out);
	article_close(&article);
}

static void expect_net(const struct items *items)
{
	const struct rules *rules = sheet_rules();

	assert_int_equal(items->n, rules->nnet);
	for (size_t i = 0; i < items->n; i++)
		assert_string_equal(items->text[i], rules->net[i].self);
}

static void test_safety_net_is_one_list(void **state)
{
	struct world *world = *state;
	struct items items = { .n = 0 };
	struct doc doc;

	while (compose_signs[items.n] != NULL) {
		items.text[items.n] = compose_signs[items.n];
		items.n++;
	}
	expect_net(&items);
	doc_init(&doc);
	compose_urgent(&doc, &world->catalog);
	read_card(world, &doc, CARD_EMERGENCY, &items);
	expect_net(&items);
	doc_reset(&doc);
	compose_broken(&doc, &world->catalog, &world->catalog.articles[0]);
	read_card(world, &doc, CARD_EMERGENCY, &items);
	expect_net(&items);
	doc_free(&doc);
	read_article(world, "red-flags", CARD_EMERGENCY, &items);
	expect_net(&items);
}

/* A pack without a list, or with a broken one, has the compiled-in one. */
static void test_without_a_list(void **state)
{
	struct world *world = *state;
	const char *file = world->catalog.triage;
	struct items items;
	struct doc doc;

	for (int i = 0; i < 3; i++) {
		world->catalog.triage = i == 0   ? ""
		                        : i == 1 ? "en/not-there.ini"
		                                 : "pack.ini";
		doc_init(&doc);
		compose_urgent(&doc, &world->catalog);
		read_card(world, &doc, CARD_EMERGENCY, &items);
		expect_net(&items);
		doc_free(&doc);
	}
	world->catalog.triage = file;
}

/* Where each rule stands on a page: some words of a line of its card. */
struct line {
	const char *rule, *words;
};

/* get-help-now, emergency */
static const struct line emergencies[] = {
	{ "E01", "chest pain, trouble breathing, or coughing up blood" },
	{ "E02", "a faint, or you are grey, cold and sweaty" },
	{ "E03", "sudden very bad pain from nowhere" },
	{ "E04", "tearing or ripping pain" },
	{ "E05", "sudden very bad pain from nowhere" },
	{ "E06", "swollen main artery (aneurysm)" },
	{ "E07", "goes cold, pale, blue or blotchy" },
	{ "E08", "numb, tingly or strange feeling between your legs" },
	{ "E09", "new trouble with pee" },
	{ "E10", "new trouble with poo or wind" },
	{ "E11", "new loss of feeling or function during sex" },
	{ "E12", "new pain, tingling, numbness or weakness in both legs" },
	{ "E13", "numbness or weakness in both legs" },
	{ "E14", "getting weaker, or a leg too weak to stand on" },
	{ "E15", "climbs up your legs, or is in your arms too" },
	{ "E17", "unsteady walking, if you have or had cancer" },
	{ "E18", "back pain after a big injury" },
	{ "E19", "if you have a stiff, fused spine" },
	{ "E20", "weak or unsteady legs after any fall or knock" },
	{ "E21", "fever, if you inject drugs or fight infection poorly" },
	{ "E21", "fever, if you had a spine operation or injection" },
	{ "E21", "fever with very bad or growing pain" },
	{ "E22", "fever with weakness, numbness or unsteady legs" },
	{ "E23", "a hot, swollen joint with fever" },
	{ "E24", "you bleed, leak fluid, have tightenings" },
	{ "E24", "fever in pregnancy, or in the 3 months after birth" },
	{ "E25", "more than the label allows" },
	{ "E25", "black poo like tar, or you vomit blood" },
	{ "E26", "numbness or weakness, if you take blood thinners" },
	{ "E27", "a weak leg, unsteady legs, trouble in both legs, or fever" },
	{ "E28", "sharp pain when you breathe in, with a swollen leg" },
	/* of the safety net */
	{ "net", "fever, and you feel very ill" },
};

/* red-flags, urgent */
static const struct line urgents[] = {
	{ "U04", "a need to pee more often or in a hurry, with leg pain" },
	{ "U05", "pain or tingling in both legs for some weeks" },
	{ "U06", "a foot that drops or slaps" },
	{ "U07", "newly unsteady legs" },
	{ "U07", "a leg too sore to stand on" },
	{ "U08", "a throbbing lump in your tummy" },
	{ "U09", "cancer, now or before" },
	{ "U10", "weight loss without trying" },
	{ "U10", "a new lump or bend in the spine" },
	{ "U11", "pain that never lets up" },
	{ "U12", "sudden pain after a small fall or none" },
	{ "U13", "fever or shivers" },
	{ "U14", "if you inject drugs" },
	{ "U14", "if you had a spine operation or injection" },
	{ "U15", "one leg swollen or throbbing" },
	{ "U15", "foot sores that do not heal" },
	{ "U15", "foot pain at night that eases" },
	{ "U15", "a blistering or painful rash" },
	{ "U15", "a hot, swollen joint, or a red, painful eye" },
	{ "U16", "pain under the ribs on one side" },
	{ "U17", "sharp pain when you breathe in" },
	{ "U18", "new back pain in pregnancy" },
	{ "U18", "very bad pain in the 3 months after birth" },
	{ "U19", "a child under 5 with back pain" },
	{ "U20", "pain so bad that you cannot sleep" },
	{ "U21", "pain that grows after a big injury" },
	{ "U22", "if you take blood thinners" },
};

/*
 * Each rule has a line and each line a rule, but for rules about doubt, which
 * the pages put in a sentence of their own, and U01, which is sudden pain.
 */
static void expect_lines(const struct items *items, const struct line *lines,
    size_t nlines, enum triage_level level, const char *without)
{
	const struct rules *rules = sheet_rules();
	bool claimed[MAX_ITEMS] = { false };

	for (size_t i = 0; i < nlines; i++) {
		size_t found = 0;

		for (size_t k = 0; k < items->n; k++) {
			if (strstr(items->text[k], lines[i].words) == NULL)
				continue;
			claimed[k] = true;
			found++;
		}
		if (found == 0)
			fail_msg("%s: no line says \"%s\"", lines[i].rule,
			    lines[i].words);
	}
	for (size_t k = 0; k < items->n; k++) {
		if (!claimed[k])
			fail_msg(
			    "no rule stands behind \"%s\"", items->text[k]);
	}
	for (size_t i = 0; i < rules->nrules; i++) {
		bool listed = strstr(without, rules->rules[i].id) != NULL;

		for (size_t k = 0; k < nlines; k++)
			listed |=
			    strcmp(lines[k].rule, rules->rules[i].id) == 0;
		if (rules->rules[i].level == level && !listed)
			fail_msg(
			    "rule %s is not on the page", rules->rules[i].id);
	}
}

static void test_get_help_now_has_every_emergency(void **state)
{
	struct items items;

	read_article(*state, "get-help-now", CARD_EMERGENCY, &items);
	expect_lines(&items, emergencies,
	    sizeof(emergencies) / sizeof(emergencies[0]), TRIAGE_EMERGENCY,
	    "E16");
}

static void test_red_flags_has_every_urgent_sign(void **state)
{
	struct items items;

	read_article(*state, "red-flags", CARD_URGENT, &items);
	expect_lines(&items, urgents, sizeof(urgents) / sizeof(urgents[0]),
	    TRIAGE_URGENT, "U01 U02 U03 U23");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_safety_net_is_one_list),
		cmocka_unit_test(test_without_a_list),
		cmocka_unit_test(test_get_help_now_has_every_emergency),
		cmocka_unit_test(test_red_flags_has_every_urgent_sign),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
