#include "plain_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "widgets/quiz_doc.h"

#define NUMBERS_MAX (QUIZ_OPTIONS + 1)

static const struct quiz_question *question_of(const struct plain *plain)
{
	return quiz_run_item(&plain->sitting->run)->question;
}

static void say_question(struct plain *plain)
{
	const struct sitting *sitting = plain->sitting;
	const struct quiz_question *question = question_of(plain);
	struct arena arena;

	arena_init(&arena);
	plain_say_title(plain, sitting->title);
	printf("%s.\n", quiz_doc_progress(sitting, true, &arena));
	plain_say_line(plain, sitting_text(sitting, question->text, &arena));
	if (question->alt[0] != '\0') {
		printf("Picture: ");
		plain_say_line(
		    plain, sitting_text(sitting, question->alt, &arena));
	}
	putchar('\n');
	for (size_t i = 0; i < sitting_lines(sitting); i++) {
		printf("%2zu. ", i + 1);
		plain_say_line(plain, sitting_line(sitting, i, &arena));
	}
	printf("%s\n", quiz_doc_how(question));
	plain_hint(plain, PLAIN_QUIZ);
	arena_free(&arena);
}

static void say_page(struct plain *plain)
{
	/* one's own words may stand in it */
	arena_wipe(&plain->told.arena);
	doc_free(&plain->told);
	doc_init(&plain->told);
	quiz_doc_page(&plain->told, plain->sitting);
	plain_write_numbered(plain, &plain->told);
	putchar('\n');
	if (sitting_page(plain->sitting) == SITTING_TOLD)
		plain_hint(plain, PLAIN_TOLD);
	else
		printf("Type a number to open that line, or b for back.\n");
}

static void say_write(struct plain *plain)
{
	struct doc doc;

	doc_init(&doc);
	quiz_doc_write(&doc, plain->sitting);
	plain_write(plain, &doc);
	doc_free(&doc);
	putchar('\n');
	plain_hint(plain, PLAIN_WRITE);
}

static void show(struct plain *plain)
{
	switch (sitting_page(plain->sitting)) {
	case SITTING_ASK:
		say_question(plain);
		break;
	case SITTING_WRITE:
		say_write(plain);
		break;
	default:
		say_page(plain);
		break;
	}
}

static void next_page(struct plain *plain)
{
	putchar('\n');
	show(plain);
}

void plain_quiz_show(struct plain *plain, const char *id)
{
	struct store *store = plain_keeps(plain) ? plain->store : NULL;

	if (plain->sitting != NULL && strcmp(plain->sitting->id, id) != 0)
		plain_quiz_close(plain);
	if (plain->sitting == NULL)
		plain->sitting =
		    sitting_open(plain->catalog, id, store, time, plain->diag);
	sitting_keep(plain->sitting, store);
	show(plain);
}

void plain_quiz_close(struct plain *plain)
{
	sitting_close(plain->sitting);
	plain->sitting = NULL;
	plain->quit = PLAIN_QUIT_NOT;
	arena_wipe(&plain->told.arena);
	doc_free(&plain->told);
	memset(&plain->told, 0, sizeof(plain->told));
}

/* The numbers of lines on a line, from 0; false when anything else is there. */
static bool read_lines(const struct plain *plain, const char *line,
    size_t out[NUMBERS_MAX], size_t *n)
{
	*n = 0;
	while (*line != '\0') {
		const size_t len = strspn(line, "0123456789");
		const unsigned long number = strtoul(line, NULL, 10);

		if (len == 0 || len > 2 || *n == NUMBERS_MAX || number < 1 ||
		    number > sitting_lines(plain->sitting))
			return false;
		out[(*n)++] = number - 1;
		line += len;
		line += strspn(line, " ,");
	}
	return *n > 0;
}

static void answer(struct plain *plain, const char *line)
{
	size_t lines[NUMBERS_MAX], n;

	if (!read_lines(plain, line, lines, &n)) {
		printf("Type the number of your answer, or ? for help.\n");
		return;
	}
	sitting_choose(plain->sitting, lines, n);
	switch (sitting_answer(plain->sitting)) {
	case QUIZ_TAKEN:
		next_page(plain);
		break;
	case QUIZ_CLASH:
		printf(plain->sitting->chosen.unsure
			   ? "\"I am not sure\" goes with no other answer.\n"
			   : "Choose one number.\n");
		break;
	case QUIZ_SHORT:
		printf("Type all of the numbers, in order.\n");
		break;
	case QUIZ_EMPTY:
	case QUIZ_STRAY:
		printf("Type each number once.\n");
		break;
	}
}

