#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/figure.h"
#include "temp_pack.h"

#define HEAD "title: A spine\nalt: A spine from the side.\n"

struct world {
	struct temp_pack pack;
	struct arena arena;
	struct diag diag;
	struct file_root root;
	struct figure figure;
};

static int setup(void **state)
{
	static struct world world;

	text_locale();
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

static enum status read_name(struct world *world, const char *name)
{
	return figure_read(&world->root, "en", name, &world->arena,
	    &world->figure, &world->diag);
}

static enum status read_text(struct world *world, const char *text)
{
	temp_pack_put(&world->pack, "en/figures/spine.txt", text);
	return read_name(world, "spine");
}

static bool told(const struct world *world, unsigned line, const char *part)
{
	return temp_pack_told(&world->diag, "en/figures/spine.txt", line, part);
}

static void a_good_figure_is_read(void **state)
{
	struct world *world = *state;
	const struct figure *figure = &world->figure;

	assert_int_equal(read_text(world, "# how it was drawn\n\n"
					  "title: A spine\n"
					  "alt: First line\n"
					  "  and second line.\n"
					  "== 12 unicode\n"
					  "  \xe2\x94\x82 L1 \n"
					  "\n"
					  "====\n"
					  "# row\n"
					  "\n"
					  "== 12 ascii\n"
					  "  | L1\n"),
	    STATUS_OK);
	assert_int_equal(world->diag.n, 0);
	assert_string_equal(figure->name, "spine");
	assert_string_equal(figure->title, "A spine");
	assert_string_equal(figure->alt, "First line and second line.");
	assert_int_equal(figure->nforms, 2);
	assert_int_equal(figure->forms[0].cols, 12);
	assert_false(figure->forms[0].ascii);
	assert_int_equal(figure->forms[0].line, 6);
	assert_int_equal(figure->forms[0].nlines, 4);
	assert_true(slice_is(figure->forms[0].lines[0], "  \xe2\x94\x82 L1"));
	assert_true(slice_is(figure->forms[0].lines[1], ""));
	assert_true(slice_is(figure->forms[0].lines[2], "===="));
	assert_true(slice_is(figure->forms[0].lines[3], "# row"));
	assert_true(figure->forms[1].ascii);
	assert_int_equal(figure->forms[1].nlines, 1);
	assert_true(slice_is(figure->forms[1].lines[0], "  | L1"));
}

static void a_line_that_is_too_wide_drops_its_form_only(void **state)
{
	struct world *world = *state;

	assert_int_equal(read_text(world, HEAD "== 8 unicode\n"
					       "12345678\n"
					       "123456789\n"
					       "ok\n"
					       "1234567890\n"
					       "== 8 ascii\n"
					       "12345678\n"),
	    STATUS_OK);
	assert_true(told(world, 5, "9 columns in a form of 8"));
	assert_true(told(world, 7, "10 columns in a form of 8"));
	assert_int_equal(world->diag.n, 2);
	assert_int_equal(world->figure.nforms, 1);
	assert_true(world->figure.forms[0].ascii);
}

static void wide_characters_count_as_two(void **state)
{
	struct world *world = *state;

	read_text(world, HEAD "== 8 unicode\n"
			      "\xe8\x84\x8a\xe8\x84\x8a\xe8\x84\x8a"
			      "\xe8\x84\x8a\xe8\x84\x8a\n");
	assert_true(told(world, 4, "10 columns in a form of 8"));
	assert_int_equal(world->figure.nforms, 0);
}

static void an_ascii_form_has_only_ascii(void **state)
{
	struct world *world = *state;

	read_text(world, HEAD "== 20 ascii\n"
			      "\xe2\x94\x82 L1\n"
			      "== 20 unicode\n"
			      "\xe2\x94\x82 L1\n");
	assert_true(told(world, 4, "not ASCII"));
	assert_int_equal(world->figure.nforms, 1);
	assert_false(world->figure.forms[0].ascii);
}

static void tabs_are_refused(void **state)
{
	struct world *world = *state;

	read_text(world, HEAD "== 20 ascii\n\t| L1\n");
	assert_true(told(world, 4, "a tab"));
	assert_int_equal(world->figure.nforms, 0);
}

static void heads_of_forms_are_strict(void **state)
{
	static const char *const heads[] = { "==", "== ascii", "== 20",
		"== 20 latin1", "== 7 ascii", "== 201 ascii",
		"== 99999999 ascii", "== -5 ascii", "== 20 ascii x" };
	struct world *world = *state;
	size_t i;

	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		char text[256];

		snprintf(text, sizeof(text), HEAD "%s\n|\n== 20 ascii\n+\n",
		    heads[i]);
		diag_init(&world->diag, &world->arena);
		assert_int_equal(read_text(world, text), STATUS_OK);
		assert_true(told(world, 3, "this form is left out"));
		assert_int_equal(world->diag.n, 1);
		assert_int_equal(world->figure.nforms, 1);
		assert_true(slice_is(world->figure.forms[0].lines[0], "+"));
	}
}

