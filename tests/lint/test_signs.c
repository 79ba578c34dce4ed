/*
 * Every article of our pack has the signs of an emergency, and lint is who
 * notices when one has not: here each of them loses its list.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "check/lint.h"
#include "content/catalog.h"
#include "temp_pack.h"

#define CONTENT  LUMBAR_SOURCE_DIR "/content"
#define ARTICLES 59
#define CAP      (1u << 20)

struct copy {
	struct file_root root;
	struct temp_pack pack;
	struct arena arena;
	size_t lost;
};

/* Without the line of the list, in a card or outside of one. */
static size_t drop_list(char *text, size_t len)
{
	static const char *const lists[] = { "(signs:net)",
		"(signs:emergency)" };

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		char *at = memmem(text, len, lists[i], strlen(lists[i]));
		char *from = at, *end;

		if (at == NULL)
			continue;
		while (from > text && from[-1] != '\n')
			from--;
		end = memchr(at, '\n', (size_t)(text + len - at));
		assert_non_null(end);
		memmove(from, end, (size_t)(text + len - end));
		return len - (size_t)(end - from);
	}
	return len;
}

static void copy_file(const char *path, void *arg)
{
	struct copy *copy = arg;
	struct slice text;
	size_t len;
	char *own;

	assert_int_equal(
	    file_read_bytes(&copy->root, path, CAP, &copy->arena, &text, NULL),
	    STATUS_OK);
	own = arena_copy(&copy->arena, text.ptr, text.len);
	len = strstr(path, "/articles/") == NULL ? text.len
	                                         : drop_list(own, text.len);
	copy->lost += len < text.len;
	temp_pack_write(&copy->pack, path, own, len);
}

static void an_article_without_the_signs_is_told(void **state)
{
	struct copy copy = { .lost = 0 };
	struct catalog catalog;
	struct diag diag;

	(void)state;
	text_locale();
	arena_init(&copy.arena);
	temp_pack_make_empty(&copy.pack);
	assert_int_equal(file_root_open(&copy.root, CONTENT, NULL), STATUS_OK);
	file_list(&copy.root, "", copy_file, &copy, NULL);
	file_root_close(&copy.root);
	assert_int_equal(copy.lost, ARTICLES);
	diag_init(&diag, &copy.arena);
	assert_int_equal(
	    lint_pack(copy.pack.path, "2026-12-01", &diag), STATUS_OK);
	assert_int_equal(
	    catalog_open(&catalog, CONTENT, NULL, NULL, NULL), STATUS_OK);
	assert_int_equal(catalog.narticles, ARTICLES);
	for (size_t i = 0; i < catalog.narticles; i++) {
		const char *file = arena_printf(
		    &copy.arena, "en/%s", catalog.articles[i].file);

		if (!temp_pack_told(&diag, file, 0, "signs of an emergency"))
			fail_msg("%s: nothing is told", file);
	}
	catalog_close(&catalog);
	temp_pack_remove(&copy.pack);
	arena_free(&copy.arena);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_article_without_the_signs_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
