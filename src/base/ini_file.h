/*
 * ini_file.h - the strict INI reader in front of libinih.
 *
 * The whole file is vetted first and every fault is listed with its line;
 * nothing of a file with an error is handed out. Alone, libinih cuts what is
 * too long, may take the rest for a new key, and tells the first fault only.
 * Continuation lines (indented) are joined to the value with one space.
 *
 * Refused: lines over 199 bytes, section or key names over 49 bytes or not
 * [a-z0-9_-] (a section may be "kind:id", the id with capitals too), " ;"
 * inside a value, text after "]", unclosed "[", a line that is neither
 * section, pair, comment nor continuation, a pair before any section, an
 * empty key, a duplicate section, a duplicate key in a section, NUL, bare CR,
 * bad UTF-8, control characters.
 */
#ifndef LUMBAR_INI_FILE_H
#define LUMBAR_INI_FILE_H

#include "base/file.h"

struct ini_pair {
	const char *key;
	const char *value; /* joined and trimmed; may be empty */
	unsigned line;
};

struct ini_section {
	const char *name; /* as written, "article:sciatica" */
	const char *kind; /* "article"; the whole name when there is no colon */
	const char *id;   /* "sciatica"; "" when there is no colon */
	const struct ini_pair *pairs;
	size_t npairs;
	unsigned line;
};

struct ini_file {
	const char *name; /* for messages */
	const struct ini_section *sections;
	size_t nsections;
};

#define INI_CAP (32u << 20)

/* Read and vet a file of the root. Everything lives in the arena. */
enum status ini_file_read(const struct file_root *root, const char *name,
    struct arena *arena, struct ini_file *out, struct diag *diag);

/* The same, but a file that is not there is not worth a word. */
enum status ini_file_read_if_any(const struct file_root *root, const char *name,
    struct arena *arena, struct ini_file *out, struct diag *diag);

/* The same from memory (already valid text or not): for tests and fuzzing. */
enum status ini_file_parse(struct slice text, const char *name,
    struct arena *arena, struct ini_file *out, struct diag *diag);

const struct ini_section *ini_file_section(
    const struct ini_file *ini, const char *name);

/* The value, or NULL when the key is not there. *line may be NULL. */
const char *ini_section_get(
    const struct ini_section *section, const char *key, unsigned *line);

/*
 * One error for each key of the section that is not in known (ended by NULL);
 * returns how many there were.
 */
size_t ini_section_check(const struct ini_file *ini,
    const struct ini_section *section, const char *const *known,
    struct diag *diag);

#endif
