#include "plain.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "content/compose.h"
#include "plain_page.h"
#include "widgets/kept.h"

#define PLAIN_COLS 72
#define LINE_CAP   512
#define MAX_DIGITS 5

/*
 * The self-check lasts while the person is there, or reads a page that was
 * opened from there. Then no answer is left.
 */
static void end_check(struct plain *plain)
{
	struct session_place *here = session_here(&plain->session);

	if (strcmp(here->id, PLACE_CHECK_ID) == 0)
		here->secret = true;
	plain->secret = here->secret;
	if (!here->secret)
		plain_check_close(plain);
}

/* What went wrong with what is kept between visits, in a line. */
static void say_note(struct plain *plain)
{
	const char *note = store_note(plain->store);

	if (note != NULL)
		plain_say_line(plain, note);
}

void plain_show(struct plain *plain)
{
	const char *id = session_here(&plain->session)->id;
	struct place to = place_find(plain->catalog, id);

	putchar('\n');
	plain_page_keep(plain);
	end_check(plain);
	if (!sitting_goes_on(&plain->session))
		plain_quiz_close(plain);
	plain->checking = to.kind == PLACE_CHECK;
	plain->quizzing =
	    to.kind == PLACE_QUIZ_ONE || to.kind == PLACE_QUIZ_DUE;
	switch (to.kind) {
	case PLACE_QUIZ_ONE:
	case PLACE_QUIZ_DUE:
		plain_page_close(plain);
		plain_quiz_show(plain, id + strlen(PLACE_QUIZ));
		break;
	case PLACE_QUIZ_LIST:
		plain_quizzes(plain);
		break;
	case PLACE_MINE:
		plain_my_pages(plain);
		break;
	case PLACE_CHECK:
		plain_page_close(plain);
		plain_check_show(plain);
		break;
	case PLACE_ARTICLE:
		plain_page_open(plain, &to);
		break;
	case PLACE_TOPIC:
		plain_articles(plain, to.topic);
		break;
	case PLACE_A_TO_Z:
		plain_articles(plain, NULL);
		break;
	case PLACE_HOME:
	case PLACE_NONE:
		plain_home(plain);
		break;
	}
}

void plain_go(struct plain *plain, const char *id)
{
	char copy[PLACE_ID_CAP];

	/* id may belong to the page that is about to close */
	snprintf(copy, sizeof(copy), "%s", id);
	if (copy[0] == '#') {
		const struct slice here =
		    place_page(session_here(&plain->session)->id);

		snprintf(
		    copy, sizeof(copy), "%.*s%s", (int)here.len, here.ptr, id);
	}
	if (place_find(plain->catalog, copy).kind == PLACE_NONE) {
		printf(strstr(copy, "://") != NULL ? "Outside of lumbar: "
						   : "This page is not here: ");
		plain_say_line(plain, copy);
		return;
	}
	/* both end the quiz */
	if ((copy[0] == '\0' || place_is_quiz(copy)) &&
	    plain_quiz_asks(plain, PLAIN_QUIT_GO, copy))
		return;
	session_push(&plain->session, copy);
	/* every run starts clean */
	if (strcmp(copy, PLACE_CHECK_ID) == 0)
		plain_check_close(plain);
	if (place_is_quiz(copy))
		plain_quiz_close(plain);
	plain_show(plain);
}

/* Where the page was left. */
static void resume(struct plain *plain, const char *id)
{
	struct store_page page;
	struct arena arena;

	arena_init(&arena);
	plain->resume = 0;
	if (store_get_page(plain->store, id, &arena, &page))
		plain->resume = page.block;
	arena_free(&arena);
	plain_go(plain, id);
	plain->resume = 0;
}

/* To the page that was read last. */
static void go_on(struct plain *plain)
{
	const struct catalog_article *last =
	    kept_last(plain->catalog, plain->store, &plain->arena, NULL);

	if (last != NULL)
		resume(plain, last->id);
	else
		printf("There is no page to go on with.\n");
}

void plain_back(struct plain *plain)
{
	if (session_back(&plain->session))
		plain_show(plain);
	else
		printf("This is the first page.%s\n",
		    policy_allows(plain->policy, POLICY_QUIT) ? " q leaves."
							      : "");
}

static void choose(struct plain *plain, const char *digits)
{
	const size_t number =
	    strlen(digits) <= MAX_DIGITS ? strtoul(digits, NULL, 10) : 0;

	if (!plain->reading && number >= 1 && number <= plain->nids) {
		printf("You chose %zu.\n", number);
		if (number <= plain->nfresh)
			plain_go(plain, plain->ids[number - 1]);
		else
			resume(plain, plain->ids[number - 1]);
	} else if (plain->reading && number >= 1 &&
		   number <= plain->page.doc->nlinks) {
		struct slice target = plain->page.doc->links[number - 1].target;

		if (!plain_page_term(plain, target))
			plain_go(plain,
			    arena_copy(&plain->arena, target.ptr, target.len));
	} else {
		printf("There is no number ");
		plain_say(plain, digits);
		printf(" here.\n");
	}
}

static void leave(struct plain *plain)
{
	if (!policy_allows(plain->policy, POLICY_QUIT))
		printf("q does not leave here. h: home.\n");
	else if (!plain_quiz_asks(plain, PLAIN_QUIT_LUMBAR, ""))
		plain->leave = true;
}

