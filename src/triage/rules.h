/*
 * rules.h - the self-check as data: questions, terms, rules and words.
 *
 * Read from a pack's triage.ini; clinical sense is in that file and not here.
 * Everything lives in the arena that rules_read was given and is const from
 * then on. Texts hold {words} of a region (region_expand) and are written for
 * the person (self) and for somebody who answers for another (other).
 *
 * rules_read refuses what it cannot understand. Whether rules that can be
 * read are safe to use is what prove.h says.
 */
#ifndef LUMBAR_RULES_H
#define LUMBAR_RULES_H

#include "base/file.h"
#include "triage/condition.h"

#define RULES_QUESTIONS 24 /* at most, as bits and places below */
#define RULES_OPTIONS   24 /* of one question */
#define RULES_MAX       128
#define RULES_TERMS     64
#define RULES_LIST      12 /* sources, articles or parts of one rule */

enum triage_level {
	TRIAGE_SELF_CARE = 1,
	TRIAGE_ROUTINE,
	TRIAGE_SOON,
	TRIAGE_URGENT,
	TRIAGE_EMERGENCY
};

/* How to get help in an emergency; the higher wins. */
enum triage_mode {
	TRIAGE_NO_MODE,
	TRIAGE_ED,
	TRIAGE_AMBULANCE
};

enum triage_kind {
	TRIAGE_NUMBER, /* a whole number, or one of the options (skip) */
	TRIAGE_ONE,
	TRIAGE_MANY
};

/* Never NULL. other is self where the file gives no other wording. */
struct triage_words {
	const char *self, *other;
};

struct triage_option {
	const char *id;
	struct triage_words text;
	const char *say; /* for "Tell them:", this answer in few words; or "" */
	const struct condition *show; /* offered when it holds; NULL: always */
	int days, from_days;          /* how long it lasts; -1: no time */
};

/* Bits of a mask are options in their order: bit 0 is options[0]. */
struct triage_question {
	const char *id;
	unsigned number; /* as shown: "3 of up to 20" */
	enum triage_kind kind;
	struct triage_words text, why, help; /* help.self may be "" */
	const struct triage_option *options; /* none and unsure too */
	size_t noptions;
	const struct condition *ask; /* asked when it holds; NULL: always */
	int min, max, skip_counts;   /* of a TRIAGE_NUMBER */
	const char *say;             /* of it: "aged {number}"; or "" */
	uint32_t calm;               /* "no", "none": what no rule may name */
	uint32_t unsure;             /* "not sure" */
	uint32_t apart; /* goes with no other: none, unsure, skip */
	uint32_t shown; /* options that have a condition to be offered */
	uint32_t alone; /* by itself an emergency, whatever the rules say */
	/*
	 * What "not sure" must come to (specification 5), whatever the rules
	 * say: a level by itself, or the same as another answer; and the
	 * answers of which any two give an emergency.
	 */
	enum triage_level unsure_gives; /* 0: not said */
	uint32_t unsure_as, doubt;
	unsigned line;
};

struct triage_term {
	const char *id, *text; /* the condition as written */
	const struct condition *when;
	unsigned line;
};

/* A reason that is shown only with some of the ticks (rule U15). */
struct triage_part {
	size_t question;
	uint32_t mask; /* 0: always */
	struct triage_words reason;
};

struct triage_rule {
	const char *id;   /* "E08" */
	const char *text; /* the condition as written */
	const struct condition *when;
	enum triage_level level;
	enum triage_mode mode; /* of an emergency; else TRIAGE_NO_MODE */
	int days;              /* latest day by which to be seen */
	const struct triage_part *parts;
	size_t nparts;
	const char *say; /* to tell, besides what was picked of it; or "" */
	const char *sources[RULES_LIST]; /* keys of sources.ini */
	size_t nsources;
	const char *read[RULES_LIST]; /* ids of articles, may be none */
	size_t nread;
	struct triage_words extra; /* one more thing to do, or "" */
	struct triage_words wait;  /* while you wait, or "" */
	unsigned line;
};

struct triage_level_text {
	const char *id;   /* "self-care" */
	const char *mark; /* "!!!": the level without colour */
	struct triage_words heading, within;
	struct triage_words what; /* what to do; {days} in it: rule's days */
	struct triage_words ambulance; /* instead of what, in that mode */
	struct triage_words net;       /* the text added to the safety net */
	const char *read[RULES_LIST];
	size_t nread;
	int days; /* when no rule says; 0 = now or today */
};

