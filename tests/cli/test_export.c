/*
 * "lumbar export": the pages of our own pack and of a hostile one, and that
 * nothing is written but what is lumbar's.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/folder.h"
#include "support/run.h"

#define LIBRARY  "--content=" LUMBAR_SOURCE_DIR "/content"
#define PACK     "--content=" LUMBAR_SOURCE_DIR "/tests/pack"
#define MARKER   "lumbar-export.txt"
#define MANY     256
#define ARTICLES 59
#define DEEP     64

static const char *const day[] = { "SOURCE_DATE_EPOCH=1795867200", NULL };

#define EXPORT(...)                                                         \
	run_program(                                                        \
	    (const char *const[]){ "lumbar", "export", __VA_ARGS__, NULL }, \
	    day, NULL)

static void expect(
    struct run_result result, int status, const char *out, const char *err)
{
	if (result.status != status)
		fail_msg("status %d, not %d\n%s%s", result.status, status,
		    result.out, result.err);
	if (out != NULL && strstr(result.out, out) == NULL)
		fail_msg("\"%s\" is not in:\n%s", out, result.out);
	if (err != NULL && strstr(result.err, err) == NULL)
		fail_msg("\"%s\" is not in:\n%s", err, result.err);
	run_free(&result);
}

static int remove_one(
    const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	return ftw->level == 0 ? 0 : remove(path);
}

static int leave(void **state)
{
	(void)nftw(".", remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return folder_leave(state);
}

static char *read_file(const char *folder, const char *name)
{
	char path[512];
	char *text = NULL;
	size_t len;
	long end;
	FILE *in;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	in = fopen(path, "r");
	if (in == NULL)
		fail_msg("there is no %s", path);
	fseek(in, 0, SEEK_END);
	end = ftell(in);
	rewind(in);
	text = calloc(1, (size_t)end + 1);
	assert_non_null(text);
	len = fread(text, 1, (size_t)end, in);
	assert_int_equal(len, end);
	fclose(in);
	return text;
}

static void write_file(const char *path, const char *text)
{
	FILE *const out = fopen(path, "w");

	assert_non_null(out);
	fputs(text, out);
	assert_int_equal(fclose(out), 0);
}

static void expect_file(
    const char *folder, const char *name, const char *expected)
{
	char *const text = read_file(folder, name);

	assert_string_equal(text, expected);
	free(text);
}

static bool is_there(const char *folder, const char *name)
{
	char path[512];
	struct stat st;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return lstat(path, &st) == 0;
}

/* A folder's files, all of them. */
struct folder {
	size_t n;
	char *name[MANY], *text[MANY];
};

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void read_folder(const char *path, struct folder *out)
{
	DIR *const dir = opendir(path);
	const struct dirent *entry;

	assert_non_null(dir);
	out->n = 0;
	while ((entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		assert_in_range(out->n, 0, MANY - 1);
		out->name[out->n++] = strdup(entry->d_name);
	}
	closedir(dir);
	qsort(out->name, out->n, sizeof(out->name[0]), by_name);
	for (size_t i = 0; i < out->n; i++)
		out->text[i] = read_file(path, out->name[i]);
}

static void free_folder(struct folder *folder)
{
	for (size_t i = 0; i < folder->n; i++) {
		free(folder->name[i]);
		free(folder->text[i]);
	}
}

static void same_folders(const struct folder *a, const struct folder *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		assert_string_equal(a->name[i], b->name[i]);
		assert_string_equal(a->text[i], b->text[i]);
	}
}

static const char *text_of(const struct folder *folder, const char *name)
{
	for (size_t i = 0; i < folder->n; i++) {
		if (strcmp(folder->name[i], name) == 0)
			return folder->text[i];
	}
	return NULL;
}

static bool is_html(const char *name)
{
	const char *const dot = strrchr(name, '.');

	return dot != NULL && strcmp(dot, ".html") == 0;
}

