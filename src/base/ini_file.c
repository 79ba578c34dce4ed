#include "base/ini_file.h"

#include <ini.h>
#include <string.h>

#include "base/ini_vet.h"
#include "base/vet.h"

struct parsing {
	struct vet_lines lines;
	struct ini_line now; /* the line that libinih was given last */
	bool owes_line_end;  /* the line filled libinih's buffer */
	bool differs;        /* libinih read something else than we did */
	struct ini_section *sections;
	struct ini_pair *pairs;
	size_t nsections, npairs;
	size_t handled; /* calls of the handler */
	char *at;       /* where the next string goes */
};

static char *put_string(struct parsing *p, struct slice text)
{
	char *const str = p->at;

	if (text.len > 0)
		memcpy(str, text.ptr, text.len);
	str[text.len] = '\0';
	p->at += text.len + 1;
	return str;
}

/* libinih does not tell of sections, least of all of empty ones. */
static void begin_section(struct parsing *p, struct slice name)
{
	struct ini_section *const section = &p->sections[p->nsections++];
	char *const text = put_string(p, name);
	char *const colon = strchr(text, ':');

	*section = (struct ini_section){ .name = text,
		.kind = text,
		.id = "",
		.pairs = p->pairs + p->npairs,
		.line = p->lines.line };
	if (colon != NULL) {
		section->kind = put_string(
		    p, (struct slice){ name.ptr, (size_t)(colon - text) });
		section->id = colon + 1;
	}
}

/*
 * libinih's fgets. A line that fills the buffer to the last byte goes without
 * its line end, which comes as a line of its own then: builds of the library
 * that look for it are content, and the others see an empty line.
 */
static char *read_line(char *str, int num, void *arg)
{
	struct parsing *const p = arg;
	struct slice line;

	if (num < 2)
		return NULL;
	if (p->owes_line_end) {
		p->owes_line_end = false;
		return memcpy(str, "\n", 2);
	}
	/* It would only pass over what says nothing. */
	do {
		if (!vet_next(&p->lines, &line))
			return NULL;
		ini_line_split(line, &p->now);
	} while (p->now.kind == INI_BLANK);
	if (line.len >= (size_t)num) {
		p->differs = true;
		return NULL;
	}
	memcpy(str, line.ptr, line.len);
	if (line.len + 1 < (size_t)num) {
		memcpy(str + line.len, "\n", 2);
	} else {
		str[line.len] = '\0';
		p->owes_line_end = true;
	}

	if (p->now.kind == INI_SECTION)
		begin_section(p, p->now.name);
	return str;
}

/* Behind the value that was put last; the vetting knows that there is one. */
static void join_value(struct parsing *p, struct slice value)
{
	p->at[-1] = ' ';
	if (p->pairs[p->npairs - 1].value[0] == ' ')
		p->at--;
	(void)put_string(p, value);
}

static int take_value(
    void *arg, const char *section, const char *key, const char *value)
{
	struct parsing *const p = arg;
	const struct ini_line *const now = &p->now;

	p->handled++;
	if (p->nsections == 0 ||
	    strcmp(section, p->sections[p->nsections - 1].name) != 0 ||
	    !slice_is(now->value, value)) {
		p->differs = true;
		return 0;
	}
	if (now->kind == INI_PAIR && slice_is(now->name, key)) {
		struct ini_pair *const pair = &p->pairs[p->npairs++];

		pair->key = put_string(p, now->name);
		pair->value = put_string(p, now->value);
		pair->line = p->lines.line;
		p->sections[p->nsections - 1].npairs++;
		return 1;
	}
	if (now->kind == INI_MORE && p->npairs > 0 &&
	    strcmp(key, p->pairs[p->npairs - 1].key) == 0) {
		join_value(p, now->value);
		return 1;
	}
	p->differs = true;
	return 0;
}

enum status ini_file_parse(struct slice text, const char *name,
    struct arena *arena, struct ini_file *out, struct diag *diag)
{
	struct parsing p = { .lines = vet_begin(text) };
	struct ini_counts counts;
	int rc;

