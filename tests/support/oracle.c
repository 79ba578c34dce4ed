#include "support/oracle.h"

#include <string.h>

#define LAST_TWO_WEEKS (DURATION_1W | DURATION_2W)
#define LAST_SIX_WEEKS (LAST_TWO_WEEKS | DURATION_3W | DURATION_6W)
#define FROM_ONE_WEEK \
	(DURATION_2W | DURATION_3W | DURATION_6W | DURATION_12W | DURATION_LONG)
#define FROM_TWO_WEEKS   (FROM_ONE_WEEK & ~DURATION_2W)
#define FROM_THREE_WEEKS (FROM_TWO_WEEKS & ~DURATION_3W)
#define FROM_SIX_WEEKS   (FROM_THREE_WEEKS & ~DURATION_6W)

const struct oracle_rule oracle_rules[ORACLE_RULES] = {
	{ "E01", true, 0 },
	{ "E02", true, 0 },
	{ "E03", true, 0 },
	{ "E04", true, 0 },
	{ "E05", true, 0 },
	{ "E06", true, 0 },
	{ "E07", true, 0 },
	{ "E08", false, 0 },
	{ "E09", false, 0 },
	{ "E10", false, 0 },
	{ "E11", false, 0 },
	{ "E12", false, 0 },
	{ "E13", false, 0 },
	{ "E14", false, 0 },
	{ "E15", false, 0 },
	{ "E16", false, 0 },
	{ "E17", false, 0 },
	{ "E18", true, 0 },
	{ "E19", true, 0 },
	{ "E20", true, 0 },
	{ "E21", false, 0 },
	{ "E22", false, 0 },
	{ "E23", false, 0 },
	{ "E24", false, 0 },
	{ "E25", false, 0 },
	{ "E26", false, 0 },
	{ "E27", false, 0 },
	{ "E28", true, 0 },
	{ "U01", false, 0 },
	{ "U02", false, 0 },
	{ "U03", false, 0 },
	{ "U04", false, 0 },
	{ "U05", false, 0 },
	{ "U06", false, 0 },
	{ "U07", false, 0 },
	{ "U08", false, 0 },
	{ "U09", false, 0 },
	{ "U10", false, 0 },
	{ "U11", false, 0 },
	{ "U12", false, 0 },
	{ "U13", false, 0 },
	{ "U14", false, 0 },
	{ "U15", false, 0 },
	{ "U16", false, 0 },
	{ "U17", false, 0 },
	{ "U18", false, 0 },
	{ "U19", false, 0 },
	{ "U20", false, 0 },
	{ "U21", false, 0 },
	{ "U22", false, 0 },
	{ "U23", false, 0 },
	{ "S01", false, 7 },
	{ "S02", false, 3 },
	{ "S03", false, 7 },
	{ "S04", false, 14 },
	{ "S05", false, 2 },
	{ "S06", false, 7 },
	{ "S07", false, 7 },
	{ "S08", false, 7 },
	{ "S09", false, 3 },
	{ "S10", false, 7 },
	{ "S11", false, 3 },
	{ "S12", false, 7 },
	{ "S13", false, 3 },
	{ "S14", false, 3 },
	{ "R01", false, 0 },
	{ "R02", false, 0 },
	{ "R03", false, 0 },
	{ "R04", false, 0 },
	{ "R05", false, 0 },
	{ "R06", false, 0 },
	{ "R07", false, 0 },
};

static bool has(const struct sheet *s, int question, uint32_t any)
{
	return (s->ticks[question] & any) != 0;
}

static int age_of(const struct sheet *s)
{
	return s->age == AGE_SKIP ? 65 : s->age;
}

bool oracle_asks(const struct sheet *s, int question)
{
	if (question == Q_WORSE)
		return has(s, Q_STRENGTH, ~(STRENGTH_OLD | NONE));
	if (question == Q_PATTERN)
		return has(s, Q_DURATION, FROM_SIX_WEEKS) ||
		       has(s, Q_LEGS,
			   LEGS_ONE | LEGS_ONE_NUMB | LEGS_BOTH_NEW |
			       LEGS_BOTH_WEEKS | LEGS_BOTH_OLD);
	return true;
}