/* How often the words are in the text. */
static size_t count(const char *text, const char *words)
{
	size_t n = 0;

	while ((text = strstr(text, words)) != NULL) {
		n++;
		text += strlen(words);
	}
	return n;
}

/* A "&" begins one of the five that we write. */
static void check_entity(const char *name, const char *at)
{
	static const char *const known[] = { "&amp;", "&lt;", "&gt;", "&quot;",
		"&#39;" };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strncmp(at, known[i], strlen(known[i])) == 0)
			return;
	}
	fail_msg("%s: a bare & at %.40s", name, at);
}

struct open {
	const char *name;
	size_t len;
};

/* The end of a tag; its values are all in double quotes. */
static const char *tag_end(const char *page, const char *at)
{
	bool quoted = false;

	for (; *at != '\0' && (quoted || *at != '>'); at++) {
		if (*at == '"')
			quoted = !quoted;
		if (*at == '<' || (*at == '\'' && !quoted))
			fail_msg("%s: a tag with %.40s", page, at);
		if (*at == '&')
			check_entity(page, at);
	}
	if (*at == '\0')
		fail_msg("%s: a tag without an end", page);
	return at;
}

static bool is_void(const char *name, size_t len)
{
	static const char *const voids[] = { "meta", "link", "br", "hr",
		"!DOCTYPE" };

	for (size_t i = 0; i < sizeof(voids) / sizeof(voids[0]); i++) {
		if (strlen(voids[i]) == len &&
		    strncmp(name, voids[i], len) == 0)
			return true;
	}
	return false;
}

/* Every element is one that we know, closed, and in its place. */
static void check_balance(const char *page, const char *text)
{
	static const char known[] =
	    " html head title body a header section p ul ol li nav main h1 h2 "
	    "h3 h4 h5 h6 div table thead tbody tr th td figure pre figcaption "
	    "strong em code s blockquote dl dt dd footer ";
	struct open open[DEEP];
	size_t depth = 0;

	for (const char *at = text; *at != '\0'; at++) {
		if (*at == '&')
			check_entity(page, at);
		if (*at == '>')
			fail_msg("%s: a bare > at %.40s", page, at);
		if (*at != '<')
			continue;
		const bool closing = at[1] == '/';
		const char *const name = at + 1 + closing;
		const size_t len = strcspn(name, " >\n");
		char word[32];

		at = tag_end(page, at + 1);
		if (is_void(name, len))
			continue;
		assert_in_range(len, 1, 20);
		snprintf(word, sizeof(word), " %.*s ", (int)len, name);
		if (strstr(known, word) == NULL)
			fail_msg("%s: the element%s", page, word);
		if (!closing) {
			assert_in_range(depth, 0, DEEP - 1);
			open[depth++] = (struct open){ name, len };
			continue;
		}
		if (depth == 0 || open[depth - 1].len != len ||
		    strncmp(open[depth - 1].name, name, len) != 0)
			fail_msg("%s: </%.*s> in <%.20s", page, (int)len, name,
			    depth > 0 ? open[depth - 1].name : "");
		depth--;
	}
	assert_int_equal(depth, 0);
}

static void check_headings(const char *page, const char *text)
{
	int last = 0;

	for (const char *at = text; (at = strstr(at, "<h")) != NULL; at++) {
		const int level = at[2] - '0';

		if (level < 1 || level > 6)
			continue;
		if (level > last + 1)
			fail_msg("%s: <h%d> after <h%d>", page, level, last);
		last = level;
	}
	assert_int_equal(count(text, "<h1"), 1);
}

