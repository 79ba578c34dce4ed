/*
 * Packs that mean harm, made on the fly: each must end in the right class of
 * answer, tell at least one thing on one clean line, and give away nothing
 * from outside its folder, in bounded time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/socket.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <time.h>

#include "check/lint.h"
#include "content/article.h"
#include "temp_pack.h"

#define SECRET "THE-SECRET-OUTSIDE"
#define ANY    "*"

/* What each case may take; sanitizers and slow machines included. */
#define SECONDS 60

struct world {
	struct temp_pack pack, outside;
	struct arena arena;
	struct diag diag;
	struct catalog catalog;
};

struct hostile {
	const char *name;
	/* Change the good pack of temp_pack.h; false: cannot be tried here. */
	bool (*make)(struct world *world);
	/* or write this into a file of it (len 0: strlen) */
	const char *file, *text;
	size_t len;

	enum status open;    /* of the catalog */
	enum status article; /* of "good", when the catalog opened */
	const char *told;    /* file of a diag of opening; NULL: none needed */
	unsigned line;
	const char *part;
};

#define INDEX_MORE(lines)                                            \
	TEMP_PACK_INDEX "[article:bad]\ntopic = causes\ntitle = B\n" \
			"summary = S\n" lines
#define PACK_WITH(lines) \
	"[pack]\nid = t\ntitle = T\nversion = 1\ndefault_region = uk\n" lines

#define X10  "xxxxxxxxxx"
#define X50  X10 X10 X10 X10 X10
#define X100 X50 X50
#define X200 X100 X100

static void link_out(struct world *world, const char *name, const char *to)
{
	char from[1024], target[1024];

	temp_pack_name(&world->pack, name, from);
	temp_pack_name(&world->outside, to, target);
	if (symlink(target, from) != 0)
		temp_pack_fail(from);
}

static bool article_link_out(struct world *world)
{
	temp_pack_drop(&world->pack, "en/articles/good.md");
	link_out(world, "en/articles/good.md", "secret.md");
	return true;
}

static bool article_link_within(struct world *world)
{
	char from[1024];

	temp_pack_drop(&world->pack, "en/articles/good.md");
	temp_pack_put(&world->pack, "en/articles/other.md", "Text.\n");
	temp_pack_name(&world->pack, "en/articles/good.md", from);
	return symlink("other.md", from) == 0;
}

static bool article_link_loop(struct world *world)
{
	char from[1024];

	temp_pack_drop(&world->pack, "en/articles/good.md");
	temp_pack_name(&world->pack, "en/articles/good.md", from);
	return symlink("good.md", from) == 0;
}

static bool article_link_dangling(struct world *world)
{
	temp_pack_drop(&world->pack, "en/articles/good.md");
	link_out(world, "en/articles/good.md", "no-such-file");
	return true;
}

static bool folder_link_out(struct world *world)
{
	char path[1024];

	temp_pack_drop(&world->pack, "en/articles/good.md");
	temp_pack_name(&world->pack, "en/articles", path);
	if (rmdir(path) != 0)
		temp_pack_fail(path);
	temp_pack_put(&world->outside, "articles/good.md", SECRET "\n");
	link_out(world, "en/articles", "articles");
	return true;
}

static bool language_link_out(struct world *world)
{
	char path[1024];

	temp_pack_put(&world->outside, "en/index.ini", TEMP_PACK_INDEX);
	temp_pack_put(&world->outside, "en/articles/good.md", SECRET "\n");
	temp_pack_drop(&world->pack, "en/articles/good.md");
	temp_pack_drop(&world->pack, "en/index.ini");
	temp_pack_name(&world->pack, "en/articles", path);
	if (rmdir(path) != 0)
		temp_pack_fail(path);
	temp_pack_name(&world->pack, "en", path);
	if (rmdir(path) != 0)
		temp_pack_fail(path);
	link_out(world, "en", "en");
	return true;
}

static bool ini_link_out(
    struct world *world, const char *name, const char *text)
{
	temp_pack_put(&world->outside, "out.ini", text);
	temp_pack_drop(&world->pack, name);
	link_out(world, name, "out.ini");
	return true;
}

static bool pack_ini_link_out(struct world *world)
{
	return ini_link_out(world, "pack.ini",
	    "[pack]\nid = t\ntitle = " SECRET "\nversion = 1\n"
	    "languages = en\ndefault_region = uk\n");
}

static bool region_ini_link_out(struct world *world)
{
	return ini_link_out(
	    world, "region.ini", "[region:uk]\nemergency = " SECRET "\n");
}

static bool sources_ini_link_out(struct world *world)
{
	return ini_link_out(world, "sources.ini",
	    "[source:one-2020]\ntitle = " SECRET "\nbody = B\nseen = yes\n");
}

static bool index_ini_link_out(struct world *world)
{
	return ini_link_out(world, "en/index.ini",
	    TEMP_PACK_TOPIC "[article:good]\ntopic = causes\n"
			    "file = articles/good.md\ntitle = " SECRET
			    "\nsummary = S\n");
}

static bool fifo_at(struct world *world, const char *name)
{
	char path[1024];

	temp_pack_drop(&world->pack, name);
	temp_pack_name(&world->pack, name, path);
	return mkfifo(path, 0600) == 0;
}

