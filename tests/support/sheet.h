/*
 * sheet.h - one person's answers in plain bits, for tests of the self-check.
 *
 * Written from the specification and not from triage.ini: the ids of all
 * questions and options stand here a second time, and a test holds the two
 * lists against each other. Sheets know nothing of the engine but how to
 * become its answers.
 */
#ifndef LUMBAR_TESTS_SHEET_H
#define LUMBAR_TESTS_SHEET_H

#include "triage/triage.h"

enum {
	Q_AGE,
	Q_NOW,
	Q_SADDLE,
	Q_BLADDER,
	Q_BOWEL,
	Q_SEXUAL,
	Q_LEGS,
	Q_STRENGTH,
	Q_WORSE,
	Q_ALSO,
	Q_INJURY,
	Q_FEVER,
	Q_SKIN,
	Q_GENERAL,
	Q_CONDITIONS,
	Q_SIDE,
	Q_DURATION,
	Q_TREND,
	Q_IMPACT,
	Q_PATTERN,
	SHEET_QUESTIONS
};

/* "none" of a question with ticks is NONE, "no" of the others is their NO. */
#define UNSURE (1u << 31)
#define NONE   (1u << 30)

#define NOW_CHEST    1u
#define NOW_COLLAPSE 2u
#define NOW_SUDDEN   4u
#define NOW_TEARING  8u
#define NOW_COLDLEG  16u

#define SADDLE_NO  1u
#define SADDLE_YES 2u
#define SADDLE_OLD 4u

#define BLADDER_NO          1u
#define BLADDER_CANNOT_PEE  2u
#define BLADDER_HARD        4u
#define BLADDER_LEAKING     8u
#define BLADDER_CANNOT_FEEL 16u
#define BLADDER_OFTEN_ONLY  32u
#define BLADDER_OLD         64u

#define BOWEL_NO          1u
#define BOWEL_LEAKING     2u
#define BOWEL_CANNOT_FEEL 4u
#define BOWEL_CONSTIPATED 8u
#define BOWEL_OLD         16u

#define SEXUAL_NO  1u
#define SEXUAL_YES 2u
#define SEXUAL_OLD 4u
#define SEXUAL_NA  8u

#define LEGS_NONE       1u
#define LEGS_ONE        2u
#define LEGS_ONE_NUMB   4u
#define LEGS_BOTH_NEW   8u
#define LEGS_BOTH_WEEKS 16u
#define LEGS_BOTH_OLD   32u

#define STRENGTH_MILD_ONE   1u
#define STRENGTH_FOOT_DROP  2u
#define STRENGTH_STRONG_ONE 4u
#define STRENGTH_BOTH       8u
#define STRENGTH_UNSTEADY   16u
#define STRENGTH_SPREADING  32u
#define STRENGTH_NOWEIGHT   64u
#define STRENGTH_OLD        128u

#define WORSE_YES 1u
#define WORSE_NO  2u

#define ALSO_OVERDOSE   1u
#define ALSO_BLEED      2u
#define ALSO_PULSING    4u
#define ALSO_ANEURYSM   8u
#define ALSO_PREGDANGER 16u

#define INJURY_NONE    1u
#define INJURY_SMALL   2u
#define INJURY_MAJOR   4u
#define INJURY_CHECKED 8u

#define FEVER_NO  1u
#define FEVER_YES 2u

#define SKIN_SWOLLEN 1u
#define SKIN_REDHOT  2u
#define SKIN_JOINT   4u
#define SKIN_RASH    8u
#define SKIN_SORES   16u
#define SKIN_EYE     32u

#define GENERAL_CANCER     1u
#define GENERAL_WEIGHT     2u
#define GENERAL_NIGHT      4u
#define GENERAL_UPPER      8u
#define GENERAL_SHAPE_NEW  16u
#define GENERAL_SHAPE_SLOW 32u

#define CONDITIONS_BONES     1u
#define CONDITIONS_STEROIDS  2u
#define CONDITIONS_FUSED     4u
#define CONDITIONS_PROCEDURE 8u
#define CONDITIONS_INJECT    16u
#define CONDITIONS_IMMUNE    32u
#define CONDITIONS_DIABETES  64u
#define CONDITIONS_THINNERS  128u

#define SIDE_SIDE      1u
#define SIDE_BURNING   2u
#define SIDE_BLOOD     4u
#define SIDE_VOMIT     8u
#define SIDE_BREATHING 16u
#define SIDE_CLOT      32u
#define SIDE_INFECTION 64u
#define SIDE_PREGNANT  128u
#define SIDE_BIRTH     256u

/* In order, each longer than the one before. */
#define DURATION_1W   1u  /* under 1 week */
#define DURATION_2W   2u  /* 1 to 2 weeks */
#define DURATION_3W   4u  /* 2 to 3 weeks */
#define DURATION_6W   8u  /* 3 to 6 weeks */
#define DURATION_12W  16u /* 6 to 12 weeks */
#define DURATION_LONG 32u /* over 3 months */

#define TREND_BETTER 1u
#define TREND_SAME   2u
#define TREND_WORSE  4u

#define IMPACT_MILD     1u
#define IMPACT_MODERATE 2u
#define IMPACT_SEVERE   4u
#define IMPACT_WORST    8u

#define PATTERN_STIFF    1u
#define PATTERN_MOVES    2u
#define PATTERN_WAKES    4u
#define PATTERN_PSO      8u
#define PATTERN_SIT      16u
#define PATTERN_STAND    32u
#define PATTERN_PERIOD   64u
#define PATTERN_BEFORE45 128u

#define AGE_SKIP (-1)

struct sheet {
	int age; /* or AGE_SKIP */
	uint32_t ticks[SHEET_QUESTIONS];
};

struct sheet_question {
	const char *id;
	char kind;               /* 'n' number, '1' one, 'm' many */
	const char *options[12]; /* of bits 0, 1, ...; ends with NULL */
	bool unsure;
	uint32_t calm; /* the answer of somebody without any sign */
};

extern const struct sheet_question sheet_questions[SHEET_QUESTIONS];

/* A healthy person of 40 with a day of mild pain that gets better. */
struct sheet sheet_calm(void);

/* Any answers, and all of them, as a person could give them. */
struct sheet sheet_random(uint64_t *seed);

/*
 * The same but with few signs: most answers are calm, so that rules fire one
 * by one and a level other than emergency is common.
 */
struct sheet sheet_random_calm(uint64_t *seed);

/* Draw from 0 to n - 1. */
unsigned sheet_draw(uint64_t *seed, unsigned n);

/* Rules of the pack in content/, read once; fails the test if unreadable. */
const struct rules *sheet_rules(void);

/* One answer as the engine takes it. Fails the test on an id it has not. */
struct triage_pick sheet_pick(
    const struct rules *rules, const struct sheet *sheet, int question);

/* All answers at once, also those of questions that are not asked. */
void sheet_answers(const struct rules *rules, const struct sheet *sheet,
    struct answers *answers);

/* Turn by turn, as a person: to TRIAGE_RESULT. Fails the test else. */
void sheet_walk(
    const struct rules *rules, const struct sheet *sheet, struct triage *run);

/* "age = 41, now = sudden, ...": what is not calm, for messages. */
const char *sheet_text(const struct sheet *sheet, char *out, size_t cap);

#endif
