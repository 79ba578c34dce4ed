/*
 * glossary.h - words in plain English.
 *
 * File glossary.ini of a language, a section for each word:
 *
 *	[term:foramen]
 *	word = foramen
 *	text = A small opening at the side of the spine. A nerve root ...
 *	see = nerves
 *	also = foramina, foramens
 *
 * see (an article) and also (other spellings) may be left out. An article
 * links to a word by (term:foramen), and shows them all by a line of its own:
 *
 *	![All words, from A to Z.](terms:all)
 */
#ifndef LUMBAR_GLOSSARY_H
#define LUMBAR_GLOSSARY_H

#include "content/catalog.h"
#include "content/document.h"

#define GLOSSARY_LINK   "term:"
#define GLOSSARY_SCHEME "terms:"
#define GLOSSARY_CHARS                                         \
	150 /* of a text: two lines, or five on a small screen \
	     */

/* No string is NULL: what the file does not give is "". */
struct term {
	const char *id, *word;
	const char *text; /* region words are in */
	const char *see;  /* id of an article */
	const char *also;
	unsigned line;
};

struct glossary {
	const char *file;         /* "en/glossary.ini" */
	const struct term *terms; /* A to Z */
	size_t n;
};

/*
 * Everything lives in the arena. A pack without the file has no words, which
 * is STATUS_MISSING, told to nobody. A term with a fault is left out and told
 * to diag; of a file that is no good INI nothing is used.
 */
enum status glossary_read(const struct catalog *catalog, struct arena *arena,
    struct glossary *out, struct diag *diag);

/* By id, or NULL. */
const struct term *glossary_term(
    const struct glossary *glossary, struct slice id);

/*
 * Add "all" to a document under its root: a part for each letter. Texts are
 * borrowed. False, and nothing added, for any other name or without words.
 */
bool glossary_compose(const struct glossary *glossary,
    const struct catalog *catalog, struct slice list, struct arena *arena,
    struct doc *doc);

#endif
