#include "widgets/triage_doc_parts.h"

#include "base/die.h"
#include "content/compose.h"
#include "content/write.h"

#define PAPER_COLS 72
#define PAPER_CAP  (256u << 10) /* bytes; many times what it can be */

struct report {
	const struct self_check *check;
	const struct triage_result *result;
	struct doc *doc;
};

static const char *words(const struct report *report, struct triage_words text)
{
	return self_check_words(
	    report->check, text, report->result->days, &report->doc->arena);
}

static const char *text_of(const struct report *report, enum triage_text text)
{
	return words(report, report->check->rules.texts[text]);
}

static void put_heading(const struct report *report)
{
	const struct triage_level_text *level = report->result->text;

	compose_begin(
	    report->doc, arena_printf(&report->doc->arena, "%s %s", level->mark,
			     words(report, level->heading)));
	compose_para(report->doc,
	    arena_printf(&report->doc->arena, "Level: %s. Act: %s.", level->id,
		words(report, level->within)));
	compose_para(report->doc, words(report, report->result->what));
	if (report->result->level == TRIAGE_EMERGENCY &&
	    report->check->here != NULL)
		compose_para(report->doc,
		    compose_here(&report->doc->arena, report->check->here));
	for (size_t i = 0; i < report->result->nextra; i++)
		compose_para(
		    report->doc, words(report, report->result->extra[i]));
}

/* A heading and the reasons from one to before another. */
static void put_reasons(
    const struct report *report, enum triage_text title, size_t from, size_t to)
{
	const char *items[TRIAGE_REASONS + 1];
	size_t n = 0;

	if (from == to)
		return;
	for (size_t i = from; i < to; i++) {
		const struct triage_reason *reason =
		    &report->result->reasons[i];

		items[n++] = arena_printf(&report->doc->arena, "%s (%s)",
		    words(report, reason->part->reason), reason->rule->id);
	}
	items[n] = NULL;
	compose_heading(report->doc, text_of(report, title));
	compose_list(report->doc, items);
}

/* Phrases as a list; the caller has said what they are. */
static void put_phrases(
    const struct report *report, const char *const *phrases, size_t n)
{
	const char *items[TRIAGE_LINES + 1];

	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++)
		items[i] = triage_phrase(
		    phrases[i], report->result, &report->doc->arena);
	items[n] = NULL;
	compose_list(report->doc, items);
}

static void put_say(const struct report *report)
{
	const struct triage_result *result = report->result;

	compose_heading(report->doc, text_of(report, TRIAGE_TEXT_TELL));
	compose_para(report->doc,
	    text_of(report,
		result->nsay > 0 ? TRIAGE_TEXT_SAY : TRIAGE_TEXT_SAY_PLAIN));
	put_phrases(report, result->say, result->nsay);
}

/* Reasons of lower levels; in an emergency no more than the answers. */
static void put_also(const struct report *report)
{
	const struct triage_result *result = report->result;

	put_reasons(report, TRIAGE_TEXT_ALSO, result->nmain, result->nreasons);
	if (result->nalso == 0)
		return;
	compose_heading(report->doc, text_of(report, TRIAGE_TEXT_ALSO));
	put_phrases(report, result->also, result->nalso);
}

static void put_wait(const struct report *report)
{
	const struct triage_result *result = report->result;
	const char *items[TRIAGE_LINES + 1];

	if (result->nwait == 0)
		return;
	for (size_t i = 0; i < result->nwait; i++)
		items[i] = words(report, result->wait[i]);
	items[result->nwait] = NULL;
	compose_heading(report->doc, text_of(report, TRIAGE_TEXT_WAIT));
	compose_list(report->doc, items);
}

/* Below an emergency all of it, word for word. */
static void put_net(const struct report *report)
{
	const struct rules *rules = &report->check->rules;
	const char *items[RULES_NET + 1];

	if (report->result->level < TRIAGE_EMERGENCY) {
		for (size_t i = 0; i < rules->nnet; i++)
			items[i] = words(report, rules->net[i]);
		items[rules->nnet] = NULL;
		compose_heading(report->doc, text_of(report, TRIAGE_TEXT_NET));
		compose_list(report->doc, items);
	}
	compose_para(report->doc, words(report, report->result->text->net));
	compose_para(report->doc, text_of(report, TRIAGE_TEXT_LIMITS));
}

static void put_version(const struct report *report)
{
	const struct rules *rules = &report->check->rules;
	char date[TRIAGE_DOC_DATE];

	compose_para(report->doc,
	    arena_printf(&report->doc->arena,
		"%sRules version %s, checksum %016llx.",
		triage_doc_made(report->check, date), rules->version,
		(unsigned long long)rules->checksum));
}

/* "Rules that fit: E08, U13.", for whoever has the table of the rules. */
static void put_rules(const struct report *report)
{
	const struct rules *rules = &report->check->rules;
	struct arena *arena = &report->doc->arena;
	const char *ids = "";

	for (size_t i = 0; i < rules->nrules; i++) {
		if (rules_has_fired(&report->result->fired, i))
			ids = arena_printf(arena, "%s%s%s", ids,
			    ids[0] != '\0' ? ", " : "", rules->rules[i].id);
	}
	compose_para(report->doc, arena_printf(arena, "Rules that fit: %s.",
				      ids[0] != '\0' ? ids : "none"));
}

static void put_foot(const struct report *report)
{
	compose_para(report->doc, text_of(report, TRIAGE_TEXT_CRISIS));
	compose_para(report->doc, text_of(report, TRIAGE_TEXT_ABUSE));
}

void triage_doc_report(struct doc *doc, const struct self_check *check,
    const struct triage_result *result, bool saved)
{
	const struct report report = { check, result, doc };

	if (saved)
		compose_para(doc, text_of(&report, TRIAGE_TEXT_SAVED));
	put_heading(&report);
	if (result->nmain == 0)
		compose_para(doc, text_of(&report, TRIAGE_TEXT_NO_REASON));
	put_reasons(&report, TRIAGE_TEXT_WHY, 0, result->nmain);
	if (saved)
		put_also(&report);
	put_say(&report);
	put_wait(&report);
	put_net(&report);
	if (!saved)
		put_version(&report);
	if (!saved)
		put_also(&report);
	put_foot(&report);
	if (saved) {
		const char *age = triage_doc_age(check, &doc->arena);

		if (age[0] != '\0')
			compose_para(doc, age);
		put_version(&report);
		put_rules(&report);
	}
	compose_end(doc);
}

struct slice triage_doc_paper(const struct self_check *check,
    const struct triage_result *result, bool ascii, struct arena *arena)
{
	char *text = arena_alloc(arena, PAPER_CAP);
	FILE *out = fmemopen(text, PAPER_CAP, "w");
	struct layout layout;
	struct doc doc;
	long len = 0;

	if (out == NULL)
		die("no memory for a text");
	/* nothing of it is left in a buffer of the library's own */
	setbuf(out, NULL);
	doc_init(&doc);
	layout_init(&layout);
	triage_doc_report(&doc, check, result, true);
	layout_flow(&layout, &doc, PAPER_COLS,
	    LAYOUT_UNDERLINE | (ascii ? LAYOUT_ASCII : 0));
	if (write_layout(&layout, WRITE_PLAIN, ascii ? WRITE_ASCII : 0, out) ==
	    0)
		len = ftell(out);
	(void)fclose(out);
	arena_wipe(&layout.arena);
	layout_free(&layout);
	triage_doc_wipe(&doc);
	return (struct slice){ text, len > 0 ? (size_t)len : 0 };
}
