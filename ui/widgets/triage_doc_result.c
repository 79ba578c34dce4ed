#include "widgets/triage_doc_parts.h"

#include <string.h>

#include "content/compose.h"

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

/* The same words in one sentence, for little room. */
static void safety_net_close(struct doc *doc, const struct self_check *check)
{
	const uint32_t node = doc_open(doc, DOC_PARA, 0);
	const struct rules *rules = &check->rules;

	triage_doc_put(doc, node, triage_doc_text(doc, check, TRIAGE_TEXT_NET),
	    ROLE_STRONG);
	for (size_t i = 0; i < rules->nnet; i++)
		triage_doc_put(doc, node,
		    arena_printf(&doc->arena, " %s%s",
			triage_doc_words(doc, check, rules->net[i], 0),
			i + 1 < rules->nnet ? ";" : "."),
		    ROLE_NORMAL);
	doc_close(doc, node);
}

const char *triage_doc_level(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	const struct triage_level_text *text = result->text;
	const char *head =
	    triage_doc_words(doc, check, text->heading, result->days);
	const char *within =
	    triage_doc_words(doc, check, text->within, result->days);
	const bool said = within[0] == '\0' || strstr(head, within) != NULL;

	return arena_printf(
	    &doc->arena, "%s%s%s", head, said ? "" : " - ", said ? "" : within);
}

/* "!!! Get help now", "! See someone soon - within 3 days". */
static void add_level(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	triage_doc_heading(doc, 1,
	    arena_printf(&doc->arena, "%s %s", result->text->mark,
		triage_doc_level(doc, check, result)));
}

static const char *reason(struct doc *doc, const struct self_check *check,
    const struct triage_result *result, size_t i)
{
	return triage_doc_words(
	    doc, check, result->reasons[i].part->reason, result->days);
}

/* "Why: One reason.", or a list of the first of them. */
static void add_why(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	const char *why = triage_doc_text(doc, check, TRIAGE_TEXT_WHY);
	uint32_t node;

	if (result->nmain < 2) {
		node = doc_open(doc, DOC_PARA, 0);
		triage_doc_put(doc, node,
		    arena_printf(&doc->arena, "%s: ", why), ROLE_STRONG);
		triage_doc_put(doc, node,
		    result->nmain == 0
			? triage_doc_text(doc, check, TRIAGE_TEXT_NO_REASON)
			: reason(doc, check, result, 0),
		    ROLE_NORMAL);
		doc_close(doc, node);
		return;
	}
	triage_doc_heading(doc, 2, why);
	node = triage_doc_list(doc, true);
	for (size_t i = 0; i < result->nmain && i < TRIAGE_DOC_REASONS; i++)
		triage_doc_item(
		    doc, node, (unsigned)i + 1, reason(doc, check, result, i));
	doc_close(doc, node);
}

/* "a; b": what is too much for two lines is said to be missing. */
static const char *phrases(struct doc *doc, const struct triage_result *result,
    const char *const *list, size_t n, bool all)
{
	const char *text = "";

	for (size_t i = 0; i < n; i++) {
		const char *one = triage_phrase(list[i], result, &doc->arena);
		const size_t len = strlen(text) + strlen(one);

		if (!all && i > 0 &&
		    (i == TRIAGE_DOC_PHRASES || len > TRIAGE_DOC_TELL))
			return arena_printf(&doc->arena, "%s; and more", text);
		text = arena_printf(
		    &doc->arena, "%s%s%s", text, i > 0 ? "; " : "", one);
	}
	return text;
}

/* "I have back or leg pain, and: a; b." */
static void add_tell(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	uint32_t node = doc_open(doc, DOC_PARA, 0);

	triage_doc_put(doc, node, triage_doc_text(doc, check, TRIAGE_TEXT_TELL),
	    ROLE_STRONG);
	if (result->nsay > 0)
		triage_doc_put(doc, node,
		    arena_printf(&doc->arena, " \"%s %s.\"",
			triage_doc_text(doc, check, TRIAGE_TEXT_SAY),
			phrases(doc, result, result->say, result->nsay, false)),
		    ROLE_NORMAL);
	else
		triage_doc_put(doc, node,
		    arena_printf(&doc->arena, " \"%s\"",
			triage_doc_text(doc, check, TRIAGE_TEXT_SAY_PLAIN)),
		    ROLE_NORMAL);
	doc_close(doc, node);
}

static void list_reasons(struct doc *doc, const struct self_check *check,
    const struct triage_result *result, size_t from, size_t to, bool ordered)
{
	const uint32_t list = triage_doc_list(doc, ordered);

	for (size_t i = from; i < to; i++)
		triage_doc_item(
		    doc, list, (unsigned)i + 1, reason(doc, check, result, i));
	doc_close(doc, list);
}

/* The reasons of the level that were not among the first. */
static void add_more_why(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	if (result->nmain <= TRIAGE_DOC_REASONS)
		return;
	triage_doc_heading(doc, 2,
	    arena_printf(&doc->arena, "%s (more)",
		triage_doc_text(doc, check, TRIAGE_TEXT_WHY)));
	list_reasons(
	    doc, check, result, TRIAGE_DOC_REASONS, result->nmain, true);
}

