#include <string.h>

#include "triage/rules_parts.h"

#define LEVEL_DAYS_MAX 60

static const char *const text_keys[TRIAGE_TEXTS] = {
	[TRIAGE_TEXT_INTRO] = "intro",
	[TRIAGE_TEXT_USE] = "use",
	[TRIAGE_TEXT_CALL] = "call",
	[TRIAGE_TEXT_HARD] = "hard",
	[TRIAGE_TEXT_WHO] = "who",
	[TRIAGE_TEXT_WHO_SELF] = "myself",
	[TRIAGE_TEXT_WHO_OTHER] = "someone",
	[TRIAGE_TEXT_NONE] = "none",
	[TRIAGE_TEXT_UNSURE] = "unsure",
	[TRIAGE_TEXT_LOOK] = "look",
	[TRIAGE_TEXT_UNFINISHED] = "unfinished",
	[TRIAGE_TEXT_IDLE] = "idle",
	[TRIAGE_TEXT_FAILED] = "failed",
	[TRIAGE_TEXT_CLOSED] = "closed",
	[TRIAGE_TEXT_WHY] = "why",
	[TRIAGE_TEXT_ALSO] = "also",
	[TRIAGE_TEXT_TELL] = "tell",
	[TRIAGE_TEXT_SAY] = "say",
	[TRIAGE_TEXT_SAY_PLAIN] = "say_plain",
	[TRIAGE_TEXT_WAIT] = "wait",
	[TRIAGE_TEXT_NO_REASON] = "no_reason",
	[TRIAGE_TEXT_LIMITS] = "limits",
	[TRIAGE_TEXT_NET] = "net",
	[TRIAGE_TEXT_CRISIS] = "crisis",
	[TRIAGE_TEXT_ABUSE] = "abuse",
	[TRIAGE_TEXT_REST] = "rest",
	[TRIAGE_TEXT_SAVED] = "saved",
};

static const struct ini_section *need_section(
    struct rules_reader *r, const char *name)
{
	const struct ini_section *const section =
	    ini_file_section(&r->ini, name);

	if (section == NULL)
		rules_fault(r, 0, "there is no [%s]", name);
	return section;
}

static void read_net_items(
    struct rules_reader *r, const struct ini_section *section)
{
	struct rules *const rules = r->rules;

	for (size_t i = 0; i < section->npairs; i++) {
		const char *const key = section->pairs[i].key;
		const size_t len = strlen(key);

		if (len > 6 && strcmp(key + len - 6, "_other") == 0)
			continue;
		if (rules->nnet == RULES_NET) {
			rules_fault(r, section->pairs[i].line,
			    "there are more than %d items", RULES_NET);
			return;
		}
		rules->net[rules->nnet++] = rules_words(r, section, key, true);
	}
	if (rules->nnet == 0)
		rules_fault(r, section->line, "[net] is empty");
}

static void read_net(struct rules_reader *r)
{
	const struct ini_section *const section = need_section(r, "net");
	const char *const name = r->ini.name;

	if (section == NULL)
		return;
	r->ini.name = r->net_file; /* for what it tells */
	read_net_items(r, section);
	r->ini.name = name;
}

static void read_level(struct rules_reader *r, enum triage_level level)
{
	const char *const id = rules_level_id(level);
	const struct ini_section *const section =
	    need_section(r, arena_printf(r->arena, "level:%s", id));
	struct triage_level_text *const text = &r->rules->levels[level];

	if (section == NULL)
		return;
	text->id = id;
	text->mark = rules_need(r, section, "mark").text;
	text->heading = rules_words(r, section, "heading", true);
	text->within = rules_words(r, section, "within", true);
	text->what = rules_words(r, section, "what", true);
	text->ambulance =
	    rules_words(r, section, "ambulance", level == TRIAGE_EMERGENCY);
	text->net = rules_words(r, section, "net", true);
	text->days =
	    rules_number(r, rules_need(r, section, "days"), 0, LEVEL_DAYS_MAX);
	text->nread = rules_items(
	    r, rules_need(r, section, "read"), text->read, RULES_LIST);
}

/* A level's section that is none of ours is a misspelt one. */
static void tell_unknown_levels(struct rules_reader *r)
{
	for (size_t i = 0; i < r->ini.nsections; i++) {
		const struct ini_section *const section = &r->ini.sections[i];
		bool known = strcmp(section->kind, "level") != 0;

		for (int level = TRIAGE_SELF_CARE; level <= TRIAGE_EMERGENCY;
		     level++)
			known =
			    known ||
			    strcmp(section->id,
				rules_level_id((enum triage_level)level)) == 0;
		if (!known)
			rules_fault(r, section->line, "[%s] is no level",
			    section->name);
	}
}

void rules_read_texts(struct rules_reader *r)
{
	const struct ini_section *const head = need_section(r, "triage");
	const struct ini_section *const texts = need_section(r, "texts");

	if (head != NULL) {
		r->rules->version = rules_need(r, head, "version").text;
		r->rules->reviewed = rules_need(r, head, "reviewed").text;
		r->rules->next_review = rules_need(r, head, "next_review").text;
	}
	if (texts != NULL) {
		for (int i = 0; i < TRIAGE_TEXTS; i++)
			r->rules->texts[i] =
			    rules_words(r, texts, text_keys[i], true);
	}
	for (int level = TRIAGE_SELF_CARE; level <= TRIAGE_EMERGENCY; level++)
		read_level(r, (enum triage_level)level);
	tell_unknown_levels(r);
	read_net(r);
}
