#include "widgets/triage_doc.h"

#include <string.h>

#include "content/compose.h"

static const char *words(struct doc *doc, const struct self_check *check,
    struct triage_words text, int days)
{
	return self_check_words(check, text, days, &doc->arena);
}

static const char *text_of(
    struct doc *doc, const struct self_check *check, enum triage_text text)
{
	return self_check_text(check, text, &doc->arena);
}

static void put(
    struct doc *doc, uint32_t node, const char *text, enum role role)
{
	doc_text(doc, node, slice_of(text), role, 0);
}

static void para(struct doc *doc, const char *text, enum role role)
{
	uint32_t node;

	if (text[0] == '\0')
		return;
	node = doc_open(doc, DOC_PARA, 0);
	put(doc, node, text, role);
	doc_close(doc, node);
}

/* A heading that stands on what follows. */
static void heading(struct doc *doc, unsigned level, const char *text)
{
	uint32_t node = doc_open(doc, DOC_HEADING, 0);

	doc->nodes[node].level = (uint8_t)level;
	doc->nodes[node].flags |= DOC_TIGHT;
	put(doc, node, text, ROLE_NORMAL);
	doc_close(doc, node);
}

static uint32_t open_list(struct doc *doc, bool ordered)
{
	uint32_t list = doc_open(doc, DOC_LIST, 0);

	doc->nodes[list].flags |= DOC_TIGHT | (ordered ? DOC_ORDERED : 0);
	doc->nodes[list].value = 1;
	return list;
}

static void item(
    struct doc *doc, uint32_t list, unsigned number, const char *text)
{
	uint32_t node = doc_open(doc, DOC_ITEM, list);
	uint32_t leaf = doc_open(doc, DOC_PARA, node);

	doc->nodes[node].value = number;
	put(doc, leaf, text, ROLE_NORMAL);
	doc_close(doc, leaf);
	doc_close(doc, node);
}

static void link_item(
    struct doc *doc, uint32_t list, const char *target, const char *text)
{
	uint32_t node = doc_open(doc, DOC_ITEM, list);
	uint32_t leaf = doc_open(doc, DOC_PARA, node);
	uint32_t link = doc_link(doc, leaf, slice_of(target));

	doc_text(doc, leaf, slice_of(text), ROLE_LINK, link);
	doc_close(doc, leaf);
	doc_close(doc, node);
}

static void safety_net(struct doc *doc, const struct self_check *check)
{
	uint32_t list;

	heading(doc, 2, text_of(doc, check, TRIAGE_TEXT_NET));
	list = open_list(doc, false);
	for (size_t i = 0; i < check->rules.nnet; i++)
		item(doc, list, 0, words(doc, check, check->rules.net[i], 0));
	doc_close(doc, list);
}

