#include "check/lint_parts.h"

#include <string.h>

#include "base/ini_file.h"
#include "check/readability.h"
#include "content/place.h"
#include "triage/prove.h"

/*
 * Of a text by itself, and of all together. A text of a few words has no
 * grade: one long name of an illness would decide.
 */
#define GRADE_LIMIT 8.0
#define GRADE_MEAN  6.0
#define GRADE_WORDS 8

/* The proofs of lint are those of "self-check --prove", the seed too. */
#define SEED 20261122u

/* Our own caution; the only source that is no publication. */
#define CONSERVATIVE "conservative"

/* What a piece of text is for: what may not stand in it follows. */
enum purpose {
	FOR_ASKING,  /* a question, its options and its help */
	FOR_RESULT,  /* a level's text, a reason: advice */
	FOR_NOTHING, /* no prose */
};

/*
 * What a result may not advise, whatever the level ("What the wizard must
 * never say or do" of the specification). In small letters; a beginning of a
 * word counts.
 */
static const struct ban {
	const char *words, *why;
	bool pressing; /* only with an urgent level or an emergency */
} bans[] = {
	{ "bed rest", "bed rest is no treatment", false },
	{ "stay in bed", "bed rest is no treatment", false },
	{ "get a scan", "a scan is not the next step", false },
	{ "have a scan", "a scan is not the next step", false },
	{ "ask for a scan", "a scan is not the next step", false },
	{ "you have cauda", "a diagnosis; say \"can be\"", false },
	{ "you have a slipped", "a diagnosis; say \"can be\"", false },
	{ "you have a clot", "a diagnosis; say \"can be\"", false },
	{ "this is just", "a diagnosis; say \"can be\"", false },
	{ "probably", "odds; say \"can be\"", false },
	{ "codeine", "a prescription drug", false },
	{ "tramadol", "a prescription drug", false },
	{ "morphine", "a prescription drug", false },
	{ "gabapentin", "a prescription drug", false },
	{ "pregabalin", "a prescription drug", false },
	{ "amitriptyline", "a prescription drug", false },
	{ "naproxen", "a prescription drug", false },
	{ "diazepam", "a prescription drug", false },
	{ "stop taking", "a prescribed drug is never stopped", false },
	{ "exercise", "no exercise with a warning sign", true },
	{ "stretch", "no exercise with a warning sign", true },
	{ "manipulat", "no manipulation with a warning sign", true },
	{ "overnight", "a warning sign cannot wait", true },
};

static bool starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static bool is_pressing(const struct ini_section *section)
{
	const char *level = ini_section_get(section, "level", NULL);

	if (strcmp(section->kind, "level") == 0)
		level = section->id;
	return strcmp(section->kind, "wait") == 0 ||
	       (level != NULL && (strcmp(level, "emergency") == 0 ||
				     strcmp(level, "urgent") == 0));
}

/* By where it stands: sections and keys as rules_read takes them. */
static enum purpose purpose_of(
    const struct ini_section *section, const char *key)
{
	static const char *const prose[] = { "text", "why", "help", "option_",
		"reason", "extra", "heading", "within", "what", "ambulance",
		"net" };
	const bool asks = strcmp(section->kind, "question") == 0;

	if (strcmp(section->kind, "sign") == 0)
		return strcmp(key, "text") == 0 || strcmp(key, "why") == 0
		           ? FOR_RESULT
		           : FOR_NOTHING;
	if (strcmp(section->kind, "group") == 0)
		return strcmp(key, "title") == 0 ? FOR_RESULT : FOR_NOTHING;
	if (strcmp(section->kind, "triage") == 0 ||
	    strcmp(section->kind, "term") == 0)
		return FOR_NOTHING;
	if (strcmp(section->kind, "texts") == 0 ||
	    strcmp(section->kind, "net") == 0)
		return FOR_RESULT;
	for (size_t i = 0; i < sizeof(prose) / sizeof(prose[0]); i++) {
		if (starts(key, prose[i]))
			return asks ? FOR_ASKING : FOR_RESULT;
	}
	/* phrases for "Tell them:" */
	if (!starts(key, "say"))
		return FOR_NOTHING;
	return asks ? FOR_ASKING : FOR_RESULT;
}

