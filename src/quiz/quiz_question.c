#include "quiz/quiz_parts.h"

#include <string.h>

/* False: without it nobody knows which keys belong to the question. */
static bool read_kind(struct quiz_reader *r, enum quiz_kind *out)
{
	static const char all[] = "one, many, true-false, order, picture";
	static const struct {
		const char *name;
		enum quiz_kind kind;
	} kinds[] = {
		{ "one", QUIZ_ONE },
		{ "many", QUIZ_MANY },
		{ "true-false", QUIZ_TRUE_FALSE },
		{ "order", QUIZ_ORDER },
		{ "picture", QUIZ_PICTURE },
	};
	const struct quiz_value value = quiz_take(r, "kind");

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(value.text, kinds[i].name) != 0)
			continue;
		*out = kinds[i].kind;
		r->kind = kinds[i].name;
		return true;
	}
	if (value.text[0] == '\0')
		quiz_fault(r, value.line, "[%s] has no \"kind\" (%s)",
		    r->section->name, all);
	else
		quiz_fault(
		    r, value.line, "\"%s\" is no kind (%s)", value.text, all);
	return false;
}

static struct quiz_option read_option(
    struct quiz_reader *r, const char *id, const char *text, unsigned line)
{
	struct quiz_option option = { .id = id, .text = text, .line = line };
	const struct quiz_value why =
	    quiz_need_at(r, arena_printf(r->arena, "why_%s", id), line);

	option.why = why.text;
	option.why_line = why.line;
	return option;
}

/* True and false are not written: they are the same in every question. */
static void read_true_false(
    struct quiz_reader *r, struct quiz_option *options, struct quiz_question *q)
{
	options[0] = read_option(r, "true", "True", q->line);
	options[1] = read_option(r, "false", "False", q->line);
	q->noptions = 2;
}

static void read_written(
    struct quiz_reader *r, struct quiz_option *options, struct quiz_question *q)
{
	static const char prefix[] = "option_";
	const size_t len = sizeof(prefix) - 1;

	for (size_t i = 0; i < r->section->npairs; i++) {
		const char *const key = r->section->pairs[i].key;
		const unsigned line = r->section->pairs[i].line;

		if (strncmp(key, prefix, len) != 0)
			continue;
		if (key[len] == '\0') {
			quiz_fault(r, line,
			    "\"%s\" names no option (option_NAME)", key);
			r->taken[i] = true;
			continue;
		}
		if (q->noptions == QUIZ_OPTIONS) {
			quiz_fault(r, line,
			    "\"%s\" is over the %d options that fit", key,
			    QUIZ_OPTIONS);
			r->kind = NULL;
			return;
		}
		options[q->noptions++] =
		    read_option(r, key + len, quiz_need(r, key).text, line);
	}
	if (q->noptions < 2)
		quiz_fault(r, q->line,
		    "[%s] has fewer than 2 options (option_NAME)",
		    r->section->name);
}

/* The program puts it below the options of every question. */
static bool is_unsure(const char *text)
{
	static const char unsure[] = "I am not sure";
	const size_t len = sizeof(unsure) - 1;

	return strncasecmp(text, unsure, len) == 0 &&
	       (text[len] == '\0' || strcmp(text + len, ".") == 0);
}

static void read_options(struct quiz_reader *r, struct quiz_question *q)
{
	struct quiz_option *const options =
	    arena_zalloc(r->arena, QUIZ_OPTIONS, sizeof(*options));

	q->options = options;
	if (q->kind == QUIZ_TRUE_FALSE)
		read_true_false(r, options, q);
	else
		read_written(r, options, q);
	for (size_t i = 0; i < q->noptions; i++) {
		if (is_unsure(options[i].text))
			quiz_fault(r, options[i].line,
			    "\"option_%s\" is below the options of every "
			    "question by itself",
			    options[i].id);
		for (size_t k = 0; k < i; k++) {
			if (strcmp(options[i].text, options[k].text) == 0)
				quiz_fault(r, options[i].line,
				    "\"option_%s\" has the same words as "
				    "\"option_%s\"",
				    options[i].id, options[k].id);
		}
	}
}

static uint32_t option_bit(const struct quiz_question *q, struct slice id)
{
	for (size_t i = 0; i < q->noptions; i++) {
		if (slice_is(id, q->options[i].id))
			return UINT32_C(1) << i;
	}
	return 0;
}

/* "bed, move": what can be chosen, for a message. */
static const char *list_options(
    struct quiz_reader *r, const struct quiz_question *q)
{
	const char *list = "";

	for (size_t i = 0; i < q->noptions; i++)
		list = arena_printf(r->arena, "%s%s%s", list, i > 0 ? ", " : "",
		    q->options[i].id);
	return list;
}

/* Options between commas, as bits. */
static uint32_t read_bits(struct quiz_reader *r, const struct quiz_question *q,
    struct quiz_value value)
{
	struct slice rest = slice_of(value.text), id;
	uint32_t bits = 0;

	while (slice_next_item(&rest, &id)) {
		const uint32_t bit = option_bit(q, id);

		if (bit == 0)
			quiz_fault(r, value.line,
			    "\"%.*s\" is none of the options (%s)",
			    id.len > 49 ? 49 : (int)id.len, id.ptr,
			    list_options(r, q));
		else if (bits & bit)
			quiz_fault(r, value.line, "\"%.*s\" stands there twice",
			    (int)id.len, id.ptr);
		bits |= bit;
	}
	return bits;
}

static void read_right(struct quiz_reader *r, struct quiz_question *q)
{
	struct quiz_value value, also;

	if (q->kind == QUIZ_ORDER)
		return;
	value = quiz_need(r, "right");
	q->right = read_bits(r, q, value);
	if (q->kind == QUIZ_MANY)
		return;
	also = quiz_take(r, "also");
	q->also = read_bits(r, q, also);
	if ((q->right & (q->right - 1)) != 0)
		quiz_fault(r, value.line,
		    "more than one right option, which only kind = many has");
	if ((q->right & q->also) != 0)
		quiz_fault(r, also.line,
		    "\"also\" has the right option; it is for others that are "
		    "fine too");
}

static void read_picture(struct quiz_reader *r, struct quiz_question *q)
{
	struct quiz_value figure, alt;

	q->figure = q->alt = "";
	if (q->kind != QUIZ_PICTURE)
		return;
	figure = quiz_need(r, "figure");
	q->figure = figure.text;
	q->figure_line = figure.line;
	alt = quiz_need(r, "alt");
	q->alt = alt.text;
	q->alt_line = alt.line;
}

bool quiz_question_read(struct quiz_reader *r, struct quiz_question *q)
{
	struct quiz_value value;

	memset(q, 0, sizeof(*q));
	q->id = r->section->id;
	q->line = r->section->line;
	if (q->id[0] == '\0')
		quiz_fault(
		    r, q->line, "[question] has no id, as in [question:NAME]");
	value = quiz_need(r, "text");
	q->text = value.text;
	q->text_line = value.line;
	if (read_kind(r, &q->kind)) {
		read_options(r, q);
		read_right(r, q);
		read_picture(r, q);
	}
	value = quiz_need(r, "say");
	q->say = value.text;
	q->say_line = value.line;
	value = quiz_need(r, "read");
	q->read = value.text;
	q->read_line = value.line;
	value = quiz_take(r, "at");
	q->at = value.text;
	q->at_line = value.line;
	/* a key that is missing may be there, misspelt */
	if (r->kind != NULL)
		quiz_tell_left_over(r);
	return !r->bad;
}
