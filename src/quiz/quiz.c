#include "quiz/quiz.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/ini_file.h"

#define TEXT_CAP 600 /* bytes of any text: a screen, not a page */

static const char left_out[] = "the question is left out";

struct reader {
	struct ini_file ini;
	struct arena *arena;
	struct diag *diag;
	const struct ini_section *section; /* that is read now */
	bool *taken;                       /* its keys */
	const char *done;                  /* about a fault in it */
	const char *kind;                  /* of the question; or NULL */
	bool bad;                          /* a fault in it */
};

struct value {
	const char *text;
	unsigned line;
	bool given;
};

static void fault(struct reader *r, unsigned line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static void fault(struct reader *r, unsigned line, const char *fmt, ...)
{
	char text[384];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	r->bad = true;
	diag_add(
	    r->diag, DIAG_ERROR, r->ini.name, line, "%s: %s", text, r->done);
}

static void begin(
    struct reader *r, const struct ini_section *section, const char *done)
{
	r->section = section;
	r->done = done;
	r->kind = NULL;
	r->taken = arena_zalloc(r->arena, section->npairs + 1, sizeof(bool));
	r->bad = false;
}

static struct value take(struct reader *r, const char *key)
{
	for (size_t i = 0; i < r->section->npairs; i++) {
		const struct ini_pair *const pair = &r->section->pairs[i];

		if (strcmp(pair->key, key) != 0)
			continue;
		r->taken[i] = true;
		if (strlen(pair->value) > TEXT_CAP)
			fault(r, pair->line,
			    "\"%s\" has %zu bytes, over the %d that fit a "
			    "screen",
			    key, strlen(pair->value), TEXT_CAP);
		return (struct value){ pair->value, pair->line, true };
	}
	return (struct value){ "", r->section->line, false };
}

/* line is told when it is not there. */
static struct value need_at(struct reader *r, const char *key, unsigned line)
{
	struct value value = take(r, key);

	if (!value.given)
		value.line = line;
	if (value.text[0] == '\0')
		fault(
		    r, value.line, "[%s] has no \"%s\"", r->section->name, key);
	return value;
}

static struct value need(struct reader *r, const char *key)
{
	return need_at(r, key, r->section->line);
}

/* A misspelt key must not get lost: it is told, and nothing is lost by it. */
static void tell_left_over(struct reader *r)
{
	for (size_t i = 0; i < r->section->npairs; i++) {
		if (!r->taken[i])
			diag_add(r->diag, DIAG_ERROR, r->ini.name,
			    r->section->pairs[i].line,
			    "the key \"%s\" is not known in [%s]%s%s: passed "
			    "over",
			    r->section->pairs[i].key, r->section->name,
			    r->kind == NULL ? "" : ", which has kind = ",
			    r->kind == NULL ? "" : r->kind);
	}
}

/* False: without it nobody knows which keys belong to the question. */
static bool read_kind(struct reader *r, enum quiz_kind *out)
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
	const struct value value = take(r, "kind");

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(value.text, kinds[i].name) != 0)
			continue;
		*out = kinds[i].kind;
		r->kind = kinds[i].name;
		return true;
	}
	if (value.text[0] == '\0')
		fault(r, value.line, "[%s] has no \"kind\" (%s)",
		    r->section->name, all);
	else
		fault(r, value.line, "\"%s\" is no kind (%s)", value.text, all);
	return false;
}

static struct quiz_option read_option(
    struct reader *r, const char *id, const char *text, unsigned line)
{
	struct quiz_option option = { .id = id, .text = text, .line = line };
	const struct value why =
	    need_at(r, arena_printf(r->arena, "why_%s", id), line);

	option.why = why.text;
	option.why_line = why.line;
	return option;
}

/* True and false are not written: they are the same in every question. */
static void read_true_false(
    struct reader *r, struct quiz_option *options, struct quiz_question *q)
{
	options[0] = read_option(r, "true", "True", q->line);
	options[1] = read_option(r, "false", "False", q->line);
	q->noptions = 2;
}

static void read_written(
    struct reader *r, struct quiz_option *options, struct quiz_question *q)
{
	static const char prefix[] = "option_";
	const size_t len = sizeof(prefix) - 1;

