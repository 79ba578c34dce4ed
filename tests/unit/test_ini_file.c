#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <time.h>

#include "base/ini_file.h"
#include "base/ini_vet.h"
#include "temp_pack.h"

/*
 * Debian's libinih can be switched at run time to what other builds of it are
 * by design. Where it cannot, the tests of that are skipped.
 */
extern __attribute__((weak)) bool ini_use_stack;
extern __attribute__((weak)) bool ini_allow_realloc;
extern __attribute__((weak)) bool ini_allow_multiline;
extern __attribute__((weak)) bool ini_stop_on_first_error;
extern __attribute__((weak)) int ini_max_line;
extern __attribute__((weak)) char *ini_inline_comment_prefixes;

static struct arena arena;
static struct diag diag;
static struct ini_file ini;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena);
	diag_init(&diag, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* From an allocation of just its size: sanitizers see a read behind it. */
static enum status parse_bytes(const char *bytes, size_t len)
{
	char *const copy = malloc(len > 0 ? len : 1);
	enum status status;

	assert_non_null(copy);
	memcpy(copy, bytes, len);
	status = ini_file_parse(
	    (struct slice){ copy, len }, "t.ini", &arena, &ini, &diag);
	free(copy);
	return status;
}

static enum status parse(const char *text)
{
	return parse_bytes(text, strlen(text));
}

static void assert_value(const char *section, const char *key,
    const char *value, unsigned expected_line)
{
	const struct ini_section *const found = ini_file_section(&ini, section);
	const char *got;
	unsigned line = 0;

	if (found == NULL)
		fail_msg("no [%s]", section);
	got = ini_section_get(found, key, &line);
	if (got == NULL)
		fail_msg("no %s in [%s]", key, section);
	assert_string_equal(got, value);
	assert_int_equal(line, expected_line);
}

static void gives_sections_and_pairs_in_order(void **state)
{
	const struct ini_section *section;

	(void)state;
	assert_int_equal(parse("# comment\n"
			       "[pack]\n"
			       "id=back\n"
			       "title = Back and leg\t\n"
			       "\n"
			       "; another\n"
			       "[article:sciatica]\n"
			       "file=  articles/a.md  \n"
			       "none =\n"
			       "[empty]\n"),
	    STATUS_OK);
	assert_int_equal(diag.n, 0);
	assert_string_equal(ini.name, "t.ini");
	assert_int_equal(ini.nsections, 3);
	section = &ini.sections[0];
	assert_string_equal(section->name, "pack");
	assert_string_equal(section->kind, "pack");
	assert_string_equal(section->id, "");
	assert_int_equal(section->line, 2);
	assert_int_equal(section->npairs, 2);
	assert_string_equal(section->pairs[0].key, "id");
	assert_string_equal(section->pairs[1].key, "title");
	assert_value("pack", "id", "back", 3);
	assert_value("pack", "title", "Back and leg", 4);
	section = &ini.sections[1];
	assert_string_equal(section->name, "article:sciatica");
	assert_string_equal(section->kind, "article");
	assert_string_equal(section->id, "sciatica");
	assert_int_equal(section->line, 7);
	assert_value("article:sciatica", "file", "articles/a.md", 8);
	assert_value("article:sciatica", "none", "", 9);
	assert_int_equal(ini.sections[2].npairs, 0);
	assert_int_equal(ini.sections[2].line, 10);
	assert_null(ini_file_section(&ini, "article"));
	assert_null(ini_section_get(section, "id", NULL));
}

static void nothing_is_a_file_too(void **state)
{
	static const char *const rows[] = { "", "\n", "\n\n", "# only\n",
		"; only", " \n\t\n", "\xEF\xBB\xBF" };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(parse(rows[i]), STATUS_OK);
		assert_int_equal(ini.nsections, 0);
	}
	assert_int_equal(diag.n, 0);
}

static void joins_continuation_lines(void **state)
{
	(void)state;
	assert_int_equal(parse("[a]\n"
			       "summary = one two,\n"
			       "  three\n"
			       "\tfour = 4  \n"
			       "next = n\n"
			       "late =\n"
			       "   begins here\n"
			       "# a comment between\n"
			       "\n"
			       " and ends\n"
			       "[b]\n"
			       "k = v"),
	    STATUS_OK);
	assert_value("a", "summary", "one two, three four = 4", 2);
	assert_value("a", "next", "n", 5);
	assert_value("a", "late", "begins here and ends", 6);
	assert_value("b", "k", "v", 12);
	assert_int_equal(ini_file_section(&ini, "a")->npairs, 3);
}

