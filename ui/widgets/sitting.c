#include "widgets/sitting.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "content/region.h"

#define DUE_MAX 1000 /* looked at; those of another pack are passed over */

static const char unsure[] = "I am not sure";

static int64_t now_of(const struct sitting *sitting)
{
	return sitting->clock == NULL ? 0 : (int64_t)sitting->clock(NULL);
}

/* Read a quiz of the pack; NULL when it has no question to ask. */
static const struct quiz *read_quiz(struct sitting *sitting,
    const struct catalog_quiz *entry, struct diag *diag)
{
	struct quiz *quiz = arena_zalloc(&sitting->arena, 1, sizeof(*quiz));
	const char *file = arena_printf(
	    &sitting->arena, "%s/%s", sitting->catalog->lang, entry->file);

	if (quiz_read(&sitting->catalog->root, file, entry->id, &sitting->arena,
		quiz, diag) != STATUS_OK)
		return NULL;
	return quiz;
}

static void add_all(struct sitting *sitting, const struct quiz *quiz)
{
	for (size_t i = 0; i < quiz->n; i++)
		quiz_run_add(&sitting->run, quiz, &quiz->questions[i]);
}

/* What is due, from the quizzes that it comes from, each read once. */
static void add_due(struct sitting *sitting, struct diag *diag)
{
	const struct catalog *catalog = sitting->catalog;
	const struct store_due *due;
	const size_t n = store_due(
	    sitting->store, now_of(sitting), &sitting->arena, DUE_MAX, &due);
	const struct quiz **quizzes = arena_zalloc(
	    &sitting->arena, catalog->nquizzes + 1, sizeof(*quizzes));
	bool *opened =
	    arena_zalloc(&sitting->arena, catalog->nquizzes + 1, sizeof(bool));

	for (size_t i = 0; i < n && sitting->run.nitems < QUIZ_RUN_ITEMS; i++) {
		const struct catalog_quiz *entry =
		    catalog_quiz(catalog, slice_of(due[i].quiz));
		const struct quiz_question *question;
		size_t nth;

		/* a pack that changed may have it no more */
		if (entry == NULL)
			continue;
		nth = (size_t)(entry - catalog->quizzes);
		if (!opened[nth])
			quizzes[nth] = read_quiz(sitting, entry, diag);
		opened[nth] = true;
		if (quizzes[nth] == NULL)
			continue;
		question = quiz_question(quizzes[nth], due[i].question);
		if (question != NULL)
			quiz_run_add(&sitting->run, quizzes[nth], question);
	}
}

struct sitting *sitting_open(const struct catalog *catalog, const char *id,
    struct store *store, time_t (*clock)(time_t *), struct diag *diag)
{
	struct sitting *sitting = die_alloc(sizeof(*sitting));
	const struct catalog_quiz *entry = catalog_quiz(catalog, slice_of(id));

	memset(sitting, 0, sizeof(*sitting));
	sitting->catalog = catalog;
	sitting->store = store;
	sitting->clock = clock;
	arena_init(&sitting->arena);
	sitting->id = arena_copy(&sitting->arena, id, strlen(id));
	sitting->title = "Questions to try again";
	quiz_run_begin(&sitting->run, (uint64_t)now_of(sitting));
	if (entry == NULL) {
		add_due(sitting, diag);
		return sitting;
	}
	sitting->title = entry->title;
	sitting->quiz = read_quiz(sitting, entry, diag);
	if (sitting->quiz != NULL)
		add_all(sitting, sitting->quiz);
	return sitting;
}

void sitting_keep(struct sitting *sitting, struct store *store)
{
	sitting->store = store;
}

void sitting_close(struct sitting *sitting)
{
	if (sitting == NULL)
		return;
	arena_free(&sitting->arena);
	explicit_bzero(sitting, sizeof(*sitting));
	free(sitting);
}

