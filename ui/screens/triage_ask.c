#include "screens/triage_screen.h"

#include <stdio.h>

#define MAX_LEAD   6
#define SMALL_COLS 60
#define START_ROWS 12 /* with less room whom to call stands first */

static const char *text_of(struct triage_screen *triage, enum triage_text text)
{
	return self_check_text(triage->check, text, &triage->arena);
}

static void add_para(struct choices *choices, struct choices_para *lead,
    const char *text, enum role role)
{
	if (text[0] == '\0' || choices->nlead == MAX_LEAD)
		return;
	lead[choices->nlead].text = slice_of(text);
	lead[choices->nlead].role = role;
	choices->nlead++;
}

/* The first page: what it is, whom to call now, and who answers. */
static void open_start(struct triage_screen *triage)
{
	struct choices *choices = &triage->choices;
	struct choices_para *lead =
	    arena_zalloc(&triage->arena, MAX_LEAD, sizeof(*lead));
	struct slice *items = arena_zalloc(&triage->arena, 2, sizeof(*items));
	const bool small = triage->room.rows < START_ROWS;

	if (small)
		add_para(choices, lead, text_of(triage, TRIAGE_TEXT_CALL),
		    ROLE_STRONG);
	add_para(
	    choices, lead, text_of(triage, TRIAGE_TEXT_INTRO), ROLE_NORMAL);
	if (!small)
		add_para(choices, lead, text_of(triage, TRIAGE_TEXT_CALL),
		    ROLE_STRONG);
	add_para(choices, lead,
	    arena_printf(&triage->arena, "%s %s",
		text_of(triage, TRIAGE_TEXT_HARD),
		text_of(triage, TRIAGE_TEXT_USE)),
	    ROLE_NORMAL);
	add_para(choices, lead, triage_doc_age(triage->check, &triage->arena),
	    ROLE_STRONG);
	add_para(choices, lead, text_of(triage, TRIAGE_TEXT_WHO), ROLE_HEADING);
	items[0] = slice_of(text_of(triage, TRIAGE_TEXT_WHO_SELF));
	items[1] = slice_of(text_of(triage, TRIAGE_TEXT_WHO_OTHER));
	choices->lead = lead;
	choices->items = items;
	choices->n = 2;
	choices_init(choices, CHOICES_ONE);
	if (triage->check->began)
		choices->marked = triage->check->run.other ? 2 : 1;
}

/* What stands first depends on the room; what is chosen does not. */
void triage_ask_resize(struct triage_screen *triage)
{
	struct choices *choices = &triage->choices;
	const struct choices was = *choices;

	if (self_check_page(triage->check) != CHECK_START)
		return;
	choices->nlead = 0;
	open_start(triage);
	choices->marked = was.marked;
	choices->focus = was.focus;
	choices->top = was.top;
}

static enum choices_kind kind_of(const struct triage_question *question)
{
	switch (question->kind) {
	case TRIAGE_NUMBER:
		return CHOICES_NUMBER;
	case TRIAGE_MANY:
		return CHOICES_MANY;
	case TRIAGE_ONE:
		break;
	}
	return CHOICES_ONE;
}

static const char *words(struct triage_screen *triage, struct triage_words text)
{
	return self_check_words(triage->check, text, 0, &triage->arena);
}

static void add_lead(
    struct triage_screen *triage, const struct triage_question *question)
{
	struct choices *choices = &triage->choices;
	struct choices_para *lead =
	    arena_zalloc(&triage->arena, MAX_LEAD, sizeof(*lead));

	add_para(choices, lead,
	    triage_doc_reminder(triage->check, &triage->arena), ROLE_STRONG);
	if (triage->check->looking) {
		add_para(choices, lead, text_of(triage, TRIAGE_TEXT_LOOK),
		    ROLE_STRONG);
		add_para(
		    choices, lead, words(triage, question->help), ROLE_NORMAL);
	}
	add_para(choices, lead, words(triage, question->text), ROLE_HEADING);
	if (!triage->check->looking)
		add_para(
		    choices, lead, words(triage, question->why), ROLE_NORMAL);
	choices->lead = lead;
}