static bool article_fifo(struct world *world)
{
	return fifo_at(world, "en/articles/good.md");
}

static bool pack_ini_fifo(struct world *world)
{
	return fifo_at(world, "pack.ini");
}

static bool index_ini_fifo(struct world *world)
{
	return fifo_at(world, "en/index.ini");
}

static bool region_ini_fifo(struct world *world)
{
	return fifo_at(world, "region.ini");
}

static bool article_socket(struct world *world)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char path[1024];
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	bool bound;

	temp_pack_drop(&world->pack, "en/articles/good.md");
	temp_pack_name(&world->pack, "en/articles/good.md", path);
	if (strlen(path) >= sizeof(address.sun_path))
		return false;
	memcpy(address.sun_path, path, strlen(path) + 1);
	bound = fd >= 0 && bind(fd, (const struct sockaddr *)&address,
			       sizeof(address)) == 0;
	if (fd >= 0)
		close(fd);
	return bound;
}

static bool article_device(struct world *world)
{
	char path[1024];

	temp_pack_drop(&world->pack, "en/articles/good.md");
	temp_pack_name(&world->pack, "en/articles/good.md", path);
	return mknod(path, S_IFCHR | 0600, makedev(1, 5)) == 0;
}

static bool article_link_to_zero(struct world *world)
{
	char path[1024];

	temp_pack_drop(&world->pack, "en/articles/good.md");
	temp_pack_name(&world->pack, "en/articles/good.md", path);
	return symlink("/dev/zero", path) == 0;
}

static bool article_link_to_proc(struct world *world)
{
	char path[1024];

	temp_pack_drop(&world->pack, "en/articles/good.md");
	temp_pack_name(&world->pack, "en/articles/good.md", path);
	return symlink("/proc/self/root/etc/passwd", path) == 0;
}

static bool folder_at(struct world *world, const char *name)
{
	char path[1024];

	temp_pack_drop(&world->pack, name);
	temp_pack_name(&world->pack, name, path);
	return mkdir(path, 0700) == 0;
}

static bool article_folder(struct world *world)
{
	return folder_at(world, "en/articles/good.md");
}

static bool pack_ini_folder(struct world *world)
{
	return folder_at(world, "pack.ini");
}

static bool index_ini_folder(struct world *world)
{
	return folder_at(world, "en/index.ini");
}

static bool region_ini_folder(struct world *world)
{
	return folder_at(world, "region.ini");
}

static bool sparse_at(struct world *world, const char *name)
{
	char path[1024];

	temp_pack_name(&world->pack, name, path);
	return truncate(path, 1L << 30) == 0;
}

static bool article_sparse(struct world *world)
{
	return sparse_at(world, "en/articles/good.md");
}

static bool pack_ini_sparse(struct world *world)
{
	return sparse_at(world, "pack.ini");
}

static bool index_ini_sparse(struct world *world)
{
	return sparse_at(world, "en/index.ini");
}

static bool region_ini_sparse(struct world *world)
{
	return sparse_at(world, "region.ini");
}

static bool sources_ini_sparse(struct world *world)
{
	return sparse_at(world, "sources.ini");
}

static bool unreadable_at(struct world *world, const char *name)
{
	char path[1024];

	/* Root reads everything. */
	if (geteuid() == 0)
		return false;
	temp_pack_name(&world->pack, name, path);
	return chmod(path, 0) == 0;
}

static bool article_unreadable(struct world *world)
{
	return unreadable_at(world, "en/articles/good.md");
}

static bool pack_ini_unreadable(struct world *world)
{
	return unreadable_at(world, "pack.ini");
}

static bool index_ini_unreadable(struct world *world)
{
	return unreadable_at(world, "en/index.ini");
}

static bool article_gone(struct world *world)
{
	temp_pack_drop(&world->pack, "en/articles/good.md");
	return true;
}

static bool pack_ini_gone(struct world *world)
{
	temp_pack_drop(&world->pack, "pack.ini");
	return true;
}

static bool index_ini_gone(struct world *world)
{
	temp_pack_drop(&world->pack, "en/index.ini");
	return true;
}

static bool region_ini_gone(struct world *world)
{
	temp_pack_drop(&world->pack, "region.ini");
	return true;
}

static bool empty_folder(struct world *world)
{
	temp_pack_remove(&world->pack);
	return mkdir(world->pack.path, 0700) == 0;
}

/* n times a text of few bytes, as one file. */
static bool many(struct world *world, const char *name, const char *head,
    const char *fmt, unsigned n)
{
	size_t len = strlen(head), cap = len + (size_t)n * 100;
	char *text = malloc(cap);
	unsigned i;

	if (text == NULL)
		return false;
	memcpy(text, head, len);
	for (i = 0; i < n; i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		int more = snprintf(text + len, cap - len, fmt, i, i);
#pragma GCC diagnostic pop

		if (more < 0 || (size_t)more >= cap - len)
			break;
		len += (size_t)more;
	}
	temp_pack_write(&world->pack, name, text, len);
	free(text);
	return true;
}

static bool many_unknown_sections(struct world *world)
{
	return many(world, "en/index.ini", TEMP_PACK_INDEX, "[x%u]\n", 100000);
}

static bool many_topics(struct world *world)
{
	return many(world, "en/index.ini", TEMP_PACK_INDEX,
	    "[topic:x%u]\ntitle = T\n", 100000);
}

