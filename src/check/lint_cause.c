/*
 * lint_cause.c - one fault, told once: not what follows from it elsewhere.
 *
 * Of a glossary that cannot be used each link to a word is broken, and so is
 * each link to an article that the index leaves out. Who mends the cause mends
 * them all, and among hundreds of them would not find it.
 */
#include <string.h>

#include "base/ini_file.h"
#include "check/lint_parts.h"

static bool is_known(const struct lint *lint, const struct ini_section *section)
{
	const struct slice id = slice_of(section->id);

	if (strcmp(section->kind, "article") == 0)
		return catalog_article(&lint->catalog, id) != NULL;
	if (strcmp(section->kind, "quiz") == 0)
		return catalog_quiz(&lint->catalog, id) != NULL;
	if (strcmp(section->kind, "term") == 0)
		return glossary_term(&lint->glossary, id) != NULL;
	return true;
}

static void keep(struct lint *lint, const struct ini_section *section)
{
	const char *const file = ini_section_get(section, "file", NULL);

	lint_names_add(lint, &lint->left_out, section->name);
	lint->nleft_articles += strcmp(section->kind, "article") == 0;
	if (file != NULL)
		lint_names_add(lint, &lint->left_files,
		    arena_printf(
			&lint->arena, "%s/%s", lint->catalog.lang, file));
}

/* Keeps what the file has and nobody else knows; false when it is no INI. */
static bool look_through(struct lint *lint, const char *file)
{
	struct ini_file ini;
	const enum status status = ini_file_read_if_any(
	    &lint->catalog.root, file, &lint->arena, &ini, NULL);

	for (size_t i = 0; status == STATUS_OK && i < ini.nsections; i++) {
		if (!is_known(lint, &ini.sections[i]))
			keep(lint, &ini.sections[i]);
	}
	return status == STATUS_OK || status == STATUS_MISSING;
}

void lint_causes(struct lint *lint)
{
	const char *const lang = lint->catalog.lang;

	lint->bad_sources = !look_through(lint, "sources.ini");
	lint->bad_glossary = !look_through(
	    lint, arena_printf(&lint->arena, "%s/glossary.ini", lang));
	(void)look_through(lint, lint->index);
	lint_names_sort(&lint->left_out);
	lint_names_sort(&lint->left_files);
}

bool lint_left_out(struct lint *lint, const char *kind, struct slice id)
{
	return lint->left_out.n > 0 && id.len < 100 &&
	       lint_names_have(
		   &lint->left_out, arena_printf(&lint->scratch, "%s:%.*s",
					kind, (int)id.len, id.ptr));
}

/* The figure of a message on one, if the pack has none of that name. */
static bool is_of_no_figure(struct lint *lint, const struct lint_page *page,
    const struct diag_item *item)
{
	static const char begin[] = "figure \"";
	const char *const dir =
	    arena_printf(&lint->scratch, "%s/figures", lint->catalog.lang);
	const size_t len = strlen(dir);
	const char *name, *end;

	if (item->file == NULL)
		return false;
	if (strcmp(item->file, page->file) == 0 &&
	    strncmp(item->text, begin, strlen(begin)) == 0) {
		name = item->text + strlen(begin);
		end = strchr(name, '"');
	} else if (strncmp(item->file, dir, len) == 0) {
		name = item->file + len + (item->file[len] == '/');
		end = strstr(name, ".txt");
	} else {
		return false;
	}
	return end == NULL ||
	       !lint_names_have(&lint->figures,
		   arena_copy(&lint->scratch, name, (size_t)(end - name)));
}

static bool follows(struct lint *lint, const struct lint_page *page,
    const struct diag_item *item)
{
	if (lint->bad_signs &&
	    strncmp(item->text, "the list \"signs:", 16) == 0)
		return true;
	if (lint->bad_glossary &&
	    strncmp(item->text, "the list \"terms:", 16) == 0)
		return true;
	/* lint_article tells which one may have been meant */
	return is_of_no_figure(lint, page, item);
}

void lint_opened(
    struct lint *lint, const struct lint_page *page, const struct diag *said)
{
	for (size_t i = 0; i < said->n; i++) {
		const struct diag_item *const item = &said->items[i];

		if (!follows(lint, page, item))
			diag_add(lint->diag, item->severity, item->file,
			    item->line, "%s", item->text);
	}
}
