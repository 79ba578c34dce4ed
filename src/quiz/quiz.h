/*
 * quiz.h - the questions of one quiz, as its file has them.
 *
 * A file of the pack: [quiz] with what the whole quiz says, and a
 * [question:id] for each question, in the order in which they are asked:
 *
 *	[question:bed-rest]
 *	kind = one              (many, true-false, order, picture)
 *	text = You have had back pain for 3 days. What is best?
 *	option_bed = Stay in bed until it has gone
 *	why_bed = More than a day or two in bed makes it slower.
 *	option_move = Keep doing what I can
 *	why_move = Moving helps your back to recover.
 *	right = move
 *	say = Most people who keep going feel better sooner.
 *	read = first-two-weeks#keep-moving
 *	at = words of the paragraph to read
 *
 * "also" names options that are fine too: they count as right. true-false has
 * why_true and why_false and no options; order has its options
 * in the right order and no "right"; picture is one with "figure" and "alt".
 * "I am not sure" is offered with every question and stands in no file. The
 * options are shuffled, unless [quiz] says "shuffle = no": of steps on a scale.
 *
 * A question with a fault is left out and told; the others are asked. Texts
 * may hold region words in braces: whoever shows them puts those in.
 */
#ifndef LUMBAR_QUIZ_H
#define LUMBAR_QUIZ_H

#include <stdint.h>

#include "base/file.h"

#define QUIZ_QUESTIONS 40 /* of one file; more are left out */
#define QUIZ_OPTIONS   6
#define QUIZ_POINTS    3

enum quiz_kind {
	QUIZ_ONE,
	QUIZ_MANY,
	QUIZ_TRUE_FALSE,
	QUIZ_ORDER,
	QUIZ_PICTURE
};

struct quiz_option {
	const char *id, *text;
	const char *why; /* what there is to say of choosing it */
	unsigned line, why_line;
};

/* No string is NULL: what the file does not give is "". */
struct quiz_question {
	const char *id, *text;
	const char *say; /* the lesson, whatever was answered */
	enum quiz_kind kind;
	const char *figure, *alt; /* of a picture */
	const char *read;         /* "article" or "article#part" */
	const char *at;           /* words of the paragraph there */
	const struct quiz_option *options;
	size_t noptions;
	uint32_t right; /* bit 0 is options[0]; of an order: 0 */
	uint32_t also;  /* not the best one, but fine */
	unsigned line, text_line, say_line, read_line, at_line;
	unsigned figure_line, alt_line;
};

struct quiz {
	const char *id;   /* as the opener gave it */
	const char *file; /* for messages */
	const char *intro;
	const char *teach, *model; /* "say it in your own words" */
	const char *points[QUIZ_POINTS];
	size_t npoints;
	const char *signs; /* a list of signs.ini for the result, or "" */
	bool in_order;     /* options are shown as they are written */
	const struct quiz_question *questions;
	size_t n;
	unsigned line; /* of [quiz] */
	unsigned intro_line, teach_line, model_line, signs_line;
	unsigned point_lines[QUIZ_POINTS];
};

/*
 * Everything lives in the arena. STATUS_OK if there is a question to ask;
 * else the quiz has none, and why is in diag. id is borrowed.
 */
enum status quiz_read(const struct file_root *root, const char *file,
    const char *id, struct arena *arena, struct quiz *out, struct diag *diag);

/* The same from memory: for tests and fuzzing. */
enum status quiz_parse(struct slice text, const char *file, const char *id,
    struct arena *arena, struct quiz *out, struct diag *diag);

/* By id, or NULL. */
const struct quiz_question *quiz_question(
    const struct quiz *quiz, const char *id);

#endif