/* The options that are offered now; bits of the items differ from theirs. */
static void add_items(
    struct triage_screen *triage, const struct triage_question *question)
{
	const struct self_check *check = triage->check;
	struct choices *choices = &triage->choices;
	const uint32_t offered = self_check_offered(check);
	struct slice *items =
	    arena_zalloc(&triage->arena, CHOICES_MAX, sizeof(*items));

	for (size_t i = 0; i < question->noptions; i++) {
		if (!(offered >> i & 1u) || choices->n == CHOICES_MAX)
			continue;
		items[choices->n] =
		    slice_of(words(triage, question->options[i].text));
		if (question->apart >> i & 1u)
			choices->apart |= (uint32_t)1 << choices->n;
		triage->option_of[choices->n++] = (uint8_t)i;
	}
	choices->items = items;
}

static void mark_items(struct triage_screen *triage)
{
	const struct self_check *check = triage->check;
	const size_t at = check->run.at;

	for (size_t i = 0; i < triage->choices.n; i++) {
		if (check->marked[at] >> triage->option_of[i] & 1u)
			triage->choices.marked |= (uint32_t)1 << i;
	}
	snprintf(triage->choices.typed, sizeof(triage->choices.typed), "%s",
	    check->typed[at]);
}

void triage_ask_open(struct triage_screen *triage)
{
	const struct self_check *check = triage->check;
	const struct triage_question *question;

	if (self_check_page(check) == CHECK_START) {
		open_start(triage);
		return;
	}
	question = self_check_question(check);
	add_lead(triage, question);
	add_items(triage, question);
	choices_init(&triage->choices, kind_of(question));
	mark_items(triage);
	triage->progress =
	    arena_printf(&triage->arena, "Question %u of up to %zu",
		question->number, check->rules.nquestions);
	triage->short_progress = arena_printf(&triage->arena, "%u of up to %zu",
	    question->number, check->rules.nquestions);
}

/* What is marked belongs to the run, so that nothing of it gets lost. */
static void keep_marks(struct triage_screen *triage)
{
	struct self_check *check = triage->check;
	const size_t at = check->run.at;

	if (self_check_page(check) != CHECK_ASK ||
	    self_check_question(check) == NULL)
		return;
	check->marked[at] = 0;
	for (size_t i = 0; i < triage->choices.n; i++) {
		if (triage->choices.marked >> i & 1u)
			check->marked[at] |= (uint32_t)1
			                     << triage->option_of[i];
	}
	snprintf(check->typed[at], sizeof(check->typed[at]), "%s",
	    triage->choices.typed);
}

static struct step refuse(struct triage_screen *triage)
{
	choices_reveal(&triage->choices);
	if (triage->cols < SMALL_COLS && triage->choices.kind != CHOICES_NUMBER)
		return triage_screen_say("First choose: Space or number");
	switch (triage->choices.kind) {
	case CHOICES_NUMBER:
		return triage_screen_say("Type a number, then Enter");
	case CHOICES_MANY:
	case CHOICES_ORDER:
		return triage_screen_say(
		    "Choose at least one: Space or a number, then Enter");
	case CHOICES_ONE:
		break;
	}
	return triage_screen_say("Choose one: Space or a number, then Enter");
}

static struct step go_on_from_start(struct triage_screen *triage)
{
	if (triage->choices.marked == 0)
		return refuse(triage);
	self_check_begin(triage->check, triage->choices.marked == 2);
	triage_screen_turn(triage);
	return STAY;
}

static struct step go_on(struct triage_screen *triage)
{
	const struct triage_question *question;
	const size_t at = triage->check->run.at;

