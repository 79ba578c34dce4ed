/*
 * lint_signs.c - the list of warning signs against the rules that act on them.
 */
#include <string.h>

#include "check/lint_parts.h"
#include "content/signs.h"

/* A page may say it louder than the rule does, never softer. */
static const enum triage_level levels[] = {
	[SIGNS_SOON] = TRIAGE_SOON,
	[SIGNS_URGENT] = TRIAGE_URGENT,
	[SIGNS_EMERGENCY] = TRIAGE_EMERGENCY,
};

static const char *meant_rule(
    struct lint *lint, const struct rules *rules, const char *id)
{
	const char **ids =
	    arena_alloc(&lint->scratch, rules->nrules * sizeof(*ids));

	for (size_t i = 0; i < rules->nrules; i++)
		ids[i] = rules->rules[i].id;
	return lint_meant(lint, slice_of(id), ids, rules->nrules);
}

static void check_sign(struct lint *lint, const struct signs *signs,
    const struct sign *sign, const struct rules *rules, bool *told)
{
	const enum signs_level level = signs->groups[sign->group].level;

	for (size_t i = 0; i < sign->nrules; i++) {
		const size_t at = rules_rule(rules, slice_of(sign->rules[i]));

		if (at == rules->nrules) {
			diag_add(lint->diag, DIAG_ERROR, signs->file,
			    sign->line,
			    "[sign:%s]: there is no rule \"%s\"%s: shown all "
			    "the same",
			    sign->id, sign->rules[i],
			    meant_rule(lint, rules, sign->rules[i]));
			continue;
		}
		told[at] = true;
		if (rules->rules[at].level > levels[level])
			diag_add(lint->diag, DIAG_ERROR, signs->file,
			    sign->line,
			    "[sign:%s] is told as %s, but rule %s says %s: "
			    "who reads it comes too late",
			    sign->id, signs_level_id(level),
			    rules->rules[at].id,
			    rules_level_id(rules->rules[at].level));
	}
}

static void check_groups(struct lint *lint, const struct signs *signs)
{
	for (size_t i = 0; i < signs->ngroups; i++) {
		size_t n = 0;

		for (size_t k = 0; k < signs->nsigns; k++)
			n += signs->signs[k].group == i;
		if (n == 0)
			diag_add(lint->diag, DIAG_WARNING, signs->file,
			    signs->groups[i].line,
			    "[group:%s] has no sign: not shown",
			    signs->groups[i].id);
	}
}

/* The self-check may have a net of its own; pages have this one. */
static void check_net(
    struct lint *lint, const struct signs *signs, const struct rules *rules)
{
	bool same = signs->nnet == lint->net.n;

	for (size_t i = 0; same && i < signs->nnet; i++)
		same = strcmp(signs->net[i], lint->net.names[i]) == 0;
	if (!same)
		diag_add(lint->diag, DIAG_ERROR, signs->file, 0,
		    "its safety net is not that of %s: pages and self-check "
		    "say different things",
		    rules->file);
}

void lint_signs(struct lint *lint, const struct rules *rules)
{
	struct signs signs;
	bool *told;

	if (signs_read(&lint->catalog, &lint->arena, &signs, lint->diag) !=
	    STATUS_OK)
		return;
	check_net(lint, &signs, rules);
	if (signs.nsigns == 0)
		return;
	told = arena_zalloc(&lint->arena, rules->nrules, sizeof(*told));
	for (size_t i = 0; i < signs.nsigns; i++)
		check_sign(lint, &signs, &signs.signs[i], rules, told);
	check_groups(lint, &signs);
	for (size_t i = 0; i < rules->nrules; i++) {
		const struct triage_rule *const rule = &rules->rules[i];

		if (rule->level >= TRIAGE_SOON && !told[i])
			diag_add(lint->diag, DIAG_ERROR, rules->file,
			    rule->line,
			    "%s has no sign in %s: no page tells of it",
			    rule->id, signs.file);
	}
}

void lint_signs_open(struct lint *lint)
{
	struct signs signs;
	enum status status;

	lint->signs =
	    arena_printf(&lint->arena, "%s/signs.ini", lint->catalog.lang);
	status = signs_read(&lint->catalog, &lint->arena, &signs, lint->diag);
	lint->has_signs =
	    status == STATUS_OK && (signs.nnet > 0 || signs.nsigns > 0);
	lint->bad_signs = status != STATUS_OK && status != STATUS_MISSING;
}
