#include "support/facts.h"

#include <stdlib.h>
#include <string.h>

static bool yes(const struct vignette *vignette, const char *key)
{
	return facts_is(vignette, key, "yes");
}

static bool unsure(const struct vignette *vignette, const char *key)
{
	return facts_is(vignette, key, "unsure");
}

static long number(const struct vignette *vignette, const char *key, long none)
{
	const char *got = facts_get(vignette, key);

	return got == NULL ? none : strtol(got, NULL, 10);
}

/* Ticks win over doubts: the two cannot stand together. */
static uint32_t many(uint32_t ticks, bool doubt)
{
	if (ticks != 0)
		return ticks;
	return doubt ? UNSURE : NONE;
}

#define TICK(fact, tick) (yes(v, fact) ? (tick) : 0u)

static uint32_t map_now(const struct vignette *v)
{
	uint32_t ticks = 0;

	if (yes(v, "chest_pain") || yes(v, "breathless") ||
	    yes(v, "coughing_blood"))
		ticks |= NOW_CHEST;
	if (yes(v, "collapse") || yes(v, "very_unwell"))
		ticks |= NOW_COLLAPSE;
	if (facts_is(v, "onset", "sudden_unprovoked") &&
	    number(v, "pain_severity", 4) >= 7)
		ticks |= NOW_SUDDEN;
	ticks |= TICK("tearing_pain", NOW_TEARING);
	ticks |= TICK("leg_cold_pale", NOW_COLDLEG);
	return many(ticks, unsure(v, "leg_cold_pale"));
}

static uint32_t map_saddle(const struct vignette *v)
{
	return yes(v, "saddle_numbness")                  ? SADDLE_YES
	       : facts_is(v, "saddle_numbness", "old")    ? SADDLE_OLD
	       : facts_is(v, "saddle_numbness", "unsure") ? UNSURE
	                                                  : SADDLE_NO;
}

static uint32_t map_bladder(const struct vignette *v)
{
	const long days =
	    number(v, "bladder_days", number(v, "duration_days", 7));

	if (facts_is(v, "bladder", "often_only") ||
	    facts_is(v, "bladder", "burning_only"))
		return days > 28 ? BLADDER_OLD : BLADDER_OFTEN_ONLY;
	return facts_is(v, "bladder", "cannot_pee")      ? BLADDER_CANNOT_PEE
	       : facts_is(v, "bladder", "hard_to_start") ? BLADDER_HARD
	       : facts_is(v, "bladder", "leaking")       ? BLADDER_LEAKING
	       : facts_is(v, "bladder", "cannot_feel")   ? BLADDER_CANNOT_FEEL
	       : facts_is(v, "bladder", "old")           ? BLADDER_OLD
	       : unsure(v, "bladder")                    ? UNSURE
	                                                 : BLADDER_NO;
}

static uint32_t map_bowel(const struct vignette *v)
{
	return facts_is(v, "bowel", "leaking")            ? BOWEL_LEAKING
	       : facts_is(v, "bowel", "cannot_feel")      ? BOWEL_CANNOT_FEEL
	       : facts_is(v, "bowel", "constipated_only") ? BOWEL_CONSTIPATED
	       : facts_is(v, "bowel", "old")              ? BOWEL_OLD
	       : unsure(v, "bowel")                       ? UNSURE
	                                                  : BOWEL_NO;
}

static uint32_t map_sexual(const struct vignette *v)
{
	return yes(v, "sexual_change")               ? SEXUAL_YES
	       : facts_is(v, "sexual_change", "old") ? SEXUAL_OLD
	       : unsure(v, "sexual_change")          ? UNSURE
	                                             : SEXUAL_NO;
}

static uint32_t map_legs(const struct vignette *v)
{
	const bool worse = facts_is(v, "trend", "worse");
	const long days =
	    number(v, "both_legs_days", number(v, "duration_days", 7));

	if (facts_is(v, "leg_pain", "both") ||
	    facts_is(v, "leg_numbness", "both")) {
		if (days <= 14 || (days <= 90 && worse))
			return LEGS_BOTH_NEW;
		return days <= 90 || worse ? LEGS_BOTH_WEEKS : LEGS_BOTH_OLD;
	}
	if (facts_is(v, "leg_numbness", "one"))
		return LEGS_ONE_NUMB;
	return facts_is(v, "leg_pain", "one") ? LEGS_ONE : LEGS_NONE;
}