static bool many_bad_articles(struct world *world)
{
	return many(world, "en/index.ini", TEMP_PACK_INDEX,
	    "[article:x%u]\ntopic = none%u\n", 50000);
}

static bool many_keys(struct world *world)
{
	return many(
	    world, "en/index.ini", TEMP_PACK_INDEX, "k%u = %u\n", 50000);
}

static bool many_same_sections(struct world *world)
{
	return many(world, "en/index.ini", TEMP_PACK_INDEX,
	    "[topic:same]\nx = %u\n", 50000);
}

static bool many_regions(struct world *world)
{
	return many(world, "region.ini", TEMP_PACK_REGION,
	    "[region:r%u]\nemergency = %u\n", 20000);
}

static bool many_languages(struct world *world)
{
	return many(
	    world, "pack.ini", PACK_WITH("languages = en"), ",\n  a%u", 20000);
}

static bool many_words(struct world *world)
{
	return many(world, "en/articles/good.md", "", "{ed}", 60000);
}

static bool many_unknown_words(struct world *world)
{
	return many(world, "en/articles/good.md", "", "{x%u} ", 25000);
}

static bool many_braces(struct world *world)
{
	return many(world, "en/articles/good.md", "", "{", 250000);
}

static bool many_self_links(struct world *world)
{
	return many(world, "en/articles/good.md", "",
	    "[again](good) [there](good#p%u)\n\n", 5000);
}

static bool many_unknown_links(struct world *world)
{
	return many(world, "en/articles/good.md", "",
	    "[a](goodd%u) [b](gooood)\n", 5000);
}

static bool many_headings(struct world *world)
{
	return many(world, "en/articles/good.md", "", "## a\n\n", 30000);
}

static bool many_cards(struct world *world)
{
	return many(world, "en/articles/good.md", "",
	    "> [!DONT]\n> - run %u\n\n", 8000);
}

static bool many_end_marks(struct world *world)
{
	return many(world, "en/articles/good.md", "", ". ", 120000);
}

static bool many_pictures(struct world *world)
{
	return many(world, "en/articles/good.md", "", "![", 120000);
}

static bool many_figures(struct world *world)
{
	return many(
	    world, "en/articles/good.md", "", "![a](figure:f%u)\n\n", 5000);
}

static bool many_files(struct world *world)
{
	char name[64];
	unsigned i;

	for (i = 0; i < 2000; i++) {
		snprintf(name, sizeof(name), "en/articles/more-%u.md", i);
		temp_pack_put(&world->pack, name, "");
	}
	return true;
}

static bool deep_folders(struct world *world)
{
	char name[512] = "en/articles";
	unsigned i;

	for (i = 0; i < 40; i++)
		strcat(name, "/d");
	strcat(name, "/x.md");
	temp_pack_put(&world->pack, name, "deep\n");
	return true;
}

static bool names_with_controls(struct world *world)
{
	temp_pack_put(&world->pack, "en/articles/\x1b[2J\x1b]0;t\x07.md", "x");
	temp_pack_put(&world->pack, "en/figures/a\nb.txt", "x");
	temp_pack_put(&world->pack,
	    "en/\xc2\x9b"
	    "31m",
	    "x");
	temp_pack_put(&world->pack,
	    "en/\xe2\x80\xae"
	    "dm",
	    "x");
	temp_pack_put(&world->pack, "en/\xff\xfe", "x");
	return true;
}

static bool put_figure(struct world *world, const char *text)
{
	temp_pack_put(
	    &world->pack, "en/articles/good.md", "![words](figure:spine)\n");
	temp_pack_put(&world->pack, "en/figures/spine.txt", text);
	return true;
}

static bool figure_link_out(struct world *world)
{
	put_figure(world, "");
	temp_pack_drop(&world->pack, "en/figures/spine.txt");
	link_out(world, "en/figures/spine.txt", "secret.md");
	return true;
}

static bool figure_folder_link_out(struct world *world)
{
	temp_pack_put(
	    &world->pack, "en/articles/good.md", "![words](figure:secret)\n");
	temp_pack_put(&world->outside, "figures/secret.txt",
	    "title: " SECRET "\nalt: " SECRET "\n== 20 ascii\n" SECRET "\n");
	link_out(world, "en/figures", "figures");
	return true;
}

static bool figure_fifo(struct world *world)
{
	put_figure(world, "");
	return fifo_at(world, "en/figures/spine.txt");
}

static bool figure_sparse(struct world *world)
{
	put_figure(world, "");
	return sparse_at(world, "en/figures/spine.txt");
}

static bool figure_gone(struct world *world)
{
	put_figure(world, "");
	temp_pack_drop(&world->pack, "en/figures/spine.txt");
	return true;
}

static bool figure_controls(struct world *world)
{
	return put_figure(world, "title: A\nalt: B\n== 20 unicode\n\x1b[2J\n");
}

static bool figure_broken(struct world *world)
{
	return put_figure(world, "== 20 ascii\n" X50 "\n== x\n== 5000 ascii\n");
}

static bool figure_many_forms(struct world *world)
{
	put_figure(world, "");
	return many(world, "en/figures/spine.txt", "title: A\nalt: B\n",
	    "== 20 ascii\nx\n", 4000);
}

