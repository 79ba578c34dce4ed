/*
 * docs/authoring.md promises that its quiz can be copied into the pack as it
 * stands, and shows what lint says of faults in it: here somebody does so.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/text.h"
#include "check/lint.h"
#include "support/cases.h"
#include "temp_pack.h"

#define CONTENT   LUMBAR_SOURCE_DIR "/content"
#define QUIZ_FILE "en/quiz/lifting.ini"
#define INDEX     "en/index.ini"
#define CAP       (1u << 20)

struct world {
	struct arena arena;
	struct temp_pack pack;
	const char *doc;   /* docs/authoring.md */
	const char *quiz;  /* its quiz */
	const char *index; /* its section of the index */
};

static void copy_file(const char *path, void *arg)
{
	const struct world *world = arg;
	struct file_root root;
	struct arena arena;
	struct slice text;

	arena_init(&arena);
	assert_int_equal(file_root_open(&root, CONTENT, NULL), STATUS_OK);
	assert_int_equal(
	    file_read_bytes(&root, path, CAP, &arena, &text, NULL), STATUS_OK);
	temp_pack_write(&world->pack, path, text.ptr, text.len);
	file_root_close(&root);
	arena_free(&arena);
}

/* The block between fences that begins with a line, its margin taken off. */
static const char *block(struct world *world, const char *first)
{
	const char *const at = strstr(world->doc, first);
	const char *start = at;
	char *out, *put;
	size_t margin, len;

	assert_non_null(at);
	while (start[-1] == ' ')
		start--;
	margin = (size_t)(at - start);
	len = (size_t)(strstr(at, "```") - start) - margin;
	out = put = arena_zalloc(&world->arena, len + 1, 1);
	for (size_t i = 0; i < len;) {
		const size_t line = strcspn(start + i, "\n") + 1;

		/* an empty line has no margin */
		if (line > margin) {
			memcpy(put, start + i + margin, line - margin);
			put += line - margin;
		} else {
			*put++ = '\n';
		}
		i += line;
	}
	return out;
}

static int begin(void **state)
{
	struct world *world = calloc(1, sizeof(*world));
	struct file_root root;

	assert_non_null(world);
	text_locale();
	arena_init(&world->arena);
	temp_pack_make_empty(&world->pack);
	assert_int_equal(file_root_open(&root, CONTENT, NULL), STATUS_OK);
	file_list(&root, "", copy_file, world, NULL);
	file_root_close(&root);
	world->doc = cases_text(&world->arena, "docs/authoring.md").ptr;
	world->quiz = block(world, "[quiz]\nintro");
	world->index = arena_printf(&world->arena, "%s\n%s",
	    cases_text(&world->arena, "content/" INDEX).ptr,
	    block(world, "[quiz:lifting]"));
	temp_pack_put(&world->pack, INDEX, world->index);
	*state = world;
	return 0;
}

static int end(void **state)
{
	struct world *world = *state;

	temp_pack_remove(&world->pack);
	arena_free(&world->arena);
	free(world);
	return 0;
}

static void lint(struct world *world, const char *quiz, struct diag *out)
{
	temp_pack_put(&world->pack, QUIZ_FILE, quiz);
	diag_init(out, &world->arena);
	assert_int_equal(
	    lint_pack(world->pack.path, "2026-12-01", out), STATUS_OK);
}

static void the_quiz_can_be_added_as_it_stands(void **state)
{
	struct world *world = *state;
	struct diag diag;
	size_t notes = 0;

	lint(world, world->quiz, &diag);
	if (diag.count[DIAG_ERROR] + diag.count[DIAG_WARNING] > 0)
		diag_print(&diag, stderr);
	assert_int_equal(diag.count[DIAG_ERROR], 0);
	assert_int_equal(diag.count[DIAG_WARNING], 0);
	for (size_t i = 0; i < diag.n; i++)
		notes += diag.items[i].file != NULL &&
		         strcmp(diag.items[i].file, QUIZ_FILE) == 0;
	/* "a single note": there are too few questions */
	assert_int_equal(notes, 1);
	assert_true(temp_pack_told(&diag, QUIZ_FILE, 0, "5 questions"));
}

/* With what stands between two marks put in its place, the first time. */
static const char *changed(
    struct world *world, const char *from, const char *to)
{
	const char *const at = strstr(world->quiz, from);

	assert_non_null(at);
	return arena_printf(&world->arena, "%.*s%s%s", (int)(at - world->quiz),
	    world->quiz, to, at + strlen(from));
}

/* The document shows the message as lint says it, broken over lines. */
static void check_shown(const struct world *world, const struct diag *diag)
{
	char *text = NULL, *flat;
	size_t len = 0, n = 0;
	FILE *out = open_memstream(&text, &len);

	assert_non_null(out);
	for (size_t i = 0; i < diag->n; i++) {
		if (diag->items[i].severity == DIAG_ERROR)
			diag_print_item(&diag->items[i], out);
	}
	fclose(out);
	assert_true(len > 0);
	flat = calloc(1, strlen(world->doc) + 1);
	assert_non_null(flat);
	for (const char *at = world->doc; *at != '\0'; at++)
		flat[n++] = *at == '\n' ? ' ' : *at;
	text[len - 1] = '\0'; /* the end of its line */
	if (strstr(flat, text) == NULL)
		fail_msg("docs/authoring.md does not show: %s", text);
	free(flat);
	free(text);
}

static void lint_says_what_the_document_shows(void **state)
{
	struct world *world = *state;
	struct diag diag;

	lint(world, changed(world, "right = none\n", "right = non\n"), &diag);
	assert_int_equal(diag.count[DIAG_ERROR], 1);
	check_shown(world, &diag);
	lint(world,
	    changed(world,
		"lifting#what-studies-say\nat = did not prevent back pain",
		"lifting#the-lift-in-steps\nat = did not prevent"),
	    &diag);
	assert_int_equal(diag.count[DIAG_ERROR], 1);
	check_shown(world, &diag);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_quiz_can_be_added_as_it_stands),
		cmocka_unit_test(lint_says_what_the_document_shows),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
