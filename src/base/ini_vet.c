#include "base/ini_vet.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/vet.h"

/* A section or key that was met, for finding a second one. */
struct met {
	uint64_t hash;
	const char *ptr; /* borrowed from the text */
	uint32_t len;
	uint32_t line;
};

struct met_list {
	struct met *items;
	size_t n, cap;
};

struct vetting {
	const char *name;
	struct arena arena;
	struct diag faults; /* in the arena: sorted before they are told */
	struct ini_counts *counts;
	struct met_list sections;
	struct met_list keys; /* of the section at hand */
	bool in_section;
	bool has_value; /* that a continuation could belong to */
};

static bool is_name(struct slice name)
{
	for (size_t i = 0; i < name.len; i++) {
		const char c = name.ptr[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
		    c != '_' && c != '-')
			return false;
	}
	return name.len > 0;
}

/* What stands behind the colon may have capitals: "rule:E08". */
static bool is_id(struct slice id)
{
	for (size_t i = 0; i < id.len; i++) {
		const char c = id.ptr[i];

		if (!(c >= 'A' && c <= 'Z') &&
		    !is_name((struct slice){ &c, 1 }))
			return false;
	}
	return id.len > 0;
}

static bool is_section_name(struct slice name)
{
	const char *const colon = memchr(name.ptr, ':', name.len);
	struct slice kind = name, id = name;

	if (colon == NULL)
		return is_name(name);
	kind.len = (size_t)(colon - name.ptr);
	id.ptr = colon + 1;
	id.len = name.len - kind.len - 1;
	return is_name(kind) && is_id(id);
}

/* libinih takes a ';' after white space for a comment and cuts there. */
static bool has_inner_comment(struct slice text)
{
	const char *at = text.ptr;
	const char *const end = text.ptr + text.len;

	while ((at = memchr(at, ';', (size_t)(end - at))) != NULL) {
		if (at > text.ptr && (at[-1] == ' ' || at[-1] == '\t'))
			return true;
		at++;
	}
	return false;
}

static const char *section_fault(struct slice text, struct slice name)
{
	const char *const end = text.ptr + text.len;
	const char *const close = name.ptr + name.len;

	if (close == end)
		return "\"[\" is not closed by \"]\"";
	if (close + 1 != end)
		return "there is text after \"]\"";
	if (name.len > INI_NAME_MAX)
		return "the section's name is over 49 bytes long";
	if (!is_section_name(name))
		return "a section's name is made of a-z, 0-9, \"_\" and "
		       "\"-\", with at most one \":\" inside and capitals "
		       "only behind that";
	return NULL;
}

static const char *more_fault(struct slice value)
{
	if (value.ptr[0] == '#' || value.ptr[0] == ';')
		return "a comment is indented and could be meant as text";
	if (value.ptr[0] == '[' && value.ptr[value.len - 1] == ']')
		return "a section is indented and would be taken as text";
	return NULL;
}

static const char *pair_fault(struct slice key)
{
	if (key.len == 0)
		return "there is no key before \"=\"";
	if (key.len > INI_NAME_MAX)
		return "the key is over 49 bytes long";
	if (!is_name(key))
		return "a key is made of a-z, 0-9, \"_\" and \"-\"";
	return NULL;
}

/* NULL, or what is wrong with a line. */
static const char *line_fault(struct slice text, const struct ini_line *parts)
{
	const char *fault = NULL;

	switch (parts->kind) {
	case INI_BLANK:
		return NULL;
	case INI_OTHER:
		return "is no section, no \"key = value\", no comment";
	case INI_SECTION:
		return section_fault(slice_trim(text), parts->name);
	case INI_PAIR:
		fault = pair_fault(parts->name);
		break;
	case INI_MORE:
		fault = more_fault(parts->value);
		break;
	}
	if (fault == NULL && has_inner_comment(text))
		fault = "\" ;\" would cut the value there";
	return fault;
}

static void split_section(struct slice text, struct ini_line *out)
{
	const char *const close = memchr(text.ptr, ']', text.len);

	out->kind = INI_SECTION;
	out->name = (struct slice){ text.ptr + 1,
		(close != NULL ? (size_t)(close - text.ptr) : text.len) - 1 };
}

void ini_line_split(struct slice text, struct ini_line *out)
{
	const struct slice trimmed = slice_trim(text);
	const char *equals;

	*out = (struct ini_line){ .kind = INI_BLANK };
	if (trimmed.len == 0)
		return;
	if (trimmed.ptr != text.ptr) {
		out->kind = INI_MORE;
		out->value = trimmed;
	} else if (text.ptr[0] == '#' || text.ptr[0] == ';') {
		return;
	} else if (text.ptr[0] == '[') {
		split_section(trimmed, out);
	} else if ((equals = memchr(text.ptr, '=', text.len)) == NULL) {
		out->kind = INI_OTHER;
	} else {
		const size_t key_len = (size_t)(equals - text.ptr);

		out->kind = INI_PAIR;
		out->name = slice_trim((struct slice){ text.ptr, key_len });
		out->value = slice_trim(
		    (struct slice){ equals + 1, text.len - key_len - 1 });
	}
}

