#include "screens/quiz_screen.h"

#include <stdio.h>

#include "widgets/quiz_doc.h"

#define SMALL_COLS 60

static const struct quiz_question *question_of(const struct quiz_screen *quiz)
{
	return quiz_run_item(&quiz->sitting->run)->question;
}

static void add_para(
    struct choices_para *lead, size_t *n, const char *text, enum role role)
{
	if (text[0] == '\0')
		return;
	lead[(*n)++] = (struct choices_para){ slice_of(text), role, false };
}

/* The drawing of the question, or NULL: then its words stand alone. */
static const struct figure *figure_of(struct quiz_screen *quiz)
{
	const struct catalog *catalog = quiz->base.view->catalog;
	const char *name = question_of(quiz)->figure;
	struct figure *figure;

	if (name[0] == '\0')
		return NULL;
	figure = arena_zalloc(&quiz->arena, 1, sizeof(*figure));
	if (figure_read(&catalog->root, catalog->lang, name, &quiz->arena,
		figure, NULL) != STATUS_OK)
		return NULL;
	return figure;
}

/* What stands above the options, with room for any form of the drawing. */
static void open_lead(struct quiz_screen *quiz)
{
	const struct quiz_question *question = question_of(quiz);
	struct arena *arena = &quiz->arena;
	size_t rows = 0;

	quiz->figure = figure_of(quiz);
	for (size_t i = 0; quiz->figure != NULL && i < quiz->figure->nforms;
	     i++) {
		if (quiz->figure->forms[i].nlines > rows)
			rows = quiz->figure->forms[i].nlines;
	}
	quiz->lead = arena_zalloc(arena, rows + 3, sizeof(*quiz->lead));
	quiz->asked = sitting_text(quiz->sitting, question->text, arena);
	quiz->pictured = "";
	if (question->figure[0] != '\0')
		quiz->pictured = arena_printf(arena, "Picture: %s",
		    sitting_text(quiz->sitting, question->alt, arena));
}

/* The form that fits the room is drawn; without one its words are there. */
static void fill_lead(struct quiz_screen *quiz)
{
	const struct figure_form *form = NULL;
	size_t n = 0;

	if (quiz->figure != NULL)
		form = figure_form(
		    quiz->figure, quiz->room.cols - 2, quiz->base.view->ascii);
	add_para(quiz->lead, &n, quiz->asked, ROLE_HEADING);
	for (size_t i = 0; form != NULL && i < form->nlines; i++)
		quiz->lead[n++] =
		    (struct choices_para){ form->lines[i], ROLE_NORMAL, true };
	if (form == NULL || form->nlines == 0)
		add_para(quiz->lead, &n, quiz->pictured, ROLE_CAPTION);
	add_para(quiz->lead, &n, quiz_doc_how(question_of(quiz)), ROLE_NORMAL);
	quiz->choices.lead = quiz->lead;
	quiz->choices.nlead = n;
}

static enum choices_kind kind_of(const struct quiz_question *question)
{
	if (question->kind == QUIZ_MANY)
		return CHOICES_MANY;
	return question->kind == QUIZ_ORDER ? CHOICES_ORDER : CHOICES_ONE;
}

void quiz_ask_open(struct quiz_screen *quiz)
{
	const struct sitting *sitting = quiz->sitting;
	struct choices *choices = &quiz->choices;
	const size_t n = sitting_lines(sitting);
	struct slice *items = arena_zalloc(&quiz->arena, n, sizeof(*items));

	for (size_t i = 0; i < n; i++)
		items[i] = slice_of(sitting_line(sitting, i, &quiz->arena));
	quiz->moved = false;
	open_lead(quiz);
	fill_lead(quiz);
	choices->items = items;
	choices->n = n;
	choices->apart = (uint32_t)1 << (n - 1);
	choices_init(choices, kind_of(question_of(quiz)));
	for (size_t i = 0; i < n; i++) {
		const size_t place = sitting_chosen(sitting, i);

		choices->marked |= (uint32_t)(place > 0) << i;
		choices->rank[i] = (uint8_t)place;
	}
	quiz->intro =
	    sitting->quiz == NULL
		? NULL
		: sitting_text(sitting, sitting->quiz->intro, &quiz->arena);
}