static void read_why(struct plain *plain)
{
	const struct quiz_item *item = quiz_run_item(&plain->sitting->run);
	struct arena arena;

	if (item == NULL)
		return;
	arena_init(&arena);
	plain_go(plain, sitting_read(item, &arena));
	arena_free(&arena);
}

static void open_link(struct plain *plain, const char *line)
{
	const size_t number = strtoul(line, NULL, 10);
	struct slice target;
	char id[PLACE_ID_CAP];

	if (line[strspn(line, "0123456789")] != '\0' || number < 1 ||
	    number > plain->told.nlinks) {
		printf("Type one of the numbers, b for back, or q to leave.\n");
		return;
	}
	target = plain->told.links[number - 1].target;
	snprintf(id, sizeof(id), "%.*s", (int)target.len, target.ptr);
	if (strcmp(id, QUIZ_DOC_READ) == 0) {
		read_why(plain);
		return;
	}
	if (quiz_doc_follow(plain->sitting, id))
		next_page(plain);
	else
		plain_go(plain, id);
}

/* A line in one's own words; then one way to say it. */
static void write_words(struct plain *plain, const char *line)
{
	struct slice rest = slice_of(line);

	sitting_type(plain->sitting, -1);
	while (rest.len > 0) {
		uint32_t cp;
		const size_t len = utf8_next(rest.ptr, rest.len, &cp);

		sitting_type(plain->sitting, (int)text_safe(cp));
		rest.ptr += len;
		rest.len -= len;
	}
	sitting_on(plain->sitting);
	next_page(plain);
}

static void obey_page(struct plain *plain, const char *line)
{
	switch (sitting_page(plain->sitting)) {
	case SITTING_ASK:
		answer(plain, line);
		break;
	case SITTING_TOLD:
		if (line[0] == '\0') {
			sitting_on(plain->sitting);
			next_page(plain);
		} else if (strcasecmp(line, "w") == 0) {
			read_why(plain);
		} else {
			open_link(plain, line);
		}
		break;
	case SITTING_WRITE:
		write_words(plain, line);
		break;
	default:
		open_link(plain, line);
		break;
	}
}

static void help(const struct plain *plain)
{
	printf(sitting_page(plain->sitting) == SITTING_ASK
		   ? "Type the number of your answer. Of several answers, or "
		     "of an order, type the numbers one after the other, such "
		     "as 2 1 3.\n"
		   : "A number opens that line.\n");
	printf("b: back. r: read this again. w: read why, once you have "
	       "answered. h: home. !: urgent help. q: leave.\n");
}

bool plain_quiz_asks(struct plain *plain, enum plain_quit quit, const char *id)
{
	if (plain->sitting == NULL || !sitting_is_under_way(plain->sitting))
		return false;
	plain->quit = quit;
	snprintf(plain->quit_to, sizeof(plain->quit_to), "%s", id);
	printf("Leave the quiz before its end? Type yes to leave, or Enter to "
	       "go on.\n");
	return true;
}

/* Back to its page, from wherever it was asked. */
static void stay(struct plain *plain)
{
	while (!place_is_quiz(session_here(&plain->session)->id) &&
	       session_back(&plain->session))
		;
	plain_show(plain);
}

void plain_quiz_confirm(struct plain *plain, const char *line)
{
	const enum plain_quit quit = plain->quit;
	char to[PLACE_ID_CAP];

	memcpy(to, plain->quit_to, sizeof(to));
	plain->quit = PLAIN_QUIT_NOT;
	if (!plain_is(line, "y", "yes")) {
		stay(plain);
		return;
	}
	plain_quiz_close(plain);
	if (quit == PLAIN_QUIT_BACK)
		plain_back(plain);
	else if (quit == PLAIN_QUIT_GO)
		plain_go(plain, to);
	else
		plain->leave = true;
}

/* q leaves the quiz, not lumbar. */
static void want_back(struct plain *plain)
{
	if (!plain_quiz_asks(plain, PLAIN_QUIT_BACK, ""))
		plain_back(plain);
}

void plain_quiz_obey(struct plain *plain, const char *line)
{
	const bool writing = sitting_page(plain->sitting) == SITTING_WRITE;

	/* while one writes, words are words */
	if (strcasecmp(line, "b") == 0 ||
	    (!writing && plain_is(line, "b", "back"))) {
		if (sitting_back(plain->sitting))
			next_page(plain);
		else
			want_back(plain);
	} else if (writing && strcasecmp(line, "q") != 0) {
		write_words(plain, line);
	} else if (plain_is(line, "?", "help")) {
		help(plain);
	} else if (plain_is(line, "r", "again")) {
		next_page(plain);
	} else if (plain_is(line, "q", "quit")) {
		want_back(plain);
	} else if (plain_is(line, "h", "home")) {
		plain_go(plain, "");
	} else {
		obey_page(plain, line);
	}
}