static bool article_at_the_cap(struct world *world, size_t len)
{
	char *text = malloc(len);

	if (text == NULL)
		return false;
	memset(text, 'a', len);
	temp_pack_write(&world->pack, "en/articles/good.md", text, len);
	free(text);
	return true;
}

static bool article_just_fits(struct world *world)
{
	return article_at_the_cap(world, ARTICLE_CAP);
}

static bool article_just_too_big(struct world *world)
{
	return article_at_the_cap(world, ARTICLE_CAP + 1);
}

static bool articles_one_after_another(struct world *world)
{
	char text[8192] = TEMP_PACK_INDEX, md[256];
	unsigned i;

	/* A ring of links: each article leads to the next. */
	for (i = 0; i < 20; i++) {
		char name[64];

		snprintf(text + strlen(text), sizeof(text) - strlen(text),
		    "[article:r%u]\ntopic = causes\nfile = articles/r%u.md\n"
		    "title = R\nsummary = S\n",
		    i, i);
		snprintf(name, sizeof(name), "en/articles/r%u.md", i);
		snprintf(
		    md, sizeof(md), "[on](r%u) and [x](#y)\n", (i + 1) % 20);
		temp_pack_put(&world->pack, name, md);
	}
	temp_pack_put(&world->pack, "en/index.ini", text);
	return true;
}

#define MAKE(fn)  #fn, fn, NULL, NULL, 0
#define TEXT(s)   NULL, s, 0
#define OK        STATUS_OK
#define BAD       STATUS_BAD
#define MISSING   STATUS_MISSING
#define REFUSED   STATUS_REFUSED
#define TOO_BIG   STATUS_TOO_BIG
#define NO_CHANGE NULL, 0, NULL