void quiz_ask_resize(struct quiz_screen *quiz)
{
	fill_lead(quiz);
	choices_resize(&quiz->choices, quiz->room.rows, quiz->room.cols);
}

/* What is marked belongs to the sitting, so that nothing of it gets lost. */
static void keep_marks(struct quiz_screen *quiz)
{
	const struct choices *choices = &quiz->choices;
	size_t lines[CHOICES_MAX], n = 0;

	if (choices->kind != CHOICES_ORDER) {
		for (size_t i = 0; i < choices->n; i++) {
			if (choices->marked >> i & 1u)
				lines[n++] = i;
		}
	}
	/* by their rank, which "not sure" has too */
	for (unsigned rank = 1;
	     choices->kind == CHOICES_ORDER && rank <= choices->n; rank++) {
		for (size_t i = 0; i < choices->n; i++) {
			if ((choices->marked >> i & 1u) &&
			    choices->rank[i] == rank)
				lines[n++] = i;
		}
	}
	sitting_choose(quiz->sitting, lines, n);
}

/*
 * Of one that is chosen, the line that somebody has moved to is the choice.
 * Not the one that has the focus at first: an Enter too many, on the page
 * before, would answer what nobody has read.
 */
static bool answers_focus(const struct quiz_screen *quiz)
{
	return quiz->moved && quiz->choices.kind == CHOICES_ONE &&
	       quiz->choices.marked == 0;
}

static struct step refuse(struct quiz_screen *quiz)
{
	choices_reveal(&quiz->choices);
	if (quiz->cols < SMALL_COLS)
		return quiz_screen_say("First choose: Space or number");
	return quiz_screen_say(
	    quiz->choices.kind == CHOICES_ONE
		? "Choose one: Space or a number, then Enter"
		: "Choose at least one: Space or a number, then Enter");
}

static struct step go_on(struct quiz_screen *quiz)
{
	keep_marks(quiz);
	switch (sitting_answer(quiz->sitting)) {
	case QUIZ_TAKEN:
		break;
	case QUIZ_CLASH:
		return quiz_screen_say("\"Not sure\" goes with no other");
	case QUIZ_SHORT:
		return quiz_screen_say("Choose all of them, in order");
	case QUIZ_EMPTY:
	case QUIZ_STRAY:
		return refuse(quiz);
	}
	quiz_screen_turn(quiz);
	return STAY;
}

struct step quiz_ask_act(struct quiz_screen *quiz, enum action action, int arg)
{
	const size_t was = quiz->choices.focus;

	if (action == ACT_OPEN) {
		if (choices_sees_focus(&quiz->choices)) {
			if (answers_focus(quiz))
				choices_act(&quiz->choices, ACT_MARK, 0);
			return go_on(quiz);
		}
		/* nobody goes on from what he has not seen */
		if (quiz->choices.marked == 0)
			return refuse(quiz);
		choices_reveal(&quiz->choices);
		return quiz_screen_say("Enter once more goes on");
	}
	if (action == ACT_CLICK)
		choices_click(
		    &quiz->choices, arg / CANVAS_MAX - quiz->room.row);
	else
		choices_act(&quiz->choices, action, arg);
	quiz->moved = quiz->moved || quiz->choices.focus != was;
	keep_marks(quiz);
	return STAY;
}

const char *quiz_ask_message(
    const struct quiz_screen *quiz, char *text, size_t cap)
{
	const struct choices *choices = &quiz->choices;
	const size_t below = choices_below(choices);

	if (below > 0)
		snprintf(text, cap, "%zu more below: Down", below);
	else if (choices->kind == CHOICES_ORDER && choices->marked != 0 &&
		 !(choices->marked & choices->apart) &&
		 (size_t)__builtin_popcount(choices->marked) + 1 < choices->n)
		snprintf(text, cap, "%d of %zu: go on with the next",
		    __builtin_popcount(choices->marked), choices->n - 1);
	else if (choices->marked != 0 || answers_focus(quiz))
		snprintf(text, cap, "Enter answers");
	else
		snprintf(text, cap, "No clock, no marks. Space chooses");
	return text;
}
