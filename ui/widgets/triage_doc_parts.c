#include "widgets/triage_doc_parts.h"

const char *triage_doc_words(struct doc *doc, const struct self_check *check,
    struct triage_words text, int days)
{
	return self_check_words(check, text, days, &doc->arena);
}

const char *triage_doc_text(
    struct doc *doc, const struct self_check *check, enum triage_text text)
{
	return self_check_text(check, text, &doc->arena);
}

void triage_doc_put(
    struct doc *doc, uint32_t node, const char *text, enum role role)
{
	doc_text(doc, node, slice_of(text), role, 0);
}

void triage_doc_para(struct doc *doc, const char *text, enum role role)
{
	uint32_t node;

	if (text[0] == '\0')
		return;
	node = doc_open(doc, DOC_PARA, 0);
	triage_doc_put(doc, node, text, role);
	doc_close(doc, node);
}

void triage_doc_heading(struct doc *doc, unsigned level, const char *text)
{
	uint32_t node = doc_open(doc, DOC_HEADING, 0);

	doc->nodes[node].level = (uint8_t)level;
	doc->nodes[node].flags |= DOC_TIGHT;
	triage_doc_put(doc, node, text, ROLE_NORMAL);
	doc_close(doc, node);
}

uint32_t triage_doc_list(struct doc *doc, bool ordered)
{
	uint32_t list = doc_open(doc, DOC_LIST, 0);

	doc->nodes[list].flags |= DOC_TIGHT | (ordered ? DOC_ORDERED : 0);
	doc->nodes[list].value = 1;
	return list;
}

void triage_doc_item(
    struct doc *doc, uint32_t list, unsigned number, const char *text)
{
	uint32_t node = doc_open(doc, DOC_ITEM, list);
	uint32_t leaf = doc_open(doc, DOC_PARA, node);

	doc->nodes[node].value = number;
	triage_doc_put(doc, leaf, text, ROLE_NORMAL);
	doc_close(doc, leaf);
	doc_close(doc, node);
}

void triage_doc_net(struct doc *doc, const struct self_check *check)
{
	uint32_t list;

	triage_doc_heading(
	    doc, 2, triage_doc_text(doc, check, TRIAGE_TEXT_NET));
	list = triage_doc_list(doc, false);
	for (size_t i = 0; i < check->rules.nnet; i++)
		triage_doc_item(doc, list, 0,
		    triage_doc_words(doc, check, check->rules.net[i], 0));
	doc_close(doc, list);
}

void triage_doc_what(struct doc *doc, const struct self_check *check,
    struct triage_words what, const struct triage_words *extra, size_t nextra,
    int days)
{
	uint32_t node = doc_open(doc, DOC_PARA, 0);

	triage_doc_put(
	    doc, node, triage_doc_words(doc, check, what, days), ROLE_STRONG);
	for (size_t i = 0; i < nextra; i++)
		triage_doc_put(doc, node,
		    arena_printf(&doc->arena, " %s",
			triage_doc_words(doc, check, extra[i], days)),
		    ROLE_STRONG);
	doc_close(doc, node);
}

void triage_doc_wait(struct doc *doc, const struct self_check *check,
    const struct triage_words *wait, size_t nwait, int days)
{
	uint32_t list;

	if (nwait == 0)
		return;
	triage_doc_heading(
	    doc, 2, triage_doc_text(doc, check, TRIAGE_TEXT_WAIT));
	list = triage_doc_list(doc, false);
	for (size_t i = 0; i < nwait; i++)
		triage_doc_item(
		    doc, list, 0, triage_doc_words(doc, check, wait[i], days));
	doc_close(doc, list);
}
