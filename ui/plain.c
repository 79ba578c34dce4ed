#include "plain.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "content/compose.h"
#include "content/page.h"
#include "content/write.h"

#define PLAIN_COLS 72
#define HISTORY    64
#define ID_CAP     160
#define LINE_CAP   512

enum kind {
	KIND_HOME,
	KIND_LIST,
	KIND_ARTICLE,
	KIND_COUNT
};

struct plain {
	const struct catalog *catalog;
	struct diag *diag;
	bool ascii;
	int cols;
	char history[HISTORY][ID_CAP]; /* "" = home */
	size_t at;
	bool hinted[KIND_COUNT];
	/* the list that is shown */
	struct arena arena;
	const char **ids;
	size_t nids;
	/* the article that is shown */
	struct page page;
	struct layout layout;
	size_t *parts; /* the first line of each part */
	size_t nparts, part;
	bool reading, leave;
};

static void say(const struct plain *plain, const char *text)
{
	char buf[256];
	size_t len = strlen(text), taken = 0;

	while (taken < len) {
		size_t used = 0;

		taken += text_filter(text + taken, len - taken, plain->ascii,
		    buf, sizeof(buf), &used);
		fwrite(buf, 1, used, stdout);
	}
}

static void say_line(const struct plain *plain, const char *text)
{
	say(plain, text);
	putchar('\n');
}

static unsigned write_flags(const struct plain *plain)
{
	return plain->ascii ? WRITE_ASCII : 0;
}

static unsigned flow_flags(const struct plain *plain)
{
	return LAYOUT_NARRATE | LAYOUT_NUMBERS |
	       (plain->ascii ? LAYOUT_ASCII : 0);
}

/* Lines from..to of the layout in hand. */
static void write_lines(const struct plain *plain, const struct layout *layout,
    size_t from, size_t to)
{
	struct layout some = *layout;

	some.lines += from;
	some.nlines = to - from;
	write_layout(&some, WRITE_PLAIN, write_flags(plain), stdout);
}

static void write_doc(const struct plain *plain, const struct doc *doc)
{
	struct layout layout;

	layout_init(&layout);
	layout_flow(
	    &layout, doc, plain->cols, flow_flags(plain) & ~LAYOUT_NUMBERS);
	write_lines(plain, &layout, 0, layout.nlines);
	layout_free(&layout);
}

static void hint(struct plain *plain, enum kind kind)
{
	static const char *const hints[KIND_COUNT] = {
		"Type a number and Enter. a: all pages, A to Z. ?: help. "
		"q: leave.",
		"Type a number and Enter. b: back. h: home. ?: help.",
		"Enter: go on. A number opens that link. p: parts. "
		"/word: find. b: back. ?: help.",
	};

	if (!plain->hinted[kind])
		say_line(plain, hints[kind]);
	plain->hinted[kind] = true;
}

static void say_item(
    struct plain *plain, size_t number, const char *title, const char *summary)
{
	printf("%zu. ", number);
	say(plain, title);
	printf(". ");
	say_line(plain, summary);
}

static void close_article(struct plain *plain)
{
	if (!plain->reading)
		return;
	page_close(&plain->page);
	plain->reading = false;
}

static void begin_list(struct plain *plain, size_t cap)
{
	close_article(plain);
	arena_reset(&plain->arena);
	plain->ids = arena_zalloc(&plain->arena, cap + 1, sizeof(*plain->ids));
	plain->nids = 0;
}

static void show_home(struct plain *plain)
{
	const struct catalog *catalog = plain->catalog;

	begin_list(plain, catalog->ntopics + 1);
	printf("lumbar. ");
	say(plain, catalog->title);
	printf(". Emergency? Type ! at any time.\n\n");
	for (size_t i = 0; i < catalog->ntopics; i++) {
		const struct catalog_topic *topic = &catalog->topics[i];

		if (topic->narticles == 0)
			continue;
		plain->ids[plain->nids++] =
		    arena_printf(&plain->arena, "topic:%s", topic->id);
		say_item(plain, plain->nids, topic->title, topic->summary);
	}
	plain->ids[plain->nids++] = "a-z";
	say_item(
	    plain, plain->nids, "All pages, A to Z", "every page by its name");
	putchar('\n');
	hint(plain, KIND_HOME);
}

