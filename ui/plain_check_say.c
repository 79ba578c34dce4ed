/*
 * plain_check_say.c - each page of the self-check as text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "plain_check_parts.h"
#include "widgets/triage_doc.h"

static enum check_page page_of(const struct plain *plain)
{
	return self_check_page(plain->check);
}

static void say_doc(struct plain *plain,
    void (*compose)(struct doc *, const struct self_check *))
{
	struct doc doc;

	doc_init(&doc);
	compose(&doc, plain->check);
	plain_write(plain, &doc);
	triage_doc_wipe(&doc);
}

static void say_option(struct plain *plain, size_t number, const char *text)
{
	printf("%2zu. ", number);
	plain_say_line(plain, text);
}

static void say_start(struct plain *plain)
{
	struct arena arena;

	arena_init(&arena);
	printf("Check my symptoms.\n\n");
	say_doc(plain, triage_doc_start);
	putchar('\n');
	plain_say_line(
	    plain, self_check_text(plain->check, TRIAGE_TEXT_WHO, &arena));
	say_option(plain, 1,
	    self_check_text(plain->check, TRIAGE_TEXT_WHO_SELF, &arena));
	say_option(plain, 2,
	    self_check_text(plain->check, TRIAGE_TEXT_WHO_OTHER, &arena));
	printf("Type 1 or 2.\n");
	arena_free(&arena);
}

size_t plain_check_option(const struct plain *plain, size_t number)
{
	const struct triage_question *question =
	    self_check_question(plain->check);
	const uint32_t offered = self_check_offered(plain->check);
	size_t i = 0;

	for (; i < question->noptions; i++) {
		if ((offered >> i & 1u) && --number == 0)
			break;
	}
	return i;
}

static void say_options(struct plain *plain, struct arena *arena)
{
	const struct triage_question *question =
	    self_check_question(plain->check);
	const size_t none = question->noptions;

	if (question->kind == TRIAGE_NUMBER) {
		printf("Type a whole number from %d to %d", question->min,
		    question->max);
		if (question->noptions > 0) {
			printf(", or s for: ");
			plain_say(
			    plain, self_check_words(plain->check,
				       question->options[0].text, 0, arena));
		}
		printf(".\n");
		return;
	}
	for (size_t n = 1; plain_check_option(plain, n) < none; n++)
		say_option(plain, n,
		    self_check_words(plain->check,
			question->options[plain_check_option(plain, n)].text, 0,
			arena));
	printf(question->kind == TRIAGE_MANY
		   ? "Choose all that fit. Nothing is chosen for you.\n"
		   : "Choose one. Nothing is chosen for you.\n");
}

static void say_question(struct plain *plain)
{
	const struct self_check *check = plain->check;
	const struct triage_question *question = self_check_question(check);
	const char *reminder;
	struct arena arena;

	arena_init(&arena);
	reminder = triage_doc_reminder(check, &arena);
	if (reminder[0] != '\0')
		plain_say_line(plain, reminder);
	printf("Check my symptoms. Question %u of up to %zu.\n",
	    question->number, check->rules.nquestions);
	plain_say_line(
	    plain, self_check_words(check, question->text, 0, &arena));
	plain_say_line(
	    plain, self_check_words(check, question->why, 0, &arena));
	putchar('\n');
	say_options(plain, &arena);
	if (question->kind != TRIAGE_NUMBER)
		plain_hint(plain, PLAIN_QUESTION);
	arena_free(&arena);
}

static void say_answers(struct plain *plain)
{
	const struct self_check *check = plain->check;
	size_t questions[RULES_QUESTIONS];
	const size_t n = triage_asked(&check->run, questions);
	struct arena arena;

	arena_init(&arena);
	printf("Check your answers.\n\n");
	for (size_t i = 0; i < n; i++) {
		const struct triage_question *question =
		    &check->rules.questions[questions[i]];
		const struct slice asked = self_check_short(
		    self_check_words(check, question->text, 0, &arena));

		say_option(plain, question->number,
		    arena_printf(&arena, "%.*s %s.", (int)asked.len, asked.ptr,
			self_check_answer_text(check, questions[i], &arena)));
	}
	putchar('\n');
	plain_hint(plain, PLAIN_ANSWERS);
	explicit_bzero(questions, sizeof(questions));
	arena_wipe(&arena);
}

void plain_check_result(struct plain *plain, bool why)
{
	struct triage_result *result = die_alloc(sizeof(*result));
	struct doc doc;

	if (!self_check_result(plain->check, result)) {
		say_doc(plain, triage_doc_failed);
	} else if (why) {
		doc_init(&doc);
		triage_doc_why(&doc, plain->check, result);
		plain_write(plain, &doc);
		triage_doc_wipe(&doc);
		printf("\nType r to read the result again.\n");
	} else {
		triage_doc_wipe(&plain->result);
		doc_init(&plain->result);
		(void)triage_doc_result(
		    &plain->result, plain->check, result, TRIAGE_LOOSE);
		plain_write_numbered(plain, &plain->result);
		putchar('\n');
		plain_hint(plain, PLAIN_RESULT);
	}
	triage_result_wipe(result);
	free(result);
}

void plain_check_unfinished(struct plain *plain)
{
	say_doc(plain, triage_doc_unfinished);
}

void plain_check_say(struct plain *plain)
{
	switch (page_of(plain)) {
	case CHECK_CLOSED:
		say_doc(plain, triage_doc_closed);
		printf("\nType b to go back.\n");
		break;
	case CHECK_FAILED:
		say_doc(plain, triage_doc_failed);
		printf("\nType b to go back.\n");
		break;
	case CHECK_UNFINISHED:
		plain_check_unfinished(plain);
		break;
	case CHECK_START:
		say_start(plain);
		break;
	case CHECK_ASK:
		say_question(plain);
		break;
	case CHECK_ANSWERS:
		say_answers(plain);
		break;
	case CHECK_RESULT:
		plain_check_result(plain, false);
		break;
	}
}

void plain_check_help(struct plain *plain)
{
	struct arena arena;

	arena_init(&arena);
	if (page_of(plain) == CHECK_ASK) {
		const struct triage_question *question =
		    self_check_question(plain->check);

		plain_say_line(plain,
		    self_check_words(plain->check, question->help, 0, &arena));
	}
	if (page_of(plain) != CHECK_RESULT)
		printf("Type the number of your answer, or several numbers "
		       "such as 1 2.\n");
	else
		printf("A number opens that line. w: why this result.%s\n",
		    policy_allows(plain->policy, POLICY_SAVE)
			? " p: save it in a file; asks first."
			: "");
	printf("b: back, your answers stay. r: read this again. "
	       "!: urgent help.\n%s\n",
	    policy_allows(plain->policy, POLICY_QUIT)
		? "h: home. q: leave. Both clear your answers, and "
		  "ask first."
		: "h: home. It clears your answers, and asks "
		  "first.");
	arena_free(&arena);
}