static const struct hostile cases[] = {
	/* Files that are something else, or elsewhere. */
	{ MAKE(article_link_out), OK, REFUSED, "en/articles/good.md", 0,
	    "symbolic link" },
	{ MAKE(article_link_within), OK, REFUSED, "en/articles/good.md", 0,
	    "symbolic link" },
	{ MAKE(article_link_loop), OK, REFUSED, "en/articles/good.md", 0,
	    "symbolic link" },
	{ MAKE(article_link_dangling), OK, REFUSED, "en/articles/good.md", 0,
	    "symbolic link" },
	{ MAKE(article_link_to_zero), OK, REFUSED, "en/articles/good.md", 0,
	    "symbolic link" },
	{ MAKE(article_link_to_proc), OK, REFUSED, "en/articles/good.md", 0,
	    "symbolic link" },
	{ MAKE(folder_link_out), OK, REFUSED, "en/articles/good.md", 0,
	    "symbolic link" },
	{ MAKE(language_link_out), REFUSED, OK, "en/index.ini", 0,
	    "symbolic link" },
	{ MAKE(pack_ini_link_out), REFUSED, OK, "pack.ini", 0,
	    "symbolic link" },
	{ MAKE(region_ini_link_out), OK, OK, "region.ini", 0, "symbolic link" },
	{ MAKE(sources_ini_link_out), OK, OK, NO_CHANGE },
	{ MAKE(index_ini_link_out), REFUSED, OK, "en/index.ini", 0,
	    "symbolic link" },
	{ MAKE(article_fifo), OK, REFUSED, "en/articles/good.md", 0,
	    "regular file" },
	{ MAKE(pack_ini_fifo), REFUSED, OK, "pack.ini", 0, "regular file" },
	{ MAKE(index_ini_fifo), REFUSED, OK, "en/index.ini", 0,
	    "regular file" },
	{ MAKE(region_ini_fifo), OK, OK, "region.ini", 0, "regular file" },
	{ MAKE(article_socket), OK, REFUSED, "en/articles/good.md", 0,
	    "regular file" },
	{ MAKE(article_device), OK, REFUSED, "en/articles/good.md", 0,
	    "regular file" },
	{ MAKE(article_folder), OK, REFUSED, "en/articles/good.md", 0,
	    "regular file" },
	{ MAKE(pack_ini_folder), REFUSED, OK, "pack.ini", 0, "regular file" },
	{ MAKE(index_ini_folder), REFUSED, OK, "en/index.ini", 0,
	    "regular file" },
	{ MAKE(region_ini_folder), OK, OK, "region.ini", 0, "regular file" },
	{ MAKE(article_sparse), OK, TOO_BIG, "en/articles/good.md", 0,
	    "bytes" },
	{ MAKE(pack_ini_sparse), TOO_BIG, OK, "pack.ini", 0, "bytes" },
	{ MAKE(index_ini_sparse), TOO_BIG, OK, "en/index.ini", 0, "bytes" },
	{ MAKE(region_ini_sparse), OK, OK, "region.ini", 0, "bytes" },
	{ MAKE(sources_ini_sparse), OK, OK, "sources.ini", 0, "bytes" },
	{ MAKE(article_just_fits), OK, OK, NO_CHANGE },
	{ MAKE(article_just_too_big), OK, TOO_BIG, "en/articles/good.md", 0,
	    "bytes" },
	{ MAKE(article_unreadable), OK, STATUS_IO, "en/articles/good.md", 0,
	    "" },
	{ MAKE(pack_ini_unreadable), STATUS_IO, OK, "pack.ini", 0, "" },
	{ MAKE(index_ini_unreadable), STATUS_IO, OK, "en/index.ini", 0, "" },
	{ MAKE(article_gone), OK, MISSING, "en/articles/good.md", 0,
	    "no such file" },
	{ MAKE(pack_ini_gone), MISSING, OK, "pack.ini", 0, "no such file" },
	{ MAKE(index_ini_gone), MISSING, OK, "en/index.ini", 0,
	    "no such file" },
	{ MAKE(region_ini_gone), OK, OK, "region.ini", 0, "no such file" },
	{ MAKE(empty_folder), MISSING, OK, "pack.ini", 0, "no such file" },

	/* Very much of something. */
	{ MAKE(many_unknown_sections), OK, OK, "en/index.ini", 13,
	    "unknown section" },
	{ MAKE(many_topics), OK, OK, "en/index.ini", 13, "no \"summary\"" },
	{ MAKE(many_bad_articles), OK, OK, "en/index.ini", 14,
	    "no topic \"none0\"" },
	{ MAKE(many_keys), OK, OK, "en/index.ini", 13, "k0" },
	{ MAKE(many_same_sections), BAD, OK, "en/index.ini", 15, "" },
	{ MAKE(many_regions), OK, OK, "region.ini", 19, "no \"title\"" },
	{ MAKE(many_languages), OK, OK, NO_CHANGE },
	{ MAKE(many_words), OK, OK, NO_CHANGE },
	{ MAKE(many_unknown_words), OK, OK, "en/articles/good.md", 1, "{x0}" },
	{ MAKE(many_braces), OK, OK, "en/articles/good.md", 1, "brace" },
	{ MAKE(many_self_links), OK, OK, NO_CHANGE },
	{ MAKE(many_unknown_links), OK, OK, NO_CHANGE },
	{ MAKE(many_headings), OK, OK, NO_CHANGE },
	{ MAKE(many_cards), OK, OK, NO_CHANGE },
	{ MAKE(many_end_marks), OK, OK, NO_CHANGE },
	{ MAKE(many_pictures), OK, OK, NO_CHANGE },
	{ MAKE(many_figures), OK, OK, "en/figures/f0.txt", 0, "no such file" },
	{ MAKE(many_files), OK, OK, NO_CHANGE },
	{ MAKE(deep_folders), OK, OK, NO_CHANGE },
	{ MAKE(articles_one_after_another), OK, OK, NO_CHANGE },
	{ MAKE(names_with_controls), OK, OK, NO_CHANGE },

	/* Drawings. */
	{ MAKE(figure_link_out), OK, OK, "en/figures/spine.txt", 0,
	    "symbolic link" },
	{ MAKE(figure_folder_link_out), OK, OK, "en/figures/secret.txt", 0,
	    "symbolic link" },
	{ MAKE(figure_fifo), OK, OK, "en/figures/spine.txt", 0,
	    "regular file" },
	{ MAKE(figure_sparse), OK, OK, "en/figures/spine.txt", 0, "bytes" },
	{ MAKE(figure_gone), OK, OK, "en/figures/spine.txt", 0,
	    "no such file" },
	{ MAKE(figure_controls), OK, OK, "en/figures/spine.txt", 4, "control" },
	{ MAKE(figure_broken), OK, OK, "en/figures/spine.txt", 2,
	    "50 columns" },
	{ MAKE(figure_many_forms), OK, OK, "en/figures/spine.txt", 5,
	    "there already" },
	{ "figure traversal", NULL, "en/articles/good.md",
	    "![x](figure:../../../outside/secret)\n", 0, OK, OK, "en/figures",
	    0, "cannot be a figure" },
	{ "figure absolute", NULL, "en/articles/good.md",
	    "![x](figure:/etc/passwd)\n", 0, OK, OK, "en/figures", 0,
	    "cannot be a figure" },

	/* pack.ini */
	{ "pack empty", NULL, "pack.ini", "", 0, BAD, OK, "pack.ini", 1,
	    "no [pack]" },
	{ "pack NUL", NULL, "pack.ini", "[pack]\nid = a\0b\n", 16, BAD, OK,
	    "pack.ini", 2, "NUL" },
	{ "pack only NUL", NULL, "pack.ini", "\0\0\0\0", 4, BAD, OK, "pack.ini",
	    1, "NUL" },
	{ "pack CR only", NULL, "pack.ini", "[pack]\rid = a\r", 0, BAD, OK,
	    "pack.ini", 1, "carriage return" },
	{ "pack bad UTF-8", NULL, "pack.ini", "[pack]\nid = \xff\n", 0, BAD, OK,
	    "pack.ini", 2, "UTF-8" },
	{ "pack overlong", NULL, "pack.ini", "[pack]\nid = \xc0\xaf\n", 0, BAD,
	    OK, "pack.ini", 2, "UTF-8" },
	{ "pack surrogate", NULL, "pack.ini", "[pack]\nid = \xed\xa0\x80\n", 0,
	    BAD, OK, "pack.ini", 2, "UTF-8" },
	{ "pack escape", NULL, "pack.ini", "[pack]\ntitle = \x1b[31m\n", 0, BAD,
	    OK, "pack.ini", 2, "control" },
	{ "pack C1", NULL, "pack.ini",
	    "[pack]\ntitle = \xc2\x9b"
	    "31m\n",
	    0, BAD, OK, "pack.ini", 2, "control" },
	{ "pack long line", NULL, "pack.ini", "[pack]\ntitle = " X200 "\n", 0,
	    BAD, OK, "pack.ini", 2, "long" },
	{ "pack long section", NULL, "pack.ini", "[" X50 X10 "]\n", 0, BAD, OK,
	    "pack.ini", 1, "" },
	{ "pack long key", NULL, "pack.ini", "[pack]\n" X50 X10 " = 1\n", 0,
	    BAD, OK, "pack.ini", 2, "" },
	{ "pack open section", NULL, "pack.ini", "[pack\nid = t\n", 0, BAD, OK,
	    "pack.ini", 1, "" },
	{ "pack text after", NULL, "pack.ini", "[pack] id = t\n", 0, BAD, OK,
	    "pack.ini", 1, "" },
	{ "pack no section", NULL, "pack.ini", "id = t\n", 0, BAD, OK,
	    "pack.ini", 1, "" },
	{ "pack cut value", NULL, "pack.ini",
	    PACK_WITH("languages = en ;../x\n"), 0, BAD, OK, "pack.ini", 6,
	    "" },
	{ "pack twice", NULL, "pack.ini", PACK_WITH("languages = en\n[pack]\n"),
	    0, BAD, OK, "pack.ini", 7, "" },
	{ "pack key twice", NULL, "pack.ini",
	    PACK_WITH("languages = en\nid = u\n"), 0, BAD, OK, "pack.ini", 7,
	    "" },
	{ "pack garbage", NULL, "pack.ini",
	    "\x7f"
	    "ELF\x02\x01\x01",
	    0, BAD, OK, "pack.ini", 1, "" },
	{ "language ..", NULL, "pack.ini", PACK_WITH("languages = ..\n"), 0,
	    BAD, OK, "pack.ini", 6, "\"..\" cannot be" },
	{ "language ../x", NULL, "pack.ini",
	    PACK_WITH("languages = ../outside\n"), 0, BAD, OK, "pack.ini", 6,
	    "cannot be" },
	{ "language /etc", NULL, "pack.ini", PACK_WITH("languages = /etc\n"), 0,
	    BAD, OK, "pack.ini", 6, "cannot be" },
	{ "language .", NULL, "pack.ini", PACK_WITH("languages = .\n"), 0, BAD,
	    OK, "pack.ini", 6, "cannot be" },
	{ "language with /", NULL, "pack.ini",
	    PACK_WITH("languages = en/../../outside, en\n"), 0, OK, OK,
	    "pack.ini", 6, "cannot be" },
	{ "language empty", NULL, "pack.ini", PACK_WITH("languages = ,,,\n"), 0,
	    BAD, OK, "pack.ini", 6, "" },
	{ "language long", NULL, "pack.ini",
	    PACK_WITH("languages = " X100 ", en\n"), 0, OK, OK, "pack.ini", 6,
	    "cannot be" },
	{ "language not there", NULL, "pack.ini", PACK_WITH("languages = fr\n"),
	    0, MISSING, OK, "fr/index.ini", 0, "no such file" },
	{ "region not there", NULL, "pack.ini",
	    "[pack]\nid = t\ntitle = T\nversion = 1\nlanguages = en\n"
	    "default_region = ../../outside\n",
	    0, OK, OK, "pack.ini", 6, "no default_region" },
	{ "version overflow", NULL, "pack.ini",
	    PACK_WITH("languages = en\n"
		      "min_lumbar = 99999999999999999999.0.0\n"),
	    0, OK, OK, "pack.ini", 7, "newer" },
	{ "version words", NULL, "pack.ini",
	    PACK_WITH("languages = en\nmin_lumbar = -1.+2. 3\n"), 0, OK, OK,
	    "pack.ini", 7, "not a version" },

	/* region.ini */
	{ "region empty", NULL, "region.ini", "", 0, OK, OK, "region.ini", 1,
	    "no [region" },
	{ "region NUL", NULL, "region.ini",
	    "[region:uk]\nemergency = 9\0"
	    "99\n",
	    30, OK, OK, "region.ini", 2, "NUL" },
	{ "region long number", NULL, "region.ini",
	    "[region:uk]\nemergency = " X100 X10 "\n", 0, OK, OK, "region.ini",
	    2, "100 bytes" },
	{ "region grows", NULL, "region.ini",
	    "[region:uk]\ned = {ed}{ed}{ed}\n", 0, OK, OK, "region.ini", 2,
	    "brace" },
	{ "region no id", NULL, "region.ini", "[region]\nemergency = 9\n", 0,
	    OK, OK, "region.ini", 1, "unknown section" },

	/* index.ini */
	{ "index empty", NULL, "en/index.ini", "", 0, BAD, OK, "en/index.ini",
	    1, "no article" },
	{ "index file ../", NULL, "en/index.ini",
	    INDEX_MORE("file = ../../outside/secret.md\n"), 0, OK, OK,
	    "en/index.ini", 17, "leads out" },
	{ "index file /", NULL, "en/index.ini",
	    INDEX_MORE("file = /etc/passwd\n"), 0, OK, OK, "en/index.ini", 17,
	    "leads out" },
	{ "index file within", NULL, "en/index.ini",
	    INDEX_MORE("file = articles/../../pack.ini\n"), 0, OK, OK,
	    "en/index.ini", 17, "leads out" },
	{ "index file proc", NULL, "en/index.ini",
	    INDEX_MORE("file = /proc/self/environ\n"), 0, OK, OK,
	    "en/index.ini", 17, "leads out" },
	{ "index file an INI", NULL, "en/index.ini",
	    INDEX_MORE("file = index.ini\n"), 0, OK, OK, "en/index.ini", 17,
	    ".md" },
	{ "index file folder", NULL, "en/index.ini",
	    INDEX_MORE("file = articles/\n"), 0, OK, OK, "en/index.ini", 17,
	    "leads out" },
	{ "index id with dots", NULL, "en/index.ini",
	    TEMP_PACK_INDEX "[article:../x]\n", 0, BAD, OK, "en/index.ini", 13,
	    "" },
	{ "index same id", NULL, "en/index.ini",
	    TEMP_PACK_INDEX TEMP_PACK_ARTICLE("good"), 0, BAD, OK,
	    "en/index.ini", 13, "line 4" },
	{ "index NUL", NULL, "en/index.ini", TEMP_PACK_INDEX "\0",
	    sizeof(TEMP_PACK_INDEX), BAD, OK, "en/index.ini", 13, "NUL" },
	{ "index long line", NULL, "en/index.ini",
	    TEMP_PACK_INDEX "keywords2 = " X200 "\n", 0, BAD, OK,
	    "en/index.ini", 13, "long" },

	/* Articles. */
	{ "article empty", NULL, "en/articles/good.md", "", 0, OK, OK,
	    NO_CHANGE },
	{ "article NUL", NULL, "en/articles/good.md", "a\nb\0c\n", 6, OK, BAD,
	    "en/articles/good.md", 2, "NUL" },
	{ "article escape", NULL, "en/articles/good.md",
	    "\x1b[2J\x1b]52;c;aGk=\x07", 0, OK, BAD, "en/articles/good.md", 1,
	    "control" },
	{ "article C1", NULL, "en/articles/good.md",
	    "a\n\xc2\x9b"
	    "31m",
	    0, OK, BAD, "en/articles/good.md", 2, "control" },
	{ "article bad UTF-8", NULL, "en/articles/good.md", "\xff\xfe", 0, OK,
	    BAD, "en/articles/good.md", 1, "UTF-8" },
	{ "article CR only", NULL, "en/articles/good.md", "a\rb\rc\r", 0, OK,
	    BAD, "en/articles/good.md", 1, "carriage return" },
	{ "article entities", NULL, "en/articles/good.md",
	    "&#27;[2J &#x9b;31m &#0; &#x202e;gm 05\n", 0, OK, OK, NO_CHANGE },
	{ "article to itself", NULL, "en/articles/good.md",
	    "[me](good) [me](#none) [me](good#good)\n", 0, OK, OK, NO_CHANGE },
	{ "article links out", NULL, "en/articles/good.md",
	    "[a](../../outside/secret.md) [b](file:///etc/passwd) "
	    "[c](//x/y)\n",
	    0, OK, OK, NO_CHANGE },
	{ "article word in word", NULL, "en/articles/good.md",
	    "{{ed}} {ed{ed}} {ed\n} {%s%n}\n", 0, OK, OK, "en/articles/good.md",
	    1, "brace" },
};