static uint64_t hash_of(struct slice text)
{
	uint64_t hash = 0xCBF29CE484222325u;

	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.ptr[i]) * 0x100000001B3u;
	return hash;
}

static void note(struct met_list *list, struct slice name, unsigned line)
{
	if (list->n == list->cap) {
		list->cap = list->cap == 0 ? 64 : 2 * list->cap;
		list->items =
		    die_realloc(list->items, list->cap * sizeof(*list->items));
	}
	list->items[list->n++] = (struct met){ hash_of(name), name.ptr,
		(uint32_t)name.len, (uint32_t)line };
}

static int compare_names(const struct met *a, const struct met *b)
{
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	return memcmp(a->ptr, b->ptr, a->len);
}

static int compare(const void *left, const void *right)
{
	const struct met *const a = left, *const b = right;
	const int by_name = compare_names(a, b);

	if (by_name != 0)
		return by_name;
	return a->line < b->line ? -1 : a->line > b->line;
}

/*
 * Sorted rather than put into a hash table, so that no file can be written
 * that makes it slow. Empties the list.
 */
static void tell_doubles(
    struct vetting *v, struct met_list *list, const char *what)
{
	if (list->n > 1)
		qsort(list->items, list->n, sizeof(*list->items), compare);
	for (size_t i = 1; i < list->n; i++) {
		const struct met *const met = &list->items[i];
		const struct met *const before = met - 1;

		if (compare_names(met, before) != 0)
			continue;
		diag_add(&v->faults, DIAG_ERROR, v->name, met->line,
		    "%s \"%.*s\" is there already in line %u; the file is "
		    "not used",
		    what, (int)met->len, met->ptr, (unsigned)before->line);
	}
	list->n = 0;
}

static void fault(struct vetting *v, unsigned line, const char *what)
{
	diag_add(&v->faults, DIAG_ERROR, v->name, line,
	    "%s; the file is not used", what);
}

static void take_line(
    struct vetting *v, const struct ini_line *parts, unsigned line, bool good)
{
	switch (parts->kind) {
	case INI_BLANK:
	case INI_OTHER:
		return;
	case INI_SECTION:
		tell_doubles(v, &v->keys, "the key");
		v->in_section = true;
		v->has_value = false;
		v->counts->sections++;
		v->counts->section_bytes += parts->name.len;
		if (good)
			note(&v->sections, parts->name, line);
		return;
	case INI_PAIR:
		if (!v->in_section && good)
			fault(v, line, "there is no section above this pair");
		v->has_value = true;
		v->counts->pairs++;
		if (good)
			note(&v->keys, parts->name, line);
		return;
	case INI_MORE:
		if (!v->has_value && good)
			fault(v, line,
			    "is indented, but there is no value above that "
			    "it could belong to");
		v->counts->mores++;
		return;
	}
}

/* The faults by line, the counts even of those that were not kept. */
static bool tell_faults(struct vetting *v, struct diag *diag)
{
	const size_t total = v->faults.count[DIAG_ERROR];

	diag_sort(&v->faults);
	for (size_t i = 0; i < v->faults.n; i++) {
		const struct diag_item *const item = &v->faults.items[i];

		diag_add(
		    diag, DIAG_ERROR, item->file, item->line, "%s", item->text);
	}
	if (diag != NULL)
		diag->count[DIAG_ERROR] += total - v->faults.n;
	return total == 0;
}

bool ini_vet(struct slice text, const char *name, struct ini_counts *counts,
    struct diag *diag)
{
	struct vetting v = { .name = name, .counts = counts };
	struct vet_lines lines = vet_begin(text);
	struct slice line;
	bool good;

	assert(text.len <= UINT32_MAX);
	*counts = (struct ini_counts){ 0 };
	arena_init(&v.arena);
	diag_init(&v.faults, &v.arena);
	while (vet_next(&lines, &line)) {
		const char *what = vet_fault(line);
		struct ini_line parts;

		ini_line_split(line, &parts);
		if (what == NULL)
			what = line_fault(line, &parts);
		if (what != NULL)
			fault(&v, lines.line, what);
		if (line.len > INI_LINE_MAX)
			diag_add(&v.faults, DIAG_ERROR, name, lines.line,
			    "line is %zu bytes long, at most %d are read "
			    "safely; the file is not used",
			    line.len, INI_LINE_MAX);
		take_line(&v, &parts, lines.line, what == NULL);
	}
	tell_doubles(&v, &v.keys, "the key");
	tell_doubles(&v, &v.sections, "the section");
	good = tell_faults(&v, diag);
	free(v.keys.items);
	free(v.sections.items);
	arena_free(&v.arena);
	return good;
}
