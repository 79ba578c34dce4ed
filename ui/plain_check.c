#include "plain_check_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "widgets/triage_doc.h"

#define NUMBERS_MAX 24 /* answers on one line */

static enum check_page page_of(const struct plain *plain)
{
	return self_check_page(plain->check);
}

static bool may_quit(const struct plain *plain)
{
	return policy_allows(plain->policy, POLICY_QUIT);
}

void plain_check_show(struct plain *plain)
{
	if (plain->check == NULL) {
		plain->check = self_check_open(plain->catalog, plain->diag);
		plain->check->clock = time;
	}
	plain_check_say(plain);
}

void plain_check_close(struct plain *plain)
{
	triage_doc_wipe(&plain->result);
	self_check_close(plain->check);
	plain->check = NULL;
	plain->want_leave = plain->want_save = false;
}

void plain_check_end(struct plain *plain)
{
	if (plain->check == NULL || !self_check_has_answers(plain->check) ||
	    page_of(plain) == CHECK_RESULT)
		return;
	self_check_stop(plain->check);
	plain_check_unfinished(plain);
}

/* The numbers on a line; false when anything else stands there. */
static bool read_numbers(
    const char *line, size_t numbers[NUMBERS_MAX], size_t *n)
{
	*n = 0;
	while (*line != '\0') {
		const size_t len = strspn(line, "0123456789");

		if (len == 0 || len > 3 || *n == NUMBERS_MAX)
			return false;
		numbers[(*n)++] = strtoul(line, NULL, 10);
		line += len;
		line += strspn(line, " ,");
	}
	return *n > 0;
}

static void next_page(struct plain *plain)
{
	putchar('\n');
	plain_check_show(plain);
}

/* Not sure: a look first, then the same question again. */
static void look_again(struct plain *plain)
{
	const struct triage_question *question =
	    self_check_question(plain->check);
	struct arena arena;

	arena_init(&arena);
	plain_say_line(
	    plain, self_check_text(plain->check, TRIAGE_TEXT_LOOK, &arena));
	plain_say_line(
	    plain, self_check_words(plain->check, question->help, 0, &arena));
	arena_free(&arena);
	next_page(plain);
}

static void answer(struct plain *plain)
{
	const struct triage_question *question =
	    self_check_question(plain->check);

	switch (self_check_answer(plain->check)) {
	case TRIAGE_TAKEN:
		next_page(plain);
		break;
	case TRIAGE_LOOK:
		look_again(plain);
		break;
	case TRIAGE_EMPTY:
		printf("Choose at least one, or ? for help.\n");
		break;
	case TRIAGE_CLASH:
		printf(question->kind == TRIAGE_ONE
			   ? "Choose one number.\n"
			   : "\"None\" and \"not sure\" go with no other "
			     "answer.\n");
		break;
	case TRIAGE_HIDDEN:
		printf("Choose from the numbers of this question.\n");
		break;
	case TRIAGE_RANGE:
		printf("Type a whole number from %d to %d.\n", question->min,
		    question->max);
		break;
	}
}

static void answer_number(struct plain *plain, const char *line)
{
	struct self_check *check = plain->check;
	const size_t at = check->run.at;
	const size_t digits = strspn(line, "0123456789");

	check->marked[at] = 0;
	memset(check->typed[at], 0, sizeof(check->typed[at]));
	if (plain_is(line, "s", "skip"))
		check->marked[at] = 1;
	else if (digits > 0 && digits <= CHECK_DIGITS && line[digits] == '\0')
		memcpy(check->typed[at], line, digits);
	else {
		printf("Type a whole number from %d to %d.\n",
		    self_check_question(check)->min,
		    self_check_question(check)->max);
		return;
	}
	answer(plain);
}

static void answer_options(struct plain *plain, const char *line)
{
	struct self_check *check = plain->check;
	const struct triage_question *question = self_check_question(check);
	size_t numbers[NUMBERS_MAX], n;
	uint32_t marked = 0;

	if (!read_numbers(line, numbers, &n)) {
		printf("Type the number of your answer, or ? for help.\n");
		return;
	}
	for (size_t i = 0; i < n; i++) {
		const size_t option = plain_check_option(plain, numbers[i]);

		if (option >= question->noptions) {
			printf("There is no number %zu here.\n", numbers[i]);
			return;
		}
		marked |= (uint32_t)1 << option;
	}
	printf("You chose: ");
	plain_say_line(plain, line);
	check->marked[check->run.at] = marked;
	answer(plain);
	explicit_bzero(numbers, sizeof(numbers));
}

static void choose_who(struct plain *plain, const char *line)
{
	if (strcmp(line, "1") != 0 && strcmp(line, "2") != 0) {
		printf("Type 1 or 2. b goes back.\n");
		return;
	}
	self_check_begin(plain->check, line[0] == '2');
	next_page(plain);
}

