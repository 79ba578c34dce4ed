#include "content/signs.h"

#include <string.h>

#include "base/ini_file.h"

struct reading {
	const struct catalog *catalog;
	struct arena *arena;
	struct ini_file ini;
	struct signs *out;
	struct sign_group *groups;
	struct sign *signs;
	struct diag *diag;
	size_t faults;
};

static const char *const levels[] = {
	[SIGNS_SOON] = "soon",
	[SIGNS_URGENT] = "urgent",
	[SIGNS_EMERGENCY] = "emergency",
};

#define NLEVELS (sizeof(levels) / sizeof(levels[0]))

const char *signs_level_id(enum signs_level level)
{
	return levels[level];
}

static void fault(
    struct reading *r, unsigned line, const char *what, const char *name)
{
	r->faults++;
	diag_add(r->diag, DIAG_ERROR, r->ini.name, line,
	    "%s \"%s\": the lists of signs are not used", what, name);
}

/* The value with the region's words in; "" and a fault when it is missing. */
static const char *take(
    struct reading *r, const struct ini_section *section, const char *key)
{
	unsigned line = section->line;
	const char *value = ini_section_get(section, key, &line);
	struct slice text;

	if (value == NULL || value[0] == '\0') {
		fault(r, line, "there is no", key);
		return "";
	}
	text = region_expand(r->catalog->region, slice_of(value), r->ini.name,
	    r->arena, r->diag);
	return arena_copy(r->arena, text.ptr, text.len);
}

static void check_keys(struct reading *r, const struct ini_section *section,
    const char *const *known)
{
	r->faults += ini_section_check(&r->ini, section, known, r->diag);
}

/* The wording for somebody who answers for another is the self-check's. */
static bool is_other(const char *key)
{
	static const char end[] = "_other";
	const size_t len = strlen(key), end_len = sizeof(end) - 1;

	return len > end_len && strcmp(key + len - end_len, end) == 0;
}

static void read_net(struct reading *r, const struct ini_section *section)
{
	struct signs *const out = r->out;

	for (size_t i = 0; i < section->npairs; i++) {
		const char *const key = section->pairs[i].key;

		if (is_other(key))
			continue;
		if (out->nnet == SIGNS_NET) {
			fault(r, section->pairs[i].line, "one sign too many,",
			    key);
			return;
		}
		out->net[out->nnet++] = take(r, section, key);
	}
}

static void read_group(struct reading *r, const struct ini_section *section)
{
	static const char *const known[] = { "level", "title", NULL };
	struct sign_group *const group = &r->groups[r->out->ngroups++];
	const char *const level = take(r, section, "level");
	size_t i = 0;

	check_keys(r, section, known);
	while (i < NLEVELS && strcmp(level, levels[i]) != 0)
		i++;
	if (i == NLEVELS) {
		i = 0;
		if (level[0] != '\0')
			fault(r, section->line, "there is no level", level);
	}
	*group = (struct sign_group){ .id = section->id,
		.title = take(r, section, "title"),
		.level = (enum signs_level)i,
		.line = section->line };
}

static size_t find_group(struct reading *r, const struct ini_section *section)
{
	const char *const id = take(r, section, "group");

	for (size_t i = 0; i < r->out->ngroups; i++) {
		if (strcmp(r->groups[i].id, id) == 0)
			return i;
	}
	if (id[0] != '\0')
		fault(r, section->line, "there is no group", id);
	return 0;
}

static void read_rules(
    struct reading *r, const struct ini_section *section, struct sign *sign)
{
	const char *at = take(r, section, "rules");

	while (*at != '\0') {
		const size_t len = strcspn(at, ",");
		const struct slice id = slice_trim((struct slice){ at, len });

		if (id.len == 0 || sign->nrules == SIGNS_RULES) {
			fault(r, section->line,
			    "too many rules or an empty one for", section->id);
			return;
		}
		sign->rules[sign->nrules++] =
		    arena_copy(r->arena, id.ptr, id.len);
		at += len + (at[len] == ',' ? 1 : 0);
	}
}

static void read_sign(struct reading *r, const struct ini_section *section)
{
	static const char *const known[] = { "group", "rules", "text", "why",
		NULL };
	struct sign *const sign = &r->signs[r->out->nsigns++];

	check_keys(r, section, known);
	*sign = (struct sign){ .id = section->id,
		.text = take(r, section, "text"),
		.why = "",
		.group = find_group(r, section),
		.line = section->line };
	if (ini_section_get(section, "why", NULL) != NULL)
		sign->why = take(r, section, "why");
	read_rules(r, section, sign);
}