/* What stands on the screens besides; see [texts] in triage.ini. */
enum triage_text {
	TRIAGE_TEXT_INTRO, /* what the check is for, and is not */
	TRIAGE_TEXT_USE,   /* intended use: education, no diagnosis */
	TRIAGE_TEXT_CALL,  /* "Call {emergency} now for: ..." */
	TRIAGE_TEXT_HARD,  /* when this is hard to follow */
	TRIAGE_TEXT_WHO,   /* yourself or someone else? */
	TRIAGE_TEXT_WHO_SELF,
	TRIAGE_TEXT_WHO_OTHER,
	TRIAGE_TEXT_NONE,       /* "none of these" */
	TRIAGE_TEXT_UNSURE,     /* "not sure" */
	TRIAGE_TEXT_LOOK,       /* "Have a quick check, then choose." */
	TRIAGE_TEXT_UNFINISHED, /* stopped half-way */
	TRIAGE_TEXT_IDLE,       /* "Are you still there? ..." */
	TRIAGE_TEXT_FAILED,     /* the check could not be finished */
	TRIAGE_TEXT_CLOSED,     /* the rules are not fit for use */
	TRIAGE_TEXT_WHY,        /* "Why" */
	TRIAGE_TEXT_ALSO,       /* "Also mention:" */
	TRIAGE_TEXT_TELL,       /* "Tell them:" */
	TRIAGE_TEXT_SAY,        /* what comes before the phrases of say */
	TRIAGE_TEXT_SAY_PLAIN,  /* instead, when there are none */
	TRIAGE_TEXT_WAIT,       /* "While you wait:" */
	TRIAGE_TEXT_NO_REASON,  /* why, when no rule fired */
	TRIAGE_TEXT_LIMITS,     /* "This is not a diagnosis. ..." */
	TRIAGE_TEXT_NET,        /* "Go to {ed} or call ... start:" */
	TRIAGE_TEXT_CRISIS,
	TRIAGE_TEXT_ABUSE,
	TRIAGE_TEXT_REST,  /* "Answer the rest" */
	TRIAGE_TEXT_SAVED, /* heads a saved or printed summary */
	TRIAGE_TEXTS
};

#define RULES_NET 16

struct rules {
	const char *file, *version, *reviewed, *next_review;
	const struct triage_question *questions; /* in the order of asking */
	size_t nquestions;
	const struct triage_term *terms;
	size_t nterms;
	const struct triage_rule *rules; /* in the order of the file */
	size_t nrules;
	struct triage_level_text levels[TRIAGE_EMERGENCY + 1]; /* [0] unused */
	struct triage_words texts[TRIAGE_TEXTS];
	struct triage_words net[RULES_NET]; /* items of the safety net */
	size_t nnet;
	uint64_t checksum; /* of every section, key and value */
};

/* What was picked, by question. All zero: nothing answered. */
struct answers {
	uint32_t answered; /* bit per question */
	uint32_t picked[RULES_QUESTIONS];
	int number[RULES_QUESTIONS]; /* of a TRIAGE_NUMBER; skip_counts */
};

struct rules_fired {
	uint64_t bits[RULES_MAX / 64];
};

/*
 * Read triage.ini of a language ("en/triage.ini"). STATUS_OK: complete and
 * understood. Otherwise every fault is in diag and out is not to be used. The
 * safety net is [net] of the file signs.ini beside it, which pages read too,
 * unless the file has a [net] of its own.
 */
#define RULES_SIGNS_FILE "signs.ini"
enum status rules_read(const struct file_root *root, const char *name,
    struct arena *arena, struct rules *out, struct diag *diag);

/* The same from memory: for tests and fuzzing. */
enum status rules_parse(struct slice text, const char *name,
    struct arena *arena, struct rules *out, struct diag *diag);

/* By id; nquestions, noptions or nrules when there is none. */
size_t rules_question(const struct rules *rules, struct slice id);
size_t rules_option(const struct triage_question *question, struct slice id);
size_t rules_rule(const struct rules *rules, struct slice id);

/* Options that are offered to somebody who answered so. */
uint32_t rules_offered(
    const struct rules *rules, size_t question, const struct answers *answers);

/*
 * The answers that count: those of questions that are asked, given the
 * answers before them, without options that are not offered. Returns the
 * questions that are asked so far, as bits.
 */
uint32_t rules_live(
    const struct rules *rules, const struct answers *all, struct answers *live);

/*
 * Which rules fire on live answers; returns the highest level. What fires on
 * some of the answers fires on all of them too.
 */
enum triage_level rules_evaluate(const struct rules *rules,
    const struct answers *live, struct rules_fired *fired);

static inline bool rules_has_fired(const struct rules_fired *fired, size_t rule)
{
	return (fired->bits[rule / 64] >> (rule % 64) & 1u) != 0;
}

const char *rules_level_id(enum triage_level level); /* "self-care" */
const char *rules_mode_id(enum triage_mode mode);    /* "ed", "ambulance" */

#endif
