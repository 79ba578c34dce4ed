#include "check/lint_parts.h"
#include "content/catalog_language.h"

#include <stdlib.h>
#include <string.h>

/* The most months between a review and the next one. */
#define REVIEW_MONTHS 24

static bool digits(const char *ptr, size_t n, int *out)
{
	size_t i;

	*out = 0;
	for (i = 0; i < n; i++) {
		if (ptr[i] < '0' || ptr[i] > '9')
			return false;
		*out = *out * 10 + (ptr[i] - '0');
	}
	return true;
}

struct date {
	int year, month, day;
};

/* "2026-11-22" */
static bool parse_date(const char *text, struct date *out)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return strlen(text) == 10 && text[4] == '-' && text[7] == '-' &&
	       digits(text, 4, &out->year) &&
	       digits(text + 5, 2, &out->month) &&
	       digits(text + 8, 2, &out->day) && out->month >= 1 &&
	       out->month <= 12 && out->day >= 1 &&
	       out->day <= days[out->month - 1];
}

/* Days in an order that is right; not a count of days. */
static int order_of(const struct date *date)
{
	return (date->year * 12 + date->month) * 32 + date->day;
}

struct place {
	struct lint *lint;
	const char *file;
	unsigned line;
	const char *id;
};

static void tell(const struct place *at, enum diag_severity severity,
    const char *what, const char *value, const char *done)
{
	diag_add(at->lint->diag, severity, at->file, at->line,
	    "\"%s\": %s%s%s: %s", at->id, what, value[0] == '\0' ? "" : " ",
	    value, done);
}

/* A date that must be there; false when it cannot be used. */
static bool need_date(const struct place *at, const char *key,
    const char *value, struct date *out)
{
	if (value[0] == '\0') {
		tell(at, DIAG_WARNING, "no date for", key, "shown without");
		return false;
	}
	if (!parse_date(value, out)) {
		tell(at, DIAG_ERROR, "not a date like 2026-11-22,", value,
		    "shown as it is");
		return false;
	}
	return true;
}

static void check_dates(
    const struct place *at, const char *reviewed_on, const char *next_on)
{
	struct date reviewed, next, today;
	bool have_next, have_reviewed;

	have_reviewed = need_date(at, "reviewed", reviewed_on, &reviewed);
	have_next = need_date(at, "next_review", next_on, &next);
	if (!parse_date(at->lint->today, &today))
		return;
	if (have_reviewed && order_of(&reviewed) > order_of(&today))
		tell(at, DIAG_ERROR, "reviewed in the future,", reviewed_on,
		    "shown as it is");
	if (!have_next)
		return;
	if (order_of(&next) < order_of(&today))
		tell(at, DIAG_WARNING, "its review was due on", next_on,
		    "shown, with that date");
	if (!have_reviewed)
		return;
	if (order_of(&next) < order_of(&reviewed))
		tell(at, DIAG_ERROR, "next_review comes before reviewed,",
		    next_on, "shown as it is");
	if (order_of(&next) - order_of(&reviewed) > REVIEW_MONTHS * 32)
		tell(at, DIAG_WARNING,
		    "the next review is over 24 months after the last,",
		    next_on, "shown as it is");
}

void lint_dates(struct lint *lint, const char *file, unsigned line,
    const char *id, const char *reviewed, const char *next_review)
{
	const struct place at = { lint, file, line, id };

	check_dates(&at, reviewed, next_review);
}

static void check_source(const struct place *at, struct slice key)
{
	const struct catalog *catalog = &at->lint->catalog;
	const char **keys;
	size_t i;

	lint_names_add(at->lint, &at->lint->used_sources,
	    arena_copy(&at->lint->arena, key.ptr, key.len));
	if (at->lint->bad_sources || catalog_source(catalog, key) != NULL)
		return;
	keys = arena_alloc(
	    &at->lint->scratch, (catalog->sources->n + 1) * sizeof(*keys));
	for (i = 0; i < catalog->sources->n; i++)
		keys[i] = catalog->sources->items[i].key;
	diag_add(at->lint->diag, DIAG_ERROR, at->file, at->line,
	    "\"%s\": sources.ini has no source \"%.*s\"%s: shown without it",
	    at->id, key.len > 49 ? 49 : (int)key.len, key.ptr,
	    lint_meant(at->lint, key, keys, catalog->sources->n));
}

void lint_known_source(struct lint *lint, const char *file, unsigned line,
    const char *id, const char *key)
{
	const struct place at = { lint, file, line, id };

	check_source(&at, slice_of(key));
}

static void check_sources(const struct place *at, const char *list)
{
	struct slice rest = slice_of(list), key;

	if (rest.len == 0) {
		tell(at, DIAG_WARNING, "no sources", "",
		    "nobody can check what it says");
		return;
	}
	while (slice_next_item(&rest, &key)) {
		if (key.len == 0)
			tell(at, DIAG_WARNING, "an empty source", "",
			    "left out");
		else
			check_source(at, key);
	}
}