/* What every page has, and what none has. */
static void check_page(const char *page, const char *text)
{
	static const char *const once[] = { "<!DOCTYPE html>\n<html lang=\"",
		"<title>", "<main id=\"main_text\"", "<header>", "<footer>",
		"<nav ", "<body>\n<a class=\"skip\" href=\"#main_text\">",
		"<link rel=\"stylesheet\" href=\"style.css\">",
		"<header>\n<section class=\"card emergency\" "
		"aria-label=\"Emergency\">\n<p class=\"level\">EMERGENCY - act "
		"now</p>\n",
		"This is education, not a diagnosis." };
	static const char *const never[] = { "<script", "<style",
		" style=", " src=", "<img", "<iframe", "<form",
		"javascript:", "onload", "onclick", "<pre role=\"img\">" };

	for (size_t i = 0; i < sizeof(once) / sizeof(once[0]); i++) {
		if (count(text, once[i]) != 1)
			fail_msg("%s: %zu times %s", page, count(text, once[i]),
			    once[i]);
	}
	for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++) {
		if (strstr(text, never[i]) != NULL)
			fail_msg("%s: has %s", page, never[i]);
	}
	assert_int_equal(count(text, "<table role=\"table\">"),
	    count(text, "<div class=\"wide\" role=\"group\""));
	assert_int_equal(count(text, "<link"), 1);
	check_balance(page, text);
	check_headings(page, text);
}

/* A file beside it, and the part if one is named; or a page of the web. */
static void check_link(
    const struct folder *folder, const char *page, const char *link)
{
	const size_t len = strcspn(link, "#");
	char name[128], id[160];
	const char *to;

	if (strncmp(link, "https://", 8) == 0)
		return;
	snprintf(name, sizeof(name), "%.*s", (int)len, link);
	to = text_of(folder, len == 0 ? page : name);
	if (to == NULL)
		fail_msg("%s leads to %s", page, link);
	if (link[len] == '\0')
		return;
	snprintf(id, sizeof(id), " id=\"%s\"", link + len + 1);
	if (strstr(to, id) == NULL)
		fail_msg("%s leads to %s: no such part", page, link);
}

static void check_links(
    const struct folder *folder, const char *page, const char *text)
{
	for (const char *at = text; (at = strstr(at, " href=\"")) != NULL;) {
		char link[256];

		at += strlen(" href=\"");
		snprintf(
		    link, sizeof(link), "%.*s", (int)strcspn(at, "\""), at);
		check_link(folder, page, link);
	}
}

static void whole_library(void **state)
{
	struct run_result list = run_program(
	    (const char *const[]){ "lumbar", LIBRARY, "list", "--json", NULL },
	    NULL, NULL);
	struct folder folder;
	size_t articles = 0;

	(void)state;
	expect(EXPORT(LIBRARY, "--html", "out"), 0, "out/index.html", NULL);
	read_folder("out", &folder);
	for (size_t i = 0; i < folder.n; i++) {
		if (!is_html(folder.name[i]))
			continue;
		check_page(folder.name[i], folder.text[i]);
		check_links(&folder, folder.name[i], folder.text[i]);
		assert_non_null(strstr(folder.text[i],
		    "These pages were made on 28 November 2026 by lumbar "));
		assert_non_null(strstr(folder.text[i], "version 2026"));
	}
	for (const char *at = list.out;
	     (at = strstr(at, "\n  {\"id\":\"")) != NULL;) {
		char name[128], link[160];
		const char *text;

		at += strlen("\n  {\"id\":\"");
		snprintf(name, sizeof(name), "%.*s.html",
		    (int)strcspn(at, "\""), at);
		/* the quizzes stand behind the articles */
		if (strstr(list.out, "\"quizzes\"") < at)
			break;
		articles++;
		text = text_of(&folder, name);
		if (text == NULL)
			fail_msg("there is no %s", name);
		assert_non_null(strstr(text, "Where this comes from"));
		assert_non_null(strstr(text, "Checked on "));
		snprintf(link, sizeof(link), "<a href=\"%s\">", name);
		assert_non_null(strstr(text_of(&folder, "index.html"), link));
		assert_non_null(strstr(text_of(&folder, "a-z.html"), link));
	}
	assert_int_equal(articles, ARTICLES);
	/* articles, five of its own, the style sheet, the marker */
	assert_int_equal(folder.n, ARTICLES + 7);
	assert_non_null(
	    strstr(text_of(&folder, "index.html"), "lumbar self-check"));
	assert_non_null(
	    strstr(text_of(&folder, "words.html"), "<dt id=\"term_"));
	assert_non_null(strstr(text_of(&folder, "leg-map.html"),
	    "<figure>\n<pre role=\"img\" class=\"large\" aria-label=\""));
	assert_non_null(strstr(text_of(&folder, "painkillers.html"),
	    "<td role=\"cell\" data-label=\"Sciatica\">Not clear</td>"));
	assert_null(strstr(text_of(&folder, "style.css"), "url("));
	assert_null(strstr(text_of(&folder, "style.css"), "@import"));
	free_folder(&folder);
	run_free(&list);
}