	*out =
	    (struct ini_file){ .name = arena_copy(arena, name, strlen(name)) };
	if (text.len > INI_CAP) {
		diag_add(diag, DIAG_ERROR, name, 0,
		    "is over %u bytes, the most that is read; it is left out",
		    INI_CAP);
		return STATUS_TOO_BIG;
	}
	if (!ini_vet(text, name, &counts, diag))
		return STATUS_BAD;

	p.sections = arena_zalloc(arena, counts.sections, sizeof(*p.sections));
	p.pairs = arena_zalloc(arena, counts.pairs, sizeof(*p.pairs));
	/*
	 * "k=v\n" needs as many bytes as it has, and so has " v\n"; but the
	 * last line end may be missing, and a section's name and kind stand
	 * apart.
	 */
	p.at = arena_alloc(
	    arena, text.len + 1 + counts.section_bytes + counts.sections);

	/*
	 * The return code is of no more use: it tells the first line that
	 * the library found bad, and it counts in its own way.
	 */
	rc = ini_parse_stream(read_line, &p, take_value, &p);
	if (rc < 0 || p.differs || p.handled != counts.pairs + counts.mores ||
	    p.npairs != counts.pairs || p.nsections != counts.sections) {
		diag_add(diag, DIAG_ERROR, name, p.lines.line,
		    "the INI library reads this line in another way; the "
		    "file is not used");
		return STATUS_BAD;
	}
	out->sections = p.sections;
	out->nsections = p.nsections;
	return STATUS_OK;
}

static enum status read_file(const struct file_root *root, const char *name,
    bool must_exist, struct arena *arena, struct ini_file *out,
    struct diag *diag)
{
	struct arena scratch;
	struct slice text;
	enum status status;

	*out = (struct ini_file){ .name = name };
	arena_init(&scratch);
	status = file_read_bytes(
	    root, name, INI_CAP, &scratch, &text, must_exist ? diag : NULL);
	/* once more, to be told why */
	if (!must_exist && status != STATUS_OK && status != STATUS_MISSING)
		status =
		    file_read_bytes(root, name, INI_CAP, &scratch, &text, diag);
	if (status == STATUS_OK)
		status = ini_file_parse(text, name, arena, out, diag);
	else
		out->name = arena_copy(arena, name, strlen(name));
	arena_free(&scratch);
	return status;
}

enum status ini_file_read(const struct file_root *root, const char *name,
    struct arena *arena, struct ini_file *out, struct diag *diag)
{
	return read_file(root, name, true, arena, out, diag);
}

enum status ini_file_read_if_any(const struct file_root *root, const char *name,
    struct arena *arena, struct ini_file *out, struct diag *diag)
{
	return read_file(root, name, false, arena, out, diag);
}

const struct ini_section *ini_file_section(
    const struct ini_file *ini, const char *name)
{
	for (size_t i = 0; i < ini->nsections; i++) {
		if (strcmp(ini->sections[i].name, name) == 0)
			return &ini->sections[i];
	}
	return NULL;
}

const char *ini_section_get(
    const struct ini_section *section, const char *key, unsigned *line)
{
	for (size_t i = 0; i < section->npairs; i++) {
		/* most differ in the first letter */
		if (section->pairs[i].key[0] == key[0] &&
		    strcmp(section->pairs[i].key, key) == 0) {
			if (line != NULL)
				*line = section->pairs[i].line;
			return section->pairs[i].value;
		}
	}
	return NULL;
}

static bool is_listed(const char *key, const char *const *known)
{
	for (; *known != NULL; known++) {
		if (key[0] == (*known)[0] && strcmp(key, *known) == 0)
			return true;
	}
	return false;
}

size_t ini_section_check(const struct ini_file *ini,
    const struct ini_section *section, const char *const *known,
    struct diag *diag)
{
	size_t unknown = 0;

	for (size_t i = 0; i < section->npairs; i++) {
		const struct ini_pair *const pair = &section->pairs[i];

		if (is_listed(pair->key, known))
			continue;
		unknown++;
		diag_add(diag, DIAG_ERROR, ini->name, pair->line,
		    "the key \"%s\" is not known in [%s]; it is left out",
		    pair->key, section->name);
	}
	return unknown;
}