size_t sitting_count_due(const struct catalog *catalog, struct store *store,
    time_t (*clock)(time_t *))
{
	const int64_t now = clock == NULL ? 0 : (int64_t)clock(NULL);
	struct sitting *sitting;
	size_t n;

	/* mostly none: then no quiz has to be read */
	if (store_count_due(store, now) == 0)
		return 0;
	sitting = sitting_open(catalog, SITTING_DUE, store, clock, NULL);
	n = sitting->run.nitems;
	sitting_close(sitting);
	return n;
}

enum sitting_page sitting_page(const struct sitting *sitting)
{
	if (sitting->run.nitems == 0)
		return strcmp(sitting->id, SITTING_DUE) == 0 ? SITTING_NOTHING
		                                             : SITTING_CLOSED;
	switch (quiz_run_stage(&sitting->run)) {
	case QUIZ_ASK:
		return SITTING_ASK;
	case QUIZ_TOLD:
		return SITTING_TOLD;
	case QUIZ_DONE:
		break;
	}
	if (sitting->comparing)
		return SITTING_MODEL;
	return sitting->writing ? SITTING_WRITE : SITTING_SCORE;
}

bool sitting_is_under_way(const struct sitting *sitting)
{
	const enum sitting_page page = sitting_page(sitting);

	return (page == SITTING_ASK || page == SITTING_TOLD) &&
	       sitting->run.answered > 0 && !sitting->scored;
}

/* The option of the file that is shown at a place; noptions: "not sure". */
static size_t option_at(const struct sitting *sitting, size_t shown)
{
	const struct quiz_item *item = quiz_run_item(&sitting->run);

	return shown < item->question->noptions ? item->order[shown]
	                                        : item->question->noptions;
}

static size_t place_of(const struct quiz_pick *pick, size_t option)
{
	size_t i = 0;

	while (i < pick->n && pick->chosen[i] != option)
		i++;
	return i;
}

void sitting_choose(struct sitting *sitting, const size_t *lines, size_t nlines)
{
	struct quiz_pick *pick = &sitting->chosen;

	*pick = (struct quiz_pick){ .n = 0 };
	if (sitting_page(sitting) != SITTING_ASK)
		return;
	for (size_t i = 0; i < nlines; i++) {
		if (lines[i] + 1 >= sitting_lines(sitting))
			pick->unsure = true;
		else if (pick->n < QUIZ_OPTIONS)
			pick->chosen[pick->n++] =
			    (uint8_t)option_at(sitting, lines[i]);
	}
}

size_t sitting_chosen(const struct sitting *sitting, size_t shown)
{
	const struct quiz_pick *pick = &sitting->chosen;
	const struct quiz_item *item = quiz_run_item(&sitting->run);
	const size_t option = option_at(sitting, shown);
	size_t place;

	if (option == item->question->noptions)
		return pick->unsure;
	place = place_of(pick, option);
	return place < pick->n ? place + 1 : 0;
}

size_t sitting_lines(const struct sitting *sitting)
{
	const struct quiz_item *item = quiz_run_item(&sitting->run);

	return item == NULL ? 0 : item->question->noptions + 1;
}

const char *sitting_line(
    const struct sitting *sitting, size_t shown, struct arena *arena)
{
	const struct quiz_item *item = quiz_run_item(&sitting->run);
	const size_t option = option_at(sitting, shown);

	if (option == item->question->noptions)
		return unsure;
	return sitting_text(
	    sitting, item->question->options[option].text, arena);
}

static void remember(struct sitting *sitting, const struct quiz_item *item)
{
	struct store_answer answer = { .quiz = item->quiz->id,
		.question = item->question->id,
		.outcome = (int)item->outcome,
		.at = now_of(sitting) };
	struct quiz_again next;
	struct store_again was;

	store_get_again(sitting->store, answer.quiz, answer.question, &was);
	next = quiz_again_after(
	    (struct quiz_again){ was.step, was.due }, item->outcome, answer.at);
	answer.again = (struct store_again){ next.step, next.at };
	if (!store_put_answer(sitting->store, &answer) && next.step > 0)
		sitting->lost = true;
}

