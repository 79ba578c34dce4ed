#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/region.h"
#include "temp_pack.h"

struct world {
	struct temp_pack pack;
	struct arena arena;
	struct diag diag;
	struct file_root root;
	const struct region *regions;
	size_t n;
};

static int setup(void **state)
{
	static struct world world;

	temp_pack_make(&world.pack);
	arena_init(&world.arena);
	diag_init(&world.diag, &world.arena);
	assert_int_equal(
	    file_root_open(&world.root, world.pack.path, &world.diag),
	    STATUS_OK);
	*state = &world;
	return 0;
}

static int teardown(void **state)
{
	struct world *world = *state;

	file_root_close(&world->root);
	temp_pack_remove(&world->pack);
	arena_free(&world->arena);
	return 0;
}

static enum status read_text(struct world *world, const char *text)
{
	temp_pack_put(&world->pack, "region.ini", text);
	return region_read(&world->root, &world->arena, &world->regions,
	    &world->n, &world->diag);
}

static void good_regions_are_read(void **state)
{
	struct world *world = *state;

	assert_int_equal(read_text(world, TEMP_PACK_REGION), STATUS_OK);
	assert_int_equal(world->n, 1);
	assert_string_equal(world->regions[0].id, "uk");
	assert_string_equal(world->regions[0].title, "United Kingdom");
	assert_string_equal(world->regions[0].checked, "2026-11-22");
	assert_string_equal(region_word(world->regions, "emergency"), "999");
	assert_string_equal(region_word(world->regions, "ed"), "A&E");
	assert_int_equal(world->diag.n, 0);
}

static void the_order_is_that_of_the_file(void **state)
{
	struct world *world = *state;

	read_text(world, "[region:zz]\nemergency = 1\n"
			 "[region:aa]\nemergency = 2\n");
	assert_int_equal(world->n, 2);
	assert_string_equal(world->regions[0].id, "zz");
	assert_string_equal(world->regions[1].id, "aa");
}

static void a_missing_file_leaves_the_compiled_in_words(void **state)
{
	struct world *world = *state;

	temp_pack_drop(&world->pack, "region.ini");
	assert_int_equal(region_read(&world->root, &world->arena,
			     &world->regions, &world->n, &world->diag),
	    STATUS_MISSING);
	assert_ptr_equal(world->regions, &region_builtin);
	assert_int_equal(world->n, 1);
	assert_int_equal(world->diag.count[DIAG_ERROR], 1);
}

static void a_broken_file_leaves_the_compiled_in_words(void **state)
{
	struct world *world = *state;

	assert_int_equal(
	    read_text(world, "[region:uk\nemergency = 999\n"), STATUS_BAD);
	assert_ptr_equal(world->regions, &region_builtin);
	assert_true(temp_pack_told(&world->diag, "region.ini", 1, ""));
}

static void no_region_section_is_a_fault(void **state)
{
	struct world *world = *state;

	assert_int_equal(read_text(world, "[other]\n"), STATUS_BAD);
	assert_ptr_equal(world->regions, &region_builtin);
	assert_true(
	    temp_pack_told(&world->diag, "region.ini", 1, "unknown section"));
}

static void a_missing_word_comes_from_the_compiled_in_ones(void **state)
{
	struct world *world = *state;

	assert_int_equal(
	    read_text(world, "[region:uk]\ntitle = UK\nchecked = 2026-11-22\n"
			     "advice = NHS 111\nemergency =\n"),
	    STATUS_OK);
	assert_string_equal(region_word(world->regions, "advice"), "NHS 111");
	assert_string_equal(region_word(world->regions, "emergency"),
	    "your local emergency number (112)");
	assert_true(
	    temp_pack_told(&world->diag, "region.ini", 1, "\"emergency\""));
	assert_true(temp_pack_told(&world->diag, "region.ini", 1, "\"gp\""));
}

