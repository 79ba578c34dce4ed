/*
 * rules_parts.h - the halves of rules_read; for rules_*.c only.
 *
 * Each reads the sections of its kinds. A key that nobody took is an error, so
 * that a misspelt one cannot be lost.
 */
#ifndef LUMBAR_RULES_PARTS_H
#define LUMBAR_RULES_PARTS_H

#include "base/ini_file.h"
#include "triage/rules.h"

struct rules_reader {
	struct ini_file ini;
	const char *net_file; /* where [net] stands; ini.name or signs.ini */
	struct rules *rules;
	struct arena *arena;
	struct diag *diag;
	bool **taken; /* by section and pair */
	/* Those of rules, until all of them are read. */
	struct triage_question *questions;
	struct triage_option *options[RULES_QUESTIONS];
	size_t faults;
};

/* A key of a section; value "" and line of the section when not there. */
struct rules_value {
	const char *text;
	unsigned line;
	bool given;
};

/* An error at the line; "; the self-check stays closed" is added. */
void rules_fault(struct rules_reader *r, unsigned line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

struct rules_value rules_take(
    struct rules_reader *r, const struct ini_section *section, const char *key);
/* The same; an error when it is empty. */
struct rules_value rules_need(
    struct rules_reader *r, const struct ini_section *section, const char *key);

/* key and key_other; "" when not there and not needed. */
struct triage_words rules_words(struct rules_reader *r,
    const struct ini_section *section, const char *key, bool needed);

/* A whole number from min to max; min and an error when it is none. */
int rules_number(
    struct rules_reader *r, struct rules_value value, int min, int max);

/* Items between commas, at most max; returns how many. */
size_t rules_items(struct rules_reader *r, struct rules_value value,
    const char **out, size_t max);

/* Options between commas, as a mask. */
uint32_t rules_mask(struct rules_reader *r, struct rules_value value,
    const struct triage_question *question);

/* How many sections there are of a kind. */
size_t rules_count(const struct rules_reader *r, const char *kind);

/* Whether an id of the file can stand in a condition. */
bool rules_good_id(
    struct rules_reader *r, const char *id, unsigned line, bool capitals);

/* [question:...] without their conditions; then these. */
void rules_read_questions(struct rules_reader *r);
void rules_read_question_conditions(struct rules_reader *r);

/* [term:...] */
void rules_read_terms(struct rules_reader *r);

/* [rule:...] and [wait:...]; questions, terms and levels are there. */
void rules_read_rules(struct rules_reader *r);

/* [triage], [texts], [net], [level:...] */
void rules_read_texts(struct rules_reader *r);

#endif
