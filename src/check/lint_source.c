#include "check/lint_parts.h"

#include <string.h>

/* A picture's words are looked through so far, and no further. */
#define WORDS_MAX ((size_t)4000)

/* The text of an article as it was written; region words not yet put in. */
struct source {
	struct lint *lint;
	const struct article *article;
	const struct lint_page *page;
	struct slice text;
	size_t counted; /* bytes of which the lines have been counted */
	unsigned line;
};

static unsigned line_at(struct source *source, size_t at)
{
	for (; source->counted < at; source->counted++)
		source->line += source->text.ptr[source->counted] == '\n';
	return source->line;
}

static void check_numbers(const struct source *source)
{
	struct slice text = source->text, line;
	unsigned number = 0;

	while (text.len > 0) {
		const char *end = memchr(text.ptr, '\n', text.len);

		line = text;
		if (end != NULL)
			line.len = (size_t)(end - text.ptr);
		lint_numbers(source->lint, source->page->file, ++number, line);
		text.ptr += line.len + (end != NULL);
		text.len -= line.len + (end != NULL);
	}
}

static bool is_drawn(const struct doc *doc, struct slice name)
{
	size_t i;

	for (i = 0; i < doc->nwanted; i++) {
		if (slice_eq(doc->wanted[i].name, name))
			return true;
	}
	for (i = 0; i < doc->ninserts; i++) {
		if (slice_eq(doc->inserts[i].name, name))
			return true;
	}
	return false;
}

/*
 * What stands between "](" and ")" of the picture whose "![" is at `at`. False
 * when there is none before the end of the paragraph.
 */
static bool find_target(struct slice text, size_t at, struct slice *out)
{
	const char *from = text.ptr + at;
	size_t len = text.len - at < WORDS_MAX ? text.len - at : WORDS_MAX;
	const char *blank = memmem(from, len, "\n\n", 2), *close, *end;

	if (blank != NULL)
		len = (size_t)(blank - from);
	close = memmem(from, len, "](", 2);
	if (close == NULL)
		return false;
	close += 2;
	end = memchr(close, ')', (size_t)(from + len - close));
	if (end == NULL)
		return false;
	*out = (struct slice){ close, (size_t)(end - close) };
	return true;
}

/* A picture that is not drawn leaves no trace in the document but words. */
static void check_pictures(struct source *source)
{
	const struct slice text = source->text;
	const char *found;
	size_t at = 0;

	while (
	    (found = memmem(text.ptr + at, text.len - at, "![", 2)) != NULL) {
		struct slice target, name;
		const char *what = NULL;

		at = (size_t)(found - text.ptr);
		if (!find_target(text, at, &target)) {
			at += 2;
			continue;
		}
		name = target;
		if (slice_starts(target, "signs:") ||
		    slice_starts(target, "terms:")) {
			if (!is_drawn(&source->article->doc, name))
				what = "a list inside a paragraph: its words "
				       "are shown, give it a paragraph of its "
				       "own";
		} else if (!slice_starts(target, "figure:")) {
			what = "a picture that is no figure of the pack: its "
			       "words are shown, use (figure:NAME)";
		} else {
			name.ptr += 7;
			name.len -= 7;
			if (!is_drawn(&source->article->doc, name))
				what = "a figure inside a paragraph: its "
				       "words are shown, give it a paragraph "
				       "of its own";
		}
		if (what != NULL)
			diag_add(source->lint->diag, DIAG_ERROR,
			    source->page->file, line_at(source, at), "%s",
			    what);
		at = (size_t)(target.ptr - text.ptr);
	}
}

void lint_source(struct lint *lint, const struct article *article,
    const struct lint_page *page)
{
	struct source source = {
		.lint = lint, .article = article, .page = page, .line = 1
	};

	if (file_read(&lint->catalog.root, page->file, ARTICLE_CAP,
		&lint->scratch, &source.text, NULL) != STATUS_OK)
		return;
	check_numbers(&source);
	check_pictures(&source);
}
