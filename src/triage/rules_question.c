#include <string.h>

#include "triage/rules_parts.h"

#define DAYS_MAX 9999
#define AGE_MAX  999

static const char prefix[] = "option_";
static const char other[] = "_other";

/* "option_x_other" words "option_x" anew. */
static bool is_option(const char *key)
{
	const size_t len = strlen(key), end = sizeof(other) - 1;

	return strncmp(key, prefix, sizeof(prefix) - 1) == 0 &&
	       strcmp(key + len - end, other) != 0;
}

/*
 * "3 from 0": the days that an answer stands for, and the fewest it means. A
 * value begins and ends with no blank, so " from " has something on both sides.
 */
static void read_days(struct rules_reader *r, const struct ini_section *section,
    struct triage_option *option)
{
	const struct rules_value value = rules_take(
	    r, section, arena_printf(r->arena, "days_%s", option->id));
	const char *const from = strstr(value.text, " from ");
	struct rules_value days = value, least = value;

	option->days = option->from_days = -1;
	if (!value.given)
		return;
	if (from == NULL) {
		rules_fault(r, value.line, "\"%s\" is not like \"3 from 0\"",
		    value.text);
		return;
	}
	days.text =
	    arena_copy(r->arena, value.text, (size_t)(from - value.text));
	least.text = from + 6;
	option->days = rules_number(r, days, 0, DAYS_MAX);
	option->from_days = rules_number(r, least, 0, DAYS_MAX);
	if (option->from_days > option->days)
		rules_fault(r, value.line, "%d days are fewer than %d",
		    option->days, option->from_days);
}

static const char *read_say(struct rules_reader *r,
    const struct ini_section *section, const char *option)
{
	return rules_take(r, section, arena_printf(r->arena, "say_%s", option))
	    .text;
}

static void read_options(struct rules_reader *r,
    const struct ini_section *section, struct triage_question *q)
{
	struct triage_option *const options =
	    arena_zalloc(r->arena, RULES_OPTIONS, sizeof(*options));
	size_t n = 0;

	for (size_t i = 0; i < section->npairs; i++) {
		const char *const key = section->pairs[i].key;

		if (!is_option(key))
			continue;
		if (n == RULES_OPTIONS - 2) {
			rules_fault(r, section->pairs[i].line,
			    "there are more than %d answers",
			    RULES_OPTIONS - 2);
			return;
		}
		options[n].id = key + sizeof(prefix) - 1;
		if (options[n].id[0] == '\0')
			rules_fault(r, section->pairs[i].line,
			    "\"%s\" names no answer", key);
		options[n].text = rules_words(r, section, key, true);
		options[n].say = read_say(r, section, options[n].id);
		read_days(r, section, &options[n]);
		(void)rules_take(r, section,
		    arena_printf(r->arena, "show_%s", options[n].id));
		n++;
	}
	r->options[q - r->questions] = options;
	q->options = options;
	q->noptions = n;
	if (q->kind != TRIAGE_MANY)
		return;
	if (rules_option(q, SLICE("none")) < n ||
	    rules_option(q, SLICE("unsure")) < n)
		rules_fault(r, section->line,
		    "\"none\" and \"unsure\" are offered without being "
		    "written");
	options[n] = (struct triage_option){ .id = "none",
		.text = r->rules->texts[TRIAGE_TEXT_NONE],
		.say = "",
		.days = -1,
		.from_days = -1 };
	options[n + 1] = (struct triage_option){ .id = "unsure",
		.text = r->rules->texts[TRIAGE_TEXT_UNSURE],
		.say = read_say(r, section, "unsure"),
		.days = -1,
		.from_days = -1 };
	q->noptions = n + 2;
}

static uint32_t bit_of(const struct triage_question *q, const char *id)
{
	const size_t option = rules_option(q, slice_of(id));

	return option < q->noptions ? UINT32_C(1) << option : 0;
}

static void read_marks(struct rules_reader *r,
    const struct ini_section *section, struct triage_question *q)
{
	const struct rules_value calm = rules_take(r, section, "calm");

	q->alone = rules_mask(r, rules_take(r, section, "alone"), q);
	q->unsure = bit_of(q, "unsure");
	q->calm = rules_mask(r, calm, q);
	if (q->kind == TRIAGE_NUMBER)
		q->apart = (UINT32_C(1) << q->noptions) - 1;
	if (q->kind == TRIAGE_MANY) {
		if (calm.given)
			rules_fault(r, calm.line,
			    "\"calm\" is \"none\" when many answers fit");
		q->calm = bit_of(q, "none");
		q->apart = q->calm | q->unsure;
	}
	if ((q->alone & (q->calm | q->apart | q->unsure)) != 0)
		rules_fault(r, section->line,
		    "an answer is \"alone\" and is none, not sure or calm");
}

