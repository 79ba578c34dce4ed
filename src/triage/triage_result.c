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

/*
 * What a rule has to add to "go" was written for that sign alone: "you can
 * call first" must not stand beside a sign that cannot wait for a call.
 */
static bool may_add(const struct triage_result *out, const struct rules *rules)
{
	size_t n = 0;

	for (size_t i = 0; i < rules->nrules; i++)
		n += rules->rules[i].level == out->level &&
		     rules_has_fired(&out->fired, i);
	return out->level < TRIAGE_EMERGENCY || n == 1;
}

static void add_rule(struct triage_result *out, const struct rules *rules,
    const struct triage_rule *rule, const struct answers *live)
{
	for (size_t i = 0; i < rule->nparts; i++) {
		const struct triage_part *const part = &rule->parts[i];

		if (part->mask != 0 &&
		    (live->picked[part->question] & part->mask) == 0)
			continue;
		add_reason(out, rule, part);
	}
	for (size_t i = 0; i < rule->nsources; i++)
		add_unique(out->sources, &out->nsources, TRIAGE_REASONS,
		    rule->sources[i]);
	/* What to do belongs to the level that is acted on. */
	if (rule->level != out->level)
		return;
	if (may_add(out, rules))
		add_words(out->extra, &out->nextra, rule->extra);
	add_words(out->wait, &out->nwait, rule->wait);
	if (rule->mode > out->mode)
		out->mode = rule->mode;
}

static void add_read(struct triage_result *out, const struct rules *rules,
    enum triage_level level)
{
	for (size_t i = 0; i < rules->nrules; i++) {
		const struct triage_rule *const rule = &rules->rules[i];

		if (rule->level != level || !rules_has_fired(&out->fired, i))
			continue;
		for (size_t k = 0; k < rule->nread; k++)
			add_unique(out->read, &out->nread, TRIAGE_LINES,
			    rule->read[k]);
	}
}

/*
 * What was picked of all that the rules of a level name: so it is what the
 * person said, and nothing that somebody would have to guess.
 */
static void add_say(struct triage_result *out, const struct rules *rules,
    const struct answers *live, enum triage_level level, const char **say,
    size_t *nsay)
{
	uint32_t named[RULES_QUESTIONS] = { 0 };

	for (size_t i = 0; i < rules->nrules; i++) {
		const struct triage_rule *const rule = &rules->rules[i];

		if (rule->level != level || !rules_has_fired(&out->fired, i))
			continue;
		condition_named(rule->when, named);
		add_unique(say, nsay, TRIAGE_LINES, rule->say);
	}
	for (size_t i = 0; i < rules->nquestions; i++) {
		const struct triage_question *const q = &rules->questions[i];

		if (named[i] == 0 || (live->answered >> i & 1u) == 0)
			continue;
		if (q->kind == TRIAGE_NUMBER && live->picked[i] == 0) {
			out->number = live->number[i];
			add_unique(say, nsay, TRIAGE_LINES, q->say);
		}
		for (size_t k = 0; k < q->noptions; k++) {
			if ((live->picked[i] & named[i]) >> k & 1u)
				add_unique(
				    say, nsay, TRIAGE_LINES, q->options[k].say);
		}
	}
}

/* What is in also and not in say already. */
static void drop_said(struct triage_result *out)
{
	size_t n = 0;

	for (size_t i = 0; i < out->nalso; i++) {
		bool said = false;

		for (size_t k = 0; k < out->nsay; k++)
			said = said || strcmp(out->also[i], out->say[k]) == 0;
		if (!said)
			out->also[n++] = out->also[i];
	}
	out->nalso = n;
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
		add_rule(out, rules, rule, live);
	}
}

static void add_text(struct triage_result *out, const struct rules *rules)
{
	const struct triage_level_text *const text = &rules->levels[out->level];

	out->text = text;
	out->what =
	    out->mode == TRIAGE_AMBULANCE ? text->ambulance : text->what;
}

/* What one would read now: what is most urgent is first. */
static void add_links(struct triage_result *out, const struct rules *rules)
{
	const struct triage_level_text *const text = out->text;

	add_read(out, rules, out->level);
	for (size_t i = 0; i < text->nread; i++)
		add_unique(out->read, &out->nread, TRIAGE_LINES, text->read[i]);
	if (out->level == TRIAGE_EMERGENCY)
		return;
	for (int level = (int)out->level - 1; level > 0; level--)
		add_read(out, rules, (enum triage_level)level);
}

static void make(const struct triage *run, struct triage_result *out)
{
	const struct rules *const rules = run->rules;
	struct answers live;
	const uint32_t asked = rules_live(rules, &run->answers, &live);

	out->level = rules_evaluate(rules, &live, &out->fired);
	out->complete = (asked & ~live.answered) == 0;
	out->days = rules->levels[out->level].days;
	add_level(out, rules, &live, out->level);
	out->nmain = out->nreasons;
	add_say(out, rules, &live, out->level, out->say, &out->nsay);
	if (out->level == TRIAGE_EMERGENCY) {
		add_say(
		    out, rules, &live, TRIAGE_URGENT, out->also, &out->nalso);
		add_say(out, rules, &live, TRIAGE_SOON, out->also, &out->nalso);
		drop_said(out);
	} else {
		for (int level = (int)out->level - 1; level > 0; level--)
			add_level(out, rules, &live, (enum triage_level)level);
	}
	add_text(out, rules);
	add_links(out, rules);
	explicit_bzero(&live, sizeof(live));
}

bool triage_result(const struct triage *run, struct triage_result *out)
{
	*out = (struct triage_result){ 0 };
	if (run->stage != TRIAGE_RESULT)
		return false;
	make(run, out);
	return true;
}

bool triage_warning(const struct triage *run, struct triage_result *out)
{
	*out = (struct triage_result){ 0 };
	if (run->rules == NULL)
		return false;
	make(run, out);
	if (out->level == TRIAGE_EMERGENCY)
		return true;
	triage_result_wipe(out);
	return false;
}

/* The text with a number in place of a {name}. */
static const char *put_number(
    const char *text, const char *name, int number, struct arena *arena)
{
	const char *at;

	while ((at = strstr(text, name)) != NULL)
		text = arena_printf(arena, "%.*s%d%s", (int)(at - text), text,
		    number, at + strlen(name));
	return text;
}

const char *triage_days(
    const char *text, const struct triage_result *result, struct arena *arena)
{
	return put_number(text, "{days}", result->days, arena);
}

const char *triage_phrase(
    const char *phrase, const struct triage_result *result, struct arena *arena)
{
	return put_number(phrase, "{number}", result->number, arena);
}

void triage_result_wipe(struct triage_result *result)
{
	explicit_bzero(result, sizeof(*result));
}