/* Words of section 3, in its order. */
struct words {
	int age;
	bool newweak, numb, bothlegs, anyleg, cancer, preg, birth, clotrisk;
	bool inf, frail, bone, bad, mod, worse, weak_worse, injury_recent;
	bool fever, sudden, night, unsteady, noweight, thinners, germs;
	bool two_weeks, six_weeks;
};

static struct words name_words(const struct sheet *s)
{
	struct words w;

	w.age = age_of(s);
	w.newweak = has(s, Q_STRENGTH,
	    STRENGTH_MILD_ONE | STRENGTH_FOOT_DROP | STRENGTH_STRONG_ONE |
		STRENGTH_BOTH);
	w.numb = has(s, Q_LEGS,
	    LEGS_ONE_NUMB | LEGS_BOTH_NEW | LEGS_BOTH_WEEKS | UNSURE);
	w.bothlegs =
	    has(s, Q_LEGS, LEGS_BOTH_NEW | LEGS_BOTH_WEEKS | LEGS_BOTH_OLD);
	w.anyleg = w.bothlegs || has(s, Q_LEGS, LEGS_ONE | LEGS_ONE_NUMB);
	w.cancer = has(s, Q_GENERAL, GENERAL_CANCER);
	w.preg =
	    has(s, Q_SIDE, SIDE_PREGNANT) || has(s, Q_ALSO, ALSO_PREGDANGER);
	w.birth = has(s, Q_SIDE, SIDE_BIRTH);
	w.clotrisk =
	    has(s, Q_SIDE, SIDE_CLOT | SIDE_PREGNANT | SIDE_BIRTH) || w.cancer;
	w.germs = has(s, Q_CONDITIONS,
	    CONDITIONS_PROCEDURE | CONDITIONS_INJECT | CONDITIONS_IMMUNE);
	w.inf = w.germs || has(s, Q_CONDITIONS, CONDITIONS_DIABETES | UNSURE) ||
	        has(s, Q_SIDE, SIDE_INFECTION);
	w.frail = has(s, Q_CONDITIONS, CONDITIONS_BONES | CONDITIONS_STEROIDS);
	w.bone = w.frail || has(s, Q_CONDITIONS, UNSURE) || w.age >= 70;
	w.bad = has(s, Q_IMPACT, IMPACT_SEVERE | IMPACT_WORST);
	w.mod = w.bad || has(s, Q_IMPACT, IMPACT_MODERATE);
	w.worse = has(s, Q_TREND, TREND_WORSE);
	w.weak_worse = has(s, Q_WORSE, WORSE_YES | UNSURE);
	w.injury_recent = has(
	    s, Q_INJURY, INJURY_SMALL | INJURY_MAJOR | INJURY_CHECKED | UNSURE);
	w.fever = has(s, Q_FEVER, FEVER_YES);
	w.sudden = has(s, Q_NOW, NOW_SUDDEN);
	w.night = has(s, Q_GENERAL, GENERAL_NIGHT);
	w.unsteady = has(s, Q_STRENGTH, STRENGTH_UNSTEADY);
	w.noweight = has(s, Q_STRENGTH, STRENGTH_NOWEIGHT);
	w.thinners = has(s, Q_CONDITIONS, CONDITIONS_THINNERS);
	w.two_weeks = has(s, Q_DURATION, LAST_TWO_WEEKS);
	w.six_weeks = has(s, Q_DURATION, LAST_SIX_WEEKS);
	return w;
}

static int unsure_of(const struct sheet *s, const int *questions, int n)
{
	int count = 0;

	while (n-- > 0)
		count += has(s, questions[n], UNSURE);
	return count;
}

