/*
 * lint_quiz.c - the quizzes: their words, drawings and options.
 */
#include <stdlib.h>
#include <string.h>

#include "check/lint_parts.h"
#include "check/readability.h"
#include "content/signs.h"
#include "quiz/quiz.h"

#define QUESTIONS_MIN  8
#define QUESTIONS_MAX  12
#define SENTENCE_WORDS 20
#define GRADE_LIMIT    8.0
#define OPTION_COLS    110 /* three lines of a small screen */
#define TEXT_COLS      320

struct quiz_lint {
	struct lint *lint;
	struct quiz quiz;
	struct arena arena; /* the quiz */
	struct readability total;
	unsigned longest, single; /* questions with one right option */
};

/* Of an answer nobody is told that it was bad. */
static const char *const harsh[] = { "wrong", "incorrect", "false", "mistake",
	"correct" };

static void check_harsh(
    struct quiz_lint *q, unsigned line, struct slice sentence)
{
	struct arena *const scratch = &q->lint->scratch;
	const char *const small = lint_small_letters(
	    scratch, arena_copy(scratch, sentence.ptr, sentence.len));

	for (size_t i = 0; i < sizeof(harsh) / sizeof(harsh[0]); i++) {
		if (lint_has_word(small, harsh[i]))
			diag_add(q->lint->diag, DIAG_WARNING, q->quiz.file,
			    line,
			    "\"%s\" judges the answer: shown as it is, say "
			    "what is so instead",
			    harsh[i]);
	}
	if (memchr(sentence.ptr, '!', sentence.len) != NULL)
		diag_add(q->lint->diag, DIAG_WARNING, q->quiz.file, line,
		    "an exclamation mark: shown as it is, say it calmly");
}

/* With the region's words in; others in braces are told, at the text's line. */
static struct slice expand(struct quiz_lint *q, unsigned line, const char *text)
{
	struct lint *lint = q->lint;
	struct diag faults;
	struct slice full;

	diag_init(&faults, &lint->scratch);
	full = region_expand(lint->catalog.region, slice_of(text), q->quiz.file,
	    &lint->scratch, &faults);
	for (size_t i = 0; i < faults.n; i++)
		diag_add(lint->diag, faults.items[i].severity, q->quiz.file,
		    line, "%s", faults.items[i].text);
	return full;
}

/* What a text of a quiz is for. */
enum role_of {
	FOR_READING,
	FOR_CHOOSING, /* an answer, or what is true or false */
	FOR_JUDGING,  /* said of an answer */
};

/* Any text that is shown. */
static void check_text(
    struct quiz_lint *q, unsigned line, const char *text, enum role_of role)
{
	struct lint *lint = q->lint;
	const char *file = q->quiz.file;
	struct slice rest = expand(q, line, text), sentence;

	lint_numbers(lint, file, line, slice_of(text));
	if (lint_percent(slice_of(text)) < strlen(text))
		diag_add(lint->diag, DIAG_WARNING, file, line,
		    "a percentage: shown as it is, say \"about 1 in 7\"");
	if (strncmp(lint->catalog.lang, "en", 2) == 0)
		lint_hard_words(lint, file, line, text);
	while (readability_sentence(&rest, &sentence)) {
		const size_t words = readability_add(&q->total, sentence);

		if (role == FOR_CHOOSING)
			lint_phrases_chosen(lint, file, line, sentence);
		else
			lint_phrases(lint, file, line, sentence);
		if (role == FOR_JUDGING)
			check_harsh(q, line, sentence);
		if (words > SENTENCE_WORDS)
			diag_add(lint->diag, DIAG_WARNING, file, line,
			    "a sentence of %zu words: shown as it is, %d are "
			    "the most that is easy to follow",
			    words, SENTENCE_WORDS);
	}
}

static void check_length(
    struct quiz_lint *q, unsigned line, const char *text, int cols)
{
	if (text_cols(slice_of(text)) > cols)
		diag_add(q->lint->diag, DIAG_WARNING, q->quiz.file, line,
		    "a text of %d columns: shown as it is, %d are what can be "
		    "read at a glance",
		    text_cols(slice_of(text)), cols);
}