/* One line each, nothing that a terminal would act on, nothing secret. */
static void check_printed(const char *text, size_t len)
{
	size_t i;

	assert_null(memmem(text, len, SECRET, strlen(SECRET)));
	for (i = 0; i < len; i++) {
		const unsigned char c = (unsigned char)text[i];

		if ((c < 0x20 && c != '\n') || c == 0x7F)
			fail_msg("control byte 0x%02x in a message", c);
		if (c == 0xC2 && i + 1 < len &&
		    (unsigned char)text[i + 1] < 0xA0)
			fail_msg("C1 control in a message");
		if (i + 2 < len && memcmp(text + i, "\xe2\x80\xae", 3) == 0)
			fail_msg("bidi override in a message");
	}
	assert_true(utf8_valid(text, len, NULL));
}

static void check_diag(const struct diag *diag)
{
	char *text = NULL;
	size_t len = 0, lines = 0, i;
	FILE *out = open_memstream(&text, &len);

	assert_non_null(out);
	diag_print(diag, out);
	fclose(out);
	check_printed(text, len);
	for (i = 0; i < len; i++)
		lines += text[i] == '\n';
	assert_true(lines >= diag->n && lines <= diag->n + 1);
	free(text);
}

/* What the catalog and an article hold, looked through for the secret. */
static void check_string(const char *text)
{
	assert_null(strstr(text, SECRET));
}