static uint32_t map_strength(const struct vignette *v)
{
	uint32_t weak =
	    facts_is(v, "leg_weakness", "mild_one")     ? STRENGTH_MILD_ONE
	    : facts_is(v, "leg_weakness", "foot_drop")  ? STRENGTH_FOOT_DROP
	    : facts_is(v, "leg_weakness", "strong_one") ? STRENGTH_STRONG_ONE
	    : facts_is(v, "leg_weakness", "both")       ? STRENGTH_BOTH
							: 0;

	if (weak != 0 && number(v, "leg_weakness_days", 0) > 28 &&
	    !yes(v, "leg_weakness_worse"))
		weak = STRENGTH_OLD;
	weak |= TICK("spreading_up", STRENGTH_SPREADING);
	weak |= TICK("unsteady", STRENGTH_UNSTEADY);
	weak |= TICK("cannot_bear_weight", STRENGTH_NOWEIGHT);
	return many(weak, unsure(v, "leg_weakness") || unsure(v, "unsteady"));
}

static uint32_t map_also(const struct vignette *v)
{
	uint32_t ticks = 0;

	ticks |= TICK("too_many_painkillers", ALSO_OVERDOSE);
	ticks |= TICK("black_poo_or_vomit_blood", ALSO_BLEED);
	ticks |= TICK("known_aneurysm", ALSO_ANEURYSM);
	if (yes(v, "tummy_pulsing") || unsure(v, "tummy_pulsing"))
		ticks |= ALSO_PULSING;
	if ((yes(v, "pregnant") || unsure(v, "pregnant") ||
		facts_get(v, "weeks_pregnant") != NULL) &&
	    (yes(v, "vaginal_bleeding") || yes(v, "contractions") ||
		yes(v, "baby_moving_less")))
		ticks |= ALSO_PREGDANGER;
	return many(ticks, false);
}

static uint32_t map_injury(const struct vignette *v)
{
	const bool recent = number(v, "injury_days", 0) <= 28;

	if (recent && facts_is(v, "injury", "major"))
		return yes(v, "injury_checked") ? INJURY_CHECKED : INJURY_MAJOR;
	if (recent && facts_is(v, "injury", "minor"))
		return INJURY_SMALL;
	if (recent && unsure(v, "injury"))
		return UNSURE;
	/* the lift or the twist itself */
	if (facts_is(v, "onset", "movement") &&
	    number(v, "duration_days", 7) <= 28)
		return INJURY_SMALL;
	return INJURY_NONE;
}

static uint32_t map_skin(const struct vignette *v)
{
	uint32_t ticks = 0;

	if (facts_is(v, "leg_swollen", "one") || unsure(v, "leg_swollen"))
		ticks |= SKIN_SWOLLEN;
	ticks |= TICK("leg_red_hot", SKIN_REDHOT);
	if (yes(v, "joint_hot_swollen") || unsure(v, "joint_hot_swollen"))
		ticks |= SKIN_JOINT;
	if (yes(v, "rash_blisters") || unsure(v, "rash_blisters"))
		ticks |= SKIN_RASH;
	if (facts_is(v, "walk_pattern", "rest_pain_or_sores"))
		ticks |= SKIN_SORES;
	ticks |= TICK("red_painful_eye", SKIN_EYE);
	return many(ticks, false);
}

static uint32_t map_general(const struct vignette *v)
{
	uint32_t ticks = 0;

	if (facts_is(v, "cancer", "past") || facts_is(v, "cancer", "now"))
		ticks |= GENERAL_CANCER;
	ticks |= TICK("weight_loss", GENERAL_WEIGHT);
	ticks |= TICK("night_pain", GENERAL_NIGHT);
	if (facts_is(v, "back_site", "middle") ||
	    facts_is(v, "back_site", "upper") || yes(v, "band_pain"))
		ticks |= GENERAL_UPPER;
	if (facts_is(v, "spine_shape_change", "new"))
		ticks |= GENERAL_SHAPE_NEW;
	if (facts_is(v, "spine_shape_change", "slow"))
		ticks |= GENERAL_SHAPE_SLOW;
	return many(ticks, unsure(v, "cancer") || unsure(v, "weight_loss") ||
			       unsure(v, "night_pain") ||
			       unsure(v, "spine_shape_change"));
}

static uint32_t map_conditions(const struct vignette *v)
{
	uint32_t ticks = 0;

	ticks |= TICK("osteoporosis", CONDITIONS_BONES);
	ticks |= TICK("fragility_fracture", CONDITIONS_BONES);
	ticks |= TICK("long_term_steroids", CONDITIONS_STEROIDS);
	ticks |= TICK("fused_spine", CONDITIONS_FUSED);
	ticks |= TICK("recent_spine_procedure", CONDITIONS_PROCEDURE);
	ticks |= TICK("injects_drugs", CONDITIONS_INJECT);
	ticks |= TICK("weak_immune", CONDITIONS_IMMUNE);
	ticks |= TICK("dialysis", CONDITIONS_IMMUNE);
	ticks |= TICK("diabetes", CONDITIONS_DIABETES);
	ticks |= TICK("blood_thinners", CONDITIONS_THINNERS);
	return many(ticks, false);
}

