#include "triage/answers.h"

#include <string.h>

#include "base/ini_file.h"

#define DAYS_MAX 99999

struct given {
	struct triage_pick pick;
	unsigned line; /* 0: not given */
};

struct sheet {
	const struct rules *rules;
	const char *name; /* of the file */
	struct diag *diag;
	unsigned line; /* of [answers] */
	bool bad;
	struct given given[RULES_QUESTIONS];
};

static void tell(struct sheet *sheet, unsigned line, const char *id,
    struct slice value, const char *what)
{
	sheet->bad = true;
	diag_add(sheet->diag, DIAG_ERROR, sheet->name, line,
	    "%s: \"%.*s\" %s; nothing is evaluated", id, (int)value.len,
	    value.ptr, what);
}

/* A whole number without sign; false also when it is far too large. */
static bool parse_number(struct slice text, int *out)
{
	*out = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
		if (*out <= DAYS_MAX)
			*out = *out * 10 + (text.ptr[i] - '0');
	}
	return text.len > 0;
}

/* The answer that a number of days belongs to: a limit to the longer one. */
static uint32_t by_days(const struct triage_question *question, int days)
{
	uint32_t mask = 0;
	int best = -1;

	for (size_t i = 0; i < question->noptions; i++) {
		const int from = question->options[i].from_days;

		if (from >= 0 && from <= days && from > best) {
			best = from;
			mask = UINT32_C(1) << i;
		}
	}
	return mask;
}

static void take_item(struct sheet *sheet,
    const struct triage_question *question, struct slice item,
    struct given *given)
{
	const size_t option = rules_option(question, item);
	struct triage_pick *const pick = &given->pick;
	uint32_t bit;
	int n;

	if (option < question->noptions) {
		bit = UINT32_C(1) << option;
	} else if (!parse_number(item, &n)) {
		tell(sheet, given->line, question->id, item,
		    "is no answer to this question");
		return;
	} else if (question->kind == TRIAGE_NUMBER) {
		pick->has_number = true;
		pick->number = n;
		return;
	} else if ((bit = by_days(question, n)) == 0) {
		tell(sheet, given->line, question->id, item,
		    "is a number, which this question does not take");
		return;
	}
	if ((pick->options & bit) != 0)
		tell(sheet, given->line, question->id, item,
		    "stands there twice");
	pick->options |= bit;
}

static void vet(struct sheet *sheet, const struct triage_question *question,
    struct slice value, const struct given *given)
{
	const struct triage_pick *const pick = &given->pick;
	const uint32_t options = pick->options;
	const bool single = (options & (options - 1)) == 0;

	if (pick->has_number &&
	    (pick->number < question->min || pick->number > question->max))
		tell(sheet, given->line, question->id, value,
		    "is out of the range of this question");
	else if (options != 0 && pick->has_number)
		tell(sheet, given->line, question->id, value,
		    "is more than one answer");
	else if (!single && question->kind != TRIAGE_MANY)
		tell(sheet, given->line, question->id, value,
		    "is more than one answer");
	else if (!single && (options & question->apart) != 0)
		tell(sheet, given->line, question->id, value,
		    "has none or unsure beside another tick");
}

static void take_pair(struct sheet *sheet, const struct ini_pair *pair)
{
	const struct rules *const rules = sheet->rules;
	const size_t q = rules_question(rules, slice_of(pair->key));
	const struct triage_question *const question = &rules->questions[q];
	const struct slice value = slice_of(pair->value);
	const char *at = pair->value;
	const bool before = sheet->bad;
	struct given *given;

	if (q == rules->nquestions) {
		sheet->bad = true;
		diag_add(sheet->diag, DIAG_ERROR, sheet->name, pair->line,
		    "there is no question \"%s\"; nothing is evaluated",
		    pair->key);
		return;
	}
	given = &sheet->given[q];
	given->line = pair->line;
	sheet->bad = false;
	for (;;) {
		const size_t len = strcspn(at, ",");
		const struct slice item = slice_trim((struct slice){ at, len });

		if (item.len == 0)
			tell(sheet, given->line, question->id, value,
			    "has an empty answer");
		else if (given->pick.has_number)
			tell(sheet, given->line, question->id, value,
			    "is more than one answer");
		else
			take_item(sheet, question, item, given);
		if (at[len] == '\0')
			break;
		at += len + 1;
	}
	if (!sheet->bad)
		vet(sheet, question, value, given);
	sheet->bad = sheet->bad || before;
}

static void take_sections(struct sheet *sheet, const struct ini_file *ini)
{
	const struct ini_section *const answers =
	    ini_file_section(ini, "answers");

	if (answers == NULL) {
		sheet->bad = true;
		diag_add(sheet->diag, DIAG_ERROR, sheet->name, 0,
		    "there is no [answers]; nothing is evaluated");
		return;
	}
	for (size_t i = 0; i < ini->nsections; i++) {
		if (&ini->sections[i] == answers)
			continue;
		sheet->bad = true;
		diag_add(sheet->diag, DIAG_ERROR, sheet->name,
		    ini->sections[i].line,
		    "[%s] is not known; nothing is evaluated",
		    ini->sections[i].name);
	}
	sheet->line = answers->line;
	for (size_t i = 0; i < answers->npairs; i++)
		take_pair(sheet, &answers->pairs[i]);
}

/* As a person would answer, who had the quick check before. */
static void walk(struct sheet *sheet, struct triage *run)
{
	const struct triage_question *question;

	while ((question = triage_question(run)) != NULL) {
		const struct given *const given = &sheet->given[run->at];
		enum triage_reply reply = TRIAGE_EMPTY;

		if (given->line != 0) {
			reply = triage_answer(run, given->pick);
			if (reply == TRIAGE_LOOK)
				reply = triage_answer(run, given->pick);
		}
		if (reply == TRIAGE_TAKEN)
			continue;
		sheet->bad = true;
		diag_add(sheet->diag, DIAG_ERROR, sheet->name,
		    given->line != 0 ? given->line : sheet->line,
		    "\"%s\" has %s; nothing is evaluated", question->id,
		    reply == TRIAGE_EMPTY
			? "no answer"
			: "an answer that is not offered here");
		return;
	}
	if (run->stage == TRIAGE_CHECK)
		(void)triage_finish(run);
}

enum status answers_run(struct slice text, const char *name,
    const struct rules *rules, struct triage *run, struct diag *diag)
{
	struct sheet sheet = { .rules = rules, .name = name, .diag = diag };
	struct arena arena;
	struct ini_file ini;

	triage_begin(run, rules, false);
	if (text.len > ANSWERS_CAP) {
		diag_add(diag, DIAG_ERROR, name, 0,
		    "is over %u bytes, the most that is read; nothing is "
		    "evaluated",
		    ANSWERS_CAP);
		triage_end(run);
		return STATUS_TOO_BIG;
	}
	arena_init(&arena);
	if (ini_file_parse(text, name, &arena, &ini, diag) != STATUS_OK)
		sheet.bad = true;
	else
		take_sections(&sheet, &ini);
	if (!sheet.bad)
		walk(&sheet, run);
	arena_wipe(&arena);
	if (sheet.bad)
		triage_end(run);
	else
		run->looked = 0;
	explicit_bzero(sheet.given, sizeof(sheet.given));
	return sheet.bad ? STATUS_BAD : STATUS_OK;
}
