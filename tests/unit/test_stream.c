/*
 * A text in pieces gives the tree that the whole gives, whatever the size of
 * the pieces, and loses no byte but those that are to go.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "content/markdown.h"
#include "content/stream.h"

#define SPEC_DIR LUMBAR_SOURCE_DIR "/tests/spec/"

enum {
	MOST_PARTS = 4096,
	ROUNDS = 400
};

static int open_text(const char *text, size_t len)
{
	const int fd = memfd_create("text", 0);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, len), len);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

struct result {
	char *text; /* the pieces one after the other */
	char *tree;
	size_t len;
	unsigned npieces;
	size_t longest;
};

static struct result run(const char *text, size_t len, size_t piece_len)
{
	const int fd = open_text(text, len);
	struct result r = { .text = malloc(len + 1) };
	FILE *const out = open_memstream(&r.tree, &(size_t){ 0 });
	struct stream stream;
	struct slice piece;
	struct doc doc;
	unsigned lines = 1;
	unsigned line;

	assert_non_null(out);
	assert_non_null(r.text);
	stream_open(&stream, fd);
	if (piece_len > 0)
		stream.piece = piece_len;
	doc_init(&doc);
	for (;;) {
		assert_int_equal(
		    stream_next(&stream, &piece, &line), STATUS_OK);
		assert_int_equal(line, lines);
		if (piece.len == 0)
			break;
		r.npieces++;
		if (piece.len > r.longest)
			r.longest = piece.len;
		memcpy(r.text + r.len, piece.ptr, piece.len);
		r.len += piece.len;
		for (size_t i = 0; i < piece.len; i++)
			lines += piece.ptr[i] == '\n';
		doc_reset(&doc);
		markdown_parse(piece, "stream", line, &doc, NULL);
		doc_print(&doc, out);
	}
	/* The end stays the end. */
	assert_int_equal(stream_next(&stream, &piece, &line), STATUS_OK);
	assert_int_equal(piece.len, 0);
	doc_free(&doc);
	stream_close(&stream);
	close(fd);
	assert_int_equal(fclose(out), 0);
	r.text[r.len] = '\0';
	return r;
}

static void result_free(struct result *r)
{
	free(r->text);
	free(r->tree);
}

static void check_pieces(const char *text, size_t len)
{
	static const size_t sizes[] = { 1, 7, 64, 1000 };
	struct result whole = run(text, len, len + 64);

	assert_int_equal(whole.len, len);
	assert_memory_equal(whole.text, text, len);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct result r = run(text, len, sizes[i]);

		assert_int_equal(r.len, len);
		assert_memory_equal(r.text, text, len);
		if (strcmp(r.tree, whole.tree) != 0)
			fail_msg("pieces of %zu:\n%.*s\n--- want\n%s--- have\n"
				 "%s",
			    sizes[i], (int)len, text, whole.tree, r.tree);
		result_free(&r);
	}
	result_free(&whole);
}

static char *read_spec(const char *name)
{
	char path[1024];
	char *text;
	FILE *in;
	size_t len;

	snprintf(path, sizeof(path), "%s%s", SPEC_DIR, name);
	in = fopen(path, "r");
	assert_non_null(in);
	text = malloc(1 << 20);
	assert_non_null(text);
	len = fread(text, 1, (1 << 20) - 1, in);
	assert_true(feof(in));
	text[len] = '\0';
	fclose(in);
	return text;
}

/* The examples of the specification and of our own. */
struct parts {
	char *files[8];
	size_t nfiles;
	struct slice parts[MOST_PARTS];
	size_t n;
};

/* Text from a line that begins with begin to a line that is a dot. */
static void take_parts(struct parts *p, const char *name, const char *begin)
{
	char *at = read_spec(name);

	p->files[p->nfiles++] = at;
	while ((at = strstr(at, begin)) != NULL) {
		char *end;

		at = strchr(at, '\n') + 1;
		end = strstr(at - 1, "\n.\n");
		if (end == NULL)
			break;
		assert_true(p->n < MOST_PARTS);
		p->parts[p->n++] = (struct slice){ at, (size_t)(end + 1 - at) };
		at = end;
	}
}

static int setup(void **state)
{
	static const char fence[] =
	    "\n```````````````````````````````` example";
	struct parts *const p = calloc(1, sizeof(*p));

	assert_non_null(p);
	take_parts(p, "commonmark.txt", fence);
	take_parts(p, "cards.md", "\n== ");
	take_parts(p, "tables.md", "\n== ");
	take_parts(p, "definitions.md", "\n== ");
	take_parts(p, "inline.md", "\n== ");
	take_parts(p, "blocks.md", "\n== ");
	assert_true(p->n > 700);
	*state = p;
	return 0;
}

static int teardown(void **state)
{
	struct parts *const p = *state;

	for (size_t i = 0; i < p->nfiles; i++)
		free(p->files[i]);
	free(p);
	return 0;
}

static void test_examples(void **state)
{
	const struct parts *const p = *state;

	for (size_t i = 0; i < p->n; i++)
		check_pieces(p->parts[i].ptr, p->parts[i].len);
}

static uint64_t seed = 88172645463325252u;

static unsigned roll(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 11) % n;
}

/*
 * Two blank lines make md4c look at offsets (md_lines.c), which differ between
 * a piece and the whole, so no text has them.
 */
