#include <limits.h>
#include <string.h>

#include "triage/rules.h"

/* Brackets in brackets: no clinician would read more. */
#define DEPTH_MAX  8
#define PARTS_MAX  32
#define NUMBER_MAX 9999

struct reading {
	const struct rules *rules;
	struct condition_place place;
	struct arena *arena;
	struct diag *diag;
	const char *at;    /* behind the word at hand */
	struct slice word; /* at hand; empty at the end */
	int depth;
};

static const struct condition *read_condition(struct reading *r);

static bool is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* A word, or one character of any other kind. */
static void step(struct reading *r)
{
	uint32_t cp;

	while (*r->at == ' ' || *r->at == '\t')
		r->at++;
	r->word = (struct slice){ r->at, 0 };
	while (is_word_char(r->word.ptr[r->word.len]))
		r->word.len++;
	if (r->word.len == 0 && *r->at != '\0')
		r->word.len = utf8_next(r->at, strlen(r->at), &cp);
	r->at += r->word.len;
}

static bool at(const struct reading *r, const char *word)
{
	return slice_is(r->word, word);
}

static bool take(struct reading *r, const char *word)
{
	if (!at(r, word))
		return false;
	step(r);
	return true;
}

/*
 * Who is given NULL hands it on and says nothing more: so a condition has one
 * fault, its first, and none that would be guessed.
 */
static const struct condition *fail(struct reading *r, const char *what)
{
	if (r->word.len == 0)
		diag_add(r->diag, DIAG_ERROR, r->place.file, r->place.line,
		    "the condition ends, but %s; the self-check stays closed",
		    what);
	else
		diag_add(r->diag, DIAG_ERROR, r->place.file, r->place.line,
		    "\"%.*s\" in the condition: %s; the self-check stays "
		    "closed",
		    (int)r->word.len, r->word.ptr, what);
	return NULL;
}

static bool expect(struct reading *r, const char *word, const char *what)
{
	if (take(r, word))
		return true;
	(void)fail(r, what);
	return false;
}

static bool read_number(struct reading *r, int *out)
{
	*out = 0;
	for (size_t i = 0; i < r->word.len; i++) {
		if (r->word.ptr[i] < '0' || r->word.ptr[i] > '9')
			return false;
		*out = *out * 10 + (r->word.ptr[i] - '0');
		if (*out > NUMBER_MAX)
			return false;
	}
	if (r->word.len == 0)
		return false;
	step(r);
	return true;
}

static const struct condition *make(
    struct reading *r, struct condition condition)
{
	struct condition *const made = arena_zalloc(r->arena, 1, sizeof(*made));

	*made = condition;
	return made;
}

/* low is from 1 to nparts. */
static const struct condition *make_count(struct reading *r, int low,
    const struct condition *const *parts, size_t nparts)
{
	const struct condition **children;

	if (nparts == 1)
		return parts[0];
	children = arena_alloc(r->arena, nparts * sizeof(parts[0]));
	memcpy(children, parts, nparts * sizeof(parts[0]));
	return make(r, (struct condition){ .op = CONDITION_COUNT,
			   .low = low,
			   .children = children,
			   .nchildren = nparts });
}

static size_t option_here(const struct reading *r, size_t question)
{
	return rules_option(&r->rules->questions[question], r->word);
}

/* The word that "," or "or" is followed by. */
static bool option_follows(const struct reading *r, size_t question)
{
	struct reading ahead = *r;

	step(&ahead);
	return option_here(&ahead, question) <
	       r->rules->questions[question].noptions;
}

static const struct condition *read_list(struct reading *r, size_t question)
{
	const size_t n = r->rules->questions[question].noptions;
	uint32_t mask = 0;
	bool last = false;

	for (;;) {
		const size_t option = option_here(r, question);

		if (option == n)
			return fail(r, "is not an answer to this question");
		mask |= UINT32_C(1) << option;
		step(r);
		if (last || !(at(r, ",") || at(r, "or")) ||
		    !option_follows(r, question))
			break;
		last = at(r, "or");
		step(r);
	}
	return make(r,
	    (struct condition){
		.op = CONDITION_PICKED, .question = question, .mask = mask });
}

struct range {
	int low, high;
	bool over, under; /* than low, than high */
};

/* "at least 50" and the like, without the unit. */
static bool read_range(struct reading *r, struct range *range)
{
	*range = (struct range){ .low = INT_MIN, .high = INT_MAX };
	if (take(r, "from"))
		return read_number(r, &range->low) && take(r, "to") &&
		       read_number(r, &range->high) &&
		       range->low <= range->high;
	if (take(r, "under")) {
		range->under = true;
		return read_number(r, &range->high);
	}
	if (take(r, "over")) {
		range->over = true;
		return read_number(r, &range->low);
	}
	if (!take(r, "at"))
		return false;
	if (take(r, "least"))
		return read_number(r, &range->low);
	return take(r, "most") && read_number(r, &range->high);
}

/* From numbers of a unit to days, both ends included. */
static void settle(struct range *range, int days)
{
	if (range->low != INT_MIN)
		range->low = range->low * days + (range->over ? 1 : 0);
	if (range->high != INT_MAX)
		range->high = range->high * days - (range->under ? 1 : 0);
}

/* How many days the unit at hand has; 0 when it is none. */
static int read_unit(struct reading *r)
{
	static const struct {
		const char *one, *many;
		int days;
	} units[] = { { "day", "days", 1 }, { "week", "weeks", 7 },
		{ "month", "months", 30 } };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (take(r, units[i].one) || take(r, units[i].many))
			return units[i].days;
	}
	return 0;
}

