#include "support/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

const struct sheet_question sheet_questions[SHEET_QUESTIONS] = {
	{ "age", 'n', { NULL }, false, 0 },
	{ "now", 'm',
	    { "chest", "collapse", "sudden", "tearing", "coldleg", NULL }, true,
	    NONE },
	{ "saddle", '1', { "no", "yes", "old", NULL }, true, SADDLE_NO },
	{ "bladder", '1',
	    { "no", "cannot_pee", "hard_to_start", "leaking", "cannot_feel",
		"often_only", "old", NULL },
	    true, BLADDER_NO },
	{ "bowel", '1',
	    { "no", "leaking", "cannot_feel", "constipated_only", "old", NULL },
	    true, BOWEL_NO },
	{ "sexual", '1', { "no", "yes", "old", "na", NULL }, true, SEXUAL_NO },
	{ "legs", '1',
	    { "none", "one", "one_numb", "both_new", "both_weeks", "both_old",
		NULL },
	    true, LEGS_NONE },
	{ "strength", 'm',
	    { "mild_one", "foot_drop", "strong_one", "both", "unsteady",
		"spreading", "noweight", "old", NULL },
	    true, NONE },
	{ "worse", '1', { "yes", "no", NULL }, true, WORSE_NO },
	{ "also", 'm',
	    { "overdose", "bleed", "pulsing", "aneurysm", "pregdanger", NULL },
	    true, NONE },
	{ "injury", '1', { "none", "small", "major", "major_checked", NULL },
	    true, INJURY_NONE },
	{ "fever", '1', { "no", "yes", NULL }, true, FEVER_NO },
	{ "skin", 'm',
	    { "swollen", "redhot", "joint", "rash", "sores", "eye", NULL },
	    true, NONE },
	{ "general", 'm',
	    { "cancer", "weight", "night", "upper", "shape_new", "shape_slow",
		NULL },
	    true, NONE },
	{ "conditions", 'm',
	    { "bones", "steroids", "fused", "procedure", "inject", "immune",
		"diabetes", "thinners", NULL },
	    true, NONE },
	{ "side", 'm',
	    { "side", "burning", "blood", "vomit", "breathing", "clot",
		"infection", "pregnant", "birth", NULL },
	    true, NONE },
	{ "duration", '1',
	    { "under_1_week", "1_to_2_weeks", "2_to_3_weeks", "3_to_6_weeks",
		"6_to_12_weeks", "over_3_months", NULL },
	    false, DURATION_1W },
	{ "trend", '1', { "better", "same", "worse", NULL }, true,
	    TREND_BETTER },
	{ "impact", '1', { "mild", "moderate", "severe", "worst", NULL }, false,
	    IMPACT_MILD },
	{ "pattern", 'm',
	    { "stiff", "moves", "wakes", "pso", "sit", "stand", "period",
		"before45", NULL },
	    true, NONE },
};

struct sheet sheet_calm(void)
{
	struct sheet sheet = { .age = 40 };

	for (int i = 0; i < SHEET_QUESTIONS; i++)
		sheet.ticks[i] = sheet_questions[i].calm;
	return sheet;
}

/* splitmix64 */
unsigned sheet_draw(uint64_t *seed, unsigned n)
{
	uint64_t z = (*seed += 0x9E3779B97F4A7C15u);

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (unsigned)((z ^ (z >> 31)) % n);
}

static unsigned count_options(const struct sheet_question *question)
{
	unsigned n = 0;

	while (question->options[n] != NULL)
		n++;
	return n;
}

static int random_age(uint64_t *seed)
{
	/* where something changes, and the neighbours */
	static const int edges[] = { 0, 4, 5, 11, 12, 15, 16, 17, 18, 44, 45,
		49, 50, 55, 56, 59, 60, 65, 69, 70, 74, 75, 120, AGE_SKIP };

	if (sheet_draw(seed, 2) == 0)
		return edges[sheet_draw(
		    seed, sizeof(edges) / sizeof(edges[0]))];
	return (int)sheet_draw(seed, 121);
}

