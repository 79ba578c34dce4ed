#include "content/catalog_read.h"

#include <stdlib.h>
#include <string.h>

#include "content/place.h"

/* A path below the language's folder: "articles/causes/sciatica.md". */
static bool is_inside(const char *path)
{
	const char *part = path;

	if (strchr(path, '\\') != NULL)
		return false;
	for (;;) {
		size_t len = strcspn(part, "/");

		if (len == 0 || (len == 1 && part[0] == '.') ||
		    (len == 2 && part[0] == '.' && part[1] == '.'))
			return false;
		if (part[len] == '\0')
			return true;
		part += len + 1;
	}
}

struct index {
	struct ini_file ini;
	struct catalog *catalog;
	struct catalog_topic *topics;
	const struct catalog_topic **topics_by_id; /* only while reading */
	struct catalog_article *articles;
	struct catalog_quiz *quizzes;
	struct diag *diag;
};

/* Ids of places that are no articles. */
static const char *const reserved[] = { PLACE_CHECK_ID, PLACE_A_TO_Z_ID,
	PLACE_QUIZZES, PLACE_MINE_ID };

static int compare_topics(const void *a, const void *b)
{
	const struct catalog_topic *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

static int compare_articles(const void *a, const void *b)
{
	const struct catalog_article *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

static bool good_id(
    const struct index *index, const struct ini_section *section)
{
	if (catalog_is_id(section->id))
		return true;
	diag_add(index->diag, DIAG_ERROR, index->ini.name, section->line,
	    "the id in [%s] may hold a-z, 0-9 and \"-\" only: left out",
	    section->name);
	return false;
}

static void read_topic(struct index *index, const struct ini_section *section)
{
	static const char *const known[] = { "title", "summary", NULL };
	struct catalog_topic *out = &index->topics[index->catalog->ntopics];

	ini_section_check(&index->ini, section, known, index->diag);
	if (!good_id(index, section))
		return;
	out->id = section->id;
	out->line = section->line;
	out->title = catalog_need(
	    &index->ini, section, "title", "its id is shown", index->diag);
	if (out->title[0] == '\0')
		out->title = out->id;
	out->summary = catalog_need(
	    &index->ini, section, "summary", "shown without", index->diag);
	index->catalog->ntopics++;
}

/* The file's name when it may be opened; else NULL, told to diag. */
static const char *good_file(const struct index *index,
    const struct ini_section *section, const char *end, const char *left_out)
{
	unsigned line;
	const char *file = catalog_value(section, "file", &line);
	const size_t len = strlen(file), end_len = strlen(end);

	if (len == 0)
		return NULL;
	if (!is_inside(file)) {
		diag_add(index->diag, DIAG_ERROR, index->ini.name, line,
		    "\"%s\" leads out of the folder: %s", file, left_out);
		return NULL;
	}
	if (len <= end_len || strcmp(file + len - end_len, end) != 0) {
		diag_add(index->diag, DIAG_ERROR, index->ini.name, line,
		    "\"%s\" does not end in \"%s\": %s", file, end, left_out);
		return NULL;
	}
	return file;
}

static bool is_reserved(
    const struct index *index, const struct ini_section *section)
{
	for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++) {
		if (strcmp(section->id, reserved[i]) != 0)
			continue;
		diag_add(index->diag, DIAG_ERROR, index->ini.name,
		    section->line,
		    "\"%s\" is a page of the program's own: the article is "
		    "left out",
		    section->id);
		return true;
	}
	return false;
}

static bool find_topic(
    const struct index *index, const struct ini_section *section, size_t *topic)
{
	struct catalog_topic wanted = { .id = NULL };
	const struct catalog_topic *const *found, *key = &wanted;
	unsigned line;

	wanted.id = catalog_value(section, "topic", &line);
	if (wanted.id[0] == '\0')
		return false;
	found = bsearch(&key, index->topics_by_id, index->catalog->ntopics,
	    sizeof(*found), compare_topics);
	if (found == NULL) {
		diag_add(index->diag, DIAG_ERROR, index->ini.name, line,
		    "there is no topic \"%s\": the article is left out",
		    wanted.id);
		return false;
	}
	*topic = (size_t)(*found - index->topics);
	return true;
}

static void read_article(struct index *index, const struct ini_section *section)
{
	static const char *const known[] = { "topic", "file", "title",
		"summary", "keywords", "sources", "reviewed", "next_review",
		"hard", NULL };
	static const char *const needed[] = { "topic", "file", "title",
		"summary" };
	struct catalog_article *out =
	    &index->articles[index->catalog->narticles];
	bool good;
	unsigned line;
	size_t i;

	ini_section_check(&index->ini, section, known, index->diag);
	good = good_id(index, section);
	for (i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		if (catalog_need(&index->ini, section, needed[i],
			"the article is left out", index->diag)[0] == '\0')
			good = false;
	}
	out->file = good_file(index, section, ".md", "the article is left out");
	if (!find_topic(index, section, &out->topic) || out->file == NULL)
		good = false;
	if (!good)
		return;
	if (is_reserved(index, section))
		return;
	out->id = section->id;
	out->line = section->line;
	out->title = catalog_value(section, "title", &line);
	out->summary = catalog_value(section, "summary", &line);
	out->keywords = catalog_value(section, "keywords", &line);
	out->sources = catalog_value(section, "sources", &line);
	out->reviewed = catalog_value(section, "reviewed", &line);
	out->next_review = catalog_value(section, "next_review", &line);
	out->hard = catalog_value(section, "hard", &line);
	index->topics[out->topic].narticles++;
	index->catalog->narticles++;
}

static void read_quiz(struct index *index, const struct ini_section *section)
{
	static const char *const known[] = { "file", "title", "summary",
		"reviewed", "next_review", NULL };
	static const char *const needed[] = { "file", "title", "summary" };
	static const char left_out[] = "the quiz is left out";
	struct catalog_quiz *out = &index->quizzes[index->catalog->nquizzes];
	bool good;
	unsigned line;

	ini_section_check(&index->ini, section, known, index->diag);
	good = good_id(index, section);
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		if (catalog_need(&index->ini, section, needed[i], left_out,
			index->diag)[0] == '\0')
			good = false;
	}
	out->file = good_file(index, section, ".ini", left_out);
	if (!good || out->file == NULL)
		return;
	if (strcmp(section->id, "due") == 0) {
		diag_add(index->diag, DIAG_ERROR, index->ini.name,
		    section->line,
		    "[quiz:due] takes the id of what comes back to be asked: "
		    "%s",
		    left_out);
		return;
	}
	out->id = section->id;
	out->line = section->line;
	out->title = catalog_value(section, "title", &line);
	out->summary = catalog_value(section, "summary", &line);
	out->reviewed = catalog_value(section, "reviewed", &line);
	out->next_review = catalog_value(section, "next_review", &line);
	index->catalog->nquizzes++;
}

