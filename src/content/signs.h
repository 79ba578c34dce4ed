/*
 * signs.h - the pack's one list of warning signs.
 *
 * File signs.ini of a language: [net], the safety net that every result of
 * the self-check ends with; [group:...] and [sign:...], the signs behind the
 * rules of the self-check in the words of pages. The self-check, urgent help,
 * and every article that lists signs take them from here; an article by a
 * line of its own:
 *
 *	![The signs of an emergency.](signs:net)
 *
 * signs:emergency, signs:urgent and signs:soon are the groups of a level.
 */
#ifndef LUMBAR_SIGNS_H
#define LUMBAR_SIGNS_H

#include "content/catalog.h"
#include "content/document.h"

#define SIGNS_SCHEME "signs:"
#define SIGNS_NET    16 /* items of the safety net, at most */
#define SIGNS_RULES  8  /* that one sign stands for */

enum signs_level {
	SIGNS_SOON,
	SIGNS_URGENT,
	SIGNS_EMERGENCY
};

struct sign_group {
	const char *id, *title;
	enum signs_level level;
	unsigned line;
};

struct sign {
	const char *id;
	const char *text;               /* region words are in */
	const char *why;                /* may be "" */
	const char *rules[SIGNS_RULES]; /* ids of the self-check's rules */
	size_t nrules;
	size_t group;
	unsigned line;
};

struct signs {
	const char *file; /* "en/signs.ini" */
	const char *net[SIGNS_NET];
	size_t nnet;
	const struct sign_group *groups; /* in the order of the file */
	size_t ngroups;
	const struct sign *signs;
	size_t nsigns;
};

/*
 * Everything lives in the arena. A pack without the file has no signs and
 * that is STATUS_MISSING, told to nobody. Nothing of a file with a fault is
 * used; each fault is in diag.
 */
enum status signs_read(const struct catalog *catalog, struct arena *arena,
    struct signs *out, struct diag *diag);

/*
 * Add the list of that name ("net", "emergency") to a document under parent:
 * a list, or one with a line of its own for each group. Texts are borrowed.
 * False, and nothing added, when there is no such list or it is empty.
 */
bool signs_compose(const struct signs *signs, struct slice list,
    struct doc *doc, uint32_t parent);

const char *signs_level_id(enum signs_level level); /* "emergency" */

#endif
