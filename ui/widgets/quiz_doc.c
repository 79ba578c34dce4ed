#include "widgets/quiz_doc.h"

#include <string.h>

#include "content/compose.h"
#include "content/signs.h"

#define READ_MAX 5 /* pages to read next */

const char *quiz_doc_progress(
    const struct sitting *sitting, bool in_full, struct arena *arena)
{
	const struct quiz_run *run = &sitting->run;

	if (run->at == run->nround)
		return NULL;
	return arena_printf(arena, "%s%zu of %zu", in_full ? "Question " : "",
	    run->at + 1, run->nround);
}

const char *quiz_doc_how(const struct quiz_question *question)
{
	switch (question->kind) {
	case QUIZ_MANY:
		return "Choose all that fit.";
	case QUIZ_ORDER:
		return "Choose them in order, the first one first.";
	case QUIZ_TRUE_FALSE:
		return "Is that true?";
	case QUIZ_ONE:
	case QUIZ_PICTURE:
		break;
	}
	return "Choose one.";
}

/* A text of the quiz in a leaf, with the region's words. */
static void put(struct doc *doc, const struct sitting *sitting, uint32_t node,
    const char *text, enum role role)
{
	doc_text(doc, node, slice_of(sitting_text(sitting, text, &doc->arena)),
	    role, 0);
}

static void para(struct doc *doc, const struct sitting *sitting,
    const char *text, enum role role)
{
	const uint32_t node = doc_open(doc, DOC_PARA, 0);

	put(doc, sitting, node, text, role);
	doc_close(doc, node);
}

static uint32_t open_list(struct doc *doc, bool ordered)
{
	const uint32_t list = doc_open(doc, DOC_LIST, 0);

	doc->nodes[list].flags |= DOC_TIGHT | (ordered ? DOC_ORDERED : 0);
	doc->nodes[list].value = 1;
	return list;
}

static bool has_chosen(const struct quiz_pick *pick, size_t option)
{
	for (size_t i = 0; i < pick->n; i++) {
		if (pick->chosen[i] == option)
			return true;
	}
	return false;
}

/* "Keep going (your answer). Yes: moving helps your back." */
static void add_option(struct doc *doc, const struct sitting *sitting,
    uint32_t list, size_t number, size_t option)
{
	const struct quiz_item *item = quiz_run_item(&sitting->run);
	const struct quiz_question *question = item->question;
	const uint32_t node = doc_open(doc, DOC_ITEM, list);
	const uint32_t leaf = doc_open(doc, DOC_PARA, node);
	const bool right = (question->right >> option & 1u) != 0;
	const bool also = (question->also >> option & 1u) != 0;

	doc->nodes[node].value = (uint32_t)number;
	put(doc, sitting, leaf, question->options[option].text, ROLE_STRONG);
	if (question->kind != QUIZ_ORDER && has_chosen(&item->pick, option))
		put(doc, sitting, leaf, " - your answer", ROLE_NORMAL);
	doc_break(doc, leaf);
	if (question->kind != QUIZ_ORDER)
		put(doc, sitting, leaf,
		    right  ? "Yes. "
		    : also ? "Fine too. "
			   : "No. ",
		    ROLE_NORMAL);
	put(doc, sitting, leaf, question->options[option].why, ROLE_NORMAL);
	doc_close(doc, leaf);
	doc_close(doc, node);
}

static void add_options(struct doc *doc, const struct sitting *sitting)
{
	const struct quiz_item *item = quiz_run_item(&sitting->run);
	const struct quiz_question *question = item->question;
	const bool order = question->kind == QUIZ_ORDER;
	const uint32_t list = open_list(doc, true);

	for (size_t i = 0; i < question->noptions; i++)
		add_option(
		    doc, sitting, list, i + 1, order ? i : item->order[i]);
	doc_close(doc, list);
}

/* "You had: 2, 1, 3." of an order that was another one. */
static void add_own_order(struct doc *doc, const struct sitting *sitting)
{
	const struct quiz_item *item = quiz_run_item(&sitting->run);
	const char *had = "";

	if (item->question->kind != QUIZ_ORDER ||
	    item->outcome != QUIZ_NOT_QUITE)
		return;
	for (size_t i = 0; i < item->pick.n; i++)
		had = arena_printf(&doc->arena, "%s%s%u", had,
		    i > 0 ? ", " : "", item->pick.chosen[i] + 1u);
	para(doc, sitting,
	    arena_printf(
		&doc->arena, "By the numbers below, you had: %s.", had),
	    ROLE_NORMAL);
}