static void show_list(struct plain *plain, const struct catalog_topic *topic)
{
	const struct catalog *catalog = plain->catalog;
	const size_t *order = NULL;

	begin_list(plain, catalog->narticles);
	if (topic == NULL)
		order = catalog_a_to_z(catalog, &plain->arena);
	say(plain, topic != NULL ? topic->title : "All pages, A to Z");
	printf(". ");
	if (topic != NULL)
		say(plain, topic->summary);
	printf("\n\n");
	for (size_t i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *article =
		    &catalog->articles[order != NULL ? order[i] : i];

		if (topic != NULL &&
		    article->topic != (size_t)(topic - catalog->topics))
			continue;
		plain->ids[plain->nids++] = article->id;
		say_item(plain, plain->nids, article->title, article->summary);
	}
	putchar('\n');
	hint(plain, KIND_LIST);
}

/* Where each part begins: the title's line, then one for each heading. */
static void find_parts(struct plain *plain)
{
	const struct doc *doc = plain->page.doc;

	arena_reset(&plain->arena);
	plain->ids = NULL;
	plain->nids = 0;
	plain->parts =
	    arena_zalloc(&plain->arena, doc->nnodes + 2, sizeof(*plain->parts));
	plain->nparts = 1;
	for (uint32_t i = 0; i < doc->nnodes; i++) {
		if (doc->nodes[i].kind != DOC_HEADING ||
		    doc->nodes[i].level < 2)
			continue;
		plain->parts[plain->nparts++] =
		    layout_find(&plain->layout, i, 0);
	}
	plain->parts[plain->nparts] = plain->layout.nlines;
}

static void show_part(struct plain *plain, size_t part)
{
	size_t from = plain->parts[part], to = plain->parts[part + 1];

	plain->part = part;
	while (to > from + 1 && plain->layout.lines[to - 1].nspans == 0)
		to--;
	write_lines(plain, &plain->layout, from, to);
	putchar('\n');
	if (part + 1 < plain->nparts)
		printf("Part %zu of %zu. Enter goes on.\n", part + 1,
		    plain->nparts);
	else
		printf("This is the end of the page. b goes back.\n");
	hint(plain, KIND_ARTICLE);
}

static void show_article(struct plain *plain,
    const struct catalog_article *article, struct slice part)
{
	uint32_t node;

	close_article(plain);
	page_open(&plain->page, plain->catalog, article, plain->diag);
	plain->reading = true;
	layout_flow(
	    &plain->layout, plain->page.doc, plain->cols, flow_flags(plain));
	find_parts(plain);
	plain->part = 0;
	node =
	    part.len > 0 ? doc_find_heading(plain->page.doc, part) : DOC_NONE;
	if (node != DOC_NONE) {
		size_t line = layout_find(&plain->layout, node, 0);

		while (plain->part + 1 < plain->nparts &&
		       plain->parts[plain->part + 1] <= line)
			plain->part++;
	}
	if (plain->part == 0 && plain->page.article.minutes > 0)
		printf("%u %s to read, %zu parts.\n\n",
		    plain->page.article.minutes,
		    plain->page.article.minutes == 1 ? "minute" : "minutes",
		    plain->nparts);
	show_part(plain, plain->part);
}

