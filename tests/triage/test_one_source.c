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
#include "content/signs.h"
#include "temp_pack.h"
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
	compose_urgent(&doc, &world->catalog, NULL);
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
	static const char *const lists[] = { NULL, "[net]\nx = [\n[\n", "",
		"[net]\n" };
	struct world *world = *state;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct temp_pack pack;
		struct catalog catalog;
		struct items items;
		struct doc doc;

		temp_pack_make(&pack);
		if (lists[i] != NULL)
			temp_pack_put(&pack, "en/signs.ini", lists[i]);
		assert_int_equal(
		    catalog_open(&catalog, pack.path, "en", "uk", &world->diag),
		    STATUS_OK);
		doc_init(&doc);
		compose_urgent(&doc, &catalog, NULL);
		read_card(world, &doc, CARD_EMERGENCY, &items);
		expect_net(&items);
		doc_free(&doc);
		catalog_close(&catalog);
		temp_pack_remove(&pack);
	}
}

/* The items of the list's groups, one after another. */
static void read_list(const struct signs *signs, enum signs_level level,
    struct arena *arena, struct items *out)
{
	out->n = 0;
	for (size_t g = 0; g < signs->ngroups; g++) {
		for (size_t i = 0; i < signs->nsigns; i++) {
			const struct sign *const sign = &signs->signs[i];

			if (sign->group != g || signs->groups[g].level != level)
				continue;
			assert_true(out->n < MAX_ITEMS);
			out->text[out->n++] =
			    sign->why[0] == '\0' ? sign->text
						 : arena_printf(arena, "%s: %s",
						       sign->text, sign->why);
		}
	}
}

/* What a page shows is the list, the whole list and nothing but the list. */
static void expect_list(struct world *world, const char *article,
    enum doc_card card, enum signs_level level, size_t at_least)
{
	struct items list, shown;
	struct signs signs;

	assert_int_equal(
	    signs_read(&world->catalog, &world->arena, &signs, &world->diag),
	    STATUS_OK);
	read_list(&signs, level, &world->arena, &list);
	read_article(world, article, card, &shown);
	assert_int_equal(shown.n, list.n);
	assert_true(list.n >= at_least);
	for (size_t i = 0; i < list.n; i++)
		assert_string_equal(shown.text[i], list.text[i]);
}

static void test_get_help_now_has_every_emergency(void **state)
{
	expect_list(
	    *state, "get-help-now", CARD_EMERGENCY, SIGNS_EMERGENCY, 28);
}

static void test_red_flags_has_every_urgent_sign(void **state)
{
	expect_list(*state, "red-flags", CARD_URGENT, SIGNS_URGENT, 23);
	expect_list(*state, "red-flags", CARD_ROUTINE, SIGNS_SOON, 12);
}

/* Every rule from "soon" up has a sign, and none that says less. */
static void test_every_rule_has_a_sign(void **state)
{
	static const enum triage_level levels[] = {
		[SIGNS_SOON] = TRIAGE_SOON,
		[SIGNS_URGENT] = TRIAGE_URGENT,
		[SIGNS_EMERGENCY] = TRIAGE_EMERGENCY,
	};
	struct world *world = *state;
	const struct rules *rules = sheet_rules();
	bool has[RULES_MAX] = { false };
	struct signs signs;

	assert_int_equal(
	    signs_read(&world->catalog, &world->arena, &signs, &world->diag),
	    STATUS_OK);
	for (size_t i = 0; i < signs.nsigns; i++) {
		const struct sign *const sign = &signs.signs[i];

		assert_true(sign->nrules > 0);
		for (size_t k = 0; k < sign->nrules; k++) {
			const size_t rule =
			    rules_rule(rules, slice_of(sign->rules[k]));

			assert_true(rule < rules->nrules);
			assert_true(levels[signs.groups[sign->group].level] >=
				    rules->rules[rule].level);
			has[rule] = true;
		}
	}
	for (size_t i = 0; i < rules->nrules; i++) {
		if (rules->rules[i].level >= TRIAGE_SOON && !has[i])
			fail_msg("no page tells of %s", rules->rules[i].id);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_safety_net_is_one_list),
		cmocka_unit_test(test_without_a_list),
		cmocka_unit_test(test_get_help_now_has_every_emergency),
		cmocka_unit_test(test_red_flags_has_every_urgent_sign),
		cmocka_unit_test(test_every_rule_has_a_sign),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
