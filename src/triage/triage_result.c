#include <string.h>

#include "triage/triage.h"

static void add_unique(
    const char **list, size_t *n, size_t max, const char *item)
{
	if (item[0] == '\0')
		return;
	for (size_t i = 0; i < *n; i++) {
		if (strcmp(list[i], item) == 0)
			return;
	}
	if (*n < max)
		list[(*n)++] = item;
}

static void add_words(
    struct triage_words *list, size_t *n, struct triage_words words)
{
	if (words.self[0] == '\0')
		return;
	for (size_t i = 0; i < *n; i++) {
		if (strcmp(list[i].self, words.self) == 0)
			return;
	}
	if (*n < TRIAGE_LINES)
		list[(*n)++] = words;
}

/* The same words are one reason, even of two rules. */
static void add_reason(struct triage_result *out,
    const struct triage_rule *rule, const struct triage_part *part)
{
	for (size_t i = 0; i < out->nreasons; i++) {
		if (strcmp(out->reasons[i].part->reason.self,
			part->reason.self) == 0)
			return;
	}
	if (out->nreasons < TRIAGE_REASONS)
		out->reasons[out->nreasons++] =
		    (struct triage_reason){ rule, part };
}

static void add_rule(struct triage_result *out, const struct triage_rule *rule,
    const struct answers *live)
{
	for (size_t i = 0; i < rule->nparts; i++) {
		const struct triage_part *const part = &rule->parts[i];

		if (part->mask != 0 &&
		    (live->picked[part->question] & part->mask) == 0)
			continue;
		add_reason(out, rule, part);
		add_unique(out->say, &out->nsay, TRIAGE_LINES, part->say);
	}
	for (size_t i = 0; i < rule->nsources; i++)
		add_unique(out->sources, &out->nsources, TRIAGE_REASONS,
		    rule->sources[i]);
	for (size_t i = 0; i < rule->nread; i++)
		add_unique(out->read, &out->nread, TRIAGE_LINES, rule->read[i]);
	/* What to do belongs to the level that is acted on. */
	if (rule->level != out->level)
		return;
	add_words(out->extra, &out->nextra, rule->extra);
	add_words(out->wait, &out->nwait, rule->wait);
	if (rule->mode > out->mode)
		out->mode = rule->mode;
}

/* The rules of one level that fired, in the order of the file. */
static void add_level(struct triage_result *out, const struct rules *rules,
    const struct answers *live, enum triage_level level)
{
	bool first = true;

	for (size_t i = 0; i < rules->nrules; i++) {
		const struct triage_rule *const rule = &rules->rules[i];

		if (rule->level != level || !rules_has_fired(&out->fired, i))
			continue;
		if (level == out->level && (first || rule->days < out->days))
			out->days = rule->days;
		first = false;
		add_rule(out, rule, live);
	}
}

static void add_text(struct triage_result *out, const struct rules *rules)
{
	const struct triage_level_text *const text = &rules->levels[out->level];

	out->text = text;
	out->what =
	    out->mode == TRIAGE_AMBULANCE ? text->ambulance : text->what;
	for (size_t i = 0; i < text->nread; i++)
		add_unique(out->read, &out->nread, TRIAGE_LINES, text->read[i]);
}

bool triage_result(const struct triage *run, struct triage_result *out)
{
	struct answers live;
	uint32_t asked;

	*out = (struct triage_result){ 0 };
	if (run->stage != TRIAGE_RESULT)
		return false;
	asked = rules_live(run->rules, &run->answers, &live);
	out->level = rules_evaluate(run->rules, &live, &out->fired);
	out->complete = (asked & ~live.answered) == 0;
	out->days = run->rules->levels[out->level].days;
	for (int level = (int)out->level; level > 0; level--) {
		add_level(out, run->rules, &live, (enum triage_level)level);
		if (level == (int)out->level)
			out->nmain = out->nreasons;
	}
	add_text(out, run->rules);
	explicit_bzero(&live, sizeof(live));
	return true;
}

const char *triage_days(
    const char *text, const struct triage_result *result, struct arena *arena)
{
	static const char name[] = "{days}";
	const char *at;

	while ((at = strstr(text, name)) != NULL)
		text = arena_printf(arena, "%.*s%d%s", (int)(at - text), text,
		    result->days, at + sizeof(name) - 1);
	return text;
}

void triage_result_wipe(struct triage_result *result)
{
	explicit_bzero(result, sizeof(*result));
}
