#include "support/facts.h"

#include <stdlib.h>
#include <string.h>

#define YES_NO        "no yes"
#define YES_NO_UNSURE "no yes unsure"
#define NUMBER        "#" /* a whole number */
#define TEXT          "*"

/* The first value is the default. */
static const struct {
	const char *key, *values;
} dictionary[] = {
	{ "age", NUMBER },
	{ "sex", "female male" },
	{ "pregnant", YES_NO_UNSURE },
	{ "weeks_pregnant", NUMBER },
	{ "weeks_since_birth", NUMBER },
	{ "back_pain", "yes no" },
	{ "back_site", "low middle upper side" },
	{ "leg_pain", "none one both" },
	{ "leg_numbness", "none one both" },
	{ "both_legs_days", NUMBER },
	{ "duration_days", NUMBER },
	{ "trend", "same better worse" },
	{ "pain_severity", NUMBER },
	{ "function", "reduced normal severe" },
	{ "onset", "gradual movement sudden_unprovoked injury" },
	{ "tearing_pain", YES_NO },
	{ "night_pain", YES_NO_UNSURE },
	{ "band_pain", YES_NO },
	{ "new_kind_of_pain", YES_NO },
	{ "saddle_numbness", "no yes old unsure" },
	{ "bladder",
	    "no cannot_pee hard_to_start leaking cannot_feel often_only "
	    "burning_only old unsure" },
	{ "bladder_days", NUMBER },
	{ "bowel", "no leaking cannot_feel constipated_only old unsure" },
	{ "sexual_change", "no yes old unsure" },
	{ "leg_weakness", "none mild_one foot_drop strong_one both unsure" },
	{ "leg_weakness_days", NUMBER },
	{ "leg_weakness_worse", YES_NO },
	{ "spreading_up", YES_NO },
	{ "unsteady", YES_NO_UNSURE },
	{ "cannot_bear_weight", YES_NO },
	{ "leg_cold_pale", YES_NO_UNSURE },
	{ "leg_swollen", "none one both unsure" },
	{ "leg_red_hot", YES_NO },
	{ "joint_hot_swollen", YES_NO_UNSURE },
	{ "rash_blisters", YES_NO_UNSURE },
	{ "red_painful_eye", YES_NO },
	{ "walk_pattern",
	    "none eases_sitting eases_standing rest_pain_or_sores" },
	{ "injury", "none minor major unsure" },
	{ "injury_days", NUMBER },
	{ "injury_checked", YES_NO },
	{ "osteoporosis", YES_NO },
	{ "fragility_fracture", YES_NO },
	{ "long_term_steroids", YES_NO },
	{ "fused_spine", YES_NO },
	{ "recent_spine_procedure", YES_NO },
	{ "spine_shape_change", "no new slow unsure" },
	{ "fever", YES_NO_UNSURE },
	{ "very_unwell", YES_NO },
	{ "collapse", YES_NO },
	{ "chest_pain", YES_NO },
	{ "breathless", YES_NO },
	{ "coughing_blood", YES_NO },
	{ "injects_drugs", YES_NO },
	{ "weak_immune", YES_NO },
	{ "dialysis", YES_NO },
	{ "diabetes", YES_NO },
	{ "recent_infection", YES_NO },
	{ "cancer", "never past now skin_simple unsure" },
	{ "weight_loss", YES_NO_UNSURE },
	{ "tummy_pain", YES_NO },
	{ "smoker_or_high_bp", YES_NO },
	{ "tummy_pulsing", YES_NO_UNSURE },
	{ "known_aneurysm", YES_NO },
	{ "blood_thinners", YES_NO },
	{ "clot_risk", YES_NO },
	{ "side_pain", YES_NO },
	{ "pee_burning", YES_NO },
	{ "pee_blood", YES_NO },
	{ "vomiting", YES_NO },
	{ "pain_worse_breathing", YES_NO },
	{ "vaginal_bleeding", YES_NO },
	{ "contractions", YES_NO },
	{ "baby_moving_less", YES_NO },
	{ "too_many_painkillers", YES_NO },
	{ "black_poo_or_vomit_blood", YES_NO },
	{ "started_before_45", YES_NO },
	{ "morning_stiffness_min", NUMBER },
	{ "eases_with_movement", YES_NO },
	{ "wakes_second_half_night", YES_NO },
	{ "psoriasis_ibd_or_eye", YES_NO },
	{ "period_linked", YES_NO },
	{ "story", TEXT },
	{ "expected", "emergency urgent soon routine self-care" },
	{ "accept", TEXT },
	{ "basis", TEXT },
	{ "basis_kind", TEXT },
	{ "assumed", TEXT },
};
#define NKEYS (sizeof(dictionary) / sizeof(dictionary[0]))

/* Whether one of the words of list is the first len bytes of word. */
static bool lists(const char *list, const char *word, size_t len)
{
	while (*list != '\0') {
		const size_t n = strcspn(list, " ");

		if (n == len && memcmp(list, word, len) == 0)
			return true;
		list += n + (list[n] == ' ');
	}
	return false;
}

static const char *values_of(const char *key)
{
	for (size_t i = 0; i < NKEYS; i++) {
		if (strcmp(dictionary[i].key, key) == 0)
			return dictionary[i].values;
	}
	return NULL;
}

static bool is_number(const char *text)
{
	const size_t len = strspn(text, "0123456789");

	return len > 0 && len < 7 && text[len] == '\0';
}