static void help(struct plain *plain)
{
	for (int i = 0; i < PLAIN_KINDS; i++)
		plain->hinted[i] = true;
	printf("A number opens the page or link with that number.\n"
	       "Enter: the next part of a page. b: back. h: home.\n"
	       "a: all pages, A to Z. r: read this again.\n"
	       "p: the parts of a page. p 2: part 2.\n"
	       "/word: find a word. n: where else it is.\n"
	       "!: urgent help and numbers to call.%s\n",
	    policy_allows(plain->policy, POLICY_QUIT) ? " q: leave." : "");
	if (plain->catalog->nlangs > 1)
		plain_language_offer(plain);
	if (plain->store != NULL)
		printf("m: a bookmark for this page, or none any more. "
		       "c: go on with what you read last.\n");
}

static void urgent(struct plain *plain)
{
	struct doc doc;

	doc_init(&doc);
	compose_urgent(&doc, plain->catalog, NULL);
	putchar('\n');
	plain_write(plain, &doc);
	printf("\nType r to go on where you were.\n");
	doc_free(&doc);
}

static void read_again(struct plain *plain)
{
	if (plain->reading)
		plain_page_part(plain, plain->part);
	else
		plain_show(plain);
}

/* Commands that need a page to be open; false when it was none of them. */
static bool obey_on_page(struct plain *plain, const char *line)
{
	size_t part;

	if (line[0] == '\0') {
		putchar('\n');
		plain_page_next(plain);
	} else if (line[0] == '/') {
		plain_page_find(plain, line + 1);
	} else if (strcmp(line, "n") == 0) {
		plain_page_find(plain, "");
	} else if (strcasecmp(line, "m") == 0 && plain->store != NULL) {
		plain_page_bookmark(plain);
	} else if (line[0] == 'p' &&
		   line[1 + strspn(line + 1, " 0123456789")] == '\0') {
		part = strtoul(line + 1, NULL, 10);
		if (part >= 1 && part <= plain->nparts)
			plain_page_part(plain, part - 1);
		else
			plain_page_parts(plain);
	} else {
		return false;
	}
	return true;
}

bool plain_is(const char *line, const char *letter, const char *word)
{
	return strcasecmp(line, letter) == 0 || strcasecmp(line, word) == 0;
}

static void obey(struct plain *plain, const char *line)
{
	if (line[0] == '!')
		urgent(plain);
	else if (plain->quit != PLAIN_QUIT_NOT)
		plain_quiz_confirm(plain, line);
	else if (plain->checking)
		plain_check_obey(plain, line);
	else if (plain->quizzing)
		plain_quiz_obey(plain, line);
	else if (plain->reading && obey_on_page(plain, line))
		return;
	else if (line[0] != '\0' && line[strspn(line, "0123456789")] == '\0')
		choose(plain, line);
	else if (plain_is(line, "?", "help"))
		help(plain);
	else if (plain_is(line, "b", "back"))
		plain_back(plain);
	else if (plain_is(line, "q", "quit"))
		leave(plain);
	else if (plain_is(line, "h", "home"))
		plain_go(plain, "");
	else if (plain_is(line, "a", "a to z"))
		plain_go(plain, PLACE_A_TO_Z_ID);
	else if (plain_is(line, "r", "again"))
		read_again(plain);
	else if (plain_is(line, "c", "continue"))
		go_on(plain);
	else if ((line[0] == 'l' || line[0] == 'L') &&
		 (line[1] == ' ' || line[1] == '\0'))
		plain_language(plain, line + 1 + strspn(line + 1, " "));
	else
		printf("Type a number, or ? for help.\n");
}

/*
 * The next line without blanks at its ends; false at the end of input. What
 * does not fit is dropped, so that it is not taken for another line.
 */
static bool next_line(char line[LINE_CAP])
{
	size_t len, lead;
	int c;

	printf("> ");
	fflush(stdout);
	if (fgets(line, LINE_CAP, stdin) == NULL)
		return false;
	len = strcspn(line, "\n");
	if (line[len] != '\n') {
		while ((c = getchar()) != EOF && c != '\n')
			;
	}
	while (len > 0 && isspace((unsigned char)line[len - 1]))
		len--;
	line[len] = '\0';
	lead = strspn(line, " \t");
	memmove(line, line + lead, len - lead + 1);
	return true;
}

void plain_run(const struct catalog *catalog, const struct policy *policy,
    const char *start, bool ascii, int cols, struct store *store,
    struct diag *diag)
{
	struct plain *plain = die_alloc(sizeof(*plain));
	char line[LINE_CAP];

	memset(plain, 0, sizeof(*plain));
	plain_language_begin(plain, catalog);
	plain->diag = diag;
	plain->store = store;
	plain->policy = policy;
	plain->ascii = ascii;
	plain->cols = cols > 0 ? cols : PLAIN_COLS;
	arena_init(&plain->arena);
	layout_init(&plain->layout);
	find_init(&plain->find);
	session_begin(&plain->session, start);
	plain_show(plain);
	say_note(plain);
	while (!plain->leave && next_line(line)) {
		obey(plain, line);
		explicit_bzero(line, sizeof(line));
		say_note(plain);
	}
	putchar('\n');
	plain_page_keep(plain);
	explicit_bzero(line, sizeof(line));
	plain_check_end(plain);
	plain_check_close(plain);
	plain_quiz_close(plain);
	plain_page_close(plain);
	find_free(&plain->find);
	layout_free(&plain->layout);
	arena_free(&plain->arena);
	plain_language_end(plain);
	free(plain);
}