	if (self_check_page(triage->check) == CHECK_START)
		return go_on_from_start(triage);
	keep_marks(triage);
	question = self_check_question(triage->check);
	switch (self_check_answer(triage->check)) {
	case TRIAGE_TAKEN:
		triage->changed = at;
		break;
	case TRIAGE_LOOK:
		break;
	case TRIAGE_EMPTY:
		return refuse(triage);
	case TRIAGE_CLASH:
		return triage_screen_say(
		    "\"None\" and \"not sure\" go with no other answer");
	case TRIAGE_HIDDEN:
		return triage_screen_say("Choose one of the lines");
	case TRIAGE_RANGE:
		snprintf(triage->note, sizeof(triage->note),
		    "Type a whole number from %d to %d", question->min,
		    question->max);
		return triage_screen_say(triage->note);
	}
	triage_screen_turn(triage);
	return STAY;
}

struct step triage_ask_act(
    struct triage_screen *triage, enum action action, int arg)
{
	if (action == ACT_OPEN) {
		if (choices_sees_focus(&triage->choices))
			return go_on(triage);
		/* nobody goes on from what he has not seen */
		if (triage->choices.marked == 0)
			return refuse(triage);
		choices_reveal(&triage->choices);
		return triage_screen_say("Enter once more goes on");
	}
	if (action == ACT_ERASE && triage->choices.typed[0] == '\0') {
		/* nothing to take back: Backspace is the way back */
		return triage->base.ops->act(&triage->base, ACT_BACK, 0);
	}
	if (action == ACT_CLICK)
		choices_click(
		    &triage->choices, arg / CANVAS_MAX - triage->room.row);
	else
		choices_act(&triage->choices, action, arg);
	keep_marks(triage);
	return STAY;
}

/* "1, 3" of what is chosen. */
static void put_chosen(const struct choices *choices, char *text, size_t cap)
{
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < choices->n && len < cap; i++) {
		if (choices->marked >> i & 1u)
			len += (size_t)snprintf(text + len, cap - len, "%s%zu",
			    len > 0 ? ", " : "", i + 1);
	}
}

static void say_number(const struct choices *choices, char *text, size_t cap)
{
	const size_t below = choices_below(choices);
	const bool typed = choices->typed[0] != '\0';

	if (below > 0 && typed)
		snprintf(text, cap, "%zu more below. You typed: %s", below,
		    choices->typed);
	else if (below > 0)
		snprintf(text, cap, "%zu more below: Down", below);
	else if (typed)
		snprintf(
		    text, cap, "You typed: %s. Enter goes on", choices->typed);
	else if (choices->marked != 0) /* these lines have no numbers */
		snprintf(text, cap, "Chosen. Enter goes on");
	else
		snprintf(text, cap, "Your answers are not kept");
}

static void say_chosen(const struct choices *choices, char *text, size_t cap)
{
	const size_t below = choices_below(choices);
	char chosen[80];

	put_chosen(choices, chosen, sizeof(chosen));
	if (below > 0 && chosen[0] == '\0')
		snprintf(text, cap, "%zu more below: Down", below);
	else if (below > 0)
		snprintf(
		    text, cap, "%zu more below. Chosen: %s", below, chosen);
	else if (chosen[0] != '\0')
		snprintf(text, cap, "You chose: %s. Enter goes on", chosen);
	else
		snprintf(text, cap,
		    choices->cols < SMALL_COLS
			? "Nothing is chosen. Space marks"
			: "Nothing is chosen for you. Your answers are not "
			  "kept");
}

const char *triage_ask_message(
    const struct triage_screen *triage, char *text, size_t cap)
{
	if (triage->choices.kind == CHOICES_NUMBER)
		say_number(&triage->choices, text, cap);
	else
		say_chosen(&triage->choices, text, cap);
	return text;
}

const char *triage_ask_help(const struct triage_screen *triage)
{
	struct triage_screen *own = (struct triage_screen *)(uintptr_t)triage;
	const struct triage_question *question;

	if (triage->shown != VIEW_CHOICES ||
	    self_check_page(triage->check) != CHECK_ASK)
		return NULL;
	question = self_check_question(triage->check);
	if (question == NULL)
		return NULL;
	return question->help.self[0] != '\0' ? words(own, question->help)
	                                      : NULL;
}
