/*
 * article_screen.h - what the parts of the article screen share:
 * article_screen.c acts, article_parts.c, article_find.c and article_term.c
 * act on parts, in find and on words, article_keep.c remembers,
 * article_draw.c draws. For nobody else;
 * others use screens.h.
 */
#ifndef LUMBAR_ARTICLE_SCREEN_H
#define LUMBAR_ARTICLE_SCREEN_H

#include "content/glossary.h"
#include "content/page.h"
#include "screens/screens.h"
#include "widgets/frame.h"
#include "widgets/list.h"
#include "widgets/reader.h"

struct article_link {
	const struct catalog_article *to;
	uint32_t link; /* 1-based: the first that leads there */
};

struct article_screen {
	struct screen base;
	struct arena arena;
	const struct catalog_article *entry;
	struct diag *diag; /* borrowed; may be NULL */
	struct page page;
	struct reader reader;
	struct list parts;
	uint32_t *part_nodes;        /* the heading of each part */
	struct article_link *linked; /* the pages it links to, each once */
	size_t nlinked;
	const char *path;
	const char *greeting; /* for the message row until a key acts */
	int rows, cols;       /* of the window */
	int measure, wide;    /* columns of text; of figures and tables */
	struct rect text, pane, aside;
	bool choosing;             /* the parts have the focus */
	bool finding;              /* the find field is open */
	struct session_view begun; /* where find was opened */
	struct glossary glossary;
	bool glossary_read;
	const struct term *term; /* that is explained now, or NULL */
	struct store_page kept;  /* what was put into the store last */
};

void article_screen_draw(const struct screen *screen, struct canvas *canvas);

/* Whether the parts stand beside the text, rather than over it. */
bool article_screen_has_pane(const struct article_screen *article);

/* Put the focus of the parts list on the part that is being read. */
void article_screen_mark_part(struct article_screen *article);

/* article_parts.c */

/* The headings, as the items of the parts list; the pages it links to. */
void article_parts_make(struct article_screen *article);
void article_links_make(struct article_screen *article);

void article_parts_choose(struct article_screen *article, bool choosing);
/* An action while the parts have the focus; a click on a row of the window. */
struct step article_parts_act(
    struct article_screen *article, enum action action, int arg);
struct step article_parts_click(struct article_screen *article, int row);

/* article_term.c */

/* Explain a word beside its link; false when it is not in the glossary. */
bool article_term_open(struct article_screen *article, struct slice id);
unsigned article_term_where(const struct article_screen *article);
/* Over the text, beside the cursor. */
void article_term_draw(
    const struct article_screen *article, struct canvas *canvas);

/* article_keep.c */

/* The place, for the next visit; once more only when it is another one. */
void article_keep_page(struct article_screen *article);
/* A bookmark, or none any more. */
struct step article_keep_bookmark(struct article_screen *article);

/* Its address on the web, if there is one. */
const char *article_carry(const struct screen *screen, struct arena *arena);

/* article_find.c */
struct step article_find_begin(struct article_screen *article);
void article_find_end(struct article_screen *article);
struct step article_find_next(struct article_screen *article, int direction);
/* An action while the field is open. */
struct step article_find_act(
    struct article_screen *article, enum action action, int arg);
/* The message row, with the cursor in the field while it is open. */
void article_find_draw(
    const struct article_screen *article, struct canvas *canvas);

#endif