static void keeps_what_is_special_elsewhere(void **state)
{
	(void)state;
	assert_int_equal(parse("[a]\n"
			       "semicolon = one;two\n"
			       "first =;one\n"
			       "hash = one # two\n"
			       "quotes = \"a\" 'b'\n"
			       "equals = a = b == c\n"
			       "colon = a: b\n"
			       "bracket = [x] ]\n"
			       "link = see\n"
			       "   [foot drop](foot) and [x] y\n"
			       "percent = 5 %s %n\n"
			       "backslash = a\\\n"
			       "utf8 = \xC3\xA9\xE4\xB8\xAD\xC3\xA0\n"),
	    STATUS_OK);
	assert_value("a", "semicolon", "one;two", 2);
	assert_value("a", "first", ";one", 3);
	assert_value("a", "hash", "one # two", 4);
	assert_value("a", "quotes", "\"a\" 'b'", 5);
	assert_value("a", "equals", "a = b == c", 6);
	assert_value("a", "colon", "a: b", 7);
	assert_value("a", "bracket", "[x] ]", 8);
	assert_value("a", "link", "see [foot drop](foot) and [x] y", 9);
	assert_value("a", "percent", "5 %s %n", 11);
	assert_value("a", "backslash", "a\\", 12);
	assert_value("a", "utf8", "\xC3\xA9\xE4\xB8\xAD\xC3\xA0", 13);
}

static void takes_bom_and_crlf(void **state)
{
	(void)state;
	assert_int_equal(parse("\xEF\xBB\xBF[a]\r\n"
			       "k = v\r\n"
			       "\r\n"
			       "  more\r\n"
			       "[b]\r\n"),
	    STATUS_OK);
	assert_value("a", "k", "v more", 2);
	assert_int_equal(ini.nsections, 2);
	assert_int_equal(diag.n, 0);
}

/* libinih's buffer has 200 bytes: the edge, from both sides, in all places. */
static void reads_lines_of_199_bytes_whole(void **state)
{
	static const char *const ends[] = { "", "\n", "\r\n",
		"\nemergency = yes\n", "\r\n  more\r\n", "\n[b]\n" };

	(void)state;
	for (size_t e = 0; e < sizeof(ends) / sizeof(ends[0]); e++) {
		for (int len = 190; len <= 210; len++) {
			char value[256], text[512];

			memset(value, 'x', sizeof(value));
			value[len - 4] = '\0'; /* "k = " before it */
			snprintf(text, sizeof(text), "[a]\nk = %s%s", value,
			    ends[e]);
			diag.n = 0;
			if (len > 199) {
				assert_int_equal(parse(text), STATUS_BAD);
				assert_int_equal(diag.n, 1);
				assert_int_equal(ini.nsections, 0);
				snprintf(text, sizeof(text),
				    "line is %d bytes long, at most 199 are "
				    "read safely; the file is not used",
				    len);
				assert_int_equal(diag.items[0].line, 2);
				assert_string_equal(diag.items[0].text, text);
				continue;
			}
			assert_int_equal(parse(text), STATUS_OK);
			if (e == 4)
				strcat(value, " more");
			assert_value("a", "k", value, 2);
			if (e == 3)
				assert_value("a", "emergency", "yes", 3);
			assert_int_equal(ini.nsections, e == 5 ? 2 : 1);
		}
	}
}

static void continuations_and_comments_have_the_same_limit(void **state)
{
	char line[300], text[1000];

	(void)state;
	for (int len = 198; len <= 201; len++) {
		const enum status expected =
		    len <= 199 ? STATUS_OK : STATUS_BAD;

		memset(line, 'x', sizeof(line));
		line[len - 1] = '\0';
		snprintf(text, sizeof(text), "[a]\nk = v\n %s\n %s\nj = w\n",
		    line, line);
		assert_int_equal(parse(text), expected);
		if (expected == STATUS_OK) {
			assert_int_equal(strlen(ini.sections[0].pairs[0].value),
			    3 + 2 * strlen(line));
			assert_value("a", "j", "w", 5);
		}
		snprintf(text, sizeof(text), "[a]\n#%s\nj = w\n", line);
		assert_int_equal(parse(text), expected);
		if (expected == STATUS_OK)
			assert_value("a", "j", "w", 3);
	}
}

