#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "triage/rules_parts.h"

void rules_fault(struct rules_reader *r, unsigned line, const char *fmt, ...)
{
	char text[256];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	r->faults++;
	diag_add(r->diag, DIAG_ERROR, r->ini.name, line,
	    "%s; the self-check stays closed", text);
}

struct rules_value rules_take(
    struct rules_reader *r, const struct ini_section *section, const char *key)
{
	const size_t at = (size_t)(section - r->ini.sections);

	for (size_t i = 0; i < section->npairs; i++) {
		if (strcmp(section->pairs[i].key, key) != 0)
			continue;
		r->taken[at][i] = true;
		return (struct rules_value){ section->pairs[i].value,
			section->pairs[i].line, true };
	}
	return (struct rules_value){ "", section->line, false };
}

struct rules_value rules_need(
    struct rules_reader *r, const struct ini_section *section, const char *key)
{
	const struct rules_value value = rules_take(r, section, key);

	if (value.text[0] == '\0')
		rules_fault(
		    r, value.line, "[%s] has no \"%s\"", section->name, key);
	return value;
}

struct triage_words rules_words(struct rules_reader *r,
    const struct ini_section *section, const char *key, bool needed)
{
	const struct rules_value self =
	    needed ? rules_need(r, section, key) : rules_take(r, section, key);
	const struct rules_value other =
	    rules_take(r, section, arena_printf(r->arena, "%s_other", key));

	if (other.given && (other.text[0] == '\0' || self.text[0] == '\0'))
		rules_fault(r, other.line,
		    "\"%s_other\" or \"%s\" has no words", key, key);
	return (struct triage_words){ self.text,
		other.given ? other.text : self.text };
}

int rules_number(
    struct rules_reader *r, struct rules_value value, int min, int max)
{
	int n = 0;

	for (const char *at = value.text; *at != '\0'; at++) {
		if (*at < '0' || *at > '9' || n > max)
			goto bad;
		n = n * 10 + (*at - '0');
	}
	if (value.text[0] != '\0' && n >= min && n <= max)
		return n;
bad:
	if (value.text[0] != '\0')
		rules_fault(r, value.line,
		    "\"%s\" is no whole number from %d to %d", value.text, min,
		    max);
	return min;
}

size_t rules_items(struct rules_reader *r, struct rules_value value,
    const char **out, size_t max)
{
	const char *at = value.text;
	size_t n = 0;

	while (*at != '\0') {
		const size_t len = strcspn(at, ",");
		const struct slice item = slice_trim((struct slice){ at, len });

		if (item.len == 0 || n == max) {
			rules_fault(r, value.line, "\"%s\" has %s", value.text,
			    n == max ? "too many items" : "an empty item");
			return n;
		}
		out[n++] = arena_copy(r->arena, item.ptr, item.len);
		at += len + (at[len] == ',' ? 1 : 0);
	}
	return n;
}

uint32_t rules_mask(struct rules_reader *r, struct rules_value value,
    const struct triage_question *question)
{
	const char *ids[RULES_OPTIONS];
	const size_t n = rules_items(r, value, ids, RULES_OPTIONS);
	uint32_t mask = 0;

	for (size_t i = 0; i < n; i++) {
		const size_t option = rules_option(question, slice_of(ids[i]));

		if (option == question->noptions)
			rules_fault(r, value.line,
			    "\"%s\" is not an answer to \"%s\"", ids[i],
			    question->id);
		else
			mask |= UINT32_C(1) << option;
	}
	return mask;
}

size_t rules_count(const struct rules_reader *r, const char *kind)
{
	size_t n = 0;

	for (size_t i = 0; i < r->ini.nsections; i++)
		n += strcmp(r->ini.sections[i].kind, kind) == 0;
	return n;
}

bool rules_good_id(
    struct rules_reader *r, const char *id, unsigned line, bool capitals)
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

	if (strspn(id, letters) == 0)
		rules_fault(r, line, "\"%s\" is no id: it begins with a-z", id);
	else if (condition_reserved(slice_of(id)))
		rules_fault(
		    r, line, "\"%s\" is a word of conditions and no id", id);
	else if (!capitals &&
		 strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_-") !=
		     strlen(id))
		rules_fault(r, line, "\"%s\" has capitals", id);
	else
		return true;
	return false;
}