static const struct condition *read_time(
    struct reading *r, size_t question, struct range range)
{
	const struct triage_question *const q = &r->rules->questions[question];
	const int days = read_unit(r);
	uint32_t mask = 0;

	if (days == 0)
		return fail(r, "\"days\", \"weeks\" or \"months\" is missing");
	settle(&range, days);
	for (size_t i = 0; i < q->noptions; i++) {
		if (q->options[i].days >= 0 &&
		    q->options[i].days >= range.low &&
		    q->options[i].days <= range.high)
			mask |= UINT32_C(1) << i;
	}
	if (mask == 0)
		return fail(r, "no answer to the question lasts that long");
	return make(r,
	    (struct condition){
		.op = CONDITION_PICKED, .question = question, .mask = mask });
}

static bool has_days(const struct triage_question *question)
{
	for (size_t i = 0; i < question->noptions; i++) {
		if (question->options[i].days >= 0)
			return true;
	}
	return false;
}

static const struct condition *read_bound(struct reading *r, size_t question)
{
	const struct triage_question *const q = &r->rules->questions[question];
	struct range range;

	if (q->kind != TRIAGE_NUMBER && !has_days(q))
		return fail(r, "\"is\" or \"has\" was expected");
	if (!read_range(r, &range))
		return fail(r,
		    "\"is\", \"has\", \"at least 5\", \"at most 5\", \"under "
		    "5\", \"over 5\" or \"from 5 to 9\" was expected");
	if (q->kind != TRIAGE_NUMBER)
		return read_time(r, question, range);
	settle(&range, 1);
	return make(r, (struct condition){ .op = CONDITION_NUMBER,
			   .question = question,
			   .low = range.low,
			   .high = range.high });
}

/* "(" a, b, ... ")" behind "any of", "all of" (low 0) or "at least 2 of". */
static const struct condition *read_group(struct reading *r, int low)
{
	const struct condition *parts[PARTS_MAX];
	size_t n = 0;

	if (!expect(r, "of", "\"of\" was expected") ||
	    !expect(r, "(", "\"(\" was expected"))
		return NULL;
	do {
		if (n == PARTS_MAX)
			return fail(r, "the condition has too many parts");
		parts[n] = read_condition(r);
		if (parts[n] == NULL)
			return NULL;
		n++;
	} while (take(r, ","));
	if (!expect(r, ")", "\")\" or \",\" was expected"))
		return NULL;
	low = low == 0 ? (int)n : low;
	if (low > (int)n)
		return fail(r, "the number before asks for more than there is");
	return make_count(r, low, parts, n);
}

static const struct condition *read_named(struct reading *r)
{
	const struct rules *const rules = r->rules;
	const size_t question = rules_question(rules, r->word);

	for (size_t i = 0; i < rules->nterms; i++) {
		if (!slice_is(r->word, rules->terms[i].id))
			continue;
		step(r);
		return rules->terms[i].when;
	}
	if (question == rules->nquestions)
		return fail(r, "is no question and no term above");
	step(r);
	if (take(r, "is") || take(r, "has"))
		return read_list(r, question);
	return read_bound(r, question);
}

static const struct condition *read_part(struct reading *r)
{
	const struct condition *inner;
	int low;

	if (take(r, "(")) {
		inner = read_condition(r);
		if (inner == NULL || !expect(r, ")", "\")\" was expected"))
			return NULL;
		return inner;
	}
	if (take(r, "any"))
		return read_group(r, 1);
	if (take(r, "all"))
		return read_group(r, 0);
	if (take(r, "at")) {
		if (!expect(r, "least", "\"least\" was expected"))
			return NULL;
		if (!read_number(r, &low) || low == 0)
			return fail(r, "a number was expected");
		return read_group(r, low);
	}
	return read_named(r);
}

static const struct condition *read_parts(struct reading *r)
{
	const struct condition *parts[PARTS_MAX];
	const char *joint = NULL;
	size_t n = 0;

	for (;;) {
		if (n == PARTS_MAX)
			return fail(r, "the condition has too many parts");
		parts[n] = read_part(r);
		if (parts[n] == NULL)
			return NULL;
		n++;
		if (joint == NULL)
			joint = at(r, "and") ? "and" : "or";
		if (take(r, joint))
			continue;
		if (at(r, "and") || at(r, "or"))
			return fail(r,
			    "\"and\" and \"or\" need brackets to stand "
			    "together");
		return make_count(r, joint[0] == 'o' ? 1 : (int)n, parts, n);
	}
}

static const struct condition *read_condition(struct reading *r)
{
	const struct condition *condition;

	if (r->depth == DEPTH_MAX)
		return fail(r, "there are brackets in too many brackets");
	r->depth++;
	condition = read_parts(r);
	r->depth--;
	return condition;
}

const struct condition *condition_read(const struct rules *rules,
    const char *text, struct condition_place place, struct arena *arena,
    struct diag *diag)
{
	struct reading r = { .rules = rules,
		.place = place,
		.arena = arena,
		.diag = diag,
		.at = text };
	const struct condition *condition;

	step(&r);
	condition = read_condition(&r);
	if (condition != NULL && r.word.len > 0)
		return fail(&r, "\"and\", \"or\" or the end was expected");
	return condition;
}

bool condition_reserved(struct slice word)
{
	static const char *const words[] = { "and", "or", "any", "all", "at",
		"of", "is", "has", "not" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (slice_is(word, words[i]))
			return true;
	}
	return false;
}