static const struct catalog_article *page_of(
    const struct sitting *sitting, const struct quiz_item *item)
{
	return catalog_article(
	    sitting->catalog, place_page(item->question->read));
}

static void compose_told(struct doc *doc, const struct sitting *sitting)
{
	static const char *const verdicts[] = {
		[QUIZ_OPEN] = "",
		[QUIZ_RIGHT] = "YES, THAT IS RIGHT",
		[QUIZ_NOT_QUITE] = "NOT QUITE",
		[QUIZ_UNSURE] = "LET US LOOK",
	};
	const struct quiz_run *run = &sitting->run;
	const struct quiz_item *item = quiz_run_item(run);
	const struct catalog_article *page = page_of(sitting, item);
	struct compose_link links[2];
	size_t n = 0;

	compose_begin(doc, verdicts[item->outcome]);
	para(doc, sitting, item->question->say, ROLE_STRONG);
	para(doc, sitting, item->question->text, ROLE_EMPH);
	add_own_order(doc, sitting);
	add_options(doc, sitting);
	links[n++] = (struct compose_link){ QUIZ_DOC_NEXT,
		run->at + 1 < run->nround ? "Next question"
					  : "See what you know" };
	if (page != NULL)
		links[n++] = (struct compose_link){ QUIZ_DOC_READ,
			arena_printf(&doc->arena,
			    "Read why, then come back here: %s", page->title) };
	compose_links(doc, links, n);
}

/* "You know 4 of 6." and nothing that shames. */
static const char *score_text(
    const struct quiz_score *score, size_t n, struct arena *arena)
{
	if (score->right == n)
		return n == 1 ? "You know this one."
		              : arena_printf(arena, "You know all %zu.", n);
	if (score->right == 0)
		return "There is something new here for you. That is what a "
		       "quiz is for.";
	return arena_printf(arena, "You know %zu of %zu.", score->right, n);
}

/* What was missed, a page only once. */
static void add_reading(struct doc *doc, const struct sitting *sitting)
{
	const struct quiz_run *run = &sitting->run;
	struct compose_link links[READ_MAX];
	const struct catalog_article *pages[READ_MAX];
	size_t n = 0;

	for (size_t i = 0; i < run->nitems && n < READ_MAX; i++) {
		const struct quiz_item *item = &run->items[i];
		const struct catalog_article *page = page_of(sitting, item);
		size_t k = 0;

		while (k < n && pages[k] != page)
			k++;
		if (item->outcome == QUIZ_RIGHT || page == NULL || k < n)
			continue;
		pages[n] = page;
		links[n++] = (struct compose_link){ sitting_read(
							item, &doc->arena),
			arena_printf(&doc->arena, "%s (%s)", page->title,
			    item->outcome == QUIZ_UNSURE ? "you were not sure"
							 : "not quite") };
	}
	if (n == 0)
		return;
	compose_heading(doc, "Read next");
	compose_links(doc, links, n);
}

static void add_next_steps(struct doc *doc, const struct sitting *sitting)
{
	const struct quiz_score score = quiz_run_score(&sitting->run);
	const size_t missed = score.not_quite + score.unsure;
	struct compose_link links[3];
	size_t n = 0;

	if (missed > 0)
		links[n++] = (struct compose_link){ QUIZ_DOC_AGAIN,
			missed == 1
			    ? "Try the question that you missed again"
			    : arena_printf(&doc->arena,
				  "Try the %zu questions that you missed again",
				  missed) };
	if (sitting->quiz != NULL && sitting->quiz->teach[0] != '\0')
		links[n++] = (struct compose_link){ QUIZ_DOC_WRITE,
			"Say it in your own words (we do not keep it)" };
	links[n++] = (struct compose_link){ PLACE_QUIZZES, "Other quizzes" };
	compose_heading(doc, "What next?");
	compose_links(doc, links, n);
	if (sitting->lost)
		return;
	/* right at the second time is no proof that it will be known */
	if (sitting->run.rounds > 0)
		compose_para(doc,
		    "What you missed at first comes back tomorrow, on the "
		    "first page.");
	else if (missed > 0)
		compose_para(doc, missed == 1
				      ? "It comes back tomorrow, on the first "
					"page."
				      : "They come back tomorrow, on the first "
					"page.");
}