/* Only where it is: it is read when the self-check is opened. */
static void read_triage(struct index *index, const struct ini_section *section)
{
	static const char *const known[] = { "file", NULL };
	struct catalog *const catalog = index->catalog;
	const char *file;
	unsigned line;

	ini_section_check(&index->ini, section, known, index->diag);
	catalog_need(&index->ini, section, "file", "there is no self-check",
	    index->diag);
	file = catalog_value(section, "file", &line);
	if (file[0] == '\0')
		return;
	if (!is_inside(file)) {
		diag_add(index->diag, DIAG_ERROR, index->ini.name, line,
		    "\"%s\" leads out of the folder: there is no self-check",
		    file);
		return;
	}
	catalog->triage =
	    arena_printf(&catalog->arena, "%s/%s", catalog->lang, file);
}

/* Topics first: an article may stand before its topic. */
static void read_topics(struct index *index)
{
	struct catalog *catalog = index->catalog;
	size_t i;

	for (i = 0; i < index->ini.nsections; i++) {
		const struct ini_section *section = &index->ini.sections[i];

		if (strcmp(section->kind, "topic") == 0)
			read_topic(index, section);
		else if (strcmp(section->name, "triage") == 0)
			read_triage(index, section);
		else if (strcmp(section->kind, "quiz") == 0)
			read_quiz(index, section);
		else if (strcmp(section->kind, "article") != 0)
			diag_add(index->diag, DIAG_ERROR, index->ini.name,
			    section->line, "unknown section [%s]: left out",
			    section->name);
	}
	index->topics_by_id = arena_alloc(&catalog->arena,
	    catalog->ntopics * sizeof(const struct catalog_topic *));
	for (i = 0; i < catalog->ntopics; i++)
		index->topics_by_id[i] = &index->topics[i];
	qsort(index->topics_by_id, catalog->ntopics,
	    sizeof(const struct catalog_topic *), compare_topics);
}

static void read_articles(struct index *index)
{
	struct catalog *catalog = index->catalog;
	const struct catalog_article **order;
	size_t i, *by_id;

	for (i = 0; i < index->ini.nsections; i++) {
		if (strcmp(index->ini.sections[i].kind, "article") == 0)
			read_article(index, &index->ini.sections[i]);
	}
	order = arena_alloc(&catalog->arena,
	    catalog->narticles * sizeof(const struct catalog_article *));
	by_id =
	    arena_alloc(&catalog->arena, catalog->narticles * sizeof(*by_id));
	for (i = 0; i < catalog->narticles; i++)
		order[i] = &index->articles[i];
	qsort(order, catalog->narticles, sizeof(const struct catalog_article *),
	    compare_articles);
	for (i = 0; i < catalog->narticles; i++)
		by_id[i] = (size_t)(order[i] - index->articles);
	catalog->by_id = by_id;
}

enum status catalog_read_index(struct catalog *catalog, struct diag *diag)
{
	struct index index = { .catalog = catalog, .diag = diag };
	enum status status;
	size_t n;

	status = ini_file_read(&catalog->root,
	    arena_printf(&catalog->arena, "%s/index.ini", catalog->lang),
	    &catalog->arena, &index.ini, diag);
	if (status != STATUS_OK)
		return status;
	n = index.ini.nsections;
	index.topics = arena_zalloc(&catalog->arena, n, sizeof(*index.topics));
	index.articles =
	    arena_zalloc(&catalog->arena, n, sizeof(*index.articles));
	index.quizzes =
	    arena_zalloc(&catalog->arena, n, sizeof(*index.quizzes));
	catalog->quizzes = index.quizzes;
	catalog->topics = index.topics;
	catalog->articles = index.articles;
	read_topics(&index);
	read_articles(&index);
	if (catalog->narticles > 0)
		return STATUS_OK;
	diag_add(diag, DIAG_ERROR, index.ini.name, 1,
	    "no article that can be shown");
	return STATUS_BAD;
}