static void read_sections(struct reading *r, const char *kind)
{
	for (size_t i = 0; i < r->ini.nsections; i++) {
		const struct ini_section *const section = &r->ini.sections[i];

		if (strcmp(section->kind, kind) != 0)
			continue;
		if (section->id[0] == '\0')
			fault(r, section->line, "a section without an id,",
			    section->name);
		else if (strcmp(kind, "group") == 0)
			read_group(r, section);
		else
			read_sign(r, section);
	}
}

static void tell_unknown(struct reading *r)
{
	for (size_t i = 0; i < r->ini.nsections; i++) {
		const struct ini_section *const section = &r->ini.sections[i];

		if (strcmp(section->name, "net") != 0 &&
		    strcmp(section->kind, "group") != 0 &&
		    strcmp(section->kind, "sign") != 0)
			fault(
			    r, section->line, "unknown section", section->name);
	}
}

enum status signs_read(const struct catalog *catalog, struct arena *arena,
    struct signs *out, struct diag *diag)
{
	struct reading r = {
		.catalog = catalog, .arena = arena, .out = out, .diag = diag
	};
	const struct ini_section *net;
	enum status status;

	*out = (struct signs){ .file = arena_printf(
				   arena, "%s/signs.ini", catalog->lang) };
	status = ini_file_read_if_any(
	    &catalog->root, out->file, arena, &r.ini, diag);
	if (status != STATUS_OK)
		return status;
	r.groups = arena_zalloc(arena, r.ini.nsections, sizeof(*r.groups));
	r.signs = arena_zalloc(arena, r.ini.nsections, sizeof(*r.signs));
	tell_unknown(&r);
	net = ini_file_section(&r.ini, "net");
	if (net != NULL)
		read_net(&r, net);
	read_sections(&r, "group");
	read_sections(&r, "sign");
	out->groups = r.groups;
	out->signs = r.signs;
	if (r.faults == 0)
		return STATUS_OK;
	*out = (struct signs){ .file = out->file };
	return STATUS_BAD;
}

static uint32_t open_list(struct doc *doc, uint32_t parent)
{
	const uint32_t list = doc_open(doc, DOC_LIST, parent);

	doc->nodes[list].flags |= DOC_TIGHT;
	return list;
}

/* "text", or "text: why" with the text in bold. */
static void add_item(
    struct doc *doc, uint32_t list, const char *text, const char *why)
{
	const uint32_t item = doc_open(doc, DOC_ITEM, list);
	const uint32_t para = doc_open(doc, DOC_PARA, item);

	doc_text(doc, para, slice_of(text),
	    why[0] == '\0' ? ROLE_NORMAL : ROLE_STRONG, 0);
	if (why[0] != '\0') {
		doc_text(doc, para, SLICE(": "), ROLE_STRONG, 0);
		doc_text(doc, para, slice_of(why), ROLE_NORMAL, 0);
	}
	doc_close(doc, para);
	doc_close(doc, item);
}

static void add_net(const struct signs *signs, struct doc *doc, uint32_t parent)
{
	const uint32_t list = open_list(doc, parent);

	for (size_t i = 0; i < signs->nnet; i++)
		add_item(doc, list, signs->net[i], "");
	doc_close(doc, list);
}

static bool add_group(
    const struct signs *signs, size_t group, struct doc *doc, uint32_t parent)
{
	uint32_t list = DOC_NONE;

	for (size_t i = 0; i < signs->nsigns; i++) {
		if (signs->signs[i].group != group)
			continue;
		if (list == DOC_NONE) {
			const uint32_t para = doc_open(doc, DOC_PARA, parent);

			doc_text(doc, para,
			    slice_of(signs->groups[group].title), ROLE_STRONG,
			    0);
			doc_close(doc, para);
			doc->nodes[para].flags |= DOC_JOINED;
			list = open_list(doc, parent);
		}
		add_item(doc, list, signs->signs[i].text, signs->signs[i].why);
	}
	if (list != DOC_NONE)
		doc_close(doc, list);
	return list != DOC_NONE;
}

bool signs_compose(const struct signs *signs, struct slice list,
    struct doc *doc, uint32_t parent)
{
	bool added = false;

	if (slice_is(list, "net") && signs->nnet > 0) {
		add_net(signs, doc, parent);
		return true;
	}
	for (size_t i = 0; i < signs->ngroups; i++) {
		if (slice_is(list, levels[signs->groups[i].level]))
			added = add_group(signs, i, doc, parent) || added;
	}
	return added;
}