static int compare_files(const void *a, const void *b)
{
	const struct catalog_article *const *x = a, *const *y = b;
	const int order = strcmp((*x)->file, (*y)->file);

	return order != 0
	           ? order
	           : ((*x)->line > (*y)->line) - (int)((*x)->line < (*y)->line);
}

/* Two articles of one file: one of them was meant to be another. */
static void check_doubles(struct lint *lint)
{
	const struct catalog *catalog = &lint->catalog;
	const struct catalog_article **sorted;
	size_t i, n = catalog->narticles;

	sorted = arena_alloc(
	    &lint->scratch, (n + 1) * sizeof(const struct catalog_article *));
	for (i = 0; i < n; i++)
		sorted[i] = &catalog->articles[i];
	qsort(sorted, n, sizeof(const struct catalog_article *), compare_files);
	for (i = 1; i < n; i++) {
		if (strcmp(sorted[i]->file, sorted[i - 1]->file) == 0)
			diag_add(lint->diag, DIAG_ERROR, lint->index,
			    sorted[i]->line,
			    "\"%s\" has the same file as \"%s\": both are "
			    "shown",
			    sorted[i]->id, sorted[i - 1]->id);
	}
}

static void check_words(
    const struct place *at, const char *title, const char *summary)
{
	const char *const texts[] = { title, summary };
	size_t i;

	for (i = 0; i < 2; i++) {
		struct slice text = slice_of(texts[i]);

		lint_text(at->lint, at->file, at->line, text);
		if (memchr(text.ptr, '{', text.len) != NULL)
			tell(at, DIAG_ERROR,
			    "a word in braces in a title or summary", "",
			    "shown as it stands");
	}
}

static void check_region(struct lint *lint, const struct region *region)
{
	struct place at = { lint, "region.ini", 0, region->id };
	struct date checked, today;

	if (region == &region_builtin ||
	    !parse_date(region->checked, &checked) ||
	    !parse_date(lint->today, &today))
		return;
	if (order_of(&checked) > order_of(&today))
		tell(&at, DIAG_ERROR, "checked in the future,", region->checked,
		    "shown as it is");
	else if (order_of(&today) - order_of(&checked) > REVIEW_MONTHS * 32)
		tell(&at, DIAG_WARNING,
		    "its numbers were last checked over 24 months ago,",
		    region->checked, "shown, check them again");
}

/* Who chooses a language looks for its name in that language. */
static void check_languages(struct lint *lint)
{
	const struct catalog *catalog = &lint->catalog;

	for (size_t i = 0; catalog->nlangs > 1 && i < catalog->nlangs; i++) {
		const struct catalog_language *lang = &catalog->langs[i];

		if (lang->name[0] == '\0')
			diag_add(lint->diag, DIAG_WARNING, "pack.ini",
			    lang->line,
			    "[language:%s] gives no \"name\": \"%s\" is shown "
			    "where a language is chosen",
			    lang->code, lang->code);
		else if (lang->start[0] == '\0')
			diag_add(lint->diag, DIAG_WARNING, "pack.ini",
			    lang->line,
			    "[language:%s] gives no \"start\", how a kiosk "
			    "invites: \"%s\" is shown",
			    lang->code, lang->name);
	}
}

void lint_index(struct lint *lint)
{
	const struct catalog *catalog = &lint->catalog;
	struct place at = { lint, lint->index, 0, NULL };
	size_t i;

	check_doubles(lint);
	for (i = 0; i < catalog->ntopics; i++) {
		const struct catalog_topic *topic = &catalog->topics[i];

		at.line = topic->line;
		at.id = topic->id;
		check_words(&at, topic->title, topic->summary);
		if (topic->narticles == 0)
			tell(&at, DIAG_WARNING, "a topic without articles", "",
			    "shown empty");
	}
	for (i = 0; i < catalog->narticles; i++) {
		const struct catalog_article *article = &catalog->articles[i];

		arena_reset(&lint->scratch);
		at.line = article->line;
		at.id = article->id;
		check_dates(&at, article->reviewed, article->next_review);
		check_sources(&at, article->sources);
		check_words(&at, article->title, article->summary);
		if (catalog->narticles > 1 && !lint->pages[i].linked &&
		    lint->nleft_articles == 0)
			tell(&at, DIAG_WARNING, "no other article links to it",
			    "", "found in the lists only");
	}
	for (i = 0; i < catalog->nquizzes; i++) {
		const struct catalog_quiz *quiz = &catalog->quizzes[i];

		at.line = quiz->line;
		at.id = quiz->id;
		check_dates(&at, quiz->reviewed, quiz->next_review);
		check_words(&at, quiz->title, quiz->summary);
	}
	for (i = 0; i < catalog->nregions; i++)
		check_region(lint, &catalog->regions[i]);
	check_languages(lint);
}