/* False when there is no such place; nothing was shown then. */
static bool show(struct plain *plain, const char *id)
{
	const struct catalog *catalog = plain->catalog;
	const struct catalog_article *article;
	const char *hash = strchr(id, '#');
	struct slice name = slice_of(id);

	if (id[0] == '\0') {
		show_home(plain);
		return true;
	}
	if (strcmp(id, "a-z") == 0) {
		show_list(plain, NULL);
		return true;
	}
	if (strncmp(id, "topic:", 6) == 0) {
		const struct catalog_topic *topic =
		    catalog_topic(catalog, slice_of(id + 6));

		if (topic != NULL)
			show_list(plain, topic);
		return topic != NULL;
	}
	if (hash != NULL)
		name.len = (size_t)(hash - id);
	article = catalog_article(catalog, name);
	if (article == NULL)
		return false;
	show_article(plain, article, slice_of(hash != NULL ? hash + 1 : NULL));
	return true;
}

static void go(struct plain *plain, const char *id)
{
	char copy[ID_CAP];

	/* id may belong to the page that is about to close */
	snprintf(copy, sizeof(copy), "%s", id);
	if (copy[0] == '#' && plain->reading) {
		const char *here = plain->history[plain->at];

		snprintf(copy, sizeof(copy), "%.*s%s", (int)strcspn(here, "#"),
		    here, id);
	}
	putchar('\n');
	if (!show(plain, copy)) {
		printf("This page is not here.\n");
		return;
	}
	if (plain->at + 1 == HISTORY) {
		memmove(plain->history[1], plain->history[2],
		    (HISTORY - 2) * (size_t)ID_CAP);
		plain->at--;
	}
	plain->at++;
	memcpy(plain->history[plain->at], copy, ID_CAP);
}

static void back(struct plain *plain)
{
	putchar('\n');
	if (plain->at == 0) {
		printf("This is the first page. q leaves.\n");
		return;
	}
	plain->at--;
	show(plain, plain->history[plain->at]);
}

static void choose(struct plain *plain, size_t number)
{
	const struct doc *doc = plain->reading ? plain->page.doc : NULL;

	if (!plain->reading && number >= 1 && number <= plain->nids) {
		printf("You chose %zu.\n", number);
		go(plain, plain->ids[number - 1]);
	} else if (plain->reading && number >= 1 && number <= doc->nlinks) {
		struct slice target = doc->links[number - 1].target;

		go(plain, arena_copy(&plain->arena, target.ptr, target.len));
	} else {
		printf("There is no number %zu here.\n", number);
	}
}

static void list_parts(struct plain *plain)
{
	const struct doc *doc = plain->page.doc;
	size_t n = 1;

	printf("This page has %zu parts. ", plain->nparts);
	printf("You are in part %zu.\n", plain->part + 1);
	for (uint32_t i = 0; i < doc->nnodes; i++) {
		struct slice text;

		if (doc->nodes[i].kind != DOC_HEADING ||
		    doc->nodes[i].level < 2)
			continue;
		text = doc_node_text(doc, i, &plain->arena);
		printf("Part %zu. ", ++n);
		say_line(plain, arena_copy(&plain->arena, text.ptr, text.len));
	}
	printf("Type p and a number, for example p 2.\n");
}

/* The text of a line, folded, for find. */
static bool line_has(const struct layout *layout, size_t nth, const char *word)
{
	const struct line *line = &layout->lines[nth];
	char text[1024];
	size_t len = 0;

	for (uint32_t k = 0; k < line->nspans; k++) {
		const struct span *span = &layout->spans[line->span + k];

		for (uint32_t i = 0; i < span->len && len + 1 < sizeof(text);
		     i++)
			text[len++] =
			    (char)tolower((unsigned char)span->ptr[i]);
	}
	text[len] = '\0';
	return strstr(text, word) != NULL;
}

