/*
 * quiz_doc.h - pages of a quiz as documents, so that the screen and plain mode
 * lay out and narrate the same words.
 */
#ifndef LUMBAR_QUIZ_DOC_H
#define LUMBAR_QUIZ_DOC_H

#include "content/document.h"
#include "widgets/sitting.h"

/* Targets of links that are no places; whoever shows the document acts. */
#define QUIZ_DOC_NEXT  "ask:next"
#define QUIZ_DOC_READ  "ask:read"
#define QUIZ_DOC_AGAIN "ask:again"
#define QUIZ_DOC_WRITE "ask:write"
#define QUIZ_DOC_SCORE "ask:score"

/* "Question 2 of 6", or in few words "2 of 6". */
const char *quiz_doc_progress(
    const struct sitting *sitting, bool in_full, struct arena *arena);

/* How a question is answered: "Choose one." */
const char *quiz_doc_how(const struct quiz_question *question);

/*
 * The page of the sitting that is no question and nothing to write on: what
 * there is to say of an answer, the score, a model answer, or why there is no
 * question. Links lead to places or to one of the targets above.
 */
void quiz_doc_page(struct doc *doc, const struct sitting *sitting);

/*
 * Do what a target asks of the sitting. False: it is a place to go to, or
 * QUIZ_DOC_READ, and nothing was done.
 */
bool quiz_doc_follow(struct sitting *sitting, const char *target);

/* What is asked of somebody who writes; ask is the question to answer. */
void quiz_doc_write(struct doc *doc, const struct sitting *sitting);

#endif