static size_t drop_two_blanks(char *text, size_t len)
{
	size_t out = 0;
	int newlines = 0;

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n')
			newlines++;
		else if (text[i] != ' ' && text[i] != '\t' && text[i] != '>')
			newlines = 0;
		if (newlines < 3 || text[i] != '\n')
			text[out++] = text[i];
	}
	return out;
}

static void test_random(void **state)
{
	const struct parts *const p = *state;
	char *const text = malloc(256 << 10);

	assert_non_null(text);
	for (int round = 0; round < ROUNDS; round++) {
		const unsigned n = 2 + roll(12);
		size_t len = 0;

		for (unsigned i = 0; i < n; i++) {
			const struct slice part =
			    p->parts[roll((unsigned)p->n)];

			memcpy(text + len, part.ptr, part.len);
			len += part.len;
			if (roll(4) != 0)
				text[len++] = '\n';
		}
		if (roll(3) == 0)
			len--;
		check_pieces(text, drop_two_blanks(text, len));
	}
	free(text);
}

static void check_text(const char *in, size_t in_len, const char *want)
{
	for (size_t piece = 1; piece < in_len + 4; piece++) {
		struct result r = run(in, in_len, piece);

		assert_string_equal(r.text, want);
		result_free(&r);
	}
}

static void test_newlines(void **state)
{
	(void)state;
	check_text("", 0, "");
	check_text("a\r\nb\r\n\r\nc\r\n", 12, "a\nb\n\nc\n");
	check_text("a\rb\r\r\nc\r", 8, "a\rb\r\nc\r");
	check_text("\r", 1, "\r");
	check_text("\r\n", 2, "\n");
	check_text("\n\n\n", 3, "\n\n\n");
	check_text("a", 1, "a");
}

static void test_bom(void **state)
{
	(void)state;
	check_text("\xEF\xBB\xBF# a\n", 7, "# a\n");
	check_text("\xEF\xBB\xBF", 3, "");
	check_text("\xEF\xBB", 2, "\xEF\xBB");
	check_text("a\n\n\xEF\xBB\xBF"
		   "b\n",
	    8,
	    "a\n\n\xEF\xBB\xBF"
	    "b\n");
}

/* The byte behind a piece can be read; the tree does not show it. */
static void test_no_newline(void **state)
{
	struct result r = run("a\n\n1", 4, 1);

	(void)state;
	assert_string_equal(r.tree, "para \"a\"\npara \"1\"\n");
	result_free(&r);
}

/* However long the text is, a piece is no longer than it has to be. */
static void test_long(void **state)
{
	enum {
		PARTS = 60000
	};
	static const char part[] = "Some words of a short paragraph.\n\n";
	const size_t len = strlen(part) * PARTS;
	char *const text = malloc(len + 1);
	struct result r;

	(void)state;
	assert_non_null(text);
	for (int i = 0; i < PARTS; i++)
		memcpy(text + (size_t)i * strlen(part), part, strlen(part));
	r = run(text, len, 0);
	assert_int_equal(r.len, len);
	assert_true(r.longest <= STREAM_PIECE);
	assert_true(r.npieces <= len / (STREAM_PIECE / 2) + 1);
	result_free(&r);
	free(text);
}

static void test_long_line(void **state)
{
	const size_t len = 3 << 20;
	char *const text = malloc(len);
	struct result r;

	(void)state;
	assert_non_null(text);
	memset(text, 'x', len);
	r = run(text, len, 0);
	assert_int_equal(r.npieces, 1);
	assert_int_equal(r.len, len);
	assert_memory_equal(r.text, text, len);
	result_free(&r);
	free(text);
}

/* What cannot be read is told, not taken for the end. */
static void test_bad_descriptor(void **state)
{
	struct stream stream;
	struct slice piece;
	unsigned line;

	(void)state;
	stream_open(&stream, -1);
	assert_int_equal(stream_next(&stream, &piece, &line), STATUS_IO);
	assert_int_equal(errno, EBADF);
	stream_close(&stream);
}

/* A pipe gives a few bytes at a time. */
static void test_pipe(void **state)
{
	struct stream stream;
	struct slice piece;
	unsigned line;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "a\r", 2), 2);
	stream_open(&stream, ends[0]);
	stream.piece = 2;
	assert_int_equal(write(ends[1], "\n\nb\n", 4), 4);
	close(ends[1]);
	assert_int_equal(stream_next(&stream, &piece, &line), STATUS_OK);
	assert_true(slice_is(piece, "a\n\n"));
	assert_int_equal(line, 1);
	assert_int_equal(stream_next(&stream, &piece, &line), STATUS_OK);
	assert_true(slice_is(piece, "b\n"));
	assert_int_equal(line, 3);
	assert_int_equal(stream_next(&stream, &piece, &line), STATUS_OK);
	assert_int_equal(piece.len, 0);
	stream_close(&stream);
	close(ends[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_examples, setup, teardown),
		cmocka_unit_test_setup_teardown(test_random, setup, teardown),
		cmocka_unit_test(test_newlines),
		cmocka_unit_test(test_bom),
		cmocka_unit_test(test_no_newline),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_long_line),
		cmocka_unit_test(test_bad_descriptor),
		cmocka_unit_test(test_pipe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