enum quiz_reply sitting_answer(struct sitting *sitting)
{
	const struct quiz_item *item = quiz_run_item(&sitting->run);
	const enum quiz_reply reply =
	    quiz_run_answer(&sitting->run, sitting->chosen);

	if (reply != QUIZ_TAKEN)
		return reply;
	sitting->chosen = (struct quiz_pick){ .n = 0 };
	remember(sitting, item);
	return reply;
}

/* Once in a round: who looks back at it comes by again. */
static void remember_score(struct sitting *sitting)
{
	const struct quiz_score score = quiz_run_score(&sitting->run);
	const struct store_result result = { (int)score.right,
		(int)sitting->run.nitems, now_of(sitting) };

	if (sitting->scored)
		return;
	sitting->scored = true;
	if (sitting->quiz != NULL)
		store_put_result(sitting->store, sitting->quiz->id, &result);
}

static void stop_writing(struct sitting *sitting)
{
	sitting->writing = sitting->comparing = false;
	sitting_type(sitting, -1);
}

void sitting_on(struct sitting *sitting)
{
	switch (sitting_page(sitting)) {
	case SITTING_TOLD:
		quiz_run_on(&sitting->run);
		if (sitting_page(sitting) == SITTING_SCORE)
			remember_score(sitting);
		break;
	case SITTING_WRITE:
		sitting->comparing = true;
		break;
	case SITTING_MODEL:
		stop_writing(sitting);
		break;
	default:
		break;
	}
}

bool sitting_back(struct sitting *sitting)
{
	switch (sitting_page(sitting)) {
	case SITTING_MODEL:
		sitting->comparing = false;
		return true;
	case SITTING_WRITE:
		stop_writing(sitting);
		return true;
	case SITTING_CLOSED:
	case SITTING_NOTHING:
		return false;
	default:
		return quiz_run_back(&sitting->run);
	}
}

void sitting_again(struct sitting *sitting)
{
	sitting->chosen = (struct quiz_pick){ .n = 0 };
	if (quiz_run_again(&sitting->run))
		sitting->scored = false;
}

void sitting_write(struct sitting *sitting)
{
	if (sitting_page(sitting) != SITTING_SCORE || sitting->quiz == NULL ||
	    sitting->quiz->teach[0] == '\0')
		return;
	sitting->writing = true;
}

static void erase_one(struct sitting *sitting)
{
	while (sitting->nwords > 0 &&
	       (sitting->words[--sitting->nwords] & 0xC0) == 0x80)
		;
	memset(sitting->words + sitting->nwords, 0,
	    sizeof(sitting->words) - sitting->nwords);
}

void sitting_type(struct sitting *sitting, int character)
{
	char bytes[4];
	size_t len;

	if (character < 0) {
		explicit_bzero(sitting->words, sizeof(sitting->words));
		sitting->nwords = 0;
		return;
	}
	if (character == 0) {
		erase_one(sitting);
		return;
	}
	len = utf8_put(bytes, (uint32_t)character);
	if (sitting->nwords + len > SITTING_WORDS)
		return;
	memcpy(sitting->words + sitting->nwords, bytes, len);
	sitting->nwords += len;
}

const char *sitting_text(
    const struct sitting *sitting, const char *text, struct arena *arena)
{
	const struct slice full = region_expand(
	    sitting->catalog->region, slice_of(text), NULL, arena, NULL);

	return arena_copy(arena, full.ptr, full.len);
}

const char *sitting_read(const struct quiz_item *item, struct arena *arena)
{
	const struct quiz_question *question = item->question;

	if (question->at[0] == '\0')
		return question->read;
	return arena_printf(
	    arena, "%s" PLACE_WORDS "%s", question->read, question->at);
}

bool sitting_goes_on(const struct session *session)
{
	/* the first place is home */
	for (size_t i = session->at; session->places[i].id[0] != '\0'; i--) {
		if (place_is_quiz(session->places[i].id))
			return true;
	}
	return false;
}