static void doubles_are_left_out(void **state)
{
	struct world *world = *state;

	read_text(world, "title: A\ntitle: B\n  C\nalt: D\n"
			 "== 20 ascii\nx\n== 20 ascii\ny\n");
	assert_true(told(world, 2, "twice"));
	assert_true(told(world, 3, "continues nothing"));
	assert_true(told(world, 7, "there already"));
	assert_string_equal(world->figure.title, "A");
	assert_int_equal(world->figure.nforms, 1);
}

static void words_are_needed(void **state)
{
	struct world *world = *state;

	assert_int_equal(read_text(world, "== 20 ascii\nx\n"), STATUS_OK);
	assert_true(told(world, 1, "no \"title:\""));
	assert_true(told(world, 1, "no \"alt:\""));
	assert_string_equal(world->figure.alt, "spine");
}

static void a_figure_without_a_form_still_has_its_words(void **state)
{
	struct world *world = *state;

	assert_int_equal(read_text(world, HEAD), STATUS_OK);
	assert_true(told(world, 1, "no form"));
	assert_null(figure_form(&world->figure, 80, false));
	assert_string_equal(world->figure.alt, "A spine from the side.");
	assert_int_equal(read_text(world, HEAD "== 20 ascii\n\n\n"), STATUS_OK);
	assert_true(told(world, 3, "without a drawing"));
	assert_int_equal(read_text(world, "what is this\n"), STATUS_BAD);
	assert_true(told(world, 1, "neither"));
	assert_int_equal(read_text(world, ""), STATUS_BAD);
}

static void a_very_long_alt_text_is_cut(void **state)
{
	struct world *world = *state;
	char *text = arena_alloc(&world->arena, 64000);
	size_t len = 0, i;

	len += (size_t)sprintf(text, "title: A\nalt: B\n");
	for (i = 0; i < 15000; i++) {
		memcpy(text + len, " a\n", 3);
		len += 3;
	}
	text[len] = '\0';
	read_text(world, text);
	assert_true(strlen(world->figure.alt) <= 1000);
	assert_true(world->diag.count[DIAG_ERROR] > 10000);
	assert_true(arena_held(&world->arena) < 8u << 20);
}

static void names_cannot_lead_away(void **state)
{
	static const char *const names[] = { "", "..", "../spine", "/etc/x",
		"a/b", "A", "a.txt", "a b", "\x1b[2J",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
	struct world *world = *state;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		diag_init(&world->diag, &world->arena);
		assert_int_equal(read_name(world, names[i]), STATUS_REFUSED);
		assert_int_equal(world->diag.count[DIAG_ERROR], 1);
		assert_string_equal(world->figure.alt, "");
		assert_int_equal(world->figure.nforms, 0);
	}
	diag_init(&world->diag, &world->arena);
	assert_int_equal(read_name(world, "missing"), STATUS_MISSING);
	assert_int_equal(world->diag.count[DIAG_ERROR], 1);
}

static void the_widest_form_that_fits_is_chosen(void **state)
{
	struct world *world = *state;
	const struct figure *figure = &world->figure;

	read_text(world, HEAD "== 76 unicode\na\n== 76 ascii\nb\n"
			      "== 38 unicode\nc\n== 38 ascii\nd\n");
	assert_int_equal(figure->nforms, 4);
	assert_int_equal(figure_form(figure, 200, false)->line, 3);
	assert_int_equal(figure_form(figure, 76, false)->line, 3);
	assert_int_equal(figure_form(figure, 75, false)->line, 7);
	assert_int_equal(figure_form(figure, 76, true)->line, 5);
	assert_int_equal(figure_form(figure, 38, true)->line, 9);
	assert_null(figure_form(figure, 37, false));
	assert_null(figure_form(figure, 0, true));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(a_good_figure_is_read),
		TEST(a_line_that_is_too_wide_drops_its_form_only),
		TEST(wide_characters_count_as_two),
		TEST(an_ascii_form_has_only_ascii),
		TEST(tabs_are_refused),
		TEST(heads_of_forms_are_strict),
		TEST(doubles_are_left_out),
		TEST(words_are_needed),
		TEST(a_figure_without_a_form_still_has_its_words),
		TEST(a_very_long_alt_text_is_cut),
		TEST(names_cannot_lead_away),
		TEST(the_widest_form_that_fits_is_chosen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