/*
 * What is of lower levels. In an emergency no reasons, that nothing of them
 * reassures: what was answered, in few words.
 */
static void add_also(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	uint32_t node;

	if (result->nmain < result->nreasons) {
		triage_doc_heading(
		    doc, 2, triage_doc_text(doc, check, TRIAGE_TEXT_ALSO));
		list_reasons(
		    doc, check, result, result->nmain, result->nreasons, false);
	}
	if (result->nalso > 0) {
		node = doc_open(doc, DOC_PARA, 0);
		triage_doc_put(doc, node,
		    triage_doc_text(doc, check, TRIAGE_TEXT_ALSO), ROLE_STRONG);
		triage_doc_put(doc, node,
		    arena_printf(&doc->arena, " %s.",
			phrases(
			    doc, result, result->also, result->nalso, true)),
		    ROLE_NORMAL);
		doc_close(doc, node);
	}
}

static void add_links(struct doc *doc, const struct self_check *check,
    const struct triage_result *result)
{
	uint32_t list;

	triage_doc_heading(doc, 2, "What you can do here");
	list = triage_doc_list(doc, false);
	link_item(doc, list, TRIAGE_DOC_WHY, "Why this result");
	link_item(
	    doc, list, TRIAGE_DOC_CHANGE, "I was mistaken: change my answers");
	if (triage_has_rest(&check->run))
		link_item(doc, list, TRIAGE_DOC_REST,
		    triage_doc_text(doc, check, TRIAGE_TEXT_REST));
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

const char *triage_doc_made(
    const struct self_check *check, char text[TRIAGE_DOC_DATE])
{
	struct tm tm;

	text[0] = '\0';
	if (check->made != 0 && localtime_r(&check->made, &tm) != NULL &&
	    strftime(text, TRIAGE_DOC_DATE, "%d %B %Y, %H:%M. ", &tm) == 0)
		text[0] = '\0';
	return text;
}

/* "This is not a diagnosis. ...", and what it was made of and when. */
static void add_limits(struct doc *doc, const struct self_check *check)
{
	const uint32_t node = doc_open(doc, DOC_PARA, 0);
	char date[TRIAGE_DOC_DATE];

	triage_doc_put(doc, node,
	    triage_doc_text(doc, check, TRIAGE_TEXT_LIMITS), ROLE_STRONG);
	triage_doc_put(doc, node,
	    arena_printf(&doc->arena, " %sRules version %s.",
		triage_doc_made(check, date), check->rules.version),
	    ROLE_CAPTION);
	doc_close(doc, node);
}

static void add_foot(struct doc *doc, const struct self_check *check)
{
	triage_doc_para(
	    doc, triage_doc_text(doc, check, TRIAGE_TEXT_CRISIS), ROLE_NORMAL);
	triage_doc_para(
	    doc, triage_doc_text(doc, check, TRIAGE_TEXT_ABUSE), ROLE_NORMAL);
	triage_doc_para(doc, triage_doc_age(check, &doc->arena), ROLE_STRONG);
}

/* All that has to be seen without scrolling. */
static void add_first(struct doc *doc, const struct self_check *check,
    const struct triage_result *result, enum triage_fit fit)
{
	add_level(doc, check, result);
	triage_doc_what(doc, check, result->what, result->extra, result->nextra,
	    result->days);
	/* somebody stands a few steps away */
	if (result->level == TRIAGE_EMERGENCY && check->here != NULL)
		triage_doc_para(
		    doc, compose_here(&doc->arena, check->here), ROLE_STRONG);
	add_why(doc, check, result);
	add_tell(doc, check, result);
	triage_doc_wait(doc, check, result->wait, result->nwait, result->days);
	if (result->level < TRIAGE_EMERGENCY && fit == TRIAGE_CLOSE)
		safety_net_close(doc, check);
	else if (result->level < TRIAGE_EMERGENCY)
		triage_doc_net(doc, check);
	triage_doc_para(doc,
	    triage_doc_words(doc, check, result->text->net, result->days),
	    ROLE_NORMAL);
	add_limits(doc, check);
}

/* No empty line between the blocks so far. */
static void join(struct doc *doc)
{
	for (uint32_t at = 1; at < doc->nnodes; at = doc->nodes[at].end) {
		if (doc->nodes[at].end < doc->nnodes)
			doc->nodes[at].flags |= DOC_JOINED;
	}
}

uint32_t triage_doc_result(struct doc *doc, const struct self_check *check,
    const struct triage_result *result, enum triage_fit fit)
{
	uint32_t end;

	add_first(doc, check, result, fit);
	if (fit != TRIAGE_LOOSE)
		join(doc);
	end = (uint32_t)doc->nnodes;
	add_more_why(doc, check, result);
	if (result->level < TRIAGE_EMERGENCY)
		add_also(doc, check, result);
	add_links(doc, check, result);
	if (result->level == TRIAGE_EMERGENCY)
		add_also(doc, check, result);
	add_foot(doc, check);
	doc_close(doc, 0);
	return end;
}