static uint32_t random_ticks(
    const struct sheet_question *question, uint64_t *seed)
{
	const unsigned n = count_options(question);
	uint32_t ticks = 0;

	if (question->unsure && sheet_draw(seed, 8) == 0)
		return UNSURE;
	if (question->kind == '1')
		return 1u << sheet_draw(seed, n);
	for (unsigned i = 0; i < n; i++) {
		if (sheet_draw(seed, n) < 2)
			ticks |= 1u << i;
	}
	return ticks != 0 ? ticks : NONE;
}

struct sheet sheet_random(uint64_t *seed)
{
	struct sheet sheet = { .age = random_age(seed) };

	for (int i = Q_NOW; i < SHEET_QUESTIONS; i++)
		sheet.ticks[i] = random_ticks(&sheet_questions[i], seed);
	return sheet;
}

struct sheet sheet_random_calm(uint64_t *seed)
{
	struct sheet sheet = sheet_calm();
	unsigned signs = 1 + sheet_draw(seed, 4);

	sheet.age = random_age(seed);
	for (int i = Q_DURATION; i < SHEET_QUESTIONS; i++)
		sheet.ticks[i] = random_ticks(&sheet_questions[i], seed);
	while (signs-- > 0) {
		const unsigned i = 1 + sheet_draw(seed, SHEET_QUESTIONS - 1);

		sheet.ticks[i] = random_ticks(&sheet_questions[i], seed);
	}
	return sheet;
}

const struct rules *sheet_rules(void)
{
	static struct arena arena;
	static struct rules rules;
	static bool read;
	struct file_root root;
	struct diag diag;

	if (read)
		return &rules;
	text_locale();
	arena_init(&arena);
	diag_init(&diag, &arena);
	assert_int_equal(
	    file_root_open(&root, LUMBAR_SOURCE_DIR "/content", &diag),
	    STATUS_OK);
	if (rules_read(&root, "en/triage.ini", &arena, &rules, &diag) !=
	    STATUS_OK) {
		diag_print(&diag, stderr);
		fail_msg("content/en/triage.ini cannot be read");
	}
	file_root_close(&root);
	read = true;
	return &rules;
}

static size_t find_question(const struct rules *rules, int question)
{
	const char *id = sheet_questions[question].id;
	const size_t at = rules_question(rules, slice_of(id));

	if (at == rules->nquestions)
		fail_msg("there is no question \"%s\"", id);
	return at;
}

static uint32_t option_bit(
    const struct triage_question *question, const char *id)
{
	const size_t at = rules_option(question, slice_of(id));

	if (at == question->noptions)
		fail_msg("question \"%s\" has no \"%s\"", question->id, id);
	return 1u << at;
}

/* Where the rules have what a sheet has; looking it up by name is slow. */
static struct map {
	const struct triage_question *of; /* the questions mapped */
	size_t at[SHEET_QUESTIONS];
	uint32_t bit[SHEET_QUESTIONS][12];
	uint32_t none[SHEET_QUESTIONS], unsure[SHEET_QUESTIONS];
	uint32_t skip;
} map;

static const struct map *map_of(const struct rules *rules)
{
	if (map.of == rules->questions)
		return &map;
	memset(&map, 0, sizeof(map));
	map.of = rules->questions;
	for (int i = 0; i < SHEET_QUESTIONS; i++) {
		const struct sheet_question *from = &sheet_questions[i];
		const struct triage_question *to;

		map.at[i] = find_question(rules, i);
		to = &rules->questions[map.at[i]];
		for (size_t k = 0; from->options[k] != NULL; k++)
			map.bit[i][k] = option_bit(to, from->options[k]);
		if (from->unsure)
			map.unsure[i] = option_bit(to, "unsure");
		if (from->kind == 'm')
			map.none[i] = option_bit(to, "none");
		if (from->kind == 'n')
			map.skip = option_bit(to, "skip");
	}
	return &map;
}