/* "Yes." stands before the reason of what is right, "No." before others. */
static void check_verdict(struct quiz_lint *q, const struct quiz_option *option)
{
	static const char *const verdicts[] = { "Yes", "No", "Fine" };

	for (size_t i = 0; i < sizeof(verdicts) / sizeof(verdicts[0]); i++) {
		const size_t len = strlen(verdicts[i]);

		if (strncmp(option->why, verdicts[i], len) == 0 &&
		    (option->why[len] == ',' || option->why[len] == '.' ||
			option->why[len] == ':'))
			diag_add(q->lint->diag, DIAG_WARNING, q->quiz.file,
			    option->why_line,
			    "\"%s\" is said before the reason by itself: shown "
			    "twice",
			    verdicts[i]);
	}
}

static void check_options(
    struct quiz_lint *q, const struct quiz_question *question)
{
	size_t longest = 0, right = 0, n = 0;

	for (size_t i = 0; i < question->noptions; i++) {
		const struct quiz_option *option = &question->options[i];
		const size_t len = strlen(option->text);

		/* "True" and "False" are the program's */
		if (question->kind != QUIZ_TRUE_FALSE) {
			check_text(q, option->line, option->text, FOR_CHOOSING);
			check_length(
			    q, option->line, option->text, OPTION_COLS);
		}
		check_text(q, option->why_line, option->why, FOR_JUDGING);
		if (question->kind != QUIZ_ORDER)
			check_verdict(q, option);
		if (len > longest)
			longest = len;
		if (question->right >> i & 1u) {
			right = len;
			n++;
		}
	}
	if (n != 1 || question->kind == QUIZ_TRUE_FALSE)
		return;
	q->single++;
	q->longest += right == longest;
}

static void check_picture(
    struct quiz_lint *q, const struct quiz_question *question)
{
	struct lint *lint = q->lint;
	struct figure figure;

	if (question->figure[0] == '\0')
		return;
	lint_names_add(lint, &lint->wanted,
	    arena_copy(
		&lint->arena, question->figure, strlen(question->figure)));
	check_text(q, question->alt_line, question->alt, FOR_READING);
	if (!lint_names_have(&lint->figures, question->figure))
		diag_add(lint->diag, DIAG_ERROR, q->quiz.file,
		    question->figure_line,
		    "there is no drawing \"%s\"%s: its words stand alone",
		    question->figure,
		    lint_meant(lint, slice_of(question->figure),
			lint->figures.names, lint->figures.n));
	else
		(void)figure_read(&lint->catalog.root, lint->catalog.lang,
		    question->figure, &lint->scratch, &figure, lint->diag);
}

static void check_question(struct quiz_lint *q, size_t nth)
{
	const struct quiz_question *question = &q->quiz.questions[nth];

	check_text(q, question->text_line, question->text,
	    question->kind == QUIZ_TRUE_FALSE ? FOR_CHOOSING : FOR_READING);
	check_length(q, question->text_line, question->text, TEXT_COLS);
	check_text(q, question->say_line, question->say, FOR_JUDGING);
	check_options(q, question);
	check_picture(q, question);
	lint_quiz_read(q->lint, q->quiz.file, question);
	for (size_t i = 0; i < nth; i++) {
		if (strcmp(q->quiz.questions[i].text, question->text) == 0)
			diag_add(q->lint->diag, DIAG_WARNING, q->quiz.file,
			    question->text_line,
			    "the same words as in [question:%s]: both are "
			    "asked",
			    q->quiz.questions[i].id);
	}
}

static void check_signs(struct quiz_lint *q)
{
	struct lint *lint = q->lint;
	struct signs *signs;
	struct doc doc;

	if (q->quiz.signs[0] == '\0' || lint->bad_signs)
		return;
	signs = arena_zalloc(&lint->scratch, 1, sizeof(*signs));
	doc_init(&doc);
	if (signs_read(&lint->catalog, &lint->scratch, signs, NULL) !=
		STATUS_OK ||
	    !signs_compose(signs, slice_of(q->quiz.signs), &doc, 0))
		diag_add(lint->diag, DIAG_ERROR, q->quiz.file,
		    q->quiz.signs_line,
		    "there is no list of signs \"%s\" (net or emergency, of "
		    "signs.ini): the end of the quiz goes without",
		    q->quiz.signs);
	else if (strcmp(q->quiz.signs, "net") != 0 &&
		 strcmp(q->quiz.signs, "emergency") != 0)
		diag_add(lint->diag, DIAG_ERROR, q->quiz.file,
		    q->quiz.signs_line,
		    "\"%s\" has no signs of an emergency: shown below \"Call "
		    "{emergency}\" all the same, use net or emergency",
		    q->quiz.signs);
	doc_free(&doc);
}

