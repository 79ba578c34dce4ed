/*
 * quiz_parts.h - the halves of reading a quiz; for quiz.c, which reads the file
 * and [quiz], and quiz_question.c, which reads [question:...]. For nobody else.
 *
 * A section's keys are taken one by one. A key that nobody took is told, so
 * that a misspelt one cannot be lost.
 */
#ifndef LUMBAR_QUIZ_PARTS_H
#define LUMBAR_QUIZ_PARTS_H

#include "base/ini_file.h"
#include "quiz/quiz.h"

struct quiz_reader {
	struct ini_file ini;
	struct arena *arena;
	struct diag *diag;
	const struct ini_section *section; /* that is read now */
	bool *taken;                       /* its keys */
	const char *done;                  /* about a fault in it */
	const char *kind;                  /* of the question; or NULL */
	bool bad;                          /* a fault in it */
};

struct quiz_value {
	const char *text;
	unsigned line;
	bool given;
};

/* A fault of the section: told with what is done about it, r->done. */
void quiz_fault(struct quiz_reader *r, unsigned line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* A key of the section; text "" and the section's line when not there. */
struct quiz_value quiz_take(struct quiz_reader *r, const char *key);

/* The same; a fault when it is empty. */
struct quiz_value quiz_need(struct quiz_reader *r, const char *key);

/* The same; line is told when it is not there. */
struct quiz_value quiz_need_at(
    struct quiz_reader *r, const char *key, unsigned line);

/* Keys that nobody took are told; nothing else is lost by them. */
void quiz_tell_left_over(struct quiz_reader *r);

/* quiz_question.c: the section as a question; false: it is left out. */
bool quiz_question_read(struct quiz_reader *r, struct quiz_question *out);

#endif
