#include "widgets/triage_doc.h"

#include "content/compose.h"
#include "widgets/triage_doc_parts.h"

/* The numbers that need no rules: those of urgent help. */
static void numbers(struct doc *doc, const struct self_check *check)
{
	const struct region *region = check->catalog->region;

	triage_doc_para(doc,
	    arena_printf(&doc->arena, "Emergency: %s. Advice: %s.",
		region_word(region, "emergency"),
		region_word(region, "advice")),
	    ROLE_STRONG);
}

const char *triage_doc_age(const struct self_check *check, struct arena *arena)
{
	if (!self_check_is_old(check))
		return "";
	return arena_printf(arena,
	    "These rules were to be checked again by %s. Ask a clinician as "
	    "well.",
	    check->rules.next_review);
}

void triage_doc_start(struct doc *doc, const struct self_check *check)
{
	triage_doc_para(
	    doc, triage_doc_text(doc, check, TRIAGE_TEXT_INTRO), ROLE_NORMAL);
	triage_doc_para(
	    doc, triage_doc_text(doc, check, TRIAGE_TEXT_CALL), ROLE_STRONG);
	triage_doc_para(
	    doc, triage_doc_text(doc, check, TRIAGE_TEXT_HARD), ROLE_NORMAL);
	triage_doc_para(
	    doc, triage_doc_text(doc, check, TRIAGE_TEXT_USE), ROLE_NORMAL);
	triage_doc_para(doc, triage_doc_age(check, &doc->arena), ROLE_STRONG);
	doc_close(doc, 0);
}

/* No text of the rules: they are what is not fit for use. */
void triage_doc_closed(struct doc *doc, const struct self_check *check)
{
	const struct region *region = check->catalog->region;

	triage_doc_heading(doc, 1, "The self-check is closed");
	triage_doc_para(doc,
	    arena_printf(&doc->arena,
		"We cannot use its rules now. If in doubt, call %s. In an "
		"emergency, call %s.",
		region_word(region, "advice"),
		region_word(region, "emergency")),
	    ROLE_STRONG);
	triage_doc_para(doc,
	    "The other pages are open. Press ! for the warning signs.",
	    ROLE_NORMAL);
	doc_close(doc, 0);
}

void triage_doc_failed(struct doc *doc, const struct self_check *check)
{
	const struct region *region = check->catalog->region;

	triage_doc_heading(doc, 1, "We could not finish the check");
	triage_doc_para(doc,
	    arena_printf(&doc->arena,
		"If in doubt, call %s. In an emergency, call %s.",
		region_word(region, "advice"),
		region_word(region, "emergency")),
	    ROLE_STRONG);
	triage_doc_para(doc,
	    "Your answers are cleared. The other pages are open. Press ! for "
	    "the warning signs.",
	    ROLE_NORMAL);
	doc_close(doc, 0);
}

/* "!!! Get help now" */
static const char *emergency_heading(
    const struct self_check *check, struct arena *arena)
{
	const struct triage_level_text *top =
	    &check->rules.levels[TRIAGE_EMERGENCY];

	return arena_printf(arena, "%s %s", top->mark,
	    self_check_words(check, top->heading, 0, arena));
}

/* The emergency that was found, as its result says it. */
static void add_warning(struct doc *doc, const struct self_check *check)
{
	const struct check_warning *warning = &check->warning;

	if (!warning->given)
		return;
	triage_doc_heading(doc, 1, emergency_heading(check, &doc->arena));
	triage_doc_what(
	    doc, check, warning->what, warning->extra, warning->nextra, 0);
	if (check->here != NULL)
		triage_doc_para(
		    doc, compose_here(&doc->arena, check->here), ROLE_STRONG);
	triage_doc_wait(doc, check, warning->wait, warning->nwait, 0);
}

const char *triage_doc_alarm(
    const struct self_check *check, struct arena *arena)
{
	if (!check->warning.given)
		return "";
	return arena_printf(arena, "%s. Emergency: %s",
	    emergency_heading(check, arena),
	    region_word(check->catalog->region, "emergency"));
}

const char *triage_doc_reminder(
    const struct self_check *check, struct arena *arena)
{
	return check->run.going_on ? triage_doc_alarm(check, arena) : "";
}

void triage_doc_unfinished(struct doc *doc, const struct self_check *check)
{
	add_warning(doc, check);
	triage_doc_heading(doc, check->warning.given ? 2 : 1,
	    triage_doc_text(doc, check, TRIAGE_TEXT_UNFINISHED));
	triage_doc_para(doc, "Your answers are cleared.", ROLE_NORMAL);
	triage_doc_net(doc, check);
	numbers(doc, check);
	doc_close(doc, 0);
}

void triage_doc_idle(struct doc *doc, const struct self_check *check)
{
	add_warning(doc, check);
	triage_doc_para(
	    doc, triage_doc_text(doc, check, TRIAGE_TEXT_IDLE), ROLE_STRONG);
	triage_doc_para(doc, "Press any key to carry on.", ROLE_NORMAL);
	triage_doc_para(
	    doc, "f finishes the check and clears your answers.", ROLE_NORMAL);
	doc_close(doc, 0);
}

static void add_rule(struct doc *doc, const struct self_check *check,
    const struct triage_rule *rule)
{
	uint32_t list;

	triage_doc_heading(doc, 2,
	    arena_printf(&doc->arena, "Rule %s: %s", rule->id,
		triage_doc_words(doc, check,
		    check->rules.levels[rule->level].heading, rule->days)));
	list = triage_doc_list(doc, false);
	triage_doc_item(
	    doc, list, 0, arena_printf(&doc->arena, "When: %s", rule->text));
	for (size_t i = 0; i < rule->nsources; i++) {
		const struct catalog_source *source =
		    catalog_source(check->catalog, slice_of(rule->sources[i]));

		if (source != NULL)
			triage_doc_item(doc, list, 0,
			    arena_printf(&doc->arena, "Source: %s. %s%s%s",
				source->title, source->body,
				source->year[0] != '\0' ? ", " : "",
				source->year));
		else
			triage_doc_item(doc, list, 0,
			    arena_printf(
				&doc->arena, "Source: %s", rule->sources[i]));
	}
	doc_close(doc, list);
}

void triage_doc_why(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	const struct rules *rules = &check->rules;

	triage_doc_heading(doc, 1, "Why this result");
	triage_doc_para(doc,
	    arena_printf(&doc->arena,
		"The highest level of all rules that fit your answers "
		"counts.%s",
		result->nreasons > 0 ? " These fit:" : ""),
	    ROLE_NORMAL);
	for (int level = TRIAGE_EMERGENCY; level >= TRIAGE_SELF_CARE; level--) {
		for (size_t i = 0; i < rules->nrules; i++) {
			if ((int)rules->rules[i].level == level &&
			    rules_has_fired(&result->fired, i))
				add_rule(doc, check, &rules->rules[i]);
		}
	}
	if (result->nreasons == 0)
		triage_doc_para(doc,
		    triage_doc_text(doc, check, TRIAGE_TEXT_NO_REASON),
		    ROLE_NORMAL);
	triage_doc_para(doc,
	    arena_printf(&doc->arena,
		"Rules version %s, checksum %016llx, checked on %s.",
		rules->version, (unsigned long long)rules->checksum,
		rules->reviewed),
	    ROLE_NORMAL);
	triage_doc_para(
	    doc, triage_doc_text(doc, check, TRIAGE_TEXT_LIMITS), ROLE_STRONG);
	doc_close(doc, 0);
}

void triage_doc_wipe(struct doc *doc)
{
	arena_wipe(&doc->arena);
	doc_free(doc);
}
