#include "quiz/quiz.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "quiz/quiz_parts.h"

#define TEXT_CAP 600 /* bytes of any text: a screen, not a page */

static const char left_out[] = "the question is left out";

void quiz_fault(struct quiz_reader *r, unsigned line, const char *fmt, ...)
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
    struct quiz_reader *r, const struct ini_section *section, const char *done)
{
	r->section = section;
	r->done = done;
	r->kind = NULL;
	r->taken = arena_zalloc(r->arena, section->npairs + 1, sizeof(bool));
	r->bad = false;
}

struct quiz_value quiz_take(struct quiz_reader *r, const char *key)
{
	for (size_t i = 0; i < r->section->npairs; i++) {
		const struct ini_pair *const pair = &r->section->pairs[i];

		if (strcmp(pair->key, key) != 0)
			continue;
		r->taken[i] = true;
		if (strlen(pair->value) > TEXT_CAP)
			quiz_fault(r, pair->line,
			    "\"%s\" has %zu bytes, over the %d that fit a "
			    "screen",
			    key, strlen(pair->value), TEXT_CAP);
		return (struct quiz_value){ pair->value, pair->line, true };
	}
	return (struct quiz_value){ "", r->section->line, false };
}

struct quiz_value quiz_need_at(
    struct quiz_reader *r, const char *key, unsigned line)
{
	struct quiz_value value = quiz_take(r, key);

	if (!value.given)
		value.line = line;
	if (value.text[0] == '\0')
		quiz_fault(
		    r, value.line, "[%s] has no \"%s\"", r->section->name, key);
	return value;
}

struct quiz_value quiz_need(struct quiz_reader *r, const char *key)
{
	return quiz_need_at(r, key, r->section->line);
}

void quiz_tell_left_over(struct quiz_reader *r)
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

static void read_points(struct quiz_reader *r, struct quiz *out)
{
	for (size_t i = 0; i < QUIZ_POINTS; i++) {
		const struct quiz_value point =
		    quiz_take(r, arena_printf(r->arena, "point_%zu", i + 1));

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

static void read_teach(struct quiz_reader *r, struct quiz *out)
{
	const struct quiz_value teach = quiz_take(r, "teach"),
				model = quiz_take(r, "model");

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

static void read_head(struct quiz_reader *r, struct quiz *out)
{
	const struct ini_section *const head =
	    ini_file_section(&r->ini, "quiz");
	struct quiz_value value;

	out->intro = out->teach = out->model = out->signs = "";
	if (head == NULL)
		return;
	begin(r, head, "shown as it is");
	out->line = head->line;
	value = quiz_take(r, "intro");
	out->intro = value.text;
	out->intro_line = value.line;
	read_teach(r, out);
	value = quiz_take(r, "signs");
	out->signs = value.text;
	out->signs_line = value.line;
	value = quiz_take(r, "shuffle");
	out->in_order = strcmp(value.text, "no") == 0;
	if (value.text[0] != '\0' && !out->in_order &&
	    strcmp(value.text, "yes") != 0)
		diag_add(r->diag, DIAG_ERROR, r->ini.name, value.line,
		    "\"%s\" for \"shuffle\", where yes or no is needed: the "
		    "options are shuffled",
		    value.text);
	quiz_tell_left_over(r);
}

static enum status take_file(struct quiz_reader *r, struct quiz *out)
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
			quiz_fault(r, section->line,
			    "[%s] is over %d questions, the most that a quiz "
			    "has",
			    section->name, QUIZ_QUESTIONS);
		else if (quiz_question_read(r, &questions[out->n]))
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
	struct quiz_reader r = { .arena = arena, .diag = diag };
	enum status status;

	*out = (struct quiz){ .id = id, .file = file };
	status = ini_file_parse(text, file, arena, &r.ini, diag);
	return status == STATUS_OK ? take_file(&r, out) : status;
}

enum status quiz_read(const struct file_root *root, const char *file,
    const char *id, struct arena *arena, struct quiz *out, struct diag *diag)
{
	struct quiz_reader r = { .arena = arena, .diag = diag };
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