/* The numbers that need no rules: those of urgent help. */
static void numbers(struct doc *doc, const struct self_check *check)
{
	const struct region *region = check->catalog->region;

	para(doc,
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
	para(doc, text_of(doc, check, TRIAGE_TEXT_INTRO), ROLE_NORMAL);
	para(doc, text_of(doc, check, TRIAGE_TEXT_CALL), ROLE_STRONG);
	para(doc, text_of(doc, check, TRIAGE_TEXT_HARD), ROLE_NORMAL);
	para(doc, text_of(doc, check, TRIAGE_TEXT_USE), ROLE_NORMAL);
	para(doc, triage_doc_age(check, &doc->arena), ROLE_STRONG);
	doc_close(doc, 0);
}

/* No text of the rules: they are what is not fit for use. */
void triage_doc_closed(struct doc *doc, const struct self_check *check)
{
	const struct region *region = check->catalog->region;

	heading(doc, 1, "The self-check is closed");
	para(doc,
	    arena_printf(&doc->arena,
		"We cannot use its rules now. If in doubt, call %s. In an "
		"emergency, call %s.",
		region_word(region, "advice"),
		region_word(region, "emergency")),
	    ROLE_STRONG);
	para(doc, "The other pages are open. Press ! for the warning signs.",
	    ROLE_NORMAL);
	doc_close(doc, 0);
}

void triage_doc_failed(struct doc *doc, const struct self_check *check)
{
	const struct region *region = check->catalog->region;

	heading(doc, 1, "We could not finish the check");
	para(doc,
	    arena_printf(&doc->arena,
		"If in doubt, call %s. In an emergency, call %s.",
		region_word(region, "advice"),
		region_word(region, "emergency")),
	    ROLE_STRONG);
	para(doc,
	    "Your answers are cleared. The other pages are open. Press ! for "
	    "the warning signs.",
	    ROLE_NORMAL);
	doc_close(doc, 0);
}

void triage_doc_unfinished(struct doc *doc, const struct self_check *check)
{
	const struct triage_level_text *top =
	    &check->rules.levels[TRIAGE_EMERGENCY];

	heading(doc, 1, text_of(doc, check, TRIAGE_TEXT_UNFINISHED));
	if (check->warned)
		para(doc,
		    arena_printf(&doc->arena, "%s %s. %s", top->mark,
			words(doc, check, top->heading, 0),
			words(doc, check, top->what, 0)),
		    ROLE_STRONG);
	para(doc, "Your answers are cleared.", ROLE_NORMAL);
	safety_net(doc, check);
	numbers(doc, check);
	doc_close(doc, 0);
}

void triage_doc_idle(struct doc *doc, const struct self_check *check)
{
	para(doc, text_of(doc, check, TRIAGE_TEXT_IDLE), ROLE_STRONG);
	para(doc, "Press any key to carry on.", ROLE_NORMAL);
	para(doc, "f finishes the check and clears your answers.", ROLE_NORMAL);
	doc_close(doc, 0);
}

/* ---- the result ---- */

/* "!!! Get help now", "! See someone soon - within 3 days". */
static void add_level(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	const struct triage_level_text *text = result->text;
	const char *head = words(doc, check, text->heading, result->days);
	const char *within = words(doc, check, text->within, result->days);
	const bool said = within[0] == '\0' || strstr(head, within) != NULL;

	heading(doc, 1,
	    arena_printf(&doc->arena, "%s %s%s%s", text->mark, head,
		said ? "" : " - ", said ? "" : within));
}

static void add_what(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	uint32_t node = doc_open(doc, DOC_PARA, 0);

	put(doc, node, words(doc, check, result->what, result->days),
	    ROLE_STRONG);
	for (size_t i = 0; i < result->nextra; i++)
		put(doc, node,
		    arena_printf(&doc->arena, " %s",
			words(doc, check, result->extra[i], result->days)),
		    ROLE_STRONG);
	doc_close(doc, node);
}

static const char *reason(struct doc *doc, const struct self_check *check,
    const struct triage_result *result, size_t i)
{
	return words(doc, check, result->reasons[i].part->reason, result->days);
}

static void add_why(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	uint32_t list;

	heading(doc, 2, text_of(doc, check, TRIAGE_TEXT_WHY));
	if (result->nmain == 0) {
		para(doc, text_of(doc, check, TRIAGE_TEXT_NO_REASON),
		    ROLE_NORMAL);
		return;
	}
	list = open_list(doc, result->nmain > 1);
	for (size_t i = 0; i < result->nmain && i < TRIAGE_DOC_REASONS; i++)
		item(doc, list, (unsigned)i + 1, reason(doc, check, result, i));
	doc_close(doc, list);
}

/* "I have back or leg pain, and: a; b." */
static void add_tell(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	uint32_t node = doc_open(doc, DOC_PARA, 0);
	const char *text;

	put(doc, node, text_of(doc, check, TRIAGE_TEXT_TELL), ROLE_STRONG);
	text = text_of(doc, check,
	    result->nsay > 0 ? TRIAGE_TEXT_SAY : TRIAGE_TEXT_SAY_PLAIN);
	for (size_t i = 0; i < result->nsay && i < TRIAGE_DOC_PHRASES; i++)
		text = arena_printf(&doc->arena, "%s%s %s", text,
		    i > 0 ? ";" : "", result->say[i]);
	put(doc, node,
	    arena_printf(
		&doc->arena, " \"%s%s\"", text, result->nsay > 0 ? "." : ""),
	    ROLE_NORMAL);
	doc_close(doc, node);
}

static void add_wait(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	uint32_t list;

	if (result->nwait == 0)
		return;
	heading(doc, 2, text_of(doc, check, TRIAGE_TEXT_WAIT));
	list = open_list(doc, false);
	for (size_t i = 0; i < result->nwait; i++)
		item(doc, list, 0,
		    words(doc, check, result->wait[i], result->days));
	doc_close(doc, list);
}

/* The reasons that were not among the first, those of lower levels last. */
static void add_rest(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	const size_t first = result->nmain < TRIAGE_DOC_REASONS
	                         ? result->nmain
	                         : TRIAGE_DOC_REASONS;
	uint32_t list;

	if (first == result->nreasons)
		return;
	heading(doc, 2, text_of(doc, check, TRIAGE_TEXT_ALSO));
	list = open_list(doc, false);
	for (size_t i = first; i < result->nreasons; i++)
		item(doc, list, 0, reason(doc, check, result, i));
	doc_close(doc, list);
}

static void add_links(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	uint32_t list;

	heading(doc, 2, "What you can do here");
	list = open_list(doc, false);
	link_item(doc, list, TRIAGE_DOC_WHY, "Why this result");
	link_item(
	    doc, list, TRIAGE_DOC_CHANGE, "I was mistaken: change my answers");
	if (triage_has_rest(&check->run))
		link_item(doc, list, TRIAGE_DOC_REST,
		    text_of(doc, check, TRIAGE_TEXT_REST));
	for (size_t i = 0; i < result->nread; i++) {
		const struct catalog_article *article =
		    catalog_article(check->catalog, slice_of(result->read[i]));

		if (article != NULL)
			link_item(doc, list, article->id,
			    arena_printf(
				&doc->arena, "Read: %s", article->title));
	}
	doc_close(doc, list);
}

/* "22 November 2026, 09:50. ", or nothing where there is no clock. */
static const char *made_on(
    const struct self_check *check, char *text, size_t cap)
{
	struct tm tm;

	text[0] = '\0';
	if (check->made != 0 && localtime_r(&check->made, &tm) != NULL &&
	    strftime(text, cap, "%d %B %Y, %H:%M. ", &tm) == 0)
		text[0] = '\0';
	return text;
}

static void add_foot(struct doc *doc, const struct self_check *check)
{
	char date[48];

	para(doc, text_of(doc, check, TRIAGE_TEXT_CRISIS), ROLE_NORMAL);
	para(doc, text_of(doc, check, TRIAGE_TEXT_ABUSE), ROLE_NORMAL);
	para(doc, triage_doc_age(check, &doc->arena), ROLE_STRONG);
	para(doc,
	    arena_printf(&doc->arena, "%sRules version %s.",
		made_on(check, date, sizeof(date)), check->rules.version),
	    ROLE_CAPTION);
}

void triage_doc_result(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	const bool emergency = result->level == TRIAGE_EMERGENCY;
	const char *net = words(doc, check, result->text->net, result->days);

	add_level(doc, check, result);
	add_what(doc, check, result);
	add_why(doc, check, result);
	add_tell(doc, check, result);
	add_wait(doc, check, result);
	if (!emergency)
		safety_net(doc, check);
	para(doc, net, ROLE_NORMAL);
	para(doc, text_of(doc, check, TRIAGE_TEXT_LIMITS), ROLE_STRONG);
	add_rest(doc, check, result);
	add_links(doc, check, result);
	add_foot(doc, check);
	doc_close(doc, 0);
}

/* ---- why ---- */

static void add_rule(struct doc *doc, const struct self_check *check,
    const struct triage_rule *rule)
{
	uint32_t list;

	heading(doc, 2,
	    arena_printf(&doc->arena, "Rule %s: %s", rule->id,
		words(doc, check, check->rules.levels[rule->level].heading,
		    rule->days)));
	list = open_list(doc, false);
	item(doc, list, 0, arena_printf(&doc->arena, "When: %s", rule->text));
	for (size_t i = 0; i < rule->nsources; i++) {
		const struct catalog_source *source =
		    catalog_source(check->catalog, slice_of(rule->sources[i]));

		if (source != NULL)
			item(doc, list, 0,
			    arena_printf(&doc->arena, "Source: %s. %s%s%s",
				source->title, source->body,
				source->year[0] != '\0' ? ", " : "",
				source->year));
		else
			item(doc, list, 0,
			    arena_printf(
				&doc->arena, "Source: %s", rule->sources[i]));
	}
	doc_close(doc, list);
}

void triage_doc_why(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	const struct rules *rules = &check->rules;

	heading(doc, 1, "Why this result");
	para(doc,
	    "The highest level of all rules that fit your answers counts. "
	    "These fit:",
	    ROLE_NORMAL);
	for (int level = TRIAGE_EMERGENCY; level >= TRIAGE_SELF_CARE; level--) {
		for (size_t i = 0; i < rules->nrules; i++) {
			if ((int)rules->rules[i].level == level &&
			    rules_has_fired(&result->fired, i))
				add_rule(doc, check, &rules->rules[i]);
		}
	}
	if (result->nreasons == 0)
		para(doc, text_of(doc, check, TRIAGE_TEXT_NO_REASON),
		    ROLE_NORMAL);
	para(doc,
	    arena_printf(&doc->arena,
		"Rules version %s, checksum %016llx, checked on %s.",
		rules->version, (unsigned long long)rules->checksum,
		rules->reviewed),
	    ROLE_NORMAL);
	para(doc, text_of(doc, check, TRIAGE_TEXT_LIMITS), ROLE_STRONG);
	doc_close(doc, 0);
}

void triage_doc_wipe(struct doc *doc)
{
	arena_wipe(&doc->arena);
	doc_free(doc);
}