static bool value_fits(const char *values, const char *value)
{
	if (strcmp(values, TEXT) == 0)
		return true;
	if (strcmp(values, NUMBER) == 0)
		return is_number(value);
	return lists(values, value, strlen(value));
}

/* 0: there is no such level. */
static enum triage_level level_of(const char *id, size_t len)
{
	for (int level = TRIAGE_SELF_CARE; level <= TRIAGE_EMERGENCY; level++) {
		const char *name = rules_level_id((enum triage_level)level);

		if (strlen(name) == len && memcmp(name, id, len) == 0)
			return (enum triage_level)level;
	}
	return (enum triage_level)0;
}

const char *facts_get(const struct vignette *vignette, const char *key)
{
	for (size_t i = 0; i < vignette->nfacts; i++) {
		if (strcmp(vignette->facts[i].key, key) == 0)
			return vignette->facts[i].value;
	}
	return NULL;
}

/* Also so that no fact is read that the dictionary does not have. */
bool facts_is(
    const struct vignette *vignette, const char *key, const char *value)
{
	const char *values = values_of(key), *got = facts_get(vignette, key);

	if (values == NULL || !lists(values, value, strlen(value))) {
		fprintf(stderr, "facts.c: %s is never %s\n", key, value);
		abort();
	}
	if (got == NULL)
		return strncmp(values, value, strlen(value)) == 0 &&
		       strchr(" ", values[strlen(value)]) != NULL;
	return strcmp(got, value) == 0;
}

static bool finish(struct vignette *vignette, const char *path, FILE *err)
{
	const char *expected = facts_get(vignette, "expected");
	const char *accept = facts_get(vignette, "accept");

	if (expected == NULL || accept == NULL) {
		fprintf(err, "%s:%u: %s has no expected or no accept\n", path,
		    vignette->line, vignette->id);
		return false;
	}
	vignette->expected = level_of(expected, strlen(expected));
	while (*accept != '\0') {
		const size_t len = strcspn(accept, "| ");
		const enum triage_level level = level_of(accept, len);

		if (level == 0 && len > 0) {
			fprintf(err, "%s:%u: %s: accept has an unknown level\n",
			    path, vignette->line, vignette->id);
			return false;
		}
		vignette->accept |= len > 0 ? 1u << level : 0;
		accept += len + (accept[len] != '\0');
	}
	return vignette->accept != 0;
}

static char *trim(char *text)
{
	size_t len;

	text += strspn(text, " \t");
	len = strlen(text);
	while (len > 0 && strchr(" \t\r", text[len - 1]) != NULL)
		text[--len] = '\0';
	return text;
}

static bool add_fact(
    struct vignettes *all, char *line, unsigned at, const char *path, FILE *err)
{
	struct vignette *last = all->n > 0 ? &all->items[all->n - 1] : NULL;
	char *value = strchr(line, '=');
	const char *key, *values;

	if (value == NULL || last == NULL || last->nfacts == FACTS_MAX) {
		fprintf(err, "%s:%u: neither a vignette nor a fact of one\n",
		    path, at);
		return false;
	}
	*value++ = '\0';
	key = trim(line);
	value = trim(value);
	values = values_of(key);
	if (values == NULL || facts_get(last, key) != NULL ||
	    !value_fits(values, value)) {
		fprintf(err, "%s:%u: %s = %s: %s\n", path, at, key, value,
		    values == NULL                 ? "no such fact"
		    : facts_get(last, key) != NULL ? "a second time"
						   : "no such value");
		return false;
	}
	last->facts[last->nfacts++] = (struct fact){ key, value, at };
	return true;
}

static bool add_vignette(
    struct vignettes *all, char *line, unsigned at, const char *path, FILE *err)
{
	char *end = strchr(line, ']');

	if (end == NULL) {
		fprintf(err, "%s:%u: no \"]\"\n", path, at);
		return false;
	}
	*end = '\0';
	all->items = realloc(all->items, (all->n + 1) * sizeof(*all->items));
	if (all->items == NULL)
		abort();
	memset(&all->items[all->n], 0, sizeof(*all->items));
	all->items[all->n].id = line + 1;
	all->items[all->n++].line = at;
	return true;
}

static char *read_text(const char *path)
{
	FILE *in = fopen(path, "rb");
	char *text = NULL;
	size_t len = 0;

	if (in == NULL)
		return NULL;
	for (size_t got = 1; got > 0; len += got) {
		text = realloc(text, len + 65537);
		if (text == NULL)
			abort();
		got = fread(text + len, 1, 65536, in);
	}
	text[len] = '\0';
	fclose(in);
	return text;
}

bool facts_read(const char *path, struct vignettes *out, FILE *err)
{
	bool good = true;
	unsigned at = 0;
	char *line, *next;

	memset(out, 0, sizeof(*out));
	out->text = read_text(path);
	if (out->text == NULL) {
		fprintf(err, "%s: cannot be read\n", path);
		return false;
	}
	for (line = out->text; line != NULL; line = next) {
		char *text;

		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		at++;
		text = trim(line);
		if (*text == '\0' || *text == '#' || *text == ';')
			continue;
		if (*text == '[')
			good &= add_vignette(out, text, at, path, err);
		else
			good &= add_fact(out, text, at, path, err);
	}
	for (size_t i = 0; i < out->n; i++)
		good &= finish(&out->items[i], path, err);
	if (out->n == 0)
		fprintf(err, "%s: has no vignette\n", path);
	return good && out->n > 0;
}

void facts_free(struct vignettes *vignettes)
{
	free(vignettes->items);
	free(vignettes->text);
}