/* The hole of all holes: the rest of a long line becomes a key of its own. */
static void no_long_line_makes_a_key(void **state)
{
	char text[400] = "[a]\nk=";

	(void)state;
	memset(text + 6, 'x', 197);
	strcpy(text + 6 + 197, "emergency=no\nafter=yes\n");
	assert_int_equal(parse(text), STATUS_BAD);
	assert_int_equal(ini.nsections, 0);
	assert_true(temp_pack_told(&diag, "t.ini", 2, "bytes long"));
}

static void names_have_49_bytes_at_most(void **state)
{
	char name[100], text[300];

	(void)state;
	for (size_t len = 45; len <= 55; len++) {
		const enum status expected = len <= 49 ? STATUS_OK : STATUS_BAD;

		memset(name, 'n', sizeof(name));
		name[len] = '\0';
		snprintf(text, sizeof(text), "[a]\n%s = v\n more\n", name);
		diag.n = 0;
		assert_int_equal(parse(text), expected);
		if (expected == STATUS_OK)
			assert_value("a", name, "v more", 2);
		else
			assert_true(
			    temp_pack_told(&diag, "t.ini", 2, "over 49"));

		snprintf(text, sizeof(text), "[%s]\nk = v\n more\n", name);
		diag.n = 0;
		assert_int_equal(parse(text), expected);
		if (expected == STATUS_OK)
			assert_value(name, "k", "v more", 2);
		else
			assert_true(
			    temp_pack_told(&diag, "t.ini", 1, "over 49"));
	}
}