static void find(struct plain *plain, const char *word)
{
	char folded[LINE_CAP];
	size_t found = 0, first = 0, len = 0;

	for (; word[len] != '\0' && len + 1 < sizeof(folded); len++)
		folded[len] = (char)tolower((unsigned char)word[len]);
	folded[len] = '\0';
	if (len == 0)
		return;
	for (size_t part = 0; part < plain->nparts; part++) {
		for (size_t i = plain->parts[part]; i < plain->parts[part + 1];
		     i++) {
			if (!line_has(&plain->layout, i, folded))
				continue;
			if (found++ == 0)
				first = part;
		}
	}
	if (found == 0) {
		printf("Nothing found for these words on this page.\n");
		return;
	}
	printf("Found in %zu %s. The first is in part %zu.\n\n", found,
	    found == 1 ? "line" : "lines", first + 1);
	show_part(plain, first);
}

static void help(struct plain *plain)
{
	plain->hinted[KIND_HOME] = plain->hinted[KIND_LIST] =
	    plain->hinted[KIND_ARTICLE] = true;
	printf("A number opens the page or link with that number.\n"
	       "Enter: the next part of a page. b: back. h: home.\n"
	       "a: all pages, A to Z. r: read this again.\n"
	       "p: the parts of a page. p 2: part 2. /word: find a word.\n"
	       "!: urgent help and numbers to call. q: leave.\n");
}

static void urgent(struct plain *plain)
{
	struct doc doc;

	doc_init(&doc);
	compose_urgent(&doc, plain->catalog);
	putchar('\n');
	write_doc(plain, &doc);
	printf("\nType r to go on where you were.\n");
	doc_free(&doc);
}

static void read_on(struct plain *plain)
{
	if (!plain->reading) {
		printf("Type a number, or ? for help.\n");
		return;
	}
	putchar('\n');
	if (plain->part + 1 < plain->nparts)
		show_part(plain, plain->part + 1);
	else
		printf("This is the end of the page. b goes back.\n");
}

static void act_on_parts(struct plain *plain, const char *rest)
{
	size_t number = strtoul(rest, NULL, 10);

	if (number >= 1 && number <= plain->nparts) {
		putchar('\n');
		show_part(plain, number - 1);
	} else {
		list_parts(plain);
	}
}

static void obey(struct plain *plain, char *line)
{
	while (*line == ' ' || *line == '\t')
		line++;
	line[strcspn(line, "\r\n")] = '\0';
	if (isdigit((unsigned char)line[0]))
		choose(plain, strtoul(line, NULL, 10));
	else if (line[0] == '\0')
		read_on(plain);
	else if (line[0] == '/' && plain->reading)
		find(plain, line + 1);
	else if (line[0] == 'p' && plain->reading)
		act_on_parts(plain, line + 1);
	else if (line[1] != '\0')
		printf("Type a number, or ? for help.\n");
	else if (line[0] == '!')
		urgent(plain);
	else if (line[0] == '?')
		help(plain);
	else if (line[0] == 'b')
		back(plain);
	else if (line[0] == 'q')
		plain->leave = true;
	else if (line[0] == 'h')
		go(plain, "");
	else if (line[0] == 'a')
		go(plain, "a-z");
	else if (line[0] == 'r')
		show(plain, plain->history[plain->at]);
	else
		printf("Type a number, or ? for help.\n");
}

int plain_run(const struct catalog *catalog, const char *start, bool ascii,
    int cols, struct diag *diag)
{
	struct plain *plain = die_alloc(sizeof(*plain));
	char line[LINE_CAP];

	memset(plain, 0, sizeof(*plain));
	plain->catalog = catalog;
	plain->diag = diag;
	plain->ascii = ascii;
	plain->cols = cols > 0 ? cols : PLAIN_COLS;
	arena_init(&plain->arena);
	layout_init(&plain->layout);
	if (start[0] == '\0')
		show(plain, "");
	else
		go(plain, start);
	while (!plain->leave) {
		printf("> ");
		fflush(stdout);
		if (fgets(line, sizeof(line), stdin) == NULL)
			break;
		obey(plain, line);
	}
	putchar('\n');
	close_article(plain);
	layout_free(&plain->layout);
	arena_free(&plain->arena);
	free(plain);
	return fflush(stdout) == 0 ? 0 : 3;
}