/* By the number that the question has while it is asked. */
static void choose_answer(struct plain *plain, const char *line)
{
	const struct self_check *check = plain->check;
	size_t questions[RULES_QUESTIONS], numbers[NUMBERS_MAX], n, i = 0;
	const size_t nasked = triage_asked(&check->run, questions);

	if (!read_numbers(line, numbers, &n) || n != 1)
		i = nasked;
	while (i < nasked &&
	       check->rules.questions[questions[i]].number != numbers[0])
		i++;
	if (line[0] == '\0') {
		self_check_finish(plain->check);
		next_page(plain);
	} else if (i < nasked) {
		self_check_change(plain->check, questions[i]);
		next_page(plain);
	} else {
		printf("Type a number to change that answer, or Enter to see "
		       "what to do.\n");
	}
	explicit_bzero(questions, sizeof(questions));
}

static void open_link(struct plain *plain, const char *line)
{
	size_t numbers[NUMBERS_MAX], n;
	struct slice target;

	if (strcasecmp(line, "w") == 0) {
		putchar('\n');
		plain_check_result(plain, true);
		return;
	}
	if (strcasecmp(line, "p") == 0 &&
	    policy_allows(plain->policy, POLICY_SAVE)) {
		plain_save_ask(plain);
		return;
	}
	if (!read_numbers(line, numbers, &n) || n != 1 || numbers[0] < 1 ||
	    numbers[0] > plain->result.nlinks) {
		printf(may_quit(plain)
			   ? "Type one of the numbers, w for why, or q to "
			     "leave.\n"
			   : "Type one of the numbers, or w for why.\n");
		return;
	}
	target = plain->result.links[numbers[0] - 1].target;
	if (slice_is(target, TRIAGE_DOC_WHY)) {
		putchar('\n');
		plain_check_result(plain, true);
	} else if (slice_is(target, TRIAGE_DOC_CHANGE)) {
		self_check_review(plain->check);
		next_page(plain);
	} else if (slice_is(target, TRIAGE_DOC_REST)) {
		self_check_go_on(plain->check);
		next_page(plain);
	} else {
		char id[PLACE_ID_CAP];

		snprintf(id, sizeof(id), "%.*s", (int)target.len, target.ptr);
		plain_go(plain, id);
	}
}

/* Whoever may not leave lumbar leaves the check, and is at home. */
static void leave_to(struct plain *plain, const char *then)
{
	if (then == NULL)
		plain_back(plain);
	else if (then[0] != '\0' && may_quit(plain))
		plain->leave = true;
	else
		plain_go(plain, "");
}

/* then: NULL = back, "" = home, anything else = out of lumbar. */
static void want_leave(struct plain *plain, const char *then)
{
	if (!self_check_has_answers(plain->check)) {
		leave_to(plain, then);
		return;
	}
	plain->want_leave = true;
	plain->then = then;
	printf("Leave? Your answers will be cleared. Type yes to leave, or "
	       "Enter to go on with the check.\n");
}

static void confirm_leave(struct plain *plain, const char *line)
{
	const bool finished = page_of(plain) == CHECK_RESULT;

	plain->want_leave = false;
	if (!plain_is(line, "y", "yes")) {
		next_page(plain);
		return;
	}
	if (!finished) {
		self_check_stop(plain->check);
		putchar('\n');
		plain_check_unfinished(plain);
	}
	self_check_wipe(plain->check);
	leave_to(plain, plain->then);
}

static void go_back(struct plain *plain)
{
	if (self_check_back(plain->check))
		next_page(plain);
	else
		want_leave(plain, NULL);
}

static void obey_page(struct plain *plain, const char *line)
{
	switch (page_of(plain)) {
	case CHECK_START:
		choose_who(plain, line);
		break;
	case CHECK_ASK:
		if (self_check_question(plain->check)->kind == TRIAGE_NUMBER)
			answer_number(plain, line);
		else
			answer_options(plain, line);
		break;
	case CHECK_ANSWERS:
		choose_answer(plain, line);
		break;
	case CHECK_RESULT:
		open_link(plain, line);
		break;
	case CHECK_CLOSED:
	case CHECK_FAILED:
	case CHECK_UNFINISHED:
		plain_back(plain);
		break;
	}
}

void plain_check_obey(struct plain *plain, const char *line)
{
	if (plain->want_leave)
		confirm_leave(plain, line);
	else if (plain->want_save)
		plain_save_obey(plain, line);
	else if (plain_is(line, "?", "help"))
		plain_check_help(plain);
	else if (plain_is(line, "b", "back"))
		go_back(plain);
	else if (plain_is(line, "q", "quit"))
		want_leave(plain, "q");
	else if (plain_is(line, "h", "home"))
		want_leave(plain, "");
	else if (plain_is(line, "r", "again"))
		next_page(plain);
	else
		obey_page(plain, line);
}