static void tell_left_over(struct rules_reader *r)
{
	static const char *const kinds[] = { "question", "term", "rule", "wait",
		"level" };

	for (size_t i = 0; i < r->ini.nsections; i++) {
		const struct ini_section *const section = &r->ini.sections[i];
		bool known = strcmp(section->name, "triage") == 0 ||
		             strcmp(section->name, "texts") == 0 ||
		             strcmp(section->name, "net") == 0;

		/* Without an id it was refused where its kind was read. */
		for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
			known = known || strcmp(section->kind, kinds[k]) == 0;
		if (!known) {
			rules_fault(r, section->line, "unknown section [%s]",
			    section->name);
			continue;
		}
		for (size_t k = 0; k < section->npairs; k++) {
			if (!r->taken[i][k])
				rules_fault(r, section->pairs[k].line,
				    "the key \"%s\" is not known in [%s]",
				    section->pairs[k].key, section->name);
		}
	}
}

static uint64_t add_text(uint64_t hash, const char *text)
{
	do
		hash = (hash ^ (unsigned char)*text) * 0x100000001B3u;
	while (*text++ != '\0');
	return hash;
}

static uint64_t sum_up(const struct ini_file *ini)
{
	uint64_t hash = 0xCBF29CE484222325u;

	for (size_t i = 0; i < ini->nsections; i++) {
		const struct ini_section *const section = &ini->sections[i];

		hash = add_text(hash, section->name);
		for (size_t k = 0; k < section->npairs; k++) {
			hash = add_text(hash, section->pairs[k].key);
			hash = add_text(hash, section->pairs[k].value);
		}
	}
	return hash;
}

static enum status take_file(const struct ini_file *ini, const char *net_file,
    struct arena *arena, struct rules *out, struct diag *diag)
{
	struct rules_reader r = { .ini = *ini,
		.net_file = net_file,
		.rules = out,
		.arena = arena,
		.diag = diag };

	out->file = ini->name;
	out->checksum = sum_up(ini);
	r.taken = arena_zalloc(arena, ini->nsections, sizeof(*r.taken));
	for (size_t i = 0; i < ini->nsections; i++)
		r.taken[i] = arena_zalloc(
		    arena, ini->sections[i].npairs, sizeof(**r.taken));
	rules_read_texts(&r);
	rules_read_questions(&r);
	if (r.faults == 0)
		rules_read_terms(&r);
	if (r.faults == 0)
		rules_read_question_conditions(&r);
	if (r.faults == 0)
		rules_read_rules(&r);
	/* Until then keys may be left that would have been taken. */
	if (r.faults == 0)
		tell_left_over(&r);
	return r.faults == 0 ? STATUS_OK : STATUS_BAD;
}

enum status rules_parse(struct slice text, const char *name,
    struct arena *arena, struct rules *out, struct diag *diag)
{
	struct ini_file ini;
	enum status status;

	*out = (struct rules){ .file = name };
	status = ini_file_parse(text, name, arena, &ini, diag);
	return status == STATUS_OK ? take_file(&ini, name, arena, out, diag)
	                           : status;
}

/*
 * The safety net of signs.ini beside the file, where articles find it too.
 * Returns the name of the file that has it.
 */
static const char *add_net(const struct file_root *root, struct arena *arena,
    struct ini_file *ini, struct diag *diag)
{
	const char *const slash = strrchr(ini->name, '/');
	const int folder = slash == NULL ? 0 : (int)(slash - ini->name) + 1;
	const struct ini_section *net;
	struct ini_section *all;
	struct ini_file signs;

	if (ini_file_section(ini, "net") != NULL)
		return ini->name;
	if (ini_file_read_if_any(root,
		arena_printf(arena, "%.*s" RULES_SIGNS_FILE, folder, ini->name),
		arena, &signs, diag) != STATUS_OK)
		return ini->name;
	net = ini_file_section(&signs, "net");
	if (net == NULL)
		return ini->name;
	all = arena_alloc(arena, (ini->nsections + 1) * sizeof(*all));
	memcpy(all, ini->sections, ini->nsections * sizeof(*all));
	all[ini->nsections++] = *net;
	ini->sections = all;
	return signs.name;
}

enum status rules_read(const struct file_root *root, const char *name,
    struct arena *arena, struct rules *out, struct diag *diag)
{
	struct ini_file ini;
	const char *net_file;
	enum status status;

	*out = (struct rules){ .file = name };
	status = ini_file_read(root, name, arena, &ini, diag);
	if (status != STATUS_OK)
		return status;
	net_file = add_net(root, arena, &ini, diag);
	return take_file(&ini, net_file, arena, out, diag);
}