/* How many pages have the words; each has them before its title. */
static size_t above_title(const struct folder *folder, const char *words)
{
	size_t n = 0;

	for (size_t i = 0; i < folder->n; i++) {
		const char *const at = strstr(folder->text[i], words);
		const char *const title = strstr(folder->text[i], "<h1");

		if (at == NULL)
			continue;
		if (at > title)
			fail_msg("%s: too far down", folder->name[i]);
		n++;
	}
	return n;
}

/*
 * A copy is read long after it was made: it says by itself when it is old, and
 * each page that there may be newer ones.
 */
static void pages_say_when_they_are_old(void **state)
{
	static const char *const later[] = { "SOURCE_DATE_EPOCH=2208988800",
		NULL };
	const char *const args[] = { "lumbar", "export", LIBRARY, "--html",
		"out", NULL };
	struct folder folder;

	(void)state;
	expect(EXPORT(LIBRARY, "--html", "out"), 0, NULL, NULL);
	read_folder("out", &folder);
	assert_int_equal(above_title(&folder,
			     ". After 1 November 2028 this page is old: ask "
			     "for a newer one.</p>"),
	    ARTICLES);
	for (size_t i = 0; i < folder.n; i++) {
		assert_null(strstr(folder.text[i], "due for review"));
		if (is_html(folder.name[i]))
			assert_non_null(strstr(folder.text[i],
			    "Advice changes: if that is long ago, ask for "
			    "newer pages.</p>"));
	}
	free_folder(&folder);
	expect(run_program(args, later, NULL), 0, NULL, NULL);
	read_folder("out", &folder);
	assert_int_equal(above_title(&folder, "this page is old"), 0);
	for (size_t i = 0, due = 0; i < folder.n; i++) {
		due += count(folder.text[i],
		    "This page was due for review on 1 November 2028.");
		if (i + 1 == folder.n)
			assert_int_equal(due, ARTICLES);
	}
	free_folder(&folder);
}

static void numbers_of_the_region(void **state)
{
	struct folder folder;

	(void)state;
	expect(
	    EXPORT(LIBRARY, "--region", "us", "--html", "out"), 0, NULL, NULL);
	read_folder("out", &folder);
	for (size_t i = 0; i < folder.n; i++) {
		if (!is_html(folder.name[i]))
			continue;
		assert_non_null(strstr(folder.text[i],
		    "Call 911 or go to the emergency room now"));
		assert_non_null(strstr(folder.text[i], "United States"));
		assert_null(strstr(folder.text[i], "Call 999"));
		assert_null(strstr(folder.text[i], "A&amp;E"));
	}
	free_folder(&folder);
}

static void again_is_the_same(void **state)
{
	struct folder first, second;

	(void)state;
	expect(EXPORT(LIBRARY, "--html", "out"), 0, NULL, NULL);
	read_folder("out", &first);
	expect(EXPORT(LIBRARY, "--html", "out"), 0, NULL, NULL);
	read_folder("out", &second);
	same_folders(&first, &second);
	free_folder(&first);
	free_folder(&second);
}

