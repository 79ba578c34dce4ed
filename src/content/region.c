#include "content/region.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/ini_file.h"

/* Longer values are refused: an article of {ed} must not grow without end. */
#define VALUE_MAX 100

/*
 * The closed list of words, with what stands there when a pack gives none.
 * content/README.md and lumbar-pack(5) show how each reads in a sentence.
 */
const struct region region_builtin = {
	.id = "other",
	.title = "Any country",
	.checked = "2026-11-22",
	.words = {
	    { "emergency", "your local emergency number (112)" },
	    { "advice", "a doctor or a health advice line near you" },
	    { "advice_name", "a health advice line" },
	    { "ed", "the emergency department" },
	    { "ed_long", "the emergency department of a hospital" },
	    { "gp", "doctor" },
	    { "gp_office", "doctor's office" },
	    { "urgent_centre", "an urgent care clinic" },
	    { "pharmacist", "pharmacist" },
	    { "physio", "physiotherapist" },
	    { "physiotherapy", "physiotherapy" },
	    { "maternity", "your midwife or maternity unit" },
	    { "crisis", "a local crisis line or your local emergency number" },
	    { "abuse", "a local helpline, or your local emergency number if "
	               "you are in danger" },
	    { "paracetamol", "paracetamol" },
	},
	.nwords = 15,
};

static bool is_date(const char *s)
{
	static const char shape[] = "dddd-dd-dd";
	size_t i;

	for (i = 0; i < sizeof(shape); i++) {
		if (shape[i] == 'd' ? s[i] < '0' || s[i] > '9'
				    : s[i] != shape[i])
			return false;
	}
	return true;
}

/* The value of a key, or NULL when it cannot be used, which diag is told. */
static const char *take(const struct ini_file *ini,
    const struct ini_section *section, const char *key, const char *instead,
    struct diag *diag)
{
	unsigned line = 0;
	const char *value = ini_section_get(section, key, &line);

	if (value == NULL || value[0] == '\0')
		return NULL;
	if (strlen(value) <= VALUE_MAX && strpbrk(value, "{}") == NULL)
		return value;
	diag_add(diag, DIAG_ERROR, ini->name, line,
	    "\"%s\" is over %d bytes or holds a brace: \"%s\" is used", key,
	    VALUE_MAX, instead);
	return instead;
}

/* Names of keys that a section lacks, for one message about all of them. */
struct lacks {
	char names[512];
	size_t len;
};

static void lacks_add(struct lacks *lacks, const char *key)
{
	const size_t left = sizeof(lacks->names) - lacks->len;
	const int len = snprintf(lacks->names + lacks->len, left, "%s\"%s\"",
	    lacks->len > 0 ? ", " : "", key);

	if (len > 0 && (size_t)len < left)
		lacks->len += (size_t)len;
}

static const char *take_or(const struct ini_file *ini,
    const struct ini_section *section, const char *key, const char *instead,
    struct lacks *lacks, struct diag *diag)
{
	const char *value = take(ini, section, key, instead, diag);

	if (value != NULL)
		return value;
	lacks_add(lacks, key);
	return instead;
}

static void read_section(const struct ini_file *ini,
    const struct ini_section *section, struct region *out, struct diag *diag)
{
	const char *known[REGION_WORDS + 3];
	struct lacks lacks = { "", 0 };
	size_t i, n = region_builtin.nwords;

	for (i = 0; i < n; i++)
		known[i] = region_builtin.words[i].name;
	known[n] = "title";
	known[n + 1] = "checked";
	known[n + 2] = NULL;
	ini_section_check(ini, section, known, diag);

	out->id = section->id;
	out->title = take_or(ini, section, "title", section->id, &lacks, diag);
	out->checked =
	    take_or(ini, section, "checked", "not known", &lacks, diag);
	if (!is_date(out->checked) && strcmp(out->checked, "not known") != 0)
		diag_add(diag, DIAG_ERROR, ini->name, section->line,
		    "[%s] \"checked\" is not a date like 2026-11-22: shown as "
		    "it is",
		    section->name);
	for (i = 0; i < n; i++) {
		out->words[i].name = region_builtin.words[i].name;
		out->words[i].value =
		    take_or(ini, section, region_builtin.words[i].name,
			region_builtin.words[i].value, &lacks, diag);
	}
	out->nwords = n;
	if (lacks.len > 0)
		diag_add(diag, DIAG_ERROR, ini->name, section->line,
		    "[%s] has no %s: compiled-in words are used", section->name,
		    lacks.names);
}