static void check_catalog(const struct catalog *catalog)
{
	size_t i, k;

	check_string(catalog->title);
	for (i = 0; i < catalog->ntopics; i++)
		check_string(catalog->topics[i].title);
	for (i = 0; i < catalog->narticles; i++)
		check_string(catalog->articles[i].title);
	for (i = 0; catalog->sources != NULL && i < catalog->sources->n; i++)
		check_string(catalog->sources->items[i].title);
	for (i = 0; i < catalog->nregions; i++) {
		for (k = 0; k < catalog->regions[i].nwords; k++)
			check_string(catalog->regions[i].words[k].value);
	}
	assert_non_null(catalog->region);
	assert_true(region_word(catalog->region, "emergency")[0] != '\0');
}

static void check_doc(const struct doc *doc)
{
	char *text = NULL;
	size_t len = 0, i, k;
	FILE *out = open_memstream(&text, &len);

	assert_non_null(out);
	doc_print(doc, out);
	fclose(out);
	assert_null(memmem(text, len, SECRET, strlen(SECRET)));
	assert_null(memmem(text, len, "root:x:", 7));
	free(text);
	for (i = 0; i < doc->nfigures; i++) {
		const struct figure *figure = doc->figures[i];

		if (figure == NULL)
			continue;

		check_string(figure->title);
		check_string(figure->alt);
		for (k = 0; k < figure->nforms; k++)
			assert_false(
			    figure->forms[k].nlines > 0 &&
			    slice_starts(figure->forms[k].lines[0], SECRET));
	}
}