/* A page that is no more must not stay; what is somebody's must. */
static void another_pack(void **state)
{
	(void)state;
	expect(EXPORT(PACK, "--html", "out"), 1, NULL, "not-there.md");
	assert_true(is_there("out", "short.html"));
	write_file("out/notes.html", "mine");
	write_file("out/.hidden", "mine too");
	expect(EXPORT(LIBRARY, "--html", "out"), 0, NULL, NULL);
	assert_false(is_there("out", "short.html"));
	assert_true(is_there("out", "sciatica.html"));
	expect_file("out", "notes.html", "mine");
	expect_file("out", ".hidden", "mine too");
	/* it would be in the way now */
	rename("out/notes.html", "out/short.html");
	expect(EXPORT(PACK, "--html", "out"), 3, NULL,
	    "out/short.html: it is there and is not lumbar's");
	expect_file("out", "short.html", "mine");
	assert_true(is_there("out", "sciatica.html"));
}

static void not_over_others(void **state)
{
	struct folder folder;

	(void)state;
	assert_int_equal(mkdir("out", 0755), 0);
	write_file("out/index.html", "mine");
	expect(EXPORT(LIBRARY, "--html", "out"), 3, NULL,
	    "out/index.html: it is there and is not lumbar's: nothing was "
	    "written");
	read_folder("out", &folder);
	assert_int_equal(folder.n, 1);
	assert_string_equal(folder.text[0], "mine");
	free_folder(&folder);
	/* a file that only has the marker's name */
	assert_int_equal(rename("out/index.html", "out/" MARKER), 0);
	expect(EXPORT(LIBRARY, "--html", "out"), 3, NULL, MARKER);
	expect_file("out", MARKER, "mine");
}

static void no_links_are_followed(void **state)
{
	(void)state;
	write_file("victim", "mine");
	assert_int_equal(mkdir("out", 0755), 0);
	assert_int_equal(symlink("../victim", "out/index.html"), 0);
	expect(EXPORT(LIBRARY, "--html", "out"), 3, NULL, "index.html");
	assert_int_equal(unlink("out/index.html"), 0);
	assert_int_equal(symlink("../victim", "out/" MARKER), 0);
	expect(EXPORT(LIBRARY, "--html", "out"), 3, NULL, MARKER);
	assert_int_equal(unlink("out/" MARKER), 0);
	/* in place of what is ours: replaced */
	expect(EXPORT(LIBRARY, "--html", "out"), 0, NULL, NULL);
	assert_int_equal(unlink("out/index.html"), 0);
	assert_int_equal(symlink("../victim", "out/index.html"), 0);
	assert_int_equal(symlink("../victim", "out/.lumbar-export.part"), 0);
	expect(EXPORT(LIBRARY, "--html", "out"), 0, NULL, NULL);
	expect_file(".", "victim", "mine");
	assert_false(is_there("out", ".lumbar-export.part"));
}

/* A marker that somebody made cannot reach anything but pages. */
static void hostile_marker(void **state)
{
	(void)state;
	write_file("victim.html", "mine");
	assert_int_equal(mkdir("out", 0755), 0);
	assert_int_equal(mkdir("out/sub.html", 0755), 0);
	write_file("out/plain", "mine");
	write_file("out/.hidden.html", "mine");
	write_file("out/Upper.html", "mine");
	write_file("out/" MARKER, "lumbar export 1\n\n../victim.html\n"
				  "/etc/passwd\nplain\n.hidden.html\n"
				  "Upper.html\n..\n.\nout/../victim.html\n"
				  "gone.html");
	expect(EXPORT(LIBRARY, "--html", "out"), 0, NULL, NULL);
	expect_file(".", "victim.html", "mine");
	expect_file("out", "plain", "mine");
	expect_file("out", ".hidden.html", "mine");
	expect_file("out", "Upper.html", "mine");
	/* a folder in the place of a page */
	assert_int_equal(unlink("out/sciatica.html"), 0);
	assert_int_equal(mkdir("out/sciatica.html", 0755), 0);
	expect(EXPORT(LIBRARY, "--html", "out"), 3, NULL, "sciatica.html");
}

static void one_at_a_time(void **state)
{
	int fd;

	(void)state;
	assert_int_equal(mkdir("out", 0755), 0);
	fd = open("out", O_RDONLY | O_DIRECTORY);
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	expect(EXPORT(LIBRARY, "--html", "out"), 3, NULL,
	    "another export is writing there");
	assert_false(is_there("out", "index.html"));
	close(fd);
	expect(EXPORT(LIBRARY, "--html", "out"), 0, NULL, NULL);
}