static void check_whole(struct quiz_lint *q)
{
	struct diag *diag = q->lint->diag;
	const struct quiz *quiz = &q->quiz;
	const double grade = readability_grade(&q->total);
	const bool hard = readability_over(&q->total, GRADE_LIMIT);

	check_text(q, quiz->intro_line, quiz->intro, FOR_READING);
	check_text(q, quiz->teach_line, quiz->teach, FOR_READING);
	check_text(q, quiz->model_line, quiz->model, FOR_READING);
	for (size_t i = 0; i < quiz->npoints; i++)
		check_text(
		    q, quiz->point_lines[i], quiz->points[i], FOR_READING);
	check_signs(q);
	/* one without the other was told */
	if (quiz->teach_line == quiz->line && quiz->model_line == quiz->line)
		diag_add(diag, DIAG_NOTE, quiz->file, quiz->line,
		    "no \"teach\" with a \"model\": nobody is asked to say "
		    "it in his own words");
	if (quiz->n < QUESTIONS_MIN || quiz->n > QUESTIONS_MAX)
		diag_add(diag, DIAG_NOTE, quiz->file, 0,
		    "%zu question%s: asked as %s, %d to %d are a good length",
		    quiz->n, quiz->n == 1 ? "" : "s",
		    quiz->n == 1 ? "it is" : "they are", QUESTIONS_MIN,
		    QUESTIONS_MAX);
	if (q->single >= 4 && q->longest * 4 > q->single * 3)
		diag_add(diag, DIAG_NOTE, quiz->file, 0,
		    "the right option is the longest in %u of %u questions: "
		    "people will see that",
		    q->longest, q->single);
	if (hard)
		diag_add(diag, DIAG_WARNING, quiz->file, 0,
		    "reading grade %.1f: shown as it is, aim at %.0f or lower",
		    grade, GRADE_LIMIT);
}

static void check_quiz(struct lint *lint, const struct catalog_quiz *entry)
{
	struct quiz_lint q = { .lint = lint };
	const char *file = arena_printf(
	    &lint->arena, "%s/%s", lint->catalog.lang, entry->file);

	lint_names_add(lint, &lint->files, file);
	arena_init(&q.arena);
	if (quiz_read(&lint->catalog.root, file, entry->id, &q.arena, &q.quiz,
		lint->diag) == STATUS_OK) {
		for (size_t i = 0; i < q.quiz.n; i++) {
			arena_reset(&lint->scratch);
			check_question(&q, i);
		}
		check_whole(&q);
	} else {
		diag_add(lint->diag, DIAG_ERROR, lint->index, entry->line,
		    "\"%s\": \"%s\" cannot be asked: a page says so in its "
		    "place",
		    entry->id, entry->file);
	}
	arena_free(&q.arena);
}

static int compare_files(const void *a, const void *b)
{
	const struct catalog_quiz *const *x = a, *const *y = b;
	const int order = strcmp((*x)->file, (*y)->file);

	return order != 0
	           ? order
	           : ((*x)->line > (*y)->line) - (int)((*x)->line < (*y)->line);
}

/* Two quizzes of one file: one of them was meant to be another. */
static void check_doubles(struct lint *lint)
{
	const struct catalog *catalog = &lint->catalog;
	const size_t n = catalog->nquizzes;
	const struct catalog_quiz **sorted = arena_alloc(
	    &lint->scratch, (n + 1) * sizeof(const struct catalog_quiz *));

	for (size_t i = 0; i < n; i++)
		sorted[i] = &catalog->quizzes[i];
	qsort(sorted, n, sizeof(const struct catalog_quiz *), compare_files);
	for (size_t i = 1; i < n; i++) {
		if (strcmp(sorted[i]->file, sorted[i - 1]->file) == 0)
			diag_add(lint->diag, DIAG_ERROR, lint->index,
			    sorted[i]->line,
			    "[quiz:%s] has the same file as [quiz:%s]: both "
			    "are asked",
			    sorted[i]->id, sorted[i - 1]->id);
	}
}

void lint_quizzes(struct lint *lint)
{
	arena_reset(&lint->scratch);
	check_doubles(lint);
	for (size_t i = 0; i < lint->catalog.nquizzes; i++) {
		arena_reset(&lint->scratch);
		check_quiz(lint, &lint->catalog.quizzes[i]);
	}
}
