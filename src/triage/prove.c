#include "triage/prove.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "triage/prove_parts.h"

void prove_begin(struct proving *p, const char *id, const char *claim)
{
	p->item = &p->out->items[p->out->nitems++];
	*p->item = (struct prove_item){
		.id = id, .claim = claim, .how = "", .failure = ""
	};
}

void prove_fail(struct proving *p, unsigned line, const char *fmt, ...)
{
	char text[256];
	va_list args;

	p->out->ok = false;
	if (p->item->failures++ > 0)
		return;
	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	p->item->failure = arena_copy(p->arena, text, strlen(text));
	diag_add(p->diag, DIAG_ERROR, p->rules->file, line,
	    "not proved that %s: %s; the self-check stays closed",
	    p->item->claim, text);
}

void prove_how(struct proving *p, const char *fmt, ...)
{
	char text[256];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	p->item->how = arena_copy(p->arena, text, strlen(text));
}

void prove_set(struct answers *answers, size_t question, uint32_t picked)
{
	answers->answered |= UINT32_C(1) << question;
	answers->picked[question] = picked;
}

void prove_calm(const struct proving *p, int number, struct answers *out)
{
	*out = (struct answers){ 0 };
	for (size_t i = 0; i < p->rules->nquestions; i++) {
		const struct triage_question *const q = &p->rules->questions[i];

		if (q->kind != TRIAGE_NUMBER) {
			prove_set(out, i,
			    q->calm != 0 ? q->calm & (~q->calm + 1) : 1);
			continue;
		}
		prove_set(out, i, number == PROVE_SKIP && q->noptions > 0);
		out->number[i] = number == PROVE_SKIP ? q->skip_counts : number;
	}
}

enum triage_level prove_level(const struct proving *p,
    const struct answers *answers, struct answers *live,
    struct rules_fired *fired)
{
	(void)rules_live(p->rules, answers, live);
	return rules_evaluate(p->rules, live, fired);
}

static bool is_asked(
    const struct proving *p, const struct answers *answers, size_t question)
{
	struct answers live;

	return (rules_live(p->rules, answers, &live) >> question & 1u) != 0;
}

bool prove_open(
    const struct proving *p, size_t question, int number, struct answers *out)
{
	prove_calm(p, number, out);
	if (is_asked(p, out, question))
		return true;
	for (size_t i = 0; i < question; i++) {
		const struct triage_question *const q = &p->rules->questions[i];
		const uint32_t before = out->picked[i];

		if (q->kind == TRIAGE_NUMBER)
			continue;
		for (size_t k = 0; k < q->noptions; k++) {
			prove_set(out, i, UINT32_C(1) << k);
			if (is_asked(p, out, question))
				return true;
		}
		prove_set(out, i, before);
	}
	return false;
}

void prove_each_condition(
    struct proving *p, void (*each)(struct proving *, const struct condition *,
			   const char *, unsigned))
{
	const struct rules *const rules = p->rules;

	for (size_t i = 0; i < rules->nrules; i++)
		each(p, rules->rules[i].when, rules->rules[i].id,
		    rules->rules[i].line);
	for (size_t i = 0; i < rules->nterms; i++)
		each(p, rules->terms[i].when, rules->terms[i].id,
		    rules->terms[i].line);
	for (size_t i = 0; i < rules->nquestions; i++) {
		const struct triage_question *const q = &rules->questions[i];

		if (q->ask != NULL)
			each(p, q->ask, q->id, q->line);
		for (size_t k = 0; k < q->noptions; k++) {
			if (q->options[k].show != NULL)
				each(p, q->options[k].show, q->options[k].id,
				    q->line);
		}
	}
}

static void add_edge(struct proving *p, int number)
{
	const struct triage_question *const q = &p->rules->questions[p->number];
	size_t at = 0;

	if (number < q->min || number > q->max)
		return;
	while (at < p->nedges && p->edges[at] < number)
		at++;
	if ((at < p->nedges && p->edges[at] == number) ||
	    p->nedges == PROVE_EDGES)
		return;
	memmove(&p->edges[at + 1], &p->edges[at],
	    (p->nedges - at) * sizeof(p->edges[0]));
	p->edges[at] = number;
	p->nedges++;
}

/* Both sides of each limit, so that a witness can stand close to it too. */
static void add_edges(struct proving *p, const struct condition *condition,
    const char *id, unsigned line)
{
	for (size_t i = 0; i < condition->nchildren; i++)
		add_edges(p, condition->children[i], id, line);
	if (condition->op != CONDITION_NUMBER ||
	    condition->question != p->number)
		return;
	if (condition->low != INT_MIN) {
		add_edge(p, condition->low - 1);
		add_edge(p, condition->low);
	}
	if (condition->high != INT_MAX) {
		add_edge(p, condition->high);
		add_edge(p, condition->high + 1);
	}
}

/* Fill edges; false when there are too many. */
static bool find_edges(struct proving *p)
{
	while (p->number < p->rules->nquestions &&
	       p->rules->questions[p->number].kind != TRIAGE_NUMBER)
		p->number++;
	if (p->number == p->rules->nquestions)
		return true;
	add_edge(p, p->rules->questions[p->number].min);
	add_edge(p, p->rules->questions[p->number].max);
	prove_each_condition(p, add_edges);
	return p->nedges < PROVE_EDGES;
}

static struct proving start(const struct rules *rules, uint64_t seed,
    struct arena *arena, struct proof *out, struct diag *diag)
{
	struct proving p = { .rules = rules,
		.arena = arena,
		.diag = diag,
		.out = out,
		.seed = seed };

	*out = (struct proof){ .ok = true };
	prove_structure(&p);
	if (!find_edges(&p))
		prove_fail(&p, 0, "there are too many limits of age");
	prove_signs(&p);
	prove_unsure(&p);
	return p;
}

bool prove_quick(const struct rules *rules, struct arena *arena,
    struct proof *out, struct diag *diag)
{
	(void)start(rules, 0, arena, out, diag);
	return out->ok;
}

bool prove_full(const struct rules *rules, unsigned long cases, uint64_t seed,
    struct arena *arena, struct proof *out, struct diag *diag)
{
	struct proving p = start(rules, seed, arena, out, diag);

	prove_rules(&p);
	prove_paths(&p);
	prove_random(&p, cases);
	return out->ok;
}

static const char *write_picked(
    const struct triage_question *q, uint32_t picked, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < q->noptions; i++) {
		if ((picked >> i & 1u) != 0)
			text = arena_printf(arena, "%s%s%s", text,
			    text[0] == '\0' ? "" : ", ", q->options[i].id);
	}
	return text;
}

const char *prove_write(const struct rules *rules,
    const struct answers *answers, struct arena *arena)
{
	const char *text = "";
	struct answers live;

	(void)rules_live(rules, answers, &live);
	for (size_t i = 0; i < rules->nquestions; i++) {
		const struct triage_question *const q = &rules->questions[i];

		if ((live.answered >> i & 1u) == 0)
			continue;
		if (live.picked[i] == 0)
			text = arena_printf(
			    arena, "%s%s = %d\n", text, q->id, live.number[i]);
		else
			text = arena_printf(arena, "%s%s = %s\n", text, q->id,
			    write_picked(q, live.picked[i], arena));
	}
	return text;
}