static void refuses_with_the_line(void **state)
{
	static const struct {
		const char *text;
		unsigned line;
		const char *part;
	} rows[] = {
		{ "[a\nk = v\n", 1, "not closed" },
		{ "[a]\nk = v\n[b", 3, "not closed" },
		{ "[a] x\n", 1, "text after \"]\"" },
		{ "[a] # x\n", 1, "text after \"]\"" },
		{ "[a] ; x\n", 1, "text after \"]\"" },
		{ "[a]]\n", 1, "text after \"]\"" },
		{ "[ a ]\n", 1, "section's name" },
		{ "[]\n", 1, "section's name" },
		{ "[A]\n", 1, "section's name" },
		{ "[Rule:E08]\n", 1, "section's name" },
		{ "[rule:E 08]\n", 1, "section's name" },
		{ "[a b]\n", 1, "section's name" },
		{ "[a:b:c]\n", 1, "section's name" },
		{ "[a:]\n", 1, "section's name" },
		{ "[:a]\n", 1, "section's name" },
		{ "[\xC3\xA9]\n", 1, "section's name" },
		{ "[[a]\n", 1, "section's name" },
		{ "[a;b]\n", 1, "section's name" },
		{ "k = v\n", 1, "no section above" },
		{ "[a]\nk\n", 2, "no \"key = value\"" },
		{ "[a]\nk: v\n", 2, "no \"key = value\"" },
		{ "[a]\nk:x = v\n", 2, "a key is made of" },
		{ "[a]\nK = v\n", 2, "a key is made of" },
		{ "[a]\nk k = v\n", 2, "a key is made of" },
		{ "[a]\nk.x = v\n", 2, "a key is made of" },
		{ "[a]\n= v\n", 2, "no key before" },
		{ "[a]\n=\n", 2, "no key before" },
		{ "[a]\nk = one ;two\n", 2, "cut the value" },
		{ "[a]\nk = one\t;two\n", 2, "cut the value" },
		{ "[a]\nk = ;two\n", 2, "cut the value" },
		{ "[a]\nk = one ;\n", 2, "cut the value" },
		{ "[a]\nk = one\n  and ;two\n", 3, "cut the value" },
		{ "  k = v\n", 1, "no value above" },
		{ "[a]\n  k = v\n", 2, "no value above" },
		{ "[a]\nk = v\n[b]\n  j = w\n", 4, "no value above" },
		{ "[a]\nk = v\n  # text?\n", 3, "comment is indented" },
		{ "[a]\nk = v\n  ; text?\n", 3, "comment is indented" },
		{ "[a]\nk = v\n  [b]\nj = w\n", 3, "section is indented" },
		{ "[a]\nk = v\nj = w\nk = x\n", 4,
		    "key \"k\" is there already in line 2" },
		{ "[a]\n[b]\n[a]\n", 3,
		    "section \"a\" is there already in line 1" },
		{ "[a]\rk = v\r", 1, "carriage return" },
		{ "[a]\nk = v\r", 2, "carriage return" },
		{ "[a]\nk = v\rw\n", 2, "carriage return" },
		{ "[a]\nk = \x1b[31m\n", 2, "control" },
		{ "[a]\nk = \x0b\n", 2, "control" },
		{ "[a]\nk = \xC2\x85\n", 2, "control" },
		{ "[a]\nk = \xFF\n", 2, "UTF-8" },
		{ "[a]\nk = \xC3\n", 2, "UTF-8" },
		{ "[a]\nk = \xED\xA0\x80\n", 2, "UTF-8" },
		{ "# \xFF\n", 1, "UTF-8" },
		{ "\xFF\xFE[a]\n", 1, "UTF-8" }, /* the other BOM */
		{ "[a]\n\xEF\xBB\xBFk = v\n", 2, "a key is made of" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		diag.n = 0;
		if (parse(rows[i].text) != STATUS_BAD)
			fail_msg("taken: %s", rows[i].text);
		assert_int_equal(ini.nsections, 0);
		assert_true(
		    temp_pack_told(&diag, "t.ini", rows[i].line, rows[i].part));
		assert_true(temp_pack_told(
		    &diag, "t.ini", rows[i].line, "; the file is not used"));
		if (diag.n != 1)
			fail_msg("%zu faults: %s", diag.n, rows[i].text);
	}
}

static void refuses_nul(void **state)
{
	static const char rows[][16] = { "[a]\nk = v\0w\n", "[a]\n\0\n",
		"[a]\nk\0 = v\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		diag.n = 0;
		assert_int_equal(
		    parse_bytes(rows[i], i == 1 ? 6 : 11), STATUS_BAD);
		assert_true(temp_pack_told(&diag, "t.ini", 2, "NUL"));
		assert_int_equal(diag.n, 1);
	}
}

static void lists_every_fault_by_line(void **state)
{
	char text[2000], line[300];

	(void)state;
	memset(line, 'y', sizeof(line));
	line[240] = '\0';
	snprintf(text, sizeof(text),
	    "stray = 1\n" /* 1 */
	    "[a]\n"
	    "k = v\n"
	    "bad line\n"  /* 4 */
	    "k = again\n" /* 5 */
	    "%s\n"        /* 6: too long, and no pair */
	    "[b\n"        /* 7 */
	    "ok = 1\n"
	    "k = \xFF\n" /* 9 */
	    "x = a ;b\n" /* 10 */
	    "[a]\n"      /* 11 */
	    "k = v\n",
	    line);
	assert_int_equal(parse(text), STATUS_BAD);
	assert_true(temp_pack_told(&diag, "t.ini", 1, "no section above"));
	assert_true(temp_pack_told(&diag, "t.ini", 4, "no \"key"));
	assert_true(
	    temp_pack_told(&diag, "t.ini", 5, "there already in line 3"));
	assert_true(temp_pack_told(&diag, "t.ini", 6, "line is 240 bytes"));
	assert_true(temp_pack_told(&diag, "t.ini", 6, "no \"key"));
	assert_true(temp_pack_told(&diag, "t.ini", 7, "not closed"));
	assert_true(temp_pack_told(&diag, "t.ini", 9, "UTF-8"));
	assert_true(temp_pack_told(&diag, "t.ini", 10, "cut the value"));
	assert_true(
	    temp_pack_told(&diag, "t.ini", 11, "there already in line 2"));
	assert_int_equal(diag.n, 9);
	for (size_t i = 1; i < diag.n; i++)
		assert_true(diag.items[i - 1].line <= diag.items[i].line);
}

static void counts_faults_beyond_those_listed(void **state)
{
	enum {
		FAULTS = 3 * DIAG_MAX
	};
	char *const text = malloc(2 * FAULTS);

	(void)state;
	assert_non_null(text);
	for (int i = 0; i < FAULTS; i++)
		memcpy(text + 2 * i, "x\n", 2);
	assert_int_equal(parse_bytes(text, 2 * FAULTS), STATUS_BAD);
	free(text);
	assert_int_equal(diag.n, DIAG_MAX);
	assert_int_equal(diag.count[DIAG_ERROR], FAULTS);
	assert_int_equal(
	    ini_file_parse(SLICE("x"), "t.ini", &arena, &ini, NULL),
	    STATUS_BAD);
}

static void same_key_in_another_section_is_no_double(void **state)
{
	(void)state;
	assert_int_equal(parse("[a]\nk = 1\n[a:b]\nk = 2\n[b:a]\nk = 3\n"
			       "[kk]\nk = 4\nkk = 5\n"),
	    STATUS_OK);
	assert_value("a:b", "k", "2", 4);
	assert_value("kk", "kk", "5", 9);
}

static void tells_of_unknown_keys(void **state)
{
	static const char *const known[] = { "title", "file", NULL };

	(void)state;
	assert_int_equal(
	    parse("[a]\ntitle = t\ntitel = t\nfile = f\nfil = f\n"), STATUS_OK);
	assert_int_equal(
	    ini_section_check(&ini, &ini.sections[0], known, &diag), 2);
	assert_int_equal(diag.n, 2);
	assert_true(temp_pack_told(&diag, "t.ini", 3, "\"titel\""));
	assert_true(temp_pack_told(&diag, "t.ini", 5, "\"fil\""));
	assert_int_equal(
	    ini_section_check(&ini, &ini.sections[0], known, NULL), 2);
}

static void reads_from_a_root(void **state)
{
	struct temp_pack pack;
	struct file_root root;
	char path[1024];

	(void)state;
	temp_pack_make_empty(&pack);
	temp_pack_put(&pack, "en/good.ini", "\xEF\xBB\xBF[a]\r\nk = v\r\n");
	temp_pack_put(&pack, "bad.ini", "[a]\nk = \xFF\n[b\n");
	temp_pack_put(&pack, "big.ini", "");
	temp_pack_name(&pack, "big.ini", path);
	assert_int_equal(truncate(path, (off_t)INI_CAP + 1), 0);
	temp_pack_name(&pack, "fifo", path);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(file_root_open(&root, pack.path, &diag), STATUS_OK);

	assert_int_equal(
	    ini_file_read(&root, "en/good.ini", &arena, &ini, &diag),
	    STATUS_OK);
	assert_value("a", "k", "v", 2);
	assert_string_equal(ini.name, "en/good.ini");
	assert_int_equal(diag.n, 0);

	/* Bytes and grammar: the author wants to hear of both. */
	assert_int_equal(
	    ini_file_read(&root, "bad.ini", &arena, &ini, &diag), STATUS_BAD);
	assert_true(temp_pack_told(&diag, "bad.ini", 2, "UTF-8"));
	assert_true(temp_pack_told(&diag, "bad.ini", 3, "not closed"));
	assert_int_equal(ini.nsections, 0);

	assert_int_equal(ini_file_read(&root, "big.ini", &arena, &ini, &diag),
	    STATUS_TOO_BIG);
	assert_int_equal(
	    ini_file_read(&root, "en", &arena, &ini, &diag), STATUS_REFUSED);
	assert_int_equal(
	    ini_file_read(&root, "fifo", &arena, &ini, &diag), STATUS_REFUSED);
	assert_int_equal(ini_file_read(&root, "../x.ini", &arena, &ini, &diag),
	    STATUS_REFUSED);
	assert_int_equal(ini_file_read(&root, "none.ini", &arena, &ini, &diag),
	    STATUS_MISSING);
	assert_string_equal(ini.name, "none.ini");
	assert_int_equal(ini.nsections, 0);
	file_root_close(&root);
	temp_pack_remove(&pack);
}

/* A buffer that grows looks for the line end, and must not eat a line. */
static void other_builds_read_the_same(void **state)
{
	if (&ini_use_stack == NULL || &ini_allow_realloc == NULL ||
	    &ini_stop_on_first_error == NULL)
		skip();
	for (int build = 1; build < 8; build++) {
		ini_use_stack = (build & 1) == 0;
		ini_allow_realloc = (build & 2) != 0;
		ini_stop_on_first_error = (build & 4) != 0;
		reads_lines_of_199_bytes_whole(state);
		continuations_and_comments_have_the_same_limit(state);
		keeps_what_is_special_elsewhere(state);
		joins_continuation_lines(state);
	}
	ini_use_stack = true;
	ini_allow_realloc = false;
	ini_stop_on_first_error = false;
}

/* Whatever the library makes of a line: another value is never handed out. */
static void a_library_that_differs_is_found_out(void **state)
{
	const int max_line = &ini_max_line != NULL ? ini_max_line : 0;
	char *const prefixes = &ini_inline_comment_prefixes != NULL
	                           ? ini_inline_comment_prefixes
	                           : NULL;
	char other[] = "#";

	(void)state;
	if (max_line == 0 || prefixes == NULL || &ini_allow_multiline == NULL)
		skip();
	ini_inline_comment_prefixes = other;
	assert_int_equal(parse("[a]\nk = take 4 # a day\n"), STATUS_BAD);
	ini_inline_comment_prefixes = prefixes;
	assert_true(temp_pack_told(&diag, "t.ini", 2, "in another way"));
	assert_int_equal(ini.nsections, 0);

	ini_allow_multiline = false;
	assert_int_equal(parse("[a]\nk = v\n j = w\n"), STATUS_BAD);
	assert_int_equal(parse("[a]\nk = v\n more\n"), STATUS_BAD);
	ini_allow_multiline = true;

	ini_max_line = 20;
	assert_int_equal(parse("[a]\nk = 0123456789abcdefghijk\n"), STATUS_BAD);
	ini_max_line = max_line;
	assert_int_equal(ini.nsections, 0);
	assert_int_equal(parse("[a]\nk = v\n"), STATUS_OK);
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/*
 * 600,000 keys in one section, in 1,000 and in 600,000 of them. With a
 * sanitizer it takes a second or two; a quadratic search would take hours.
 */
static void many_keys_take_linear_time(void **state)
{
	static const int per_section[] = { 600000, 600, 1 };
	enum {
		KEYS = 600000
	};
	char *const text = malloc((size_t)KEYS * 40);

	(void)state;
	assert_non_null(text);
	for (int s = 0; s < 3; s++) {
		const double start = seconds();
		size_t len = 0;

		for (int i = 0; i < KEYS; i++) {
			if (i % per_section[s] == 0)
				len += (size_t)sprintf(
				    text + len, "[section:%d]\n", i);
			len +=
			    (size_t)sprintf(text + len, "key%d = %d\n", i, i);
		}
		assert_int_equal(parse_bytes(text, len), STATUS_OK);
		assert_int_equal(ini.nsections, KEYS / per_section[s]);
		assert_string_equal(ini.sections[ini.nsections - 1]
					.pairs[per_section[s] - 1]
					.value,
		    "599999");
		assert_true(arena_held(&arena) < len * 8);
		print_message("%d a section: %.2f s, %zu bytes\n",
		    per_section[s], seconds() - start, len);
		assert_true(seconds() - start < 15);

		strcpy(
		    text + len, s == 2 ? "[section:7]\n" : "key599990 = x\n");
		diag.n = 0;
		assert_int_equal(parse(text), STATUS_BAD);
		assert_int_equal(diag.n, 1);
		assert_non_null(strstr(diag.items[0].text, "already in line"));
		arena_reset(&arena);
		diag_init(&diag, &arena);
	}
	free(text);
}

static void refuses_what_is_over_the_cap(void **state)
{
	char *const text = calloc(1, (size_t)INI_CAP + 1);

	(void)state;
	assert_non_null(text);
	memset(text, '\n', (size_t)INI_CAP + 1);
	assert_int_equal(
	    parse_bytes(text, (size_t)INI_CAP + 1), STATUS_TOO_BIG);
	assert_int_equal(diag.n, 1);
	assert_int_equal(parse_bytes(text, INI_CAP), STATUS_OK);
	free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(gives_sections_and_pairs_in_order),
		TEST(nothing_is_a_file_too),
		TEST(joins_continuation_lines),
		TEST(keeps_what_is_special_elsewhere),
		TEST(takes_bom_and_crlf),
		TEST(reads_lines_of_199_bytes_whole),
		TEST(continuations_and_comments_have_the_same_limit),
		TEST(no_long_line_makes_a_key),
		TEST(names_have_49_bytes_at_most),
		TEST(refuses_with_the_line),
		TEST(refuses_nul),
		TEST(lists_every_fault_by_line),
		TEST(counts_faults_beyond_those_listed),
		TEST(same_key_in_another_section_is_no_double),
		TEST(tells_of_unknown_keys),
		TEST(reads_from_a_root),
		TEST(other_builds_read_the_same),
		TEST(a_library_that_differs_is_found_out),
		TEST(many_keys_take_linear_time),
		TEST(refuses_what_is_over_the_cap),
	};

	(void)text_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