static void check_bans(struct lint *lint, const char *file,
    const struct ini_pair *pair, enum purpose purpose, bool pressing)
{
	const char *text = lint_small_letters(&lint->scratch, pair->value);

	for (size_t i = 0; i < sizeof(bans) / sizeof(bans[0]); i++) {
		const struct ban *ban = &bans[i];

		if (purpose == FOR_RESULT && (!ban->pressing || pressing) &&
		    strstr(text, ban->words) != NULL)
			diag_add(lint->diag, DIAG_ERROR, file, pair->line,
			    "\"%s\" is never to be said here (%s): shown all "
			    "the same",
			    ban->words, ban->why);
	}
	if (strstr(text, "ibuprofen") != NULL &&
	    strstr(text, "do not take") == NULL)
		diag_add(lint->diag, DIAG_ERROR, file, pair->line,
		    "ibuprofen without who must not take it: shown all the "
		    "same");
	if (lint_percent(slice_of(pair->value)) < strlen(pair->value))
		diag_add(lint->diag, DIAG_ERROR, file, pair->line,
		    "a percentage: shown, but the self-check gives no odds");
	if (starts(pair->key, "heading") && strchr(pair->value, '!') != NULL)
		diag_add(lint->diag, DIAG_ERROR, file, pair->line,
		    "a heading that shouts: shown as it is");
}

/* Every {word} is the region's; levels know {days}, phrases {number}. */
static void check_braces(struct lint *lint, const char *file,
    const struct ini_section *section, const struct ini_pair *pair)
{
	const char *at = pair->value;

	while ((at = strchr(at, '{')) != NULL) {
		const struct slice name = { at + 1, strcspn(at + 1, "}") };

		at++;
		if (region_knows(name) ||
		    (slice_is(name, "days") &&
			strcmp(section->kind, "level") == 0) ||
		    (slice_is(name, "number") && starts(pair->key, "say")))
			continue;
		diag_add(lint->diag, DIAG_ERROR, file, pair->line,
		    "{%.*s} is no word of a region: shown as it is",
		    name.len > 49 ? 49 : (int)name.len, name.ptr);
	}
}

/* Of one text as it is shown; returns what it counts. */
static struct readability check_grade(struct lint *lint, const char *file,
    const struct ini_section *section, const struct ini_pair *pair)
{
	struct slice rest = region_expand(lint->catalog.region,
	    slice_of(pair->value), file, &lint->scratch, NULL);
	const bool asks =
	    strcmp(section->kind, "question") == 0 && starts(pair->key, "text");
	struct readability total = { 0, 0, 0 };
	struct slice sentence;

	while (readability_sentence(&rest, &sentence)) {
		lint_phrases(lint, file, pair->line, sentence);
		readability_add(&total, sentence);
	}
	if (total.words >= GRADE_WORDS && readability_over(&total, GRADE_LIMIT))
		diag_add(lint->diag, asks ? DIAG_WARNING : DIAG_NOTE, file,
		    pair->line,
		    "reading grade %.1f: shown as it is, aim at %.0f or lower",
		    readability_grade(&total), GRADE_LIMIT);
	return total;
}

/* Adds to *all what the file's texts count. */
static void check_strings(
    struct lint *lint, const char *file, struct readability *all)
{
	struct ini_file ini;

	if (ini_file_read_if_any(&lint->catalog.root, file, &lint->arena, &ini,
		NULL) != STATUS_OK)
		return;
	for (size_t i = 0; i < ini.nsections; i++) {
		const struct ini_section *section = &ini.sections[i];

		for (size_t k = 0; k < section->npairs; k++) {
			const struct ini_pair *pair = &section->pairs[k];
			const enum purpose purpose =
			    purpose_of(section, pair->key);
			struct readability one;

			arena_reset(&lint->scratch);
			if (purpose == FOR_NOTHING)
				continue;
			check_bans(
			    lint, file, pair, purpose, is_pressing(section));
			check_braces(lint, file, section, pair);
			one = check_grade(lint, file, section, pair);
			all->sentences += one.sentences;
			all->words += one.words;
			all->syllables += one.syllables;
			lint_numbers(
			    lint, file, pair->line, slice_of(pair->value));
		}
	}
}

static void check_all_strings(struct lint *lint, const char *signs)
{
	struct readability all = { 0, 0, 0 };

	check_strings(lint, lint->catalog.triage, &all);
	check_strings(lint, signs, &all);
	if (readability_over(&all, GRADE_MEAN))
		diag_add(lint->diag, DIAG_WARNING, lint->catalog.triage, 0,
		    "reading grade %.1f over all texts: shown as they are, aim "
		    "at %.0f or lower",
		    readability_grade(&all), GRADE_MEAN);
}