	for (size_t i = 0; i < r->section->npairs; i++) {
		const char *const key = r->section->pairs[i].key;
		const unsigned line = r->section->pairs[i].line;

		if (strncmp(key, prefix, len) != 0)
			continue;
		if (key[len] == '\0') {
			fault(r, line, "\"%s\" names no option (option_NAME)",
			    key);
			r->taken[i] = true;
			continue;
		}
		if (q->noptions == QUIZ_OPTIONS) {
			fault(r, line, "\"%s\" is over the %d options that fit",
			    key, QUIZ_OPTIONS);
			r->kind = NULL;
			return;
		}
		options[q->noptions++] =
		    read_option(r, key + len, need(r, key).text, line);
	}
	if (q->noptions < 2)
		fault(r, q->line, "[%s] has fewer than 2 options (option_NAME)",
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

static void read_options(struct reader *r, struct quiz_question *q)
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
			fault(r, options[i].line,
			    "\"option_%s\" is below the options of every "
			    "question by itself",
			    options[i].id);
		for (size_t k = 0; k < i; k++) {
			if (strcmp(options[i].text, options[k].text) == 0)
				fault(r, options[i].line,
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
static const char *list_options(struct reader *r, const struct quiz_question *q)
{
	const char *list = "";

	for (size_t i = 0; i < q->noptions; i++)
		list = arena_printf(r->arena, "%s%s%s", list, i > 0 ? ", " : "",
		    q->options[i].id);
	return list;
}

/* Options between commas, as bits. */
static uint32_t read_bits(
    struct reader *r, const struct quiz_question *q, struct value value)
{
	struct slice rest = slice_of(value.text), id;
	uint32_t bits = 0;

	while (slice_next_item(&rest, &id)) {
		const uint32_t bit = option_bit(q, id);

		if (bit == 0)
			fault(r, value.line,
			    "\"%.*s\" is none of the options (%s)",
			    id.len > 49 ? 49 : (int)id.len, id.ptr,
			    list_options(r, q));
		else if (bits & bit)
			fault(r, value.line, "\"%.*s\" stands there twice",
			    (int)id.len, id.ptr);
		bits |= bit;
	}
	return bits;
}

static void read_right(struct reader *r, struct quiz_question *q)
{
	struct value value, also;

	if (q->kind == QUIZ_ORDER)
		return;
	value = need(r, "right");
	q->right = read_bits(r, q, value);
	if (q->kind == QUIZ_MANY)
		return;
	also = take(r, "also");
	q->also = read_bits(r, q, also);
	if ((q->right & (q->right - 1)) != 0)
		fault(r, value.line,
		    "more than one right option, which only kind = many has");
	if ((q->right & q->also) != 0)
		fault(r, also.line,
		    "\"also\" has the right option; it is for others that are "
		    "fine too");
}

static void read_picture(struct reader *r, struct quiz_question *q)
{
	struct value figure, alt;

	q->figure = q->alt = "";
	if (q->kind != QUIZ_PICTURE)
		return;
	figure = need(r, "figure");
	q->figure = figure.text;
	q->figure_line = figure.line;
	alt = need(r, "alt");
	q->alt = alt.text;
	q->alt_line = alt.line;
}

/* False: it is left out. */
static bool read_question(struct reader *r, struct quiz_question *q)
{
	struct value value;

	memset(q, 0, sizeof(*q));
	q->id = r->section->id;
	q->line = r->section->line;
	if (q->id[0] == '\0')
		fault(
		    r, q->line, "[question] has no id, as in [question:NAME]");
	value = need(r, "text");
	q->text = value.text;
	q->text_line = value.line;
	if (read_kind(r, &q->kind)) {
		read_options(r, q);
		read_right(r, q);
		read_picture(r, q);
	}
	value = need(r, "say");
	q->say = value.text;
	q->say_line = value.line;
	value = need(r, "read");
	q->read = value.text;
	q->read_line = value.line;
	value = take(r, "at");
	q->at = value.text;
	q->at_line = value.line;
	/* a key that is missing may be there, misspelt */
	if (r->kind != NULL)
		tell_left_over(r);
	return !r->bad;
}

static void read_points(struct reader *r, struct quiz *out)
{
	for (size_t i = 0; i < QUIZ_POINTS; i++) {
		const struct value point =
		    take(r, arena_printf(r->arena, "point_%zu", i + 1));

		if (point.text[0] == '\0')
			continue;
		out->point_lines[out->npoints] = point.line;
		out->points[out->npoints++] = point.text;
	}
	if (out->npoints > 0 && out->model[0] == '\0' && out->teach[0] == '\0')
		diag_add(r->diag, DIAG_ERROR, r->ini.name, out->point_lines[0],
		    "a point stands below \"model\", and there is none: not "
		    "shown");
}

static void read_teach(struct reader *r, struct quiz *out)
{
	const struct value teach = take(r, "teach"), model = take(r, "model");

	out->teach = teach.text;
	out->teach_line = teach.line;
	out->model = model.text;
	out->model_line = model.line;
	read_points(r, out);
	if ((teach.text[0] == '\0') == (model.text[0] == '\0'))
		return;
	diag_add(r->diag, DIAG_ERROR, r->ini.name,
	    teach.text[0] == '\0' ? model.line : teach.line,
	    "\"teach\" and \"model\" go together, and there is no \"%s\": "
	    "nobody is asked to say it in his own words",
	    teach.text[0] == '\0' ? "teach" : "model");
	out->teach = out->model = "";
}

static void read_head(struct reader *r, struct quiz *out)
{
	const struct ini_section *const head =
	    ini_file_section(&r->ini, "quiz");
	struct value value;

	out->intro = out->teach = out->model = out->signs = "";
	if (head == NULL)
		return;
	begin(r, head, "shown as it is");
	out->line = head->line;
	value = take(r, "intro");
	out->intro = value.text;
	out->intro_line = value.line;
	read_teach(r, out);
	value = take(r, "signs");
	out->signs = value.text;
	out->signs_line = value.line;
	value = take(r, "shuffle");
	out->in_order = strcmp(value.text, "no") == 0;
	if (value.text[0] != '\0' && !out->in_order &&
	    strcmp(value.text, "yes") != 0)
		diag_add(r->diag, DIAG_ERROR, r->ini.name, value.line,
		    "\"%s\" for \"shuffle\", where yes or no is needed: the "
		    "options are shuffled",
		    value.text);
	tell_left_over(r);
}

static enum status take_file(struct reader *r, struct quiz *out)
{
	struct quiz_question *const questions =
	    arena_zalloc(r->arena, r->ini.nsections + 1, sizeof(*questions));

	read_head(r, out);
	out->questions = questions;
	for (size_t i = 0; i < r->ini.nsections; i++) {
		const struct ini_section *const section = &r->ini.sections[i];

		if (strcmp(section->name, "quiz") == 0)
			continue;
		if (strcmp(section->kind, "question") != 0) {
			diag_add(r->diag, DIAG_ERROR, r->ini.name,
			    section->line,
			    "unknown section [%s], only [quiz] and "
			    "[question:NAME] are known: passed over",
			    section->name);
			continue;
		}
		begin(r, section, left_out);
		if (out->n == QUIZ_QUESTIONS)
			fault(r, section->line,
			    "[%s] is over %d questions, the most that a quiz "
			    "has",
			    section->name, QUIZ_QUESTIONS);
		else if (read_question(r, &questions[out->n]))
			out->n++;
	}
	if (out->n > 0)
		return STATUS_OK;
	diag_add(r->diag, DIAG_ERROR, r->ini.name, 1,
	    "no question that can be asked: the quiz is not shown");
	return STATUS_BAD;
}

enum status quiz_parse(struct slice text, const char *file, const char *id,
    struct arena *arena, struct quiz *out, struct diag *diag)
{
	struct reader r = { .arena = arena, .diag = diag };
	enum status status;

	*out = (struct quiz){ .id = id, .file = file };
	status = ini_file_parse(text, file, arena, &r.ini, diag);
	return status == STATUS_OK ? take_file(&r, out) : status;
}

enum status quiz_read(const struct file_root *root, const char *file,
    const char *id, struct arena *arena, struct quiz *out, struct diag *diag)
{
	struct reader r = { .arena = arena, .diag = diag };
	enum status status;

	*out = (struct quiz){ .id = id, .file = file };
	status = ini_file_read(root, file, arena, &r.ini, diag);
	return status == STATUS_OK ? take_file(&r, out) : status;
}

const struct quiz_question *quiz_question(
    const struct quiz *quiz, const char *id)
{
	for (size_t i = 0; i < quiz->n; i++) {
		if (strcmp(quiz->questions[i].id, id) == 0)
			return &quiz->questions[i];
	}
	return NULL;
}
