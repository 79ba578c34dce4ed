/*
 * lint_parts.h - the parts of lint; for lint*.c only.
 *
 * lint.c opens each thing of a pack in turn and gives it to these. Each tells
 * diag what is wrong and what was done about it.
 */
#ifndef LUMBAR_LINT_PARTS_H
#define LUMBAR_LINT_PARTS_H

#include "base/diag.h"
#include "check/readability.h"
#include "content/article.h"
#include "content/glossary.h"
#include "triage/rules.h"

/* A link of an article, kept until all articles have been read. */
struct lint_link {
	struct slice target;
	unsigned line;
};

/* What is kept of an article when its document is closed. */
struct lint_page {
	const char *file;   /* below the root */
	const char **parts; /* ids of its headings */
	size_t nparts;
	struct lint_link *links;
	size_t nlinks;
	bool opened;
	bool linked;              /* by some other article */
	struct readability total; /* of its sentences */
};

struct lint_names {
	const char **names;
	size_t n, cap;
};

struct lint {
	const char *today;
	struct arena arena;   /* one language's */
	struct arena scratch; /* one article's */
	struct catalog catalog;
	const char *index; /* its file, for messages */
	struct diag *diag;
	struct lint_page *pages;   /* as catalog.articles */
	const char **ids;          /* as catalog.articles */
	struct lint_names files;   /* of articles, sorted in the end */
	struct lint_names figures; /* that the folder has, sorted */
	struct lint_names wanted;  /* by some article, sorted in the end */
	struct glossary glossary;
	const char **terms; /* ids, as glossary.terms */
	const char *signs;  /* where its signs are, if it has any */
	bool has_signs;     /* they can be read */
	/* Files with a fault of their own: what they hold is not known. */
	bool bad_signs, bad_glossary, bad_sources;
	/* Sections that are there but of no use, "article:back": sorted. */
	struct lint_names left_out;
	struct lint_names used_sources, used_terms; /* sorted in the end */
	struct lint_names left_files; /* theirs, of articles and quizzes */
	size_t nleft_articles;
	const char *net_title; /* of the safety net; "" without one */
	struct lint_names net; /* its items, in their order */
};

/* lint_article.c: headings, cards, drawings, links. */
void lint_article(
    struct lint *lint, const struct article *article, struct lint_page *page);

/* lint_links.c: where links lead; all pages have been read. */
void lint_links(struct lint *lint, size_t index);

/* lint_prose.c: sentences, numbers, phrases, the reading grade. */
void lint_prose(
    struct lint *lint, const struct article *article, struct lint_page *page);

/* lint_words.c: hard words. */
void lint_words(struct lint *lint, const struct article *article,
    const struct lint_page *page);

/* The same in a text that is no article's, at one line. */
void lint_hard_words(
    struct lint *lint, const char *file, unsigned line, const char *text);

/* A copy of the text in small letters, those of ASCII. */
const char *lint_small_letters(struct arena *arena, const char *text);

/* Whether a word stands by itself in a text in small letters. */
bool lint_has_word(const char *small, const char *word);

/* lint_phrases.c: what is never to be said, in one sentence. */
void lint_phrases(
    struct lint *lint, const char *file, unsigned line, struct slice sentence);

/* The same of an answer to choose, which may be advice that nobody gives. */
void lint_phrases_chosen(
    struct lint *lint, const char *file, unsigned line, struct slice sentence);

/* All that is to be said of a text of one line that is no article's. */
void lint_text(
    struct lint *lint, const char *file, unsigned line, struct slice text);

/* Whether a node is of the list of words, which glossary.ini is told of. */
bool lint_is_term(const struct doc *doc, uint32_t node);

/*
 * lint_unused.c: sources and words that nothing leads to. In the end; sources
 * of the first language, which the others share.
 */
void lint_unused(struct lint *lint, bool first);

/* lint_figure.c: the words of each drawing, and what is written in it. */
void lint_figures(struct lint *lint);

/* The offset of a percentage, or the text's length. */
size_t lint_percent(struct slice text);

/* lint_quiz.c: the quizzes. */
void lint_quizzes(struct lint *lint);

/* lint_quiz_read.c: the page, part and words that "read why" leads to. */
struct quiz_question;
void lint_quiz_read(
    struct lint *lint, const char *file, const struct quiz_question *question);

/*
 * lint_cause.c: what is not to be told because its cause has been. Signs and
 * glossary are open.
 */
void lint_causes(struct lint *lint);

/* Whether there is such a section, which was left out with a word on why. */
bool lint_left_out(struct lint *lint, const char *kind, struct slice id);

/* What opening an article told, without what follows from something told. */
void lint_opened(
    struct lint *lint, const struct lint_page *page, const struct diag *said);

/* lint_triage.c: the self-check, if this language has one. */
void lint_triage(struct lint *lint);

/* lint_glossary.c: the words that articles explain; after it, their faults. */
void lint_glossary_open(struct lint *lint);
void lint_glossary(struct lint *lint);

/* lint_signs.c: whether there is a list of signs; before the articles. */
void lint_signs_open(struct lint *lint);

/* The list against the rules. */
void lint_signs(struct lint *lint, const struct rules *rules);

/*
 * Cards of an article that say what the safety net says: word for word. Not
 * before lint_triage.
 */
void lint_net(struct lint *lint, const struct article *article,
    const struct lint_page *page);

/* lint_source.c: what can only be seen in the text as it was written. */
void lint_source(struct lint *lint, const struct article *article,
    const struct lint_page *page);

/* lint_marks.c: marks of Markdown that became nothing and are shown. */
void lint_marks(struct lint *lint, const struct article *article,
    const struct lint_page *page);

/* lint_numbers.c: numbers to call, in the text as it was written. */
void lint_numbers(const struct lint *lint, const char *file, unsigned line,
    struct slice text);

/* lint_fit.c: the article laid out at the small sizes. */
void lint_fit(struct lint *lint, const struct article *article,
    const struct lint_page *page);

/* lint_index.c: dates, sources, doubles and words of the index. */
void lint_index(struct lint *lint);
void lint_dates(struct lint *lint, const char *file, unsigned line,
    const char *id, const char *reviewed, const char *next_review);
void lint_known_source(struct lint *lint, const char *file, unsigned line,
    const char *id, const char *key);

/* Append; whether a list that lint.c has sorted has it. */
void lint_names_add(
    struct lint *lint, struct lint_names *list, const char *name);
void lint_names_sort(struct lint_names *list);
/* In a sorted list. */
bool lint_names_have(const struct lint_names *list, const char *name);

/* ", did you mean \"...\"?" or "". Lives in the scratch arena. */
const char *lint_meant(
    struct lint *lint, struct slice word, const char *const *names, size_t n);

#endif