/* A limit on the size of files, for whoever is started from here. */
static void limit_files(rlim_t most)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = most;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void whole_or_not_at_all(void **state)
{
	struct folder good, cut;

	(void)state;
	expect(EXPORT(LIBRARY, "--html", "good"), 0, NULL, NULL);
	limit_files(9000);
	expect(EXPORT(LIBRARY, "--html", "cut"), 3, NULL,
	    "lumbar: cannot write cut/");
	limit_files(RLIM_INFINITY);
	read_folder("good", &good);
	read_folder("cut", &cut);
	assert_in_range(cut.n, 2, good.n - 1);
	for (size_t i = 0; i < cut.n; i++) {
		const char *const text = text_of(&good, cut.name[i]);

		assert_non_null(text);
		assert_string_equal(cut.text[i], text);
	}
	free_folder(&cut);
	/* and the next one puts it right */
	expect(EXPORT(LIBRARY, "--html", "cut"), 0, NULL, NULL);
	read_folder("cut", &cut);
	same_folders(&good, &cut);
	free_folder(&good);
	free_folder(&cut);
}

static void exit_codes(void **state)
{
	char *text;

	(void)state;
	expect(EXPORT(LIBRARY), 2, NULL, "it needs --html FOLDER");
	expect(EXPORT(LIBRARY, "sciatica", "--html", "out"), 2, NULL,
	    "nothing else");
	expect(EXPORT(LIBRARY, "--html"), 2, NULL, "it needs a value");
	expect(EXPORT(LIBRARY, "--json", "--html", "out"), 2, NULL,
	    "means nothing here");
	expect(run_program((const char *const[]){ "lumbar", PACK, "show",
			       "short", "--html=out", NULL },
		   NULL, NULL),
	    2, NULL, "means nothing here");
	expect(EXPORT("--content=/nonexistent", "--html", "out"), 3, NULL,
	    "Emergency: call");
	expect(EXPORT(LIBRARY, "--html", ""), 3, NULL, "cannot export to");
	expect(EXPORT(LIBRARY, "--html", "no/such"), 3, NULL,
	    "lumbar: cannot export to no/such: No such file or directory");
	assert_false(is_there(".", "out"));
	write_file("out", "mine");
	expect(EXPORT(LIBRARY, "--html", "out"), 3, NULL, "Not a directory");
	expect_file(".", "out", "mine");
	expect(EXPORT(LIBRARY, "--html", "a\033[31m/b"), 3, NULL,
	    "lumbar: cannot export to a\xEF\xBF\xBD[31m/b");
	/* an article that cannot be read is a page that says so */
	expect(EXPORT(PACK, "--html", "pack"), 1, "8 pages", "not-there.md");
	text = read_file("pack", "broken.html");
	assert_non_null(strstr(text, "We cannot show this page"));
	check_page("broken.html", text);
	free(text);
}