/* Rule n of a group is at [n], from 1. */
static void judge_emergency(
    const struct sheet *s, const struct words *w, bool *e)
{
	static const int four[] = { Q_SADDLE, Q_BLADDER, Q_BOWEL, Q_SEXUAL };
	const int doubts = unsure_of(s, four, 4) + has(s, Q_SEXUAL, SEXUAL_NA);

	e[1] = has(s, Q_NOW, NOW_CHEST);
	e[2] = has(s, Q_NOW, NOW_COLLAPSE);
	e[3] = w->sudden && w->age >= 50;
	e[4] = has(s, Q_NOW, NOW_TEARING);
	e[5] =
	    w->sudden && (w->newweak || w->numb || has(s, Q_NOW, NOW_COLDLEG) ||
			     w->preg || w->thinners);
	e[6] = has(s, Q_ALSO, ALSO_ANEURYSM);
	e[7] = has(s, Q_NOW, NOW_COLDLEG);
	e[8] = has(s, Q_SADDLE, SADDLE_YES);
	e[9] = has(s, Q_BLADDER,
	    BLADDER_CANNOT_PEE | BLADDER_HARD | BLADDER_LEAKING |
		BLADDER_CANNOT_FEEL);
	e[10] = has(s, Q_BOWEL, BOWEL_LEAKING | BOWEL_CANNOT_FEEL);
	e[11] = has(s, Q_SEXUAL, SEXUAL_YES);
	e[12] = has(s, Q_LEGS, LEGS_BOTH_NEW);
	e[13] = has(s, Q_STRENGTH, STRENGTH_BOTH);
	e[14] = has(s, Q_STRENGTH, STRENGTH_STRONG_ONE) ||
	        (has(s, Q_STRENGTH, STRENGTH_FOOT_DROP) && w->weak_worse);
	e[15] = has(s, Q_STRENGTH, STRENGTH_SPREADING);
	e[16] = doubts >= 2 ||
	        (unsure_of(s, four, 3) > 0 && (w->bothlegs || w->newweak));
	e[17] = w->cancer && (w->newweak || w->unsteady || w->numb);
	e[18] = has(s, Q_INJURY, INJURY_MAJOR);
	e[19] = has(s, Q_CONDITIONS, CONDITIONS_FUSED) &&
	        (w->injury_recent || w->sudden);
	e[20] = (has(s, Q_INJURY, INJURY_SMALL | INJURY_MAJOR | UNSURE) &&
		    w->unsteady) ||
	        (has(s, Q_INJURY, UNSURE) && w->newweak);
	e[21] = w->fever &&
	        (w->germs || ((has(s, Q_CONDITIONS, CONDITIONS_DIABETES) ||
				  has(s, Q_SIDE, SIDE_INFECTION)) &&
				 (w->bad || w->worse || w->night)));
	e[22] = w->fever && (w->newweak || w->numb || w->unsteady);
	e[23] = has(s, Q_SKIN, SKIN_JOINT) && (w->fever || w->noweight);
	e[24] = has(s, Q_ALSO, ALSO_PREGDANGER) ||
	        (w->fever && (w->preg || w->birth));
	e[25] = has(s, Q_ALSO, ALSO_OVERDOSE | ALSO_BLEED);
	e[26] = w->thinners &&
	        (w->sudden || (w->two_weeks && (w->newweak || w->numb)));
	e[27] = w->age < 16 && (w->newweak || w->unsteady || w->bothlegs ||
				   (w->fever && (w->noweight || w->bad)));
	e[28] = has(s, Q_SIDE, SIDE_BREATHING) &&
	        (w->clotrisk || has(s, Q_SKIN, SKIN_SWOLLEN));
}