static uint32_t engine_mask(const struct map *m, int question, uint32_t ticks)
{
	uint32_t mask = 0;

	if (ticks & UNSURE)
		mask |= m->unsure[question];
	if (ticks & NONE)
		mask |= m->none[question];
	for (size_t i = 0; i < 12; i++) {
		if (ticks >> i & 1)
			mask |= m->bit[question][i];
	}
	return mask;
}

struct triage_pick sheet_pick(
    const struct rules *rules, const struct sheet *sheet, int question)
{
	const struct map *m = map_of(rules);
	struct triage_pick pick = { 0 };

	if (question == Q_AGE && sheet->age != AGE_SKIP) {
		pick.number = sheet->age;
		pick.has_number = true;
	} else if (question == Q_AGE) {
		pick.options = m->skip;
	} else {
		pick.options = engine_mask(m, question, sheet->ticks[question]);
	}
	return pick;
}

void sheet_answers(const struct rules *rules, const struct sheet *sheet,
    struct answers *answers)
{
	const struct map *m = map_of(rules);

	memset(answers, 0, sizeof(*answers));
	for (int i = 0; i < SHEET_QUESTIONS; i++) {
		const size_t at = m->at[i];
		const struct triage_pick pick = sheet_pick(rules, sheet, i);

		answers->answered |= 1u << at;
		answers->picked[at] = pick.options;
		if (i == Q_AGE)
			answers->number[at] =
			    pick.has_number ? pick.number
					    : rules->questions[at].skip_counts;
	}
}

/* The sheet's number of the question that is asked now. */
static int asked_now(const struct triage *run)
{
	const struct triage_question *question = triage_question(run);

	for (int i = 0; i < SHEET_QUESTIONS; i++) {
		if (strcmp(sheet_questions[i].id, question->id) == 0)
			return i;
	}
	fail_msg("the question \"%s\" is in no specification", question->id);
	return 0;
}

void sheet_walk(
    const struct rules *rules, const struct sheet *sheet, struct triage *run)
{
	triage_begin(run, rules, false);
	while (run->stage == TRIAGE_ASK) {
		const int question = asked_now(run);
		struct triage_pick pick = sheet_pick(rules, sheet, question);
		enum triage_reply reply;

		/* a person cannot tick what is not offered */
		pick.options &= rules_offered(rules, run->at, &run->answers);
		if (pick.options == 0 && !pick.has_number)
			pick.options =
			    option_bit(&rules->questions[run->at], "none");
		reply = triage_answer(run, pick);
		if (reply == TRIAGE_LOOK)
			reply = triage_answer(run, pick);
		if (reply != TRIAGE_TAKEN)
			fail_msg("the answer to \"%s\" is not taken (%d)",
			    sheet_questions[question].id, (int)reply);
	}
	if (run->stage == TRIAGE_CHECK)
		assert_true(triage_finish(run));
}

static void append(char *out, size_t cap, const char *text)
{
	const size_t len = strlen(out);

	snprintf(out + len, cap - len, "%s", text);
}

const char *sheet_text(const struct sheet *sheet, char *out, size_t cap)
{
	if (sheet->age == AGE_SKIP)
		snprintf(out, cap, "age skip");
	else
		snprintf(out, cap, "age %d", sheet->age);
	for (int i = Q_NOW; i < SHEET_QUESTIONS; i++) {
		const struct sheet_question *question = &sheet_questions[i];
		const uint32_t ticks = sheet->ticks[i];

		if (ticks == question->calm)
			continue;
		append(out, cap, "; ");
		append(out, cap, question->id);
		if (ticks & UNSURE)
			append(out, cap, " unsure");
		if (ticks & NONE)
			append(out, cap, " none");
		for (size_t k = 0; question->options[k] != NULL; k++) {
			if (!(ticks >> k & 1))
				continue;
			append(out, cap, " ");
			append(out, cap, question->options[k]);
		}
	}
	return out;
}