static void hostile_pack(void **state)
{
	static const char *const never[] = { "<script", "<img", "<b>",
		"href=\"javascript", "href=\"//", "href=\"..", "href=\"data",
		"href=\"nowhere", "href=\"quiz", "href=\"file", "\033", "<h5",
		"<h6" };
	struct folder folder;
	const char *text;

	(void)state;
	assert_int_equal(mkdir("pack", 0755), 0);
	assert_int_equal(mkdir("pack/en", 0755), 0);
	write_file("pack/pack.ini",
	    "[pack]\nid = p\ntitle = </title><script>alert('1')</script> & "
	    "\"all\"\nversion = 1\"><b>\nlanguages = en\n"
	    "default_region = xx\n");
	write_file("pack/region.ini",
	    "[region:xx]\ntitle = <b>Land</b>\nchecked = 2026-01-01\n"
	    "emergency = 1<script>2\nadvice = \"a\"\ned = <img src=x>\n");
	write_file("pack/en/index.ini",
	    "[topic:t]\ntitle = </h2><script>x</script>\n"
	    "summary = \"><img src=x onerror=y>\n"
	    "[article:one]\ntopic = t\nfile = one.md\n"
	    "title = <script>alert(\"x\")</script> & 'more'\n"
	    "summary = </li></ul><script>\n"
	    "reviewed = <b>x</b>\nnext_review = 2027-01-01\n"
	    "[article:index]\ntopic = t\nfile = one.md\n"
	    "title = In the way\nsummary = x\n"
	    "[article:words]\ntopic = t\nfile = one.md\n"
	    "title = In the way too\nsummary = x\n");
	write_file("pack/en/glossary.ini",
	    "[term:bad]\nword = <script>\ntext = </dd></dl><script>\n"
	    "see = index\n");
	write_file("pack/en/one.md",
	    "##### Deep\n\n<script>alert(1)</script> &lt;b&gt;\n\n# Again\n\n"
	    "[a](javascript:alert) [b](//host/x) [c](../x) [d](data:x)\n"
	    "[e](nowhere) [f](quiz:x) [g](index) [h](file:///etc/passwd)\n"
	    "[i](one#x\"onload=y) [j](term:bad) [k](term:none)\n"
	    "[l](topic:t) [m](a-z) [n](self-check) [o](one#again)\n\n"
	    "> [!EMERGENCY] <script>\n> x</section>\n\n"
	    "| <script> | b |\n|---|---|\n| </table> | &amp; |\n");
	expect(EXPORT("--content=pack", "--html", "out"), 1, NULL,
	    "the id \"index\" is the name of a page of its own");
	read_folder("out", &folder);
	assert_int_equal(folder.n, 8);
	for (size_t i = 0; i < folder.n; i++) {
		if (!is_html(folder.name[i]))
			continue;
		text = folder.text[i];
		for (size_t k = 0; k < sizeof(never) / sizeof(never[0]); k++) {
			if (strstr(text, never[k]) != NULL)
				fail_msg(
				    "%s: has %s", folder.name[i], never[k]);
		}
		check_balance(folder.name[i], text);
		check_headings(folder.name[i], text);
		check_links(&folder, folder.name[i], text);
	}
	text = text_of(&folder, "one.html");
	assert_non_null(text);
	assert_non_null(strstr(text, "<a href=\"words.html#term_bad\">j</a>"));
	assert_non_null(strstr(text, "<a href=\"index.html#topic_t\">l</a>"));
	assert_non_null(strstr(text, "<a href=\"self-check.html\">n</a>"));
	assert_non_null(strstr(text, "<a href=\"one.html#again\">o</a>"));
	assert_non_null(strstr(text, "<a href=\"one.html\">i</a>"));
	/* what is left out has no page to lead to */
	assert_null(strstr(text, ">g</a>"));
	free_folder(&folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    whole_library, folder_enter, leave),
		cmocka_unit_test_setup_teardown(
		    pages_say_when_they_are_old, folder_enter, leave),
		cmocka_unit_test_setup_teardown(
		    numbers_of_the_region, folder_enter, leave),
		cmocka_unit_test_setup_teardown(
		    again_is_the_same, folder_enter, leave),
		cmocka_unit_test_setup_teardown(
		    another_pack, folder_enter, leave),
		cmocka_unit_test_setup_teardown(
		    not_over_others, folder_enter, leave),
		cmocka_unit_test_setup_teardown(
		    no_links_are_followed, folder_enter, leave),
		cmocka_unit_test_setup_teardown(
		    hostile_marker, folder_enter, leave),
		cmocka_unit_test_setup_teardown(
		    one_at_a_time, folder_enter, leave),
		cmocka_unit_test_setup_teardown(
		    whole_or_not_at_all, folder_enter, leave),
		cmocka_unit_test_setup_teardown(
		    exit_codes, folder_enter, leave),
		cmocka_unit_test_setup_teardown(
		    hostile_pack, folder_enter, leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