static void judge_urgent(const struct sheet *s, const struct words *w, bool *u)
{
	static const int nine[] = { Q_NOW, Q_SADDLE, Q_BLADDER, Q_BOWEL,
		Q_SEXUAL, Q_LEGS, Q_STRENGTH, Q_FEVER, Q_GENERAL };

	u[1] = w->sudden;
	u[2] = has(s, Q_NOW, UNSURE) || has(s, Q_ALSO, UNSURE);
	u[3] = has(s, Q_SADDLE, UNSURE) || has(s, Q_BLADDER, UNSURE) ||
	       has(s, Q_BOWEL, UNSURE);
	u[4] = has(s, Q_BLADDER, BLADDER_OFTEN_ONLY) && w->anyleg;
	u[5] = has(s, Q_LEGS, LEGS_BOTH_WEEKS | UNSURE);
	u[6] =
	    has(s, Q_STRENGTH, STRENGTH_FOOT_DROP) ||
	    (has(s, Q_STRENGTH, STRENGTH_MILD_ONE | UNSURE) && w->weak_worse);
	u[7] = w->unsteady || w->noweight;
	u[8] = has(s, Q_ALSO, ALSO_PULSING);
	u[9] =
	    w->cancer && (has(s, Q_GENERAL,
			      GENERAL_WEIGHT | GENERAL_NIGHT | GENERAL_UPPER |
				  GENERAL_SHAPE_NEW | GENERAL_SHAPE_SLOW) ||
			     w->worse || w->bad);
	u[10] = has(s, Q_GENERAL, GENERAL_WEIGHT | GENERAL_SHAPE_NEW);
	u[11] = w->night && w->age >= 50 && (w->six_weeks || w->worse);
	u[12] = (w->bone &&
		    has(s, Q_INJURY, INJURY_SMALL | INJURY_CHECKED | UNSURE) &&
		    w->mod) ||
	        (w->frail && w->bad && w->six_weeks);
	u[13] = w->fever || (has(s, Q_FEVER, UNSURE) && w->inf);
	u[14] = w->germs && w->six_weeks && (w->bad || w->worse || w->night);
	u[15] = has(s, Q_SKIN, ~(NONE | UNSURE));
	u[16] =
	    has(s, Q_SIDE, SIDE_SIDE) &&
	    (has(s, Q_SIDE, SIDE_BURNING | SIDE_BLOOD | SIDE_VOMIT) || w->bad);
	u[17] = has(s, Q_SIDE, SIDE_BREATHING);
	u[18] = (w->preg && w->two_weeks) || (w->birth && w->bad);
	u[19] =
	    w->age < 5 ||
	    (w->age < 16 &&
		(w->night || has(s, Q_GENERAL, GENERAL_WEIGHT) || w->fever ||
		    w->noweight || (has(s, Q_INJURY, INJURY_SMALL) && w->bad)));
	u[20] = has(s, Q_IMPACT, IMPACT_WORST);
	u[21] = has(s, Q_INJURY, INJURY_CHECKED) && w->worse;
	u[22] = w->thinners && (has(s, Q_INJURY, INJURY_CHECKED | UNSURE) ||
				   (has(s, Q_INJURY, INJURY_SMALL) && w->bad));
	u[23] = unsure_of(s, nine, 9) >= 3;
}