/* Links from results to pages, and what rules rest on. */
static void check_targets(struct lint *lint, const struct rules *rules)
{
	for (size_t i = 0; i < rules->nrules; i++) {
		const struct triage_rule *rule = &rules->rules[i];

		for (size_t k = 0; k < rule->nsources; k++) {
			if (strcmp(rule->sources[k], CONSERVATIVE) != 0)
				lint_known_source(lint, rules->file, rule->line,
				    rule->id, rule->sources[k]);
		}
		for (size_t k = 0; k < rule->nread; k++) {
			if (catalog_article(&lint->catalog,
				slice_of(rule->read[k])) == NULL &&
			    !lint_left_out(
				lint, "article", slice_of(rule->read[k])))
				diag_add(lint->diag, DIAG_ERROR, rules->file,
				    rule->line,
				    "\"%s\": there is no page \"%s\"%s: not "
				    "offered",
				    rule->id, rule->read[k],
				    lint_meant(lint, slice_of(rule->read[k]),
					lint->ids, lint->catalog.narticles));
		}
	}
	for (int level = TRIAGE_SELF_CARE; level <= TRIAGE_EMERGENCY; level++) {
		const struct triage_level_text *text = &rules->levels[level];

		for (size_t k = 0; k < text->nread; k++) {
			if (catalog_article(&lint->catalog,
				slice_of(text->read[k])) == NULL &&
			    !lint_left_out(
				lint, "article", slice_of(text->read[k])))
				diag_add(lint->diag, DIAG_ERROR, rules->file, 0,
				    "level %s: there is no page \"%s\": not "
				    "offered",
				    text->id, text->read[k]);
		}
	}
}

/* As articles have it: region words in. */
static const char *shown(struct lint *lint, const char *text)
{
	const struct slice whole = region_expand(lint->catalog.region,
	    slice_of(text), lint->catalog.triage, &lint->arena, NULL);

	return arena_copy(&lint->arena, whole.ptr, whole.len);
}

static void keep_net(struct lint *lint, const struct rules *rules)
{
	const char *title = rules->texts[TRIAGE_TEXT_NET].self;
	const char *brace = strrchr(title, '}');

	/* "if any of these start:", behind the numbers */
	lint->net_title = brace == NULL ? title : brace + 1;
	for (size_t i = 0; i < rules->nnet; i++)
		lint_names_add(
		    lint, &lint->net, shown(lint, rules->net[i].self));
}

void lint_triage(struct lint *lint)
{
	struct rules *rules;
	struct proof *proof;

	lint->net_title = "";
	for (size_t i = 0; i < lint->catalog.narticles; i++)
		lint->ids[i] = lint->catalog.articles[i].id;
	if (lint->catalog.triage[0] == '\0')
		return;
	rules = arena_zalloc(&lint->arena, 1, sizeof(*rules));
	proof = arena_zalloc(&lint->arena, 1, sizeof(*proof));
	check_all_strings(lint, lint->signs);
	if (rules_read(&lint->catalog.root, lint->catalog.triage, &lint->arena,
		rules, lint->diag) != STATUS_OK)
		return;
	keep_net(lint, rules);
	lint_signs(lint, rules);
	lint_dates(lint, rules->file, 0, PLACE_CHECK_ID, rules->reviewed,
	    rules->next_review);
	check_targets(lint, rules);
	prove_full(rules, PROVE_CASES, SEED, &lint->arena, proof, lint->diag);
}

static bool ends_with(struct slice text, const char *end)
{
	const size_t len = strlen(end);

	return text.len >= len &&
	       memcmp(text.ptr + text.len - len, end, len) == 0;
}

/* Items of a card, one after another, against the net. */
static void compare_card(struct lint *lint, const struct doc *doc,
    uint32_t card, const struct lint_page *page)
{
	size_t n = 0;

	for (uint32_t i = card + 1; i < doc->nodes[card].end; i++) {
		const struct doc_node *node = &doc->nodes[i];
		struct slice text;

		if (node->kind != DOC_PARA)
			continue;
		text = doc_node_text(doc, i, &lint->scratch);
		if (n < lint->net.n && ends_with(text, lint->net.names[n])) {
			if (!slice_is(text, lint->net.names[n]))
				diag_add(lint->diag, DIAG_NOTE, page->file,
				    node->line,
				    "says more than the safety net of %s: "
				    "shown as it is",
				    lint->signs);
			n++;
			continue;
		}
		diag_add(lint->diag, DIAG_ERROR, page->file, node->line,
		    "not in the safety net of %s at this place: \"%.*s\": "
		    "shown all the same",
		    lint->signs, text.len > 60 ? 60 : (int)text.len, text.ptr);
		return;
	}
	if (n < lint->net.n)
		diag_add(lint->diag, DIAG_ERROR, page->file,
		    doc->nodes[card].line,
		    "the safety net of %s has \"%s\" too: not shown here",
		    lint->signs, lint->net.names[n]);
}

void lint_net(struct lint *lint, const struct article *article,
    const struct lint_page *page)
{
	const struct doc *doc = &article->doc;

	for (uint32_t i = 1; i < doc->nnodes && lint->net.n > 0; i++) {
		uint32_t title = i + 1;

		if (doc->nodes[i].kind != DOC_CARD ||
		    doc->nodes[i].level != CARD_EMERGENCY ||
		    title >= doc->nnodes)
			continue;
		if (ends_with(doc_node_text(doc, title, &lint->scratch),
			lint->net_title))
			compare_card(lint, doc, i, page);
	}
}