static void read_doubts(struct rules_reader *r,
    const struct ini_section *section, struct triage_question *q)
{
	const struct rules_value gives = rules_take(r, section, "unsure_gives");
	const struct rules_value as = rules_take(r, section, "unsure_as");

	q->unsure_as = rules_mask(r, as, q);
	q->doubt = rules_mask(r, rules_take(r, section, "doubt"), q);
	if (gives.given) {
		q->unsure_gives = TRIAGE_EMERGENCY;
		while (q->unsure_gives > 0 &&
		       strcmp(rules_level_id(q->unsure_gives), gives.text) != 0)
			q->unsure_gives--;
		if (q->unsure_gives == 0)
			rules_fault(
			    r, gives.line, "\"%s\" is no level", gives.text);
	}
	if (gives.given + as.given != (q->unsure != 0))
		rules_fault(r, q->line,
		    "\"unsure_gives\" or \"unsure_as\" says what \"not sure\" "
		    "comes to");
}

static void read_kind(struct rules_reader *r, const struct ini_section *section,
    struct triage_question *q)
{
	const struct rules_value kind = rules_need(r, section, "kind");

	if (strcmp(kind.text, "one") == 0) {
		q->kind = TRIAGE_ONE;
	} else if (strcmp(kind.text, "many") == 0) {
		q->kind = TRIAGE_MANY;
	} else if (strcmp(kind.text, "number") == 0) {
		q->kind = TRIAGE_NUMBER;
		q->min =
		    rules_number(r, rules_need(r, section, "min"), 0, AGE_MAX);
		q->max = rules_number(
		    r, rules_need(r, section, "max"), q->min, AGE_MAX);
		q->skip_counts = rules_number(
		    r, rules_need(r, section, "skip_counts"), q->min, q->max);
		q->say = rules_take(r, section, "say").text;
	} else if (kind.text[0] != '\0') {
		rules_fault(r, kind.line,
		    "\"%s\" is neither \"number\", \"one\" nor \"many\"",
		    kind.text);
	}
}

static void read_question(struct rules_reader *r,
    const struct ini_section *section, struct triage_question *q)
{
	*q = (struct triage_question){
		.id = section->id, .say = "", .line = section->line
	};
	(void)rules_good_id(r, q->id, q->line, false);
	read_kind(r, section, q);
	q->text = rules_words(r, section, "text", true);
	q->why = rules_words(r, section, "why", true);
	q->help = rules_words(r, section, "help", false);
	(void)rules_take(r, section, "ask");
	read_options(r, section, q);
	read_marks(r, section, q);
	read_doubts(r, section, q);
	if (q->noptions < 2 && q->kind != TRIAGE_NUMBER)
		rules_fault(r, q->line, "\"%s\" has no answers", q->id);
}

void rules_read_questions(struct rules_reader *r)
{
	const size_t n = rules_count(r, "question");
	struct triage_question *const questions =
	    arena_zalloc(r->arena, n, sizeof(*questions));
	size_t at = 0;

	if (n == 0 || n > RULES_QUESTIONS) {
		rules_fault(r, 0,
		    "there are %zu questions; 1 to %d can be "
		    "asked",
		    n, RULES_QUESTIONS);
		return;
	}
	r->questions = questions;
	for (size_t i = 0; i < r->ini.nsections; i++) {
		if (strcmp(r->ini.sections[i].kind, "question") != 0)
			continue;
		read_question(r, &r->ini.sections[i], &questions[at]);
		questions[at].number = (unsigned)at + 1;
		at++;
	}
	r->rules->questions = questions;
	r->rules->nquestions = n;
}

/*
 * A condition of a question may only look back: so nobody goes in circles,
 * and what is asked does not depend on what comes later.
 */
static const struct condition *read_condition(
    struct rules_reader *r, struct rules_value value, size_t question)
{
	uint32_t named[RULES_QUESTIONS] = { 0 };
	const struct condition *condition;

	if (!value.given)
		return NULL;
	condition = condition_read(r->rules, value.text,
	    (struct condition_place){ r->ini.name, value.line }, r->arena,
	    r->diag);
	if (condition == NULL) {
		r->faults++;
		return NULL;
	}
	condition_named(condition, named);
	for (size_t i = question; i < r->rules->nquestions; i++) {
		if (named[i] != 0)
			rules_fault(r, value.line,
			    "the condition looks at \"%s\", which is not asked "
			    "before",
			    r->rules->questions[i].id);
	}
	return condition;
}

void rules_read_question_conditions(struct rules_reader *r)
{
	size_t at = 0;

	for (size_t i = 0; i < r->ini.nsections; i++) {
		const struct ini_section *const section = &r->ini.sections[i];
		struct triage_question *q;
		struct triage_option *options;

		if (strcmp(section->kind, "question") != 0)
			continue;
		q = &r->questions[at];
		options = r->options[at];
		q->ask = read_condition(r, rules_take(r, section, "ask"), at);
		for (size_t k = 0; k < q->noptions; k++) {
			options[k].show = read_condition(r,
			    rules_take(r, section,
				arena_printf(
				    r->arena, "show_%s", options[k].id)),
			    at);
			if (options[k].show != NULL)
				q->shown |= UINT32_C(1) << k;
		}
		at++;
	}
}