enum status region_read(const struct file_root *root, struct arena *arena,
    const struct region **regions, size_t *n, struct diag *diag)
{
	struct ini_file ini;
	struct region *all;
	enum status status;
	size_t i, count = 0;

	assert(regions != NULL && n != NULL);
	*regions = &region_builtin;
	*n = 1;
	status = ini_file_read(root, "region.ini", arena, &ini, diag);
	if (status != STATUS_OK)
		return status;
	all = arena_zalloc(arena, ini.nsections, sizeof(*all));
	for (i = 0; i < ini.nsections; i++) {
		const struct ini_section *section = &ini.sections[i];

		if (strcmp(section->kind, "region") != 0 ||
		    section->id[0] == '\0') {
			diag_add(diag, DIAG_ERROR, ini.name, section->line,
			    "unknown section [%s]: left out", section->name);
			continue;
		}
		read_section(&ini, section, &all[count++], diag);
	}
	if (count == 0) {
		diag_add(diag, DIAG_ERROR, ini.name, 1,
		    "no [region:...] section: the compiled-in words are used");
		return STATUS_BAD;
	}
	*regions = all;
	*n = count;
	return STATUS_OK;
}

static const char *find_word(const struct region *region, struct slice name)
{
	size_t i;

	for (i = 0; i < region->nwords; i++) {
		if (slice_is(name, region->words[i].name))
			return region->words[i].value;
	}
	return NULL;
}

/* The word in this region, the compiled-in one, or NULL. */
static const char *value_of(const struct region *region, struct slice name)
{
	const char *value = NULL;

	if (region != NULL)
		value = find_word(region, name);
	return value == NULL ? find_word(&region_builtin, name) : value;
}

const char *region_word(const struct region *region, const char *name)
{
	const char *value = value_of(region, slice_of(name));

	return value == NULL ? name : value;
}

bool region_knows(struct slice name)
{
	return find_word(&region_builtin, name) != NULL;
}

static bool name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* The name in "{name}" at the start of text; empty when there is none. */
static struct slice name_at(struct slice text)
{
	size_t i = 1;

	while (i < text.len && name_char(text.ptr[i]))
		i++;
	if (i == 1 || i >= text.len || text.ptr[i] != '}')
		return (struct slice){ text.ptr, 0 };
	return (struct slice){ text.ptr + 1, i - 1 };
}

struct out {
	struct arena *arena;
	char *ptr;
	size_t len, cap;
};

static void put(struct out *out, const char *ptr, size_t len)
{
	/* Two more for the newline and the NUL behind the result. */
	if (out->ptr == NULL || out->len + len + 2 > out->cap) {
		size_t cap = 2 * (out->len + len + 2);

		out->ptr = arena_grow(out->arena, out->ptr, out->cap, cap);
		out->cap = cap;
	}
	if (len > 0)
		memcpy(out->ptr + out->len, ptr, len);
	out->len += len;
}

static void tell(
    const char *file, unsigned line, struct slice name, struct diag *diag)
{
	if (name.len == 0)
		diag_add(diag, DIAG_WARNING, file, line,
		    "a brace that begins no word: shown as it stands");
	else
		diag_add(diag, DIAG_ERROR, file, line,
		    "unknown word {%.*s}: shown as it stands",
		    name.len > 49 ? 49 : (int)name.len, name.ptr);
}

struct slice region_expand(const struct region *region, struct slice text,
    const char *file, struct arena *arena, struct diag *diag)
{
	struct out out = { arena, NULL, 0, 0 };
	size_t at = 0, done = 0, counted = 0;
	unsigned line = 1;

	while (at < text.len) {
		const char *brace = memchr(text.ptr + at, '{', text.len - at);
		const char *value;
		struct slice rest, name;

		if (brace == NULL)
			break;
		at = (size_t)(brace - text.ptr);
		rest = (struct slice){ brace, text.len - at };
		name = name_at(rest);
		value = name.len > 0 ? value_of(region, name) : NULL;
		if (value != NULL) {
			put(&out, text.ptr + done, at - done);
			put(&out, value, strlen(value));
			at += name.len + 2;
			done = at;
			continue;
		}
		for (; counted < at; counted++)
			line += text.ptr[counted] == '\n';
		tell(file, line, name, diag);
		at++;
	}
	if (done == 0)
		return text;
	put(&out, text.ptr + done, text.len - done);
	out.ptr[out.len] = '\n';
	out.ptr[out.len + 1] = '\0';
	return (struct slice){ out.ptr, out.len };
}
