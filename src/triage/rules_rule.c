#include <string.h>

#include "triage/rules_parts.h"

#define SOON_DAYS_MAX 14

static const struct condition *read_when(struct rules_reader *r,
    const struct ini_section *section, const char **text)
{
	const struct rules_value value = rules_need(r, section, "when");
	const struct condition *when = NULL;

	*text = value.text;
	if (value.text[0] == '\0')
		return NULL;
	when = condition_read(r->rules, value.text,
	    (struct condition_place){ r->ini.name, value.line }, r->arena,
	    r->diag);
	if (when == NULL)
		r->faults++;
	return when;
}

/* In the order of the file: a term may name those above it. */
void rules_read_terms(struct rules_reader *r)
{
	const size_t n = rules_count(r, "term");
	struct triage_term *const terms =
	    arena_zalloc(r->arena, n, sizeof(*terms));

	r->rules->terms = terms;
	if (n > RULES_TERMS) {
		rules_fault(
		    r, 0, "there are %zu terms, more than %d", n, RULES_TERMS);
		return;
	}
	for (size_t i = 0; i < r->ini.nsections; i++) {
		const struct ini_section *const section = &r->ini.sections[i];
		struct triage_term *const term = &terms[r->rules->nterms];

		if (strcmp(section->kind, "term") != 0)
			continue;
		term->id = section->id;
		term->line = section->line;
		(void)rules_good_id(r, term->id, term->line, false);
		if (rules_question(r->rules, slice_of(term->id)) <
		    r->rules->nquestions)
			rules_fault(r, term->line,
			    "\"%s\" is a question and no term", term->id);
		term->when = read_when(r, section, &term->text);
		if (term->when == NULL)
			return;
		r->rules->nterms++;
	}
}

static void read_level(struct rules_reader *r,
    const struct ini_section *section, struct triage_rule *rule)
{
	const struct rules_value level = rules_need(r, section, "level");
	const struct rules_value mode = rules_take(r, section, "mode");
	const struct rules_value days = rules_take(r, section, "days");

	rule->level = TRIAGE_EMERGENCY;
	while (rule->level > TRIAGE_SELF_CARE &&
	       strcmp(rules_level_id(rule->level), level.text) != 0)
		rule->level--;
	/* A rule for self-care would be a reason to stay at home. */
	if (rule->level == TRIAGE_SELF_CARE)
		rules_fault(
		    r, level.line, "\"%s\" is no level of a rule", level.text);
	if (strcmp(mode.text, "ambulance") == 0)
		rule->mode = TRIAGE_AMBULANCE;
	else if (strcmp(mode.text, "ed") == 0)
		rule->mode = TRIAGE_ED;
	if ((rule->mode == TRIAGE_NO_MODE) == (rule->level == TRIAGE_EMERGENCY))
		rules_fault(r, mode.line,
		    "an emergency has the mode \"ed\" or \"ambulance\", and "
		    "no other level has one");
	rule->days = r->rules->levels[rule->level].days;
	if (days.given != (rule->level == TRIAGE_SOON))
		rules_fault(r, days.line,
		    "\"days\" stand with the level \"soon\" and no other");
	else if (days.given)
		rule->days = rules_number(
		    r, rules_need(r, section, "days"), 1, SOON_DAYS_MAX);
}

/* reason, or those of each answer to one question. */
static void read_parts(struct rules_reader *r,
    const struct ini_section *section, struct triage_rule *rule)
{
	const struct rules_value by = rules_take(r, section, "parts");
	struct triage_part *const parts =
	    arena_zalloc(r->arena, RULES_LIST, sizeof(*parts));
	const size_t q = rules_question(r->rules, slice_of(by.text));
	const struct triage_question *const question = &r->rules->questions[q];

	rule->parts = parts;
	if (!by.given) {
		parts[0].reason = rules_words(r, section, "reason", true);
		rule->nparts = 1;
		return;
	}
	if (q == r->rules->nquestions) {
		rules_fault(r, by.line, "\"%s\" is no question", by.text);
		return;
	}
	for (size_t i = 0; i < question->noptions; i++) {
		const char *const id = question->options[i].id;
		struct triage_part *const part = &parts[rule->nparts];

		part->reason = rules_words(
		    r, section, arena_printf(r->arena, "reason_%s", id), false);
		if (part->reason.self[0] == '\0')
			continue;
		part->question = q;
		part->mask = UINT32_C(1) << i;
		if (++rule->nparts == RULES_LIST)
			break;
	}
	if (rule->nparts == 0)
		rules_fault(
		    r, section->line, "[%s] gives no reason", section->name);
}

/* "conservative" alone: no source but care. */
static void read_sources(struct rules_reader *r,
    const struct ini_section *section, struct triage_rule *rule)
{
	const struct rules_value value = rules_need(r, section, "sources");

	if (strcmp(value.text, "conservative") != 0)
		rule->nsources =
		    rules_items(r, value, rule->sources, RULES_LIST);
}

static void read_wait(struct rules_reader *r, const struct ini_section *section,
    struct triage_rule *rule)
{
	const struct rules_value value = rules_take(r, section, "wait");
	const struct ini_section *wait;

	rule->wait = (struct triage_words){ "", "" };
	if (!value.given)
		return;
	wait = ini_file_section(
	    &r->ini, arena_printf(r->arena, "wait:%s", value.text));
	if (wait == NULL)
		rules_fault(r, value.line, "there is no [wait:%s]", value.text);
	else
		rule->wait = rules_words(r, wait, "text", true);
}

static void read_rule(struct rules_reader *r, const struct ini_section *section,
    struct triage_rule *rule)
{
	*rule =
	    (struct triage_rule){ .id = section->id, .line = section->line };
	(void)rules_good_id(r, rule->id, rule->line, true);
	rule->when = read_when(r, section, &rule->text);
	read_level(r, section, rule);
	read_parts(r, section, rule);
	rule->say = rules_take(r, section, "say").text;
	read_sources(r, section, rule);
	rule->nread = rules_items(
	    r, rules_take(r, section, "read"), rule->read, RULES_LIST);
	rule->extra = rules_words(r, section, "extra", false);
	read_wait(r, section, rule);
}

/* A [wait:...] that no rule names would never be shown. */
static void tell_idle_waits(struct rules_reader *r)
{
	for (size_t i = 0; i < r->ini.nsections; i++) {
		const struct ini_section *const section = &r->ini.sections[i];

		if (strcmp(section->kind, "wait") == 0 &&
		    (section->npairs == 0 || !r->taken[i][0]))
			rules_fault(r, section->line, "no rule has [%s]",
			    section->name);
	}
}

void rules_read_rules(struct rules_reader *r)
{
	const size_t n = rules_count(r, "rule");
	struct triage_rule *const rules =
	    arena_zalloc(r->arena, n, sizeof(*rules));

	if (n == 0 || n > RULES_MAX) {
		rules_fault(r, 0, "there are %zu rules; 1 to %d can be used", n,
		    RULES_MAX);
		return;
	}
	r->rules->rules = rules;
	for (size_t i = 0; i < r->ini.nsections; i++) {
		if (strcmp(r->ini.sections[i].kind, "rule") == 0)
			read_rule(
			    r, &r->ini.sections[i], &rules[r->rules->nrules++]);
	}
	tell_idle_waits(r);
}