static uint32_t map_side(const struct vignette *v)
{
	uint32_t ticks = 0;

	if (yes(v, "side_pain") || facts_is(v, "back_site", "side"))
		ticks |= SIDE_SIDE;
	if (yes(v, "pee_burning") || facts_is(v, "bladder", "burning_only"))
		ticks |= SIDE_BURNING;
	ticks |= TICK("pee_blood", SIDE_BLOOD);
	ticks |= TICK("vomiting", SIDE_VOMIT);
	ticks |= TICK("pain_worse_breathing", SIDE_BREATHING);
	ticks |= TICK("clot_risk", SIDE_CLOT);
	ticks |= TICK("recent_infection", SIDE_INFECTION);
	if (yes(v, "pregnant") || unsure(v, "pregnant") ||
	    facts_get(v, "weeks_pregnant") != NULL)
		ticks |= SIDE_PREGNANT;
	if (number(v, "weeks_since_birth", 99) <= 13)
		ticks |= SIDE_BIRTH;
	return many(ticks, false);
}

/* A value on a line belongs to the longer one. */
static uint32_t map_duration(long days)
{
	return days < 7    ? DURATION_1W
	       : days < 14 ? DURATION_2W
	       : days < 21 ? DURATION_3W
	       : days < 42 ? DURATION_6W
	       : days < 90 ? DURATION_12W
	                   : DURATION_LONG;
}

static uint32_t map_impact(const struct vignette *v)
{
	const long pain = number(v, "pain_severity", 4);

	if (pain >= 9 && facts_is(v, "function", "severe"))
		return IMPACT_WORST;
	return pain >= 7   ? IMPACT_SEVERE
	       : pain >= 4 ? IMPACT_MODERATE
	                   : IMPACT_MILD;
}

static uint32_t map_pattern(const struct vignette *v)
{
	uint32_t ticks = 0;

	if (yes(v, "started_before_45") &&
	    number(v, "duration_days", 7) >= 90) {
		ticks |= PATTERN_BEFORE45;
		if (number(v, "morning_stiffness_min", 0) >= 30)
			ticks |= PATTERN_STIFF;
		ticks |= TICK("eases_with_movement", PATTERN_MOVES);
		ticks |= TICK("wakes_second_half_night", PATTERN_WAKES);
		ticks |= TICK("psoriasis_ibd_or_eye", PATTERN_PSO);
	}
	if (facts_is(v, "walk_pattern", "eases_sitting"))
		ticks |= PATTERN_SIT;
	if (facts_is(v, "walk_pattern", "eases_standing"))
		ticks |= PATTERN_STAND;
	ticks |= TICK("period_linked", PATTERN_PERIOD);
	return many(ticks, false);
}

bool facts_sheet(const struct vignette *v, struct sheet *sheet, FILE *err)
{
	const long age = number(v, "age", AGE_SKIP);

	if (age > 120 || number(v, "pain_severity", 4) > 10) {
		fprintf(
		    err, "%s (line %u): no such age or pain\n", v->id, v->line);
		return false;
	}
	sheet->age = (int)age;
	sheet->ticks[Q_AGE] = 0;
	sheet->ticks[Q_NOW] = map_now(v);
	sheet->ticks[Q_SADDLE] = map_saddle(v);
	sheet->ticks[Q_BLADDER] = map_bladder(v);
	sheet->ticks[Q_BOWEL] = map_bowel(v);
	sheet->ticks[Q_SEXUAL] = map_sexual(v);
	sheet->ticks[Q_LEGS] = map_legs(v);
	sheet->ticks[Q_STRENGTH] = map_strength(v);
	sheet->ticks[Q_WORSE] =
	    yes(v, "leg_weakness_worse") ? WORSE_YES : WORSE_NO;
	sheet->ticks[Q_ALSO] = map_also(v);
	sheet->ticks[Q_INJURY] = map_injury(v);
	sheet->ticks[Q_FEVER] = yes(v, "fever")      ? FEVER_YES
	                        : unsure(v, "fever") ? UNSURE
	                                             : FEVER_NO;
	sheet->ticks[Q_SKIN] = map_skin(v);
	sheet->ticks[Q_GENERAL] = map_general(v);
	sheet->ticks[Q_CONDITIONS] = map_conditions(v);
	sheet->ticks[Q_SIDE] = map_side(v);
	sheet->ticks[Q_DURATION] = map_duration(number(v, "duration_days", 7));
	sheet->ticks[Q_TREND] = facts_is(v, "trend", "better")  ? TREND_BETTER
	                        : facts_is(v, "trend", "worse") ? TREND_WORSE
	                                                        : TREND_SAME;
	sheet->ticks[Q_IMPACT] = map_impact(v);
	sheet->ticks[Q_PATTERN] = map_pattern(v);
	return true;
}