static void odd_values_are_refused(void **state)
{
	struct world *world = *state;
	char text[1024];

	snprintf(text, sizeof(text),
	    "[region:uk]\nemergency = %.120s\ned = go {ed}\nnumber = 1\n"
	    "checked = yesterday\n",
	    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
	    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
	assert_int_equal(read_text(world, text), STATUS_OK);
	assert_true(temp_pack_told(&world->diag, "region.ini", 2, "100 bytes"));
	assert_true(temp_pack_told(&world->diag, "region.ini", 3, "brace"));
	assert_true(temp_pack_told(&world->diag, "region.ini", 4, "number"));
	assert_true(temp_pack_told(&world->diag, "region.ini", 1, "checked"));
	assert_string_equal(
	    region_word(world->regions, "ed"), "the emergency department");
}

static struct slice expand(struct world *world, const char *text)
{
	read_text(world, TEMP_PACK_REGION);
	return region_expand(world->regions, slice_of(text), "a.md",
	    &world->arena, &world->diag);
}

static void words_are_replaced(void **state)
{
	struct world *world = *state;
	struct slice out = expand(world, "{emergency}: {ed}, {ed}");

	assert_true(slice_is(out, "999: A&E, A&E"));
	assert_int_equal(out.ptr[out.len], '\n');
	assert_int_equal(out.ptr[out.len + 1], '\0');
	assert_int_equal(world->diag.n, 0);
}

static void text_without_words_is_itself(void **state)
{
	struct world *world = *state;
	const char *text = "no words, \\} no braces";

	assert_ptr_equal(expand(world, text).ptr, text);
	assert_int_equal(world->diag.n, 0);
	assert_true(slice_is(expand(world, ""), ""));
}

static void other_braces_stay_and_are_told(void **state)
{
	struct world *world = *state;
	struct slice out = expand(
	    world, "a {emergency}\n{numbr} {\n{Emergency} {} {ed\n{{ed}}");

	assert_true(
	    slice_is(out, "a 999\n{numbr} {\n{Emergency} {} {ed\n{A&E}"));
	assert_true(temp_pack_told(&world->diag, "a.md", 2, "{numbr}"));
	assert_true(temp_pack_told(&world->diag, "a.md", 2, "a brace"));
	assert_true(temp_pack_told(&world->diag, "a.md", 3, "{Emergency}"));
	assert_true(temp_pack_told(&world->diag, "a.md", 4, "a brace"));
	assert_int_equal(world->diag.count[DIAG_ERROR], 2);
}

static void expansion_is_linear_and_bounded(void **state)
{
	struct world *world = *state;
	size_t i, n = 60000;
	char *text = arena_alloc(&world->arena, 4 * n + 1);
	struct slice out;

	for (i = 0; i < n; i++)
		memcpy(text + 4 * i, "{ed}", 4);
	text[4 * n] = '\0';
	out = expand(world, text);
	assert_int_equal(out.len, 3 * n);
	memset(text, '{', 4 * n);
	out = expand(world, text);
	assert_ptr_equal(out.ptr, text);
}

static void the_list_of_words_is_closed(void **state)
{
	static const char *const words[] = { "emergency", "advice",
		"advice_name", "ed", "ed_long", "gp", "gp_office",
		"urgent_centre", "pharmacist", "physio", "physiotherapy",
		"maternity", "crisis", "abuse", "paracetamol" };
	size_t i;

	(void)state;
	assert_int_equal(region_builtin.nwords, 15);
	for (i = 0; i < 15; i++) {
		assert_true(region_knows(slice_of(words[i])));
		assert_string_equal(region_builtin.words[i].name, words[i]);
	}
	assert_false(region_knows(SLICE("")));
	assert_false(region_knows(SLICE("emergenc")));
	assert_false(region_knows(SLICE("title")));
	assert_string_equal(region_word(NULL, "nothing"), "nothing");
	assert_string_equal(region_word(NULL, "gp"), "doctor");
}

/* The pack that comes with the program. */
static void our_own_regions_have_every_word(void **state)
{
	static const char *const numbers[][2] = { { "uk", "999" },
		{ "ie", "112" }, { "eu", "112" }, { "us", "911" },
		{ "ca", "911" }, { "au", "000" }, { "nz", "111" },
		{ "other", "your local emergency number" } };
	struct world *world = *state;
	struct file_root root;
	size_t i;

	assert_int_equal(
	    file_root_open(&root, LUMBAR_SOURCE_DIR "/content", &world->diag),
	    STATUS_OK);
	assert_int_equal(region_read(&root, &world->arena, &world->regions,
			     &world->n, &world->diag),
	    STATUS_OK);
	file_root_close(&root);
	diag_print(&world->diag, stderr);
	assert_int_equal(world->diag.n, 0);
	assert_int_equal(world->n, 8);
	for (i = 0; i < 8; i++) {
		assert_string_equal(world->regions[i].id, numbers[i][0]);
		assert_string_equal(
		    region_word(&world->regions[i], "emergency"),
		    numbers[i][1]);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(good_regions_are_read),
		TEST(the_order_is_that_of_the_file),
		TEST(a_missing_file_leaves_the_compiled_in_words),
		TEST(a_broken_file_leaves_the_compiled_in_words),
		TEST(no_region_section_is_a_fault),
		TEST(a_missing_word_comes_from_the_compiled_in_ones),
		TEST(odd_values_are_refused),
		TEST(words_are_replaced),
		TEST(text_without_words_is_itself),
		TEST(other_braces_stay_and_are_told),
		TEST(expansion_is_linear_and_bounded),
		TEST(the_list_of_words_is_closed),
		TEST(our_own_regions_have_every_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