static void check_articles(struct world *world, const struct hostile *hostile)
{
	const struct catalog *catalog = &world->catalog;
	struct article article;
	size_t i;

	for (i = 0; i < catalog->narticles && i < 30; i++) {
		const struct catalog_article *entry = &catalog->articles[i];
		enum status status =
		    article_open(&article, catalog, entry, &world->diag);

		check_doc(&article.doc);
		article_close(&article);
		if (strcmp(entry->id, "good") == 0)
			assert_int_equal(status, hostile->article);
	}
	assert_non_null(catalog_article(catalog, SLICE("good")));
}

static void start(struct world *world)
{
	arena_init(&world->arena);
	diag_init(&world->diag, &world->arena);
	temp_pack_make(&world->pack);
	temp_pack_make_empty(&world->outside);
	temp_pack_put(&world->outside, "secret.md", SECRET "\n");
}

static void stop(struct world *world)
{
	arena_free(&world->arena);
	temp_pack_remove(&world->pack);
	temp_pack_remove(&world->outside);
}

static void try_open(struct world *world, const struct hostile *hostile)
{
	enum status status = catalog_open(
	    &world->catalog, world->pack.path, NULL, NULL, &world->diag);

	assert_int_equal(status, hostile->open);
	catalog_load_sources(&world->catalog, &world->diag);
	check_catalog(&world->catalog);
	if (status == STATUS_OK)
		check_articles(world, hostile);
	else
		assert_ptr_equal(world->catalog.region, &region_builtin);
	catalog_close(&world->catalog);
	if (hostile->told != NULL)
		assert_true(temp_pack_told(
		    &world->diag, hostile->told, hostile->line, hostile->part));
	check_diag(&world->diag);
}

/* Lint must find something wrong with every one of them, and stay clean. */
static void try_lint(struct world *world, const struct hostile *hostile)
{
	struct diag diag;

	diag_init(&diag, &world->arena);
	assert_int_equal(
	    lint_pack(world->pack.path, "2026-12-01", &diag), hostile->open);
	assert_true(diag.n > 0);
	check_diag(&diag);
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void each_hostile_pack_is_answered(void **state)
{
	static struct world world;
	size_t i, tried = 0, n = sizeof(cases) / sizeof(cases[0]);

	(void)state;
	text_locale();
	for (i = 0; i < n; i++) {
		const struct hostile *hostile = &cases[i];
		double begin = seconds();
		bool possible = true;

		/* Ends a hang, and this program with it. */
		alarm(SECONDS);
		start(&world);
		if (hostile->make != NULL)
			possible = hostile->make(&world);
		else
			temp_pack_write(&world.pack, hostile->file,
			    hostile->text,
			    hostile->len > 0 ? hostile->len
					     : strlen(hostile->text));
		if (possible) {
			print_message("%s\n", hostile->name);
			try_open(&world, hostile);
			try_lint(&world, hostile);
			tried++;
		} else {
			print_message(
			    "%s: cannot be tried here\n", hostile->name);
		}
		stop(&world);
		alarm(0);
		if (seconds() - begin > 10)
			fail_msg(
			    "%s took %.1f s", hostile->name, seconds() - begin);
	}
	print_message("%zu of %zu hostile packs tried\n", tried, n);
}

/* The folder itself is given by whoever starts the program. */
static void odd_folders_are_answered(void **state)
{
	static struct world world;
	const struct {
		const char *path;
		enum status status;
	} folders[] = {
		{ "", STATUS_MISSING },
		{ "/no/such/folder", STATUS_MISSING },
		{ "/dev/null", STATUS_MISSING },
		{ "/dev/zero/x", STATUS_MISSING },
		{ "\x1b[31m/\xc2\x9b/\n", STATUS_MISSING },
	};
	size_t i;

	(void)state;
	alarm(SECONDS);
	for (i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		start(&world);
		assert_int_not_equal(
		    catalog_open(&world.catalog, folders[i].path, NULL, NULL,
			&world.diag),
		    STATUS_OK);
		assert_true(world.diag.count[DIAG_ERROR] > 0);
		assert_ptr_equal(world.catalog.region, &region_builtin);
		catalog_close(&world.catalog);
		assert_int_not_equal(
		    lint_pack(folders[i].path, "2026-12-01", &world.diag),
		    STATUS_OK);
		check_diag(&world.diag);
		stop(&world);
	}
	alarm(0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_hostile_pack_is_answered),
		cmocka_unit_test(odd_folders_are_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