static void judge_rest(
    const struct sheet *s, const struct words *w, bool *soon, bool *routine)
{
	const bool not_better =
	    has(s, Q_TREND, TREND_SAME | TREND_WORSE | UNSURE);
	const bool inflamed = has(s, Q_DURATION, DURATION_LONG) &&
	                      has(s, Q_PATTERN, PATTERN_BEFORE45);
	int stiff = 0;

	soon[1] = w->cancer;
	soon[2] = has(s, Q_STRENGTH, STRENGTH_MILD_ONE | STRENGTH_OLD | UNSURE);
	soon[3] = has(s, Q_GENERAL,
	    GENERAL_NIGHT | GENERAL_UPPER | GENERAL_SHAPE_SLOW | UNSURE);
	soon[4] = has(s, Q_PATTERN, PATTERN_STAND);
	soon[5] = has(s, Q_BLADDER, BLADDER_OFTEN_ONLY) ||
	          has(s, Q_SIDE, SIDE_BURNING | SIDE_BLOOD);
	soon[6] = w->worse && has(s, Q_DURATION, FROM_TWO_WEEKS);
	soon[7] = w->bad && has(s, Q_DURATION, FROM_ONE_WEEK) && not_better;
	soon[8] = w->age < 16;
	soon[9] = has(s, Q_INJURY, INJURY_SMALL) && w->age >= 50 && w->bad;
	soon[10] = w->germs;
	soon[11] = has(s, Q_SEXUAL, UNSURE) || has(s, Q_FEVER, UNSURE);
	soon[12] = has(s, Q_INJURY, INJURY_CHECKED | UNSURE);
	soon[13] = (w->frail || w->age >= 75) && w->mod && w->six_weeks;
	soon[14] = has(s, Q_SKIN, UNSURE) || has(s, Q_SIDE, UNSURE);

	stiff += has(s, Q_PATTERN, PATTERN_STIFF);
	stiff += has(s, Q_PATTERN, PATTERN_MOVES);
	stiff += has(s, Q_PATTERN, PATTERN_WAKES);
	stiff += has(s, Q_PATTERN, PATTERN_PSO);
	routine[1] = has(s, Q_DURATION, FROM_SIX_WEEKS);
	routine[2] = has(s, Q_DURATION, FROM_THREE_WEEKS) && not_better;
	routine[3] = inflamed && stiff >= 2;
	routine[4] =
	    has(s, Q_PATTERN, PATTERN_SIT) || has(s, Q_LEGS, LEGS_BOTH_OLD);
	routine[5] = w->preg && has(s, Q_DURATION, FROM_TWO_WEEKS);
	routine[6] = has(s, Q_PATTERN, PATTERN_PERIOD);
	routine[7] = (w->age == 16 || w->age == 17) &&
	             has(s, Q_DURATION, FROM_TWO_WEEKS);
}

static void fire(const struct sheet *s, struct verdict *v)
{
	const struct words w = name_words(s);
	bool e[29], u[24], soon[15], routine[8];

	judge_emergency(s, &w, e);
	judge_urgent(s, &w, u);
	judge_rest(s, &w, soon, routine);
	memcpy(v->fired, e + 1, 28 * sizeof(bool));
	memcpy(v->fired + 28, u + 1, 23 * sizeof(bool));
	memcpy(v->fired + 51, soon + 1, 14 * sizeof(bool));
	memcpy(v->fired + 65, routine + 1, 7 * sizeof(bool));
}

static int level_of(int rule)
{
	return rule < 28 ? 5 : rule < 51 ? 4 : rule < 65 ? 3 : 2;
}

static void sum_up(struct verdict *v)
{
	v->level = 1;
	v->ambulance = false;
	v->days = 0;
	for (int i = ORACLE_RULES - 1; i >= 0; i--) {
		const struct oracle_rule *rule = &oracle_rules[i];

		if (!v->fired[i])
			continue;
		if (level_of(i) > v->level)
			v->level = level_of(i);
		v->ambulance |= rule->ambulance;
		if (rule->days > 0 && (v->days == 0 || rule->days < v->days))
			v->days = rule->days;
	}
	if (v->level != 3)
		v->days = 0;
}

void oracle_judge(const struct sheet *sheet, struct verdict *verdict)
{
	struct sheet so_far = { .age = sheet->age };
	bool stopped = false;

	memset(verdict, 0, sizeof(*verdict));
	for (int i = 0; i < SHEET_QUESTIONS; i++) {
		if (!oracle_asks(&so_far, i))
			continue;
		so_far.ticks[i] = sheet->ticks[i];
		/* offered from 12 to 55, and to who does not tell an age */
		if (i == Q_ALSO && sheet->age != AGE_SKIP &&
		    (sheet->age < 12 || sheet->age > 55)) {
			so_far.ticks[i] &= ~ALSO_PREGDANGER;
			if (so_far.ticks[i] == 0)
				so_far.ticks[i] = NONE;
		}
		verdict->asked += !stopped;
		fire(&so_far, verdict);
		sum_up(verdict);
		stopped |= verdict->level == 5;
	}
}