/* The list of signs that the quiz is about, from the one place that has it. */
static void add_signs(struct doc *doc, const struct sitting *sitting)
{
	struct signs *signs;

	if (sitting->quiz == NULL || sitting->quiz->signs[0] == '\0')
		return;
	signs = arena_zalloc(&doc->arena, 1, sizeof(*signs));
	if (signs_read(sitting->catalog, &doc->arena, signs, NULL) != STATUS_OK)
		return;
	compose_heading(doc, "The signs to remember");
	compose_para(
	    doc, sitting_text(sitting,
		     "Call {emergency} if any of these start:", &doc->arena));
	signs_compose(signs, slice_of(sitting->quiz->signs), doc, 0);
}

static void compose_score(struct doc *doc, const struct sitting *sitting)
{
	const struct quiz_score score = quiz_run_score(&sitting->run);

	compose_begin(doc, "Quiz finished");
	para(doc, sitting, score_text(&score, sitting->run.nitems, &doc->arena),
	    ROLE_STRONG);
	add_reading(doc, sitting);
	add_next_steps(doc, sitting);
	add_signs(doc, sitting);
}

static void compose_model(struct doc *doc, const struct sitting *sitting)
{
	static const struct compose_link links[] = {
		{ QUIZ_DOC_SCORE, "Back to the end of the quiz" },
	};
	const struct quiz *quiz = sitting->quiz;
	const char *points[QUIZ_POINTS + 1] = { NULL };

	compose_begin(doc, "One way to say it");
	para(doc, sitting, quiz->model, ROLE_NORMAL);
	for (size_t i = 0; i < quiz->npoints; i++)
		points[i] = sitting_text(sitting, quiz->points[i], &doc->arena);
	if (quiz->npoints > 0) {
		compose_heading(doc, "Did you say this too?");
		compose_list(doc, points);
	}
	if (sitting->nwords > 0) {
		compose_heading(doc, "You wrote");
		compose_para(doc,
		    arena_copy(&doc->arena, sitting->words, sitting->nwords));
	}
	compose_links(doc, links, 1);
	compose_para(doc, "What you wrote is not kept.");
}

static void compose_none(struct doc *doc, const char *title, const char *text)
{
	static const struct compose_link links[] = {
		{ PLACE_QUIZZES, "All quizzes" },
		{ PLACE_A_TO_Z_ID, "All pages, A to Z" },
	};

	compose_begin(doc, title);
	compose_para(doc, text);
	compose_links(doc, links, 2);
}

void quiz_doc_page(struct doc *doc, const struct sitting *sitting)
{
	switch (sitting_page(sitting)) {
	case SITTING_CLOSED:
		compose_none(doc, "We cannot show this quiz",
		    "It is missing or damaged. The other pages are not "
		    "touched by this.");
		break;
	case SITTING_NOTHING:
		compose_none(doc, "Nothing to try again now",
		    "Questions that you miss come back here: the next day, "
		    "and then after 3, 7 and 21 days.");
		break;
	case SITTING_TOLD:
		compose_told(doc, sitting);
		break;
	case SITTING_SCORE:
		compose_score(doc, sitting);
		break;
	case SITTING_MODEL:
		compose_model(doc, sitting);
		break;
	case SITTING_ASK:
	case SITTING_WRITE:
		break;
	}
	compose_end(doc);
}

void quiz_doc_write(struct doc *doc, const struct sitting *sitting)
{
	compose_begin(doc, "In your own words");
	para(doc, sitting, sitting->quiz->teach, ROLE_STRONG);
	compose_para(doc,
	    "Write it as you would say it. We do not keep it. Enter shows one "
	    "way to say it.");
	compose_end(doc);
}

bool quiz_doc_follow(struct sitting *sitting, const char *target)
{
	if (strcmp(target, QUIZ_DOC_NEXT) == 0 ||
	    strcmp(target, QUIZ_DOC_SCORE) == 0)
		sitting_on(sitting);
	else if (strcmp(target, QUIZ_DOC_AGAIN) == 0)
		sitting_again(sitting);
	else if (strcmp(target, QUIZ_DOC_WRITE) == 0)
		sitting_write(sitting);
	else
		return false;
	return true;
}
